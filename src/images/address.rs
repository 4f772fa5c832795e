//! Chooses the address of the image among the attributes of an `<img>`.

use super::quality::{is_picture, reads_as_page};
use super::srcset;
use crate::article::RewrittenKind;
use crate::dom::{Attr, Dom, NodeId, Tag};

pub(crate) use super::quality::{Quality, has_picture_name, is_broken, is_host, reads_as_address};

/// An address as the markup gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Source<'a> {
    pub(crate) address: &'a str,
    /// How it was found, if not in `src`.
    pub(crate) how: Option<RewrittenKind>,
    pub(crate) quality: Quality,
}

/// Returns whether an element shows one image: an `<img>`, or a custom element with such a name and an address
/// (`<amp-img>`).
pub(crate) fn is_image(dom: &Dom, id: NodeId) -> bool {
    match dom.tag(id) {
        Tag::Img => true,
        Tag::Other => is_named_for_picture(dom.name(id)) && has_address(dom, id),
        _ => false,
    }
}

fn is_named_for_picture(element: &str) -> bool {
    const NAMES: &[&str] = &["img", "image", "picture", "photo", "anim"];
    let Some((first, rest)) = element.split_once('-') else { return false };
    matches!(first, "img" | "image") || rest.split('-').any(|word| NAMES.contains(&word))
}

fn has_address(dom: &Dom, id: NodeId) -> bool {
    dom.attrs(id).any(|(attr, value)| match attr {
        Attr::Src | Attr::DataSrc | Attr::OfSource => is_lazy(value.trim(), None),
        Attr::Srcset | Attr::OfSet => of_set(value).is_some(),
        _ => false,
    })
}

/// Returns the address of an image. `None` if it has only placeholders.
pub(crate) fn of_image<'a>(dom: &'a Dom<'_>, id: NodeId) -> Option<Source<'a>> {
    of_image_on(dom, id, None)
}

/// Returns the address of an image on the page with this address, which is not the address of an image.
pub(crate) fn of_image_on<'a>(dom: &'a Dom<'_>, id: NodeId, page: Option<&str>) -> Option<Source<'a>> {
    let mut src = None;
    let mut has_set = false;
    let mut has_more = false;
    for (attr, value) in dom.attrs(id) {
        match attr {
            Attr::Src => src = Some(value.trim()),
            Attr::Data => src = src.or(Some(value.trim())),
            Attr::Srcset => has_set = true,
            Attr::DataSrc | Attr::OfSource | Attr::OfSet | Attr::OfFile | Attr::DataUrl => has_more = true,
            _ => {}
        }
    }
    let own = src.filter(|address| is_picture(address) && Some(*address) != page);
    let in_picture = || dom.parent(id).is_some_and(|parent| dom.tag(parent) == Tag::Picture);
    if let Some(address) = own.filter(|_| !has_more) {
        // Another address can only be better if this one looks small or blurred.
        let is_alone = !has_set && !in_picture();
        let quality = if is_alone { Quality::Good } else { Quality::of(address) };
        if quality == Quality::Good {
            return Some(Source { address, how: None, quality });
        }
    }
    let mut best = Best { best: None, page };
    best.consider_lazy(dom, id, src);
    if dom.attr(id, Attr::Class).is_some_and(|class| class.contains("lazy")) {
        best.consider_files(dom, id);
    }
    if let Some(address) = own {
        best.hear(address, None);
    }
    if !best.is_good() {
        best.of_sets(dom, id, &[Attr::OfSet, Attr::Srcset]);
        for source in sources(dom, id) {
            best.of_sets(dom, source, &[Attr::OfSet, Attr::Srcset]);
            best.consider_lazy(dom, source, src);
        }
    }
    if !best.is_good() {
        best.consider_files(dom, id);
    }
    if best.best.is_none() {
        best.consider_ancestors(dom, id);
    }
    best.best
}

/// Returns the address of the image of an element that is made for one and contains none.
pub(crate) fn of_container<'a>(dom: &'a Dom<'_>, id: NodeId) -> Option<&'a str> {
    let mut best = Best { best: None, page: None };
    best.consider_attributes(dom, id);
    best.best.map(|source| source.address)
}

/// Returns whether an image has an address for a lazy-loading script.
pub(crate) fn has_lazy(dom: &Dom, id: NodeId) -> bool {
    let mut best = Best { best: None, page: None };
    best.consider_lazy(dom, id, None);
    best.best.is_some()
}

/// The best address so far; the first of equals.
struct Best<'a, 'p> {
    best: Option<Source<'a>>,
    page: Option<&'p str>,
}

impl<'a> Best<'a, '_> {
    fn is_good(&self) -> bool {
        self.best.is_some_and(|best| best.quality == Quality::Good)
    }

    fn hear(&mut self, address: &'a str, how: Option<RewrittenKind>) {
        if self.is_good() {
            return;
        }
        let quality = Quality::of(address);
        if self.best.is_none_or(|best| quality < best.quality) {
            self.best = Some(Source { address, how, quality });
        }
    }

    /// Considers the addresses from which a script loads the image later, the most trusted first.
    fn consider_lazy(&mut self, dom: &'a Dom<'_>, id: NodeId, src: Option<&str>) {
        let how = |address| (src != Some(address)).then_some(RewrittenKind::Lazy);
        let page = self.page;
        let first = dom.attr(id, Attr::DataSrc).into_iter();
        let others = dom.attrs(id).filter(|(attr, _)| *attr == Attr::OfSource).map(|(_, value)| value);
        // An attribute of that name often has the address of a page.
        let named = dom.attr(id, Attr::DataUrl).filter(|value| has_picture_name(value));
        let addresses = first.chain(others).chain(named).map(str::trim).filter(|address| is_lazy(address, page));
        for address in addresses {
            self.hear(address, how(address));
        }
    }

    fn of_sets(&mut self, dom: &'a Dom<'_>, id: NodeId, sets: &[Attr]) {
        for &set in sets {
            for (_, value) in dom.attrs(id).filter(|(attr, _)| *attr == set) {
                if let Some(address) = of_set(value) {
                    self.hear(address, Some(RewrittenKind::Srcset));
                }
            }
        }
    }

    /// Considers addresses that may be those of another version.
    fn consider_files(&mut self, dom: &'a Dom<'_>, id: NodeId) {
        let files = dom.attrs(id).filter(|(attr, _)| matches!(attr, Attr::OfFile | Attr::DataUrl));
        let files = files.map(|(_, value)| value.trim()).filter(|address| is_lazy(address, self.page));
        let files: smallvec::SmallVec<[&str; 4]> = files.collect();
        for address in files {
            self.hear(address, Some(RewrittenKind::Lazy));
        }
    }

    /// Considers the attributes of an element that contains no image.
    fn consider_attributes(&mut self, dom: &'a Dom<'_>, id: NodeId) {
        let is_figure = dom.tag(id) == Tag::Figure;
        for (attr, value) in dom.attrs(id) {
            let address = match attr {
                Attr::DataSrc | Attr::OfSource => Some(value.trim()),
                Attr::OfFile if is_figure => Some(value.trim()),
                Attr::OfSet => of_set(value),
                _ => None,
            };
            // Elements have such attributes for other purposes as well.
            let address =
                address.filter(|address| is_lazy(address, self.page) && (is_figure || has_picture_name(address)));
            if let Some(address) = address {
                self.hear(address, Some(RewrittenKind::Lazy));
            }
        }
    }

    /// Considers the ancestors of an image without an address.
    fn consider_ancestors(&mut self, dom: &'a Dom<'_>, id: NodeId) {
        let around = std::iter::successors(dom.parent(id), |&id| dom.parent(id)).take(3);
        for outer in around.take_while(|&id| matches!(dom.tag(id), Tag::Picture | Tag::Figure | Tag::Div | Tag::Other))
        {
            self.consider_attributes(dom, outer);
        }
    }
}

/// Returns whether an attribute can hold the address of an image.
pub(crate) fn is_of_address(attr: Attr) -> bool {
    use Attr::{DataSrc, DataUrl, OfFile, OfSet, OfSource, Src, Srcset};
    matches!(attr, DataSrc | DataUrl | OfFile | OfSet | OfSource | Src | Srcset)
}

fn is_lazy(address: &str, page: Option<&str>) -> bool {
    reads_as_address(address) && is_picture(address) && !reads_as_page(address) && Some(address) != page
}

fn of_set(value: &str) -> Option<&str> {
    srcset::best(value).filter(|address| reads_as_address(address) && is_picture(address))
}

/// Returns the `<source>` elements of the `<picture>` that contains an image.
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
