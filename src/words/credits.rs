//! The words of captions and credits: how they begin and end, and who owns an image.

mod behind;

use std::borrow::Cow;

use super::{Ends, Starts};
pub(crate) use behind::credit_behind;

/// The maximal length in bytes of a credit at the end of a caption.
const SIGNATURE: usize = 75;

/// Returns whether a caption ends with a credit: `…（甲摄）`, `… (Agency/Ann Example)`, `… 资料图`.
pub(crate) fn ends_with_credit(text: &str) -> bool {
    if text.len() > 450 {
        return false;
    }
    let bracket = text.trim_end_matches(['。', '.']).strip_suffix(['）', ')', ']', '】']).and_then(|text| {
        let at = text.rfind(['（', '(', '[', '【'])?;
        text.get(at..)
    });
    let credit = bracket.is_some_and(|inner| {
        let inner = inner.trim_start_matches(['（', '(', '[', '【']);
        inner.len() <= 75
            && (is_credit_text(inner)
                || inner.contains(['/', '／']) && !inner.contains("://")
                || inner.starts_with("Photo")
                || inner.starts_with("Supplied"))
    });
    const ENDS: Ends = Ends::new(&[
        "资料图",
        "資料圖",
        "资料图片",
        "資料圖片",
        "资料照",
        "資料照",
        "图／",
        "供图",
        "供圖",
        " 摄",
        " 攝",
        "截图",
        "截圖",
        "受访者提供",
        "受訪者提供",
    ]);
    const SIGNATURES: &[&str] =
        &["图源", "圖源", "图自", "圖自", "图据", "图片", "圖片", "来源", "來源", "摄影", "攝影", "图：", "圖："];
    // `。`, `，` and the ideographic space.
    const STOP: &[u8] = "。".as_bytes();
    const COMMA: &[u8] = "，".as_bytes();
    const WIDE_BLANK: &[u8] = "\u{3000}".as_bytes();
    // A longer text in parentheses is no credit, so nothing before this offset is examined.
    let near_end = text.len().saturating_sub(SIGNATURE + 3);
    let end = text.as_bytes().get(near_end..).unwrap_or_default();
    let behind = |at: usize| text.get(near_end + at..).filter(|last| last.len() <= SIGNATURE);
    let sentence = end.strip_suffix("。".as_bytes()).unwrap_or(end);
    let signed = sentence
        .windows(3)
        .rposition(|three| matches!(three, STOP | COMMA))
        .and_then(|at| behind(at + 3))
        .is_some_and(is_credit_text)
        // `… of the street. Photo by Ann Example`
        || memchr::memrchr(b'.', end.get(..end.len().saturating_sub(1)).unwrap_or_default())
            .filter(|at| matches!(end.get(at + 1..), Some([b' ', b'P' | b'p' | b'C' | b'c' | b'I' | b'S' | 0xc2, ..])))
            .and_then(|at| behind(at + 2))
            .is_some_and(is_credit_text)
        || memchr::memrchr(b' ', end)
            .map(|at| at + 1)
            .max(end.windows(3).rposition(|three| matches!(three, WIDE_BLANK)).map(|at| at + 3))
            .and_then(behind)
            .filter(|last| SIGNATURES.iter().any(|start| last.starts_with(start)))
            .is_some_and(is_credit_text);
    credit || signed || ENDS.of(text).iter().any(|end| text.ends_with(end))
}

/// Returns whether a text begins with words of captions.
pub(crate) fn leads_to_picture(text: &str) -> bool {
    const STARTS: Starts = Starts::new(&[
        "图：",
        "圖：",
        "图为",
        "圖為",
        "图/",
        "圖/",
        "图／",
        "圖／",
        "图|",
        "圖|",
        "图片",
        "圖片",
        "资料照",
        "資料照",
        "資料圖",
        "资料图",
        "示意图",
        "示意圖",
        "▲",
        "△",
        "↑",
        "▼",
        "Photo:",
        "PHOTO:",
        "Image:",
        "Pictured",
        "Caption:",
        "图1",
        "圖1",
        "图一",
        "圖一",
        "Figure ",
        "Fig. ",
        "相片由",
        "相片：",
        "照片由",
        "照片：",
        "照片来源",
        "照片來源",
        "（图",
        "（圖",
        "(图",
        "(圖",
        "摄影：",
        "攝影：",
        "摄影/",
        "攝影/",
        "／",
        "/ ",
    ]);
    text.len() <= 450 && STARTS.of(text).iter().any(|start| text.starts_with(start))
}

/// Returns whether a text has the number of its image: `图2：…`, `（圖三）…`, `2/5 …`. Posts of a thread are numbered like
/// the last form; a total larger than the number of images counts something else.
pub(crate) fn numbers_picture(text: &str, pictures: usize) -> bool {
    if text.len() > 450 {
        return false;
    }
    let bare = text.trim_start_matches(['（', '(', '【', '[', '▲', '△', '↑', '▼']);
    let behind_digits = |text: &'_ str| text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if let Some(number) =
        ["图", "圖", "图表", "圖表", "附图", "附圖"].iter().filter_map(|word| bare.strip_prefix(word)).next_back()
    {
        let number = number.trim_start();
        let rest = number.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        return rest.len() < number.len()
            && number.len() - rest.len() <= 6
            && rest.starts_with(|c: char| c.is_whitespace() || "：:.．、|｜）)】]—-".contains(c))
            && rest.contains(char::is_alphabetic);
    }
    let digits = text.len() - behind_digits(text);
    let Some(rest) = text.get(digits..).filter(|_| (1..=3).contains(&digits)).and_then(|rest| rest.strip_prefix('/'))
    else {
        return false;
    };
    let count = rest.len() - behind_digits(rest);
    rest.get(..count).and_then(|count| count.parse().ok()).is_some_and(|count: usize| (2..=pictures).contains(&count))
        && rest.get(count..).is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_whitespace() || "、：:".contains(c)) && rest.contains(char::is_alphabetic)
        })
}

/// Returns whether a text, at any position, is the credit of the first image: `(Header image: …)`, `题图来自…`.
pub(crate) fn credits_first_picture(text: &str) -> bool {
    const STARTS: Starts = Starts::new(&[
        "header image",
        "headline image",
        "cover image",
        "lead image",
        "top image",
        "featured image",
        "题图",
        "題圖",
        "头图",
        "頭圖",
        "封面图",
        "封面圖",
        "首图",
        "首圖",
    ]);
    const BEHIND: &[&str] =
        &[":", "：", "/", "／", "｜", "来自", "來自", "来源", "來源", " by ", " via ", " from ", " courtesy"];
    let bare = text.trim_start_matches(['（', '(', '【', '[', '*']);
    text.len() <= 240
        && STARTS.of(bare).iter().any(|start| {
            bare.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
                && bare.get(start.len()..).is_some_and(|rest| BEHIND.iter().any(|behind| rest.starts_with(behind)))
        })
}

/// Returns whether a text is a credit by its words alone.
pub(crate) fn is_credit_text(text: &str) -> bool {
    const STARTS: Starts = Starts::new(&[
        "©",
        "(c)",
        "图自",
        "圖自",
        "图据",
        "photo by",
        "photos by",
        "photograph by",
        "photographs by",
        "photograph:",
        "photography by",
        "photo:",
        "photo credit",
        "photo courtesy",
        "image by",
        "image:",
        "image credit",
        "images:",
        "picture:",
        "credit:",
        "credits:",
        "illustration by",
        "illustration:",
        "courtesy",
        "source:",
        "via ",
        "graphic:",
        "图片来源",
        "圖片來源",
        "圖片出處",
        "图源",
        "圖源",
        "图片：",
        "圖片：",
        "来源：",
        "來源：",
        "来源:",
        "來源:",
        "資料來源",
        "资料来源",
        "畫面來源",
        "画面来源",
        "攝影：",
        "摄影：",
        "攝影:",
        "摄影:",
        "攝影／",
        "摄影／",
        "摄影/",
        "攝影/",
        "摄影｜",
        "攝影｜",
        "图片版权",
        "圖片版權",
        "图像来源",
        "圖像來源",
        "图/",
        "图／",
        "圖／",
        "圖/",
        "图｜",
        "圖｜",
        "供图",
        "供圖",
        "插图：",
        "插圖：",
        "插畫：",
    ]);
    const ENDS: Ends = Ends::new(&[
        "摄",
        "攝",
        "供图",
        "供圖",
        "提供",
        "on unsplash",
        "getty images",
        "via getty images",
        "/ap",
        "/afp",
        "/reuters",
        "摄影",
        "攝影",
        "视觉中国",
        "新华社",
        "图虫",
        "shutterstock",
        "unsplash",
        "pixabay",
        "pexels",
        "flickr",
        "wikimedia commons",
        "wikipedia",
        "維基百科",
        "维基百科",
    ]);
    const WHOLES: &[&str] = &[
        "afp",
        "ap",
        "reuters",
        "via",
        "路透",
        "路透社",
        "法新社",
        "美联社",
        "美聯社",
        "中央社",
        "新华社",
        "getty",
        "epa",
        "网络",
        "網絡",
        "网络图片",
        "網路",
    ];
    if text.len() > 130 || text.contains('。') || credit_behind(text).is_some() {
        return false;
    }
    let lower = lowercase(text);
    let bare = lower.trim_matches(|c: char| c.is_whitespace() || "（）()[]【】/／—-".contains(c));
    // `▲ the street. Photo by Ann Example`, `the street (courtesy of Ann Example)`, `the street on Monday | Agency`.
    let describes = || {
        text.starts_with(['▲', '△', '↑', '▼'])
            || bare.find(['（', '(']).is_some_and(|at| at > 0)
            || bare.split_once(['|', '｜']).is_some_and(|(shown, _)| shown.chars().count() > 12)
    };
    WHOLES.contains(&bare)
        || STARTS.of(bare).iter().any(|start| bare.starts_with(start))
            && text.len() <= 110
            && !(begins_with_label(bare) && (text.len() > 50 || bare.contains(['.', '，'])))
        || ENDS.of(bare).iter().any(|end| bare.ends_with(end))
            && text.len() <= 75
            && !describes()
            && (!text.contains('，') || bare.starts_with("资料照") || bare.starts_with("資料照"))
            && !text.contains(", ")
        || is_agency_pair(text)
        || is_source_name(text)
}

/// Returns whether a text is only a label: `Photo: …` begins captions as well as names.
fn begins_with_label(text: &str) -> bool {
    ["photo:", "image:", "images:", "picture:", "图片：", "圖片："].iter().any(|label| text.starts_with(label))
}

/// Returns whether a text is only the name of a publisher: `NOS`, `example.com`, `Wikimedia Commons`.
fn is_source_name(text: &str) -> bool {
    let text = text.trim();
    const CONTROLS: &[&str] =
        &["CLOSE", "LIVE", "MORE", "NEXT", "PHOTO", "PLAY", "PRINT", "READ", "SHARE", "VIDEO", "VIEW"];
    let initials = (2..=5).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_uppercase())
        && !CONTROLS.contains(&text);
    let domain = text.len() <= 40
        && text.rsplit_once('.').is_some_and(|(name, end)| {
            !name.is_empty() && (2..=4).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_lowercase())
        })
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-/:".contains(&byte));
    initials || domain || text.len() <= 40 && text.contains("Commons")
}

/// Returns whether a text is a name, a slash and an employer: `甲/法新社`, `[Ann Example/Agency]`.
fn is_agency_pair(text: &str) -> bool {
    let Some((name, agency)) = text.split_once(['/', '／', '|', '｜']) else { return false };
    let clean =
        |part: &str| !part.trim().is_empty() && part.len() <= 45 && !part.contains(['，', '：', ',', ':', '。']);
    let agency = agency.trim().trim_end_matches([']', ')', '）']);
    clean(name)
        && clean(agency)
        && (agency.ends_with('社')
            || agency.contains("Getty")
            || ["AFP", "AP", "EPA", "Reuters", "AFP via Getty Images", "Shutterstock"].contains(&agency))
}

/// Returns the length in bytes of a label at the start of a caption that belongs to the page.
pub(crate) fn label_len(text: &str) -> usize {
    const LABELS: Starts = Starts::new(&[
        "Image caption",
        "Image copyright",
        "Image source",
        "Media caption",
        "Caption:",
        "Photo:",
        "PHOTO:",
        "Photo caption",
        "Click to expand Image",
        "Click to expand",
        "Click to enlarge",
        "Enlarge /",
        "Image:",
        "图片说明",
        "圖片說明",
        "图片版权",
        "圖片版權",
        "图像加注文字",
        "圖像加註文字",
        "图像来源",
        "圖像來源",
        "图片来源：",
        "圖片來源：",
        "图说：",
        "圖說：",
        "图注：",
        "圖註：",
        "图：",
        "圖：",
        "图片：",
        "圖片：",
        "点击放大",
        "點擊放大",
        "点击查看大图",
        "點擊看大圖",
        "说明：",
    ]);
    if text.trim().eq_ignore_ascii_case("enlarge") {
        return text.len();
    }
    let label = LABELS
        .of(text)
        .iter()
        .find(|label| text.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label)));
    let Some(label) = label else { return 0 };
    let rest = text.get(label.len()..).unwrap_or_default();
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | ',' | '，'));
    text.len() - rest.len()
}

/// Returns whether a text is only the label of a credit: `Credit`, `图片来源`.
pub(crate) fn is_credit_label(text: &str) -> bool {
    const LABELS: &[&str] = &[
        "credit",
        "credits",
        "photo credit",
        "image credit",
        "image source",
        "image copyright",
        "图片来源",
        "圖片來源",
        "图源",
        "圖源",
        "图像来源",
        "圖像來源",
        "图片版权",
        "圖片版權",
        "照片来源",
        "照片來源",
        "资料来源",
        "資料來源",
        "摄影",
        "攝影",
        "供图",
        "供圖",
    ];
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "：:（）()【】[]".contains(c));
    bare.len() <= 24 && LABELS.iter().any(|label| bare.eq_ignore_ascii_case(label))
}

/// Returns whether a text is only the label of a caption or credit.
pub(crate) fn is_mere_label(text: &str) -> bool {
    const LABELS: &[&str] = &["caption", "figure", "foto", "image", "photo", "picture", "图", "图片", "圖", "圖片"];
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "：:（）()【】[]".contains(c));
    LABELS.iter().any(|label| bare.eq_ignore_ascii_case(label)) || is_credit_label(text)
}

/// Returns the length of the labels at the start of a credit before its last one: `Credit Credit...`.
pub(crate) fn repeated_label_len(text: &str) -> usize {
    let mut len = 0;
    while let Some(rest) = text.get(len..) {
        let Some(label) = rest.get(..LABEL.len()).filter(|start| start.eq_ignore_ascii_case(LABEL)) else { break };
        let behind = rest.get(label.len()..).unwrap_or_default();
        let next = behind.trim_start_matches(['.', '…', ':', ' ', '\n']);
        let is_again = next.get(..LABEL.len()).is_some_and(|start| start.eq_ignore_ascii_case(LABEL));
        if !(is_again || behind.starts_with("...") || behind.starts_with('…')) || next.is_empty() {
            break;
        }
        len = text.len() - next.len();
    }
    len
}

const LABEL: &str = "Credit";

fn lowercase(text: &str) -> Cow<'_, str> {
    match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(text.to_ascii_lowercase()),
        false => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_by_their_words() {
        for text in [
            "© 2020 AFP",
            "Photo by Ann Example on Unsplash",
            "图片来源：本报",
            "路透社",
            "甲/法新社",
            "（资料照，乙摄）",
            "[Ann Example/Reuters]",
            "甲 | 视觉中国",
        ] {
            assert!(is_credit_text(text), "{text}");
        }
        for text in [
            "雨后的街道。",
            "他在路透社工作多年，写下这张照片的来历。",
            "The photo shows a street",
            "▲ 雨后的街道. 图片来自：Unsplash",
            "雨后的街道（作者提供）",
        ] {
            assert!(!is_credit_text(text), "{text}");
        }
    }

    #[test]
    fn labels_are_cut_only_from_something() {
        assert_eq!(label_len("Image caption The street"), 14);
        assert_eq!(label_len("图：雨"), "图：".len());
        assert_eq!(label_len("图："), "图：".len());
        assert_eq!(label_len("街道"), 0);
    }
}
