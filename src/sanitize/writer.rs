//! The serializer of the tree.
//!
//! It writes only elements of the policy, and only where a parser gives them back: containers hold their allowed
//! children, paragraphs never hold blocks, and inline elements are opened before text and closed at every block
//! boundary.

use std::collections::HashSet;
use std::fmt::Write;

use super::output::{Inline, Open, Output};
use crate::article::{MAX_COLSPAN, MAX_ROWSPAN, WebUrl, one_line};
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
        out: Output::with_capacity(dom.source_len() / 2 + 64),
        frames: Vec::new(),
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
        check("output_bytes", writer.out.html.len(), max)?;
    }
    while writer.out.close_block() {}
    check("output_bytes", writer.out.html.len(), max)?;
    Ok(writer.out.html)
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

struct Writer<'a> {
    dom: &'a Dom<'a>,
    survey: &'a Survey,
    embeds: bool,
    /// The end of the last image in the output, and its address.
    image: Option<(usize, WebUrl)>,
    out: Output,
    frames: Vec<Frame>,
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
            self.out.text(text);
            return false;
        }
        let tag = self.dom.tag(id);
        match tag {
            Tag::Br => {
                self.out.line_break();
                return false;
            }
            Tag::Hr => {
                if self.out.may_hold_blocks() {
                    self.out.border();
                    self.out.prepare_block("hr");
                    self.out.html.push_str("<hr>");
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
        let height = self.out.blocks.len().saturating_sub(usize::from(kind == FrameKind::Written));
        self.frames.push(Frame { id, height, kind });
        if let Some(text) = text {
            self.out.text(&text);
            self.leave(id);
            return false;
        }
        if !self.dom.is_inline(id)
            && let Some(is_figure) = holds_no_picture(self.survey, id, tag)
            && let Some(image) = media.background(self.dom, id, is_figure)
            && !self.image.as_ref().is_some_and(|(end, src)| *end == self.out.html.len() && *src == image.src)
        {
            self.image(&image);
        }
        true
    }

    fn picture(&mut self, id: NodeId, media: &mut Media<'_>) {
        match media.picture(self.dom, id) {
            Seen::Picture(image) => self.image(&image),
            Seen::Character(text) => self.out.text(&text),
            Seen::Nothing => {}
        }
    }

    fn leave(&mut self, id: NodeId) {
        let Some(frame) = self.frames.pop_if(|frame| frame.id == id) else { return };
        match frame.kind {
            FrameKind::Inline => {
                if self.out.wanted.pop_if(|inline| inline.id == id).is_some() {
                    self.out.close_inlines(self.out.wanted.len());
                }
            }
            FrameKind::Written => {
                self.out.close_inlines(0);
                while self.out.blocks.len() > frame.height {
                    self.out.close_block();
                }
                self.out.blank = false;
                self.out.breaks = 0;
            }
            FrameKind::Border => self.out.border(),
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
        let has = |name: &str| self.out.wanted.iter().any(|inline| inline.name == name);
        if self.out.wanted.len() >= MAX_INLINES
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
        self.out.wanted.push(Inline { id, name, href });
        FrameKind::Inline
    }

    fn open_element(&mut self, id: NodeId, tag: Tag, media: &mut Media<'_>) -> FrameKind {
        if !self.out.may_hold_blocks() {
            self.out.blank = true;
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
            Tag::Li if self.out.is_in("ul") || self.out.is_in("ol") => "li",
            Tag::Dl => "dl",
            Tag::Dt if self.out.is_in("dl") => "dt",
            Tag::Dd if self.out.is_in("dl") => "dd",
            Tag::Pre | Tag::Listing => "pre",
            Tag::Figure => "figure",
            Tag::Figcaption if self.out.is_in("figure") => "figcaption",
            Tag::Table if is_data_table(self.dom, self.survey, id) => "table",
            Tag::Caption if self.out.is_in("table") && self.is_first_in_table(id) => "caption",
            Tag::Thead if self.out.is_in("table") => "thead",
            Tag::Tbody if self.out.is_in("table") => "tbody",
            Tag::Tfoot if self.out.is_in("table") => "tfoot",
            Tag::Tr if self.out.is_in("thead") || self.out.is_in("tbody") || self.out.is_in("tfoot") => "tr",
            Tag::Td if self.out.is_in("tr") => "td",
            Tag::Th if self.out.is_in("tr") => "th",
            _ => {
                self.out.border();
                return FrameKind::Border;
            }
        };
        if self.out.blocks.len() >= MAX_BLOCKS {
            self.out.border();
            return FrameKind::Border;
        }
        self.out.border();
        self.out.prepare_block(name);
        let start = self.out.html.len();
        self.out.html.push('<');
        self.out.html.push_str(name);
        match name {
            "ol" => {
                if let Some(start) = self.number(id, Attr::Start).filter(|start| *start != 1) {
                    let _ = write!(self.out.html, " start=\"{start}\"");
                }
                if let Some(numbering) = numbering(self.dom, id) {
                    let _ = write!(self.out.html, " type=\"{}\"", numbering.html_type());
                }
            }
            "td" | "th" => {
                for (attr, max) in [(Attr::Colspan, MAX_COLSPAN), (Attr::Rowspan, MAX_ROWSPAN)] {
                    if let Some(span) = span(self.dom, id, attr, max).filter(|span| *span > 1) {
                        let _ = write!(self.out.html, " {}=\"{span}\"", attr.name());
                    }
                }
            }
            "blockquote" => {
                if let Some(cite) = self.dom.attr(id, Attr::Cite).and_then(|cite| media.address(cite)) {
                    let _ = attribute(" cite=\"", cite.as_str(), &mut self.out.html);
                }
            }
            _ => {}
        }
        self.out.html.push('>');
        self.out.blocks.push(Open { name, tag: (start, self.out.html.len()), is_implied: false });
        if name == "li"
            && let Some(ticked) = task(self.dom, id)
        {
            let _ = crate::render::html::task(ticked, &mut self.out.html);
            self.out.blank = true;
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
        self.out.prepare_text();
        let is_in_link = self.out.written.contains(&"a");
        let (open, close) = match self.tied(id).filter(|_| !is_in_link) {
            Some(note) => (open_note_reference(note), CLOSE_NOTE_REFERENCE),
            None => ("<sup>".to_owned(), "</sup>"),
        };
        self.out.html.push_str(&open);
        let _ = escape_text(&text, &mut self.out.html);
        self.out.html.push_str(close);
        self.out.blank = false;
    }

    /// Writes the anchor of a note.
    fn note(&mut self, id: NodeId) {
        if let Some(note) = self.tied(id) {
            self.out.prepare_text();
            let _ = write!(self.out.html, "<span id=\"{NOTE_ID}{note}\"></span>");
        }
    }

    fn formula(&mut self, id: NodeId, display: bool) {
        let Some(tex) = self.dom.first_child(id).and_then(|first| self.dom.text(first)) else { return };
        let tex = one_line(tex);
        if tex.is_empty() {
            return;
        }
        let (open, close) = formula(display);
        self.out.prepare_text();
        self.out.html.push_str(open);
        let _ = escape_text(&tex, &mut self.out.html);
        self.out.html.push_str(close);
        self.out.blank = false;
    }

    fn image(&mut self, image: &crate::article::Image) {
        if self.out.innermost() != "figure" || !self.out.wanted.is_empty() {
            self.out.prepare_text();
        }
        let _ = crate::render::html::image(image, &mut self.out.html);
        self.image = Some((self.out.html.len(), image.src.clone()));
        self.out.blank = false;
    }

    fn player(&mut self, player: &Player) {
        let frame = player.frame().filter(|_| self.embeds && self.out.may_hold_blocks());
        match frame {
            Some(src) => {
                self.out.border();
                self.out.prepare_text();
                let _ = attribute("<iframe src=\"", &src, &mut self.out.html);
                self.out.html.push_str(
                    " width=\"640\" height=\"360\" loading=\"lazy\" referrerpolicy=\"no-referrer\" sandbox=\"allow-scripts allow-same-origin allow-popups\" allowfullscreen=\"\"></iframe>",
                );
            }
            None => {
                let inside_link = self.out.wanted.iter().any(|inline| inline.name == "a");
                self.out.prepare_text();
                if !inside_link {
                    let _ = attribute("<a href=\"", player.url.as_str(), &mut self.out.html);
                    let _ = write!(self.out.html, " rel=\"{}\">", policy::LINK_REL);
                }
                let _ = escape_text(player.title.as_deref().unwrap_or(player.url.as_str()), &mut self.out.html);
                if !inside_link {
                    self.out.html.push_str("</a>");
                }
            }
        }
        self.out.blank = true;
    }
}
