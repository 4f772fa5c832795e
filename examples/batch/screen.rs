//! Formats text for a terminal: 80 columns, of which a CJK character takes two, without control sequences.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::io::Write as _;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

pub(crate) const WIDTH: usize = 80;

/// The width of the labels of a table.
const LABEL: usize = 12;

/// The styles of kept, removed and changed parts, and of problems. The streams of anstream omit colors where they are
/// not supported.
pub(crate) const KEPT: Style = AnsiColor::Green.on_default().bold();
pub(crate) const REMOVED: Style = AnsiColor::Red.on_default().bold();
pub(crate) const CHANGED: Style = AnsiColor::Blue.on_default().bold();
pub(crate) const LOOK: Style = AnsiColor::Yellow.on_default().bold();
const NAME: Style = AnsiColor::Cyan.on_default();

/// Writes one line to standard error.
pub(crate) fn tell(message: &str) {
    // There is no reader if standard error is closed.
    let _ = writeln!(anstream::stderr().lock(), "{}", printable(message));
}

/// Returns a text on one line, with control and invisible characters escaped.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(' '),
            c if is_unprintable(c) => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Truncates or pads a text to exactly `width` columns.
pub(crate) fn cell(text: &str, width: usize) -> String {
    let mut cell = cut(text, width);
    cell.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width())));
    cell
}

/// Truncates a text to `width` columns.
pub(crate) fn cut(text: &str, width: usize) -> String {
    let (line, rest) = split(text.trim(), width);
    if rest.is_empty() {
        return line;
    }
    let (mut line, _) = split(text.trim(), width.saturating_sub(1));
    line.truncate(line.trim_end().len());
    line.push('…');
    line
}

/// Returns the beginning and end of an address, within `width` columns.
pub(crate) fn cut_middle(address: &str, width: usize) -> String {
    let address = printable(address);
    if address.width() <= width {
        return address.into_owned();
    }
    let half = (width - 1) / 2;
    let (head, _) = split(&address, width - 1 - half);
    let mut tail: Vec<char> = address.chars().rev().take(half).collect();
    tail.reverse();
    let mut tail: String = tail.into_iter().collect();
    while tail.width() > half {
        tail.remove(0);
    }
    format!("{head}…{tail}")
}

/// Returns the part of a text that fits into `width` columns, made printable, and the rest.
fn split(text: &str, width: usize) -> (String, &str) {
    // Combining marks have no width; without this bound a thousand of them would be read repeatedly.
    let bound = text.char_indices().nth(width * 4).map_or(text.len(), |(at, _)| at);
    let mut end = bound;
    loop {
        let head = text.get(..end).unwrap_or_default();
        let shown = printable(head);
        if shown.width() <= width {
            return (shown.into_owned(), text.get(end..).unwrap_or_default());
        }
        end = head.char_indices().next_back().map_or(0, |(at, _)| at);
    }
}

/// Rows of a table: a label, and a text that continues on further lines.
pub(crate) struct Table<'a, 'f> {
    out: &'a mut fmt::Formatter<'f>,
}

impl<'a, 'f> Table<'a, 'f> {
    pub(crate) fn new(out: &'a mut fmt::Formatter<'f>) -> Self {
        Table { out }
    }

    /// Writes a text without a label, which begins at the left.
    pub(crate) fn line(&mut self, style: Style, text: &str) -> fmt::Result {
        let (mut shown, mut rest) = wrap(text, WIDTH);
        write!(self.out, "{style}{}", shown.trim_end())?;
        while !rest.is_empty() {
            (shown, rest) = wrap(rest.trim_start(), WIDTH - LABEL);
            write!(self.out, "\n{:LABEL$}{}", "", shown.trim_end())?;
        }
        writeln!(self.out, "{style:#}")
    }

    /// Writes a text on one line of any length, so that it can be copied.
    pub(crate) fn whole(&mut self, style: Style, label: &str, text: &str) -> fmt::Result {
        self.name(label)?;
        writeln!(self.out, "{style}{}{style:#}", printable(text))
    }

    fn name(&mut self, label: &str) -> fmt::Result {
        let style = if label.is_empty() { Style::new() } else { NAME };
        write!(self.out, "{style}{}{style:#} ", cell(label, LABEL - 1))
    }

    /// Writes a text of at most `lines` lines.
    pub(crate) fn row(&mut self, indent: usize, label: &str, text: &str, lines: usize) -> fmt::Result {
        let width = WIDTH - LABEL - indent;
        let mut rest = text.trim();
        if rest.is_empty() {
            return writeln!(self.out, "{:indent$}{NAME}{}{NAME:#}", "", cut(label, LABEL - 1));
        }
        let mut label = label;
        for line in 1..=lines {
            write!(self.out, "{:indent$}", "")?;
            self.name(label)?;
            if line == lines {
                return writeln!(self.out, "{}", cut(rest, width));
            }
            let (shown, behind) = wrap(rest, width);
            writeln!(self.out, "{}", shown.trim_end())?;
            rest = behind.trim_start();
            if rest.is_empty() {
                return Ok(());
            }
            label = "";
        }
        Ok(())
    }

    /// Writes an address on one line.
    pub(crate) fn address(&mut self, indent: usize, label: &str, address: &str) -> fmt::Result {
        write!(self.out, "{:indent$}", "")?;
        self.name(label)?;
        writeln!(self.out, "{}", cut_middle(address, WIDTH - LABEL - indent))
    }

    /// Writes a list, wrapped between its items, with commas except after an item that ends with a colon.
    pub(crate) fn list(&mut self, label: &str, items: impl IntoIterator<Item = String>) -> fmt::Result {
        self.name(label)?;
        let mut column = LABEL;
        let mut items = items.into_iter().peekable();
        while let Some(item) = items.next() {
            let mut item = cut(&item, WIDTH - LABEL - 1);
            if items.peek().is_some() && !item.ends_with(':') {
                item.push(',');
            }
            if column > LABEL && column + 1 + item.width() > WIDTH {
                write!(self.out, "\n{:LABEL$}", "")?;
                column = LABEL;
            } else if column > LABEL {
                self.out.write_char(' ')?;
                column += 1;
            }
            self.out.write_str(&item)?;
            column += item.width();
        }
        self.out.write_char('\n')
    }

    pub(crate) fn empty_line(&mut self) -> fmt::Result {
        self.out.write_char('\n')
    }
}

/// Returns a line of `width` columns, wrapped at a space if there is one in its second half, and the rest.
fn wrap(text: &str, width: usize) -> (String, &str) {
    let (shown, rest) = split(text, width);
    if rest.is_empty() || rest.starts_with(char::is_whitespace) {
        return (shown, rest);
    }
    let head = text.get(..text.len() - rest.len()).unwrap_or_default();
    match head.rfind(char::is_whitespace) {
        Some(at) if at > head.len() / 2 && head.get(at..).is_some_and(|word| word.is_ascii()) => {
            (printable(head.get(..at).unwrap_or_default()).into_owned(), text.get(at..).unwrap_or_default())
        }
        _ => (shown, rest),
    }
}

/// Returns a number with its noun: `1 post`, `2 posts`.
pub(crate) fn count(many: u64, what: &str) -> String {
    format!("{} {what}{}", number(many), if many == 1 { "" } else { "s" })
}

/// Returns a number with separators: `1,234,567`.
pub(crate) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
