//! The credit at the end of a caption.

use super::{SIGNATURE, is_agency_pair, lowercase};
use crate::words::Starts;

/// Returns the offset of the credit at the end of a caption: after a copyright sign, a label or a full stop, or in
/// parentheses.
pub(crate) fn credit_behind(text: &str) -> Option<usize> {
    copyright_behind(text).or_else(|| signature_behind(text))
}

fn copyright_behind(text: &str) -> Option<usize> {
    // The first byte of the sign, which few texts have, as the parentheses of its other form.
    let at = match memchr::memchr2(0xc2, b'(', text.as_bytes())? {
        first if text.as_bytes().get(first) == Some(&0xc2) => text.rfind('©')?,
        _ => lettered_sign(text).or_else(|| text.rfind('©'))?,
    };
    let (shown, credit) = text.split_at_checked(at)?;
    let name = credit.trim_start_matches(['©', ' ', ':', '：']);
    let name = name.strip_prefix("(c) ").or(name.strip_prefix("(C) ")).unwrap_or(name);
    let is_name = !name.is_empty() && credit.len() <= SIGNATURE && !name.contains(['。', '，', '！', '？']);
    (is_name && shown.contains(char::is_alphabetic)).then_some(at)
}

/// Returns the offset of the last `(c)`, which is no copyright sign in a caption of several images.
fn lettered_sign(text: &str) -> Option<usize> {
    let at =
        memchr::memmem::rfind(text.as_bytes(), b"(c) ").or_else(|| memchr::memmem::rfind(text.as_bytes(), b"(C) "))?;
    memchr::memmem::find(text.as_bytes(), b"(b)").is_none().then_some(at)
}

/// Labels of credits that no sentence of a caption begins with.
const SIGNATURES: Starts = Starts::new(&[
    "credit:",
    "credits:",
    "photo credit:",
    "image credit:",
    "photo:",
    "photo by ",
    "photos by ",
    "photograph:",
    "photograph by ",
    "photography by ",
    "image:",
    "image by ",
    "illustration:",
    "illustration by ",
    "courtesy of ",
    "foto:",
    "图源",
    "圖源",
    "图自",
    "圖自",
    "图片来源",
    "圖片來源",
    "图片：",
    "圖片：",
    "图／",
    "圖／",
    "图/",
    "圖/",
    "照片：",
    "照片来源",
    "照片來源",
    "摄影：",
    "攝影：",
    "摄影/",
    "攝影/",
    "摄影／",
    "攝影／",
    "供图：",
    "供圖：",
]);

/// The minimal length in bytes of the caption before a credit.
const SHOWN: usize = 9;

fn signature_behind(text: &str) -> Option<usize> {
    if text.len() > 450 || text.len() < SHOWN {
        return None;
    }
    let near_end = (text.len().saturating_sub(SIGNATURE)..text.len()).find(|&at| text.is_char_boundary(at))?;
    let mut before = None;
    for (at, c) in text.get(near_end..)?.char_indices().map(|(at, c)| (near_end + at, c)) {
        let is_stop = matches!(before, Some('.' | '。' | '！' | '？' | '!' | '?' | '|' | '｜' | '\n' | '\u{3000}'));
        let is_open = matches!(c, '(' | '（' | '[' | '【');
        // Within a sentence: `The photo by the door`.
        let is_word = before == Some(' ') && !c.is_ascii_lowercase();
        if at >= SHOWN && (is_stop || is_open || is_word) && !c.is_whitespace() {
            let end = text.get(at..).unwrap_or_default();
            if is_signature(end, is_open) || is_stop && is_agency_pair(end.trim_end_matches('.')) {
                return text.get(..at).filter(|shown| shown.contains(char::is_alphabetic)).map(|_| at);
            }
        }
        if !(c == ' ' && is_stop) {
            before = Some(c);
        }
    }
    None
}

/// Returns whether the end of a caption is a credit.
fn is_signature(end: &str, is_open: bool) -> bool {
    let closing = [')', '）', ']', '】'];
    let inner = match is_open {
        true => {
            let inner = end.trim_start_matches(['(', '（', '[', '【']);
            match inner.trim_end_matches(['.', '。']).strip_suffix(closing) {
                Some(inner) => inner,
                None => return false,
            }
        }
        false => end,
    };
    let name = |rest: &str| {
        let rest = rest.trim_start_matches([' ', ':', '：', '/', '／', '于', '自']).trim_end_matches(['.', '。']);
        rest.contains(char::is_alphabetic)
            && !rest.contains(['。', '！', '？', '；', '!', '?', ';'])
            && !rest.contains(". ")
            && !is_open_within(rest)
    };
    let lower = lowercase(inner);
    if SIGNATURES.of(&lower).iter().any(|label| lower.starts_with(label) && inner.get(label.len()..).is_some_and(name))
    {
        return true;
    }
    // `甲摄`, `新华社记者 甲 摄`
    let stem = inner.trim_end_matches(['。', '.']).strip_suffix(['摄', '攝']);
    stem.is_some_and(|stem| {
        (2..=12).contains(&stem.trim().chars().count())
            && stem.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '/' | '／'))
    })
}

/// Returns whether a text closes a bracket that it does not open.
fn is_open_within(text: &str) -> bool {
    text.contains([')', '）', ']', '】']) && !text.contains(['(', '（', '[', '【'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_end_captions() {
        let split = |text: &str| {
            credit_behind(text)
                .map(|at| text.split_at(at))
                .map(|(shown, credit)| (shown.trim().to_owned(), credit.to_owned()))
        };
        for (shown, credit) in [
            ("The quay at noon.", "© Jane Example/Reuters"),
            ("The quay at noon.", "Credit: Jane Example"),
            ("The quay at noon.", "(Photo by Jane Example/Getty Images)"),
            ("The quay at noon.", "Jane Example/AP"),
            ("The quay at noon |", "Courtesy of The Quay"),
            ("新的栈桥。", "李某 摄"),
            ("新的栈桥", "（新华社记者李某摄）"),
            ("新的栈桥", "（图源：河口图片社）"),
            ("新的栈桥", "图源：视觉中国"),
            ("Der Kai am Mittag.", "Foto: Jane Beispiel"),
        ] {
            let text = format!("{shown} {credit}");
            assert_eq!(split(&text), Some((shown.to_owned(), credit.to_owned())), "{text}");
        }
        for text in [
            "",
            "Photo: the quay at noon",
            "The quay at noon.",
            "The photo by the door shows the quay. It is from May.",
            "The old photo by the door",
            "The quay (in the photo: the crane) at noon",
            "新的栈桥，四位木匠搭起来的。",
            "The quay. Credit:",
        ] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
