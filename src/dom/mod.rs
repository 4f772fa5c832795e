//! The tree of one post: nodes in one vector, with numbers as links. It does not outlive a call.
//!
//! Only this module names html5ever.

mod attr;
mod breaks;
mod closed;
mod data_attrs;
mod edit;
mod guard;
mod names;
mod nested;
mod plain;
mod sink;
mod tag;
mod walk;

pub(crate) use attr::Attr;
pub(crate) use data_attrs::string_of;
pub(crate) use guard::{Source, parse, parse_by_tokenizer};
pub(crate) use tag::Tag;
pub(crate) use walk::Step;

use std::num::NonZeroU32;
use std::ops::Range;

use crate::scratch;

/// The number of attributes that count as one node, because they take its memory.
const ATTRIBUTES_PER_NODE: usize = 4;

/// A node of one [`Dom`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub(crate) struct NodeId(NonZeroU32);

impl NodeId {
    fn new(index: usize) -> Option<Self> {
        u32::try_from(index).ok().and_then(NonZeroU32::new).map(NodeId)
    }

    /// Returns its index in a vector with an entry for every node.
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

/// A range of [`Dom::source`] or of [`Dom::kept`].
#[derive(Clone, Copy, Debug, Default)]
struct Span {
    start: u32,
    end: u32,
}

/// A parsed fragment.
#[derive(Debug, Default)]
pub(crate) struct Dom<'s> {
    /// The first entry is unused, so that a node id can be non-zero.
    nodes: Vec<Node>,
    attrs: Vec<(Attr, Span)>,
    /// The names of elements whose tag does not determine it, in the order in which the elements were made.
    names: Vec<(NodeId, Span)>,
    /// The source of texts and values that are slices of it.
    source: &'s str,
    /// All other texts and values. Their offsets count from the end of the source.
    kept: String,
    /// The number of bytes of the parsed source, by which memory is reserved.
    source_len: usize,
}

#[expect(clippy::indexing_slicing, reason = "a NodeId is only made with its entry, and entries are never taken out")]
impl Dom<'_> {
    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.index()]
    }
}

impl<'s> Dom<'s> {
    /// Begins a tree of slices of a source, in the memory of an empty one.
    fn of_source(source: &'s str, memory: Dom<'static>) -> Self {
        Dom { source, ..memory.begin(source.len()) }
    }

    /// Begins a tree with copied texts, in the memory of an empty one.
    fn of_texts(source_len: usize, mut memory: Dom<'static>) -> Self {
        memory.kept.reserve(source_len);
        memory.begin(source_len)
    }

    fn begin(mut self, source_len: usize) -> Self {
        self.source_len = source_len;
        self.nodes.reserve(16 + source_len / 40);
        self.attrs.reserve(source_len / 100);
        for _ in 0..2 {
            self.nodes.push(Node { links: Links::default(), data: Data::Fragment });
        }
        self
    }

    /// Clears the tree, and keeps its memory for the next one.
    pub(crate) fn recycled(self) -> Dom<'static> {
        let Dom { mut nodes, mut attrs, mut names, mut kept, .. } = self;
        scratch::recycle(&mut nodes);
        scratch::recycle(&mut attrs);
        scratch::recycle(&mut names);
        scratch::recycle_string(&mut kept);
        Dom { nodes, attrs, names, source: "", kept, source_len: 0 }
    }

    /// Frees reserved memory; the tree no longer grows.
    fn shrink_to_fit(&mut self) {
        scratch::shrink(&mut self.nodes);
        scratch::shrink(&mut self.attrs);
        scratch::shrink_string(&mut self.kept);
    }

    /// Copies a text.
    fn keep(&mut self, text: &str) -> Span {
        let start = self.end();
        self.kept.push_str(text);
        Span::of(start..self.end())
    }

    /// Returns the end of the copied texts.
    fn end(&self) -> usize {
        self.source.len() + self.kept.len()
    }

    fn is_of_source(&self, span: Span) -> bool {
        span.end as usize <= self.source.len()
    }

    /// Returns whether the text of an element is kept. Scripts and styles are not, except scripts with formulas.
    fn keeps_text_of(&self, parent: NodeId) -> bool {
        match self.tag(parent) {
            Tag::Script => self.attr(parent, Attr::Type).is_some_and(|kind| kind.trim_start().starts_with("math/")),
            tag => tag != Tag::Style,
        }
    }

    fn str(&self, span: Span) -> &str {
        let Range { start, end } = span.range();
        let part = match self.is_of_source(span) {
            true => self.source.get(start..end),
            false => {
                start.checked_sub(self.source.len()).and_then(|start| self.kept.get(start..end - self.source.len()))
            }
        };
        part.unwrap_or_default()
    }

    fn push(&mut self, data: Data) -> Option<NodeId> {
        let id = NodeId::new(self.nodes.len())?;
        self.nodes.push(Node { links: Links::default(), data });
        Some(id)
    }

    /// Returns the root node.
    pub(crate) fn root(&self) -> NodeId {
        NodeId(NonZeroU32::MIN)
    }

    /// Returns one more than the largest [`NodeId::index`].
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Returns the length of the source in bytes.
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
            Data::Text(text) => Some(self.str(*text)),
            _ => None,
        }
    }

    /// Returns the tag of a node; [`Tag::None`] for a node that is no element.
    pub(crate) fn tag(&self, id: NodeId) -> Tag {
        match self.node(id).data {
            Data::Element { tag, .. } => tag,
            _ => Tag::None,
        }
    }

    /// Returns the name of an element as parsed; empty for other nodes.
    pub(crate) fn name(&self, id: NodeId) -> &str {
        match self.node(id).data {
            Data::Element { tag, .. } => tag.name().unwrap_or_else(|| self.kept_name(id)),
            _ => "",
        }
    }

    fn kept_name(&self, id: NodeId) -> &str {
        let at = self.names.binary_search_by_key(&id, |(named, _)| *named);
        at.ok().and_then(|at| self.names.get(at)).map_or("", |(_, name)| self.str(*name))
    }

    /// Stores the name of a new element, if its tag does not determine it.
    fn keep_name(&mut self, id: NodeId, tag: Tag, name: &str) {
        if tag.name().is_none() {
            let name = self.keep(name);
            self.names.push((id, name));
        }
    }

    pub(crate) fn attr(&self, id: NodeId, attr: Attr) -> Option<&str> {
        self.spans_of(id).iter().find(|(name, _)| *name == attr).map(|(_, value)| self.str(*value))
    }

    /// Returns the stored attributes of an element in order.
    pub(crate) fn attrs(&self, id: NodeId) -> impl Iterator<Item = (Attr, &str)> {
        self.spans_of(id).iter().map(|(attr, value)| (*attr, self.str(*value)))
    }

    fn spans_of(&self, id: NodeId) -> &[(Attr, Span)] {
        match self.node(id).data {
            Data::Element { attrs, attrs_len, .. } => {
                self.attrs.get(attrs as usize..attrs as usize + attrs_len as usize).unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// Changes an element into another one, with these attributes.
    pub(crate) fn become_element(&mut self, id: NodeId, tag: Tag, with: &[(Attr, String)]) {
        let start = self.attrs.len() as u32;
        for (attr, value) in with {
            let value = self.keep(value);
            self.attrs.push((*attr, value));
        }
        self.node_mut(id).data = Data::Element { attrs: start, attrs_len: with.len() as u16, tag };
    }

    /// Removes a node with its descendants from the tree.
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

    /// Makes a node as the last child of its parent.
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

    /// Replaces an element by its children.
    pub(crate) fn unwrap(&mut self, id: NodeId) {
        while let Some(child) = self.first_child(id) {
            self.insert_before(id, child);
        }
        self.detach(id);
    }

    /// Appends a text to the children of its parent. Returns whether it needed a new node.
    fn append_text(&mut self, parent: NodeId, text: Span) -> bool {
        if self.last_child(parent).is_some_and(|last| self.join(last, text)) {
            return false;
        }
        self.push_child(parent, Data::Text(text));
        true
    }

    /// Inserts a text before a sibling. Returns whether it needed a new node.
    fn insert_text_before(&mut self, sibling: NodeId, text: Span) -> bool {
        if self.prev(sibling).is_some_and(|prev| self.join(prev, text)) {
            return false;
        }
        if let Some(id) = self.push(Data::Text(text)) {
            self.insert_before(sibling, id);
        }
        true
    }

    /// Merges a text into the preceding one, if there is one and no byte is copied twice.
    fn join(&mut self, before: NodeId, text: Span) -> bool {
        let Data::Text(span) = self.node(before).data else { return false };
        let source = self.source;
        let part = |span: Span| source.get(span.range()).unwrap_or_default();
        let joined = match (self.is_of_source(span), self.is_of_source(text)) {
            (before, behind) if before == behind && span.end == text.start => Span { end: text.end, ..span },
            (true, true) => {
                let start = self.keep(part(span)).start;
                Span { end: self.keep(part(text)).end, start }
            }
            (false, true) if span.end as usize == self.end() => Span { end: self.keep(part(text)).end, ..span },
            // The text, which was copied last, is moved after the preceding one.
            (true, false) => {
                self.kept.insert_str(text.start as usize - source.len(), part(span));
                Span::of(text.start as usize..self.end())
            }
            _ => return false,
        };
        self.node_mut(before).data = Data::Text(joined);
        true
    }
}

impl Span {
    fn of(range: Range<usize>) -> Span {
        Span { start: range.start as u32, end: range.end as u32 }
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}
