//! Cleans links: unwraps redirectors, removes tracking parameters, resolves relative addresses.
//!
//! ```
//! use feedscrub::links::{self, Target};
//!
//! let from = "https://a.com/posts/1".parse()?;
//! let url = links::resolve(Some(&from), "//www.google.com/url?q=https%3A%2F%2Fb.com%2F%3Futm_source%3Dx", Target::Link)?;
//! let cleaned = links::clean_url(&url).expect("there is something to clean");
//! assert_eq!(cleaned.url.as_str(), "https://b.com/");
//! assert_eq!(cleaned.by.to_string(), "google-url+tracking-parameters");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Nothing is fetched: link shorteners, whose addresses do not contain the target, stay as they are.

pub(crate) mod leads;
mod redirectors;
mod trackers;

use crate::address::{self, Normal};
use crate::article::RewrittenKind;
use crate::chain::Chain;
use std::borrow::Cow;
use url::Url;

/// The name in [`Cleaned::by`] for removed tracking parameters.
pub const TRACKING_PARAMETERS: &str = "tracking-parameters";

/// The name in [`Cleaned::by`] for a removed address in front of another.
pub const DOUBLED_ADDRESS: &str = "doubled-address";

/// The maximal number of nested redirectors that are unwrapped.
const MAX_HOPS: usize = 8;

/// An address that [`clean_url`] changed.
///
/// ```
/// let link = "https://www.google.com/url?q=https://a.com/?utm_source=x".parse()?;
/// let cleaned = feedscrub::links::clean_url(&link).unwrap();
/// assert_eq!(cleaned.url.as_str(), "https://a.com/");
/// assert_eq!(cleaned.by.to_string(), "google-url+tracking-parameters");
/// # Ok::<(), url::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cleaned {
    /// The target of the link: `http` or `https`, with a host, without a user name.
    pub url: Url,
    /// The redirectors that were unwrapped, outermost first, and [`TRACKING_PARAMETERS`] and [`DOUBLED_ADDRESS`] if
    /// they apply.
    pub by: Chain,
}

impl Cleaned {
    /// Returns the kind of the change; of several changes the most important one.
    pub(crate) fn kind(&self) -> RewrittenKind {
        let only = |known: &[&str]| self.by.iter().all(|name| known.contains(&name));
        if only(&[TRACKING_PARAMETERS]) {
            RewrittenKind::TrackingParameters
        } else if only(&[TRACKING_PARAMETERS, DOUBLED_ADDRESS]) {
            RewrittenKind::DoubledAddress
        } else {
            RewrittenKind::Redirector
        }
    }
}

/// Unwraps redirectors, repairs concatenated addresses and removes tracking parameters. Returns `None`, without an
/// allocation, if nothing changes.
///
/// The rest of a query keeps its order and its bytes, and the fragment stays. An address with signed parameters keeps
/// them all. An address with more than 8 nested redirectors stays unchanged, and so does one that leads to a private
/// host such as `localhost` or `192.168.0.1`. Cleaning a result again changes nothing.
///
/// ```
/// use feedscrub::links::clean_url;
///
/// let url = "https://a.com/x?id=1&utm_source=feed#part".parse()?;
/// assert_eq!(clean_url(&url).map(|cleaned| cleaned.url.to_string()).as_deref(), Some("https://a.com/x?id=1#part"));
/// assert_eq!(clean_url(&"https://a.com/x?id=1#part".parse()?), None);
/// # Ok::<(), url::ParseError>(())
/// ```
#[must_use]
pub fn clean_url(url: &Url) -> Option<Cleaned> {
    if !address::is_acceptable(url) {
        return None;
    }
    let mut by = None;
    let mut current = Cow::Borrowed(url);
    for _ in 0..=MAX_HOPS {
        let step =
            mend_doubled(&current).map(|found| (DOUBLED_ADDRESS, found)).or_else(|| redirectors::target(&current));
        // A redirector may lead anywhere, but an article must not lead its readers into their own network.
        let step = step.filter(|(_, found)| !found.host_str().is_some_and(address::is_private));
        let Some((name, next)) = step else {
            if let Some(stripped) = trackers::strip(&current) {
                Chain::push(&mut by, Cow::Borrowed(TRACKING_PARAMETERS));
                current = Cow::Owned(stripped);
            }
            return by.map(|by| Cleaned { url: current.into_owned(), by });
        };
        Chain::push(&mut by, Cow::Borrowed(name));
        current = Cow::Owned(next);
    }
    None
}

/// Returns whether [`clean_url`] obviously changes nothing. The path of a normalized address holds no concatenated one.
pub(crate) fn is_clean(normal: &Normal) -> bool {
    let address = normal.parts();
    !redirectors::may_carry(address) && !address.query.is_some_and(|query| trackers::has_any(address.host, query))
}

/// The use of an address, which determines the allowed schemes.
///
/// ```
/// use feedscrub::links::{Refusal, Target, resolve};
///
/// assert!(resolve(None, "mailto:quay@example.org", Target::Link).is_ok());
/// assert_eq!(resolve(None, "mailto:quay@example.org", Target::Image), Err(Refusal::Scheme("mailto".into())));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// `http`, `https` and `mailto`.
    Link,
    /// `http` and `https`.
    Image,
}

/// The reason why the text of an attribute is not an address that an article may hold.
///
/// ```
/// use feedscrub::links::{Refusal, Target, resolve};
///
/// assert_eq!(resolve(None, "/east", Target::Link), Err(Refusal::NoBase));
/// assert_eq!(Refusal::Empty.to_string(), "the address is empty");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The text is empty or whitespace.
    #[error("the address is empty")]
    Empty,
    /// The address is relative, and its base is unknown.
    #[error("the address is relative to an unknown page")]
    NoBase,
    /// The scheme is not allowed, such as `javascript`, `data` or `file`.
    #[error("addresses of scheme `{0}` are not allowed")]
    Scheme(String),
    /// The text is not an address by the URL standard.
    #[error("no address: {0}")]
    Malformed(url::ParseError),
}

/// Reads the text of an `href` or `src` attribute whose character references have been decoded.
///
/// - Leading and trailing whitespace and all control characters are removed, as in the URL standard.
/// - A relative address is resolved against `base`, the page that the post is from.
/// - Of two concatenated addresses (`https://www.a.comhttps://b.com/`) the second is kept.
/// - User name and password are removed, so that `https://bank.com@evil.com/` shows its target and no password is
///   published.
///
/// # Errors
///
/// [`Refusal`] is the reason why the address cannot be in an article; its text can stay.
///
/// ```
/// use feedscrub::links::{Refusal, Target, resolve};
///
/// let base = "https://a.com/posts/1".parse()?;
/// assert_eq!(resolve(Some(&base), " ../x.jpg\n", Target::Image)?.as_str(), "https://a.com/x.jpg");
/// assert_eq!(resolve(Some(&base), "JavaScript:alert(1)", Target::Link), Err(Refusal::Scheme("javascript".into())));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn resolve(base: Option<&Url>, text: &str, target: Target) -> Result<Url, Refusal> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{FEFF}');
    if text.is_empty() {
        return Err(Refusal::Empty);
    }
    // C1 control characters begin with the same byte.
    let may_hold_control = text.bytes().any(|byte| byte < 0x20 || byte == 0x7f || byte == 0xc2);
    let text: Cow<'_, str> = match may_hold_control && text.chars().any(char::is_control) {
        true => Cow::Owned(text.chars().filter(|c| !c.is_control()).collect()),
        false => Cow::Borrowed(text),
    };
    let base = base.filter(|base| address::is_acceptable(base));
    let parsed = match Url::options().base_url(base).parse(&text) {
        // Without a base the scheme of a protocol-relative address is unknown; `https` works for nearly all.
        Err(url::ParseError::RelativeUrlWithoutBase) if text.starts_with("//") => Url::parse(&format!("https:{text}")),
        other => other,
    };
    let mut url = parsed.map_err(|error| match error {
        url::ParseError::RelativeUrlWithoutBase => Refusal::NoBase,
        error => Refusal::Malformed(error),
    })?;
    match (url.scheme(), target) {
        ("http" | "https", _) => {
            if url.set_username("").and_then(|()| url.set_password(None)).is_err() {
                return Err(Refusal::Malformed(url::ParseError::EmptyHost));
            }
            Ok(mend_doubled(&url).unwrap_or(url))
        }
        ("mailto", Target::Link) => Ok(url),
        (scheme, _) => Err(Refusal::Scheme(scheme.to_owned())),
    }
}

/// Returns the second of two addresses that were concatenated: `https://www.a.comhttps://b.com/`, which parses as the
/// host `www.a.comhttps` with an empty port.
fn mend_doubled(url: &Url) -> Option<Url> {
    let host = url.host_str()?;
    let rest = url.path().strip_prefix("//")?;
    let scheme = ["https", "http"].into_iter().find(|scheme| host.ends_with(scheme))?;
    let suffix = |text: Option<&str>, mark: char| text.map(|text| format!("{mark}{text}")).unwrap_or_default();
    address::accept(&format!("{scheme}://{rest}{}{}", suffix(url.query(), '?'), suffix(url.fragment(), '#')))
        .filter(|_| url.port().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(text: &str) -> Option<(String, String)> {
        clean_url(&Url::parse(text).unwrap()).map(|cleaned| (cleaned.url.into(), cleaned.by.to_string()))
    }

    #[test]
    fn redirectors_in_one_another() {
        let (url, by) = clean(
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fa.com%252F%253Futm_source%253Dx%2526k%253D1&h=1",
        )
        .unwrap();
        assert_eq!((url.as_str(), by.as_str()), ("https://a.com/?k=1", "facebook-link+google-url+tracking-parameters"));
    }

    #[test]
    fn too_many_redirectors_stay() {
        let wrap =
            |url: &str| format!("https://slack-redir.net/link?url={}", url.replace('%', "%25").replace('&', "%26"));
        let mut url = "https://a.com/".to_owned();
        for _ in 0..MAX_HOPS {
            url = wrap(&url);
        }
        assert!(clean(&url).is_some());
        assert_eq!(clean(&wrap(&url)), None);
    }

    #[test]
    fn doubled_addresses() {
        for (from, to) in [
            ("https://www.a.comhttps://b.com/x?y#z", "https://b.com/x?y#z"),
            ("https://www.a.comhttp://b.com/", "http://b.com/"),
            ("http://https://b.com/x", "https://b.com/x"),
            ("https://https//b.com/x", "https://b.com/x"),
        ] {
            assert_eq!(clean(from), Some((to.into(), DOUBLED_ADDRESS.into())), "{from}");
            assert_eq!(resolve(None, from, Target::Image).map(String::from), Ok(to.into()), "{from}");
        }
        for address in
            ["https://a.com//b.com/x", "https://a.com/https://b.com/x", "https://http.cat/200", "mailto:a@b.com"]
        {
            assert_eq!(clean(address), None, "{address}");
        }
    }

    #[test]
    fn attribute_texts_resolve() {
        let base = Url::parse("https://a.com/b/c?d").unwrap();
        for (text, to) in [
            ("x.jpg", "https://a.com/b/x.jpg"),
            ("/x.jpg", "https://a.com/x.jpg"),
            ("//b.com/x.jpg", "https://b.com/x.jpg"),
            ("?e", "https://a.com/b/c?e"),
            ("#part", "https://a.com/b/c?d#part"),
            ("\u{FEFF}\u{A0} HTTPS://B.com/x y\u{0}\n", "https://b.com/x%20y"),
            ("java\nscript.html", "https://a.com/b/javascript.html"),
            ("https://user:secret@b.com/x", "https://b.com/x"),
            ("https://中文.com/图.jpg", "https://xn--fiq228c.com/%E5%9B%BE.jpg"),
        ] {
            assert_eq!(resolve(Some(&base), text, Target::Image).map(String::from), Ok(to.into()), "{text}");
        }
        assert_eq!(resolve(None, "//b.com/x", Target::Image).map(String::from), Ok("https://b.com/x".into()));
        assert_eq!(resolve(None, "mailto:a@b.com", Target::Link).map(String::from), Ok("mailto:a@b.com".into()));
    }

    #[test]
    fn refusals() {
        let scheme = |scheme: &str| Err(Refusal::Scheme(scheme.into()));
        for (text, expected) in [
            ("", Err(Refusal::Empty)),
            (" \u{3000}\t", Err(Refusal::Empty)),
            ("x.jpg", Err(Refusal::NoBase)),
            ("javascript:alert(1)", scheme("javascript")),
            ("\u{1}java\tscript:alert(1)", scheme("javascript")),
            ("data:image/gif;base64,R0lGOD", scheme("data")),
            ("file:///etc/passwd", scheme("file")),
            ("blob:https://a.com/1", scheme("blob")),
            ("mailto:a@b.com", scheme("mailto")),
            ("https://", Err(Refusal::Malformed(url::ParseError::EmptyHost))),
        ] {
            assert_eq!(resolve(None, text, Target::Image), expected, "{text:?}");
        }
    }
}
