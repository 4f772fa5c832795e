//! Walks over the tree without recursion.

use super::{Dom, NodeId, Tag};

/// The capacity in bytes that is sufficient for most texts of single elements.
const LINE: usize = 128;

/// A step of a walk.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Step {
    /// The start of a node, before its children.
    Enter(NodeId),
    /// The end of a node with children.
    Leave(NodeId),
}

impl Dom<'_> {
    /// Returns the next step. A walk begins with `Enter(top)` and ends with `Leave(top)`.
    pub(crate) fn step(&self, step: Step) -> Step {
        match step {
            Step::Enter(id) => match self.first_child(id) {
                Some(child) => Step::Enter(child),
                None => Step::Leave(id),
            },
            Step::Leave(id) => match (self.next(id), self.parent(id)) {
                (Some(next), _) => Step::Enter(next),
                (None, Some(parent)) => Step::Leave(parent),
                (None, None) => Step::Leave(id),
            },
        }
    }

    /// Returns whether an element is inline.
    pub(crate) fn is_inline(&self, id: NodeId) -> bool {
        let tag = self.tag(id);
        tag.is_inline() || tag == Tag::Button && self.is_button_in_text(id)
    }

    /// Returns whether a button is the text of a heading, or a word of a paragraph or item that continues after it.
    fn is_button_in_text(&self, id: NodeId) -> bool {
        let has_text = |beside: Option<NodeId>| {
            beside.and_then(|beside| self.text(beside)).is_some_and(|text| !text.trim().is_empty())
        };
        self.parent(id).is_some_and(|outer| {
            let tag = self.tag(outer);
            tag.heading_level().is_some()
                || tag == Tag::P && has_text(self.next(id))
                || matches!(tag, Tag::Li | Tag::Dd | Tag::Td) && has_text(self.next(id)) && has_text(self.prev(id))
        })
    }

    /// Returns every node below `top` in document order.
    pub(crate) fn descendants(&self, top: NodeId) -> impl Iterator<Item = NodeId> {
        let mut next = self.first_child(top);
        std::iter::from_fn(move || {
            let id = next?;
            next = self.first_child(id).or_else(|| self.behind(id, top));
            Some(id)
        })
    }

    /// Returns a node and its ancestors, innermost first.
    pub(crate) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), |&id| self.parent(id))
    }

    /// Returns whether a node is still part of the tree.
    pub(crate) fn is_attached(&self, id: NodeId) -> bool {
        self.ancestors(id).last() == Some(self.root())
    }

    /// Returns whether a node is `outer` or a descendant of it.
    pub(crate) fn is_inside(&self, id: NodeId, outer: NodeId) -> bool {
        self.ancestors(id).any(|ancestor| ancestor == outer)
    }

    /// Returns the first node after the descendants of `id`, inside of `top`.
    pub(crate) fn behind(&self, mut id: NodeId, top: NodeId) -> Option<NodeId> {
        while id != top {
            if let Some(next) = self.next(id) {
                return Some(next);
            }
            id = self.parent(id)?;
        }
        None
    }

    /// Returns the text below a node as a reader sees it, in one line.
    pub(crate) fn text_of(&self, top: NodeId) -> String {
        self.text_up_to(top, usize::MAX).unwrap_or_default()
    }

    /// Returns the same as [`text_of`](Self::text_of), or `None` if the text nodes together have more than `most` bytes
    /// without the whitespace at their ends.
    pub(crate) fn text_up_to(&self, top: NodeId, most: usize) -> Option<String> {
        let mut left = most;
        let mut builder = crate::article::TextBuilder::with_capacity(LINE);
        let mut step = Step::Enter(top);
        loop {
            match step {
                Step::Enter(id) => {
                    if let Some(text) = self.text(id) {
                        left = left.checked_sub(text.trim().len())?;
                        builder.push(text);
                    } else if !self.is_inline(id) {
                        builder.push(" ");
                    }
                }
                Step::Leave(id) => {
                    if id == top {
                        break;
                    }
                    if self.text(id).is_none() && !self.is_inline(id) {
                        builder.push(" ");
                    }
                }
            }
            step = self.step(step);
        }
        Some(builder.into_line())
    }

    /// Replaces elements deeper than `limit` by their contents, as browsers do; returns their number. Elements whose
    /// text is not displayed stay, because their text would be displayed otherwise.
    pub(crate) fn flatten(&mut self, limit: usize) -> usize {
        let mut flattened = 0;
        let mut depth = 0usize;
        let root = self.root();
        let mut next = self.first_child(root);
        let mut parent = root;
        while let Some(id) = next {
            let tag = self.tag(id);
            let is_hidden = tag.is_never_text() || matches!(tag, Tag::Textarea | Tag::Select | Tag::Video | Tag::Audio);
            if depth >= limit && self.first_child(id).is_some() && !is_hidden {
                // Its children are visited next, at its own depth.
                next = self.first_child(id);
                self.unwrap(id);
                flattened += 1;
                continue;
            }
            if let Some(child) = self.first_child(id) {
                depth += 1;
                parent = id;
                next = Some(child);
                continue;
            }
            let mut at = id;
            loop {
                next = self.next(at);
                if next.is_some() || parent == root {
                    break;
                }
                at = parent;
                parent = self.parent(at).unwrap_or(root);
                depth -= 1;
            }
        }
        flattened
    }
}
