//! Cleans mirrored feed posts: files, folders of them, or standard input.
//!
//! `cargo run --release --example batch -- --help` says how. Without arguments it cleans the crate's own fixtures.
//!
//! A worker per core reads, cleans and renders whole posts ([`work`]); what they made is put back into the order of the
//! input ([`pipeline`]) and written ([`output`]).

mod cli;
mod delivery;
mod explain;
mod guard;
mod input;
mod list;
mod names;
mod output;
mod pipeline;
mod progress;
mod read;
mod records;
mod render;
mod screen;
mod stdin;
mod summary;
mod work;

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use feedscrub::Limits;

use cli::{Cli, Format};
use delivery::{Counts, Delivery};
use input::{Found, Origin, Posts};
use names::Names;
use output::{Folder, Lines, Pending};
use pipeline::Stopped;
use records::Records;
use screen::tell;
use summary::{Summary, Tally};
use work::Worker;

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
    let origin = Origin::of(cli);
    cli.check(&origin);
    if origin.is_fixtures() {
        tell("cleaning the posts in fixtures/; --help says how to clean others");
    }
    let cleaner = cli.cleaner();
    let pending = Pending::default();
    pending.remove_on_signals()?;
    let format = format(cli, &origin);
    let folder = match &cli.output {
        Some(path) if cli.writes_files() => {
            Some(Folder::open(path, &pending).map_err(|error| cannot_write(path, &error))?)
        }
        _ => None,
    };
    let lines_path = cli.output.as_deref().filter(|_| folder.is_none());
    let lines = match folder {
        Some(_) => None,
        None => Some(Lines::open(lines_path, &pending).map_err(|error| cannot_write(shown(lines_path), &error))?),
    };

    let bar = progress::bar(cli, &origin);
    let arguments = origin.open()?;
    let found: Box<dyn Iterator<Item = Found> + Send> = if cli.reads_lines() {
        Box::new(Records::new(arguments, Limits::default().max_input_bytes()))
    } else {
        let names = folder.is_some().then(|| Names::new(format.extension()));
        Box::new(Posts::new(arguments, cli.output.as_deref(), names))
    };

    let workers: Vec<_> = (0..cli.threads()).map(|_| Worker::new(&cleaner, format, folder.as_ref())).collect();
    // Whoever sends lines one by one may wait for each answer.
    let flushes = cli.reads_lines() && lines_path.is_none();
    let mut delivery = Delivery { lines, flushes, bar: &bar, counts: Counts::default() };
    let written = pipeline::run(found, workers, Worker::run, |product| delivery.take(product));
    let written = written.and_then(|workers| {
        let counts = delivery.finish().map_err(Stopped::Deliver)?;
        Ok((workers, counts))
    });
    bar.finish_and_clear();
    match written {
        Ok((workers, counts)) => {
            summarize(workers, counts, started.elapsed());
            Ok(counts.failed == 0 || cli.reads_lines())
        }
        // Whoever reads has seen enough, as `head` has.
        Err(Stopped::Deliver(error)) if error.kind() == ErrorKind::BrokenPipe && lines_path.is_none() => Ok(true),
        Err(Stopped::Deliver(error)) => Err(cannot_write(shown(lines_path), &error)),
        Err(Stopped::Spawn(error)) => Err(format!("no thread can be started: {error}")),
    }
}

fn summarize(workers: Vec<Worker<'_>>, counts: Counts, time: Duration) {
    let threads = workers.len();
    let mut tally = Tally::default();
    for worker in workers {
        tally.merge(worker.tally);
    }
    let summary = Summary { tally, cleaned: counts.cleaned, failed: counts.failed, time, threads };
    // Nobody is left to be told when standard error is closed.
    let _ = write!(io::stderr().lock(), "{summary}");
}

/// What to write for each post. Of the fixtures on a terminal that is a line for people.
fn format(cli: &Cli, origin: &Origin) -> Format {
    match cli.format {
        Some(format) => format,
        None if origin.is_fixtures() && cli.output.is_none() && io::stdout().is_terminal() => Format::Brief,
        None => Format::Json,
    }
}

fn shown(output: Option<&Path>) -> &Path {
    output.unwrap_or(Path::new("standard output"))
}

fn cannot_write(path: &Path, error: &io::Error) -> String {
    format!("{}: cannot be written: {error}", path.display())
}
