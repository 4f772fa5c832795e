//! Restores the original addresses of images.

pub(crate) mod address;
pub(crate) mod junk;
pub mod proxies;
mod quality;
pub(crate) mod removal;
pub(crate) mod srcset;
pub(crate) mod twins;
