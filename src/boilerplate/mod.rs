//! What is not the article: named rules first, then general evidence. Every removal is recorded.

mod builtin;
mod classes;
mod containers;
mod finder;
mod leads;
pub(crate) mod lines;
mod named;
mod needles;
mod phrases;
mod rule;
#[cfg(feature = "serde")]
mod rule_file;
mod ruled;
mod survey;
mod target;
mod traditional;

pub(crate) use classes::Roles;
pub(crate) use containers::strip;
pub(crate) use finder::{Finder, Words};
pub(crate) use leads::{asks, is_author_page};
pub(crate) use lines::follows_link;
pub(crate) use named::{Matcher, Named};
pub use rule::{Position, Rule, RuleSet};
#[cfg(feature = "serde")]
pub use rule_file::RuleError;
pub(crate) use ruled::Ruled;
pub(crate) use survey::Survey;
