//! Writes plain text.

use std::fmt::{self, Write};

use super::{Event, Events, Run, runs};
use crate::article::{Article, Block, Figure, Grid, List, MarkKind, Table, Text};

/// The optional additions to plain text.
///
/// ```
/// use feedscrub::render::text::TextOptions;
///
/// let html = r#"<figure><img src="https://example.org/quay.jpg"><figcaption>The quay.</figcaption></figure>"#;
/// let article = feedscrub::Cleaner::default().clean_html(html)?;
/// assert_eq!(article.to_text(), "The quay.\n");
/// let options = TextOptions::default().addresses(true);
/// assert_eq!(article.to_text_with(options), "[https://example.org/quay.jpg]\nThe quay.\n");
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct TextOptions {
    addresses: bool,
}

impl TextOptions {
    /// Sets whether the addresses of images and players are written. Off by default: an image without a caption then
    /// produces no text.
    #[must_use]
    pub fn addresses(mut self, addresses: bool) -> Self {
        self.addresses = addresses;
        self
    }

    /// Returns whether a block produces no text.
    fn skips(self, block: &Block) -> bool {
        match block {
            _ if self.addresses => false,
            Block::Figure(figure) => figure.caption.is_none() && figure.credit.is_none(),
            Block::Embed { title, .. } => title.is_none(),
            _ => false,
        }
    }

    /// Returns whether a list item produces no text.
    fn skips_item(self, item: &[Block]) -> bool {
        !item.is_empty() && item.iter().all(|block| self.skips(block))
    }
}

/// Writes an article as plain text.
///
/// # Errors
///
/// Returns an error only if the writer does.
pub fn write(article: &Article, options: TextOptions, out: &mut impl Write) -> fmt::Result {
    let mut lists: Vec<(&List, u32)> = Vec::new();
    let mut first = true;
    let mut after_marker = false;
    for event in Events::new(&article.blocks) {
        match event {
            Event::OpenList(list) => lists.push((list, list.start.unwrap_or(1))),
            Event::CloseList => {
                lists.pop();
            }
            Event::Term(text) => {
                separate(out, &mut first, &mut after_marker, false)?;
                rich(text, out)?;
            }
            Event::OpenItem { item, .. } if options.skips_item(item) => {
                if let Some((_, number)) = lists.last_mut() {
                    *number = number.saturating_add(1);
                }
            }
            Event::OpenItem { task, .. } => {
                let tight = lists.len() > 1 || lists.last().is_some_and(|(list, _)| list.is_description());
                separate(out, &mut first, &mut after_marker, tight)?;
                write!(out, "{:indent$}", "", indent = (lists.len().saturating_sub(1)) * 2)?;
                match lists.last_mut() {
                    Some((list, _)) if list.is_description() => out.write_str("  ")?,
                    Some((list, number)) if list.ordered => {
                        match list.numbering {
                            Some(numbering) => write!(out, "{}. ", numbering.write(*number))?,
                            None => write!(out, "{number}. ")?,
                        }
                        *number = number.saturating_add(1);
                    }
                    _ => out.write_str("- ")?,
                }
                if let Some(ticked) = task {
                    out.write_str(if ticked { "[x] " } else { "[ ] " })?;
                }
                after_marker = true;
            }
            Event::Leaf(block) if options.skips(block) => {}
            Event::Leaf(block) => {
                separate(out, &mut first, &mut after_marker, false)?;
                leaf(block, options, out)?;
            }
            Event::CloseItem => after_marker = false,
            Event::OpenQuote | Event::CloseQuote => {}
        }
    }
    if !first {
        out.write_char('\n')?;
    }
    Ok(())
}

fn separate(out: &mut impl Write, first: &mut bool, after_marker: &mut bool, tight: bool) -> fmt::Result {
    if std::mem::take(first) || std::mem::take(after_marker) {
        return Ok(());
    }
    out.write_str(if tight { "\n" } else { "\n\n" })
}

fn leaf(block: &Block, options: TextOptions, out: &mut impl Write) -> fmt::Result {
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => rich(text, out),
        Block::Figure(figure) => self::figure(figure, options, out),
        Block::Table(table) => self::table(table, out),
        Block::Code { text, .. } => out.write_str(text.trim_end_matches('\n')),
        Block::Embed { url, title, .. } => match title {
            Some(title) if !options.addresses => out.write_str(title),
            Some(title) => write!(out, "{title} {url}"),
            None => write!(out, "{url}"),
        },
        Block::Separator => out.write_str("* * *"),
        Block::List { .. } | Block::Quote { .. } => Ok(()),
    }
}

/// Writes one line per row, with tabs between columns.
fn table(table: &Table, out: &mut impl Write) -> fmt::Result {
    if let Some(caption) = &table.caption {
        rich(caption, out)?;
        out.write_char('\n')?;
    }
    let grid = Grid::of(&table.rows);
    for (at, (row, places)) in table.rows.iter().zip(&grid.rows).enumerate() {
        if at > 0 {
            out.write_char('\n')?;
        }
        let mut column = 0;
        for (cell, place) in row.iter().zip(places) {
            while column < place.column {
                out.write_char('\t')?;
                column += 1;
            }
            out.write_str(&cell.text.as_str().replace(['\n', '\t'], " "))?;
        }
    }
    Ok(())
}

fn figure(figure: &Figure, options: TextOptions, out: &mut impl Write) -> fmt::Result {
    if options.addresses {
        out.write_char('[')?;
        for (number, image) in figure.images.iter().enumerate() {
            if number > 0 {
                out.write_char(' ')?;
            }
            out.write_str(image.src.as_str())?;
        }
        out.write_char(']')?;
    }
    for (number, text) in figure.caption.iter().chain(&figure.credit).enumerate() {
        if number > 0 || options.addresses {
            out.write_char('\n')?;
        }
        rich(text, out)?;
    }
    Ok(())
}

/// Writes a text with its ruby annotations in parentheses.
fn rich(text: &Text, out: &mut impl Write) -> fmt::Result {
    for run in runs(text) {
        match run {
            Run::Text(run) => out.write_str(run)?,
            Run::Open(mark) if mark.kind == MarkKind::RubyText && !bracketed(text, mark.range.start) => {
                out.write_char('(')?
            }
            Run::Close(mark) if mark.kind == MarkKind::RubyText && !bracketed(text, mark.range.start) => {
                out.write_char(')')?
            }
            _ => {}
        }
    }
    Ok(())
}

/// Returns whether the text has parentheses of its own (`<rp>`).
fn bracketed(text: &Text, at: usize) -> bool {
    text.as_str().get(..at).is_some_and(|before| before.ends_with(['(', '（', '《', '【', '[']))
}
