//! Images back at their original addresses.

pub mod proxies;
