//! Turns code listings of any markup into one element with their text. Line numbers, buttons and surrounding elements
//! belong to the page.

mod boxes;
mod listing;
mod names;
mod numbers;

use super::{language, take};
use crate::article::{Evidence, Removed, RemovedKind};
use crate::dom::{Attr, Dom, NodeId, Tag};
use boxes::{label, place};
use names::is_gutter;

/// The number of nodes of a table that are searched for line numbers.
const NODES: usize = 60;
/// The number of nodes of a listing without `<pre>` that are searched for a line break.
const MANY: usize = 500;
/// The number of ancestors that may be a listing.
const ROUND: usize = 4;

/// Returns whether an element may be a listing; it must be cheap, because it is called for every element.
pub(super) fn may_be_listing(dom: &Dom, id: NodeId, tag: Tag) -> bool {
    match tag {
        Tag::Pre | Tag::Listing => true,
        Tag::Table => has_gutter(dom, id) || is_numbered(dom, id),
        Tag::Code => {
            (super::names(dom, id).any(|name| name == "hljs" || name.starts_with("language-"))
                || style_of(dom, id).is_some())
                && !dom.ancestors(id).take(ROUND).any(|outer| matches!(dom.tag(outer), Tag::Pre | Tag::Listing))
                && !is_in_sentence(dom, id)
                && dom
                    .descendants(id)
                    .take(MANY)
                    .any(|id| dom.tag(id) == Tag::Br || dom.text(id).is_some_and(|text| text.contains('\n')))
        }
        Tag::Div | Tag::P | Tag::Section => style_of(dom, id).is_some_and(|style| {
            let style: String = style.to_ascii_lowercase().split_ascii_whitespace().collect();
            let is_kept = style.split(';').any(|part| part == "white-space:pre");
            is_kept && ["monospace", "courier", "consolas", "menlo", "monaco"].iter().any(|font| style.contains(font))
        }),
        _ => false,
    }
}

/// Returns whether an element has text next to it.
fn is_in_sentence(dom: &Dom, id: NodeId) -> bool {
    let is_words = |beside: NodeId| dom.text(beside).is_some_and(|text| !text.trim().is_empty());
    [dom.prev(id), dom.next(id)].into_iter().flatten().any(is_words)
        || dom.parent(id).is_some_and(|outer| dom.tag(outer).is_inline())
}

fn style_of<'d>(dom: &'d Dom, id: NodeId) -> Option<&'d str> {
    dom.attr(id, Attr::Style).filter(|style| style.contains("pre") || style.contains("block"))
}

fn has_gutter(dom: &Dom, table: NodeId) -> bool {
    dom.descendants(table).take(NODES).any(|id| is_gutter(dom, id))
}

/// Returns whether a table is named for code and its first cell is the number of a line.
fn is_numbered(dom: &Dom, table: NodeId) -> bool {
    super::names(dom, table).any(|name| ["code", "highlight", "syntax"].iter().any(|part| name.contains(part)))
        && dom
            .descendants(table)
            .take(NODES)
            .find(|&id| matches!(dom.tag(id), Tag::Td | Tag::Th))
            .and_then(|cell| dom.text_up_to(cell, 8))
            .is_some_and(|text| text.trim() == "1")
}

/// Turns a listing into one element with a text and the language that its markup names.
pub(super) fn mend(dom: &mut Dom, top: NodeId, removed: &mut Vec<Removed>) {
    if !dom.is_attached(top) || dom.first_child(top).is_none() {
        return;
    }
    let Some(listing) = listing::read(dom, top) else { return };
    if dom.tag(top) == Tag::Table && listing.numbers.is_empty() && !has_gutter(dom, top) {
        return;
    }
    let text = &listing.text;
    // A listing keeps at most one final line break.
    let end = text.trim_end().len();
    let is_block = !dom.ancestors(top).any(|outer| {
        let tag = dom.tag(outer);
        tag.heading_level().is_some() || matches!(tag, Tag::Td | Tag::Th | Tag::Figcaption | Tag::Caption | Tag::Li)
    });
    let keeps_end = is_block && !listing.ends_with_break && text.get(end..).is_some_and(|rest| rest.starts_with('\n'));
    let end = end + usize::from(keeps_end);
    let text = without_blank_head(text.get(..end).unwrap_or(text));
    if text.trim().is_empty() {
        return;
    }
    let mut language = language::of_listing(dom, top).or(listing.language);
    let is_pre = matches!(dom.tag(top), Tag::Pre | Tag::Listing);
    if is_pre && language.is_none() && !listing.is_set && is_prose(dom, top, text) {
        return paragraphs(dom, top, text);
    }
    let (place, furniture) = place(dom, top);
    let has_names = [Attr::Class, Attr::Id].into_iter().any(|attr| dom.attr(top, attr).is_some());
    if is_pre && !listing.is_set && !has_names && place == top && language.is_none() {
        return;
    }
    for id in furniture {
        language = language.or_else(|| label(dom, id));
        take(dom, id, "code/furniture", RemovedKind::Form, removed);
    }
    let evidence = Evidence::ELEMENT | Evidence::CLASS;
    let numbers = listing.numbers.trim();
    if !numbers.is_empty() {
        let (rule, kind) = ("code/line-numbers".into(), RemovedKind::Label);
        removed.push(Removed { rule, kind, evidence, text: numbers.to_owned() });
    }
    removed.extend(listing.buttons.into_iter().map(|text| Removed {
        rule: "code/furniture".into(),
        kind: RemovedKind::Form,
        evidence,
        text,
    }));
    let Some(pre) = dom.element_before(place, Tag::Pre, None) else { return };
    dom.detach(place);
    let class = language.map(|language| format!("language-{language}"));
    dom.text_first(pre, text);
    if let Some(first) = dom.first_child(pre)
        && let Some(code) = dom.element_before(first, Tag::Code, class.as_deref().map(|class| (Attr::Class, class)))
    {
        dom.move_into(code, first);
    }
}

/// Returns a text without leading empty lines.
fn without_blank_head(text: &str) -> &str {
    let blanks = text.len() - text.trim_start().len();
    let line = text.get(..blanks).and_then(|blanks| blanks.rfind('\n')).map_or(0, |at| at + 1);
    text.get(line..).unwrap_or(text)
}

/// The minimal length in bytes of a paragraph in a listing.
const PARAGRAPH: usize = 60;

/// Returns whether preformatted text is prose: without code syntax, and with parts that end as sentences.
fn is_prose(dom: &Dom, top: NodeId, text: &str) -> bool {
    const SIGNS: [&str; 16] =
        ["{", "}", ";\n", "=>", "==", "()", "->", "</", "::", "$ ", "\t", "|", " = ", "[0", "```", "--"];
    let is_plain = dom.descendants(top).all(|id| dom.text(id).is_some());
    let ends = |part: &str| part.trim_end().ends_with(['.', '!', '?', '。', '！', '？', '”', '"', '…', '」']);
    let width = text.lines().map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
    is_plain
        && !SIGNS.iter().any(|sign| text.contains(sign))
        && !text.lines().any(|line| line.starts_with("  ") || line.starts_with('#'))
        && text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).all(|part| {
            let words = part.split_ascii_whitespace().count();
            let longest = part.lines().map(str::len).max().unwrap_or(0);
            part.len() >= PARAGRAPH
                && (longest >= PARAGRAPH || is_wrapped(part, width))
                && ends(part)
                && (words >= 8 || part.chars().filter(|c| !c.is_ascii()).count() * 2 > part.chars().count())
        })
}

/// Returns whether the lines of a paragraph were broken at a width: the first word of each does not fit before it.
fn is_wrapped(paragraph: &str, width: usize) -> bool {
    const NARROW: usize = 40;
    let lines = || paragraph.lines().map(str::trim_end);
    let ends_early = |(line, next): (&str, &str)| {
        let word = next.split_whitespace().next().unwrap_or_default();
        line.chars().count() + 1 + word.chars().count() <= width
    };
    width >= NARROW && !lines().zip(lines().skip(1)).any(ends_early)
}

/// Turns a listing of prose into paragraphs.
fn paragraphs(dom: &mut Dom, top: NodeId, text: &str) {
    let text = text.to_owned();
    for part in text.split("\n\n").filter(|part| !part.trim().is_empty()) {
        if let Some(paragraph) = dom.element_before(top, Tag::P, None) {
            dom.text_first(paragraph, part);
        }
    }
    dom.detach(top);
}
