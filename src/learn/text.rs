//! The lines of many posts as masked characters, and the frequencies of their pieces.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use super::sample::{LineFlags, Seen, mixed};
use crate::words::masked::{Ids, scan};

/// The number of characters of a shingle: enough that two writers do not produce the same one by chance.
pub(super) const SHINGLE: usize = 16;

/// A post of a source.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    pub(super) author: &'a str,
    pub(super) seen: &'a Seen,
}

/// A line of one of the posts.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) flags: LineFlags,
    /// Its range in the characters of the corpus.
    pub(super) chars: Range<usize>,
}

/// The lines of the posts.
pub(super) struct Corpus<'a> {
    pub(super) members: Vec<Member<'a>>,
    pub(super) lines: Vec<Line<'a>>,
    /// The lines of each post.
    pub(super) posts: Vec<Range<usize>>,
    pub(super) chars: Vec<char>,
    /// The range of each character in its line.
    pub(super) places: Vec<Range<u32>>,
}

impl<'a> Corpus<'a> {
    pub(super) fn of(members: Vec<Member<'a>>) -> Self {
        let size = members.iter().map(|member| member.seen.text.len() / 2).sum();
        let mut corpus = Corpus {
            members,
            lines: Vec::new(),
            posts: Vec::new(),
            chars: Vec::with_capacity(size),
            places: Vec::with_capacity(size),
        };
        for member in &corpus.members {
            let first = corpus.lines.len();
            for (text, flags) in member.seen.text.lines().zip(member.seen.lines.iter()) {
                let begin = corpus.chars.len();
                scan(text, Ids::Masked, |c, place| {
                    corpus.chars.push(c);
                    corpus.places.push(place.start as u32..place.end as u32);
                });
                corpus.lines.push(Line { text, flags: *flags, chars: begin..corpus.chars.len() });
            }
            corpus.posts.push(first..corpus.lines.len());
        }
        corpus
    }

    pub(super) fn chars_of(&self, range: Range<usize>) -> &[char] {
        self.chars.get(range).unwrap_or_default()
    }

    /// Returns whether there is whitespace before a character.
    pub(super) fn is_apart(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.places.get(before));
        before.zip(self.places.get(at)).is_some_and(|(before, place)| before.end < place.start)
    }

    pub(super) fn lines_of(&self, post: usize) -> &[Line<'a>] {
        self.posts.get(post).and_then(|range| self.lines.get(range.clone())).unwrap_or_default()
    }
}

/// A hasher for values that are hashes.
#[derive(Default)]
pub(super) struct Known(u64);

impl Hasher for Known {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

pub(super) type ByHash<T> = HashMap<u64, T, BuildHasherDefault<Known>>;

/// The number of posts of each shingle that occurs in enough of them.
pub(super) struct Frequencies {
    by_shingle: ByHash<(u32, u32)>,
    least: u32,
}

impl Frequencies {
    pub(super) fn of(corpus: &Corpus<'_>, least: u32) -> Self {
        // Most shingles occur in one post; a small table of counters excludes them from exact counting.
        let slots = (corpus.chars.len() / 2).next_power_of_two().clamp(1 << 12, 1 << 22);
        let mut coarse = vec![0u8; slots];
        let slot = |shingle: u64| shingle as usize & (slots - 1);
        for line in &corpus.lines {
            for_shingles(corpus.chars_of(line.chars.clone()), |_, shingle| {
                if let Some(count) = coarse.get_mut(slot(shingle)) {
                    *count = count.saturating_add(1);
                }
            });
        }
        let enough = least.min(u8::MAX.into()) as u8;
        let mut by_shingle = ByHash::<(u32, u32)>::default();
        for post in 0..corpus.posts.len() {
            for line in corpus.lines_of(post) {
                for_shingles(corpus.chars_of(line.chars.clone()), |_, shingle| {
                    if coarse.get(slot(shingle)).is_some_and(|count| *count >= enough) {
                        let (count, last) = by_shingle.entry(shingle).or_insert((0, u32::MAX));
                        if *last != post as u32 {
                            (*count, *last) = (*count + 1, post as u32);
                        }
                    }
                });
            }
        }
        by_shingle.retain(|_, (count, _)| *count >= least);
        Frequencies { by_shingle, least }
    }

    pub(super) fn least(&self) -> u32 {
        self.least
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_shingle.is_empty()
    }

    /// Returns the number of posts of each shingle of a line; 0 if there are too few.
    pub(super) fn of_line(&self, chars: &[char], found: &mut Vec<u32>) {
        found.clear();
        for_shingles(chars, |_, shingle| {
            found.push(self.by_shingle.get(&shingle).map_or(0, |(count, _)| *count));
        });
    }
}

/// Calls a function with each shingle of a line and its index; a shorter line is a single shingle.
fn for_shingles(chars: &[char], mut each: impl FnMut(usize, u64)) {
    const BASE: u64 = 0x0100_0000_01b3;
    let top = (1..SHINGLE).fold(1u64, |top, _| top.wrapping_mul(BASE));
    if chars.is_empty() {
        return;
    }
    let mut hash = 0u64;
    for (at, &c) in chars.iter().enumerate() {
        if let Some(&gone) = at.checked_sub(SHINGLE).and_then(|gone| chars.get(gone)) {
            hash = hash.wrapping_sub(value(gone).wrapping_mul(top));
        }
        hash = hash.wrapping_mul(BASE).wrapping_add(value(c));
        if at + 1 >= SHINGLE {
            each(at + 1 - SHINGLE, mixed(hash));
        }
    }
    if chars.len() < SHINGLE {
        each(0, mixed(hash ^ (chars.len() as u64) << 56));
    }
}

fn value(c: char) -> u64 {
    (u64::from(u32::from(c)) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Returns the hash of a piece.
pub(super) fn hash_of(chars: &[char]) -> u64 {
    mixed(chars.iter().fold(0x51_7c_c1_b7, |hash: u64, &c| mixed(hash.wrapping_add(value(c)))))
}
