//! Rules that match parts of lines, by the sources that they name.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use memchr::memmem;

use super::rule::{Rule, RuleSet};
use super::target::above;
use crate::words::masked::{Ids, Masked, has_open_ids, is_border};

/// Compiled rules with parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    rules: Vec<PartRule>,
    by_author: HashMap<Box<str>, Vec<usize>>,
    by_host: HashMap<Box<str>, Vec<usize>>,
    /// Rules of all sources.
    others: Vec<usize>,
}

/// The parts of one rule, masked.
#[derive(Clone, Debug)]
struct PartRule {
    rule: usize,
    parts: Arc<[(memmem::Finder<'static>, Ids)]>,
}

/// A part of a line that a rule matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) range: Range<usize>,
    /// The index of the rule.
    pub(crate) rule: usize,
}

impl Parts {
    pub(super) fn new(rules: &RuleSet) -> Parts {
        let mut parts = Parts::default();
        for (at, rule) in rules.iter().enumerate().filter(|(_, rule)| rule.takes_parts()) {
            let index = parts.rules.len();
            let (map, names) = match (rule.authors.as_slice(), rule.hosts.as_slice()) {
                ([], []) => {
                    parts.others.push(index);
                    (&mut parts.by_host, rule.hosts.as_slice())
                }
                ([], hosts) => (&mut parts.by_host, hosts),
                (authors, _) => (&mut parts.by_author, authors),
            };
            for name in names {
                map.entry(name.trim().to_ascii_lowercase().into()).or_default().push(index);
            }
            let masked = rule.parts.iter().filter_map(|part| {
                let ids = if has_open_ids(part) { Ids::Masked } else { Ids::Kept };
                let masked = Masked::of(part, ids);
                (!masked.as_str().is_empty()).then(|| (memmem::Finder::new(masked.as_str()).into_owned(), ids))
            });
            parts.rules.push(PartRule { rule: at, parts: masked.collect() });
        }
        parts
    }

    /// Returns the indices of the rules with parts that can match in a post.
    pub(super) fn for_post(&self, rules: &RuleSet, host: Option<&str>, author: Option<&str>) -> Vec<usize> {
        if self.rules.is_empty() {
            return Vec::new();
        }
        let host_name = host.map(str::to_ascii_lowercase).unwrap_or_default();
        let author_name = author.map(|author| author.trim().to_ascii_lowercase());
        let by_author = author_name.and_then(|author| self.by_author.get(&*author));
        let by_host = above(&host_name).filter_map(|host| self.by_host.get(host));
        let applies = |rule: &Rule| rule.applies_to(host, author);
        let mut found: Vec<usize> =
            by_author.into_iter().chain(by_host).flatten().chain(&self.others).copied().collect();
        found.retain(|&at| self.rules.get(at).and_then(|part| rules.get(part.rule)).is_some_and(applies));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Returns the parts of a line that the given rules match, in order. Of two overlapping parts, the second is
    /// reduced to its text beyond the first.
    pub(super) fn of_line(&self, rules: &[usize], text: &str) -> Vec<Part> {
        let kept = Masked::of(text, Ids::Kept);
        let masked = LazyCell::new(|| Masked::of(text, Ids::Masked));
        let mut found = Vec::new();
        for rule in rules.iter().filter_map(|&at| self.rules.get(at)) {
            for (finder, ids) in rule.parts.iter() {
                let masked = if *ids == Ids::Masked { &*masked } else { &kept };
                for start in finder.find_iter(masked.as_str().as_bytes()) {
                    let range = masked.range(start..start + finder.needle().len());
                    let range = range.filter(|range| is_border(text, range.start) && is_border(text, range.end));
                    found.extend(range.map(|range| Part { range, rule: rule.rule }));
                }
            }
        }
        found.sort_by_key(|part| (part.range.start, std::cmp::Reverse(part.range.end), part.rule));
        let mut end = 0;
        found.retain_mut(|part| {
            part.range.start = part.range.start.max(end);
            let is_new = part.range.start < part.range.end;
            if is_new {
                end = part.range.end;
            }
            is_new
        });
        found
    }
}
