//! What speaks for a line being boilerplate, and for its being the article.

use super::shape::{
    ends_sentence, heads_links, is_bracketed, is_contents_entry, is_dead_link, is_film, is_labelled, is_left_alone,
    is_menu, is_pointed, leads_on, links_all, names_mailbox, ordinal, titles_prose,
};
use super::{Context, MainElement, Side, dates};
use crate::article::{RemovedKind, WebUrl};
use crate::dom::{NodeId, Tag};
use crate::draft::{Container, Draft, Fate, Item, Line, Places};
use crate::links::leads;
use crate::words::{Group, Roles, Said, Sign, quarters};

/// Bytes of a line that is prose.
const PROSE: usize = 120;
/// Bytes of a whole Chinese sentence that is prose.
const SENTENCE: usize = 72;
/// Bytes of a paragraph of which nothing but sentences is known.
const PLAIN: usize = 200;
/// The same between other paragraphs.
const PLAIN_BETWEEN: usize = 60;
/// Bytes of a line in which the title is looked for, beyond those of the title.
const TITLED: usize = 60;
/// Bytes of a line that is read for phrases as a whole.
const READ: usize = 900;
/// Links of a line that are looked at.
const LINKS: usize = 6;
/// Elements round a line that are looked at.
const OUTER: usize = 6;
/// Lines on either side that a line is compared with.
const ROW: usize = 4;

/// A post's lines with what must be known of all of them before one can be judged.
pub(crate) struct Reader<'a> {
    context: &'a Context<'a>,
    draft: &'a Draft<'a>,
    main: Option<MainElement>,
    /// Places of the lines of the body among the items.
    pub(crate) lines: Places,
    /// Those of them that are prose.
    prose: Places,
    bytes: usize,
    title: Title,
    lists: Vec<List>,
}

/// A list, table, quotation or numbered series that is in no other one: its lines share a fate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List {
    /// Places among the items.
    pub(crate) start: usize,
    pub(super) end: usize,
    items: u32,
    link: u32,
    all: u32,
    has_prose: bool,
    head: u8,
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
        }
    }

    /// The outermost list or table round a place of the draft.
    pub(crate) fn list_of(&self, at: usize) -> Option<&List> {
        let list = self.lists.get(self.lists.partition_point(|list| list.start <= at).checked_sub(1)?)?;
        (at <= list.end).then_some(list)
    }

    /// What the innermost element round a line that is named for boilerplate is named for.
    pub(crate) fn named_for(&self, line: &Line) -> Option<RemovedKind> {
        let (dom, survey) = (self.context.dom, self.context.survey);
        let outer = dom.ancestors(line.block).take(OUTER).take_while(|&id| !survey.is_most(id));
        outer.into_iter().find_map(|id| survey.named_for(id)).map(|(kind, _)| kind)
    }

    /// The phrases of a line.
    pub(crate) fn said(&self, line: &Line) -> Said {
        let (text, finder) = (line.text.as_str(), self.context.finder);
        match text.len() {
            ..=READ => finder.said(text, &self.draft.words(line, finder)),
            _ => {
                let head = text.char_indices().nth(READ / 3).and_then(|(end, _)| text.get(..end));
                finder.read(head.unwrap_or(text))
            }
        }
    }

    /// Hands over the signs of the line at a place among the lines.
    pub(crate) fn signs(&self, place: usize, said: Said, each: &mut impl FnMut(Sign)) {
        let Some(&at) = self.lines.get(place) else { return };
        let Some(line) = self.draft.line(at) else { return };
        each(Group::Base.is(0));
        if said.kind.is_none() && self.is_plain_paragraph(at, line) {
            each(Group::Base.is(3));
            return;
        }
        let zone = self.place(place, at, each);
        let shape = Shape::of(line);
        shape.signs(line, zone, self.bytes, each);
        self.words(line, shape, zone, said, each);
        self.targets(line, zone, each);
        self.beside(place, at, line, each);
        self.elements(line, at, each);
        self.looks(place, at, line, each);
    }

    /// Whether a line is whole sentences and nothing else: long, unmarked, without a link, in elements that say nothing.
    /// No other sign of such a line could take it out, so none is read.
    fn is_plain_paragraph(&self, at: usize, line: &Line) -> bool {
        let (text, weights) = (line.text.as_str(), &line.weights);
        let is_between =
            self.prose.first().is_some_and(|&first| first < at) && self.prose.last().is_some_and(|&last| last > at);
        let is_unmarked = text.len() >= if is_between { PLAIN_BETWEEN } else { PLAIN }
            && weights.link + weights.bold == 0
            && !weights.is_small()
            && !weights.is_italic()
            && !line.centered
            && line.level.is_none()
            && line.container.is_none()
            && line.roles == Roles::default()
            && ends_sentence(text)
            && !text.contains('@');
        let (dom, survey) = (self.context.dom, self.context.survey);
        is_unmarked
            && dom.ancestors(line.block).take(OUTER).take_while(|&id| !survey.is_most(id)).all(|id| {
                survey.named_for(id).is_none()
                    && matches!(dom.tag(id), Tag::P | Tag::Div | Tag::Span | Tag::Section | Tag::Article)
            })
    }

    /// Where a line stands among the others.
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

    fn targets(&self, line: &Line, zone: u8, each: &mut impl FnMut(Sign)) {
        let mut seen = 0u32;
        let mut tell = |value: u8| {
            if seen & 1 << value == 0 {
                seen |= 1 << value;
                each(Group::Target.is(value));
                each(Group::ZoneTarget.with(zone, value));
            }
        };
        if line.weights.link == 0 {
            return;
        }
        let mut leads_anywhere = false;
        for (words, url) in line.text.links().take(LINKS) {
            leads_anywhere = true;
            self.target(words, url, &mut tell);
        }
        if !leads_anywhere {
            tell(22);
        }
    }

    fn target(&self, words: &str, url: &WebUrl, tell: &mut impl FnMut(u8)) {
        let text = url.as_str();
        if text.starts_with("mailto:") {
            return tell(0);
        }
        let host = self.context.host;
        tell(host.map_or(3, |host| if leads::is_on(text, host) { 1 } else { 2 }));
        if self.context.is_page(url) {
            tell(4);
        } else if self.context.is_other_article(url) {
            tell(5);
        }
        if leads::is_profile(url) {
            tell(6);
        }
        if leads::asks(text) {
            tell(7);
        }
        if leads::is_tag_page(url) {
            tell(8);
        }
        if leads::is_author_page(url) {
            tell(9);
        }
        if words.trim() == text || words.starts_with("http") {
            tell(10);
        }
        let path = text.split_once("://").map_or("", |(_, rest)| rest);
        let mut parts = leads::parts(path);
        while parts != 0 {
            tell(11 + parts.trailing_zeros() as u8);
            parts &= parts - 1;
        }
        if !path.trim_end_matches('/').contains('/') {
            tell(20);
        }
        if self.title.count > 0 && letters(words).eq(self.title.key.chars()) {
            tell(21);
        }
    }

    /// What stands before and behind a line, and how many like it.
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

    /// The elements round a line, as far as they hold no more than half of the post.
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
            if let Some((kind, weight)) = survey.named_for(id)
                && kinds & 1 << kind as u8 == 0
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

    /// What else is in the nearest element that holds more than a line.
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
            let is_other = || links_all(line, |url| self.context.is_other_article(url));
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
            tell(12, heads_links(draft, at));
            tell(13, draft.body_behind(at).next().is_none());
        }
        tell(17, is_short && is_numbers(text));
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

    /// Whether a line stands between two paragraphs, the first of which does not announce it.
    fn is_link_between(&self, place: usize) -> bool {
        let line =
            |place: Option<usize>| place.and_then(|place| self.lines.get(place)).and_then(|&at| self.draft.line(at));
        line(place.checked_sub(1)).is_some_and(|line| is_prose(line) && !line.text.as_str().ends_with([':', '：']))
            && line(Some(place + 1)).is_some_and(is_prose)
    }
}

/// What a line is by itself.
#[derive(Clone, Copy)]
struct Shape {
    length: u8,
    link: u8,
    ends: u8,
}

impl Shape {
    fn of(line: &Line) -> Shape {
        let text = line.text.as_str();
        // Borders at the squares of 4, 8, 12 and so on.
        let length = (text.len().isqrt() / 4).min(9) as u8;
        Shape { length, link: quarters(line.weights.link, line.weights.all), ends: ends(text) }
    }

    fn signs(self, line: &Line, zone: u8, bytes: usize, each: &mut impl FnMut(Sign)) {
        let Shape { length, link, ends } = self;
        let text = line.text.as_str();
        each(Group::Length.is(length));
        each(Group::Linked.is(link));
        each(Group::Ends.is(ends));
        each(Group::LengthLinked.with(length, link));
        each(Group::LengthEnds.with(length, ends));
        each(Group::ZoneLength.with(zone, length));
        each(Group::ZoneLinked.with(zone, link));
        each(Group::ZoneEnds.with(zone, ends));
        each(Group::Links.is(few(line.text.links().take(4).count(), 4)));
        each(Group::Share.is(match text.len() * 20 / bytes.max(1) {
            0 => 0,
            1..5 => 1,
            5..10 => 2,
            _ => 3,
        }));
        let sentences =
            text.matches(['。', '！', '？']).count() + text.matches(". ").count() + text.matches("! ").count();
        each(Group::Sentences.is(few(sentences, 3)));
        let weights = &line.weights;
        let set = [
            line.level.is_some(),
            weights.is_bold(),
            weights.is_italic(),
            weights.is_small(),
            line.centered,
            line.preformatted,
            line.after_break,
            is_bracketed(text),
            names_mailbox(text),
            text.contains('\n'),
            weights.bold > 0 && !weights.is_bold(),
        ];
        each(Group::Container.is(match line.container {
            None => 0,
            Some(Container::ListItem) => 1,
            Some(Container::Quote) => 2,
            Some(Container::Cell { .. }) => 3,
            Some(_) => 4,
        }));
        for (value, is_set) in set.into_iter().enumerate() {
            if is_set {
                each(Group::Set.is(value as u8));
            }
        }
        marks(text, each);
    }
}

/// `360 x 640`, `58 ratings`: whether digits are much of a text.
fn is_numbers(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0 && digits >= letters || digits + letters == 0
}

/// Bytes at the head of a line whose characters are looked at.
const HEAD: usize = 200;

/// Signs of the characters and of the little words at the head of a line.
fn marks(text: &str, each: &mut impl FnMut(Sign)) {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or(text);
    let mut found = 0u32;
    let mut speaks = 0u32;
    let mut word = 0u64;
    let mut before = ' ';
    for c in head.chars() {
        if c.is_ascii_alphabetic() {
            // The last eight letters of a word: longer ones are none that is looked for.
            word = word << 8 | u64::from(c.to_ascii_lowercase() as u8);
            continue;
        }
        speaks |= speaker_of_word(std::mem::take(&mut word)) | speaker(c);
        if c == '迎' && matches!(before, '欢' | '歡') {
            speaks |= 1 << 5;
        }
        before = c;
        found |= match c {
            '»' | '›' => 1,
            '→' | '➡' => 1 << 1,
            '←' | '↑' => 1 << 2,
            '▶' | '►' => 1 << 3,
            '#' | '＃' => 1 << 4,
            '@' => 1 << 5,
            '$' | '€' | '£' | '￥' => 1 << 6,
            '©' => 1 << 7,
            '|' | '｜' => 1 << 8,
            '/' | '／' => 1 << 9,
            '~' | '～' => 1 << 10,
            '*' => 1 << 11,
            '•' | '●' | '·' => 1 << 13,
            '【' => 1 << 14,
            '★' | '☆' => 1 << 15,
            '\u{1f446}'..='\u{1f449}' => 1 << 16 | 1 << 22,
            '“' | '"' | '「' => 1 << 17,
            '?' | '？' => 1 << 18,
            '!' | '！' => 1 << 19,
            '\u{1f300}'..='\u{1faff}' => 1 << 22,
            '%' => 1 << 23,
            _ => continue,
        };
    }
    speaks |= speaker_of_word(word);
    if head.contains("://") {
        found |= 1 << 12;
    }
    if is_pointed(text) {
        found |= 1 << 20;
    }
    if text.starts_with(|c: char| !c.is_alphanumeric()) {
        found |= 1 << 21;
    }
    for (group, mut found) in [(Group::Marks, found), (Group::Speaks, speaks)] {
        while found != 0 {
            each(group.is(found.trailing_zeros() as u8));
            found &= found - 1;
        }
    }
}

/// Whom a Chinese character of a sentence speaks of, as bits of the values of [`Group::Speaks`].
fn speaker(c: char) -> u32 {
    match c {
        '你' | '您' | '请' | '請' => 1,
        '我' | '本' => 1 << 1,
        '他' | '她' => 1 << 2,
        '说' | '說' | '称' | '稱' | '道' => 1 << 3,
        '了' | '过' | '過' | '着' | '著' => 1 << 4,
        _ => 0,
    }
}

/// The same of an English word, given as its last letters.
fn speaker_of_word(word: u64) -> u32 {
    const fn of(word: &[u8]) -> u64 {
        let mut found = 0;
        let mut rest = word;
        while let Some((byte, behind)) = rest.split_first() {
            found = found << 8 | *byte as u64;
            rest = behind;
        }
        found
    }
    const WORDS: &[(u64, u32)] = &[
        (of(b"you"), 1),
        (of(b"your"), 1),
        (of(b"we"), 1 << 1),
        (of(b"our"), 1 << 1),
        (of(b"us"), 1 << 1),
        (of(b"my"), 1 << 1),
        (of(b"me"), 1 << 1),
        (of(b"this"), 1 << 1),
        (of(b"he"), 1 << 2),
        (of(b"she"), 1 << 2),
        (of(b"his"), 1 << 2),
        (of(b"her"), 1 << 2),
        (of(b"they"), 1 << 2),
        (of(b"their"), 1 << 2),
        (of(b"said"), 1 << 3),
        (of(b"says"), 1 << 3),
        (of(b"told"), 1 << 3),
        (of(b"was"), 1 << 4),
        (of(b"were"), 1 << 4),
        (of(b"had"), 1 << 4),
        (of(b"thanks"), 1 << 5),
        (of(b"thank"), 1 << 5),
        (of(b"please"), 1 << 5),
    ];
    if word < 1 << 8 {
        return 0;
    }
    WORDS.iter().find(|(known, _)| *known == word).map_or(0, |(_, bit)| *bit)
}

fn ends(text: &str) -> u8 {
    let text = without_hashtags(text);
    // A pictogram or a sign at the end ends no sentence, and is no part of one.
    let text = text
        .trim_end_matches(|c: char| c as u32 >= 0x2190 && !('\u{2e80}'..='\u{ffef}').contains(&c) || c == '\u{fe0f}');
    let trimmed = text.trim_end_matches(['”', '」', '"', '』', '）', ')']);
    if ends_sentence(text) {
        0
    } else if trimmed.ends_with([':', '：']) {
        1
    } else if trimmed.ends_with(['…', '.']) {
        2
    } else if trimmed.ends_with([',', '，', '、', ';', '；']) {
        3
    } else if trimmed.len() < text.len() {
        4
    } else {
        5
    }
}

/// A text without the hashtags behind it.
fn without_hashtags(text: &str) -> &str {
    let mut rest = text;
    while let Some((before, _)) = rest.rsplit_once(' ').filter(|(_, last)| last.starts_with(['#', '＃'])) {
        rest = before.trim_end();
    }
    rest
}

/// Whether a line is a paragraph: long, or a whole sentence in a script that needs fewer bytes for one.
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

/// What a line is by where its links lead.
pub(crate) fn target_kind(line: &Line) -> Option<RemovedKind> {
    let (_, url) = line.text.links().next()?;
    if leads::is_profile(url) || leads::asks(url.as_str()) || url.as_str().starts_with("mailto:") {
        Some(RemovedKind::Promotion)
    } else if leads::is_tag_page(url) || leads::is_author_page(url) {
        Some(RemovedKind::Metadata)
    } else {
        line.weights.is_mostly_link().then_some(RemovedKind::Related)
    }
}

/// The value of an element among those of [`Group::Inside`].
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

/// Letters and digits of a text, in lower case.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter_map(|c| match c {
        // Most of what is read has no case, and no table is needed to know it.
        '\u{3400}'..='\u{9fff}' => Some(c),
        '\0'..='\x7f' => c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()),
        _ => c.is_alphanumeric().then(|| c.to_lowercase().next().unwrap_or(c)),
    })
}

/// Letters and digits of the title, and which they are.
#[derive(Default)]
struct Title {
    key: String,
    count: usize,
    /// Bits of its characters, some of which share one.
    characters: [u64; 4],
}

impl Title {
    fn new(title: &str) -> Title {
        let mut found = Title::default();
        for c in letters(title) {
            found.key.push(c);
            found.count += 1;
            if let Some(bits) = found.characters.get_mut(c as usize >> 6 & 3) {
                *bits |= 1 << (c as u32 & 63);
            }
        }
        found
    }

    fn may_hold(&self, c: char) -> bool {
        self.characters.get(c as usize >> 6 & 3).is_some_and(|bits| bits >> (c as u32 & 63) & 1 != 0)
    }

    /// Whether a text is the title, holds it, or is held by it, as the value of [`Group::Title`].
    fn compare(&self, text: &str) -> Option<u8> {
        /// Bytes of a title, or of a part of one, that says something.
        const LONG_ENOUGH: usize = 9;
        let (mut count, mut run, mut longest) = (0, 0, 0);
        for c in letters(text) {
            count += 1;
            run = if self.may_hold(c) { run + 1 } else { 0 };
            longest = longest.max(run);
        }
        // Neither can hold the other.
        if count == 0 || longest < count.min(self.count) {
            return None;
        }
        let own: String = letters(text).collect();
        if own == self.key {
            Some(0)
        } else if self.key.len() >= LONG_ENOUGH && own.contains(&self.key) {
            Some(1)
        } else if own.len() >= LONG_ENOUGH && self.key.contains(&own) {
            Some(2)
        } else {
            None
        }
    }
}

fn lists(draft: &Draft) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let is_quote_a_part = quoted(draft) * 2 <= draft.body().count();
    let holds_list = |at: usize| {
        let inside = draft.items.get(at + 1..).unwrap_or_default().iter().take(QUOTE);
        inside.take_while(|item| !matches!(item, Item::Close)).any(|item| matches!(item, Item::Open(_)))
    };
    let mut depth = 0usize;
    // Depth of the list that is open.
    let mut outermost = None;
    let mut last: Option<&Line> = None;
    for (at, item) in draft.items.iter().enumerate() {
        match item {
            Item::Open(container) => {
                depth += 1;
                let is_whole = match container {
                    Container::List { .. } | Container::Table => true,
                    Container::Quote => is_quote_a_part && !holds_list(at),
                    _ => false,
                };
                if outermost.is_none() && is_whole {
                    outermost = Some(depth);
                    lists.push(List::begin(at, list_head(last)));
                }
            }
            Item::Close => {
                if outermost == Some(depth) {
                    outermost = None;
                    if let Some(list) = lists.last_mut() {
                        list.end = at;
                    }
                }
                depth = depth.saturating_sub(1);
            }
            Item::Line(line) => {
                last = Some(line);
                if let Some(list) = lists.last_mut().filter(|_| outermost.is_some()) {
                    list.add(line);
                }
            }
            _ => {}
        }
    }
    add_series(draft, &mut lists);
    lists
}

/// Adds the runs of lines outside of containers that are numbered one after another.
fn add_series(draft: &Draft, lists: &mut Vec<List>) {
    let known = lists.len();
    let mut run: Option<(List, u32)> = None;
    let mut last: Option<&Line> = None;
    for (at, line) in draft.body() {
        let number = ordinal(line.text.as_str()).filter(|_| line.container.is_none() && line.level.is_none());
        match (&mut run, number) {
            (Some((series, before)), Some(number)) if number == *before + 1 => {
                (series.end, *before) = (at, number);
                series.add(line);
            }
            _ => {
                lists.extend(run.take().filter(|(series, _)| series.items >= SERIES).map(|(series, _)| series));
                run = number.map(|number| (List::begin(at, list_head(last)).with(line), number));
            }
        }
        last = Some(line);
    }
    lists.extend(run.filter(|(series, _)| series.items >= SERIES).map(|(series, _)| series));
    if lists.len() > known {
        lists.sort_by_key(|list| list.start);
    }
}

/// Items of a quotation that are looked at for a list in it.
const QUOTE: usize = 24;
/// Numbered lines that are a series.
const SERIES: u32 = 3;

impl List {
    fn begin(at: usize, head: u8) -> List {
        List { start: at, end: at, items: 0, link: 0, all: 0, has_prose: false, head }
    }

    fn add(&mut self, line: &Line) {
        self.items += 1;
        self.link += line.weights.link;
        self.all += line.weights.all;
        self.has_prose |= is_prose(line);
    }

    fn with(mut self, line: &Line) -> List {
        self.add(line);
        self
    }
}

/// Lines that stand in quotations.
fn quoted(draft: &Draft) -> usize {
    draft.body().filter(|(_, line)| line.container == Some(Container::Quote)).count()
}

/// What a list stands behind, as the value of [`Group::ListHead`].
fn list_head(line: Option<&Line>) -> u8 {
    match line {
        None => 0,
        Some(line) if line.text.as_str().ends_with([':', '：']) => 1,
        Some(line) if line.level.is_some() || line.weights.is_bold() => 2,
        Some(line) if is_prose(line) => 3,
        Some(_) => 4,
    }
}
