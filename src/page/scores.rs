//! Scores elements by their paragraphs: a paragraph adds more to the score for its length and its commas, less with
//! each level of ancestors, and links reduce the score.
//!
//! This is the measure of [Readability](https://github.com/mozilla/readability/blob/main/Readability.js).

use std::collections::HashSet;

use super::names::Says;
use crate::dom::{Attr, Dom, NodeId, Step, Tag};
use crate::survey::{Survey, hides, is_panel};

/// The minimal length in characters of a paragraph that adds to scores.
const PARAGRAPH: u32 = 25;
/// The factor by which the text of an element must exceed the rest of the page for its names to be ignored.
const REST: u32 = 5;
/// The divisor of the prose of the page for the maximal prose of a header.
const HEAD: u32 = 6;
/// The divisor of the prose of the page for the maximal prose of an aside or footer.
const BESIDE: u32 = 4;
/// The divisor of the text of an aside for the minimal text in links of one about other pages.
const LINKED: u32 = 4;
/// The minimal number of links of a table of contents.
const CONTENTS: u16 = 3;
/// The maximal number of nodes of a list that are examined.
const NODES: usize = 400;
/// The minimal length in bytes of a text that counts as prose.
const PROSE: usize = 60;
/// The number of ancestors to whose scores a paragraph adds.
const LEVELS: usize = 5;
/// The weight of a name that is a sign for or against an element.
const NAME: f32 = 25.0;

/// The signs by which elements are excluded from the main content.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trust {
    /// Whether elements whose names rarely mean the main content are excluded.
    pub(super) unlikely: bool,
    /// Whether names change scores.
    pub(super) names: bool,
    /// Whether hidden elements are excluded.
    pub(super) hidden: bool,
}

/// The content of an element without excluded elements.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Net {
    /// The number of bytes of text.
    pub(super) text: u32,
    /// The number of bytes of long texts outside of links.
    pub(super) prose: u32,
    /// The number of headings of the first two levels.
    pub(super) headings: u32,
}

/// The scores of one page.
#[derive(Debug, Default)]
pub(super) struct Scores {
    scores: Vec<Option<f32>>,
    net: Vec<Net>,
    /// The elements with a score, in the order of their first paragraphs.
    pub(super) scored: Vec<NodeId>,
    /// Elements that are not part of the main content, independent of the choice.
    pub(super) outside: HashSet<NodeId>,
}

/// An open block element, with the text directly in it.
struct Open {
    id: NodeId,
    tag: Tag,
    run: Run,
    /// Whether it contains other blocks.
    holds_blocks: bool,
    after_break: bool,
    /// The text that was read before it.
    before: Run,
}

#[derive(Clone, Copy, Debug, Default)]
struct Run {
    chars: u32,
    commas: u32,
}

impl Run {
    fn of(text: &str) -> Run {
        let chars = text.chars().count() as u32;
        let mut commas = memchr::memchr_iter(b',', text.as_bytes()).count();
        if chars as usize != text.len() {
            commas += text.chars().filter(|c| "،﹐︐︑⹁⸴⸲，、".contains(*c)).count();
        }
        Run { chars, commas: commas as u32 }
    }

    fn add(&mut self, other: Run) {
        self.chars += other.chars;
        self.commas += other.commas;
    }

    fn since(self, before: Run) -> Run {
        Run { chars: self.chars - before.chars, commas: self.commas - before.commas }
    }

    fn score(self) -> f32 {
        1.0 + self.commas as f32 + ((self.chars / 100) as f32).min(3.0)
    }
}

impl Scores {
    pub(super) fn of(dom: &Dom, survey: &Survey, trust: Trust) -> Scores {
        let mut scores =
            Scores { scores: vec![None; dom.len()], net: vec![Net::default(); dom.len()], ..Scores::default() };
        let mut net = Net::default();
        let mut link_depth = 0u32;
        let mut open: Vec<Open> = Vec::new();
        let mut read = Run::default();
        let mut step = Step::Enter(dom.root());
        loop {
            match step {
                Step::Enter(id) => {
                    if let Some(text) = dom.text(id) {
                        let text = text.trim();
                        let run = Run::of(text);
                        read.add(run);
                        net.text += text.len() as u32;
                        if link_depth == 0 && text.len() >= PROSE {
                            net.prose += text.len() as u32;
                        }
                        if let Some(block) = open.last_mut() {
                            block.run.add(run);
                            block.after_break &= run.chars == 0;
                        }
                        step = dom.step(Step::Leave(id));
                        continue;
                    }
                    let tag = dom.tag(id);
                    if tag.is_never_text() || id != dom.root() && is_outside(dom, survey, id, tag, trust) {
                        if !tag.is_never_text() {
                            scores.outside.insert(id);
                        }
                        step = dom.step(Step::Leave(id));
                        continue;
                    }
                    if trust.unlikely && matches!(tag, Tag::Aside | Tag::Footer) && is_page_furniture(survey, id, tag) {
                        // The element is removed, but its paragraphs still add to the scores of its ancestors.
                        scores.outside.insert(id);
                    }
                    link_depth += u32::from(tag == Tag::A);
                    net.headings += u32::from(matches!(tag, Tag::H1 | Tag::H2));
                    if let Some(entry) = scores.net.get_mut(id.index()) {
                        *entry = net;
                    }
                    if tag == Tag::Br {
                        if let Some(block) = open.last_mut() {
                            if block.after_break {
                                let run = std::mem::take(&mut block.run);
                                let id = block.id;
                                block.holds_blocks = true;
                                scores.paragraph(dom, trust, Some(id), run);
                            }
                            block.after_break = true;
                        }
                    } else if !dom.is_inline(id) && tag != Tag::Img {
                        if let Some(block) = open.last_mut() {
                            block.holds_blocks = true;
                            let run = std::mem::take(&mut block.run);
                            let (id, tag) = (block.id, block.tag);
                            if is_wrapped(tag) {
                                scores.paragraph(dom, trust, Some(id), run);
                            }
                        }
                        open.push(Open {
                            id,
                            tag,
                            run: Run::default(),
                            holds_blocks: false,
                            after_break: false,
                            before: read,
                        });
                    }
                }
                Step::Leave(id) => {
                    link_depth -= u32::from(dom.tag(id) == Tag::A);
                    if let Some(entry) = scores.net.get_mut(id.index()) {
                        *entry = Net {
                            text: net.text - entry.text,
                            prose: net.prose - entry.prose,
                            headings: net.headings - entry.headings,
                        };
                    }
                    if open.last().is_some_and(|block| block.id == id)
                        && let Some(block) = open.pop()
                    {
                        let outer = dom.parent(id);
                        if counts_whole(block.tag) || block.tag == Tag::Div && !block.holds_blocks {
                            scores.paragraph(dom, trust, outer, read.since(block.before));
                        } else if is_wrapped(block.tag) {
                            scores.paragraph(dom, trust, Some(id), block.run);
                        }
                    }
                    if id == dom.root() {
                        break;
                    }
                }
            }
            step = dom.step(step);
        }
        for &id in &scores.scored {
            let stats = survey.stats(id);
            let links = stats.link as f32 / stats.text.max(1) as f32;
            if let Some(Some(score)) = scores.scores.get_mut(id.index()) {
                *score *= 1.0 - links.min(1.0);
            }
        }
        scores
    }

    /// Returns the content of an element without excluded elements.
    pub(super) fn net(&self, id: NodeId) -> Net {
        self.net.get(id.index()).copied().unwrap_or_default()
    }

    pub(super) fn get(&self, id: NodeId) -> Option<f32> {
        self.scores.get(id.index()).copied().flatten()
    }

    /// Adds the score of a paragraph to the elements that contain it.
    fn paragraph(&mut self, dom: &Dom, trust: Trust, outer: Option<NodeId>, run: Run) {
        if run.chars < PARAGRAPH {
            return;
        }
        let score = run.score();
        let ancestors = outer.into_iter().flat_map(|outer| dom.ancestors(outer)).take(LEVELS);
        for (level, id) in ancestors.enumerate() {
            let Some(entry) = self.scores.get_mut(id.index()) else { continue };
            let share = match level {
                0 => 1.0,
                1 => 2.0,
                level => level as f32 * 3.0,
            };
            if entry.is_none() {
                self.scored.push(id);
            }
            *entry.get_or_insert_with(|| base(dom, id, trust)) += score / share;
        }
    }
}

/// Returns whether the whole text of an element counts as one paragraph.
fn counts_whole(tag: Tag) -> bool {
    matches!(tag, Tag::P | Tag::Td | Tag::Pre | Tag::Section) || tag.heading_level().is_some_and(|level| level > 1)
}

/// Returns whether the text directly in an element, between its child blocks, is a paragraph.
fn is_wrapped(tag: Tag) -> bool {
    matches!(tag, Tag::Div | Tag::None | Tag::Other | Tag::Article | Tag::Main)
}

/// Returns the initial score of an element, by its tag and its names.
fn base(dom: &Dom, id: NodeId, trust: Trust) -> f32 {
    let by_tag = match dom.tag(id) {
        Tag::Div => 5.0,
        Tag::Pre | Tag::Td | Tag::Blockquote => 3.0,
        Tag::Address | Tag::Ol | Tag::Ul | Tag::Dl | Tag::Dd | Tag::Dt | Tag::Li | Tag::Form => -3.0,
        Tag::Th => -5.0,
        tag if tag.heading_level().is_some() => -5.0,
        _ => 0.0,
    };
    by_tag + if trust.names { NAME * weight(dom, id) } else { 0.0 }
}

/// Returns the number of names that are signs for an element, minus the number of those against it.
pub(super) fn weight(dom: &Dom, id: NodeId) -> f32 {
    let of = |attr| {
        let says = says(dom, id, attr);
        f32::from(u8::from(says.has(Says::FOR))) - f32::from(u8::from(says.has(Says::AGAINST)))
    };
    of(Attr::Class) + of(Attr::Id)
}

/// Returns whether an element is excluded from the main content by its tag, its role or its names.
fn is_outside(dom: &Dom, survey: &Survey, id: NodeId, tag: Tag, trust: Trust) -> bool {
    const ROLES: &[&str] = &["menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog"];
    if is_nearly_all(survey, id) {
        return false;
    }
    let is_hidden = trust.hidden
        && (dom.attr(id, Attr::Hidden).is_some() || dom.attr(id, Attr::Style).is_some_and(hides))
        && !is_panel(dom, id);
    if is_hidden || dom.attr(id, Attr::AriaHidden) == Some("true") && !dom.is_inline(id) {
        return true;
    }
    if matches!(tag, Tag::Ul | Tag::Ol | Tag::Div | Tag::Section | Tag::Nav) && is_contents(dom, survey, id) {
        return true;
    }
    if !trust.unlikely || matches!(tag, Tag::Article | Tag::Main | Tag::A | Tag::Html | Tag::Body) {
        return false;
    }
    if dom.attr(id, Attr::Role).is_some_and(|role| ROLES.contains(&role)) || matches!(tag, Tag::Nav | Tag::Dialog) {
        return true;
    }
    let says = says(dom, id, Attr::Class).and(says(dom, id, Attr::Id));
    let is_head = || says.has(Says::HEAD) && survey.stats(id).prose * HEAD <= survey.total.prose;
    (says.has(Says::UNLIKELY) || is_head())
        && !says.has(Says::MAYBE)
        && !dom.ancestors(id).take(4).any(|id| matches!(dom.tag(id), Tag::Table | Tag::Code))
}

/// Returns whether an element is a table of contents: mostly links into the same page.
fn is_contents(dom: &Dom, survey: &Survey, id: NodeId) -> bool {
    let stats = survey.stats(id);
    stats.links >= CONTENTS
        && stats.link * 10 >= stats.text * 8
        && dom.descendants(id).take(NODES).filter(|&id| dom.tag(id) == Tag::A).all(|link| {
            dom.attr(link, Attr::Href).is_some_and(|href| href.trim_start().starts_with('#') && href.trim().len() > 1)
        })
}

/// Returns whether an aside or footer is small and, for an aside, has many links.
fn is_page_furniture(survey: &Survey, id: NodeId, tag: Tag) -> bool {
    let stats = survey.stats(id);
    let is_small = stats.prose.saturating_mul(BESIDE) <= survey.total.prose;
    is_small && (tag == Tag::Footer || stats.link.saturating_mul(LINKED) >= stats.text)
}

/// Returns whether an element contains nearly the whole page, so that its names must be wrong.
fn is_nearly_all(survey: &Survey, id: NodeId) -> bool {
    let (own, all) = (survey.stats(id), survey.total);
    let (own, all) = if all.prose > 0 { (own.prose, all.prose) } else { (own.text, all.text) };
    (all - own.min(all)).saturating_mul(REST) < own
}

fn says(dom: &Dom, id: NodeId, attr: Attr) -> Says {
    dom.attr(id, attr).map(Says::read).unwrap_or_default()
}
