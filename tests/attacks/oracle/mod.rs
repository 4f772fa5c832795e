//! The structural oracle: it parses an output as a browser would, with an independent tree (markup5ever_rcdom), and
//! lists what the policy does not allow. It never searches the output for strings: escaped text is not a fault.

mod addresses;
mod characters;
#[cfg(test)]
mod controls;
mod policy;
mod tree;

use std::fmt;

use addresses::{address_fault, unrendered};
use characters::disguise;
pub use characters::is_disguise;
use markup5ever_rcdom::{Handle, NodeData};
use policy::Context;
pub use policy::{ARTICLE, MARKDOWN, Policy, SANITIZED};
pub use tree::{Tree, parent, text_of};

/// A violation of the policy by an output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: Kind,
    pub detail: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An element that the policy does not list.
    Element,
    /// An attribute that the policy does not list for its element, or whose value it does not allow.
    Attribute,
    /// A required attribute that is missing.
    Missing,
    /// An address that is not absolute, not normalized, of another scheme, or has credentials.
    Address,
    /// An element of SVG or MathML.
    Foreign,
    /// A comment, a processing instruction, a doctype or the contents of a template.
    NotMarkup,
    /// A control character, or one that reorders or hides the text around it.
    Disguise,
    /// Deeper than the policy allows.
    Depth,
    /// Parsing and serializing it gives another text.
    Unstable,
    /// It closes or contains elements of its surroundings.
    Escape,
    /// ammonia with an equal policy changes it.
    Ammonia,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.kind, self.detail)
    }
}

/// Returns everything in `html` that `policy` does not allow.
pub fn faults(html: &str, policy: &Policy) -> Vec<Fault> {
    let mut faults = Faults::default();
    for context in Context::ALL {
        let tree = Tree::fragment(html, context.fragment);
        check_nodes(&tree, policy, &mut faults);
        if policy.canonical && tree.write() != html {
            faults.add(
                Kind::Unstable,
                format!("as a fragment in {}: {}", context.fragment, difference(&tree.write(), html)),
            );
        }
        check_containment(html, context, policy, &mut faults);
    }
    if policy.canonical {
        let cleaned = policy.ammonia().clean(html).to_string();
        if cleaned != html {
            faults.add(Kind::Ammonia, difference(&cleaned, html));
        }
    }
    faults.0
}

/// Faults without duplicates: most contexts have the same.
#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, kind: Kind, detail: impl Into<String>) {
        let fault = Fault { kind, detail: detail.into() };
        if !self.0.contains(&fault) {
            self.0.push(fault);
        }
    }
}

fn check_nodes(tree: &Tree, policy: &Policy, faults: &mut Faults) {
    for node in tree.walk() {
        match &node.handle.data {
            NodeData::Element { .. } => {
                check_element(&node.handle, policy, faults);
                if node.depth > policy.depth {
                    faults.add(Kind::Depth, format!("an element deeper than {}", policy.depth));
                }
            }
            NodeData::Text { contents } => check_text(&contents.borrow(), node.in_link, policy, faults),
            // Markdown separates lists by it.
            NodeData::Comment { contents } if !policy.canonical && &**contents == " " => {}
            NodeData::Comment { contents } => faults.add(Kind::NotMarkup, format!("comment {contents}")),
            NodeData::ProcessingInstruction { target, .. } => {
                faults.add(Kind::NotMarkup, format!("processing instruction {target}"));
            }
            NodeData::Doctype { name, .. } => faults.add(Kind::NotMarkup, format!("doctype {name}")),
            NodeData::Document => {}
        }
    }
}

fn check_text(text: &str, in_link: bool, policy: &Policy, faults: &mut Faults) {
    let found = if in_link || policy.plain_text { disguise(text) } else { text.chars().find(|&c| c == '\0') };
    if let Some(character) = found {
        faults.add(Kind::Disguise, format!("{} in text", character.escape_unicode()));
    }
}

/// Returns whether an address is the fragment of a note, the only one to which an output links.
fn is_place_of_note(value: &str) -> bool {
    value.strip_prefix('#').is_some_and(|id| policy::value_allowed("id", id))
}

fn check_element(element: &Handle, policy: &Policy, faults: &mut Faults) {
    let NodeData::Element { name, attrs, template_contents, .. } = &element.data else { return };
    let tag: &str = &name.local;
    if name.ns != html5ever::ns!(html) {
        return faults.add(Kind::Foreign, tag);
    }
    let Some(rule) = policy.elements.iter().find(|rule| rule.name == tag) else {
        return faults.add(Kind::Element, tag);
    };
    if template_contents.borrow().is_some() {
        faults.add(Kind::NotMarkup, "template contents");
    }
    let attrs = attrs.borrow();
    for attr in attrs.iter() {
        let (name, value): (&str, &str) = (&attr.name.local, &attr.value);
        if let Some(character) = disguise(value) {
            faults.add(Kind::Disguise, format!("{} in {tag} {name}", character.escape_unicode()));
        }
        if attr.name.ns != html5ever::ns!() || !rule.attributes.contains(&name) {
            faults.add(Kind::Attribute, format!("{tag} {name}"));
            continue;
        }
        let fault = match name {
            "href" if tag == "a" && is_place_of_note(value) => None,
            "href" if !policy.canonical => address_fault(&unrendered(value), &["http", "https", "mailto"]),
            "href" => address_fault(value, &["http", "https", "mailto"]),
            "src" | "cite" => address_fault(value, &["http", "https"]),
            _ => None,
        };
        if let Some(fault) = fault {
            faults.add(Kind::Address, format!("{tag} {name}: {fault}: {value}"));
        }
        if !policy::value_allowed(name, value) {
            faults.add(Kind::Attribute, format!("{tag} {name}=\"{value}\""));
        }
    }
    for required in rule.required {
        if !attrs.iter().any(|attr| &*attr.name.local == *required) {
            faults.add(Kind::Missing, format!("{tag} without {required}"));
        }
    }
}

/// Checks an output inside of an element between two others; all three must be unchanged.
fn check_containment(html: &str, context: &Context, policy: &Policy, faults: &mut Faults) {
    let page = Tree::document(&context.page(html));
    let Some([before, around, after]) = page.marked(["before", "around", "after"]) else {
        return faults.add(Kind::Escape, format!("in {}: the surroundings are torn", context.fragment));
    };
    if before.write() != "before" || after.write() != "after" {
        faults.add(Kind::Escape, format!("in {}: {} … {}", context.fragment, before.write(), after.write()));
    }
    if policy.canonical && around.write() != html {
        faults.add(Kind::Unstable, format!("in a page in {}: {}", context.fragment, difference(&around.write(), html)));
    }
}

/// Returns the first difference of two texts.
pub fn difference(found: &str, expected: &str) -> String {
    let at = found.chars().zip(expected.chars()).take_while(|(found, expected)| found == expected).count();
    let cut = |text: &str| text.chars().skip(at.saturating_sub(30)).take(90).collect::<String>();
    format!("{:?} from {:?}", cut(found), cut(expected))
}
