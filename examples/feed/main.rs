//! Cleans the entries of a feed: RSS, Atom, RDF and JSON Feed, from a file or standard input.
//!
//! `cargo run --release --example feed -- feed.xml --format markdown` writes every entry as an article. The metadata of
//! an entry – its address, title, author, time and language – is passed as an [`Origin`].

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use feed_rs::model::{Entry, Feed, Text};
use feedscrub::{Article, Cleaner, Limits, Origin, Time};

/// Cleans the entries of a feed.
#[derive(Parser, Debug)]
#[command(name = "feed")]
struct Cli {
    /// The feed, or - for standard input
    #[arg(default_value = "-")]
    feed: PathBuf,

    /// The address of the feed, against which its relative
    /// addresses are resolved
    #[arg(long, verbatim_doc_comment)]
    url: Option<String>,

    /// The format of the output
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON line
    Json,
    Markdown,
    Text,
    Html,
}

fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("feed: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes every entry; returns the number of entries that could not be cleaned.
fn run(cli: &Cli) -> Result<usize, Box<dyn std::error::Error>> {
    let mut source = Vec::new();
    // A feed is many entries; what one of them may be is the cleaner's own limit.
    let limit = Limits::default().max_input_bytes() as u64 * 8;
    open(&cli.feed)?.take(limit).read_to_end(&mut source)?;
    let parser = feed_rs::parser::Builder::new().base_uri(cli.url.as_deref()).build();
    let feed = parser.parse(source.as_slice())?;
    let cleaner = Cleaner::default();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut failed = 0;
    for entry in &feed.entries {
        let html = html(entry);
        match cleaner.clean_entry(&html, &origin(&feed, entry)) {
            Ok(article) => match write(&article, cli.format, &mut out) {
                // Whoever reads has seen enough, as `head` has.
                Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(failed),
                written => written?,
            },
            Err(error) => {
                eprintln!("feed: {}: {error}", entry.id);
                failed += 1;
            }
        }
    }
    match out.flush() {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(failed),
    }
}

fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    File::open(path)
        .map(|file| Box::new(file) as Box<dyn Read>)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))
}

/// Returns the longest text of an entry: many feeds have the article in one element and its beginning in another.
fn html(entry: &Entry) -> String {
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref()).unwrap_or_default();
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str()).unwrap_or_default();
    if content.len() >= summary.len() { content } else { summary }.to_owned()
}

/// Returns the metadata that the feed has of an entry.
fn origin(feed: &Feed, entry: &Entry) -> Origin {
    let is_page = |rel: &Option<String>| rel.as_deref().is_none_or(|rel| rel == "alternate");
    let link = entry.links.iter().find(|link| is_page(&link.rel)).or(entry.links.first());
    let names = |people: &[feed_rs::model::Person]| {
        let names: Vec<&str> =
            people.iter().map(|person| person.name.as_str()).filter(|name| !name.is_empty()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let text = |text: &Option<Text>| text.as_ref().map(|text| text.content.clone());
    let mut origin = Origin::default();
    origin.url = link.and_then(|link| link.href.parse().ok());
    origin.title = text(&entry.title);
    origin.author = names(&entry.authors).or_else(|| names(&feed.authors)).or_else(|| text(&feed.title));
    origin.published = entry.published.or(entry.updated).and_then(|time| Time::parse(&time.to_rfc3339()));
    origin.language = entry.language.clone().or_else(|| feed.language.clone());
    origin
}

fn write(article: &Article, format: Format, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Json => {
            serde_json::to_writer(&mut *out, article)?;
            out.write_all(b"\n")
        }
        Format::Markdown => {
            if let Some(title) = &article.meta.title {
                writeln!(out, "# {title}\n")?;
            }
            writeln!(out, "{}", article.to_markdown())
        }
        Format::Text => writeln!(out, "{}", article.to_text()),
        Format::Html => writeln!(out, "<article>\n{}</article>", article.to_html()),
    }
}
