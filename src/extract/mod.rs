//! From a stripped tree to typed blocks.

mod draft;
mod media;
mod players;
mod table;

pub(crate) use draft::{Container, Draft, Fate, Item, Line};
pub(crate) use media::{Media, Picture};
