//! Removes elements, and reports their text and the images in them.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::address;
use crate::article::{Evidence, Removed, RemovedKind};
use crate::dom::{Dom, NodeId};

/// Removes an element and reports its whole text, and each image in it by its address.
pub(crate) fn take(
    dom: &mut Dom,
    id: NodeId,
    rule: Cow<'static, str>,
    kind: RemovedKind,
    evidence: Evidence,
    removed: &mut Vec<Removed>,
) {
    let text = dom.text_of(id);
    let of_picture = |picture: NodeId| {
        let address = address::of_image(dom, picture)?.address;
        let text = if address.starts_with("data:") { address.chars().take(DATA).collect() } else { address.to_owned() };
        Some(Removed { rule: rule.clone(), kind: RemovedKind::JunkImage, evidence, text })
    };
    let pictures = dom.descendants(id).chain([id]).filter(|&id| address::is_image(dom, id)).filter_map(of_picture);
    let pictures: SmallVec<[Removed; 4]> = pictures.collect();
    dom.detach(id);
    removed.push(Removed { rule, kind, evidence, text });
    removed.extend(pictures);
}

/// The number of characters of a `data:` URL in a report.
const DATA: usize = 64;
