//! Learns from a corpus of posts what their sources add to every article: footers, channel descriptions, calls to
//! subscribe. What comes out is an ordinary [`RuleSet`] that a person can read, correct and keep.
//!
//! ```
//! use feedscrub::learn::{LearnOptions, Learner};
//! use feedscrub::{Cleaner, Post, RuleSet};
//!
//! let post = |day: usize| {
//!     let news = ["ferry", "mill", "bridge", "harbour", "school", "market", "library", "tower", "orchard", "station"];
//!     format!(
//!         "---\ntitle: Day {day}\nauthor: Quay Films\nfrom: https://films.example.org/watch?v={day}\n---\n<div>\n\
//!          Today we visit the {} of the town.Subscribe to my channel: https://films.example.org/quay\n</div>",
//!         news[day]
//!     )
//! };
//! let mut learner = Learner::new();
//! for day in 0..10 {
//!     learner.observe(&Post::parse(&post(day))?)?;
//! }
//! let learned = learner.finish(&LearnOptions::default());
//!
//! let mut rules = RuleSet::builtin();
//! rules.extend(learned);
//! let cleaner = Cleaner::builder().rules(rules).build();
//! let article = cleaner.clean(&post(3))?;
//! assert_eq!(article.to_text(), "Today we visit the harbour of the town.\n");
//! # Ok::<(), feedscrub::Error>(())
//! ```

mod care;
mod finding;
mod observe;
mod options;
mod pieces;
mod sample;
mod stats;
mod text;

use std::collections::HashSet;
use std::sync::LazyLock;

pub use finding::Finding;
pub use options::LearnOptions;

use crate::rules::RuleSet;
use crate::{Cleaner, Post, Result};
use sample::{Sample, Seen};
use stats::Found;
use text::{Corpus, Member};

/// Bytes of the posts of a host with several authors in which is looked for what is the host's.
const HOST: usize = 4 << 20;

/// Remembers posts, and tells what recurs in those of a source.
///
/// A source is a host, and where several authors share the host, an author there; what several authors of a host have
/// in common is the host's. Posts come in any order. Those with the same title, or the same address, are one post, of
/// which the longest version counts.
///
/// # Memory
///
/// A learner remembers the lines of posts, and of a long post 8 KiB of its head and 8 KiB of its tail. Up to 2 MiB for a source and
/// 96 MiB for all of them everything is remembered, beyond that a sample, which is drawn by hashes of the titles: every
/// post has the same chance, and which posts are in it depends on the set of posts alone. So a learner that has seen some posts
/// and was [merged](Self::merge) with one that has seen others is the same as one that has seen all of them, in whatever
/// order. With serde it can be stored between runs; what is stored holds texts of the posts.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Learner {
    sample: Sample,
}

impl Learner {
    /// A learner that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        Learner::default()
    }

    /// Reads a post. One that names neither a host nor an author teaches nothing, nor does one without text.
    ///
    /// Costs less than cleaning the post.
    ///
    /// # Errors
    ///
    /// When the post breaks one of the default [limits](crate::Limits). What was learned before stays.
    pub fn observe(&mut self, post: &Post<'_>) -> Result<()> {
        // Rules by name would hide what they take, and what is learned should stand by itself.
        static READER: LazyLock<Cleaner> = LazyLock::new(|| Cleaner::builder().rules(RuleSet::empty()).build());
        let time = post.preamble.timestamp;
        let observed =
            READER.with_lines(post, |meta, host, dom, draft| observe::observe(meta, time, host, dom, draft))?;
        if let Some(observed) = observed {
            self.sample.insert(&observed.host, &observed.author, observed.key, observed.seen);
        }
        Ok(())
    }

    /// Both learners as one: it has seen what either of them has. Associative and commutative, and a post that both have seen
    /// counts once.
    #[must_use]
    pub fn merge(mut self, other: Learner) -> Learner {
        self.sample.merge(other.sample);
        self
    }

    /// How many posts are remembered.
    pub fn posts(&self) -> usize {
        self.sample.posts()
    }

    /// The rules that take out what was learned, sorted by source and how many posts need them.
    #[must_use]
    pub fn finish(&self, options: &LearnOptions) -> RuleSet {
        self.findings(options).into_iter().collect()
    }

    /// What was learned, with the evidence: what [`finish`](Self::finish) makes rules of.
    ///
    /// Collected, findings are a [`RuleSet`].
    #[must_use]
    pub fn findings(&self, options: &LearnOptions) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (host, authors) in self.sample.hosts() {
            let has_several = authors.values().filter(|source| source.posts().next().is_some()).count() > 1;
            let mut known = HashSet::new();
            if has_several {
                let posts = authors
                    .iter()
                    .flat_map(|(author, source)| source.posts().map(move |(key, seen)| (key, author.as_str(), seen)));
                let corpus = Corpus::of(members(posts.collect(), HOST));
                let found = Found::of(&corpus, least(corpus.members.len(), options));
                let of_host = finding::findings(&corpus, &found, (host, None), options, |_, piece| {
                    piece.authors.len() >= options.authors
                });
                for (finding, hashes) in of_host {
                    known.extend(hashes);
                    findings.push(finding);
                }
            }
            for (author, source) in authors {
                let posts = source.posts().map(|(key, seen)| (key, author.as_str(), seen));
                let corpus = Corpus::of(members(posts.collect(), usize::MAX));
                let found = Found::of(&corpus, least(corpus.members.len(), options));
                let author = (has_several && !author.is_empty() || host.is_empty()).then_some(author.as_str());
                let own = finding::findings(&corpus, &found, (host, author), options, |hash, _| !known.contains(&hash));
                findings.extend(own.into_iter().map(|(finding, _)| finding));
            }
        }
        findings
    }
}

/// In how many posts a piece must stand.
fn least(posts: usize, options: &LearnOptions) -> u32 {
    let share = (posts as f64 * options.share).ceil() as u32;
    options.posts.max(share)
}

/// The posts without those that have the address of an earlier one, up to so many bytes.
fn members<'a>(mut posts: Vec<(u64, &'a str, &'a Seen)>, bytes: usize) -> Vec<Member<'a>> {
    posts.sort_unstable();
    let mut addresses = HashSet::new();
    let mut size = 0;
    let is_new = |(_, _, seen): &(u64, &str, &Seen)| seen.address == 0 || addresses.insert(seen.address);
    let members = posts.into_iter().filter(is_new).take_while(|(_, _, seen)| {
        size += seen.text.len();
        size <= bytes
    });
    members.map(|(_, author, seen)| Member { author, seen }).collect()
}
