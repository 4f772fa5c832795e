//! One walk over the tree that writes down its lines, pictures and containers in reading order.

use memchr::memmem;

use super::{Container, Draft, Fate, Item, Line, Weights};
use crate::article::{MarkKind, TextBuilder, TextRef, Texts, has_shown_ends, is_source_blanks};
use crate::boilerplate::{Roles, Survey};
use crate::dom::{Attr, Dom, NodeId, Step, Tag};
use crate::extract::media::{Media, Picture, Seen};
use crate::extract::{plain, table};
use crate::scratch;

impl Draft<'static> {
    /// A draft whose lines have no text before it is [given](Draft::with_texts) to them, and the texts.
    pub(crate) fn write(
        dom: &Dom,
        survey: &Survey,
        media: &mut Media<'_>,
        memory: &mut DraftMemory,
    ) -> (Draft<'static>, Texts) {
        let DraftMemory { mut draft, mut text, frames, sets } = std::mem::take(memory);
        scratch::reserve(&mut draft.items, dom.len() / 4);
        scratch::reserve(&mut draft.leaves, dom.len() / 2);
        text.begin(survey.total.text as usize + 64, dom.len() / 4);
        let mut writer = Writer {
            dom,
            survey,
            draft,
            text,
            frames,
            sets,
            weights: Weights::default(),
            bold: 0,
            italic: 0,
            link: 0,
            small: 0,
            preformatted: 0,
            break_pending: false,
            after_break: false,
            role_bytes: 0,
            inline_roles: Roles::NONE,
            inline_role_depth: 0,
            credit_parts: Vec::new(),
            credit: false,
            imprint_parts: Vec::new(),
            first_leaf: 0,
        };
        writer.walk(media);
        let Writer { mut draft, mut text, frames, sets, .. } = writer;
        plain::link_addresses(&mut draft, &mut text, media);
        let texts = text.take_texts();
        *memory = DraftMemory { draft: Draft::default(), text, frames, sets };
        (draft, texts)
    }
}

/// What a draft is written with and into, kept for the next one.
#[derive(Debug, Default)]
pub(crate) struct DraftMemory {
    draft: Draft<'static>,
    text: TextBuilder,
    frames: Vec<Frame>,
    sets: Vec<Set>,
}

impl DraftMemory {
    /// Takes back a draft that nobody looks at any more.
    pub(crate) fn recycle(&mut self, draft: Draft<'_>) {
        let Draft { items, mut leaves, mut words, mut left_out } = draft;
        scratch::recycle(&mut leaves);
        scratch::recycle(&mut left_out);
        scratch::recycle(&mut words);
        self.draft = Draft { items: scratch::emptied(items), leaves, words, left_out };
        scratch::recycle(&mut self.frames);
        scratch::recycle(&mut self.sets);
    }

    /// Takes back the texts of a draft.
    pub(crate) fn recycle_texts(&mut self, texts: Texts) {
        self.text.recycle(texts);
    }
}

/// An open block element.
#[derive(Debug)]
struct Frame {
    id: NodeId,
    roles: Roles,
    level: Option<u8>,
    container: Option<Container>,
    opened: bool,
    bold: bool,
    small: bool,
    centered: bool,
    /// Layout tables are dissolved: their rows and cells are mere borders.
    in_data_table: bool,
}

struct Writer<'a> {
    dom: &'a Dom<'a>,
    survey: &'a Survey,
    draft: Draft<'static>,
    text: TextBuilder,
    frames: Vec<Frame>,
    /// How the open inline elements set their text.
    sets: Vec<Set>,
    weights: Weights,
    bold: u32,
    italic: u32,
    link: u32,
    small: u32,
    preformatted: u32,
    break_pending: bool,
    after_break: bool,
    role_bytes: u32,
    inline_roles: Roles,
    inline_role_depth: u32,
    /// Inline elements in captions whose text is a line of its own.
    credit_parts: Vec<NodeId>,
    credit: bool,
    /// Inline elements among author and date whose text is a line of its own.
    imprint_parts: Vec<NodeId>,
    first_leaf: usize,
}

/// Bytes of an element that says who wrote an article, when, and for which sections.
const IMPRINT: u32 = 600;
/// Bytes of an element whose names can be about a single line in it.
const SMALL_ELEMENT: u32 = 1800;

impl Writer<'_> {
    fn walk(&mut self, media: &mut Media<'_>) {
        let root = self.dom.root();
        self.frames.push(Frame {
            id: root,
            roles: Roles::NONE,
            level: None,
            container: None,
            opened: false,
            bold: false,
            small: false,
            centered: false,
            in_data_table: false,
        });
        let mut step = Step::Enter(root);
        while !media.is_full(self.text.reopened()) {
            step = match step {
                Step::Enter(id) if id == root => self.dom.step(step),
                Step::Enter(id) => {
                    if self.enter(id, media) {
                        self.dom.step(step)
                    } else {
                        self.dom.step(Step::Leave(id))
                    }
                }
                Step::Leave(id) if id == root => break,
                Step::Leave(id) => {
                    if self.dom.text(id).is_none() {
                        self.leave(id);
                    }
                    self.dom.step(step)
                }
            };
        }
        self.flush();
        media.written += self.text.reopened();
    }

    /// Returns whether to go on with what the node holds.
    fn enter(&mut self, id: NodeId, media: &mut Media<'_>) -> bool {
        if let Some(text) = self.dom.text(id) {
            self.push_text(id, text);
            return false;
        }
        let tag = self.dom.tag(id);
        match tag {
            Tag::Br => {
                self.line_break(id);
                return false;
            }
            Tag::Wbr => return false,
            Tag::Img => {
                self.picture(id, media);
                return false;
            }
            Tag::Iframe | Tag::Embed | Tag::Object | Tag::Video | Tag::Audio => {
                self.flush();
                if let Some(player) = media.player(self.dom, id) {
                    self.draft.items.push(Item::Embed(player));
                }
                return false;
            }
            Tag::Hr => {
                self.flush();
                self.draft.items.push(Item::Separator(id));
                return false;
            }
            tag if tag.is_never_text() => return false,
            Tag::Source => return false,
            _ => {}
        }
        if tag == Tag::A && self.is_way_back(id) {
            media.remove_way_back(self.dom.text_of(id));
            self.draft.left_out.push(id);
            return false;
        }
        if tag.is_inline() {
            self.open_inline(id, tag, media);
        } else {
            self.open_block(id, tag);
            let stats = self.survey.stats(id);
            if stats.images == 0
                && (tag == Tag::Figure || stats.roles.has(Roles::FIGURE))
                && let Some(image) = media.background(self.dom, id)
            {
                // A picture shown by an `<img>` as well, for browsers without scripts, is there already.
                let centered = self.frames.last().is_some_and(|frame| frame.centered);
                match self.draft.items.last() {
                    Some(Item::Picture(before)) if before.image.src == image.src => {
                        media.remove_twin(image.src.as_str());
                    }
                    _ => self.draft.items.push(Item::Picture(Picture::new(id, id, centered, image))),
                }
            }
        }
        true
    }

    fn leave(&mut self, id: NodeId) {
        let tag = self.dom.tag(id);
        if tag.is_inline() {
            self.close_inline(id, tag);
        } else {
            self.flush();
            if let Some(frame) = self.frames.pop_if(|frame| frame.id == id) {
                self.bold -= u32::from(frame.bold);
                self.small -= u32::from(frame.small);
                if frame.opened {
                    self.draft.items.push(Item::Close);
                }
                if tag == Tag::Pre || tag == Tag::Listing {
                    self.preformatted -= 1;
                }
            }
        }
    }

    fn push_text(&mut self, id: NodeId, text: &str) {
        let visible = if has_shown_ends(text) {
            text.len()
        } else if is_source_blanks(text) {
            0
        } else {
            text.trim_matches(|c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}').len()
        };
        if visible > 0 {
            if std::mem::take(&mut self.break_pending) {
                self.text.line_break();
            }
            let visible = visible as u32;
            self.weights.all += visible;
            if self.bold > 0 {
                self.weights.bold += visible;
            }
            if self.italic > 0 {
                self.weights.italic += visible;
            }
            if self.link > 0 {
                self.weights.link += visible;
            }
            if self.small > 0 {
                self.weights.small += visible;
            }
            if self.inline_role_depth > 0 {
                self.role_bytes += visible;
            }
        }
        self.draft.leaves.push(id);
        if self.preformatted > 0 {
            self.text.push_preformatted(text);
        } else {
            self.text.push(text);
        }
    }

    fn line_break(&mut self, id: NodeId) {
        if self.preformatted > 0 {
            self.text.push_preformatted("\n");
            return;
        }
        self.draft.leaves.push(id);
        if self.break_pending {
            self.flush();
            self.after_break = true;
        } else if !self.text.is_empty() {
            self.break_pending = true;
        } else {
            self.after_break = true;
        }
    }

    fn picture(&mut self, id: NodeId, media: &mut Media<'_>) {
        match media.picture(self.dom, id) {
            Seen::Picture(image) => {
                self.flush();
                let (block, centered) =
                    self.frames.last().map_or((self.dom.root(), false), |frame| (frame.id, frame.centered));
                let mut picture = Picture::new(id, block, centered, image);
                if let Some(Item::Picture(before)) = self.draft.items.last()
                    && before.image.src == picture.image.src
                {
                    media.remove_twin(picture.image.src.as_str());
                    picture.removed = true;
                }
                self.draft.items.push(Item::Picture(picture));
                self.draft.leaves.push(id);
                self.first_leaf = self.draft.leaves.len();
            }
            Seen::Character(text) => {
                if std::mem::take(&mut self.break_pending) {
                    self.text.line_break();
                }
                self.weights.all += text.len() as u32;
                self.text.push(&text);
            }
            Seen::Nothing => {}
        }
    }

    fn open_inline(&mut self, id: NodeId, tag: Tag, media: &mut Media<'_>) {
        let set = self.set(id, tag);
        self.sets.push(set);
        match set {
            Set::Bold => self.bold += 1,
            Set::Italic => self.italic += 1,
            Set::Small => self.small += 1,
            Set::Plain => {}
        }
        if tag == Tag::A {
            self.link += 1;
        }
        if self.is_imprint_part(id) {
            self.flush();
            self.imprint_parts.push(id);
        }
        if self.is_credit_part(id, tag) && !self.text.is_empty() {
            // `<figcaption>caption <small>credit</small></figcaption>`: two lines.
            self.flush();
            self.credit_parts.push(id);
            self.credit = true;
        }
        if self.is_role(id) {
            self.inline_role_depth += 1;
            self.inline_roles.insert(self.survey.stats(id).roles);
        }
        let kind = match tag {
            Tag::A if self.is_note_mark(id) => Some(MarkKind::Superscript),
            Tag::A => media.link(self.dom, id).map(|href| MarkKind::Link { href }),
            Tag::B | Tag::Strong => Some(MarkKind::Strong),
            Tag::I | Tag::Em | Tag::Cite | Tag::Dfn | Tag::Var => Some(MarkKind::Emphasis),
            Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt => Some(MarkKind::Code),
            Tag::Sup => Some(MarkKind::Superscript),
            Tag::Sub => Some(MarkKind::Subscript),
            Tag::S | Tag::Strike | Tag::Del => Some(MarkKind::Strike),
            Tag::Ruby => Some(MarkKind::Ruby),
            Tag::Rt => Some(MarkKind::RubyText),
            Tag::Span | Tag::Font => match set {
                Set::Bold => Some(MarkKind::Strong),
                Set::Italic => Some(MarkKind::Emphasis),
                _ => None,
            },
            _ => None,
        };
        self.text.open(kind);
    }

    /// Whether an inline element in a caption says whose the picture is.
    fn is_credit_part(&self, id: NodeId, tag: Tag) -> bool {
        let roles = self.survey.stats(id).roles;
        let in_caption = self.frames.last().is_some_and(|frame| frame.roles.has(Roles::CAPTION));
        let names_owner = roles.has(Roles::CREDIT) || roles.has(Roles::BYLINE);
        in_caption && (tag == Tag::Small || names_owner && !roles.has(Roles::CAPTION))
    }

    fn close_inline(&mut self, id: NodeId, tag: Tag) {
        if self.credit_parts.pop_if(|part| *part == id).is_some() {
            self.flush();
            self.credit = false;
        }
        self.text.close();
        match self.sets.pop() {
            Some(Set::Bold) => self.bold -= 1,
            Some(Set::Italic) => self.italic -= 1,
            Some(Set::Small) => self.small -= 1,
            Some(Set::Plain) | None => {}
        }
        if tag == Tag::A {
            self.link -= 1;
        }
        if self.imprint_parts.pop_if(|part| *part == id).is_some() {
            self.flush();
        }
        if self.is_role(id) {
            self.inline_role_depth -= 1;
        }
        if self.is_drop_cap(id) {
            self.text.join_next();
        }
    }

    /// Whether an element is the first letter of a text, set large.
    fn is_drop_cap(&self, id: NodeId) -> bool {
        let named = |id: NodeId| {
            self.dom.attr(id, Attr::Class).is_some_and(|class| {
                let class = class.to_ascii_lowercase();
                ["dropcap", "drop-cap", "drop_cap", "initial-letter", "first-letter"]
                    .iter()
                    .any(|name| class.contains(name))
            })
        };
        let text = self.survey.stats(id).text;
        // Of a paragraph that is named so it is the letter that stands by itself.
        let is_first = text <= 4 && self.weights.all == text;
        (1..=6).contains(&text) && (named(id) || is_first && self.dom.parent(id).is_some_and(named))
    }

    /// Whether a link is the number of a footnote behind a word, not raised by its markup.
    fn is_note_mark(&self, id: NodeId) -> bool {
        (1..=5).contains(&self.survey.stats(id).text)
            && !self.text.is_empty()
            && self.dom.attr(id, Attr::Href).is_some_and(|href| href.starts_with('#'))
            && self.dom.parent(id).is_none_or(|parent| self.dom.tag(parent) != Tag::Sup)
            && self.dom.first_child(id).is_some_and(|child| {
                self.dom.text(child).is_some_and(|text| {
                    let number = text.trim().trim_start_matches('[').trim_end_matches(']');
                    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
                })
            })
    }

    /// Whether a link leads from a footnote back to its mark.
    fn is_way_back(&self, id: NodeId) -> bool {
        (1..=12).contains(&self.survey.stats(id).text)
            && self.dom.attr(id, Attr::Href).is_some_and(|href| href.contains('#'))
            && self
                .dom
                .text_of(id)
                .trim_matches(['[', ']', '\u{fe0e}', '\u{fe0f}', ' '])
                .chars()
                .all(|c| "↩↵⏎⤴↑^".contains(c))
    }

    /// How an inline element sets its text.
    fn set(&self, id: NodeId, tag: Tag) -> Set {
        match tag {
            Tag::B | Tag::Strong | Tag::U => Set::Bold,
            Tag::I | Tag::Em | Tag::Cite => Set::Italic,
            Tag::Small => Set::Small,
            Tag::Span | Tag::Font => match self.dom.attr(id, Attr::Style) {
                Some(style) => style_set(style),
                None => Set::Plain,
            },
            _ => Set::Plain,
        }
    }

    fn is_role(&self, id: NodeId) -> bool {
        let stats = self.survey.stats(id);
        stats.roles.has(Roles::LINE) && stats.text < SMALL_ELEMENT
    }

    /// Whether an inline element names one of several things that stand in a row: author, sections, dates.
    fn is_imprint_part(&self, id: NodeId) -> bool {
        let (frame, own) = (self.frames.last().map_or(Roles::NONE, |frame| frame.roles), self.survey.stats(id).roles);
        let is_new = |role: Roles| own.has(role) && !(self.inline_role_depth > 0 && self.inline_roles.has(role));
        frame.has(Roles::IMPRINT)
            && !frame.has(Roles::BYLINE)
            && !frame.has(Roles::DATE)
            && self.is_role(id)
            && (is_new(Roles::BYLINE) || is_new(Roles::DATE) || is_new(Roles::META))
    }

    fn open_block(&mut self, id: NodeId, tag: Tag) {
        self.flush();
        self.after_break = false;
        let stats = self.survey.stats(id);
        let parent = self.frames.last();
        let mut roles = parent.map_or(Roles::NONE, |frame| frame.roles);
        if stats.text < SMALL_ELEMENT {
            if stats.roles.has(Roles::CAPTION) && !stats.roles.has(Roles::CREDIT) {
                // The name of the inner element is the nearer one.
                roles.remove(Roles::CREDIT);
            }
            roles.insert(stats.roles);
        }
        if stats.roles.has(Roles::META) && stats.signed > 0 && stats.prose == 0 && stats.text < IMPRINT {
            roles.insert(Roles::IMPRINT);
        }
        let in_data_table = parent.is_some_and(|frame| frame.in_data_table);
        let mut frame = Frame {
            id,
            roles,
            // What is large in a figure is the title of what it shows.
            level: tag
                .heading_level()
                .filter(|_| !self.frames.iter().any(|frame| self.dom.tag(frame.id) == Tag::Figure))
                .or(parent.and_then(|frame| frame.level)),
            container: parent.and_then(|frame| frame.container),
            opened: false,
            bold: tag == Tag::Dt,
            small: false,
            centered: parent.is_some_and(|frame| frame.centered) || tag == Tag::Center,
            in_data_table,
        };
        if let Some(style) = self.dom.attr(id, Attr::Style) {
            frame.centered |= style.contains("center");
            match style_set(style) {
                Set::Bold => frame.bold = true,
                Set::Small => frame.small = true,
                Set::Italic | Set::Plain => {}
            }
        }
        self.bold += u32::from(frame.bold);
        self.small += u32::from(frame.small);
        let container = match tag {
            Tag::Ul | Tag::Dir | Tag::Menu => Some(Container::List { ordered: false, start: None }),
            Tag::Ol => {
                let start = self
                    .dom
                    .attr(id, Attr::Start)
                    .and_then(|start| start.trim().parse().ok())
                    .filter(|start| *start != 1);
                Some(Container::List { ordered: true, start })
            }
            Tag::Li => matches!(frame.container, Some(Container::List { .. } | Container::ListItem))
                .then_some(Container::ListItem)
                .filter(|_| self.parent_list(id)),
            Tag::Blockquote => Some(Container::Quote),
            Tag::Table => {
                frame.in_data_table = table::is_data(self.dom, self.survey, id);
                frame.in_data_table.then_some(Container::Table)
            }
            Tag::Tr => in_data_table.then_some(Container::Row),
            Tag::Td | Tag::Th => in_data_table.then_some(Container::Cell { header: tag == Tag::Th }),
            Tag::Pre | Tag::Listing => {
                self.preformatted += 1;
                None
            }
            _ => None,
        };
        if let Some(container) = container {
            frame.container = Some(container);
            frame.opened = true;
            self.draft.items.push(Item::Open(container));
        }
        self.frames.push(frame);
    }

    fn parent_list(&self, id: NodeId) -> bool {
        self.dom
            .parent(id)
            .is_some_and(|parent| matches!(self.dom.tag(parent), Tag::Ul | Tag::Ol | Tag::Dir | Tag::Menu))
    }

    fn flush(&mut self) {
        self.break_pending = false;
        let preformatted = self.preformatted > 0;
        let is_text = if preformatted { self.text.end_preformatted() } else { self.text.end_text() };
        let leaves = self.first_leaf..self.draft.leaves.len();
        self.first_leaf = leaves.end;
        let weights = std::mem::take(&mut self.weights);
        let role_bytes = std::mem::take(&mut self.role_bytes);
        let inline_roles = std::mem::take(&mut self.inline_roles);
        let Some(frame) = self.frames.last().filter(|_| is_text) else { return };
        let mut roles = frame.roles;
        if weights.is_at_least(role_bytes, 7, 10) {
            roles.insert(inline_roles);
        }
        if self.credit {
            roles.insert(Roles::CREDIT);
        }
        let language = preformatted.then(|| self.language(frame.id)).flatten();
        self.draft.items.push(Item::Line(Line {
            text: TextRef::default(),
            block: frame.id,
            level: frame.level,
            preformatted,
            language,
            roles,
            weights,
            container: frame.container,
            after_break: std::mem::take(&mut self.after_break),
            centered: frame.centered,
            leaves: leaves.start as u32..leaves.end as u32,
            fate: Fate::Body,
        }));
    }

    /// The language that a class names, on the block or on the `<code>` in it.
    fn language(&self, block: NodeId) -> Option<Box<str>> {
        let code = self.dom.first_child(block).filter(|&child| self.dom.tag(child) == Tag::Code);
        [code, Some(block)].into_iter().flatten().find_map(|id| {
            let class = self.dom.attr(id, Attr::Class)?;
            let name = class
                .split_ascii_whitespace()
                .find_map(|name| name.strip_prefix("language-").or(name.strip_prefix("lang-")))?;
            let fits = !name.is_empty()
                && name.len() <= 20
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-#_.".contains(&byte));
            fits.then(|| name.into())
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Set {
    Plain,
    Bold,
    Italic,
    Small,
}

fn style_set(style: &str) -> Set {
    let value = |name: &str| {
        let (_, rest) = style.get(memmem::find(style.as_bytes(), name.as_bytes())?..)?.split_at_checked(name.len())?;
        rest.trim_start().strip_prefix(':').map(str::trim_start)
    };
    if let Some(weight) = value("font-weight")
        && (weight.starts_with("bold") || ["600", "700", "800", "900"].iter().any(|bold| weight.starts_with(bold)))
    {
        return Set::Bold;
    }
    if value("font-style").is_some_and(|set| set.starts_with("italic")) {
        return Set::Italic;
    }
    let grey = value("color").is_some_and(|color| {
        ["#888", "#999", "#aaa", "#bbb", "#777", "#808080", "gray", "grey", "#666"]
            .iter()
            .any(|grey| color.starts_with(grey))
    });
    let small = value("font-size").is_some_and(|size| {
        let number: String = size.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        let unit = size.get(number.len()..).unwrap_or_default();
        size.starts_with("small")
            || size.starts_with("x-small")
            || size.starts_with("xx-small")
            || number.parse::<f32>().is_ok_and(|number| {
                unit.starts_with("px") && number <= 13.0
                    || unit.starts_with("pt") && number <= 9.5
                    || unit.starts_with("em") && number < 0.95
                    || unit.starts_with('%') && number < 95.0
            })
    });
    if grey || small { Set::Small } else { Set::Plain }
}
