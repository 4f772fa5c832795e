//! Turns a mirrored feed post into a clean article: sanitized, without feed boilerplate, every image back at its original
//! address, as typed paragraphs, headings, lists, quotes, tables and figures with captions.
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
//! // The footer is not lost: the report names it and the rule that took it out.
//! assert!(article.report.removed.iter().any(|removed| removed.text.contains("feedx")));
//! # Ok::<(), feedscrub::Error>(())
//! ```
//!
//! # What it does not do
//!
//! It fetches nothing and reads no file, clock or environment: the same input gives the same bytes. It runs no scripts,
//! so that what a page would have loaded later is not there. It does not guess: an image whose proxy has hashed the
//! original address stays at the proxy, and a date that can be read in two ways has no [`time`](article::Dateline::time).
//! It changes no word of a text. What is an article is a judgement, and where the signs disagree, prose stays.
//!
//! # Three heights of use
//!
//! - [`clean`] makes an [`Article`] of a post with the default settings; [`Cleaner::clean_entry`] of an entry of a feed,
//!   [`Cleaner::clean_page`] of a whole page, with what is known of it in an [`Origin`].
//! - [`Cleaner::builder`] has the settings: [`Limits`], image [`Proxies`], a [`RuleSet`], an address for relative ones. A
//!   [`Cleaner`] makes articles of posts and of HTML, and [sanitizes HTML](Cleaner::sanitize_html) that should stay HTML.
//! - The parts by themselves: [`Post::parse`], [`Proxies::resolve`], [`links::clean_url`].
//!
//! An [`Article`] is [`Meta`], [`Block`]s in reading order and a [`Report`] of everything that was changed on the way. It is
//! written as [text](Article::to_text), [CommonMark](Article::to_markdown), [HTML](Article::to_html), a [page](Article::to_page), a
//! [post](Article::to_post) again, and JSON by serde.
//!
//! The [cookbook] has a recipe for each common task.
//!
//! # Untrusted input
//!
//! Feeds are anybody's input, and what is made of them is shown in pages. This is what holds for every input:
//!
//! - **No panic, no recursion.** Depth costs no stack anywhere, the drop of the tree included.
//! - **Bounded cost.** [`Limits`] bounds the bytes, nodes, depth and attributes of a post, the bytes of what is made of it,
//!   and how many proxies are undone in one address. Within them, time grows with the input's length, also for nested,
//!   unclosed and misnested elements, where parsers by themselves take the square of it, and memory stays below 160 MiB and
//!   20 times the input.
//! - **Errors only where nothing can be done.** Too many bytes or nodes are [`Error::LimitExceeded`], which says what was found
//!   and what is allowed; a panic inside a parser of another crate is [`Error::Parser`]. Elements too deep are dissolved into what stands round them and attributes too many are dropped;
//!   the text is kept, and a [`Warning`] says so. Damaged front matter is [recovered](Recovered) where it can be.
//! - **Safe output.** Both HTML outputs hold the [policy]: closed lists of elements, attributes and schemes, absolute
//!   addresses, nothing that parses into something else than what was written. A [`WebUrl`] cannot hold a script.
//! - **Nothing trusted on the way back.** An [`Article`] that is read from JSON is checked as if it came from outside:
//!   addresses, levels of headings, ranges of marks.
//!
//! The defaults are far above anything that real posts hold. A service that reads feeds of strangers may want less:
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
//! - `markdown` (default): bodies of posts that are Markdown are read as Jekyll reads them. Without it they are plain text.
//! - `serde` (default): JSON for articles, with the checks above; TOML for rule sets; JSON-LD in the heads of pages.
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
