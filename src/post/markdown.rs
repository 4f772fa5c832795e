//! Bodies that are Markdown, as Jekyll reads them.

use pulldown_cmark::{Options, Parser, html};

use crate::Result;
use crate::error::guarded;

/// Bytes of a body that is read as Markdown; a longer one is text. The parser's time does not always grow with the length.
const LONGEST: usize = 1 << 20;

/// What kramdown reads beside CommonMark, but typographic signs: no word of a text is changed.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// The HTML of a body that is Markdown; `None` for HTML and for plain text.
pub(super) fn to_html(body: &str) -> Result<Option<String>> {
    if body.len() > LONGEST || holds_blocks(body) || !has_signs(body) {
        return Ok(None);
    }
    let mut out = String::with_capacity(body.len() * 3 / 2);
    guarded(|| html::push_html(&mut out, Parser::new_ext(body, OPTIONS)))?;
    Ok(Some(out))
}

/// Elements that are borders of text, and those that only pages hold.
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

/// Signs of Markdown in a text, line by line.
#[derive(Default)]
struct Signs {
    /// Those that nobody writes who does not write Markdown.
    certain: u32,
    /// Fences of code.
    fences: u32,
    /// Items and quotations, of which one alone may be a dash or a mark of anything.
    items: u32,
    /// Words in asterisks or backticks.
    words: u32,
    /// Line ends between two lines of running text: Markdown would make blanks of them.
    wrapped: u32,
}

/// Whether a text has what only Markdown has, or so much of what other texts have too that it is meant.
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

/// `## The way back`.
fn is_heading(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - text.len())) && text.starts_with([' ', '\t']) && !text.trim().is_empty()
}

/// `| --- | :-: |`.
fn is_delimiter_row(line: &str) -> bool {
    line.contains('|') && line.contains("--") && line.chars().all(|c| "|-: \t".contains(c))
}

/// `* a rope`, `1. a rope`.
fn is_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = match digits {
        0 => line.strip_prefix(['*', '-', '+']),
        1..=9 => line.get(digits..).and_then(|rest| rest.strip_prefix(['.', ')'])),
        _ => None,
    };
    behind.is_some_and(|text| text.starts_with([' ', '\t']) && !text.trim().is_empty())
}

/// `[the gate](https://…)`, with or without `!`, and `[1]: https://…`.
fn holds_link(line: &str) -> bool {
    let leads = |text: &str| {
        let text = text.trim_start_matches([' ', '<']);
        ["http://", "https://", "mailto:", "/", "./", "../", "#"].iter().any(|start| text.starts_with(start))
    };
    let is_definition = line.starts_with('[')
        && line.split_once("]: ").is_some_and(|(label, target)| !label.contains(']') && leads(target));
    // What stands behind the last bracket that closes an address is none.
    let mut rest = line.get(..=line.rfind(')').unwrap_or(0)).unwrap_or_default();
    while let Some((before, behind)) = rest.split_once("](") {
        if before.contains('[') && leads(behind) {
            return true;
        }
        rest = behind;
    }
    is_definition
}

/// Whether words stand between two marks on a line, close to both.
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
