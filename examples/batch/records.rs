//! Posts as JSON lines: one object in, one object out.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use feedscrub::{Origin, Post, Time};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::input::{Argument, Arguments, Found};
use crate::read::Failure;

const BUFFER: usize = 256 << 10;

/// A line that should be an object.
#[derive(Debug)]
pub(crate) struct Line {
    /// Its position for messages: `FILE:NUMBER`.
    pub(crate) place: String,
    /// `None` if it is longer than the limit.
    pub(crate) bytes: Option<Vec<u8>>,
}

/// The columns of a line. Other columns are ignored.
#[derive(Deserialize)]
pub(crate) struct Record<'a> {
    #[serde(borrow)]
    pub(crate) id: Option<&'a RawValue>,
    #[serde(borrow)]
    post: Option<Cow<'a, str>>,
    #[serde(borrow)]
    html: Option<Cow<'a, str>>,
    #[serde(borrow)]
    page: Option<Cow<'a, str>>,
    url: Option<String>,
    title: Option<String>,
    author: Option<String>,
    published: Option<String>,
}

impl<'a> Record<'a> {
    pub(crate) fn parse(line: &'a [u8]) -> Result<Self, Failure> {
        // An array would be read as the values of the columns.
        match line.trim_ascii_start().first() {
            Some(b'[') => Err(Failure::Columns),
            _ => serde_json::from_slice(line).map_err(Failure::Record),
        }
    }

    /// Returns the id of a line that is otherwise not a record.
    pub(crate) fn id_of(line: &'a [u8]) -> Option<&'a RawValue> {
        #[derive(Deserialize)]
        struct Id<'a> {
            #[serde(borrow)]
            id: Option<&'a RawValue>,
        }
        let is_object = line.trim_ascii_start().starts_with(b"{");
        serde_json::from_slice(line).ok().filter(|_| is_object).and_then(|Id { id }| id)
    }

    /// Returns the length in bytes of the text to clean.
    pub(crate) fn len(&self) -> usize {
        self.post.as_ref().or(self.html.as_ref()).or(self.page.as_ref()).map_or(0, |text| text.len())
    }

    /// Returns a whole page, with the metadata of the other columns.
    pub(crate) fn page(&self) -> Option<(&str, Origin)> {
        let page = self.page.as_deref().filter(|_| self.post.is_none() && self.html.is_none())?;
        let mut origin = Origin::default();
        origin.url = self.url.as_deref().and_then(|url| url.parse().ok());
        (origin.title, origin.author) = (self.title.clone(), self.author.clone());
        origin.published = self.published.as_deref().and_then(Time::parse);
        Some((page, origin))
    }

    /// Returns the post. Fields that its front matter lacks are taken from the other columns.
    pub(crate) fn post(&self) -> Result<Post<'_>, Failure> {
        let mut post = match (&self.post, &self.html) {
            (Some(post), None) => Post::parse(post)?,
            (None, Some(html)) if self.page.is_none() => Post::of_html(html),
            _ => return Err(Failure::Columns),
        };
        let front = &mut post.front_matter;
        for (value, column) in [
            (&mut front.from, &self.url),
            (&mut front.title, &self.title),
            (&mut front.author, &self.author),
            (&mut front.date, &self.published),
        ] {
            if value.is_none() {
                value.clone_from(column);
            }
        }
        Ok(post)
    }
}

/// An iterator over the lines of all arguments, read lazily.
pub(crate) struct Records {
    arguments: Arguments,
    limit: usize,
    open: Option<Open>,
}

struct Open {
    reader: Box<dyn BufRead + Send>,
    shown: String,
    number: u64,
}

impl Records {
    /// Makes the iterator. `limit` is the maximal number of bytes of a post; the line may be longer, because it may
    /// have escapes.
    pub(crate) fn new(arguments: Arguments, limit: usize) -> Self {
        Records { arguments, limit: limit.saturating_mul(2), open: None }
    }
}

impl Iterator for Records {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(open) = &mut self.open {
                match open.next(self.limit) {
                    Ok(Some(line)) => return Some(Found::Line(line)),
                    Ok(None) => self.open = None,
                    Err(error) => {
                        let path = open.shown.clone();
                        self.open = None;
                        return Some(unreadable(path, &error));
                    }
                }
            }
            let argument = match self.arguments.next()? {
                Ok(argument) => argument,
                Err(found) => return Some(found),
            };
            match Open::new(&argument) {
                Ok(open) => self.open = Some(open),
                Err(error) => return Some(unreadable(argument.path.display().to_string(), &error)),
            }
        }
    }
}

impl Open {
    fn new(argument: &Argument) -> io::Result<Self> {
        let reader: Box<dyn BufRead + Send> = match argument.is_standard_input() {
            true => Box::new(BufReader::with_capacity(BUFFER, io::stdin())),
            false => Box::new(BufReader::with_capacity(BUFFER, File::open(&argument.path)?)),
        };
        Ok(Open { reader, shown: argument.path.display().to_string(), number: 0 })
    }

    /// Returns the next non-empty line.
    fn next(&mut self, limit: usize) -> io::Result<Option<Line>> {
        loop {
            let mut bytes = Vec::new();
            if self.reader.by_ref().take(limit as u64 + 1).read_until(b'\n', &mut bytes)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            if self.number == 1 && bytes.starts_with("\u{feff}".as_bytes()) {
                bytes.drain(.."\u{feff}".len());
            }
            let is_whole = bytes.last() == Some(&b'\n') || bytes.len() <= limit;
            if !is_whole {
                self.reader.skip_until(b'\n')?;
            }
            if !bytes.trim_ascii().is_empty() {
                let place = format!("{}:{}", self.shown, self.number);
                return Ok(Some(Line { place, bytes: is_whole.then_some(bytes) }));
            }
        }
    }
}

fn unreadable(path: String, error: &io::Error) -> Found {
    Found::Failed { path, why: format!("cannot be read: {error}") }
}
