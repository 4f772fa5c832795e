//! From a stripped tree to typed blocks.

mod assemble;
pub(crate) mod byline;
mod credits;
mod dates;
mod draft;
mod edges;
pub(crate) mod figures;
pub(crate) mod headings;
mod main_element;
mod media;
pub(crate) mod plain;
mod players;
mod table;

pub(crate) use assemble::blocks;
pub(crate) use draft::{Container, Draft, DraftMemory, Fate, Item, Line, Places};
pub(crate) use main_element::{MainElement, Side};
pub(crate) use media::{Media, Player, Seen};
pub(crate) use table::is_data as is_data_table;
