//! Turns a mirrored feed post into a clean article.

mod error;
mod limits;

pub use error::{Error, Result};
pub use limits::Limits;
