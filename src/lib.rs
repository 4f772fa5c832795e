//! Turns a mirrored feed post into a clean article.

mod address;
pub mod article;
mod boilerplate;
mod chain;
mod dom;
mod error;
pub mod images;
mod limits;
pub mod post;
#[doc(hidden)]
pub mod testing;

pub use article::{
    Article, Block, Evidence, Figure, Image, Mark, MarkKind, Meta, Recovered, Removed, RemovedKind, Report, Rewritten,
    Text, Time, Warning, WebUrl,
};
pub use error::{Error, Result};
pub use limits::Limits;
pub use post::{FrontMatter, Post, Preamble};
