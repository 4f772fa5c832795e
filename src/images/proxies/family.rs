//! A row of the table, and the index that finds the rows an address may belong to.

use super::Scheme;
use crate::address::{self, Address, Parts, Query, View};
use crate::hosts::Filter;
use aho_corasick::{AhoCorasick, AhoCorasickKind, packed};
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
    /// Any host.
    Anywhere {
        /// The form of the address, which proves itself, as people read it.
        #[cfg_attr(not(test), expect(dead_code, reason = "the document reads it"))]
        form: &'static str,
        /// What every such address has one of. The others are told from them by one search for all families.
        needles: &'static [&'static str],
    },
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
    /// The same for a form so common that its addresses are not even parsed.
    WithParts(fn(Parts<'_>, Scheme) -> Option<Address>),
    /// Not without a network or a key; the function tells the family's addresses from others at the same place.
    Never(fn(&Url) -> bool),
}

/// What one row says of an address.
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
    with_scheme(text, scheme).and_then(|text| address::accept(&text))
}

/// The same for an address that nobody needs parsed.
pub(super) fn unparsed_without_scheme(text: &str, scheme: Scheme) -> Option<Address> {
    with_scheme(text, scheme).and_then(Address::accept)
}

fn with_scheme(text: &str, scheme: Scheme) -> Option<String> {
    let end = text.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(text.len());
    let is_host = text.get(..end).is_some_and(address::is_host_name);
    is_host.then(|| [scheme.as_str(), "://", text].concat())
}

/// The rows, by the hosts they name and by what their addresses hold.
#[derive(Debug)]
pub(super) struct Index {
    hosts: Vec<(&'static str, &'static Family)>,
    known: Filter,
    /// A row for every needle, which is of the same position in the automaton.
    anywhere: Vec<&'static Family>,
    /// `None` if it cannot be built: then every row for any host is a candidate.
    needles: Option<AhoCorasick>,
    /// The same needles for vector instructions, where the machine has them: whether any is there at all.
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
        // Few addresses get as far as this: a faster automaton would take longer to make than it saves.
        let needles = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(needles).ok();
        Index { hosts, known, anywhere, needles, any_needle }
    }

    /// The rows that may know the address: those that name its host or a domain above it, then those for any host; a row
    /// may come twice.
    pub(super) fn candidates<'a>(&'a self, address: Parts<'a>) -> impl Iterator<Item = &'static Family> + 'a {
        // Most addresses end at the first search, which is the fast one, and those of a known host before it.
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
