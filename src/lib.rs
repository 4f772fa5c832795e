//! Turns a mirrored feed post into a clean article.

mod dom;
mod error;
mod limits;
#[doc(hidden)]
pub mod testing;

pub use error::{Error, Result};
pub use limits::Limits;
pub mod article;
pub use article::{
    Article, Block, Evidence, Figure, Image, Mark, MarkKind, Meta, Recovered, Removed, RemovedKind, Report, Rewritten,
    Text, Time, Warning, WebUrl,
};
pub mod post;
pub use post::{FrontMatter, Post, Preamble};
