//! Learns from a corpus of posts the boilerplate that sources add to every article: footers, channel descriptions,
//! calls to subscribe. The result is an ordinary [`RuleSet`] that a person can read, correct and keep.
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

/// The number of bytes of the posts of a host with several authors that are searched for text of the host.
const HOST: usize = 4 << 20;

/// Remembers posts, and finds the text that recurs in those of a source.
///
/// A source is a host or, where several authors share a host, an author on it; text that several authors of a host
/// share belongs to the host. Posts can be given in any order. Posts with the same title, or the same address, are
/// versions of one post, of which the longest counts.
///
/// # Memory
///
/// A learner remembers the lines of posts; of a long post, 8 KiB of its head and 8 KiB of its tail. Up to 2 MiB per
/// source and 96 MiB in all, it remembers everything, beyond that a sample, which is drawn by hashes of the titles:
/// every post has the same probability, and the sample depends only on the set of posts. A learner that has seen some
/// posts and is [merged](Self::merge) with one that has seen others therefore equals one that has seen all of them, in
/// any order. With serde it can be stored between runs; the stored form contains texts of the posts.
///
/// ```
/// use feedscrub::learn::{LearnOptions, Learner};
/// use feedscrub::Post;
///
/// let mut learner = Learner::new();
/// learner.observe(&Post::parse("---\ntitle: Rain\nfrom: https://rain.example/1\n---\n<p>It rains.</p>")?)?;
/// assert_eq!(learner.posts(), 1);
/// assert_eq!(learner.finish(&LearnOptions::default()).iter().count(), 0);
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Learner {
    sample: Sample,
}

impl Learner {
    /// Makes an empty learner.
    #[must_use]
    pub fn new() -> Self {
        Learner::default()
    }

    /// Reads a post. A post without host and author, or without text, is ignored.
    ///
    /// Costs less than cleaning the post.
    ///
    /// # Errors
    ///
    /// If the post exceeds one of the default [limits](crate::Limits). The state of the learner is unchanged then.
    pub fn observe(&mut self, post: &Post<'_>) -> Result<()> {
        // Built-in rules would hide the text that they remove, and learned rules should be independent of them.
        static READER: LazyLock<Cleaner> = LazyLock::new(|| Cleaner::builder().rules(RuleSet::empty()).build());
        let time = post.preamble.timestamp;
        let observed =
            READER.with_lines(post, |meta, host, dom, draft| observe::observe(meta, time, host, dom, draft))?;
        if let Some(observed) = observed {
            self.sample.insert(&observed.host, &observed.author, observed.key, observed.seen);
        }
        Ok(())
    }

    /// Merges two learners into one that has seen the posts of both. Associative and commutative; a post that both have
    /// seen counts once.
    #[must_use]
    pub fn merge(mut self, other: Learner) -> Learner {
        self.sample.merge(other.sample);
        self
    }

    /// Returns the number of remembered posts.
    pub fn posts(&self) -> usize {
        self.sample.posts()
    }

    /// Returns the rules that remove the recurring text, sorted by source and by the number of posts.
    #[must_use]
    pub fn finish(&self, options: &LearnOptions) -> RuleSet {
        self.findings(options).into_iter().collect()
    }

    /// Returns the recurring texts with their evidence, of which [`finish`](Self::finish) makes rules.
    ///
    /// Findings can be collected into a [`RuleSet`].
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

/// Returns the minimal number of posts with a piece.
fn least(posts: usize, options: &LearnOptions) -> u32 {
    let share = (posts as f64 * options.share).ceil() as u32;
    options.posts.max(share)
}

/// Returns the posts without those that have the address of an earlier one, up to this many bytes.
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
