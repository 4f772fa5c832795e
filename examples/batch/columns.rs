//! Flat lines: the requested columns, the same in every line.
//!
//! A missing text is empty instead of null. Programs that load the lines infer the type of a column from the first ones,
//! and fail or lose values if all of those are null.

use clap::ValueEnum;
use feedscrub::Article;
use feedscrub::article::Direction;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::render::Name;

/// A column of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Column {
    /// The path of a post, the id of a record.
    Id,
    Title,
    Author,
    Byline,
    Published,
    Dateline,
    Source,
    Language,
    Direction,
    Tags,
    Categories,
    Text,
    Markdown,
    Html,
    /// Addresses.
    Images,
    Captions,
    /// Addresses.
    Links,
    /// The number of removed parts.
    Removed,
    /// The number of warnings.
    Warnings,
}

impl Column {
    fn is_text(self) -> bool {
        use Column::*;
        matches!(self, Title | Author | Byline | Dateline | Source | Language | Direction | Text | Markdown | Html)
    }
}

/// A line of columns.
pub(crate) struct Row<'a> {
    pub(crate) columns: &'a [Column],
    pub(crate) name: Name<'a>,
    pub(crate) content: Content<'a>,
}

pub(crate) enum Content<'a> {
    /// If other lines can have an error, the line of an article has an empty one.
    Article {
        article: &'a Article,
        has_error: bool,
    },
    Error(&'a str),
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_map(None)?;
        for column in self.columns {
            let Some(key) = column.to_possible_value() else { continue };
            row.serialize_key(key.get_name())?;
            match (column, &self.content) {
                (Column::Id, _) => row.serialize_value(&self.name)?,
                (_, Content::Article { article, .. }) => value(&mut row, *column, article)?,
                (_, Content::Error(_)) if column.is_text() => row.serialize_value("")?,
                (_, Content::Error(_)) => row.serialize_value(&())?,
            }
        }
        match self.content {
            Content::Article { has_error: true, .. } => row.serialize_entry("error", "")?,
            Content::Article { .. } => {}
            Content::Error(error) => row.serialize_entry("error", error)?,
        }
        row.end()
    }
}

/// Writes the value of an article in a column: a text, a time or null, a list of texts, or a number.
fn value<M: SerializeMap>(row: &mut M, column: Column, article: &Article) -> Result<(), M::Error> {
    let meta = &article.meta;
    match column {
        Column::Id => Ok(()),
        Column::Title => row.serialize_value(meta.title.as_deref().unwrap_or_default()),
        Column::Author => row.serialize_value(meta.author.as_deref().unwrap_or_default()),
        Column::Byline => row.serialize_value(meta.byline.as_deref().unwrap_or_default()),
        Column::Published => row.serialize_value(&meta.published),
        Column::Dateline => row.serialize_value(meta.dateline.as_ref().map_or("", |dateline| dateline.text.as_str())),
        Column::Source => row.serialize_value(meta.source.as_ref().map_or("", |source| source.as_str())),
        Column::Language => row.serialize_value(article.language().unwrap_or_default()),
        Column::Direction => row.serialize_value(match article.direction() {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }),
        Column::Tags => row.serialize_value(&meta.tags),
        Column::Categories => row.serialize_value(&meta.categories),
        Column::Text => row.serialize_value(&article.to_text()),
        Column::Markdown => row.serialize_value(&article.to_markdown()),
        Column::Html => row.serialize_value(&article.to_html()),
        Column::Images => row.serialize_value(&article.images().map(|image| &image.src).collect::<Vec<_>>()),
        Column::Captions => row.serialize_value(&article.captions().map(|text| text.as_str()).collect::<Vec<_>>()),
        Column::Links => row.serialize_value(&article.links().map(|(_, target)| target).collect::<Vec<_>>()),
        Column::Removed => row.serialize_value(&article.report.removed.len()),
        Column::Warnings => row.serialize_value(&article.report.warnings.len()),
    }
}
