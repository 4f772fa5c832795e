//! Which of the addresses that an `<img>` carries is that of its picture.

use super::srcset;
use crate::dom::{Attr, Dom, NodeId, Tag};

/// An address as the markup gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Source<'a> {
    pub(crate) address: &'a str,
    /// How it was found, where that is not `src`.
    pub(crate) how: Option<&'static str>,
}

/// Attributes from which scripts load a picture later, the most trusted first.
const LAZY: &[Attr] = &[
    Attr::DataSrc,
    Attr::DataOriginal,
    Attr::DataLazySrc,
    Attr::DataActualsrc,
    Attr::DataUrl,
    Attr::DataCfsrc,
    Attr::DataLazyload,
    Attr::DataLazy,
    Attr::DataEcho,
];

/// Attributes that name another version of the picture.
const ELSEWHERE: &[Attr] =
    &[Attr::DataOrigFile, Attr::DataLargeFile, Attr::DataFullUrl, Attr::DataImage, Attr::DataImg];

/// The address of an image's picture. `None` when there is none but placeholders.
pub(crate) fn of_image<'a>(dom: &'a Dom<'_>, id: NodeId) -> Option<Source<'a>> {
    if let Some(address) = first(dom, id, LAZY) {
        let how = (dom.attr(id, Attr::Src) != Some(address)).then_some("lazy");
        return Some(Source { address, how });
    }
    if let Some(address) = dom.attr(id, Attr::Src).map(str::trim).filter(|address| is_picture(address)) {
        return Some(Source { address, how: None });
    }
    let sets = [Attr::DataSrcset, Attr::DataLazySrcset, Attr::Srcset];
    let of_set = |id| {
        sets.iter().find_map(|&set| dom.attr(id, set).and_then(srcset::best)).filter(|address| is_picture(address))
    };
    if let Some(address) = of_set(id).or_else(|| sources(dom, id).find_map(of_set)) {
        return Some(Source { address, how: Some("srcset") });
    }
    let address = first(dom, id, ELSEWHERE)?;
    Some(Source { address, how: Some("lazy") })
}

/// The `<source>` elements of the `<picture>` that an image is in.
fn sources(dom: &Dom, id: NodeId) -> impl Iterator<Item = NodeId> {
    let picture = dom.parent(id).filter(|&parent| dom.tag(parent) == Tag::Picture);
    let mut next = picture.and_then(|picture| dom.first_child(picture));
    std::iter::from_fn(move || {
        let id = next?;
        next = dom.next(id);
        Some(id)
    })
    .filter(|&id| dom.tag(id) == Tag::Source)
}

fn first<'a>(dom: &'a Dom<'_>, id: NodeId, attrs: &[Attr]) -> Option<&'a str> {
    dom.attrs(id).any(|(attr, _)| attrs.contains(&attr)).then(|| {
        attrs.iter().find_map(|&attr| dom.attr(id, attr).map(str::trim).filter(|address| is_picture(address)))
    })?
}

/// Whether an image has an address of its own: one that no placeholder, script or `<noscript>` twin must supply.
pub(crate) fn has_lazy(dom: &Dom, id: NodeId) -> bool {
    first(dom, id, LAZY).is_some()
}

/// Whether an address can be that of a picture: not empty, not inline data, no placeholder of a loading script.
fn is_picture(address: &str) -> bool {
    if address.is_empty()
        || address.starts_with("data:")
        || address.starts_with("about:")
        || address.starts_with("javascript:")
        || has_blank_to_fill(address)
    {
        return false;
    }
    let path = address.get(..memchr::memchr2(b'?', b'#', address.as_bytes()).unwrap_or(address.len()));
    let path = path.unwrap_or_default();
    let file = path.get(memchr::memrchr(b'/', path.as_bytes()).map_or(0, |at| at + 1)..).unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    !PLACEHOLDERS.iter().any(|name| stem.eq_ignore_ascii_case(name))
}

/// Whether there is a `{{` of a template.
fn has_blank_to_fill(address: &str) -> bool {
    memchr::memchr(b'{', address.as_bytes()).is_some() && address.contains("{{")
}

/// File names of pictures that stand for others until those are loaded.
const PLACEHOLDERS: &[&str] = &[
    "1x1",
    "blank",
    "clear",
    "grey",
    "gray",
    "img_lazyload",
    "lazy",
    "lazyload",
    "loading",
    "pixel",
    "placeholder",
    "spacer",
    "transparent",
    "trans",
    "white",
];
