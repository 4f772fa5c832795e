//! The tree of one post: nodes in one vector, links between them as numbers. It lives and dies inside one call.
//!
//! This is the only module that names html5ever.

mod attr;
mod guard;
mod names;
mod nested;
mod plain;
mod sink;
mod tag;
mod walk;

pub(crate) use attr::Attr;
pub(crate) use guard::{parse, parse_by_tokenizer};
pub(crate) use tag::Tag;
pub(crate) use walk::Step;

use std::num::NonZeroU32;

use crate::scratch;

/// A node of one [`Dom`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub(crate) struct NodeId(NonZeroU32);

impl NodeId {
    fn new(index: usize) -> Option<Self> {
        u32::try_from(index).ok().and_then(NonZeroU32::new).map(NodeId)
    }

    /// Its place in a vector with an entry for every node.
    pub(crate) fn index(self) -> usize {
        self.0.get() as usize
    }
}

#[derive(Debug, Default)]
struct Links {
    parent: Option<NodeId>,
    prev: Option<NodeId>,
    next: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
}

#[derive(Debug)]
struct Node {
    links: Links,
    data: Data,
}

#[derive(Debug)]
enum Data {
    /// The root, and the contents of a `<template>`.
    Fragment,
    Element {
        attrs: u32,
        attrs_len: u16,
        tag: Tag,
    },
    Text(Span),
}

/// A part of [`Dom::buffer`].
#[derive(Clone, Copy, Debug, Default)]
struct Span {
    start: u32,
    end: u32,
}

/// A parsed fragment.
#[derive(Debug, Default)]
pub(crate) struct Dom {
    /// The first entry is never used, so that a number can be non-zero.
    nodes: Vec<Node>,
    attrs: Vec<(Attr, Span)>,
    /// Names of the elements whose tag does not tell them, in the order in which the elements were made.
    names: Vec<(NodeId, Span)>,
    /// The source, where texts and values are read from it as they stand, and behind it all that stands nowhere so.
    buffer: String,
    /// Bytes of the buffer that are the source.
    source_end: usize,
    /// Bytes of the source, the measure of how much memory is worth reserving.
    source_len: usize,
}

#[expect(clippy::indexing_slicing, reason = "a NodeId is only made with its entry, and entries are never taken out")]
impl Dom {
    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.index()]
    }
}

impl Dom {
    /// Begins a tree in the memory of another one. Its texts are parts of the source, or kept as they come.
    fn begin(&mut self, source: &str, are_parts: bool) {
        self.recycle();
        self.buffer.reserve(source.len());
        if are_parts {
            self.buffer.push_str(source);
        }
        self.source_end = self.buffer.len();
        self.source_len = source.len();
        scratch::reserve(&mut self.nodes, 16 + source.len() / 40);
        scratch::reserve(&mut self.attrs, source.len() / 100);
        for _ in 0..2 {
            self.nodes.push(Node { links: Links::default(), data: Data::Fragment });
        }
    }

    /// Forgets the tree, and keeps its memory for the next one.
    pub(crate) fn recycle(&mut self) {
        scratch::recycle(&mut self.nodes);
        scratch::recycle(&mut self.attrs);
        scratch::recycle(&mut self.names);
        scratch::recycle_string(&mut self.buffer);
    }

    /// Gives back memory that was reserved for more: the tree grows no more.
    fn shrink_to_fit(&mut self) {
        scratch::shrink(&mut self.nodes);
        scratch::shrink(&mut self.attrs);
        scratch::shrink_string(&mut self.buffer);
    }

    /// Keeps a text.
    fn keep(&mut self, text: &str) -> Span {
        let start = self.buffer.len();
        self.buffer.push_str(text);
        Span::of(start..self.buffer.len())
    }

    fn kept(&self, span: Span) -> &str {
        self.buffer.get(span.range()).unwrap_or_default()
    }

    fn push(&mut self, data: Data) -> Option<NodeId> {
        let id = NodeId::new(self.nodes.len())?;
        self.nodes.push(Node { links: Links::default(), data });
        Some(id)
    }

    /// The node that holds everything.
    pub(crate) fn root(&self) -> NodeId {
        NodeId(NonZeroU32::MIN)
    }

    /// One more than the largest [`NodeId::index`].
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Bytes of the source.
    pub(crate) fn source_len(&self) -> usize {
        self.source_len
    }

    pub(crate) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).links.parent
    }

    pub(crate) fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).links.first
    }

    pub(crate) fn last_child(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).links.last
    }

    pub(crate) fn next(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).links.next
    }

    pub(crate) fn prev(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).links.prev
    }

    pub(crate) fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).data {
            Data::Text(text) => Some(self.kept(*text)),
            _ => None,
        }
    }

    /// What element a node is; [`Tag::None`] for one that is none.
    pub(crate) fn tag(&self, id: NodeId) -> Tag {
        match self.node(id).data {
            Data::Element { tag, .. } => tag,
            _ => Tag::None,
        }
    }

    /// An element's name as the parser read it; empty for other nodes.
    pub(crate) fn name(&self, id: NodeId) -> &str {
        match self.node(id).data {
            Data::Element { tag, .. } => tag.name().unwrap_or_else(|| self.kept_name(id)),
            _ => "",
        }
    }

    fn kept_name(&self, id: NodeId) -> &str {
        let at = self.names.binary_search_by_key(&id, |(named, _)| *named);
        at.ok().and_then(|at| self.names.get(at)).map_or("", |(_, name)| self.kept(*name))
    }

    /// Keeps the name of an element that was just made, if its tag does not tell it.
    fn keep_name(&mut self, id: NodeId, tag: Tag, name: &str) {
        if tag.name().is_none() {
            let name = self.keep(name);
            self.names.push((id, name));
        }
    }

    pub(crate) fn attr(&self, id: NodeId, attr: Attr) -> Option<&str> {
        self.spans_of(id).iter().find(|(name, _)| *name == attr).map(|(_, value)| self.kept(*value))
    }

    /// The kept attributes of an element in their order.
    pub(crate) fn attrs(&self, id: NodeId) -> impl Iterator<Item = (Attr, &str)> {
        self.spans_of(id).iter().map(|(attr, value)| (*attr, self.kept(*value)))
    }

    fn spans_of(&self, id: NodeId) -> &[(Attr, Span)] {
        match self.node(id).data {
            Data::Element { attrs, attrs_len, .. } => {
                self.attrs.get(attrs as usize..attrs as usize + attrs_len as usize).unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// Takes a node and all it holds out of the tree.
    pub(crate) fn detach(&mut self, id: NodeId) {
        let links = &mut self.node_mut(id).links;
        let (parent, prev, next) = (links.parent.take(), links.prev.take(), links.next.take());
        match prev {
            Some(prev) => self.node_mut(prev).links.next = next,
            None => {
                if let Some(parent) = parent {
                    self.node_mut(parent).links.first = next;
                }
            }
        }
        match next {
            Some(next) => self.node_mut(next).links.prev = prev,
            None => {
                if let Some(parent) = parent {
                    self.node_mut(parent).links.last = prev;
                }
            }
        }
    }

    /// Makes a node and puts it behind all that its parent holds.
    fn push_child(&mut self, parent: NodeId, data: Data) -> Option<NodeId> {
        let id = NodeId::new(self.nodes.len())?;
        let prev = self.node_mut(parent).links.last.replace(id);
        match prev {
            Some(prev) => self.node_mut(prev).links.next = Some(id),
            None => self.node_mut(parent).links.first = Some(id),
        }
        self.nodes.push(Node { links: Links { parent: Some(parent), prev, ..Links::default() }, data });
        Some(id)
    }

    fn append(&mut self, parent: NodeId, child: NodeId) {
        self.detach(child);
        let last = self.node_mut(parent).links.last.replace(child);
        match last {
            Some(last) => self.node_mut(last).links.next = Some(child),
            None => self.node_mut(parent).links.first = Some(child),
        }
        let links = &mut self.node_mut(child).links;
        links.parent = Some(parent);
        links.prev = last;
    }

    fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        self.detach(child);
        let prev = self.node_mut(sibling).links.prev.replace(child);
        let parent = self.node(sibling).links.parent;
        match prev {
            Some(prev) => self.node_mut(prev).links.next = Some(child),
            None => {
                if let Some(parent) = parent {
                    self.node_mut(parent).links.first = Some(child);
                }
            }
        }
        let links = &mut self.node_mut(child).links;
        links.parent = parent;
        links.prev = prev;
        links.next = Some(sibling);
    }

    /// Puts an element's children in its place.
    pub(crate) fn unwrap(&mut self, id: NodeId) {
        while let Some(child) = self.first_child(id) {
            self.insert_before(id, child);
        }
        self.detach(id);
    }

    /// Puts a text behind all that its parent holds. Whether it took a new node.
    fn append_text(&mut self, parent: NodeId, text: Span) -> bool {
        if self.last_child(parent).is_some_and(|last| self.join(last, text)) {
            return false;
        }
        self.push_child(parent, Data::Text(text));
        true
    }

    /// Whether it took a new node.
    fn insert_text_before(&mut self, sibling: NodeId, text: Span) -> bool {
        if self.prev(sibling).is_some_and(|prev| self.join(prev, text)) {
            return false;
        }
        if let Some(id) = self.push(Data::Text(text)) {
            self.insert_before(sibling, id);
        }
        true
    }

    /// Makes a text part of the one before it, if there is one and no byte of the source or of a kept text is copied twice.
    fn join(&mut self, before: NodeId, text: Span) -> bool {
        let Data::Text(span) = self.node(before).data else { return false };
        let is_of_source = |span: Span| span.end as usize <= self.source_end;
        let joined = if span.end == text.start {
            Span { end: text.end, ..span }
        } else if is_of_source(text) {
            let start = if is_of_source(span) {
                let start = self.buffer.len();
                self.buffer.extend_from_within(span.range());
                start
            } else if span.end as usize == self.buffer.len() {
                span.start as usize
            } else {
                return false;
            };
            self.buffer.extend_from_within(text.range());
            Span::of(start..self.buffer.len())
        } else if is_of_source(span) {
            // The text, which was kept last, moves behind what stands before it.
            let moved = self.buffer.split_off(text.start as usize);
            self.buffer.extend_from_within(span.range());
            self.buffer.push_str(&moved);
            Span::of(text.start as usize..self.buffer.len())
        } else {
            return false;
        };
        self.node_mut(before).data = Data::Text(joined);
        true
    }
}

impl Span {
    fn of(range: std::ops::Range<usize>) -> Span {
        Span { start: range.start as u32, end: range.end as u32 }
    }

    fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}
