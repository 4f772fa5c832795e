use super::Proxy;
use super::Scheme;
use super::family::by_parameter;
use crate::address;
use url::Url;

/// A custom proxy on a single host that takes the address as a parameter of the query, such as the image proxy of a
/// feed reader.
///
/// ```
/// use feedscrub::images::proxies::{ParameterProxy, Proxies};
///
/// let proxies = Proxies::builtin().with(ParameterProxy::new("freshrss", "rss.example", "/proxy.php", "url"));
/// let url = "https://rss.example/proxy.php?url=https%3A%2F%2Fa.com%2Fx.jpg".parse()?;
/// assert_eq!(proxies.resolve(&url).original().map(|url| url.as_str()), Some("https://a.com/x.jpg"));
/// # Ok::<(), url::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterProxy {
    name: String,
    host: String,
    path: String,
    parameter: String,
}

impl ParameterProxy {
    /// Makes a proxy from its name for reports, the whole host in lower case, a path prefix, and the name of the
    /// parameter.
    pub fn new(
        name: impl Into<String>,
        host: impl Into<String>,
        path: impl Into<String>,
        parameter: impl Into<String>,
    ) -> Self {
        ParameterProxy { name: name.into(), host: host.into(), path: path.into(), parameter: parameter.into() }
    }
}

impl Proxy for ParameterProxy {
    fn name(&self) -> &str {
        &self.name
    }

    fn original(&self, url: &Url) -> Option<Url> {
        if url.host_str() != Some(self.host.as_str()) || !url.path().starts_with(&self.path) {
            return None;
        }
        by_parameter(url, &self.parameter, Scheme::default()).filter(address::is_acceptable)
    }
}
