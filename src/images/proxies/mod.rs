//! Resolves image proxies without requests.
//!
//! Feeds wrap images in proxies that resize, cache or hide them. If a proxied address contains the original one,
//! [`Proxies`] returns it:
//!
//! ```
//! use feedscrub::images::proxies::Proxies;
//!
//! let proxies = Proxies::builtin();
//! let url = "https://images.weserv.nl?url=https%3A%2F%2Fa.com%2Fx.jpg&w=300".parse()?;
//! assert_eq!(proxies.resolve(&url).original().map(|url| url.as_str()), Some("https://a.com/x.jpg"));
//! # Ok::<(), url::ParseError>(())
//! ```
//!
//! The table of families is in `docs/proxies.md`. Signed, encrypted or hashed addresses are not guessed: they are
//! [`Resolution::Irreversible`]. Nothing is fetched, so the original may no longer exist. A proxy is not resolved to a
//! private host (`localhost`, `192.168.0.1`, `printer.local`): the address stays proxied, because the browser of a
//! reader may request the proxy, but must not be made to request a machine of the reader's own network.

mod builtin;
mod encoded;
mod family;
mod own;
mod paths;
mod thumbor;
mod weserv;

pub use crate::chain::Chain;
pub use own::ParameterProxy;

use crate::address::{self, Address, View};
use family::{Index, Step};
use std::borrow::Cow;
use std::fmt::Debug;
use std::sync::{Arc, LazyLock};
use url::Url;

/// A custom proxy, for [`Proxies::with`]. [`ParameterProxy`] is sufficient for most.
///
/// ```
/// use feedscrub::images::proxies::{Proxies, Proxy};
/// use url::Url;
///
/// #[derive(Debug)]
/// struct Mirror;
///
/// impl Proxy for Mirror {
///     fn name(&self) -> &str {
///         "mirror"
///     }
///     fn original(&self, url: &Url) -> Option<Url> {
///         let path = url.path().strip_prefix("/mirror/").filter(|_| url.host_str() == Some("me.example"))?;
///         Url::parse(&format!("https://{path}")).ok()
///     }
/// }
///
/// let proxies = Proxies::builtin().with(Mirror);
/// let url = "https://me.example/mirror/i0.wp.com/a.com/x.jpg?ssl=1".parse()?;
/// assert!(proxies.resolve(&url).is_proxied());
/// # Ok::<(), url::ParseError>(())
/// ```
pub trait Proxy: Debug + Send + Sync + 'static {
    /// Returns the name for reports: lower case and hyphens.
    fn name(&self) -> &str;

    /// Returns the address that this one contains, one step; `None` if it does not belong to this proxy.
    ///
    /// It is called for every address and should reject others quickly, preferably by the host. A result that is not
    /// `http` or `https`, has a user name, or has a private host is treated as `None`.
    fn original(&self, url: &Url) -> Option<Url>;
}

/// The scheme of an original that a proxy stores without one.
///
/// ```
/// use feedscrub::images::proxies::{Proxies, Scheme};
///
/// let url = "https://wsrv.nl/?url=a.com/x.jpg".parse()?;
/// let original = |proxies: Proxies| proxies.resolve(&url).original().map(|url| url.to_string());
/// assert_eq!(original(Proxies::builtin()).as_deref(), Some("https://a.com/x.jpg"));
/// assert_eq!(original(Proxies::builtin().schemeless(Scheme::Http)).as_deref(), Some("http://a.com/x.jpg"));
/// # Ok::<(), url::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// `https`: image hosts support it, and browsers block `http` in `https` pages.
    #[default]
    Https,
    /// `http`: the scheme that weserv itself requests.
    Http,
}

impl Scheme {
    fn as_str(self) -> &'static str {
        match self {
            Scheme::Https => "https",
            Scheme::Http => "http",
        }
    }
}

/// The result of resolving an address.
///
/// ```
/// use feedscrub::images::proxies::{Proxies, Resolution};
///
/// let resolve = |url: &str| Proxies::builtin().resolve(&url.parse().unwrap());
/// assert_eq!(resolve("https://a.com/x.jpg"), Resolution::Direct);
/// assert!(matches!(resolve("https://wsrv.nl/?url=a.com/x.jpg"), Resolution::Original(_)));
/// assert_eq!(resolve("https://imagedelivery.net/AbC/0f1e-ab/public"), Resolution::Irreversible("cloudflare-images"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Resolution {
    /// No known proxy: the address is its own original.
    Direct,
    /// The address was proxied, with this original.
    Original(Resolved),
    /// The family is known, but its addresses do not contain the original, or only hashed or encrypted.
    Irreversible(&'static str),
    /// There are more nested proxies than allowed. Nothing was undone, so that resolving a result again never changes
    /// it.
    TooDeep,
}

impl Resolution {
    /// Returns the original, if the address was proxied and could be undone.
    pub fn original(&self) -> Option<&Url> {
        match self {
            Resolution::Original(resolved) => Some(&resolved.url),
            _ => None,
        }
    }

    /// Returns whether the address belongs to a known proxy, undone or not.
    pub fn is_proxied(&self) -> bool {
        *self != Resolution::Direct
    }
}

/// An original and how it was found.
///
/// ```
/// use feedscrub::images::proxies::{Proxies, Resolution};
///
/// let url = "https://i0.wp.com/wsrv.nl/?q=url%3Da.com%2Fx.jpg".parse()?;
/// let Resolution::Original(resolved) = Proxies::builtin().resolve(&url) else { unreachable!() };
/// assert_eq!(resolved.url.as_str(), "https://a.com/x.jpg");
/// assert_eq!(resolved.chain.to_string(), "photon+weserv");
/// # Ok::<(), url::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resolved {
    /// The innermost address: `http` or `https`, with a host that is not private, without a user name.
    pub url: Url,
    /// The families that were undone, outermost first.
    pub chain: Chain,
    /// The family of [`url`](Self::url) itself, if that is an irreversible proxy.
    pub irreversible: Option<&'static str>,
}

/// The known proxies and the custom ones.
///
/// Cloning is cheap. Custom proxies are tried before the built-in families, in the order in which they were added.
///
/// ```
/// use feedscrub::Proxies;
///
/// let url = "https://i0.wp.com/a.com/x.jpg?ssl=1".parse()?;
/// assert_eq!(Proxies::builtin().resolve(&url).original().unwrap().as_str(), "https://a.com/x.jpg");
/// # Ok::<(), url::ParseError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Proxies {
    custom: Arc<Vec<Arc<dyn Proxy>>>,
    builtin: Arc<Index>,
    resizers: Arc<Index>,
    schemeless: Scheme,
    full_size: bool,
}

impl Default for Proxies {
    fn default() -> Self {
        Proxies::builtin()
    }
}

impl Proxies {
    /// The maximal number of nested proxies that [`resolve`](Self::resolve) undoes.
    const MAX_HOPS: usize = 8;

    /// Returns all families of `docs/proxies.md`. Their index is built at the first call.
    #[must_use]
    pub fn builtin() -> Self {
        static BUILTIN: LazyLock<Proxies> = LazyLock::new(|| Proxies {
            custom: Arc::default(),
            builtin: Arc::new(Index::new(builtin::proxies())),
            resizers: Arc::new(Index::new(builtin::resizers())),
            schemeless: Scheme::default(),
            full_size: false,
        });
        BUILTIN.clone()
    }

    /// Returns an empty set, for use with [`with`](Self::with). [`prefer_full_size`](Self::prefer_full_size) has no
    /// effect on it.
    #[must_use]
    pub fn empty() -> Self {
        let none = Arc::new(Index::new(std::iter::empty()));
        Proxies {
            custom: Arc::default(),
            builtin: Arc::clone(&none),
            resizers: none,
            schemeless: Scheme::default(),
            full_size: false,
        }
    }

    /// Adds a custom proxy.
    #[must_use]
    pub fn with(mut self, proxy: impl Proxy) -> Self {
        Arc::make_mut(&mut self.custom).push(Arc::new(proxy));
        self
    }

    /// Sets the scheme of originals that weserv, thumbor and similar proxies store without one: [`Scheme::Https`] by
    /// default.
    ///
    /// ```
    /// use feedscrub::images::proxies::{Proxies, Scheme};
    ///
    /// let url = "https://wsrv.nl/?url=a.com/x.jpg".parse()?;
    /// let proxies = Proxies::builtin();
    /// assert_eq!(proxies.resolve(&url).original().map(|url| url.as_str()), Some("https://a.com/x.jpg"));
    /// let proxies = proxies.schemeless(Scheme::Http);
    /// assert_eq!(proxies.resolve(&url).original().map(|url| url.as_str()), Some("http://a.com/x.jpg"));
    /// # Ok::<(), url::ParseError>(())
    /// ```
    #[must_use]
    pub fn schemeless(mut self, scheme: Scheme) -> Self {
        self.schemeless = scheme;
        self
    }

    /// Sets whether an address with a size is replaced by that of the full-size image of the same host: WordPress's
    /// `-300x200`, Drupal's styles, Blogger's `/s400/` and similar forms. Off by default, because the full-size file
    /// may not exist or may not be public, and nothing is fetched to check it; the image of the post is known to exist.
    ///
    /// ```
    /// use feedscrub::images::proxies::Proxies;
    ///
    /// let url = "https://a.com/wp-content/uploads/x-300x200.jpg".parse()?;
    /// assert_eq!(Proxies::builtin().resolve(&url).original(), None);
    /// let resolution = Proxies::builtin().prefer_full_size(true).resolve(&url);
    /// assert_eq!(resolution.original().map(|url| url.as_str()), Some("https://a.com/wp-content/uploads/x.jpg"));
    /// # Ok::<(), url::ParseError>(())
    /// ```
    #[must_use]
    pub fn prefer_full_size(mut self, prefer: bool) -> Self {
        self.full_size = prefer;
        self
    }

    /// Returns the names of all families, custom ones first, then built-in ones by name; those of the resizers only if
    /// [`prefer_full_size`](Self::prefer_full_size) is on.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let mut builtin: Vec<&str> =
            self.builtin.names().chain(self.full_size.then(|| self.resizers.names()).into_iter().flatten()).collect();
        builtin.sort_unstable();
        builtin.dedup();
        self.custom.iter().map(|proxy| proxy.name()).chain(builtin)
    }

    /// Undoes all proxies of an address, up to 8 nested ones.
    ///
    /// Resolving a result again changes nothing. Takes time linear in the length of the address, and no allocation if
    /// no proxy is known for it.
    #[must_use]
    pub fn resolve(&self, url: &Url) -> Resolution {
        self.resolve_within(url, Self::MAX_HOPS)
    }

    /// Undoes proxies like [`resolve`](Self::resolve), with another limit for nested ones.
    #[must_use]
    pub fn resolve_within(&self, url: &Url, max_hops: usize) -> Resolution {
        let Some(Undone { original, irreversible }) = self.undo(&View::of(url), max_hops) else {
            return Resolution::TooDeep;
        };
        match (original, irreversible) {
            (Some((original, chain)), irreversible) => match original.into_url() {
                Some(url) => Resolution::Original(Resolved { url, chain, irreversible }),
                None => Resolution::Direct,
            },
            (None, Some(name)) => Resolution::Irreversible(name),
            (None, None) => Resolution::Direct,
        }
    }

    /// Undoes proxies like [`resolve_within`](Self::resolve_within), with as little parsing as possible; `None` if
    /// there are too many nested ones.
    pub(crate) fn undo(&self, address: &View<'_>, max_hops: usize) -> Option<Undone> {
        let mut chain = None;
        let mut innermost: Option<Address> = None;
        for _ in 0..=max_hops {
            let hop = match &innermost {
                Some(innermost) => self.step(&innermost.view()),
                None => self.step(address),
            };
            match hop {
                Hop::Original(name, original) => {
                    Chain::push(&mut chain, name);
                    innermost = Some(original);
                }
                Hop::Stay(irreversible) => return Some(Undone { original: innermost.zip(chain), irreversible }),
            }
        }
        None
    }

    fn step(&self, address: &View<'_>) -> Hop {
        for proxy in self.custom.iter() {
            let Some(url) = address.url() else { break };
            let is_original = |original: &Url| {
                address::is_acceptable(original)
                    && original != url
                    && !original.host_str().is_some_and(address::is_private)
            };
            if let Some(original) = proxy.original(url).filter(is_original) {
                return Hop::Original(Cow::Owned(proxy.name().to_owned()), Address::Parsed(original));
            }
        }
        if !address.is_acceptable() {
            return Hop::Stay(None);
        }
        let resizers = self.full_size.then(|| self.resizers.candidates(address.parts)).into_iter().flatten();
        let mut irreversible = None;
        for family in self.builtin.candidates(address.parts).chain(resizers) {
            match family.step(address, self.schemeless) {
                // A reader who displays the proxied image must not be made to request a machine of their own network.
                Step::Original(original) if !address::is_private(original.parts().host) => {
                    return Hop::Original(Cow::Borrowed(family.name), original);
                }
                Step::Irreversible => irreversible = Some(family.name),
                Step::Original(_) | Step::Other => {}
            }
        }
        Hop::Stay(irreversible)
    }
}

/// The result of undoing the proxies of an address.
pub(crate) struct Undone {
    /// The original, and the families that were undone.
    pub(crate) original: Option<(Address, Chain)>,
    /// The family of the innermost address, if that is irreversible.
    pub(crate) irreversible: Option<&'static str>,
}

enum Hop {
    Original(Cow<'static, str>, Address),
    Stay(Option<&'static str>),
}
