//! Lists, headings and images that belong to removed lines.

use super::{Judge, PARAGRAPH};
use crate::article::{Evidence, Meta, Removed, RemovedKind};
use crate::draft::{Container, Draft, Fate, Item, Line};
use crate::verdicts::shape::{LIST, ends_sentence, links_all};
use crate::verdicts::{Side, remove};
use crate::words::Roles;

impl Judge<'_> {
    /// Removes images above only a link to another article of the site.
    pub(super) fn cards(&self, draft: &mut Draft, removed: &mut Vec<Removed>) {
        for at in 0..draft.items.len() {
            let Some(line) = draft.line(at) else { continue };
            let place = match line.fate {
                Fate::Caption(place) => place,
                Fate::Removed(RemovedKind::Related) if self.is_box(draft, at, line) => at - 1,
                _ => continue,
            };
            let is_caption = line.roles.has(Roles::CAPTION) || ends_sentence(line.text.as_str());
            if is_caption || !line.weights.is_link() || !links_all(line, |url| self.context.is_other_article(url)) {
                continue;
            }
            if line.fate == Fate::Caption(place) {
                let evidence = Evidence::LINKS | Evidence::TARGET;
                remove(draft, at, RemovedKind::Related.evidence_rule(), RemovedKind::Related, evidence, removed);
            }
            if let Some(Item::Picture(picture)) = draft.items.get_mut(place) {
                picture.removed = true;
                removed.push(Removed {
                    rule: RemovedKind::Related.evidence_rule().into(),
                    kind: RemovedKind::JunkImage,
                    evidence: Evidence::TARGET | Evidence::NEIGHBOURS,
                    text: picture.image.src.as_str().to_owned(),
                });
            }
        }
    }

    /// Returns whether a line and the image directly before it share an element without a paragraph.
    fn is_box(&self, draft: &Draft, at: usize, line: &Line) -> bool {
        let dom = self.context.dom;
        let Some(Item::Picture(picture)) = at.checked_sub(1).and_then(|at| draft.items.get(at)) else { return false };
        let Some(outer) = std::iter::successors(Some(line.block), |&id| dom.parent(id))
            .take(3)
            .find(|&id| dom.is_inside(picture.node, id))
        else {
            return false;
        };
        let is_within =
            |line: &Line| line.fate != Fate::Removed(RemovedKind::Related) && dom.is_inside(line.block, outer);
        let before = (0..at).rev().take(LIST).find_map(|at| draft.line(at));
        let behind = (at + 1..draft.items.len()).take(LIST).find_map(|at| draft.line(at));
        outer != dom.root() && !before.is_some_and(is_within) && !behind.is_some_and(is_within)
    }

    /// Returns whether an alternative text is that of a control.
    fn is_control(&self, alt: &str) -> bool {
        if alt.is_empty() || alt.len() > PARAGRAPH {
            return false;
        }
        let said = self.context.finder.read(alt);
        said.weight == 3
            && matches!(
                said.kind,
                Some(RemovedKind::Promotion | RemovedKind::Footer | RemovedKind::Share | RemovedKind::Advert)
            )
    }

    /// Removes QR codes for following, and images after the article outside of its element.
    pub(super) fn pictures_outside(&self, draft: &mut Draft, removed: &mut Vec<Removed>) {
        let asks = |draft: &Draft, at: usize| {
            draft.line(at).is_some_and(|line| {
                matches!(line.fate, Fate::Removed(_)) && CODES.iter().any(|word| line.text.as_str().contains(word))
            })
        };
        let captioned = draft.captioned();
        let last = draft.body().next_back().map_or(usize::MAX, |(at, _)| at);
        let mut is_behind_promotion = false;
        for at in 0..draft.items.len() {
            is_behind_promotion |= at > last
                && draft.line(at).is_some_and(|line| {
                    matches!(
                        line.fate,
                        Fate::Removed(
                            RemovedKind::Promotion
                                | RemovedKind::Share
                                | RemovedKind::Comments
                                | RemovedKind::Copyright
                                | RemovedKind::Related
                        )
                    )
                });
            if !matches!(draft.items.get(at), Some(Item::Picture(_))) {
                continue;
            }
            let is_code = asks(draft, at + 1) || at > 0 && asks(draft, at - 1);
            if let Some(Item::Picture(picture)) = draft.items.get_mut(at)
                && !picture.removed
                && captioned.binary_search(&at).is_err()
                && !self.context.protected.guards(self.context.dom, picture.node)
                && (is_code
                    || is_behind_promotion
                    || self.is_control(&picture.image.alt)
                    || self.main.is_some_and(|main| main.side(self.context.dom, picture.block, at) == Side::After))
            {
                picture.removed = true;
                removed.push(Removed {
                    rule: "image/outside".into(),
                    kind: RemovedKind::JunkImage,
                    evidence: Evidence::TAIL | Evidence::OUTSIDE,
                    text: picture.image.src.as_str().to_owned(),
                });
            }
        }
    }
}

/// Turns lines without letters and digits into separators, and lines of hashtags into tags.
pub(super) fn ornaments(draft: &mut Draft, meta: &mut Meta, removed: &mut Vec<Removed>) {
    for at in 0..draft.items.len() {
        let Some(line) = draft.line(at) else { continue };
        let text = line.text.as_str();
        if line.fate != Fate::Body || line.preformatted || matches!(line.container, Some(Container::Cell { .. })) {
            continue;
        }
        // `[…]` in a quotation marks an omission.
        let is_ornament = line.container != Some(Container::Quote)
            && text.len() <= 200
            && !text.chars().any(char::is_alphanumeric)
            && !text.chars().any(|c| c as u32 > 0xffff);
        if is_ornament {
            remove(draft, at, "evidence/ornament", RemovedKind::Empty, Evidence::WORDS, removed);
        } else if let Some(tags) = hashtags(text).filter(|_| line.container.is_none() || is_list_of_tags(draft, at)) {
            meta.tags.extend(tags.into_iter().map(str::to_owned));
            remove(draft, at, "evidence/hashtags", RemovedKind::Metadata, Evidence::WORDS, removed);
        }
    }
}

/// Returns whether the other items of a list are hashtags too.
fn is_list_of_tags(draft: &Draft, at: usize) -> bool {
    let beside = |mut places: &mut dyn Iterator<Item = usize>| {
        let next = (&mut places).take(4).find_map(|at| draft.line(at));
        next.is_none_or(|line| {
            !matches!(line.container, Some(Container::ListItem { .. })) || hashtags(line.text.as_str()).is_some()
        })
    };
    beside(&mut (0..at).rev()) && beside(&mut (at + 1..draft.items.len()))
}

/// Returns the tags of a line that consists of hashtags.
fn hashtags(text: &str) -> Option<Vec<&str>> {
    if text.len() > 300 || !text.starts_with(['#', '＃']) {
        return None;
    }
    let tags: Vec<&str> = text.split(['#', '＃', ' ', '\n', '\u{3000}']).filter(|tag| !tag.is_empty()).collect();
    let spaced = text.split_whitespace().all(|word| word.starts_with(['#', '＃']));
    let fits = tags.iter().all(|tag| {
        tag.chars().count() <= 20 && tag.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '·' | '・'))
    });
    (spaced && fits && !tags.is_empty() && tags.iter().any(|tag| tag.chars().any(char::is_alphabetic))).then_some(tags)
}

/// Removes a heading of the tail whose whole section was removed.
pub(super) fn empty_sections(draft: &mut Draft, removed: &mut Vec<Removed>) {
    let mut holds = false;
    let mut went = false;
    for at in (0..draft.items.len()).rev() {
        match draft.items.get(at) {
            Some(Item::Picture(picture)) => holds |= !picture.removed,
            Some(Item::Embed(_)) => holds = true,
            Some(Item::Line(line)) => match line.fate {
                Fate::Removed(_) => went = true,
                Fate::Body
                    if !holds
                        && went
                        && line.text.as_str().len() <= 60
                        && (line.level.is_some() || line.weights.is_bold()) =>
                {
                    remove(
                        draft,
                        at,
                        "evidence/related",
                        RemovedKind::Related,
                        Evidence::TAIL | Evidence::NEIGHBOURS | Evidence::SHORT,
                        removed,
                    );
                }
                Fate::Body | Fate::Heading(_) => return,
                _ => {}
            },
            _ => {}
        }
        if holds {
            return;
        }
    }
}

/// Removes a heading without remaining text before the next heading or separator.
pub(super) fn emptied_headings(draft: &mut Draft, removed: &mut Vec<Removed>) {
    let mut heading: Option<(usize, u8)> = None;
    let mut went = false;
    for at in 0..draft.items.len() {
        let (begins, ends) = match draft.items.get(at) {
            Some(Item::Line(line)) => match (line.fate, line.level) {
                (Fate::Removed(_), _) => {
                    went = true;
                    continue;
                }
                (Fate::Body | Fate::Heading(_), Some(level)) => {
                    (Some((at, level)), heading.is_some_and(|(_, outer)| level <= outer))
                }
                (Fate::Body, None) if line.weights.is_bold() && line.text.as_str().len() <= 60 => {
                    (Some((at, LOWEST)), false)
                }
                _ => (None, false),
            },
            Some(Item::Separator(_)) => (None, true),
            Some(Item::Picture(picture)) if picture.removed => continue,
            Some(Item::Open(_) | Item::Close) => continue,
            _ => (None, false),
        };
        if let Some((heading, _)) = heading.filter(|_| ends && went) {
            let evidence = Evidence::NEIGHBOURS | Evidence::SHORT;
            remove(draft, heading, RemovedKind::Navigation.evidence_rule(), RemovedKind::Navigation, evidence, removed);
        }
        heading = begins;
        went = false;
    }
}

/// The rank of a bold line.
const LOWEST: u8 = 6;

/// Words for a QR code.
const CODES: &[&str] = &["二维码", "二維碼", "扫码", "掃碼", "识别", "扫一扫", "QR", "蓝字"];
