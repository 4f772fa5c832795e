//! Builds the tree of well-nested markup, which most posts have, without a tree builder.
//!
//! If each end tag closes the element that was opened last, no table contains misplaced children and no formatting
//! crosses the boundary of a paragraph, the [rules of the
//! standard](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody) are simple. At the first tag for
//! which they are not, this gives up, and html5ever parses the whole source. Tests compare both trees.

use std::ops::Range;

use smallvec::SmallVec;

use super::plain::{self, Attribute, Attributes, Tokens, Value};
use super::{ATTRIBUTES_PER_NODE, Data, Dom, NodeId, Span, Tag};
use crate::Limits;

/// A tree that grows by tokens as long as they are well nested.
struct Nested<'s> {
    dom: Dom<'s>,
    open: SmallVec<[(NodeId, Tag); 32]>,
    max_open: usize,
    max_nodes: usize,
    max_attributes: usize,
    max_attribute_bytes: usize,
    /// Whether a following line feed is ignored: `<pre>` has just begun.
    skips_newline: bool,
}

/// The effect of a start tag in the body.
#[derive(Clone, Copy, PartialEq)]
enum Start {
    Inline,
    /// Contains text without markup.
    Raw,
    /// Closes a paragraph.
    Block,
    Preformatted,
    Heading,
    Table,
    /// Closes the preceding item.
    Item,
    /// Does not nest in another of its kind.
    Single,
    Form,
    Void,
    /// Closes a paragraph and is empty.
    Rule,
}

const HAS_OWN_RULES: Option<Start> = None;

impl Start {
    /// Returns `None` for elements with rules of their own in the standard.
    fn of(tag: Tag, name: &str) -> Option<Start> {
        use Tag::*;
        if tag == Other {
            let has_own_rules =
                matches!(name, "applet" | "basefont" | "bgsound" | "image" | "keygen" | "math" | "search" | "svg");
            return if has_own_rules { HAS_OWN_RULES } else { Some(Start::Inline) };
        }
        Some(match tag {
            Abbr | Acronym | Audio | B | Bdi | Bdo | Big | Canvas | Cite | Code | Data | Datalist | Del | Dfn | Em
            | Font | I | Ins | Kbd | Label | Legend | Map | Mark | Meter | Noscript | Output | Picture | Progress
            | Q | Ruby | S | Samp | Slot | Small | Span | Strike | Strong | Sub | Sup | Time | Tt | U | Var | Video => {
                Start::Inline
            }
            Iframe | Script | Style => Start::Raw,
            Address | Article | Aside | Blockquote | Center | Details | Dialog | Dir | Div | Dl | Fieldset
            | Figcaption | Figure | Footer | Header | Hgroup | Main | Menu | Nav | Ol | P | Section | Summary | Ul => {
                Start::Block
            }
            Pre | Listing => Start::Preformatted,
            H1 | H2 | H3 | H4 | H5 | H6 => Start::Heading,
            Tag::Table => Start::Table,
            Li | Dd | Dt => Start::Item,
            A | Button => Start::Single,
            Tag::Form => Start::Form,
            Area | Base | Br | Embed | Img | Input | Link | Meta | Param | Source | Track | Wbr => Start::Void,
            Hr => Start::Rule,
            _ => return HAS_OWN_RULES,
        })
    }
}

/// Returns whether an element does not close the paragraph around it.
fn runs_in_paragraph(tag: Tag) -> bool {
    matches!(Start::of(tag, ""), Some(Start::Inline)) || tag == Tag::A
}

fn has_optional_end(tag: Tag) -> bool {
    matches!(tag, Tag::Dd | Tag::Dt | Tag::Li | Tag::P)
}

/// Returns whether text in an element would be moved before its table.
fn is_between_cells(tag: Tag) -> bool {
    matches!(tag, Tag::Table | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Tr | Tag::Colgroup)
}

fn is_table_part(tag: Tag) -> bool {
    use Tag::*;
    matches!(tag, Caption | Col | Colgroup | Tbody | Td | Tfoot | Th | Thead | Tr)
}

impl<'s> Nested<'s> {
    fn new(dom: Dom<'s>, node_limit: usize, limits: &Limits) -> Self {
        Nested {
            dom,
            open: SmallVec::new(),
            // An open element can also be an open formatting element.
            max_open: (limits.open_elements / 2).min(limits.depth.saturating_sub(2)),
            max_nodes: node_limit,
            max_attributes: limits.attributes.min(u16::MAX as usize),
            max_attribute_bytes: limits.attribute_bytes,
            skips_newline: false,
        }
    }

    fn current(&self) -> Tag {
        self.open.last().map_or(Tag::None, |(_, tag)| *tag)
    }

    /// Closes the current element, if it satisfies the predicate.
    fn pop_if(&mut self, is_meant: impl Fn(Tag) -> bool) -> Option<()> {
        is_meant(self.current()).then(|| self.open.pop()).flatten().map(drop)
    }

    fn parent(&self) -> NodeId {
        self.open.last().map_or(self.dom.root(), |(id, _)| *id)
    }

    fn insert(&mut self, name: &str, tag: Tag, attributes: &mut Attributes<'_>) -> Option<NodeId> {
        let start = self.dom.attrs.len();
        let attrs_len = attributes.list.len();
        if attrs_len > self.max_attributes || !self.has_room(attrs_len) {
            return None;
        }
        for Attribute { known, value, .. } in attributes.list.drain(..) {
            if value.len() > self.max_attribute_bytes {
                return None;
            }
            let value = match value {
                Value::Part(part) => Span::of(part),
                Value::Decoded(value) => self.dom.keep(attributes.decoded.get(value)?),
            };
            self.dom.attrs.push((known?, value));
        }
        let data = Data::Element { attrs: start as u32, attrs_len: attrs_len as u16, tag };
        let id = self.dom.push_child(self.parent(), data)?;
        self.dom.keep_name(id, tag, name);
        Some(id)
    }

    fn open(&mut self, name: &str, tag: Tag, attributes: &mut Attributes<'_>) -> Option<()> {
        if self.open.len() >= self.max_open {
            return None;
        }
        let id = self.insert(name, tag, attributes)?;
        self.open.push((id, tag));
        Some(())
    }

    fn append(&mut self, text: Span) {
        if self.dom.keeps_text_of(self.parent()) {
            self.dom.append_text(self.parent(), text);
        }
    }

    /// Returns whether another node with this many attributes is allowed. If it is not, html5ever reads the source again
    /// up to the same node, so that only sources over the limit are read twice.
    fn has_room(&self, attributes: usize) -> bool {
        let nodes = (self.dom.nodes.len() + 1) * ATTRIBUTES_PER_NODE + self.dom.attrs.len() + attributes;
        nodes < self.max_nodes.saturating_mul(ATTRIBUTES_PER_NODE)
    }

    /// Closes the elements with optional end tags inside of the element with this tag, then the element.
    fn close(&mut self, tag: Tag) -> Option<()> {
        while self.current() != tag && has_optional_end(self.current()) {
            self.open.pop();
        }
        self.pop_if(|open| open == tag)
    }

    /// Closes an open paragraph; gives up if an element is open in it.
    fn close_paragraph(&mut self) -> Option<()> {
        self.pop_if(|open| open == Tag::P);
        (!self.is_in_paragraph()).then_some(())
    }

    fn is_in_paragraph(&self) -> bool {
        self.open.iter().rev().find(|(_, tag)| !runs_in_paragraph(*tag)).is_some_and(|(_, tag)| *tag == Tag::P)
    }

    /// Closes the preceding item of a new one.
    fn close_item(&mut self, tag: Tag) -> Option<()> {
        let is_alike = |open: Tag| if tag == Tag::Li { open == Tag::Li } else { matches!(open, Tag::Dd | Tag::Dt) };
        let outer = self.open.len().checked_sub(2).and_then(|outer| self.open.get(outer));
        if self.current() == Tag::P && outer.is_some_and(|(_, open)| is_alike(*open)) {
            self.open.pop();
        }
        match self.current() {
            open if is_alike(open) => self.open.pop().map(drop),
            Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir | Tag::Dl | Tag::None => Some(()),
            _ => None,
        }
    }

    fn is_none_open(&self, tag: Tag) -> Option<()> {
        (!self.open.iter().any(|(_, open)| *open == tag)).then_some(())
    }

    /// Handles tags inside of tables and outside of cells, with implied start and end tags.
    fn start_in_table(&mut self, name: &str, tag: Tag, attributes: &mut Attributes<'_>) -> Option<()> {
        loop {
            match (self.current(), tag) {
                (Tag::Table, Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Caption | Tag::Colgroup)
                | (Tag::Tbody | Tag::Thead | Tag::Tfoot, Tag::Tr)
                | (Tag::Tr, Tag::Td | Tag::Th) => return self.open(name, tag, attributes),
                (Tag::Table, Tag::Tr | Tag::Td | Tag::Th) => {
                    self.open("tbody", Tag::Tbody, &mut Attributes::default())?;
                }
                (Tag::Tbody | Tag::Thead | Tag::Tfoot, Tag::Td | Tag::Th) => {
                    self.open("tr", Tag::Tr, &mut Attributes::default())?;
                }
                (Tag::Table, Tag::Col) => self.open("colgroup", Tag::Colgroup, &mut Attributes::default())?,
                (Tag::Colgroup, Tag::Col) => return self.insert(name, tag, attributes).map(drop),
                (Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Tr | Tag::Colgroup, tag) if is_table_part(tag) => {
                    self.open.pop();
                }
                _ => return None,
            }
        }
    }

    /// Closes the open cell, for a tag that belongs outside of cells.
    fn close_cell(&mut self) -> Option<()> {
        while has_optional_end(self.current()) {
            self.open.pop();
        }
        self.pop_if(|tag| matches!(tag, Tag::Td | Tag::Th))
    }

    fn end_in_table(&mut self, tag: Tag) -> Option<()> {
        while self.current() != tag {
            self.pop_if(|open| is_between_cells(open) && open != Tag::Table)?;
        }
        self.open.pop().map(drop)
    }
}

impl Tokens for Nested<'_> {
    const READS_RAW_TEXT: bool = true;

    fn keeps_all_attributes(_element: &str) -> bool {
        false
    }

    fn text(&mut self, mut part: Range<usize>) -> Option<()> {
        let text = self.dom.source.get(part.clone())?;
        if std::mem::take(&mut self.skips_newline) && text.starts_with('\n') {
            part.start += 1;
            if part.is_empty() {
                return Some(());
            }
        }
        let is_blank = || text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | 0xc));
        if !self.has_room(0) || is_between_cells(self.current()) && !is_blank() {
            return None;
        }
        self.append(Span::of(part));
        Some(())
    }

    fn character(&mut self, c: char) -> Option<()> {
        if std::mem::take(&mut self.skips_newline) && c == '\n' {
            return Some(());
        }
        if !self.has_room(0) || is_between_cells(self.current()) && !matches!(c, ' ' | '\t' | '\n' | '\u{c}') {
            return None;
        }
        let text = self.dom.keep(c.encode_utf8(&mut [0; 4]));
        self.append(text);
        Some(())
    }

    fn start_tag(&mut self, name: &str, tag: Tag, attributes: &mut Attributes<'_>, _self_closing: bool) -> Option<()> {
        self.skips_newline = false;
        if is_table_part(tag) && !is_between_cells(self.current()) {
            self.close_cell()?;
        }
        if is_between_cells(self.current()) {
            return self.start_in_table(name, tag, attributes);
        }
        match Start::of(tag, name)? {
            Start::Inline | Start::Raw => {}
            Start::Block | Start::Table => self.close_paragraph()?,
            Start::Preformatted => {
                self.close_paragraph()?;
                self.skips_newline = true;
            }
            Start::Heading => {
                self.close_paragraph()?;
                self.current().heading_level().is_none().then_some(())?;
            }
            Start::Item => self.close_item(tag)?,
            Start::Single => self.is_none_open(tag)?,
            Start::Form => {
                self.is_none_open(tag)?;
                self.close_paragraph()?;
            }
            Start::Void => return self.insert(name, tag, attributes).map(drop),
            Start::Rule => {
                self.close_paragraph()?;
                return self.insert(name, tag, attributes).map(drop);
            }
        }
        self.open(name, tag, attributes)
    }

    fn end_tag(&mut self, name: &str, tag: Tag) -> Option<()> {
        self.skips_newline = false;
        if let Some(&(id, Tag::Other)) = self.open.last() {
            (self.dom.name(id) == name).then(|| self.open.pop())?;
            return Some(());
        }
        match tag {
            Tag::Table | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Tr => {
                if !is_between_cells(self.current()) {
                    self.close_cell()?;
                }
                self.end_in_table(tag)
            }
            Tag::Li | Tag::Dd | Tag::Dt | Tag::Td | Tag::Th | Tag::Caption => self.close(tag),
            // An end tag alone is an empty paragraph.
            Tag::P if self.current() != Tag::P => {
                (!self.is_in_paragraph() && !is_between_cells(self.current())).then_some(())?;
                self.insert("p", Tag::P, &mut Attributes::default()).map(drop)
            }
            Tag::P | Tag::Colgroup => self.pop_if(|open| open == tag),
            _ => match Start::of(tag, "")? {
                Start::Inline | Start::Raw => self.pop_if(|open| open == tag),
                Start::Single if tag == Tag::A => self.pop_if(|open| open == tag),
                _ => self.close(tag),
            },
        }
    }

    fn comment(&mut self) -> Option<()> {
        self.skips_newline = false;
        Some(())
    }
}

/// Reads a whole source in the memory of an empty tree; returns that memory if the source is not plain and well nested.
pub(super) fn read<'s>(
    memory: Dom<'static>,
    html: &'s str,
    node_limit: usize,
    limits: &Limits,
) -> Result<Dom<'s>, Dom<'static>> {
    let html = html.strip_prefix('\u{feff}').unwrap_or(html);
    let mut nested = Nested::new(Dom::of_source(html, memory), node_limit, limits);
    let end = plain::read(html, 0, &mut nested);
    if end == html.len() { Ok(nested.dom) } else { Err(nested.dom.recycled()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::guard::parse_by_tokenizer;

    #[test]
    fn as_many_nodes_fit_as_in_the_tree_builder() {
        for piece in ["<span class=x>y</span>\n", "<a id=x href=#y>z</a>", "<p><img src=x alt=y width=1>", "x<br>"] {
            let html = piece.repeat(100);
            let most = 800;
            let fits = |limit: usize, is_nested: bool| {
                let limits = Limits::default().nodes(limit);
                match is_nested {
                    true => read(Dom::default(), &html, limit, &limits).is_ok(),
                    false => parse_by_tokenizer(&html, &limits, &mut Vec::new()).is_ok(),
                }
            };
            let least = |is_nested| (1..most).find(|limit| fits(*limit, is_nested));
            assert_eq!(least(true), least(false), "{piece}");
            assert!(least(true).is_some());
        }
    }
}
