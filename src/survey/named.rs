//! Elements that named rules match, and text that rules protect.

use std::cell::{Cell, OnceCell};
use std::collections::HashSet;

use super::Survey;
use super::strip::prose_outside;
use crate::article::Removed;
use crate::dom::{Attr, Dom, NodeId, Tag};
use crate::images::removal::take;
use crate::rules::{Named, Position, Rule, leads_to};

/// The maximal number of bytes of an element whose text is read.
const ELEMENT: u32 = 4000;
/// The maximal number of nodes of an element that are examined.
const NODES: usize = 300;
/// The number of bytes of text, plus 32 per node, that are read of all elements of a post together.
const READING: usize = 4 << 20;
/// The number of bytes of prose that no rule for all sources removes if it is most of the post.
const PROSE: u32 = 300;

/// Elements that rules protect.
#[derive(Debug, Default)]
pub(crate) struct Protected {
    elements: HashSet<NodeId>,
    /// Ancestors of protected elements.
    holders: HashSet<NodeId>,
}

impl Protected {
    fn protect(&mut self, dom: &Dom, id: NodeId) {
        self.elements.insert(id);
        for holder in dom.ancestors(id) {
            if !self.holders.insert(holder) {
                break;
            }
        }
    }

    pub(crate) fn has_elements(&self) -> bool {
        !self.elements.is_empty()
    }

    /// Returns whether an element is protected, is inside of a protected element, or contains one.
    pub(crate) fn guards(&self, dom: &Dom, id: NodeId) -> bool {
        !self.holders.is_empty() && (self.holders.contains(&id) || self.holds(dom, id))
    }

    /// Returns whether a node is inside of a protected element.
    pub(crate) fn holds(&self, dom: &Dom, id: NodeId) -> bool {
        self.has_elements() && dom.ancestors(id).any(|id| self.elements.contains(&id))
    }
}

/// Removes the elements that rules match; returns the protected ones.
pub(crate) fn strip_named(named: &Named<'_>, dom: &mut Dom, survey: &Survey, removed: &mut Vec<Removed>) -> Protected {
    let reader = Reader { named, survey, left: Cell::new(READING) };
    let hits = reader.elements(dom);
    let mut protected = Protected::default();
    for &(id, at) in &hits {
        if named.rule(at).is_some_and(|rule| rule.kind().is_none()) {
            protected.protect(dom, id);
        }
    }
    if named.has_line_keepers() {
        reader.protect_lines(dom, &mut protected);
    }
    for (id, at) in hits {
        let Some((rule, kind)) = named.rule(at).and_then(|rule| Some((rule, rule.kind()?))) else { continue };
        if protected.guards(dom, id) || !dom.is_attached(id) {
            continue;
        }
        if dom.tag(id) == Tag::Img {
            let text = dom.attr(id, Attr::Src).unwrap_or_default().to_owned();
            dom.detach(id);
            removed.push(Removed { rule: rule.name.clone(), kind, evidence: rule.evidence, text });
        } else {
            take(dom, id, rule.name.clone(), kind, rule.evidence, removed);
        }
    }
    protected
}

struct Reader<'a> {
    named: &'a Named<'a>,
    survey: &'a Survey,
    /// The amount of text that may still be read.
    left: Cell<usize>,
}

impl Reader<'_> {
    /// Returns the elements that rules match, in reading order, with the first rule that keeps or, if there is none,
    /// the first that removes.
    fn elements(&self, dom: &Dom) -> Vec<(NodeId, usize)> {
        let mut hits = Vec::new();
        let article_prose = OnceCell::new();
        let article_prose = || *article_prose.get_or_init(|| prose_outside(dom, self.survey));
        for &id in &self.survey.named {
            for (attr, value) in dom.attrs(id) {
                if !matches!(attr, Attr::Class | Attr::Id) {
                    continue;
                }
                for name in value.split_ascii_whitespace() {
                    hits.extend(self.named.of_name(attr, name).map(|rule| (id, rule)));
                }
            }
        }
        let of_elements = self.named.of_elements();
        if of_elements.iter().any(|&at| self.named.rule(at).is_some()) {
            for id in dom.descendants(dom.root()).filter(|&id| dom.text(id).is_none()) {
                hits.extend(of_elements.iter().map(|&at| (id, at)));
            }
        }
        let removes = |at: usize| self.named.rule(at).is_some_and(|rule| rule.kind().is_some());
        hits.sort_unstable_by_key(|&(id, at)| (id, removes(at), at));
        hits.dedup();
        hits.retain(|&(id, at)| {
            self.named.rule(at).is_some_and(|rule| self.speaks_of(rule, at, dom, id, &article_prose))
        });
        hits.dedup_by_key(|(id, _)| *id);
        hits
    }

    fn speaks_of(&self, rule: &Rule, at: usize, dom: &Dom, id: NodeId, article_prose: &impl Fn() -> u32) -> bool {
        let (stats, total) = (self.survey.stats(id), self.survey.total);
        // Nearly all text of a post, and most of it where nothing is a paragraph, is the article unless its words say
        // what it is.
        let (text, all) = (u64::from(stats.text), u64::from(total.text));
        let is_most = !rule.has_texts() && (text * 10 > all * 9 || total.prose == 0 && text * 2 > all);
        let costs_prose = is_most || stats.prose > PROSE && stats.prose * 2 > total.prose;
        if rule.kind().is_some() && !rule.is_of_source() && costs_prose || matches!(dom.tag(id), Tag::Html | Tag::Body)
        {
            return false;
        }
        let position_fits = match rule.position {
            Position::Anywhere => true,
            Position::Head => stats.before == 0,
            Position::Tail => stats.before + stats.prose >= article_prose(),
        };
        let element_fits =
            rule.elements.is_empty() || rule.elements.iter().any(|name| name.eq_ignore_ascii_case(dom.name(id)));
        if !position_fits || !element_fits {
            return false;
        }
        let text_fits = || !rule.has_texts() || self.of_text(&dom.text_of(id)).contains(&at);
        let leads = || hrefs(dom, id).any(|href| leads_to(rule, href));
        !rule.has_texts() && rule.targets.is_empty()
            || self.may_read(dom, id, stats.text) && text_fits() && (rule.targets.is_empty() || leads())
    }

    /// Returns whether an element is small enough to be read, and not too much has been read: nested elements are each
    /// read once.
    fn may_read(&self, dom: &Dom, id: NodeId, text: u32) -> bool {
        let cost = text as usize + 32 * dom.descendants(id).take(NODES + 1).count();
        let left = self.left.get().checked_sub(cost);
        self.left.set(left.unwrap_or(0));
        left.is_some() && text <= ELEMENT && cost <= text as usize + 32 * NODES
    }

    fn of_text(&self, text: &str) -> crate::rules::Found {
        self.named.of_text(text, &self.named.finder().words(text))
    }

    /// Protects the ancestors of lines that rules keep from being removed as a whole.
    fn protect_lines(&self, dom: &Dom, protected: &mut Protected) {
        let mut last = None;
        for leaf in dom.descendants(dom.root()).filter(|&id| dom.text(id).is_some_and(|text| !text.trim().is_empty())) {
            let Some(block) = dom.ancestors(leaf).find(|&id| !dom.is_inline(id)) else { continue };
            if last.replace(block) == Some(block) {
                continue;
            }
            let text = self.survey.stats(block).text;
            if self.may_read(dom, block, text) && self.keeps_text(dom, block, &dom.text_of(block)) {
                protected.holders.extend(dom.ancestors(leaf));
            }
        }
    }

    fn keeps_text(&self, dom: &Dom, block: NodeId, text: &str) -> bool {
        let keeps = |at: &usize| self.named.rule(*at).is_some_and(|rule| rule.kind().is_none() && rule.takes_lines());
        self.of_text(text).iter().any(keeps)
            || hrefs(dom, block).flat_map(|href| self.named.of_target(href)).any(|at| keeps(&at))
    }
}

/// Returns the addresses of the links in an element, as written.
fn hrefs<'d>(dom: &'d Dom<'_>, id: NodeId) -> impl Iterator<Item = &'d str> {
    dom.descendants(id).filter(|&id| dom.tag(id) == Tag::A).filter_map(|id| dom.attr(id, Attr::Href))
}
