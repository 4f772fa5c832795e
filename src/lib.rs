//! Turns a mirrored feed post into a clean article.

mod address;
mod chain;
mod error;
pub mod images;
mod limits;
pub mod links;

pub use error::{Error, Result};
pub use limits::Limits;
