//! Hostile inputs: they neither get through nor stop the crate.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]
#![cfg(test)]
#![expect(unreachable_pub, reason = "the fuzz package includes most of these modules as its library")]

mod cases;
mod dump;
mod generator;
mod limits;
mod linear;
mod markdown;
mod mutations;
mod oracle;
mod outputs;
mod page;
mod properties;
mod reference;
mod replay;
mod suite;
mod tampered;
