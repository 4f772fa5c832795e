//! What a worker does with one post: read, clean, render, count.

use std::fmt::Write as _;
use std::path::Path;

use feedscrub::{Article, Cleaner};
use serde::Serialize;

use crate::cli::Format;
use crate::guard;
use crate::input::{Found, Source};
use crate::output::Folder;
use crate::page;
use crate::pipeline::Weigh;
use crate::read::{self, Failure};
use crate::screen;
use crate::summary::Tally;

/// What became of something found.
#[derive(Debug)]
pub(crate) enum Product {
    /// The post is clean; its result is here unless the worker wrote it to a file.
    Cleaned {
        result: Vec<u8>,
    },
    Failed {
        path: String,
        why: String,
    },
    Note(String),
}

impl Weigh for Product {
    fn bytes(&self) -> usize {
        match self {
            Product::Cleaned { result } => result.len(),
            Product::Failed { path, why } => path.len() + why.len(),
            Product::Note(note) => note.len(),
        }
    }
}

/// Works for one thread.
#[derive(Debug)]
pub(crate) struct Worker<'a> {
    cleaner: &'a Cleaner,
    format: Format,
    folder: Option<&'a Folder>,
    source: Vec<u8>,
    pub(crate) tally: Tally,
}

#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    #[serde(flatten)]
    article: &'a Article,
}

impl<'a> Worker<'a> {
    pub(crate) fn new(cleaner: &'a Cleaner, format: Format, folder: Option<&'a Folder>) -> Self {
        Worker { cleaner, format, folder, source: Vec::new(), tally: Tally::default() }
    }

    pub(crate) fn run(&mut self, found: Found) -> Product {
        match found {
            Found::Post(source) => match self.clean(&source) {
                Ok(result) => Product::Cleaned { result },
                Err(failure) => Product::Failed { path: source.shown.display().to_string(), why: failure.to_string() },
            },
            Found::Failed { path, why } => Product::Failed { path, why },
            Found::Note(note) => Product::Note(note),
        }
    }

    fn clean(&mut self, source: &Source) -> Result<Vec<u8>, Failure> {
        let limit = feedscrub::Limits::default().max_input_bytes();
        read::post(source.file.as_deref(), limit, &mut self.source)?;
        let (article, result) = guard::run(|| {
            let article = page::clean(self.cleaner, source.file.as_deref(), &self.source)?;
            let result = render(&article, self.format, source)?;
            Ok::<_, Failure>((article, result))
        })
        .map_err(Failure::Panic)??;
        let result = match self.folder {
            Some(folder) => {
                folder.write(&source.result, &result).map_err(Failure::Write)?;
                Vec::new()
            }
            None => result,
        };
        self.tally.add(&article, self.source.len());
        Ok(result)
    }
}

fn render(article: &Article, format: Format, source: &Source) -> Result<Vec<u8>, Failure> {
    Ok(match format {
        Format::Json => {
            let path = source.shown.to_string_lossy();
            let mut line = serde_json::to_vec(&Line { path: &path, article })?;
            line.push(b'\n');
            line
        }
        Format::Markdown => article.to_markdown().into_bytes(),
        Format::Text => article.to_text().into_bytes(),
        Format::Html => article.to_html().into_bytes(),
        Format::Brief => brief(article, source).into_bytes(),
    })
}

/// One line that says what was done with a fixture, which is named by its folder.
fn brief(article: &Article, source: &Source) -> String {
    let name = source.shown.parent().and_then(Path::file_name).unwrap_or_default();
    let mut line = screen::cell(&name.to_string_lossy(), 42);
    let (blocks, removed) = (article.blocks.len(), article.report.removed.len());
    let restored = article.images().filter(|image| image.proxied.is_some()).count();
    let _ = writeln!(line, " {blocks:>4} kept {removed:>4} removed {restored:>4} restored");
    line
}
