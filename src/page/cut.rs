//! Removes everything outside of the main content from the tree.

use std::collections::HashSet;

use super::chooser::Choice;
use crate::article::{Evidence, Removed, RemovedKind};
use crate::dom::{Dom, NodeId};
use crate::images::removal::take;

/// Removes everything but the main content, and reports each removed part.
pub(crate) fn cut(dom: &mut Dom, choice: &Choice, removed: &mut Vec<Removed>) {
    let parts: HashSet<NodeId> = choice.parts.iter().copied().collect();
    let mut holders: HashSet<NodeId> = HashSet::new();
    for &part in &choice.parts {
        for holder in dom.ancestors(part).skip(1) {
            if !holders.insert(holder) {
                break;
            }
        }
    }
    let root = dom.root();
    let mut next = dom.first_child(root);
    while let Some(id) = next {
        if holders.contains(&id) {
            next = dom.first_child(id);
            continue;
        }
        next = dom.behind(id, root);
        if !parts.contains(&id) && !parts.contains(&root) {
            remove(dom, id, removed);
        }
    }
    // Sorted into document order, because the set is unordered.
    let mut outside: Vec<NodeId> = choice.outside.iter().copied().collect();
    outside.sort_unstable();
    for id in outside {
        if !holders.contains(&id) && !parts.contains(&id) && dom.is_attached(id) {
            remove(dom, id, removed);
        }
    }
}

fn remove(dom: &mut Dom, id: NodeId, removed: &mut Vec<Removed>) {
    take(dom, id, RemovedKind::Outside.evidence_rule().into(), RemovedKind::Outside, Evidence::ELEMENT, removed);
}
