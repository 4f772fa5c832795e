//! The programming language that the markup of a listing names.

use super::names;
use crate::dom::{Attr, Dom, NodeId, Tag};

/// The number of ancestors and descendants of a listing that may name its language.
const ROUND: usize = 4;
const INSIDE: usize = 8;
/// The number of nodes of a listing among which those descendants are searched.
const NODES: usize = 400;

/// Languages that classes and labels name without a prefix. Sorted.
const KNOWN: &[&str] = &[
    "bash",
    "c",
    "c#",
    "c++",
    "clojure",
    "cpp",
    "cs",
    "csharp",
    "css",
    "dart",
    "diff",
    "dockerfile",
    "elixir",
    "erlang",
    "fortran",
    "go",
    "golang",
    "graphql",
    "groovy",
    "haskell",
    "html",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "jsx",
    "julia",
    "kotlin",
    "latex",
    "lisp",
    "lua",
    "makefile",
    "markdown",
    "matlab",
    "nginx",
    "objc",
    "objectivec",
    "ocaml",
    "pascal",
    "perl",
    "php",
    "plaintext",
    "powershell",
    "protobuf",
    "python",
    "r",
    "ruby",
    "rust",
    "scala",
    "scss",
    "sh",
    "shell",
    "sql",
    "swift",
    "text",
    "toml",
    "ts",
    "tsx",
    "typescript",
    "vb",
    "vim",
    "xml",
    "yaml",
    "yml",
    "zig",
];

/// Names beside which a bare name is that of a language: `highlight python`, `hljs rust`, `sourceCode c`.
const BESIDE: &[&str] = &[
    "highlight",
    "hljs",
    "sourceCode",
    "source",
    "prettyprint",
    "chroma",
    "codehilite",
    "code",
    "syntaxhighlighter",
    "code-block",
];

pub(super) fn of_listing(dom: &Dom, listing: NodeId) -> Option<String> {
    let inside = dom.descendants(listing).take(NODES).filter(|&id| matches!(dom.tag(id), Tag::Code | Tag::Pre));
    let own = std::iter::once(listing).chain(inside.take(INSIDE)).find_map(|id| named(dom, id, true));
    own.or_else(|| dom.ancestors(listing).skip(1).take(ROUND).find_map(|id| named(dom, id, false)))
}

/// Returns the language of a label above a listing: `Python`.
pub(super) fn of_label(text: &str) -> Option<String> {
    let label = text.trim().to_ascii_lowercase();
    KNOWN.binary_search(&&*label).is_ok().then_some(label)
}

/// Returns the language that an element names. `is_code`: whether the element contains code, in which `lang-` is not
/// the language of prose.
fn named(dom: &Dom, id: NodeId, is_code: bool) -> Option<String> {
    let data = [Attr::DataLang, Attr::DataLanguage].into_iter().find_map(|attr| dom.attr(id, attr));
    if let Some(data) = data.and_then(fitting) {
        return Some(data);
    }
    let is_known = |name: &&str| KNOWN.binary_search(name).is_ok();
    if let Some(language) = dom.attr(id, Attr::Lang).filter(|_| dom.tag(id) == Tag::Code).filter(is_known) {
        return Some(language.to_owned());
    }
    let is_box = is_code || names(dom, id).any(|name| BESIDE.contains(&name) || name.starts_with("highlight"));
    let mut bare = None;
    let mut brush = false;
    for name in names(dom, id) {
        let found = name
            .strip_prefix("highlight-source-")
            .or_else(|| name.strip_prefix("language-"))
            .or_else(|| name.strip_prefix("lang-").filter(|_| is_box))
            .or_else(|| ["highlight-", "type-"].iter().find_map(|prefix| name.strip_prefix(prefix)).filter(is_known))
            .or_else(|| name.strip_prefix("lang:"))
            .or_else(|| name.strip_prefix("brush:"))
            .or_else(|| Some(name).filter(|_| brush));
        brush = name == "brush:";
        if let Some(found) = found.and_then(fitting) {
            return Some(found);
        }
        if is_box && bare.is_none() && KNOWN.binary_search(&name).is_ok() && !matches!(name, "text" | "source") {
            bare = Some(name.to_owned());
        }
    }
    bare.filter(|_| names(dom, id).any(|name| BESIDE.contains(&name)))
}

/// Normalizes the name of a language.
fn fitting(name: &str) -> Option<String> {
    // `brush:python;toolbar:false`
    let name = name.split(';').next().unwrap_or_default();
    let fits = !name.is_empty()
        && name.len() <= 20
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-#_.".contains(&byte));
    fits.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_languages_are_sorted() {
        assert!(KNOWN.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(of_label(" Python "), Some("python".to_owned()));
        assert_eq!(of_label("Boats"), None);
    }
}
