//! Marks single lines that are not the article: by their words, their place and what they link to.

use super::phrases::{Finder, Said, bare};
use crate::article::{Evidence, Removed, RemovedKind};
use crate::extract::{Container, Draft, Fate, Item, Line};

/// Bytes of a line that is a paragraph rather than a line of controls.
const PARAGRAPH: usize = 90;
const SHORT: usize = 150;
const LONG: usize = 450;
/// Lines longer than this are read only for phrases at their head.
const READ: usize = 900;

/// What is known about the post round the lines.
pub(crate) struct Context<'a> {
    pub(crate) finder: &'a Finder,
    pub(crate) title: Option<&'a str>,
    /// Host of the original.
    pub(crate) host: Option<&'a str>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Zone {
    Head,
    Middle,
    Tail,
}

/// Marks what says again that a picture can be clicked, the word for an advert, the post's own title.
pub(crate) fn mark_labels(draft: &mut Draft, context: &Context<'_>, removed: &mut Vec<Removed>) {
    let title = context.title.map(key).filter(|title| !title.is_empty());
    let mut body_seen = 0;
    for at in 0..draft.items.len() {
        let Some(line) = draft.line(at) else { continue };
        let text = line.text.as_str();
        if text.len() > 600 {
            body_seen += 1;
            continue;
        }
        if let Some(title) = title.as_deref() {
            let near_top = body_seen < 3;
            if (near_top || line.level == Some(1)) && is_title(text, title) {
                remove(draft, at, "evidence/title", RemovedKind::Duplicate, Evidence::REPEAT | Evidence::HEAD, removed);
                continue;
            }
        }
        if text.len() <= 60 && line.container.is_none_or(|container| !matches!(container, Container::Cell { .. })) {
            let said = context.finder.read(text);
            if said.weight == 3 && matches!(said.kind, Some(RemovedKind::Label | RemovedKind::Advert)) && is_whole(text)
            {
                let kind = said.kind.unwrap_or(RemovedKind::Label);
                remove(draft, at, rule(kind), kind, Evidence::WORDS | Evidence::SHORT, removed);
                continue;
            }
        }
        body_seen += usize::from(text.len() >= PARAGRAPH);
    }
}

fn is_whole(text: &str) -> bool {
    bare(text).chars().count() <= 16
}

/// Marks boilerplate among the lines that are no captions, datelines or bylines.
pub(crate) fn mark(draft: &mut Draft, context: &Context<'_>, removed: &mut Vec<Removed>) {
    let mut removals = Vec::new();
    let first_tail = tail(draft, context, &mut removals);
    let head_end = head(draft, context, first_tail, &mut removals);
    middle(draft, context, head_end, first_tail, &mut removals);
    removals.sort_by_key(|removal| removal.at);
    for removal in removals {
        remove(draft, removal.at, rule(removal.kind), removal.kind, removal.evidence, removed);
    }
    after_headings(draft, removed);
}

struct Removal {
    at: usize,
    kind: RemovedKind,
    evidence: Evidence,
}

/// Reads from the end to the second paragraph that is none; returns where the tail begins.
fn tail(draft: &Draft, context: &Context<'_>, removals: &mut Vec<Removal>) -> usize {
    let mut paragraphs = 0;
    let mut begin = draft.items.len();
    let mut neighbour = None;
    let lines: Vec<usize> = draft.body().rev().map(|(at, _)| at).collect();
    for (place, &at) in lines.iter().enumerate() {
        let Some(line) = draft.line(at) else { continue };
        let zone = if paragraphs == 0 { Zone::Tail } else { Zone::Middle };
        match weigh(draft, at, line, context, zone, neighbour) {
            Some((kind, evidence)) => {
                removals.push(Removal { at, kind, evidence });
                neighbour = Some(kind);
                begin = at;
                // Prose that followed was part of what this line headed.
            }
            None => {
                if zone == Zone::Tail && is_link_list(draft, &lines, place, context) {
                    removals.push(Removal {
                        at,
                        kind: RemovedKind::Related,
                        evidence: Evidence::LINKS | Evidence::TAIL | Evidence::TARGET | Evidence::NEIGHBOURS,
                    });
                    neighbour = Some(RemovedKind::Related);
                    begin = at;
                    continue;
                }
                neighbour = None;
                if line.text.as_str().len() >= PARAGRAPH && !line.weights.is_link() {
                    paragraphs += 1;
                    if paragraphs == 2 {
                        break;
                    }
                }
            }
        }
    }
    begin
}

fn head(draft: &Draft, context: &Context<'_>, end: usize, removals: &mut Vec<Removal>) -> usize {
    let mut paragraphs = 0;
    let mut neighbour = None;
    for (at, line) in draft.body() {
        if at >= end {
            return at;
        }
        match weigh(draft, at, line, context, Zone::Head, neighbour) {
            Some((kind, evidence)) => {
                removals.push(Removal { at, kind, evidence });
                neighbour = Some(kind);
            }
            None => {
                neighbour = None;
                paragraphs += usize::from(line.text.as_str().len() >= PARAGRAPH);
                if paragraphs == 2 {
                    return at + 1;
                }
            }
        }
    }
    end
}

fn middle(draft: &Draft, context: &Context<'_>, begin: usize, end: usize, removals: &mut Vec<Removal>) {
    for (at, line) in draft.body() {
        if at < begin || at >= end || line.text.as_str().len() > LONG {
            continue;
        }
        if let Some((kind, evidence)) = weigh(draft, at, line, context, Zone::Middle, None) {
            removals.push(Removal { at, kind, evidence });
        }
    }
}

/// Adds up the signs; `None` when they are too few.
fn weigh(
    draft: &Draft,
    at: usize,
    line: &Line,
    context: &Context<'_>,
    zone: Zone,
    neighbour: Option<RemovedKind>,
) -> Option<(RemovedKind, Evidence)> {
    let text = line.text.as_str();
    if line.preformatted {
        return None;
    }
    let read = match text.char_indices().nth(READ / 3) {
        Some((end, _)) if text.len() > READ => text.get(..end)?,
        _ => text,
    };
    let said = context.finder.read(read);
    let (kind, mut signs, mut evidence) = match said {
        Said { kind: Some(kind), weight, leads, count } => {
            (kind, i32::from(weight) + i32::from(leads) + i32::from(count >= 2), Evidence::WORDS)
        }
        _ => {
            let kind = neighbour?;
            (kind, 0, Evidence::NEIGHBOURS)
        }
    };
    if text.len() <= SHORT {
        signs += 1;
        evidence = evidence | Evidence::SHORT;
    } else if text.len() > LONG {
        signs -= 1 + i32::from(text.len() > READ) * 2;
    }
    if line.weights.is_mostly_link() {
        signs += 1 + i32::from(line.weights.is_link());
        evidence = evidence | Evidence::LINKS;
    }
    if line.weights.is_italic() || line.weights.is_small() || is_bracketed(text) {
        signs += 1;
        evidence = evidence | Evidence::ASIDE;
    }
    if matches!(at.checked_sub(1).and_then(|at| draft.items.get(at)), Some(Item::Separator)) && zone == Zone::Tail {
        signs += 1;
        evidence = evidence | Evidence::ASIDE;
    }
    match zone {
        Zone::Tail => {
            signs += 1;
            evidence = evidence | Evidence::TAIL;
        }
        Zone::Head if !matches!(kind, RemovedKind::Copyright | RemovedKind::Related) => {
            signs += 1;
            evidence = evidence | Evidence::HEAD;
        }
        _ => {}
    }
    if neighbour == Some(kind) || neighbour.is_some() && said.kind.is_some() {
        signs += 1;
        evidence = evidence | Evidence::NEIGHBOURS;
    }
    if line.level.is_some()
        && matches!(kind, RemovedKind::Related | RemovedKind::Comments | RemovedKind::Share)
        && said.leads
    {
        signs += 1;
    }
    if text.len() >= 150 && line.weights.link == 0 && (text.ends_with('。') || text.ends_with('.')) {
        signs -= 1;
    }
    match line.container {
        Some(Container::Quote) => signs -= 2,
        Some(Container::Cell { .. }) => signs -= 3,
        _ => {}
    }
    let enough = match zone {
        Zone::Tail => 4,
        Zone::Head => 5,
        Zone::Middle => 6,
    };
    (signs >= enough).then_some((kind, evidence))
}

/// Whether a line is one of at least two that are nothing but links to other articles of the same host.
fn is_link_list(draft: &Draft, lines: &[usize], place: usize, context: &Context<'_>) -> bool {
    let is_own = |&at: &usize| {
        draft.line(at).is_some_and(|line| {
            line.weights.is_link()
                && line
                    .text
                    .links()
                    .next()
                    .is_some_and(|(_, url)| context.host.is_some_and(|host| is_host(url.as_str(), host)))
        })
    };
    let this = lines.get(place).is_some_and(is_own);
    let beside = |place: Option<usize>| place.and_then(|place| lines.get(place)).is_some_and(is_own);
    this && (beside(place.checked_sub(1)) || beside(Some(place + 1)))
}

fn is_host(url: &str, host: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let found = rest.split(['/', '?', '#']).next().unwrap_or_default();
    found.trim_start_matches("www.") == host.trim_start_matches("www.")
}

/// What stands behind a line that heads other articles, comments or share links belongs to it, up to the next paragraph.
fn after_headings(draft: &mut Draft, removed: &mut Vec<Removed>) {
    let last_paragraph = draft
        .body()
        .filter(|(_, line)| line.text.as_str().len() >= PARAGRAPH && !line.weights.is_mostly_link())
        .map(|(at, _)| at)
        .last()
        .unwrap_or(0);
    let mut kind = None;
    for at in 0..draft.items.len() {
        match draft.items.get_mut(at) {
            Some(Item::Line(line)) => {
                let text = line.text.as_str();
                match line.fate {
                    Fate::Removed => {
                        kind = removed_kind(text, removed)
                            .filter(|kind| {
                                matches!(kind, RemovedKind::Related | RemovedKind::Comments | RemovedKind::Share)
                            })
                            .filter(|_| text.len() <= 60);
                    }
                    Fate::Body => {
                        let Some(of) = kind else { continue };
                        let is_entry = line.weights.is_mostly_link() || text.len() < PARAGRAPH && at > last_paragraph;
                        if is_entry && !line.preformatted {
                            remove(draft, at, rule(of), of, Evidence::NEIGHBOURS, removed);
                        } else {
                            kind = None;
                        }
                    }
                    _ => {}
                }
            }
            Some(Item::Picture(picture)) if kind.is_some() && at > last_paragraph => {
                picture.removed = true;
                removed.push(Removed {
                    rule: rule(kind.unwrap_or(RemovedKind::Related)).into(),
                    kind: RemovedKind::JunkImage,
                    evidence: Evidence::NEIGHBOURS,
                    text: picture.image.src.as_str().to_owned(),
                });
            }
            _ => {}
        }
    }
}

fn removed_kind(text: &str, removed: &[Removed]) -> Option<RemovedKind> {
    removed.iter().rev().find(|entry| entry.text == text).map(|entry| entry.kind)
}

fn is_bracketed(text: &str) -> bool {
    (text.starts_with('（') || text.starts_with('(') || text.starts_with('【') || text.starts_with('['))
        && (text.ends_with('）') || text.ends_with(')') || text.ends_with('】') || text.ends_with(']'))
        || text.starts_with('*') && !text.starts_with("**")
}

/// Takes a line out and reports it.
pub(crate) fn remove(
    draft: &mut Draft,
    at: usize,
    rule: &'static str,
    kind: RemovedKind,
    evidence: Evidence,
    removed: &mut Vec<Removed>,
) {
    if let Some(line) = draft.line_mut(at) {
        line.fate = Fate::Removed;
        removed.push(Removed { rule: rule.into(), kind, evidence, text: line.text.as_str().to_owned() });
    }
}

fn rule(kind: RemovedKind) -> &'static str {
    super::containers::rule(kind)
}

/// Letters and digits of a text: what two spellings of a title share.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a line is the title, whole or without the site's name behind it.
fn is_title(text: &str, title: &str) -> bool {
    if text.len() > title.len() * 3 + 30 {
        return false;
    }
    let text = key(text);
    text == title || text.len() >= 12 && text.len() * 10 >= title.len() * 6 && title.starts_with(&text)
}
