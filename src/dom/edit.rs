//! Changes to a parsed tree: other elements, new ones, other places.

use super::{Attr, Data, Dom, NodeId, Span, Tag};

impl Dom<'_> {
    /// Changes the tag of an element, and keeps its attributes and children.
    pub(crate) fn retag(&mut self, id: NodeId, new: Tag) {
        if let Data::Element { tag, .. } = &mut self.node_mut(id).data {
            *tag = new;
        }
    }

    /// Inserts an element before another node.
    pub(crate) fn element_before(&mut self, sibling: NodeId, tag: Tag, attr: Option<(Attr, &str)>) -> Option<NodeId> {
        let attrs = self.attrs.len();
        if let Some((attr, value)) = attr {
            let value = self.keep(value);
            self.attrs.push((attr, value));
        }
        let attrs_len = (self.attrs.len() - attrs) as u16;
        let id = self.push(Data::Element { attrs: attrs as u32, attrs_len, tag })?;
        self.insert_before(sibling, id);
        Some(id)
    }

    /// Inserts a text as the first child of an element.
    pub(crate) fn text_first(&mut self, parent: NodeId, text: &str) {
        let text = self.keep(text);
        match self.first_child(parent) {
            Some(first) => {
                if let Some(id) = self.push(Data::Text(text)) {
                    self.insert_before(first, id);
                }
            }
            None => drop(self.push_child(parent, Data::Text(text))),
        }
    }

    /// Inserts a text as the last child of an element.
    pub(crate) fn text_last(&mut self, parent: NodeId, text: &str) {
        let text: Span = self.keep(text);
        self.push_child(parent, Data::Text(text));
    }

    /// Replaces a text.
    pub(crate) fn set_text(&mut self, id: NodeId, text: &str) {
        let text = self.keep(text);
        if let Data::Text(known) = &mut self.node_mut(id).data {
            *known = text;
        }
    }

    /// Moves a node to the end of the children of another one, which is not inside of it.
    pub(crate) fn move_into(&mut self, parent: NodeId, child: NodeId) {
        self.append(parent, child);
    }
}
