use std::fmt;
use std::str::FromStr;

use url::Url;

use crate::address::{Address, Normal};

/// An address that is safe to link to: absolute, `http`, `https` or `mailto`, without user name and password,
/// serialized as in the [URL standard](https://url.spec.whatwg.org/).
///
/// ```
/// use feedscrub::WebUrl;
///
/// assert_eq!(WebUrl::parse("HTTPS://Example.org/a b").unwrap().as_str(), "https://example.org/a%20b");
/// assert_eq!(WebUrl::parse("javascript:alert(1)"), None);
/// assert_eq!(WebUrl::parse("//example.org/"), None);
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WebUrl(String);

impl WebUrl {
    /// Parses an absolute address. Returns `None` for other schemes, relative addresses and malformed ones.
    pub fn parse(address: &str) -> Option<Self> {
        Url::parse(address).ok().and_then(Self::from_url)
    }

    /// Makes an address from a normalized one, which needs no validation.
    pub(crate) fn of_normal(address: Normal) -> Self {
        WebUrl(address.into_text())
    }

    /// Makes an address from a parsed one; the error is its text, if its host is not a [plain](is_plain_host) one.
    pub(crate) fn of(address: Address) -> Result<Self, String> {
        match address {
            Address::Normal(normal) => Ok(Self::of_normal(normal)),
            Address::Parsed(url) if url.host_str().is_some_and(is_plain_host) => Ok(WebUrl(url.into())),
            Address::Parsed(url) => Err(url.into()),
        }
    }

    /// Makes an address from a [`Url`], with the same validation as [`parse`](Self::parse). User name and password are
    /// removed.
    pub fn from_url(mut url: Url) -> Option<Self> {
        match url.scheme() {
            "http" | "https" => {
                if !url.username().is_empty() || url.password().is_some() {
                    url.set_username("").ok()?;
                    url.set_password(None).ok()?;
                }
                url.host_str().is_some_and(is_plain_host).then(|| WebUrl(url.into()))
            }
            // `mailto://user@host/` is not an email address.
            "mailto" => url.cannot_be_a_base().then(|| WebUrl(url.into())),
            _ => None,
        }
    }

    /// Parses the address as a [`Url`].
    ///
    /// ```
    /// use feedscrub::WebUrl;
    ///
    /// let address: WebUrl = "https://example.org/a?b".parse()?;
    /// assert_eq!(address.to_url().path(), "/a");
    /// # Ok::<(), feedscrub::InvalidWebUrl>(())
    /// ```
    #[expect(clippy::expect_used, reason = "the text is that of a parsed address, or of one that parses to itself")]
    pub fn to_url(&self) -> Url {
        Url::parse(&self.0).expect("the text of a parsed address parses")
    }

    /// Returns the address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether the scheme is `http` or `https`.
    pub fn is_http(&self) -> bool {
        self.0.starts_with("http")
    }
}

/// Returns whether a host consists only of characters of domain names and IP addresses. The URL standard allows further
/// characters, which other programs interpret differently.
fn is_plain_host(host: &str) -> bool {
    !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte))
}

impl fmt::Display for WebUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for WebUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// The error of parsing a [`WebUrl`] from a text that is not an absolute `http`, `https` or `mailto` address.
///
/// ```
/// let error = "javascript:alert(1)".parse::<feedscrub::WebUrl>().unwrap_err();
/// assert_eq!(error.to_string(), "not an absolute http, https or mailto address");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an absolute http, https or mailto address")]
#[non_exhaustive]
pub struct InvalidWebUrl;

impl FromStr for WebUrl {
    type Err = InvalidWebUrl;

    /// [`WebUrl::parse`] as a `Result`.
    fn from_str(address: &str) -> Result<Self, InvalidWebUrl> {
        WebUrl::parse(address).ok_or(InvalidWebUrl)
    }
}

impl TryFrom<Url> for WebUrl {
    type Error = InvalidWebUrl;

    /// [`WebUrl::from_url`] as a `Result`.
    fn try_from(url: Url) -> Result<Self, InvalidWebUrl> {
        WebUrl::from_url(url).ok_or(InvalidWebUrl)
    }
}

impl From<WebUrl> for Url {
    fn from(address: WebUrl) -> Url {
        address.to_url()
    }
}

impl From<WebUrl> for String {
    fn from(address: WebUrl) -> String {
        address.0
    }
}

impl AsRef<str> for WebUrl {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for WebUrl {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for WebUrl {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let address = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        WebUrl::parse(&address)
            .ok_or_else(|| serde::de::Error::custom(format_args!("{address:?} is no http, https or mailto address")))
    }
}

/// Deserializes an `http` or `https` address.
#[cfg(feature = "serde")]
pub(super) fn http_only<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<WebUrl, D::Error> {
    let url = <WebUrl as serde::Deserialize>::deserialize(deserializer)?;
    if url.is_http() {
        Ok(url)
    } else {
        Err(serde::de::Error::custom(format_args!("{url} is no http or https address")))
    }
}

/// Deserializes an optional `http` or `https` address.
#[cfg(feature = "serde")]
pub(super) fn http_only_or_none<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<WebUrl>, D::Error> {
    match <Option<WebUrl> as serde::Deserialize>::deserialize(deserializer)? {
        Some(url) if !url.is_http() => Err(serde::de::Error::custom(format_args!("{url} is no http or https address"))),
        url => Ok(url),
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for WebUrl {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "WebUrl".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^(https?://|mailto:)",
            "description": "An absolute address: http, https or mailto.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_taken_off() {
        assert_eq!(WebUrl::parse("https://user:secret@example.org/x").unwrap().as_str(), "https://example.org/x");
    }

    #[test]
    fn only_three_schemes() {
        for bad in [
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://example.org/",
            "vbscript:x",
            "",
            "example.org",
            "/x",
            "https://www%22.example.org/",
        ] {
            assert_eq!(WebUrl::parse(bad), None, "{bad}");
        }
        assert!(!WebUrl::parse("mailto:desk@example.org").unwrap().is_http());
    }
}
