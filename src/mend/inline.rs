//! Inline elements: unknown elements, quotation marks, and the fields of a content management system.

use super::{is_blank_text, names};
use crate::dom::{Dom, NodeId, Step, Tag};

/// The number of nested elements that only contain the inner one.
const NESTED: usize = 8;

/// Returns whether browsers display an element inline while feeds also use it as a container.
pub(super) fn is_unknown(tag: Tag) -> bool {
    matches!(tag, Tag::Other | Tag::Output | Tag::Meter | Tag::Progress | Tag::Slot | Tag::Marquee)
}

/// Returns whether an element is a field of Drupal's
/// [template](https://api.drupal.org/api/drupal/core%21modules%21system%21templates%21field.html.twig/11.x): the title, the
/// author, the date.
pub(super) fn is_field(dom: &Dom, id: NodeId) -> bool {
    names(dom, id).any(|name| name.starts_with("field--name-"))
}

/// Makes a field a block, because feeds concatenate the fields of a post. One next to text may be a part of a sentence,
/// but not the author or the date of the post.
pub(super) fn set_apart(dom: &mut Dom, field: NodeId) {
    let is_imprint = names(dom, field).any(|name| matches!(name, "field--name-uid" | "field--name-created"));
    let is_beside_text = || {
        let beside = [dom.prev(field), dom.next(field)].into_iter().flatten();
        beside.into_iter().any(|beside| dom.text(beside).is_some() && !is_blank_text(dom, beside))
    };
    if is_imprint || !is_beside_text() {
        dom.retag(field, Tag::Div);
    }
}

/// Turns unknown elements in running text into spans, if they only contain text.
pub(super) fn make_inline(dom: &mut Dom) {
    let mut open: Vec<(NodeId, usize)> = Vec::new();
    let mut found = Vec::new();
    // The number of block elements so far.
    let mut blocks = 0;
    let mut step = Step::Enter(dom.root());
    loop {
        match step {
            Step::Enter(id) => {
                let tag = dom.tag(id);
                if is_unknown(tag) {
                    open.push((id, blocks));
                } else if dom.text(id).is_none()
                    && !tag.is_inline()
                    && !matches!(tag, Tag::Br | Tag::Img | Tag::Foreign)
                {
                    blocks += 1;
                }
            }
            Step::Leave(id) => {
                if let Some((_, before)) = open.pop_if(|(open, _)| *open == id)
                    && before == blocks
                    && !is_damaged(dom.name(id))
                    && is_in_text(dom, id)
                {
                    found.push(id);
                }
                if id == dom.root() {
                    break;
                }
            }
        }
        step = dom.step(step);
    }
    for id in found {
        dom.retag(id, Tag::Span);
    }
}

/// Returns whether a name is that of a container concatenated with its attributes: `<divclass="x">`.
fn is_damaged(name: &str) -> bool {
    const CONTAINERS: [&str; 6] = ["div", "section", "article", "pclass", "pstyle", "search"];
    name.contains(['=', '"', '\'', '<']) || CONTAINERS.iter().any(|container| name.starts_with(container))
}

/// Returns whether an element is next to text, or where only text is allowed.
fn is_in_text(dom: &Dom, id: NodeId) -> bool {
    let is_alone = |id: NodeId| {
        let blank = |beside: Option<NodeId>| beside.is_none_or(|beside| is_blank_text(dom, beside));
        blank(dom.prev(id)) && blank(dom.next(id))
    };
    let mut outer = id;
    for _ in 0..NESTED {
        match dom.parent(outer) {
            Some(parent) if is_unknown(dom.tag(parent)) && is_alone(outer) => outer = parent,
            _ => break,
        }
    }
    let Some(parent) = dom.parent(outer) else { return false };
    let tag = dom.tag(parent);
    if matches!(tag, Tag::P | Tag::Dt | Tag::Summary) || tag.heading_level().is_some() || tag.is_inline() {
        return true;
    }
    let is_words = |beside: Option<NodeId>, behind: fn(&Dom, NodeId) -> Option<NodeId>| {
        let beside = match beside {
            Some(blank) if is_blank_text(dom, blank) => behind(dom, blank),
            beside => beside,
        };
        beside.is_some_and(|beside| match dom.text(beside) {
            Some(text) => !text.trim().is_empty(),
            None => dom.tag(beside).is_inline(),
        })
    };
    is_words(dom.prev(outer), |dom, id| dom.prev(id)) || is_words(dom.next(outer), |dom, id| dom.next(id))
}

const OPENING: [char; 10] = ['“', '‘', '"', '\'', '「', '『', '«', '‹', '„', '《'];
const CLOSING: [char; 9] = ['”', '’', '"', '\'', '」', '』', '»', '›', '》'];
/// The number of ancestors of a quotation that are examined.
const ROUND: usize = 8;

/// Writes the quotation marks that browsers add to a `<q>`, and turns it into a span so that they are not added again.
pub(super) fn quote(dom: &mut Dom, id: NodeId) {
    let text = dom.text_of(id);
    let text = text.trim();
    let before = dom.prev(id).and_then(|before| dom.text(before)).unwrap_or_default().trim_end();
    let has_marks = text.starts_with(OPENING) && text.ends_with(CLOSING) || before.ends_with(OPENING);
    let round = dom.ancestors(id).skip(1).take(ROUND);
    // The outer ones are spans already, with a quotation mark as their first child.
    let is_inner = round.into_iter().any(|outer| {
        dom.tag(outer) == Tag::Span
            && dom.first_child(outer).and_then(|first| dom.text(first)).is_some_and(|first| first == "“")
    });
    dom.retag(id, Tag::Span);
    if !text.is_empty() && !has_marks {
        let (opening, closing) = if is_inner { ("‘", "’") } else { ("“", "”") };
        dom.text_first(id, opening);
        dom.text_last(id, closing);
    }
}
