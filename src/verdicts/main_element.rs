//! The element that contains the paragraphs of the article.

use crate::dom::{Dom, NodeId};
use crate::draft::{Draft, Fate};

/// The minimal length in bytes of a paragraph.
const PARAGRAPH: usize = 90;

/// The innermost element that contains most paragraphs of the article, and the indices of the first and last of them
/// among the items.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MainElement {
    id: NodeId,
    first: usize,
    last: usize,
}

/// The position of a line relative to the main element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Side {
    Before,
    Inside,
    After,
}

impl MainElement {
    /// Returns `None` for a post of fewer than three paragraphs, and for one without an element around its paragraphs.
    pub(crate) fn of(dom: &Dom, draft: &Draft) -> Option<MainElement> {
        let mut bytes = vec![0u32; dom.len()];
        let mut total = 0u32;
        let mut paragraphs = 0;
        for (_, line) in draft.lines().filter(|(_, line)| line.fate == Fate::Body) {
            let length = line.text.as_str().len();
            if length < PARAGRAPH || line.weights.is_mostly_link() {
                continue;
            }
            paragraphs += 1;
            total += length as u32;
            for id in std::iter::successors(Some(line.block), |&id| dom.parent(id)) {
                if let Some(entry) = bytes.get_mut(id.index()) {
                    *entry += length as u32;
                }
            }
        }
        if paragraphs < 3 {
            return None;
        }
        let holds = |id: NodeId| bytes.get(id.index()).is_some_and(|bytes| bytes * 10 >= total * 9);
        let mut id = dom.root();
        while let Some(inner) = children(dom, id).find(|&child| holds(child)) {
            id = inner;
        }
        let inside =
            |line: NodeId| std::iter::successors(Some(line), |&id| dom.parent(id)).any(|ancestor| ancestor == id);
        let mut places = draft
            .lines()
            .filter(|(_, line)| {
                line.fate == Fate::Body
                    && line.text.as_str().len() >= PARAGRAPH
                    && !line.weights.is_mostly_link()
                    && inside(line.block)
            })
            .map(|(at, _)| at);
        let first = places.next()?;
        let last = places.next_back().unwrap_or(first);
        (id != dom.root()).then_some(MainElement { id, first, last })
    }

    /// Returns the position of an element at an index among the items.
    pub(crate) fn side(&self, dom: &Dom, block: NodeId, at: usize) -> Side {
        if at >= self.first && at <= self.last || dom.is_inside(block, self.id) {
            Side::Inside
        } else if at < self.first {
            Side::Before
        } else {
            Side::After
        }
    }
}

fn children(dom: &Dom, id: NodeId) -> impl Iterator<Item = NodeId> {
    std::iter::successors(dom.first_child(id), |&id| dom.next(id))
}
