//! Executes a run: from the command line to the last line of the summary.

use std::ffi::OsString;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use feedscrub::{Limits, RuleSet};

use crate::cli::{Cli, Format};
use crate::copies::Copies;
use crate::delivery::{Delivery, Made, Progress};
use crate::folder::Folder;
use crate::input::{Found, Origin, Posts};
use crate::learn;
use crate::manifest::{Manifest, Settings};
use crate::names::Names;
use crate::next::Next;
use crate::output::{Lines, Pending, Whole};
use crate::pipeline::{self, Stopped};
use crate::progress;
use crate::records::Records;
use crate::render::Form;
use crate::screen::tell;
use crate::state::{Hashed, State, StateFile};
use crate::stdio;
use crate::summary::{Summary, Tally};
use crate::work::{Job, Worker};

/// Returns whether every post has a result, or why the batch had to stop.
pub(crate) fn batch(cli: &Cli) -> Result<bool, String> {
    let started = Instant::now();
    let origin = Origin::of(cli);
    cli.check(&origin);
    // The results of the fixtures are only for display, so they may be discarded.
    if cli.output.is_none() && !origin.is_fixtures() && stdio::is_output_closed() {
        return Err(cannot_write(shown(None), &io::Error::other("it is closed")));
    }
    if origin.is_fixtures() {
        tell("cleaning the posts in fixtures/; see --help for other posts");
    }
    let learned = match cli.learn {
        true => learn::rules(Posts::new(origin.clone().open()?, cli.output.as_deref(), None), cli.threads()),
        false => RuleSet::empty(),
    };
    let cleaner = cli.cleaner(learned);
    let settings = Settings::of(cli);
    let pending = Pending::default();
    pending.remove_on_signals()?;
    let form = Form { format: format(cli, &origin), columns: &cli.fields };
    let folder = match &cli.output {
        Some(path) if cli.writes_files() => {
            Some(Folder::open(path, &pending).map_err(|error| cannot_write(path, &error))?)
        }
        _ => None,
    };
    let copies = match cli.dedupe {
        true => Copies::among(Posts::new(origin.clone().open()?, cli.output.as_deref(), None)),
        false => Copies::default(),
    };
    let bar = progress::bar(cli, &origin);
    let names = folder.is_some().then(|| Names::new(form.format.extension()));
    let mut found = Hashed::new(found(cli, origin, names)?.map(|found| copies.without(found)));

    let state = cli.output.as_deref().filter(|_| cli.resume).map(|output| match cli.writes_files() {
        true => StateFile::of(&output.join(".batch"), settings.hash()),
        false => StateFile::of(output, settings.hash()),
    });
    // In a folder the results themselves record the progress.
    let earlier = state.as_ref().map(StateFile::read).transpose()?.flatten().filter(|_| !cli.writes_files());
    if let Some(earlier) = &earlier {
        found.pass_over(earlier).map_err(|fault| format!("{fault}; remove its .state file to start over"))?;
    }
    let outputs = outputs(cli);
    let mut lines = open(cli, &outputs, earlier.as_ref(), &pending)?;
    let log = cli.fail_log.as_ref().and_then(|_| lines.pop());

    let job = Job {
        cleaner: &cleaner,
        form,
        folder: folder.as_ref(),
        resumes: cli.resume,
        fails_on_empty: cli.fail_on_empty,
        tells_warnings: cli.verbose,
    };
    let workers: Vec<_> = (0..cli.threads()).map(|_| Worker::new(job)).collect();
    let threads = workers.len();
    // A program that sends lines one by one may wait for each answer.
    let flushes = cli.reads_lines() && cli.output.is_none();
    let mut delivery = Delivery { lines, flushes, log, state, bar: &bar, progress: Progress::from(earlier.as_ref()) };
    let work = |worker: &mut Worker<'_>, (found, inputs)| Made { product: worker.run(found), inputs };
    let written = pipeline::run(found, workers, work, |made| delivery.take(made));
    let written = written.and_then(|workers| Ok((workers, delivery.finish().map_err(Stopped::Deliver)?)));
    bar.finish_and_clear();
    let (workers, progress) = match written {
        Ok(written) => written,
        // The reader has closed the pipe, as `head` does.
        Err(Stopped::Deliver(error)) if error.kind() == ErrorKind::BrokenPipe && cli.output.is_none() => {
            return Ok(true);
        }
        Err(Stopped::Deliver(error)) => return Err(cannot_write(shown(cli.output.as_deref()), &error)),
        Err(Stopped::Spawn(error)) => return Err(format!("no thread can be started: {error}")),
    };

    let mut tally = Tally::default();
    for worker in workers {
        tally.merge(worker.tally);
    }
    let (time, counts) = (started.elapsed(), progress.counts);
    if let Some(path) = &cli.manifest {
        let manifest = Manifest::new(cli, &settings, &outputs, &progress, &tally, time.as_secs_f64());
        let json = serde_json::to_vec_pretty(&manifest).map_err(|error| error.to_string())?;
        Whole::write(path, &json, &pending).map_err(|error| cannot_write(path, &error))?;
    }
    if !cli.quiet {
        // There is no reader if standard error is closed.
        let next = Next::of(cli, counts, &tally.worst);
        let summary = Summary { tally: &tally, counts, time, threads, next };
        let _ = write!(anstream::stderr().lock(), "{summary}");
    }
    // A record that failed has an answer; a file that cannot be read has none.
    let is_answered = cli.reads_lines() && counts.results == counts.cleaned + counts.failed;
    Ok(counts.failed == 0 || is_answered)
}

/// Returns the inputs to clean, in order.
fn found(cli: &Cli, origin: Origin, names: Option<Names>) -> Result<Box<dyn Iterator<Item = Found> + Send>, String> {
    let arguments = origin.open()?;
    Ok(match cli.reads_lines() {
        true => Box::new(Records::new(arguments, Limits::default().max_input_bytes())),
        false => Box::new(Posts::new(arguments, cli.output.as_deref(), names)),
    })
}

/// Opens the outputs of lines, after those that an earlier run has written there.
fn open(
    cli: &Cli,
    outputs: &[Option<PathBuf>],
    earlier: Option<&State>,
    pending: &Pending,
) -> Result<Vec<Lines>, String> {
    let mut lines = Vec::with_capacity(outputs.len());
    for (at, path) in outputs.iter().enumerate() {
        let bytes = earlier.and_then(|earlier| earlier.bytes.get(at)).copied().unwrap_or_default();
        let opened = match path {
            Some(path) if cli.resume && !cli.writes_files() => Lines::go_on(path, bytes),
            path => Lines::open(path.as_deref(), pending),
        };
        lines.push(opened.map_err(|error| cannot_write(shown(path.as_deref()), &error))?);
    }
    Ok(lines)
}

/// Returns the outputs of lines, the log of failures last; `None` is standard output.
fn outputs(cli: &Cli) -> Vec<Option<PathBuf>> {
    let mut outputs = match (&cli.output, cli.shards) {
        _ if cli.writes_files() => Vec::new(),
        (Some(path), Some(shards)) => (0..shards).map(|shard| Some(shard_of(path, shard, shards))).collect(),
        (path, _) => vec![path.clone()],
    };
    outputs.extend(cli.fail_log.clone().map(Some));
    outputs
}

/// Returns the name of a shard: `out.jsonl` becomes `out-00003-of-00016.jsonl`.
fn shard_of(path: &Path, shard: u16, shards: u16) -> PathBuf {
    let mut name = OsString::from(path.file_stem().unwrap_or_default());
    name.push(format!("-{shard:05}-of-{shards:05}"));
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

/// Returns the form of results. For fixtures on a terminal it is a line for human readers.
fn format(cli: &Cli, origin: &Origin) -> Format {
    let is_plain = cli.output.is_none() && cli.fields.is_empty();
    match cli.format {
        Some(format) => format,
        None if origin.is_fixtures() && is_plain && io::stdout().is_terminal() => Format::Brief,
        None => Format::Json,
    }
}

fn shown(output: Option<&Path>) -> &Path {
    output.unwrap_or(Path::new("standard output"))
}

fn cannot_write(path: &Path, error: &io::Error) -> String {
    format!("{}: cannot be written: {error}", path.display())
}
