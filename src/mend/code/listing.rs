//! Reads the text of a listing from elements that are lines, numbers and buttons.

use super::names::{is_button, is_gutter, is_label, is_literal, is_named_line};
use super::numbers::Numbers;
use crate::dom::{Attr, Dom, NodeId, Step, Tag};
use crate::mend::{is_blank_text, language, names, siblings};

/// The maximal length in bytes of the labels above a listing in its own element.
const BAR: usize = 60;

/// The use of an element inside of a listing.
#[derive(PartialEq)]
enum Part {
    Line,
    Run,
    Gutter,
    Button,
    Unseen,
}

/// Returns whether the style of an element displays it in a way that begins with one of the values.
fn is_displayed(dom: &Dom, id: NodeId, values: &[&str]) -> bool {
    let style = dom.attr(id, Attr::Style).unwrap_or_default();
    let mut parts = style.split(';').filter_map(|part| part.split_once(':'));
    parts.any(|(name, set)| name.trim() == "display" && values.iter().any(|value| set.trim_start().starts_with(value)))
}

/// Returns whether the children of an element are beside each other.
fn is_row(dom: &Dom, id: NodeId) -> bool {
    is_displayed(dom, id, &["flex"]) && !dom.attr(id, Attr::Style).is_some_and(|style| style.contains("column"))
}

fn part(dom: &Dom, id: NodeId) -> Part {
    let tag = dom.tag(id);
    if tag.is_never_text() || dom.attr(id, Attr::Hidden).is_some() || is_displayed(dom, id, &["none"]) {
        return Part::Unseen;
    }
    if is_gutter(dom, id) {
        return Part::Gutter;
    }
    if matches!(tag, Tag::Button | Tag::Textarea | Tag::Select) || is_furniture(dom, id, tag) {
        return Part::Button;
    }
    let is_line = match tag {
        Tag::Td | Tag::Th => false,
        Tag::Code => is_beside_code(dom, id) && !dom.parent(id).is_some_and(|line| is_named_line(dom, line)),
        tag if !tag.is_inline() && tag != Tag::Other => !dom.parent(id).is_some_and(|row| is_row(dom, row)),
        _ => is_displayed(dom, id, &["block", "flex", "grid", "table-row"]) || is_named_line(dom, id),
    };
    if is_line { Part::Line } else { Part::Run }
}

/// Returns whether an element is a toolbar, a button for copying, or the name of the language above the code.
fn is_furniture(dom: &Dom, id: NodeId, tag: Tag) -> bool {
    if matches!(tag, Tag::Pre | Tag::Code) {
        return false;
    }
    if names(dom, id).any(|name| matches!(name, "copy" | "toolbar")) {
        return true;
    }
    let says = |word: &str| names(dom, id).any(|name| name.contains(word));
    if says("copy") && dom.text_up_to(id, BAR).is_some_and(|text| is_button(&text)) {
        return true;
    }
    let has_code_beside = dom.parent(id).is_some_and(|pre| {
        dom.tag(pre) == Tag::Pre && siblings(dom, dom.first_child(pre)).any(|id| dom.tag(id) == Tag::Code)
    });
    has_code_beside && dom.text_up_to(id, BAR).is_some_and(|text| !text.is_empty()) && {
        let mut texts = dom.descendants(id).filter_map(|id| dom.text(id)).filter(|text| !text.trim().is_empty());
        texts.all(is_label)
    }
}

fn is_beside_code(dom: &Dom, id: NodeId) -> bool {
    let alike = |beside: Option<NodeId>, next: fn(&Dom, NodeId) -> Option<NodeId>| {
        let beside = beside.and_then(|id| if is_blank_text(dom, id) { next(dom, id) } else { Some(id) });
        beside.is_some_and(|beside| dom.tag(beside) == Tag::Code)
    };
    alike(dom.prev(id), |dom, id| dom.prev(id)) || alike(dom.next(id), |dom, id| dom.next(id))
}

/// The text of a listing while it is collected.
#[derive(Default)]
struct Lines {
    text: String,
    /// Whether a line has ended whose line break is not written yet.
    is_ended: bool,
}

impl Lines {
    fn begin_line(&mut self) {
        if std::mem::take(&mut self.is_ended) || !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Ends a line that began at this length of the text.
    fn end_line(&mut self, began: usize) {
        self.is_ended = self.text.len() <= began || !self.text.ends_with('\n');
    }

    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.is_ended) && !text.starts_with('\n') {
            self.text.push('\n');
        }
        self.text.push_str(text);
    }

    /// Returns where a line begins, if the next text begins one.
    fn beginning(&self) -> Option<usize> {
        match self.is_ended {
            true => Some(self.text.len() + 1),
            false => (self.text.is_empty() || self.text.ends_with('\n')).then_some(self.text.len()),
        }
    }
}

/// The contents of a listing.
#[derive(Default)]
pub(super) struct Listing {
    pub(super) text: String,
    /// The numbers of its lines.
    pub(super) numbers: String,
    /// The labels of its buttons.
    pub(super) buttons: Vec<String>,
    /// The language that a label names.
    pub(super) language: Option<String>,
    /// Whether its lines were made by elements rather than by line breaks of one text.
    pub(super) is_set: bool,
    /// Whether it ends with a `<br>`.
    pub(super) ends_with_break: bool,
}

/// Returns `None` for an element with an image or player: it is more than text.
pub(super) fn read(dom: &Dom, top: NodeId) -> Option<Listing> {
    let mut listing = Listing::default();
    let mut lines = Lines::default();
    let mut numbers = Numbers::default();
    let mut kept = u32::from(dom.tag(top) != Tag::Table);
    let mut open: Vec<(NodeId, usize)> = Vec::new();
    let mut step = dom.step(Step::Enter(top));
    loop {
        match step {
            Step::Enter(id) => {
                if let Some(text) = dom.text(id) {
                    if kept > 0 || !text.trim().is_empty() || !text.contains('\n') {
                        lines.push(text);
                        listing.ends_with_break = false;
                    }
                    step = dom.step(Step::Leave(id));
                    continue;
                }
                let tag = dom.tag(id);
                if matches!(tag, Tag::Img | Tag::Iframe | Tag::Video | Tag::Audio | Tag::Object | Tag::Embed) {
                    return None;
                }
                if tag == Tag::Br {
                    // It ends its line, whether or not the source has a line break there too.
                    lines.push("\n");
                    listing.is_set = true;
                    listing.ends_with_break = true;
                    step = dom.step(Step::Leave(id));
                    continue;
                }
                listing.is_set |= dom.attr(id, Attr::Class).is_some();
                match part(dom, id) {
                    Part::Line => {
                        lines.begin_line();
                        listing.is_set = true;
                        open.push((id, lines.text.len()));
                    }
                    Part::Run => {}
                    other => {
                        let text = dom.text_of(id);
                        match other {
                            _ if text.is_empty() => {}
                            Part::Gutter => {
                                listing.numbers.push_str(&text);
                                listing.numbers.push(' ');
                            }
                            _ => {
                                let mut texts = dom.descendants(id).filter_map(|id| dom.text(id));
                                listing.language = listing.language.or_else(|| texts.find_map(language::of_label));
                                listing.buttons.push(text);
                            }
                        }
                        listing.is_set = true;
                        step = dom.step(Step::Leave(id));
                        continue;
                    }
                }
                if let Some(at) = lines.beginning()
                    && !is_literal(dom, id)
                {
                    numbers.see(dom, id, at);
                }
                kept += u32::from(matches!(tag, Tag::Pre | Tag::Listing));
            }
            Step::Leave(id) => {
                if id == top {
                    break;
                }
                if dom.text(id).is_none() {
                    kept -= u32::from(matches!(dom.tag(id), Tag::Pre | Tag::Listing));
                }
                if let Some((_, began)) = open.pop_if(|(open, _)| *open == id) {
                    lines.end_line(began);
                }
            }
        }
        step = dom.step(step);
    }
    listing.text = lines.text;
    if let Some((text, found)) = numbers.cut_from(&listing.text) {
        (listing.text, listing.is_set) = (text, true);
        listing.numbers.push_str(&found);
    }
    Some(listing)
}
