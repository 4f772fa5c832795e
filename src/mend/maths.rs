//! Turns formulas of any markup into one element with their TeX.
//!
//! It reads the outputs of KaTeX, MathJax 2 to 4, MediaWiki and LaTeXML, MathML, `script type="math/tex"`, the
//! attributes of editors for formulas, images of rendering services, and the `\(…\)` of pandoc and Sphinx.

mod mathml;
mod source;
mod tex;

use std::borrow::Cow;

use super::{is_blank_text, names, siblings, take};
use crate::article::{Removed, RemovedKind};
use crate::dom::{Attr, Dom, NodeId, Tag};
use tex::Tex;

/// The number of ancestors of a formula that may belong to it.
const BOXES: usize = 12;
/// The number of nodes of a formula that are searched for its TeX.
const NODES: usize = 4000;
/// The number of ancestors of a formula that may be code.
const ROUND: usize = 8;

/// The rendered text of a formula may have this many times the length of its TeX, plus a constant: other text does not
/// belong to it.
const RENDERED: usize = 12;
const ROOM: usize = 200;

/// Names of the elements around a formula.
const BOX_NAMES: &[&str] = &[
    "MJX_Assistive_MathML",
    "MJXc-display",
    "MathJax",
    "MathJax_CHTML",
    "MathJax_Display",
    "MathJax_MathML",
    "MathJax_Preview",
    "MathJax_SVG",
    "MathJax_SVG_Display",
    "katex",
    "katex--display",
    "katex--inline",
    "katex-block",
    "katex-display",
    "katex-html",
    "katex-mathml",
    "mjx-chtml",
    "mwe-math-element",
    "mwe-math-mathml-a11y",
    "mwe-math-mathml-display",
    "mwe-math-mathml-inline",
    "ztext-math",
];

/// Returns whether an element may be a formula; it must be cheap, because it is called for every element.
pub(super) fn may_be_formula(dom: &Dom, id: NodeId, tag: Tag) -> bool {
    match tag {
        Tag::Foreign => is_mathml(dom, id),
        Tag::Script => dom.first_child(id).is_some(),
        Tag::Other if is_mathml(dom, id) => true,
        Tag::Img => source::is_picture(dom, id),
        Tag::Td | Tag::Th | Tag::Tr | Tag::Table | Tag::Li | Tag::A | Tag::Input | Tag::None => false,
        _ => dom.attrs(id).any(|(attr, value)| match attr {
            Attr::OfFormula => true,
            Attr::DataValue => source::of_attribute(dom, id).is_some(),
            Attr::DataAttrs => value.contains("persistentExpression"),
            Attr::Class => speaks_of_maths(value),
            _ => false,
        }),
    }
}

/// Returns whether a class contains a part of the names of formulas: `math`, `Math`, `kate`, `mate`, `tex2`.
fn speaks_of_maths(class: &str) -> bool {
    let bytes = class.as_bytes();
    // All of them have this letter.
    memchr::memchr_iter(b't', bytes).any(|at| {
        let before = at.checked_sub(2).and_then(|start| bytes.get(start..at));
        let behind = bytes.get(at + 1..).unwrap_or_default();
        matches!(
            (before, behind),
            (Some(b"ma" | b"Ma"), [b'h', ..]) | (Some(b"ka" | b"ma"), [b'e', ..]) | (_, [b'e', b'x', b'2', ..])
        )
    })
}

/// Turns a formula into one element, if this is one.
pub(super) fn mend(dom: &mut Dom, id: NodeId, removed: &mut Vec<Removed>) {
    if !dom.is_attached(id) || dom.ancestors(id).skip(1).take(ROUND).any(|id| is_verbatim(dom.tag(id))) {
        return;
    }
    let mut top = outermost(dom, id);
    if is_rendering(dom, top) && next_element(dom, top).is_some_and(|next| is_script(dom, next)) {
        // The script has the TeX.
        return;
    }
    let Some(Tex { text, is_display }) = source(dom, id, top).as_deref().and_then(tex::of) else { return };
    let mut shown = dom.text_of(top);
    if shown.len() > text.len() * RENDERED + ROOM {
        if top == id || !holds_one(dom, id) {
            return;
        }
        (top, shown) = (id, dom.text_of(id));
    }
    let parts = renderings(dom, id, top);
    let is_block = is_block(dom.tag(top));
    let is_apart = is_block || is_display || is_set_apart(dom, top, id) || is_alone(dom, top);
    let tag = if is_apart { Tag::DisplayFormula } else { Tag::Formula };
    let Some(formula) = dom.element_before(top, tag, None) else { return };
    dom.text_first(formula, &text);
    if is_block && let Some(paragraph) = dom.element_before(top, Tag::P, None) {
        dom.move_into(paragraph, formula);
    }
    for part in parts {
        take(dom, part, "math/rendering", RemovedKind::Duplicate, removed);
    }
    let is_same = |shown: &str| shown.split_whitespace().eq(text.split_whitespace());
    let says_no_more = is_same(&shown) || tex::delimited(&shown).is_some_and(|(inner, _)| is_same(inner));
    if says_no_more || dom.tag(top) == Tag::Script {
        dom.detach(top);
    } else {
        take(dom, top, "math/rendering", RemovedKind::Duplicate, removed);
    }
}

/// Returns whether an element is a formula by more than a word in its class.
fn is_formula(dom: &Dom, id: NodeId) -> bool {
    matches!(dom.tag(id), Tag::Foreign | Tag::Script | Tag::Img)
        || is_mathml(dom, id)
        || holds_one(dom, id)
            && (names(dom, id).any(|name| BOX_NAMES.contains(&name)) || source::of_attribute(dom, id).is_some())
}

/// Returns whether an element is `<math>`, with or without a prefix.
fn is_mathml(dom: &Dom, id: NodeId) -> bool {
    match dom.tag(id) {
        Tag::Foreign => dom.name(id) == "math",
        Tag::Other => matches!(dom.name(id), "mml:math" | "m:math"),
        _ => false,
    }
}

fn is_verbatim(tag: Tag) -> bool {
    matches!(tag, Tag::Pre | Tag::Listing | Tag::Textarea)
}

fn is_block(tag: Tag) -> bool {
    !tag.is_inline() && !matches!(tag, Tag::Other | Tag::Foreign | Tag::Script | Tag::Img)
}

fn is_script(dom: &Dom, id: NodeId) -> bool {
    dom.tag(id) == Tag::Script && dom.first_child(id).is_some()
}

fn next_element(dom: &Dom, id: NodeId) -> Option<NodeId> {
    siblings(dom, dom.next(id)).find(|&id| !is_blank_text(dom, id))
}

/// Returns the outermost element of a formula that contains no other formula.
fn outermost(dom: &Dom, id: NodeId) -> NodeId {
    let mut top = id;
    for outer in dom.ancestors(id).skip(1).take(BOXES) {
        let is_box = dom.name(outer).starts_with("mjx-")
            || names(dom, outer).any(|name| BOX_NAMES.contains(&name))
            || dom.tag(outer) == Tag::Foreign
            || dom.attr(outer, Attr::OfFormula).is_some();
        if is_box && holds_one(dom, outer) {
            top = outer;
        } else if !is_plain_box(dom, outer) {
            break;
        }
    }
    top
}

/// Returns whether an element has no name, as those with which MathJax displays formulas.
fn is_plain_box(dom: &Dom, id: NodeId) -> bool {
    matches!(dom.tag(id), Tag::Span | Tag::Nobr) && names(dom, id).next().is_none()
}

fn holds_one(dom: &Dom, id: NodeId) -> bool {
    let formulas = dom.descendants(id).filter(|&id| match dom.tag(id) {
        Tag::Foreign | Tag::Other => is_mathml(dom, id),
        Tag::Script => is_script(dom, id),
        _ => false,
    });
    formulas.take(2).count() < 2
}

/// Returns the elements that MathJax displays next to the script with the TeX.
fn renderings(dom: &Dom, id: NodeId, top: NodeId) -> Vec<NodeId> {
    if dom.tag(id) != Tag::Script {
        return Vec::new();
    }
    let before = std::iter::successors(dom.prev(top), |&id| dom.prev(id)).filter(|&id| !is_blank_text(dom, id));
    before.take_while(|&id| is_rendering(dom, id)).collect()
}

/// Returns whether an element is MathJax's rendering of a script.
fn is_rendering(dom: &Dom, id: NodeId) -> bool {
    dom.name(id).starts_with("mjx-")
        || names(dom, id).any(|name| name.starts_with("MathJax") || name.starts_with("mjx-") || name.starts_with("MJX"))
}

/// Returns the TeX of a formula, from the first element that has it.
fn source<'d>(dom: &'d Dom, id: NodeId, top: NodeId) -> Option<Cow<'d, str>> {
    if !is_formula(dom, id) {
        return source::of_text(dom, id).map(Cow::Owned);
    }
    let inside = || dom.descendants(top).take(NODES);
    let text =
        |id: NodeId| dom.first_child(id).and_then(|first| dom.text(first)).filter(|text| !text.trim().is_empty());
    let is_tex = |id: &NodeId| {
        dom.attr(*id, Attr::Encoding).is_some_and(|encoding| encoding.to_ascii_lowercase().contains("tex"))
    };
    let annotation = || inside().filter(|&id| mathml::name(dom, id) == "annotation").filter(is_tex).find_map(text);
    let alternative =
        || inside().chain([top]).filter(|&id| is_mathml(dom, id)).find_map(|id| dom.attr(id, Attr::Alttext));
    let script = || {
        let is_meant = |id: &NodeId| {
            let kind = dom.attr(*id, Attr::Type).unwrap_or_default();
            is_script(dom, *id) && !kind.contains("mml")
        };
        inside().chain([top]).filter(is_meant).find_map(text)
    };
    let attribute = || [top].into_iter().chain(inside()).find_map(|id| source::of_attribute(dom, id));
    let picture = || {
        let mut pictures = inside().chain([top]).filter(|&id| dom.tag(id) == Tag::Img);
        pictures.find_map(|id| source::of_picture(dom, id))
    };
    let mut found = annotation().or_else(alternative).or_else(script).map(Cow::Borrowed);
    found = found.filter(|found| !found.trim().is_empty());
    found = found.or_else(|| attribute().or_else(picture).map(Cow::Owned));
    found = found.or_else(|| {
        let of_mathml = |&id: &NodeId| names(dom, id).any(|name| name == "katex-mathml") && text(id).is_some();
        let stripped = inside().chain([top]).find(of_mathml).and_then(text);
        stripped.and_then(source::behind_stripped_tags).map(Cow::Borrowed)
    });
    let math = || inside().chain([top]).find(|&id| is_mathml(dom, id));
    found = found.or_else(|| math().map(|math| Cow::Owned(mathml::to_tex(dom, math))));
    found.or_else(|| [top].into_iter().chain(inside()).find_map(|id| source::of_markup(dom, id)).map(Cow::Owned))
}

/// Returns whether the markup of a formula marks it as display style.
fn is_set_apart(dom: &Dom, top: NodeId, id: NodeId) -> bool {
    let is_display = |id: NodeId| {
        let kind = dom.attr(id, Attr::Type).unwrap_or_default();
        matches!(dom.attr(id, Attr::Display), Some("block" | "true"))
            || kind.contains("mode=display")
            || names(dom, id).any(|name| {
                let name = name.to_ascii_lowercase();
                ["display", "block"]
                    .iter()
                    .any(|word| name.split(['-', '_']).any(|part| part.trim_end_matches("ed") == *word))
            })
    };
    let between = dom.ancestors(id).take_while(|&outer| outer != top).take(BOXES);
    let first = dom.first_child(top);
    [top].into_iter().chain(between).chain(first).any(is_display)
}

/// Returns whether a formula is the only content of its paragraph, and its names do not mark it as inline.
fn is_alone(dom: &Dom, top: NodeId) -> bool {
    if names(dom, top).any(|name| name == "inline") {
        return false;
    }
    let mut inner = top;
    for outer in dom.ancestors(top).skip(1).take(BOXES) {
        let blank = |beside: Option<NodeId>, next: fn(&Dom, NodeId) -> Option<NodeId>| {
            std::iter::successors(beside, |&id| next(dom, id))
                .all(|id| is_blank_text(dom, id) || dom.tag(id).is_never_text() && dom.tag(id) != Tag::Script)
        };
        if !blank(dom.prev(inner), |dom, id| dom.prev(id)) || !blank(dom.next(inner), |dom, id| dom.next(id)) {
            return false;
        }
        match dom.tag(outer) {
            Tag::P | Tag::Center | Tag::Figure | Tag::Dd => return true,
            tag if tag.is_inline() || tag == Tag::Div => inner = outer,
            _ => return false,
        }
    }
    false
}
