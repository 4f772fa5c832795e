//! A row of the table, and the index that finds the rows an address may belong to.

use super::Scheme;
use crate::address::{self, Query};
use aho_corasick::{AhoCorasick, packed};
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
    address::accept(&[scheme.as_str(), "://", text].concat())
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
        Index { hosts, known, anywhere, needles: AhoCorasick::new(needles).ok(), any_needle }
    }

    /// The rows that may know the address: those that name its host or a domain above it, then those for any host; a row
    /// may come twice.
    pub(super) fn candidates<'a>(&'a self, url: &'a Url) -> impl Iterator<Item = &'static Family> + 'a {
        let host = url.host_str().unwrap_or_default();
        // Most addresses end at the first search, which is the fast one, and those of a known host before it.
        let found = self.needles.iter().filter(|needles| match &self.any_needle {
            Some(any_needle) => any_needle.find(url.as_str()).is_some(),
            None => needles.is_match(url.as_str()),
        });
        let found = found.flat_map(|needles| needles.find_overlapping_iter(url.as_str()));
        let all = self.needles.is_none().then_some(&self.anywhere);
        self.known
            .ends_of(host)
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

/// Tells quickly that a host is not among the known ones: a Bloom filter of one hash, which reads a host once, from its
/// end, for the host and all domains above it.
#[derive(Debug, Default)]
struct Filter {
    bits: [u64; 32],
}

impl Filter {
    fn insert(&mut self, key: &str) {
        let hash = key.bytes().rev().fold(Self::SEED, Self::step);
        let (word, bit) = Self::place(hash);
        if let Some(word) = self.bits.get_mut(word) {
            *word |= bit;
        }
    }

    /// The host, and its ends that begin with a dot, without those that are surely not known.
    fn ends_of<'a>(&'a self, host: &'a str) -> impl Iterator<Item = &'a str> {
        let mut hash = Self::SEED;
        host.bytes().enumerate().rev().filter_map(move |(at, byte)| {
            hash = Self::step(hash, byte);
            let (word, bit) = Self::place(hash);
            let is_known = (byte == b'.' || at == 0) && self.bits.get(word).is_some_and(|word| word & bit != 0);
            if is_known { host.get(at..) } else { None }
        })
    }

    /// FNV-1a: <http://www.isthe.com/chongo/tech/comp/fnv/>.
    const SEED: u32 = 0x811C_9DC5;

    fn step(hash: u32, byte: u8) -> u32 {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    }

    /// Eleven bits of the hash: the word and the bit in it.
    fn place(hash: u32) -> (usize, u64) {
        let hash = hash ^ (hash >> 15);
        ((hash >> 6) as usize % 32, 1 << (hash % 64))
    }
}
