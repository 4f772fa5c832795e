//! The batch example as users run it: arguments in, files and messages out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

// The parts of the example that can be held by themselves.
#[path = "../../examples/batch/guard.rs"]
mod guard;
#[path = "../../examples/batch/pipeline.rs"]
mod pipeline;

mod explain;
mod faults;
mod forms;
mod input;
mod lines;
mod parts;
mod results;
mod rules;
mod runs;
mod terminal;
mod tool;
