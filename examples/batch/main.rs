//! Cleans mirrored feed posts: files, folders, JSON lines, or standard input.
//!
//! See `cargo run --release --example batch -- --help`. Without arguments it cleans the fixtures of the crate.
//!
//! The command line becomes a sequence of posts ([`input`], [`list`], [`records`]). A worker per core reads, cleans and
//! renders whole posts ([`work`], [`render`]); their products are put into the order of the input ([`pipeline`]),
//! counted and written ([`delivery`], [`output`], [`folder`]). [`run`] connects these steps.

mod cli;
mod columns;
mod copies;
mod delivery;
mod explain;
mod folder;
mod guard;
mod input;
mod learn;
mod list;
mod manifest;
mod markdown;
mod names;
mod next;
mod output;
mod page;
mod patterns;
mod pipeline;
mod progress;
mod read;
mod records;
mod render;
mod run;
mod screen;
mod stale;
mod state;
mod stdin;
mod stdio;
mod summary;
mod work;

use std::io::{self, Write};
use std::process::ExitCode;

use feedscrub::RuleSet;

use cli::Cli;

const FAILED: u8 = 1;

fn main() -> ExitCode {
    let cli = Cli::read();
    guard::catch_quietly();
    if let Some(text) = cli.printed() {
        return match io::stdout().write_all(&text) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                screen::tell(&format!("standard output: {error}"));
                ExitCode::from(FAILED)
            }
        };
    }
    let outcome = match &cli.explain {
        Some(post) => explain::run(post, &cli.cleaner(RuleSet::empty())),
        None => run::batch(&cli),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(message) => {
            screen::tell(&message);
            ExitCode::from(FAILED)
        }
    }
}
