//! Markdown bodies, as Jekyll reads them.

use std::fmt;

use pulldown_cmark::{Options, Parser, html};

use crate::Result;
use crate::error::guarded;

/// The size in bytes up to which a body is read as Markdown; a longer one is text. The time of the parser is not always
/// linear.
const LONGEST: usize = 1 << 20;

/// The extensions of kramdown, except for smart punctuation, which would change words of a text.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// Returns the HTML of a Markdown body; `None` for HTML and for plain text, and for a body whose HTML would be out of
/// proportion, as that of thousands of quotations in one another.
pub(super) fn to_html(body: &str) -> Result<Option<String>> {
    if body.len() > LONGEST || holds_blocks(body) || !has_signs(body) {
        return Ok(None);
    }
    let html = String::with_capacity(body.len() * 3 / 2);
    let mut out = Bounded { html, most: body.len() * MOST_GROWTH + FREE_BYTES };
    let is_written = guarded(|| html::write_html_fmt(&mut out, Parser::new_ext(body, OPTIONS)))?;
    Ok(is_written.is_ok().then_some(out.html))
}

/// The HTML of Markdown is at most so many times as long, and so many bytes longer.
const MOST_GROWTH: usize = 8;
const FREE_BYTES: usize = 64 << 10;

/// A string of limited length.
struct Bounded {
    html: String,
    most: usize,
}

impl fmt::Write for Bounded {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.html.len() + text.len() > self.most {
            return Err(fmt::Error);
        }
        self.html.push_str(text);
        Ok(())
    }
}

/// Block elements, and elements that only pages contain.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "li",
    "main",
    "nav",
    "noscript",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "style",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
    "video",
];

fn holds_blocks(body: &str) -> bool {
    memchr::memchr_iter(b'<', body.as_bytes()).any(|at| {
        let name = body.get(at + 1..).unwrap_or_default();
        let name = name.strip_prefix('/').unwrap_or(name);
        let end = name.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = name.get(..end).unwrap_or_default();
        BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name))
    })
}

/// The amount of Markdown syntax in a text, line by line.
#[derive(Default)]
struct Signs {
    /// Syntax that only Markdown has.
    certain: u32,
    /// Code fences.
    fences: u32,
    /// Items and quotations; a single one may be a dash or another character.
    items: u32,
    /// Words in asterisks or backticks.
    words: u32,
    /// Line breaks between two lines of running text: Markdown would turn them into spaces.
    wrapped: u32,
}

/// Returns whether a text has syntax that only Markdown has, or enough of the ambiguous syntax.
fn has_signs(body: &str) -> bool {
    let mut signs = Signs::default();
    let mut before = "";
    for line in body.lines() {
        let line = line.trim_end();
        signs.read(line, before);
        before = line;
    }
    let is_structured = signs.items >= 2 && signs.wrapped == 0;
    signs.certain > 0 || signs.fences >= 2 || is_structured || signs.words >= 2 && signs.wrapped == 0
}

impl Signs {
    fn read(&mut self, line: &str, before: &str) {
        let text = line.trim_start();
        let is_set_in = line.len() - text.len() > 3;
        if text.is_empty() || is_set_in {
            return;
        }
        if text.starts_with("```") || text.starts_with("~~~") {
            self.fences += 1;
        } else if before.is_empty() && is_heading(text) || is_delimiter_row(text) && before.contains('|') {
            self.certain += 1;
        } else if is_item(text) || text.starts_with("> ") {
            self.items += 1;
        } else if !before.is_empty() && !is_item(before.trim_start()) {
            self.wrapped += 1;
        }
        self.certain += u32::from(holds_link(text)) + u32::from(holds_pair(text, "**"));
        self.words += u32::from(holds_pair(text, "*")) + u32::from(holds_pair(text, "`"));
    }
}

/// Returns whether a line is a heading: `## The way back`.
fn is_heading(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - text.len())) && text.starts_with([' ', '\t']) && !text.trim().is_empty()
}

/// Returns whether a line is the delimiter row of a table: `| --- | :-: |`.
fn is_delimiter_row(line: &str) -> bool {
    line.contains('|') && line.contains("--") && line.chars().all(|c| "|-: \t".contains(c))
}

/// Returns whether a line begins a list item: `* a rope`, `1. a rope`.
fn is_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = match digits {
        0 => line.strip_prefix(['*', '-', '+']),
        1..=9 => line.get(digits..).and_then(|rest| rest.strip_prefix(['.', ')'])),
        _ => None,
    };
    behind.is_some_and(|text| text.starts_with([' ', '\t']) && !text.trim().is_empty())
}

/// Returns whether a line has a link or image, `[the gate](https://…)`, or defines one, `[1]: https://…`.
fn holds_link(line: &str) -> bool {
    let is_target = |text: &str| {
        let text = text.trim_start_matches([' ', '<']);
        ["http://", "https://", "mailto:", "/", "./", "../", "#"].iter().any(|start| text.starts_with(start))
    };
    let is_definition = line.starts_with('[')
        && line.split_once("]: ").is_some_and(|(label, target)| !label.contains(']') && is_target(target));
    // There is no address after the last closing bracket.
    let mut rest = line.get(..=line.rfind(')').unwrap_or(0)).unwrap_or_default();
    while let Some((before, behind)) = rest.split_once("](") {
        if before.contains('[') && is_target(behind) {
            return true;
        }
        rest = behind;
    }
    is_definition
}

/// Returns whether a line has words between two delimiters, without spaces next to them.
fn holds_pair(line: &str, mark: &str) -> bool {
    let mut parts = line.split(mark);
    let mut before = parts.next().unwrap_or_default();
    let mut parts = parts.peekable();
    while let Some(inside) = parts.next() {
        let is_close = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && c != '*' && c != '`');
        if parts.peek().is_some()
            && is_close(inside.chars().next())
            && is_close(inside.chars().next_back())
            && before.chars().next_back().is_none_or(|c| !"*`\\".contains(c))
        {
            return true;
        }
        before = inside;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_known_by_its_signs() {
        for body in [
            "The gate is **shut**.",
            "## The gate\n\nIt is shut.",
            "It is [shut](https://example.org/).",
            "![the gate](/gate.jpg)",
            "See [1].\n\n[1]: https://example.org/",
            "```\nrope\n```",
            "a rope\n\n* a lamp\n* a saw",
            "1. a rope\n2. a lamp",
            "It is *shut*.\n\nUse `rope`.",
            "place | boats\n--- | ---\neast | 3",
            "> The gate is shut.\n> It opens at noon.",
        ] {
            assert!(to_html(body).unwrap().is_some(), "{body}");
        }
    }

    #[test]
    fn html_out_of_proportion_is_no_markdown() {
        assert!(to_html(&format!("## x\n\n{}x", "> ".repeat(1000))).unwrap().is_some());
        assert_eq!(to_html(&format!("## x\n\n{}x", "> ".repeat(100_000))).unwrap(), None);
    }

    #[test]
    fn text_and_html_are_no_markdown() {
        for body in [
            "",
            "The gate is shut.",
            "#gate is shut, #rope too",
            "The gate is shut.\n\n- no dog",
            "2 * 3 * 4 and 5 ** 6 ** 7",
            "one line\nanother line\n- a rope\n- a lamp",
            "rope [1] and lamp (2)",
            "****** gate ******",
            "<p>The gate is **shut**.</p>",
            "The gate is **shut**.<br>It opens at noon.",
        ] {
            assert_eq!(to_html(body), Ok(None), "{body}");
        }
    }
}
