//! Turns a mirrored feed post into a clean article: sanitized, without feed boilerplate, with every image at its
//! original address, as typed paragraphs, headings, lists, quotations, tables and figures with captions.
//!
//! ```
//! let post = r#"---
//! title: "The ferry runs again"
//! from: https://quay.example.org/ferry
//! ---
//! <!--1624642743000-->
//! [The ferry runs again](https://quay.example.org/ferry)
//! ------
//!
//! <div><i>Fri, 25 Jun 2021 17:12:11 GMT</i></div><img src="https://images.weserv.nl?url=quay.example.org/ferry.jpg">
//! <div><small>The ferry at the east quay.</small></div>
//! <p>After two years in dry dock the ferry left the east quay on Friday with eleven passengers and a dog.</p>
//! <br><hr><div>获取更多RSS：<br><a href="https://feedx.net">https://feedx.net</a> <br></div>
//! "#;
//!
//! let article = feedscrub::clean(post)?;
//!
//! assert_eq!(article.paragraphs().count(), 1);
//! assert_eq!(article.images().next().unwrap().src.as_str(), "https://quay.example.org/ferry.jpg");
//! assert_eq!(article.captions().next().unwrap().as_str(), "The ferry at the east quay.");
//! assert_eq!(article.meta.dateline.unwrap().time.unwrap().to_string(), "2021-06-25T17:12:11Z");
//! // The footer is not lost: the report lists it with the rule that removed it.
//! assert!(article.report.removed.iter().any(|removed| removed.text.contains("feedx")));
//! # Ok::<(), feedscrub::Error>(())
//! ```
//!
//! # What it does not do
//!
//! It fetches nothing and reads no file, clock or environment: the same input gives the same bytes. It runs no scripts,
//! so content that a page loads by script is missing. It does not guess: an image whose proxy has hashed the original
//! address keeps the proxied one, and an ambiguous date has no [`time`](article::Dateline::time). It changes no word of
//! a text. Extraction is a judgement; where the signs disagree, prose stays.
//!
//! # Levels of use
//!
//! - [`clean`] makes an [`Article`] from a post with the default settings; [`Cleaner::clean_entry`] from an entry of a
//!   feed, [`Cleaner::clean_page`] from a whole page, both with an [`Origin`] that holds the metadata known to the
//!   caller.
//! - [`Cleaner::builder`] takes the settings: [`Limits`], image [`Proxies`], a [`RuleSet`], a base URL. A [`Cleaner`]
//!   makes articles from posts and HTML, and [sanitizes HTML](Cleaner::sanitize_html) that should stay HTML.
//! - The parts on their own: [`Post::parse`], [`Proxies::resolve`], [`links::clean_url`].
//!
//! An [`Article`] has [`Meta`], [`Block`]s in reading order and a [`Report`] of every change. It can be written as
//! [text](Article::to_text), [CommonMark](Article::to_markdown), [HTML](Article::to_html), a [page](Article::to_page),
//! a [post](Article::to_post) with front matter, and as JSON by serde.
//!
//! The [cookbook] has a recipe for each common task.
//!
//! # Untrusted input
//!
//! Feeds are untrusted input, and the result is displayed in web pages. The following holds for every input:
//!
//! - **No panic, no recursion.** The depth of a document costs no stack, not even when the tree is dropped.
//! - **Bounded cost.** [`Limits`] bounds the bytes, nodes, depth and attributes of a post, the bytes of the output, and
//!   the number of nested proxies that are resolved. Within the limits, time is linear in the length of the input, also
//!   for nested, unclosed and misnested elements, on which parsers alone take quadratic time. Memory stays below 160
//!   MiB and 20 times the input.
//! - **Few errors.** Too many bytes or nodes are [`Error::LimitExceeded`], with the size and the limit; a panic inside
//!   a parser of another crate is [`Error::Parser`]. Elements beyond the depth limit are replaced by their contents and
//!   excess attributes are dropped; the text is kept, and a [`Warning`] says so. Damaged front matter is
//!   [recovered](Recovered) where possible.
//! - **Safe output.** Both HTML outputs follow the [policy]: closed lists of elements, attributes and schemes, absolute
//!   addresses, and no markup that a browser parses differently. A [`WebUrl`] cannot hold a script.
//! - **Validated input.** An [`Article`] that is read from JSON is validated like untrusted input: addresses, levels of
//!   headings, ranges of marks.
//!
//! The defaults are far above anything that real posts contain. A service that reads untrusted feeds may want lower
//! limits:
//!
//! ```
//! use feedscrub::{Cleaner, Error, Limits};
//!
//! let cleaner = Cleaner::builder().limits(Limits::default().input_bytes(1 << 20).nodes(50_000)).build();
//! let error = cleaner.clean_html(&"<i>x</i>".repeat(30_000)).unwrap_err();
//! assert!(matches!(error, Error::LimitExceeded { what: "nodes", limit: 50_000, .. }));
//! ```
//!
//! # Features
//!
//! - `markdown` (default): reads Markdown bodies of posts as Jekyll does. Without it they are plain text.
//! - `serde` (default): JSON for articles, with the validation above; TOML for rule sets; JSON-LD in the heads of
//!   pages.
//! - `schema`: `schemars::JsonSchema` for [`Article`] and its parts.

mod address;
pub mod article;
mod assemble;
mod chain;
mod cleaner;
#[doc = include_str!("../docs/cookbook.md")]
pub mod cookbook {}
mod dom;
mod draft;
mod error;
mod hosts;
pub mod images;
pub mod learn;
mod limits;
pub mod links;
mod mend;
mod page;
pub mod policy;
pub mod post;
pub mod render;
mod rules;
mod sanitize;
mod scratch;
mod survey;
#[cfg(feature = "testing")]
#[doc(hidden)]
pub mod testing;
#[cfg(not(feature = "testing"))]
#[allow(dead_code, unreachable_pub, reason = "counts as a user of what only tests use, whether they are built or not")]
mod testing;
mod verdicts;
mod words;

pub use article::{
    Article, Block, Cell, Dateline, Evidence, Figure, Image, InvalidTime, InvalidWebUrl, List, Mark, MarkKind, Meta,
    Numbering, Recovered, Removed, RemovedKind, Report, Rewritten, RewrittenKind, Table, Text, Time, Warning, WebUrl,
};
pub use chain::Chain;
pub use cleaner::{Cleaner, CleanerBuilder, clean};
pub use error::{Error, Result};
pub use images::proxies::{Proxies, Proxy};
pub use limits::Limits;
pub use page::Origin;
pub use post::{FrontMatter, Post, Preamble};
#[cfg(feature = "serde")]
pub use rules::RuleError;
pub use rules::{Position, Rule, RuleSet};
pub use sanitize::Sanitized;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

#[cfg(doctest)]
#[doc = include_str!("../docs/pages.md")]
struct Pages;
