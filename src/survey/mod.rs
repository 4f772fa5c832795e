//! Measures the tree: one walk measures every element and reads every name; further functions derive from it what to do
//! with whole elements.

mod boxes;
mod named;
mod strip;
mod table;

pub(crate) use named::{Protected, strip_named};
pub(crate) use strip::{is_panel, signs_of_candidates, strip, strip_never_text};
pub(crate) use table::is_data_table;

use crate::article::{RemovedKind, has_shown_ends};
use crate::dom::{Attr, Dom, NodeId, Step, Tag};
use crate::images::address::is_image;
use crate::scratch;
use crate::words::{RecentNames, Roles, Signs};

/// The length in bytes that only sentences reach: 20 Chinese characters, ten English words.
const PROSE: usize = 60;

/// Measurements of an element.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stats {
    /// Bytes of visible text.
    pub(crate) text: u32,
    /// Of these, bytes in links.
    pub(crate) link: u32,
    /// Of these, bytes in long texts outside of links.
    pub(crate) prose: u32,
    /// Bytes of prose before the element.
    pub(crate) before: u32,
    pub(crate) images: u16,
    pub(crate) links: u16,
    /// Fields and buttons.
    pub(crate) controls: u16,
    /// Frames, videos and audio.
    pub(crate) players: u16,
    /// Elements that name an author or a date.
    pub(crate) signed: u16,
    pub(crate) roles: Roles,
    /// The kind of boilerplate that its names or its tag mean, and how clearly.
    pub(crate) named: Option<RemovedKind>,
    pub(crate) clearness: u8,
}

impl Stats {
    /// Returns whether most of the text is links.
    pub(crate) fn is_mostly_links(&self) -> bool {
        self.link * 5 >= self.text * 3 && self.links > 0
    }
}

/// An element whose names or tag may mean boilerplate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) id: NodeId,
    pub(crate) kind: RemovedKind,
    pub(crate) weight: u8,
    /// Whether its tag, not its names, means boilerplate.
    pub(crate) by_element: bool,
    pub(crate) hidden: bool,
    /// Whether it is hidden from screen readers and visible to everyone else.
    pub(crate) unheard: bool,
    /// Bytes of prose before it.
    pub(crate) before: u32,
}

#[derive(Debug, Default)]
pub(crate) struct Survey {
    stats: Vec<Stats>,
    pub(crate) candidates: Vec<Candidate>,
    /// Elements that never contain text of the page.
    pub(crate) never_text: Vec<NodeId>,
    pub(crate) noscripts: Vec<NodeId>,
    /// Elements with a class or id, for rules.
    pub(crate) named: Vec<NodeId>,
    pub(crate) total: Stats,
    /// Not of this tree alone.
    recent: RecentNames,
}

impl Survey {
    pub(crate) fn stats(&self, id: NodeId) -> Stats {
        self.stats.get(id.index()).copied().unwrap_or_default()
    }

    /// Returns whether an element contains most of the post, so that its names do not describe a part of it.
    pub(crate) fn is_most(&self, id: NodeId) -> bool {
        let (stats, total) = (self.stats(id), self.total);
        let may_be = stats.prose > 0 || total.prose == 0;
        may_be && (stats.prose * 2 > total.prose || stats.text * 2 > total.text)
    }

    /// Returns the kind of boilerplate that the names or the tag of an element mean, and how clearly: from 1 to 3.
    pub(crate) fn named_for(&self, id: NodeId) -> Option<(RemovedKind, u8)> {
        let stats = self.stats(id);
        stats.named.map(|kind| (kind, stats.clearness))
    }

    /// Removes a kind of boilerplate from the meanings of all names.
    pub(crate) fn forget(&mut self, kind: RemovedKind) {
        self.candidates.retain(|candidate| candidate.kind != kind);
        for stats in &mut self.stats {
            stats.named = stats.named.filter(|named| *named != kind);
        }
    }

    /// Clears the survey, and keeps its memory for the next tree.
    pub(crate) fn recycle(&mut self) {
        scratch::recycle(&mut self.stats);
        scratch::recycle(&mut self.candidates);
        for nodes in [&mut self.never_text, &mut self.noscripts, &mut self.named] {
            scratch::recycle(nodes);
        }
    }

    /// Measures a tree, in the memory of an empty survey.
    pub(crate) fn of(dom: &Dom, mut survey: Survey) -> Survey {
        survey.stats.resize(dom.len(), Stats::default());
        let mut running = Stats::default();
        let mut link_depth = 0u32;
        let mut step = Step::Enter(dom.root());
        loop {
            match step {
                Step::Enter(id) => {
                    if let Some(text) = dom.text(id) {
                        let visible = visible(text);
                        running.text += visible as u32;
                        if link_depth > 0 {
                            running.link += visible as u32;
                        } else if visible >= PROSE {
                            running.prose += visible as u32;
                        }
                        step = dom.step(Step::Leave(id));
                        continue;
                    }
                    let tag = dom.tag(id);
                    if matches!(tag, Tag::Video | Tag::Audio | Tag::Iframe | Tag::Embed | Tag::Object) {
                        running.players = running.players.saturating_add(1);
                    }
                    if tag.is_never_text() {
                        survey.never_text.push(id);
                        step = dom.step(Step::Leave(id));
                        continue;
                    }
                    match tag {
                        Tag::A => {
                            link_depth += 1;
                            running.links = running.links.saturating_add(1);
                        }
                        Tag::Img => running.images = running.images.saturating_add(1),
                        Tag::Other if is_image(dom, id) => running.images = running.images.saturating_add(1),
                        Tag::Noscript => survey.noscripts.push(id),
                        Tag::Input | Tag::Button | Tag::Form | Tag::Textarea | Tag::Select => {
                            running.controls = running.controls.saturating_add(1)
                        }
                        _ => {}
                    }
                    let roles = survey.read_names(dom, id, tag, running.prose);
                    if roles.has(Roles::BYLINE) || roles.has(Roles::DATE) {
                        running.signed = running.signed.saturating_add(1);
                    }
                    if let Some(entry) = survey.stats.get_mut(id.index()) {
                        let named = survey.candidates.last().filter(|candidate| candidate.id == id);
                        let (named, clearness) = named.map_or((None, 0), |named| (Some(named.kind), named.weight));
                        *entry = Stats { roles, named, clearness, ..running };
                    }
                }
                Step::Leave(id) => {
                    if dom.tag(id) == Tag::A {
                        link_depth -= 1;
                    }
                    if let Some(entry) = survey.stats.get_mut(id.index()) {
                        *entry = Stats {
                            text: running.text - entry.text,
                            link: running.link - entry.link,
                            prose: running.prose - entry.prose,
                            before: entry.prose,
                            images: running.images - entry.images,
                            links: running.links - entry.links,
                            controls: running.controls - entry.controls,
                            players: running.players - entry.players,
                            signed: running.signed - entry.signed,
                            roles: entry.roles,
                            named: entry.named,
                            clearness: entry.clearness,
                        };
                    }
                    if id == dom.root() {
                        break;
                    }
                }
            }
            step = dom.step(step);
        }
        survey.total = survey.stats(dom.root());
        survey
    }

    fn read_names(&mut self, dom: &Dom, id: NodeId, tag: Tag, before: u32) -> Roles {
        let mut signs = Signs::default();
        let mut hidden = false;
        let mut unheard = false;
        let mut named = false;
        for (attr, value) in dom.attrs(id) {
            match attr {
                // The id of a heading repeats its words: `<h2 id="reward">Reward</h2>`.
                Attr::Id if tag.heading_level().is_some() => named = true,
                Attr::Class if signs == Signs::default() => {
                    signs = self.recent.read(value);
                    named = true;
                }
                Attr::Class | Attr::Id => {
                    signs.read(value);
                    named = true;
                }
                Attr::Rel if tag == Tag::A => match value {
                    "author" => signs.roles.insert(Roles::BYLINE),
                    "category tag" | "tag" | "category" => signs.read("tags"),
                    _ => {}
                },
                Attr::Role | Attr::Itemprop => signs.read(value),
                // The label of a region is the id of its heading, or its part of the page.
                Attr::AriaLabel | Attr::AriaLabelledby | Attr::DataComponent
                    if matches!(tag, Tag::Section | Tag::Div | Tag::Aside | Tag::Nav | Tag::Ul | Tag::Figure) =>
                {
                    signs.read(value);
                }
                Attr::Hidden => hidden = true,
                Attr::AriaHidden => unheard |= value == "true",
                Attr::Style => hidden |= hides(value),
                _ => {}
            }
        }
        if named {
            self.named.push(id);
        }
        let by_element = match tag {
            Tag::Nav => Some((RemovedKind::Navigation, 3)),
            Tag::Form => Some((RemovedKind::Form, 2)),
            Tag::Button | Tag::Select | Tag::Textarea | Tag::Option | Tag::Dialog | Tag::Input => {
                Some((RemovedKind::Form, 3))
            }
            Tag::Footer => Some((RemovedKind::Metadata, 1)),
            Tag::Aside => Some((RemovedKind::Related, 1)),
            Tag::Menu => Some((RemovedKind::Navigation, 1)),
            _ => None,
        };
        if signs.kind == Some(RemovedKind::Metadata) {
            signs.roles.insert(Roles::META);
        }
        match tag {
            Tag::Figcaption => signs.roles.insert(Roles::CAPTION),
            Tag::Figure => signs.roles.insert(Roles::FIGURE),
            Tag::Time => signs.roles.insert(Roles::DATE),
            Tag::Address => signs.roles.insert(Roles::BYLINE),
            _ => {}
        }
        // Images have theme classes that do not describe them (`wp-post-image related`).
        let is_text = !matches!(tag, Tag::Img | Tag::Body | Tag::Html | Tag::Br | Tag::Hr);
        let by_name = signs.kind.filter(|_| is_text);
        let (kind, weight, by_element) = match (by_name, by_element) {
            (Some(kind), Some((_, weight))) => (kind, (signs.weight + 1).max(weight), false),
            (Some(kind), None) => (kind, signs.weight, false),
            (None, Some((kind, weight))) => (kind, weight, true),
            (None, None) if hidden || unheard || signs.roles.has(Roles::UNSEEN) => {
                (RemovedKind::Hidden, if hidden { 3 } else { 2 }, true)
            }
            (None, None) => return signs.roles,
        };
        self.candidates.push(Candidate { id, kind, weight, by_element, hidden, unheard, before });
        signs.roles
    }
}

/// Returns the length in bytes of a text without whitespace at its ends.
fn visible(text: &str) -> usize {
    if has_shown_ends(text) {
        return text.len();
    }
    // Nearly all blanks are ASCII, which takes no decoding.
    let text = text.trim_ascii();
    if text.is_empty() || has_shown_ends(text) { text.len() } else { text.trim().len() }
}

/// Returns whether a style hides its element.
pub(crate) fn hides(style: &str) -> bool {
    let mut rest = style;
    while let Some(at) = rest.find(':') {
        let (name, value) = rest.split_at(at);
        let value = value.trim_start_matches(':').trim_start();
        let name = name.trim_end();
        if name.ends_with("display") && value.starts_with("none")
            || name.ends_with("visibility") && value.starts_with("hidden")
        {
            return true;
        }
        rest = value;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_at_the_ends_are_not_seen() {
        for text in
            ["", " ", "rain", "雨。", " rain\n", "雨\u{3000}", "\u{3000}雨", "雨\u{a0}", "ÿ\u{2003}", "雨\u{85}"]
        {
            assert_eq!(visible(text), text.trim().len(), "{text:?}");
        }
    }

    #[test]
    fn hiding_styles() {
        assert!(hides("color:red; display : none"));
        assert!(hides("visibility:hidden"));
        assert!(!hides("display:block;color:none"));
    }
}
