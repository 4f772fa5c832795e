//! The result of cleaning: typed blocks in reading order, metadata, and a report.

mod block;
mod decision;
mod evidence;
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
pub use evidence::Evidence;
pub use figure::{Figure, Image};
pub use list::{List, Numbering};
pub use provenance::{MetaField, MetaSource, Provenance};
pub use report::{Recovered, Removed, RemovedKind, Report, Rewritten, RewrittenKind, Warning};
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
/// // Paragraphs inside of other blocks are included.
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
    /// Title, author, times and other metadata.
    pub meta: Meta,
    /// The front matter of the post as written, without its fences: every name in the original order and quoting.
    /// `None` for HTML without a post.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub front_matter: Option<String>,
    /// The article in reading order.
    pub blocks: Vec<Block>,
    /// Every removal, rewrite, recovery and warning.
    #[cfg_attr(feature = "serde", serde(default))]
    pub report: Report,
}

/// The metadata of an article. Missing values are `None` or empty, never an empty string.
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
    /// The headline: that of the link line if the post has one (the title in the front matter may have lost its dots),
    /// otherwise that of the front matter. The name of the site is removed where a heading above the text shows the
    /// title without it. `None` for HTML without a post.
    pub title: Option<String>,
    /// The `author` of the front matter; of the form `ann@example.org (Ann Example)`, which RSS has, the name.
    pub author: Option<String>,
    /// The address at which the article was first published: `from` in the front matter, otherwise the address in a field
    /// that other generators write (`original_url`, `source_url`, `canonical_url`, `link`, `source`, `url`, `permalink`),
    /// that of a feed only if there is no other, otherwise the address of the link line.
    pub source: Option<WebUrl>,
    /// The `date` of the front matter, otherwise the time in a field that other generators write (`published`,
    /// `publish_date`, `pubDate`, `created` and similar ones). `None` if there is none or it cannot be read.
    pub published: Option<Time>,
    /// The date line at the head of the article. `None` if the article has none.
    pub dateline: Option<Dateline>,
    /// Authors, translators and editors that are named at the head or end of the article, and the biography of the
    /// author at its end, one line each.
    pub byline: Option<String>,
    /// The `tags` of the front matter, and hashtags in lines of their own.
    pub tags: Vec<String>,
    /// The `categories` of the front matter.
    pub categories: Vec<String>,
    /// The time at which the page was last changed, as the page states it.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub modified: Option<Time>,
    /// The name of the site of a page.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub site: Option<String>,
    /// The language of a page or entry, as a [BCP 47](https://www.rfc-editor.org/info/bcp47) tag.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub language: Option<String>,
    /// The image that a page states for previews when it is shared.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub image: Option<WebUrl>,
    /// The canonical address that a page states.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub canonical: Option<WebUrl>,
    /// The place where each value of a page or [`Origin`](crate::Origin) was found. Empty for a post.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub provenance: Vec<Provenance>,
}

/// The line of an article that states when it was published or changed.
///
/// ```
/// let html = "<p>25 June 2021</p><p>The ferry left the east quay with eleven passengers and a dog on board.</p>";
/// let dateline = feedscrub::Cleaner::default().clean_html(html)?.meta.dateline.unwrap();
/// assert_eq!((&*dateline.text, dateline.time.unwrap().to_string()), ("25 June 2021", "2021-06-25".to_owned()));
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Dateline {
    /// The text of the line.
    pub text: String,
    /// The time that the text states. `None` if the text is ambiguous (`05/06/2020` without a hint which number is the
    /// month).
    #[cfg_attr(feature = "serde", serde(default))]
    pub time: Option<Time>,
}

impl Dateline {
    /// Makes a date line from its text and, if it is unambiguous, the time that it states.
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
    /// Returns the texts of the paragraphs in reading order, including those inside quotations and lists.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Text> {
        self.walk().filter_map(|block| match block {
            Block::Paragraph(text) => Some(text),
            _ => None,
        })
    }

    /// Returns the figures in reading order, including those inside quotations and lists.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.walk().filter_map(|block| match block {
            Block::Figure(figure) => Some(figure),
            _ => None,
        })
    }

    /// Returns the images of all figures in reading order.
    pub fn images(&self) -> impl Iterator<Item = &Image> {
        self.figures().flat_map(|figure| &figure.images)
    }

    /// Returns the captions of all figures in reading order.
    pub fn captions(&self) -> impl Iterator<Item = &Text> {
        self.figures().filter_map(|figure| figure.caption.as_ref())
    }

    /// Returns all links in reading order, including those of captions and table cells: the linked text and the
    /// address.
    pub fn links(&self) -> impl Iterator<Item = (&str, &WebUrl)> {
        self.walk().flat_map(Block::texts).flat_map(Text::links)
    }

    /// Returns every block in reading order, containers before their contents.
    pub fn walk(&self) -> impl Iterator<Item = &Block> {
        block::Walk::new(&self.blocks)
    }
}
