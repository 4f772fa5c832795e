//! Splits lines into recurring pieces.

use std::ops::Range;

use super::text::{Corpus, Frequencies, Line, SHINGLE};
use crate::words::masked::{is_border, is_cjk};

/// The minimal number of characters of a piece.
const PIECE: usize = 8;

/// A recurring piece of a line.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The index of its line in the corpus.
    pub(super) line: usize,
    /// Its range in the characters of the corpus.
    pub(super) chars: Range<usize>,
    /// Its range in the bytes of the line.
    pub(super) range: Range<usize>,
    /// Whether it begins, and ends, next to punctuation or whitespace.
    pub(super) is_bordered: [bool; 2],
    /// Whether it begins and ends where sentences do.
    pub(super) is_sentence: bool,
}

/// Reusable memory for the frequencies of a line.
#[derive(Default)]
pub(super) struct Cutter {
    found: Vec<u32>,
}

impl Cutter {
    /// Returns the pieces of a line, in order, and its recurring characters.
    pub(super) fn cut(
        &mut self,
        corpus: &Corpus<'_>,
        frequencies: &Frequencies,
        (index, is_bare): (usize, bool),
        pieces: &mut Vec<Piece>,
        recurring: &mut Vec<Range<usize>>,
    ) {
        let Some(line) = corpus.lines.get(index) else { return };
        let chars = corpus.chars_of(line.chars.clone());
        frequencies.of_line(chars, &mut self.found);
        if self.found.iter().all(|&count| count == 0) {
            return;
        }
        let size = SHINGLE.min(chars.len());
        let mut at = 0;
        while let Some(behind) = self.found.get(at..).filter(|rest| !rest.is_empty()) {
            let Some(begin) = behind.iter().position(|&count| count > 0) else { break };
            let begin = at + begin;
            // Adjacent runs are merged; too few shingles between them cover nothing.
            let mut end = begin;
            while self.found.get(end + 1).is_some_and(|&count| count > 0) {
                end += 1;
            }
            at = end + 1;
            let run = begin..end + size;
            let begin =
                recurring.last().map_or(run.start, |last| last.end.saturating_sub(line.chars.start).max(run.start));
            if begin < run.end {
                recurring.push(line.chars.start + begin..line.chars.start + run.end);
                self.cut_run(corpus, line, index, begin..run.end, (frequencies.least(), is_bare), pieces);
            }
        }
    }

    /// Splits a run of recurring characters where the number of posts changes, and at ends of sentences.
    fn cut_run(
        &self,
        corpus: &Corpus<'_>,
        line: &Line<'_>,
        index: usize,
        run: Range<usize>,
        (least, is_bare): (u32, bool),
        pieces: &mut Vec<Piece>,
    ) {
        let count = |at: usize| self.found.get(at).copied().unwrap_or(0);
        // Two recurring texts are split only at a boundary of the text.
        let may_end = |at: usize| {
            let place = start_of(corpus, line, at);
            // Text before an address is its label.
            let is_label = line.text.get(place..).is_some_and(|behind| behind.starts_with("http"));
            match is_bare {
                true => !is_label && is_border(line.text, place) && begins_well(line.text, place),
                false => ends_sentence(corpus, line, at),
            }
        };
        let is_rarer = |count: u32, than: u32| count < least || u64::from(count) * 10 < u64::from(than) * 6;
        let starts = |at: usize| count(at) > 0 && at > 0 && is_rarer(count(at - 1), count(at));
        let ends = |at: usize| {
            let last = at.checked_sub(SHINGLE);
            last.is_some_and(|last| count(last) > 0 && is_rarer(count(last + 1), count(last)))
        };
        // A few characters that some posts have by chance next to what all posts have.
        let start = (run.start + 1..run.end.min(run.start + PIECE)).rev().find(|&at| starts(at)).unwrap_or(run.start);
        let end = (start.max(run.end.saturating_sub(PIECE)) + 1..run.end).find(|&at| ends(at)).unwrap_or(run.end);
        let run = start..end;
        let mut from = run.start;
        let mut sentence = run.start;
        for at in run.start + 1..=run.end {
            let is_end = at == run.end;
            let is_border = !is_end && (starts(at) || ends(at)) && may_end(at);
            if is_border && at - from >= PIECE && run.end - at >= PIECE {
                self.push(corpus, line, index, from..at, pieces);
                (from, sentence) = (at, at);
                continue;
            }
            if is_end {
                self.push(corpus, line, index, from..at, pieces);
            } else if at - sentence >= SHINGLE && run.end - at >= SHINGLE && ends_sentence(corpus, line, at) {
                self.push(corpus, line, index, from..at, pieces);
                (from, sentence) = (at, at);
            }
        }
    }

    /// Adds a piece without punctuation at its ends that belongs to its neighbours, and with whole words and addresses.
    fn push(&self, corpus: &Corpus<'_>, line: &Line<'_>, index: usize, part: Range<usize>, pieces: &mut Vec<Piece>) {
        let is_line = part == (0..line.chars.len());
        let (mut start, mut end) = (line.chars.start + part.start, line.chars.start + part.end);
        let is_at = |at: usize, class: fn(char) -> bool| corpus.chars.get(at).is_some_and(|&c| class(c));
        let start_of = |at: usize| corpus.places.get(at).map_or(0, |place| place.start as usize);
        let end_of = |at: usize| corpus.places.get(at - 1).map_or(0, |place| place.end as usize);
        while !is_line
            && start < end
            && start > line.chars.start
            && (is_at(start, closes) || !is_border(line.text, start_of(start)))
        {
            start += 1;
        }
        while !is_line
            && start < end
            && end < line.chars.end
            && (is_at(end - 1, opens) || !is_border(line.text, end_of(end)))
        {
            end -= 1;
        }
        // A piece that begins within a sentence ends with that sentence.
        let is_within = !is_line && start > line.chars.start && !corpus.chars.get(start).is_some_and(|&c| is_cjk(c));
        if is_within && start < end && !begins_well(line.text, start_of(start)) {
            let next = second_sentence(corpus.chars_of(start..end)).map_or(end, |next| start + next);
            start = if is_border(line.text, start_of(next)) { next } else { end };
        }
        if !is_line {
            let open = unclosed(corpus.chars_of(start..end));
            end = open.map_or(end, |open| start + open);
            while start < end && !is_border(line.text, end_of(end)) {
                end -= 1;
            }
        }
        if start >= end || !is_line && end - start < PIECE {
            return;
        }
        let range = start_of(start)..end_of(end);
        let is_bordered = [range.start, range.end].map(|at| begins_well(line.text, at));
        let is_sentence = [range.start, range.end].iter().all(|&at| is_between_sentences(line.text, at));
        pieces.push(Piece { line: index, chars: start..end, range, is_bordered, is_sentence });
    }
}

/// Returns whether an address ends at an offset.
fn ends_address(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default();
    before.bytes().rev().take_while(u8::is_ascii_graphic).count() > 8
        && before.rsplit(|c: char| !c.is_ascii_graphic()).next().is_some_and(|word| word.contains("://"))
}

/// Returns the offset of a character in its line.
fn start_of(corpus: &Corpus<'_>, line: &Line<'_>, at: usize) -> usize {
    corpus.places.get(line.chars.start + at).map_or(line.text.len(), |place| place.start as usize)
}

/// Returns whether a character ends the text before it.
fn closes(c: char) -> bool {
    "。，、；：！？…⋯,.;:!?)）」』】》〉”’]".contains(c)
}

/// Returns whether a character begins the text after it.
fn opens(c: char) -> bool {
    "(（「『【《〈“‘[#＃@-—–~=*•►▶✪👉☞♥".contains(c)
}

/// Returns the index of the first unbalanced bracket.
fn unclosed(chars: &[char]) -> Option<usize> {
    const PAIRS: &[(char, char)] =
        &[('（', '）'), ('(', ')'), ('「', '」'), ('『', '』'), ('【', '】'), ('《', '》'), ('〔', '〕'), ('“', '”')];
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, &c) in chars.iter().enumerate() {
        if let Some((_, close)) = PAIRS.iter().find(|(begin, _)| *begin == c) {
            open.push((at, *close));
        } else if open.last().is_some_and(|(_, close)| *close == c) {
            open.pop();
        }
    }
    open.first().map(|(at, _)| *at)
}

/// Returns whether a sentence or a line ends before a character of a line.
fn ends_sentence(corpus: &Corpus<'_>, line: &Line<'_>, at: usize) -> bool {
    let place = |at: usize| corpus.places.get(line.chars.start + at).cloned().unwrap_or_default();
    let c = |at: usize| corpus.chars.get(line.chars.start + at).copied().unwrap_or(' ');
    let Some(before) = at.checked_sub(1) else { return false };
    let is_apart = corpus.is_apart(line.chars.start + at);
    let (last, next) = (c(before), c(at));
    if !is_apart && last.is_alphanumeric() && next.is_alphanumeric() && is_cjk(last) == is_cjk(next) {
        return false;
    }
    if closes(next) || !is_border(line.text, place(at).start as usize) {
        return false;
    }
    matches!(last, '。' | '！' | '？' | '…' | '⋯' | '!' | '?' | '.') && (is_apart || !last.is_ascii())
        || is_apart && (is_cjk(last) || is_cjk(next))
        || "►▶✪👉☞♥【".contains(next)
        || last.is_ascii() && is_cjk(next) && ends_address(line.text, place(at).start as usize)
}

/// Returns whether a text may end and another begin at an offset of a line: next to punctuation, between two scripts,
/// or next to whitespace that does not merely separate two words.
fn begins_well(line: &str, at: usize) -> bool {
    let (before, behind) = (line.get(..at).unwrap_or_default(), line.get(at..).unwrap_or_default());
    let last = before.trim_end().chars().next_back();
    let (Some(last), Some(next)) = (last, behind.trim_start().chars().next()) else { return true };
    let is_apart = before.ends_with(char::is_whitespace) || behind.starts_with(char::is_whitespace);
    match last.is_alphanumeric() && next.is_alphanumeric() {
        true => is_cjk(last) != is_cjk(next) || is_apart && is_cjk(last),
        false => !(is_apart && next.is_lowercase() && matches!(last, ',' | ';')),
    }
}

/// Returns the index at which the second sentence of a text begins.
fn second_sentence(chars: &[char]) -> Option<usize> {
    let ends = chars.iter().position(|c| matches!(c, '。' | '！' | '？' | '!' | '?' | '.'))?;
    chars.get(ends..)?.iter().position(|c| c.is_alphanumeric()).map(|behind| ends + behind)
}

/// Returns whether a sentence may end and another begin at an offset of a line.
fn is_between_sentences(line: &str, at: usize) -> bool {
    let (before, behind) = (line.get(..at).unwrap_or_default(), line.get(at..).unwrap_or_default());
    let last = before.trim_end().trim_end_matches(['”', '」', '"', '』', '）', ')', '】']).chars().next_back();
    let is_end = |c: char| matches!(c, '。' | '！' | '？' | '…' | '⋯' | '!' | '?' | '.' | '～' | '~');
    before.trim().is_empty() || behind.trim().is_empty() || last.is_some_and(is_end)
}
