mod builder;

use std::ops::Range;

use super::WebUrl;

pub(crate) use builder::{TextBuilder, one_line, preformatted};

/// Rich text: one string and the ranges of it that mean something.
///
/// Marks are sorted by start, longer before shorter, lie on character boundaries, are never empty and never overlap
/// unless one holds the other; no link lies inside a link. A line break inside the text is `\n`.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Text {
    #[cfg_attr(feature = "serde", serde(rename = "text"))]
    string: String,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
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
        Text { string: string.into(), marks: Vec::new() }
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
        Some(Text { string, marks })
    }

    /// The text without its marks.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// The marks, sorted.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    pub(crate) fn into_string(self) -> String {
        self.string
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.string.is_empty()
    }

    /// Links in order, with the text they stand on.
    pub fn links(&self) -> impl Iterator<Item = (&str, &WebUrl)> {
        self.marks.iter().filter_map(|mark| match &mark.kind {
            MarkKind::Link { href } => Some((self.string.get(mark.range.clone())?, href)),
            _ => None,
        })
    }

    /// A part of the text with its marks, without blanks at its edges.
    pub(crate) fn slice(&self, range: Range<usize>) -> Text {
        let Some(part) = self.string.get(range.clone()) else {
            return Text::default();
        };
        let start = range.start + (part.len() - part.trim_start().len());
        let part = part.trim();
        let end = start + part.len();
        let marks = self
            .marks
            .iter()
            .filter_map(|mark| {
                let range = mark.range.start.max(start)..mark.range.end.min(end);
                (range.start < range.end)
                    .then(|| Mark { range: range.start - start..range.end - start, kind: mark.kind.clone() })
            })
            .collect();
        Text { string: part.to_owned(), marks }
    }

    /// Another text behind this one, with `between` in between.
    pub(crate) fn append(&mut self, between: &str, other: Text) {
        if self.string.is_empty() {
            *self = other;
            return;
        }
        self.string.push_str(between);
        let shift = self.string.len();
        self.string.push_str(&other.string);
        self.marks.extend(
            other
                .marks
                .into_iter()
                .map(|mark| Mark { range: mark.range.start + shift..mark.range.end + shift, ..mark }),
        );
    }

    /// Takes off one kind of mark where it covers the whole text and so says nothing about a part of it.
    pub(crate) fn without_whole(mut self, kind: &MarkKind) -> Text {
        let whole = 0..self.string.len();
        self.marks.retain(|mark| mark.kind != *kind || mark.range != whole);
        self
    }
}

impl Mark {
    fn is_link(&self) -> bool {
        matches!(self.kind, MarkKind::Link { .. })
    }
}

#[cfg(feature = "serde")]
mod serde_form {
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::{Serialize, SerializeMap, Serializer};

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
