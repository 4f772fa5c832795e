//! The content that an element displays by itself, whatever its name: an image, a player, a text in an attribute.

use super::{players, protected};
use crate::dom::{Attr, Dom, NodeId, Tag};
use crate::images::address::{has_picture_name, is_image};
use crate::survey::Survey;
use crate::words::Roles;

/// How an element is displayed.
#[derive(Debug, PartialEq)]
pub(crate) enum Shown {
    Picture,
    Player,
    /// A text in place of its contents.
    Text(String),
    /// Its contents.
    Contents,
}

/// Returns how an element is displayed.
pub(crate) fn shown(dom: &Dom, survey: &Survey, id: NodeId, tag: Tag) -> Shown {
    match tag {
        Tag::Img => Shown::Picture,
        Tag::Embed | Tag::Object if is_drawing(dom, id) => Shown::Picture,
        Tag::Iframe | Tag::Embed | Tag::Object | Tag::Video | Tag::Audio => Shown::Player,
        Tag::A | Tag::Span => {
            let is_marked = dom.attrs(id).any(|(attr, _)| matches!(attr, Attr::DataCfemail | Attr::DataAttrs))
                || dom.first_child(id).is_none() && dom.attr(id, Attr::Class).is_some();
            let text = || protected::of_element(dom, id).or_else(|| protected::mention(dom, id));
            is_marked.then(text).flatten().map_or(Shown::Contents, Shown::Text)
        }
        Tag::Div if survey.stats(id).text == 0 && players::is_filled_by_script(dom, id) => Shown::Player,
        Tag::Div if survey.stats(id).text == 0 && players::stands_for_player(dom, id) => Shown::Player,
        Tag::Other if survey.stats(id).images == 0 && players::is_labelled(dom, id) => Shown::Player,
        // If it was never closed, it contains a part of the article.
        Tag::Other if survey.stats(id).text > 0 || survey.stats(id).images > 1 => Shown::Contents,
        Tag::Other if is_image(dom, id) => Shown::Picture,
        Tag::Other if players::is_named_for_player(dom, id) => Shown::Player,
        _ => Shown::Contents,
    }
}

/// Returns whether an object is an image without another one as its fallback: a drawing in SVG.
fn is_drawing(dom: &Dom, id: NodeId) -> bool {
    let attr = if dom.tag(id) == Tag::Object { Attr::Data } else { Attr::Src };
    fallbacks(dom, id, dom.tag(id)).next().is_none()
        && dom.attr(id, attr).is_some_and(|address| {
            has_picture_name(address) || dom.attr(id, Attr::Type).is_some_and(|kind| kind.starts_with("image/"))
        })
}

/// Returns the fallback images of an object.
pub(crate) fn fallbacks<'a>(dom: &'a Dom<'_>, id: NodeId, tag: Tag) -> impl Iterator<Item = NodeId> + use<'a> {
    let inside = (tag == Tag::Object).then(|| dom.descendants(id)).into_iter().flatten();
    inside.filter(|&id| dom.tag(id) == Tag::Img)
}

/// Returns whether a block without an image may be one by its attributes, and whether it is named for one.
pub(crate) fn holds_no_picture(survey: &Survey, id: NodeId, tag: Tag) -> Option<bool> {
    let stats = survey.stats(id);
    let is_figure = tag == Tag::Figure || stats.roles.has(Roles::FIGURE);
    (stats.images == 0 && (is_figure || tag == Tag::Div && stats.text == 0)).then_some(is_figure)
}
