//! HTML that is safe to show.
//!
//! Only the elements and attributes of the [policy](crate::policy) are written, every address is absolute with a scheme
//! of the policy, and parsing what was written gives what was written.

use std::fmt::{self, Write};

use super::{Event, Events, Run, runs};
use crate::article::{Article, Block, Figure, Image, Mark, MarkKind, Text, WebUrl};

/// Writes an article as HTML: a sequence of blocks, without a page round them.
///
/// # Errors
///
/// Those of the writer; there are none of its own.
pub fn write(article: &Article, out: &mut impl Write) -> fmt::Result {
    let mut lists: Vec<bool> = Vec::new();
    let mut simple = false;
    for event in Events::new(&article.blocks) {
        match event {
            Event::OpenQuote => out.write_str("<blockquote>")?,
            Event::CloseQuote => out.write_str("</blockquote>\n")?,
            Event::OpenList { ordered, start } => {
                lists.push(ordered);
                match (ordered, start) {
                    (true, 1) => out.write_str("<ol>")?,
                    (true, start) => write!(out, "<ol start=\"{start}\">")?,
                    (false, _) => out.write_str("<ul>")?,
                }
            }
            Event::CloseList => out.write_str(if lists.pop() == Some(true) { "</ol>\n" } else { "</ul>\n" })?,
            Event::OpenItem { simple: is_simple, .. } => {
                out.write_str("<li>")?;
                simple = is_simple;
            }
            Event::CloseItem => {
                out.write_str("</li>")?;
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
        Block::Table { header, rows } => table(*header, rows, out),
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

fn table(header: bool, rows: &[Vec<Text>], out: &mut impl Write) -> fmt::Result {
    out.write_str("<table>")?;
    let (head, body) = rows.split_at(usize::from(header && !rows.is_empty()));
    for (rows, group, cell) in [(head, "thead", "th"), (body, "tbody", "td")] {
        if rows.is_empty() {
            continue;
        }
        write!(out, "<{group}>")?;
        for row in rows {
            out.write_str("<tr>")?;
            for text in row {
                write!(out, "<{cell}>")?;
                rich(text, out)?;
                write!(out, "</{cell}>")?;
            }
            out.write_str("</tr>")?;
        }
        write!(out, "</{group}>")?;
    }
    out.write_str("</table>")
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
    }
}

fn open_link(href: &WebUrl, out: &mut impl Write) -> fmt::Result {
    attribute("<a href=\"", href.as_str(), out)?;
    out.write_str(" rel=\"noopener noreferrer\">")
}

/// Writes `before`, the value with what would end it escaped, and a quote.
pub(crate) fn attribute(before: &str, value: &str, out: &mut impl Write) -> fmt::Result {
    out.write_str(before)?;
    escape(value, true, out)?;
    out.write_char('"')
}

/// Writes text with its line ends as they are.
pub(crate) fn escape_text(text: &str, out: &mut impl Write) -> fmt::Result {
    escape(text, false, out)
}

/// Escapes as the [HTML standard](https://html.spec.whatwg.org/multipage/parsing.html#escapingString) serializes, and
/// drops the characters that no parser gives back: controls, and carriage returns.
fn escape(text: &str, in_attribute: bool, out: &mut impl Write) -> fmt::Result {
    let mut written = 0;
    for (at, c) in text.char_indices() {
        let escaped = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' if in_attribute => "&quot;",
            '\u{a0}' => "&nbsp;",
            '\n' if !in_attribute => continue,
            '\t' if !in_attribute => continue,
            '\n' | '\t' => " ",
            c if c.is_control() || is_bidi(c) => "",
            _ => continue,
        };
        out.write_str(text.get(written..at).unwrap_or_default())?;
        out.write_str(escaped)?;
        written = at + c.len_utf8();
    }
    out.write_str(text.get(written..).unwrap_or_default())
}

/// Characters that make text look like another one.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}
