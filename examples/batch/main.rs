//! Cleans mirrored feed posts: files, folders of them, or standard input.
//!
//! `cargo run --release --example batch -- --help` says how. Without arguments it cleans the crate's own fixtures.
//!
//! A worker per core reads, cleans and renders whole posts ([`work`]); what they made is put back into the order of the
//! input ([`pipeline`]) and written ([`output`]).

mod cli;
mod explain;
mod guard;
mod input;
mod names;
mod output;
mod page;
mod pipeline;
mod read;
mod screen;
mod summary;
mod work;

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use cli::{Cli, Format};
use input::{Argument, Found, Posts};
use names::Names;
use output::{Folder, Lines, Pending};
use pipeline::Stopped;
use screen::tell;
use summary::{Summary, Tally};
use work::{Product, Worker};

const FAILED: u8 = 1;

fn main() -> ExitCode {
    let cli = Cli::read();
    guard::catch_quietly();
    let outcome = match &cli.explain {
        Some(post) => explain::run(post, &cli.cleaner()),
        None => batch(&cli),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(message) => {
            tell(&message);
            ExitCode::from(FAILED)
        }
    }
}

/// Whether every post became a result, or why the batch had to stop.
fn batch(cli: &Cli) -> Result<bool, String> {
    let started = Instant::now();
    let arguments = cli.arguments();
    cli.check(&arguments);
    if cli.inputs.is_empty() {
        tell("cleaning the posts in fixtures/; --help says how to clean others");
    }
    let cleaner = cli.cleaner();
    let pending = Pending::default();
    pending.remove_on_signals()?;
    let format = cli.format();
    let folder = match (&cli.output, cli.format) {
        (Some(path), Some(_)) => Some(Folder::open(path, &pending).map_err(|error| cannot_write(path, &error))?),
        _ => None,
    };
    let lines_path = cli.output.as_deref().filter(|_| folder.is_none());
    let mut lines = match folder {
        Some(_) => None,
        None => Some(Lines::open(lines_path, &pending).map_err(|error| cannot_write(shown(lines_path), &error))?),
    };

    let bar = progress(cli, &arguments);
    let names = folder.is_some().then(|| Names::new(format.extension()));
    let posts = Posts::new(arguments, cli.output.as_deref(), names);

    let workers: Vec<_> = (0..cli.threads()).map(|_| Worker::new(&cleaner, format, folder.as_ref())).collect();
    let mut counts = Counts::default();

    let written = pipeline::run(posts, workers, Worker::run, |product| {
        counts.add(&product, &bar);
        match (&product, &mut lines) {
            (Product::Cleaned { result }, Some(lines)) => lines.write_all(result),
            _ => Ok(()),
        }
    });
    let written = written.and_then(|workers| match lines {
        Some(lines) => lines.finish(counts.cleaned > 0).map_err(Stopped::Deliver).map(|()| workers),
        None => Ok(workers),
    });
    bar.finish_and_clear();
    match written {
        Ok(workers) => summarize(workers, &counts, started),
        // Whoever reads has seen enough, as `head` has.
        Err(Stopped::Deliver(error)) if error.kind() == ErrorKind::BrokenPipe && lines_path.is_none() => {}
        Err(Stopped::Deliver(error)) => return Err(cannot_write(shown(lines_path), &error)),
        Err(Stopped::Spawn(error)) => return Err(format!("no thread can be started: {error}")),
    }
    Ok(counts.failed == 0)
}

fn summarize(workers: Vec<Worker<'_>>, counts: &Counts, started: Instant) {
    let threads = workers.len();
    let mut tally = Tally::default();
    for worker in workers {
        tally.merge(worker.tally);
    }
    let summary = Summary { tally, cleaned: counts.cleaned, failed: counts.failed, time: started.elapsed(), threads };
    // Nobody is left to be told when standard error is closed.
    let _ = write!(io::stderr().lock(), "{summary}");
}

#[derive(Default)]
struct Counts {
    cleaned: u64,
    failed: u64,
}

impl Counts {
    fn add(&mut self, product: &Product, bar: &ProgressBar) {
        match product {
            Product::Cleaned { .. } => self.cleaned += 1,
            Product::Failed { path, why } => {
                self.failed += 1;
                bar.suspend(|| tell(&format!("{path}: {why}")));
            }
            Product::Note(note) => return bar.suspend(|| tell(note)),
        }
        bar.inc(1);
    }
}

/// A bar where a person is looking and it does not run through results on the same screen.
fn progress(cli: &Cli, arguments: &[Argument]) -> ProgressBar {
    let results_on_screen = cli.output.is_none() && io::stdout().is_terminal();
    if results_on_screen || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let posts = Posts::new(arguments.to_vec(), cli.output.as_deref(), None);
    let total = posts.filter(|found| matches!(found, Found::Post(_) | Found::Failed { .. })).count();
    let style = ProgressStyle::with_template("{bar:30} {human_pos}/{human_len} posts, {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(total as u64).with_style(style)
}

fn shown(output: Option<&Path>) -> &Path {
    output.unwrap_or(Path::new("standard output"))
}

fn cannot_write(path: &Path, error: &io::Error) -> String {
    format!("{}: cannot be written: {error}", path.display())
}

impl Cli {
    /// What to write for each post. Without arguments on a terminal that is a line for people.
    fn format(&self) -> Format {
        match self.format {
            Some(format) => format,
            None if self.inputs.is_empty() && self.output.is_none() && io::stdout().is_terminal() => Format::Brief,
            None => Format::Json,
        }
    }
}
