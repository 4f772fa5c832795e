//! The containers of a listing, and what else they contain.

use super::names::{is_gutter, is_label};
use crate::dom::{Dom, NodeId, Tag};
use crate::mend::{is_blank_text, language, names, siblings};

/// The number of ancestors of a listing that may be containers for it.
const BOXES: usize = 6;
/// The number of children of such a container.
const PARTS: usize = 12;
/// The number of nodes of an element beside a listing that are examined.
const NODES: usize = 60;
/// The maximal length of a label or toolbar in bytes.
const LABEL: usize = 80;

/// Parts of the names of containers for code, and of the elements beside the code in them.
const BOX_NAMES: &[&str] = &[
    "code",
    "highlight",
    "hljs",
    "prism",
    "snippet",
    "toolbar",
    "syntax",
    "crayon",
    "rouge",
    "gist",
    "copy",
    "terminal",
    "frame",
    "language-",
    "chroma",
    "shiki",
];
const FURNITURE: &[&str] =
    &["toolbar", "copy", "clipboard", "header", "lang", "title-bar", "gist-meta", "window", "dots"];

/// Returns the outermost container of only a listing, and its other elements.
pub(super) fn place(dom: &Dom, top: NodeId) -> (NodeId, Vec<NodeId>) {
    let (mut place, mut furniture) = (top, Vec::new());
    let mut inner = top;
    let mut found = Vec::new();
    for _ in 0..BOXES {
        let Some(outer) = dom.parent(inner).filter(|&outer| outer != dom.root()) else { break };
        if !matches!(dom.tag(outer), Tag::Div | Tag::Section | Tag::Figure | Tag::Span | Tag::Other) {
            break;
        }
        let parts: Vec<NodeId> = siblings(dom, dom.first_child(outer))
            .filter(|&id| id != inner && !is_blank_text(dom, id))
            .take(PARTS)
            .collect();
        if parts.len() == PARTS || !parts.iter().all(|&id| belongs_to_listing(dom, id)) {
            break;
        }
        let is_named = names(dom, outer).any(|name| {
            let name = name.to_ascii_lowercase();
            BOX_NAMES.iter().any(|part| name.contains(part))
        });
        inner = outer;
        if is_named || !parts.is_empty() {
            place = outer;
            found.extend(parts);
            furniture.clone_from(&found);
        }
    }
    (place, furniture)
}

/// Returns whether an element beside a listing belongs to its container: a button, a toolbar, line numbers, the name of
/// the language.
fn belongs_to_listing(dom: &Dom, id: NodeId) -> bool {
    let tag = dom.tag(id);
    if matches!(tag, Tag::Button | Tag::Script | Tag::Style | Tag::Foreign | Tag::Textarea) || is_gutter(dom, id) {
        return true;
    }
    let is_more = |id: NodeId| {
        matches!(dom.tag(id), Tag::Pre | Tag::Img | Tag::Iframe | Tag::Table | Tag::Video | Tag::Figcaption)
    };
    // A textarea repeats the listing so that it can be selected.
    let is_copy = |id: NodeId| dom.parent(id).is_some_and(|outer| dom.tag(outer) == Tag::Textarea);
    let texts = || dom.descendants(id).filter(|&id| !is_copy(id)).filter_map(|id| dom.text(id));
    if dom.text(id).is_some() || is_more(id) || dom.descendants(id).nth(NODES).is_some() {
        return false;
    }
    let is_named = |parts: &[&str]| {
        names(dom, id).any(|name| {
            let name = name.to_ascii_lowercase();
            parts.iter().any(|part| name.contains(part))
        })
    };
    // The picture of a button.
    let may_be = |id: NodeId| dom.tag(id) == Tag::Img && is_named(&["toolbar", "copy"]);
    if dom.descendants(id).any(|id| is_more(id) && !may_be(id)) || texts().map(str::len).sum::<usize>() > LABEL * 4 {
        return false;
    }
    let mut said = texts().map(str::trim).filter(|text| !text.is_empty()).peekable();
    if said.peek().is_none() {
        return true;
    }
    let are_labels = said.all(is_label);
    are_labels || dom.text_of(id).len() <= LABEL && is_named(FURNITURE)
}

/// Returns the language that a toolbar above a listing names.
pub(super) fn label(dom: &Dom, bar: NodeId) -> Option<String> {
    let text = dom.text_of(bar);
    language::of_label(&text).or_else(|| {
        let mut texts = dom.descendants(bar).filter_map(|id| dom.text(id));
        texts.find_map(language::of_label)
    })
}
