//! Inline content: marks, escapes, line breaks.

mod forms;

use std::fmt::{self, Write};

use super::Writer;
use crate::article::{Image, MarkKind, Text, WebUrl};
use crate::render::html::element;
use forms::{Form, Part, Piece, forms, parts, pieces};

/// A `{` that is syntax for neither Liquid nor kramdown: each supports only some backslash escapes of the other.
pub(super) const BRACE: &str = "&#123;";

/// The form of a line break of a text.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Breaks {
    /// Two spaces and a line break, which all Markdown processors support.
    Hard,
    /// `<br>`, in a table.
    Element,
    Blank,
}

/// Writes one text.
pub(super) struct Inline<'w, 'a, W> {
    writer: &'w mut Writer<'a, W>,
    breaks: Breaks,
    /// Whether only whitespace was written on this line.
    at_start: bool,
    /// The last character of the text that was written.
    before: Option<char>,
    /// Whether two tildes would delimit struck text or a subscript.
    has_tildes: bool,
    /// Whether a dollar sign in the text could delimit a formula.
    has_dollars: bool,
}

impl<'w, 'a, W: Write> Inline<'w, 'a, W> {
    pub(super) fn new(writer: &'w mut Writer<'a, W>, breaks: Breaks) -> Self {
        Inline { writer, breaks, at_start: true, before: None, has_tildes: false, has_dollars: false }
    }

    /// Writes a text with its marks.
    pub(super) fn rich(&mut self, text: &Text) -> fmt::Result {
        self.marked(text.as_str(), &parts(text), None)
    }

    /// Writes the term of a description.
    pub(super) fn term(&mut self, text: &Text) -> fmt::Result {
        let mut parts = parts(text);
        parts.retain(|part| *part.kind != MarkKind::Strong);
        let string = text.as_str().trim();
        if !string.is_empty() {
            let start = text.as_str().len() - text.as_str().trim_start().len();
            parts.insert(0, Part { range: start..start + string.len(), kind: &MarkKind::Strong });
        }
        self.marked(text.as_str(), &parts, None)
    }

    /// Writes a caption or credit.
    pub(super) fn small(&mut self, text: &Text) -> fmt::Result {
        self.syntax("<small>")?;
        self.marked(text.as_str(), &parts(text), Some('>'))?;
        self.syntax("</small>")
    }

    pub(super) fn link(&mut self, text: &str, url: &WebUrl) -> fmt::Result {
        self.syntax("[")?;
        self.plain(text)?;
        self.destination(url)
    }

    pub(super) fn image(&mut self, image: &Image) -> fmt::Result {
        self.syntax("![")?;
        self.plain(&image.alt)?;
        self.destination(&image.src)
    }

    /// Writes a text without marks.
    pub(super) fn plain(&mut self, text: &str) -> fmt::Result {
        (self.has_tildes, self.has_dollars) = (true, has_dollars(text));
        self.escape(text)
    }

    /// Writes a text with its marks; `before` is the preceding character.
    fn marked(&mut self, string: &str, marks: &[Part<'_>], before: Option<char>) -> fmt::Result {
        self.has_tildes = memchr::memchr_iter(b'~', string.as_bytes()).nth(1).is_some();
        if marks.is_empty() {
            self.has_dollars = has_dollars(string);
            return self.escape(string);
        }
        let is_formula = |part: &Part<'_>| matches!(part.kind, MarkKind::Math { .. });
        self.has_dollars = marks.iter().any(is_formula) || has_dollars(string);
        let forms = forms(string, marks, self.breaks, before, &self.writer.notes, self.writer.options);
        let mut in_code = false;
        // The mark whose text was replaced.
        let mut written = None;
        for piece in pieces(string, marks) {
            match piece {
                Piece::Close(at) if written == Some(at) => written = None,
                _ if written.is_some() => {}
                Piece::Text(text) if in_code => self.code(text)?,
                Piece::Text(text) => self.escape(text)?,
                Piece::Open(at) | Piece::Close(at) => {
                    let (Some(form), Some(mark)) = (forms.get(at), marks.get(at)) else { continue };
                    let opens = matches!(piece, Piece::Open(_));
                    match (form, mark.kind) {
                        (Form::Asterisks(marks), _) => self.syntax(marks)?,
                        (Form::Code, _) => in_code = opens,
                        (Form::Formula(dollars, tex), _) => {
                            self.in_place(&format!("{dollars}{tex}{dollars}"), '$')?;
                            written = Some(at);
                        }
                        (Form::Note(note), _) => {
                            self.in_place(&format!("[^{note}]"), ']')?;
                            written = Some(at);
                        }
                        (Form::Nothing, _) => {}
                        (Form::Link, MarkKind::Link { .. }) if opens => self.syntax("[")?,
                        (Form::Link, MarkKind::Link { href }) => self.destination(href)?,
                        (Form::TeX, _) => self.syntax(if opens { "<code>" } else { "</code>" })?,
                        (_, kind) if opens => self.syntax(&format!("<{}>", element(kind)))?,
                        (_, kind) => self.syntax(&format!("</{}>", element(kind)))?,
                    }
                }
            }
        }
        Ok(())
    }

    /// Writes markup.
    fn syntax(&mut self, syntax: &str) -> fmt::Result {
        self.writer.out.write_str(syntax)
    }

    /// Writes markup in place of a marked text; `end` is its last character.
    fn in_place(&mut self, syntax: &str, end: char) -> fmt::Result {
        self.at_start = false;
        self.before = Some(end);
        self.syntax(syntax)
    }

    /// Writes a code span, in which nothing is escaped.
    fn code(&mut self, text: &str) -> fmt::Result {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let blank = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
        write!(self.writer.out, "{fence}{blank}")?;
        for c in text.chars().filter(|c| !c.is_control()) {
            self.writer.out.write_char(c)?;
        }
        write!(self.writer.out, "{blank}{fence}")?;
        self.at_start = false;
        self.before = Some('`');
        Ok(())
    }

    fn destination(&mut self, url: &WebUrl) -> fmt::Result {
        let out = &mut *self.writer.out;
        out.write_str("](<")?;
        let mut rest = url.as_str();
        while let Some(at) = rest.find(['<', '>', '\\', '&', '|', '{']) {
            let (plain, behind) = rest.split_at_checked(at).unwrap_or((rest, ""));
            out.write_str(plain)?;
            let mut behind = behind.chars();
            out.write_str(match behind.next() {
                Some('<') => "%3C",
                Some('>') => "%3E",
                Some('\\') => "%5C",
                Some('|') => "%7C",
                Some('{') => "%7B",
                _ => "&amp;",
            })?;
            rest = behind.as_str();
        }
        out.write_str(rest)?;
        out.write_str(">)")?;
        self.at_start = false;
        Ok(())
    }

    /// Writes text with all markup characters escaped.
    fn escape(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        loop {
            if !self.at_start {
                let length = rest.bytes().position(may_mean_more).unwrap_or(rest.len());
                let (plain, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
                self.writer.out.write_str(plain)?;
                self.before = plain.chars().next_back().or(self.before);
                rest = behind;
            }
            let mut chars = rest.chars();
            let Some(c) = chars.next() else { break };
            let before = self.before.replace(c);
            let behind = chars.as_str();
            if c == '\n' {
                self.line_end()?;
            } else if c.is_control() || self.at_start && c == ' ' {
                // Whitespace at the beginning of a line would indent it.
            } else if std::mem::take(&mut self.at_start) {
                rest = self.first(c, behind)?;
                continue;
            } else {
                self.character(c, before, behind)?;
            }
            rest = behind;
        }
        Ok(())
    }

    fn line_end(&mut self) -> fmt::Result {
        match self.breaks {
            // An empty line would end the paragraph.
            Breaks::Hard if self.at_start => {}
            Breaks::Hard => {
                self.writer.out.write_str("  ")?;
                self.writer.new_line()?;
            }
            Breaks::Element => self.writer.out.write_str("<br>")?,
            Breaks::Blank => self.writer.out.write_char(' ')?,
        }
        self.at_start = true;
        Ok(())
    }

    /// Writes the first character of a line, where it can begin a block; returns the rest of the line.
    fn first<'t>(&mut self, c: char, behind: &'t str) -> Result<&'t str, fmt::Error> {
        let ends = |text: &str| text.starts_with(char::is_whitespace) || text.is_empty();
        match c {
            '#' | '+' | '-' | '=' => write!(self.writer.out, "\\{c}")?,
            // kramdown's markers of a description and of the end of a block.
            ':' if self.writer.options.jekyll && ends(behind) => self.writer.out.write_str("\\:")?,
            '^' if self.writer.options.jekyll && ends(behind) => self.writer.out.write_str("&#94;")?,
            '0'..='9' => {
                self.writer.out.write_char(c)?;
                // `1.` and `1)` would begin a list.
                let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
                let (number, rest) = behind.split_at_checked(digits).unwrap_or((behind, ""));
                self.writer.out.write_str(number)?;
                self.before = number.chars().next_back().or(self.before);
                if rest.strip_prefix(['.', ')']).is_some_and(ends) {
                    self.writer.out.write_char('\\')?;
                }
                return Ok(rest);
            }
            c => self.character(c, None, behind)?,
        }
        Ok(behind)
    }

    fn character(&mut self, c: char, before: Option<char>, behind: &str) -> fmt::Result {
        let jekyll = self.writer.options.jekyll;
        let out = &mut *self.writer.out;
        match c {
            // Inside of a word an underscore is a letter.
            '_' if before.is_some_and(char::is_alphanumeric) && behind.starts_with(char::is_alphanumeric) => {
                out.write_char(c)
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' => write!(out, "\\{c}"),
            '~' if self.has_tildes => out.write_str("&#126;"),
            // An exclamation mark would make an image of a following link.
            '!' if behind.is_empty() => out.write_str("\\!"),
            '&' => out.write_str("&amp;"),
            '{' if jekyll && behind.chars().next().is_none_or(|next| "{%:#".contains(next) || next.is_control()) => {
                out.write_str(BRACE)
            }
            '$' if self.has_dollars || before == Some('$') || behind.is_empty() || behind.starts_with('$') => {
                out.write_str("\\$")
            }
            // After a space a number sign would close a heading.
            '#' if self.breaks == Breaks::Blank && before.is_none_or(char::is_whitespace) => out.write_str("\\#"),
            c => out.write_char(c),
        }
    }
}

/// Returns whether a text has dollar signs that could delimit a formula: one before a character and one after a
/// character.
fn has_dollars(text: &str) -> bool {
    let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let mut dollars = memchr::memchr_iter(b'$', text.as_bytes());
    let opens = |&at: &usize| !is_blank(text.get(at + 1..).and_then(|rest| rest.chars().next()));
    let closes = |at: usize| !is_blank(text.get(..at).and_then(|before| before.chars().next_back()));
    dollars.find(opens).is_some() && dollars.any(closes)
}

/// Returns whether a byte begins a character that can be markup after the start of a line.
fn may_mean_more(byte: u8) -> bool {
    MAY_MEAN_MORE.get(usize::from(byte)) == Some(&true)
}

#[expect(clippy::indexing_slicing, reason = "evaluated when compiled")]
const MAY_MEAN_MORE: [bool; 256] = {
    let mut means = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        // C1 control characters begin with 0xC2.
        means[byte] = matches!(byte as u8, 0..=0x1f | 0x7f | 0xc2 | b'!' | b'#' | b'$' | b'&')
            || matches!(byte as u8, b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'~' | b'|' | b'{');
        byte += 1;
    }
    means
};
