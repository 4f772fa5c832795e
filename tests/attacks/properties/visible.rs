//! Text that readers of the page see must be in the article or in its report.

use std::collections::BTreeMap;

use feedscrub::Article;
use html5ever::ns;
use markup5ever_rcdom::NodeData;
use serde_json::Value;

use crate::oracle::{Tree, is_disguise};

/// Elements whose text browsers do not display as text of the article.
const UNSEEN: &[&str] = &[
    "applet",
    "audio",
    "canvas",
    "datalist",
    "embed",
    "frameset",
    "head",
    "iframe",
    "noembed",
    "noframes",
    "object",
    "option",
    "plaintext",
    "script",
    "select",
    "style",
    "template",
    "textarea",
    "title",
    "video",
    "xmp",
];

/// Fields whose values are words of the JSON form.
const FORM: &[&str] = &["kind", "rule", "type", "provider", "by"];

/// Returns the text that a browser with scripting off displays.
pub fn text(html: &str) -> String {
    let mut text = String::new();
    let tree = Tree::fragment(html, "div");
    for visit in tree.walk_without(|name| UNSEEN.contains(&&*name.local) || name.ns != ns!(html)) {
        if let NodeData::Text { contents } = &visit.handle.data {
            text.push_str(&contents.borrow());
        }
    }
    text
}

type Counts = BTreeMap<char, i64>;

/// Returns the letters and digits that are visible in the input more often than in the article and its report together.
pub fn lost(html: &str, article: &Article) -> Counts {
    let mut counts = Counts::new();
    count(&text(html), 1, &mut counts);
    let json = serde_json::to_value(article).unwrap_or_default();
    let mut rest = vec![&json];
    while let Some(value) = rest.pop() {
        match value {
            Value::String(text) => count(text, -1, &mut counts),
            Value::Array(values) => rest.extend(values),
            Value::Object(fields) => {
                rest.extend(fields.iter().filter(|(name, _)| !FORM.contains(&&***name)).map(|(_, value)| value));
            }
            _ => {}
        }
    }
    counts.retain(|_, count| *count > 0);
    counts
}

/// Returns those that sanitized HTML and the report of the article lose.
pub fn lost_of_sanitized(html: &str, sanitized: &str, article: &Article) -> Counts {
    let mut counts = Counts::new();
    count(&text(html), 1, &mut counts);
    count(&text(sanitized), -1, &mut counts);
    for removed in &article.report.removed {
        count(&removed.text, -1, &mut counts);
    }
    counts.retain(|_, count| *count > 0);
    counts
}

fn count(text: &str, by: i64, counts: &mut Counts) {
    for character in text.chars().filter(|character| character.is_alphanumeric() && !is_disguise(*character)) {
        *counts.entry(character).or_default() += by;
    }
}
