//! One post as a person would want to see it: what was kept as what, what went and why.

use std::fmt;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use feedscrub::{Article, Block, Cleaner, Figure, Meta, Post, Removed, Report};

use crate::guard;
use crate::read::{self, Failure};
use crate::screen::{Table, number};

/// Lines that show a text that was kept, and one that was removed or stands in the meta.
const KEPT_LINES: usize = 1;
const OTHER_LINES: usize = 3;

/// Columns by which blocks inside blocks are set in, and how many such steps are shown.
const STEP: usize = 2;
const MAX_STEPS: usize = 10;

/// Whether the post could be explained, or why it could not be told.
pub(crate) fn run(path: &Path) -> Result<bool, String> {
    let file = Some(path).filter(|path| *path != Path::new("-"));
    let page = clean(file).map_err(|failure| format!("{}: {failure}", path.display()))?;
    let mut stdout = io::stdout().lock();
    match stdout.write_all(page.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("standard output: cannot be written: {error}"))
        }
        _ => Ok(true),
    }
}

fn clean(file: Option<&Path>) -> Result<String, Failure> {
    let mut source = Vec::new();
    read::post(file, feedscrub::Limits::default().max_input_bytes(), &mut source)?;
    guard::run(|| {
        let article = Cleaner::default().clean_post(&Post::from_bytes(&source)?)?;
        Ok(Page(&article).to_string())
    })
    .map_err(Failure::Panic)?
}

struct Page<'a>(&'a Article);

impl fmt::Display for Page<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Article { meta, blocks, report, .. } = self.0;
        let mut table = Table::new(f);
        write_meta(&mut table, meta)?;
        heading(&mut table, "Kept", blocks.len())?;
        write_blocks(&mut table, blocks)?;
        write_report(&mut table, report)
    }
}

fn heading(table: &mut Table<'_, '_>, what: &str, many: usize) -> fmt::Result {
    table.empty_line()?;
    table.line(&format!("{what}: {}", number(many as u64)))
}

fn write_meta(table: &mut Table<'_, '_>, meta: &Meta) -> fmt::Result {
    table.row("title", meta.title.as_deref().unwrap_or("(none)"), OTHER_LINES)?;
    if let Some(author) = &meta.author {
        table.row("author", author, OTHER_LINES)?;
    }
    if let Some(source) = &meta.source {
        table.address("source", source.as_str())?;
    }
    if let Some(published) = &meta.published {
        table.row("published", &published.to_string(), 1)?;
    }
    if let Some(dateline) = &meta.dateline {
        let time = dateline.time.map_or_else(|| "not certain".to_owned(), |time| time.to_string());
        table.row("dateline", &format!("{}  =  {time}", dateline.text), OTHER_LINES)?;
    }
    if let Some(byline) = &meta.byline {
        for (i, line) in byline.lines().enumerate() {
            table.row(if i == 0 { "byline" } else { "" }, line, OTHER_LINES)?;
        }
    }
    for (label, names) in [("tags", &meta.tags), ("categories", &meta.categories)] {
        if !names.is_empty() {
            table.list(label, names.iter().cloned())?;
        }
    }
    Ok(())
}

/// Writes blocks in reading order, those inside others set in.
fn write_blocks(table: &mut Table<'_, '_>, blocks: &[Block]) -> fmt::Result {
    let mut open = vec![(0, blocks.iter())];
    while let Some((depth, rest)) = open.last_mut() {
        let depth = *depth;
        let Some(block) = rest.next() else {
            open.pop();
            continue;
        };
        write_block(table, block, depth.min(MAX_STEPS) * STEP)?;
        match block {
            Block::Quote { blocks } => open.push((depth + 1, blocks.iter())),
            Block::List { items, .. } => open.extend(items.iter().rev().map(|item| (depth + 1, item.iter()))),
            _ => {}
        }
    }
    Ok(())
}

fn write_block(table: &mut Table<'_, '_>, block: &Block, indent: usize) -> fmt::Result {
    match block {
        Block::Paragraph(text) => table.indented_row(indent, "paragraph", text.as_str(), KEPT_LINES),
        Block::Heading { level, text } => {
            table.indented_row(indent, &format!("heading {level}"), text.as_str(), KEPT_LINES)
        }
        Block::List { ordered, items, .. } => {
            let kind = if *ordered { "numbered" } else { "with bullets" };
            table.indented_row(indent, "list", &format!("{} items, {kind}", items.len()), 1)
        }
        Block::Quote { .. } => table.indented_row(indent, "quote", "", 1),
        Block::Figure(figure) => write_figure(table, figure, indent),
        Block::Table { header, rows } => {
            let first: Vec<&str> = rows.iter().flatten().map(|cell| cell.as_str()).take(8).collect();
            let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
            let header = if *header { ", the first a header" } else { "" };
            let text = format!("{} rows of {columns} cells{header}: {}", rows.len(), first.join(" | "));
            table.indented_row(indent, "table", &text, 2)
        }
        Block::Code { text, .. } => table.indented_row(indent, "code", text, KEPT_LINES),
        Block::Embed { url, title, .. } => {
            table.indented_row(indent, "embed", &format!("{url} {}", title.as_deref().unwrap_or_default()), 2)
        }
        Block::Separator => table.indented_row(indent, "separator", "", 1),
        _ => table.indented_row(indent, "other", "", 1),
    }
}

fn write_figure(table: &mut Table<'_, '_>, figure: &Figure, indent: usize) -> fmt::Result {
    for image in &figure.images {
        table.indented_row(indent, "picture", image.src.as_str(), 2)?;
        if !image.alt.is_empty() {
            table.indented_row(indent, "  alt", &image.alt, KEPT_LINES)?;
        }
    }
    if let Some(caption) = &figure.caption {
        table.indented_row(indent, "  caption", caption.as_str(), OTHER_LINES)?;
    }
    if let Some(credit) = &figure.credit {
        table.indented_row(indent, "  credit", credit.as_str(), OTHER_LINES)?;
    }
    Ok(())
}

fn write_report(table: &mut Table<'_, '_>, report: &Report) -> fmt::Result {
    heading(table, "Removed", report.removed.len())?;
    for Removed { rule, kind, evidence, text, .. } in &report.removed {
        let why = match evidence.is_empty() {
            true => rule.to_string(),
            false => format!("{rule}, because of: {evidence}"),
        };
        table.row(kind.name(), &why, 2)?;
        table.row("", if text.is_empty() { "(no text)" } else { text }, OTHER_LINES)?;
    }
    if !report.rewritten.is_empty() {
        heading(table, "Rewritten", report.rewritten.len())?;
        for rewritten in &report.rewritten {
            table.row("by", &rewritten.proxy, 1)?;
            table.address("  from", &rewritten.from)?;
            table.address("  to", &rewritten.to)?;
        }
    }
    if !report.recovered.is_empty() {
        heading(table, "Recovered", report.recovered.len())?;
        report.recovered.iter().try_for_each(|recovered| table.row("", &recovered.to_string(), OTHER_LINES))?;
    }
    if !report.warnings.is_empty() {
        heading(table, "Warnings", report.warnings.len())?;
        report.warnings.iter().try_for_each(|warning| table.row("", &warning.to_string(), OTHER_LINES))?;
    }
    Ok(())
}
