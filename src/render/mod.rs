//! Articles written out: plain text, CommonMark, HTML. JSON is written by serde.
//!
//! Each writer is one function `write(&Article, &mut impl fmt::Write)`; [`Article::to_text`], [`Article::to_markdown`]
//! and [`Article::to_html`] write into a new string.

pub mod html;
pub mod markdown;
pub mod text;

use crate::article::{Article, Block, Mark, Text};
use text::TextOptions;

impl Article {
    /// The article as plain text: blocks with an empty line between, lists with dashes or numbers, tables with tabs. Of
    /// pictures it has the captions; [`to_text_with`](Self::to_text_with) has their addresses as well.
    pub fn to_text(&self) -> String {
        self.to_text_with(TextOptions::default())
    }

    /// The article as plain text, with what the options add to the words.
    pub fn to_text_with(&self, options: TextOptions) -> String {
        let mut out = String::with_capacity(self.source_size());
        let _ = text::write(self, options, &mut out);
        out
    }

    /// The article as [CommonMark](https://spec.commonmark.org/), tables in the form that
    /// [GitHub](https://github.github.com/gfm/#tables-extension-) added to it.
    pub fn to_markdown(&self) -> String {
        let mut out = String::with_capacity(self.source_size());
        let _ = markdown::write(self, &mut out);
        out
    }

    /// The article as HTML that is [safe to show](html).
    pub fn to_html(&self) -> String {
        let mut out = String::with_capacity(self.source_size());
        let _ = html::write(self, &mut out);
        out
    }

    fn source_size(&self) -> usize {
        self.walk().flat_map(Block::texts).map(|text| text.as_str().len() + 32).sum::<usize>() * 5 / 4
    }
}

/// Containers in one another that are written; what is deeper is written into the last of them. With the marks of its
/// text this keeps every output below the depth at which browsers rearrange elements.
const MAX_DEPTH: usize = 96;

/// A step through the blocks of an article.
#[derive(Clone, Copy, Debug)]
enum Event<'a> {
    /// A block that holds no others.
    Leaf(&'a Block),
    OpenQuote,
    CloseQuote,
    OpenList {
        ordered: bool,
        start: u32,
    },
    CloseList,
    /// `simple`: the item is one paragraph.
    OpenItem {
        simple: bool,
        item: &'a [Block],
    },
    CloseItem,
}

/// Steps through blocks in reading order without recursion.
struct Events<'a> {
    stack: Vec<Level<'a>>,
    depth: usize,
}

enum Level<'a> {
    Blocks { rest: std::slice::Iter<'a, Block>, end: Option<Event<'a>> },
    Items { rest: std::slice::Iter<'a, Vec<Block>>, written: bool },
}

impl<'a> Events<'a> {
    fn new(blocks: &'a [Block]) -> Self {
        Events { stack: vec![Level::Blocks { rest: blocks.iter(), end: None }], depth: 0 }
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            let deep = self.depth >= MAX_DEPTH;
            match self.stack.last_mut()? {
                Level::Blocks { rest, end } => match rest.next() {
                    Some(Block::Quote { blocks }) => {
                        let end = (!deep).then_some(Event::CloseQuote);
                        self.stack.push(Level::Blocks { rest: blocks.iter(), end });
                        if !deep {
                            self.depth += 1;
                            return Some(Event::OpenQuote);
                        }
                    }
                    Some(Block::List { ordered, start, items }) => {
                        self.stack.push(Level::Items { rest: items.iter(), written: !deep });
                        if !deep {
                            self.depth += 1;
                            return Some(Event::OpenList { ordered: *ordered, start: start.unwrap_or(1) });
                        }
                    }
                    Some(block) => return Some(Event::Leaf(block)),
                    None => {
                        let end = end.take();
                        self.stack.pop();
                        if let Some(end) = end {
                            self.depth -= usize::from(matches!(end, Event::CloseQuote));
                            return Some(end);
                        }
                    }
                },
                Level::Items { rest, written } => {
                    let written = *written;
                    match rest.next() {
                        Some(item) => {
                            self.stack
                                .push(Level::Blocks { rest: item.iter(), end: written.then_some(Event::CloseItem) });
                            if written {
                                return Some(Event::OpenItem { simple: is_simple(item, deep), item });
                            }
                        }
                        None => {
                            self.stack.pop();
                            if written {
                                self.depth -= 1;
                                return Some(Event::CloseList);
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Whether an item is one paragraph as it will be written: containers that are too deep are not.
fn is_simple(mut item: &[Block], deep: bool) -> bool {
    loop {
        item = match item {
            [Block::Paragraph(_)] => return true,
            [Block::Quote { blocks }] if deep => blocks,
            [Block::List { items, .. }] if deep => match items.as_slice() {
                [item] => item,
                _ => return false,
            },
            _ => return false,
        }
    }
}

/// A step through a rich text.
#[derive(Clone, Copy, Debug)]
enum Run<'a> {
    Text(&'a str),
    Open(&'a Mark),
    Close(&'a Mark),
}

/// Steps through a text and the beginnings and ends of its marks.
fn runs(text: &Text) -> impl Iterator<Item = Run<'_>> {
    let string = text.as_str();
    let mut marks = text.marks().iter().peekable();
    let mut open: Vec<&Mark> = Vec::new();
    let mut at = 0;
    std::iter::from_fn(move || {
        let end = open.last().map(|mark| mark.range.end);
        let start = marks.peek().map(|mark| mark.range.start);
        let next = [end, start].into_iter().flatten().min().unwrap_or(string.len());
        if at < next {
            let run = string.get(at..next).unwrap_or_default();
            at = next;
            return Some(Run::Text(run));
        }
        if end == Some(at) {
            return open.pop().map(Run::Close);
        }
        let mark = marks.next()?;
        open.push(mark);
        Some(Run::Open(mark))
    })
}
