//! A post as its lines, images and containers in reading order.
//!
//! The fates of lines are decided when all of them are known.

mod addresses;
mod containers;
mod media;
mod memory;
mod players;
mod protected;
mod shown;
mod writer;

pub(crate) use containers::{Container, Part, RowGroup, numbering, span, task};
pub(crate) use media::{Media, Picture, Player, Seen};
pub(crate) use memory::DraftMemory;
pub(crate) use shown::{Shown, fallbacks, holds_no_picture, shown};

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use smallvec::SmallVec;

use crate::article::{RemovedKind, Text, TextRef, Texts};
use crate::dom::NodeId;
use crate::words::{Finder, Roles, Words};

/// An item of the post in reading order.
#[derive(Debug)]
pub(crate) enum Item<'t> {
    Line(Line<'t>),
    Picture(Picture),
    Embed(Player),
    /// A thematic break.
    Separator(NodeId),
    Open(Container),
    Close,
}

/// Indices of items; most drafts need no allocation for them.
pub(crate) type Places = SmallVec<[usize; 64]>;

/// Text between two boundaries: block elements, images, double line breaks.
#[derive(Debug)]
pub(crate) struct Line<'t> {
    pub(crate) text: TextRef<'t>,
    /// The block element that contains it.
    pub(crate) block: NodeId,
    pub(crate) level: Option<u8>,
    pub(crate) preformatted: bool,
    pub(crate) language: Option<Box<str>>,
    /// The meanings of the names of its ancestors.
    pub(crate) roles: Roles,
    pub(crate) weights: Weights,
    pub(crate) container: Option<Container>,
    /// Whether it begins after a line break rather than a block boundary.
    pub(crate) after_break: bool,
    pub(crate) centered: bool,
    /// The range of its [text nodes](Draft::leaves_of).
    leaves: Range<u32>,
    pub(crate) fate: Fate,
    /// The removed ranges of its text, sorted and disjoint.
    pub(crate) cuts: Vec<Range<usize>>,
}

impl Line<'_> {
    /// Returns the remaining text.
    pub(crate) fn to_text(&self) -> Text {
        let text = self.text.to_text();
        if self.cuts.is_empty() { text } else { text.without(&self.cuts) }
    }
}

/// The number of bytes of a line in each style.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Weights {
    pub(crate) all: u32,
    pub(crate) bold: u32,
    pub(crate) italic: u32,
    pub(crate) link: u32,
    pub(crate) small: u32,
}

impl Weights {
    pub(crate) fn is_bold(&self) -> bool {
        self.is_at_least(self.bold, 19, 20)
    }

    pub(crate) fn is_italic(&self) -> bool {
        self.is_at_least(self.italic, 9, 10)
    }

    pub(crate) fn is_small(&self) -> bool {
        self.is_at_least(self.small, 9, 10)
    }

    pub(crate) fn is_link(&self) -> bool {
        self.is_at_least(self.link, 9, 10)
    }

    pub(crate) fn is_mostly_link(&self) -> bool {
        self.is_at_least(self.link, 1, 2)
    }

    /// Returns whether a part of the line is at least `share` of `of` parts.
    pub(crate) fn is_at_least(&self, part: u32, share: u64, of: u64) -> bool {
        u64::from(part) * of >= u64::from(self.all) * share
    }
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Fate {
    #[default]
    Body,
    Heading(u8),
    /// The caption of the image with this index among the items.
    Caption(usize),
    Credit(usize),
    Dateline,
    Byline,
    /// Protected by a rule until all verdicts about lines of the body are done.
    Kept,
    Removed(RemovedKind),
}

/// All items in reading order.
#[derive(Debug, Default)]
pub(crate) struct Draft<'t> {
    pub(crate) items: Vec<Item<'t>>,
    leaves: Vec<NodeId>,
    /// The phrases in the texts of the lines, computed on demand.
    words: Vec<OnceCell<Words>>,
    /// Elements that are not part of any line.
    pub(crate) left_out: Vec<NodeId>,
}

impl Draft<'static> {
    /// Returns the draft with the texts that were written with it.
    pub(crate) fn with_texts(self, texts: &Texts) -> Draft<'_> {
        let mut draft: Draft<'_> = self;
        let lines = draft.items.iter_mut().filter_map(|item| match item {
            Item::Line(line) => Some(line),
            _ => None,
        });
        for (line, text) in lines.zip(texts.iter()) {
            line.text = text;
        }
        draft.words.resize_with(texts.len(), OnceCell::new);
        draft
    }
}

impl<'t> Draft<'t> {
    pub(crate) fn line(&self, at: usize) -> Option<&Line<'t>> {
        match self.items.get(at) {
            Some(Item::Line(line)) => Some(line),
            _ => None,
        }
    }

    /// Shortens the text of a line to its first bytes.
    pub(crate) fn shorten(&mut self, at: usize, len: usize) {
        let Some(line) = self.line_mut(at) else { return };
        line.text.shorten(len);
        let index = line.text.index();
        if let Some(words) = self.words.get_mut(index) {
            *words = OnceCell::new();
        }
    }

    /// Returns the phrases in the text of a line.
    pub(crate) fn words(&self, line: &Line, finder: &Finder) -> Cow<'_, Words> {
        let words = || finder.words(line.text.as_str());
        match self.words.get(line.text.index()) {
            Some(known) => Cow::Borrowed(known.get_or_init(words)),
            None => Cow::Owned(words()),
        }
    }

    /// Returns the phrases in the text of a line if they were already read.
    pub(crate) fn known_words(&self, line: &Line) -> Option<&Words> {
        self.words.get(line.text.index())?.get()
    }

    /// Returns the text nodes of a line.
    pub(crate) fn leaves_of(&self, line: &Line) -> &[NodeId] {
        self.leaves.get(line.leaves.start as usize..line.leaves.end as usize).unwrap_or_default()
    }

    pub(crate) fn line_mut(&mut self, at: usize) -> Option<&mut Line<'t>> {
        match self.items.get_mut(at) {
            Some(Item::Line(line)) => Some(line),
            _ => None,
        }
    }

    pub(crate) fn lines(&self) -> impl DoubleEndedIterator<Item = (usize, &Line<'t>)> {
        self.items.iter().enumerate().filter_map(|(at, item)| match item {
            Item::Line(line) => Some((at, line)),
            _ => None,
        })
    }

    /// Returns the indices of the images with a caption, sorted.
    pub(crate) fn captioned(&self) -> Places {
        let picture = |(_, line): (usize, &Line)| match line.fate {
            Fate::Caption(picture) => Some(picture),
            _ => None,
        };
        let mut captioned: Places = self.lines().filter_map(picture).collect();
        captioned.sort_unstable();
        captioned
    }

    /// Returns the lines of the body after an index.
    pub(crate) fn body_behind(&self, at: usize) -> impl Iterator<Item = &Line<'t>> {
        self.items.get(at + 1..).unwrap_or_default().iter().filter_map(|item| match item {
            Item::Line(line) if matches!(line.fate, Fate::Body | Fate::Heading(_)) => Some(line),
            _ => None,
        })
    }

    /// Returns the lines that are still part of the body.
    pub(crate) fn body(&self) -> impl DoubleEndedIterator<Item = (usize, &Line<'t>)> {
        self.lines().filter(|(_, line)| matches!(line.fate, Fate::Body | Fate::Heading(_)))
    }
}
