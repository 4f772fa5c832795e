//! Pairs images with their captions and credits.

mod weigh;

use smallvec::SmallVec;

use super::{bylines, dates};
use crate::article::{Evidence, Removed, RemovedKind};
use crate::dom::{Dom, NodeId, Tag};
use crate::draft::{Container, Draft, Fate, Item, Line, Picture, Places};
use crate::survey::Survey;
use crate::words::credits::{
    credits_first_picture, ends_with_credit, is_credit_text, leads_to_picture, numbers_picture,
};
use crate::words::{Finder, Roles, people};
use weigh::{is_step, weigh};

/// The maximal number of bytes of all text in a container of an image with its caption and credit.
const BOX: u32 = 1000;
/// The sum of signs from which a line is a caption.
const ENOUGH: i32 = 3;
/// The value of the sign that a line after an image is a credit.
const CREDIT_SIGN: i32 = 1;
/// The number of lines after an image that are examined.
const REACH: usize = 4;
/// The maximal number of cells of a row in a table of images.
const COLUMNS: usize = 8;

/// Signs of captions above their images.
const DOWN: [char; 3] = ['▼', '▽', '↓'];

/// Indices of the lines of an image, and whether they are credits.
type Found = SmallVec<[(usize, bool); 4]>;

/// Decides for every line near an image whether it is its caption or credit.
pub(crate) fn pair(dom: &Dom, survey: &Survey, finder: &Finder, draft: &mut Draft) {
    let mut found: Found = SmallVec::new();
    let pictures: Places = (0..draft.items.len())
        .filter(|&at| matches!(draft.items.get(at), Some(Item::Picture(picture)) if !picture.removed))
        .collect();
    let italics =
        if pictures.is_empty() { 0 } else { draft.body().filter(|(_, line)| line.weights.is_italic()).count() };
    let is_italic_post = italics > pictures.len() && italics * 2 > draft.body().count();
    for &at in &pictures {
        let Some(Item::Picture(picture)) = draft.items.get(at) else { continue };
        let surroundings = Surroundings::of(dom, survey, picture, is_italic_post);
        found.clear();
        match cell_below(dom, survey, picture.node) {
            Some(cell) => below(dom, draft, at, cell, &mut found),
            None => {
                before(draft, at, surroundings, &mut found);
                behind(dom, survey, draft, at, surroundings, &mut found);
                if found.iter().all(|(_, is_credit)| *is_credit) {
                    found.extend(over(draft, at).map(|place| (place, false)));
                }
            }
        }
        // `Scan the code to follow us` below an image does not describe it, and neither does a full stop.
        found.retain(|&mut (place, _)| {
            draft.line(place).is_some_and(|line| {
                line.text.as_str().contains(char::is_alphanumeric) && !is_boilerplate(finder, draft, line)
            })
        });
        for &(place, is_credit) in &found {
            if let Some(line) = draft.line_mut(place) {
                line.fate = if is_credit { Fate::Credit(at) } else { Fate::Caption(at) };
            }
        }
    }
    if let Some(&first) = pictures.first() {
        credit_first(draft, first);
    }
}

/// Gives the first image a credit from elsewhere in the post, if it has none next to it.
fn credit_first(draft: &mut Draft, first: usize) {
    let has_credit = draft.lines().any(|(_, line)| line.fate == Fate::Credit(first));
    let credit = draft.body().find(|(_, line)| credits_first_picture(line.text.as_str())).map(|(at, _)| at);
    if let Some(line) = credit.filter(|_| !has_credit).and_then(|at| draft.line_mut(at)) {
        line.fate = Fate::Credit(first);
    }
}

fn is_boilerplate(finder: &Finder, draft: &Draft, line: &Line) -> bool {
    let text = line.text.as_str();
    if text.len() > 300 {
        return false;
    }
    let said = finder.said(text, &draft.words(line, finder));
    // A copyright notice may be the credit of an image, once.
    let may_credit = said.kind == Some(RemovedKind::Copyright)
        && said.count < 2
        && !text.trim_start_matches('*').starts_with("本文");
    said.weight == 3 && !may_credit && !matches!(said.kind, Some(RemovedKind::Label | RemovedKind::Metadata) | None)
}

/// The surroundings of an image that may contain its caption.
#[derive(Clone, Copy)]
struct Surroundings<'a> {
    picture: NodeId,
    /// The alternative text of the image.
    alt: &'a str,
    /// Whether most lines of the post are in italics, which distinguish no caption then.
    is_italic_post: bool,
    /// The number of images of the whole post.
    pictures: usize,
    /// The block element that contains the image.
    block: NodeId,
    /// The outermost ancestor without other images and with little text.
    outer: Option<NodeId>,
    is_figure: bool,
    /// Whether its siblings are images with text too.
    is_in_gallery: bool,
    is_centered: bool,
}

impl<'a> Surroundings<'a> {
    fn of(dom: &Dom, survey: &Survey, picture: &'a Picture, is_italic_post: bool) -> Self {
        let parent = dom.parent(picture.node).unwrap_or(picture.block);
        let images = survey.stats(parent).images;
        let fits = |id: NodeId| {
            let stats = survey.stats(id);
            let is_part = stats.text * 5 <= survey.total.text * 2;
            id != dom.root() && stats.images == images && stats.text <= BOX && (is_part || dom.tag(id) == Tag::Figure)
        };
        let mut outer = fits(parent).then_some(parent);
        let mut is_figure = survey.stats(parent).roles.has(Roles::FIGURE);
        while let Some(parent) = outer.and_then(|id| dom.parent(id)).filter(|&parent| fits(parent)) {
            outer = Some(parent);
            is_figure |= survey.stats(parent).roles.has(Roles::FIGURE);
        }
        let is_twin = |id: NodeId| {
            let stats = survey.stats(id);
            stats.images > 0 && stats.images <= 2 && stats.text > 0 && stats.text <= BOX
        };
        let beside = |next: fn(&Dom, NodeId) -> Option<NodeId>| {
            let near =
                outer.into_iter().flat_map(|id| std::iter::successors(next(dom, id), move |&id| next(dom, id)).take(4));
            near.filter(|&id| dom.text(id).is_none()).take(1).any(is_twin)
        };
        let is_in_gallery = outer.is_some_and(|id| survey.stats(id).text > 0)
            && (beside(|dom, id| dom.next(id)) || beside(|dom, id| dom.prev(id)));
        Surroundings {
            picture: picture.node,
            alt: picture.image.alt.trim(),
            is_italic_post,
            pictures: usize::from(survey.total.images),
            block: picture.block,
            outer,
            is_figure,
            is_in_gallery,
            is_centered: picture.centered,
        }
    }

    fn hold(self, dom: &Dom, id: NodeId) -> bool {
        self.outer.is_some_and(|outer| dom.is_inside(id, outer))
    }
}

/// Returns the cell below that of an image, in a table of images above their captions.
fn cell_below(dom: &Dom, survey: &Survey, picture: NodeId) -> Option<NodeId> {
    let cell = cell_of(dom, picture)?;
    let row = dom.parent(cell).filter(|&row| dom.tag(row) == Tag::Tr)?;
    let next =
        std::iter::successors(dom.next(row), |&id| dom.next(id)).take(COLUMNS).find(|&id| dom.tag(id) == Tag::Tr)?;
    let column = cells(dom, row).position(|other| other == cell)?;
    let is_shown = |id| survey.stats(id).images == 1 && survey.stats(id).text == 0;
    let is_said = |id| survey.stats(id).images == 0 && (1..=BOX / 3).contains(&survey.stats(id).text);
    let count = cells(dom, row).count();
    let is_pair = (2..=COLUMNS).contains(&count)
        && cells(dom, next).count() == count
        && cells(dom, row).all(is_shown)
        && cells(dom, next).all(is_said);
    cells(dom, next).nth(column).filter(|_| is_pair)
}

fn cell_of(dom: &Dom, id: NodeId) -> Option<NodeId> {
    let near = std::iter::successors(Some(id), |&id| dom.parent(id)).take(5);
    near.into_iter().find(|&id| matches!(dom.tag(id), Tag::Td | Tag::Th))
}

/// Returns the first cells of a row, one more than a table of images has.
fn cells(dom: &Dom, row: NodeId) -> impl Iterator<Item = NodeId> {
    std::iter::successors(dom.first_child(row), |&id| dom.next(id))
        .take(4 * COLUMNS)
        .filter(|&id| matches!(dom.tag(id), Tag::Td | Tag::Th))
        .take(COLUMNS + 1)
}

fn below(dom: &Dom, draft: &Draft, at: usize, cell: NodeId, found: &mut Found) {
    for place in at + 1..at + 1 + 4 * COLUMNS {
        if let Some(line) = draft.line(place)
            && line.fate == Fate::Body
            && draft.leaves_of(line).first().is_some_and(|&leaf| dom.is_inside(leaf, cell))
        {
            found.push((place, is_credit(line)));
        }
    }
}

/// Returns whether a line is one of several in a table row without the image: a fact, not a caption.
fn is_fact(dom: &Dom, survey: &Survey, line: &Line, picture: NodeId) -> bool {
    cell_of(dom, line.block).and_then(|cell| dom.parent(cell)).is_some_and(|row| {
        dom.tag(row) == Tag::Tr
            && !dom.is_inside(picture, row)
            && cells(dom, row).filter(|&cell| survey.stats(cell).text > 0).nth(1).is_some()
    })
}

/// Returns whether a line is the text of the list item that contains an image: the image is an icon before it.
fn is_item(line: &Line, surroundings: Surroundings<'_>) -> bool {
    matches!(line.container, Some(Container::ListItem { .. }))
        && line.block == surroundings.block
        && !surroundings.is_figure
}

/// Finds a caption before its image, if names of elements or its number identify it.
fn before(draft: &Draft, at: usize, surroundings: Surroundings<'_>, found: &mut Found) {
    for place in (at.saturating_sub(2)..at).rev() {
        match draft.items.get(place) {
            Some(Item::Line(line))
                if line.fate == Fate::Body
                    && (surroundings.is_figure && named(line)
                        || line.level.is_none() && numbers_picture(line.text.as_str(), surroundings.pictures))
                    && line.text.as_str().len() as u32 <= BOX =>
            {
                // A line that follows the preceding image belongs to that one, unless its own caption is above it.
                let before =
                    (0..place).rev().take(2).find(|before| matches!(draft.items.get(*before), Some(Item::Picture(_))));
                if before.is_none_or(|picture| is_captioned_above(draft, picture)) {
                    found.push((place, is_credit(line)));
                }
            }
            Some(Item::Open(_) | Item::Close) => {}
            _ => break,
        }
    }
}

/// Returns whether the caption of an image is above it.
fn is_captioned_above(draft: &Draft, picture: usize) -> bool {
    (0..picture).rev().take(2).any(|at| draft.line(at).is_some_and(|line| line.fate == Fate::Caption(picture)))
}

/// Returns a line directly before an image that points down to it or, set apart from the text, is its credit, if no
/// caption follows the image.
fn over(draft: &Draft, at: usize) -> Option<usize> {
    let place = at.checked_sub(1)?;
    let line = draft.line(place)?;
    let text = line.text.as_str();
    let is_caption = line.fate == Fate::Body
        && line.level.is_none()
        && text.len() <= 240
        && (text.starts_with(DOWN)
            || (line.weights.is_italic() || line.weights.is_small())
                && (leads_to_picture(text) || ends_with_credit(text)))
        && (text.starts_with(DOWN)
            || !matches!(place.checked_sub(1).and_then(|before| draft.items.get(before)), Some(Item::Picture(_))));
    is_caption.then_some(place)
}

fn behind(dom: &Dom, survey: &Survey, draft: &Draft, at: usize, surroundings: Surroundings<'_>, found: &mut Found) {
    let mut lines = 0;
    let mut captioned = found.iter().any(|(_, credit)| !credit);
    let mut credited = found.iter().any(|(_, credit)| *credit);
    let mut nameless = None;
    for place in at + 1..draft.items.len() {
        match draft.items.get(place) {
            Some(Item::Line(line)) => {
                match line.fate {
                    Fate::Body => {}
                    Fate::Removed(_) => continue,
                    _ => break,
                }
                if !named(line) && (is_fact(dom, survey, line, surroundings.picture) || is_item(line, surroundings)) {
                    break;
                }
                let points_down = !named(line) && line.text.as_str().starts_with(DOWN);
                if points_down && matches!(draft.items.get(place + 1), Some(Item::Picture(_))) {
                    break;
                }
                lines += 1;
                let credit = is_credit(line);
                let inside = draft.leaves_of(line).first().is_some_and(|&leaf| surroundings.hold(dom, leaf));
                let is_next = lines == 1 || lines == found.len() + 1;
                // A text of several paragraphs in an element of its own is the text of a message.
                let runs_on = !named(line)
                    && line.block != surroundings.block
                    && matches!(draft.items.get(place + 1), Some(Item::Line(next)) if next.block == line.block);
                let weight = weigh(survey, dom, line, surroundings, inside, is_next)
                    + 3 * i32::from(is_next && is_phrase_before_prose(draft, place, line))
                    + 3 * i32::from(
                        is_next && is_alone(survey, surroundings) && is_shown_before_prose(draft, place, line),
                    )
                    + CREDIT_SIGN * i32::from(credit && is_next && line.text.as_str().len() < 150)
                    - 2 * i32::from(runs_on);
                // A second caption must be in the same container or have such names.
                let room = if credit {
                    !credited || captioned && inside
                } else {
                    !captioned || inside || named(line) && !credited
                };
                if lines > REACH {
                    break;
                }
                if weight < ENOUGH || !room {
                    // A credit without a label precedes the named caption.
                    if inside && surroundings.is_figure && line.text.as_str().len() <= 60 {
                        nameless = nameless.or(Some(place));
                        continue;
                    }
                    break;
                }
                if let Some(place) = nameless.take().filter(|_| inside && !credit && !credited && named(line)) {
                    found.push((place, true));
                    credited = true;
                }
                found.push((place, credit));
                captioned |= !credit;
                credited |= credit;
            }
            Some(Item::Picture(next)) => {
                // A caption for several images is after the last of them.
                if lines > 0 || !next.removed {
                    break;
                }
            }
            Some(
                Item::Open(Container::Table | Container::Caption | Container::Row { .. } | Container::Cell { .. })
                | Item::Close,
            ) => {}
            _ => break,
        }
    }
}

/// Removes the portraits next to bylines, and the captions of all removed images.
pub(crate) fn drop_portraits(draft: &mut Draft, is_kept: impl Fn(NodeId) -> bool, removed: &mut Vec<Removed>) {
    for at in 0..draft.items.len() {
        let is_portrait = matches!(draft.items.get(at), Some(Item::Picture(picture)) if !picture.removed && !is_kept(picture.node))
            && bylines::is_portrait(draft, at);
        if let Some(Item::Picture(picture)) = draft.items.get_mut(at).filter(|_| is_portrait) {
            picture.removed = true;
            removed.push(Removed {
                rule: "image/portrait".into(),
                kind: RemovedKind::JunkImage,
                evidence: Evidence::NEIGHBOURS,
                text: picture.image.src.as_str().to_owned(),
            });
        }
    }
    for at in 0..draft.items.len() {
        let picture = match draft.line(at).map(|line| line.fate) {
            Some(Fate::Caption(picture) | Fate::Credit(picture)) => picture,
            _ => continue,
        };
        let is_gone = matches!(draft.items.get(picture), Some(Item::Picture(picture)) if picture.removed);
        if let Some(line) = draft.line_mut(at).filter(|_| is_gone) {
            line.fate = Fate::Removed(RemovedKind::JunkImage);
            removed.push(Removed {
                rule: "image/caption".into(),
                kind: RemovedKind::JunkImage,
                evidence: Evidence::NEIGHBOURS,
                text: line.text.as_str().to_owned(),
            });
        }
    }
}

/// Returns the images that share the caption after a later one, each with that image.
pub(crate) fn shared(draft: &Draft) -> Vec<(usize, usize)> {
    let mut shared = Vec::new();
    let captioned = draft.captioned();
    let mut row: SmallVec<[(usize, NodeId); 16]> = SmallVec::new();
    for (at, item) in draft.items.iter().enumerate() {
        match item {
            Item::Picture(picture) if !picture.removed => {
                if row
                    .last()
                    .is_some_and(|(before, block)| captioned.binary_search(before).is_ok() || *block != picture.block)
                {
                    row.clear();
                }
                row.push((at, picture.block));
                if captioned.binary_search(&at).is_ok() {
                    shared.extend(row.iter().take(row.len() - 1).map(|(before, _)| (*before, at)));
                }
            }
            Item::Line(line) if matches!(line.fate, Fate::Removed(_)) => {}
            _ => row.clear(),
        }
    }
    shared
}

/// Returns whether a line is a phrase without final punctuation, followed by prose.
fn is_phrase_before_prose(draft: &Draft, place: usize, line: &Line) -> bool {
    let ends = |text: &str| {
        text.ends_with(|c: char| c.is_ascii_punctuation() && c != ')' || "。，、；：？！…—”’」』】》".contains(c))
    };
    let names_role = |line: &Line| people::names_role(line.text.as_str());
    let text = line.text.as_str();
    text.len() <= 160
        && !is_step(text)
        && line.level.is_none()
        && !line.weights.is_bold()
        && line.weights.link == 0
        && !ends(text)
        && text.contains([',', '，', '、', '（', '(', '；', ';'])
        && !names_role(line)
        && draft
            .body_behind(place)
            .find(|next| !names_role(next))
            .is_some_and(|next| next.text.as_str().len() >= 90 && next.level.is_none() && ends(next.text.as_str()))
}

/// Returns whether an image is alone in a block element.
fn is_alone(survey: &Survey, surroundings: Surroundings<'_>) -> bool {
    survey.stats(surroundings.block).text == 0
}

/// Returns whether a short line below an image describes it: no heading, question, item or byline, and followed by
/// prose.
fn is_shown_before_prose(draft: &Draft, place: usize, line: &Line) -> bool {
    let text = line.text.as_str();
    let is_phrase = text.len() <= 75
        && !text.ends_with(|c: char| c.is_ascii_punctuation() && c != ')' || "。，、；：？！…—”』】》".contains(c));
    // `Passengers at the quay on June 4, 2021.`
    let is_dated = text.len() <= 100
        && text.is_ascii()
        && text.matches(". ").count() == 0
        && text.ends_with('.')
        && dates::find(text).is_some_and(|found| found.range.start > 0);
    let is_prose = |line: &Line| line.text.as_str().len() >= 90 && line.level.is_none() && line.container.is_none();
    (is_phrase || is_dated)
        && !is_step(text)
        && line.level.is_none()
        && !line.weights.is_bold()
        && line.weights.link == 0
        && line.container.is_none()
        && text.chars().filter(|c| c.is_alphabetic()).take(2).count() == 2
        && text.starts_with(|c: char| c.is_alphabetic() && !"一二三四五六七八九十第".contains(c))
        && !people::names_role(text)
        && !text.ends_with(['译', '譯'])
        && draft.body_behind(place).next().is_some_and(is_prose)
}

/// Returns whether the names of the ancestors of a line mean a caption or credit.
fn named(line: &Line) -> bool {
    line.roles.has(Roles::CAPTION) || line.roles.has(Roles::CREDIT)
}

/// Returns whether a line names the owner of an image rather than describing it.
pub(crate) fn is_credit(line: &Line) -> bool {
    if line.roles.has(Roles::CREDIT) && !line.roles.has(Roles::CAPTION) {
        return line.text.as_str().len() <= 240;
    }
    let text = line.text.as_str().trim();
    if line.roles.has(Roles::CREDIT) && text.len() <= 110 && !text.contains('。') && !text.contains(". ") {
        return true;
    }
    is_credit_text(text)
}
