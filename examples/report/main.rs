//! Makes an HTML page from the JSON lines of a run, for a person who wants to check a sample before a full run.
//!
//! ```text
//! cargo run --release --example batch -- POSTS -o run.jsonl
//! cargo run --release --example report -- run.jsonl -o report.html
//! ```
//!
//! The page is self-contained: it opens from disk, loads nothing, and contains the text of posts as text only. Next to each
//! article it shows the original post with the removed parts in place, so the posts must be at the paths from which they were
//! cleaned.

mod original;
mod page;
mod sample;
mod totals;

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use feedscrub::{Article, Post};
use serde::Deserialize;

use original::Part;
use sample::Sample;
use totals::Totals;

/// Makes an HTML page of a run for human readers.
#[derive(Parser)]
#[command(name = "report", version)]
struct Cli {
    /// The JSON lines that the batch example has written
    run: PathBuf,

    /// The file for the page
    #[arg(short, long, value_name = "FILE", default_value = "report.html")]
    output: PathBuf,

    /// The number of posts to show; of a larger run an
    /// evenly spaced sample
    #[arg(long, value_name = "N", default_value_t = 600, verbatim_doc_comment)]
    posts: usize,

    /// The maximal number of bytes of the text of a
    /// post
    #[arg(long, value_name = "BYTES", default_value_t = 40_000, verbatim_doc_comment)]
    bytes: usize,
}

/// A line of a run.
#[derive(Deserialize)]
struct Line {
    path: Option<String>,
    #[serde(default)]
    id: serde_json::Value,
    error: Option<String>,
    #[serde(flatten)]
    article: Option<Article>,
}

/// A post that the page shows.
struct Shown {
    name: String,
    article: Article,
    /// The post's text in order; empty where the post is not there any more.
    original: Vec<Part>,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(message) => {
            eprintln!("{message}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> Result<String, String> {
    let read = |error| format!("{}: {error}", cli.run.display());
    let mut totals = Totals::default();
    let mut sample = Sample::new(cli.posts.max(1));
    for (at, line) in BufReader::new(File::open(&cli.run).map_err(read)?).lines().enumerate() {
        let line: Line = serde_json::from_str(&line.map_err(read)?)
            .map_err(|error| format!("{}:{}: {error}", cli.run.display(), at + 1))?;
        let name = line.path.unwrap_or_else(|| line.id.to_string());
        match (line.error, line.article) {
            (None, Some(article)) => {
                totals.add(&article);
                sample.offer((name, article));
            }
            (Some(error), _) if !error.is_empty() => totals.failed += 1,
            _ => {
                let (run, line) = (cli.run.display(), at + 1);
                return Err(format!("{run}:{line}: not an article; use the lines that batch writes without --fields"));
            }
        }
    }
    let shown: Vec<Shown> = sample
        .into_items()
        .into_iter()
        .map(|(name, article)| {
            let original =
                fs::read(Path::new(&name)).map(|source| original(&source, &article, cli.bytes)).unwrap_or_default();
            Shown { name, article, original }
        })
        .collect();
    let html = page::write(&totals, &shown, &cli.run.display().to_string());
    fs::write(&cli.output, &html).map_err(|error| format!("{}: {error}", cli.output.display()))?;
    Ok(format!(
        "{}: {} of {} posts, {:.1} MB",
        cli.output.display(),
        shown.len(),
        totals.posts,
        html.len() as f64 / 1e6
    ))
}

fn original(source: &[u8], article: &Article, bytes: usize) -> Vec<Part> {
    Post::from_bytes(source).map(|post| original::parts(post.body, article, bytes)).unwrap_or_default()
}
