//! Images, players and links of a post, at their original addresses.

use url::Url;

use crate::address::{Address, Normal, View, is_private, written_len};
use crate::article::{
    Evidence, Image, Removed, RemovedKind, Report, Rewritten, RewrittenKind, Warning, WebUrl, one_line,
};
use crate::dom::{Attr, Dom, NodeId, Tag};
use crate::images::address::{self, Quality};
use crate::images::junk;
use crate::images::proxies::{Proxies, Undone};
use crate::links::{self, Target, leads};

use super::{players, protected};

/// An image of the draft.
#[derive(Debug)]
pub(crate) struct Picture {
    pub(crate) node: NodeId,
    /// The block element that contains it.
    pub(crate) block: NodeId,
    pub(crate) image: Image,
    pub(crate) centered: bool,
    /// Whether it was removed.
    pub(crate) removed: bool,
}

impl Picture {
    pub(crate) fn new(node: NodeId, block: NodeId, centered: bool, image: Image) -> Self {
        Picture { node, block, image, centered, removed: false }
    }

    /// Returns whether it is a tiny or blurred preview of another image: the same file with other parameters.
    pub(crate) fn is_preview_of(&self, other: &Picture) -> bool {
        fn file(picture: &Picture) -> &str {
            let address = picture.image.src.as_str();
            address.split(['?', '#']).next().and_then(|path| path.rsplit('/').next()).unwrap_or_default()
        }
        let quality = |picture: &Picture| Quality::of(picture.image.src.as_str());
        file(self).len() > 4
            && file(self) == file(other)
            && quality(self) == Quality::Preview
            && quality(other) == Quality::Good
    }
}

/// A video, an audio recording, a post of another site.
#[derive(Debug)]
pub(crate) struct Player {
    pub(crate) url: WebUrl,
    pub(crate) provider: Option<&'static str>,
    pub(crate) title: Option<String>,
    pub(crate) poster: Option<WebUrl>,
}

impl Player {
    /// Returns the address of its frame, for the two providers that may be embedded.
    pub(crate) fn frame(&self) -> Option<String> {
        let url = self.url.as_str();
        match self.provider? {
            "youtube" => url
                .strip_prefix("https://www.youtube.com/watch?v=")
                .map(|id| format!("https://www.youtube-nocookie.com/embed/{id}")),
            "vimeo" => url.strip_prefix("https://vimeo.com/").map(|id| format!("https://player.vimeo.com/video/{id}")),
            _ => None,
        }
    }
}

/// The use of an `<img>`.
pub(crate) enum Seen {
    Picture(Image),
    /// An emoji as an image.
    Character(String),
    Nothing,
}

/// Resolves the addresses of a post and reports the changes.
pub(crate) struct Media<'a> {
    /// The base of relative addresses.
    base: Option<&'a View<'a>>,
    /// The address of the page.
    page: Option<&'a str>,
    pub(crate) proxies: &'a Proxies,
    max_hops: usize,
    /// Whether addresses may have private hosts.
    private_hosts: bool,
    report: &'a mut Report,
    /// The number of bytes of addresses and their markup in the output so far; above `max` no more are made.
    pub(crate) written: usize,
    max: usize,
}

/// The length of a side up to which dimensions may be an aspect ratio rather than a size.
const MAX_SHAPE: u32 = 48;

/// The maximal number of bytes of markup that are written with an address.
const MARKUP: usize = 96;

impl<'a> Media<'a> {
    pub(crate) fn new(
        proxies: &'a Proxies,
        max_hops: usize,
        base: Option<&'a View<'a>>,
        max: usize,
        report: &'a mut Report,
    ) -> Self {
        let page = base.map(|base| base.parts.text);
        Media { base, page, proxies, max_hops, private_hosts: false, report, written: 0, max }
    }

    /// Sets whether addresses may have private hosts.
    pub(crate) fn allow_private_hosts(self, private_hosts: bool) -> Self {
        Media { private_hosts, ..self }
    }

    /// Returns whether a host is private and not allowed.
    fn is_refused(&self, host: &str) -> bool {
        !self.private_hosts && is_private(host)
    }

    /// Returns whether a host can have images. What `https:x` resolves to is judged like `https://x/`, which it becomes.
    fn can_have_images(&self, host: &str) -> bool {
        address::is_host(host) || self.base.is_some_and(|base| base.parts.host == host)
    }

    /// Sets the base that a page states itself.
    pub(crate) fn relative_to(self, base: Option<&'a View<'a>>) -> Self {
        Media { base: base.or(self.base), ..self }
    }

    /// Returns the parsed base of relative addresses.
    fn base(&self) -> Option<&'a Url> {
        self.base?.url()
    }

    /// Returns whether the addresses and this many other bytes exceed the limit of the output.
    pub(crate) fn is_full(&self, others: usize) -> bool {
        self.written + others > self.max
    }

    /// Resolves an address, which counts as written from now on. Returns `None` if there is no room for it.
    fn resolve(&mut self, text: &str) -> Option<Address> {
        if self.is_full(0) {
            return None;
        }
        let address = match Normal::new(text, self.base) {
            Some(normal) => Address::Normal(normal),
            None => Address::Parsed(links::resolve(self.base(), text, Target::Image).ok()?),
        };
        if self.is_refused(address.parts().host) {
            return None;
        }
        self.written += written_len(address.as_str()) + MARKUP;
        Some(address)
    }

    /// Returns the target of a link. `None` if it is unsafe: the text stays.
    pub(crate) fn link(&mut self, dom: &Dom, id: NodeId) -> Option<WebUrl> {
        let href = dom.attr(id, Attr::Href)?.trim();
        if href.is_empty() || href.starts_with('#') {
            return None;
        }
        match protected::of_link(dom, id, href) {
            Some(mailbox) => self.resolve_link(&format!("mailto:{mailbox}")),
            None => self.resolve_link(href),
        }
    }

    fn resolve_link(&mut self, href: &str) -> Option<WebUrl> {
        let is_full = self.is_full(0);
        if let Some(normal) = Normal::new(href, self.base).filter(|normal| !is_full && links::is_clean(normal))
            && !self.is_refused(normal.parts().host)
        {
            let url = WebUrl::of_normal(normal);
            self.written += written_len(url.as_str()) + MARKUP;
            return Some(url);
        }
        let url = if is_full { None } else { links::resolve(self.base(), href, Target::Link).ok() };
        let url = url.filter(|url| !url.host_str().is_some_and(|host| self.is_refused(host)));
        let Some(url) = url else {
            self.report.warnings.push(Warning::UnusableAddress { url: shortened(href) });
            return None;
        };
        self.written += written_len(url.as_str()) + MARKUP;
        match links::clean_url(&url) {
            Some(cleaned) => {
                let kind = cleaned.kind();
                self.report.rewritten.push(Rewritten::new(kind, cleaned.by.into_name(), href, cleaned.url.as_str()));
                WebUrl::from_url(cleaned.url)
            }
            None => WebUrl::from_url(url),
        }
    }

    /// Resolves an address in running text.
    pub(crate) fn address_in_text(&mut self, text: &str) -> Option<WebUrl> {
        self.resolve_link(text)
    }

    /// Returns the player of the source of a quotation.
    pub(crate) fn quoted(&mut self, dom: &Dom, id: NodeId) -> Option<Player> {
        let url = self.resolve(dom.attr(id, Attr::Cite)?)?.into_url()?;
        let (url, provider) = players::page_of(&url)?;
        Some(Player { url, provider: Some(provider), title: None, poster: None })
    }

    /// Resolves an address that is not displayed: the source of a quotation.
    pub(crate) fn address(&mut self, text: &str) -> Option<WebUrl> {
        WebUrl::of(self.resolve(text)?).ok()
    }

    /// Resolves an `<img>`.
    pub(crate) fn picture(&mut self, dom: &Dom, id: NodeId) -> Seen {
        let source = address::of_image_on(dom, id, self.page);
        let alt = dom.attr(id, Attr::Alt).or_else(|| dom.attr(id, Attr::AriaLabel)).unwrap_or_default();
        let (mut width, mut height) = (size(dom.attr(id, Attr::Width)), size(dom.attr(id, Attr::Height)));
        if dom.tag(id) != Tag::Img && (width, height) != (Some(1), Some(1)) {
            // Custom elements have the aspect ratio of their image: 16 by 9.
            let is_shape = |side: Option<u32>| side.is_none_or(|side| side <= MAX_SHAPE);
            if is_shape(width) && is_shape(height) {
                (width, height) = (None, None);
            }
        }
        let Some(source) = source else {
            // A pixel whose address is set by a script.
            let is_pixel = width.is_some_and(|width| width <= 3) || height.is_some_and(|height| height <= 3);
            let src = dom.attr(id, Attr::Src).unwrap_or_default().trim();
            let (rule, evidence) = if is_pixel {
                ("image/tracking-pixel", Evidence::SIZE)
            } else if address::is_broken(src) {
                self.report.warnings.push(Warning::UnusableAddress { url: shortened(src) });
                ("image/unusable-address", Evidence::NONE)
            } else {
                ("image/no-address", Evidence::NONE)
            };
            self.remove_image(rule, evidence, src);
            return Seen::Nothing;
        };
        let Some(url) = self.resolve(source.address).filter(|url| self.can_have_images(url.parts().host)) else {
            self.report.warnings.push(Warning::UnusableAddress { url: shortened(source.address) });
            self.remove_image("image/unusable-address", Evidence::NONE, source.address);
            return Seen::Nothing;
        };
        if let Some(text) = junk::emoji(url.parts())
            .or_else(|| emoji_class(dom, id).then(|| alt.trim().to_owned()).filter(|alt| is_emoji(alt)))
        {
            return Seen::Character(text);
        }
        if width.is_some_and(|width| width <= 3) || height.is_some_and(|height| height <= 3) {
            self.remove_image("image/tracking-pixel", Evidence::SIZE, url.as_str());
            return Seen::Nothing;
        }
        if is_small_picture(dom, id, width, height) {
            // An icon in a line of text; its name is its meaning.
            self.remove_image("image/icon", Evidence::SIZE, url.as_str());
            return Seen::Nothing;
        }
        if let Some(rule) = junk::named(url.parts(), dom.attr(id, Attr::Class).unwrap_or_default()) {
            self.remove_image(rule, Evidence::CLASS, url.as_str());
            return Seen::Nothing;
        }
        if Self::asks(dom, id) || is_sign_of_profile(dom, id, url.as_str()) {
            self.remove_image("image/promotion", Evidence::TARGET, url.as_str());
            return Seen::Nothing;
        }
        if let Some(rule) = junk::rule(url.parts()).or_else(|| junk::reports(url.parts(), self.page)) {
            self.remove_image(rule, Evidence::TARGET, url.as_str());
            return Seen::Nothing;
        }
        let Some((src, proxied)) = self.original(url, source.how) else { return Seen::Nothing };
        let title = dom.attr(id, Attr::Title).map(one_line).filter(|title| !title.is_empty());
        Seen::Picture(Image { src, proxied, alt: one_line(alt), title, width, height })
    }

    /// Returns whether an image is a link to a page on which readers donate or subscribe.
    fn asks(dom: &Dom, id: NodeId) -> bool {
        std::iter::successors(dom.parent(id), |&id| dom.parent(id))
            .take(3)
            .find(|&id| dom.tag(id) == Tag::A)
            .and_then(|id| dom.attr(id, Attr::Href))
            .is_some_and(|href| leads::asks(href.trim()))
    }

    /// Returns the address without proxies, and the address in the post if it differs. `None` for junk images.
    fn original(&mut self, address: Address, how: Option<RewrittenKind>) -> Option<(WebUrl, Option<String>)> {
        let undone = self.proxies.undo(&address.view(), self.max_hops);
        let too_deep = Undone { original: None, irreversible: Some("nested") };
        let Undone { original, irreversible } = undone.unwrap_or(too_deep);
        if let Some(proxy) = irreversible {
            let url = address.as_str().to_owned();
            self.report.warnings.push(Warning::IrreversibleProxy { proxy: proxy.into(), url });
        }
        let Some((original, chain)) = original else {
            let from = how.map(|how| (how, address.as_str().to_owned()));
            let src = match WebUrl::of(address) {
                Ok(src) => src,
                Err(text) => {
                    self.remove_image("image/unusable-address", Evidence::NONE, &text);
                    return None;
                }
            };
            if let Some((how, from)) = from {
                self.report.rewritten.push(Rewritten::new(how, how.name(), from, src.as_str()));
            }
            return Some((src, None));
        };
        if let Some(rule) = junk::rule(original.parts()) {
            self.remove_image(rule, Evidence::TARGET, original.as_str());
            return None;
        }
        let before = address.into_text();
        let Ok(src) = WebUrl::of(original) else {
            self.remove_image("image/unusable-address", Evidence::NONE, &before);
            return None;
        };
        let by = chain.into_name();
        self.report.rewritten.push(Rewritten::new(RewrittenKind::Proxy, by, before.clone(), src.as_str()));
        Some((src, Some(before)))
    }

    /// Returns the image of an element that is made for one and contains none, or into which a script would insert one.
    pub(crate) fn background(&mut self, dom: &Dom, id: NodeId, is_figure: bool) -> Option<Image> {
        let styled = if is_figure { dom.attr(id, Attr::Style).and_then(background_of) } else { None };
        let lazy = || address::of_container(dom, id);
        let (address, how) = match styled {
            Some(address) => (address, RewrittenKind::Background),
            None => (lazy()?, RewrittenKind::Lazy),
        };
        let url = self.resolve(address)?;
        if junk::rule(url.parts()).is_some() || junk::named(url.parts(), "").is_some() {
            return None;
        }
        let (src, proxied) = self.original(url, Some(how))?;
        Some(Image { proxied, ..Image::new(src) })
    }

    /// Reports a back link of a note.
    pub(crate) fn remove_way_back(&mut self, text: String) {
        self.report.removed.push(Removed {
            rule: "evidence/navigation".into(),
            kind: RemovedKind::Navigation,
            evidence: Evidence::TARGET | Evidence::WORDS,
            text,
        });
    }

    /// Reports a duplicate image.
    pub(crate) fn remove_twin(&mut self, address: &str) {
        self.report.removed.push(Removed {
            rule: "image/repeat".into(),
            kind: RemovedKind::Duplicate,
            evidence: Evidence::REPEAT | Evidence::NEIGHBOURS,
            text: address.to_owned(),
        });
    }

    /// Returns a frame, video or audio that has an address, or a link to the contents of a frame.
    pub(crate) fn player(&mut self, dom: &Dom, id: NodeId) -> Option<Player> {
        let tag = dom.tag(id);
        let is_file = matches!(tag, Tag::Video | Tag::Audio);
        let is_frame = tag == Tag::Iframe || tag == Tag::Other && dom.name(id).ends_with("-iframe");
        let addresses = players::addresses(dom, id);
        let mut found = None;
        for address in &addresses {
            let Some(url) = self.resolve(address).and_then(Address::into_url) else { continue };
            match players::page_of(&url) {
                Some((page, provider)) => {
                    found = Some((page, Some(provider)));
                    break;
                }
                None if found.is_none() && is_file => found = WebUrl::from_url(url).map(|url| (url, None)),
                None if found.is_none() && is_frame && players::is_content(dom, id, &url) => {
                    found = clean_on_its_host(url).and_then(WebUrl::from_url).map(|url| (url, None));
                }
                None => {}
            }
        }
        if found.is_none() {
            found = players::by_id(dom, id).map(|(page, provider)| (page, Some(provider)));
        }
        let text = dom.text_of(id);
        match found {
            Some((url, provider)) => {
                let title = dom.attr(id, Attr::Title).map(one_line).filter(|title| !title.is_empty());
                if !text.is_empty() {
                    // The fallback content of the element.
                    self.remove_fallback(text);
                }
                let poster = dom.attr(id, Attr::Poster).and_then(|poster| self.resolve(poster));
                let poster = poster.and_then(|poster| self.original(poster, None)).map(|(poster, _)| poster);
                Some(Player { url, provider, title, poster })
            }
            None => {
                let address = addresses.first().copied().unwrap_or_default();
                let text = if text.is_empty() { address.to_owned() } else { text };
                self.report.removed.push(Removed {
                    rule: "element/frame".into(),
                    kind: RemovedKind::Embed,
                    evidence: Evidence::ELEMENT,
                    text,
                });
                None
            }
        }
    }

    /// Reports the fallback text of displayed content.
    pub(crate) fn remove_fallback(&mut self, text: String) {
        self.report.removed.push(Removed {
            rule: "element/fallback".into(),
            kind: RemovedKind::Hidden,
            evidence: Evidence::ELEMENT,
            text,
        });
    }

    fn remove_image(&mut self, rule: &'static str, evidence: Evidence, address: &str) {
        let kind = if address.is_empty() { RemovedKind::Empty } else { RemovedKind::JunkImage };
        self.report.removed.push(Removed { rule: rule.into(), kind, evidence, text: shortened(address) });
    }
}

/// Returns the address without tracking parameters; `None` for a redirector to another host.
fn clean_on_its_host(url: Url) -> Option<Url> {
    match links::clean_url(&url) {
        Some(cleaned) => (cleaned.url.host() == url.host()).then_some(cleaned.url),
        None => Some(url),
    }
}

/// Returns the address of a background image in a style.
fn background_of(style: &str) -> Option<&str> {
    let (_, rest) = style.split_once("background")?;
    let (_, rest) = rest.split_once("url(")?;
    let (address, _) = rest.split_once(')')?;
    Some(address.trim().trim_matches(['"', '\'']))
}

/// Returns whether an image is the logo of a network, in a link to a profile there: `Twitter.png` in a link to
/// twitter.com.
fn is_sign_of_profile(dom: &Dom, id: NodeId, address: &str) -> bool {
    let near = std::iter::successors(dom.parent(id), |&id| dom.parent(id)).take(3);
    let link = near.into_iter().find(|&id| dom.tag(id) == Tag::A).and_then(|link| dom.attr(link, Attr::Href));
    let network = link.and_then(leads::network);
    let file = address.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    network.is_some_and(|network| file.to_ascii_lowercase().contains(network))
}

/// Shortens an address for the report; a `data:` URL is not worth its length.
fn shortened(address: &str) -> String {
    if address.starts_with("data:") { address.chars().take(64).collect() } else { address.to_owned() }
}

/// The longest side of a JPEG in pixels.
const LONGEST_SIDE: u32 = 65_535;

/// Parses a `width` or `height` in pixels; rejects percentages and impossible sizes.
fn size(value: Option<&str>) -> Option<u32> {
    let value = value?.trim();
    value.strip_suffix("px").unwrap_or(value).parse().ok().filter(|side| *side <= LONGEST_SIDE)
}

/// Returns whether an image is no larger than the text next to it.
fn is_small_picture(dom: &Dom, id: NodeId, width: Option<u32>, height: Option<u32>) -> bool {
    let side = |attr: Option<u32>, name: &str| {
        attr.map(f64::from).or_else(|| {
            let (_, rest) = dom.attr(id, Attr::Style)?.split_once(name)?;
            let value = rest.trim_start().strip_prefix(':')?.trim_start();
            let digits = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
            let number: f64 = value.get(..digits)?.parse().ok()?;
            match value.get(digits..) {
                Some(unit) if unit.starts_with("px") => Some(number),
                Some(unit) if unit.starts_with("em") || unit.starts_with("rem") => Some(number * 16.0),
                _ => None,
            }
        })
    };
    let (width, height) = (side(width, "width"), side(height, "height"));
    match (width, height) {
        (Some(width), Some(height)) => width <= 48.0 && height <= 48.0,
        (Some(side), None) | (None, Some(side)) => side <= 32.0,
        (None, None) => false,
    }
}

fn emoji_class(dom: &Dom, id: NodeId) -> bool {
    let class = dom.attr(id, Attr::Class).unwrap_or_default();
    class.split_ascii_whitespace().any(|name| matches!(name, "emoji" | "wp-smiley" | "twemoji" | "emojione" | "smiley"))
}

fn is_emoji(alt: &str) -> bool {
    !alt.is_empty() && alt.chars().count() <= 8 && alt.chars().all(|c| !c.is_ascii_alphanumeric() && !c.is_whitespace())
}
