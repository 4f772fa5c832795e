//! Hostile inputs: nothing of them gets through, and nothing of them stops the crate.

#![cfg(test)]

mod cases;
mod dump;
mod generator;
mod mutations;
mod oracle;
mod outputs;
mod properties;
mod reference;
mod replay;
mod suite;
mod tampered;
