//! Lines that say when a text was published, and what stands beside the date.

use std::sync::LazyLock;

use memchr::memmem;

use super::{LONG, NAME};
use crate::article::{Dateline, Evidence, Removed, RemovedKind};
use crate::draft::Line;
use crate::verdicts::dates;
use crate::words::people::HEAD_ROLES;

/// The date of a line that says little else, and the names in it.
pub(super) fn date_line(line: &Line, is_named: bool) -> Option<(Dateline, Option<String>)> {
    let text = line.text.as_str();
    if text.len() > LONG {
        return None;
    }
    let found = dates::find(text)?;
    if line.level.is_some() && found.range.len() < text.len() {
        return None;
    }
    let date = text.get(found.range.clone())?;
    let mut rest = String::with_capacity(text.len() + 1);
    rest.push_str(text.get(..found.range.start)?);
    rest.push('\n');
    rest.push_str(text.get(found.range.end..)?);
    // A second date says when the text was changed.
    let mut dates = 1;
    while let Some(second) = dates::find(&rest) {
        rest.replace_range(second.range, "\n");
        dates += 1;
    }
    let names = without_labels(&rest);
    if dates > 1 && !is_named && names.split_whitespace().any(|word| word.starts_with(char::is_lowercase)) {
        // `Ann Example, born 3 June 1931, died 9 December 2021`
        return None;
    }
    let is_named = is_named || names.len() > NAME && is_labelled(text);
    let room = if is_named {
        160
    } else if line.weights.is_italic() || line.weights.is_small() {
        120
    } else {
        48
    };
    if names.len() > room || names.contains('。') || names.contains('？') || !is_named && names.contains('，') {
        return None;
    }
    let dateline = Dateline { text: date.trim().to_owned(), time: found.time };
    Some((dateline, Some(names).filter(|names| !names.is_empty())))
}

/// Reports a date line that says more than what goes into `meta`: labels, counters, a second date.
pub(super) fn report_rest(
    line: &Line,
    dateline: &Dateline,
    names: Option<&str>,
    is_kept: bool,
    removed: &mut Vec<Removed>,
) {
    let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let text = line.text.as_str();
    let kept = names.map_or(0, count) + if is_kept { count(&dateline.text) } else { 0 };
    if kept < count(text) {
        removed.push(Removed {
            rule: "evidence/label".into(),
            kind: RemovedKind::Metadata,
            evidence: Evidence::WORDS | Evidence::SHORT,
            text: text.to_owned(),
        });
    }
}

/// What stands beside a date, without the words that only announce it.
fn without_labels(text: &str) -> String {
    const LABELS: &[&str] = &[
        "发布时间",
        "發布時間",
        "發佈時間",
        "发表时间",
        "发布于",
        "發布於",
        "發佈於",
        "发表于",
        "更新时间",
        "更新時間",
        "最后更新",
        "最後更新",
        "更新于",
        "更新於",
        "更新",
        "出版时间",
        "日期",
        "时间",
        "時間",
        "published on",
        "published at",
        "published",
        "posted on",
        "posted",
        "last updated",
        "last modified",
        "updated",
        "first posted",
        "modified",
        "on ",
        "at ",
    ];
    const COUNTERS: &[&str] = &["点击:", "点击：", "點擊:", "點擊：", "浏览:", "浏览：", "瀏覽:", "瀏覽："];
    static FINDERS: LazyLock<Vec<memmem::Finder<'static>>> =
        LazyLock::new(|| LABELS.iter().map(memmem::Finder::new).collect());
    let mut names = String::new();
    for part in text.split('\n').filter(|part| !part.trim().is_empty()) {
        // How often it was read.
        let counter = part.char_indices().find(|(at, c)| {
            matches!(c, '点' | '點' | '浏' | '瀏')
                && COUNTERS.iter().any(|label| part.get(*at..).is_some_and(|rest| rest.starts_with(label)))
        });
        let part = counter.and_then(|(at, _)| part.get(..at)).unwrap_or(part);
        let mut part = part.to_owned();
        let mut lower = part.to_ascii_lowercase();
        for label in FINDERS.iter() {
            if let Some(at) = label.find(lower.as_bytes()) {
                part.replace_range(at..at + label.needle().len(), "");
                lower.replace_range(at..at + label.needle().len(), "");
            }
        }
        let part = part.trim_matches(|c: char| {
            c.is_whitespace() || c.is_ascii_punctuation() && c != ')' && c != '(' || "：｜—–·•，、|】【".contains(c)
        });
        let counter =
            part.ends_with("Minutes") || part.ends_with("Minute") || part.ends_with("分钟") || part.ends_with("分鐘");
        let is_label = HEAD_ROLES.iter().any(|role| role.trim_end_matches([':', '：']).eq_ignore_ascii_case(part));
        // `0911 GMT (1711 HKT)`
        let is_clock = part.len() <= 40
            && part.contains(|c: char| c.is_ascii_digit())
            && !part.contains(|c: char| c.is_lowercase() || !c.is_ascii());
        let says_nothing = is_label || is_clock || counter && part.len() < 20;
        if !says_nothing && part.chars().any(char::is_alphabetic) {
            if !names.is_empty() {
                names.push('\n');
            }
            names.push_str(part);
        }
    }
    names
}

/// Whether a line names two things or more that are known of a post: `时间：… 来源：… 点击：`.
fn is_labelled(text: &str) -> bool {
    const LABELS: [&str; 14] = [
        "时间", "時間", "日期", "来源", "來源", "作者", "编辑", "編輯", "点击", "點擊", "浏览", "瀏覽", "阅读", "閱讀",
    ];
    let labels = text.match_indices([':', '：']).filter(|(at, _)| {
        text.get(..*at).is_some_and(|before| LABELS.iter().any(|label| before.trim_end().ends_with(label)))
    });
    text.len() <= 200 && labels.take(2).count() == 2
}
