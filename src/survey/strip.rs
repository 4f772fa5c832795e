//! Takes out whole elements whose names, kind and contents agree that they are not the article.

use std::cell::OnceCell;

use super::{Candidate, Protected, Stats, Survey};
use crate::article::{Evidence, Removed, RemovedKind};
use crate::dom::{Attr, Dom, NodeId, Tag};
use crate::links::leads;
use crate::words::{Finder, Roles, Said};

/// Signs that must agree before an element goes.
const ENOUGH: i32 = 4;
/// Bytes of a text that is a line of controls rather than a paragraph.
const SHORT: u32 = 180;
/// Bytes of a notice that stands behind an article.
const NOTICE: u32 = 150;
/// Bytes of words beside a link that are more than a label for it.
const WORDS: u32 = 12;
/// Bytes of all text in a box that asks for something.
const BOX: u32 = 1200;
/// Nodes of such a box that are looked at.
const NODES: usize = 100;
/// Nodes beside an element that are looked at, on each side.
const NEAR: usize = 4;

/// Takes out elements that never hold text, hidden ones and containers of boilerplate.
pub(crate) fn strip(
    dom: &mut Dom,
    survey: &Survey,
    finder: &Finder,
    protected: &Protected,
    removed: &mut Vec<Removed>,
) {
    for &id in &survey.never_text {
        if !matches!(dom.tag(id), Tag::Iframe | Tag::Embed | Tag::Object | Tag::Canvas) {
            let kind = if matches!(dom.tag(id), Tag::Script | Tag::Style | Tag::Link | Tag::Meta | Tag::Base) {
                RemovedKind::Script
            } else {
                RemovedKind::Hidden
            };
            take(dom, id, "element/never-text", kind, Evidence::ELEMENT, removed);
        }
    }
    let article_prose = prose_outside(dom, survey);
    let mut prose_in_candidates_before = 0;
    let mut inside: Option<NodeId> = None;
    for candidate in &survey.candidates {
        if inside.is_some_and(|outer| dom.is_inside(candidate.id, outer)) {
            continue;
        }
        let stats = survey.stats(candidate.id);
        let is_dominant = stats.prose * 2 > survey.total.prose && survey.total.prose > 0;
        let place = Place {
            before: candidate.before.saturating_sub(prose_in_candidates_before),
            total: article_prose,
            inside: if is_dominant { 0 } else { stats.prose },
        };
        if !is_dominant && candidate.weight >= 2 {
            prose_in_candidates_before += stats.prose;
            inside = Some(candidate.id);
        }
        if !dom.is_attached(candidate.id) || protected.guards(dom, candidate.id) {
            continue;
        }
        if let Some(evidence) = weigh(dom, survey, finder, candidate, place) {
            let id =
                headed_links(dom, survey, candidate).filter(|&id| !protected.guards(dom, id)).unwrap_or(candidate.id);
            take(dom, id, candidate.kind.evidence_rule(), candidate.kind, evidence, removed);
        } else if inside == Some(candidate.id) {
            inside = None;
        }
    }
}

/// Where an element stands among the article's own prose.
#[derive(Clone, Copy)]
struct Place {
    before: u32,
    total: u32,
    inside: u32,
}

impl Place {
    /// A notice or two may stand behind the last element of the tail.
    fn is_tail(self) -> bool {
        let behind = self.total.saturating_sub(self.before + self.inside);
        self.total > 0 && (behind == 0 || behind <= NOTICE && behind * 8 <= self.total)
    }

    fn is_head(self) -> bool {
        self.before == 0
    }
}

/// Bytes of prose outside all elements whose names are strong.
pub(super) fn prose_outside(dom: &Dom, survey: &Survey) -> u32 {
    let mut prose = survey.total.prose;
    let mut inside: Option<NodeId> = None;
    for candidate in survey.candidates.iter().filter(|candidate| candidate.weight >= 2) {
        if inside.is_some_and(|outer| dom.is_inside(candidate.id, outer)) {
            continue;
        }
        let own = survey.stats(candidate.id).prose;
        if own * 2 <= survey.total.prose {
            prose = prose.saturating_sub(own);
            inside = Some(candidate.id);
        }
    }
    prose
}

fn weigh(dom: &Dom, survey: &Survey, finder: &Finder, candidate: &Candidate, place: Place) -> Option<Evidence> {
    let stats = survey.stats(candidate.id);
    let mut evidence = if candidate.by_element && !candidate.hidden { Evidence::ELEMENT } else { Evidence::CLASS };
    if candidate.kind == RemovedKind::Hidden && is_part_of_address(dom, survey, candidate.id) {
        return None;
    }
    if candidate.hidden {
        // Lazy pages hide what they show later; prose stays.
        return (stats.prose == 0 || stats.prose * 4 < survey.total.prose && dom.tag(candidate.id) != Tag::Noscript)
            .then_some(Evidence::HIDDEN)
            .filter(|_| stats.text > 0 || stats.images == 0);
    }
    if candidate.kind == RemovedKind::Metadata
        && dom.tag(candidate.id) == Tag::A
        && is_in_sentence(dom, survey, candidate.id)
    {
        return None;
    }
    if candidate.kind == RemovedKind::Copyright
        && (is_in_figure(dom, survey, candidate.id) || is_beside_picture(dom, survey, finder, candidate.id))
    {
        return None;
    }
    if stats.text == 0 && stats.images == 0 {
        // Nothing to lose; frames in it may still be part of the article.
        return (candidate.weight >= 2 && dom.first_child(candidate.id).is_none()).then_some(evidence);
    }
    if stats.prose * 2 > survey.total.prose && stats.prose > 400 {
        return None;
    }
    if stats.players > 0 && candidate.weight == 1 && candidate.kind == RemovedKind::Navigation {
        return None;
    }
    let read = OnceCell::new();
    let said = || *read.get_or_init(|| finder.read(&dom.text_of(candidate.id)));
    let is_tail = place.is_tail();
    let mut signs = i32::from(candidate.weight);
    if candidate.kind == RemovedKind::Form && !candidate.by_element && is_named_like_prose(dom, survey, candidate.id) {
        // `paywall` is on all that stands behind one.
        signs -= 2;
    }
    if stats.is_mostly_links() {
        signs += 1;
        evidence = evidence | Evidence::LINKS;
    }
    if candidate.by_element && dom.tag(candidate.id) == Tag::Aside && stats.is_mostly_links() {
        signs += 1;
    }
    if stats.text <= SHORT {
        signs += 1;
        evidence = evidence | Evidence::SHORT;
        let said = said();
        // A quotation that is pulled out says whatever it says.
        let may_say = candidate.kind != RemovedKind::Duplicate;
        if said.kind == Some(candidate.kind) || said.weight == 3 && may_say {
            signs += 1 + i32::from(said.leads);
            evidence = evidence | Evidence::WORDS;
        }
    }
    if is_tail || place.is_head() {
        signs += 1;
        evidence = evidence | if is_tail { Evidence::TAIL } else { Evidence::HEAD };
    }
    let asks =
        (candidate.weight >= 2 && stats.text <= BOX || stats.text <= SHORT) && asks(dom, candidate.id, stats, said);
    if asks {
        signs += 2;
        evidence = evidence | Evidence::WORDS;
    }
    if stats.prose > 0 {
        let threads = matches!(candidate.kind, RemovedKind::Comments | RemovedKind::Related | RemovedKind::Promotion);
        signs -= match (is_tail, threads && candidate.weight == 3) {
            (true, true) => 0,
            (_, true) => 1,
            _ if asks => 1,
            (true, _) if candidate.kind == RemovedKind::Promotion && stats.prose * 6 < survey.total.prose => 1,
            _ => 2,
        };
    }
    if stats.controls > 0 && stats.text <= 3 * SHORT {
        signs += 2;
        evidence = evidence | Evidence::ELEMENT;
    }
    // Pictures are seldom part of a menu of words, and often part of an article.
    if stats.images > 0 && !stats.is_mostly_links() && candidate.weight < 3 {
        signs -= 1;
    }
    if stats.roles.has(Roles::BODY)
        || stats.roles.has(Roles::TITLE)
        || stats.roles.has(Roles::CAPTION) && dom.tag(candidate.id) != Tag::Button
        || stats.roles.has(Roles::LEAD)
    {
        signs -= 2;
    }
    // Who wrote it and when is ruled beside the article, not thrown away.
    if stats.roles.has(Roles::BYLINE) || stats.roles.has(Roles::DATE) {
        signs -= 1;
    }
    if candidate.kind == RemovedKind::Metadata && place.is_head() && stats.signed > 0 {
        signs -= 2;
    }
    (signs >= ENOUGH).then_some(evidence)
}

/// The element of links to which an element is no more than the heading.
fn headed_links(dom: &Dom, survey: &Survey, candidate: &Candidate) -> Option<NodeId> {
    let heading = survey.stats(candidate.id);
    let outer = dom.parent(candidate.id).filter(|&outer| outer != dom.root())?;
    let stats = survey.stats(outer);
    let heads = candidate.kind == RemovedKind::Related
        && heading.links == 0
        && heading.images == 0
        && heading.text <= SHORT / 3
        && dom.prev(candidate.id).is_none_or(|before| dom.text(before).is_some_and(|text| text.trim().is_empty()));
    (heads && stats.links >= 2 && stats.is_mostly_links() && stats.prose == 0 && stats.text <= BOX).then_some(outer)
}

/// Whether an element is a part of an address that is written out as its own link: `https://` before it, the end behind.
fn is_part_of_address(dom: &Dom, survey: &Survey, id: NodeId) -> bool {
    let is_short = |link: NodeId| dom.tag(link) == Tag::A && survey.stats(link).text < 1000;
    dom.parent(id).filter(|&link| is_short(link)).is_some_and(|link| {
        dom.attr(link, Attr::Href).is_some_and(|href| href.len() > 8 && dom.text_of(link).trim() == href.trim())
    })
}

/// Whether a link stands among words of its own paragraph: `the #ferry leaves when it can`.
fn is_in_sentence(dom: &Dom, survey: &Survey, id: NodeId) -> bool {
    dom.parent(id).map(|parent| survey.stats(parent)).is_some_and(|outer| {
        let words = outer.text.saturating_sub(outer.link);
        words >= WORDS && !outer.is_mostly_links()
    })
}

/// Whether a small element asks for money or an address: it links to where they are given, or says so.
fn asks(dom: &Dom, id: NodeId, stats: Stats, said: impl Fn() -> Said) -> bool {
    let links = || {
        dom.descendants(id)
            .take(NODES)
            .filter(|&id| dom.tag(id) == Tag::A)
            .filter_map(|id| dom.attr(id, Attr::Href))
            .any(|href| leads::asks(href.trim()))
    };
    stats.links > 0 && links() || {
        let said = said();
        said.kind == Some(RemovedKind::Promotion) && said.weight == 3
    }
}

/// Whether an element has the same names as prose beside it.
fn is_named_like_prose(dom: &Dom, survey: &Survey, id: NodeId) -> bool {
    let class = dom.attr(id, Attr::Class);
    let is_alike = |other: NodeId| {
        let stats = survey.stats(other);
        stats.prose > 0 && stats.images == 0 && dom.attr(other, Attr::Class) == class
    };
    let before = std::iter::successors(dom.prev(id), |&id| dom.prev(id));
    let behind = std::iter::successors(dom.next(id), |&id| dom.next(id));
    class.is_some() && (before.take(NEAR).any(is_alike) || behind.take(NEAR).any(is_alike))
}

/// Whether an element stands in a caption, where a copyright notice is the picture's credit.
fn is_in_figure(dom: &Dom, survey: &Survey, id: NodeId) -> bool {
    std::iter::successors(Some(id), |&id| dom.parent(id)).take(5).any(|id| {
        let roles = survey.stats(id).roles;
        matches!(dom.tag(id), Tag::Figure | Tag::Figcaption) || roles.has(Roles::CAPTION) || roles.has(Roles::FIGURE)
    })
}

/// Whether an element stands in a small one with a picture and is not worded as the notice of a page.
fn is_beside_picture(dom: &Dom, survey: &Survey, finder: &Finder, id: NodeId) -> bool {
    let near = std::iter::successors(dom.parent(id), |&id| dom.parent(id)).take(4);
    survey.stats(id).images == 0
        && near.into_iter().any(|outer| survey.stats(outer).images == 1 && survey.stats(outer).text <= 2 * SHORT)
        && finder.read(&dom.text_of(id)).kind != Some(RemovedKind::Copyright)
}

/// Takes an element out and reports all its text.
fn take(
    dom: &mut Dom,
    id: NodeId,
    rule: &'static str,
    kind: RemovedKind,
    evidence: Evidence,
    removed: &mut Vec<Removed>,
) {
    let text = dom.text_of(id);
    dom.detach(id);
    removed.push(Removed { rule: rule.into(), kind, evidence, text });
}
