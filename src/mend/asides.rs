//! Notes that stand beside their reference, in the sentence: plugins show them above the text or in the margin.

use super::notes::{Tie, is_label, label_of};
use super::{head, is_blank_text};
use crate::dom::{Attr, Dom, NodeId, Tag};

/// The minimal and maximal length of a note in bytes.
const SHORT: usize = 12;
const LONG: usize = 4000;
/// The number of nodes between a reference and its note.
const BETWEEN: usize = 4;

/// Returns whether the class of an inline element speaks of notes.
pub(super) fn may_be_note(tag: Tag, class: &str) -> bool {
    matches!(tag, Tag::Span | Tag::Small) && class.contains("note")
}

/// Moves each note behind its paragraph, and ties it to its reference.
pub(super) fn take_out(dom: &mut Dom, found: &[NodeId]) -> Vec<Tie> {
    let mut ties = Vec::new();
    // The last note that was moved behind a paragraph, in order to keep their order.
    let mut last: Option<(NodeId, NodeId)> = None;
    for &id in found {
        if !is_note(dom, id) {
            continue;
        }
        let Some(mark) = mark(dom, id, ties.len() + 1) else { continue };
        let Some(block) = dom.ancestors(id).find(|&outer| !dom.is_inline(outer)) else { continue };
        let behind = last.filter(|(paragraph, _)| *paragraph == block).map_or(block, |(_, note)| note);
        let note = match dom.tag(block) {
            Tag::P => match (dom.next(behind), dom.parent(block)) {
                (Some(next), _) => dom.element_before(next, Tag::Div, None),
                (None, outer) => last_of(dom, outer, block),
            },
            Tag::Li | Tag::Dd | Tag::Div | Tag::Blockquote | Tag::Section => last_of(dom, Some(block), id),
            _ => None,
        };
        let Some(note) = note else { continue };
        last = Some((block, note));
        while let Some(child) = dom.first_child(id) {
            dom.move_into(note, child);
        }
        dom.detach(id);
        ties.push(Tie { mark, note });
    }
    ties
}

/// Makes an element at the end of another one, which contains the given node.
fn last_of(dom: &mut Dom, outer: Option<NodeId>, inside: NodeId) -> Option<NodeId> {
    let made = dom.element_before(inside, Tag::Div, None)?;
    dom.move_into(outer?, made);
    Some(made)
}

fn is_note(dom: &Dom, id: NodeId) -> bool {
    const NAMES: [&str; 4] = ["footnote", "sidenote", "marginnote", "margin-note"];
    let class = head(dom.attr(id, Attr::Class).unwrap_or_default()).to_ascii_lowercase();
    NAMES.iter().any(|name| class.contains(name))
        && dom.is_attached(id)
        && dom.text_up_to(id, LONG).is_some_and(|text| text.len() >= SHORT && !is_label(&text))
}

/// Returns the reference before a note: an element or text with a number. The margin notes of some styles are numbered
/// by the style: theirs is made.
fn mark(dom: &mut Dom, note: NodeId, number: usize) -> Option<NodeId> {
    let mut is_counted = false;
    for id in std::iter::successors(dom.prev(note), |&id| dom.prev(id)).take(BETWEEN) {
        if is_blank_text(dom, id) {
            continue;
        }
        let Some(label) = label_of(dom, id) else { break };
        if label.is_empty() && matches!(dom.tag(id), Tag::Label | Tag::Input) {
            is_counted |= dom.tag(id) == Tag::Label;
            continue;
        }
        if is_label(&label) {
            if dom.text(id).is_none() {
                return dom.is_inline(id).then_some(id);
            }
            let mark = dom.element_before(id, Tag::Sup, None)?;
            dom.move_into(mark, id);
            return Some(mark);
        }
        break;
    }
    if !is_counted {
        return None;
    }
    let mark = dom.element_before(note, Tag::Sup, None)?;
    dom.text_first(mark, &number.to_string());
    Some(mark)
}
