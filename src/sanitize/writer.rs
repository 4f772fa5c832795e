//! The serializer of the tree.
//!
//! It writes only elements of the policy, and only where a parser gives them back: containers hold their allowed
//! children, paragraphs never hold blocks, and inline elements are opened before text and closed at every block
//! boundary.

use std::collections::HashSet;
use std::fmt::Write;

use crate::article::{MAX_COLSPAN, MAX_ROWSPAN, TextBuilder, WebUrl, one_line, preformatted};
use crate::dom::{Attr, Dom, NodeId, Step, Tag};
use crate::draft::{Media, Player, Seen, Shown, fallbacks, holds_no_picture, numbering, shown, span, task};
use crate::limits::check;
use crate::render::html::{CLOSE_NOTE_REFERENCE, NOTE_ID, attribute, escape_text, formula, open_note_reference};
use crate::survey::{Survey, is_data_table};
use crate::{Result, policy};

/// The nesting depth of containers and inline elements, below the depth of the policy.
const MAX_BLOCKS: usize = policy::MAX_DEPTH - 64;
const MAX_INLINES: usize = 40;

/// Writes the remaining tree. The output may have at most `max` bytes.
pub(super) fn write(dom: &Dom, survey: &Survey, media: &mut Media<'_>, embeds: bool, max: usize) -> Result<String> {
    let mut writer = Writer {
        dom,
        survey,
        embeds,
        image: None,
        out: String::with_capacity(dom.source_len() / 2 + 64),
        blocks: Vec::new(),
        frames: Vec::new(),
        wanted: Vec::new(),
        written: Vec::new(),
        blank: false,
        breaks: 0,
        scratch: TextBuilder::default(),
        notes: notes(dom),
    };
    let mut step = Step::Enter(dom.root());
    loop {
        step = match step {
            Step::Enter(id) if id == dom.root() => dom.step(step),
            Step::Enter(id) => {
                let goes_on = writer.enter(id, media);
                if goes_on { dom.step(step) } else { dom.step(Step::Leave(id)) }
            }
            Step::Leave(id) if id == dom.root() => break,
            Step::Leave(id) => {
                if dom.text(id).is_none() {
                    writer.leave(id);
                }
                dom.step(step)
            }
        };
        check("output_bytes", writer.out.len(), max)?;
    }
    while writer.close_block() {}
    check("output_bytes", writer.out.len(), max)?;
    Ok(writer.out)
}

/// A written container.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Open {
    name: &'static str,
    /// The range of its start tag in the output.
    tag: (usize, usize),
    /// Whether the writer inserted it for text where only blocks are allowed.
    is_implied: bool,
}

/// An open element of the tree, and what was written for it.
struct Frame {
    id: NodeId,
    /// The number of containers that were open before it.
    height: usize,
    kind: FrameKind,
}

#[derive(Clone, Copy, PartialEq)]
enum FrameKind {
    Written,
    Inline,
    /// Replaced by its contents, but a boundary of paragraphs.
    Border,
    /// Replaced by its contents.
    None,
}

struct Inline {
    id: NodeId,
    name: &'static str,
    href: Option<String>,
}

struct Writer<'a> {
    dom: &'a Dom<'a>,
    survey: &'a Survey,
    embeds: bool,
    /// The end of the last image in the output, and its address.
    image: Option<(usize, WebUrl)>,
    out: String,
    blocks: Vec<Open>,
    frames: Vec<Frame>,
    /// The inline elements around the current text.
    wanted: Vec<Inline>,
    /// The inline elements that are open in the output: a prefix of `wanted`.
    written: Vec<&'static str>,
    blank: bool,
    breaks: u8,
    scratch: TextBuilder,
    /// Notes that remain and have a reference.
    notes: HashSet<u32>,
}

fn notes(dom: &Dom) -> HashSet<u32> {
    let numbers = |tag: Tag| {
        let found = dom.descendants(dom.root()).filter(move |&id| dom.tag(id) == tag && !dom.text_of(id).is_empty());
        found.filter_map(|id| dom.attr(id, Attr::Note)?.parse().ok())
    };
    let marks: HashSet<u32> = numbers(Tag::NoteMark).collect();
    if marks.is_empty() { marks } else { numbers(Tag::Note).filter(|note| marks.contains(note)).collect() }
}

impl Writer<'_> {
    fn enter(&mut self, id: NodeId, media: &mut Media<'_>) -> bool {
        if let Some(text) = self.dom.text(id) {
            self.text(text);
            return false;
        }
        let tag = self.dom.tag(id);
        match tag {
            Tag::Br => {
                self.line_break();
                return false;
            }
            Tag::Hr => {
                if self.may_hold_blocks() {
                    self.border();
                    self.prepare_block("hr");
                    self.out.push_str("<hr>");
                }
                return false;
            }
            Tag::Source | Tag::Wbr | Tag::Input => return false,
            Tag::NoteMark => {
                self.note_mark(id);
                return false;
            }
            Tag::Note => self.note(id),
            Tag::Formula | Tag::DisplayFormula => {
                self.formula(id, tag == Tag::DisplayFormula);
                return false;
            }
            _ => {}
        }
        let text = match shown(self.dom, self.survey, id, tag) {
            Shown::Picture => {
                self.picture(id, media);
                return false;
            }
            Shown::Player => {
                match media.player(self.dom, id) {
                    Some(player) => self.player(&player),
                    None => fallbacks(self.dom, id, tag).for_each(|picture| self.picture(picture, media)),
                }
                return false;
            }
            Shown::Contents if tag.is_never_text() => return false,
            Shown::Contents => None,
            Shown::Text(text) => Some(text),
        };
        let kind =
            if self.dom.is_inline(id) { self.open_inline(id, tag, media) } else { self.open_element(id, tag, media) };
        // The element may have ended a paragraph that the writer had inserted.
        let height = self.blocks.len().saturating_sub(usize::from(kind == FrameKind::Written));
        self.frames.push(Frame { id, height, kind });
        if let Some(text) = text {
            self.text(&text);
            self.leave(id);
            return false;
        }
        if !self.dom.is_inline(id)
            && let Some(is_figure) = holds_no_picture(self.survey, id, tag)
            && let Some(image) = media.background(self.dom, id, is_figure)
            && !self.image.as_ref().is_some_and(|(end, src)| *end == self.out.len() && *src == image.src)
        {
            self.image(&image);
        }
        true
    }

    fn picture(&mut self, id: NodeId, media: &mut Media<'_>) {
        match media.picture(self.dom, id) {
            Seen::Picture(image) => self.image(&image),
            Seen::Character(text) => self.text(&text),
            Seen::Nothing => {}
        }
    }

    fn leave(&mut self, id: NodeId) {
        let Some(frame) = self.frames.pop_if(|frame| frame.id == id) else { return };
        match frame.kind {
            FrameKind::Inline => {
                if self.wanted.pop_if(|inline| inline.id == id).is_some() {
                    self.close_inlines(self.wanted.len());
                }
            }
            FrameKind::Written => {
                self.close_inlines(0);
                while self.blocks.len() > frame.height {
                    self.close_block();
                }
                self.blank = false;
                self.breaks = 0;
            }
            FrameKind::Border => self.border(),
            FrameKind::None => {}
        }
    }

    fn open_inline(&mut self, id: NodeId, tag: Tag, media: &mut Media<'_>) -> FrameKind {
        let name = match tag {
            Tag::A => "a",
            Tag::Abbr | Tag::Acronym => "abbr",
            Tag::B => "b",
            Tag::Cite => "cite",
            Tag::Code | Tag::Tt => "code",
            Tag::Del => "del",
            Tag::Em | Tag::Dfn => "em",
            Tag::I => "i",
            Tag::Ins => "ins",
            Tag::Kbd => "kbd",
            Tag::Mark => "mark",
            Tag::Q => "q",
            Tag::Rp => "rp",
            Tag::Rt => "rt",
            Tag::Ruby => "ruby",
            Tag::S | Tag::Strike => "s",
            Tag::Samp => "samp",
            Tag::Small => "small",
            Tag::Strong => "strong",
            Tag::Sub => "sub",
            Tag::Sup => "sup",
            Tag::U => "u",
            Tag::Var => "var",
            _ => return FrameKind::None,
        };
        // One is enough, and a parser would not give back a nested link or an `rt` without its base.
        let has = |name: &str| self.wanted.iter().any(|inline| inline.name == name);
        if self.wanted.len() >= MAX_INLINES
            || has(name)
            || matches!(name, "rt" | "rp") && (!has("ruby") || has("rt") || has("rp"))
        {
            return FrameKind::None;
        }
        let href = match name {
            "a" => match media.link(self.dom, id) {
                Some(href) => Some(href.to_string()),
                None => return FrameKind::None,
            },
            _ => None,
        };
        self.wanted.push(Inline { id, name, href });
        FrameKind::Inline
    }

    fn open_element(&mut self, id: NodeId, tag: Tag, media: &mut Media<'_>) -> FrameKind {
        if !self.may_hold_blocks() {
            self.blank = true;
            return FrameKind::None;
        }
        let name = match tag {
            Tag::P => "p",
            Tag::H1 => "h1",
            Tag::H2 => "h2",
            Tag::H3 => "h3",
            Tag::H4 => "h4",
            Tag::H5 => "h5",
            Tag::H6 => "h6",
            Tag::Blockquote => "blockquote",
            Tag::Ul | Tag::Menu | Tag::Dir => "ul",
            Tag::Ol => "ol",
            Tag::Li if self.is_in("ul") || self.is_in("ol") => "li",
            Tag::Dl => "dl",
            Tag::Dt if self.is_in("dl") => "dt",
            Tag::Dd if self.is_in("dl") => "dd",
            Tag::Pre | Tag::Listing => "pre",
            Tag::Figure => "figure",
            Tag::Figcaption if self.is_in("figure") => "figcaption",
            Tag::Table if is_data_table(self.dom, self.survey, id) => "table",
            Tag::Caption if self.is_in("table") && self.is_first_in_table(id) => "caption",
            Tag::Thead if self.is_in("table") => "thead",
            Tag::Tbody if self.is_in("table") => "tbody",
            Tag::Tfoot if self.is_in("table") => "tfoot",
            Tag::Tr if self.is_in("thead") || self.is_in("tbody") || self.is_in("tfoot") => "tr",
            Tag::Td if self.is_in("tr") => "td",
            Tag::Th if self.is_in("tr") => "th",
            _ => {
                self.border();
                return FrameKind::Border;
            }
        };
        if self.blocks.len() >= MAX_BLOCKS {
            self.border();
            return FrameKind::Border;
        }
        self.border();
        self.prepare_block(name);
        let start = self.out.len();
        self.out.push('<');
        self.out.push_str(name);
        match name {
            "ol" => {
                if let Some(start) = self.number(id, Attr::Start).filter(|start| *start != 1) {
                    let _ = write!(self.out, " start=\"{start}\"");
                }
                if let Some(numbering) = numbering(self.dom, id) {
                    let _ = write!(self.out, " type=\"{}\"", numbering.html_type());
                }
            }
            "td" | "th" => {
                for (attr, max) in [(Attr::Colspan, MAX_COLSPAN), (Attr::Rowspan, MAX_ROWSPAN)] {
                    if let Some(span) = span(self.dom, id, attr, max).filter(|span| *span > 1) {
                        let _ = write!(self.out, " {}=\"{span}\"", attr.name());
                    }
                }
            }
            "blockquote" => {
                if let Some(cite) = self.dom.attr(id, Attr::Cite).and_then(|cite| media.address(cite)) {
                    let _ = attribute(" cite=\"", cite.as_str(), &mut self.out);
                }
            }
            _ => {}
        }
        self.out.push('>');
        self.blocks.push(Open { name, tag: (start, self.out.len()), is_implied: false });
        if name == "li"
            && let Some(ticked) = task(self.dom, id)
        {
            let _ = crate::render::html::task(ticked, &mut self.out);
            self.blank = true;
        }
        FrameKind::Written
    }

    fn number(&self, id: NodeId, attr: Attr) -> Option<u32> {
        self.dom.attr(id, attr).and_then(|value| value.trim().parse().ok())
    }

    fn is_first_in_table(&self, id: NodeId) -> bool {
        let mut before = std::iter::successors(self.dom.prev(id), |&id| self.dom.prev(id)).take(8);
        before.all(|id| self.dom.text(id).is_some())
    }

    fn innermost(&self) -> &'static str {
        self.blocks.last().map_or("", |open| open.name)
    }

    /// Returns whether the innermost container that was not inserted by the writer has this name.
    fn is_in(&self, name: &str) -> bool {
        self.blocks.iter().rev().find(|open| !open.is_implied).is_some_and(|open| open.name == name)
    }

    /// Returns whether a block may follow, if necessary after closing a paragraph.
    fn may_hold_blocks(&self) -> bool {
        !matches!(self.innermost(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "dt" | "caption")
    }

    /// Ends the open paragraph.
    fn border(&mut self) {
        self.close_inlines(0);
        if self.innermost() == "p" {
            self.close_block();
        } else if matches!(self.innermost(), "li" | "td" | "th" | "dd" | "figcaption" | "dt" | "caption") {
            self.blank = true;
        }
        self.breaks = 0;
    }

    /// Prepares for a block: ends implied paragraphs, and inserts a child where only one kind is allowed.
    fn prepare_block(&mut self, name: &str) {
        self.close_inlines(0);
        self.blank = false;
        // An element that is implied for the block is not closed again for it; otherwise a cell in a row would be
        // implied for a row forever.
        let mut implied = false;
        loop {
            let is_before = !implied
                && self.blocks.last().is_some_and(|open| open.is_implied && self.belongs_outside(open.name, name));
            if is_before || self.innermost() == "p" {
                self.close_block();
                continue;
            }
            implied = true;
            match self.innermost() {
                "ul" | "ol" if name != "li" => self.imply("li"),
                "dl" if !matches!(name, "dt" | "dd") => self.imply("dd"),
                "table" if !matches!(name, "caption" | "thead" | "tbody" | "tfoot") => self.imply("tbody"),
                "thead" | "tbody" | "tfoot" if name != "tr" => self.imply("tr"),
                "tr" if !matches!(name, "td" | "th") => self.imply("td"),
                _ => break,
            }
        }
    }

    /// Returns whether an implied container must end before this block, which is the next proper item of its list or
    /// table.
    fn belongs_outside(&self, inner: &str, name: &str) -> bool {
        match inner {
            "li" => name == "li",
            "dd" => matches!(name, "dt" | "dd"),
            "td" => matches!(name, "td" | "th" | "tr" | "thead" | "tbody" | "tfoot"),
            "tr" => matches!(name, "tr" | "thead" | "tbody" | "tfoot"),
            "tbody" => matches!(name, "thead" | "tbody" | "tfoot"),
            _ => false,
        }
    }

    fn imply(&mut self, name: &'static str) {
        let start = self.out.len();
        let _ = write!(self.out, "<{name}>");
        self.blocks.push(Open { name, tag: (start, self.out.len()), is_implied: true });
    }

    fn close_block(&mut self) -> bool {
        self.close_inlines(0);
        let Some(open) = self.blocks.pop() else { return false };
        self.blank = false;
        self.breaks = 0;
        let (start, end) = open.tag;
        if self.out.len() == end && !matches!(open.name, "td" | "th") {
            self.out.truncate(start);
            return true;
        }
        let _ = write!(self.out, "</{}>", open.name);
        if self.blocks.is_empty() {
            self.out.push('\n');
        }
        true
    }

    fn close_inlines(&mut self, height: usize) {
        while self.written.len() > height {
            if let Some(name) = self.written.pop() {
                let _ = write!(self.out, "</{name}>");
            }
        }
    }

    /// Prepares for text: opens a paragraph if there is none, and the inline elements around the text.
    fn prepare_text(&mut self) {
        if matches!(self.innermost(), "" | "blockquote" | "figure")
            || matches!(self.innermost(), "ul" | "ol" | "dl" | "table" | "thead" | "tbody" | "tfoot" | "tr")
        {
            self.prepare_block("p");
            if matches!(self.innermost(), "" | "blockquote" | "figure") {
                self.imply("p");
            }
        }
        if std::mem::take(&mut self.blank) && self.breaks == 0 && !self.at_start() {
            self.out.push(' ');
        }
        for _ in 0..std::mem::take(&mut self.breaks).min(2) {
            self.out.push_str("<br>");
        }
        while let Some(inline) = self.wanted.get(self.written.len()) {
            match &inline.href {
                Some(href) => {
                    let _ = attribute("<a href=\"", href, &mut self.out);
                    let _ = write!(self.out, " rel=\"{}\">", policy::LINK_REL);
                }
                None => {
                    let _ = write!(self.out, "<{}>", inline.name);
                }
            }
            self.written.push(inline.name);
        }
    }

    /// Returns whether the innermost container is still empty.
    fn at_start(&self) -> bool {
        self.blocks.last().is_some_and(|open| open.tag.1 == self.out.len())
    }

    fn text(&mut self, text: &str) {
        if self.innermost() == "pre" {
            // A parser ignores a line break after the start tag, so a serializer has to write one more.
            let is_first = self.wanted.is_empty() && self.at_start();
            let text = preformatted(text);
            let text = if is_first { text.trim_start_matches('\n') } else { &text };
            if !text.is_empty() {
                self.prepare_text();
                let _ = escape_text(text, &mut self.out);
            }
            return;
        }
        if text.bytes().next().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.blank = true;
        }
        self.scratch.clear();
        self.scratch.push(text);
        if self.scratch.current().trim().is_empty() {
            self.blank |= !text.is_empty();
            return;
        }
        self.prepare_text();
        let _ = escape_text(self.scratch.current().trim_end(), &mut self.out);
        self.blank = text.bytes().next_back().is_some_and(|byte| byte.is_ascii_whitespace());
    }

    /// Returns the number of a note or reference if both the note and the reference remain.
    fn tied(&self, id: NodeId) -> Option<u32> {
        let note = self.dom.attr(id, Attr::Note)?.parse().ok()?;
        self.notes.contains(&note).then_some(note)
    }

    fn note_mark(&mut self, id: NodeId) {
        let text = self.dom.text_of(id);
        if text.is_empty() {
            return;
        }
        self.prepare_text();
        let is_in_link = self.written.contains(&"a");
        let (open, close) = match self.tied(id).filter(|_| !is_in_link) {
            Some(note) => (open_note_reference(note), CLOSE_NOTE_REFERENCE),
            None => ("<sup>".to_owned(), "</sup>"),
        };
        self.out.push_str(&open);
        let _ = escape_text(&text, &mut self.out);
        self.out.push_str(close);
        self.blank = false;
    }

    /// Writes the anchor of a note.
    fn note(&mut self, id: NodeId) {
        if let Some(note) = self.tied(id) {
            self.prepare_text();
            let _ = write!(self.out, "<span id=\"{NOTE_ID}{note}\"></span>");
        }
    }

    fn formula(&mut self, id: NodeId, display: bool) {
        let Some(tex) = self.dom.first_child(id).and_then(|first| self.dom.text(first)) else { return };
        let tex = one_line(tex);
        if tex.is_empty() {
            return;
        }
        let (open, close) = formula(display);
        self.prepare_text();
        self.out.push_str(open);
        let _ = escape_text(&tex, &mut self.out);
        self.out.push_str(close);
        self.blank = false;
    }

    fn line_break(&mut self) {
        if self.innermost() == "pre" {
            self.text("\n");
        } else if !self.at_start()
            && !matches!(
                self.innermost(),
                "" | "blockquote" | "figure" | "ul" | "ol" | "dl" | "table" | "thead" | "tbody" | "tfoot" | "tr"
            )
        {
            self.breaks = self.breaks.saturating_add(1);
            self.blank = false;
            if self.breaks >= 2 && self.innermost() == "p" && self.blocks.last().is_some_and(|open| open.is_implied) {
                self.border();
            }
        }
    }

    fn image(&mut self, image: &crate::article::Image) {
        if self.innermost() != "figure" || !self.wanted.is_empty() {
            self.prepare_text();
        }
        let _ = crate::render::html::image(image, &mut self.out);
        self.image = Some((self.out.len(), image.src.clone()));
        self.blank = false;
    }

    fn player(&mut self, player: &Player) {
        let frame = player.frame().filter(|_| self.embeds && self.may_hold_blocks());
        match frame {
            Some(src) => {
                self.border();
                self.prepare_text();
                let _ = attribute("<iframe src=\"", &src, &mut self.out);
                self.out.push_str(
                    " width=\"640\" height=\"360\" loading=\"lazy\" referrerpolicy=\"no-referrer\" sandbox=\"allow-scripts allow-same-origin allow-popups\" allowfullscreen=\"\"></iframe>",
                );
            }
            None => {
                let inside_link = self.wanted.iter().any(|inline| inline.name == "a");
                self.prepare_text();
                if !inside_link {
                    let _ = attribute("<a href=\"", player.url.as_str(), &mut self.out);
                    let _ = write!(self.out, " rel=\"{}\">", policy::LINK_REL);
                }
                let _ = escape_text(player.title.as_deref().unwrap_or(player.url.as_str()), &mut self.out);
                if !inside_link {
                    self.out.push_str("</a>");
                }
            }
        }
        self.blank = true;
    }
}
