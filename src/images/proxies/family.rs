//! A row of the table, and the index that finds the rows an address may belong to.

use super::Scheme;
use crate::address::{self, Query};
use url::Url;

/// One family of proxies, as a row of a table.
#[derive(Debug)]
#[cfg_attr(not(test), expect(dead_code, reason = "sources and examples are for the tests and the document"))]
pub(super) struct Family {
    /// Unique; lower case and dashes. Reports name the family by it.
    pub(super) name: &'static str,
    /// Where the grammar is described, or the code that reads it.
    pub(super) source: &'static str,
    pub(super) place: Place,
    pub(super) undo: Undo,
    /// Proxied and original: one plain, one encoded, one awkward at least. They are the row's tests.
    pub(super) examples: &'static [(&'static str, &'static str)],
    /// Addresses at the same place, or that look like it, which stay as they are. For families that cannot be undone
    /// these are the examples.
    pub(super) left: &'static [&'static str],
}

/// Where addresses of the family are found.
#[derive(Debug)]
pub(super) enum Place {
    /// These hosts, whole; one that begins with a dot stands for every host below it.
    Hosts(&'static [&'static str]),
    /// Any host: the form of the path, given here for people, proves itself.
    Anywhere(#[cfg_attr(not(test), expect(dead_code, reason = "the document reads it"))] &'static str),
}

/// How the original is found.
#[derive(Debug)]
pub(super) enum Undo {
    /// A path with this beginning, and a parameter of this name.
    Parameter(&'static str, &'static str),
    /// A path with this beginning, and an address in it from some segment on; the query is the origin's or the service's.
    Embedded(&'static str, Query),
    /// The function knows the form. The scheme is for addresses written without one.
    With(fn(&Url, Scheme) -> Option<Url>),
    /// Not without a network or a key; the function tells the family's addresses from others at the same place.
    Never(fn(&Url) -> bool),
}

/// What one row says of an address.
pub(super) enum Step {
    Other,
    Original(Url),
    Irreversible,
}

impl Family {
    pub(super) fn step(&self, url: &Url, schemeless: Scheme) -> Step {
        let found = match self.undo {
            Undo::Parameter(path, name) => {
                if url.path().starts_with(path) {
                    by_parameter(url, name, schemeless)
                } else {
                    None
                }
            }
            Undo::Embedded(path, whose) => {
                let rest = url.path().strip_prefix(path.trim_end_matches('/'));
                rest.and_then(address::first_embedded).and_then(|rest| address::embedded(rest, url.query(), whose))
            }
            Undo::With(original) => original(url, schemeless),
            Undo::Never(is_member) => {
                return if is_member(url) { Step::Irreversible } else { Step::Other };
            }
        };
        found.filter(|found| found != url).map_or(Step::Other, Step::Original)
    }
}

/// The address that a parameter holds: whole, relative to the proxy's own origin, or without a scheme.
pub(super) fn by_parameter(url: &Url, name: &str, schemeless: Scheme) -> Option<Url> {
    let raw = address::parameter(url.query(), name)?;
    let value = address::value(raw);
    let value = value.trim();
    if address::is_plain(value) {
        address::accept(value)
    } else if value.starts_with("//") {
        address::accept(&format!("{}:{value}", url.scheme()))
    } else if value.starts_with('/') {
        relative(url, value)
    } else {
        without_scheme(value, schemeless)
    }
}

/// The path on the proxy's own origin.
pub(super) fn relative(url: &Url, path: &str) -> Option<Url> {
    if path.chars().any(char::is_control) || path.starts_with("//") || path.starts_with("/\\") {
        return None;
    }
    url.join(path).ok().filter(address::is_acceptable)
}

/// The address that begins with the name of a host instead of a scheme.
pub(super) fn without_scheme(text: &str, scheme: Scheme) -> Option<Url> {
    let host = text.split(['/', '?', '#']).next()?;
    if !address::is_host_name(host) {
        return None;
    }
    address::accept(&format!("{}://{text}", scheme.as_str()))
}

/// The rows, by the hosts they name.
#[derive(Debug)]
pub(super) struct Index {
    hosts: Vec<(&'static str, &'static Family)>,
    anywhere: Vec<&'static Family>,
}

impl Index {
    pub(super) fn new(rows: impl Iterator<Item = &'static Family>) -> Self {
        let mut index = Index { hosts: Vec::new(), anywhere: Vec::new() };
        for row in rows {
            match row.place {
                Place::Hosts(hosts) => index.hosts.extend(hosts.iter().map(|&host| (host, row))),
                Place::Anywhere(_) => index.anywhere.push(row),
            }
        }
        index.hosts.sort_by_key(|&(host, _)| host);
        index
    }

    /// The rows that may know the address: those that name its host, then those that name a domain above it, nearest
    /// first, then those for any host.
    pub(super) fn candidates<'a>(&'a self, host: &'a str) -> impl Iterator<Item = &'static Family> + 'a {
        let above = host.match_indices('.').filter_map(|(at, _)| host.get(at..));
        std::iter::once(host)
            .chain(above)
            .flat_map(|key| self.of_host(key))
            .map(|&(_, row)| row)
            .chain(self.anywhere.iter().copied())
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.hosts.iter().map(|&(_, row)| row.name).chain(self.anywhere.iter().map(|row| row.name))
    }

    fn of_host(&self, key: &str) -> &[(&'static str, &'static Family)] {
        let start = self.hosts.partition_point(|&(host, _)| host < key);
        let rest = self.hosts.get(start..).unwrap_or_default();
        let len = rest.iter().take_while(|&&(host, _)| host == key).count();
        rest.get(..len).unwrap_or_default()
    }
}
