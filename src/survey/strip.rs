//! Takes out whole elements whose names, kind and contents agree that they are not the article.

mod signs;

use smallvec::SmallVec;

use super::boxes::is_box_of_item;
use super::{Candidate, Protected, Stats, Survey};
use crate::article::{Decision, Evidence, Removed, RemovedKind, Report};
use crate::dom::{Attr, Dom, NodeId, Tag};
use crate::images::removal::take;
use crate::words::{Finder, Roles, Sign, UNIT, named_weights, odds};

/// What the signs of an element must come to before it goes.
pub(crate) const NEEDED: i32 = 2 * UNIT;
/// The same for an element that holds prose.
const NEEDED_WITH_PROSE: i32 = NEEDED + 3 * UNIT / 4;
/// How much less than what is needed is near to it.
const NEAR: i32 = 2 * UNIT;
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

/// Takes out elements that never hold text, hidden ones and containers of boilerplate.
pub(crate) fn strip(
    dom: &mut Dom,
    survey: &Survey,
    finder: &Finder,
    protected: &Protected,
    explains: bool,
    report: &mut Report,
) {
    let Report { removed, decisions, .. } = report;
    strip_never_text(dom, survey, removed);
    let judge = Judge { survey, finder, total: prose_outside(dom, survey), turners: page_turners(dom, survey) };
    judge.each(dom, |dom, candidate, place| {
        if !dom.is_attached(candidate.id) || protected.guards(dom, candidate.id) {
            return false;
        }
        if explains {
            decisions.extend(judge.decision(dom, candidate, place));
        }
        let Some(evidence) = judge.verdict(dom, candidate, place) else { return false };
        let id = headed_links(dom, survey, candidate).filter(|&id| !protected.guards(dom, id)).unwrap_or(candidate.id);
        take(dom, id, candidate.kind.evidence_rule().into(), candidate.kind, evidence, removed);
        true
    });
}

/// Takes out elements that never hold text.
pub(crate) fn strip_never_text(dom: &mut Dom, survey: &Survey, removed: &mut Vec<Removed>) {
    for &id in &survey.never_text {
        if !matches!(dom.tag(id), Tag::Iframe | Tag::Embed | Tag::Object | Tag::Canvas) {
            let kind = if matches!(dom.tag(id), Tag::Script | Tag::Style | Tag::Link | Tag::Meta | Tag::Base) {
                RemovedKind::Script
            } else {
                RemovedKind::Hidden
            };
            take(dom, id, "element/never-text".into(), kind, Evidence::ELEMENT, removed);
        }
    }
}

/// Each element that may be boilerplate, in reading order, with its signs; none in those that hold nothing.
pub(crate) fn signs_of_candidates(dom: &mut Dom, survey: &Survey, finder: &Finder) -> Vec<(NodeId, Vec<Sign>)> {
    let judge = Judge { survey, finder, total: prose_outside(dom, survey), turners: page_turners(dom, survey) };
    let mut found = Vec::new();
    judge.each(dom, |dom, candidate, place| {
        let mut signs = Vec::new();
        judge.signs(dom, candidate, place, &mut |sign| signs.push(sign));
        found.push((candidate.id, signs));
        false
    });
    found
}

struct Judge<'a> {
    survey: &'a Survey,
    finder: &'a Finder,
    /// Bytes of the article's own prose.
    total: u32,
    /// Elements with buttons that turn the pages of a slide show.
    turners: SmallVec<[NodeId; 8]>,
}

/// Where an element stands among the article's own prose.
#[derive(Clone, Copy)]
struct Place {
    before: u32,
    total: u32,
    inside: u32,
}

impl Place {
    /// The value of [`Group::BoxZone`].
    fn zone(self) -> u8 {
        let behind = self.total.saturating_sub(self.before + self.inside);
        match (self.before, behind) {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => 2,
            // A notice or two may stand behind the last element of the tail.
            (_, behind) if behind <= NOTICE && behind * 8 <= self.total => 4,
            _ => 3,
        }
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

impl Judge<'_> {
    /// Walks over the candidates. One in another one that may go whole is asked only when that one stays.
    fn each(&self, dom: &mut Dom, mut ask: impl FnMut(&mut Dom, &Candidate, Place) -> bool) {
        let mut prose_before = 0;
        let mut inside: Option<NodeId> = None;
        for candidate in &self.survey.candidates {
            if inside.is_some_and(|outer| dom.is_inside(candidate.id, outer)) {
                continue;
            }
            let stats = self.survey.stats(candidate.id);
            let is_most = self.survey.is_most(candidate.id);
            let place = Place {
                before: candidate.before.saturating_sub(prose_before),
                total: self.total,
                inside: if is_most { 0 } else { stats.prose },
            };
            if !is_most && candidate.weight >= 2 {
                prose_before += stats.prose;
                inside = Some(candidate.id);
            }
            if !ask(dom, candidate, place) && inside == Some(candidate.id) {
                inside = None;
            }
        }
    }

    /// The evidence against an element, if there is enough.
    fn verdict(&self, dom: &Dom, candidate: &Candidate, place: Place) -> Option<Evidence> {
        let (survey, id) = (self.survey, candidate.id);
        let stats = survey.stats(id);
        if is_box_of_item(dom, id) {
            return None;
        }
        if matches!(dom.tag(id), Tag::Textarea | Tag::Select | Tag::Option | Tag::Input) {
            // What readers may enter or choose is no text of the article.
            return Some(Evidence::ELEMENT);
        }
        if candidate.kind == RemovedKind::Hidden && is_part_of_address(dom, survey, id) {
            return None;
        }
        if candidate.hidden {
            return self.is_for_nobody(dom, id, stats).then_some(Evidence::HIDDEN);
        }
        if candidate.unheard && candidate.kind == RemovedKind::Hidden {
            return (!is_in_ruby(dom, id) && is_ornament(dom, survey, id)).then_some(Evidence::HIDDEN);
        }
        if self.turners.iter().any(|&outer| dom.tag(id) == Tag::Button && dom.is_inside(id, outer)) && stats.text == 0 {
            return Some(Evidence::ELEMENT);
        }
        if survey.is_most(id) || is_button_of_text(dom, survey, id) || is_followed(dom, candidate) {
            return None;
        }
        if candidate.kind == RemovedKind::Hidden && candidate.weight == 3 && stats.prose == 0 && stats.images == 0 {
            // A word for those who hear the page.
            return Some(Evidence::CLASS | Evidence::HIDDEN);
        }
        if stats.text == 0 && stats.images == 0 {
            // Nothing to lose; frames in it may still be part of the article.
            let evidence = if candidate.by_element { Evidence::ELEMENT } else { Evidence::CLASS };
            return (candidate.weight >= 2 && dom.first_child(id).is_none()).then_some(evidence);
        }
        // Who wrote it and when is read line by line, and not thrown away with what it stands in.
        if stats.text == 0 {
            return is_picture_of_the_page(dom, survey, candidate).then_some(Evidence::CLASS | Evidence::ELEMENT);
        }
        if candidate.kind == RemovedKind::Metadata && stats.signed > 0
            || candidate.kind == RemovedKind::Metadata && dom.tag(id) == Tag::A && is_in_sentence(dom, survey, id)
            // Who is quoted.
            || matches!(dom.tag(id), Tag::Footer) && dom.parent(id).is_some_and(|outer| dom.tag(outer) == Tag::Blockquote)
            || candidate.kind == RemovedKind::Copyright
                && (is_in_figure(dom, survey, id) || is_beside_picture(dom, survey, self.finder, id))
        {
            return None;
        }
        let mut sum = 0;
        let mut evidence = Evidence::NONE;
        self.signs(dom, candidate, place, &mut |sign| {
            let (weight, _, named) = sign.says();
            sum += weight;
            evidence = evidence | named;
        });
        (sum >= needed(stats)).then_some(evidence)
    }

    /// Whether a hidden element is never shown. Pages hide what they show later: panels of prose, pictures.
    fn is_for_nobody(&self, dom: &Dom, id: NodeId, stats: Stats) -> bool {
        let is_little = stats.prose * 4 < self.survey.total.prose && dom.tag(id) != Tag::Noscript;
        (stats.text > 0 || stats.images == 0)
            && (stats.prose == 0 || dom.is_inline(id) && !self.survey.is_most(id) || is_little && !is_panel(dom, id))
    }

    /// How the sum of an element came about, if it goes or comes near to it.
    fn decision(&self, dom: &Dom, candidate: &Candidate, place: Place) -> Option<Decision> {
        let mut signs = Vec::new();
        self.signs(dom, candidate, place, &mut |sign| signs.push(sign));
        let sum = signs.iter().map(|sign| sign.weight()).sum();
        let removed = self.verdict(dom, candidate, place).is_some();
        let stats = self.survey.stats(candidate.id);
        let is_near = sum >= needed(stats) - NEAR && !self.survey.is_most(candidate.id);
        (removed || is_near).then(|| Decision {
            kind: candidate.kind,
            text: dom.text_of(candidate.id),
            signs: named_weights(signs, 1),
            sum: odds(sum),
            needed: odds(needed(stats)),
            removed,
        })
    }
}

fn needed(stats: Stats) -> i32 {
    if stats.prose > 0 { NEEDED_WITH_PROSE } else { NEEDED }
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

/// Whether an element is a part of a word with its pronunciation, of which only one is read aloud and both are seen.
fn is_in_ruby(dom: &Dom, id: NodeId) -> bool {
    dom.ancestors(id).take(4).any(|id| dom.tag(id) == Tag::Ruby)
}

/// Whether an element that is not read aloud is a sign of the page, or says again what stands beside it.
fn is_ornament(dom: &Dom, survey: &Survey, id: NodeId) -> bool {
    let stats = survey.stats(id);
    if stats.prose > 0 || stats.images > 0 || stats.text > SHORT {
        return false;
    }
    let text = dom.text_of(id);
    let says_again = |beside: Option<NodeId>| beside.is_some_and(|beside| dom.text_of(beside).trim() == text.trim());
    text.chars().filter(|c| c.is_alphanumeric()).count() < 2 || says_again(dom.prev(id)) || says_again(dom.next(id))
}

/// Whether an element that holds nothing but pictures is a control or an advert. A picture beside an empty slot for an advert is
/// none.
fn is_picture_of_the_page(dom: &Dom, survey: &Survey, candidate: &Candidate) -> bool {
    let has_slot = || {
        dom.descendants(candidate.id).take(NODES).any(|id| {
            survey.named_for(id).is_some_and(|(kind, _)| kind == RemovedKind::Advert) && dom.first_child(id).is_none()
        })
    };
    dom.tag(candidate.id) == Tag::Button
        || candidate.weight == 3 && !candidate.by_element && !(candidate.kind == RemovedKind::Advert && has_slot())
}

/// Whether an element is a part of the page that readers open: an accordion's, a tab's.
pub(crate) fn is_panel(dom: &Dom, id: NodeId) -> bool {
    const NAMES: &[&str] = &[
        "accordion",
        "collaps",
        "panel",
        "tab",
        "toggle",
        "answer",
        "faq",
        "spoiler",
        "expand",
        "readmore",
        "content",
    ];
    !dom.is_inline(id)
        && dom.ancestors(id).take(3).any(|id| {
            dom.tag(id) == Tag::Details
                || [Attr::Class, Attr::Id, Attr::Role].into_iter().filter_map(|attr| dom.attr(id, attr)).any(|value| {
                    let value = value.to_ascii_lowercase();
                    NAMES.iter().any(|name| value.contains(name))
                })
        })
}

/// Whether a button is a heading that opens what it stands over, a word of a sentence, or the frame of a picture.
fn is_button_of_text(dom: &Dom, survey: &Survey, id: NodeId) -> bool {
    let stats = survey.stats(id);
    dom.tag(id) == Tag::Button && (stats.text > 0 && dom.is_inline(id) || stats.text == 0 && stats.images > 0)
}

/// What buttons with pictures stand in, of which there are several: they turn the pages of a slide show.
fn page_turners(dom: &Dom, survey: &Survey) -> SmallVec<[NodeId; 8]> {
    let is_turner = |id: NodeId| {
        let stats = survey.stats(id);
        dom.tag(id) == Tag::Button && stats.text == 0 && stats.images > 0
    };
    let outer = |id: NodeId| match dom.parent(id) {
        Some(item) if dom.tag(item) == Tag::Li => dom.parent(item),
        outer => outer,
    };
    let mut found: SmallVec<[NodeId; 8]> =
        survey.candidates.iter().map(|candidate| candidate.id).filter(|&id| is_turner(id)).filter_map(outer).collect();
    found.sort_unstable();
    let mut several: SmallVec<[NodeId; 8]> = SmallVec::new();
    for pair in found.windows(2) {
        if let [one, other] = pair
            && one == other
            && several.last() != Some(one)
        {
            several.push(*one);
        }
    }
    several
}

/// Whether the sentence that an inline element stands in goes on behind it.
fn is_followed(dom: &Dom, candidate: &Candidate) -> bool {
    candidate.kind != RemovedKind::Hidden
        && dom.is_inline(candidate.id)
        && dom.next(candidate.id).and_then(|next| dom.text(next)).is_some_and(|text| {
            text.trim_start().starts_with(|c: char| c.is_alphanumeric() || "，。！？,.!?;；".contains(c))
        })
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
