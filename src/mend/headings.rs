//! Removes from headings the links to themselves.

use super::{is_blank_text, names, siblings, take};
use crate::article::{Removed, RemovedKind};
use crate::dom::{Attr, Dom, NodeId, Tag};

/// The maximal length in bytes of a link with a description of its purpose.
const WORDED: usize = 60;
/// The number of ancestors of a link among which a heading is searched for.
const NESTED: usize = 4;
/// The number of nodes of a heading that are examined.
const NODES: usize = 64;

pub(super) fn mend(dom: &mut Dom, heading: NodeId, removed: &mut Vec<Removed>) {
    let inside = dom.descendants(heading).take(NODES);
    let beside = [dom.prev(heading), dom.next(heading)].into_iter().flatten().map(|beside| {
        let blank = is_blank_text(dom, beside);
        let further = if dom.prev(heading) == Some(beside) { dom.prev(beside) } else { dom.next(beside) };
        if blank { further.unwrap_or(beside) } else { beside }
    });
    let marks: Vec<NodeId> = inside.chain(beside).filter(|&id| is_mark(dom, id)).collect();
    for mark in marks {
        // A heading that consists of the link alone keeps it.
        let is_all = dom.is_inside(mark, heading) && {
            let rest = siblings(dom, dom.first_child(heading)).filter(|&id| !is_blank_text(dom, id));
            rest.take(2).eq([mark])
        };
        if !is_all {
            take(dom, mark, "element/anchor", RemovedKind::Navigation, removed);
        }
    }
    // A heading whose text is a link to a fragment links to itself.
    let links_to_place =
        |id| dom.tag(id) == Tag::A && dom.attr(id, Attr::Href).is_some_and(|href| href.starts_with('#'));
    let link = dom.descendants(heading).take(NODES).find(|&id| links_to_place(id));
    let is_whole = |link: &NodeId| dom.text_of(*link).trim() == dom.text_of(heading).trim();
    if let Some(link) = link.filter(is_whole) {
        dom.retag(link, Tag::Span);
    }
}

/// Ends links to a fragment with the heading that contains them. If such a link is never closed, parsers
/// [reopen](https://html.spec.whatwg.org/multipage/parsing.html#reconstruct-the-active-formatting-elements) it in the
/// following blocks. `links` are all links of a tree, in order.
pub(super) fn end_links(dom: &mut Dom, links: &[NodeId]) {
    // The link in a heading that may have been reopened.
    let mut open: Option<NodeId> = None;
    for &link in links {
        let names = |id| (dom.attr(id, Attr::Href), dom.attr(id, Attr::Class), dom.attr(id, Attr::Id));
        if !dom.attr(link, Attr::Href).is_some_and(|href| href.starts_with('#')) {
            open = None;
        } else if open.is_some_and(|open| names(open) == names(link) && heading_of(dom, open) != heading_of(dom, link))
        {
            let is_block = dom.descendants(link).take(NODES).any(|id| !dom.is_inline(id));
            dom.retag(link, if is_block { Tag::Div } else { Tag::Span });
        } else {
            open = heading_of(dom, link).map(|_| link);
        }
    }
}

fn heading_of(dom: &Dom, id: NodeId) -> Option<NodeId> {
    dom.ancestors(id).take(NESTED).find(|&outer| dom.tag(outer).heading_level().is_some())
}

/// Returns whether a link to a fragment is a symbol for it, not words of the article.
fn is_mark(dom: &Dom, id: NodeId) -> bool {
    let leads_to_place = match dom.tag(id) {
        Tag::A => dom.attr(id, Attr::Href).is_some_and(|href| href.contains('#')),
        Tag::Button => true,
        _ => false,
    };
    if !leads_to_place {
        return false;
    }
    let text = dom.text_of(id);
    let text = text.trim();
    if text.len() > WORDED {
        return false;
    }
    let has_picture = || dom.descendants(id).take(NODES).any(|id| dom.tag(id) == Tag::Img);
    match text {
        "" if dom.tag(id) == Tag::Button => false,
        "" => {
            !has_picture()
                || is_named(dom, id)
                || dom.attr(id, Attr::Href).is_some_and(|href| href.starts_with('#'))
                || dom.descendants(id).take(NODES).any(|id| {
                    let alt = dom.attr(id, Attr::Alt).unwrap_or_default().to_ascii_lowercase();
                    ["link", "anchor", "chain", "permalink"].iter().any(|word| alt.contains(word))
                })
        }
        _ if text.chars().all(|c| c.is_whitespace() || "¶#§»🔗⚓∞⛓⌘↩※\u{fe0f}\u{fe0e}".contains(c)) => {
            true
        }
        _ => {
            let text = text.to_ascii_lowercase();
            const SAID: [&str; 10] = [
                "permalink",
                "[link]",
                "link to this",
                "direct link",
                "copy link",
                "anchor link",
                "link to heading",
                "anchor",
                "链接到",
                "复制链接",
            ];
            SAID.iter().any(|said| text.starts_with(said))
        }
    }
}

fn is_named(dom: &Dom, id: NodeId) -> bool {
    names(dom, id).any(|name| {
        let name = name.to_ascii_lowercase();
        ["anchor", "deeplink", "permalink", "headerlink", "heading-link", "hash-link"]
            .iter()
            .any(|known| name.contains(known))
    })
}
