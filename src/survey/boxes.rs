//! Checkboxes of task items.

use crate::dom::{Attr, Dom, NodeId, Tag};

/// The number of elements between an item and its checkbox.
const ROUND_BOX: usize = 4;

/// Returns whether an element is the checkbox of a task, at the start of a list item.
pub(super) fn is_box_of_item(dom: &Dom, id: NodeId) -> bool {
    let is_box =
        dom.tag(id) == Tag::Input && dom.attr(id, Attr::Type).is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"));
    let is_first = |id: NodeId| {
        dom.prev(id).is_none_or(|before| {
            dom.prev(before).is_none() && dom.text(before).is_some_and(|text| text.trim().is_empty())
        })
    };
    is_box
        && dom.ancestors(id).take(ROUND_BOX).take_while(|&id| dom.tag(id) != Tag::Li).all(is_first)
        && dom.ancestors(id).take(ROUND_BOX).any(|id| dom.tag(id) == Tag::Li)
}
