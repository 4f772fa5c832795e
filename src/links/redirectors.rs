//! Redirectors: addresses that only lead to an address that they contain.

mod table;

use crate::address::{self, Parts, accept, base64_text, decode, parameter};
use crate::hosts::Filter;
use std::borrow::Cow;
use std::sync::LazyLock;
use table::TABLE;
use url::Url;

/// One redirector, as a row of the table.
struct Redirector {
    /// Its unique name, which reports use.
    name: &'static str,
    /// Hosts; a leading dot stands for all subdomains. Empty if the form alone identifies the redirector.
    hosts: &'static [&'static str],
    form: Form,
    #[cfg_attr(not(test), expect(dead_code, reason = "they are the row's tests"))]
    examples: &'static [(&'static str, &'static str)],
    #[cfg_attr(not(test), expect(dead_code, reason = "they are the row's tests"))]
    left: &'static [&'static str],
}

/// The part of a redirector that contains the target.
enum Form {
    /// A path prefix, and the first of these parameters that holds an address.
    Parameter(&'static str, &'static [&'static str]),
    /// The query, as read by a function.
    Query(fn(&Url) -> Option<Url>),
    With(fn(&Url) -> Option<Url>),
}

/// Returns whether the address may be a redirector.
pub(super) fn may_carry(address: Parts<'_>) -> bool {
    may_know(address.host)
        && TABLE.iter().filter(|row| row.is_at(address.host)).any(|row| match row.form {
            Form::Parameter(path, _) => address.query.is_some() && address.path.starts_with(path),
            Form::Query(_) => address.query.is_some(),
            Form::With(_) => !row.hosts.is_empty() || address::is_google(address.host),
        })
}

/// Returns whether a host may have a redirector. Most hosts have none, which is decided without the table.
fn may_know(host: &str) -> bool {
    static KNOWN: LazyLock<Filter> = LazyLock::new(|| Filter::of(TABLE.iter().flat_map(|row| row.hosts).copied()));
    KNOWN.ends_of(host).next().is_some() || address::is_google(host)
}

/// Returns the name of the redirector and its target, one step.
pub(super) fn target(url: &Url) -> Option<(&'static str, Url)> {
    let host = url.host_str().filter(|host| may_know(host))?;
    TABLE.iter().filter(|row| row.is_at(host)).find_map(|row| {
        let found = match row.form {
            Form::Parameter(path, names) => {
                if url.path().starts_with(path) {
                    names.iter().find_map(|name| carried(url, name))
                } else {
                    None
                }
            }
            Form::Query(target) | Form::With(target) => target(url),
        };
        found.filter(|found| found != url).map(|found| (row.name, found))
    })
}

impl Redirector {
    fn is_at(&self, host: &str) -> bool {
        self.hosts.is_empty()
            || self.hosts.iter().any(|known| match known.starts_with('.') {
                true => host.ends_with(known),
                false => host == *known,
            })
    }
}

/// Returns the address in a parameter.
fn carried(url: &Url, name: &str) -> Option<Url> {
    from_value(parameter(url.query(), name)?)
}

/// Parses the value as an address. Some redirectors decode twice: a value that is no address is decoded once more.
fn from_value(raw: &str) -> Option<Url> {
    let mut value = address::value(raw);
    if address::is_encoded(&value)
        || address::strip_prefix(&value, "http%").is_some()
        || address::strip_prefix(&value, "https%").is_some()
    {
        value = Cow::Owned(decode(&value).into_owned());
    }
    accept(&value)
}

/// Reads the whole query as an address.
fn whole_query(url: &Url) -> Option<Url> {
    let query = url.query()?;
    if address::is_plain(query) { accept(query) } else { from_value(query) }
}

fn whole_query_outgoing(url: &Url) -> Option<Url> {
    if url.path().ends_with("/outgoing") { whole_query(url) } else { None }
}

/// Reads an address from the path.
fn embedded(url: &Url) -> Option<Url> {
    address::embedded(address::first_embedded(url.path())?, url.query(), address::Query::Origin)
}

/// Decodes `a1` followed by base64.
fn bing(url: &Url) -> Option<Url> {
    if url.path() != "/ck/a" {
        return None;
    }
    accept(&base64_text(parameter(url.query(), "u")?.strip_prefix("a1")?)?)
}

/// Reads an address that may be followed by a colon and its signature.
fn disqus(url: &Url) -> Option<Url> {
    let value = decode(parameter(url.query(), "url")?);
    match value.rsplit_once(':') {
        Some((address, signature))
            if signature.len() >= 20
                && signature.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) =>
        {
            accept(address)
        }
        _ => accept(&value),
    }
}

fn facebook(url: &Url) -> Option<Url> {
    if matches!(url.path(), "/l.php" | "/flx/warn/") { carried(url, "u") } else { None }
}

/// Reads Google's addresses of any country: `/url?q=` or `url=`, and `/amp/s/HOST/PATH`.
fn google(url: &Url) -> Option<Url> {
    if !url.host_str().is_some_and(address::is_google) {
        return None;
    }
    if let Some(rest) = url.path().strip_prefix("/amp/s/") {
        let host = rest.split('/').next().filter(|host| address::is_host_name(host))?;
        let path = rest.strip_prefix(host)?;
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        return accept(&format!("https://{host}{path}{query}"));
    }
    if url.path() == "/url" { carried(url, "url").or_else(|| carried(url, "q")) } else { None }
}

fn jianshu(url: &Url) -> Option<Url> {
    match url.path() {
        "/go-wild" => carried(url, "url"),
        "/go" => carried(url, "to"),
        _ => None,
    }
}

fn linkedin(url: &Url) -> Option<Url> {
    if matches!(url.path(), "/redir/redirect" | "/safety/go") { carried(url, "url") } else { None }
}

fn pixiv(url: &Url) -> Option<Url> {
    if url.path() == "/jump.php" { carried(url, "url").or_else(|| whole_query(url)) } else { None }
}

/// Reads Proofpoint's addresses: version 2 writes `-` for `%` and `_` for `/`; version 3 has the address between `__`
/// and `__;`, with `*` for characters that are encoded elsewhere.
fn proofpoint(url: &Url) -> Option<Url> {
    if let Some(rest) = url.as_str().split_once("/v3/__").map(|(_, rest)| rest) {
        let (address, _) = rest.split_once("__;")?;
        return if address.contains('*') { None } else { accept(address) };
    }
    let value = parameter(url.query(), "u").filter(|_| url.path() == "/v2/url")?;
    accept(&decode(&value.replace('-', "%").replace('_', "/")))
}

/// Reads `/RU=<address>/` among the segments.
fn yahoo(url: &Url) -> Option<Url> {
    from_value(url.path().split('/').find_map(|segment| segment.strip_prefix("RU="))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sorted() {
        assert!(TABLE.is_sorted_by(|a, b| a.name < b.name));
        for row in TABLE {
            assert!(row.hosts.is_sorted_by(|a, b| a < b), "{}", row.name);
            // The exception has a form that includes its host.
            assert_eq!(row.hosts.is_empty(), row.name == "google-url", "{}", row.name);
        }
    }

    #[test]
    fn examples_are_unwrapped() {
        for row in TABLE {
            assert!(row.examples.len() >= 2, "{}", row.name);
            for &(from, to) in row.examples {
                let (name, found) = target(&Url::parse(from).unwrap()).unwrap_or_else(|| panic!("{from}"));
                assert_eq!((name, found.as_str()), (row.name, to), "{from}");
            }
            for &address in row.left {
                assert_eq!(target(&Url::parse(address).unwrap()), None, "{address}");
            }
        }
    }

    #[test]
    fn shorteners_stay() {
        for address in ["https://t.co/AbC", "https://bit.ly/AbC", "http://t.cn/AbC", "https://tinyurl.com/AbC"] {
            assert_eq!(target(&Url::parse(address).unwrap()), None, "{address}");
        }
    }
}
