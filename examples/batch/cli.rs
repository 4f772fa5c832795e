//! The command line.

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, ValueEnum};
use feedscrub::{Cleaner, RuleSet};
use url::Url;

use crate::input::{self, Argument};

const AFTER_HELP: &str = "\
Each post becomes one line of JSON, in the order of the input, on standard
output or in FILE. With --format each post becomes a file of its own in FOLDER.
Results are written whole or not at all. Posts that fail are named on standard
error with the reason, and the others are finished.

Exit code: 0, 1 when a post failed or a result could not be written, 2 for bad
usage.";

/// Cleans mirrored feed posts.
#[derive(Parser, Debug)]
#[command(name = "batch", version, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    /// Posts, pages (*.html), folders (every *.md, *.markdown and
    /// *.html below them) or - for a post on standard input; the
    /// crate's fixtures without any
    #[arg(value_name = "POST|FOLDER", verbatim_doc_comment)]
    pub(crate) inputs: Vec<PathBuf>,

    /// Where results go: a file of JSON lines, or with
    /// --format a folder
    #[arg(short, long, value_name = "FILE|FOLDER", verbatim_doc_comment)]
    pub(crate) output: Option<PathBuf>,

    /// Write one file for each post: json, markdown,
    /// text or html
    #[arg(long, value_enum, requires = "output", hide_possible_values = true, verbatim_doc_comment)]
    pub(crate) format: Option<Format>,

    /// How many posts to clean at the same time; as many
    /// as there are cores without it
    #[arg(long, value_name = "N", verbatim_doc_comment, value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(crate) threads: Option<u16>,

    /// The address that relative ones are resolved against
    /// where a post or page does not say where it is from;
    /// NAME.json beside NAME.html can say it as "url"
    #[arg(long, value_name = "URL", verbatim_doc_comment)]
    pub(crate) url: Option<Url>,

    /// Rules of your own, in TOML, beside
    /// the built-in ones
    #[arg(long, value_name = "FILE", verbatim_doc_comment)]
    pub(crate) rules: Option<PathBuf>,

    /// Show what was kept, removed and rewritten in one
    /// post, and why
    #[arg(long, value_name = "POST", conflicts_with_all = ["inputs", "output", "format", "threads"], verbatim_doc_comment)]
    pub(crate) explain: Option<PathBuf>,
}

/// What is written for a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Json,
    Markdown,
    Text,
    Html,
    /// A line for people, on a terminal only.
    #[value(skip)]
    Brief,
}

impl Format {
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Markdown => "md",
            Format::Text | Format::Brief => "txt",
            Format::Html => "html",
        }
    }
}

impl Cli {
    /// Reads the command line, or ends the program with what is wrong with it.
    pub(crate) fn read() -> Self {
        let mut cli = Cli::parse();
        if cli.format.is_none() {
            cli.output = cli.output.filter(|output| output != Path::new("-"));
        }
        cli
    }

    pub(crate) fn arguments(&self) -> Vec<Argument> {
        match self.inputs.as_slice() {
            [] => vec![Argument::fixtures()],
            inputs => inputs.iter().map(|path| Argument::new(path)).collect(),
        }
    }

    /// A cleaner with the built-in rules and the user's own.
    pub(crate) fn cleaner(&self) -> Cleaner {
        let mut rules = RuleSet::builtin();
        if let Some(path) = &self.rules {
            let toml = fs::read_to_string(path).unwrap_or_else(|error| misused_file(path, &error));
            rules.extend(RuleSet::from_toml(&toml).unwrap_or_else(|error| misused_file(path, &error)));
        }
        let builder = Cleaner::builder().rules(rules).decisions(self.explain.is_some());
        match &self.url {
            Some(url) => builder.base_url(url.clone()).build(),
            None => builder.build(),
        }
    }

    pub(crate) fn threads(&self) -> usize {
        match self.threads {
            Some(threads) => threads.into(),
            None => thread::available_parallelism().map_or(1, NonZero::get),
        }
    }

    /// Ends the program where the arguments contradict one another, above all where a result would replace a post.
    pub(crate) fn check(&self, arguments: &[Argument]) {
        if arguments.iter().filter(|argument| argument.is_standard_input()).count() > 1 {
            misused("standard input can be read once only");
        }
        let Some(output) = &self.output else { return };
        if self.format.is_none() {
            if output.is_dir() {
                misused("the output is a folder: --format says what to write into it");
            }
            if arguments.iter().any(|argument| is_input(argument, output)) {
                misused("the output is one of the posts to clean");
            }
        } else if output == Path::new("-") || output.exists() && !output.is_dir() {
            misused("with --format the output is a folder");
        } else if arguments.iter().any(|argument| lies_in(&argument.path, output)) {
            misused("the posts to clean lie in the output folder, where results could replace them");
        }
    }
}

/// Whether cleaning this argument would read the file.
fn is_input(argument: &Argument, file: &Path) -> bool {
    let (Ok(argument), Ok(file)) = (fs::canonicalize(&argument.path), fs::canonicalize(file)) else { return false };
    file == argument || input::is_post(&file) && file.starts_with(&argument)
}

fn lies_in(path: &Path, folder: &Path) -> bool {
    let (Ok(path), Ok(folder)) = (fs::canonicalize(path), fs::canonicalize(folder)) else { return false };
    path.starts_with(folder)
}

fn misused_file(path: &Path, error: &dyn std::error::Error) -> ! {
    misused(&format!("{}: {error}", path.display()))
}

fn misused(message: &str) -> ! {
    Cli::command().error(ErrorKind::ArgumentConflict, message).exit()
}
