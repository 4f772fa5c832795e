//! `<noscript>` twins of lazy images: one picture, written twice.

use super::address;
use crate::article::{Evidence, Removed, RemovedKind};
use crate::dom::{Dom, NodeId, Tag};

/// Keeps one of each pair of a lazy image and its `<noscript>` twin; a `<noscript>` without a twin is dissolved into
/// what it holds.
pub(crate) fn merge(dom: &mut Dom, noscripts: &[NodeId], removed: &mut Vec<Removed>) {
    for &noscript in noscripts {
        if dom.parent(noscript).is_none() {
            continue;
        }
        let fallback = dom.descendants(noscript).find(|&id| dom.tag(id) == Tag::Img);
        let twin = fallback.and_then(|_| twin(dom, noscript));
        match (fallback, twin) {
            (Some(fallback), Some(twin)) => {
                // A twin without a lazy address shows a blurred preview, or nothing.
                let keeps_twin = address::has_lazy(dom, twin) || address::of_image(dom, fallback).is_none();
                let gone = if keeps_twin { fallback } else { twin };
                let text = address::of_image(dom, gone).map_or("", |source| source.address).to_owned();
                dom.detach(gone);
                dom.unwrap(noscript);
                removed.push(Removed {
                    rule: "image/noscript-twin".into(),
                    kind: RemovedKind::Duplicate,
                    evidence: Evidence::REPEAT,
                    text,
                });
            }
            _ => dom.unwrap(noscript),
        }
    }
}

/// The image right before a `<noscript>`, or the only one in what stands right before it.
fn twin(dom: &Dom, noscript: NodeId) -> Option<NodeId> {
    let beside = |next: fn(&Dom, NodeId) -> Option<NodeId>| {
        let element = std::iter::successors(next(dom, noscript), |&id| next(dom, id))
            .find(|&id| dom.text(id).is_none_or(|text| !text.trim().is_empty()))?;
        if dom.tag(element) == Tag::Img {
            return Some(element);
        }
        let mut images = dom.descendants(element).take(24).filter(|&id| dom.tag(id) == Tag::Img);
        let only = images.next().filter(|_| images.next().is_none())?;
        let has_text =
            dom.descendants(element).take(24).any(|id| dom.text(id).is_some_and(|text| !text.trim().is_empty()));
        (!has_text).then_some(only)
    };
    beside(|dom, id| dom.prev(id)).or_else(|| beside(|dom, id| dom.next(id)))
}
