//! Turns posts of social networks that are no quotation in their markup into one: who wrote them did not write the
//! article.

use super::{head, siblings};
use crate::dom::{Attr, Dom, NodeId, Tag, string_of};

/// The number of nodes of a post that are examined.
const NODES: usize = 200;
/// The maximal length of a post in bytes.
const LONG: usize = 4000;

/// Returns whether an element is named for a post.
pub(super) fn may_be_post(dom: &Dom, id: NodeId, tag: Tag) -> bool {
    matches!(tag, Tag::Div | Tag::Section | Tag::Figure)
        && dom.attr(id, Attr::Class).is_some_and(|class| head(class).split_ascii_whitespace().any(is_name))
}

fn is_name(name: &str) -> bool {
    matches!(
        name,
        "tweet"
            | "twitter-tweet"
            | "twitter-embed"
            | "tweet-embed"
            | "embedded-tweet"
            | "tweet-container"
            | "toot"
            | "mastodon-embed"
            | "mastodon-post"
            | "mastodon-status"
            | "bluesky-embed"
            | "bluesky-post"
            | "social-post"
            | "social-embed"
            | "instagram-media"
            | "threads-embed"
    )
}

pub(super) fn mend(dom: &mut Dom, post: NodeId) {
    if !dom.is_attached(post) || dom.ancestors(post).skip(1).any(|id| dom.tag(id) == Tag::Blockquote) {
        return;
    }
    let is_more = |id| {
        matches!(dom.tag(id), Tag::Blockquote | Tag::Iframe | Tag::Pre | Tag::Article)
            || dom.tag(id).heading_level().is_some()
    };
    if dom.descendants(post).nth(NODES).is_some() || dom.descendants(post).any(is_more) {
        return;
    }
    match dom.text_up_to(post, LONG) {
        Some(text) if text.is_empty() => write(dom, post),
        Some(_) => dom.become_element(post, Tag::Blockquote, &[]),
        None => {}
    }
}

/// Writes a post from the data that its editor keeps in an attribute.
fn write(dom: &mut Dom, post: NodeId) {
    let Some(data) = dom.attr(post, Attr::DataAttrs) else { return };
    let said = |name| string_of(data, name).filter(|text| !text.trim().is_empty());
    let Some(text) = said("\"full_text\"") else { return };
    let (url, name, handle, date) = (said("\"url\""), said("\"name\""), said("\"username\""), said("\"date\""));
    let author = match (name, handle) {
        (Some(name), Some(handle)) => format!("— {name} (@{handle}) "),
        (Some(name), None) => format!("— {name} "),
        (None, Some(handle)) => format!("— @{handle} "),
        (None, None) => String::new(),
    };
    let when = date.as_deref().map(day).or(url.as_deref()).unwrap_or_default().to_owned();
    for child in siblings(dom, dom.first_child(post)).collect::<Vec<_>>() {
        dom.detach(child);
    }
    // A place for new elements, which are made before a node.
    dom.text_last(post, " ");
    let Some(end) = dom.first_child(post) else { return };
    let paragraph = |dom: &mut Dom, text: &str| {
        let made = dom.element_before(end, Tag::P, None)?;
        dom.text_first(made, text);
        Some(made)
    };
    paragraph(dom, &text);
    if let Some(made) = paragraph(dom, &author)
        && let (Some(url), Some(text)) = (url, dom.first_child(made))
        && let Some(link) = dom.element_before(text, Tag::A, Some((Attr::Href, &url)))
    {
        dom.text_first(link, &when);
        // The author precedes the link.
        dom.move_into(made, link);
    }
    dom.become_element(post, Tag::Blockquote, &[]);
}

/// Returns the day of a date: that of `2025-11-18T12:00:00.000Z`, otherwise the date as written.
fn day(date: &str) -> &str {
    match date.split_once('T') {
        Some((day, _)) if day.len() == 10 && day.starts_with(|c: char| c.is_ascii_digit()) => day,
        _ => date,
    }
}
