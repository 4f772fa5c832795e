//! CommonMark.

mod formulas;
mod inline;
mod notes;
mod options;

use std::collections::HashSet;
use std::fmt::{self, Write};

use super::{Event, Events};
use crate::article::{Article, Block, Cell, Figure, Grid, List, Place, Table};
use inline::{BRACE, Breaks, Inline};

pub use options::MarkdownOptions;

/// Writes an article as [CommonMark](https://spec.commonmark.org/0.31.2/), with tables and task list items in the form
/// of GitHub. Terms of description lists, for which neither has a form, are bold paragraphs before their descriptions.
/// Formulas are between dollar signs: `$x_i$` in a sentence, `$$x_i$$` in display style. If a text has a formula or
/// more than one dollar sign, the dollar signs that delimit no formula are escaped. Notes are
/// [footnotes](https://pandoc.org/MANUAL.html#footnotes): `[^1]` in the text, `[^1]:` before the note.
///
/// Unless the [options](MarkdownOptions) say otherwise, text that is not markup in CommonMark is escaped so that a Jekyll site displays it unchanged: neither Liquid (`{{ x
/// }}`, `{% x %}`) nor the extensions of [kramdown](https://kramdown.gettalong.org/syntax.html) apply, such as
/// attribute lists (`{: .x}`), terms (`: x`) and formulas (`$$`). Code with the braces of Liquid is written as HTML for
/// the same reason. Smart quotation marks, dashes and ellipses are left to the Markdown processor.
///
/// # Errors
///
/// Returns an error only if the writer does.
pub fn write(article: &Article, options: MarkdownOptions, out: &mut impl Write) -> fmt::Result {
    let mut writer = Writer {
        out,
        options,
        prefixes: Vec::new(),
        lists: Vec::new(),
        before: None,
        first: true,
        fresh: 0,
        notes: notes::of(article),
    };
    for event in Events::new(&article.blocks) {
        match event {
            Event::OpenQuote => {
                writer.before = None;
                writer.open_container(Prefix::Quote);
            }
            Event::CloseQuote => {
                writer.close_container();
                writer.before = None;
            }
            Event::OpenList(list) => writer.open_list(list)?,
            Event::CloseList => writer.close_list(),
            Event::Term(text) => {
                writer.before = None;
                writer.begin()?;
                writer.inline(Breaks::Blank).term(text)?;
            }
            Event::OpenItem { note, task, item, .. } => writer.open_item(note.map(|note| (note, item)), task),
            Event::CloseItem => writer.close_item(),
            Event::Leaf(block) if options.skips(block) => {}
            Event::Leaf(block) => {
                writer.before = None;
                writer.leaf(block)?;
            }
        }
    }
    if !writer.first {
        writer.out.write_char('\n')?;
    }
    Ok(())
}

enum Prefix {
    Quote,
    /// The marker of an item on its first line, with its checkbox, and as many spaces on the others.
    Item {
        marker: String,
        task: Option<bool>,
    },
    /// The label of a note on its first line, and a fixed indentation on the others. A note of a single word would be a
    /// link reference definition for processors without footnotes.
    Note {
        note: u32,
        is_one_word: bool,
    },
}

struct Writer<'a, W> {
    out: &'a mut W,
    options: MarkdownOptions,
    prefixes: Vec<Prefix>,
    lists: Vec<OpenList>,
    /// The list that ended directly before.
    before: Option<Closed>,
    first: bool,
    /// The number of trailing prefixes that are not yet on a line.
    fresh: usize,
    /// Notes that are written as footnotes.
    notes: HashSet<u32>,
}

#[derive(Clone, Copy)]
struct OpenList {
    is_description: bool,
    /// The number of the next item in an ordered list.
    number: Option<u32>,
}

/// Lists that Markdown processors merge when they are adjacent.
#[derive(Clone, Copy, PartialEq)]
enum Closed {
    Bullets,
    Numbers,
}

impl<'a, W: Write> Writer<'a, W> {
    fn open_container(&mut self, prefix: Prefix) {
        self.prefixes.push(prefix);
        self.fresh += 1;
    }

    fn close_container(&mut self) {
        self.prefixes.pop();
        self.fresh = self.fresh.saturating_sub(1);
    }

    /// Writes the prefix of a line in the open containers.
    fn prefix(&mut self) -> fmt::Result {
        let known = self.prefixes.len().saturating_sub(self.fresh);
        self.known_prefix(known)
    }

    fn known_prefix(&mut self, known: usize) -> fmt::Result {
        for prefix in self.prefixes.iter().take(known) {
            match prefix {
                Prefix::Quote => self.out.write_str("> ")?,
                Prefix::Item { marker, .. } => write!(self.out, "{:width$}", "", width = marker.len())?,
                Prefix::Note { .. } => write!(self.out, "{:width$}", "", width = notes::INDENT)?,
            }
        }
        Ok(())
    }

    /// Begins a block: writes an empty line, and the markers of containers that begin with it.
    fn begin(&mut self) -> fmt::Result {
        let known = self.prefixes.len().saturating_sub(self.fresh);
        if !std::mem::take(&mut self.first) {
            self.out.write_char('\n')?;
            self.known_prefix(known)?;
            self.out.write_char('\n')?;
        }
        self.known_prefix(known)?;
        for prefix in self.prefixes.iter().skip(known) {
            match prefix {
                Prefix::Quote => self.out.write_str("> ")?,
                Prefix::Item { marker, task } => {
                    self.out.write_str(marker)?;
                    if let Some(ticked) = task {
                        self.out.write_str(if *ticked { "[x] " } else { "[ ] " })?;
                    }
                }
                Prefix::Note { note, is_one_word } => {
                    let guard = if *is_one_word { "<!-- -->" } else { "" };
                    write!(self.out, "[^{note}]: {guard}")?;
                }
            }
        }
        self.fresh = 0;
        Ok(())
    }

    /// Writes a comment between two adjacent lists of one kind, as [CommonMark
    /// suggests](https://spec.commonmark.org/0.31.2/#example-308); other processors do not distinguish lists by their
    /// markers.
    fn divide(&mut self, opens: Closed) -> fmt::Result {
        if self.before.take() == Some(opens) {
            self.begin()?;
            self.out.write_str("<!-- -->")?;
        }
        Ok(())
    }

    fn open_list(&mut self, list: &List) -> fmt::Result {
        let is_description = list.is_description();
        if is_description {
            self.before = None;
        } else {
            self.divide(if list.ordered { Closed::Numbers } else { Closed::Bullets })?;
        }
        let number = list.ordered.then(|| list.start.unwrap_or(1));
        self.lists.push(OpenList { is_description, number });
        Ok(())
    }

    fn close_list(&mut self) {
        self.before = self.lists.pop().filter(|list| !list.is_description).map(|list| match list.number {
            Some(_) => Closed::Numbers,
            None => Closed::Bullets,
        });
    }

    /// The description of a term follows without a marker.
    fn open_item(&mut self, note: Option<(u32, &[Block])>, task: Option<bool>) {
        self.before = None;
        if let Some((note, item)) = note.filter(|(note, _)| self.prefixes.is_empty() && self.notes.contains(note)) {
            return self.open_container(Prefix::Note { note, is_one_word: notes::begins_with_one_word(item) });
        }
        let marker = match self.lists.last_mut() {
            Some(OpenList { is_description: true, .. }) => return,
            Some(OpenList { number: Some(number), .. }) => {
                // A number of more than nine digits begins no list.
                let this = (*number).min(999_999_999);
                *number = this + 1;
                format!("{this}. ")
            }
            _ => "- ".to_owned(),
        };
        self.open_container(Prefix::Item { marker, task });
    }

    fn close_item(&mut self) {
        if self.lists.last().is_some_and(|list| !list.is_description) {
            self.close_container();
        }
    }

    fn new_line(&mut self) -> fmt::Result {
        self.out.write_char('\n')?;
        self.prefix()
    }

    fn inline(&mut self, breaks: Breaks) -> Inline<'_, 'a, W> {
        Inline::new(self, breaks)
    }

    fn leaf(&mut self, block: &Block) -> fmt::Result {
        match block {
            Block::Paragraph(text) => {
                self.begin()?;
                self.inline(Breaks::Hard).rich(text)
            }
            Block::Heading { level, text } => {
                self.begin()?;
                for _ in 0..(*level).clamp(2, 6) {
                    self.out.write_char('#')?;
                }
                self.out.write_char(' ')?;
                self.inline(Breaks::Blank).rich(text)
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Table(table) => self.table(table),
            Block::Code { language, text } => self.code(language.as_deref(), text),
            Block::Embed { url, title, .. } => {
                self.begin()?;
                let text = title.as_deref().unwrap_or(url.as_str());
                if self.options.links {
                    self.inline(Breaks::Blank).link(text, url)
                } else {
                    self.inline(Breaks::Blank).plain(text)
                }
            }
            Block::Separator => {
                self.begin()?;
                self.out.write_str("* * *")
            }
            Block::List { .. } | Block::Quote { .. } => Ok(()),
        }
    }

    fn figure(&mut self, figure: &Figure) -> fmt::Result {
        if self.options.images {
            self.begin()?;
            for (number, image) in figure.images.iter().filter(|image| image.src.is_http()).enumerate() {
                if number > 0 {
                    self.new_line()?;
                }
                self.inline(Breaks::Blank).image(image)?;
            }
        }
        for text in figure.caption.iter().chain(&figure.credit) {
            self.begin()?;
            self.inline(Breaks::Hard).small(text)?;
        }
        Ok(())
    }

    fn table(&mut self, table: &Table) -> fmt::Result {
        if let Some(caption) = &table.caption {
            self.begin()?;
            self.inline(Breaks::Hard).rich(caption)?;
        }
        let grid = Grid::of(&table.rows);
        let mut rows = table.rows.iter().map(Vec::as_slice).zip(grid.rows.iter().map(Vec::as_slice));
        self.begin()?;
        let (head, places) = if table.header { rows.next().unwrap_or_default() } else { Default::default() };
        self.row(head, places, grid.columns)?;
        self.new_line()?;
        for _ in 0..grid.columns {
            self.out.write_str("| --- ")?;
        }
        self.out.write_char('|')?;
        for (row, places) in rows {
            self.new_line()?;
            self.row(row, places, if grid.is_dense { grid.columns } else { 0 })?;
        }
        Ok(())
    }

    /// Writes a row with at least this many columns. Positions that a spanning cell covers are empty.
    fn row(&mut self, row: &[Cell], places: &[Place], columns: usize) -> fmt::Result {
        let mut column = 0;
        for (cell, place) in row.iter().zip(places) {
            self.empty_cells(place.column.saturating_sub(column))?;
            self.out.write_str("| ")?;
            self.inline(Breaks::Element).rich(&cell.text)?;
            self.out.write_char(' ')?;
            column = place.column + 1;
        }
        self.empty_cells(columns.saturating_sub(column))?;
        self.out.write_char('|')
    }

    fn empty_cells(&mut self, count: usize) -> fmt::Result {
        (0..count).try_for_each(|_| self.out.write_str("|  "))
    }

    fn code(&mut self, language: Option<&str>, text: &str) -> fmt::Result {
        self.begin()?;
        let language = language.unwrap_or_default();
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"+-#_.".contains(&byte);
        let language = if language.bytes().all(is_name) { language } else { "" };
        if self.options.jekyll && (text.contains("{{") || text.contains("{%")) {
            return self.code_in_html(language, text);
        }
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.out.write_str(&fence)?;
        self.out.write_str(language)?;
        for line in text.trim_end_matches('\n').split('\n') {
            self.new_line()?;
            self.out.write_str(&line.replace('\r', ""))?;
        }
        self.new_line()?;
        self.out.write_str(&fence)
    }

    /// Writes code as HTML, because nothing can be escaped in fenced code.
    fn code_in_html(&mut self, language: &str, text: &str) -> fmt::Result {
        match language {
            "" => self.out.write_str("<pre><code>")?,
            language => write!(self.out, "<pre><code class=\"language-{language}\">")?,
        }
        for (number, line) in text.trim_end_matches('\n').split('\n').enumerate() {
            if number > 0 {
                self.new_line()?;
            }
            for c in line.chars().filter(|c| *c != '\r') {
                match c {
                    '&' => self.out.write_str("&amp;")?,
                    '<' => self.out.write_str("&lt;")?,
                    '>' => self.out.write_str("&gt;")?,
                    '{' => self.out.write_str(BRACE)?,
                    c => self.out.write_char(c)?,
                }
            }
        }
        self.new_line()?;
        self.out.write_str("</code></pre>")
    }
}
