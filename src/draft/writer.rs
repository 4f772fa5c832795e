//! One walk over the tree that writes its lines, images and containers in reading order.

mod inline;
mod pictures;

use super::{
    Container, Draft, DraftMemory, Fate, Item, Line, Media, Picture, Shown, Weights, addresses, containers, fallbacks,
    holds_no_picture, shown,
};
use crate::article::{TextBuilder, TextRef, Texts, has_shown_ends};
use crate::dom::{Attr, Dom, NodeId, Step, Tag};
use crate::survey::{Survey, is_data_table};
use crate::words::Roles;
pub(super) use inline::Set;
use inline::style_set;

impl Draft<'static> {
    /// Writes a draft, whose lines get their texts by [`Draft::with_texts`], and the texts.
    pub(crate) fn write(
        dom: &Dom,
        survey: &Survey,
        media: &mut Media<'_>,
        memory: &mut DraftMemory,
    ) -> (Draft<'static>, Texts) {
        let DraftMemory { mut draft, mut text, frames, sets } = std::mem::take(memory);
        draft.items.reserve(dom.len() / 4);
        draft.leaves.reserve(dom.len() / 2);
        text.reserve(survey.total.text as usize + 64, dom.len() / 4);
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
            amid: Vec::new(),
            first_leaf: 0,
        };
        writer.walk(media);
        let Writer { mut draft, mut text, frames, sets, .. } = writer;
        addresses::link(&mut draft, &mut text, media);
        let texts = text.take_texts();
        *memory = DraftMemory { draft: Draft::default(), text, frames, sets };
        (draft, texts)
    }
}

/// An open block element.
#[derive(Debug)]
pub(super) struct Frame {
    id: NodeId,
    roles: Roles,
    level: Option<u8>,
    container: Option<Container>,
    opened: bool,
    bold: bool,
    small: bool,
    centered: bool,
    /// Layout tables are replaced by their contents: their rows and cells are mere boundaries.
    in_data_table: bool,
    /// So are description lists without descriptions.
    in_descriptions: bool,
}

struct Writer<'a> {
    dom: &'a Dom<'a>,
    survey: &'a Survey,
    draft: Draft<'static>,
    text: TextBuilder,
    frames: Vec<Frame>,
    /// The styles of the open inline elements.
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
    /// Inline elements with author or date whose text is a line of its own.
    imprint_parts: Vec<NodeId>,
    /// Images inside of the line.
    amid: Vec<Picture>,
    first_leaf: usize,
}

/// The number of nodes of a quoted post that are searched for the quotation.
const MOST_IN_POST: usize = 48;

/// The maximal length in bytes of an element with author, date and sections.
const IMPRINT: u32 = 600;
/// The maximal length in bytes of an element whose names can describe a single line in it.
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
            in_descriptions: false,
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

    /// Returns whether to continue with the children of the node.
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
            Tag::Wbr | Tag::Input => return false,
            Tag::Hr => {
                self.flush();
                self.draft.items.push(Item::Separator(id));
                return false;
            }
            Tag::Source => return false,
            _ => {}
        }
        match shown(self.dom, self.survey, id, tag) {
            Shown::Picture => {
                self.picture(id, media);
                return false;
            }
            Shown::Player => {
                self.flush();
                match media.player(self.dom, id) {
                    Some(player) => self.draft.items.push(Item::Embed(player)),
                    None => fallbacks(self.dom, id, tag).for_each(|picture| self.picture(picture, media)),
                }
                return false;
            }
            Shown::Text(text) => {
                let hidden = self.dom.text_of(id);
                if !hidden.is_empty() {
                    media.remove_fallback(hidden);
                }
                self.open_inline(id, tag, media);
                self.push_given(id, &text);
                self.close_inline(id, tag);
                return false;
            }
            Shown::Contents if tag.is_never_text() => return false,
            Shown::Contents => {}
        }
        if tag == Tag::A && self.is_way_back(id) {
            media.remove_way_back(self.dom.text_of(id));
            self.draft.left_out.push(id);
            return false;
        }
        if self.dom.is_inline(id) {
            self.open_inline(id, tag, media);
        } else {
            if tag == Tag::Blockquote
                && let Some(player) = media.quoted(self.dom, id)
            {
                self.flush();
                self.draft.items.push(Item::Embed(player));
            }
            self.open_block(id, tag);
            if let Some(is_figure) = holds_no_picture(self.survey, id, tag)
                && let Some(image) = media.background(self.dom, id, is_figure)
            {
                // An image that an `<img>` shows as well, for browsers without scripts, is a duplicate.
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
        if self.dom.is_inline(id) {
            self.close_inline(id, tag);
        } else {
            self.flush();
            self.credit &= !self.credit_parts.is_empty();
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
        // Nearly all blanks are ASCII, which takes no decoding.
        let inner = text.trim_ascii();
        let visible = if inner.is_empty() || has_shown_ends(inner) {
            inner.len()
        } else {
            text.trim_matches(|c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}').len()
        };
        if visible > 0 {
            self.weigh(visible as u32);
        }
        self.draft.leaves.push(id);
        if self.preformatted > 0 {
            self.text.push_preformatted(text);
        } else if visible == 0 && self.is_between_elements(id) {
            // A line break of the source is no space between Chinese characters of one text, but these are two texts.
            self.text.push(" ");
        } else {
            self.text.push(text);
        }
    }

    fn weigh(&mut self, visible: u32) {
        if std::mem::take(&mut self.break_pending) {
            self.text.line_break();
        }
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

    /// Writes a text without a text node.
    fn push_given(&mut self, id: NodeId, text: &str) {
        self.weigh(text.len() as u32);
        self.draft.leaves.push(id);
        match self.preformatted {
            0 => self.text.push(text),
            _ => self.text.push_preformatted(text),
        }
    }

    fn is_between_elements(&self, id: NodeId) -> bool {
        let is_element = |beside: Option<NodeId>| {
            beside.is_some_and(|beside| self.dom.text(beside).is_none() && self.dom.is_inline(beside))
        };
        is_element(self.dom.prev(id)) && is_element(self.dom.next(id))
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

    fn is_role(&self, id: NodeId) -> bool {
        let stats = self.survey.stats(id);
        stats.roles.has(Roles::LINE) && stats.text < SMALL_ELEMENT
    }

    fn open_block(&mut self, id: NodeId, tag: Tag) {
        self.flush();
        self.after_break = false;
        let stats = self.survey.stats(id);
        let parent = self.frames.last();
        let mut roles = parent.map_or(Roles::NONE, |frame| frame.roles);
        if stats.text < SMALL_ELEMENT && !self.survey.is_most(id) {
            if stats.roles.has(Roles::CAPTION) && !stats.roles.has(Roles::CREDIT) {
                // The name of the inner element takes precedence.
                roles.remove(Roles::CREDIT);
            }
            roles.insert(stats.roles);
        }
        if stats.roles.has(Roles::META) && stats.signed > 0 && stats.prose == 0 && stats.text < IMPRINT {
            roles.insert(Roles::IMPRINT);
        }
        let in_data_table = parent.is_some_and(|frame| frame.in_data_table);
        let in_descriptions = parent.is_some_and(|frame| frame.in_descriptions);
        let mut frame = Frame {
            id,
            roles,
            // A heading in a figure is the title of its contents.
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
            in_descriptions,
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
        if matches!(tag, Tag::Pre | Tag::Listing) {
            self.preformatted += 1;
        }
        if tag == Tag::Table {
            frame.in_data_table = is_data_table(self.dom, self.survey, id);
        }
        frame.in_descriptions = match tag {
            Tag::Dl => containers::is_description(self.dom, self.survey, id),
            Tag::Dt | Tag::Dd => false,
            _ => frame.in_descriptions,
        };
        let is_post = matches!(tag, Tag::Div | Tag::Section | Tag::Article | Tag::Aside)
            && self.is_quoted_post(id, frame.container);
        let container = match tag {
            _ if is_post => Some(Container::Quote),
            Tag::Table => frame.in_data_table.then_some(Container::Table),
            Tag::Caption | Tag::Tr | Tag::Td | Tag::Th if !in_data_table => None,
            Tag::Dl if !frame.in_descriptions => None,
            Tag::Dt | Tag::Dd if !in_descriptions => None,
            _ => containers::of(self.dom, id, tag, frame.container),
        };
        if let Some(container) = container {
            // Lines are judged by the surroundings of the terms.
            if !container.is_transparent() {
                frame.container = Some(container);
            }
            frame.opened = true;
            self.draft.items.push(Item::Open(container));
        }
        self.frames.push(frame);
    }

    /// Returns whether an element is named for an embedded post of a social network.
    fn is_quoted_post(&self, id: NodeId, outer: Option<Container>) -> bool {
        let Some(class) = self.dom.attr(id, Attr::Class).filter(|class| may_name_post(class)) else {
            return false;
        };
        let mut words = class.split(|c: char| !c.is_ascii_alphanumeric());
        let text = self.survey.stats(id).text;
        words.any(|word| matches!(word, "tweet" | "toot" | "mastodon"))
            && !matches!(outer, Some(Container::Quote | Container::Cell { .. }))
            && (1..SMALL_ELEMENT).contains(&text)
            && !self.survey.is_most(id)
            && !self.dom.descendants(id).take(MOST_IN_POST).any(|id| self.dom.tag(id) == Tag::Blockquote)
    }

    /// Ends the line, and writes the images that are inside of it after it.
    fn flush(&mut self) {
        self.write_line();
        self.draft.items.extend(self.amid.drain(..).map(Item::Picture));
    }

    fn write_line(&mut self) {
        self.break_pending = false;
        let preformatted = self.preformatted > 0;
        let is_text = if preformatted { self.text.end_preformatted() } else { self.text.end_text() };
        let is_formula = is_text && self.text.last_is_formula();
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
        // Like code, neither a sentence nor a label.
        let preformatted = preformatted || is_formula;
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
            cuts: Vec::new(),
        }));
    }

    /// Returns the language in a class of the block or of the `<code>` in it.
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

/// Whether a class can have one of the words for a post of another site in it: a look that costs less than one for each.
fn may_name_post(class: &str) -> bool {
    class.as_bytes().windows(2).any(|two| matches!(two, b"to" | b"tw"))
}
