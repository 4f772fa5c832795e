//! A whole run: from the command line to the last line of the summary.

use std::ffi::OsString;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use feedscrub::Limits;

use crate::cli::{Cli, Format};
use crate::copies::Copies;
use crate::delivery::{Delivery, Made, Progress};
use crate::folder::Folder;
use crate::input::{Found, Origin, Posts};
use crate::manifest::{Manifest, Settings};
use crate::names::Names;
use crate::output::{Lines, Pending, Whole};
use crate::pipeline::{self, Stopped};
use crate::progress;
use crate::records::Records;
use crate::render::Form;
use crate::screen::tell;
use crate::state::{Hashed, StateFile};
use crate::summary::{Summary, Tally};
use crate::work::{Job, Worker};

/// Whether every post became a result, or why the batch had to stop.
pub(crate) fn batch(cli: &Cli) -> Result<bool, String> {
    let started = Instant::now();
    let origin = Origin::of(cli);
    cli.check(&origin);
    if origin.is_fixtures() {
        tell("cleaning the posts in fixtures/; --help says how to clean others");
    }
    let cleaner = cli.cleaner();
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
    let is_folder = folder.is_some();
    let names = || is_folder.then(|| Names::new(form.format.extension()));
    let copies = match cli.dedupe {
        true => Copies::among(Posts::new(origin.clone().open()?, cli.output.as_deref(), None)),
        false => Copies::default(),
    };
    let bar = progress::bar(cli, &origin);
    let arguments = origin.open()?;
    let found: Box<dyn Iterator<Item = Found> + Send> = match cli.reads_lines() {
        true => Box::new(Records::new(arguments, Limits::default().max_input_bytes())),
        false => Box::new(Posts::new(arguments, cli.output.as_deref(), names())),
    };
    let mut found = Hashed::new(found.map(|found| copies.without(found)));

    let mut outputs = outputs(cli, is_folder);
    let state = cli.output.as_deref().filter(|_| cli.resume).map(|output| match is_folder {
        true => StateFile::of(&output.join(".batch"), settings.hash()),
        false => StateFile::of(output, settings.hash()),
    });
    let earlier = state.as_ref().map(StateFile::read).transpose()?.flatten();
    if let Some(earlier) = earlier.as_ref().filter(|_| !is_folder) {
        found.pass_over(earlier).map_err(|fault| format!("{fault}; without its .state all begins anew"))?;
    }
    outputs.extend(cli.fail_log.clone().map(Some));
    let mut lines = Vec::with_capacity(outputs.len());
    for (at, path) in outputs.iter().enumerate() {
        let bytes = earlier.as_ref().and_then(|earlier| earlier.bytes.get(at)).copied().unwrap_or_default();
        let opened = match path {
            Some(path) if cli.resume && !is_folder => Lines::go_on(path, bytes),
            path => Lines::open(path.as_deref(), &pending),
        };
        lines.push(opened.map_err(|error| cannot_write(shown(path.as_deref()), &error))?);
    }
    let log = cli.fail_log.as_ref().and_then(|_| lines.pop());

    let job = Job {
        cleaner: &cleaner,
        form,
        folder: folder.as_ref(),
        resumes: cli.resume,
        fails_on_empty: cli.fail_on_empty,
    };
    let workers: Vec<_> = (0..cli.threads()).map(|_| Worker::new(job)).collect();
    let threads = workers.len();
    // Whoever sends lines one by one may wait for each answer.
    let flushes = cli.reads_lines() && cli.output.is_none();
    let progress = Progress::from(earlier.as_ref().filter(|_| !is_folder));
    let mut delivery = Delivery { lines, flushes, log, state, bar: &bar, progress };
    let work = |worker: &mut Worker<'_>, (found, inputs)| Made { product: worker.run(found), inputs };
    let written = pipeline::run(found, workers, work, |made| delivery.take(made));
    let written = written.and_then(|workers| Ok((workers, delivery.finish().map_err(Stopped::Deliver)?)));
    bar.finish_and_clear();
    let output = shown(cli.output.as_deref());
    let (workers, progress) = match written {
        Ok(written) => written,
        // Whoever reads has seen enough, as `head` has.
        Err(Stopped::Deliver(error)) if error.kind() == ErrorKind::BrokenPipe && cli.output.is_none() => return Ok(true),
        Err(Stopped::Deliver(error)) => return Err(cannot_write(output, &error)),
        Err(Stopped::Spawn(error)) => return Err(format!("no thread can be started: {error}")),
    };
    let mut tally = Tally::default();
    for worker in workers {
        tally.merge(worker.tally);
    }
    let time = started.elapsed();
    if let Some(path) = &cli.manifest {
        let outputs: Vec<PathBuf> = outputs.into_iter().flatten().chain(cli.output.clone().filter(|_| is_folder)).collect();
        let manifest = Manifest::new(cli, &settings, &outputs, &progress, &tally, time.as_secs_f64());
        let json = serde_json::to_vec_pretty(&manifest).map_err(|error| error.to_string())?;
        Whole::write(path, &json, &pending).map_err(|error| cannot_write(path, &error))?;
    }
    let counts = progress.counts;
    if !cli.quiet {
        // Nobody is left to be told when standard error is closed.
        let _ = write!(io::stderr().lock(), "{}", Summary { tally, counts, time, threads });
    }
    Ok(counts.failed == 0 || cli.reads_lines())
}

/// Files that lines go to; `None` is standard output.
fn outputs(cli: &Cli, is_folder: bool) -> Vec<Option<PathBuf>> {
    match (&cli.output, cli.shards) {
        _ if is_folder => Vec::new(),
        (Some(path), Some(shards)) => (0..shards).map(|shard| Some(shard_of(path, shard, shards))).collect(),
        (path, _) => vec![path.clone()],
    }
}

/// `out.jsonl` as `out-00003-of-00016.jsonl`.
fn shard_of(path: &Path, shard: u16, shards: u16) -> PathBuf {
    let mut name = OsString::from(path.file_stem().unwrap_or_default());
    name.push(format!("-{shard:05}-of-{shards:05}"));
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

/// What to write for each post. Of the fixtures on a terminal that is a line for people.
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
