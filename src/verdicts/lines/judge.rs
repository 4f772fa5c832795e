//! Weighs the lines of the head, the end and between.

use super::signs::{
    announces, ends_list, ends_sentence, follows, heads_links, is_aside, is_bracketed, is_dead_link, is_film, is_first,
    is_labelled, is_left_alone, is_menu, is_pointed, leads_on, links_all, names_mailbox, titles_prose,
};
use super::{Judge, LONG, PARAGRAPH, READ, SHORT, Zone};
use crate::article::{Evidence, RemovedKind};
use crate::draft::{Container, Draft, Fate, Item, Line, Places};
use crate::links::leads;
use crate::verdicts::Side;
use crate::words::Said;

pub(super) struct Removal {
    pub(super) at: usize,
    pub(super) kind: RemovedKind,
    pub(super) evidence: Evidence,
}

impl Judge<'_> {
    /// Reads from the end to the second paragraph that is none; returns where the tail begins.
    pub(super) fn tail(&self, draft: &Draft, removals: &mut Vec<Removal>) -> usize {
        let mut paragraphs = 0;
        let mut begin = draft.items.len();
        let mut neighbour = None;
        let lines: Places = draft.body().rev().map(|(at, _)| at).collect();
        for (place, &at) in lines.iter().enumerate() {
            let Some(line) = draft.line(at) else { continue };
            let zone = if paragraphs == 0 { Zone::Tail } else { Zone::Middle };
            let behind = place.checked_sub(1).and_then(|place| lines.get(place)).copied().unwrap_or(draft.items.len());
            neighbour = self.context.ruled.taken_between(at, behind).or(neighbour);
            let found = self.weigh(draft, at, line, zone, neighbour).or_else(|| {
                (zone == Zone::Tail && self.is_link_list(draft, &lines, place)).then_some((
                    RemovedKind::Related,
                    Evidence::LINKS | Evidence::TAIL | Evidence::TARGET | Evidence::NEIGHBOURS,
                ))
            });
            match found {
                Some((kind, evidence)) => {
                    removals.push(Removal { at, kind, evidence });
                    neighbour = Some(kind);
                    begin = at;
                }
                None => {
                    neighbour = None;
                    let is_behind =
                        self.main.is_some_and(|main| main.side(self.context.dom, line.block, at) == Side::After);
                    if line.text.as_str().len() >= PARAGRAPH && !line.weights.is_mostly_link() && !is_behind {
                        paragraphs += 1;
                        if paragraphs == 2 {
                            break;
                        }
                    }
                }
            }
        }
        begin
    }

    /// Reads from the start to the second paragraph; returns where the head ends.
    pub(super) fn head(&self, draft: &Draft, end: usize, removals: &mut Vec<Removal>) -> usize {
        let mut paragraphs = 0;
        let mut neighbour = None;
        for (at, line) in draft.body() {
            if at >= end {
                return at;
            }
            match self.weigh(draft, at, line, Zone::Head, neighbour) {
                Some((kind, evidence)) => {
                    removals.push(Removal { at, kind, evidence });
                    neighbour = Some(kind);
                }
                None => {
                    neighbour = None;
                    paragraphs += usize::from(line.text.as_str().len() >= PARAGRAPH);
                    if paragraphs == 2 {
                        return at + 1;
                    }
                }
            }
        }
        end
    }

    pub(super) fn middle(&self, draft: &Draft, begin: usize, end: usize, removals: &mut Vec<Removal>) {
        for (at, line) in draft.body() {
            if at < begin || at >= end || line.text.as_str().len() > LONG {
                continue;
            }
            if let Some((kind, evidence)) = self.weigh(draft, at, line, Zone::Middle, None) {
                removals.push(Removal { at, kind, evidence });
            }
        }
    }

    /// Adds up the signs; `None` when they are too few.
    fn weigh(
        &self,
        draft: &Draft,
        at: usize,
        line: &Line,
        zone: Zone,
        neighbour: Option<RemovedKind>,
    ) -> Option<(RemovedKind, Evidence)> {
        let text = line.text.as_str();
        if line.preformatted || is_film(line) {
            return None;
        }
        let is_prose = || line.level.is_none() && !line.weights.is_mostly_link() && !is_aside(line);
        if zone == Zone::Middle && text.len() > SHORT && is_prose() {
            // The strongest phrase at its head, and another, are not enough there.
            return None;
        }
        let side = self.main.map_or(Side::Inside, |main| main.side(self.context.dom, line.block, at));
        let is_sentence = text.len() >= 45 && ends_sentence(text);
        let finder = self.context.finder;
        let said = match text.len() {
            ..=READ => finder.said(text, &draft.words(line, finder)),
            _ => {
                let head = text.char_indices().nth(READ / 3).and_then(|(end, _)| text.get(..end));
                finder.read(head.unwrap_or(text))
            }
        };
        let (kind, mut signs, mut evidence) = match said {
            Said { kind: Some(kind), weight, leads, count, weak, covers, heads, .. } => {
                // A sentence that goes on behind the phrase says something about it.
                let is_prose = is_sentence && line.weights.link == 0;
                let goes_on = covers * 3 < text.len() && count < 2;
                // A long one may use two of them anywhere.
                let is_long = text.len() > 2 * SHORT && !leads && count < 3;
                let about = is_prose && (goes_on || is_long) && !heads;
                let count = if is_prose { count } else { count + weak };
                (
                    kind,
                    i32::from(weight)
                        + i32::from(leads)
                        + i32::from(said.whole && line.level.is_none())
                        + i32::from(count.min(3).saturating_sub(1))
                        - 3 * i32::from(about),
                    Evidence::WORDS,
                )
            }
            _ if zone == Zone::Tail && line.weights.is_at_least(line.weights.link, 1, 4) && follows(line) => {
                (RemovedKind::Promotion, 0, Evidence::NONE)
            }
            _ if zone == Zone::Tail && line.weights.is_mostly_link() && links_all(line, |url| self.is_page(url)) => {
                (RemovedKind::Navigation, 2, Evidence::TARGET)
            }
            _ if line.weights.is_mostly_link() && links_all(line, leads::is_tag_page) => {
                (RemovedKind::Metadata, 3, Evidence::TARGET)
            }
            // A table of contents leads to places of the same page.
            _ if line.container == Some(Container::ListItem)
                && line.weights.is_link()
                && line.text.links().next().is_none() =>
            {
                (RemovedKind::Navigation, 3, Evidence::TARGET)
            }
            _ if is_menu(text, self.context.finder, line.level.is_some()) => {
                (RemovedKind::Navigation, 8, Evidence::WORDS)
            }
            _ if zone == Zone::Tail && self.names_itself(line) => (RemovedKind::Footer, 4, Evidence::TARGET),
            _ if zone == Zone::Tail && names_mailbox(text) => {
                (RemovedKind::Promotion, 2 + i32::from(!text.contains(' ')), Evidence::WORDS)
            }
            _ if let Some(signs) = self.points_elsewhere(draft, at, line, zone) => {
                (RemovedKind::Related, signs, Evidence::TARGET)
            }
            _ if zone != Zone::Middle && text.len() <= 60 && !is_sentence && is_dead_link(line) => {
                (RemovedKind::Navigation, i32::from(zone == Zone::Head), Evidence::NONE)
            }
            _ if zone == Zone::Head && text.len() <= 40 && leads_on(text) => {
                (RemovedKind::Navigation, 3, Evidence::WORDS)
            }
            _ if zone == Zone::Head && text.len() <= 40 && self.is_section_link(line) && is_first(draft, at) => {
                (RemovedKind::Navigation, 1, Evidence::TARGET)
            }
            _ if side != Side::Inside && (zone != Zone::Middle || line.weights.is_mostly_link()) => {
                (RemovedKind::Navigation, 0, Evidence::NONE)
            }
            // What stands behind a list says nothing of its entries.
            _ if line.container == Some(Container::ListItem) && ends_list(draft, at) => return None,
            _ => (neighbour?, 0, Evidence::NEIGHBOURS),
        };
        if text.len() > LONG && !said.leads && !line.weights.is_mostly_link() && !is_aside(line) {
            return None;
        }
        if zone != Zone::Middle && line.weights.is_at_least(line.weights.link, 1, 4) && follows(line) {
            // Whoever names three of them names all that there are.
            let profiles = line.text.links().filter(|(_, url)| leads::is_profile(url)).take(3).count();
            signs += 2 + 2 * i32::from(profiles == 3);
            evidence = evidence | Evidence::TARGET;
        }
        if text.len() <= SHORT {
            signs += 1;
            evidence = evidence | Evidence::SHORT;
        } else if text.len() > LONG {
            signs -= 1 + i32::from(text.len() > READ) * 2;
        }
        if line.weights.is_mostly_link() {
            signs += 1 + i32::from(line.weights.is_link());
            evidence = evidence | Evidence::LINKS;
        }
        if is_aside(line) {
            signs += 1;
            evidence = evidence | Evidence::ASIDE;
        }
        if matches!(at.checked_sub(1).and_then(|at| draft.items.get(at)), Some(Item::Separator(_)))
            && zone == Zone::Tail
        {
            signs += 1;
            evidence = evidence | Evidence::ASIDE;
        }
        match (side, zone) {
            (Side::After, Zone::Tail) => {
                signs += 3 - 2 * i32::from(is_sentence || text.len() > SHORT);
                evidence = evidence | Evidence::TAIL | Evidence::OUTSIDE;
            }
            (_, Zone::Tail) => {
                signs += 1;
                evidence = evidence | Evidence::TAIL;
            }
            (Side::Before, Zone::Head) if line.level.is_none() && text.len() <= 60 && !is_sentence => {
                signs += 2;
                evidence = evidence | Evidence::HEAD | Evidence::OUTSIDE;
            }
            (_, Zone::Head)
                if !matches!(kind, RemovedKind::Copyright | RemovedKind::Related)
                    && evidence != Evidence::NEIGHBOURS =>
            {
                signs += 1;
                evidence = evidence | Evidence::HEAD;
            }
            _ => {}
        }
        if neighbour == Some(kind) && said.kind.is_some() || neighbour.is_some() && said.kind.is_some() {
            signs += 1;
            evidence = evidence | Evidence::NEIGHBOURS;
        }
        if line.level.is_some()
            && matches!(kind, RemovedKind::Related | RemovedKind::Comments | RemovedKind::Share)
            && said.leads
        {
            signs += 1;
        }
        if is_sentence && line.weights.link == 0 && said.weight < 3 {
            signs -= 1;
        }
        let is_left_alone = said.whole && line.level.is_some() && is_left_alone(self.context.dom, line);
        if side == Side::Inside && zone != Zone::Tail && !is_left_alone && titles_prose(draft, at, line) {
            signs -= 3;
        }
        if zone != Zone::Tail
            && kind == RemovedKind::Related
            && !line.weights.is_mostly_link()
            && !self.heads_own_links(draft, at)
            && !is_left_alone
            && !(said.whole && line.level.is_some() && heads_links(draft, at))
        {
            return None;
        }
        match line.container {
            Some(Container::Quote) => signs -= 2 + i32::from(zone == Zone::Middle),
            Some(Container::Cell { .. }) => signs -= 3,
            Some(Container::ListItem) if side == Side::Inside && !line.weights.is_mostly_link() => {
                signs -= 1 + i32::from(zone == Zone::Middle);
            }
            _ => {}
        }
        let enough = match zone {
            Zone::Tail => 4,
            Zone::Head => 5,
            Zone::Middle => 6,
        };
        (signs >= enough).then_some((kind, evidence))
    }

    /// `The post “…” was first published on …`: whether a line names the article itself, with a link to it and one to the
    /// site.
    fn names_itself(&self, line: &Line) -> bool {
        let (Some(page), Some(title)) = (self.context.page, self.context.title) else { return false };
        let mut links = line.text.links();
        line.text.as_str().len() <= LONG
            && links.any(|(words, url)| {
                leads::is_same_page(url.as_str(), page) && words.trim().eq_ignore_ascii_case(title.trim())
            })
            && links.next().is_some_and(|(_, url)| self.is_own(url))
    }

    /// Whether the next line links to another article of the same host.
    fn heads_own_links(&self, draft: &Draft, at: usize) -> bool {
        draft.body_behind(at).take(3).any(|next| {
            next.weights.is_mostly_link()
                && next
                    .text
                    .links()
                    .next()
                    .is_some_and(|(_, url)| self.context.host.is_none_or(|host| leads::is_on(url.as_str(), host)))
        })
    }

    /// The signs that a line of its own is the link to another article of the site.
    fn points_elsewhere(&self, draft: &Draft, at: usize, line: &Line, zone: Zone) -> Option<i32> {
        let text = line.text.as_str();
        if line.level.is_some() {
            return (zone != Zone::Tail && self.is_boxed_link(draft, at, line)).then_some(3);
        }
        let is_item = line.container == Some(Container::ListItem);
        let is_named =
            is_pointed(text) || is_bracketed(text) || zone == Zone::Tail && (text.contains('\n') || is_labelled(line));
        if !(line.weights.is_link() || line.weights.is_mostly_link() && is_named)
            || line.container.is_some() && !is_item
            || text.len() > READ / 4
            || text.ends_with([':', '：'])
            || line.text.links().any(|(words, url)| words == url.as_str())
            || !links_all(line, |url| self.is_other_article(url))
        {
            return None;
        }
        let is_paragraph = |line: &Line| line.text.as_str().len() >= PARAGRAPH && !line.weights.is_mostly_link();
        let is_entry = |line: &Line| {
            line.container == Some(Container::ListItem)
                && line.weights.is_link()
                && links_all(line, |url| self.is_other_article(url))
        };
        let before = draft.items.get(..at)?.iter().rev().take(LIST).find_map(|item| match item {
            Item::Line(line) if line.fate == Fate::Body && !is_entry(line) => Some(line),
            _ => None,
        });
        if is_item {
            // A list of them that the paragraph before does not announce.
            let entries = draft.body_behind(at).take(LIST).find(|line| !is_entry(line));
            let is_list = entries.is_none_or(|line| line.container != Some(Container::ListItem));
            return (is_list && before.is_some_and(|line| is_paragraph(line) && !announces(line))).then_some(3);
        }
        // A line that ends with a colon introduces the link.
        let between = before.is_some_and(|line| is_paragraph(line) && !announces(line))
            && draft.body_behind(at).next().is_some_and(is_paragraph);
        Some(2 + i32::from(is_pointed(text) || between))
    }

    /// Whether a line is a link of its own in an element that holds nothing but such links.
    fn is_boxed_link(&self, draft: &Draft, at: usize, line: &Line) -> bool {
        let dom = self.context.dom;
        if !self.is_own_link(line) || !links_all(line, |url| !self.is_page(url)) {
            return false;
        }
        let is_other = |&line: &&Line| !self.is_own_link(line);
        let before = || {
            let items = draft.items.get(..at)?.iter().rev().take(LIST);
            let lines = items.filter_map(|item| match item {
                Item::Line(line) if matches!(line.fate, Fate::Body | Fate::Heading(_)) => Some(line),
                _ => None,
            });
            lines.into_iter().find(|line| is_other(line))
        };
        let behind = || draft.body_behind(at).take(LIST).find(is_other);
        let outer = std::iter::successors(dom.parent(line.block), |&id| dom.parent(id)).take(2);
        let (Some(before), Some(behind)) = (before(), behind()) else { return false };
        outer.into_iter().any(|outer| {
            outer != dom.root() && !dom.is_inside(before.block, outer) && !dom.is_inside(behind.block, outer)
        })
    }

    /// Whether a line is one of at least two that are nothing but links to other articles of the same host, or two of them
    /// with little else.
    fn is_link_list(&self, draft: &Draft, lines: &[usize], place: usize) -> bool {
        let is_own = |&at: &usize| draft.line(at).is_some_and(|line| self.is_own_link(line));
        let this = lines.get(place).is_some_and(is_own);
        let beside = |place: Option<usize>| place.and_then(|place| lines.get(place)).is_some_and(is_own);
        this && (beside(place.checked_sub(1)) || beside(Some(place + 1)))
            || lines.get(place).and_then(|&at| draft.line(at)).is_some_and(|line| {
                let mut own = line.text.links().filter(|(_, url)| self.is_own(url));
                line.weights.is_mostly_link() && line.text.as_str().contains('\n') && own.nth(1).is_some()
            })
    }
}

/// Words alone never take most of a post.
pub(super) fn spare_most(draft: &Draft, removals: &mut Vec<Removal>) {
    let length = |at: usize| draft.line(at).map_or(0, |line| line.text.as_str().len());
    let total: usize = draft.body().map(|(_, line)| line.text.as_str().len()).sum();
    removals.retain(|removal| {
        let mostly_links = draft.line(removal.at).is_some_and(|line| line.weights.is_mostly_link());
        mostly_links || length(removal.at) <= SHORT || length(removal.at) * 2 <= total
    });
}

/// Items that are looked at for the border of a list of links.
pub(super) const LIST: usize = 24;
