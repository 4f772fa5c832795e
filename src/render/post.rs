//! Writes a post: the original front matter and the clean article.

use std::fmt::{self, Write};

use super::markdown::MarkdownOptions;
use super::{html, markdown};
use crate::article::Article;
use crate::post::{self, FrontMatter, MARKDOWN, Value};

/// The form of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    Markdown,
    Html,
}

/// Writes a post.
pub(super) fn write(article: &Article, body: Body, out: &mut impl Write) -> fmt::Result {
    write!(out, "---\n{}---\n\n", front_matter(article, body))?;
    match body {
        Body::Markdown => markdown::write(article, MarkdownOptions::default(), out),
        Body::Html => {
            let mut html = String::new();
            html::write(article, &mut html)?;
            one_block(&html, out)
        }
    }
}

/// Returns the original front matter with added fields from the article. If nothing can be added to its text, it is
/// rewritten from its values.
fn front_matter(article: &Article, body: Body) -> String {
    let kept = article.front_matter.as_deref().unwrap_or_default();
    let (values, is_valid) = read(kept).unwrap_or_default();
    let mut wanted = values.clone();
    wanted.extra.remove(MARKDOWN.0);
    let meta = &article.meta;
    wanted.title = wanted.title.or_else(|| meta.title.clone());
    wanted.date = wanted.date.or_else(|| meta.published.map(|time| time.to_string()));
    wanted.author = wanted.author.or_else(|| meta.author.clone());
    wanted.from = wanted.from.or_else(|| meta.source.as_ref().map(ToString::to_string));
    let mark = |wanted: &mut FrontMatter, yaml: &mut String| {
        if body == Body::Markdown {
            let _ = writeln!(yaml, "{}: {}", MARKDOWN.0, MARKDOWN.1);
            wanted.extra.insert(MARKDOWN.0.to_owned(), Value::Scalar(MARKDOWN.1.to_owned()));
        }
    };
    let mut yaml = String::with_capacity(kept.len() + 64);
    if is_valid && !kept.is_empty() {
        let is_mark = |line: &&str| line.split_once(':').is_some_and(|(name, _)| name == MARKDOWN.0);
        yaml.extend(kept.split_inclusive('\n').filter(|line| !is_mark(line)));
        if !yaml.is_empty() && !yaml.ends_with(['\n', '\r']) {
            yaml.push('\n');
        }
        let only_new = |new: &Option<String>, old: &Option<String>| new.clone().filter(|_| old.is_none());
        text(&mut yaml, "title", only_new(&wanted.title, &values.title).as_deref());
        scalar(&mut yaml, "date", only_new(&wanted.date, &values.date).as_deref());
        text(&mut yaml, "author", only_new(&wanted.author, &values.author).as_deref());
        text(&mut yaml, "from", only_new(&wanted.from, &values.from).as_deref());
        let mut wanted = wanted.clone();
        mark(&mut wanted, &mut yaml);
        if read(&yaml).is_some_and(|(values, is_valid)| is_valid && values == wanted) {
            return yaml;
        }
        yaml.clear();
    }
    write_values(article, &wanted, &mut yaml);
    mark(&mut wanted, &mut yaml);
    yaml
}

/// Returns the values of front matter, and whether it is valid. `None` if it contains a closing fence.
fn read(yaml: &str) -> Option<(FrontMatter, bool)> {
    let mut recovered = Vec::new();
    let values = FrontMatter::parse(yaml, &mut recovered).ok().filter(|_| !post::has_fence(yaml))?;
    Some((values, recovered.is_empty()))
}

/// Writes all values, with the tags and categories of the article if there are none.
fn write_values(article: &Article, values: &FrontMatter, yaml: &mut String) {
    let meta = &article.meta;
    scalar(yaml, "layout", values.layout.as_deref());
    text(yaml, "title", values.title.as_deref());
    scalar(yaml, "date", values.date.as_deref());
    text(yaml, "author", values.author.as_deref());
    text(yaml, "from", values.from.as_deref());
    for (name, values, known) in
        [("tags", &values.tags, &meta.tags), ("categories", &values.categories, &meta.categories)]
    {
        let list = if values.is_empty() { known } else { values };
        if !list.is_empty() {
            let items = list.iter().map(|item| Value::Scalar(with_references(item))).collect();
            named(yaml, name, &Value::List(items));
        }
    }
    if let Some(comments) = values.comments {
        let _ = writeln!(yaml, "comments: {comments}");
    }
    for (name, value) in &values.extra {
        named(yaml, name, value);
    }
}

fn scalar(yaml: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        named(yaml, name, &Value::Scalar(value.to_owned()));
    }
}

/// Writes a field whose character references are decoded when it is read.
fn text(yaml: &mut String, name: &str, value: Option<&str>) {
    scalar(yaml, name, value.map(with_references).as_deref());
}

fn with_references(text: &str) -> String {
    text.replace('&', "&amp;")
}

fn named(yaml: &mut String, name: &str, value: &Value) {
    let is_plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_plain {
        yaml.push_str(name)
    } else {
        quoted(yaml, name)
    }
    yaml.push_str(": ");
    flow(yaml, value);
    yaml.push('\n');
}

/// Writes a value in flow style. Front matter is no deeper than [`FrontMatter::parse`] reads.
fn flow(yaml: &mut String, value: &Value) {
    match value {
        Value::Scalar(value) => quoted(yaml, value),
        Value::List(values) => {
            yaml.push('[');
            for (at, value) in values.iter().enumerate() {
                yaml.push_str(if at > 0 { ", " } else { "" });
                flow(yaml, value);
            }
            yaml.push(']');
        }
        Value::Map(values) => {
            yaml.push('{');
            for (at, (name, value)) in values.iter().enumerate() {
                yaml.push_str(if at > 0 { ", " } else { "" });
                quoted(yaml, name);
                yaml.push_str(": ");
                flow(yaml, value);
            }
            yaml.push('}');
        }
    }
}

/// Writes a [double-quoted scalar](https://yaml.org/spec/1.2.2/#731-double-quoted-style).
fn quoted(yaml: &mut String, value: &str) {
    yaml.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => yaml.extend(['\\', c]),
            '\n' => yaml.push_str("\\n"),
            '\t' => yaml.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') => {
                let _ = write!(yaml, "\\U{:08x}", u32::from(c));
            }
            c => yaml.push(c),
        }
    }
    yaml.push('"');
}

/// Writes HTML that a Markdown processor copies unchanged: without an empty line, after which Markdown would begin
/// again, and without the syntax of Liquid, the template language of Jekyll.
fn one_block(html: &str, out: &mut impl Write) -> fmt::Result {
    let mut written = 0;
    let mut is_code = false;
    for at in memchr::memchr3_iter(b'\n', b'{', b'<', html.as_bytes()) {
        let rest = html.get(at..).unwrap_or_default();
        let reference = if rest.starts_with("{{") || rest.starts_with("{%") {
            "&#123;"
        } else if is_code && rest.starts_with('\n') {
            "&#10;"
        } else {
            is_code = (is_code || rest.starts_with("<pre>")) && !rest.starts_with("</pre>");
            continue;
        };
        out.write_str(html.get(written..at).unwrap_or_default())?;
        out.write_str(reference)?;
        written = at + 1;
    }
    out.write_str(html.get(written..).unwrap_or_default())
}
