//! HTML that parsing gives back: what may stand where, and what is opened and closed for it.

use std::fmt::Write;

use crate::article::{TextBuilder, preformatted};
use crate::dom::NodeId;
use crate::policy;
use crate::render::html::{attribute, escape_text};

/// A written container.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Open {
    pub(super) name: &'static str,
    /// The range of its start tag in the output.
    pub(super) tag: (usize, usize),
    /// Whether the writer inserted it for text where only blocks are allowed.
    pub(super) is_implied: bool,
}

/// An inline element around text.
pub(super) struct Inline {
    pub(super) id: NodeId,
    pub(super) name: &'static str,
    pub(super) href: Option<String>,
}

/// What was written, and what is open in it.
#[derive(Default)]
pub(super) struct Output {
    pub(super) html: String,
    /// The containers that are open.
    pub(super) blocks: Vec<Open>,
    /// The inline elements around the current text.
    pub(super) wanted: Vec<Inline>,
    /// The inline elements that are open in the output: a prefix of `wanted`.
    pub(super) written: Vec<&'static str>,
    /// Whether whitespace is due before the next text.
    pub(super) blank: bool,
    /// Line breaks that are due before the next text.
    pub(super) breaks: u8,
    scratch: TextBuilder,
}

impl Output {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Output { html: String::with_capacity(bytes), ..Output::default() }
    }

    pub(super) fn innermost(&self) -> &'static str {
        self.blocks.last().map_or("", |open| open.name)
    }

    /// Returns whether the innermost container that was not inserted by the writer has this name.
    pub(super) fn is_in(&self, name: &str) -> bool {
        self.blocks.iter().rev().find(|open| !open.is_implied).is_some_and(|open| open.name == name)
    }

    /// Returns whether a block may follow, if necessary after closing a paragraph.
    pub(super) fn may_hold_blocks(&self) -> bool {
        !matches!(self.innermost(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "dt" | "caption")
    }

    /// Ends the open paragraph.
    pub(super) fn border(&mut self) {
        self.close_inlines(0);
        if self.innermost() == "p" {
            self.close_block();
        } else if matches!(self.innermost(), "li" | "td" | "th" | "dd" | "figcaption" | "dt" | "caption") {
            self.blank = true;
        }
        self.breaks = 0;
    }

    /// Prepares for a block: ends implied paragraphs, and inserts a child where only one kind is allowed.
    pub(super) fn prepare_block(&mut self, name: &str) {
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
        let start = self.html.len();
        let _ = write!(self.html, "<{name}>");
        self.blocks.push(Open { name, tag: (start, self.html.len()), is_implied: true });
    }

    pub(super) fn close_block(&mut self) -> bool {
        self.close_inlines(0);
        let Some(open) = self.blocks.pop() else { return false };
        self.blank = false;
        self.breaks = 0;
        let (start, end) = open.tag;
        if self.html.len() == end && !matches!(open.name, "td" | "th") {
            self.html.truncate(start);
            return true;
        }
        let _ = write!(self.html, "</{}>", open.name);
        if self.blocks.is_empty() {
            self.html.push('\n');
        }
        true
    }

    pub(super) fn close_inlines(&mut self, height: usize) {
        while self.written.len() > height {
            if let Some(name) = self.written.pop() {
                let _ = write!(self.html, "</{name}>");
            }
        }
    }

    /// Prepares for text: opens a paragraph if there is none, and the inline elements around the text.
    pub(super) fn prepare_text(&mut self) {
        if matches!(self.innermost(), "" | "blockquote" | "figure")
            || matches!(self.innermost(), "ul" | "ol" | "dl" | "table" | "thead" | "tbody" | "tfoot" | "tr")
        {
            self.prepare_block("p");
            if matches!(self.innermost(), "" | "blockquote" | "figure") {
                self.imply("p");
            }
        }
        if std::mem::take(&mut self.blank) && self.breaks == 0 && !self.at_start() {
            self.html.push(' ');
        }
        for _ in 0..std::mem::take(&mut self.breaks).min(2) {
            self.html.push_str("<br>");
        }
        while let Some(inline) = self.wanted.get(self.written.len()) {
            match &inline.href {
                Some(href) => {
                    let _ = attribute("<a href=\"", href, &mut self.html);
                    let _ = write!(self.html, " rel=\"{}\">", policy::LINK_REL);
                }
                None => {
                    let _ = write!(self.html, "<{}>", inline.name);
                }
            }
            self.written.push(inline.name);
        }
    }

    /// Returns whether the innermost container is still empty.
    fn at_start(&self) -> bool {
        self.blocks.last().is_some_and(|open| open.tag.1 == self.html.len())
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.innermost() == "pre" {
            // A parser ignores a line break after the start tag, so a serializer has to write one more.
            let is_first = self.wanted.is_empty() && self.at_start();
            let text = preformatted(text);
            let text = if is_first { text.trim_start_matches('\n') } else { &text };
            if !text.is_empty() {
                self.prepare_text();
                let _ = escape_text(text, &mut self.html);
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
        let _ = escape_text(self.scratch.current().trim_end(), &mut self.html);
        self.blank = text.bytes().next_back().is_some_and(|byte| byte.is_ascii_whitespace());
    }

    pub(super) fn line_break(&mut self) {
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
}
