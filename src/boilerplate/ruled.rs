//! What named rules protected and took, for the passes behind them.

use std::collections::HashSet;

use crate::article::RemovedKind;
use crate::dom::{Dom, NodeId};
use crate::extract::{Draft, Fate};

/// What rules decided for one post.
#[derive(Debug, Default)]
pub(crate) struct Ruled {
    /// Protected elements.
    pub(super) elements: HashSet<NodeId>,
    /// Elements that hold something protected.
    pub(super) holders: HashSet<NodeId>,
    /// Protected lines, by their places among the draft's items.
    pub(super) lines: Vec<usize>,
    /// Lines that went, in reading order.
    pub(super) taken: Vec<(usize, RemovedKind)>,
}

impl Ruled {
    pub(super) fn protect(&mut self, dom: &Dom, id: NodeId) {
        self.elements.insert(id);
        for holder in ancestors(dom, id) {
            if !self.holders.insert(holder) {
                break;
            }
        }
    }

    /// Whether an element is protected, in one that is, or holds one.
    pub(crate) fn guards(&self, dom: &Dom, id: NodeId) -> bool {
        !self.holders.is_empty()
            && (self.holders.contains(&id)
                || !self.elements.is_empty() && ancestors(dom, id).any(|id| self.elements.contains(&id)))
    }

    /// The kind of the line that went last between two places of the draft.
    pub(crate) fn taken_between(&self, after: usize, before: usize) -> Option<RemovedKind> {
        let taken = self.taken.partition_point(|(at, _)| *at < before);
        let (at, kind) = self.taken.get(taken.checked_sub(1)?)?;
        (*at > after).then_some(*kind)
    }

    /// Puts protected lines out of reach of all that looks for lines of the body.
    pub(crate) fn hold(&self, draft: &mut Draft) {
        self.turn(draft, Fate::Body, Fate::Kept);
    }

    /// Gives protected lines back to the body.
    pub(crate) fn release(&self, draft: &mut Draft) {
        self.turn(draft, Fate::Kept, Fate::Body);
    }

    fn turn(&self, draft: &mut Draft, from: Fate, to: Fate) {
        for &at in &self.lines {
            if let Some(line) = draft.line_mut(at).filter(|line| line.fate == from) {
                line.fate = to;
            }
        }
    }
}

/// A node and all that it is in.
pub(super) fn ancestors(dom: &Dom, id: NodeId) -> impl Iterator<Item = NodeId> {
    std::iter::successors(Some(id), |&id| dom.parent(id))
}

pub(super) fn is_in_tree(dom: &Dom, id: NodeId) -> bool {
    ancestors(dom, id).last() == Some(dom.root())
}
