//! Named rules as data: the set, the table of the built-in ones, rules from a file, and the matcher.

mod builtin;
#[cfg(feature = "serde")]
mod file;
mod matcher;
mod names;
mod parts;
mod rule;
mod target;

#[cfg(feature = "serde")]
pub use file::RuleError;
pub(crate) use matcher::{Found, Matcher, Named};
pub(crate) use parts::Part;
pub use rule::{Position, Rule, RuleSet};
pub(crate) use target::leads_to;
