//! Reads the signs of elements, for boilerplate and for the article.

use std::cell::OnceCell;

use super::{BOX, Judge, NODES, Place, SHORT};
use crate::article::RemovedKind;
use crate::dom::{Attr, Dom, NodeId, Tag};
use crate::links::leads;
use crate::survey::{Candidate, Stats, Survey};
use crate::words::{Group, Roles, Said, Sign, quarters};

/// The number of siblings on each side of an element that are examined.
const BESIDE: usize = 4;

impl Judge<'_> {
    /// Calls `each` for the signs of an element.
    pub(super) fn signs(&self, dom: &Dom, candidate: &Candidate, place: Place, each: &mut impl FnMut(Sign)) {
        let (id, survey) = (candidate.id, self.survey);
        let stats = survey.stats(id);
        let name = candidate.kind as u8 * 3 + candidate.weight.clamp(1, 3) - 1;
        let zone = place.zone();
        let size = size(stats.text);
        let links = quarters(stats.link, stats.text);
        let prose = match (stats.prose, survey.total.prose) {
            (0, _) => 0,
            (prose, total) if prose * 12 < total => 1,
            (prose, total) if prose * 6 < total => 2,
            (prose, total) if prose * 2 < total => 3,
            _ => 4,
        };
        each(Group::Base.is(1));
        each(Group::BoxName.is(name));
        each(Group::BoxElement.is(element(dom.tag(id))));
        each(Group::BoxBy.is(u8::from(candidate.by_element)));
        each(Group::BoxSize.is(size));
        each(Group::BoxZone.is(zone));
        each(Group::BoxLinks.is(links));
        each(Group::BoxProse.is(prose));
        each(Group::BoxZoneName.with(zone, name));
        each(Group::BoxZoneProse.with(zone, prose));
        each(Group::BoxZoneSize.with(zone, size));
        each(Group::BoxSizeLinks.with(size, links));
        each(Group::BoxShare.is(match u64::from(stats.text) * 20 / u64::from(survey.total.text.max(1)) {
            0 => 0,
            1..5 => 1,
            5..10 => 2,
            _ => 3,
        }));
        if stats.images > 0 {
            each(Group::BoxHolds.is(u8::from(stats.is_mostly_links())));
        }
        for (value, holds) in [(2, stats.controls > 0), (3, stats.players > 0), (4, stats.signed > 0)] {
            if holds {
                each(Group::BoxHolds.is(value));
            }
        }
        for (value, role) in Roles::all().enumerate() {
            if stats.roles.has(role) {
                each(Group::BoxRole.is(value as u8));
            }
        }
        if is_named_like_prose(dom, survey, id) {
            each(Group::BoxLike.is(0));
        }
        if stats.text <= BOX {
            self.words(dom, candidate, stats, each);
        }
    }

    fn words(&self, dom: &Dom, candidate: &Candidate, stats: Stats, each: &mut impl FnMut(Sign)) {
        let read = OnceCell::new();
        let said = || *read.get_or_init(|| self.finder.read(&dom.text_of(candidate.id)));
        if stats.text <= SHORT {
            let said = said();
            each(Group::BoxSaid.is(said.strength()));
            if let Some(kind) = said.kind {
                each(Group::BoxSaidSame.is(u8::from(kind != candidate.kind)));
            }
        }
        if asks(dom, candidate.id, stats, said) {
            each(Group::BoxAsks.is(0));
        }
    }
}

/// Returns the value of a number of bytes in [`Group::BoxSize`].
fn size(bytes: u32) -> u8 {
    const BORDERS: [u32; 6] = [1, 60, 180, 500, 1200, 4000];
    BORDERS.partition_point(|border| *border <= bytes) as u8
}

/// Returns the value of a tag in [`Group::BoxElement`].
fn element(tag: Tag) -> u8 {
    match tag {
        Tag::Nav => 0,
        Tag::Form => 1,
        Tag::Button | Tag::Select | Tag::Textarea | Tag::Option | Tag::Dialog | Tag::Input => 2,
        Tag::Footer => 3,
        Tag::Aside => 4,
        Tag::Menu => 5,
        _ if tag.heading_level().is_some() => 6,
        Tag::A => 7,
        Tag::Ul | Tag::Ol | Tag::Dl | Tag::Li => 8,
        Tag::P => 9,
        Tag::Section | Tag::Article => 10,
        Tag::Table | Tag::Tr | Tag::Td => 12,
        _ => 11,
    }
}

/// Returns whether a small element asks for money or an email address: by a link to a page for them, or by its text.
fn asks(dom: &Dom, id: NodeId, stats: Stats, said: impl Fn() -> Said) -> bool {
    let links = || {
        dom.descendants(id)
            .take(NODES)
            .filter(|&id| dom.tag(id) == Tag::A)
            .filter_map(|id| dom.attr(id, Attr::Href))
            .any(|href| leads::asks(href.trim()))
    };
    stats.links > 0 && links() || {
        let said = said();
        said.kind == Some(RemovedKind::Promotion) && said.weight == 3
    }
}

/// Returns whether an element has the same classes as a sibling with prose.
fn is_named_like_prose(dom: &Dom, survey: &Survey, id: NodeId) -> bool {
    let class = dom.attr(id, Attr::Class);
    let is_alike = |other: NodeId| {
        let stats = survey.stats(other);
        stats.prose > 0 && stats.images == 0 && dom.attr(other, Attr::Class) == class
    };
    let before = std::iter::successors(dom.prev(id), |&id| dom.prev(id));
    let behind = std::iter::successors(dom.next(id), |&id| dom.next(id));
    class.is_some() && (before.take(BESIDE).any(is_alike) || behind.take(BESIDE).any(is_alike))
}
