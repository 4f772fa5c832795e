//! Marks single lines that are not the article: by their words, their place and what they link to.

use super::Roles;
use super::finder::{Finder, Said, bare};
use super::leads;
use super::ruled::Ruled;
use crate::article::{Evidence, Removed, RemovedKind};
use crate::article::{Meta, WebUrl};
use crate::dom::Dom;
use crate::extract::{Container, Draft, Fate, Item, Line, MainElement, Side};

/// Bytes of a line that is a paragraph rather than a line of controls.
const PARAGRAPH: usize = 90;
const SHORT: usize = 150;
/// Lines that can stand over the beginning of an article.
const FIRST: usize = 16;
const LONG: usize = 450;
/// Lines longer than this are read only for phrases at their head.
const READ: usize = 900;

/// What is known about the post round the lines.
pub(crate) struct Context<'a> {
    pub(crate) ruled: &'a Ruled,
    pub(crate) dom: &'a Dom,
    pub(crate) finder: &'a Finder,
    pub(crate) title: Option<&'a str>,
    /// Host of the original.
    pub(crate) host: Option<&'a str>,
    /// Its address.
    pub(crate) page: Option<&'a str>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Zone {
    Head,
    Middle,
    Tail,
}

/// Marks what says again that a picture can be clicked, the word for an advert, the post's own title.
pub(crate) fn mark_labels(draft: &mut Draft, context: &Context<'_>, removed: &mut Vec<Removed>) {
    let title = context.title.map(|title| key(title).collect::<String>()).filter(|title| !title.is_empty());
    // A title that breaks off is the beginning of the text.
    let is_excerpt = context.title.is_some_and(|title| title.trim_end().ends_with(['…', '.']));
    let mut body_seen = 0;
    for at in 0..draft.items.len() {
        let Some(line) = draft.line(at) else { continue };
        let text = line.text.as_str();
        if text.len() > 600 {
            body_seen += 1;
            continue;
        }
        if line.fate != Fate::Body {
            continue;
        }
        if text.len() <= 300 && is_shortcode(text) {
            let ends_caption = text == "[/caption]";
            remove(draft, at, "evidence/label", RemovedKind::Label, Evidence::WORDS, removed);
            if ends_caption && let Some(Item::Line(line)) = at.checked_sub(1).and_then(|at| draft.items.get_mut(at)) {
                line.roles.insert(Roles::CAPTION);
            }
            continue;
        }
        if let Some(caption) = text.strip_suffix("[/caption]").map(str::len) {
            if let Some(line) = draft.line_mut(at) {
                line.text = line.text.slice(0..caption);
                line.roles.insert(Roles::CAPTION);
            }
            removed.push(Removed {
                rule: rule(RemovedKind::Label).into(),
                kind: RemovedKind::Label,
                evidence: Evidence::WORDS,
                text: "[/caption]".to_owned(),
            });
            continue;
        }
        if let Some(title) = title.as_deref() {
            let near_top = body_seen < 3;
            if (near_top || line.level == Some(1))
                && (is_title(text, title, is_excerpt)
                    || line.level == Some(1) && key(text).collect::<String>().ends_with(title))
            {
                remove(draft, at, "evidence/title", RemovedKind::Duplicate, Evidence::REPEAT | Evidence::HEAD, removed);
                continue;
            }
        }
        // The standfirst over the picture and again as a heading under it.
        let repeats = |(before, other): (usize, &Line)| before < at && other.text.as_str() == text;
        if line.level.is_some() && text.len() > 60 && body_seen < 3 && draft.lines().take(6).any(repeats) {
            remove(draft, at, "evidence/repeat", RemovedKind::Duplicate, Evidence::REPEAT | Evidence::HEAD, removed);
            continue;
        }
        if text.len() <= 12 && (is_counter(text) || line.roles.has(Roles::DATE) && is_clock(text)) {
            remove(draft, at, "evidence/label", RemovedKind::Label, Evidence::WORDS | Evidence::SHORT, removed);
            continue;
        }
        if text.len() <= 60 && line.container.is_none_or(|container| !matches!(container, Container::Cell { .. })) {
            let said = context.finder.said(text, line.words(context.finder));
            if said.weight == 3
                && matches!(said.kind, Some(RemovedKind::Label | RemovedKind::Advert))
                && (said.whole || is_whole(text))
                && !titles_prose(draft, at, line)
            {
                let kind = said.kind.unwrap_or(RemovedKind::Label);
                remove(draft, at, rule(kind), kind, Evidence::WORDS | Evidence::SHORT, removed);
                continue;
            }
        }
        body_seen += usize::from(text.len() >= PARAGRAPH);
    }
}

/// `[caption id="…" align="…"]`, `[/caption]`: what a publishing system left of its own marks.
fn is_shortcode(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) else { return false };
    let name = inner.trim_start_matches('/').split([' ', '=']).next().unwrap_or_default();
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        && (inner.starts_with('/') || inner.contains("=\"") || inner.contains("=”") || inner.contains("=“"))
        && !inner.contains([']', '['])
}

/// `1/3`: the place of a picture in a slide show.
fn is_counter(text: &str) -> bool {
    let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('/').is_some_and(|(place, of)| number(place.trim()) && number(of.trim()))
}

/// `08:01`: when a message was sent, where names of elements say that it is a time.
fn is_clock(text: &str) -> bool {
    text.contains(':') && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
}

fn is_whole(text: &str) -> bool {
    bare(text).chars().count() <= 16
}

/// Marks boilerplate among the lines that are no captions, datelines or bylines.
pub(crate) fn mark(draft: &mut Draft, context: &Context<'_>, meta: &mut Meta, removed: &mut Vec<Removed>) {
    ornaments(draft, meta, removed);
    let main = MainElement::of(context.dom, draft);
    before_title(draft, removed);
    let judge = Judge { context, main };
    // What went uncovers more of the head and the end.
    for round in 0..MAX_ROUNDS {
        let mut removals = Vec::new();
        let first_tail = judge.tail(draft, &mut removals);
        let head_end = judge.head(draft, first_tail, &mut removals);
        if round == 0 {
            judge.middle(draft, head_end, first_tail, &mut removals);
        }
        spare_most(draft, &mut removals);
        if removals.is_empty() {
            break;
        }
        removals.sort_by_key(|removal| removal.at);
        for removal in removals {
            remove(draft, removal.at, rule(removal.kind), removal.kind, removal.evidence, removed);
        }
    }
    after_headings(draft, context, removed);
    empty_sections(draft, removed);
    judge.cards(draft, removed);
    judge.lists_between(draft, removed);
    judge.pictures_outside(draft, removed);
}

/// Items that are looked at for the border of a list of links.
const LIST: usize = 24;
/// Times that the head and end are read.
const MAX_ROUNDS: usize = 4;

/// Words alone never take most of a post.
fn spare_most(draft: &Draft, removals: &mut Vec<Removal>) {
    let length = |at: usize| draft.line(at).map_or(0, |line| line.text.as_str().len());
    let total: usize = draft.body().map(|(_, line)| line.text.as_str().len()).sum();
    removals.retain(|removal| {
        let mostly_links = draft.line(removal.at).is_some_and(|line| line.weights.is_mostly_link());
        mostly_links || length(removal.at) <= SHORT || length(removal.at) * 2 <= total
    });
}

/// Lines without a letter or digit separate what stands round them; lines of hashtags go into the tags.
fn ornaments(draft: &mut Draft, meta: &mut Meta, removed: &mut Vec<Removed>) {
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

/// A heading of the tail whose whole section went was the section's.
fn empty_sections(draft: &mut Draft, removed: &mut Vec<Removed>) {
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

/// Short lines over the article's title are the page's.
fn before_title(draft: &mut Draft, removed: &mut Vec<Removed>) {
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

struct Judge<'a> {
    context: &'a Context<'a>,
    main: Option<MainElement>,
}

struct Removal {
    at: usize,
    kind: RemovedKind,
    evidence: Evidence,
}

impl Judge<'_> {
    /// Reads from the end to the second paragraph that is none; returns where the tail begins.
    fn tail(&self, draft: &Draft, removals: &mut Vec<Removal>) -> usize {
        let mut paragraphs = 0;
        let mut begin = draft.items.len();
        let mut neighbour = None;
        let lines: Vec<usize> = draft.body().rev().map(|(at, _)| at).collect();
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
    fn head(&self, draft: &Draft, end: usize, removals: &mut Vec<Removal>) -> usize {
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

    fn middle(&self, draft: &Draft, begin: usize, end: usize, removals: &mut Vec<Removal>) {
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
        let side = self.main.map_or(Side::Inside, |main| main.side(self.context.dom, line.block, at));
        let is_sentence = text.len() >= 45 && ends_sentence(text);
        let read = match text.len() {
            ..=READ => text,
            _ => text.char_indices().nth(READ / 3).and_then(|(end, _)| text.get(..end)).unwrap_or(text),
        };
        let said = self.context.finder.said(read, line.words(self.context.finder));
        let (kind, mut signs, mut evidence) = match said {
            Said { kind: Some(kind), weight, leads, count, covers, .. } => {
                // A sentence that goes on behind the phrase says something about it.
                let about = is_sentence && covers * 3 < text.len() && count < 2 && line.weights.link == 0;
                (
                    kind,
                    i32::from(weight)
                        + i32::from(leads)
                        + i32::from(said.whole && line.level.is_none())
                        + i32::from(count >= 2)
                        - 3 * i32::from(about),
                    Evidence::WORDS,
                )
            }
            _ if zone == Zone::Tail && line.weights.link * 4 >= line.weights.all && follows(line) => {
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
            _ if line.level.is_none() && is_menu(text, self.context.finder) => {
                (RemovedKind::Navigation, 8, Evidence::WORDS)
            }
            _ if zone == Zone::Tail && names_mailbox(text) => {
                (RemovedKind::Promotion, 2 + i32::from(!text.contains(' ')), Evidence::WORDS)
            }
            _ if let Some(signs) = self.points_elsewhere(draft, at, line, zone) => {
                (RemovedKind::Related, signs, Evidence::TARGET)
            }
            _ if zone != Zone::Middle && text.len() <= 60 && !is_sentence && is_dead_link(line) => {
                (RemovedKind::Navigation, i32::from(zone == Zone::Head), Evidence::NONE)
            }
            _ if zone == Zone::Head && text.len() <= 40 && self.is_section_link(line) && is_first(draft, at) => {
                (RemovedKind::Navigation, 1, Evidence::TARGET)
            }
            _ if side != Side::Inside && (zone != Zone::Middle || line.weights.is_mostly_link()) => {
                (RemovedKind::Navigation, 0, Evidence::NONE)
            }
            _ => (neighbour?, 0, Evidence::NEIGHBOURS),
        };
        if text.len() > LONG && !said.leads && !line.weights.is_mostly_link() && !is_aside(line) {
            return None;
        }
        if zone != Zone::Middle && line.weights.link * 4 >= line.weights.all && follows(line) {
            // Whoever names three of them names all that there are.
            let profiles = line.text.links().filter(|(_, url)| follows_link(url)).take(3).count();
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
        if side == Side::Inside && zone != Zone::Tail && titles_prose(draft, at, line) {
            signs -= 3;
        }
        if zone != Zone::Tail
            && kind == RemovedKind::Related
            && !line.weights.is_mostly_link()
            && !self.heads_own_links(draft, at)
            && !(said.whole && line.level.is_some() && heads_links(draft, at))
        {
            return None;
        }
        match line.container {
            Some(Container::Quote) => signs -= 2,
            Some(Container::Cell { .. }) => signs -= 3,
            Some(Container::ListItem) if side == Side::Inside && !line.weights.is_mostly_link() => signs -= 1,
            _ => {}
        }
        let enough = match zone {
            Zone::Tail => 4,
            Zone::Head => 5,
            Zone::Middle => 6,
        };
        (signs >= enough).then_some((kind, evidence))
    }

    /// Whether the next line links to another article of the same host.
    fn heads_own_links(&self, draft: &Draft, at: usize) -> bool {
        draft.body_behind(at).take(3).any(|next| {
            next.weights.is_mostly_link()
                && next
                    .text
                    .links()
                    .next()
                    .is_some_and(|(_, url)| self.context.host.is_none_or(|host| is_host(url.as_str(), host)))
        })
    }

    /// The signs that a line of its own is the link to another article of the site.
    fn points_elsewhere(&self, draft: &Draft, at: usize, line: &Line, zone: Zone) -> Option<i32> {
        let text = line.text.as_str();
        let is_item = line.container == Some(Container::ListItem);
        let is_named = is_pointed(text) || is_bracketed(text) || zone == Zone::Tail && text.contains('\n');
        if !(line.weights.is_link() || line.weights.is_mostly_link() && is_named)
            || line.container.is_some() && !is_item
            || line.level.is_some()
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

    fn is_other_article(&self, url: &WebUrl) -> bool {
        self.context.host.is_some_and(|host| leads::is_article_of(url, host)) && !self.is_page(url)
    }

    /// Whether an address is the post's own.
    fn is_page(&self, url: &WebUrl) -> bool {
        self.context.page.is_some_and(|page| leads::is_same_page(url.as_str(), page))
    }

    /// Takes out pictures under which nothing stands but the link to another article of the site.
    fn cards(&self, draft: &mut Draft, removed: &mut Vec<Removed>) {
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
                remove(draft, at, rule(RemovedKind::Related), RemovedKind::Related, evidence, removed);
            }
            if let Some(Item::Picture(picture)) = draft.items.get_mut(place) {
                picture.removed = true;
                removed.push(Removed {
                    rule: rule(RemovedKind::Related).into(),
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
        let is_within = |line: &Line| dom.is_inside(line.block, outer);
        let before = (0..at).rev().take(LIST).find_map(|at| draft.line(at));
        let behind = (at + 1..draft.items.len()).take(LIST).find_map(|at| draft.line(at));
        outer != dom.root() && !before.is_some_and(is_within) && !behind.is_some_and(is_within)
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

    /// Whether a line is nothing but a link to another page of the same host.
    fn is_own_link(&self, line: &Line) -> bool {
        line.weights.is_link() && line.text.links().next().is_some_and(|(_, url)| self.is_own(url))
    }

    fn is_own(&self, url: &WebUrl) -> bool {
        self.context.host.is_some_and(|host| is_host(url.as_str(), host))
    }

    /// Whether a line is nothing but a link to a part of the same host: `/europe`.
    fn is_section_link(&self, line: &Line) -> bool {
        self.is_own_link(line)
            && line.text.links().next().is_some_and(|(words, url)| {
                let path = url.as_str().splitn(4, '/').nth(3).unwrap_or_default().trim_end_matches('/');
                words != url.as_str()
                    && !path.is_empty()
                    && path.matches('/').count() <= 1
                    && !path.contains(|c: char| c.is_ascii_digit() || c == '?')
            })
    }

    /// Takes lists of links to other articles of the same host out of the middle of the text, where nothing announces them:
    /// the paragraph before them ends.
    fn lists_between(&self, draft: &mut Draft, removed: &mut Vec<Removed>) {
        let lines: Vec<usize> = draft.body().map(|(at, _)| at).collect();
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
                && line(place.checked_sub(1)).is_some_and(|line| is_prose(line) && ends_sentence(line.text.as_str()))
                && line(Some(place + length)).is_some_and(is_prose);
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
    fn pictures_outside(&self, draft: &mut Draft, removed: &mut Vec<Removed>) {
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
            let is_code = asks(draft, at + 1) || at > 0 && asks(draft, at - 1);
            if let Some(Item::Picture(picture)) = draft.items.get_mut(at)
                && !picture.removed
                && !captioned.contains(&at)
                && !self.context.ruled.guards(self.context.dom, picture.node)
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

/// Whether a line has links, and what holds of each.
fn links_all(line: &Line, holds: impl Fn(&WebUrl) -> bool) -> bool {
    let mut links = line.text.links().map(|(_, url)| url).peekable();
    links.peek().is_some() && links.all(holds)
}

/// `Share | Print | Contact us`: words of which at least two are the page's. `Share Print`: none that is not.
fn is_menu(text: &str, finder: &Finder) -> bool {
    let is_words = text.len() <= 60 && text.contains(' ') && text.split(' ').all(|word| finder.read(word).whole);
    is_words
        || text.len() <= SHORT
            && text.matches(['|', '｜']).count() >= 2
            && text.split(['|', '｜']).filter(|part| finder.read(part).whole).count() >= 2
}

/// Whether a short line names a mailbox.
fn names_mailbox(text: &str) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    text.len() <= SHORT
        && text.split_once('@').is_some_and(|(name, host)| {
            let host =
                host.split(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').next().unwrap_or_default();
            letter(name.as_bytes().last()) && host.trim_end_matches('.').contains('.')
        })
}

/// Whether a line introduces what stands behind it.
fn announces(line: &Line) -> bool {
    line.text.as_str().ends_with([':', '：'])
}

/// Whether a line begins or ends with a sign that points to something else.
fn is_pointed(text: &str) -> bool {
    text.starts_with(['►', '▶', '▸', '»', '→', '👉', '☞', '>', '＞', '≫', '★', '🔗'])
        || text.ends_with(['»', '→', '>', '＞', '≫'])
}

/// Whether a line is nothing but links that lead nowhere: what a page does when it is clicked.
fn is_dead_link(line: &Line) -> bool {
    line.weights.is_link() && line.text.links().next().is_none() && line.text.as_str().contains(char::is_alphabetic)
}

/// Whether at least two lines that are links, and nothing else, stand between a place and the next heading.
fn heads_links(draft: &Draft, at: usize) -> bool {
    let links = draft.body_behind(at).take_while(|line| line.level.is_none() && line.weights.is_mostly_link()).count();
    links >= 2 && draft.body_behind(at).nth(links).is_none_or(|line| line.level.is_some())
}

/// Whether a place is among the first, with no sentence before it.
fn is_first(draft: &Draft, at: usize) -> bool {
    let mut lines =
        draft.body().take(FIRST).skip_while(|(before, line)| *before < at && !ends_sentence(line.text.as_str()));
    lines.next().is_some_and(|(place, _)| place == at)
}

/// Whether a link leads to where people follow, subscribe and pay.
fn follows(line: &Line) -> bool {
    line.text.links().any(|(_, url)| follows_link(url) || leads::asks(url.as_str()))
}

/// Whether an address is that of a profile, a channel or a purse.
pub(crate) fn follows_link(url: &WebUrl) -> bool {
    let rest = url.as_str().split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(host);
    if host == "youtube.com" {
        // A film is part of an article, a channel is not.
        let path = rest.split_once('/').map_or("", |(_, path)| path);
        return ["channel/", "c/", "user/", "@"].iter().any(|start| path.starts_with(start));
    }
    FOLLOW_HOSTS.binary_search(&host).is_ok() || host.ends_with(".substack.com") || host.ends_with(".patreon.com")
}

/// Whether a line is nothing but the link to a film, which is how an article without frames shows it.
fn is_film(line: &Line) -> bool {
    line.weights.is_link()
        && line.text.links().next().is_some_and(|(words, url)| {
            words == url.as_str()
                && ["www.youtube.com/watch?", "vimeo.com/", "www.bilibili.com/video/"]
                    .iter()
                    .any(|page| url.as_str().strip_prefix("https://").is_some_and(|url| url.starts_with(page)))
        })
}

/// Hosts of profiles, channels and purses. Sorted.
const FOLLOW_HOSTS: &[&str] = &[
    "buymeacoffee.com",
    "discord.gg",
    "facebook.com",
    "fb.com",
    "fb.me",
    "instagram.com",
    "ko-fi.com",
    "liker.land",
    "line.me",
    "linktr.ee",
    "medium.com",
    "patreon.com",
    "paypal.com",
    "paypal.me",
    "t.me",
    "twitter.com",
    "vocus.cc",
    "weibo.com",
    "x.com",
];

/// Words for a code that is scanned.
const CODES: &[&str] = &["二维码", "二維碼", "扫码", "掃碼", "识别", "扫一扫", "QR", "蓝字"];

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '」', '"', '』', '）', ')']);
    text.ends_with(['。', '！', '？', '!', '?', '；']) || text.ends_with('.') && !text.ends_with("...")
}

/// Whether a heading stands over a text that is no link.
fn titles_prose(draft: &Draft, at: usize, line: &Line) -> bool {
    if line.level.is_none() && !line.weights.is_bold() || line.weights.is_mostly_link() {
        return false;
    }
    draft.body_behind(at).next().is_some_and(|next| {
        next.preformatted
            || next.level.is_none()
                && !next.weights.is_mostly_link()
                && next.text.as_str().len() >= 45
                && (ends_sentence(next.text.as_str()) || next.text.as_str().ends_with([':', '：']))
    })
}

fn is_host(url: &str, host: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let found = rest.split(['/', '?', '#']).next().unwrap_or_default();
    found.trim_start_matches("www.") == host.trim_start_matches("www.")
}

/// What stands behind a line that heads other articles, comments or share links belongs to it, up to the next paragraph.
fn after_headings(draft: &mut Draft, context: &Context<'_>, removed: &mut Vec<Removed>) {
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
                                Some(of).filter(|_| text.len() <= 60 && !line.weights.is_link())
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
                            || text.len() < PARAGRAPH && at > last_paragraph && !is_sentence;
                        if is_entry && !line.preformatted {
                            remove(draft, at, rule(of), of, Evidence::NEIGHBOURS, removed);
                        } else {
                            kind = None;
                        }
                    }
                    _ => {}
                }
            }
            Some(Item::Picture(picture))
                if kind.is_some() && at > last_paragraph && !context.ruled.guards(context.dom, picture.node) =>
            {
                picture.removed = true;
                removed.push(Removed {
                    rule: rule(kind.unwrap_or(RemovedKind::Related)).into(),
                    kind: RemovedKind::JunkImage,
                    evidence: Evidence::NEIGHBOURS,
                    text: picture.image.src.as_str().to_owned(),
                });
            }
            _ => {}
        }
    }
}

/// Whether a line is set apart from the text round it.
fn is_aside(line: &Line) -> bool {
    line.weights.is_italic() || line.weights.is_small() || is_bracketed(line.text.as_str())
}

fn is_bracketed(text: &str) -> bool {
    (text.starts_with('（') || text.starts_with('(') || text.starts_with('【') || text.starts_with('['))
        && (text.ends_with('）') || text.ends_with(')') || text.ends_with('】') || text.ends_with(']'))
        || text.starts_with('*') && !text.starts_with("**")
        || text.len() > 6 && text.starts_with('★') && text.ends_with('★')
}

/// Takes a line out and reports it.
pub(crate) fn remove(
    draft: &mut Draft,
    at: usize,
    rule: &'static str,
    kind: RemovedKind,
    evidence: Evidence,
    removed: &mut Vec<Removed>,
) {
    if let Some(line) = draft.line_mut(at) {
        line.fate = Fate::Removed(kind);
        removed.push(Removed { rule: rule.into(), kind, evidence, text: line.text.as_str().to_owned() });
    }
}

fn rule(kind: RemovedKind) -> &'static str {
    super::containers::rule(kind)
}

/// Letters and digits of a text: what two spellings of a title share.
fn key(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Whether a line is the title, of which the key is given, whole or without the site's name behind it.
fn is_title(text: &str, title: &str, is_excerpt: bool) -> bool {
    if text.len() > title.len() * 3 + 30 {
        return false;
    }
    let text =
        ["标题：", "標題：", "題目：", "题目："].iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text);
    let length: usize = key(text).map(char::len_utf8).sum();
    let is_long = !is_excerpt && length >= 12 && length * 10 >= title.len() * 6;
    if length != title.len() && !is_long {
        return false;
    }
    // Without the site behind it, or the name of the series before it.
    let is = |part: Option<&str>| part.is_some_and(|part| key(text).eq(part.chars()));
    is(title.get(..length)) || is(title.len().checked_sub(length).and_then(|start| title.get(start..)))
}
