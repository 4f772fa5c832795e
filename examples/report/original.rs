//! The text of a post in order, with removed parts marked.
//!
//! This parses markup only roughly, for display: the article is the result of the crate.

use feedscrub::Article;

/// A run of text, and the index of the removal that contains it.
#[derive(Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) text: String,
    pub(crate) removed: Option<usize>,
}

/// Elements whose tags begin a new line.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "table",
    "blockquote",
    "figure",
    "figcaption",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "nav",
    "hr",
    "pre",
];

/// Returns the parts of a body, up to this many bytes.
pub(crate) fn parts(body: &str, article: &Article, bytes: usize) -> Vec<Part> {
    let text: Vec<char> = text(body, bytes).chars().collect();
    // Texts are compared without whitespace, which cleaning changes.
    let places: Vec<usize> = (0..text.len()).filter(|at| text.get(*at).is_some_and(|c| !c.is_whitespace())).collect();
    let bare: String = places.iter().filter_map(|at| text.get(*at)).collect();
    let starts: Vec<usize> = bare.char_indices().map(|(at, _)| at).collect();
    let mut marks: Vec<Option<usize>> = vec![None; text.len()];
    for (number, removed) in article.report.removed.iter().enumerate() {
        let wanted: String = removed.text.chars().filter(|c| !c.is_whitespace()).collect();
        if wanted.is_empty() {
            continue;
        }
        // The first place that no other removal has.
        let mut from = 0;
        while let Some(found) = bare.get(from..).and_then(|rest| rest.find(&wanted)) {
            let first = starts.binary_search(&(from + found)).unwrap_or_default();
            let places = places.get(first..first + wanted.chars().count()).unwrap_or_default();
            if let (Some(start), Some(end)) = (places.first(), places.last())
                && let Some(marks) = marks.get_mut(*start..=*end)
                && marks.iter().all(Option::is_none)
            {
                marks.fill(Some(number));
                break;
            }
            from += found + wanted.len();
        }
    }
    let mut parts: Vec<Part> = Vec::new();
    for (c, removed) in text.into_iter().zip(marks) {
        match parts.last_mut() {
            Some(part) if part.removed == removed => part.text.push(c),
            _ => parts.push(Part { text: c.to_string(), removed }),
        }
    }
    parts
}

/// Returns the text between tags, and the addresses of images.
fn text(body: &str, bytes: usize) -> String {
    let mut out = String::new();
    let mut rest = body;
    while !rest.is_empty() && out.len() < bytes {
        let (shown, behind) = rest.split_once('<').unwrap_or((rest, ""));
        push(&mut out, &decoded(shown));
        let (tag, behind) = match behind.strip_prefix("!--") {
            Some(comment) => ("", comment.split_once("-->").map_or("", |(_, behind)| behind)),
            None => behind.split_once('>').unwrap_or((behind, "")),
        };
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        if BLOCKS.contains(&name.as_str()) && !out.ends_with('\n') {
            out.push('\n');
        }
        if name == "img"
            && let Some(address) = source(tag)
        {
            out.push_str(&format!("\n[{}]\n", decoded(&address)));
        }
        rest = behind;
    }
    if !rest.is_empty() {
        out.push_str("\n…");
    }
    out
}

/// Appends text with whitespace collapsed as in a browser.
fn push(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            c if c.is_whitespace() => {
                if !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
}

fn source(tag: &str) -> Option<String> {
    let (_, behind) = tag.split_once("src=")?;
    let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
    let value = match quote {
        Some(quote) => behind.get(1..)?.split(quote).next()?,
        None => behind.split_whitespace().next()?,
    };
    Some(value.to_owned())
}

/// Decodes the most frequent character references.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut text = text.to_owned();
    for (reference, c) in [
        ("&nbsp;", "\u{a0}"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#38;", "&"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&rsquo;", "’"),
        ("&hellip;", "…"),
        ("&mdash;", "—"),
        ("&amp;", "&"),
    ] {
        text = text.replace(reference, c);
    }
    text
}
