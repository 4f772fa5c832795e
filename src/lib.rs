//! Turns a mirrored feed post into a clean article.

mod address;
pub mod article;
mod boilerplate;
mod chain;
mod cleaner;
mod dom;
mod error;
mod extract;
pub mod images;
mod limits;
pub mod links;
pub mod policy;
pub mod post;
pub mod render;
mod sanitize;
#[doc(hidden)]
pub mod testing;

pub use article::{
    Article, Block, Evidence, Figure, Image, Mark, MarkKind, Meta, Recovered, Removed, RemovedKind, Report, Rewritten,
    Text, Time, Warning, WebUrl,
};
#[cfg(feature = "serde")]
pub use boilerplate::RuleError;
pub use boilerplate::{Position, Rule, RuleSet};
pub use chain::Chain;
pub use cleaner::{Cleaner, CleanerBuilder, clean};
pub use error::{Error, Result};
pub use images::proxies::{Proxies, Proxy};
pub use limits::Limits;
pub use post::{FrontMatter, Post, Preamble};
