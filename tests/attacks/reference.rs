//! The tree of html5ever's reference implementation, in the format of `feedscrub::testing::tree`.

use std::fmt::Write;

use html5ever::ns;
use markup5ever_rcdom::{Handle, NodeData};

use crate::oracle::{Tree, parent};

/// The largest depth, and number of attributes of an element, that no limit of the crate changes.
const UNTOUCHED: usize = 200;

/// Returns the tree of a body, or `None` if the limits of the crate may change it.
pub fn tree(html: &str) -> Option<String> {
    let tree = Tree::fragment(html.strip_prefix('\u{feff}').unwrap_or(html), "div");
    let mut out = String::new();
    let mut text = Text::default();
    for visit in tree.walk() {
        if visit.depth > UNTOUCHED {
            return None;
        }
        match &visit.handle.data {
            NodeData::Text { contents } if !is_code(&visit.handle) => {
                text.push(&mut out, &contents.borrow(), visit.depth)
            }
            NodeData::Element { name, attrs, .. } => {
                text.flush(&mut out);
                let attrs = attrs.borrow();
                if attrs.len() > UNTOUCHED {
                    return None;
                }
                let indent = visit.depth * 2 - 2;
                let _ = writeln!(out, "| {:indent$}<{}>", "", &*name.local);
                for attr in attrs.iter() {
                    let kept = feedscrub::testing::kept_attribute(&name.local, &attr.name.local);
                    if let Some(kept) =
                        kept.filter(|kept| name.ns == ns!(html) || matches!(*kept, "alttext" | "display" | "encoding"))
                    {
                        let _ = writeln!(out, "| {:indent$}  {kept}=\"{}\"", "", attr.value);
                    }
                }
            }
            _ => {}
        }
    }
    text.flush(&mut out);
    Some(out)
}

/// Returns whether a text belongs to an HTML script or style sheet; the crate's tree keeps only those with formulas.
fn is_code(text: &Handle) -> bool {
    let parent = parent(text);
    let Some(NodeData::Element { name, attrs, .. }) = parent.as_ref().map(|parent| &parent.data) else { return false };
    let is_formula =
        || attrs.borrow().iter().any(|attr| &*attr.name.local == "type" && attr.value.starts_with("math/"));
    name.ns == ns!(html) && matches!(&*name.local, "script" | "style") && !is_formula()
}

/// Text that is not written yet, because more may follow after a comment.
#[derive(Default)]
struct Text {
    text: String,
    depth: usize,
}

impl Text {
    fn push(&mut self, out: &mut String, text: &str, depth: usize) {
        if depth != self.depth {
            self.flush(out);
        }
        self.depth = depth;
        self.text.push_str(text);
    }

    fn flush(&mut self, out: &mut String) {
        if !self.text.is_empty() {
            let _ = writeln!(out, "| {:indent$}\"{}\"", "", self.text, indent = self.depth * 2);
            self.text.clear();
        }
    }
}
