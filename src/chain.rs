use std::borrow::Cow;
use std::fmt;

/// The names of what undid an address, outermost first; never empty.
///
/// It displays as the names joined by `+`, which is how a report names several steps. A chain of one built-in name
/// needs no allocation.
///
/// ```
/// use feedscrub::images::proxies::{Proxies, Resolution};
///
/// let url = "https://i2.wp.com/substackcdn.com/image/fetch/w_300/https%3A%2F%2Fa.com%2Fx.png?ssl=1".parse()?;
/// let Resolution::Original(found) = Proxies::builtin().resolve(&url) else { unreachable!() };
/// assert_eq!(found.chain.to_string(), "photon+substack");
/// assert_eq!(found.chain.iter().next(), Some("photon"));
/// # Ok::<(), url::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    first: Cow<'static, str>,
    more: Vec<Cow<'static, str>>,
}

impl Chain {
    /// Returns the names, outermost first.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.first).chain(&self.more).map(AsRef::as_ref)
    }

    /// Returns the display form.
    pub(crate) fn into_name(self) -> Cow<'static, str> {
        if self.more.is_empty() { self.first } else { Cow::Owned(self.to_string()) }
    }

    /// Adds a name to the chain, which may be its first.
    pub(crate) fn push(chain: &mut Option<Chain>, name: Cow<'static, str>) {
        match chain {
            Some(chain) => chain.more.push(name),
            None => *chain = Some(Chain { first: name, more: Vec::new() }),
        }
    }
}

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.first)?;
        self.more.iter().try_for_each(|name| write!(f, "+{name}"))
    }
}
