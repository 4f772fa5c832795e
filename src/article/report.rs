use std::borrow::Cow;
use std::fmt;

use super::{Decision, Evidence};

/// Every change between the post and the article, in the order in which the changes happened.
///
/// ```
/// use feedscrub::{RemovedKind, Warning};
///
/// let post = "---\ntitle: \"he said \"no\"\"\ndate: yesterday\n---\n<p>The ferry left.</p><script>x()</script>";
/// let report = feedscrub::clean(post)?.report;
/// assert_eq!(report.removed[0].kind, RemovedKind::Script);
/// assert_eq!(report.recovered.len(), 1); // the quotation marks
/// assert_eq!(report.warnings, [Warning::InvalidDate { text: "yesterday".to_owned() }]);
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Report {
    /// Removed parts, with the reasons.
    pub removed: Vec<Removed>,
    /// Addresses that were changed.
    pub rewritten: Vec<Rewritten>,
    /// Damage that was repaired.
    pub recovered: Vec<Recovered>,
    /// Problems that could not be solved, and results that should be checked.
    pub warnings: Vec<Warning>,
    /// How general evidence added up. Empty unless [requested](crate::CleanerBuilder::decisions).
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub decisions: Vec<Decision>,
}

/// A part of the post that is not in the article.
///
/// ```
/// use feedscrub::RemovedKind;
///
/// let html = "<p>The ferry left the east quay on Friday with eleven passengers and a dog on board.</p>\
///             <div class='share-buttons'><a href='/share'>Share this</a></div>";
/// let removed = &feedscrub::Cleaner::default().clean_html(html)?.report.removed[0];
/// assert_eq!((removed.kind, &*removed.text), (RemovedKind::Share, "Share this"));
/// assert!(!removed.evidence.is_empty());
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Removed {
    /// The name of the rule (`feedx/footer`), or `evidence/` and the kind if general evidence decided.
    pub rule: Cow<'static, str>,
    /// The kind of the removed part.
    pub kind: RemovedKind,
    /// The signs that agreed. Empty if the name of the rule is the only reason.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Evidence::is_empty"))]
    pub evidence: Evidence,
    /// The removed text; for an image its address. Empty for elements without either.
    pub text: String,
}

impl Removed {
    /// Makes a removal by a rule, without [evidence](Self::evidence).
    ///
    /// ```
    /// use feedscrub::{Evidence, Removed, RemovedKind};
    ///
    /// let mut removed = Removed::new("mine/weather-box", RemovedKind::Promotion, "Umbrellas, half price");
    /// removed.evidence = Evidence::CLASS | Evidence::SHORT;
    /// assert_eq!(removed.evidence.to_string(), "class, short");
    /// ```
    pub fn new(rule: impl Into<Cow<'static, str>>, kind: RemovedKind, text: impl Into<String>) -> Self {
        Removed { rule: rule.into(), kind, evidence: Evidence::NONE, text: text.into() }
    }
}

macro_rules! names {
    ($(#[$meta:meta])* $vis:vis enum $type:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[$meta])*
        $vis enum $type { $($(#[$doc])* #[cfg_attr(feature = "serde", serde(rename = $name))] $variant,)* }

        impl $type {
            /// Every value in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the name, as in JSON and rule files.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

names! {
    /// The kind of a removed part.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    #[non_exhaustive]
    pub enum RemovedKind {
        /// An advertisement, or a label for one.
        Advert = "advert",
        /// A comment thread, its form, its counters.
        Comments = "comments",
        /// A copyright, licence or reprint notice.
        Copyright = "copyright",
        /// A repetition of other content of the article: its title, the twin of a lazy image.
        Duplicate = "duplicate",
        /// A player or frame that is not supported.
        Embed = "embed",
        /// An element without content.
        Empty = "empty",
        /// The footer of the mirror.
        Footer = "footer",
        /// A form, a button, a login or paywall notice.
        Form = "form",
        /// Content that the page hides from readers.
        Hidden = "hidden",
        /// An icon, avatar, spacer or tracking pixel.
        JunkImage = "junk-image",
        /// A label of a page control: "Image caption", "Click to expand".
        Label = "label",
        /// Dates, counters and tags beside the article, which are in its metadata or of no use.
        Metadata = "metadata",
        /// Menus, breadcrumbs, pagination, a link to another version of the article.
        Navigation = "navigation",
        /// A request to follow, subscribe or donate, or promotion of other work of the source.
        Promotion = "promotion",
        /// A list of other articles.
        Related = "related",
        /// Code or style that is not text.
        Script = "script",
        /// A line or toolbar for sharing.
        Share = "share",
        /// Content of a page outside of its main content.
        Outside = "outside",
    }
}

impl RemovedKind {
    /// Returns the rule name under which removals of this kind by general evidence are reported.
    pub(crate) fn evidence_rule(self) -> &'static str {
        match self {
            RemovedKind::Advert => "evidence/advert",
            RemovedKind::Comments => "evidence/comments",
            RemovedKind::Copyright => "evidence/copyright",
            RemovedKind::Duplicate => "evidence/duplicate",
            RemovedKind::Embed => "evidence/embed",
            RemovedKind::Empty => "evidence/empty",
            RemovedKind::Footer => "evidence/footer",
            RemovedKind::Form => "evidence/form",
            RemovedKind::Hidden => "evidence/hidden",
            RemovedKind::JunkImage => "evidence/junk-image",
            RemovedKind::Label => "evidence/label",
            RemovedKind::Metadata => "evidence/metadata",
            RemovedKind::Navigation => "evidence/navigation",
            RemovedKind::Promotion => "evidence/promotion",
            RemovedKind::Related => "evidence/related",
            RemovedKind::Script => "evidence/script",
            RemovedKind::Share => "evidence/share",
            RemovedKind::Outside => "evidence/outside",
        }
    }
}

pub(super) use names;

/// An address that differs between the post and the article.
///
/// ```
/// use feedscrub::{Cleaner, RewrittenKind};
///
/// let html = "<p>It <a href='https://www.google.com/url?q=https://quay.example.org/?utm_source=x'>left</a>.</p>";
/// let article = Cleaner::default().clean_html(html)?;
/// let rewritten = &article.report.rewritten[0];
/// assert_eq!(rewritten.kind, RewrittenKind::Redirector);
/// assert_eq!(rewritten.by, "google-url+tracking-parameters");
/// assert_eq!(rewritten.to, "https://quay.example.org/");
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Rewritten {
    /// The reason of the change.
    pub kind: RewrittenKind,
    /// The names of everything that was undone, joined by `+` from the outermost: proxies (`photon+substack`),
    /// redirectors (`google-url+tracking-parameters`), or the name of the kind.
    pub by: Cow<'static, str>,
    /// The address in the post.
    pub from: String,
    /// The address in the article.
    pub to: String,
}

impl Rewritten {
    /// Makes a rewrite from its kind, the names of what was undone, and both addresses.
    pub fn new(
        kind: RewrittenKind,
        by: impl Into<Cow<'static, str>>,
        from: impl Into<String>,
        to: impl Into<String>,
    ) -> Self {
        Rewritten { kind, by: by.into(), from: from.into(), to: to.into() }
    }
}

names! {
    /// The reason why the article has another address than the post.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    #[non_exhaustive]
    pub enum RewrittenKind {
        /// A [proxy](crate::Proxies) served the image; its address contained the original one.
        Proxy = "proxy",
        /// The link led through a redirector, which was unwrapped; tracking parameters may have been removed too.
        Redirector = "redirector",
        /// The link had tracking parameters.
        TrackingParameters = "tracking-parameters",
        /// The link had two concatenated addresses.
        DoubledAddress = "doubled-address",
        /// The address of the image was in an attribute for a lazy-loading script.
        Lazy = "lazy",
        /// The `srcset` of the image had a better address.
        Srcset = "srcset",
        /// The image was the background image of an element.
        Background = "background",
    }
}

/// Damage that was repaired.
///
/// ```
/// use feedscrub::Recovered;
///
/// let article = feedscrub::clean("---\ntitle: \"he said \"no\"\"\n---\n<p>The ferry left.</p>")?;
/// assert!(matches!(article.report.recovered[0], Recovered::FrontMatter { line: 2, .. }));
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "kind", rename_all = "kebab-case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Recovered {
    /// The front matter was not valid YAML and was read line by line.
    FrontMatter {
        /// Line of the file, counted from 1.
        line: usize,
        /// The message of the YAML parser.
        message: String,
    },
    /// The post was repeated in its own body; one copy was kept.
    RepeatedPost {
        /// The number of copies.
        times: usize,
    },
    /// The body is Markdown and was read as such.
    Markdown,
    /// A list was made from paragraphs or lines that begin with a bullet.
    BulletList {
        /// The number of its items.
        items: usize,
    },
}

/// A problem that could not be solved, or a result that should be checked.
///
/// ```
/// use feedscrub::{Cleaner, Warning};
///
/// let article = Cleaner::default().clean_html("<p>It left.</p><a href='/east'>East</a>")?;
/// assert_eq!(article.report.warnings, [Warning::UnusableAddress { url: "/east".to_owned() }]);
/// assert_eq!(article.report.warnings[0].to_string(), "unusable address left out: /east");
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "kind", rename_all = "kebab-case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Warning {
    /// The post contains no article.
    Empty,
    /// Elements beyond a limit were replaced by their contents; their text is in the article.
    Flattened {
        /// The number of elements.
        elements: usize,
    },
    /// Attributes beyond a limit were dropped.
    AttributesDropped {
        /// The number of attributes.
        attributes: usize,
    },
    /// An image keeps its proxied address, because the proxy cannot be undone.
    IrreversibleProxy {
        /// The name of the proxy.
        proxy: Cow<'static, str>,
        /// The address.
        url: String,
    },
    /// An image or link was left out, because its address is unusable: relative without a base, of another scheme,
    /// malformed, or of a private host that is [not allowed](crate::CleanerBuilder::private_hosts).
    UnusableAddress {
        /// The address.
        url: String,
    },
    /// Parts that look like boilerplate were kept, because too little of the post would have remained.
    Doubtful {
        /// The number of parts.
        parts: usize,
    },
    /// The date of the front matter is invalid.
    InvalidDate {
        /// The text of the date.
        text: String,
    },
    /// The page shows no article; the text is from the `articleBody` in its head.
    BodyFromHead,
}

impl fmt::Display for Recovered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Recovered::FrontMatter { line, message } => {
                write!(f, "front matter, line {line}: {message}; read line by line")
            }
            Recovered::RepeatedPost { times } => write!(f, "the body has {times} copies of the post; kept one"),
            Recovered::Markdown => f.write_str("the body was read as Markdown"),
            Recovered::BulletList { items } => write!(f, "{items} lines with bullets were made a list"),
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::Empty => f.write_str("the post contains no article"),
            Warning::Flattened { elements } => {
                write!(f, "{elements} elements beyond the limits replaced by their contents")
            }
            Warning::AttributesDropped { attributes } => write!(f, "{attributes} attributes beyond the limit dropped"),
            Warning::IrreversibleProxy { proxy, url } => write!(f, "the proxy {proxy} cannot be undone: {url}"),
            Warning::UnusableAddress { url } => write!(f, "unusable address left out: {url}"),
            Warning::Doubtful { parts } => {
                write!(f, "{parts} parts that look like boilerplate kept: too little else would remain")
            }
            Warning::InvalidDate { text } => write!(f, "invalid date: {text}"),
            Warning::BodyFromHead => f.write_str("the page shows no article; the text is from its head"),
        }
    }
}
