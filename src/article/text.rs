mod builder;
mod characters;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::WebUrl;

pub(crate) use builder::{TextBuilder, one_line, preformatted};
pub(crate) use characters::{has_shown_ends, is_source_blanks};

/// Rich text: one string and the ranges of it that mean something.
///
/// Marks are sorted by start, longer before shorter, lie on character boundaries, are never empty and never overlap
/// unless one holds the other; no link lies inside a link. A line break inside the text is `\n`.
///
/// The texts of one article share their memory. A clone costs next to nothing, and one text that is kept keeps the
/// memory of the others; [`Text::new`] of its string and marks makes one that stands alone.
#[derive(Clone, Default)]
pub struct Text {
    /// None for an empty text.
    source: Option<Arc<Source>>,
    string: Range<usize>,
    marks: Range<usize>,
}

/// What several texts stand in, one behind another.
#[derive(Clone, Debug, Default)]
struct Source {
    string: String,
    /// Their ranges count from the start of their own text.
    marks: Vec<Mark>,
}

/// A range of a text that means something.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Mark {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What they mean.
    pub kind: MarkKind,
}

/// What a range of a text means.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "kind", rename_all = "lowercase")
)]
#[non_exhaustive]
pub enum MarkKind {
    /// Important: bold.
    Strong,
    /// Stressed: italic.
    Emphasis,
    /// Code, a key, a sample of output.
    Code,
    /// A link.
    Link {
        /// Where it leads.
        href: WebUrl,
    },
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
    /// Struck out.
    Strike,
    /// A base with its pronunciation, which is marked [`RubyText`](Self::RubyText) inside it.
    Ruby,
    /// The pronunciation of the base before it.
    #[cfg_attr(feature = "serde", serde(rename = "ruby-text"))]
    RubyText,
}

impl Text {
    /// A text without marks, taken as it is.
    pub fn plain(string: impl Into<String>) -> Self {
        Text::alone(string.into(), Vec::new())
    }

    fn alone(string: String, marks: Vec<Mark>) -> Self {
        Text {
            string: 0..string.len(),
            marks: 0..marks.len(),
            source: (!string.is_empty()).then(|| Arc::new(Source { string, marks })),
        }
    }

    /// A text with marks. `None` when a mark is empty, lies outside the text or inside a character, crosses another mark
    /// or is a link inside a link.
    pub fn new(string: impl Into<String>, mut marks: Vec<Mark>) -> Option<Self> {
        let string = string.into();
        marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
        let mut open: Vec<&Mark> = Vec::new();
        for mark in &marks {
            if mark.range.is_empty() || string.get(mark.range.clone()).is_none() {
                return None;
            }
            while open.last().is_some_and(|outer| outer.range.end <= mark.range.start) {
                open.pop();
            }
            if open.last().is_some_and(|outer| outer.range.end < mark.range.end)
                || mark.is_link() && open.iter().any(|outer| outer.is_link())
            {
                return None;
            }
            // Bounds the check for links, and no text has so many meanings at one place.
            if open.len() >= 64 {
                return None;
            }
            open.push(mark);
        }
        Some(Text::alone(string, marks))
    }

    /// The text without its marks.
    pub fn as_str(&self) -> &str {
        self.source.as_ref().and_then(|source| source.string.get(self.string.clone())).unwrap_or_default()
    }

    /// The marks, sorted.
    pub fn marks(&self) -> &[Mark] {
        self.source.as_ref().and_then(|source| source.marks.get(self.marks.clone())).unwrap_or_default()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.string.is_empty()
    }

    /// Links in order, with the text they stand on.
    pub fn links(&self) -> impl Iterator<Item = (&str, &WebUrl)> {
        links(self.as_str(), self.marks())
    }

    /// A part of the text with its marks, without blanks at its edges.
    pub(crate) fn slice(&self, range: Range<usize>) -> Text {
        let Some(part) = self.as_str().get(range.clone()) else {
            return Text::default();
        };
        let start = range.start + (part.len() - part.trim_start().len());
        let part = part.trim();
        let end = start + part.len();
        if self.marks.is_empty() {
            let string = self.string.start + start..self.string.start + end;
            return Text { source: self.source.clone(), string, marks: 0..0 };
        }
        let marks = self.marks().iter().filter_map(|mark| {
            let range = mark.range.start.max(start)..mark.range.end.min(end);
            (range.start < range.end)
                .then(|| Mark { range: range.start - start..range.end - start, kind: mark.kind.clone() })
        });
        Text::alone(part.to_owned(), marks.collect())
    }

    /// The text without some ranges of it, with a line break where something stands on both sides of one. The ranges are
    /// sorted and do not overlap.
    pub(crate) fn without(&self, ranges: &[Range<usize>]) -> Text {
        let starts = std::iter::once(0).chain(ranges.iter().map(|range| range.end));
        let ends = ranges.iter().map(|range| range.start).chain([self.as_str().len()]);
        let mut left = Text::default();
        for (start, end) in starts.zip(ends) {
            let part = self.slice(start..end);
            if !part.is_empty() {
                left.append("\n", &part);
            }
        }
        left
    }

    /// Another text behind this one, with `between` in between.
    pub(crate) fn append(&mut self, between: &str, other: &Text) {
        if self.is_empty() {
            *self = other.clone();
            return;
        }
        let source = self.own();
        source.string.push_str(between);
        let shift = source.string.len();
        source.string.push_str(other.as_str());
        source.marks.extend(
            other
                .marks()
                .iter()
                .map(|mark| Mark { range: mark.range.start + shift..mark.range.end + shift, kind: mark.kind.clone() }),
        );
        (self.string, self.marks) = (0..source.string.len(), 0..source.marks.len());
    }

    /// A source that holds this text alone.
    fn own(&mut self) -> &mut Source {
        let is_alone = self
            .source
            .as_mut()
            .and_then(Arc::get_mut)
            .is_some_and(|source| self.string == (0..source.string.len()) && self.marks == (0..source.marks.len()));
        if !is_alone {
            *self = Text::alone(self.as_str().to_owned(), self.marks().to_vec());
        }
        Arc::make_mut(self.source.get_or_insert_default())
    }

    /// Takes off one kind of mark where it covers the whole text and so says nothing about a part of it.
    pub(crate) fn without_whole(mut self, kind: &MarkKind) -> Text {
        let whole = 0..self.string.len();
        let says_nothing = |mark: &Mark| mark.kind == *kind && mark.range == whole;
        match self.marks() {
            [first, rest @ ..] if says_nothing(first) && !rest.iter().any(says_nothing) => self.marks.start += 1,
            marks if marks.iter().any(says_nothing) => {
                let kept = marks.iter().filter(|mark| !says_nothing(mark)).cloned().collect();
                return Text::alone(self.as_str().to_owned(), kept);
            }
            _ => {}
        }
        self
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str() && self.marks() == other.marks()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Text").field("string", &self.as_str()).field("marks", &self.marks()).finish()
    }
}

/// Texts that [`TextBuilder`] has built.
#[derive(Debug)]
pub(crate) struct Texts {
    source: Arc<Source>,
    parts: Vec<Part>,
}

/// A place in a [`Source`].
#[derive(Debug)]
struct Part {
    string: Range<usize>,
    marks: Range<usize>,
}

impl Texts {
    pub(crate) fn len(&self) -> usize {
        self.parts.len()
    }

    /// All of them, in the order in which they were built.
    pub(crate) fn iter(&self) -> impl Iterator<Item = TextRef<'_>> {
        self.parts.iter().enumerate().map(|(index, part)| TextRef {
            texts: Some(self),
            index,
            string: self.source.string.get(part.string.clone()).unwrap_or_default(),
        })
    }
}

/// One of [`Texts`] while it is looked at.
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

    /// Its place among the texts.
    pub(crate) fn index(&self) -> usize {
        self.index
    }

    fn part(&self) -> Option<(&'t Texts, &'t Part)> {
        self.texts.and_then(|texts| Some((texts, texts.parts.get(self.index)?)))
    }

    /// The marks, sorted; of a text that was [shortened](Self::shorten) also those behind its end.
    pub(crate) fn marks(&self) -> &'t [Mark] {
        self.part().and_then(|(texts, part)| texts.source.marks.get(part.marks.clone())).unwrap_or_default()
    }

    pub(crate) fn links(&self) -> impl Iterator<Item = (&'t str, &'t WebUrl)> {
        links(self.string, self.marks())
    }

    /// Leaves the first bytes, without blanks at their end.
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

fn links<'t>(string: &'t str, marks: &'t [Mark]) -> impl Iterator<Item = (&'t str, &'t WebUrl)> {
    marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::Link { href } => Some((string.get(mark.range.start..mark.range.end.min(string.len()))?, href)),
        _ => None,
    })
}

impl Mark {
    fn is_link(&self) -> bool {
        matches!(self.kind, MarkKind::Link { .. })
    }
}

#[cfg(feature = "serde")]
mod serde_form {
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

    use super::{Mark, MarkKind, Text};

    #[derive(serde::Deserialize)]
    struct RawText {
        text: String,
        #[serde(default)]
        marks: Vec<Mark>,
    }

    #[derive(serde::Deserialize)]
    struct RawMark {
        start: usize,
        end: usize,
        #[serde(flatten)]
        kind: MarkKind,
    }

    impl<'de> Deserialize<'de> for Text {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let raw = RawText::deserialize(deserializer)?;
            Text::new(raw.text, raw.marks)
                .ok_or_else(|| D::Error::custom("marks are not sorted, nested ranges of the text"))
        }
    }

    impl Serialize for Text {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let marks = self.marks();
            let mut text = serializer.serialize_struct("Text", 2)?;
            text.serialize_field("text", self.as_str())?;
            if marks.is_empty() {
                text.skip_field("marks")?;
            } else {
                text.serialize_field("marks", marks)?;
            }
            text.end()
        }
    }

    impl Serialize for Mark {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_map(None)?;
            map.serialize_entry("start", &self.range.start)?;
            map.serialize_entry("end", &self.range.end)?;
            let kind = match &self.kind {
                MarkKind::Strong => "strong",
                MarkKind::Emphasis => "emphasis",
                MarkKind::Code => "code",
                MarkKind::Link { .. } => "link",
                MarkKind::Superscript => "superscript",
                MarkKind::Subscript => "subscript",
                MarkKind::Strike => "strike",
                MarkKind::Ruby => "ruby",
                MarkKind::RubyText => "ruby-text",
            };
            map.serialize_entry("kind", kind)?;
            if let MarkKind::Link { href } = &self.kind {
                map.serialize_entry("href", href)?;
            }
            map.end()
        }
    }

    impl<'de> Deserialize<'de> for Mark {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let raw = RawMark::deserialize(deserializer)?;
            Ok(Mark { range: raw.start..raw.end, kind: raw.kind })
        }
    }
}
