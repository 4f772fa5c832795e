//! The sample of posts that a learner remembers, which depends only on the set of posts.
//!
//! Each post has a key, a hash of its source and title. A source remembers the posts whose keys begin with at least as
//! many zero bits as its level: all at level 0, about half of them at level 1, and so on. Its level is the lowest at
//! which they take at most [`SOURCE`]. All sources have a common level too, the lowest at which they take at most
//! [`TOTAL`] together, where a source with a higher level of its own counts as full. The size of a set of posts at a
//! level only grows when posts are added, so the levels do not depend on the order of the posts or on how they were
//! divided: the sample of a union can be computed from the samples of its parts.

use std::collections::BTreeMap;

/// The maximal size of the posts of one source.
const SOURCE: usize = 2 << 20;
/// The maximal size of all posts.
const TOTAL: usize = 96 << 20;
/// The size of a post in addition to its text.
const POST: usize = 128;

/// A remembered post.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Seen {
    /// Its lines, each ended by `\n`.
    pub(super) text: Box<str>,
    /// The flags of each line.
    pub(super) lines: Box<[LineFlags]>,
    /// A hash of its address; 0 without one.
    pub(super) address: u64,
    /// The date of publication, in days.
    pub(super) day: Option<i32>,
    /// Whether it has no markup of an article.
    pub(super) is_bare: bool,
}

/// Observations about a line, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub(super) struct LineFlags(pub(super) u8);

impl LineFlags {
    /// Most of its text is links.
    pub(super) const LINK: LineFlags = LineFlags(1);
    /// A link leads to a profile or to a page that asks for something.
    pub(super) const ASKS: LineFlags = LineFlags(2);
    /// It is not running text: code, a cell, a quotation.
    pub(super) const OTHER: LineFlags = LineFlags(4);
    /// Lines before it are not remembered.
    pub(super) const GAP: LineFlags = LineFlags(8);

    pub(super) fn has(self, flag: LineFlags) -> bool {
        self.0 & flag.0 == flag.0
    }

    pub(super) fn with(self, flag: LineFlags, is_set: bool) -> LineFlags {
        if is_set { LineFlags(self.0 | flag.0) } else { self }
    }
}

impl Seen {
    fn size(&self) -> usize {
        POST + self.text.len() + self.lines.len()
    }

    /// The order of versions of one post: the longest is kept.
    fn rank(&self) -> (usize, &Seen) {
        (self.size(), self)
    }
}

/// The posts of one source.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Source {
    level: u32,
    /// The posts by key.
    posts: BTreeMap<u64, Seen>,
    #[cfg_attr(feature = "serde", serde(skip))]
    size: usize,
}

impl Source {
    pub(super) fn posts(&self) -> impl Iterator<Item = (u64, &Seen)> {
        self.posts.iter().map(|(key, seen)| (*key, seen))
    }

    fn raise(&mut self, level: u32) {
        if level > self.level {
            self.level = level;
            self.posts.retain(|key, _| key.leading_zeros() >= level);
            self.size = self.posts.values().map(Seen::size).sum();
        }
    }

    fn insert(&mut self, key: u64, seen: Seen) {
        if key.leading_zeros() < self.level {
            return;
        }
        match self.posts.get_mut(&key) {
            Some(known) if known.rank() >= seen.rank() => return,
            Some(known) => {
                self.size = self.size - known.size() + seen.size();
                *known = seen;
            }
            None => {
                self.size += seen.size();
                self.posts.insert(key, seen);
            }
        }
        while self.size > SOURCE {
            self.raise(self.level + 1);
        }
    }

    /// Returns the size that counts at the common level.
    fn charge(&self, level: u32) -> usize {
        if self.level > level { SOURCE } else { self.size }
    }
}

/// Sources by author.
type Authors = BTreeMap<String, Source>;

/// The remembered posts.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(from = "Stored"))]
pub(super) struct Sample {
    level: u32,
    /// Sources by host, then by author; the author is empty if unknown.
    hosts: BTreeMap<String, Authors>,
    #[cfg_attr(feature = "serde", serde(skip))]
    charged: usize,
}

#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
struct Stored {
    level: u32,
    hosts: BTreeMap<String, Authors>,
}

#[cfg(feature = "serde")]
impl From<Stored> for Sample {
    fn from(stored: Stored) -> Sample {
        let mut sample = Sample::default();
        sample.merge(Sample { level: stored.level.min(u64::BITS), hosts: stored.hosts, charged: 0 });
        sample
    }
}

impl Sample {
    pub(super) fn hosts(&self) -> impl Iterator<Item = (&str, &Authors)> {
        self.hosts.iter().map(|(host, authors)| (host.as_str(), authors))
    }

    pub(super) fn posts(&self) -> usize {
        self.hosts.values().flat_map(BTreeMap::values).map(|source| source.posts.len()).sum()
    }

    pub(super) fn insert(&mut self, host: &str, author: &str, key: u64, seen: Seen) {
        if key.leading_zeros() < self.level {
            return;
        }
        let source = self.source(host, author);
        let before = source.1.charge(source.0);
        source.1.insert(key, seen);
        let after = source.1.charge(source.0);
        self.charged = self.charged - before + after;
        self.limit();
    }

    pub(super) fn merge(&mut self, other: Sample) {
        self.raise(other.level);
        for (host, authors) in other.hosts {
            for (author, other) in authors {
                let (level, source) = self.source(&host, &author);
                let before = source.charge(level);
                source.raise(other.level.min(u64::BITS));
                for (key, seen) in other.posts {
                    source.insert(key, seen);
                }
                let after = source.charge(level);
                self.charged = self.charged - before + after;
            }
        }
        self.limit();
        self.forget_empty();
    }

    fn source(&mut self, host: &str, author: &str) -> (u32, &mut Source) {
        if !self.hosts.contains_key(host) {
            self.hosts.insert(host.to_owned(), Authors::new());
        }
        let authors = self.hosts.entry(host.to_owned()).or_default();
        let new = Source { level: self.level, ..Source::default() };
        (self.level, authors.entry(author.to_owned()).or_insert(new))
    }

    fn limit(&mut self) {
        while self.charged > TOTAL {
            self.raise(self.level + 1);
        }
    }

    fn raise(&mut self, level: u32) {
        if level <= self.level {
            return;
        }
        self.level = level;
        for source in self.hosts.values_mut().flat_map(BTreeMap::values_mut) {
            source.raise(level);
        }
        self.charged = self.hosts.values().flat_map(BTreeMap::values).map(|source| source.charge(level)).sum();
        self.forget_empty();
    }

    /// Drops sources that have no posts at the common level.
    fn forget_empty(&mut self) {
        let level = self.level;
        for authors in self.hosts.values_mut() {
            authors.retain(|_, source| !source.posts.is_empty() || source.level > level);
        }
        self.hosts.retain(|_, authors| !authors.is_empty());
    }
}

/// FNV-1a with a finalizer: the same on every machine and in every version.
pub(super) fn hash(parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    mixed(hash)
}

/// The finalizer of SplitMix64.
pub(super) fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns enough posts of a few sources that both kinds of level rise.
    fn posts() -> Vec<(String, u64, Seen)> {
        let text = "x".repeat(60_000);
        let posts = (0..3_000).map(|i| {
            let source = format!("source {}", i % 70);
            let seen = Seen {
                text: text.get(..20_000 + i * 13 % 40_000).unwrap().into(),
                lines: Box::default(),
                address: 0,
                day: None,
                is_bare: false,
            };
            (source, hash(&[&(i / 3 * 3).to_string(), "key"]), seen)
        });
        posts.collect()
    }

    fn sample(posts: &[(String, u64, Seen)]) -> Sample {
        let mut sample = Sample::default();
        for (source, key, seen) in posts {
            sample.insert(source, "", *key, seen.clone());
        }
        sample
    }

    #[test]
    fn order_and_division_make_no_difference() {
        let mut posts = posts();
        let whole = sample(&posts);
        assert!(whole.level > 0 && whole.charged <= TOTAL);
        posts.reverse();
        assert!(sample(&posts) == whole);
        let mut shards: Vec<Sample> = posts.chunks(377).map(sample).collect();
        let mut merged = Sample::default();
        while !shards.is_empty() {
            merged.merge(shards.swap_remove(shards.len() / 2));
        }
        assert!(merged == whole);
        merged.merge(sample(posts.get(..500).unwrap()));
        assert!(merged == whole, "posts that are known already change nothing");
    }

    #[test]
    fn a_full_source_remembers_a_part_of_its_posts() {
        let posts: Vec<_> = posts().into_iter().map(|(_, key, seen)| ("one".to_owned(), key, seen)).collect();
        let sample = sample(&posts);
        assert_eq!(sample.level, 0);
        assert!((20..200).contains(&sample.posts()), "{}", sample.posts());
    }
}
