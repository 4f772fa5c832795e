//! Labels: the words before the names of the people who make a text, before its date, and before the counters of its
//! page.

use super::Starts;
use super::edges::Pairs;

/// The meaning of the text after a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// The author, editor or translator of the text.
    Writer,
    /// The author of other work: images, layout, programming.
    Maker,
    /// The place of first publication.
    Source,
    /// The time of publication or change.
    Time,
    /// A number of readers.
    Count,
}

/// Returns the label with which a text begins, after whitespace and punctuation, and its end including the punctuation
/// after it. A word that sentences use as well needs such punctuation, or a name, after it.
pub(crate) fn label(text: &str) -> Option<(Label, usize)> {
    let start = text.len() - text.trim_start_matches(is_before_label).len();
    let Some((label, end)) = word(text.get(start..)?) else { return qualified(text, start) };
    let end = start + end;
    let rest = text.get(end..)?;
    let bare = rest.trim_start_matches([' ', '\u{3000}', '\u{a0}']);
    let sign = bare.chars().next().filter(|c| is_behind_label(*c));
    let blanks = rest.len() - bare.len();
    match sign {
        Some(sign) => Some((label, end + blanks + sign.len_utf8())),
        // A word of a sentence: `source code`, `author of the plan`.
        None if is_noun(text.get(start..end)?) => None,
        None if label == Label::Time || bare.is_empty() || blanks > 0 => Some((label, end + blanks)),
        None if label == Label::Count && bare.starts_with(|c: char| c.is_ascii_digit()) => Some((label, end)),
        // No sentence begins with such a long label: `责任编辑甲`.
        None if text.get(start..end)?.chars().count() >= 4 && !text.get(start..end)?.is_ascii() => Some((label, end)),
        None => None,
    }
}

/// Returns whether an English label is one only before punctuation.
fn is_noun(label: &str) -> bool {
    ["author", "date", "editor", "editors", "source", "translator", "views"]
        .iter()
        .any(|noun| label.eq_ignore_ascii_case(noun))
}

/// Returns the label of a job with a qualifier before it and punctuation after it: `WeChat编辑｜`, `封面设计：`.
fn qualified(text: &str, start: usize) -> Option<(Label, usize)> {
    let head = text.get(start..)?;
    let end = head.char_indices().take(QUALIFIED).find(|(_, c)| is_behind_label(*c))?.0;
    let words = head.get(..end)?.trim_end();
    let role = ROLES.iter().find(|role| words.ends_with(**role))?;
    let is_plain = words.chars().all(|c| c.is_alphanumeric() || c == ' ');
    let sign = head.get(end..)?.chars().next()?;
    (is_plain && words.len() > role.len()).then(|| (Label::Writer, start + end + sign.len_utf8()))
}

/// The maximal number of characters of a job with its qualifier.
const QUALIFIED: usize = 14;
/// Jobs that can have a qualifier.
const ROLES: &[&str] =
    &["编辑", "編輯", "设计", "設計", "排版", "撰稿", "校对", "校對", "记者", "記者", "翻译", "翻譯", "摄影", "攝影"];

/// Returns whether a character may precede a label.
pub(crate) fn is_before_label(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '（' | '(' | '【' | '[' | '「' | '*' | '·' | '•' | '◎' | '■' | '▍' | '—' | '-')
        || matches!(c, '|' | '｜' | '︱' | '丨' | '│' | ';' | '；' | ',' | '，' | '、' | '/' | '／')
}

fn is_behind_label(c: char) -> bool {
    matches!(c, ':' | '：' | '/' | '／' | '|' | '｜' | '︱' | '丨' | '│')
}

/// Returns whether a text begins with the label of an author, editor, translator or other contributor, followed by
/// punctuation or a name.
pub(crate) fn names_role(text: &str) -> bool {
    matches!(label(text), Some((Label::Writer | Label::Maker | Label::Source, _))) || is_signed(text)
}

/// Returns whether a text consists of names followed by their job: `甲 译`, `甲 乙 编译`.
pub(crate) fn is_signed(text: &str) -> bool {
    const ROLES: &[&str] = &["译", "譯", "编译", "編譯", "翻译", "翻譯", "整理", "撰文", "采写", "採寫", "供稿"];
    let mut words = text.split_whitespace().rev();
    let is_name = |word: &str| {
        (2..=4).contains(&word.chars().count())
            && word.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '·')
    };
    text.len() <= 60
        && words.next().is_some_and(|role| ROLES.contains(&role))
        && words.clone().count() > 0
        && words.all(is_name)
}

/// Returns whether a line names the author, editor or translator of a text, not the author of its images.
pub(crate) fn names_writer(text: &str) -> bool {
    text.len() <= 120
        && matches!(label(text), Some((Label::Writer, _)))
        && !text.contains(['图', '圖', '摄', '攝', '绘', '繪'])
        && !text.to_ascii_lowercase().contains("photo")
}

/// Returns whether a line states the place of first publication.
pub(crate) fn says_origin(text: &str) -> bool {
    ORIGINS.of(text).iter().any(|start| text.starts_with(start))
}

/// Returns the longest label with which a text begins. Chinese characters may be separated by spaces: `作 者`.
fn word(text: &str) -> Option<(Label, usize)> {
    let mut first = text.chars();
    let first = first.next()?;
    if !matches!(text.as_bytes(), [first, second, ..] if FIRST.has(*first, *second)) {
        return None;
    }
    let lower = first.to_ascii_lowercase();
    if lower.is_ascii_lowercase() {
        let known = begun_by(ENGLISH, lower).filter(|(word, _)| {
            text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
                && !text.get(word.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        });
        return known.max_by_key(|(word, _)| word.len()).map(|(word, label)| (*label, word.len()));
    }
    let known = begun_by(CHINESE, first).filter_map(|(word, label)| Some((*label, spaced(text, word)?)));
    known.max_by_key(|(_, end)| *end)
}

/// Returns the labels of a sorted table that begin with a character.
fn begun_by(labels: &'static [(&str, Label)], first: char) -> impl Iterator<Item = &'static (&'static str, Label)> {
    let start = labels.partition_point(|(word, _)| word.chars().next().is_some_and(|begin| begin < first));
    labels.iter().skip(start).take_while(move |(word, _)| word.starts_with(first))
}

/// Returns the end of a word with which a text begins, ignoring spaces between its characters.
fn spaced(text: &str, word: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    let mut end = 0;
    for wanted in word.chars() {
        let (at, found) = chars.find(|(at, c)| *at == 0 || !matches!(c, ' ' | '\u{3000}' | '\u{a0}'))?;
        if found != wanted {
            return None;
        }
        end = at + found.len_utf8();
    }
    Some(end)
}

/// The first bytes of labels.
const FIRST: Pairs = pairs(CHINESE, pairs(ENGLISH, Pairs::NONE));

const fn pairs(labels: &[(&str, Label)], mut pairs: Pairs) -> Pairs {
    let mut rest = labels;
    while let Some(((label, _), others)) = rest.split_first() {
        if let [first, second, ..] = label.as_bytes() {
            pairs = pairs.with(*first, *second);
        }
        rest = others;
    }
    pairs
}

/// The beginnings of lines that state the place of first publication.
const ORIGINS: Starts = Starts::new(&[
    "文章来源：",
    "文章来源:",
    "文章來源：",
    "文章來源:",
    "本文来自",
    "本文來自",
    "本文来源于",
    "本文来源：",
    "本文首发于",
    "本文首發於",
    "本文最初发表",
    "本文转自",
    "本文轉自",
    "本文转载自微信",
]);

/// In lower case, sorted.
const ENGLISH: &[(&str, Label)] = &[
    ("about the author", Label::Writer),
    ("additional reporting by", Label::Writer),
    ("at", Label::Time),
    ("author", Label::Writer),
    ("by", Label::Writer),
    ("compiled by", Label::Writer),
    ("contact the author", Label::Writer),
    ("created by", Label::Writer),
    ("date", Label::Time),
    ("edited by", Label::Writer),
    ("editing by", Label::Writer),
    ("editor", Label::Writer),
    ("editors", Label::Writer),
    ("first posted", Label::Time),
    ("last modified", Label::Time),
    ("last updated", Label::Time),
    ("last updated on", Label::Time),
    ("modified", Label::Time),
    ("on", Label::Time),
    ("photographs and text by", Label::Writer),
    ("photographs by", Label::Maker),
    ("photos and text by", Label::Writer),
    ("photos by", Label::Maker),
    ("post author", Label::Writer),
    ("post date", Label::Time),
    ("posted", Label::Time),
    ("posted at", Label::Time),
    ("posted by", Label::Writer),
    ("posted in", Label::Source),
    ("posted on", Label::Time),
    ("published", Label::Time),
    ("published at", Label::Time),
    ("published by", Label::Writer),
    ("published on", Label::Time),
    ("published time", Label::Time),
    ("reporting by", Label::Writer),
    ("source", Label::Source),
    ("story by", Label::Writer),
    ("submitted by", Label::Writer),
    ("text and photographs by", Label::Writer),
    ("translated by", Label::Writer),
    ("translation by", Label::Writer),
    ("translator", Label::Writer),
    ("updated", Label::Time),
    ("updated at", Label::Time),
    ("updated on", Label::Time),
    ("views", Label::Count),
    ("with contributions from", Label::Writer),
    ("with reporting by", Label::Writer),
    ("words by", Label::Writer),
    ("writing by", Label::Writer),
    ("written by", Label::Writer),
];

/// Sorted.
#[rustfmt::skip]
const CHINESE: &[(&str, Label)] = &[
    ("一审", Label::Writer), ("三审", Label::Writer), ("主播", Label::Maker), ("主編", Label::Writer),
    ("主编", Label::Writer), ("二审", Label::Writer), ("于", Label::Time), ("人气", Label::Count),
    ("人氣", Label::Count), ("作者", Label::Writer), ("作者简介", Label::Writer), ("作者簡介", Label::Writer),
    ("來源", Label::Source), ("供图", Label::Maker), ("供圖", Label::Maker), ("供稿", Label::Writer),
    ("修改于", Label::Time), ("值班编委", Label::Writer), ("值班编辑", Label::Writer), ("公众号", Label::Source),
    ("关于作者", Label::Writer), ("写于", Label::Time), ("出品", Label::Maker), ("出品人", Label::Maker),
    ("出处", Label::Source), ("出版时间", Label::Time), ("出處", Label::Source), ("初审", Label::Writer),
    ("初審", Label::Writer), ("制作", Label::Maker), ("剪輯", Label::Maker), ("剪辑", Label::Maker),
    ("原作者", Label::Writer), ("原文刊", Label::Source), ("原載", Label::Source), ("原载", Label::Source),
    ("发布", Label::Time), ("发布于", Label::Time), ("发布日期", Label::Time), ("发布时间", Label::Time),
    ("发布者", Label::Writer), ("发帖人", Label::Writer), ("发稿", Label::Writer), ("发表", Label::Time),
    ("发表于", Label::Time), ("发表人", Label::Writer), ("发表时间", Label::Time), ("口述", Label::Writer),
    ("回复", Label::Count), ("图", Label::Maker), ("图文", Label::Writer), ("图片", Label::Maker),
    ("圖", Label::Maker), ("圖文", Label::Writer), ("圖片", Label::Maker), ("在", Label::Time),
    ("复审", Label::Writer), ("头图", Label::Maker), ("字数", Label::Count), ("字數", Label::Count),
    ("实习记者", Label::Writer), ("审定", Label::Writer), ("审校", Label::Writer), ("审核", Label::Writer),
    ("审稿", Label::Writer), ("审签", Label::Writer), ("审读", Label::Writer), ("審校", Label::Writer),
    ("審核", Label::Writer), ("審稿", Label::Writer), ("審讀", Label::Writer), ("微信公众号", Label::Source),
    ("微信編輯", Label::Writer), ("微信编辑", Label::Writer), ("执行编辑", Label::Writer), ("投稿人", Label::Writer),
    ("排版", Label::Maker), ("採寫", Label::Writer), ("採訪", Label::Writer), ("採訪記者", Label::Writer),
    ("提交", Label::Time), ("提交于", Label::Time), ("插画", Label::Maker), ("插畫", Label::Maker),
    ("摄", Label::Maker), ("摄影", Label::Maker), ("撰写", Label::Writer), ("撰写时间", Label::Time),
    ("撰寫", Label::Writer), ("撰文", Label::Writer), ("撰稿", Label::Writer), ("攝影", Label::Maker),
    ("收藏", Label::Count), ("整理", Label::Writer), ("文", Label::Writer), ("文、图", Label::Writer),
    ("文、圖", Label::Writer), ("文图", Label::Writer), ("文字", Label::Writer), ("文字整理", Label::Writer),
    ("文章來源", Label::Source), ("文章来源", Label::Source), ("於", Label::Time), ("日期", Label::Time),
    ("时间", Label::Time), ("時間", Label::Time), ("更新", Label::Time), ("更新于", Label::Time),
    ("更新於", Label::Time), ("更新时间", Label::Time), ("更新時間", Label::Time), ("最后更新", Label::Time),
    ("最后更新于", Label::Time), ("最後更新", Label::Time), ("最後更新於", Label::Time), ("本報記者", Label::Writer),
    ("本报记者", Label::Writer), ("本文作者", Label::Writer), ("本文來源", Label::Source), ("本文來自", Label::Source),
    ("本文原刊", Label::Source), ("本文原载", Label::Source), ("本文最初发表", Label::Source), ("本文最初发表于", Label::Source),
    ("本文来源", Label::Source), ("本文来源于", Label::Source), ("本文来自", Label::Source), ("本文轉自", Label::Source),
    ("本文轉載自", Label::Source), ("本文转自", Label::Source), ("本文转载自", Label::Source),
    ("本文转载自微信公众号", Label::Source), ("本文首发", Label::Source), ("本文首发于", Label::Source),
    ("本文首發於", Label::Source), ("来源", Label::Source), ("校", Label::Writer), ("校审", Label::Writer),
    ("校对", Label::Writer), ("校對", Label::Writer), ("校稿", Label::Writer), ("核稿", Label::Writer),
    ("浏览", Label::Count), ("浏览数", Label::Count), ("浏览次数", Label::Count), ("瀏覽", Label::Count),
    ("点击", Label::Count), ("点赞", Label::Count), ("特約記者", Label::Writer), ("特约撰稿人", Label::Writer),
    ("特约记者", Label::Writer), ("發佈", Label::Time), ("發佈於", Label::Time), ("發佈日期", Label::Time),
    ("發佈時間", Label::Time), ("發佈者", Label::Writer), ("發布", Label::Time), ("發布於", Label::Time),
    ("發布時間", Label::Time), ("發稿", Label::Writer), ("發表", Label::Time), ("發表於", Label::Time),
    ("發表時間", Label::Time), ("监制", Label::Maker), ("监审", Label::Writer), ("監審", Label::Writer),
    ("監製", Label::Maker), ("稿件来源", Label::Source), ("策划", Label::Maker), ("策劃", Label::Maker),
    ("終審", Label::Writer), ("統籌", Label::Writer), ("網編", Label::Writer), ("編者", Label::Writer),
    ("編譯", Label::Writer), ("編輯", Label::Writer), ("編輯於", Label::Time), ("终审", Label::Writer),
    ("绘图", Label::Maker), ("统筹", Label::Writer), ("编审", Label::Writer), ("编译", Label::Writer),
    ("编辑", Label::Writer), ("编辑于", Label::Time), ("网络编辑", Label::Writer), ("网编", Label::Writer),
    ("美编", Label::Maker), ("翻譯", Label::Writer), ("翻译", Label::Writer), ("製作", Label::Maker),
    ("视频", Label::Maker), ("記者", Label::Writer), ("設計", Label::Maker), ("評論", Label::Count),
    ("譯", Label::Writer), ("譯者", Label::Writer), ("记者", Label::Writer), ("设计", Label::Maker),
    ("评论", Label::Count), ("译", Label::Writer), ("译文", Label::Writer), ("译者", Label::Writer),
    ("責任校對", Label::Writer), ("責任編輯", Label::Writer), ("責編", Label::Writer), ("資料來源", Label::Source),
    ("责任校对", Label::Writer), ("责任编辑", Label::Writer), ("责编", Label::Writer), ("轉自", Label::Source),
    ("轉載自", Label::Source), ("转发", Label::Count), ("转自", Label::Source), ("转载自", Label::Source),
    ("通讯员", Label::Writer), ("采写", Label::Writer), ("采访", Label::Writer), ("采访撰文", Label::Writer),
    ("采访记者", Label::Writer), ("閱讀", Label::Count), ("關於作者", Label::Writer), ("阅读", Label::Count),
    ("阅读数", Label::Count), ("頭圖", Label::Maker), ("題圖", Label::Maker), ("题图", Label::Maker),
    ("首发于", Label::Source), ("首發於", Label::Source), ("點擊", Label::Count),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_sorted() {
        for labels in [ENGLISH, CHINESE] {
            assert!(labels.is_sorted_by_key(|(word, _)| word));
        }
    }

    #[test]
    fn labels_are_words_with_a_sign_behind_them() {
        for (text, found) in [
            ("翻译：甲、乙", Some((Label::Writer, "翻译：".len()))),
            ("采写︱甲", Some((Label::Writer, "采写︱".len()))),
            ("作 者 ：甲", Some((Label::Writer, "作 者 ：".len()))),
            ("责任编辑甲", Some((Label::Writer, "责任编辑".len()))),
            ("By Ann Example", Some((Label::Writer, 3))),
            ("on May 3", Some((Label::Time, 3))),
            ("作者认为这是好事", None),
            ("翻译工作一直很难做。", None),
            ("onset", None),
            ("Bystanders", None),
        ] {
            assert_eq!(label(text), found, "{text}");
        }
    }
}
