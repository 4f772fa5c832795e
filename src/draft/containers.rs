//! Elements that contain lines as lists, quotations and tables do, and their attributes.

use crate::article::{MAX_COLSPAN, MAX_ROWSPAN, Numbering};
use crate::dom::{Attr, Dom, NodeId, Tag};
use crate::survey::Survey;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Container {
    List {
        ordered: bool,
        start: Option<u32>,
        numbering: Option<Numbering>,
    },
    /// With its checkbox, if it has one: whether that is checked.
    ListItem {
        task: Option<bool>,
    },
    Descriptions,
    Term,
    Description,
    Quote,
    Table,
    Caption,
    Row {
        part: Part,
        /// The row group that the cells of the row must not leave.
        group: Option<RowGroup>,
    },
    Cell {
        header: bool,
        colspan: u16,
        /// 0 for all remaining rows of the group.
        rowspan: u16,
    },
}

/// The element of a row group.
pub(crate) type RowGroup = NodeId;

/// The part of a table that contains a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Part {
    Head,
    Body,
    Foot,
}

impl Container {
    /// Returns whether lines are judged by the container around this one.
    pub(super) fn is_transparent(self) -> bool {
        matches!(self, Container::Descriptions | Container::Term | Container::Description | Container::Caption)
    }
}

/// Returns the container that an element is, inside of another one.
pub(super) fn of(dom: &Dom, id: NodeId, tag: Tag, outer: Option<Container>) -> Option<Container> {
    let parent = dom.parent(id);
    let parent_tag = parent.map_or(Tag::None, |parent| dom.tag(parent));
    Some(match tag {
        Tag::Ul | Tag::Dir | Tag::Menu => Container::List { ordered: false, start: None, numbering: None },
        Tag::Ol => {
            let start = dom.attr(id, Attr::Start).and_then(|start| start.trim().parse().ok());
            let start = start.filter(|start| *start != 1);
            Container::List { ordered: true, start, numbering: numbering(dom, id) }
        }
        Tag::Li => {
            let is_item = matches!(outer, Some(Container::List { .. } | Container::ListItem { .. }))
                && matches!(parent_tag, Tag::Ul | Tag::Ol | Tag::Dir | Tag::Menu);
            return is_item.then(|| Container::ListItem { task: task(dom, id) });
        }
        Tag::Dl => Container::Descriptions,
        Tag::Dt => Container::Term,
        Tag::Dd => Container::Description,
        Tag::Blockquote => Container::Quote,
        Tag::Caption => Container::Caption,
        Tag::Tr => {
            let part = match parent_tag {
                Tag::Thead => Part::Head,
                Tag::Tfoot => Part::Foot,
                _ => Part::Body,
            };
            Container::Row { part, group: parent }
        }
        Tag::Td | Tag::Th => Container::Cell {
            header: tag == Tag::Th,
            colspan: span(dom, id, Attr::Colspan, MAX_COLSPAN).unwrap_or(1).max(1),
            rowspan: span(dom, id, Attr::Rowspan, MAX_ROWSPAN).unwrap_or(1),
        },
        _ => return None,
    })
}

/// Parses a span by the [rules of
/// HTML](https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#rules-for-parsing-non-negative-integers): the
/// leading digits of the value, at most the maximum.
pub(crate) fn span(dom: &Dom, id: NodeId, attr: Attr, max: u16) -> Option<u16> {
    let value = dom.attr(id, attr)?.trim_start();
    let value = value.strip_prefix('+').unwrap_or(value);
    let digits = value.split(|c: char| !c.is_ascii_digit()).next().filter(|digits| !digits.is_empty())?;
    Some(digits.parse().unwrap_or(u16::MAX).min(max))
}

/// Returns the numbering of an ordered list, by its `type` or style.
pub(crate) fn numbering(dom: &Dom, id: NodeId) -> Option<Numbering> {
    match dom.attr(id, Attr::Type).map(str::trim) {
        Some("a") => return Some(Numbering::LowerAlpha),
        Some("A") => return Some(Numbering::UpperAlpha),
        Some("i") => return Some(Numbering::LowerRoman),
        Some("I") => return Some(Numbering::UpperRoman),
        _ => {}
    }
    let style = dom.attr(id, Attr::Style).filter(|style| style.contains("list-style"))?;
    const NAMED: [(&str, Numbering); 6] = [
        ("lower-alpha", Numbering::LowerAlpha),
        ("lower-latin", Numbering::LowerAlpha),
        ("upper-alpha", Numbering::UpperAlpha),
        ("upper-latin", Numbering::UpperAlpha),
        ("lower-roman", Numbering::LowerRoman),
        ("upper-roman", Numbering::UpperRoman),
    ];
    NAMED.iter().find(|(name, _)| style.contains(name)).map(|(_, numbering)| *numbering)
}

/// The number of nodes at the start of an item that are searched for its checkbox.
const HEAD: usize = 8;

/// Returns whether the checkbox at the start of an item is checked; `None` for an item without a checkbox. Checkboxes
/// are `<input type=checkbox>`, as in GitHub, Obsidian and most Markdown processors, or elements of the class `checkbox
/// checkbox-on`, as in Notion.
pub(crate) fn task(dom: &Dom, item: NodeId) -> Option<bool> {
    for id in dom.descendants(item).take(HEAD) {
        if let Some(text) = dom.text(id) {
            if text.trim().is_empty() {
                continue;
            }
            break;
        }
        let has_class = |wanted: &str| {
            dom.attr(id, Attr::Class).is_some_and(|class| class.split_ascii_whitespace().any(|name| name == wanted))
        };
        match dom.tag(id) {
            Tag::Input if dom.attr(id, Attr::Type).is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox")) => {
                return Some(dom.attr(id, Attr::Checked).is_some());
            }
            Tag::Div | Tag::Span if has_class("checkbox") => return Some(has_class("checkbox-on")),
            Tag::P | Tag::Div | Tag::Span | Tag::Label => {}
            _ => break,
        }
    }
    let mut names = dom.attr(item, Attr::Class).unwrap_or_default().split_ascii_whitespace();
    names
        .clone()
        .any(|name| name == "task-list-item")
        .then(|| names.any(|name| matches!(name, "is-checked" | "checked" | "completed" | "task-list-item-checked")))
}

/// Returns whether a `<dl>` has terms with descriptions, all of text: some themes use it for images and captions.
pub(super) fn is_description(dom: &Dom, survey: &Survey, list: NodeId) -> bool {
    let mut terms = 0;
    let mut descriptions = 0;
    let children = |id| std::iter::successors(dom.first_child(id), |&id| dom.next(id));
    // Each group may be in a `<div>`.
    let inside = children(list).flat_map(|id| {
        let group = (dom.tag(id) == Tag::Div).then(|| children(id)).into_iter().flatten();
        std::iter::once(id).chain(group)
    });
    for id in inside {
        let stats = survey.stats(id);
        match dom.tag(id) {
            Tag::Dt if stats.images > 0 => return false,
            Tag::Dt => terms += u32::from(stats.text > 0),
            Tag::Dd => descriptions += u32::from(stats.text > 0),
            _ => {}
        }
    }
    terms > 0 && descriptions > 0
}
