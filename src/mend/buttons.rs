//! Turns the questions of an accordion that are buttons into headings.

use super::{head, is_blank_text};
use crate::dom::{Attr, Dom, NodeId, Tag};

/// The minimal and maximal length of a question in bytes.
const SHORT: usize = 6;
const LONG: usize = 200;
/// The number of elements that may contain only the button.
const ROUND: usize = 2;
/// The number of nodes of a panel that are examined.
const NODES: usize = 400;
/// The minimal length of the text of a panel in bytes.
const PANEL: usize = 12;

/// Returns whether an element may open a panel.
pub(super) fn may_open(dom: &Dom, id: NodeId, tag: Tag) -> bool {
    tag == Tag::Button
        || matches!(tag, Tag::Div | Tag::Span | Tag::A) && dom.attr(id, Attr::Role).is_some_and(|role| role == "button")
}

pub(super) fn mend(dom: &mut Dom, button: NodeId) {
    if !dom.is_attached(button) || dom.ancestors(button).any(|id| dom.tag(id).heading_level().is_some()) {
        return;
    }
    let Some(text) = dom.text_up_to(button, LONG) else { return };
    let text = text.trim();
    if text.len() < SHORT || !(text.ends_with(['?', '？']) || is_named(dom, button)) {
        return;
    }
    let mut outer = button;
    for _ in 0..=ROUND {
        if beside(dom.prev(outer), |id| dom.prev(id), dom).is_some_and(|id| dom.text(id).is_some()) {
            return;
        }
        match beside(dom.next(outer), |id| dom.next(id), dom) {
            Some(panel) if is_panel(dom, panel) => return dom.become_element(button, Tag::H3, &[]),
            Some(_) => return,
            None => {}
        }
        match dom.parent(outer) {
            Some(parent) if parent != dom.root() => outer = parent,
            _ => return,
        }
    }
}

/// Returns whether the names of an element or of those around it are those of an accordion.
fn is_named(dom: &Dom, id: NodeId) -> bool {
    const NAMES: [&str; 6] = ["accordion", "faq", "collaps", "toggle", "tab-title", "question"];
    dom.ancestors(id).take(ROUND + 1).filter_map(|id| dom.attr(id, Attr::Class)).any(|class| {
        let class = head(class).to_ascii_lowercase();
        NAMES.iter().any(|name| class.contains(name))
    })
}

fn beside(first: Option<NodeId>, next: impl Fn(NodeId) -> Option<NodeId>, dom: &Dom) -> Option<NodeId> {
    std::iter::successors(first, |&id| next(id)).find(|&id| !is_blank_text(dom, id))
}

/// Returns whether an element is a block of text that is not mostly links.
fn is_panel(dom: &Dom, id: NodeId) -> bool {
    if dom.text(id).is_some() || dom.is_inline(id) || dom.tag(id) == Tag::Button {
        return false;
    }
    let (mut all, mut linked) = (0, 0);
    for inside in dom.descendants(id).take(NODES) {
        match dom.text(inside) {
            Some(text) => all += text.trim().len(),
            None if dom.tag(inside) == Tag::A => linked += dom.text_up_to(inside, LONG).map_or(LONG, |text| text.len()),
            None => {}
        }
    }
    all >= PANEL && linked * 2 < all
}
