//! Whole pages: their metadata, and the choice of the main content.

mod body;
mod chooser;
mod cut;
mod head;
#[cfg(feature = "serde")]
mod json_ld;
mod names;
mod origin;
mod scores;
mod title;
mod writers;

pub(crate) use chooser::choose;
pub(crate) use cut::cut;
pub(crate) use head::Head;
pub use origin::Origin;
