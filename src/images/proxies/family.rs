//! A row of the table, and the index that finds the candidate rows of an address.

use super::Scheme;
use crate::address::{self, Address, Parts, Query, View};
use crate::hosts::Filter;
use aho_corasick::{AhoCorasick, AhoCorasickKind, packed};
use url::Url;

/// One family of proxies, as a row of a table.
#[derive(Debug)]
#[cfg_attr(not(test), expect(dead_code, reason = "sources and examples are for the tests and the document"))]
pub(super) struct Family {
    /// Its unique name in lower case and hyphens, which reports use.
    pub(super) name: &'static str,
    /// The page that describes the grammar, or the code that reads it.
    pub(super) source: &'static str,
    pub(super) place: Place,
    pub(super) undo: Undo,
    /// Pairs of proxied and original address: at least a plain, an encoded and an unusual one. They are the tests of
    /// the row.
    pub(super) examples: &'static [(&'static str, &'static str)],
    /// Addresses at the same place, or of a similar form, that stay unchanged. For irreversible families these are the
    /// examples.
    pub(super) left: &'static [&'static str],
}

/// The hosts or the form of the addresses of a family.
#[derive(Debug)]
pub(super) enum Place {
    /// These hosts; a leading dot stands for all subdomains.
    Hosts(&'static [&'static str]),
    /// Any host.
    Anywhere {
        /// A description of the form, which identifies the address on any host.
        #[cfg_attr(not(test), expect(dead_code, reason = "the document reads it"))]
        form: &'static str,
        /// Strings of which every such address contains at least one. A single search for the strings of all families
        /// rejects other addresses.
        needles: &'static [&'static str],
    },
}

/// The method of finding the original.
#[derive(Debug)]
pub(super) enum Undo {
    /// A path prefix, and the name of a parameter.
    Parameter(&'static str, &'static str),
    /// A path prefix, followed by segments and an address; the query belongs to the origin or to the service.
    Embedded(&'static str, Query),
    /// A function that reads the form. The scheme is for addresses without one.
    With(fn(&Url, Scheme) -> Option<Url>),
    /// A function that reads a form so common that its addresses are not parsed.
    WithParts(fn(Parts<'_>, Scheme) -> Option<Address>),
    /// Not without a request or a key; the function distinguishes the addresses of the family from others at the same
    /// place.
    Never(fn(&Url) -> bool),
}

/// The result of applying one row to an address.
pub(super) enum Step {
    Other,
    Original(Address),
    Irreversible,
}

impl Family {
    pub(super) fn step(&self, address: &View<'_>, schemeless: Scheme) -> Step {
        if let Undo::WithParts(original) = self.undo {
            let found = original(address.parts, schemeless).filter(|found| found.as_str() != address.parts.text);
            return found.map_or(Step::Other, Step::Original);
        }
        let Some(url) = address.url() else { return Step::Other };
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
            Undo::WithParts(_) => None,
            Undo::Never(is_member) => {
                return if is_member(url) { Step::Irreversible } else { Step::Other };
            }
        };
        found.filter(|found| found != url).map_or(Step::Other, |found| Step::Original(Address::Parsed(found)))
    }
}

/// Reads the address in a parameter: absolute, relative to the origin of the proxy, or without a scheme.
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

/// Resolves a path against the origin of the proxy.
pub(super) fn relative(url: &Url, path: &str) -> Option<Url> {
    if path.chars().any(char::is_control) || path.starts_with("//") || path.starts_with("/\\") {
        return None;
    }
    url.join(path).ok().filter(address::is_acceptable)
}

/// Parses an address that begins with a host name instead of a scheme.
pub(super) fn without_scheme(text: &str, scheme: Scheme) -> Option<Url> {
    with_scheme(text, scheme).and_then(|text| address::accept(&text))
}

/// Reads an address that begins with a host name, without parsing it.
pub(super) fn unparsed_without_scheme(text: &str, scheme: Scheme) -> Option<Address> {
    with_scheme(text, scheme).and_then(Address::accept)
}

fn with_scheme(text: &str, scheme: Scheme) -> Option<String> {
    let end = text.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(text.len());
    let is_host = text.get(..end).is_some_and(address::is_host_name);
    is_host.then(|| [scheme.as_str(), "://", text].concat())
}

/// The rows, indexed by their hosts and by the strings in their addresses.
#[derive(Debug)]
pub(super) struct Index {
    hosts: Vec<(&'static str, &'static Family)>,
    known: Filter,
    /// A row for every needle, at the index of its pattern in the automaton.
    anywhere: Vec<&'static Family>,
    /// `None` if it cannot be built: then every row for any host is a candidate.
    needles: Option<AhoCorasick>,
    /// A vectorized search for any of the same needles, on machines that support it.
    any_needle: Option<packed::Searcher>,
}

impl Index {
    pub(super) fn new(rows: impl Iterator<Item = &'static Family>) -> Self {
        let mut hosts = Vec::new();
        let mut anywhere = Vec::new();
        let mut needles = Vec::<&str>::new();
        for row in rows {
            match row.place {
                Place::Hosts(names) => hosts.extend(names.iter().map(|&host| (host, row))),
                Place::Anywhere { needles: of_row, .. } => {
                    needles.extend(of_row);
                    anywhere.extend(of_row.iter().map(|_| row));
                }
            }
        }
        hosts.sort_by_key(|&(host, _)| host);
        let mut known = Filter::default();
        hosts.iter().for_each(|(host, _)| known.insert(host));
        let any_needle = packed::Searcher::new(&needles);
        // Few addresses get this far: a faster automaton would take longer to build than it saves.
        let needles = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(needles).ok();
        Index { hosts, known, anywhere, needles, any_needle }
    }

    /// Returns the rows that may match the address: those of its host or a parent domain, then those for any host; a
    /// row may occur twice.
    pub(super) fn candidates<'a>(&'a self, address: Parts<'a>) -> impl Iterator<Item = &'static Family> + 'a {
        // Most addresses are rejected by the first search, which is the fast one; those of a known host are found
        // before it.
        let found = self.needles.iter().filter(move |needles| match &self.any_needle {
            Some(any_needle) => any_needle.find(address.text).is_some(),
            None => needles.is_match(address.text),
        });
        let found = found.flat_map(move |needles| needles.find_overlapping_iter(address.text));
        let all = self.needles.is_none().then_some(&self.anywhere);
        self.known
            .ends_of(address.host)
            .flat_map(|key| self.of_host(key))
            .map(|&(_, row)| row)
            .chain(found.filter_map(|found| self.anywhere.get(found.pattern().as_usize()).copied()))
            .chain(all.into_iter().flatten().copied())
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
