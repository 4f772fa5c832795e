//! What words say: phrases of lines, names of elements, roles of people. It knows bytes and strings, neither tree nor draft.

mod classes;
pub(crate) mod credits;
mod edges;
mod finder;
mod fitted;
pub(crate) mod masked;
mod needles;
pub(crate) mod people;
pub(crate) mod phrases;
mod signs;
mod traditional;

pub(crate) use classes::{Roles, Signs};
pub(crate) use edges::{Ends, Starts};
pub(crate) use finder::{Finder, Said, Words, bare};
pub(crate) use phrases::Place;
pub(crate) use signs::{Group, Sign, UNIT, named_weights, odds, quarters};

/// The first `bytes` bytes of a text, fewer where a character would be cut.
pub(crate) fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}
