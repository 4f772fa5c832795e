//! `<noscript>` twins of lazy images: one image, written twice.

use super::address::{self, is_image};
use crate::article::{Evidence, Removed, RemovedKind};
use crate::dom::{Attr, Dom, NodeId, Tag};

/// Keeps one of each pair of a lazy image and its `<noscript>` twin; a `<noscript>` without a twin is replaced by its
/// contents.
pub(crate) fn merge(dom: &mut Dom, noscripts: &[NodeId], removed: &mut Vec<Removed>) {
    for &noscript in noscripts {
        if dom.parent(noscript).is_none() {
            continue;
        }
        if let Some((tag, attrs)) = dom.first_child(noscript).and_then(|child| escaped(dom.text(child)?)) {
            merge_escaped(dom, noscript, tag, &attrs, removed);
            continue;
        }
        let fallback = dom.descendants(noscript).find(|&id| is_image(dom, id));
        let twin = fallback.and_then(|_| image_beside(dom, noscript, is_image));
        match (fallback, twin) {
            (Some(fallback), Some(twin)) => {
                let (lazy, plain) = (address::of_image(dom, twin), address::of_image(dom, fallback));
                let keeps_twin = match (&lazy, &plain) {
                    (_, None) => true,
                    // A twin without a lazy address shows a blurred preview, or nothing.
                    (Some(lazy), Some(plain)) => {
                        address::has_lazy(dom, twin) && lazy.quality <= plain.quality.at_least_noted()
                    }
                    (None, Some(_)) => false,
                };
                let clean = plain
                    .as_ref()
                    .filter(|plain| keeps_twin && lazy.as_ref().is_some_and(|lazy| lazy.quality > plain.quality))
                    .map(|plain| plain.address.to_owned());
                let (gone, source) = if keeps_twin { (fallback, &plain) } else { (twin, &lazy) };
                let text = source.as_ref().map_or("", |source| source.address).to_owned();
                if let Some(clean) = clean {
                    let others = dom.attrs(twin).filter(|(attr, _)| !address::is_of_address(*attr));
                    let mut attrs: Vec<(Attr, String)> = others.map(|(attr, value)| (attr, value.to_owned())).collect();
                    attrs.push((Attr::DataSrc, clean));
                    dom.become_element(twin, dom.tag(twin), &attrs);
                }
                dom.detach(gone);
                dom.unwrap(noscript);
                removed.push(repeated(text));
            }
            (Some(_), None) => {
                // An element into which a script would insert the image.
                if let Some(container) = image_beside(dom, noscript, |dom, id| address::of_container(dom, id).is_some())
                {
                    removed.push(repeated(address::of_container(dom, container).unwrap_or_default().to_owned()));
                    dom.detach(container);
                }
                dom.unwrap(noscript);
            }
            (None, _) => dom.unwrap(noscript),
        }
    }
}

fn repeated(text: String) -> Removed {
    Removed { rule: "image/noscript-twin".into(), kind: RemovedKind::Duplicate, evidence: Evidence::REPEAT, text }
}

/// Merges a twin that is written as text that shows markup.
fn merge_escaped(dom: &mut Dom, noscript: NodeId, tag: Tag, attrs: &[(Attr, String)], removed: &mut Vec<Removed>) {
    let text = dom.text_of(noscript);
    let twin = image_beside(dom, noscript, is_image).filter(|_| tag == Tag::Img);
    let keeps_twin = twin.is_some_and(|twin| address::of_image(dom, twin).is_some());
    if keeps_twin {
        dom.detach(noscript);
    } else {
        if let Some(twin) = twin {
            dom.detach(twin);
        }
        while let Some(child) = dom.first_child(noscript) {
            dom.detach(child);
        }
        dom.become_element(noscript, tag, attrs);
    }
    removed.push(repeated(text));
}

/// Returns the image or frame with which an escaped twin begins, and its attributes.
fn escaped(text: &str) -> Option<(Tag, Vec<(Attr, String)>)> {
    let text = text.trim();
    if !text.starts_with('<') || !text.ends_with('>') {
        return None;
    }
    let tag_of = |name: &str| match name {
        "img" => Some(Tag::Img),
        "iframe" => Some(Tag::Iframe),
        _ => None,
    };
    let mut tags = text.split('<').filter_map(|tag| {
        let (name, rest) = tag.split_once(|c: char| c.is_ascii_whitespace())?;
        Some((tag_of(&name.to_ascii_lowercase())?, rest))
    });
    let (tag, mut rest) = tags.next()?;
    let mut attrs: Vec<(Attr, String)> = Vec::new();
    // Only attributes with quoted values are read; any other form ends the reading.
    while let Some((name, behind)) = rest.split_once('=') {
        let Some(quote) = behind.chars().next().filter(|c| matches!(c, '"' | '\'')) else { break };
        let Some((value, behind)) = behind.get(1..).and_then(|behind| behind.split_once(quote)) else { break };
        let name = name.rsplit(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default().to_ascii_lowercase();
        if let Some(attr) = Attr::by_name(&name, tag).filter(|&attr| attrs.iter().all(|(other, _)| *other != attr)) {
            attrs.push((attr, value.replace("&amp;", "&").replace("&quot;", "\"")));
        }
        rest = behind;
    }
    Some((tag, attrs)).filter(|(_, attrs)| !attrs.is_empty())
}

/// Returns the image directly before a `<noscript>` or after it, or the only one in the sibling there; `shows` tells
/// which elements are images.
fn image_beside(dom: &Dom, noscript: NodeId, shows: fn(&Dom, NodeId) -> bool) -> Option<NodeId> {
    let beside = |next: fn(&Dom, NodeId) -> Option<NodeId>| {
        let element = std::iter::successors(next(dom, noscript), |&id| next(dom, id))
            .find(|&id| dom.text(id).is_none_or(|text| !text.trim().is_empty()))?;
        if shows(dom, element) {
            return Some(element);
        }
        let mut images = dom.descendants(element).take(24).filter(|&id| shows(dom, id));
        let only = images.next().filter(|_| images.next().is_none())?;
        let has_text =
            dom.descendants(element).take(24).any(|id| dom.text(id).is_some_and(|text| !text.trim().is_empty()));
        (!has_text).then_some(only)
    };
    beside(|dom, id| dom.prev(id)).or_else(|| beside(|dom, id| dom.next(id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_markup_is_read() {
        let (tag, attrs) =
            escaped(" <IMG class='x' src=\"/quay.jpg?a=1&amp;b=2\" alt=\"The quay\" onerror=\"x()\"/>\n").unwrap();
        assert_eq!(tag, Tag::Img);
        assert!(
            attrs.contains(&(Attr::Src, "/quay.jpg?a=1&b=2".into())) && attrs.contains(&(Attr::Alt, "The quay".into()))
        );
        assert_eq!(attrs.len(), 3);
        for text in ["Please switch scripts on.", "<p>img</p>", "<img", "<img src=x>", "1 < 2 >"] {
            assert!(escaped(text).is_none(), "{text}");
        }
    }
}
