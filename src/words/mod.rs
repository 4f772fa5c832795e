//! The meaning of words: phrases in lines, names of elements, jobs of people. Works on bytes and strings, without tree
//! and draft.

mod classes;
pub(crate) mod credits;
mod edges;
mod finder;
mod fitted;
pub(crate) mod masked;
mod needles;
pub(crate) mod people;
pub(crate) mod phrases;
mod recent;
mod signs;
mod traditional;

pub(crate) use classes::{Roles, Signs};
pub(crate) use edges::{Ends, Starts};
pub(crate) use finder::{Finder, Said, Words, bare};
pub(crate) use phrases::Place;
pub(crate) use recent::RecentNames;
pub(crate) use signs::{Group, Sign, UNIT, named_weights, odds, quarters};

/// Returns the first `bytes` bytes of a text, fewer if a character would be split.
pub(crate) fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}
