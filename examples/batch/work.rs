//! What a worker does with one post: read, clean, render, count.

use feedscrub::{Article, Cleaner, Limits, Post};
use serde_json::value::RawValue;

use crate::cli::Format;
use crate::guard;
use crate::input::{Found, Source};
use crate::output::Folder;
use crate::pipeline::Weigh;
use crate::read::{self, Failure};
use crate::records::{Line, Record};
use crate::render::{self, Name};
use crate::summary::Tally;

/// What became of something found.
#[derive(Debug)]
pub(crate) enum Product {
    /// The post is clean; its result is here unless the worker wrote it to a file.
    Cleaned { result: Vec<u8> },
    /// The post is not; the result says so where each post has one.
    Failed { path: String, why: String, result: Vec<u8> },
    Note(String),
}

impl Weigh for Product {
    fn bytes(&self) -> usize {
        match self {
            Product::Cleaned { result } => result.len(),
            Product::Failed { path, why, result } => path.len() + why.len() + result.len(),
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

impl<'a> Worker<'a> {
    pub(crate) fn new(cleaner: &'a Cleaner, format: Format, folder: Option<&'a Folder>) -> Self {
        Worker { cleaner, format, folder, source: Vec::new(), tally: Tally::default() }
    }

    pub(crate) fn run(&mut self, found: Found) -> Product {
        match found {
            Found::Post(source) => match self.file(&source) {
                Ok(result) => Product::Cleaned { result },
                Err(failure) => failed(source.shown.display().to_string(), &failure, Vec::new()),
            },
            Found::Line(line) => self.line(line),
            Found::Failed { path, why } => Product::Failed { path, why, result: Vec::new() },
            Found::Note(note) => Product::Note(note),
        }
    }

    fn file(&mut self, source: &Source) -> Result<Vec<u8>, Failure> {
        read::post(source.file.as_deref(), Limits::default().max_input_bytes(), &mut self.source)?;
        let (article, result) = guarded(|| {
            let post = Post::from_bytes(&self.source)?;
            // Files that were joined on the way are taken for one post nowhere else: a mirror's own are read as they are.
            if source.file.is_none() && post.holds_another() {
                return Err(Failure::Joined);
            }
            let article = self.cleaner.clean_post(&post)?;
            let result = render::result(&article, self.format, Name::Path(&source.shown))?;
            Ok((article, result))
        })?;
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

    /// One object in, one object out, whatever happens.
    fn line(&mut self, line: Line) -> Product {
        let Line { place, bytes } = line;
        let Some(bytes) = bytes else {
            return failed(place, &Failure::LongLine, render::error(None, &Failure::LongLine));
        };
        match self.record(&bytes) {
            Ok(result) => Product::Cleaned { result },
            Err(failure) => failed(place, &failure, render::error(Record::id_of(&bytes), &failure)),
        }
    }

    fn record(&mut self, line: &[u8]) -> Result<Vec<u8>, Failure> {
        let record = Record::parse(line)?;
        let (article, result): (Article, _) = guarded(|| {
            let article = self.cleaner.clean_post(&record.post()?)?;
            let result = render::result(&article, self.format, Name::Id(record.id.unwrap_or(RawValue::NULL)))?;
            Ok((article, result))
        })?;
        self.tally.add(&article, record.len());
        Ok(result)
    }
}

/// Does something that may panic.
fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    guard::run(work).map_err(Failure::Panic)?
}

fn failed(path: String, failure: &Failure, result: Vec<u8>) -> Product {
    Product::Failed { path, why: failure.to_string(), result }
}
