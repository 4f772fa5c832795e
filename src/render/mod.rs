//! Writers: plain text, CommonMark, HTML, whole pages, posts. JSON is written by serde.
//!
//! Each writer is one function `write`, which takes an article, options where there are any, and a [`fmt::Write`](std::fmt::Write); [`Article::to_text`], [`Article::to_markdown`]
//! and [`Article::to_html`] write into a new string.

pub mod html;
pub mod markdown;
pub mod page;
mod post;
pub mod text;

use crate::article::{Article, Block, List, Mark, MarkKind, Text};
use markdown::MarkdownOptions;
use text::TextOptions;

impl Article {
    /// Returns the article as plain text: blocks separated by empty lines, lists with hyphens or numbers, tables with
    /// tabs. Of images it has only the captions; [`to_text_with`](Self::to_text_with) can add their addresses.
    pub fn to_text(&self) -> String {
        self.to_text_with(TextOptions::default())
    }

    /// Returns the article as plain text with the additions that the options select.
    pub fn to_text_with(&self, options: TextOptions) -> String {
        let mut out = String::with_capacity(self.source_size());
        let _ = text::write(self, options, &mut out);
        out
    }

    /// Returns the article as [CommonMark](https://spec.commonmark.org/), with the tables of [GitHub Flavored
    /// Markdown](https://github.github.com/gfm/#tables-extension-). [`to_markdown_with`](Self::to_markdown_with) leaves out
    /// images or links, or writes plain CommonMark.
    pub fn to_markdown(&self) -> String {
        self.to_markdown_with(MarkdownOptions::default())
    }

    /// The article as Markdown, with what the options say of pictures, links, formulas and Jekyll.
    pub fn to_markdown_with(&self, options: MarkdownOptions) -> String {
        let mut out = String::with_capacity(self.source_size());
        let _ = markdown::write(self, options, &mut out);
        out
    }

    /// Returns the article as HTML that is [safe to display](html).
    pub fn to_html(&self) -> String {
        let mut out = String::with_capacity(self.source_size());
        let _ = html::write(self, &mut out);
        out
    }

    /// Returns a post: the original [front matter](Article::front_matter) and the article as Markdown, for Jekyll,
    /// Hugo, Obsidian and other programs that read such files.
    ///
    /// Missing fields for title and address are added to the front matter, and `feedscrub: markdown` identifies the
    /// form of the body. A [`Cleaner`](crate::Cleaner) reads HTML and [rejects](crate::Error::MarkdownBody) such a
    /// post. Front matter that is not valid YAML is rewritten from its values; an article without front matter gets one
    /// from its [`Meta`](crate::Meta). Date line and byline are in neither and are left out.
    ///
    /// ```
    /// let post = "---\nlayout: post\ntitle: 'Rain'\nmood: calm\n---\n<p>It <b>rains</b> today.</p><script>track()</script>";
    /// assert_eq!(
    ///     feedscrub::clean(post)?.to_post(),
    ///     "---\nlayout: post\ntitle: 'Rain'\nmood: calm\nfeedscrub: markdown\n---\n\nIt **rains** today.\n"
    /// );
    /// # Ok::<(), feedscrub::Error>(())
    /// ```
    pub fn to_post(&self) -> String {
        let mut out = String::with_capacity(self.source_size() + 1024);
        let _ = post::write(self, post::Body::Markdown, &mut out);
        out
    }

    /// Returns a post like [`to_post`](Self::to_post), with the article as HTML, which Markdown processors copy and
    /// which can be cleaned again.
    pub fn to_post_html(&self) -> String {
        let mut out = String::with_capacity(self.source_size() + 1024);
        let _ = post::write(self, post::Body::Html, &mut out);
        out
    }

    /// Returns a whole HTML document with title, source, date, language and direction, and a small stylesheet for all
    /// screen widths, dark mode and print. It runs no scripts and loads only the images of the article.
    ///
    /// ```
    /// let page = feedscrub::clean("---\ntitle: Rain & snow\n---\n<p>It rains.</p>")?.to_page();
    /// assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<title>Rain &amp; snow</title>"));
    /// # Ok::<(), feedscrub::Error>(())
    /// ```
    pub fn to_page(&self) -> String {
        let mut out = String::with_capacity(self.source_size() + 4096);
        let _ = page::write(self, &mut out);
        out
    }

    fn source_size(&self) -> usize {
        self.walk().flat_map(Block::texts).map(|text| text.as_str().len() + 32).sum::<usize>() * 5 / 4
    }
}

/// The nesting depth of containers in an output; deeper contents are written into the innermost of them. Together with
/// the marks of texts, every output stays below the depth at which browsers rearrange elements.
const MAX_DEPTH: usize = 96;

/// A step through the blocks of an article.
#[derive(Clone, Copy, Debug)]
enum Event<'a> {
    /// A block without nested blocks.
    Leaf(&'a Block),
    OpenQuote,
    CloseQuote,
    OpenList(&'a List),
    CloseList,
    /// A term of a description list, before the item that describes it.
    Term(&'a Text),
    /// `simple`: whether the item is one paragraph; `note`: the number of the note that it is; `task`: its checkbox, if
    /// it has one.
    OpenItem {
        simple: bool,
        note: Option<u32>,
        task: Option<bool>,
        item: &'a [Block],
    },
    CloseItem,
}

/// An iterator over steps through blocks in reading order, without recursion.
struct Events<'a> {
    stack: Vec<Level<'a>>,
    depth: usize,
}

enum Level<'a> {
    Blocks { rest: std::slice::Iter<'a, Block>, end: Option<Event<'a>> },
    Items { list: &'a List, next: usize, written: bool },
    Terms { item: &'a [Block], terms: usize },
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
                    Some(Block::List(list)) => {
                        self.stack.push(Level::Items { list, next: 0, written: !deep });
                        if !deep {
                            self.depth += 1;
                            return Some(Event::OpenList(list));
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
                Level::Items { list, next, written } => {
                    let (list, at, written) = (*list, *next, *written);
                    *next += 1;
                    match list.items.get(at) {
                        Some(item) if !written => {
                            self.stack.push(Level::Blocks { rest: item.iter(), end: None });
                        }
                        Some(item) if list.is_description() => {
                            let terms = list.terms.get(at).map_or(0, |terms| *terms as usize);
                            self.stack.push(Level::Terms { item, terms });
                        }
                        Some(item) => {
                            self.stack.push(Level::Blocks { rest: item.iter(), end: Some(Event::CloseItem) });
                            let task = list.tasks.get(at).copied().flatten();
                            return Some(Event::OpenItem {
                                simple: is_simple(item, deep),
                                note: note_of(item),
                                task,
                                item,
                            });
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
                Level::Terms { item, terms } => match item.split_first() {
                    Some((Block::Paragraph(text), rest)) if *terms > 0 => {
                        (*item, *terms) = (rest, *terms - 1);
                        return Some(Event::Term(text));
                    }
                    rest => {
                        let item = *item;
                        self.stack.pop();
                        if rest.is_some() {
                            self.stack.push(Level::Blocks { rest: item.iter(), end: Some(Event::CloseItem) });
                            return Some(Event::OpenItem {
                                simple: is_simple(item, deep),
                                note: None,
                                task: None,
                                item,
                            });
                        }
                    }
                },
            }
        }
    }
}

/// Returns whether an item is written as one paragraph: containers beyond the depth limit are not written.
fn is_simple(mut item: &[Block], deep: bool) -> bool {
    loop {
        item = match item {
            [Block::Paragraph(_)] => return true,
            [Block::Quote { blocks }] if deep => blocks,
            [Block::List(list)] if deep => match list.items.as_slice() {
                [item] => item,
                _ => return false,
            },
            _ => return false,
        }
    }
}

/// Returns the number of the note that an item is: its first text has that mark.
fn note_of(item: &[Block]) -> Option<u32> {
    let Some(Block::Paragraph(text)) = item.first() else { return None };
    text.marks().iter().take_while(|mark| mark.range.start == 0).find_map(|mark| match mark.kind {
        MarkKind::Note { note } => Some(note),
        _ => None,
    })
}

/// A step through a rich text.
#[derive(Clone, Copy, Debug)]
enum Run<'a> {
    Text(&'a str),
    Open(&'a Mark),
    Close(&'a Mark),
}

/// Returns the steps through a text and the starts and ends of its marks.
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
