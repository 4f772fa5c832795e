//! Finds what named rules speak of: one automaton for the names of elements, tables for texts and link
//! targets.

use std::cell::{Cell, OnceCell};

use aho_corasick::{AhoCorasick, Anchored, Input, StartKind, automaton::OverlappingState};
use smallvec::SmallVec;

use super::containers::prose_outside;
use super::finder::{Finder, Words};
use super::rule::{Position, Rule, RuleSet, TextPlace};
use super::ruled::{Ruled, ancestors, is_in_tree};
use super::survey::Survey;
use super::target::{ByHost, leads_to};
use crate::article::{Evidence, Removed, RemovedKind};
use crate::dom::{Attr, Dom, NodeId, Tag};
use crate::extract::{Container, Draft, Fate, Line};

/// Bytes of a line that any rule may take, and that is read wherever it stands.
const LINE: usize = 600;
/// Bytes of an element whose text is read.
const ELEMENT: u32 = 4000;
/// Nodes of an element that are looked at.
const NODES: usize = 300;
/// Bytes of text, and 32 for each node, that are read of all elements of a post together.
const READING: usize = 4 << 20;
/// Bytes of prose that no rule for all sources takes if it is most of what the post has.
const PROSE: u32 = 300;
/// Bytes of a paragraph.
const PARAGRAPH: usize = 90;
/// Paragraphs that may stand before a line of the head.
const HEAD_PARAGRAPHS: usize = 1;
/// Paragraphs that may stand behind a line of the tail.
const TAIL_PARAGRAPHS: usize = 2;

/// Places of the rules that speak of a line, of which there are few.
type Found = SmallVec<[usize; 4]>;

/// Rules, ready to be asked.
#[derive(Clone, Debug)]
pub(crate) struct Matcher {
    rules: RuleSet,
    /// Classes and ids. `None` as well when there are none.
    names: Option<AhoCorasick>,
    name_patterns: Vec<NamePattern>,
    finder: Finder,
    has_texts: bool,
    /// Hosts that rules without texts lead to.
    targets: ByHost,
    /// Rules that choose by the name of an element alone.
    elements: Vec<usize>,
    /// Rules that may take or keep a line that is none beside the article: they keep, or name a host or an author.
    of_all_lines: Vec<usize>,
    /// Rules that choose lines by texts, none of which must stand at the beginning.
    unled: Vec<usize>,
    /// Rules that name a host or an author.
    of_source: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
struct NamePattern {
    rule: usize,
    attr: Attr,
    /// Whether the name may go on.
    open: bool,
}

/// The rules that can apply to one post.
#[derive(Debug)]
pub(crate) struct Named<'a> {
    matcher: &'a Matcher,
    /// Rules that name another host or author. Few: most rules name none.
    off: Vec<usize>,
    has_line_keepers: bool,
    /// Whether a rule may take or keep a line that is none beside the article, such as a long one.
    reads_all_lines: bool,
    /// How much may still be read of elements.
    reading: Cell<usize>,
}

impl Matcher {
    pub(crate) fn new(rules: RuleSet) -> Matcher {
        let mut names: Vec<String> = Vec::new();
        let mut name_patterns = Vec::new();
        let mut targets = ByHost::default();
        let mut elements = Vec::new();
        let mut of_all_lines = Vec::new();
        let mut unled = Vec::new();
        let mut of_source = Vec::new();
        for (at, rule) in rules.iter().enumerate() {
            if rule.is_of_source() {
                of_source.push(at);
            }
            let is_led = |place: TextPlace| place.leads() && !place.texts_of(rule).is_empty();
            if takes_lines(rule) && rule.has_texts() && !TextPlace::ALL.into_iter().any(is_led) {
                unled.push(at);
            }
            if takes_lines(rule) && (rule.kind().is_none() || rule.is_of_source()) {
                of_all_lines.push(at);
            }
            if rule.has_names() {
                for (attr, values) in [(Attr::Class, &rule.classes), (Attr::Id, &rule.ids)] {
                    for name in values {
                        let (name, open) = name.strip_suffix('*').map_or((&**name, false), |name| (name, true));
                        names.push(name.to_owned());
                        name_patterns.push(NamePattern { rule: at, attr, open });
                    }
                }
            } else if !rule.has_texts() {
                for target in &rule.targets {
                    targets.insert(target, at);
                }
                if rule.targets.is_empty() && !rule.elements.is_empty() {
                    elements.push(at);
                }
            }
        }
        let has_texts = rules.iter().any(Rule::has_texts);
        let automaton = || AhoCorasick::builder().start_kind(StartKind::Anchored).build(&names);
        Matcher {
            names: (!names.is_empty()).then(automaton).and_then(Result::ok),
            finder: Finder::new(&rules),
            has_texts,
            name_patterns,
            targets,
            elements,
            of_all_lines,
            unled,
            of_source,
            rules,
        }
    }

    pub(crate) fn finder(&self) -> &Finder {
        &self.finder
    }

    /// Asks once per post which rules can apply to it.
    pub(crate) fn for_post(&self, host: Option<&str>, author: Option<&str>) -> Named<'_> {
        let applies = |at: usize| self.rules.get(at).is_some_and(|rule| rule.applies_to(host, author));
        let off: Vec<usize> = self.of_source.iter().copied().filter(|&at| !applies(at)).collect();
        let mut of_all_lines = self.of_all_lines.iter().filter(|at| !off.contains(at)).peekable();
        let reads_all_lines = of_all_lines.peek().is_some();
        let has_line_keepers = of_all_lines.any(|&at| self.rules.get(at).is_some_and(|rule| rule.kind().is_none()));
        Named { matcher: self, off, has_line_keepers, reads_all_lines, reading: Cell::new(READING) }
    }
}

/// Whether a rule chooses lines rather than elements.
fn takes_lines(rule: &Rule) -> bool {
    !rule.has_names() && (rule.has_texts() || !rule.targets.is_empty())
}

impl Named<'_> {
    fn rule(&self, at: usize) -> Option<&Rule> {
        self.matcher.rules.get(at).filter(|_| !self.off.contains(&at))
    }

    /// Takes out the elements that rules speak of; returns what they protect.
    pub(crate) fn strip(&self, dom: &mut Dom, survey: &Survey, removed: &mut Vec<Removed>) -> Ruled {
        let hits = self.elements(dom, survey);
        let mut ruled = Ruled::default();
        for &(id, at) in &hits {
            if self.rule(at).is_some_and(|rule| rule.kind().is_none()) {
                ruled.protect(dom, id);
            }
        }
        if self.has_line_keepers {
            self.protect_lines(dom, survey, &mut ruled);
        }
        for (id, at) in hits {
            let Some((rule, kind)) = self.rule(at).and_then(|rule| Some((rule, rule.kind()?))) else { continue };
            if ruled.guards(dom, id) || !is_in_tree(dom, id) {
                continue;
            }
            let text = match dom.tag(id) {
                Tag::Img => dom.attr(id, Attr::Src).unwrap_or_default().to_owned(),
                _ => dom.text_of(id),
            };
            dom.detach(id);
            removed.push(Removed { rule: rule.name.clone(), kind, evidence: Evidence::NONE, text });
        }
        ruled
    }

    /// Elements that rules speak of, in reading order, with the first such rule that keeps or else the first that removes.
    fn elements(&self, dom: &Dom, survey: &Survey) -> Vec<(NodeId, usize)> {
        let mut hits = Vec::new();
        let article_prose = OnceCell::new();
        let article_prose = || *article_prose.get_or_init(|| prose_outside(dom, survey));
        if let Some(names) = &self.matcher.names {
            for &id in &survey.named {
                for (attr, value) in dom.attrs(id) {
                    if !matches!(attr, Attr::Class | Attr::Id) {
                        continue;
                    }
                    for name in value.split_ascii_whitespace() {
                        hits.extend(self.rules_of_name(names, attr, name).map(|rule| (id, rule)));
                    }
                }
            }
        }
        if self.matcher.elements.iter().any(|&at| self.rule(at).is_some()) {
            for id in dom.descendants(dom.root()).filter(|&id| dom.text(id).is_none()) {
                hits.extend(self.matcher.elements.iter().map(|&at| (id, at)));
            }
        }
        let removes = |at: usize| self.rule(at).is_some_and(|rule| rule.kind().is_some());
        hits.sort_unstable_by_key(|&(id, at)| (id, removes(at), at));
        hits.dedup();
        hits.retain(|&(id, at)| {
            self.rule(at).is_some_and(|rule| self.speaks_of_element(rule, at, dom, survey, id, &article_prose))
        });
        hits.dedup_by_key(|(id, _)| *id);
        hits
    }

    fn rules_of_name(&self, names: &AhoCorasick, attr: Attr, name: &str) -> impl Iterator<Item = usize> {
        let input = Input::new(name).anchored(Anchored::Yes);
        let mut state = OverlappingState::start();
        std::iter::from_fn(move || {
            loop {
                names.try_find_overlapping(input.clone(), &mut state).ok()?;
                let found = state.get_match()?;
                let pattern = self.matcher.name_patterns.get(found.pattern().as_usize())?;
                let is_name = found.start() == 0 && (pattern.open || found.end() == name.len());
                if is_name && pattern.attr == attr {
                    return Some(pattern.rule);
                }
            }
        })
    }

    fn speaks_of_element(
        &self,
        rule: &Rule,
        at: usize,
        dom: &Dom,
        survey: &Survey,
        id: NodeId,
        article_prose: &impl Fn() -> u32,
    ) -> bool {
        let stats = survey.stats(id);
        let costs_prose = stats.prose > PROSE && stats.prose * 2 > survey.total.prose;
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
        let text_fits = || !rule.has_texts() || self.has_text(at, &dom.text_of(id));
        let leads = || {
            dom.descendants(id)
                .filter(|&id| dom.tag(id) == Tag::A)
                .filter_map(|id| dom.attr(id, Attr::Href))
                .any(|href| leads_to(rule, href))
        };
        !rule.has_texts() && rule.targets.is_empty()
            || self.may_read(dom, id, stats.text) && text_fits() && (rule.targets.is_empty() || leads())
    }

    /// Whether an element is small enough to be read, and not too much has been read: elements that hold one another are
    /// read once each.
    fn may_read(&self, dom: &Dom, id: NodeId, text: u32) -> bool {
        let cost = text as usize + 32 * dom.descendants(id).take(NODES + 1).count();
        let left = self.reading.get().checked_sub(cost);
        self.reading.set(left.unwrap_or(0));
        left.is_some() && text <= ELEMENT && cost <= text as usize + 32 * NODES
    }

    fn has_text(&self, rule: usize, text: &str) -> bool {
        self.texts_of(text, &self.matcher.finder.words(text)).contains(&rule)
    }

    /// Rules all of whose texts are where they must be.
    fn texts_of(&self, text: &str, words: &Words) -> Found {
        let mut found: SmallVec<[(usize, u8); 4]> = SmallVec::new();
        for (rule, place) in self.matcher.finder.of_rules(text, words) {
            match found.iter_mut().find(|(known, _)| *known == rule) {
                Some((_, places)) => *places |= place.bit(),
                None => found.push((rule, place.bit())),
            }
        }
        found.retain(|&mut (at, places)| self.rule(at).is_some_and(|rule| places == places_of(rule)));
        found.into_iter().map(|(at, _)| at).collect()
    }

    /// Rules that speak of a line; those for none of its positions may be among them.
    fn of_line(&self, dom: &Dom, draft: &Draft, line: &Line, positions: &[Position]) -> Found {
        let text = line.text.as_str();
        let is_aside = text.len() <= LINE
            && !line.preformatted
            && !matches!(line.container, Some(Container::Quote | Container::Cell { .. }));
        if !is_aside && !self.reads_all_lines {
            return Found::new();
        }
        // Most lines begin with none of the texts that nearly all rules want there, and need not be read.
        let holds_here = |&at: &usize| self.rule(at).is_some_and(|rule| positions.contains(&rule.position));
        let reads = self.matcher.unled.iter().any(holds_here) || self.matcher.finder.begins_as_rule(text);
        let mut found =
            if reads { self.texts_of(text, &draft.words(line, &self.matcher.finder)) } else { Found::new() };
        if line.weights.is_mostly_link() && !self.matcher.targets.is_empty() {
            for (_, url) in line.text.links() {
                found.extend(self.matcher.targets.rules_of(url.as_str()));
            }
        }
        found.retain(|&mut at| {
            self.rule(at).filter(|rule| takes_lines(rule)).is_some_and(|rule| {
                let may = rule.kind().is_none() || rule.is_of_source() || is_aside;
                let element_fits = || {
                    let leaf = draft.leaves_of(line).first();
                    leaf.is_some_and(|&leaf| {
                        ancestors(dom, leaf)
                            .any(|id| rule.elements.iter().any(|name| name.eq_ignore_ascii_case(dom.name(id))))
                    })
                };
                may && (rule.elements.is_empty() || element_fits())
                    && (rule.targets.is_empty() || line.text.links().any(|(_, url)| leads_to(rule, url.as_str())))
            })
        });
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Marks the lines that rules speak of.
    pub(crate) fn mark(&self, dom: &Dom, draft: &mut Draft, ruled: &mut Ruled, removed: &mut Vec<Removed>) {
        let mut verdicts: Vec<(usize, Verdict)> = Vec::new();
        if self.matcher.has_texts || !self.matcher.targets.is_empty() {
            self.read_head(dom, draft, &mut verdicts);
            self.read_tail(dom, draft, &mut verdicts);
        }
        if !ruled.elements.is_empty() {
            let guarded = draft.lines().filter(|(_, line)| {
                draft.leaves_of(line).iter().any(|&leaf| ancestors(dom, leaf).any(|id| ruled.elements.contains(&id)))
            });
            verdicts.extend(guarded.map(|(at, _)| (at, Verdict::Keep)));
        }
        // A line that a rule keeps has that verdict first.
        verdicts.sort_unstable();
        verdicts.dedup_by_key(|(at, _)| *at);
        for (at, verdict) in verdicts {
            let Some(line) = draft.line_mut(at) else { continue };
            match verdict {
                Verdict::Keep => ruled.lines.push(at),
                Verdict::Remove(by) => {
                    let Some((rule, kind)) = self.rule(by).and_then(|rule| Some((rule, rule.kind()?))) else {
                        continue;
                    };
                    line.fate = Fate::Removed(kind);
                    ruled.taken.push((at, kind));
                    removed.push(entry(rule, kind, line.text.as_str()));
                }
            }
        }
    }

    /// What becomes of a line by the rules that hold at these positions.
    fn verdict(&self, rules: &[usize], positions: &[Position]) -> Option<Verdict> {
        let here = || {
            rules
                .iter()
                .filter_map(|&at| Some((at, self.rule(at)?)))
                .filter(|(_, rule)| positions.contains(&rule.position))
        };
        here()
            .find(|(_, rule)| rule.kind().is_none())
            .map(|_| Verdict::Keep)
            .or_else(|| here().map(|(at, _)| Verdict::Remove(at)).next())
    }

    fn read_head(&self, dom: &Dom, draft: &Draft, verdicts: &mut Vec<(usize, Verdict)>) {
        let mut paragraphs = 0;
        for (at, line) in draft.body() {
            let is_head = paragraphs <= HEAD_PARAGRAPHS;
            let length = line.text.as_str().len();
            let mut verdict = None;
            if is_head || length <= LINE {
                let positions = [Position::Anywhere, if is_head { Position::Head } else { Position::Anywhere }];
                verdict = self.verdict(&self.of_line(dom, draft, line, &positions), &positions);
            }
            match verdict {
                Some(verdict) => verdicts.push((at, verdict)),
                None => paragraphs += usize::from(length >= PARAGRAPH),
            }
        }
    }

    fn read_tail(&self, dom: &Dom, draft: &Draft, verdicts: &mut Vec<(usize, Verdict)>) {
        let found = verdicts.len();
        let mut paragraphs = 0;
        for (at, line) in draft.body().rev() {
            let is_removed = |verdicts: &[(usize, Verdict)]| {
                let known = verdicts.get(..found).unwrap_or_default();
                let place = known.binary_search_by_key(&at, |(at, _)| *at).ok();
                place.and_then(|place| known.get(place)).is_some_and(|(_, verdict)| *verdict != Verdict::Keep)
            };
            let positions = [Position::Anywhere, Position::Tail];
            let verdict = self.verdict(&self.of_line(dom, draft, line, &positions), &positions);
            match verdict {
                Some(verdict) => verdicts.push((at, verdict)),
                None if is_removed(verdicts) => {}
                None => paragraphs += usize::from(line.text.as_str().len() >= PARAGRAPH),
            }
            if paragraphs > TAIL_PARAGRAPHS {
                break;
            }
        }
    }

    /// Protects elements with lines that rules keep from being taken out with what holds them.
    fn protect_lines(&self, dom: &Dom, survey: &Survey, ruled: &mut Ruled) {
        let mut last = None;
        for leaf in dom.descendants(dom.root()).filter(|&id| dom.text(id).is_some_and(|text| !text.trim().is_empty())) {
            let Some(block) = ancestors(dom, leaf).find(|&id| !dom.tag(id).is_inline()) else { continue };
            if last.replace(block) == Some(block) {
                continue;
            }
            let text = survey.stats(block).text;
            let holds = self.may_read(dom, block, text) && self.keeps_text(dom, block, &dom.text_of(block));
            if holds {
                ruled.holders.extend(ancestors(dom, leaf));
            }
        }
    }

    fn keeps_text(&self, dom: &Dom, block: NodeId, text: &str) -> bool {
        let keeps = |at: &usize| self.rule(*at).is_some_and(|rule| rule.kind().is_none() && takes_lines(rule));
        self.texts_of(text, &self.matcher.finder.words(text)).iter().any(keeps)
            || dom
                .descendants(block)
                .filter(|&id| dom.tag(id) == Tag::A)
                .filter_map(|id| dom.attr(id, Attr::Href))
                .flat_map(|href| self.matcher.targets.rules_of(href))
                .any(|at| keeps(&at))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Keep,
    /// By the rule with this place.
    Remove(usize),
}

fn entry(rule: &Rule, kind: RemovedKind, text: &str) -> Removed {
    Removed { rule: rule.name.clone(), kind, evidence: Evidence::NONE, text: text.to_owned() }
}

fn places_of(rule: &Rule) -> u8 {
    let used = TextPlace::ALL.into_iter().filter(|place| !place.texts_of(rule).is_empty());
    used.fold(0, |places, place| places | place.bit())
}
