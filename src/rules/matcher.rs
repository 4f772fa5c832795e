//! Finds the named rules that match a name, a text or a link target.

use std::sync::{Arc, LazyLock};

use smallvec::SmallVec;

use super::names::Names;
use super::parts::{Part, Parts};
use super::rule::{Position, Rule, RuleSet};
use super::target::ByHost;
use crate::dom::Attr;
use crate::words::{Finder, Place, Words};

/// Indices of the rules that match a line, usually few.
pub(crate) type Found = SmallVec<[usize; 4]>;

/// Compiled rules.
#[derive(Clone, Debug)]
pub(crate) struct Matcher {
    rules: RuleSet,
    names: Names,
    finder: Finder,
    has_texts: bool,
    /// Target hosts of rules without texts.
    targets: ByHost,
    /// Rules that select by the name of an element alone.
    elements: Vec<usize>,
    /// Rules that can match long lines and other lines that general rules leave alone: they keep, or name a host or an
    /// author.
    of_all_lines: Vec<usize>,
    /// Rules that select lines by texts, none of which has to be at the beginning.
    without_start: Vec<usize>,
    /// Rules that name a host or an author, and select anything but parts of lines.
    of_source: Vec<usize>,
    parts: Parts,
}

/// The rules that can match in one post.
#[derive(Debug)]
pub(crate) struct Named<'a> {
    matcher: &'a Matcher,
    /// Rules that name another host or author, in order.
    excluded: Vec<usize>,
    has_line_keepers: bool,
    /// Whether a rule can match lines that general rules leave alone, such as long ones.
    reads_all_lines: bool,
    /// Applicable rules with parts, as indices among those.
    parts: Vec<usize>,
}

impl Matcher {
    /// Returns the matcher of these rules; that of the built-in ones is shared. Without `has_phrases`, words have no
    /// meaning except for the texts of the rules.
    pub(crate) fn shared(rules: RuleSet, has_phrases: bool) -> Arc<Matcher> {
        static BUILTIN: LazyLock<Arc<Matcher>> = LazyLock::new(|| Arc::new(Matcher::new(RuleSet::builtin(), true)));
        match has_phrases && rules.is_builtin() {
            true => Arc::clone(&BUILTIN),
            false => Arc::new(Matcher::new(rules, has_phrases)),
        }
    }

    pub(crate) fn new(rules: RuleSet, has_phrases: bool) -> Matcher {
        let mut names = Names::default();
        let mut targets = ByHost::default();
        let mut elements = Vec::new();
        let mut of_all_lines = Vec::new();
        let mut without_start = Vec::new();
        let mut of_source = Vec::new();
        for (at, rule) in rules.iter().enumerate() {
            if rule.is_of_source() && !rule.takes_parts() {
                of_source.push(at);
            }
            let is_led = |place: Place| place.leads() && !rule.texts_at(place).is_empty();
            if rule.takes_lines() && rule.has_texts() && !Place::ALL.into_iter().any(is_led) {
                without_start.push(at);
            }
            if rule.takes_lines() && (rule.kind().is_none() || rule.is_of_source()) {
                of_all_lines.push(at);
            }
            if rule.has_names() {
                for (attr, values) in [(Attr::Class, &rule.classes), (Attr::Id, &rule.ids)] {
                    values.iter().for_each(|name| names.insert(attr, name, at));
                }
            } else if !rule.has_texts() && !rule.takes_parts() {
                for target in &rule.targets {
                    targets.insert(target, at);
                }
                if rule.targets.is_empty() && !rule.elements.is_empty() {
                    elements.push(at);
                }
            }
        }
        let texts = rules.iter().enumerate().flat_map(|(at, rule)| {
            let at_place = move |place| rule.texts_at(place).iter().map(move |text| (at, place, &**text));
            Place::ALL.into_iter().flat_map(at_place)
        });
        let finder = if has_phrases { Finder::new(texts) } else { Finder::of_own(texts) };
        let has_texts = rules.iter().any(Rule::has_texts);
        names.finish();
        Matcher {
            names,
            finder,
            has_texts,
            targets,
            elements,
            of_all_lines,
            without_start,
            of_source,
            parts: Parts::new(&rules),
            rules,
        }
    }

    /// Determines the rules that can match in a post.
    pub(crate) fn for_post(&self, host: Option<&str>, author: Option<&str>) -> Named<'_> {
        let applies = |at: usize| self.rules.get(at).is_some_and(|rule| rule.applies_to(host, author));
        let excluded: Vec<usize> = self.of_source.iter().copied().filter(|&at| !applies(at)).collect();
        let mut of_all_lines = self.of_all_lines.iter().filter(|at| excluded.binary_search(at).is_err()).peekable();
        let reads_all_lines = of_all_lines.peek().is_some();
        let has_line_keepers = of_all_lines.any(|&at| self.rules.get(at).is_some_and(|rule| rule.kind().is_none()));
        let parts = self.parts.for_post(&self.rules, host, author);
        Named { matcher: self, excluded, has_line_keepers, reads_all_lines, parts }
    }
}

impl<'a> Named<'a> {
    /// Returns a rule by its index, if it can match.
    pub(crate) fn rule(&self, at: usize) -> Option<&'a Rule> {
        self.matcher.rules.get(at).filter(|_| self.excluded.binary_search(&at).is_err())
    }

    pub(crate) fn finder(&self) -> &'a Finder {
        &self.matcher.finder
    }

    /// Returns the rules that select by the name of an element alone.
    pub(crate) fn of_elements(&self) -> &'a [usize] {
        &self.matcher.elements
    }

    /// Returns whether a rule keeps lines.
    pub(crate) fn has_line_keepers(&self) -> bool {
        self.has_line_keepers
    }

    /// Returns whether a rule can match lines that general rules leave alone, such as long ones.
    pub(crate) fn reads_all_lines(&self) -> bool {
        self.reads_all_lines
    }

    /// Returns whether a rule, of any source, selects lines.
    pub(crate) fn reads_lines(&self) -> bool {
        self.matcher.has_texts || self.has_targets()
    }

    /// Returns whether a rule selects by link targets alone.
    pub(crate) fn has_targets(&self) -> bool {
        !self.matcher.targets.is_empty()
    }

    /// Returns whether a line must be read for the rules of these positions. Most lines begin with none of the texts
    /// that nearly all rules require there.
    pub(crate) fn may_speak_of(&self, text: &str, positions: &[Position]) -> bool {
        let holds_here = |&at: &usize| self.rule(at).is_some_and(|rule| positions.contains(&rule.position));
        self.matcher.without_start.iter().any(holds_here) || self.matcher.finder.begins_as_own(text)
    }

    /// Returns whether a rule matches parts of lines.
    pub(crate) fn has_parts(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Returns the parts of a line that rules match, in order and without overlap.
    pub(crate) fn parts_of(&self, text: &str) -> Vec<Part> {
        self.matcher.parts.of_line(&self.parts, text)
    }

    /// Returns the rules with a class or id.
    pub(crate) fn of_name(&self, attr: Attr, name: &str) -> impl Iterator<Item = usize> {
        self.matcher.names.rules_of(attr, name)
    }

    /// Returns the rules without texts that have the target of an address.
    pub(crate) fn of_target(&self, url: &str) -> impl Iterator<Item = usize> {
        self.matcher.targets.rules_of(url)
    }

    /// Returns the rules whose texts all match.
    pub(crate) fn of_text(&self, text: &str, words: &Words) -> Found {
        let mut found: SmallVec<[(usize, u8); 4]> = SmallVec::new();
        for (rule, place) in self.matcher.finder.own(text, words) {
            match found.iter_mut().find(|(known, _)| *known == rule) {
                Some((_, places)) => *places |= place.bit(),
                None => found.push((rule, place.bit())),
            }
        }
        found.retain(|&mut (at, places)| self.rule(at).is_some_and(|rule| places == places_of(rule)));
        found.into_iter().map(|(at, _)| at).collect()
    }
}

fn places_of(rule: &Rule) -> u8 {
    let used = Place::ALL.into_iter().filter(|place| !rule.texts_at(*place).is_empty());
    used.fold(0, |places, place| places | place.bit())
}
