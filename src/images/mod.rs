//! Images back at their original addresses.

pub mod proxies;

// Called by the pass over the tree.
#[allow(dead_code)]
pub(crate) mod junk;
#[allow(dead_code)]
pub(crate) mod srcset;
