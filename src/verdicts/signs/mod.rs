//! Reads the signs of lines, for boilerplate and for the article.

mod form;
mod lists;
mod marks;
mod targets;
mod title;

use std::cell::OnceCell;

use smallvec::SmallVec;

use super::shape::{
    ends_sentence, is_bracketed, is_contents_entry, is_dead_link, is_film, is_labelled, is_left_alone, is_menu,
    is_pointed, leads_on, links_all, names_mailbox, titles_prose,
};
use super::{Context, MainElement, Side, dates, requests};
use crate::article::RemovedKind;
use crate::dom::{NodeId, Tag};
use crate::draft::{Container, Draft, Fate, Item, Line, Places};
use crate::links::leads;
use crate::words::{Group, Roles, Said, Sign, head, quarters};
use form::Shape;
use lists::{List, lists};
use marks::is_numbers;
pub(crate) use targets::target_kind;
use title::Title;

/// The minimal length in bytes of a line of prose.
const PROSE: usize = 120;
/// The minimal length in bytes of a whole Chinese sentence that is prose.
const SENTENCE: usize = 72;
/// The minimal length in bytes of a plain paragraph.
const PLAIN: usize = 200;
/// The same length for a line between other paragraphs.
const PLAIN_BETWEEN: usize = 60;
/// The number of bytes by which a line with the title may exceed it.
const TITLED: usize = 60;
/// The maximal length in bytes of a line that is searched for phrases as a whole.
const READ: usize = 900;
/// The number of bytes at the start of other paragraphs that are searched for phrases.
const OPENING: usize = 300;
/// The minimal length in bytes of the text of an entry below its date.
const ENTRY: usize = 60;
/// The number of ancestors of a line that are examined.
const OUTER: usize = 6;
/// The number of lines on either side with which a line is compared.
const ROW: usize = 4;

/// The lines of a post, with the properties of the whole post on which the signs of a line depend.
pub(crate) struct Reader<'a> {
    context: &'a Context<'a>,
    draft: &'a Draft<'a>,
    main: Option<MainElement>,
    /// Indices of the lines of the body among the items.
    pub(crate) lines: Places,
    /// Indices of the lines of prose.
    prose: Places,
    bytes: usize,
    title: Title,
    lists: Vec<List>,
    /// For each line, whether at least two lines that are only links are between it and the next heading.
    heads_links: OnceCell<SmallVec<[bool; 32]>>,
    /// Whether several lines are a date alone.
    has_dates: OnceCell<bool>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(context: &'a Context<'a>, draft: &'a Draft<'a>) -> Self {
        let lines: Places = draft.body().map(|(at, _)| at).collect();
        let of = |at: usize| draft.line(at);
        Reader {
            context,
            draft,
            main: MainElement::of(context.dom, draft),
            prose: lines.iter().copied().filter(|&at| of(at).is_some_and(is_prose)).collect(),
            bytes: lines.iter().filter_map(|&at| of(at)).map(|line| line.text.as_str().len()).sum(),
            lines,
            title: context.title.map(Title::new).unwrap_or_default(),
            lists: lists(draft),
            heads_links: OnceCell::new(),
            has_dates: OnceCell::new(),
        }
    }

    fn heads_links(&self, place: usize) -> bool {
        let of_all = || {
            let mut links = 0;
            let mut is_before_heading = true;
            let mut of_all: SmallVec<[bool; 32]> = SmallVec::from_elem(false, self.lines.len());
            for (&at, heads) in self.lines.iter().zip(&mut of_all).rev() {
                *heads = links >= 2 && is_before_heading;
                match self.draft.line(at) {
                    Some(line) if line.level.is_none() && line.weights.is_mostly_link() => links += 1,
                    line => (links, is_before_heading) = (0, line.is_some_and(|line| line.level.is_some())),
                }
            }
            of_all
        };
        self.heads_links.get_or_init(of_all).get(place).copied().unwrap_or_default()
    }

    /// Returns the outermost list or table around an item.
    pub(crate) fn list_of(&self, at: usize) -> Option<&List> {
        let list = self.lists.get(self.lists.partition_point(|list| list.start <= at).checked_sub(1)?)?;
        (at <= list.end).then_some(list)
    }

    /// Returns the kind of boilerplate that the names of an ancestor of a line mean, of the innermost such ancestor.
    pub(crate) fn named_for(&self, line: &Line) -> Option<RemovedKind> {
        let (dom, survey) = (self.context.dom, self.context.survey);
        let outer = dom.ancestors(line.block).take(OUTER).take_while(|&id| !survey.is_most(id));
        outer.into_iter().find_map(|id| survey.named_for(id)).map(|(kind, _)| kind)
    }

    /// Returns the phrases of a line.
    pub(crate) fn said(&self, line: &Line) -> Said {
        let (text, finder) = (line.text.as_str(), self.context.finder);
        match text.len() {
            ..=READ => finder.said(text, &self.draft.words(line, finder)),
            _ => self.opening(line),
        }
    }

    /// Returns the phrases at the start of a line.
    fn opening(&self, line: &Line) -> Said {
        let (opening, finder) = (head(line.text.as_str(), OPENING), self.context.finder);
        match self.draft.known_words(line) {
            Some(words) => finder.said(opening, words),
            None => finder.read(opening),
        }
    }

    /// Returns the phrases of a line before or behind the prose: what consists of requests is one as a whole.
    fn as_request(&self, line: &Line, said: Said) -> Said {
        let text = line.text.as_str();
        let asks = || match said.kind {
            Some(kind) => requests::may_ask(kind),
            None => line.weights.link > 0 && line.text.links().any(|(_, url)| leads::is_profile(url)),
        };
        if said.whole
            || text.len() > READ
            || !asks()
            || !requests::is_nothing_else(line.text, said, self.context.finder)
        {
            return said;
        }
        if said.weight == 3 {
            return Said { leads: true, ..said };
        }
        let kind = said.kind.or(Some(RemovedKind::Promotion));
        let (covers, length) = (text.len(), text.len());
        Said { kind, weight: 3, leads: true, covers, length, count: said.count.max(1), ..said }
    }

    /// Calls `each` for the signs of the line at an index among the lines, and returns its phrases.
    pub(crate) fn signs(&self, place: usize, each: &mut impl FnMut(Sign)) -> Said {
        let line = self.lines.get(place).and_then(|&at| Some((at, self.draft.line(at)?)));
        let Some((at, line)) = line else { return Said::default() };
        let is_plain = self.is_plain_paragraph(at, line);
        // A phrase within such a paragraph is part of the story; at its start it can say what the paragraph is.
        let said = match is_plain && line.text.as_str().len() >= PLAIN && self.is_between(at) {
            true => self.opening(line),
            false => self.said(line),
        };
        let said = match self.is_between(at) {
            true => said,
            false => self.as_request(line, said),
        };
        each(Group::Base.is(0));
        if said.kind.is_none() && is_plain {
            each(Group::Base.is(3));
            return said;
        }
        let zone = self.place(place, at, each);
        let shape = Shape::of(line);
        shape.signs(line, zone, self.bytes, each);
        self.words(line, shape, zone, said, each);
        self.targets(line, zone, each);
        self.beside(place, at, line, each);
        self.elements(line, at, each);
        self.looks(place, at, line, each);
        said
    }

    /// Returns whether a line consists of whole sentences: long, without marks and links, in elements whose names have
    /// no meaning. No other sign could remove such a line, so none is read.
    fn is_plain_paragraph(&self, at: usize, line: &Line) -> bool {
        let (text, weights) = (line.text.as_str(), &line.weights);
        let is_unmarked = text.len() >= if self.is_between(at) { PLAIN_BETWEEN } else { PLAIN }
            && weights.link + weights.bold == 0
            && !weights.is_small()
            && !weights.is_italic()
            && !line.centered
            && line.level.is_none()
            && line.container.is_none()
            && line.roles == Roles::default()
            && ends_sentence(text)
            && memchr::memchr(b'@', text.as_bytes()).is_none();
        let (dom, survey) = (self.context.dom, self.context.survey);
        is_unmarked
            && dom.ancestors(line.block).take(OUTER).take_while(|&id| !survey.is_most(id)).all(|id| {
                survey.named_for(id).is_none()
                    && matches!(dom.tag(id), Tag::P | Tag::Div | Tag::Span | Tag::Section | Tag::Article)
            })
    }

    /// Returns whether a line is between two lines of prose.
    pub(crate) fn is_between(&self, at: usize) -> bool {
        self.prose.first().is_some_and(|&first| first < at) && self.prose.last().is_some_and(|&last| last > at)
    }

    /// Reads the position of a line among the others.
    fn place(&self, place: usize, at: usize, each: &mut impl FnMut(Sign)) -> u8 {
        let before = self.prose.partition_point(|&prose| prose < at);
        let behind = self.prose.len() - self.prose.partition_point(|&prose| prose <= at);
        let zone = match (before, behind) {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => 2,
            _ => 3,
        };
        each(Group::Zone.is(zone));
        each(Group::ProseBefore.is(few(before, 3)));
        each(Group::ProseBehind.is(few(behind, 3)));
        each(Group::Paragraphs.is(few(self.prose.len(), 4)));
        each(Group::FromStart.is(few(place, 6)));
        each(Group::FromEnd.is(few(self.lines.len() - 1 - place, 6)));
        zone
    }

    fn words(&self, line: &Line, shape: Shape, zone: u8, said: Said, each: &mut impl FnMut(Sign)) {
        let text = line.text.as_str();
        let Some(kind) = said.kind else {
            each(Group::Said.is(0));
            return;
        };
        let strength = said.strength();
        let covers = few(said.length * 3 / text.len().max(1), 2) + 3 * u8::from(said.heads);
        each(Group::Said.is(strength));
        each(Group::SaidKind.is(kind as u8));
        each(Group::ZoneSaid.with(zone, strength));
        each(Group::ZoneKind.with(zone, kind as u8));
        each(Group::LengthSaid.with(shape.length, strength));
        each(Group::LengthCovers.with(shape.length, covers));
        each(Group::Covers.is(covers));
        if said.count >= 2 {
            each(Group::SaidAgain.is(few(usize::from(said.count) - 2, 2)));
        }
        if shape.ends == 0 && !said.whole && covers % 3 < 2 {
            each(Group::About.is(u8::from(line.weights.link == 0)));
            each(Group::SaidInside.is(strength));
        }
    }

    /// Reads the neighbours of a line, and how many of them are similar.
    fn beside(&self, place: usize, at: usize, line: &Line, each: &mut impl FnMut(Sign)) {
        let is_content = |item: &&Item| match item {
            Item::Open(_) | Item::Close => false,
            Item::Line(line) => !matches!(line.fate, Fate::Removed(RemovedKind::Duplicate | RemovedKind::Label)),
            _ => true,
        };
        let before = self.draft.items.get(..at).unwrap_or_default().iter().rev().find(is_content);
        let behind = self.draft.items.get(at + 1..).unwrap_or_default().iter().find(is_content);
        each(Group::Previous.is(neighbour(before)));
        each(Group::Next.is(neighbour(behind)));
        let is_linked = line.weights.is_mostly_link();
        let is_long = line.text.as_str().len() >= PROSE;
        let is_alike = |place: usize| {
            self.lines.get(place).and_then(|&at| self.draft.line(at)).is_some_and(|other| {
                other.container == line.container
                    && other.weights.is_mostly_link() == is_linked
                    && other.level.is_some() == line.level.is_some()
                    && (other.text.as_str().len() >= PROSE) == is_long
            })
        };
        let before = (1..=ROW).take_while(|step| place.checked_sub(*step).is_some_and(is_alike)).count();
        let behind = (1..=ROW).take_while(|step| is_alike(place + step)).count();
        each(Group::Row.is(few(before + behind, 4) + 5 * u8::from(is_linked)));
        if let Some(list) = self.list_of(at) {
            each(Group::List.is(quarters(list.link, list.all)));
            each(Group::ListSize.is(match list.items {
                ..=3 => 0,
                4..=8 => 1,
                _ => 2,
            } + 3 * u8::from(list.has_prose)));
            each(Group::ListHead.is(list.head));
        }
    }

    /// Reads the ancestors of a line that contain at most half of the post.
    fn elements(&self, line: &Line, at: usize, each: &mut impl FnMut(Sign)) {
        let (dom, survey) = (self.context.dom, self.context.survey);
        let side = self.main.map_or(3, |main| match main.side(dom, line.block, at) {
            Side::Before => 0,
            Side::Inside => 1,
            Side::After => 2,
        });
        each(Group::Side.is(side));
        for (value, role) in Roles::all().enumerate() {
            if line.roles.has(role) {
                each(Group::Role.is(value as u8));
            }
        }
        let own = line.text.as_str().len() as u32;
        let mut outer = None;
        let mut kinds = 0u32;
        let mut tags = 0u32;
        let start = self.draft.leaves_of(line).first().copied().unwrap_or(line.block);
        for id in dom.ancestors(start).skip(1).take(OUTER).take_while(|&id| id != dom.root()) {
            let stats = survey.stats(id);
            if survey.is_most(id) && stats.text > 2 * own {
                break;
            }
            let tag = element(dom.tag(id));
            if tags & 1 << tag == 0 {
                tags |= 1 << tag;
                each(Group::Inside.is(tag));
            }
            // The names of an element that holds most of the post say nothing about its lines.
            if let Some((kind, weight)) = survey.named_for(id)
                && kinds & 1 << kind as u8 == 0
                && !survey.is_most(id)
            {
                kinds |= 1 << kind as u8;
                each(Group::Named.is(kind as u8 * 3 + weight.clamp(1, 3) - 1));
            }
            if stats.text > own + own / 4 {
                outer = outer.or(Some(id));
            }
        }
        self.surroundings(outer, each);
    }

    /// Reads the other contents of the nearest ancestor with more than the line.
    fn surroundings(&self, outer: Option<NodeId>, each: &mut impl FnMut(Sign)) {
        let Some(outer) = outer else {
            each(Group::BoxLinked.is(5));
            return;
        };
        let stats = self.context.survey.stats(outer);
        each(Group::BoxLinked.is(quarters(stats.link, stats.text)));
        for (value, holds) in
            [stats.prose > 0, stats.images > 0, stats.controls > 0, stats.links > 3, stats.players > 0]
                .into_iter()
                .enumerate()
        {
            if holds {
                each(Group::Box.is(value as u8));
            }
        }
    }

    /// Returns whether a line of numbers is a value beside its term, or one of several dates above the text of an entry.
    fn is_datum(&self, place: usize, line: &Line) -> bool {
        let is_date = |line: &Line| is_date_alone(line.text.as_str());
        let is_entry = || {
            let next = self.lines.get(place + 1).and_then(|&at| self.draft.line(at));
            next.is_some_and(|next| ends_sentence(next.text.as_str()) || next.text.as_str().len() >= ENTRY)
        };
        let among_dates =
            || self.lines.iter().filter_map(|&at| self.draft.line(at)).filter(|line| is_date(line)).take(2).count() > 1;
        line.container == Some(Container::Description)
            || is_date(line) && is_entry() && *self.has_dates.get_or_init(among_dates)
    }

    fn looks(&self, place: usize, at: usize, line: &Line, each: &mut impl FnMut(Sign)) {
        let (text, draft) = (line.text.as_str(), self.draft);
        let is_linked = line.weights.is_mostly_link();
        let is_short = text.len() <= 60;
        let mut tell = |value: u8, is: bool| {
            if is {
                each(Group::Looks.is(value));
            }
        };
        tell(0, is_menu(text, self.context.finder, line.level.is_some()));
        tell(3, text.len() <= 40 && leads_on(text));
        tell(10, names_mailbox(text));
        tell(14, place == 0);
        if is_linked {
            tell(1, is_short && is_dead_link(line));
            tell(2, text.len() <= 40 && self.context.is_section_link(line));
            tell(4, self.context.names_itself(line));
            let leads_to_others = OnceCell::new();
            let is_other =
                || *leads_to_others.get_or_init(|| links_all(line, |url| self.context.is_other_article(url)));
            tell(5, (is_pointed(text) || is_bracketed(text)) && is_other());
            tell(6, is_labelled(line) && is_other());
            tell(7, self.is_link_between(place) && is_other());
            tell(8, self.context.is_boxed_link(draft, at, line));
            tell(9, is_contents_entry(line));
            tell(16, is_film(line));
        } else {
            tell(4, self.context.names_itself(line));
        }
        if line.level.is_some() || line.weights.is_bold() {
            tell(11, titles_prose(draft, at, line));
            tell(12, self.heads_links(place));
            tell(13, draft.body_behind(at).next().is_none());
        }
        tell(17, is_short && is_numbers(text) && !self.is_datum(place, line));
        if is_short {
            tell(15, is_left_alone(self.context.dom, line));
        }
        if self.title.count > 0
            && text.len() <= TITLED + 2 * self.title.key.len()
            && let Some(how) = self.title.compare(text)
        {
            each(Group::Title.is(how));
        }
        if text.len() <= 300 && dates::find(text).is_some() {
            each(Group::Date.is(u8::from(is_short)));
        }
    }

    /// Returns whether a line is between two paragraphs, of which the first does not announce it.
    fn is_link_between(&self, place: usize) -> bool {
        let line =
            |place: Option<usize>| place.and_then(|place| self.lines.get(place)).and_then(|&at| self.draft.line(at));
        line(place.checked_sub(1)).is_some_and(|line| is_prose(line) && !line.text.as_str().ends_with([':', '：']))
            && line(Some(place + 1)).is_some_and(is_prose)
    }
}

/// Returns whether a line is a paragraph: long, or a whole sentence in a script that needs fewer bytes for one.
pub(super) fn is_prose(line: &Line) -> bool {
    let text = line.text.as_str();
    let is_sentence =
        || text.len() >= SENTENCE && text.trim_end_matches(['”', '」', '』', '）']).ends_with(['。', '！', '？']);
    (text.len() >= PROSE || is_sentence()) && line.level.is_none() && !line.weights.is_mostly_link()
}

fn few(count: usize, most: u8) -> u8 {
    count.min(usize::from(most)) as u8
}

fn neighbour(item: Option<&Item>) -> u8 {
    match item {
        None => 0,
        Some(Item::Picture(_)) => 1,
        Some(Item::Separator(_)) => 2,
        Some(Item::Embed(_)) => 3,
        Some(Item::Line(line)) => {
            let size = match line.text.as_str().len() {
                _ if line.level.is_some() => 0,
                ..40 => 1,
                40..120 => 2,
                120..400 => 3,
                _ => 4,
            };
            4 + size + 6 * u8::from(line.weights.is_mostly_link())
        }
        Some(Item::Open(_) | Item::Close) => 15,
    }
}

/// Returns the value of a tag in [`Group::Inside`].
fn element(tag: Tag) -> u8 {
    match tag {
        Tag::Aside => 0,
        Tag::Footer => 1,
        Tag::Nav => 2,
        Tag::Header => 3,
        Tag::Section => 4,
        Tag::Form => 5,
        Tag::Button => 6,
        Tag::Address => 7,
        Tag::Figure => 8,
        Tag::Table => 9,
        Tag::Small => 10,
        Tag::Center => 11,
        Tag::Span => 12,
        Tag::Div => 13,
        Tag::P => 14,
        Tag::Sup => 15,
        Tag::Label => 16,
        Tag::Td => 17,
        Tag::Time => 18,
        Tag::Figcaption => 19,
        Tag::Article => 20,
        Tag::Blockquote => 21,
        Tag::Dl | Tag::Dt | Tag::Dd => 22,
        _ => 23,
    }
}

/// Returns whether a short text is a date and nothing else.
fn is_date_alone(text: &str) -> bool {
    text.len() <= 40 && dates::find(text).is_some_and(|found| found.range == (0..text.trim_end().len()))
}
