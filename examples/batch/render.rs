//! What is written for a post.

use std::fmt::Write as _;
use std::path::Path;

use feedscrub::Article;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::cli::Format;
use crate::read::Failure;
use crate::screen;

/// What a post is known by.
#[derive(Clone, Copy)]
pub(crate) enum Name<'a> {
    Path(&'a Path),
    /// As it stands in the record.
    Id(&'a RawValue),
}

#[derive(Serialize)]
struct OfPath<'a> {
    path: &'a str,
    #[serde(flatten)]
    article: &'a Article,
}

#[derive(Serialize)]
struct OfId<'a> {
    id: &'a RawValue,
    #[serde(flatten)]
    article: &'a Article,
}

#[derive(Serialize)]
struct Refused<'a> {
    id: &'a RawValue,
    error: String,
}

pub(crate) fn result(article: &Article, format: Format, name: Name<'_>) -> Result<Vec<u8>, Failure> {
    Ok(match format {
        Format::Json => match name {
            Name::Path(path) => line(&OfPath { path: &path.to_string_lossy(), article })?,
            Name::Id(id) => line(&OfId { id, article })?,
        },
        Format::Markdown => article.to_markdown().into_bytes(),
        Format::Text => article.to_text().into_bytes(),
        Format::Html => article.to_html().into_bytes(),
        Format::Brief => brief(article, name).into_bytes(),
    })
}

/// What stands in the place of a record's result.
pub(crate) fn error(id: Option<&RawValue>, failure: &Failure) -> Vec<u8> {
    line(&Refused { id: id.unwrap_or(RawValue::NULL), error: failure.to_string() }).unwrap_or_default()
}

fn line(value: &impl Serialize) -> Result<Vec<u8>, Failure> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    Ok(line)
}

/// One line that says what was done with a fixture, which is named by its folder.
fn brief(article: &Article, name: Name<'_>) -> String {
    let name = match name {
        Name::Path(path) => path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy(),
        Name::Id(id) => id.get().into(),
    };
    let mut line = screen::cell(&name, 42);
    let (blocks, removed) = (article.blocks.len(), article.report.removed.len());
    let restored = article.images().filter(|image| image.proxied.is_some()).count();
    let _ = writeln!(line, " {blocks:>4} kept {removed:>4} removed {restored:>4} restored");
    line
}
