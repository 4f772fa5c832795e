//! What a post becomes: typed blocks in reading order, what is known about them, and a report.

mod block;
mod decision;
mod figure;
mod list;
mod provenance;
mod report;
mod script;
mod table;
mod text;
mod time;
#[cfg(feature = "serde")]
mod version;
mod web_url;

pub use block::Block;
pub(crate) use block::texts_mut;
pub use decision::{Decision, Weight};
pub use figure::{Figure, Image};
pub use list::{List, Numbering};
pub use provenance::{MetaField, MetaSource, Provenance};
pub use report::{Evidence, Recovered, Removed, RemovedKind, Report, Rewritten, RewrittenKind, Warning};
pub use script::Direction;
pub use table::{Cell, Table};
pub(crate) use table::{Grid, MAX_COLSPAN, MAX_ROWSPAN, Place};
pub use text::{Mark, MarkKind, Text};
pub(crate) use text::{TextBuilder, TextRef, Texts, has_shown_ends, is_formula, one_line, preformatted};
pub use time::{InvalidTime, Time};
#[cfg(feature = "serde")]
use version::Version;
pub use web_url::{InvalidWebUrl, WebUrl};

/// A clean article.
///
/// ```
/// use feedscrub::{Block, Cleaner};
///
/// let html = "<h2>Quay</h2><p>The ferry left.</p><blockquote><p>Farewell.</p></blockquote>";
/// let article = Cleaner::default().clean_html(html)?;
/// assert!(matches!(&article.blocks[..], [Block::Heading { .. }, Block::Paragraph(_), Block::Quote { .. }]));
/// // Paragraphs inside of other blocks are among them.
/// assert_eq!(article.paragraphs().map(|text| text.as_str()).collect::<Vec<_>>(), ["The ferry left.", "Farewell."]);
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Article {
    /// The version of the JSON form.
    #[cfg(feature = "serde")]
    #[serde(default)]
    pub(crate) version: Version,
    /// Title, author, times and what else stands beside the text.
    pub meta: Meta,
    /// The post's front matter as it is written, between its fences: every name in its order and quoting. Missing for HTML
    /// without a post round it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub front_matter: Option<String>,
    /// The article in reading order.
    pub blocks: Vec<Block>,
    /// Every removal, rewrite, recovery and warning.
    #[cfg_attr(feature = "serde", serde(default))]
    pub report: Report,
}

/// What is known about an article beside its text. Absent things are `None` or empty, never an empty string.
///
/// ```
/// let post = "---\ntitle: The ferry\ndate: 2021-06-25T17:39:03Z\ntags: [ferries, quay]\n---\n\
///             <p>25 June 2021</p><p>The ferry left the east quay with eleven passengers and a dog on board.</p>";
/// let meta = feedscrub::clean(post)?.meta;
/// assert_eq!(meta.tags, ["ferries", "quay"]);
/// assert_eq!(meta.published.unwrap().to_string(), "2021-06-25T17:39:03Z");
/// assert_eq!(meta.dateline.unwrap().text, "25 June 2021");
/// assert_eq!(meta.author, None);
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Meta {
    /// The headline: the link line's where the post has one (a front matter's title can lose its dots), else the front
    /// matter's. What a site adds to it is left out where a heading over the text shows the rest. Missing for HTML without
    /// a post round it.
    pub title: Option<String>,
    /// The front matter's `author`.
    pub author: Option<String>,
    /// Where the article was published first: the front matter's `from`, else the link line's address.
    pub source: Option<WebUrl>,
    /// The front matter's `date`.
    pub published: Option<Time>,
    /// The date line at the article's head. Missing when the article shows none.
    pub dateline: Option<Dateline>,
    /// Authors, translators and editors named at the head or end of the article and the author's biography at its end,
    /// one line each.
    pub byline: Option<String>,
    /// The front matter's `tags`, and hashtags that stand by themselves.
    pub tags: Vec<String>,
    /// The front matter's `categories`.
    pub categories: Vec<String>,
    /// When a page was last changed, as it says itself.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub modified: Option<Time>,
    /// The name of the site that a page is of.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub site: Option<String>,
    /// The language of a page or entry, as a [BCP 47](https://www.rfc-editor.org/info/bcp47) tag.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub language: Option<String>,
    /// The picture that a page shows where it is shared.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub image: Option<WebUrl>,
    /// The address that a page gives as its own.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub canonical: Option<WebUrl>,
    /// Where each of these was found that a page or its [`Origin`](crate::Origin) says. Empty for a post.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub provenance: Vec<Provenance>,
}

/// The line of an article that says when it was published or changed.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Dateline {
    /// The date as the article writes it.
    pub text: String,
    /// The date as a value. Missing when the text can be read in two ways (`05/06/2020` with nothing to tell which is
    /// the month).
    #[cfg_attr(feature = "serde", serde(default))]
    pub time: Option<Time>,
}

impl Dateline {
    /// A date line, and the time that its text states, where it is unambiguous.
    ///
    /// ```
    /// use feedscrub::{Dateline, Meta, Time};
    ///
    /// let mut meta = Meta::default();
    /// meta.dateline = Some(Dateline::new("25 June 2021", Time::parse("2021-06-25")));
    /// ```
    pub fn new(text: impl Into<String>, time: Option<Time>) -> Self {
        Dateline { text: text.into(), time }
    }
}

impl Article {
    /// Texts of the paragraphs in reading order, those inside quotes and lists among them.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Text> {
        self.walk().filter_map(|block| match block {
            Block::Paragraph(text) => Some(text),
            _ => None,
        })
    }

    /// Figures in reading order, those inside quotes and lists among them.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.walk().filter_map(|block| match block {
            Block::Figure(figure) => Some(figure),
            _ => None,
        })
    }

    /// Images of all figures in reading order.
    pub fn images(&self) -> impl Iterator<Item = &Image> {
        self.figures().flat_map(|figure| &figure.images)
    }

    /// Captions of all figures that have one, in reading order.
    pub fn captions(&self) -> impl Iterator<Item = &Text> {
        self.figures().filter_map(|figure| figure.caption.as_ref())
    }

    /// Addresses of all links in reading order, with the text they stand on. Links of captions and table cells are
    /// among them.
    pub fn links(&self) -> impl Iterator<Item = (&str, &WebUrl)> {
        self.walk().flat_map(Block::texts).flat_map(Text::links)
    }

    /// Every block in reading order, containers before what they hold.
    pub fn walk(&self) -> impl Iterator<Item = &Block> {
        block::Walk::new(&self.blocks)
    }
}
