//! markup5ever_rcdom's tree, walked without recursion.

use html5ever::serialize::{SerializeOpts, TraversalScope, serialize};
use html5ever::tendril::TendrilSink;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{LocalName, ParseOpts, QualName, local_name, ns, parse_document, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};

/// An element whose children are examined.
pub struct Tree {
    root: Handle,
    /// Keeps the rest of a document alive, which rcdom would free otherwise.
    _whole: Handle,
}

/// A node below the root.
pub struct Visit {
    pub handle: Handle,
    /// The number of elements from the root to this node, itself included.
    pub depth: usize,
    pub in_link: bool,
}

impl Tree {
    /// Parses HTML as the `innerHTML` of an element, with scripting off.
    pub fn fragment(html: &str, context: &str) -> Self {
        let name = QualName::new(None, ns!(html), LocalName::from(context));
        let dom = parse_fragment(RcDom::default(), options(), name, Vec::new(), false).one(html);
        let root = dom.document.children.borrow().first().cloned();
        Tree { root: root.unwrap_or_else(|| dom.document.clone()), _whole: dom.document }
    }

    /// Parses HTML as a page.
    pub fn document(html: &str) -> Self {
        let dom = parse_document(RcDom::default(), options()).one(html);
        Tree { root: dom.document.clone(), _whole: dom.document }
    }

    /// Serializes the children by html5ever.
    pub fn write(&self) -> String {
        write(&self.root)
    }

    /// Returns every node below the root in document order.
    pub fn walk(&self) -> impl Iterator<Item = Visit> {
        self.walk_without(|_| false)
    }

    /// Returns every node below the root in document order, without elements of some names and their descendants.
    pub fn walk_without(&self, is_unwanted: impl Fn(&QualName) -> bool) -> impl Iterator<Item = Visit> {
        let mut rest = vec![Visit { handle: self.root.clone(), depth: 0, in_link: false }];
        let mut first = true;
        std::iter::from_fn(move || {
            loop {
                let visit = rest.pop()?;
                let name = element_name(&visit.handle);
                let in_link = visit.in_link || name == Some(local_name!("a"));
                for child in visit.handle.children.borrow().iter().rev() {
                    if matches!(&child.data, NodeData::Element { name, .. } if is_unwanted(name)) {
                        continue;
                    }
                    let depth = visit.depth + usize::from(element_name(child).is_some());
                    rest.push(Visit { handle: child.clone(), depth, in_link });
                }
                if !std::mem::take(&mut first) {
                    return Some(visit);
                }
            }
        })
    }

    /// Returns all values of an attribute.
    pub fn attributes(&self, name: &str) -> impl Iterator<Item = String> {
        self.walk().filter_map(move |visit| attribute(&visit.handle, name))
    }

    /// Returns the three elements with these `data-is` marks, if they are siblings in this order without elements and
    /// text between them, and no other elements have these marks.
    pub fn marked(&self, marks: [&str; 3]) -> Option<[Tree; 3]> {
        let found: Vec<Handle> = self.walk().map(|visit| visit.handle).filter(|node| mark(node).is_some()).collect();
        let [before, around, after] = <[Handle; 3]>::try_from(found).ok()?;
        let parent = parent(&before)?;
        let children = parent.children.borrow();
        let expected = [&before, &around, &after];
        let same = children.len() == 3
            && children.iter().zip(expected).all(|(child, expected)| std::rc::Rc::ptr_eq(child, expected))
            && expected.iter().zip(marks).all(|(node, expected)| mark(node).as_deref() == Some(expected));
        same.then(|| [before.clone(), around, after].map(|root| Tree { root, _whole: self._whole.clone() }))
    }
}

/// Returns all text below the root.
pub fn text_of(tree: &Tree) -> String {
    let mut text = String::new();
    for visit in tree.walk() {
        if let NodeData::Text { contents } = &visit.handle.data {
            text.push_str(&contents.borrow());
        }
    }
    text
}

fn options() -> ParseOpts {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    // The tokenizer discards a byte order mark wherever it begins again, also after each script.
    let tokenizer = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    ParseOpts { tokenizer, tree_builder }
}

fn element_name(node: &Handle) -> Option<LocalName> {
    match &node.data {
        NodeData::Element { name, .. } => Some(name.local.clone()),
        _ => None,
    }
}

fn mark(node: &Handle) -> Option<String> {
    attribute(node, "data-is")
}

fn attribute(node: &Handle, wanted: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    let attrs = attrs.borrow();
    attrs.iter().find(|attr| &*attr.name.local == wanted).map(|attr| attr.value.to_string())
}

/// Returns the parent of a node.
pub fn parent(node: &Handle) -> Option<Handle> {
    let link = node.parent.take();
    let parent = link.as_ref().and_then(std::rc::Weak::upgrade);
    node.parent.set(link);
    parent
}

fn write(root: &Handle) -> String {
    let mut bytes = Vec::new();
    let options = SerializeOpts {
        scripting_enabled: true,
        traversal_scope: TraversalScope::ChildrenOnly(
            element_name(root).map(|name| QualName::new(None, ns!(html), name)),
        ),
        create_missing_parent: false,
    };
    // Writing to a vector cannot fail; a failing serializer would show as a difference.
    let _ = serialize(&mut bytes, &SerializableHandle::from(root.clone()), options);
    String::from_utf8_lossy(&bytes).into_owned()
}
