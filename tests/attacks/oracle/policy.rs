//! The allowed contents of the outputs, defined a second time so that a mistake in the lists of the crate is found.

use std::collections::{HashMap, HashSet};

pub struct Policy {
    pub elements: &'static [Element],
    /// The maximal depth of elements.
    pub depth: usize,
    /// Whether parsing and serializing the output must give the same text.
    pub canonical: bool,
    /// Whether characters that reorder or hide others are forbidden in all text, not only in links.
    pub plain_text: bool,
}

pub struct Element {
    pub name: &'static str,
    pub attributes: &'static [&'static str],
    /// The required attributes.
    pub required: &'static [&'static str],
}

const fn plain(name: &'static str) -> Element {
    Element { name, attributes: &[], required: &[] }
}

const fn with(name: &'static str, attributes: &'static [&'static str]) -> Element {
    Element { name, attributes, required: &[] }
}

const fn must(name: &'static str, attributes: &'static [&'static str], required: &'static [&'static str]) -> Element {
    Element { name, attributes, required }
}

/// `Article::to_html`.
pub const ARTICLE: Policy = Policy { elements: ARTICLE_ELEMENTS, depth: 256, canonical: true, plain_text: true };

/// `Cleaner::sanitize_html`.
pub const SANITIZED: Policy = Policy { elements: SANITIZED_ELEMENTS, depth: 256, canonical: true, plain_text: true };

/// `Article::to_markdown` rendered. The renderer has its own form, without `rel` and `loading`.
pub const MARKDOWN: Policy = Policy { elements: MARKDOWN_ELEMENTS, depth: 600, canonical: false, plain_text: true };

const LINK: Element = must("a", &["href", "rel"], &["href", "rel"]);
const IMAGE: Element = must(
    "img",
    &["src", "alt", "title", "width", "height", "loading", "referrerpolicy"],
    &["src", "alt", "loading", "referrerpolicy"],
);

/// The disabled checkbox of a task.
const BOX: Element = must("input", &["checked", "disabled", "type"], &["disabled", "type"]);

const ARTICLE_ELEMENTS: &[Element] = &[
    LINK,
    plain("blockquote"),
    plain("br"),
    plain("caption"),
    plain("code"),
    plain("dd"),
    plain("dl"),
    plain("dt"),
    plain("em"),
    plain("figcaption"),
    plain("figure"),
    plain("h2"),
    plain("h3"),
    plain("h4"),
    plain("h5"),
    plain("h6"),
    plain("hr"),
    IMAGE,
    BOX,
    plain("li"),
    with("ol", &["start", "type"]),
    plain("p"),
    plain("pre"),
    plain("rp"),
    plain("rt"),
    plain("ruby"),
    plain("s"),
    plain("small"),
    with("span", &["class", "id"]),
    plain("strong"),
    plain("sub"),
    plain("sup"),
    plain("table"),
    plain("tbody"),
    with("td", &["colspan", "rowspan"]),
    with("th", &["colspan", "rowspan"]),
    plain("thead"),
    plain("tr"),
    plain("ul"),
];

const SANITIZED_ELEMENTS: &[Element] = &[
    LINK,
    plain("abbr"),
    plain("b"),
    with("blockquote", &["cite"]),
    plain("br"),
    plain("caption"),
    plain("cite"),
    plain("code"),
    plain("dd"),
    plain("del"),
    plain("dl"),
    plain("dt"),
    plain("em"),
    plain("figcaption"),
    plain("figure"),
    plain("h1"),
    plain("h2"),
    plain("h3"),
    plain("h4"),
    plain("h5"),
    plain("h6"),
    plain("hr"),
    plain("i"),
    IMAGE,
    BOX,
    plain("ins"),
    plain("kbd"),
    plain("li"),
    plain("mark"),
    with("ol", &["start", "type"]),
    plain("p"),
    plain("pre"),
    plain("q"),
    plain("rp"),
    plain("rt"),
    plain("ruby"),
    plain("s"),
    plain("samp"),
    plain("small"),
    with("span", &["class", "id"]),
    plain("strong"),
    plain("sub"),
    plain("sup"),
    plain("table"),
    plain("tbody"),
    with("td", &["colspan", "rowspan"]),
    plain("tfoot"),
    with("th", &["colspan", "rowspan"]),
    plain("thead"),
    plain("tr"),
    plain("u"),
    plain("ul"),
    plain("var"),
];

const MARKDOWN_ELEMENTS: &[Element] = &[
    must("a", &["href", "title"], &["href"]),
    plain("blockquote"),
    plain("br"),
    with("code", &["class"]),
    plain("del"),
    plain("em"),
    plain("h2"),
    plain("h3"),
    plain("h4"),
    plain("h5"),
    plain("h6"),
    plain("hr"),
    must("img", &["src", "alt", "title"], &["src"]),
    plain("li"),
    with("ol", &["start"]),
    plain("p"),
    plain("pre"),
    plain("rp"),
    plain("rt"),
    plain("ruby"),
    plain("s"),
    plain("small"),
    with("span", &["class", "id"]),
    plain("strong"),
    plain("sub"),
    plain("sup"),
    plain("table"),
    plain("tbody"),
    plain("td"),
    plain("th"),
    plain("thead"),
    plain("tr"),
    plain("ul"),
];

/// Attributes whose value is a keyword or a number.
pub fn value_allowed(name: &str, value: &str) -> bool {
    let number = || !value.is_empty() && value.len() <= 10 && value.bytes().all(|byte| byte.is_ascii_digit());
    match name {
        "rel" => value == "noopener noreferrer",
        "loading" => value == "lazy",
        "referrerpolicy" => value == "no-referrer",
        "width" | "height" | "colspan" | "rowspan" | "start" => number(),
        "class" => value.starts_with("language-") || matches!(value, "math inline" | "math display"),
        "id" => value
            .strip_prefix("fn-")
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())),
        "type" => matches!(value, "checkbox" | "a" | "A" | "i" | "I"),
        "checked" | "disabled" => value.is_empty(),
        _ => true,
    }
}

impl Policy {
    /// ammonia with the same lists.
    pub fn ammonia(&self) -> ammonia::Builder<'static> {
        let mut builder = ammonia::Builder::new();
        builder
            .tags(self.elements.iter().map(|element| element.name).collect())
            .clean_content_tags(HashSet::new())
            .tag_attributes(
                self.elements
                    .iter()
                    .map(|element| (element.name, element.attributes.iter().copied().collect()))
                    .collect::<HashMap<_, _>>(),
            )
            .generic_attributes(HashSet::new())
            .url_schemes(["http", "https", "mailto"].into())
            .url_relative(ammonia::UrlRelative::Custom(Box::new(note_address)))
            .link_rel(None);
        builder
    }
}

fn note_address(url: &str) -> Option<std::borrow::Cow<'_, str>> {
    url.strip_prefix('#').filter(|id| value_allowed("id", id)).map(|_| url.into())
}

/// Surroundings into which an output is inserted.
pub struct Context {
    /// The element whose `innerHTML` is set.
    pub fragment: &'static str,
    page: [&'static str; 2],
}

impl Context {
    pub const ALL: &'static [Context] = &[
        Context {
            fragment: "div",
            page: ["<div data-is=before>before</div><div data-is=around>", "</div><div data-is=after>after</div>"],
        },
        Context {
            fragment: "td",
            page: [
                "<table><tbody><tr><td data-is=before>before</td><td data-is=around>",
                "</td><td data-is=after>after</td></tr></tbody></table>",
            ],
        },
        Context {
            fragment: "li",
            page: ["<ul><li data-is=before>before</li><li data-is=around>", "</li><li data-is=after>after</li></ul>"],
        },
        Context {
            fragment: "article",
            page: ["<p data-is=before>before</p><article data-is=around>", "</article><p data-is=after>after</p>"],
        },
        Context {
            fragment: "body",
            page: [
                "<main><i data-is=before>before</i><section data-is=around>",
                "</section><i data-is=after>after</i></main>",
            ],
        },
    ];

    /// Returns a page with the output between two marked elements.
    pub fn page(&self, html: &str) -> String {
        let [before, after] = self.page;
        format!("<!DOCTYPE html><html><head><title>x</title></head><body>{before}{html}{after}</body></html>")
    }
}
