//! Date lines and bylines at the head and end of a post, which are moved into `meta`.

mod imprint;
mod names;
mod people;

use smallvec::SmallVec;

use super::dates;
use super::shape::{ends_sentence, ordinal};
use crate::article::{Dateline, Evidence, Image, Meta, Removed, RemovedKind, Time};
use crate::draft::{Container, Draft, Fate, Item, Line, Places};
use crate::words::{Finder, Roles};
use imprint::{Hints, Imprint};

/// The number of lines at the head that are examined.
const HEAD_LINES: usize = 10;
/// The number of lines at the end that are examined.
const TAIL_LINES: usize = 14;
/// The length in bytes from which a line is no byline.
const LONG: usize = 260;
/// The maximal length in bytes of the biography of an author.
const BIOGRAPHY: usize = 900;
/// The maximal length in bytes of a name below a portrait.
const NAME: usize = 40;
/// The minimal length in bytes of a paragraph.
const PARAGRAPH: usize = 120;
/// The maximal distance in years of a date without a time from that of the post.
const YEARS: i16 = 1;

/// Moves date lines and bylines of the head and end into `meta`. Called again after removals, which change what is at
/// the end.
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
    let is_diary = is_diary(draft);
    let mut paragraphs = 0;
    for at in places {
        let Some(line) = draft.line(at) else { continue };
        let text = line.text.as_str();
        let is_named = line.roles.has(Roles::DATE) || line.roles.has(Roles::BYLINE) || line.roles.has(Roles::META);
        let may_be = (is_named || paragraphs == 0) && may_be_imprint(draft, at, is_named);
        let fate = if !may_be {
            None
        } else if let Some(found) =
            imprint(line, meta.author.as_deref()).filter(|found| is_at_head(line, found, meta.published, is_diary))
        {
            Some(take(found, text, meta, byline, removed))
        } else if people::is_label_alone(text) {
            removed.push(entry(RemovedKind::Label, Evidence::WORDS | Evidence::HEAD | Evidence::SHORT, text));
            Some(Fate::Removed(RemovedKind::Label))
        } else if people::is_at_head(line) {
            byline.push(text.replace('\n', " "));
            Some(Fate::Byline)
        } else if is_named && paragraphs == 0 && is_metadata(line) {
            removed.push(entry(RemovedKind::Metadata, Evidence::CLASS | Evidence::HEAD | Evidence::SHORT, text));
            Some(Fate::Removed(RemovedKind::Metadata))
        } else {
            None
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

/// Returns whether a line may be a byline for what surrounds it: it is not in a quotation, a table or a list, unless
/// names of elements mean one, announces no other line and belongs to no series.
fn may_be_imprint(draft: &Draft, at: usize, is_named: bool) -> bool {
    let Some(line) = draft.line(at) else { return false };
    let may_hold = match line.container {
        Some(Container::Quote | Container::Cell { .. }) => false,
        Some(_) => is_named,
        None => true,
    };
    may_hold && !line.preformatted && !is_told(draft, at) && !is_numbered(draft, at)
}

/// Returns whether a line announces its neighbour: it ends with a colon that is not that of a job without a name, or a
/// quotation follows it.
fn is_told(draft: &Draft, at: usize) -> bool {
    let is_label = |text: &str| text.rsplit([' ', '\u{3000}', '|', '\n']).next().is_some_and(people::is_label_alone);
    let announces = |text: &str| text.ends_with([':', '：']) && !is_label(text);
    draft.line(at).is_some_and(|line| announces(line.text.as_str()))
        || matches!(draft.items.get(at + 1), Some(Item::Open(Container::Quote)))
}

/// Returns whether a line belongs to a series of numbered lines: the number of a line beside it is the next or the
/// previous one.
fn is_numbered(draft: &Draft, at: usize) -> bool {
    let number = |at: Option<usize>| at.and_then(|at| draft.line(at)).and_then(|line| ordinal(line.text.as_str()));
    let Some(own) = number(Some(at)) else { return false };
    number(at.checked_add(1)).is_some_and(|next| Some(next) == own.checked_add(1))
        || number(at.checked_sub(1)).is_some_and(|before| before.checked_add(1) == Some(own))
}

/// Returns whether dates are headings of the parts of a post, as in a diary.
fn is_diary(draft: &Draft) -> bool {
    let is_date = |line: &Line| {
        let text = line.text.as_str();
        text.len() <= 40
            && !line.roles.has(Roles::DATE)
            && dates::find(text).is_some_and(|found| found.range.start == 0 && !has_clock(found.time))
    };
    draft.body().filter(|(_, line)| is_date(line)).take(3).count() > 2
}

fn imprint(line: &Line, author: Option<&str>) -> Option<Imprint> {
    let is_named = line.roles.has(Roles::DATE) || line.roles.has(Roles::BYLINE) || line.roles.has(Roles::META);
    let hints = Hints { author, is_named, is_aside: line.weights.is_italic() || line.weights.is_small() };
    let text = line.text.as_str();
    let found = if text.len() > LONG { None } else { imprint::read(text, hints) };
    // No name ends as a Chinese sentence does.
    found.filter(|found| found.has_role || !found.has_bare_names || !text.ends_with(['。', '！', '？']))
}

/// Returns whether a line that is an imprint by its words is one by its position.
fn is_at_head(line: &Line, found: &Imprint, published: Option<Time>, is_diary: bool) -> bool {
    let is_byline = line.roles.has(Roles::BYLINE) && !line.roles.has(Roles::TITLE) && !line.roles.has(Roles::LEAD);
    let Some(date) = &found.date else {
        // Themes display the name of the author as a small heading.
        return match line.level {
            Some(level) => level >= 4 && is_byline,
            None => found.has_role || is_byline,
        };
    };
    let is_named = line.roles.has(Roles::DATE) || line.roles.has(Roles::BYLINE) || line.roles.has(Roles::META);
    if line.level.is_some() && found.names.is_some() {
        return false;
    }
    is_named || found.has_role || has_clock(date.time) || !is_diary && is_near(date.time, published)
}

fn has_clock(time: Option<Time>) -> bool {
    time.and_then(Time::hour).is_some()
}

/// Returns whether a date is near the publication date of a post, as far as both are known.
fn is_near(time: Option<Time>, published: Option<Time>) -> bool {
    let (Some(time), Some(published)) = (time.map(Time::year), published.map(Time::year)) else { return true };
    (time - published).abs() <= YEARS
}

/// Moves an imprint into `meta`.
fn take(
    found: Imprint,
    text: &str,
    meta: &mut Meta,
    byline: &mut SmallVec<[String; 2]>,
    removed: &mut Vec<Removed>,
) -> Fate {
    let fate = if found.date.is_some() { Fate::Dateline } else { Fate::Byline };
    report_rest(text, &found, meta.dateline.is_none(), removed);
    byline.extend(found.names);
    if meta.dateline.is_none() {
        meta.dateline = found.date;
    }
    fate
}

/// Reports the parts of an imprint that are not moved into `meta`: labels, counters, a second date.
fn report_rest(text: &str, found: &Imprint, keeps_date: bool, removed: &mut Vec<Removed>) {
    let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let date = found.date.as_ref().filter(|_| keeps_date).map_or(0, |Dateline { text, .. }| count(text));
    if found.names.as_deref().map_or(0, count) + date < count(text) {
        removed.push(Removed {
            rule: RemovedKind::Label.evidence_rule().into(),
            kind: RemovedKind::Metadata,
            evidence: Evidence::WORDS | Evidence::SHORT,
            text: text.to_owned(),
        });
    }
}

fn entry(kind: RemovedKind, evidence: Evidence, text: &str) -> Removed {
    Removed { rule: kind.evidence_rule().into(), kind, evidence, text: text.to_owned() }
}

/// Returns whether a line among author and date is neither: a section, a word between them.
fn is_metadata(line: &Line) -> bool {
    line.roles.has(Roles::IMPRINT)
        && !line.roles.has(Roles::BYLINE)
        && !line.roles.has(Roles::LEAD)
        && line.level.is_none()
        && line.text.as_str().len() <= 60
        && !line.text.as_str().contains(['。', '！', '？'])
}

fn tail(
    draft: &mut Draft,
    meta: &mut Meta,
    finder: &Finder,
    byline: &mut SmallVec<[String; 2]>,
    removed: &mut Vec<Removed>,
) {
    let mut places: Places = draft.body().rev().map(|(at, _)| at).take(TAIL_LINES).collect();
    // The title of images after the article.
    if places.first().and_then(|&at| draft.line(at)).is_some_and(|line| line.level.is_some()) {
        places.remove(0);
    }
    let mut found: SmallVec<[String; 2]> = SmallVec::new();
    let first = draft.body().map(|(at, _)| at).next();
    let mut date = None;
    let mut precedes_text = false;
    for at in places {
        let Some(line) = draft.line(at) else { continue };
        if Some(at) == first {
            break;
        }
        let text = line.text.as_str();
        let is_named = line.roles.has(Roles::BYLINE) && text.len() < 600 && line.level.is_none();
        let may_be = may_be_imprint(draft, at, is_named);
        let roles = if may_be { people::roles_start(text) } else { None };
        if let Some(start) = roles.filter(|start| *start > 0) {
            let (paragraph, roles) = text.split_at_checked(start).unwrap_or((text, ""));
            found.push(without_links_elsewhere(roles, finder, removed));
            let end = paragraph.trim_end().len();
            draft.shorten(at, end);
            break;
        }
        let read = if may_be { imprint(line, meta.author.as_deref()) } else { None };
        let fate = match read {
            // A date above the text of its entry belongs to a chronicle.
            Some(read) if is_at_tail(line, &read) && (!precedes_text || read.has_role) => {
                report_rest(text, &read, meta.dateline.is_none() && date.is_none(), removed);
                found.extend(read.names);
                let fate = if read.date.is_some() { Fate::Dateline } else { Fate::Byline };
                date = date.or(read.date);
                Some(fate)
            }
            _ if may_be && people::is_address_of_original(text) => {
                found.push(text.to_owned());
                Some(Fate::Byline)
            }
            _ if people::is_label_alone(text) => {
                removed.push(entry(RemovedKind::Label, Evidence::WORDS | Evidence::TAIL | Evidence::SHORT, text));
                Some(Fate::Removed(RemovedKind::Label))
            }
            _ if may_be
                && text.len() <= BIOGRAPHY
                && (roles.is_some() || people::is_at_tail(line, meta.author.as_deref())) =>
            {
                found.push(without_links_elsewhere(text, finder, removed));
                Some(Fate::Byline)
            }
            _ => None,
        };
        match fate {
            Some(fate) => {
                if let Some(line) = draft.line_mut(at) {
                    line.fate = fate;
                }
            }
            // Before the last paragraph there is no closing line. Notices are no paragraphs of the article.
            None if text.len() >= PARAGRAPH && !is_notice(draft, line, finder) || line.level.is_some() => break,
            None => precedes_text |= ends_sentence(text) && !is_notice(draft, line, finder),
        }
    }
    found.reverse();
    byline.extend(found);
    if meta.dateline.is_none() {
        meta.dateline = date;
    }
}

/// Returns whether the words of a line identify it as boilerplate.
fn is_notice(draft: &Draft, line: &Line, finder: &Finder) -> bool {
    let said = finder.said(line.text.as_str(), &draft.words(line, finder));
    said.kind.is_some() && said.weight == 3
}

/// Returns whether an imprint closes a post: somebody has a job, or there is a date alone. Names next to a date, or a
/// place, are the end of a letter.
fn is_at_tail(line: &Line, found: &Imprint) -> bool {
    let is_named = line.roles.has(Roles::BYLINE) || line.roles.has(Roles::DATE) || line.roles.has(Roles::META);
    is_named && line.level.is_none()
        || found.has_role
        || found.date.as_ref().is_some_and(|date| !found.has_bare_names || has_clock(date.time))
}

/// Returns the text of a byline without its lines that link to other versions of the article.
fn without_links_elsewhere(text: &str, finder: &Finder, removed: &mut Vec<Removed>) -> String {
    let mut kept = Vec::new();
    for part in text.split('\n') {
        let said = finder.read(part);
        if said.kind == Some(RemovedKind::Navigation) && said.weight == 3 && part.len() <= PARAGRAPH && part != text {
            removed.push(entry(RemovedKind::Navigation, Evidence::WORDS | Evidence::SHORT | Evidence::TAIL, part));
        } else {
            kept.push(part);
        }
    }
    kept.join("\n")
}

/// Returns whether the stated size of an image is that of a large landscape.
fn is_landscape(image: &Image) -> bool {
    /// The minimal width in pixels.
    const WIDE: u32 = 600;
    let (Some(width), Some(height)) = (image.width, image.height) else { return false };
    width >= WIDE && u64::from(width) * 3 >= u64::from(height) * 4
}

/// Returns whether the image at this index is a portrait of an author: it is directly next to a byline, and not as wide
/// as a lead picture.
pub(crate) fn is_portrait(draft: &Draft, at: usize) -> bool {
    let is_wide = matches!(draft.items.get(at), Some(Item::Picture(picture)) if is_landscape(&picture.image));
    if is_wide {
        return false;
    }
    let beside = |item: Option<&Item>| matches!(item, Some(Item::Line(line)) if line.fate == Fate::Byline && line.roles.has(Roles::BYLINE));
    let is_described = (at + 1..at + 4)
        .filter_map(|place| draft.line(place))
        .any(|line| matches!(line.fate, Fate::Caption(picture) if picture == at) && line.text.as_str().len() > NAME);
    !is_described && (beside(at.checked_sub(1).and_then(|at| draft.items.get(at))) || beside(draft.items.get(at + 1)))
}
