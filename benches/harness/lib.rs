//! Helpers that the benchmarks share: posts, rounds, a counting allocator, tables.
//!
//! All times are CPU times of one thread, so that other work on the machine does not count.

pub mod heap;
pub mod posts;
pub mod rounds;
pub mod table;

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

/// An argument of the command line: `--name`, or `--name value`.
pub fn argument(name: &str) -> Option<String> {
    let mut arguments = std::env::args().skip_while(|argument| argument.strip_prefix("--") != Some(name));
    arguments.next()?;
    Some(arguments.next().unwrap_or_default())
}
