//! Lists, headings and pictures that go with lines that went.

use super::judge::LIST;
use super::signs::{announces, ends_sentence, links_all};
use super::{Context, Judge, PARAGRAPH, remove};
use crate::article::{Evidence, Meta, Removed, RemovedKind};
use crate::draft::{Container, Draft, Fate, Item, Line, Places};
use crate::verdicts::Side;
use crate::words::Roles;

impl Judge<'_> {
    /// Takes out pictures under which nothing stands but the link to another article of the site.
    pub(super) fn cards(&self, draft: &mut Draft, removed: &mut Vec<Removed>) {
        for at in 0..draft.items.len() {
            let Some(line) = draft.line(at) else { continue };
            let place = match line.fate {
                Fate::Caption(place) => place,
                Fate::Removed(RemovedKind::Related) if self.is_box(draft, at, line) => at - 1,
                _ => continue,
            };
            let is_caption = line.roles.has(Roles::CAPTION) || ends_sentence(line.text.as_str());
            if is_caption || !line.weights.is_link() || !links_all(line, |url| self.is_other_article(url)) {
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

    /// Whether a line and the picture right before it share an element that holds no paragraph.
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

    /// Takes lists of links to other articles of the same host out of the middle of the text, where nothing announces them:
    /// the paragraph before them ends.
    pub(super) fn lists_between(&self, draft: &mut Draft, removed: &mut Vec<Removed>) {
        if !draft.items.iter().any(|item| matches!(item, Item::Open(Container::List { .. }))) {
            return;
        }
        let lines: Places = draft.body().map(|(at, _)| at).collect();
        let mut place = 0;
        while place < lines.len() {
            let line = |place: Option<usize>| place.and_then(|place| lines.get(place)).and_then(|&at| draft.line(at));
            let is_entry = |place: usize| {
                line(Some(place))
                    .is_some_and(|line| matches!(line.container, Some(Container::ListItem)) && self.is_own_link(line))
            };
            let length = (place..lines.len()).take_while(|&place| is_entry(place)).count();
            let is_prose = |line: &Line| line.text.as_str().len() >= PARAGRAPH && line.container.is_none();
            let is_alone = length >= 2
                && line(place.checked_sub(1)).is_some_and(|line| {
                    (is_prose(line) || line.container == Some(Container::Quote)) && !announces(line)
                })
                && line(Some(place + length)).is_some_and(|line| is_prose(line) || line.level.is_some());
            let entries = lines.get(place..place + length).filter(|_| is_alone).unwrap_or_default();
            for &at in entries {
                let evidence = Evidence::LINKS | Evidence::TARGET | Evidence::NEIGHBOURS;
                remove(draft, at, "evidence/related", RemovedKind::Related, evidence, removed);
            }
            place += length.max(1);
        }
    }

    /// Whether what stands for a picture says that it is no part of the article.
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

    /// The code under which people are asked to follow, and what stands behind the article outside of what holds it.
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

/// Lines without a letter or digit separate what stands round them; lines of hashtags go into the tags.
pub(super) fn ornaments(draft: &mut Draft, meta: &mut Meta, removed: &mut Vec<Removed>) {
    for at in 0..draft.items.len() {
        let Some(line) = draft.line(at) else { continue };
        let text = line.text.as_str();
        if line.fate != Fate::Body || line.preformatted || matches!(line.container, Some(Container::Cell { .. })) {
            continue;
        }
        if text.len() <= 200 && !text.chars().any(char::is_alphanumeric) && !text.chars().any(|c| c as u32 > 0xffff) {
            remove(draft, at, "evidence/ornament", RemovedKind::Empty, Evidence::WORDS, removed);
        } else if let Some(tags) = hashtags(text) {
            meta.tags.extend(tags.into_iter().map(str::to_owned));
            remove(draft, at, "evidence/hashtags", RemovedKind::Metadata, Evidence::WORDS, removed);
        }
    }
}

/// The tags of a line that is nothing but hashtags.
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

/// Short lines over the article's title are the page's.
pub(super) fn before_title(draft: &mut Draft, removed: &mut Vec<Removed>) {
    let title = draft
        .lines()
        .take(8)
        .find(|(_, line)| line.fate == Fate::Removed(RemovedKind::Duplicate) && line.level.is_some())
        .map(|(at, _)| at);
    for at in 0..title.unwrap_or(0) {
        if draft.line(at).is_some_and(|line| line.fate == Fate::Body && line.text.as_str().len() <= 60) {
            remove(
                draft,
                at,
                "evidence/navigation",
                RemovedKind::Navigation,
                Evidence::HEAD | Evidence::SHORT | Evidence::OUTSIDE,
                removed,
            );
        }
    }
}

/// A heading of the tail whose whole section went was the section's.
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

/// A heading under which nothing is left before the next one or a rule goes with what it headed.
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

/// What stands behind a line that heads other articles, comments or share links belongs to it, up to the next paragraph.
pub(super) fn after_headings(draft: &mut Draft, context: &Context<'_>, removed: &mut Vec<Removed>) {
    let last_paragraph = draft
        .body()
        .rfind(|(_, line)| line.text.as_str().len() >= PARAGRAPH && !line.weights.is_mostly_link())
        .map_or(0, |(at, _)| at);
    let mut kind = None;
    for at in 0..draft.items.len() {
        match draft.items.get_mut(at) {
            Some(Item::Line(line)) => {
                let text = line.text.as_str();
                match line.fate {
                    Fate::Removed(of) => {
                        kind = match of {
                            RemovedKind::Related | RemovedKind::Comments | RemovedKind::Share => {
                                let is_heading = text.len() <= 60 && !line.weights.is_link();
                                // An entry that went leaves the rest to its heading, and so does a heading that is a link.
                                let is_part = kind == Some(of) || of == RemovedKind::Related && text.len() <= 24;
                                (is_heading || is_part).then_some(of)
                            }
                            // `Skip to the article` stands between the heading and its entries.
                            RemovedKind::Label | RemovedKind::Navigation => kind,
                            _ => None,
                        };
                    }
                    Fate::Body => {
                        let Some(of) = kind else { continue };
                        let is_sentence = line.weights.link == 0
                            && (text.len() >= 45 && ends_sentence(text)
                                || of == RemovedKind::Related && text.ends_with(['。', '.']));
                        let is_entry = line.weights.is_mostly_link()
                            || text.len() < PARAGRAPH
                                && at > last_paragraph
                                && (of == RemovedKind::Comments || !is_sentence);
                        if is_entry && !line.preformatted {
                            remove(draft, at, of.evidence_rule(), of, Evidence::NEIGHBOURS, removed);
                        } else {
                            kind = None;
                        }
                    }
                    _ => {}
                }
            }
            Some(Item::Picture(picture))
                if kind.is_some() && at > last_paragraph && !context.protected.guards(context.dom, picture.node) =>
            {
                picture.removed = true;
                removed.push(Removed {
                    rule: kind.unwrap_or(RemovedKind::Related).evidence_rule().into(),
                    kind: RemovedKind::JunkImage,
                    evidence: Evidence::NEIGHBOURS,
                    text: picture.image.src.as_str().to_owned(),
                });
            }
            _ => {}
        }
    }
}

/// A last section whose heading asks for support, and the little that stands under it.
pub(super) fn last_appeal(draft: &mut Draft, context: &Context<'_>, removed: &mut Vec<Removed>) {
    let mut under = 0;
    let mut lines = 0;
    let heading = draft.body().rev().take(APPEAL_LINES).find_map(|(at, line)| {
        let text = line.text.as_str();
        let is_heading = lines > 0 && text.len() <= PARAGRAPH && (line.level.is_some() || line.weights.is_bold());
        let asks = is_heading && {
            let said = context.finder.said(text, &draft.words(line, context.finder));
            said.kind == Some(RemovedKind::Promotion) && said.weight == 3 && said.covers * 2 > text.len()
        };
        under += text.len();
        lines += 1;
        asks.then_some(at)
    });
    let total: usize = draft.body().map(|(_, line)| line.text.as_str().len()).sum();
    let Some(heading) = heading.filter(|_| under <= APPEAL && under * 4 <= total) else { return };
    // Somebody who tells of it at length asks for nothing.
    let tells = |line: &Line| {
        line.weights.link == 0 && line.text.as_str().matches(['.', '。', '?', '？', '!', '！']).count() > 4
    };
    if draft.body().any(|(at, line)| at > heading && tells(line)) {
        return;
    }
    for at in heading..draft.items.len() {
        if draft.line(at).is_some_and(|line| matches!(line.fate, Fate::Body | Fate::Heading(_))) {
            let evidence = Evidence::TAIL | Evidence::WORDS | Evidence::NEIGHBOURS;
            remove(draft, at, RemovedKind::Promotion.evidence_rule(), RemovedKind::Promotion, evidence, removed);
        }
    }
}

/// What a bold line ranks as.
const LOWEST: u8 = 6;

/// Lines of such a section.
const APPEAL_LINES: usize = 5;
/// Bytes of one.
const APPEAL: usize = 900;

/// A short line between two lines that went for the same reason, and that ends no sentence, was part of them.
pub(super) fn between(draft: &mut Draft, removed: &mut Vec<Removed>) {
    let kind_of = |draft: &Draft, at: usize| match draft.items.get(at) {
        Some(Item::Line(Line { fate: Fate::Removed(kind), .. })) => Some(*kind).filter(|kind| {
            matches!(
                kind,
                RemovedKind::Promotion
                    | RemovedKind::Related
                    | RemovedKind::Comments
                    | RemovedKind::Share
                    | RemovedKind::Form
                    | RemovedKind::Advert
            )
        }),
        _ => None,
    };
    for at in 1..draft.items.len() {
        let (Some(before), Some(behind)) = (kind_of(draft, at - 1), kind_of(draft, at + 1)) else { continue };
        let is_part = draft.line(at).is_some_and(|line| {
            let text = line.text.as_str();
            line.fate == Fate::Body && !line.preformatted && text.len() <= PARAGRAPH && !ends_sentence(text)
        });
        if is_part && before == behind {
            remove(draft, at, before.evidence_rule(), before, Evidence::NEIGHBOURS | Evidence::SHORT, removed);
        }
    }
}

/// Words for a code that is scanned.
const CODES: &[&str] = &["二维码", "二維碼", "扫码", "掃碼", "识别", "扫一扫", "QR", "蓝字"];
