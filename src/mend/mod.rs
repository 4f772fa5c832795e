//! Normalizes a tree before it is surveyed: listings and formulas become one element each, items contain their
//! sublists, posts of social networks are quotations, headings lose the links to themselves, and unknown elements in
//! running text become inline.

mod asides;
mod buttons;
mod code;
mod headings;
mod inline;
mod language;
mod lists;
mod maths;
mod notes;
mod posts;

use crate::article::{Evidence, Removed, RemovedKind};
use crate::dom::{Attr, Dom, NodeId, Tag};
use crate::images::removal;

/// Normalizes a tree. `swallowed` is text that the tree could not keep.
pub(crate) fn tree(dom: &mut Dom, swallowed: Option<&str>, removed: &mut Vec<Removed>) {
    if let Some(text) = swallowed {
        removed.push(Removed {
            rule: "element/never-text".into(),
            kind: RemovedKind::Script,
            evidence: Evidence::ELEMENT,
            text: text.trim().to_owned(),
        });
    }
    let mut listings = Vec::new();
    let mut lists = Vec::new();
    let mut heads = Vec::new();
    let mut quoted = Vec::new();
    let mut formulas = Vec::new();
    let mut links = Vec::new();
    let mut fields = Vec::new();
    let mut posts = Vec::new();
    let mut buttons = Vec::new();
    let mut places = notes::Places::default();
    let mut has_unknown = false;
    for id in dom.descendants(dom.root()) {
        let tag = dom.tag(id);
        places.pass();
        if tag == Tag::None {
            continue;
        }
        if maths::may_be_formula(dom, id, tag) {
            formulas.push(id);
        }
        // Half of the elements have no attributes.
        if dom.attrs(id).next().is_some() {
            places.see(dom, id, tag);
            if posts::may_be_post(dom, id, tag) {
                posts.push(id);
            }
            if tag == Tag::Span && inline::is_field(dom, id) {
                fields.push(id);
            }
        }
        if buttons::may_open(dom, id, tag) {
            buttons.push(id);
        }
        match tag {
            Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir => lists.push(id),
            Tag::Q => quoted.push(id),
            Tag::A => links.push(id),
            tag if tag.heading_level().is_some() => heads.push(id),
            tag if inline::is_unknown(tag) => has_unknown = true,
            tag if code::may_be_listing(dom, id, tag) => listings.push(id),
            _ => {}
        }
    }
    for id in formulas {
        maths::mend(dom, id, removed);
    }
    for id in listings {
        code::mend(dom, id, removed);
    }
    for id in posts {
        posts::mend(dom, id);
    }
    if has_unknown {
        inline::make_inline(dom);
    }
    for id in quoted {
        inline::quote(dom, id);
    }
    for id in fields {
        inline::set_apart(dom, id);
    }
    for id in lists {
        lists::mend(dom, id);
    }
    headings::end_links(dom, &links);
    for id in buttons {
        buttons::mend(dom, id);
    }
    notes::tie(dom, &places, removed);
    for id in heads {
        headings::mend(dom, id, removed);
    }
}

/// Removes a node and reports its contents; a node without text and images needs no entry.
fn take(dom: &mut Dom, id: NodeId, rule: &'static str, kind: RemovedKind, removed: &mut Vec<Removed>) {
    let entry = removed.len();
    removal::take(dom, id, rule.into(), kind, Evidence::ELEMENT, removed);
    if removed.get(entry).is_some_and(|entry| entry.text.is_empty()) {
        removed.remove(entry);
    }
}

/// Returns the names in the class of an element.
fn names<'d>(dom: &'d Dom, id: NodeId) -> impl Iterator<Item = &'d str> {
    head(dom.attr(id, Attr::Class).unwrap_or_default()).split_ascii_whitespace()
}

/// As much of names as is read: all that stand in an element may ask for its names.
fn head(names: &str) -> &str {
    const READ: usize = 1024;
    if names.len() <= READ { names } else { (0..=READ).rev().find_map(|end| names.get(..end)).unwrap_or_default() }
}

fn is_blank_text(dom: &Dom, id: NodeId) -> bool {
    dom.text(id).is_some_and(|text| text.trim().is_empty())
}

/// Returns a node and its following siblings.
fn siblings<'d>(dom: &'d Dom, first: Option<NodeId>) -> impl Iterator<Item = NodeId> + 'd {
    std::iter::successors(first, |&id| dom.next(id))
}
