//! Chooses the main content of a page: the element with the highest score, and the siblings that belong to it.

use std::collections::HashSet;

use super::scores::{Net, Scores, Trust};
use crate::dom::{Attr, Dom, NodeId, Tag};
use crate::survey::Survey;

/// The number of elements with the highest scores that are compared.
const COMPARED: usize = 5;
/// The minimal number of elements with similar scores for which a common ancestor is chosen instead.
const ALIKE: usize = 3;
/// The length in bytes below which a result is tried again with fewer exclusions.
const SHORT: u32 = 250;
/// How many times longer the result of a later attempt must be to be preferred.
const TWICE: u32 = 2;

/// The number of ancestors of the choice that are examined as posts of a thread.
const STEPS: usize = 10;
/// The number of levels below the choice that are searched for the posts of a thread.
const LEVELS: usize = 5;
/// The minimal number of posts of a thread.
const POSTS: u32 = 3;
/// The share of the prose of the page below which the choice is too small.
const ENOUGH: (u64, u64) = (1, 2);
/// The minimal share of the prose of the page in the ancestor that is then chosen instead.
const WANTED: (u64, u64) = (13, 20);

/// The factor by which the prose that an ancestor adds may be smaller than that of the choice for the ancestor to be
/// preferred.
const MORE: u32 = 12;
/// The minimal share of prose in the text that an ancestor adds, which excludes lists of links.
const PURE: (u64, u64) = (3, 4);

/// The main content of a page.
#[derive(Debug)]
pub(crate) struct Choice {
    /// The chosen elements in document order. None contains another.
    pub(crate) parts: Vec<NodeId>,
    /// Elements that are not part of the main content, even inside of a chosen element.
    pub(crate) outside: HashSet<NodeId>,
    /// Whether it consists of the posts of several people.
    pub(crate) is_thread: bool,
    /// Whether most of the page is hidden until scripts display it.
    pub(crate) is_unveiled: bool,
}

/// Chooses the main content. Returns `None` if the page has no paragraphs.
pub(crate) fn choose(dom: &Dom, survey: &Survey) -> Option<Choice> {
    let is_unveiled = is_mostly_hidden(dom, survey);
    let trusts = [(true, true), (false, true), (false, false)];
    let mut best: Option<(u32, Choice)> = None;
    for (unlikely, names) in trusts {
        let scores = Scores::of(dom, survey, Trust { unlikely, names, hidden: !is_unveiled });
        let Some(parts) = by_scores(dom, survey, &scores) else { continue };
        let (parts, is_one_of_posts) = step_back(dom, &scores, parts);
        let is_thread = is_one_of_posts || parts.first().is_some_and(|&id| holds_posts(dom, survey, &scores, id));
        let text: u32 = parts.iter().map(|&id| scores.net(id).text).sum();
        if best.as_ref().is_none_or(|(best, _)| text > *best * TWICE) {
            best = Some((text, Choice { parts, outside: scores.outside, is_thread, is_unveiled }));
        }
        if text >= SHORT {
            break;
        }
    }
    best.map(|(_, choice)| choice)
}

/// Returns whether most of the prose is hidden, as on pages that are streamed or built by scripts, which display it
/// later.
fn is_mostly_hidden(dom: &Dom, survey: &Survey) -> bool {
    let mut hidden = 0;
    let mut outer: Option<NodeId> = None;
    for candidate in survey.candidates.iter().filter(|candidate| candidate.hidden) {
        if outer.is_none_or(|outer| !dom.is_inside(candidate.id, outer)) {
            hidden += survey.stats(candidate.id).prose;
            outer = Some(candidate.id);
        }
    }
    u64::from(hidden) * 3 > u64::from(survey.total.prose) * 2
}

/// Replaces the choice by an ancestor if it is one of several posts, or contains too little of the prose. Also returns
/// whether it is one of several posts.
fn step_back(dom: &Dom, scores: &Scores, parts: Vec<NodeId>) -> (Vec<NodeId>, bool) {
    let Some(&first) = parts.first() else { return (parts, false) };
    let mut stepped = None;
    for id in dom.ancestors(first).take(STEPS) {
        let Some(outer) = dom.parent(id) else { break };
        if is_one_of_several(dom, scores, id, outer) {
            stepped = Some(outer);
        }
    }
    let is_thread = stepped.is_some();
    let all = scores.net(dom.root());
    let is_enough = |net: Net, share: (u64, u64)| {
        let (has, of) = if all.prose > 0 { (net.prose, all.prose) } else { (net.text, all.text) };
        u64::from(has) * share.1 >= u64::from(of) * share.0
    };
    let mut kept = match stepped {
        Some(outer) => scores.net(outer),
        None => parts.iter().map(|&id| scores.net(id)).fold(Net::default(), |sum, net| Net {
            text: sum.text + net.text,
            prose: sum.prose + net.prose,
            headings: 0,
        }),
    };
    if !is_enough(kept, ENOUGH) {
        stepped = dom.ancestors(stepped.unwrap_or(first)).find(|&id| is_enough(scores.net(id), WANTED)).or(stepped);
        kept = stepped.map_or(kept, |outer| scores.net(outer));
    }
    for outer in dom.ancestors(stepped.unwrap_or(first)).skip(1) {
        let net = scores.net(outer);
        let (text, prose) = (net.text.saturating_sub(kept.text), net.prose.saturating_sub(kept.prose));
        if prose * MORE >= kept.prose && u64::from(prose) * PURE.1 >= u64::from(text) * PURE.0 {
            (stepped, kept) = (Some(outer), net);
        }
    }
    match stepped {
        Some(outer) => (vec![outer], is_thread),
        None => (parts, is_thread),
    }
}

/// Returns whether an element has similar siblings with as much text, like the posts of a thread. Siblings with
/// headings of their own are other articles.
fn is_one_of_several(dom: &Dom, scores: &Scores, id: NodeId, outer: NodeId) -> bool {
    let (tag, class) = (dom.tag(id), first_class(dom, id));
    let own = scores.net(id);
    let (mut several, mut prose, mut headed) = (0u32, 0, 0);
    for other in std::iter::successors(dom.first_child(outer), |&id| dom.next(id)) {
        let net = scores.net(other);
        if other != id && dom.tag(other) == tag && net.prose > 0 && first_class(dom, other) == class {
            several += 1;
            prose += net.prose;
            headed += u32::from(net.headings > 0);
        }
    }
    class.is_some() && several > 0 && prose * 3 >= own.prose && headed * 2 <= several
}

/// Returns whether most of the prose of an element is in several similar descendants, most of which name an author or a
/// date.
fn holds_posts(dom: &Dom, survey: &Survey, scores: &Scores, mut top: NodeId) -> bool {
    for _ in 0..LEVELS {
        let all = scores.net(top).prose;
        let children = || std::iter::successors(dom.first_child(top), |&id| dom.next(id));
        let Some(largest) = children().max_by_key(|&id| scores.net(id).prose) else { return false };
        let (tag, class) = (dom.tag(largest), first_class(dom, largest));
        let alike =
            children().filter(|&id| dom.tag(id) == tag && first_class(dom, id) == class && scores.net(id).prose > 0);
        let (mut several, mut signed, mut prose) = (0u32, 0, 0);
        for id in alike {
            several += 1;
            signed += u32::from(survey.stats(id).signed > 0);
            prose += scores.net(id).prose;
        }
        if several >= POSTS && class.is_some() {
            return signed * 4 >= several * 3 && prose * 3 >= all * 2;
        }
        top = largest;
    }
    false
}

fn first_class<'d>(dom: &'d Dom<'_>, id: NodeId) -> Option<&'d str> {
    dom.attr(id, Attr::Class)?.split_ascii_whitespace().next()
}

/// Returns the element with the highest score, and the siblings that belong to it.
fn by_scores(dom: &Dom, survey: &Survey, scores: &Scores) -> Option<Vec<NodeId>> {
    let score = |id: NodeId| scores.get(id).unwrap_or(0.0);
    let mut tops: Vec<NodeId> = Vec::with_capacity(COMPARED + 1);
    for &id in &scores.scored {
        let at = tops.partition_point(|&top| score(top) >= score(id));
        if at < COMPARED {
            tops.insert(at, id);
            tops.truncate(COMPARED);
        }
    }
    let (&first, others) = tops.split_first()?;
    let mut top = first;
    // Prefer a common ancestor of several elements with similar scores.
    let near: Vec<NodeId> = others.iter().copied().filter(|&id| score(id) >= score(top) * 0.75).collect();
    if near.len() >= ALIKE {
        let holds = |outer: NodeId| near.iter().filter(|&&id| id != outer && dom.is_inside(id, outer)).count() >= ALIKE;
        let mut outers = dom.ancestors(top).skip(1);
        if let Some(outer) = outers.find(|&outer| holds(outer)) {
            top = outer;
        }
    }
    // Prefer an ancestor with a higher score: the content is split over several children.
    let mut last = score(top);
    let least = last / 3.0;
    for outer in dom.ancestors(top).skip(1) {
        let Some(score) = scores.get(outer) else { continue };
        if score < least {
            break;
        }
        if score > last {
            top = outer;
            break;
        }
        last = score;
    }
    // The ancestor of an only child has siblings that may belong to the content.
    while let Some(outer) = dom.parent(top).filter(|&outer| outer != dom.root() && is_only_child(dom, top)) {
        top = outer;
    }
    let mut parts = Vec::new();
    let least = (score(top) * 0.2).max(10.0);
    let class = dom.attr(top, Attr::Class).filter(|class| !class.is_empty());
    let siblings = dom.parent(top).map_or(Some(top), |outer| dom.first_child(outer));
    for id in std::iter::successors(siblings, |&id| dom.next(id)) {
        if id == top || !scores.outside.contains(&id) && belongs(dom, survey, scores, id, score(top), least, class) {
            parts.push(id);
        }
    }
    Some(parts)
}

fn is_only_child(dom: &Dom, id: NodeId) -> bool {
    let is_blank = |id: NodeId| dom.text(id).is_some_and(|text| text.trim().is_empty()) || dom.tag(id).is_never_text();
    let before = std::iter::successors(dom.prev(id), |&id| dom.prev(id)).find(|&id| !is_blank(id));
    let behind = std::iter::successors(dom.next(id), |&id| dom.next(id)).find(|&id| !is_blank(id));
    before.is_none() && behind.is_none()
}

/// Returns whether a sibling of the main content belongs to it.
fn belongs(dom: &Dom, survey: &Survey, scores: &Scores, id: NodeId, top: f32, least: f32, class: Option<&str>) -> bool {
    let bonus = if class.is_some() && dom.attr(id, Attr::Class) == class { top * 0.2 } else { 0.0 };
    if scores.get(id).is_some_and(|score| score + bonus >= least) {
        return true;
    }
    let (text, link) = match dom.text(id) {
        Some(text) => (text.trim().len() as u32, 0),
        None => {
            let stats = survey.stats(id);
            (stats.text, stats.link)
        }
    };
    let is_paragraph = matches!(dom.tag(id), Tag::P | Tag::None);
    is_paragraph
        && (text > 80 && link * 4 < text
            || text > 0 && link == 0 && (dom.text_of(id).trim_end().ends_with('.') || dom.text_of(id).contains(". ")))
}
