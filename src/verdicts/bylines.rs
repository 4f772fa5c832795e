//! Who wrote a post and when: lines at its head and end that go into `meta`.

mod date_line;

use smallvec::SmallVec;

use crate::article::{Evidence, Meta, Removed, RemovedKind};
use crate::draft::{Container, Draft, Fate, Item, Line, Places};
use crate::links::leads;
use crate::words::people::{HEAD_STARTS, TAIL_ROLES, TRANSLATORS, says_origin, starts_with_role};
use crate::words::{Finder, Roles};
use date_line::{date_line, report_rest};

/// Lines at the head that are looked at.
const HEAD_LINES: usize = 10;
/// Lines at the end that are looked at.
const TAIL_LINES: usize = 14;
/// Bytes of a line that cannot be a byline any more.
const LONG: usize = 260;
/// Bytes of a line at the end that is a date with what belongs to it.
const DATE_LINE: usize = 90;
/// Bytes of a name under a portrait.
const NAME: usize = 40;
/// Bytes of a paragraph.
const PARAGRAPH: usize = 120;

/// Moves date lines and bylines of the head and end into `meta`. What has been removed since the last time uncovers more
/// of the end.
pub(crate) fn mark(draft: &mut Draft, meta: &mut Meta, finder: &Finder, removed: &mut Vec<Removed>) {
    let mut byline: SmallVec<[String; 2]> = meta.byline.take().into_iter().collect();
    if byline.is_empty() {
        head(draft, meta, &mut byline, removed);
    }
    tail(draft, meta, finder, &mut byline, removed);
    byline.dedup_by(|line, before| {
        let repeats = line == before;
        if repeats {
            let text = std::mem::take(line);
            removed.push(Removed {
                rule: "evidence/byline".into(),
                kind: RemovedKind::Duplicate,
                evidence: Evidence::REPEAT,
                text,
            });
        }
        repeats
    });
    meta.byline = match byline.len() {
        0 | 1 => byline.pop(),
        _ => Some(byline.join("\n")),
    };
}

fn head(draft: &mut Draft, meta: &mut Meta, byline: &mut SmallVec<[String; 2]>, removed: &mut Vec<Removed>) {
    let mut places = Places::new();
    let mut lines = 0;
    for (at, line) in draft.body() {
        lines += usize::from(!line.roles.has(Roles::IMPRINT));
        if lines > HEAD_LINES {
            break;
        }
        places.push(at);
    }
    let mut paragraphs = 0;
    for at in places {
        let Some(line) = draft.line(at) else { continue };
        if line.preformatted || line.container.is_some() && line.text.as_str().len() > 60 {
            continue;
        }
        let text = line.text.as_str();
        let is_named = line.roles.has(Roles::DATE) || line.roles.has(Roles::BYLINE) || line.roles.has(Roles::META);
        let found = if is_named || paragraphs == 0 { date_line(line, is_named) } else { None };
        let fate = match found {
            Some((dateline, rest)) => {
                report_rest(line, &dateline, rest.as_deref(), meta.dateline.is_none(), removed);
                byline.extend(rest);
                if meta.dateline.is_none() {
                    meta.dateline = Some(dateline);
                }
                Some(Fate::Dateline)
            }
            None if is_head_byline(line) => {
                byline.push(text.replace('\n', " "));
                Some(Fate::Byline)
            }
            None if is_named && paragraphs == 0 && is_metadata(line) => {
                removed.push(Removed {
                    rule: "evidence/metadata".into(),
                    kind: RemovedKind::Metadata,
                    evidence: Evidence::CLASS | Evidence::HEAD | Evidence::SHORT,
                    text: text.to_owned(),
                });
                Some(Fate::Removed(RemovedKind::Metadata))
            }
            None => None,
        };
        match fate {
            Some(fate) => {
                if let Some(line) = draft.line_mut(at) {
                    line.fate = fate;
                }
            }
            None => {
                paragraphs += usize::from(text.len() >= PARAGRAPH);
                if paragraphs == 2 {
                    break;
                }
            }
        }
    }
}

/// Whether a line stands among those that name author and date and is neither: a section, a word between them.
fn is_metadata(line: &Line) -> bool {
    line.roles.has(Roles::IMPRINT)
        && !line.roles.has(Roles::BYLINE)
        && !line.roles.has(Roles::LEAD)
        && line.level.is_none()
        && line.text.as_str().len() <= 60
        && !line.text.as_str().contains(['。', '！', '？'])
}

/// A short line at the head that names who wrote it.
fn is_head_byline(line: &Line) -> bool {
    let text = line.text.as_str();
    if says_origin(text) && text.len() <= LONG && line.level.is_none() {
        return true;
    }
    if text.len() > 120 || text.contains('。') {
        return false;
    }
    let by_name = line.roles.has(Roles::BYLINE) && !line.roles.has(Roles::TITLE) && !line.roles.has(Roles::LEAD);
    if let Some(level) = line.level {
        // Themes set the author's name as a small heading.
        return level >= 4 && by_name;
    }
    by_name
        || is_report(text)
        || is_author_link(line)
        || starts_with_role(text, &HEAD_STARTS)
        || starts_with_by(text)
        || is_reporter(text)
}

/// Whether a line is nothing but links to what its authors wrote.
fn is_author_link(line: &Line) -> bool {
    let mut links = line.text.links().map(|(_, url)| url).peekable();
    line.weights.is_link()
        && line.text.as_str().len() <= NAME
        && links.peek().is_some()
        && links.all(leads::is_author_page)
}

/// `By Ann Example`, with a capital behind it.
fn starts_with_by(text: &str) -> bool {
    let rest = text.strip_prefix("By ").or_else(|| text.strip_prefix("by ")).or_else(|| text.strip_prefix("BY "));
    rest.is_some_and(|rest| {
        rest.starts_with(char::is_uppercase) && rest.len() <= 80 && !rest.contains(". ") && !rest.ends_with('.')
    })
}

/// `本报记者 甲 乙`, `记者甲北京报道`, `某某报特约撰稿人 甲 发自某地`.
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

fn tail(
    draft: &mut Draft,
    meta: &mut Meta,
    finder: &Finder,
    byline: &mut SmallVec<[String; 2]>,
    removed: &mut Vec<Removed>,
) {
    let mut places: Places = draft.body().rev().map(|(at, _)| at).take(TAIL_LINES).collect();
    // The title of pictures that stand behind the article.
    if places.first().and_then(|&at| draft.line(at)).is_some_and(|line| line.level.is_some()) {
        places.remove(0);
    }
    let mut found: SmallVec<[String; 2]> = SmallVec::new();
    let first = draft.body().map(|(at, _)| at).next();
    let mut date = None;
    for at in places {
        let Some(line) = draft.line(at) else { continue };
        if Some(at) == first {
            break;
        }
        let text = line.text.as_str();
        let is_named = line.roles.has(Roles::BYLINE) && text.len() < 600 && line.level.is_none();
        let fate = if line.preformatted || matches!(line.container, Some(Container::Cell { .. })) {
            None
        } else if date.is_none()
            && text.len() <= DATE_LINE
            && let Some((dateline, rest)) = date_line(line, line.roles.has(Roles::DATE))
        {
            report_rest(line, &dateline, rest.as_deref(), meta.dateline.is_none(), removed);
            found.extend(rest);
            date = Some(dateline);
            Some(Fate::Dateline)
        } else if is_named || text.len() <= 900 && is_tail_byline(line) {
            found.push(without_links_elsewhere(text, finder, removed));
            Some(Fate::Byline)
        } else {
            None
        };
        match fate {
            Some(fate) => {
                if let Some(line) = draft.line_mut(at) {
                    line.fate = fate;
                }
            }
            // Below the first paragraph from the end nothing is a closing line.
            None if text.len() >= PARAGRAPH || line.level.is_some() => break,
            None => {}
        }
    }
    found.reverse();
    byline.extend(found);
    if meta.dateline.is_none() {
        meta.dateline = date;
    }
}

/// What a byline says without the lines in it that lead to other versions of the article.
fn without_links_elsewhere(text: &str, finder: &Finder, removed: &mut Vec<Removed>) -> String {
    let mut kept = Vec::new();
    for part in text.split('\n') {
        let said = finder.read(part);
        if said.kind == Some(RemovedKind::Navigation) && said.weight == 3 && part.len() <= PARAGRAPH && part != text {
            removed.push(Removed {
                rule: "evidence/navigation".into(),
                kind: RemovedKind::Navigation,
                evidence: Evidence::WORDS | Evidence::SHORT | Evidence::TAIL,
                text: part.to_owned(),
            });
        } else {
            kept.push(part);
        }
    }
    kept.join("\n")
}

/// `Photographs | Ann Example`: what somebody did, a bar, and who. Colons stand behind words of other kinds as well.
fn is_staff(line: &Line) -> bool {
    const ROLES: &[&str] = &[
        "编辑", "編輯", "审稿", "審稿", "校对", "校對", "审校", "審校", "摄影", "攝影", "翻译", "翻譯", "采访", "採訪",
        "采写", "採寫", "撰文", "撰稿", "作者", "记者", "記者", "责编", "責編", "设计", "設計", "排版", "监制", "監製",
        "制作", "製作", "策划", "策劃", "剪辑", "剪輯", "主编", "主編", "插画", "插畫", "整理", "供稿", "供图", "供圖",
    ];
    let text = line.text.as_str();
    let Some((role, name)) = text.split_once(['|', '｜', '/', '／']) else { return false };
    let (role, name) = (role.trim(), name.trim());
    text.len() <= 75
        && line.container.is_none()
        && line.level.is_none()
        && !name.is_empty()
        && !name.contains(['。', '，', '？', '！'])
        && role.chars().count() <= 10
        && (["文", "文字", "图", "图片", "圖", "圖片", "编", "編", "校", "译", "譯"].contains(&role)
            || ROLES.iter().any(|known| role.ends_with(known)))
}

/// `Ann Example contributed to this report.`, `（本台记者 甲 报道　责编：乙）`
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

fn is_tail_byline(line: &Line) -> bool {
    let text = line.text.as_str();
    let names_roles = starts_with_role(text, &TAIL_ROLES) && (text.len() <= LONG || text.contains('\n'));
    // A biography over the translator's line and the link to the original.
    let biography = text.contains('\n') && text.rsplit('\n').take(4).any(|part| starts_with_role(part, &TRANSLATORS));
    names_roles
        || biography
        || says_origin(text)
        || is_desk(text)
        || is_report(text)
        || is_staff(line)
        || is_contribution(text)
}

/// `凝炼/乐然（德新社、路透社）`: names of a desk with its agencies.
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

/// `（本台记者甲在某地报道）`, `以上是特约记者甲的采访报道。`
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

/// Whether the picture at this place is that of an author: it stands right beside a byline.
pub(crate) fn is_portrait(draft: &Draft, at: usize) -> bool {
    let beside = |item: Option<&Item>| matches!(item, Some(Item::Line(line)) if line.fate == Fate::Byline && line.roles.has(Roles::BYLINE));
    let is_described = (at + 1..at + 4)
        .filter_map(|place| draft.line(place))
        .any(|line| matches!(line.fate, Fate::Caption(picture) if picture == at) && line.text.as_str().len() > NAME);
    !is_described && (beside(at.checked_sub(1).and_then(|at| draft.items.get(at))) || beside(draft.items.get(at + 1)))
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
    fn roles_are_labels_not_words() {
        assert!(starts_with_role("翻译：甲、乙", &TAIL_ROLES));
        assert!(starts_with_role("发稿 甲；审校 乙", &TAIL_ROLES));
        assert!(!starts_with_role("翻译工作一直很难做。", &TAIL_ROLES));
        assert!(!starts_with_role("作者认为这是好事", &HEAD_STARTS));
        assert!(starts_with_by("By Ann Example"));
        assert!(!starts_with_by("By the river it rained."));
    }
}
