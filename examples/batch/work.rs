//! Processes one post: reads, cleans, renders and counts it.

use feedscrub::{Article, Cleaner, Limits, Post, Warning};
use serde_json::value::RawValue;

use crate::cli::Format;
use crate::folder::Folder;
use crate::guard;
use crate::input::{Found, Source};
use crate::markdown;
use crate::page;
use crate::pipeline::Weigh;
use crate::read::{self, Failure};
use crate::records::{Line, Record};
use crate::render::{self, Form, Name};
use crate::summary::Tally;

/// The product of an input.
#[derive(Debug)]
pub(crate) enum Product {
    /// The post was cleaned; its result is here unless the worker wrote it to a file.
    Cleaned {
        result: Vec<u8>,
        remark: Option<Remark>,
    },
    /// The post failed; where each post has a result, it reports the error.
    Failed {
        path: String,
        why: String,
        result: Vec<u8>,
    },
    /// An earlier run has processed it.
    Done,
    /// It is a copy of another post.
    Copy {
        path: String,
        of: String,
    },
    Note(String),
}

/// The information about a cleaned post.
#[derive(Debug)]
pub(crate) struct Remark {
    pub(crate) path: String,
    /// Whether the article is empty.
    pub(crate) is_empty: bool,
    /// The warnings of the post, if they are shown.
    pub(crate) warnings: Vec<String>,
}

impl Weigh for Product {
    fn bytes(&self) -> usize {
        match self {
            Product::Cleaned { result, .. } => result.len(),
            Product::Failed { path, why, result } => path.len() + why.len() + result.len(),
            Product::Copy { path, of } => path.len() + of.len(),
            Product::Note(note) => note.len(),
            Product::Done => 0,
        }
    }
}

/// The settings that all workers share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Job<'a> {
    pub(crate) cleaner: &'a Cleaner,
    pub(crate) form: Form<'a>,
    pub(crate) folder: Option<&'a Folder>,
    /// Whether existing results in the folder are kept.
    pub(crate) resumes: bool,
    pub(crate) fails_on_empty: bool,
    /// Whether the warnings of each post are shown.
    pub(crate) tells_warnings: bool,
}

impl Job<'_> {
    fn remark(&self, article: &Article, path: impl FnOnce() -> String) -> Option<Remark> {
        let warnings =
            article.report.warnings.iter().filter(|warning| self.tells_warnings && **warning != Warning::Empty);
        let warnings: Vec<_> = warnings.map(ToString::to_string).collect();
        let is_empty = is_empty(article);
        (is_empty || !warnings.is_empty()).then(|| Remark { path: path(), is_empty, warnings })
    }
}

/// A worker on one thread.
#[derive(Debug)]
pub(crate) struct Worker<'a> {
    job: Job<'a>,
    source: Vec<u8>,
    pub(crate) tally: Tally,
}

impl<'a> Worker<'a> {
    pub(crate) fn new(job: Job<'a>) -> Self {
        Worker { job, source: Vec::new(), tally: Tally::default() }
    }

    pub(crate) fn run(&mut self, found: Found) -> Product {
        match found {
            Found::Post(source) => self
                .file(&source)
                .unwrap_or_else(|failure| failed(source.shown.display().to_string(), &failure, Vec::new())),
            Found::Line(line) => self.line(line),
            Found::Failed { path, why } => Product::Failed { path, why, result: Vec::new() },
            Found::Copy { path, of } => Product::Copy { path, of },
            Found::Note(note) => Product::Note(note),
        }
    }

    fn file(&mut self, source: &Source) -> Result<Product, Failure> {
        let Job { folder, form, .. } = self.job;
        if let (Some(folder), Some(file), true) = (folder, &source.file, self.job.resumes)
            && folder.has(&source.result, file)
        {
            return Ok(Product::Done);
        }
        read::post(source.file.as_deref(), Limits::default().max_input_bytes(), &mut self.source)?;
        let name = Name::Path(&source.shown);
        let (article, result) = guarded(|| {
            if let Some(article) = page::clean(self.job.cleaner, source.file.as_deref(), &self.source)? {
                let result = render::result(&article, form, name)?;
                return Ok((Some(self.unless_empty(article)?), result));
            }
            let post = Post::from_bytes(&self.source)?;
            // Only posts on standard input can be concatenated; files of a mirror are read as they are.
            if source.file.is_none() && post.holds_another() {
                return Err(Failure::Joined);
            }
            if form.format == Format::Post && post.has_markdown_body() && markdown::is_harmless(post.body) {
                return Ok((None, self.source.clone()));
            }
            let article = self.clean(post)?;
            let result = render::result(&article, form, name)?;
            Ok((Some(article), result))
        })?;
        let result = match folder {
            Some(folder) => {
                folder.write(&source.result, &result).map_err(Failure::Write)?;
                Vec::new()
            }
            None => result,
        };
        match &article {
            Some(article) => {
                self.tally.add(article, self.source.len());
                if source.file.is_some() {
                    self.tally.worst.offer(article, &source.shown);
                }
            }
            None => self.tally.add_unchanged(self.source.len()),
        }
        let path = || source.shown.display().to_string();
        let remark = article.and_then(|article| self.job.remark(&article, path));
        Ok(Product::Cleaned { result, remark })
    }

    /// Always returns one object for one object.
    fn line(&mut self, line: Line) -> Product {
        let Line { place, bytes } = line;
        let form = self.job.form;
        let Some(bytes) = bytes else {
            return failed(place, &Failure::LongLine, render::error(form, None, &Failure::LongLine));
        };
        match self.record(&bytes) {
            Ok((result, article)) => Product::Cleaned { result, remark: self.job.remark(&article, || place) },
            Err(failure) => failed(place, &failure, render::error(form, Record::id_of(&bytes), &failure)),
        }
    }

    fn record(&mut self, line: &[u8]) -> Result<(Vec<u8>, Article), Failure> {
        let record = Record::parse(line)?;
        let (article, result) = guarded(|| {
            let article = match record.page() {
                Some((html, origin)) => self.unless_empty(self.job.cleaner.clean_page(html, &origin)?)?,
                None => self.clean(record.post()?)?,
            };
            let name = Name::Id(record.id.unwrap_or(RawValue::NULL));
            let result = render::result(&article, self.job.form, name)?;
            Ok((article, result))
        })?;
        self.tally.add(&article, record.len());
        Ok((result, article))
    }

    fn clean(&self, post: Post<'_>) -> Result<Article, Failure> {
        let html = post.has_markdown_body().then(|| markdown::to_html(post.body));
        let article = match &html {
            Some(html) => self.job.cleaner.clean_post(&post.with_html_body(html))?,
            None => self.job.cleaner.clean_post(&post)?,
        };
        self.unless_empty(article)
    }

    fn unless_empty(&self, article: Article) -> Result<Article, Failure> {
        match self.job.fails_on_empty && is_empty(&article) {
            true => Err(Failure::Empty),
            false => Ok(article),
        }
    }
}

fn is_empty(article: &Article) -> bool {
    article.report.warnings.contains(&Warning::Empty)
}

/// Calls a function that may panic.
fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    guard::run(work).map_err(Failure::Panic)?
}

fn failed(path: String, failure: &Failure, result: Vec<u8>) -> Product {
    Product::Failed { path, why: failure.to_string(), result }
}
