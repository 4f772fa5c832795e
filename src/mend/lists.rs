//! Normalizes lists: children that are no items become part of an item, and items keep their explicit numbers.

use super::is_blank_text;
use crate::dom::{Attr, Dom, NodeId, Tag};

/// The maximal number of items of a list that counts down; a longer one is numbered normally.
const REVERSED: usize = 200;

fn is_list(tag: Tag) -> bool {
    matches!(tag, Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir)
}

pub(super) fn mend(dom: &mut Dom, list: NodeId) {
    own(dom, list);
    if dom.tag(list) == Tag::Ol {
        number(dom, list);
    }
}

/// Moves a list that is a child of a list into the item before it, and all other nodes between the items into items.
fn own(dom: &mut Dom, list: NodeId) {
    let mut item = None;
    // Whether the current item was made for nodes between items, and also takes the following ones.
    let mut is_made = false;
    let mut next = dom.first_child(list);
    while let Some(id) = next {
        next = dom.next(id);
        let tag = dom.tag(id);
        if tag == Tag::Li {
            // `<li style="list-style-type: none"><ul>`, as TinyMCE nests lists.
            let nested = dom.first_child(id).filter(|&nested| is_list(dom.tag(nested)) && dom.next(nested).is_none());
            let has_no_marker = dom
                .attr(id, Attr::Style)
                .is_some_and(|style| style.split_once("list-style").is_some_and(|(_, value)| value.contains("none")));
            match item.zip(nested).filter(|_| has_no_marker) {
                Some((item, nested)) => {
                    dom.move_into(item, nested);
                    dom.detach(id);
                }
                None => (item, is_made) = (Some(id), false),
            }
            continue;
        }
        let is_text = dom.text(id).is_some();
        if is_text && is_blank_text(dom, id) && !is_made || tag.is_never_text() || tag == Tag::Br && !is_made {
            continue;
        }
        let holds_items = !is_text && dom.first_child(id).is_some_and(|first| is_item_behind_blanks(dom, first));
        if holds_items && !is_list(tag) {
            if matches!(tag, Tag::Div | Tag::Section | Tag::Other) {
                next = dom.first_child(id);
                dom.unwrap(id);
            }
            continue;
        }
        match item {
            Some(item) if is_list(tag) || is_made => dom.move_into(item, id),
            _ => {
                item = dom.element_before(id, Tag::Li, None);
                is_made = true;
                if let Some(item) = item {
                    dom.move_into(item, id);
                }
            }
        }
    }
}

fn is_item_behind_blanks(dom: &Dom, first: NodeId) -> bool {
    let id = if is_blank_text(dom, first) { dom.next(first) } else { Some(first) };
    id.is_some_and(|id| dom.tag(id) == Tag::Li)
}

/// Splits a list before each item whose number does not follow from the preceding one: `<li value="9">`, `<ol
/// reversed>`.
fn number(dom: &mut Dom, list: NodeId) {
    let parse = |value: Option<&str>| value.and_then(|value| value.trim().parse::<u32>().ok());
    let items: Vec<NodeId> = super::siblings(dom, dom.first_child(list)).filter(|&id| dom.tag(id) == Tag::Li).collect();
    let is_reversed = dom.attr(list, Attr::Reversed).is_some() && items.len() <= REVERSED;
    if !is_reversed && !items.iter().any(|&item| dom.attr(item, Attr::Value).is_some()) {
        return;
    }
    let start = parse(dom.attr(list, Attr::Start));
    let mut number = start.unwrap_or(if is_reversed { items.len() as u32 } else { 1 });
    // The last of the lists that replace this one, and the number of its next item.
    let mut place: Option<(NodeId, u32)> = None;
    for item in items {
        number = parse(dom.attr(item, Attr::Value)).unwrap_or(number);
        let goes_on = place.filter(|(_, counted)| *counted == number).map(|(place, _)| place);
        let new = |dom: &mut Dom| dom.element_before(list, Tag::Ol, Some((Attr::Start, &number.to_string())));
        let Some(into) = goes_on.or_else(|| new(dom)) else { return };
        dom.move_into(into, item);
        let counted = number.saturating_add(1);
        place = Some((into, counted));
        number = if is_reversed { number.saturating_sub(1) } else { counted };
    }
    if place.is_some() && super::siblings(dom, dom.first_child(list)).all(|id| is_blank_text(dom, id)) {
        dom.detach(list);
    }
}
