mod builder;
mod characters;
mod merge;
#[cfg(feature = "serde")]
mod offsets;
mod texts;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::WebUrl;

pub(crate) use builder::{TextBuilder, one_line, preformatted};
pub(crate) use characters::has_shown_ends;
pub(crate) use texts::{TextRef, Texts};

/// Rich text: one string and marks for ranges of it.
///
/// Marks are sorted by start, longer before shorter. They lie on character boundaries, are never empty and do not
/// overlap unless one contains the other; no link is inside of another link. A line break inside the text is `\n`.
///
/// ```
/// use feedscrub::{Cleaner, MarkKind};
///
/// let article = Cleaner::default().clean_html("<p>It left <b>on Friday</b>.</p>")?;
/// let text = article.paragraphs().next().unwrap();
/// assert_eq!(text.as_str(), "It left on Friday.");
/// let mark = &text.marks()[0];
/// assert_eq!((&text.as_str()[mark.range.clone()], &mark.kind), ("on Friday", &MarkKind::Strong));
/// # Ok::<(), feedscrub::Error>(())
/// ```
///
/// The texts of one article share an allocation. A clone is cheap, and keeping one text keeps the memory of all of
/// them; make an independent text by [`Text::new`] from its string and marks.
#[derive(Clone, Default)]
pub struct Text {
    /// `None` for an empty text.
    source: Option<Arc<Source>>,
    string: Range<usize>,
    marks: Range<usize>,
}

/// The shared string of several texts, one after another, and their marks.
#[derive(Clone, Debug, Default)]
struct Source {
    string: String,
    /// The marks, with ranges relative to the start of their own text.
    marks: Vec<Mark>,
}

/// A range of a text with a meaning.
///
/// ```
/// use feedscrub::{Mark, MarkKind, Text};
///
/// let href = "https://quay.example.org/".parse()?;
/// let marks = vec![Mark::new(4..9, MarkKind::Strong), Mark::new(4..9, MarkKind::Link { href })];
/// let text = Text::new("The ferry left.", marks).unwrap();
/// assert_eq!(text.links().next().unwrap().0, "ferry");
///
/// // A mark must lie inside of the text, and on character boundaries.
/// assert_eq!(Text::new("雨", vec![Mark::new(0..1, MarkKind::Strong)]), None);
/// # Ok::<(), feedscrub::InvalidWebUrl>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Mark {
    /// The range in bytes of the text.
    pub range: Range<usize>,
    /// The meaning of the range.
    pub kind: MarkKind,
}

/// The meaning of a range of a text.
///
/// ```
/// use feedscrub::{Cleaner, MarkKind};
///
/// let article = Cleaner::default().clean_html("<p>It <i>left</i> for <a href='https://a.com/'>the sound</a>.</p>")?;
/// for mark in article.paragraphs().next().unwrap().marks() {
///     match &mark.kind {
///         MarkKind::Emphasis => assert_eq!(mark.range, 3..7),
///         MarkKind::Link { href } => assert_eq!(href.as_str(), "https://a.com/"),
///         _ => {}
///     }
/// }
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "kind", rename_all = "lowercase")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum MarkKind {
    /// Strong importance: bold.
    Strong,
    /// Stress emphasis: italic.
    Emphasis,
    /// Code, keyboard input, sample output.
    Code,
    /// A link.
    Link {
        /// The target.
        href: WebUrl,
    },
    /// Superscript.
    Superscript,
    /// Subscript.
    Subscript,
    /// Struck text.
    Strike,
    /// A formula: the text is its TeX, in one line and without delimiters.
    Math {
        /// Whether the formula is in display style. A paragraph of a single such formula is a displayed equation.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
        display: bool,
    },
    /// A reference to a note of the article: its number or symbol, usually superscript.
    #[cfg_attr(feature = "serde", serde(rename = "note-reference"))]
    NoteReference {
        /// The number of the note, which is [marked](Self::Note) with the same number.
        note: u32,
    },
    /// The text with which a note begins, the first one of its list item. The notes of an article are numbered from 1.
    Note {
        /// Its number.
        note: u32,
    },
    /// A ruby base with its annotation, which is a [`RubyText`](Self::RubyText) inside of it.
    Ruby,
    /// The annotation of the preceding ruby base.
    #[cfg_attr(feature = "serde", serde(rename = "ruby-text"))]
    RubyText,
}

impl Text {
    /// Makes a text without marks.
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

    /// Makes a text with marks. Returns `None` if a mark is empty, is outside of the text or not on character
    /// boundaries, crosses another mark, or is a link inside of a link. A mark inside of one of the same kind is
    /// redundant and dropped.
    pub fn new(string: impl Into<String>, mut marks: Vec<Mark>) -> Option<Self> {
        let string = string.into();
        marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
        let mut open: Vec<&Mark> = Vec::new();
        let mut is_new = Vec::with_capacity(marks.len());
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
            // Bounds the check for links; no real text has so many nested marks.
            if open.len() >= 64 {
                return None;
            }
            let says_something = !open.iter().any(|outer| outer.kind == mark.kind);
            is_new.push(says_something);
            if says_something {
                open.push(mark);
            }
        }
        let mut is_new = is_new.into_iter();
        marks.retain(|_| is_new.next().unwrap_or_default());
        Some(Text::alone(string, marks))
    }

    /// Returns the text without its marks.
    pub fn as_str(&self) -> &str {
        self.source.as_ref().and_then(|source| source.string.get(self.string.clone())).unwrap_or_default()
    }

    /// Returns the marks, sorted.
    pub fn marks(&self) -> &[Mark] {
        self.source.as_ref().and_then(|source| source.marks.get(self.marks.clone())).unwrap_or_default()
    }

    /// Returns whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.string.is_empty()
    }

    /// Returns the links in order: the linked text and the address.
    pub fn links(&self) -> impl Iterator<Item = (&str, &WebUrl)> {
        links(self.as_str(), self.marks())
    }

    /// Returns a part of the text with its marks, without whitespace at its ends.
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

    /// Returns the text without some ranges, with a line break in place of a range that has text on both sides. The
    /// ranges are sorted and do not overlap.
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

    /// Appends another text, with `between` in between.
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

    /// Makes the source hold this text alone.
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

    /// Returns whether a mark is a note or a reference to one.
    pub(crate) fn has_note_mark(&self) -> bool {
        let is_of_note = |mark: &Mark| matches!(mark.kind, MarkKind::NoteReference { .. } | MarkKind::Note { .. });
        self.marks().iter().any(is_of_note)
    }

    /// Replaces each mark by another one, which is no link, or removes it. A mark inside of one of its new kind is
    /// dropped.
    pub(crate) fn change_marks(&mut self, mut change: impl FnMut(MarkKind) -> Option<MarkKind>) {
        let marks = self
            .marks()
            .iter()
            .filter_map(|mark| change(mark.kind.clone()).map(|kind| Mark { range: mark.range.clone(), kind }));
        if let Some(text) = Text::new(self.as_str(), marks.collect()) {
            *self = text;
        }
    }

    /// Removes the marks of one kind that cover the whole text and therefore distinguish no part of it.
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

/// Returns whether a text is mostly a formula, or contains one in display style.
pub(crate) fn is_formula(string: &str, marks: &[Mark]) -> bool {
    let mut bytes = 0;
    for mark in marks {
        match mark.kind {
            MarkKind::Math { display: true } => return true,
            MarkKind::Math { display: false } => bytes += mark.range.len(),
            _ => {}
        }
    }
    bytes > 0 && bytes * 2 >= string.len()
}

fn links<'t>(string: &'t str, marks: &'t [Mark]) -> impl Iterator<Item = (&'t str, &'t WebUrl)> {
    marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::Link { href } => Some((string.get(mark.range.start..mark.range.end.min(string.len()))?, href)),
        _ => None,
    })
}

impl Mark {
    /// Makes a mark of a range of bytes; [`Text::new`] validates it.
    pub fn new(range: Range<usize>, kind: MarkKind) -> Self {
        Mark { range, kind }
    }

    fn is_link(&self) -> bool {
        matches!(self.kind, MarkKind::Link { .. } | MarkKind::NoteReference { .. })
    }

    /// Returns whether adjacent marks of this kind must not be merged.
    fn stays_apart(&self) -> bool {
        self.is_link() || matches!(self.kind, MarkKind::Math { .. } | MarkKind::Note { .. })
    }
}

#[cfg(feature = "serde")]
mod serde_form {
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

    use super::offsets::CodePoints;
    use super::{Mark, MarkKind, Text};

    /// Rich text: one string and marks for ranges of it.
    #[derive(serde::Deserialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Text"))]
    struct RawText {
        /// The string.
        text: String,
        /// The marks, sorted by start, longer before shorter. Missing if there are none.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        marks: Vec<RawMark>,
    }

    /// A range of a text with a meaning.
    #[derive(serde::Deserialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Mark"))]
    struct RawMark {
        /// Start of the range, in bytes of UTF-8.
        start: usize,
        /// End of the range, in bytes of UTF-8.
        end: usize,
        /// Start of the range, in code points, as Python and SQL count.
        #[serde(default)]
        #[expect(dead_code, reason = "the bytes say it")]
        char_start: usize,
        /// End of the range, in code points.
        #[serde(default)]
        #[expect(dead_code, reason = "the bytes say it")]
        char_end: usize,
        /// The meaning of the range.
        #[serde(flatten)]
        kind: MarkKind,
    }

    impl<'de> Deserialize<'de> for Text {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let raw = RawText::deserialize(deserializer)?;
            let marks = raw.marks.into_iter().map(|mark| Mark { range: mark.start..mark.end, kind: mark.kind });
            Text::new(raw.text, marks.collect())
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
                let points = CodePoints::of(self.as_str(), marks);
                let marks: Vec<Counted<'_>> = marks.iter().map(|mark| Counted { mark, points: &points }).collect();
                text.serialize_field("marks", &marks)?;
            }
            text.end()
        }
    }

    struct Counted<'a> {
        mark: &'a Mark,
        points: &'a CodePoints,
    }

    impl Serialize for Counted<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_map(None)?;
            let Mark { range, kind } = self.mark;
            map.serialize_entry("start", &range.start)?;
            map.serialize_entry("end", &range.end)?;
            map.serialize_entry("char_start", &self.points.before(range.start))?;
            map.serialize_entry("char_end", &self.points.before(range.end))?;
            let name = match kind {
                MarkKind::Strong => "strong",
                MarkKind::Emphasis => "emphasis",
                MarkKind::Code => "code",
                MarkKind::Link { .. } => "link",
                MarkKind::Superscript => "superscript",
                MarkKind::Subscript => "subscript",
                MarkKind::Strike => "strike",
                MarkKind::Math { .. } => "math",
                MarkKind::NoteReference { .. } => "note-reference",
                MarkKind::Note { .. } => "note",
                MarkKind::Ruby => "ruby",
                MarkKind::RubyText => "ruby-text",
            };
            map.serialize_entry("kind", name)?;
            if let MarkKind::Link { href } = kind {
                map.serialize_entry("href", href)?;
            }
            match *kind {
                MarkKind::Math { display: true } => map.serialize_entry("display", &true)?,
                MarkKind::NoteReference { note } | MarkKind::Note { note } => map.serialize_entry("note", &note)?,
                _ => {}
            }
            map.end()
        }
    }

    #[cfg(feature = "schema")]
    impl schemars::JsonSchema for Text {
        fn inline_schema() -> bool {
            RawText::inline_schema()
        }

        fn schema_name() -> std::borrow::Cow<'static, str> {
            RawText::schema_name()
        }

        fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
            RawText::json_schema(generator)
        }
    }
}
