//! Writes HTML that is safe to display.
//!
//! It contains only the elements and attributes of the [policy](crate::policy), every address is absolute with a scheme
//! of the policy, and a parser reads it as the tree that was serialized.

use std::borrow::Cow;
use std::fmt::{self, Write};

use super::{Event, Events, Run, runs};
use crate::article::{Article, Block, Figure, Grid, Image, List, Mark, MarkKind, Table, Text, WebUrl};

/// Writes an article as HTML: a sequence of blocks without a surrounding document.
///
/// # Errors
///
/// Returns an error only if the writer does.
///
/// ```
/// let article = feedscrub::Cleaner::default().clean_html("<p>It left.</p>")?;
/// let mut page = String::from("<main>\n");
/// feedscrub::render::html::write(&article, &mut page).unwrap();
/// assert_eq!(page, "<main>\n<p>It left.</p>\n");
/// # Ok::<(), feedscrub::Error>(())
/// ```
pub fn write(article: &Article, out: &mut impl Write) -> fmt::Result {
    let mut lists: Vec<&List> = Vec::new();
    let mut simple = false;
    for event in Events::new(&article.blocks) {
        match event {
            Event::OpenQuote => out.write_str("<blockquote>")?,
            Event::CloseQuote => out.write_str("</blockquote>\n")?,
            Event::OpenList(list) => {
                lists.push(list);
                open_list(list, out)?;
            }
            Event::CloseList => {
                if let Some(list) = lists.pop() {
                    writeln!(out, "</{}>", list_element(list))?;
                }
            }
            Event::Term(text) => {
                out.write_str("<dt>")?;
                rich(text, out)?;
                out.write_str("</dt>")?;
            }
            Event::OpenItem { simple: is_simple, task, .. } => {
                write!(out, "<{}>", item_element(lists.last()))?;
                if let Some(ticked) = task {
                    self::task(ticked, out)?;
                    out.write_char(' ')?;
                }
                simple = is_simple;
            }
            Event::CloseItem => {
                write!(out, "</{}>", item_element(lists.last()))?;
                simple = false;
            }
            Event::Leaf(Block::Paragraph(text)) if simple => rich(text, out)?,
            Event::Leaf(block) => {
                leaf(block, out)?;
                out.write_char('\n')?;
            }
        }
    }
    Ok(())
}

fn list_element(list: &List) -> &'static str {
    match list.ordered {
        _ if list.is_description() => "dl",
        true => "ol",
        false => "ul",
    }
}

fn item_element(list: Option<&&List>) -> &'static str {
    if list.is_some_and(|list| list.is_description()) { "dd" } else { "li" }
}

fn open_list(list: &List, out: &mut impl Write) -> fmt::Result {
    write!(out, "<{}", list_element(list))?;
    if list.ordered && !list.is_description() {
        if let Some(start) = list.start.filter(|start| *start != 1) {
            write!(out, " start=\"{start}\"")?;
        }
        if let Some(numbering) = list.numbering {
            write!(out, " type=\"{}\"", numbering.html_type())?;
        }
    }
    out.write_char('>')
}

/// Writes the checkbox of an item.
pub(crate) fn task(ticked: bool, out: &mut impl Write) -> fmt::Result {
    out.write_str(match ticked {
        true => "<input checked=\"\" disabled=\"\" type=\"checkbox\">",
        false => "<input disabled=\"\" type=\"checkbox\">",
    })
}

fn leaf(block: &Block, out: &mut impl Write) -> fmt::Result {
    match block {
        Block::Paragraph(text) => {
            out.write_str("<p>")?;
            rich(text, out)?;
            out.write_str("</p>")
        }
        Block::Heading { level, text } => {
            let level = (*level).clamp(2, 6);
            write!(out, "<h{level}>")?;
            rich(text, out)?;
            write!(out, "</h{level}>")
        }
        Block::Figure(figure) => self::figure(figure, out),
        Block::Table(table) => self::table(table, out),
        Block::Code { text, .. } => {
            out.write_str("<pre><code>")?;
            escape_text(text, out)?;
            out.write_str("</code></pre>")
        }
        Block::Embed { url, title, .. } => {
            out.write_str("<p>")?;
            open_link(url, out)?;
            escape_text(title.as_deref().unwrap_or(url.as_str()), out)?;
            out.write_str("</a></p>")
        }
        Block::Separator => out.write_str("<hr>"),
        Block::List { .. } | Block::Quote { .. } => Ok(()),
    }
}

fn figure(figure: &Figure, out: &mut impl Write) -> fmt::Result {
    out.write_str("<figure>")?;
    for image in &figure.images {
        self::image(image, out)?;
    }
    if figure.caption.is_some() || figure.credit.is_some() {
        out.write_str("<figcaption>")?;
        if let Some(caption) = &figure.caption {
            rich(caption, out)?;
        }
        if let Some(credit) = &figure.credit {
            out.write_str(if figure.caption.is_some() { " <small>" } else { "<small>" })?;
            rich(credit, out)?;
            out.write_str("</small>")?;
        }
        out.write_str("</figcaption>")?;
    }
    out.write_str("</figure>")
}

/// Writes an image.
pub(crate) fn image(image: &Image, out: &mut impl Write) -> fmt::Result {
    if !image.src.is_http() {
        return Ok(());
    }
    attribute("<img src=\"", image.src.as_str(), out)?;
    attribute(" alt=\"", &image.alt, out)?;
    if let Some(title) = &image.title {
        attribute(" title=\"", title, out)?;
    }
    if let Some(width) = image.width {
        write!(out, " width=\"{width}\"")?;
    }
    if let Some(height) = image.height {
        write!(out, " height=\"{height}\"")?;
    }
    out.write_str(" loading=\"lazy\" referrerpolicy=\"no-referrer\">")
}

fn table(table: &Table, out: &mut impl Write) -> fmt::Result {
    let rows = &table.rows;
    let grid = Grid::of(rows);
    out.write_str("<table>")?;
    if let Some(caption) = &table.caption {
        out.write_str("<caption>")?;
        rich(caption, out)?;
        out.write_str("</caption>")?;
    }
    let head = head_rows(table, &grid);
    for (group, range) in [("thead", 0..head), ("tbody", head..rows.len())] {
        if range.is_empty() {
            continue;
        }
        write!(out, "<{group}>")?;
        for (at, (row, places)) in rows.iter().zip(&grid.rows).enumerate().skip(range.start).take(range.len()) {
            out.write_str("<tr>")?;
            for (cell, place) in row.iter().zip(places) {
                let name = if cell.header || table.header && at == 0 { "th" } else { "td" };
                write!(out, "<{name}")?;
                for (attribute, span) in [("colspan", place.width), ("rowspan", place.height)] {
                    if span > 1 {
                        write!(out, " {attribute}=\"{span}\"")?;
                    }
                }
                out.write_char('>')?;
                rich(&cell.text, out)?;
                write!(out, "</{name}>")?;
            }
            out.write_str("</tr>")?;
        }
        write!(out, "</{group}>")?;
    }
    out.write_str("</table>")
}

/// Returns the number of rows in the head: the leading rows that consist of column headers. 0 if a cell of them would
/// extend beyond the head, which HTML does not allow.
fn head_rows(table: &Table, grid: &Grid) -> usize {
    if !table.header {
        return 0;
    }
    let further = table.rows.iter().skip(1).take_while(|row| !row.is_empty() && row.iter().all(|cell| cell.header));
    let head = (1 + further.count()).min(table.rows.len());
    let ends = grid.rows.iter().take(head).enumerate();
    let reaches_out = ends.flat_map(|(at, row)| row.iter().map(move |place| at + usize::from(place.height)));
    if reaches_out.max().is_none_or(|end| end <= head) { head } else { 0 }
}

/// Writes a text with its marks as inline elements.
fn rich(text: &Text, out: &mut impl Write) -> fmt::Result {
    for run in runs(text) {
        match run {
            Run::Text(run) => {
                for (number, line) in run.split('\n').enumerate() {
                    if number > 0 {
                        out.write_str("<br>")?;
                    }
                    escape_text(line, out)?;
                }
            }
            Run::Open(Mark { kind: MarkKind::Link { href }, .. }) => open_link(href, out)?,
            Run::Open(Mark { kind: MarkKind::NoteReference { note }, .. }) => {
                out.write_str(&open_note_reference(*note))?
            }
            Run::Close(Mark { kind: MarkKind::NoteReference { .. }, .. }) => out.write_str(CLOSE_NOTE_REFERENCE)?,
            Run::Open(Mark { kind: MarkKind::Note { note }, .. }) => write!(out, "<span id=\"{NOTE_ID}{note}\">")?,
            Run::Open(Mark { kind: MarkKind::Math { display }, .. }) => out.write_str(formula(*display).0)?,
            Run::Close(Mark { kind: MarkKind::Math { display }, .. }) => out.write_str(formula(*display).1)?,
            Run::Open(mark) => write!(out, "<{}>", element(&mark.kind))?,
            Run::Close(mark) => write!(out, "</{}>", element(&mark.kind))?,
        }
    }
    Ok(())
}

pub(super) fn element(kind: &MarkKind) -> &'static str {
    match kind {
        MarkKind::Strong => "strong",
        MarkKind::Emphasis => "em",
        MarkKind::Code => "code",
        MarkKind::Link { .. } => "a",
        MarkKind::Superscript => "sup",
        MarkKind::Subscript => "sub",
        MarkKind::Strike => "s",
        MarkKind::Ruby => "ruby",
        MarkKind::RubyText => "rt",
        MarkKind::Math { .. } | MarkKind::Note { .. } => "span",
        MarkKind::NoteReference { .. } => "sup",
    }
}

/// Returns the start tags of a reference to a note.
pub(crate) fn open_note_reference(note: u32) -> String {
    format!("<sup><a href=\"#{NOTE_ID}{note}\" rel=\"noopener noreferrer\">")
}

/// The end tags of a reference to a note.
pub(crate) const CLOSE_NOTE_REFERENCE: &str = "</a></sup>";

/// The prefix of the id of a note; its number follows.
pub(crate) const NOTE_ID: &str = "fn-";

/// Returns the markup before and after the TeX of a formula: that of pandoc, which the scripts of KaTeX and MathJax
/// read too.
pub(crate) fn formula(display: bool) -> (&'static str, &'static str) {
    match display {
        true => ("<span class=\"math display\">\\[", "\\]</span>"),
        false => ("<span class=\"math inline\">\\(", "\\)</span>"),
    }
}

fn open_link(href: &WebUrl, out: &mut impl Write) -> fmt::Result {
    attribute("<a href=\"", href.as_str(), out)?;
    out.write_str(" rel=\"noopener noreferrer\">")
}

/// Writes `before`, the escaped value and the closing quotation mark.
pub(crate) fn attribute(before: &str, value: &str, out: &mut impl Write) -> fmt::Result {
    out.write_str(before)?;
    escape(value, true, out)?;
    out.write_char('"')
}

/// Returns HTML without Liquid syntax, which Jekyll processes in each page: braces that would begin `{{ x }}` or `{% x
/// %}` are written as character references. Browsers display the same text.
///
/// ```
/// let article = feedscrub::Cleaner::default().clean_html("<p>The price is {{ price }}, says the template.</p>")?;
/// let html = article.to_html();
/// assert!(feedscrub::render::html::escape_liquid(&html).contains("The price is &#123;&#123; price }}"));
/// # Ok::<(), feedscrub::Error>(())
/// ```
pub fn escape_liquid(html: &str) -> Cow<'_, str> {
    if !(html.contains("{{") || html.contains("{%")) {
        return Cow::Borrowed(html);
    }
    Cow::Owned(html.replace("{{", "&#123;&#123;").replace("{%", "&#123;%"))
}

/// Writes escaped text, with its line breaks.
pub(crate) fn escape_text(text: &str, out: &mut impl Write) -> fmt::Result {
    escape(text, false, out)
}

/// Escapes as the [HTML standard](https://html.spec.whatwg.org/multipage/parsing.html#escapingString) serializes, and
/// drops the characters that no parser gives back: control characters, carriage returns included.
fn escape(text: &str, in_attribute: bool, out: &mut impl Write) -> fmt::Result {
    let (mut written, mut at) = (0, 0);
    let next = |at: usize| text.as_bytes().get(at..)?.iter().position(|&byte| may_be_escaped(byte));
    while let Some(plain) = next(at) {
        at += plain;
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let end = at + c.len_utf8();
        let escaped = match c {
            '&' => Some("&amp;"),
            '<' => Some("&lt;"),
            '>' => Some("&gt;"),
            '"' if in_attribute => Some("&quot;"),
            '\u{a0}' => Some("&nbsp;"),
            '\n' | '\t' if in_attribute => Some(" "),
            '\n' | '\t' => None,
            c if c.is_control() || is_bidi(c) => Some(""),
            _ => None,
        };
        if let Some(escaped) = escaped {
            out.write_str(text.get(written..at).unwrap_or_default())?;
            out.write_str(escaped)?;
            written = end;
        }
        at = end;
    }
    out.write_str(text.get(written..).unwrap_or_default())
}

/// Returns whether a byte begins a character that [`escape`] may not write as it is.
fn may_be_escaped(byte: u8) -> bool {
    MAY_BE_ESCAPED.get(usize::from(byte)) == Some(&true)
}

#[expect(clippy::indexing_slicing, reason = "evaluated when compiled")]
const MAY_BE_ESCAPED: [bool; 256] = {
    let mut may_be = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        // The first bytes of U+00A0 and the C1 control characters, of U+061C, and of U+200E to U+2069.
        may_be[byte] = matches!(byte as u8, 0..0x20 | 0x7f | b'&' | b'<' | b'>' | b'"' | 0xc2 | 0xd8 | 0xe2);
        byte += 1;
    }
    may_be
};

/// Returns whether a character changes the direction of text, which can disguise it.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}
