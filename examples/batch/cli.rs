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
Each post becomes one line of JSON, in the order of the input, on standard
output or in FILE. With --format each post becomes a file of its own in FOLDER;
without FOLDER one post is written to standard output. Results are written whole
or not at all. Posts that fail are named on standard error with the reason, and
the others are finished.

With --input jsonl the input is lines of JSON, in files or on standard input:
  {\"id\": 7, \"post\": \"---\\ntitle: …\"}
  {\"id\": 8, \"html\": \"<p>…\", \"url\": …, \"title\": …, \"author\": …, \"published\": …}
Each becomes one line with the same id, in the same order; a post that fails
becomes {\"id\": …, \"error\": …}. Lines are longer than what a pipe takes at once:
programs that run side by side need an output each.

Exit code: 0, 1 when a post failed or a result could not be written, 2 for bad
usage. Posts that failed in lines of JSON are results, and leave it at 0.";

/// Cleans mirrored feed posts.
#[derive(Parser, Debug)]
#[command(name = "batch", version, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    /// Posts, pages (*.html), folders (every *.md, *.markdown
    /// and *.html below them), quoted patterns of them
    /// ('posts/**/2021-*.md') or - for standard input. Without
    /// any: standard input if something stands there, else the
    /// crate's fixtures
    #[arg(value_name = "POST|FOLDER", verbatim_doc_comment)]
    pub(crate) inputs: Vec<PathBuf>,

    /// What the input is: posts, or lines of JSON that
    /// hold a post each
    #[arg(long, value_enum, default_value_t = Input::Posts, hide_possible_values = true, hide_default_value = true, value_name = "posts|jsonl", verbatim_doc_comment)]
    pub(crate) input: Input,

    /// Take the names of posts and folders from a file,
    /// a line each; - is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "inputs", verbatim_doc_comment)]
    pub(crate) files_from: Option<PathBuf>,

    /// Names in that file end with a zero byte
    #[arg(short = '0', long = "null")]
    pub(crate) zero: bool,

    /// Keep all folders of a post's path below the output
    /// folder; so does --files-from
    #[arg(long, verbatim_doc_comment)]
    pub(crate) relative: bool,

    /// Where results go: a file of JSON lines, or with
    /// --format a folder
    #[arg(short, long, value_name = "FILE|FOLDER", verbatim_doc_comment)]
    pub(crate) output: Option<PathBuf>,

    /// Write one file for each post: json, markdown,
    /// text, html, page (a whole document) or post
    /// (Markdown under the front matter as it stood)
    #[arg(long, value_enum, hide_possible_values = true, verbatim_doc_comment)]
    pub(crate) format: Option<Format>,

    /// Write flat lines of these columns, with commas
    /// between: id, title, author, byline, published,
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

    /// Write lines to N files, FILE-00000-of-0000N
    #[arg(long, value_name = "N", requires = "output", value_parser = clap::value_parser!(u16).range(1..=9999))]
    pub(crate) shards: Option<u16>,

    /// Go on where an earlier run with the same arguments
    /// was stopped, and leave what is needed for that
    #[arg(long, requires = "output", verbatim_doc_comment)]
    pub(crate) resume: bool,

    /// Of posts with the same source and title keep the
    /// newest, or else the longest
    #[arg(long, verbatim_doc_comment)]
    pub(crate) dedupe: bool,

    /// Take a post of which nothing is an article for one
    /// that failed
    #[arg(long, verbatim_doc_comment)]
    pub(crate) fail_on_empty: bool,

    /// Name posts that failed in a file too, a line of
    /// JSON each
    #[arg(long, value_name = "FILE", verbatim_doc_comment)]
    pub(crate) fail_log: Option<PathBuf>,

    /// Write what was done as JSON: settings, inputs,
    /// counts, failures
    #[arg(long, value_name = "FILE", verbatim_doc_comment)]
    pub(crate) manifest: Option<PathBuf>,

    /// Write no summary and show no progress
    #[arg(short, long)]
    pub(crate) quiet: bool,

    /// Name the warnings of each post as well
    #[arg(short, long)]
    pub(crate) verbose: bool,

    /// Colours on the terminal: auto, always or never.
    /// With auto NO_COLOR and TERM are asked
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

    /// How many posts to clean at the same time; as many
    /// as there are cores without it
    #[arg(short = 'j', long, value_name = "N", verbatim_doc_comment, value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(crate) threads: Option<u16>,

    /// The address that relative ones are resolved
    /// against where a post or page does not say where it
    /// is from; NAME.json beside NAME.html can say it as
    /// "url"
    #[arg(long, value_name = "URL", verbatim_doc_comment)]
    pub(crate) url: Option<Url>,

    /// Rules and proxies of your own, in TOML, beside
    /// the built-in ones
    #[arg(long, value_name = "FILE", verbatim_doc_comment)]
    pub(crate) rules: Option<PathBuf>,

    /// Write the built-in rules in the form of a rule
    /// file, and do nothing else
    #[arg(long, conflicts_with_all = ["inputs", "output", "format", "threads", "rules", "explain"], verbatim_doc_comment)]
    pub(crate) print_rules: bool,

    /// Write completions for bash, zsh, fish, elvish or
    /// powershell, and do nothing else
    #[arg(long, value_enum, value_name = "SHELL", hide_possible_values = true, verbatim_doc_comment)]
    completions: Option<Shell>,

    /// Read the posts twice: learn first what their
    /// sources add to every article, and take it out
    #[arg(long, verbatim_doc_comment, conflicts_with = "explain")]
    pub(crate) learn: bool,

    /// Show what was kept, removed and rewritten in one
    /// post, and why
    #[arg(long, value_name = "POST", conflicts_with_all = ["inputs", "files_from", "output", "format", "threads"], verbatim_doc_comment)]
    pub(crate) explain: Option<PathBuf>,
}

/// What the input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Input {
    Posts,
    Jsonl,
}

/// What is written for a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Json,
    Markdown,
    Text,
    Html,
    Page,
    Post,
    /// A line for people, on a terminal only.
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
    /// Reads the command line, or ends the program with what is wrong with it.
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

    /// What is written instead of anything else: rules or completions.
    pub(crate) fn printed(&self) -> Option<Vec<u8>> {
        if self.print_rules {
            return Some(RuleSet::builtin().to_toml().into_bytes());
        }
        let mut script = Vec::new();
        clap_complete::generate(self.completions?, &mut Cli::command(), "batch", &mut script);
        Some(script)
    }

    /// Whether the input is lines of JSON.
    pub(crate) fn reads_lines(&self) -> bool {
        self.input == Input::Jsonl
    }

    /// Whether each post is written to a file of its own.
    pub(crate) fn writes_files(&self) -> bool {
        self.format.is_some() && self.output.is_some() && !self.reads_lines()
    }

    /// The user's own rules as they are written.
    pub(crate) fn own_rules(&self) -> Option<String> {
        let path = self.rules.as_ref()?;
        Some(fs::read_to_string(path).unwrap_or_else(|error| misused_file(path, &error)))
    }

    /// A cleaner with the built-in rules and proxies, the rules that were learned and the user's own.
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

    /// Ends the program where the arguments contradict one another, above all where a result would replace a post.
    pub(crate) fn check(&self, origin: &Origin) {
        let arguments = origin.known();
        if arguments.iter().filter(|argument| argument.is_standard_input()).count() > 1 {
            misused("standard input can be read once only");
        }
        if self.zero && self.files_from.is_none() {
            misused("-0 is about the names of --files-from");
        }
        if self.reads_lines() && !matches!(self.format, None | Some(Format::Json)) {
            misused("lines of JSON become lines of JSON: --format is for posts");
        }
        if self.format.is_some_and(|format| format != Format::Json) && self.output.is_none() && !origin.is_one_post() {
            misused("several posts in one output would be one text: -o names a folder for them");
        }
        if !self.fields.is_empty() && self.format.is_some() {
            misused("--fields are columns of lines: --format is for files");
        }
        if self.shards.is_some() && self.writes_files() {
            misused("--shards are files of lines: --format writes a file for each post");
        }
        if self.resume && self.output.as_deref().is_none_or(is_device) {
            misused("--resume goes on with a file or a folder");
        }
        let is_read_once = origin.is_read_once() || arguments.iter().any(Argument::is_standard_input);
        if self.dedupe && (self.reads_lines() || is_read_once) {
            misused("--dedupe reads all posts twice: standard input and lines of JSON cannot be");
        }
        if self.learn && (self.reads_lines() || is_read_once) {
            misused("--learn reads all posts twice: standard input and lines of JSON cannot be");
        }
        let Some(output) = &self.output else { return };
        if !self.writes_files() {
            if output.is_dir() {
                misused("the output is a folder: --format says what to write into it");
            }
            if arguments.iter().any(|argument| is_input(argument, output)) {
                misused("the output is one of the posts to clean");
            }
        } else if output.exists() && !output.is_dir() {
            misused("with --format the output is a folder");
        } else if arguments.iter().any(|argument| lies_in(&argument.path, output)) {
            misused("the posts to clean lie in the output folder, where results could replace them");
        }
    }
}

fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
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
