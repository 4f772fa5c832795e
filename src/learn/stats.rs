//! Statistics about each recurring piece of the posts of a source.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use super::pieces::{Cutter, Piece};
use super::sample::LineFlags;
use super::text::{ByHash, Corpus, Frequencies, hash_of};
use crate::words::masked::{Ids, Masked, with_open_ids, words_len};

/// The number of characters of the article that may be between a piece and the end of the post.
const EDGE: usize = 40;
/// The minimal number of letters of a piece that is more than an address.
const WORDS: usize = 2;
/// The number of variants of a piece that are distinguished.
const VARIANTS: usize = 8;
/// The number of days of a month.
const MONTH: i32 = 30;

/// A recurring piece with its evidence.
#[derive(Clone, Debug, Default)]
pub(super) struct Recurring {
    /// The number of posts that contain it.
    pub(super) posts: u32,
    last: Option<u32>,
    /// Of these posts, those with no text of the article before it, or after it.
    pub(super) head: u32,
    pub(super) tail: u32,
    /// Of these posts, those in which it is a whole line.
    pub(super) whole: u32,
    /// Of these posts, those in which it begins, and ends, next to punctuation, whitespace or another piece.
    pub(super) begins: u32,
    pub(super) ends: u32,
    /// Of these posts, those in which it is whole sentences.
    pub(super) sentences: u32,
    /// Of these posts, those that consist of text and line breaks.
    pub(super) bare: u32,
    /// Of these posts, those in which its line consists of links, or asks for something.
    pub(super) links: u32,
    pub(super) asks: u32,
    /// Of these posts, those in which its line is not running text.
    pub(super) other: u32,
    pub(super) months: BTreeSet<i32>,
    pub(super) first_day: Option<i32>,
    pub(super) last_day: Option<i32>,
    pub(super) authors: HashSet<u64>,
    pub(super) chars: usize,
    /// The variants of its text, each with a number of posts; not all of them if there are many.
    variants: Vec<(u64, u32, String)>,
}

impl Recurring {
    fn met(&mut self, text: &str) {
        // Only ids in addresses make variants.
        if !text.contains("://") {
            match self.variants.first_mut() {
                Some((_, times, _)) => *times += 1,
                None => self.variants.push((0, 1, text.to_owned())),
            }
            return;
        }
        let hash = super::sample::hash(&[Masked::of(text, Ids::Kept).as_str()]);
        if let Some((_, times, _)) = self.variants.iter_mut().find(|(known, ..)| *known == hash) {
            *times += 1;
        } else if self.variants.len() < VARIANTS {
            self.variants.push((hash, 1, text.to_owned()));
        }
    }

    fn variant(&self) -> (u32, &str) {
        let first_of_most = self.variants.iter().rev().max_by_key(|(_, times, _)| *times);
        first_of_most.map_or((0, ""), |(_, times, text)| (*times, text))
    }

    /// Returns an example of the text.
    pub(super) fn text(&self) -> &str {
        self.variant().1
    }

    /// Returns the text that a rule matches, with a `*` for ids where they differ. `None` if it is only an address that
    /// differs.
    pub(super) fn pattern(&self, least: u32) -> Option<String> {
        let (times, text) = self.variant();
        let differs = u64::from(times) * 10 < u64::from(self.posts) * 8;
        match words_len(text) >= WORDS {
            true if differs => Some(with_open_ids(text)),
            false if differs && times < least => None,
            _ => Some(text.to_owned()),
        }
    }
}

/// The recurring pieces, and the pieces of each post in order.
#[derive(Default)]
pub(super) struct Found {
    pub(super) pieces: ByHash<Recurring>,
    /// The minimal number of posts with a piece.
    pub(super) least: u32,
    /// For each post, hashes of its pieces, and whether each piece directly follows the one before it.
    pub(super) order: Vec<Vec<(u64, bool)>>,
}

impl Found {
    pub(super) fn of(corpus: &Corpus<'_>, least: u32) -> Found {
        let frequencies = Frequencies::of(corpus, least);
        let mut found = Found { least, ..Found::default() };
        if frequencies.is_empty() {
            return found;
        }
        let mut cutter = Cutter::default();
        let (mut pieces, mut recurring) = (Vec::new(), Vec::new());
        for (post, lines) in corpus.posts.iter().enumerate() {
            pieces.clear();
            recurring.clear();
            let is_bare = corpus.members.get(post).is_some_and(|member| member.seen.is_bare);
            for line in lines.clone() {
                cutter.cut(corpus, &frequencies, (line, is_bare), &mut pieces, &mut recurring);
            }
            if !pieces.is_empty() {
                let article = Article::of(corpus, lines.clone(), &recurring);
                found.add(corpus, post as u32, &pieces, &article);
            }
        }
        found.pieces.retain(|_, piece| piece.posts >= least);
        for order in &mut found.order {
            order.retain(|(hash, _)| found.pieces.contains_key(hash));
        }
        found
    }

    fn add(&mut self, corpus: &Corpus<'_>, post: u32, pieces: &[Piece], article: &Article) {
        let Some(member) = corpus.members.get(post as usize) else { return };
        let author = super::sample::hash(&[member.author]);
        let mut order = Vec::new();
        let mut before: Option<&Piece> = None;
        for piece in pieces {
            let Some(line) = corpus.lines.get(piece.line) else { continue };
            let hash = hash_of(corpus.chars_of(piece.chars.clone()));
            let follows = before.is_some_and(|before| article.between(before.chars.end, piece.chars.start) == 0);
            order.push((hash, follows));
            before = Some(piece);
            let known = self.pieces.entry(hash).or_default();
            if known.last == Some(post) {
                continue;
            }
            if known.posts == 0 {
                known.chars = piece.chars.len();
            }
            let [begins, ends] = piece.is_bordered;
            known.last = Some(post);
            known.posts += 1;
            known.met(line.text.get(piece.range.clone()).unwrap_or_default());
            known.head += u32::from(article.before(piece.chars.start) <= EDGE);
            known.tail += u32::from(article.behind(piece.chars.end) <= EDGE);
            known.whole += u32::from(piece.chars == line.chars);
            known.begins += u32::from(begins || follows);
            known.ends += u32::from(ends);
            known.sentences += u32::from(piece.is_sentence);
            known.bare += u32::from(member.seen.is_bare);
            known.links += u32::from(line.flags.has(LineFlags::LINK));
            known.asks += u32::from(line.flags.has(LineFlags::ASKS));
            known.other += u32::from(line.flags.has(LineFlags::OTHER));
            known.authors.insert(author);
            if let Some(day) = member.seen.day {
                known.months.insert(day.div_euclid(MONTH));
                known.first_day = Some(known.first_day.map_or(day, |first| first.min(day)));
                known.last_day = Some(known.last_day.map_or(day, |last| last.max(day)));
            }
        }
        // A piece that directly follows another ends that one.
        for pair in order.windows(2) {
            if let [(hash, _), (_, true)] = pair
                && let Some(known) = self.pieces.get_mut(hash)
            {
                known.ends = (known.ends + 1).min(known.posts);
            }
        }
        self.order.push(order);
    }
}

/// The amount of non-recurring text of a post, up to each of its characters.
struct Article {
    begin: usize,
    sums: Vec<usize>,
}

impl Article {
    fn of(corpus: &Corpus<'_>, lines: Range<usize>, recurring: &[Range<usize>]) -> Article {
        let lines = corpus.lines.get(lines).unwrap_or_default();
        let begin = lines.first().map_or(0, |line| line.chars.start);
        let end = lines.last().map_or(begin, |line| line.chars.end);
        let mut sums = Vec::with_capacity(end - begin + 1);
        let mut sum = 0;
        sums.push(0);
        let mut runs = recurring.iter().peekable();
        for line in lines {
            let mut is_tag = false;
            for at in line.chars.clone() {
                while runs.next_if(|run| run.end <= at).is_some() {}
                let c = corpus.chars.get(at).copied().unwrap_or(' ');
                let is_apart = at > line.chars.start && corpus.is_apart(at);
                is_tag = matches!(c, '#' | '＃') || is_tag && !is_apart && c.is_alphanumeric();
                let recurs = runs.peek().is_some_and(|run| run.start <= at);
                sum += usize::from(!recurs && !is_tag && c.is_alphanumeric());
                sums.push(sum);
            }
        }
        Article { begin, sums }
    }

    fn before(&self, at: usize) -> usize {
        self.sums.get(at.saturating_sub(self.begin)).copied().unwrap_or(0)
    }

    fn behind(&self, at: usize) -> usize {
        self.sums.last().copied().unwrap_or(0).saturating_sub(self.before(at))
    }

    fn between(&self, start: usize, end: usize) -> usize {
        self.before(end).saturating_sub(self.before(start))
    }
}
