//! Finds many texts in a line, by the first bytes after each character boundary.
//!
//! Most lines contain none of them, and an automaton reads every byte to find that out. Here a character costs one
//! access to a table of 16 kB.

use std::borrow::Cow;
use std::cmp::Reverse;

/// The number of bytes of a text that the table indexes.
const HEAD: u32 = 5;
const HEAD_BITS: u64 = (1 << (HEAD * 8)) - 1;
/// The number of words of the filter, large enough that few of its bits are set.
const FILTER_WORDS: usize = 2048;

/// A set of texts to find, ignoring ASCII case.
#[derive(Clone, Debug)]
pub(super) struct Needles {
    texts: Vec<Cow<'static, str>>,
    first: u32,
    /// A bit for each of 131,072 hashes of first bytes, set if a text begins with them.
    filter: Box<[u64; FILTER_WORDS]>,
    /// The first bytes of the texts, sorted by the hashes of the indexed ones.
    heads: Vec<Head>,
    /// For each set bit, in order, the index of its first entry in the heads; and the index of their end.
    entries: Vec<u32>,
    /// The number of set bits before each word of the filter.
    ranks: Box<[u16; FILTER_WORDS]>,
    /// Texts that are too short for the table.
    short: Vec<Head>,
    /// For each byte, the length of a character that begins with it, and whether a text begins with it.
    classes: Box<[u8; 256]>,
}

/// The beginning of a text.
#[derive(Clone, Copy, Debug)]
struct Head {
    /// Its first eight bytes or fewer, with ASCII letters in one case.
    bytes: u64,
    /// A mask of those bytes.
    mask: u64,
    /// The index of the text.
    place: u32,
}

/// The range of a text in a line. Hits are ordered by their end, and those with the same end by length, the longest
/// first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hit {
    end: u32,
    length: Reverse<u32>,
    needle: u32,
}

impl Hit {
    pub(super) fn start(&self) -> usize {
        (self.end - self.length.0) as usize
    }

    pub(super) fn end(&self) -> usize {
        self.end as usize
    }

    /// Returns the number of the text.
    pub(super) fn needle(&self) -> usize {
        self.needle as usize
    }
}

impl Needles {
    /// Makes a set of texts; `first` is the number of the first text in hits.
    pub(super) fn new<T: Into<Cow<'static, str>>>(texts: impl IntoIterator<Item = T>, first: u32) -> Needles {
        let texts: Vec<Cow<'static, str>> = texts.into_iter().map(Into::into).collect();
        let mut needles = Needles {
            texts,
            first,
            filter: Box::new([0; FILTER_WORDS]),
            heads: Vec::new(),
            entries: Vec::new(),
            ranks: Box::new([0; FILTER_WORDS]),
            short: Vec::new(),
            classes: Box::new(CLASSES),
        };
        for (place, text) in (0..).zip(&needles.texts) {
            let first = text.as_bytes().first().copied().unwrap_or_default();
            for first in [first.to_ascii_lowercase(), first.to_ascii_uppercase()] {
                if let Some(class) = needles.classes.get_mut(usize::from(first)) {
                    *class |= BEGINS;
                }
            }
            match text.len() < HEAD as usize {
                true => needles.short.push(Head::of(text, place)),
                false => needles.heads.push(Head::of(text, place)),
            }
        }
        for head in &needles.heads {
            let hash = head.hash();
            if let Some(word) = needles.filter.get_mut((hash >> 6) as usize) {
                *word |= 1 << (hash & 63);
            }
        }
        let mut set = 0;
        for (rank, word) in needles.ranks.iter_mut().zip(&*needles.filter) {
            *rank = set;
            set += word.count_ones() as u16;
        }
        needles.sort(usize::from(set));
        needles
    }

    /// Sorts the heads by the set bits of their hashes, of which there are `set`, by counting.
    fn sort(&mut self, set: usize) {
        let mut entries = vec![0; set + 1];
        for head in &self.heads {
            if let Some(count) = entries.get_mut(self.bit(head.hash()) + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for entry in &mut entries {
            sum += *entry;
            *entry = sum;
        }
        let mut next = entries.clone();
        let mut sorted = self.heads.clone();
        for head in &self.heads {
            let Some(next) = next.get_mut(self.bit(head.hash())) else { continue };
            if let Some(place) = sorted.get_mut(*next as usize) {
                *place = *head;
            }
            *next += 1;
        }
        (self.heads, self.entries) = (sorted, entries);
    }

    /// Returns the number of set bits in the filter before the bit of a hash.
    fn bit(&self, hash: u32) -> usize {
        let before = bits_of(&self.filter, hash) & ((1 << (hash & 63)) - 1);
        let rank = self.ranks.get((hash >> 6) as usize).copied().unwrap_or(0);
        usize::from(rank) + before.count_ones() as usize
    }

    /// Calls `found` for the texts that begin at one of the first `places` bytes, but not within an English word.
    pub(super) fn find(&self, line: &str, places: usize, mut found: impl FnMut(Hit)) {
        let bytes = line.as_bytes();
        let filter = &*self.filter;
        let skip = |at| skip_chinese(filter, bytes, places, at);
        for_each_start(&self.classes, bytes, places, skip, |at, here| {
            let hash = hash(to_head(here));
            if bits_of(filter, hash) >> (hash & 63) & 1 != 0 {
                self.find_long(here, hash, bytes, at, &mut found);
            }
        });
        if !self.short.is_empty() {
            for_each_start(
                &self.classes,
                bytes,
                places,
                |at| at,
                |at, here| {
                    let here = here | SMALL;
                    for head in self.short.iter().filter(|head| here & head.mask == head.bytes) {
                        self.hand_over(head.place, bytes, at, &mut found);
                    }
                },
            );
        }
    }

    /// Calls a function with the texts of a set bit in a word of the filter, given the number of set bits before it.
    #[inline(never)]
    fn find_long(&self, here: u64, hash: u32, line: &[u8], at: usize, found: &mut impl FnMut(Hit)) {
        let bit = self.bit(hash);
        let Some(&[start, end]) = self.entries.get(bit..bit + 2) else { return };
        for head in self.heads.get(start as usize..end as usize).unwrap_or_default() {
            if (here | SMALL) & head.mask == head.bytes {
                self.hand_over(head.place, line, at, found);
            }
        }
    }

    fn hand_over(&self, needle: u32, line: &[u8], at: usize, found: &mut impl FnMut(Hit)) {
        let text = self.texts.get(needle as usize).map_or("", |text| &**text);
        if line.get(at..at + text.len()).is_some_and(|there| there.eq_ignore_ascii_case(text.as_bytes())) {
            let (end, length) = ((at + text.len()) as u32, Reverse(text.len() as u32));
            found(Hit { end, length, needle: self.first + needle });
        }
    }
}

/// The bits of a class that are the length of a character by its first byte.
const STEP: u8 = 7;
const LETTER: u8 = 8;
const ALPHANUMERIC: u8 = 16;
/// The bit of a class that is set if a text begins with the byte.
const BEGINS: u8 = 32;

/// The class of a character, by its first byte.
#[expect(clippy::indexing_slicing, reason = "made by the compiler")]
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => 1 | LETTER | ALPHANUMERIC,
            b'0'..=b'9' => 1 | ALPHANUMERIC,
            0..0xc0 => 1,
            0xc0..0xe0 => 2,
            _ => 4,
        };
        byte += 1;
    }
    classes
};

/// Returns the first offset from `at` on that has no Chinese character, or where a text may begin. Most input is
/// Chinese without any of the texts, and a separate loop takes half as many instructions for it.
#[inline(never)]
fn skip_chinese(filter: &[u64; FILTER_WORDS], line: &[u8], places: usize, at: usize) -> usize {
    let mut rest = line.get(at..).unwrap_or_default();
    let behind = line.len() - places.min(line.len());
    while let Some(chunk) = rest.first_chunk()
        && rest.len() > behind
    {
        let here = u64::from_le_bytes(*chunk);
        let hash = hash(to_head(here));
        if here & 0xf0 != 0xe0 || bits_of(filter, hash) >> (hash & 63) & 1 != 0 {
            break;
        }
        rest = rest.get(3..).unwrap_or_default();
    }
    line.len() - rest.len()
}

/// Returns the word of the filter that contains the bit of a hash.
fn bits_of(filter: &[u64; FILTER_WORDS], hash: u32) -> u64 {
    filter.get((hash >> 6) as usize).copied().unwrap_or(0)
}

/// Calls `hand_over` for each offset at which a character, and perhaps a word, begins, with the eight bytes from there
/// on as a little-endian number. `skip` returns the offset at which to continue after a Chinese character.
#[inline(always)]
fn for_each_start(
    classes: &[u8; 256],
    line: &[u8],
    places: usize,
    skip: impl Fn(usize) -> usize,
    mut hand_over: impl FnMut(usize, u64),
) {
    let class_of = |byte: u8| classes.get(usize::from(byte)).copied().unwrap_or(1);
    // If no text begins with a space, a space after a word is skipped without a separate step.
    let skips_blank = class_of(b' ') & BEGINS == 0;
    let mut before = 0;
    let mut at = 0;
    let places = places.min(line.len());
    while at < places {
        let bytes = match line.get(at..).and_then(<[u8]>::first_chunk) {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => last_bytes(line.get(at..).unwrap_or_default()),
        };
        // Chinese characters have a separate branch: the next offset is known before the class is loaded.
        if matches!(bytes as u8, 0xe0..=0xef) {
            hand_over(at, bytes);
            before = 0;
            at = skip(at + 3);
            continue;
        }
        let class = class_of(bytes as u8);
        if class & BEGINS != 0 && (before & LETTER == 0 || class & ALPHANUMERIC == 0) {
            hand_over(at, bytes);
        }
        before = class;
        if class & LETTER == 0 {
            at += usize::from(class & STEP);
            continue;
        }
        // Texts do not begin at the other letters of a word.
        let letters = leading_letters(bytes);
        at += letters;
        if skips_blank && letters < 8 && (bytes >> (8 * letters)) as u8 == b' ' {
            at += 1;
            before = 0;
        }
    }
}

/// Returns the number of ASCII letters before any other byte, for eight bytes at once: the highest bit of each marks a
/// letter.
fn leading_letters(bytes: u64) -> usize {
    const HIGHEST: u64 = u64::from_le_bytes([0x80; 8]);
    const fn all(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    let lower = (bytes | all(0x20)) & !HIGHEST;
    let from_a = lower + all(0x80 - b'a');
    let behind_z = lower + all(0x80 - (b'z' + 1));
    let letters = from_a & !behind_z & !bytes & HIGHEST;
    (letters ^ HIGHEST).trailing_zeros() as usize / 8
}

/// Returns the bytes of a text shorter than eight bytes, padded with zeros.
#[cold]
fn last_bytes(text: &[u8]) -> u64 {
    text.iter().rev().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte))
}

/// The bit that turns an ASCII letter into lower case, in each of eight bytes.
const SMALL: u64 = u64::from_le_bytes([0x20; 8]);

/// Returns the first bytes with ASCII letters in one case.
fn to_head(bytes: u64) -> u64 {
    (bytes | SMALL) & HEAD_BITS
}

impl Head {
    fn of(text: &str, place: u32) -> Head {
        let first = text.as_bytes().get(..8).unwrap_or(text.as_bytes());
        let mask = u64::MAX >> (64 - 8 * first.len() as u32);
        Head { bytes: (last_bytes(first) | SMALL) & mask, mask, place }
    }

    fn hash(&self) -> u32 {
        hash(to_head(self.bytes))
    }
}

fn hash(head: u64) -> u32 {
    (head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - FILTER_WORDS.trailing_zeros() - 6)) as u32
}

#[cfg(test)]
mod tests {
    use aho_corasick::AhoCorasick;
    use proptest::prelude::{Strategy, prop, prop_assert_eq, prop_oneof, proptest};

    use super::*;
    use crate::words::phrases::PHRASES;

    fn phrases() -> impl Iterator<Item = &'static str> {
        PHRASES.iter().flat_map(|(_, phrases)| phrases.iter().map(|(phrase, ..)| *phrase))
    }

    fn line() -> impl Strategy<Value = String> {
        let all: Vec<&str> = phrases().collect();
        let phrase = prop::sample::select(all.clone()).prop_map(str::to_owned);
        let upper = prop::sample::select(all.clone()).prop_map(str::to_ascii_uppercase);
        let start =
            (prop::sample::select(all), 0..4usize).prop_map(|(phrase, length)| phrase.chars().take(length).collect());
        prop::collection::vec(prop_oneof![phrase, upper, start, "[a-cA-C 雨é😀。]{0,3}"], 0..6)
            .prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn every_text_is_found_that_ends_no_word(line in line()) {
            let texts = phrases;
            let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(texts()).unwrap();
            let ends_word = |start: usize| {
                start > 0 && line.as_bytes()[start - 1].is_ascii_alphabetic() && line.as_bytes()[start].is_ascii_alphanumeric()
            };
            let expected: Vec<_> = automaton.find_overlapping_iter(&line)
                .filter(|found| !ends_word(found.start()))
                .map(|found| (found.start(), found.end(), found.pattern().as_usize())).collect();
            let mut found = Vec::new();
            Needles::new(texts(), 0).find(&line, line.len(), |hit| found.push(hit));
            found.sort_unstable();
            let found: Vec<_> = found.iter().map(|hit| (hit.start(), hit.end(), hit.needle())).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn letters_of_a_chunk() {
        for byte in 0..=255u8 {
            for at in 0..8 {
                let mut chunk = *b"aZmAzqQy";
                chunk[at] = byte;
                assert_eq!(
                    leading_letters(u64::from_le_bytes(chunk)),
                    if byte.is_ascii_alphabetic() { 8 } else { at },
                    "{byte:#x}"
                );
            }
        }
    }

    #[test]
    fn only_the_first_places_are_read() {
        let needles = Needles::new(["ab", "abcdef"], 7);
        let count = |places| {
            let mut found = Vec::new();
            needles.find("ab ab ABCDEF", places, |hit| found.push(hit));
            assert!(found.iter().all(|hit| hit.needle() >= 7));
            found.len()
        };
        assert_eq!((count(1), count(6), count(7)), (1, 2, 4));
    }
}
