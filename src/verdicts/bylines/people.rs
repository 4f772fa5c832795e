//! Other lines that name people: sentences of reporters and desks, biographies, links to author pages.

use smallvec::SmallVec;

use super::{LONG, NAME};
use crate::draft::Line;
use crate::links::leads;
use crate::words::people::{Label, is_signed, label, says_origin};
use crate::words::{self, Roles};

/// Returns whether a line is a short byline at the head in other words than those of an imprint.
pub(super) fn is_at_head(line: &Line) -> bool {
    let text = line.text.as_str();
    if line.level.is_some() || text.len() > LONG {
        return false;
    }
    is_origin(text)
        || text.len() <= 120
            && !text.contains('。')
            && (is_report(text) || is_author_link(line) || is_reporter(text) || is_signed(text))
}

/// Returns whether a line at the end names or describes the author.
pub(super) fn is_at_tail(line: &Line, author: Option<&str>) -> bool {
    let text = line.text.as_str();
    if line.level.is_some() {
        return false;
    }
    is_origin(text)
        || is_desk(text)
        || is_report(text)
        || is_contribution(text)
        || is_biography(line, author)
        || line.roles.has(Roles::BYLINE) && is_author_link(line)
}

/// Returns whether a line states the first publication, in labelled words: `本文来自微信公众号：河口书评（ID：…），作者：…`.
fn is_origin(text: &str) -> bool {
    says_origin(text)
        && text.len() <= LONG
        && text.split(['，', ',', '。', '；', '\n']).skip(1).all(|part| {
            let part = part.trim();
            part.len() <= 24
                || label(part).is_some()
                || part.contains(['：', ':'])
                || part.ends_with(['載', '载', '权', '權'])
        })
        && !text.contains(['们', '們', '我', '他', '她'])
}

/// Returns whether a text is a label of the original and nothing but its address: `原文：https://…`.
pub(super) fn is_address_of_original(text: &str) -> bool {
    const LABELS: [&str; 10] = [
        "原文",
        "原文地址",
        "原文出处",
        "原文出處",
        "原文网址",
        "原文網址",
        "原址",
        "via",
        "original",
        "original article",
    ];
    let short = Some(text).filter(|text| text.len() <= LONG);
    let Some((label, address)) = short.and_then(|text| text.split_once([':', '：'])) else { return false };
    let (label, address) = (label.trim(), address.trim());
    LABELS.iter().any(|known| label.eq_ignore_ascii_case(known))
        && (address.starts_with("https://") || address.starts_with("http://"))
        && !address.contains(char::is_whitespace)
}

/// Returns whether a text is the label of a job without a name: `责任编辑：`.
pub(super) fn is_label_alone(text: &str) -> bool {
    text.ends_with([':', '：']) && matches!(label(text), Some((Label::Writer, end)) if end == text.len())
}

/// Returns the offset at which the jobs at the end of a text begin, if it has several lines: `采访｜甲\n撰稿｜乙`. A
/// biography above the line of the translator belongs to them, a paragraph of the article does not.
pub(super) fn roles_start(text: &str) -> Option<usize> {
    /// The number of lines at the end of which one must be a job.
    const LAST: usize = 4;
    let is_role = |line: &str| {
        line.len() <= LONG
            && !line.is_ascii()
            && label(line).is_some_and(|(label, end)| {
                let sign = line
                    .get(..end)
                    .is_some_and(|head| head.trim_end().ends_with([':', '：', '︰', '|', '｜', '/', '／', '︱', '丨']));
                label == Label::Writer && sign
            })
    };
    let is_about = |line: &str| {
        is_somebody(line)
            || is_labelled(line)
            || begins_with_latin_name(line)
            || is_report(line)
            || line.starts_with("本文")
    };
    let is_prose = |line: &str| {
        line.contains(['。', '！', '？']) && line.contains(['，', '；', '：', '“', '「']) && !is_about(line)
    };
    let lines = || text.split('\n').rev();
    if memchr::memchr(b'\n', text.as_bytes()).is_none()
        || !lines().map(str::trim).filter(|line| !line.is_empty()).take(LAST).any(is_role)
    {
        return None;
    }
    let mut start = None;
    let mut at = text.len() + 1;
    for line in lines() {
        let shown = line.trim();
        at -= line.len() + 1;
        if is_role(shown) || is_about(shown) {
            start = Some(at);
        } else if shown.len() > 600 || is_prose(shown) {
            break;
        }
    }
    start
}

/// Returns whether a line is a biography of the author: it begins with a label for that, or an element is named for it
/// and the line begins with the name of the author, or with a name and a job.
fn is_biography(line: &Line, author: Option<&str>) -> bool {
    let text = line.text.as_str().trim_start_matches(['（', '(', '【', '*', ' ']);
    if is_labelled(text) {
        return true;
    }
    let is_named = line.roles.has(Roles::BYLINE) && text.len() < 600;
    is_named && (author.is_some_and(|author| !author.is_empty() && text.starts_with(author)) || is_somebody(text))
}

/// Returns whether a text begins with the label of a biography.
fn is_labelled(text: &str) -> bool {
    const LABELS: &[&str] = &[
        "作者简介",
        "作者簡介",
        "关于作者",
        "關於作者",
        "本文作者",
        "About the author",
        "作者系",
        "作者係",
        "作者为",
        "作者為",
    ];
    let begins = |label: &&str| text.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label));
    LABELS.iter().any(begins)
}

/// Returns whether a text begins with a name and what that person is or does: `Ann Example is a writer …`, `甲是本报记者…`.
fn is_somebody(text: &str) -> bool {
    const DOES: &[&str] =
        &["is", "was", "are", "has", "writes", "covers", "lives", "works", "joined", "reports", "teaches", "studies"];
    const IS: &[&str] = &[
        "记者",
        "記者",
        "作家",
        "作者",
        "教授",
        "专栏",
        "專欄",
        "研究员",
        "研究員",
        "编辑",
        "編輯",
        "学者",
        "學者",
        "毕业",
        "畢業",
        "评论员",
        "評論員",
    ];
    let mut words = text.split_whitespace();
    let names = words.by_ref().take_while(|word| word.starts_with(char::is_uppercase)).take(5).count();
    let verb = text.split_whitespace().nth(names).unwrap_or_default();
    (1..=4).contains(&names) && DOES.contains(&verb) || {
        let head = words::head(text, 120);
        IS.iter().any(|word| head.contains(word))
    }
}

/// Returns whether a Chinese text begins with a name in Latin letters, perhaps in brackets after its Chinese form:
/// `Ann Example是…`, `甲乙丙(Ann Example)在…`.
fn begins_with_latin_name(text: &str) -> bool {
    /// The maximal length in bytes of the Chinese form.
    const CHINESE: usize = 24;
    let start = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let is_alone = start == 0 || start <= CHINESE && text.get(..start).is_some_and(|name| name.ends_with(['(', '（']));
    let name = text.get(start..).unwrap_or_default();
    let name = name.split(|c: char| !c.is_ascii() || c == ')').next().unwrap_or_default();
    is_alone && name.split([' ', ',']).filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase())).count() > 1
}

/// Returns whether a line consists of links to author pages.
fn is_author_link(line: &Line) -> bool {
    let mut links = line.text.links().map(|(_, url)| url).peekable();
    line.weights.is_link()
        && line.text.as_str().len() <= NAME
        && links.peek().is_some()
        && links.all(leads::is_author_page)
}

/// Returns whether a line names a reporter: `本报记者 甲 乙`, `记者甲北京报道`, `某某报特约撰稿人 甲 发自某地`.
fn is_reporter(text: &str) -> bool {
    const STARTS: [&str; 9] =
        ["记者", "記者", "本报记者", "本報記者", "特约记者", "特約記者", "采访记者", "採訪記者", "实习记者"];
    const WHO: [&str; 4] = ["记者", "記者", "撰稿人", "通讯员"];
    const WHERE: [&str; 3] = ["发自", "發自", "发于"];
    text.len() <= 75
        && !text.contains(['，', '：', ':'])
        && (STARTS.iter().any(|start| text.starts_with(start))
            || WHO.iter().any(|who| text.contains(who)) && WHERE.iter().any(|place| text.contains(place)))
}

/// Returns whether a line names a contributor: `Ann Example contributed to this report.`, `（本台记者 甲 报道　责编：乙）`.
fn is_contribution(text: &str) -> bool {
    const ENDS: &[&str] = &[
        "contributed to this report.",
        "contributed to this article.",
        "contributed to this story.",
        "contributed reporting.",
        "对本文亦有贡献。",
        "对本文有研究贡献。",
        "对本文有报道贡献。",
    ];
    let is_bracketed = text.starts_with(['（', '(', '【']) && text.ends_with(['）', ')', '】']);
    let names = ["责编：", "責編：", "网编：", "網編：", "编辑：", "編輯：", "校对：", "校對："];
    text.len() <= LONG
        && (ENDS.iter().any(|end| text.ends_with(end)) || is_bracketed && names.iter().any(|name| text.contains(name)))
}

/// Returns whether a line names a desk with its agencies: `凝炼/乐然（德新社、路透社）`.
fn is_desk(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 130 || text.contains(['。', '，', '：', '\n']) {
        return false;
    }
    let (names, rest) = match text.split_once(['（', '(']) {
        Some((names, rest)) => (names.trim(), Some(rest)),
        None => (text, None),
    };
    let parts: SmallVec<[&str; 8]> = names.split(['/', '／', '、', ' ']).filter(|part| !part.is_empty()).collect();
    let name = |part: &&str| {
        (2..=4).contains(&part.chars().count()) && part.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    };
    let agencies = rest.is_some_and(|rest| {
        let rest = rest.trim_end_matches(['）', ')', '等']);
        rest.contains('社')
            || rest.contains("综合报")
            || rest.contains("綜合報")
            || rest.contains("电台")
            || rest.contains("网站")
            || rest.is_ascii() && !rest.is_empty() && rest.len() < 40
    });
    !parts.is_empty()
        && parts.len() <= 4
        && parts.iter().all(name)
        && (agencies || parts.len() >= 2 && names.contains(['/', '／']) && rest.is_none())
}

/// Returns whether a sentence names the reporter of a report: `（本台记者甲在某地报道）`, `以上是特约记者甲的采访报道。`.
fn is_report(text: &str) -> bool {
    if text.len() > 120 || !text.starts_with(['（', '(', '以']) {
        return false;
    }
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "（）()。".contains(c));
    (bare.len() + 2 < text.len() && text.starts_with(['（', '(']) || bare.starts_with("以上是"))
        && ["记者", "記者", "通讯员", "特派员"].iter().any(|who| bare.contains(who))
        && ["报道", "報道", "報導", "采访", "採訪", "编译", "編譯"].iter().any(|end| bare.ends_with(end))
        && !bare.contains(['，', '。', '：', '“', '「'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn desks() {
        assert!(is_desk("凝炼/乐然（德新社、路透社）"));
        assert!(is_desk("王凡（综合报道）"));
        assert!(!is_desk("天气（晴）"));
        assert!(!is_desk("他们说，天气好。"));
    }

    #[test]
    fn origins_are_labels_not_sentences() {
        assert!(is_origin("本文来自微信公众号：河口书评（ID：hekou），作者：林岸，编辑：何川"));
        assert!(!is_origin("本文来自河边的人家，他们在东岸住了三代。"));
    }

    #[test]
    fn biographies() {
        assert!(is_somebody("Ann Oak writes about boats."));
        assert!(is_somebody("甲是本报驻河口记者。"));
        assert!(!is_somebody("A new stage was built over the summer by four carpenters."));
    }
}
