//! The command line.

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use clap::error::ErrorKind;
use clap::{ColorChoice, CommandFactory, Parser, ValueEnum};
use clap_complete::Shell;
use feedscrub::{Cleaner, Proxies, RuleSet};
use url::Url;

use crate::columns::Column;
use crate::input::{self, Argument, Origin};

const AFTER_HELP: &str = "\
Each post becomes one JSON line, in the order of the input, on standard output
or in FILE. With --format each post becomes a file in FOLDER; without FOLDER a
single post is written to standard output. Results are written whole or not at
all. Posts that fail are listed on standard error with the reason; the others
are still cleaned.

With --input jsonl the input is JSON lines, in files or on standard input:
  {\"id\": 7, \"post\": \"---\\ntitle: …\"}
  {\"id\": 8, \"html\": \"<p>…\", \"url\": …, \"title\": …, \"author\": …, \"published\": …}
  {\"id\": 9, \"page\": \"<!DOCTYPE html>…\"}
Each becomes one line with the same id, in the same order; a post that fails
becomes {\"id\": …, \"error\": …}.

Exit code: 0; 1 if a post failed or a result could not be written; 2 for wrong
usage. Posts of JSON lines that fail are results and do not change it.";

/// Cleans mirrored feed posts.
#[derive(Parser, Debug)]
#[command(name = "batch", version, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    /// Posts, pages (*.html), folders (every *.md, *.markdown
    /// and *.html below them), quoted patterns of them
    /// ('posts/**/2021-*.md') or - for standard input. By
    /// default standard input if it is a pipe or a file,
    /// otherwise the fixtures of the crate
    #[arg(value_name = "POST|FOLDER", verbatim_doc_comment)]
    pub(crate) inputs: Vec<PathBuf>,

    /// The form of the input: posts, or JSON lines with a
    /// post each
    #[arg(long, value_enum, default_value_t = Input::Posts, hide_possible_values = true, hide_default_value = true, value_name = "posts|jsonl", verbatim_doc_comment)]
    pub(crate) input: Input,

    /// Read the names of posts and folders from a file,
    /// one per line; - is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "inputs", verbatim_doc_comment)]
    pub(crate) files_from: Option<PathBuf>,

    /// Names in that file end with a NUL byte
    #[arg(short = '0', long = "null")]
    pub(crate) zero: bool,

    /// Keep the folders of each path below the output
    /// folder; implied by --files-from
    #[arg(long, verbatim_doc_comment)]
    pub(crate) relative: bool,

    /// Write results to a file of JSON lines or, with
    /// --format, to a folder
    #[arg(short, long, value_name = "FILE|FOLDER", verbatim_doc_comment)]
    pub(crate) output: Option<PathBuf>,

    /// Write one file per post: json, markdown, text,
    /// html, page (a whole document) or post (Markdown
    /// with the original front matter)
    #[arg(long, value_enum, hide_possible_values = true, verbatim_doc_comment)]
    pub(crate) format: Option<Format>,

    /// Write flat lines of these columns, separated by
    /// commas: id, title, author, byline, published,
    /// dateline, source, language, direction, tags,
    /// categories, text, markdown, html, images,
    /// captions, links, removed and warnings
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        hide_possible_values = true,
        value_name = "COLUMN,…",
        verbatim_doc_comment
    )]
    pub(crate) fields: Vec<Column>,

    /// Write lines to N files: run-00000-of-00008.jsonl
    /// and so on for -o run.jsonl --shards 8
    #[arg(long, value_name = "N", requires = "output", verbatim_doc_comment, value_parser = clap::value_parser!(u16).range(1..=9999))]
    pub(crate) shards: Option<u16>,

    /// Continue an interrupted run with the same
    /// arguments, and record the progress of this one
    #[arg(long, requires = "output", verbatim_doc_comment)]
    pub(crate) resume: bool,

    /// Of posts with the same source and title keep the
    /// newest, otherwise the longest
    #[arg(long, verbatim_doc_comment)]
    pub(crate) dedupe: bool,

    /// Treat a post without an article as a failure
    #[arg(long, verbatim_doc_comment)]
    pub(crate) fail_on_empty: bool,

    /// Write failed posts to a file too, one JSON line
    /// each
    #[arg(long, value_name = "FILE", verbatim_doc_comment)]
    pub(crate) fail_log: Option<PathBuf>,

    /// Write a description of the run as JSON: settings,
    /// inputs, counts, failures
    #[arg(long, value_name = "FILE", verbatim_doc_comment)]
    pub(crate) manifest: Option<PathBuf>,

    /// Write no summary and show no progress
    #[arg(short, long)]
    pub(crate) quiet: bool,

    /// List the warnings of each post as well
    #[arg(short, long)]
    pub(crate) verbose: bool,

    /// Colors on the terminal: auto, always or never. By
    /// default NO_COLOR and TERM decide
    #[arg(
        long,
        value_enum,
        default_value_t = ColorChoice::Auto,
        hide_possible_values = true,
        hide_default_value = true,
        value_name = "WHEN",
        verbatim_doc_comment
    )]
    color: ColorChoice,

    /// The number of posts to clean at the same time; by
    /// default the number of cores
    #[arg(short = 'j', long, value_name = "N", verbatim_doc_comment, value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(crate) threads: Option<u16>,

    /// The base of relative addresses, for posts and
    /// pages that do not state their own address;
    /// NAME.json beside NAME.html can have it as "url"
    #[arg(long, value_name = "URL", verbatim_doc_comment)]
    pub(crate) url: Option<Url>,

    /// A TOML file with rules and proxies in addition to
    /// the built-in ones
    #[arg(long, value_name = "FILE", verbatim_doc_comment)]
    pub(crate) rules: Option<PathBuf>,

    /// Write the built-in rules in the form of a rule
    /// file, and exit
    #[arg(long, conflicts_with_all = ["inputs", "output", "format", "threads", "rules", "explain"], verbatim_doc_comment)]
    pub(crate) print_rules: bool,

    /// Write completions for bash, zsh, fish, elvish or
    /// powershell, and do nothing else
    #[arg(long, value_enum, value_name = "SHELL", hide_possible_values = true, verbatim_doc_comment)]
    completions: Option<Shell>,

    /// Read the posts twice: first learn the boilerplate
    /// of their sources, then remove it
    #[arg(long, verbatim_doc_comment, conflicts_with = "explain")]
    pub(crate) learn: bool,

    /// Show what was kept, removed and rewritten in one
    /// post, with the reasons
    #[arg(long, value_name = "POST", conflicts_with_all = ["inputs", "files_from", "output", "format", "threads"], verbatim_doc_comment)]
    pub(crate) explain: Option<PathBuf>,
}

/// The form of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Input {
    Posts,
    Jsonl,
}

/// The form of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Json,
    Markdown,
    Text,
    Html,
    Page,
    Post,
    /// A line for human readers, only for fixtures on a terminal.
    #[value(skip)]
    Brief,
}

impl Format {
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Markdown | Format::Post => "md",
            Format::Text | Format::Brief => "txt",
            Format::Html | Format::Page => "html",
        }
    }
}

impl Cli {
    /// Parses the command line, or exits with a message about its errors.
    pub(crate) fn read() -> Self {
        let mut cli = Cli::parse();
        let choice = match cli.color {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
        cli.output = cli.output.filter(|output| output != Path::new("-"));
        cli
    }

    /// Returns the rules or completions that are written instead of results.
    pub(crate) fn printed(&self) -> Option<Vec<u8>> {
        if self.print_rules {
            return Some(RuleSet::builtin().to_toml().into_bytes());
        }
        let mut script = Vec::new();
        clap_complete::generate(self.completions?, &mut Cli::command(), "batch", &mut script);
        Some(script)
    }

    /// Returns whether the input is JSON lines.
    pub(crate) fn reads_lines(&self) -> bool {
        self.input == Input::Jsonl
    }

    /// Returns whether each post is written to a file of its own.
    pub(crate) fn writes_files(&self) -> bool {
        self.format.is_some() && self.output.is_some() && !self.reads_lines()
    }

    /// Returns the source text of the custom rules.
    pub(crate) fn own_rules(&self) -> Option<String> {
        let path = self.rules.as_ref()?;
        Some(fs::read_to_string(path).unwrap_or_else(|error| misused_file(path, &error)))
    }

    /// Makes a cleaner with the built-in rules and proxies, the learned rules and the rules of the user.
    pub(crate) fn cleaner(&self, learned: RuleSet) -> Cleaner {
        let mut rules = RuleSet::builtin();
        rules.extend(learned);
        let mut proxies = Proxies::builtin();
        if let (Some(path), Some(toml)) = (&self.rules, self.own_rules()) {
            rules.extend(RuleSet::from_toml(&toml).unwrap_or_else(|error| misused_file(path, &error)));
            proxies = proxies.with_toml(&toml).unwrap_or_else(|error| misused_file(path, &error));
        }
        let builder = Cleaner::builder().rules(rules).proxies(proxies).decisions(self.explain.is_some());
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

    /// Exits with a message if the arguments contradict each other, in particular if a result would replace a post.
    pub(crate) fn check(&self, origin: &Origin) {
        let arguments = origin.known();
        if arguments.iter().filter(|argument| argument.is_standard_input()).count() > 1 {
            misused("standard input can be read once only");
        }
        if self.zero && self.files_from.is_none() {
            misused("-0 needs --files-from");
        }
        if self.reads_lines() && !matches!(self.format, None | Some(Format::Json)) {
            misused("--format cannot be used with JSON lines as input");
        }
        if self.format.is_some_and(|format| format != Format::Json) && self.output.is_none() && !origin.is_one_post() {
            misused("several posts in this format need an output folder: -o FOLDER");
        }
        if !self.fields.is_empty() && self.format.is_some() {
            misused("--fields writes lines and cannot be used with --format");
        }
        if self.shards.is_some() && self.writes_files() {
            misused("--shards writes files of lines and cannot be used with --format");
        }
        if self.resume && self.output.as_deref().is_none_or(is_device) {
            misused("--resume needs a file or a folder as output");
        }
        let is_read_once = origin.is_read_once() || arguments.iter().any(Argument::is_standard_input);
        if self.dedupe && (self.reads_lines() || is_read_once) {
            misused("--dedupe reads all posts twice, which is impossible for standard input and JSON lines");
        }
        if self.learn && (self.reads_lines() || is_read_once) {
            misused("--learn reads all posts twice, which is impossible for standard input and JSON lines");
        }
        let Some(output) = &self.output else { return };
        if !self.writes_files() {
            if output.is_dir() {
                misused("the output is a folder, which needs --format");
            }
            if arguments.iter().any(|argument| is_input(argument, output)) {
                misused("the output is one of the posts to clean");
            }
        } else if output.exists() && !output.is_dir() {
            misused("with --format the output must be a folder");
        } else if arguments.iter().any(|argument| lies_in(&argument.path, output)) {
            misused("the posts to clean are in the output folder, where results could replace them");
        }
    }
}

fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
}

/// Returns whether cleaning this argument would read the file.
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
