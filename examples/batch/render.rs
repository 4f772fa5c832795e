//! Renders the result of a post.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;

use feedscrub::Article;
use percent_encoding::{AsciiSet, CONTROLS, percent_encode};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::cli::Format;
use crate::columns::{Column, Content, Row};
use crate::read::Failure;
use crate::screen;

/// The form of results.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form<'a> {
    pub(crate) format: Format,
    /// The columns of a line; empty for the whole article.
    pub(crate) columns: &'a [Column],
}

/// The identity of a post.
#[derive(Clone, Copy)]
pub(crate) enum Name<'a> {
    Path(&'a Path),
    /// The id, as written in the record.
    Id(&'a RawValue),
}

/// The bytes of a path that [`escaped`] encodes.
const ESCAPED: &AsciiSet = &CONTROLS.add(b'%');

/// Returns a path that is not UTF-8 with its bytes escaped, so that different paths have different texts.
fn escaped(path: &Path) -> Option<String> {
    let is_text = path.to_str().is_some();
    (!is_text).then(|| percent_encode(path.as_os_str().as_encoded_bytes(), ESCAPED).to_string())
}

impl Serialize for Name<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Name::Path(path) => match escaped(path) {
                Some(escaped) => serializer.serialize_str(&escaped),
                None => serializer.serialize_str(&path.to_string_lossy()),
            },
            Name::Id(id) => id.serialize(serializer),
        }
    }
}

#[derive(serde::Serialize)]
struct OfPath<'a> {
    path: Cow<'a, str>,
    /// The path with escaped bytes, if it is not UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    path_bytes: Option<String>,
    #[serde(flatten)]
    article: &'a Article,
}

#[derive(serde::Serialize)]
struct OfId<'a> {
    id: &'a RawValue,
    #[serde(flatten)]
    article: &'a Article,
}

#[derive(serde::Serialize)]
struct Refused<'a> {
    id: &'a RawValue,
    error: &'a str,
}

pub(crate) fn result(article: &Article, form: Form<'_>, name: Name<'_>) -> Result<Vec<u8>, Failure> {
    Ok(match form.format {
        Format::Json if !form.columns.is_empty() => {
            let has_error = matches!(name, Name::Id(_));
            line(&Row { columns: form.columns, name, content: Content::Article { article, has_error } })?
        }
        Format::Json => match name {
            Name::Path(path) => line(&OfPath { path: path.to_string_lossy(), path_bytes: escaped(path), article })?,
            Name::Id(id) => line(&OfId { id, article })?,
        },
        Format::Markdown => article.to_markdown().into_bytes(),
        Format::Text => article.to_text().into_bytes(),
        Format::Html => article.to_html().into_bytes(),
        Format::Page => article.to_page().into_bytes(),
        Format::Post => article.to_post().into_bytes(),
        Format::Brief => brief(article, name).into_bytes(),
    })
}

/// Renders the error of a record in place of its result.
pub(crate) fn error(form: Form<'_>, id: Option<&RawValue>, failure: &Failure) -> Vec<u8> {
    let (id, error) = (id.unwrap_or(RawValue::NULL), failure.to_string());
    let written = match form.columns {
        [] => line(&Refused { id, error: &error }),
        columns => line(&Row { columns, name: Name::Id(id), content: Content::Error(&error) }),
    };
    written.unwrap_or_default()
}

/// Renders a value as a line of JSON.
pub(crate) fn line(value: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    Ok(line)
}

/// Returns one line about a fixture, which is named by its folder.
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
