//! Holds many texts in one allocation, before the article is assembled.

use std::ops::Range;
use std::sync::Arc;

use super::{Mark, Source, Text, WebUrl, links};

/// The texts that a [`TextBuilder`](super::TextBuilder) has built.
#[derive(Debug)]
pub(crate) struct Texts {
    pub(super) source: Arc<Source>,
    pub(super) parts: Vec<Part>,
}

/// The range of a text in a [`Source`].
#[derive(Debug)]
pub(super) struct Part {
    pub(super) string: Range<usize>,
    pub(super) marks: Range<usize>,
}

impl Texts {
    pub(crate) fn len(&self) -> usize {
        self.parts.len()
    }

    /// Returns all texts, in the order in which they were built.
    pub(crate) fn iter(&self) -> impl Iterator<Item = TextRef<'_>> {
        self.parts.iter().enumerate().map(|(index, part)| TextRef {
            texts: Some(self),
            index,
            string: self.source.string.get(part.string.clone()).unwrap_or_default(),
        })
    }
}

/// A borrowed text of [`Texts`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TextRef<'t> {
    texts: Option<&'t Texts>,
    index: usize,
    string: &'t str,
}

impl<'t> TextRef<'t> {
    pub(crate) fn as_str(&self) -> &'t str {
        self.string
    }

    /// Returns its index among the texts.
    pub(crate) fn index(&self) -> usize {
        self.index
    }

    fn part(&self) -> Option<(&'t Texts, &'t Part)> {
        self.texts.and_then(|texts| Some((texts, texts.parts.get(self.index)?)))
    }

    /// Returns the marks, sorted; those of a [shortened](Self::shorten) text may lie beyond its end.
    pub(crate) fn marks(&self) -> &'t [Mark] {
        self.part().and_then(|(texts, part)| texts.source.marks.get(part.marks.clone())).unwrap_or_default()
    }

    pub(crate) fn links(&self) -> impl Iterator<Item = (&'t str, &'t WebUrl)> {
        links(self.string, self.marks())
    }

    /// Shortens the text to its first bytes, without whitespace at the new end.
    pub(crate) fn shorten(&mut self, len: usize) {
        self.string = self.string.get(..len).unwrap_or_default().trim_end();
    }

    pub(crate) fn to_text(self) -> Text {
        let Some((texts, part)) = self.part() else { return Text::default() };
        let source = Some(Arc::clone(&texts.source));
        let whole = Text { source, string: part.string.clone(), marks: part.marks.clone() };
        if whole.string.len() > self.string.len() { whole.slice(0..self.string.len()) } else { whole }
    }
}
