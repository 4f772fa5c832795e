//! CommonMark.

use std::fmt::{self, Write};

use super::html::element;
use super::{Event, Events, Run, runs};
use crate::article::{Article, Block, Cell, Figure, Grid, Image, List, Mark, MarkKind, Place, Table, Text, WebUrl};

/// Writes an article as [CommonMark](https://spec.commonmark.org/0.31.2/), tables as GitHub's extension has them.
///
/// Braces, which mean nothing in CommonMark, are written so that a Jekyll site shows them too: neither as Liquid
/// (`{{ x }}`, `{% x %}`) nor as an attribute list of kramdown (`{: .x}`). Code that has Liquid's braces is written as HTML
/// for the same reason.
///
/// # Errors
///
/// Those of the writer; there are none of its own.
pub fn write(article: &Article, out: &mut impl Write) -> fmt::Result {
    let mut writer = Writer {
        out,
        prefixes: Vec::new(),
        lists: Vec::new(),
        before: None,
        first: true,
        fresh: 0,
        after_quote: false,
    };
    for event in Events::new(&article.blocks) {
        match event {
            Event::OpenQuote => {
                writer.before = None;
                writer.open_container(Prefix::Quote);
            }
            Event::CloseQuote => {
                writer.close_container();
                writer.after_quote = true;
            }
            Event::OpenList(list) => writer.open_list(list),
            Event::CloseList => writer.before = writer.lists.pop().filter(|list| !list.is_description),
            Event::Term(text) => {
                writer.before = None;
                writer.term(text)?;
            }
            Event::OpenItem { task, .. } => writer.open_item(task),
            Event::CloseItem => writer.close_item(),
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
    /// An item's marker on its first line, with its box, and blanks of the marker's width on the others.
    Item {
        marker: String,
        task: Option<bool>,
    },
}

struct Writer<'a, W> {
    out: &'a mut W,
    prefixes: Vec<Prefix>,
    lists: Vec<OpenList>,
    /// The list that ended just before.
    before: Option<OpenList>,
    first: bool,
    /// How many of the last prefixes have not stood on a line yet.
    fresh: usize,
    /// Whether the last thing that was written is a quotation.
    after_quote: bool,
}

#[derive(Clone, Copy)]
struct OpenList {
    is_description: bool,
    /// The next item's number, where they have one.
    number: Option<u32>,
    /// Whether it has the other of two markers: two lists in a row are one if theirs are the same.
    other_marker: bool,
}

impl<W: Write> Writer<'_, W> {
    fn open_container(&mut self, prefix: Prefix) {
        self.prefixes.push(prefix);
        self.fresh += 1;
    }

    fn close_container(&mut self) {
        self.prefixes.pop();
        self.fresh = self.fresh.saturating_sub(1);
    }

    /// What a line of the open containers begins with.
    fn prefix(&mut self) -> fmt::Result {
        let known = self.prefixes.len().saturating_sub(self.fresh);
        self.known_prefix(known)
    }

    fn known_prefix(&mut self, known: usize) -> fmt::Result {
        for prefix in self.prefixes.iter().take(known) {
            match prefix {
                Prefix::Quote => self.out.write_str("> ")?,
                Prefix::Item { marker, .. } => write!(self.out, "{:width$}", "", width = marker.len())?,
            }
        }
        Ok(())
    }

    /// Begins a block: an empty line before it, and the markers of containers that begin with it. Between two quotations in a
    /// row the empty line belongs to neither: they would be one.
    fn begin(&mut self) -> fmt::Result {
        let known = self.prefixes.len().saturating_sub(self.fresh);
        let is_apart = std::mem::take(&mut self.after_quote);
        if !std::mem::take(&mut self.first) {
            let quotes = self.prefixes.iter().skip(known).take_while(|prefix| matches!(prefix, Prefix::Quote)).count();
            self.out.write_char('\n')?;
            self.known_prefix(known + if is_apart { 0 } else { quotes })?;
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
            }
        }
        self.fresh = 0;
        Ok(())
    }

    fn open_list(&mut self, list: &List) {
        let number = list.ordered.then(|| list.start.unwrap_or(1));
        let other_marker = self
            .before
            .take()
            .is_some_and(|before| before.number.is_some() == number.is_some() && !before.other_marker);
        self.lists.push(OpenList { is_description: list.is_description(), number, other_marker });
    }

    /// What describes a term stands behind it as it is: CommonMark has no lists of terms.
    fn open_item(&mut self, task: Option<bool>) {
        self.before = None;
        let marker = match self.lists.last_mut() {
            Some(OpenList { is_description: true, .. }) => return,
            Some(OpenList { number: Some(number), other_marker, .. }) => {
                // More digits than nine begin no list.
                let this = (*number).min(999_999_999);
                *number = this + 1;
                format!("{this}{} ", if *other_marker { ')' } else { '.' })
            }
            Some(OpenList { other_marker: true, .. }) => "+ ".to_owned(),
            _ => "- ".to_owned(),
        };
        self.open_container(Prefix::Item { marker, task });
    }

    fn close_item(&mut self) {
        if self.lists.last().is_some_and(|list| !list.is_description) {
            self.close_container();
        }
    }

    fn term(&mut self, text: &Text) -> fmt::Result {
        self.begin()?;
        self.out.write_str("**")?;
        self.rich(text, Breaks::Blank)?;
        self.out.write_str("**")
    }

    fn new_line(&mut self) -> fmt::Result {
        self.out.write_char('\n')?;
        self.prefix()
    }

    fn leaf(&mut self, block: &Block) -> fmt::Result {
        match block {
            Block::Paragraph(text) => {
                self.begin()?;
                self.rich(text, Breaks::Hard)
            }
            Block::Heading { level, text } => {
                self.begin()?;
                for _ in 0..(*level).clamp(2, 6) {
                    self.out.write_char('#')?;
                }
                self.out.write_char(' ')?;
                self.rich(text, Breaks::Blank)
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Table(table) => self.table(table),
            Block::Code { language, text } => self.code(language.as_deref(), text),
            Block::Embed { url, title, .. } => {
                self.begin()?;
                self.out.write_char('[')?;
                self.escape(title.as_deref().unwrap_or(url.as_str()), Breaks::Blank, true)?;
                self.destination(url)
            }
            Block::Separator => {
                self.begin()?;
                self.out.write_str("* * *")
            }
            Block::List { .. } | Block::Quote { .. } => Ok(()),
        }
    }

    fn figure(&mut self, figure: &Figure) -> fmt::Result {
        self.begin()?;
        for (number, image) in figure.images.iter().filter(|image| image.src.is_http()).enumerate() {
            if number > 0 {
                self.new_line()?;
            }
            self.image(image)?;
        }
        for text in figure.caption.iter().chain(&figure.credit) {
            self.begin()?;
            self.out.write_str("<small>")?;
            self.rich(text, Breaks::Hard)?;
            self.out.write_str("</small>")?;
        }
        Ok(())
    }

    fn image(&mut self, image: &Image) -> fmt::Result {
        self.out.write_str("![")?;
        self.escape(&image.alt, Breaks::Blank, false)?;
        self.destination(&image.src)
    }

    fn table(&mut self, table: &Table) -> fmt::Result {
        if let Some(caption) = &table.caption {
            self.begin()?;
            self.rich(caption, Breaks::Hard)?;
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

    /// A row with at least so many columns. Those that a cell covers beside its own are empty.
    fn row(&mut self, row: &[Cell], places: &[Place], columns: usize) -> fmt::Result {
        let mut column = 0;
        for (cell, place) in row.iter().zip(places) {
            self.empty_cells(place.column.saturating_sub(column))?;
            self.out.write_str("| ")?;
            self.rich(&cell.text, Breaks::Element)?;
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
        if text.contains("{{") || text.contains("{%") {
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

    /// Fenced code is shown as it stands, so that nothing in it can be escaped.
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

    fn rich(&mut self, text: &Text, breaks: Breaks) -> fmt::Result {
        let string = text.as_str();
        let mut start = true;
        for run in runs(text) {
            match run {
                Run::Text(run) => {
                    self.escape(run, breaks, start)?;
                    start = false;
                }
                Run::Open(mark) => self.open(mark, string)?,
                Run::Close(mark) => self.close(mark, string)?,
            }
        }
        Ok(())
    }

    fn open(&mut self, mark: &Mark, string: &str) -> fmt::Result {
        match &mark.kind {
            MarkKind::Link { .. } => self.out.write_char('['),
            MarkKind::Strong if flanks(mark, string) => self.out.write_str("**"),
            MarkKind::Emphasis if flanks(mark, string) => self.out.write_char('*'),
            kind => write!(self.out, "<{}>", element(kind)),
        }
    }

    fn close(&mut self, mark: &Mark, string: &str) -> fmt::Result {
        match &mark.kind {
            MarkKind::Link { href } => self.destination(href),
            MarkKind::Strong if flanks(mark, string) => self.out.write_str("**"),
            MarkKind::Emphasis if flanks(mark, string) => self.out.write_char('*'),
            kind => write!(self.out, "</{}>", element(kind)),
        }
    }

    fn destination(&mut self, url: &WebUrl) -> fmt::Result {
        self.out.write_str("](<")?;
        let mut rest = url.as_str();
        while let Some(at) = rest.find(['<', '>', '\\', '&', '|', '{']) {
            let (plain, behind) = rest.split_at_checked(at).unwrap_or((rest, ""));
            self.out.write_str(plain)?;
            let mut behind = behind.chars();
            self.out.write_str(match behind.next() {
                Some('<') => "%3C",
                Some('>') => "%3E",
                Some('\\') => "%5C",
                Some('|') => "%7C",
                Some('{') => "%7B",
                _ => "&amp;",
            })?;
            rest = behind.as_str();
        }
        self.out.write_str(rest)?;
        self.out.write_str(">)")
    }

    /// Text in which nothing means more than itself.
    fn escape(&mut self, text: &str, breaks: Breaks, at_start: bool) -> fmt::Result {
        let mut line_start = at_start;
        let mut before = None;
        let mut rest = text;
        loop {
            if !line_start {
                let length = rest.bytes().position(may_mean_more).unwrap_or(rest.len());
                let (plain, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
                self.out.write_str(plain)?;
                before = plain.chars().next_back().or(before);
                rest = behind;
            }
            let mut chars = rest.chars();
            let Some(c) = chars.next() else { break };
            let before = before.replace(c);
            let starts = std::mem::take(&mut line_start);
            match c {
                '\n' => {
                    match breaks {
                        Breaks::Hard => {
                            self.out.write_char('\\')?;
                            self.new_line()?;
                        }
                        Breaks::Element => self.out.write_str("<br>")?,
                        Breaks::Blank => self.out.write_char(' ')?,
                    }
                    line_start = true;
                }
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' => write!(self.out, "\\{c}")?,
                // It would make an image of a link behind it.
                '!' if chars.as_str().is_empty() => self.out.write_str("\\!")?,
                '&' => self.out.write_str("&amp;")?,
                '{' if chars.clone().next().is_none_or(|next| "{%:#".contains(next) || next.is_control()) => {
                    self.out.write_str(BRACE)?
                }
                // Behind a blank it would end a heading and be no part of it.
                '#' if breaks == Breaks::Blank && before.is_none_or(char::is_whitespace) => {
                    self.out.write_str("\\#")?
                }
                '#' | '+' | '-' | '=' if starts => write!(self.out, "\\{c}")?,
                '0'..='9' if starts => {
                    self.out.write_char(c)?;
                    // `1.` and `1)` would begin a list.
                    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                    if matches!(rest.as_bytes().get(digits), Some(b'.' | b')')) {
                        for _ in 1..digits {
                            if let Some(digit) = chars.next() {
                                self.out.write_char(digit)?;
                            }
                        }
                        self.out.write_char('\\')?;
                    }
                }
                ' ' | '\t' if starts => line_start = true,
                c if c.is_control() => {}
                c => self.out.write_char(c)?,
            }
            rest = chars.as_str();
        }
        Ok(())
    }
}

/// Whether a byte begins a character that can mean more than itself behind the start of a line.
fn may_mean_more(byte: u8) -> bool {
    MAY_MEAN_MORE.get(usize::from(byte)) == Some(&true)
}

#[expect(clippy::indexing_slicing, reason = "evaluated when compiled")]
const MAY_MEAN_MORE: [bool; 256] = {
    let mut means = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        // The controls above ASCII begin with 0xc2.
        means[byte] = matches!(byte as u8, 0..=0x1f | 0x7f | 0xc2 | b'!' | b'#' | b'&')
            || matches!(byte as u8, b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'~' | b'|' | b'{');
        byte += 1;
    }
    means
};

/// A `{` that neither Liquid nor kramdown takes for one: they know each other's escapes by a backslash only in part.
const BRACE: &str = "&#123;";

/// What a line end of a text becomes.
#[derive(Clone, Copy, PartialEq)]
enum Breaks {
    Hard,
    /// `<br>`, in a table.
    Element,
    Blank,
}

/// Whether asterisks round a mark are read as such, on both sides, by the
/// [rules for emphasis](https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis). They fail where punctuation
/// meets letters without a blank, which Chinese text does often, and where they meet other asterisks.
fn flanks(mark: &Mark, string: &str) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let open = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let before = string.get(..mark.range.start).and_then(|text| text.chars().next_back());
    let after = string.get(mark.range.end..).and_then(|text| text.chars().next());
    let inside = string.get(mark.range.clone()).unwrap_or_default();
    let (first, last) = (inside.chars().next(), inside.chars().next_back());
    word(first)
        && word(last)
        && (open(before) || word(before))
        && (open(after) || word(after))
        && !inside.contains('\n')
        || open(before) && open(after) && word(first) && word(last)
}
