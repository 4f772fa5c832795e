//! Learns rules from folders of posts: `learn FOLDER… -o learned.toml`.

mod cli;
mod summary;

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use clap::Parser;
use feedscrub::learn::Learner;
use feedscrub::{Post, RuleSet};
use indicatif::{ProgressBar, ProgressStyle};

use cli::Cli;

type Fault = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(fault) => {
            eprintln!("learn: {fault}");
            ExitCode::FAILURE
        }
    }
}

/// Returns whether every post could be read.
fn run(cli: &Cli) -> Result<bool, Fault> {
    let (learner, failed) = if cli.merge {
        let merged =
            cli.inputs.iter().try_fold(Learner::new(), |merged, path| Ok::<_, Fault>(merged.merge(load(path)?)))?;
        (merged, 0)
    } else {
        observe(&posts(&cli.inputs)?, cli.threads())
    };
    if cli.writes_rules() {
        let findings = learner.findings(&cli.options());
        let rules: RuleSet = findings.iter().cloned().collect();
        write(&cli.output, |out| out.write_all(rules.to_toml().as_bytes()))?;
        summary::show(&learner, &findings);
    } else {
        write(&cli.output, |out| serde_json::to_writer(out, &learner).map_err(io::Error::from))?;
        eprintln!("{} posts remembered", learner.posts());
    }
    Ok(failed == 0)
}

/// Returns every post below some folders, and the posts among the paths.
fn posts(inputs: &[PathBuf]) -> Result<Vec<PathBuf>, Fault> {
    let mut posts = Vec::new();
    for input in inputs {
        for entry in walkdir::WalkDir::new(input).sort_by_file_name() {
            let entry = entry?;
            let is_post = |path: &Path| path.extension().is_some_and(|end| end == "md" || end == "markdown");
            if entry.file_type().is_file() && (is_post(entry.path()) || entry.depth() == 0) {
                posts.push(entry.into_path());
            }
        }
    }
    Ok(posts)
}

/// Observes posts; returns the number of posts that could not be read.
fn observe(posts: &[PathBuf], threads: usize) -> (Learner, usize) {
    let style = ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} posts, {eta} left");
    let bar = ProgressBar::new(posts.len() as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let next = AtomicUsize::new(0);
    let failed = AtomicUsize::new(0);
    let work = || {
        let mut learner = Learner::new();
        while let Some(path) = posts.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(fault) = read(&mut learner, path) {
                failed.fetch_add(1, Ordering::Relaxed);
                bar.suspend(|| eprintln!("{}: {fault}", path.display()));
            }
            bar.inc(1);
        }
        learner
    };
    let learner = thread::scope(|scope| {
        let workers: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().fold(work(), |learner, worker| match worker.join() {
            Ok(other) => learner.merge(other),
            Err(panic) => std::panic::resume_unwind(panic),
        })
    });
    bar.finish_and_clear();
    (learner, failed.into_inner())
}

fn read(learner: &mut Learner, path: &Path) -> Result<(), Fault> {
    let bytes = fs::read(path)?;
    Ok(learner.observe(&Post::from_bytes(&bytes)?)?)
}

fn load(path: &Path) -> Result<Learner, Fault> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(serde_json::from_slice(&bytes).map_err(|error| format!("{}: {error}", path.display()))?)
}

/// Writes a file whole or not at all.
fn write(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Fault> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    let mut out = BufWriter::new(file.as_file_mut());
    content(&mut out)?;
    out.flush()?;
    drop(out);
    file.persist(path)?;
    Ok(())
}
