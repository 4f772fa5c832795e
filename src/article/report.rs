use std::borrow::Cow;
use std::fmt;

use super::Decision;

/// Everything that was changed on the way from the post to the article, in the order it happened.
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
    /// What was taken out, and why.
    pub removed: Vec<Removed>,
    /// Addresses that were changed.
    pub rewritten: Vec<Rewritten>,
    /// Damage that was mended.
    pub recovered: Vec<Recovered>,
    /// What could not be done, or should be looked at.
    pub warnings: Vec<Warning>,
    /// How general evidence added up. Empty unless [asked for](crate::CleanerBuilder::decisions).
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub decisions: Vec<Decision>,
}

/// A part of the post that is not in the article.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Removed {
    /// The rule's name (`feedx/footer`), or `evidence/` and the kind where general evidence decided.
    pub rule: Cow<'static, str>,
    /// What it was.
    pub kind: RemovedKind,
    /// The signs that agreed. Empty where the rule's name says it all.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Evidence::is_empty"))]
    pub evidence: Evidence,
    /// All the text that went; for an image its address. Empty for elements that had neither.
    pub text: String,
}

impl Removed {
    /// A removal by a rule, without [evidence](Self::evidence).
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
            /// Every value in its order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name, as in JSON and rule files.
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
    /// What a removed part was.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    #[non_exhaustive]
    pub enum RemovedKind {
        /// An advert, or the word for one.
        Advert = "advert",
        /// A comment thread, its form, its counters.
        Comments = "comments",
        /// A copyright, licence or reprint notice.
        Copyright = "copyright",
        /// What the article shows elsewhere: its own title, the twin of a lazy image.
        Duplicate = "duplicate",
        /// A player or frame that is not kept.
        Embed = "embed",
        /// An element without content.
        Empty = "empty",
        /// The mirror's footer.
        Footer = "footer",
        /// A form, a button, a login or paywall box.
        Form = "form",
        /// What no reader of the page would have seen.
        Hidden = "hidden",
        /// An icon, avatar, spacer or tracking pixel.
        JunkImage = "junk-image",
        /// A word of the page's controls: "Image caption", "Click to expand".
        Label = "label",
        /// Dates, counters and tags that stand beside the article, where they are kept in its meta or are of no use.
        Metadata = "metadata",
        /// Menus, breadcrumbs, pagination, a link to another version of the article.
        Navigation = "navigation",
        /// A line that asks to follow, subscribe or donate, or advertises the source's own other work.
        Promotion = "promotion",
        /// A list of other articles.
        Related = "related",
        /// Code or style that never was text.
        Script = "script",
        /// A line or bar that asks to share.
        Share = "share",
        /// What stands beside the main content of a page.
        Outside = "outside",
    }
}

impl RemovedKind {
    /// The name under which general evidence for it is reported.
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

macro_rules! evidence {
    ($($(#[$doc:meta])* $constant:ident = $bit:literal, $name:literal;)*) => {
        impl Evidence {
            $($(#[$doc])* pub const $constant: Evidence = Evidence(1 << $bit);)*
            const NAMES: &'static [(Evidence, &'static str)] = &[$((Evidence::$constant, $name)),*];
        }
    };
}

/// A set of signs that something is not part of the article.
///
/// ```
/// use feedscrub::Evidence;
///
/// let evidence = Evidence::CLASS | Evidence::TAIL;
/// assert!(evidence.has(Evidence::TAIL) && !evidence.has(Evidence::HEAD));
/// assert_eq!(evidence.names().collect::<Vec<_>>(), ["class", "tail"]);
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Evidence(u32);

evidence! {
    /// A class, id, role, rel or data attribute says so.
    CLASS = 0, "class";
    /// The element itself is never article text: `nav`, `form`, `script`.
    ELEMENT = 1, "element";
    /// It stands before the article's first paragraph.
    HEAD = 2, "head";
    /// It stands after the article's last paragraph.
    TAIL = 3, "tail";
    /// Most of its text is links.
    LINKS = 4, "links";
    /// It is short.
    SHORT = 5, "short";
    /// Its words are those of this kind of boilerplate.
    WORDS = 6, "words";
    /// A link leads where this kind of boilerplate leads.
    TARGET = 7, "target";
    /// It is hidden from readers.
    HIDDEN = 8, "hidden";
    /// It says again what stands elsewhere.
    REPEAT = 9, "repeat";
    /// What stands round it is of the same kind.
    NEIGHBOURS = 10, "neighbours";
    /// Its author or host is known for it.
    SOURCE = 11, "source";
    /// It recurs in other posts of the same source.
    RECURRENCE = 12, "recurrence";
    /// The size says so.
    SIZE = 13, "size";
    /// It is set apart as aside: small, grey, italic, in brackets or behind a rule.
    ASIDE = 14, "aside";
    /// It stands outside of the element that holds the article's paragraphs.
    OUTSIDE = 15, "outside";
}

impl Evidence {
    /// No sign at all.
    pub const NONE: Evidence = Evidence(0);

    /// Whether there is no sign.
    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// Both sets together.
    #[must_use]
    pub fn and(self, other: Evidence) -> Evidence {
        Evidence(self.0 | other.0)
    }

    /// Whether all of `other`'s signs are in this set.
    pub fn has(self, other: Evidence) -> bool {
        self.0 & other.0 == other.0
    }

    /// Names of the signs.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().filter(move |(sign, _)| self.has(*sign)).map(|(_, name)| *name)
    }
}

impl std::ops::BitOr for Evidence {
    type Output = Evidence;

    fn bitor(self, other: Evidence) -> Evidence {
        self.and(other)
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, name) in self.names().enumerate() {
            if i > 0 {
                f.write_str(", ")?;
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Evidence {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Evidence {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = <Vec<Cow<'de, str>>>::deserialize(deserializer)?;
        let mut evidence = Evidence::NONE;
        for name in names {
            match Self::NAMES.iter().find(|(_, known)| *known == name) {
                Some((sign, _)) => evidence = evidence | *sign,
                None => return Err(serde::de::Error::custom(format_args!("unknown evidence {name:?}"))),
            }
        }
        Ok(evidence)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Evidence {
    fn schema_name() -> Cow<'static, str> {
        "Evidence".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let names: Vec<&str> = Self::NAMES.iter().map(|(_, name)| *name).collect();
        schemars::json_schema!({
            "type": "array",
            "items": { "enum": names },
            "description": "A set of signs that something is not part of the article.",
        })
    }
}

/// An address that is another one in the article.
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
    /// Why it is another one.
    pub kind: RewrittenKind,
    /// Names of everything that was undone, joined by `+` from the outermost: proxies (`photon+substack`), redirectors
    /// (`google-url+tracking-parameters`), or the name of the kind.
    pub by: Cow<'static, str>,
    /// The address in the post.
    pub from: String,
    /// The address in the article.
    pub to: String,
}

impl Rewritten {
    /// An address, what it became, why, and by the name of what.
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
    /// Why an address is another one in the article.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    #[non_exhaustive]
    pub enum RewrittenKind {
        /// The image's address wrapped the original: a [proxy](crate::Proxies) was undone.
        Proxy = "proxy",
        /// The link led through a redirector, which was unwrapped; tracking parameters may have gone with it.
        Redirector = "redirector",
        /// The link carried parameters that only count its readers.
        TrackingParameters = "tracking-parameters",
        /// Another address stood in front of the link's.
        DoubledAddress = "doubled-address",
        /// The image's address stood in an attribute that a script would have read.
        Lazy = "lazy",
        /// The set of the image's sources held a better address.
        Srcset = "srcset",
        /// The image was the background of an element.
        Background = "background",
    }
}

/// Damage that was mended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "kind", rename_all = "kebab-case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Recovered {
    /// The front matter was no valid YAML and was read line by line.
    FrontMatter {
        /// Line of the file, counted from 1.
        line: usize,
        /// What the YAML parser found there.
        message: String,
    },
    /// The post stood more than once in its own body and was kept once.
    RepeatedPost {
        /// How many times it stood there.
        times: usize,
    },
    /// The body is Markdown and was read as such.
    Markdown,
    /// A list was made from paragraphs or lines that begin with a bullet.
    BulletList {
        /// How many items it has.
        items: usize,
    },
}

/// What could not be done, or should be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "kind", rename_all = "kebab-case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Warning {
    /// Nothing of the post is an article.
    Empty,
    /// Elements beyond a limit were dissolved; their text is in the article.
    Flattened {
        /// How many.
        elements: usize,
    },
    /// Attributes beyond a limit were dropped.
    AttributesDropped {
        /// How many.
        attributes: usize,
    },
    /// An image stays at a proxy whose addresses cannot be undone.
    IrreversibleProxy {
        /// The proxy.
        proxy: Cow<'static, str>,
        /// The address.
        url: String,
    },
    /// An image or link was left out, because its address leads nowhere: relative without a base, of another scheme, broken,
    /// of a private host that is [not allowed](crate::CleanerBuilder::private_hosts).
    UnusableAddress {
        /// The address.
        url: String,
    },
    /// Parts that look like boilerplate were kept: too little else would have been left of the post.
    Doubtful {
        /// How many.
        parts: usize,
    },
    /// The front matter's date is no date.
    InvalidDate {
        /// What stands there.
        text: String,
    },
    /// The page shows no article; its text is the one that its head repeats.
    BodyFromHead,
}

impl fmt::Display for Recovered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Recovered::FrontMatter { line, message } => {
                write!(f, "front matter, line {line}: {message}; read line by line")
            }
            Recovered::RepeatedPost { times } => write!(f, "the post stood {times} times in its body; kept once"),
            Recovered::Markdown => f.write_str("the body is Markdown and was read as such"),
            Recovered::BulletList { items } => write!(f, "{items} lines that begin with a bullet made a list"),
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::Empty => f.write_str("nothing of the post is an article"),
            Warning::Flattened { elements } => write!(f, "{elements} elements beyond the limits dissolved"),
            Warning::AttributesDropped { attributes } => write!(f, "{attributes} attributes beyond the limit dropped"),
            Warning::IrreversibleProxy { proxy, url } => write!(f, "{proxy} cannot be undone: {url}"),
            Warning::UnusableAddress { url } => write!(f, "address leads nowhere: {url}"),
            Warning::Doubtful { parts } => {
                write!(f, "{parts} parts kept that look like boilerplate: little else is left")
            }
            Warning::InvalidDate { text } => write!(f, "no date: {text}"),
            Warning::BodyFromHead => f.write_str("the page shows no article; its text is from its head"),
        }
    }
}
