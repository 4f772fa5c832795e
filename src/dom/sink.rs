//! Builds a [`Dom`] from the calls of html5ever's tree builder.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName, local_name, ns};

use super::{ATTRIBUTES_PER_NODE, Attr, Data, Dom, NodeId, Tag};
use crate::Limits;

/// A node, with the name that the tree builder uses for it.
#[derive(Clone)]
pub(super) struct Handle {
    /// `None` for nodes that the tree never stores: comments and processing instructions.
    id: Option<NodeId>,
    name: LocalName,
    namespace: Namespace,
}

pub(super) struct Sink {
    dom: RefCell<Dom<'static>>,
    templates: RefCell<HashMap<NodeId, NodeId>>,
    max_attributes: usize,
    max_attribute_bytes: usize,
    /// The number of nodes that may still be made, in units of attributes.
    budget: Cell<usize>,
    attributes_dropped: Cell<usize>,
    integration_points: RefCell<HashSet<NodeId>>,
}

pub(super) struct Built {
    pub(super) dom: Dom<'static>,
    pub(super) attributes_dropped: usize,
}

impl Sink {
    pub(super) fn new(dom: Dom<'static>, limits: &Limits, nodes: usize) -> Self {
        Sink {
            dom: RefCell::new(dom),
            templates: RefCell::default(),
            max_attributes: limits.attributes.min(u16::MAX as usize),
            max_attribute_bytes: limits.attribute_bytes,
            budget: Cell::new(nodes.saturating_mul(ATTRIBUTES_PER_NODE)),
            attributes_dropped: Cell::new(0),
            integration_points: RefCell::default(),
        }
    }

    /// Returns whether the node limit is exceeded.
    pub(super) fn is_exhausted(&self) -> bool {
        self.budget.get() == 0
    }

    fn spend_node(&self, attributes: usize) {
        self.budget.set(self.budget.get().saturating_sub(ATTRIBUTES_PER_NODE + attributes));
    }

    /// Returns the value of an attribute, if it is within the limit. A `data:` URL is truncated.
    fn bounded(&self, value: StrTendril) -> Option<StrTendril> {
        if value.len() <= self.max_attribute_bytes {
            return Some(value);
        }
        const DATA: &str = "data:";
        let is_data = value.get(..DATA.len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case(DATA));
        is_data.then(|| {
            let head = value.char_indices().map(|(at, _)| at).take_while(|at| *at <= 128).last().unwrap_or(0);
            value.subtendril(0, head as u32)
        })
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Built;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Built {
        let mut dom = self.dom.into_inner();
        // A fragment is parsed into an `html` element, whose children are the result.
        if let Some(html) = dom.first_child(dom.root()) {
            dom.unwrap(html);
        }
        Built { dom, attributes_dropped: self.attributes_dropped.get() }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: Some(self.dom.borrow().root()), name: local_name!(""), namespace: ns!() }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        ExpandedName { ns: &target.namespace, local: &target.name }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let foreign = name.ns != ns!(html);
        let tag = if foreign { Tag::Foreign } else { Tag::by_name(&name.local) };
        let mut dom = self.dom.borrow_mut();
        let start = dom.attrs.len();
        for attribute in attributes {
            // Of a formula the attributes with its meaning are kept, of an SVG none.
            let is_kept = |known: &Attr| !foreign || matches!(known, Attr::Alttext | Attr::Display | Attr::Encoding);
            if let Some(known) = Attr::by_name(&attribute.name.local, tag).filter(is_kept) {
                let value = self.bounded(attribute.value).filter(|_| dom.attrs.len() - start < self.max_attributes);
                match value {
                    Some(value) => {
                        let value = dom.keep(&value);
                        dom.attrs.push((known, value));
                    }
                    None => self.attributes_dropped.set(self.attributes_dropped.get() + 1),
                }
            }
        }
        let attrs_len = dom.attrs.len() - start;
        self.spend_node(attrs_len);
        let id = dom.push(Data::Element { attrs: start as u32, attrs_len: attrs_len as u16, tag });
        if let Some(id) = id {
            dom.keep_name(id, tag, &name.local);
            if flags.template
                && let Some(contents) = dom.push(Data::Fragment)
            {
                self.templates.borrow_mut().insert(id, contents);
            }
            if flags.mathml_annotation_xml_integration_point {
                self.integration_points.borrow_mut().insert(id);
            }
        }
        Handle { id, name: name.local, namespace: name.ns }
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        Handle { id: None, name: local_name!(""), namespace: ns!() }
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        Handle { id: None, name: local_name!(""), namespace: ns!() }
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let Some(parent) = parent.id else { return };
        let mut dom = self.dom.borrow_mut();
        match child {
            NodeOrText::AppendNode(Handle { id: Some(child), .. }) => dom.append(parent, child),
            NodeOrText::AppendNode(_) => {}
            NodeOrText::AppendText(text) => {
                if dom.keeps_text_of(parent) {
                    let text = dom.keep(&text);
                    if dom.append_text(parent, text) {
                        self.spend_node(0);
                    }
                }
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, prev_element: &Handle, child: NodeOrText<Handle>) {
        let has_parent = element.id.is_some_and(|id| self.dom.borrow().parent(id).is_some());
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev_element, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public_id: StrTendril, _system_id: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let contents = target.id.and_then(|id| self.templates.borrow().get(&id).copied());
        Handle { id: contents, name: local_name!(""), namespace: ns!() }
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id && x.id.is_some()
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, new_node: NodeOrText<Handle>) {
        let Some(sibling) = sibling.id else { return };
        let mut dom = self.dom.borrow_mut();
        match new_node {
            NodeOrText::AppendNode(Handle { id: Some(node), .. }) => dom.insert_before(sibling, node),
            NodeOrText::AppendNode(_) => {}
            NodeOrText::AppendText(text) => {
                let text = dom.keep(&text);
                if dom.insert_text_before(sibling, text) {
                    self.spend_node(0);
                }
            }
        }
    }

    /// Only `html` and `body` get attributes late, and a fragment has neither.
    fn add_attrs_if_missing(&self, _target: &Handle, _attrs: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Handle) {
        if let Some(target) = target.id {
            self.dom.borrow_mut().detach(target);
        }
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let (Some(node), Some(new_parent)) = (node.id, new_parent.id) else { return };
        let mut dom = self.dom.borrow_mut();
        while let Some(child) = dom.first_child(node) {
            dom.append(new_parent, child);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Handle) -> bool {
        handle.id.is_some_and(|id| self.integration_points.borrow().contains(&id))
    }
}
