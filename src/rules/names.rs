//! Finds the rules with a class or id.

use std::ops::Range;

use smallvec::SmallVec;

use crate::dom::Attr;

/// Classes and ids of rules, sorted, so that 20,000 of them are found as quickly as ten.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    entries: Vec<Name>,
    /// Bits of the hashes of the names, so many that few are set: most classes of a page are in no rule, and begin with no prefix.
    filter: Filter,
    /// The lengths of the prefixes, sorted.
    open_lengths: SmallVec<[usize; 8]>,
}

/// A class or id of a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    text: Box<str>,
    rule: usize,
    is_id: bool,
    /// Whether the name is a prefix.
    is_open: bool,
}

impl Names {
    /// Adds a name of a rule; one that ends with `*` is a prefix.
    pub(super) fn insert(&mut self, attr: Attr, name: &str, rule: usize) {
        let (text, is_open) = name.strip_suffix('*').map_or((name, false), |name| (name, true));
        if text.is_empty() {
            return;
        }
        self.filter.insert(text.bytes().fold(Hash::default(), Hash::on));
        if let (true, Err(place)) = (is_open, self.open_lengths.binary_search(&text.len())) {
            self.open_lengths.insert(place, text.len());
        }
        self.entries.push(Name { text: text.into(), rule, is_id: attr == Attr::Id, is_open });
    }

    /// Sorts the entries for searching.
    pub(super) fn finish(&mut self) {
        self.entries.sort_unstable();
    }

    /// Returns the rules with a class or id, the shortest names first.
    pub(super) fn rules_of(&self, attr: Attr, name: &str) -> impl Iterator<Item = usize> {
        // Lengths of what may be a name that goes on, and whether all of it may be one.
        let mut lengths: SmallVec<[usize; 4]> = SmallVec::new();
        let mut hash = Hash::default();
        let mut open_lengths = self.open_lengths.iter().copied().peekable();
        for (at, byte) in name.bytes().enumerate() {
            if open_lengths.next_if_eq(&at).is_some() && self.filter.may_have(hash) {
                lengths.push(at);
            }
            hash = hash.on(byte);
        }
        let shorter = lengths.into_iter().filter_map(move |length| name.get(..length));
        let shorter = shorter.flat_map(|text| self.range_of(text)).filter(|&at| self.is_open(at));
        let own = self.filter.may_have(hash).then(|| self.range_of(name)).into_iter().flatten();
        let found = shorter.chain(own);
        found.filter_map(move |at| {
            let entry = self.entries.get(at)?;
            (entry.is_id == (attr == Attr::Id)).then_some(entry.rule)
        })
    }

    fn is_open(&self, at: usize) -> bool {
        self.entries.get(at).is_some_and(|entry| entry.is_open)
    }

    /// Returns the range of the entries with this text.
    fn range_of(&self, text: &str) -> Range<usize> {
        let start = self.entries.partition_point(|entry| *entry.text < *text);
        let behind = self.entries.get(start..).unwrap_or_default();
        start..start + behind.iter().take_while(|entry| *entry.text == *text).count()
    }
}

/// A set of hashes, which may say that it has one that it has not.
#[derive(Clone, Debug)]
struct Filter([u64; 64]);

impl Default for Filter {
    fn default() -> Filter {
        Filter([0; 64])
    }
}

impl Filter {
    fn insert(&mut self, Hash(hash): Hash) {
        if let Some(bits) = self.0.get_mut((hash >> 26) as usize) {
            *bits |= 1 << (hash >> 20 & 63);
        }
    }

    fn may_have(&self, Hash(hash): Hash) -> bool {
        self.0.get((hash >> 26) as usize).is_some_and(|bits| bits >> (hash >> 20 & 63) & 1 != 0)
    }
}

/// A hash of the bytes so far.
#[derive(Clone, Copy, Debug, Default)]
struct Hash(u32);

impl Hash {
    fn on(self, byte: u8) -> Hash {
        Hash((self.0 ^ u32::from(byte)).wrapping_mul(0x9e37_79b1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_exact_or_prefixes() {
        let mut names = Names::default();
        for (rule, (attr, name)) in [
            (Attr::Class, "share"),
            (Attr::Class, "share*"),
            (Attr::Id, "share"),
            (Attr::Class, "sh*"),
            (Attr::Class, ""),
        ]
        .into_iter()
        .enumerate()
        {
            names.insert(attr, name, rule);
        }
        names.finish();
        let found = |attr, name: &str| names.rules_of(attr, name).collect::<Vec<_>>();
        assert_eq!(found(Attr::Class, "share"), [3, 0, 1]);
        assert_eq!(found(Attr::Class, "shares"), [3, 1]);
        assert_eq!(found(Attr::Id, "share"), [2]);
        assert!(found(Attr::Class, "rain").is_empty());
        assert!(found(Attr::Class, "").is_empty());
    }
}
