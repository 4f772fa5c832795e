//! Explains one post for a person: the kept parts, and the removed parts with the reasons.

use std::fmt;
use std::io::{ErrorKind, Write};
use std::path::Path;

use anstyle::Style;
use feedscrub::article::Decision;
use feedscrub::{Article, Block, Cleaner, Figure, Meta, Post, Removed, Report};

use crate::guard;
use crate::page;
use crate::read::{self, Failure};
use crate::screen::{CHANGED, KEPT, LOOK, REMOVED, Table, count};

/// The number of lines for a kept text, and for a removed text or one of the metadata.
const KEPT_LINES: usize = 1;
const OTHER_LINES: usize = 3;

/// The indentation of nested blocks, and the maximal number of such steps.
const STEP: usize = 2;
const MAX_STEPS: usize = 10;

/// Returns whether the post could be cleaned; an error if the explanation could not be written.
pub(crate) fn run(path: &Path, cleaner: &Cleaner) -> Result<bool, String> {
    let file = Some(path).filter(|path| *path != Path::new("-"));
    let page = clean(file, cleaner).map_err(|failure| format!("{}: {failure}", path.display()))?;
    let mut stdout = anstream::stdout().lock();
    match stdout.write_all(page.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("standard output: cannot be written: {error}"))
        }
        _ => Ok(true),
    }
}

fn clean(file: Option<&Path>, cleaner: &Cleaner) -> Result<String, Failure> {
    let mut source = Vec::new();
    read::post(file, feedscrub::Limits::default().max_input_bytes(), &mut source)?;
    guard::run(|| {
        let article = match page::clean(cleaner, file, &source)? {
            Some(article) => article,
            None => cleaner.clean_post(&Post::from_bytes(&source)?)?,
        };
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
        heading(&mut table, KEPT, "Kept", blocks.len(), "block")?;
        write_blocks(&mut table, blocks)?;
        write_report(&mut table, report)
    }
}

fn heading(table: &mut Table<'_, '_>, style: Style, what: &str, many: usize, of: &str) -> fmt::Result {
    table.empty_line()?;
    table.line(style, &format!("{what}: {}", count(many as u64, of)))
}

fn write_meta(table: &mut Table<'_, '_>, meta: &Meta) -> fmt::Result {
    table.row(0, "title", meta.title.as_deref().unwrap_or("(none)"), OTHER_LINES)?;
    if let Some(author) = &meta.author {
        table.row(0, "author", author, OTHER_LINES)?;
    }
    if let Some(source) = &meta.source {
        table.address(0, "source", source.as_str())?;
    }
    if let Some(published) = &meta.published {
        table.row(0, "published", &published.to_string(), 1)?;
    }
    if let Some(dateline) = &meta.dateline {
        let time = dateline.time.map_or_else(|| "not certain".to_owned(), |time| time.to_string());
        table.row(0, "dateline", &format!("{}  =  {time}", dateline.text), OTHER_LINES)?;
    }
    if let Some(byline) = &meta.byline {
        for (i, line) in byline.lines().enumerate() {
            table.row(0, if i == 0 { "byline" } else { "" }, line, OTHER_LINES)?;
        }
    }
    for (label, names) in [("tags", &meta.tags), ("categories", &meta.categories)] {
        if !names.is_empty() {
            table.list(label, names.iter().cloned())?;
        }
    }
    Ok(())
}

/// Writes blocks in reading order, nested ones indented.
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
            Block::List(list) => open.extend(list.items.iter().rev().map(|item| (depth + 1, item.iter()))),
            _ => {}
        }
    }
    Ok(())
}

fn write_block(table: &mut Table<'_, '_>, block: &Block, indent: usize) -> fmt::Result {
    match block {
        Block::Paragraph(text) => table.row(indent, "paragraph", text.as_str(), KEPT_LINES),
        Block::Heading { level, text } => table.row(indent, &format!("heading {level}"), text.as_str(), KEPT_LINES),
        Block::List(list) => {
            let kind = match (list.is_description(), list.ordered) {
                (true, _) => "with terms",
                (false, true) => "numbered",
                (false, false) => "with bullets",
            };
            table.row(indent, "list", &format!("{}, {kind}", count(list.items.len() as u64, "item")), 1)
        }
        Block::Quote { .. } => table.row(indent, "quote", "", 1),
        Block::Figure(figure) => write_figure(table, figure, indent),
        Block::Table(feedscrub::Table { header, rows, .. }) => {
            let first: Vec<&str> = rows.iter().flatten().map(|cell| cell.text.as_str()).take(8).collect();
            let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
            let header = if *header { ", the first a header" } else { "" };
            let text = format!("{} of {columns} cells{header}: {}", count(rows.len() as u64, "row"), first.join(" | "));
            table.row(indent, "table", &text, 2)
        }
        Block::Code { text, .. } => table.row(indent, "code", text, KEPT_LINES),
        Block::Embed { url, title, .. } => {
            table.row(indent, "embed", &format!("{url} {}", title.as_deref().unwrap_or_default()), 2)
        }
        Block::Separator => table.row(indent, "separator", "", 1),
        _ => table.row(indent, "other", "", 1),
    }
}

fn write_figure(table: &mut Table<'_, '_>, figure: &Figure, indent: usize) -> fmt::Result {
    for image in &figure.images {
        table.address(indent, "image", image.src.as_str())?;
        if !image.alt.is_empty() {
            table.row(indent, "  alt", &image.alt, KEPT_LINES)?;
        }
    }
    if let Some(caption) = &figure.caption {
        table.row(indent, "  caption", caption.as_str(), OTHER_LINES)?;
    }
    if let Some(credit) = &figure.credit {
        table.row(indent, "  credit", credit.as_str(), OTHER_LINES)?;
    }
    Ok(())
}

fn write_report(table: &mut Table<'_, '_>, report: &Report) -> fmt::Result {
    heading(table, REMOVED, "Removed", report.removed.len(), "part")?;
    for Removed { rule, kind, evidence, text, .. } in &report.removed {
        let why = match evidence.is_empty() {
            true => rule.to_string(),
            false => format!("{rule}, evidence: {evidence}"),
        };
        table.row(0, kind.name(), &why, 2)?;
        if !text.is_empty() {
            table.row(0, "", text, OTHER_LINES)?;
        }
    }
    write_decisions(table, &report.decisions)?;
    if !report.rewritten.is_empty() {
        heading(table, CHANGED, "Rewritten", report.rewritten.len(), "change")?;
        for rewritten in &report.rewritten {
            table.row(0, "by", &rewritten.by, 1)?;
            table.address(0, "  from", &rewritten.from)?;
            table.address(0, "  to", &rewritten.to)?;
        }
    }
    if !report.recovered.is_empty() {
        heading(table, CHANGED, "Recovered", report.recovered.len(), "fault")?;
        report.recovered.iter().try_for_each(|recovered| table.row(0, "", &recovered.to_string(), OTHER_LINES))?;
    }
    if !report.warnings.is_empty() {
        heading(table, LOOK, "Warnings", report.warnings.len(), "warning")?;
        report.warnings.iter().try_for_each(|warning| table.row(0, "", &warning.to_string(), OTHER_LINES))?;
    }
    Ok(())
}

/// Writes how the evidence added up for the parts that were removed or nearly so.
fn write_decisions(table: &mut Table<'_, '_>, decisions: &[Decision]) -> fmt::Result {
    if decisions.is_empty() {
        return Ok(());
    }
    heading(table, LOOK, "Decided", decisions.len(), "part")?;
    for Decision { kind, text, signs, sum, needed, removed, .. } in decisions {
        let verdict = if *removed { "removed" } else { "kept" };
        table.row(0, kind.name(), &format!("{verdict}: {sum:+.1}, threshold {needed:+.1}"), 1)?;
        table.row(0, "", text, KEPT_LINES)?;
        for sign in signs.iter().filter(|sign| sign.weight.abs() >= LEAST) {
            table.row(0, "", &format!("{:+.1} {}", sign.weight, sign.sign), OTHER_LINES)?;
        }
    }
    Ok(())
}

/// The weight from which a sign is shown.
const LEAST: f32 = 0.05;
