//! Ties notes and the references to them by number.
//!
//! A reference is a link to a later fragment of the same page, with a number or symbol as its text. A note is the item,
//! paragraph or container that begins at that fragment. A back link, or names of notes, prove that they belong
//! together.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;

use super::{asides, head, is_blank_text, siblings, take};
use crate::article::{Evidence, Removed, RemovedKind};
use crate::dom::{Attr, Dom, NodeId, Tag};

/// The maximal length of a reference in bytes.
const MARK: usize = 24;
/// The number of ancestors of a reference or fragment that are examined.
const ROUND: usize = 4;
/// The maximal length of a note in bytes.
const NOTE: usize = 8000;
/// The number of nodes at the head of a note that are examined.
const HEAD: usize = 24;

/// The links and fragments of a page that can be references, notes or back links.
#[derive(Default)]
pub(super) struct Places {
    /// Links to fragments, each with the number of elements before it.
    links: Vec<(NodeId, usize)>,
    /// Elements with an id or name, with the same number.
    named: Vec<(NodeId, usize)>,
    /// Inline elements whose names speak of notes.
    asides: Vec<NodeId>,
    met: usize,
}

impl Places {
    /// Counts a node; it must be called for all nodes of a tree in order.
    pub(super) fn pass(&mut self) {
        self.met += 1;
    }

    /// Records the links and names of an element.
    pub(super) fn see(&mut self, dom: &Dom, id: NodeId, tag: Tag) {
        for (attr, value) in dom.attrs(id) {
            match attr {
                Attr::Href if tag == Tag::A && value.contains('#') => self.links.push((id, self.met)),
                Attr::Id => self.named.push((id, self.met)),
                Attr::Class if asides::may_be_note(tag, value) => self.asides.push(id),
                Attr::Name if tag == Tag::A => self.named.push((id, self.met)),
                _ => {}
            }
        }
    }
}

/// A reference and its note.
pub(super) struct Tie {
    pub(super) mark: NodeId,
    pub(super) note: NodeId,
}

/// Ties references to notes.
pub(super) fn tie(dom: &mut Dom, places: &Places, removed: &mut Vec<Removed>) {
    let mut ties = match places.links.iter().any(|&(link, _)| is_mark(dom, link)) {
        true => ties(dom, places),
        false => Vec::new(),
    };
    ties.extend(asides::take_out(dom, &places.asides));
    if ties.is_empty() {
        return;
    }
    let mut numbers: HashMap<NodeId, usize> = HashMap::new();
    let mut notes: Vec<NodeId> = ties.iter().map(|tie| tie.note).collect();
    notes.sort_unstable();
    notes.dedup();
    let order: HashMap<NodeId, usize> = places.named.iter().copied().collect();
    let place = |note: &NodeId| {
        dom.descendants(*note).chain([*note]).filter_map(|id| order.get(&id)).min().copied().unwrap_or(usize::MAX)
    };
    notes.sort_by_cached_key(place);
    for (at, note) in notes.iter().enumerate() {
        numbers.insert(*note, at + 1);
    }
    let mut last = None;
    for &note in &notes {
        let number = numbers.get(&note).copied().unwrap_or_default();
        set_note(dom, note, number, &mut last, removed);
    }
    for Tie { mark, note } in ties {
        let number = numbers.get(&note).copied().unwrap_or_default();
        set_mark(dom, mark, number);
    }
}

fn ties(dom: &Dom, places: &Places) -> Vec<Tie> {
    let mut by_name: HashMap<&str, (NodeId, usize)> = HashMap::new();
    for &(id, at) in &places.named {
        for name in [Attr::Id, Attr::Name].into_iter().filter_map(|attr| dom.attr(id, attr)) {
            by_name.entry(name).or_insert((id, at));
        }
    }
    let target = |link: NodeId| by_name.get(&*fragment(dom, link)?).copied();
    let mut ties = Vec::new();
    // Many references may lead to one fragment, and one note may contain many fragments: each is read only once.
    let mut by_place: HashMap<NodeId, Option<(NodeId, bool)>> = HashMap::new();
    let mut lengths: HashMap<NodeId, usize> = HashMap::new();
    let mut ways_back: HashMap<NodeId, HashSet<NodeId>> = HashMap::new();
    for &(link, at) in places.links.iter().filter(|(link, _)| is_mark(dom, *link)) {
        let Some((place, _)) = target(link).filter(|(_, behind)| *behind > at) else { continue };
        let found = by_place
            .entry(place)
            .or_insert_with(|| Some((note_at(dom, place, &mut lengths)?, is_named_for_note(dom, place))));
        let Some((note, speaks)) = *found else { continue };
        if dom.is_inside(link, note) || length_of(dom, note, &mut lengths) > NOTE {
            continue;
        }
        let mut leads_back = || {
            let backs = ways_back.entry(note).or_insert_with(|| {
                let links = dom.descendants(note).filter(|&id| dom.tag(id) == Tag::A);
                links.filter_map(target).map(|(back, _)| back).collect()
            });
            let is_back = |id: NodeId| backs.contains(&id);
            let is_beside = |id: NodeId| is_back(id) || dom.prev(id).is_some_and(is_back);
            dom.descendants(link).any(is_back) || dom.ancestors(link).take(ROUND).any(is_beside)
        };
        if speaks || leads_back() {
            ties.push(Tie { mark: link, note });
        }
    }
    ties
}

/// Returns the length of the text of a node in bytes.
fn length_of(dom: &Dom, id: NodeId, known: &mut HashMap<NodeId, usize>) -> usize {
    *known.entry(id).or_insert_with(|| dom.text_of(id).len())
}

/// Returns the fragment that a link leads to.
fn fragment<'d>(dom: &'d Dom, link: NodeId) -> Option<Cow<'d, str>> {
    let (_, fragment) = dom.attr(link, Attr::Href)?.split_once('#')?;
    (!fragment.is_empty()).then(|| percent_decode_str(fragment).decode_utf8_lossy())
}

/// Returns whether the text of a link is a number or symbol.
fn is_mark(dom: &Dom, link: NodeId) -> bool {
    label_of(dom, link).is_some_and(|text| is_label(&text))
}

/// Returns the text of a node, or `None` if it is too long for a label.
pub(super) fn label_of(dom: &Dom, id: NodeId) -> Option<String> {
    dom.text_up_to(id, MARK)
}

pub(super) fn is_label(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > MARK {
        return false;
    }
    let inner = text.trim_matches(|c: char| "[](){}【】〔〕（）［］〈〉^. \u{a0}\u{2009}\u{202f}".contains(c));
    let inner = ["注释", "注釋", "注", "註", "note", "Note", "fn", "n", "nb"]
        .iter()
        .find_map(|word| inner.strip_prefix(word).map(str::trim_start))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(inner);
    let is_number = inner.len() <= 4 && inner.bytes().all(|byte| byte.is_ascii_digit());
    let is_sign = inner.chars().all(|c| "*†‡§‖¶※＊⁎".contains(c));
    let is_letter = inner.len() <= 5
        && (inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase())
            || inner.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x')));
    let is_set = |c: char| ('\u{2460}'..='\u{2473}').contains(&c) || "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
    !text.is_empty()
        && (inner.is_empty() && text.contains('^')
            || !inner.is_empty() && (is_number || is_sign || is_letter || inner.chars().all(is_set)))
}

/// Returns whether the names of a fragment are those of a note.
fn is_named_for_note(dom: &Dom, place: NodeId) -> bool {
    let is_note = |name: &str| {
        let name = name.to_ascii_lowercase();
        let name = name.trim_start_matches("user-content-").trim_start_matches(['_', '-', '#']);
        [
            "footnote",
            "endnote",
            "sidenote",
            "easy-footnote",
            "cite_note",
            "cite-note",
            "sdfootnote",
            "noteref",
            "doc-note",
        ]
        .iter()
        .any(|word| name.contains(word))
            || ["fn", "ftn", "edn", "note", "ref", "en"].iter().any(|word| {
                let rest = name.strip_prefix(word);
                rest.is_some_and(|rest| {
                    let rest = rest.trim_start_matches("ref").trim_start_matches(['-', '_', ':', '.']);
                    rest.is_empty() || rest.bytes().all(|byte| byte.is_ascii_digit())
                })
            })
    };
    dom.attrs(place)
        .filter(|(attr, _)| matches!(attr, Attr::Id | Attr::Name | Attr::Class | Attr::Role))
        .flat_map(|(_, value)| head(value).split_ascii_whitespace())
        .any(is_note)
}

/// Returns the item, paragraph or container that begins at a fragment.
fn note_at(dom: &Dom, place: NodeId, lengths: &mut HashMap<NodeId, usize>) -> Option<NodeId> {
    let mut note = place;
    for outer in dom.ancestors(place).take(ROUND) {
        note = outer;
        match dom.tag(outer) {
            Tag::Li => return Some(outer),
            Tag::P | Tag::Div | Tag::Aside | Tag::Section => break,
            tag if tag.is_inline() && begins(dom, outer) => {}
            _ => return None,
        }
    }
    if !matches!(dom.tag(note), Tag::P | Tag::Div | Tag::Aside | Tag::Section) {
        return None;
    }
    // The ancestor may be a container for this note alone, or its list item.
    for outer in dom.ancestors(note).skip(1).take(ROUND) {
        let is_one = [Attr::Id, Attr::Class].into_iter().filter_map(|attr| dom.attr(outer, attr)).any(is_name_of_one);
        match dom.tag(outer) {
            Tag::Li if begins(dom, note) => return Some(outer),
            Tag::Div | Tag::Aside if is_one && begins(dom, note) => note = outer,
            _ => break,
        }
    }
    let is_filled = note == place || length_of(dom, note, lengths) > length_of(dom, place, lengths);
    (is_filled && dom.parent(note).is_some()).then_some(note)
}

/// Returns whether a name is that of a single note: `ftn1`, `footnote`.
fn is_name_of_one(name: &str) -> bool {
    head(name).split_ascii_whitespace().any(|name| {
        let name =
            name.trim_start_matches('_').trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | ':'));
        matches!(name, "ftn" | "edn" | "fn" | "sdfootnote" | "sdendnote" | "footnote" | "endnote" | "footnote-content")
    })
}

/// Returns whether only whitespace and punctuation precede a node in its parent.
fn begins(dom: &Dom, id: NodeId) -> bool {
    std::iter::successors(dom.prev(id), |&id| dom.prev(id))
        .take(ROUND)
        .all(|id| label_of(dom, id).is_some_and(|text| text.is_empty() || is_label(&text)))
}

/// Turns a reference into one element with its text.
fn set_mark(dom: &mut Dom, link: NodeId, number: usize) {
    if !dom.is_attached(link) {
        return;
    }
    let mut outer = link;
    for round in dom.ancestors(link).skip(1).take(ROUND) {
        let is_raised = matches!(dom.tag(round), Tag::Sup | Tag::Span | Tag::Cite | Tag::Small | Tag::B);
        if !is_raised
            || !is_mark(dom, round)
            || siblings(dom, dom.first_child(round)).filter(|&id| !is_blank_text(dom, id)).count() > 3
        {
            break;
        }
        outer = round;
    }
    let text = dom.text_of(outer);
    let number = number.to_string();
    let Some(mark) = dom.element_before(outer, Tag::NoteMark, Some((Attr::Note, &number))) else { return };
    dom.text_first(mark, text.trim());
    dom.detach(outer);
}

/// The list that the last note outside of a list was moved to.
struct Gathered {
    list: NodeId,
    /// The node after the note; there is only whitespace between it and the list.
    behind: Option<NodeId>,
}

/// Moves a note outside of a list into one: that of the note before it if there is nothing between them.
fn gather(dom: &mut Dom, item: NodeId, number: &str, last: &mut Option<Gathered>) -> Option<()> {
    if dom.parent(item).is_some_and(|list| matches!(dom.tag(list), Tag::Ol | Tag::Ul | Tag::Menu | Tag::Dir)) {
        return Some(());
    }
    let is_known = |id: NodeId| last.as_ref().is_some_and(|last| last.behind == Some(id));
    let before =
        std::iter::successors(dom.prev(item), |&id| dom.prev(id)).find(|&id| is_known(id) || !is_blank_text(dom, id));
    let of_notes = match before {
        Some(id) if is_known(id) && is_blank_text(dom, id) => last.as_ref().map(|last| last.list),
        _ => before.filter(|&list| dom.tag(list) == Tag::Ol && dom.attr(list, Attr::Note).is_some()),
    };
    let list = match of_notes {
        Some(list) => list,
        None => {
            let list = dom.element_before(item, Tag::Ol, None)?;
            dom.become_element(list, Tag::Ol, &[(Attr::Note, String::new()), (Attr::Start, number.to_owned())]);
            list
        }
    };
    *last = Some(Gathered { list, behind: dom.next(item) });
    dom.move_into(list, item);
    Some(())
}

/// Turns a note into an item whose first text is one element.
fn set_note(dom: &mut Dom, note: NodeId, number: usize, last: &mut Option<Gathered>, removed: &mut Vec<Removed>) {
    let was_item = dom.tag(note) == Tag::Li;
    let item = match dom.tag(note) {
        Tag::Li => note,
        Tag::P => {
            let Some(item) = dom.element_before(note, Tag::Li, None) else { return };
            dom.move_into(item, note);
            item
        }
        _ => {
            dom.retag(note, Tag::Li);
            note
        }
    };
    let number = number.to_string();
    if gather(dom, item, &number, last).is_none() {
        return;
    }
    let ways_back: Vec<NodeId> = dom.descendants(item).filter(|&id| is_numbered_way_back(dom, id)).collect();
    for id in ways_back {
        take(dom, id, "note/way-back", RemovedKind::Navigation, removed);
    }
    let labels = labels(dom, item);
    let is_labelled = !labels.is_empty();
    for label in labels {
        take(dom, label, "note/label", RemovedKind::Label, removed);
    }
    if is_labelled || !was_item {
        drop_sign(dom, item, !is_labelled, removed);
    }
    let Some(first) = first_run(dom, item) else { return };
    let Some(body) = dom.element_before(first, Tag::Note, Some((Attr::Note, &number))) else { return };
    let run: Vec<NodeId> =
        siblings(dom, Some(first)).take_while(|&id| dom.text(id).is_some() || dom.is_inline(id)).collect();
    for part in run {
        dom.move_into(body, part);
    }
}

/// Returns the labels at the head of a note: links with its number, back links, a superscript number, the brackets
/// before them.
fn labels(dom: &Dom, item: NodeId) -> Vec<NodeId> {
    let mut labels: Vec<NodeId> = Vec::new();
    let mut brackets = Vec::new();
    for id in dom.descendants(item).take(HEAD) {
        if labels.last().is_some_and(|&label| dom.is_inside(id, label)) {
            continue;
        }
        match dom.text(id) {
            Some(text) if text.trim().is_empty() => {}
            Some(text) if labels.is_empty() && text.trim().chars().all(|c| "[(^【（〔".contains(c)) => {
                brackets.push(id)
            }
            Some(_) => break,
            None if dom.tag(id) == Tag::A && is_mark(dom, id) && fragment(dom, id).is_some() => labels.push(id),
            None if dom.tag(id) == Tag::Sup && is_mark(dom, id) => labels.push(id),
            None => {}
        }
    }
    if !labels.is_empty() {
        labels.extend(brackets);
    }
    labels
}

/// Removes the bracket, full stop or colon after the number of a note, and the number itself if it is text.
fn drop_sign(dom: &mut Dom, item: NodeId, with_number: bool, removed: &mut Vec<Removed>) {
    let Some(first) = dom.descendants(item).take(HEAD).find(|&id| !is_blank_text(dom, id) && dom.text(id).is_some())
    else {
        return;
    };
    let text = dom.text(first).unwrap_or_default().trim_start();
    let bare = match with_number {
        true => text.trim_start_matches(['[', '(', '【', '（', '〔']).trim_start_matches(|c: char| c.is_ascii_digit()),
        false => text,
    };
    let rest = bare.trim_start_matches([']', ')', '.', ':', '】', '）', '〕', '、', '：', '．']);
    if rest.len() == bare.len() {
        return;
    }
    let (sign, rest) = (text.get(..text.len() - rest.len()).unwrap_or_default().to_owned(), rest.to_owned());
    // `1. `, but neither `1.5 ` nor `2010: `
    let digits = sign.bytes().filter(u8::is_ascii_digit).count();
    if with_number && (!(1..=3).contains(&digits) || rest.starts_with(|c: char| c.is_ascii_digit())) {
        return;
    }
    removed.push(Removed {
        rule: "note/label".into(),
        kind: RemovedKind::Label,
        evidence: Evidence::ELEMENT,
        text: sign,
    });
    dom.set_text(first, &rest);
}

/// Returns whether a link is one of several numbered back links: `↩2`.
fn is_numbered_way_back(dom: &Dom, id: NodeId) -> bool {
    if dom.tag(id) != Tag::A || fragment(dom, id).is_none() {
        return false;
    }
    let text = dom.text_of(id);
    let is_arrow = |c: char| "↩↵⏎⤴↑".contains(c);
    text.len() <= MARK
        && text.contains(is_arrow)
        && text.contains(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| is_arrow(c) || c.is_ascii_digit() || c.is_whitespace() || "[]\u{fe0e}\u{fe0f}".contains(c))
}

/// Returns the start of the first text of an item, in its innermost container.
fn first_run(dom: &Dom, item: NodeId) -> Option<NodeId> {
    let mut outer = item;
    for _ in 0..HEAD {
        let mut children = siblings(dom, dom.first_child(outer));
        let first = children.find(|&id| match dom.text(id) {
            Some(text) => !text.trim().is_empty(),
            None => !dom.text_of(id).is_empty(),
        })?;
        if dom.text(first).is_some() || dom.is_inline(first) {
            return Some(first);
        }
        match dom.tag(first) {
            Tag::P | Tag::Div | Tag::Section => outer = first,
            _ => return None,
        }
    }
    None
}
