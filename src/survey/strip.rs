//! Removes whole elements whose names, tag and contents agree that they are boilerplate.

mod signs;

use std::cell::{Cell, OnceCell};

use smallvec::SmallVec;

use super::boxes::is_box_of_item;
use super::{Candidate, Protected, Stats, Survey};
use crate::article::{Decision, Evidence, Removed, RemovedKind, Report};
use crate::dom::{Attr, Dom, NodeId, Tag};
use crate::images::removal::take;
use crate::words::{self, Finder, Roles, Sign, UNIT, named_weights, odds};

/// The sum of signs from which an element is removed.
pub(crate) const NEEDED: i32 = 2 * UNIT;
/// The sum from which an element with prose is removed.
const NEEDED_WITH_PROSE: i32 = NEEDED + 3 * UNIT / 4;
/// The distance to the threshold within which a decision is reported.
const NEAR: i32 = 2 * UNIT;
/// The maximal length in bytes of the text of a control.
const CONTROL: u32 = 30;
/// The maximal length in bytes of a line of controls, as opposed to a paragraph.
const SHORT: u32 = 180;
/// The maximal length in bytes of a notice after an article.
const NOTICE: u32 = 150;
/// The length in bytes of text beside a link that is more than a label for it.
const WORDS: u32 = 12;
/// The maximal length in bytes of the text of an element that asks for something.
const BOX: u32 = 1200;
/// The number of nodes of such an element that are examined.
const NODES: usize = 100;
/// The length in bytes of the names of an element that are read again for each element inside it.
const NAMES_READ: usize = 1024;

/// The number of bytes at the start of a repeated part that are sought in the text.
const OPENING: usize = 36;
/// The minimal number of bytes of a repeated part.
const QUOTED: usize = 12;
/// The number of such parts that are sought.
const REPEATED: usize = 32;

/// Removes elements that never contain text, hidden ones and containers of boilerplate.
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
    let judge = Judge::new(dom, survey, finder);
    judge.each(dom, |dom, candidate, place| {
        if !dom.is_attached(candidate.id) || protected.guards(dom, candidate.id) {
            return false;
        }
        if explains {
            decisions.extend(judge.decision(dom, candidate, place));
        }
        let Some(evidence) = judge.verdict(dom, candidate, place) else { return false };
        let id = headed_links(dom, survey, candidate).filter(|&id| !protected.guards(dom, id)).unwrap_or(candidate.id);
        match player_of(dom, id, candidate.kind) {
            Some(player) => take_around(dom, id, player, candidate.kind, evidence, removed),
            None => take(dom, id, candidate.kind.evidence_rule().into(), candidate.kind, evidence, removed),
        }
        true
    });
}

/// Returns the recording in an element that was taken for the controls of a page: they are its controls.
fn player_of(dom: &Dom, id: NodeId, kind: RemovedKind) -> Option<NodeId> {
    if !matches!(kind, RemovedKind::Navigation | RemovedKind::Form | RemovedKind::Label) {
        return None;
    }
    let mut players = dom.descendants(id).take(NODES).filter(|&id| matches!(dom.tag(id), Tag::Audio | Tag::Video));
    let player = players.next().filter(|_| players.next().is_none())?;
    let has_address = |id: NodeId| dom.attr(id, Attr::Src).is_some();
    // The article itself, read aloud.
    const READ: [&str; 7] = ["listen to", "audio version", "read aloud", "收听", "收聽", "朗读", "朗讀"];
    let text = dom.text_of(id).to_lowercase();
    if READ.iter().any(|words| text.contains(words)) {
        return None;
    }
    (has_address(player) || dom.first_child(player).is_some_and(has_address)).then_some(player)
}

/// Removes an element except for one of its descendants and the elements around that.
fn take_around(
    dom: &mut Dom,
    outer: NodeId,
    kept: NodeId,
    kind: RemovedKind,
    evidence: Evidence,
    removed: &mut Vec<Removed>,
) {
    let path: Vec<NodeId> = dom.ancestors(kept).take_while(|&id| id != outer).collect();
    for level in path.iter().filter_map(|&id| dom.parent(id)).collect::<Vec<_>>() {
        let others: Vec<NodeId> =
            std::iter::successors(dom.first_child(level), |&id| dom.next(id)).filter(|id| !path.contains(id)).collect();
        for other in others {
            if dom.text(other).is_some_and(|text| text.trim().is_empty()) {
                dom.detach(other);
            } else {
                take(dom, other, kind.evidence_rule().into(), kind, evidence, removed);
            }
        }
    }
}

/// Removes elements that never contain text.
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

/// Returns the signs of each element that may be boilerplate, in reading order, without empty ones.
pub(crate) fn signs_of_candidates(dom: &mut Dom, survey: &Survey, finder: &Finder) -> Vec<(NodeId, Vec<Sign>)> {
    let judge = Judge::new(dom, survey, finder);
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
    /// The number of bytes of the article's own prose.
    total: u32,
    /// Elements with the buttons of a slide show.
    turners: SmallVec<[NodeId; 8]>,
    /// The letters and digits of the whole text.
    letters: OnceCell<String>,
    /// The number of elements that were sought in them.
    checked: Cell<usize>,
}

/// The position of an element relative to the article's own prose.
#[derive(Clone, Copy)]
struct Place {
    before: u32,
    total: u32,
    inside: u32,
}

impl Place {
    /// Returns the value of [`Group::BoxZone`].
    fn zone(self) -> u8 {
        let behind = self.total.saturating_sub(self.before + self.inside);
        match (self.before, behind) {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => 2,
            // One or two notices may follow the last element of the tail.
            (_, behind) if behind <= NOTICE && behind * 8 <= self.total => 4,
            _ => 3,
        }
    }
}

/// Returns the number of bytes of prose outside of all elements with unambiguous names.
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

impl<'a> Judge<'a> {
    fn new(dom: &Dom, survey: &'a Survey, finder: &'a Finder) -> Self {
        Judge {
            survey,
            finder,
            total: prose_outside(dom, survey),
            turners: page_turners(dom, survey),
            letters: OnceCell::new(),
            checked: Cell::new(0),
        }
    }

    /// Walks over the candidates. A candidate inside of another one is only judged if the outer one stays.
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

    /// Returns the evidence against an element, if it is sufficient.
    fn verdict(&self, dom: &Dom, candidate: &Candidate, place: Place) -> Option<Evidence> {
        let (survey, id) = (self.survey, candidate.id);
        let stats = survey.stats(id);
        if is_box_of_item(dom, id) {
            return None;
        }
        if matches!(dom.tag(id), Tag::Textarea | Tag::Select | Tag::Option | Tag::Input) {
            // Input and choices of readers are not text of the article.
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
        let turns_pages = || dom.ancestors(id).any(|outer| self.turners.binary_search(&outer).is_ok());
        if stats.text == 0 && dom.tag(id) == Tag::Button && !self.turners.is_empty() && turns_pages() {
            return Some(Evidence::ELEMENT);
        }
        let opens_picture = || {
            dom.tag(id) == Tag::A
                && candidate.kind == RemovedKind::Form
                && stats.images > 0
                && stats.text <= CONTROL
                && dom.attr(id, Attr::Role) == Some("button")
        };
        if survey.is_most(id) || opens_picture() || is_button_of_text(dom, survey, id) || is_followed(dom, candidate) {
            return None;
        }
        if candidate.kind == RemovedKind::Hidden && candidate.weight == 3 && stats.prose == 0 && stats.images == 0 {
            // A word for screen readers.
            return Some(Evidence::CLASS | Evidence::HIDDEN);
        }
        if stats.text == 0 && stats.images == 0 {
            // Nothing would be lost; frames in it may still be part of the article.
            let evidence = if candidate.by_element { Evidence::ELEMENT } else { Evidence::CLASS };
            return (candidate.weight >= 2 && dom.first_child(id).is_none()).then_some(evidence);
        }
        // Author and date are read line by line, and must not be removed with their container.
        if stats.text == 0 {
            return is_picture_of_the_page(dom, survey, candidate).then_some(Evidence::CLASS | Evidence::ELEMENT);
        }
        if candidate.kind == RemovedKind::Metadata && (stats.signed > 0 || is_imprint(dom, candidate.id, stats))
            || candidate.kind == RemovedKind::Metadata && dom.tag(id) == Tag::A && is_in_sentence(dom, survey, id)
            // The source of a quotation.
            || matches!(dom.tag(id), Tag::Footer) && dom.parent(id).is_some_and(|outer| dom.tag(outer) == Tag::Blockquote)
            || candidate.kind == RemovedKind::Copyright
                && (is_in_figure(dom, survey, id) || is_beside_picture(dom, survey, self.finder, id))
        {
            return None;
        }
        if candidate.kind == RemovedKind::Duplicate {
            return self.is_repeated(dom, candidate).then_some(Evidence::CLASS | Evidence::REPEAT);
        }
        let mut sum = 0;
        let mut evidence = Evidence::NONE;
        self.signs(dom, candidate, place, &mut |sign| {
            let (weight, _, named) = sign.says();
            sum += weight;
            evidence = evidence | named;
        });
        (sum >= NEEDED && sum >= self.needed(dom, candidate, stats)).then_some(evidence)
    }

    /// Returns the sum from which an element is removed.
    fn needed(&self, dom: &Dom, candidate: &Candidate, stats: Stats) -> i32 {
        let needed = if stats.prose > 0 { NEEDED_WITH_PROSE } else { NEEDED };
        if self.is_sentence(dom, candidate, stats) { needed + UNIT } else { needed }
    }

    /// Returns whether an element is a paragraph without links, images and phrases that ends as a sentence does: its
    /// name is then weak evidence.
    fn is_sentence(&self, dom: &Dom, candidate: &Candidate, stats: Stats) -> bool {
        let is_bare = stats.link == 0 && stats.images == 0 && stats.controls == 0;
        if dom.tag(candidate.id) != Tag::P || !is_bare || candidate.hidden {
            return false;
        }
        let text = dom.text_of(candidate.id);
        text.trim_end().ends_with(['.', '。', '！', '？', '!', '?', '”', '」'])
            && text.trim_start().starts_with(char::is_alphanumeric)
            && self.finder.read(text.trim()).kind.is_none()
    }

    /// Returns whether the text has the words at the start of an element a second time, as it has those of a pull quote.
    fn is_repeated(&self, dom: &Dom, candidate: &Candidate) -> bool {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let quoted = letters(&dom.text_of(candidate.id));
        let opening = words::head(&quoted, OPENING);
        let all = self.letters.get_or_init(|| letters(&dom.text_of(dom.root())));
        let checked = self.checked.replace(self.checked.get() + 1);
        opening.len() >= QUOTED && checked < REPEATED && all.matches(opening).take(2).count() == 2
    }

    /// Returns whether a hidden element is never displayed. Pages hide content that they display later: panels of
    /// prose, images.
    fn is_for_nobody(&self, dom: &Dom, id: NodeId, stats: Stats) -> bool {
        let is_little = stats.prose * 4 < self.survey.total.prose && dom.tag(id) != Tag::Noscript;
        (stats.text > 0 || stats.images == 0)
            && (stats.prose == 0 || dom.is_inline(id) && !self.survey.is_most(id) || is_little && !is_panel(dom, id))
    }

    /// Returns the decision about an element that is removed or nearly so.
    fn decision(&self, dom: &Dom, candidate: &Candidate, place: Place) -> Option<Decision> {
        let mut signs = Vec::new();
        self.signs(dom, candidate, place, &mut |sign| signs.push(sign));
        let sum = signs.iter().map(|sign| sign.weight()).sum();
        let removed = self.verdict(dom, candidate, place).is_some();
        let stats = self.survey.stats(candidate.id);
        let needed = self.needed(dom, candidate, stats);
        let is_near = sum >= needed - NEAR && !self.survey.is_most(candidate.id);
        (removed || is_near).then(|| Decision {
            kind: candidate.kind,
            text: dom.text_of(candidate.id),
            signs: named_weights(signs, 1),
            sum: odds(sum),
            needed: odds(needed),
            removed,
        })
    }
}

/// Returns whether an element of metadata states who wrote the text or when.
fn is_imprint(dom: &Dom, id: NodeId, stats: Stats) -> bool {
    /// The maximal length in bytes of an imprint.
    const IMPRINT: u32 = 160;
    if stats.text > IMPRINT || stats.controls > 0 {
        return false;
    }
    let text = dom.text_of(id);
    let is_year = |part: &str| part.len() == 4 && part.starts_with(['1', '2']);
    words::people::label(text.trim_start()).is_some() || text.split(|c: char| !c.is_ascii_digit()).any(is_year)
}

/// Returns the element of links of which an element is only the heading.
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

/// Returns whether an element is a part of an address that is written out as its own link: `https://` before it, the
/// rest after it.
fn is_part_of_address(dom: &Dom, survey: &Survey, id: NodeId) -> bool {
    let is_short = |link: NodeId| dom.tag(link) == Tag::A && survey.stats(link).text < 1000;
    dom.parent(id).filter(|&link| is_short(link)).is_some_and(|link| {
        dom.attr(link, Attr::Href).is_some_and(|href| href.len() > 8 && dom.text_of(link).trim() == href.trim())
    })
}

/// Returns whether a link is in running text of its paragraph: `the #ferry leaves when it can`.
fn is_in_sentence(dom: &Dom, survey: &Survey, id: NodeId) -> bool {
    dom.parent(id).map(|parent| survey.stats(parent)).is_some_and(|outer| {
        let words = outer.text.saturating_sub(outer.link);
        words >= WORDS && !outer.is_mostly_links()
    })
}

/// Returns whether an element is a part of ruby text, of which screen readers read only one part and both are visible.
fn is_in_ruby(dom: &Dom, id: NodeId) -> bool {
    dom.ancestors(id).take(4).any(|id| dom.tag(id) == Tag::Ruby)
}

/// Returns whether an element that is hidden from screen readers is a symbol of the page, or repeats its sibling.
fn is_ornament(dom: &Dom, survey: &Survey, id: NodeId) -> bool {
    let stats = survey.stats(id);
    if stats.prose > 0 || stats.images > 0 || stats.text > SHORT {
        return false;
    }
    let text = dom.text_of(id);
    let says_again = |beside: Option<NodeId>| beside.is_some_and(|beside| dom.text_of(beside).trim() == text.trim());
    text.chars().filter(|c| c.is_alphanumeric()).count() < 2 || says_again(dom.prev(id)) || says_again(dom.next(id))
}

/// Returns whether an element with nothing but images is a control or an advertisement. An image beside an empty
/// advertising slot is not.
fn is_picture_of_the_page(dom: &Dom, survey: &Survey, candidate: &Candidate) -> bool {
    let has_slot = || {
        dom.descendants(candidate.id).take(NODES).any(|id| {
            survey.named_for(id).is_some_and(|(kind, _)| kind == RemovedKind::Advert) && dom.first_child(id).is_none()
        })
    };
    dom.tag(candidate.id) == Tag::Button
        || candidate.weight == 3 && !candidate.by_element && !(candidate.kind == RemovedKind::Advert && has_slot())
}

/// Returns whether an element is a part of the page that readers open: a panel of an accordion or a tab.
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
                    let value = words::head(value, NAMES_READ).to_ascii_lowercase();
                    NAMES.iter().any(|name| value.contains(name))
                })
        })
}

/// Returns whether a button is a word of a sentence, or the frame of an image with its label, or whether an inline
/// element is the text of a heading: it opens a panel, or leads back to the table of contents.
fn is_button_of_text(dom: &Dom, survey: &Survey, id: NodeId) -> bool {
    let stats = survey.stats(id);
    let is_frame = stats.images > 0 && stats.text <= CONTROL;
    let is_heading = || {
        let outer = dom.parent(id).filter(|&outer| dom.tag(outer).heading_level().is_some());
        outer.is_some_and(|outer| stats.text > 0 && stats.text * 2 >= survey.stats(outer).text)
    };
    dom.tag(id) == Tag::Button && (stats.text > 0 && dom.is_inline(id) || is_frame) || dom.is_inline(id) && is_heading()
}

/// Returns the parents of several buttons with images, sorted: they are the controls of a slide show.
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

/// Returns whether the sentence around an inline element continues after it.
fn is_followed(dom: &Dom, candidate: &Candidate) -> bool {
    candidate.kind != RemovedKind::Hidden
        && dom.is_inline(candidate.id)
        && dom.next(candidate.id).and_then(|next| dom.text(next)).is_some_and(|text| {
            text.trim_start().starts_with(|c: char| c.is_alphanumeric() || "，。！？,.!?;；".contains(c))
        })
}

/// Returns whether an element is in a caption, where a copyright notice is the credit of the image.
fn is_in_figure(dom: &Dom, survey: &Survey, id: NodeId) -> bool {
    std::iter::successors(Some(id), |&id| dom.parent(id)).take(5).any(|id| {
        let roles = survey.stats(id).roles;
        matches!(dom.tag(id), Tag::Figure | Tag::Figcaption) || roles.has(Roles::CAPTION) || roles.has(Roles::FIGURE)
    })
}

/// Returns whether an element is in a small one with an image and does not have the words of a page notice.
fn is_beside_picture(dom: &Dom, survey: &Survey, finder: &Finder, id: NodeId) -> bool {
    let near = std::iter::successors(dom.parent(id), |&id| dom.parent(id)).take(4);
    survey.stats(id).images == 0
        && near.into_iter().any(|outer| survey.stats(outer).images == 1 && survey.stats(outer).text <= 2 * SHORT)
        && finder.read(&dom.text_of(id)).kind != Some(RemovedKind::Copyright)
}
