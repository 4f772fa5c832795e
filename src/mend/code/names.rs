//! What the names and labels of the parts of a listing mean.

use crate::dom::{Dom, NodeId, Tag};
use crate::mend::{language, names};

/// Names of elements with line numbers, and parts of such names.
const GUTTERS: &[&str] = &["gl", "hljs-ln-n", "line-index", "ln", "lnt", "pre-numbering"];
const GUTTER_PARTS: &[&str] = &[
    "blob-num",
    "crayon-num",
    "gutter",
    "line-index",
    "line-no",
    "line-num",
    "line_num",
    "linenodiv",
    "lineno",
    "linenum",
    "ln-numbers",
    "pre-numbering",
];

/// Names of elements that are one line; `token-line` and other names that end so are too.
const LINES: &[&str] = &["code-snippet_outer", "line"];

/// Names of the literals of a highlighted language, which may be numbers.
const LITERALS: &[&str] = &["hljs-number", "literal", "m", "mf", "mh", "mi", "number", "pl-c1", "token"];

/// The labels of the buttons of listings.
const BUTTONS: &[&str] = &[
    "copy",
    "copy code",
    "copy to clipboard",
    "copied",
    "copied!",
    "expand",
    "collapse",
    "view raw",
    "wrap",
    "复制",
    "复制代码",
    "一键复制",
    "代码解读",
    "複製",
    "複製程式碼",
    "展开",
    "收起",
];

/// Returns whether an element only contains line numbers. A nested table ends the search: nested tables are checked one
/// by one.
pub(super) fn is_gutter(dom: &Dom, id: NodeId) -> bool {
    let is_of_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '\u{200b}');
    names(dom, id).any(|name| GUTTERS.contains(&name) || GUTTER_PARTS.iter().any(|part| name.contains(part)))
        && dom.descendants(id).all(|id| match dom.text(id) {
            Some(text) => text.chars().all(is_of_number),
            None => dom.tag(id) != Tag::Table,
        })
}

pub(super) fn is_named_line(dom: &Dom, id: NodeId) -> bool {
    names(dom, id).any(|name| LINES.contains(&name) || name.ends_with("-line"))
}

pub(super) fn is_literal(dom: &Dom, id: NodeId) -> bool {
    names(dom, id).any(|name| LITERALS.contains(&name))
}

/// Returns whether a text is the label of a button of listings, or the name of a language.
pub(super) fn is_label(text: &str) -> bool {
    is_button(text) || language::of_label(text).is_some()
}

pub(super) fn is_button(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    BUTTONS.contains(&&*text)
}
