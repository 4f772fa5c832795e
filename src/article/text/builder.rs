//! Builds texts from runs of source text: collapses whitespace, removes invisible characters, opens and closes marks.

use std::sync::Arc;

use super::characters::{
    CHUNK, Class, MAY_BE_UNSEEN, classify, is_cjk, is_needed, is_shown_as_it_stands, is_shown_tail, is_source_blank,
    shown_len,
};
use super::merge::merge_neighbours;
use super::texts::Part;
use super::{Mark, MarkKind, Source, Text, Texts, is_formula};
use crate::address::written_len;
use crate::scratch;

/// The number of bytes of the tags of a mark, and of those of a link.
const MARKUP: usize = 16;
const LINK_MARKUP: usize = 48;

/// The maximal number of marks around one position.
const MAX_OPEN: usize = 48;

/// A builder of texts from runs of source text, as a browser displays them: whitespace is collapsed, invisible
/// characters are removed, and a line break between two CJK characters makes no space.
#[derive(Debug, Default)]
pub(crate) struct TextBuilder {
    /// The finished texts, and the current one.
    string: String,
    /// The offset at which the current text begins.
    begin: usize,
    /// The finished texts, as ranges of the string and of the marks.
    parts: Vec<Part>,
    done: Vec<Mark>,
    marks: Vec<Mark>,
    /// Marks that continue in the next text, while one is ended.
    reopening: Vec<Mark>,
    /// Indices in `done` of the marks that contain the one under examination.
    outer: Vec<usize>,
    /// Indices of the open marks; `None` for elements without a mark.
    open: Vec<Option<usize>>,
    links: u32,
    blank: Blank,
    /// The number of bytes of markup of marks that were opened again.
    reopened: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Blank {
    #[default]
    None,
    Space,
    SourceLine,
    /// Whitespace that follows is ignored.
    Joined,
}

impl TextBuilder {
    /// Makes a builder with capacity for this many bytes of text.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        TextBuilder { string: String::with_capacity(bytes), ..TextBuilder::default() }
    }

    /// Reserves capacity for this many bytes in this many texts.
    pub(crate) fn reserve(&mut self, bytes: usize, texts: usize) {
        self.string.reserve(bytes);
        self.parts.reserve(texts);
    }

    /// Clears the builder, and takes over the allocation of texts that are no longer shared.
    pub(crate) fn recycle(&mut self, texts: Texts) {
        self.parts = texts.parts;
        scratch::recycle(&mut self.parts);
        scratch::recycle_string(&mut self.string);
        for marks in [&mut self.done, &mut self.marks, &mut self.reopening] {
            scratch::recycle(marks);
        }
        scratch::recycle(&mut self.outer);
        scratch::recycle(&mut self.open);
        (self.begin, self.links, self.blank, self.reopened) = (0, 0, Blank::None, 0);
    }

    /// Returns whether the current text is empty.
    pub(crate) fn is_empty(&self) -> bool {
        self.string.len() == self.begin
    }

    /// Returns the current text.
    pub(crate) fn current(&self) -> &str {
        self.string.get(self.begin..).unwrap_or_default()
    }

    fn len(&self) -> usize {
        self.string.len() - self.begin
    }

    /// Returns the bytes by which the output grows because marks continue in further texts.
    pub(crate) fn reopened(&self) -> usize {
        self.reopened
    }

    pub(crate) fn push(&mut self, run: &str) {
        let bytes = run.as_bytes();
        let mut plain = 0;
        let mut at = 0;
        while let Some(rest) = bytes.get(at..) {
            // A space at the beginning of the run is handled below.
            if (at > plain || rest.first() != Some(&b' ')) && is_shown_as_it_stands(rest) {
                at += CHUNK;
                continue;
            }
            if is_shown_tail(rest) {
                break;
            }
            let Some(found) = rest.iter().position(|byte| MAY_BE_UNSEEN.get(usize::from(*byte)) == Some(&true)) else {
                break;
            };
            at += found;
            // A single space between two words is copied.
            if rest.get(found) == Some(&b' ')
                && at > plain
                && rest.get(found + 1).is_some_and(|next| MAY_BE_UNSEEN.get(usize::from(*next)) == Some(&false))
            {
                at += 1;
                continue;
            }
            let blanks = rest.get(found..).unwrap_or_default();
            let length = blanks.iter().take_while(|byte| is_source_blank(**byte)).count();
            if length > 0 {
                self.push_shown(run.get(plain..at).unwrap_or_default());
                let ends_line = blanks.iter().take(length).any(|byte| !matches!(byte, b' ' | b'\t'));
                match self.blank {
                    Blank::Joined => {}
                    _ if ends_line => self.blank = Blank::SourceLine,
                    Blank::None => self.blank = Blank::Space,
                    _ => {}
                }
                at += length;
                plain = at;
                continue;
            }
            if let Some(length) = shown_len(rest.get(found..).unwrap_or_default()) {
                at += length;
                continue;
            }
            let Some(c) = run.get(at..).and_then(|rest| rest.chars().next()) else { break };
            let class = classify(c);
            if class != Class::Shown {
                self.push_shown(run.get(plain..at).unwrap_or_default());
                match class {
                    Class::SourceLine if self.blank != Blank::Joined => self.blank = Blank::SourceLine,
                    Class::EdgeBlank => self.push_edge_blank(c),
                    Class::Joiner if self.blank == Blank::None && is_needed(c, self.current()) => self.string.push(c),
                    _ => {}
                }
                plain = at + c.len_utf8();
            }
            at += c.len_utf8();
        }
        self.push_shown(run.get(plain..).unwrap_or_default());
    }

    /// Appends preformatted text: spaces and line breaks are kept.
    pub(crate) fn push_preformatted(&mut self, run: &str) {
        for c in run.chars() {
            match classify(c) {
                Class::SourceLine => {
                    if c != '\r' {
                        self.string.push('\n');
                    }
                }
                Class::Shown | Class::EdgeBlank | Class::Space => self.string.push(c),
                Class::Joiner if is_needed(c, self.current()) => self.string.push(c),
                Class::Joiner | Class::Unseen => {}
            }
        }
    }

    fn push_shown(&mut self, run: &str) {
        let Some(first) = run.chars().next() else { return };
        if self.blank != Blank::None {
            if self.blank != Blank::Joined
                && let Some(last) = self.current().chars().next_back()
                && !last.is_whitespace()
                && !(self.blank == Blank::SourceLine && is_cjk(last) && is_cjk(first))
            {
                self.string.push(' ');
            }
            self.blank = Blank::None;
        }
        self.string.push_str(run);
    }

    fn push_edge_blank(&mut self, c: char) {
        if !self.is_empty() && !self.string.ends_with('\n') {
            self.blank = Blank::None;
            self.string.push(c);
        }
    }

    /// Ignores whitespace before the next run, as between a drop cap and the rest of its word.
    pub(crate) fn join_next(&mut self) {
        self.blank = Blank::Joined;
    }

    pub(crate) fn line_break(&mut self) {
        self.trim_end();
        if !self.is_empty() {
            self.string.push('\n');
        }
        self.blank = Blank::None;
    }

    /// Returns whether the last finished text is [mostly a formula](is_formula).
    pub(crate) fn last_is_formula(&self) -> bool {
        let Some((string, marks)) = self.parts.len().checked_sub(1).and_then(|last| self.text(last)) else {
            return false;
        };
        is_formula(string, marks)
    }

    /// Returns whether the current text ends with a formula.
    pub(crate) fn ends_with_formula(&self) -> bool {
        let end = self.len();
        self.marks.last().is_some_and(|mark| mark.range.end == end && matches!(mark.kind, MarkKind::Math { .. }))
    }

    /// Opens a mark. Without a kind nothing is marked, but [`close`](Self::close) is still needed. A link inside of a
    /// link is ignored, and so is a mark at a depth that only damaged markup has.
    pub(crate) fn open(&mut self, kind: Option<MarkKind>) {
        let is_link = matches!(kind, Some(MarkKind::Link { .. } | MarkKind::NoteReference { .. }));
        let open = kind.filter(|_| !(is_link && self.links > 0) && self.open.len() < MAX_OPEN).map(|kind| {
            self.marks.push(Mark { range: self.len()..usize::MAX, kind });
            self.marks.len() - 1
        });
        self.links += u32::from(is_link && open.is_some());
        self.open.push(open);
    }

    /// Closes the mark that was opened last.
    pub(crate) fn close(&mut self) {
        let end = self.len();
        if let Some(mark) = self.open.pop().flatten().and_then(|index| self.marks.get_mut(index)) {
            mark.range.end = end;
            self.links -= u32::from(mark.is_link());
        }
    }

    fn trim_end(&mut self) {
        let kept = self.current().trim_end().len();
        self.string.truncate(self.begin + kept);
    }

    /// Ends the current text and starts the next one, in which the open marks stay open. Returns whether the text was
    /// not empty.
    pub(crate) fn end_text(&mut self) -> bool {
        self.finish(true)
    }

    /// Ends the current text like [`end_text`](Self::end_text), and keeps its whitespace.
    pub(crate) fn end_preformatted(&mut self) -> bool {
        self.finish(false)
    }

    /// Takes the finished texts.
    pub(crate) fn take_texts(&mut self) -> Texts {
        self.string.truncate(self.begin);
        let string = scratch::take_string(&mut self.string);
        // Allocations of the exact size; the builder keeps its own.
        let marks = self.done.drain(..).collect();
        Texts { source: Arc::new(Source { string, marks }), parts: std::mem::take(&mut self.parts) }
    }

    /// Returns a finished text with its marks.
    pub(crate) fn text(&self, index: usize) -> Option<(&str, &[Mark])> {
        let part = self.parts.get(index)?;
        Some((self.string.get(part.string.clone())?, self.done.get(part.marks.clone())?))
    }

    /// Replaces a finished text.
    pub(crate) fn replace(&mut self, index: usize, text: &Text) {
        let Some(part) = self.parts.get_mut(index) else { return };
        self.string.truncate(self.begin);
        self.string.push_str(text.as_str());
        let first = self.done.len();
        self.done.extend_from_slice(text.marks());
        *part = Part { string: self.begin..self.string.len(), marks: first..self.done.len() };
        self.begin = self.string.len();
    }

    /// Discards the current text; no mark may be open.
    pub(crate) fn clear(&mut self) {
        self.string.truncate(self.begin);
        self.blank = Blank::None;
    }

    /// Returns the current text without marks and without the finished texts.
    pub(crate) fn into_line(mut self) -> String {
        self.trim_end();
        self.string.drain(..self.begin);
        self.string
    }

    /// Keeps only the open marks, at the start of an empty text.
    fn keep_open(&mut self) {
        let mut kept = 0;
        for index in self.open.iter_mut().flatten() {
            // Marks were opened in this order, so none of them precedes its index.
            self.marks.swap(kept, *index);
            *index = kept;
            kept += 1;
        }
        self.marks.truncate(kept);
        for mark in &mut self.marks {
            mark.range = 0..usize::MAX;
        }
    }

    fn finish(&mut self, trim: bool) -> bool {
        if self.is_empty() && self.marks.is_empty() {
            self.blank = Blank::None;
            return false;
        }
        if trim {
            self.trim_end();
        }
        self.blank = Blank::None;
        let string = self.string.get(self.begin..).unwrap_or_default();
        if string.chars().all(char::is_whitespace) {
            self.string.truncate(self.begin);
            self.keep_open();
            return false;
        }
        for index in self.open.iter_mut().flatten() {
            if let Some(mark) = self.marks.get(*index) {
                *index = self.reopening.len();
                self.reopened += match &mark.kind {
                    MarkKind::Link { href } => LINK_MARKUP + written_len(href.as_str()),
                    _ => MARKUP,
                };
                self.reopening.push(Mark { range: 0..usize::MAX, kind: mark.kind.clone() });
            }
        }
        self.marks.retain_mut(|mark| {
            let start = mark.range.start.min(string.len());
            let part = string.get(start..mark.range.end.clamp(start, string.len())).unwrap_or_default();
            let start = start + (part.len() - part.trim_start().len());
            mark.range = start..start + part.trim().len();
            !mark.range.is_empty()
        });
        // Trimming whitespace may have moved a start beyond that of a mark that was opened later.
        self.marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
        let first = self.done.len();
        merge_neighbours(&mut self.marks, &mut self.done, &mut self.outer);
        self.parts.push(Part { string: self.begin..self.string.len(), marks: first..self.done.len() });
        std::mem::swap(&mut self.marks, &mut self.reopening);
        self.begin = self.string.len();
        true
    }
}

/// Returns the text of an attribute in one line, with whitespace and invisible characters treated as by
/// [`TextBuilder`].
pub(crate) fn one_line(text: &str) -> String {
    let mut builder = TextBuilder::with_capacity(text.len());
    builder.push(text);
    builder.into_line()
}

/// Returns a text with its whitespace and line breaks, without invisible characters.
pub(crate) fn preformatted(text: &str) -> String {
    let mut builder = TextBuilder::with_capacity(text.len());
    builder.push_preformatted(text);
    builder.string
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(runs: &[&str]) -> String {
        let mut builder = TextBuilder::default();
        for run in runs {
            builder.push(run);
        }
        builder.into_line()
    }

    #[test]
    fn white_space_collapses_as_browsers_show_it() {
        assert_eq!(built(&["  a \t b\n", "\n c  "]), "a b c");
        assert_eq!(built(&[" \n "]), "");
    }

    #[test]
    fn source_line_between_cjk_characters_adds_no_blank() {
        assert_eq!(built(&["天气\n    晴好"]), "天气晴好");
        assert_eq!(built(&["天气", "\n  ", "晴好"]), "天气晴好");
        assert_eq!(built(&["天气\n  fine"]), "天气 fine");
        assert_eq!(built(&["天气 晴好"]), "天气 晴好");
    }

    #[test]
    fn ends_lose_indents_and_no_break_spaces() {
        assert_eq!(built(&["\u{3000}\u{3000}晴\u{3000}好\u{a0}"]), "晴\u{3000}好");
    }

    #[test]
    fn invisible_characters_are_removed_and_needed_joiners_stay() {
        assert_eq!(built(&["a\u{200b}b\u{ad}c\u{202e}d\u{0}\u{feff}"]), "abcd");
        assert_eq!(built(&["👩\u{200d}💻"]), "👩\u{200d}💻");
        assert_eq!(built(&["می\u{200c}خواهم"]), "می\u{200c}خواهم");
        assert_eq!(built(&["天\u{200d}气 a\u{200d}b"]), "天气 ab");
    }

    #[test]
    fn marks_lose_whitespace_at_their_ends_and_empty_ones_are_dropped() {
        let mut builder = TextBuilder::default();
        builder.push("a");
        builder.open(Some(MarkKind::Strong));
        builder.push(" b ");
        builder.close();
        builder.open(Some(MarkKind::Emphasis));
        builder.push(" ");
        builder.close();
        builder.push("c");
        assert!(builder.end_text());
        let texts = builder.take_texts();
        let text = texts.iter().next().unwrap();
        assert_eq!(text.as_str(), "a b c");
        assert_eq!(text.marks(), [Mark { range: 2..3, kind: MarkKind::Strong }]);
    }

    #[test]
    fn open_marks_continue_in_the_next_text() {
        let mut builder = TextBuilder::default();
        builder.open(Some(MarkKind::Strong));
        builder.push("one");
        assert!(builder.end_text());
        builder.push("two");
        builder.close();
        assert!(builder.end_text());
        let texts = builder.take_texts();
        let [first, second] = texts.iter().collect::<Vec<_>>()[..] else { panic!("{texts:?}") };
        assert_eq!((first.as_str(), second.as_str()), ("one", "two"));
        assert_eq!(first.marks(), [Mark { range: 0..3, kind: MarkKind::Strong }]);
        assert_eq!(second.marks(), first.marks());
    }

    #[test]
    fn a_drop_cap_joins_its_word() {
        let mut builder = TextBuilder::default();
        builder.push("I\n ");
        builder.join_next();
        builder.push("\n  t rained");
        assert_eq!(builder.into_line(), "It rained");
    }

    #[test]
    fn crossing_or_misplaced_marks_are_refused() {
        let mark = |range| Mark { range, kind: MarkKind::Strong };
        assert!(Text::new("晴好", vec![mark(0..3), mark(0..6)]).is_some());
        assert!(Text::new("晴好", vec![mark(0..2)]).is_none());
        assert!(Text::new("abcd", vec![mark(0..3), mark(1..4)]).is_none());
        assert!(Text::new("abcd", vec![mark(1..1)]).is_none());
        assert!(Text::new("abcd", vec![mark(3..5)]).is_none());
    }

    #[test]
    fn slice_moves_marks_along() {
        let text = Text::new("one two", vec![Mark { range: 0..7, kind: MarkKind::Strong }]).unwrap();
        let slice = text.slice(3..7);
        assert_eq!(slice.as_str(), "two");
        assert_eq!(slice.marks(), [Mark { range: 0..3, kind: MarkKind::Strong }]);
    }
}
