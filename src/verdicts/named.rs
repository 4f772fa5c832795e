//! Lines that named rules match.

use crate::article::{Removed, RemovedKind};
use crate::dom::Dom;
use crate::draft::{Container, Draft, Fate, Line};
use crate::rules::{Found, Named, Position, Rule, leads_to};
use crate::survey::Protected;

/// The maximal length in bytes of a line that any rule may remove at any position.
const LINE: usize = 600;
/// The minimal length in bytes of a paragraph.
pub(super) const PARAGRAPH: usize = 90;
/// The number of paragraphs that may precede a line of the head.
pub(super) const HEAD_PARAGRAPHS: usize = 1;
/// The number of paragraphs that may follow a line of the tail.
pub(super) const TAIL_PARAGRAPHS: usize = 2;

/// The decisions of rules about the lines of a post.
#[derive(Debug, Default)]
pub(crate) struct Ruled {
    /// The indices of protected lines among the items.
    kept: Vec<usize>,
}

impl Ruled {
    /// Protects lines from all verdicts about lines of the body.
    pub(crate) fn hold(&self, draft: &mut Draft) {
        self.turn(draft, Fate::Body, Fate::Kept);
    }

    /// Returns protected lines to the body.
    pub(crate) fn release(&self, draft: &mut Draft) {
        self.turn(draft, Fate::Kept, Fate::Body);
    }

    fn turn(&self, draft: &mut Draft, from: Fate, to: Fate) {
        for &at in &self.kept {
            if let Some(line) = draft.line_mut(at).filter(|line| line.fate == from) {
                line.fate = to;
            }
        }
    }
}

/// Removes or protects the lines that rules match.
pub(crate) fn mark(
    named: &Named<'_>,
    protected: &Protected,
    dom: &Dom,
    draft: &mut Draft,
    removed: &mut Vec<Removed>,
) -> Ruled {
    let mut ruled = Ruled::default();
    let mut verdicts: Vec<(usize, Verdict)> = Vec::new();
    if named.reads_lines() {
        let reader = Reader { named, dom };
        reader.head(draft, &mut verdicts);
        reader.tail(draft, &mut verdicts);
    }
    if protected.has_elements() {
        let guarded =
            draft.lines().filter(|(_, line)| draft.leaves_of(line).iter().any(|&leaf| protected.holds(dom, leaf)));
        verdicts.extend(guarded.map(|(at, _)| (at, Verdict::Keep)));
    }
    // Verdicts that keep come first for each line.
    verdicts.sort_unstable();
    verdicts.dedup_by_key(|(at, _)| *at);
    for (at, verdict) in verdicts {
        let Some(line) = draft.line_mut(at) else { continue };
        match verdict {
            Verdict::Keep => ruled.kept.push(at),
            Verdict::Remove(by) => {
                let Some((rule, kind)) = named.rule(by).and_then(|rule| Some((rule, rule.kind()?))) else {
                    continue;
                };
                line.fate = Fate::Removed(kind);
                removed.push(entry(rule, kind, line.text.as_str()));
            }
        }
    }
    ruled
}

struct Reader<'a> {
    named: &'a Named<'a>,
    dom: &'a Dom<'a>,
}

impl Reader<'_> {
    fn head(&self, draft: &Draft, verdicts: &mut Vec<(usize, Verdict)>) {
        let mut paragraphs = 0;
        for (at, line) in draft.body() {
            let is_head = paragraphs <= HEAD_PARAGRAPHS;
            let length = line.text.as_str().len();
            let mut verdict = None;
            if is_head || length <= LINE {
                let positions = [Position::Anywhere, if is_head { Position::Head } else { Position::Anywhere }];
                verdict = self.verdict(&self.of_line(draft, line, &positions), &positions);
            }
            match verdict {
                Some(verdict) => verdicts.push((at, verdict)),
                None => paragraphs += usize::from(length >= PARAGRAPH),
            }
        }
    }

    fn tail(&self, draft: &Draft, verdicts: &mut Vec<(usize, Verdict)>) {
        let found = verdicts.len();
        let mut paragraphs = 0;
        for (at, line) in draft.body().rev() {
            let is_removed = |verdicts: &[(usize, Verdict)]| {
                let known = verdicts.get(..found).unwrap_or_default();
                let place = known.binary_search_by_key(&at, |(at, _)| *at).ok();
                place.and_then(|place| known.get(place)).is_some_and(|(_, verdict)| *verdict != Verdict::Keep)
            };
            let positions = [Position::Anywhere, Position::Tail];
            let verdict = self.verdict(&self.of_line(draft, line, &positions), &positions);
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

    /// Returns the verdict of the rules of these positions about a line.
    fn verdict(&self, rules: &[usize], positions: &[Position]) -> Option<Verdict> {
        let here = || {
            rules
                .iter()
                .filter_map(|&at| Some((at, self.named.rule(at)?)))
                .filter(|(_, rule)| positions.contains(&rule.position))
        };
        here()
            .find(|(_, rule)| rule.kind().is_none())
            .map(|_| Verdict::Keep)
            .or_else(|| here().map(|(at, _)| Verdict::Remove(at)).next())
    }

    /// Returns the rules that match a line, perhaps including some of other positions.
    fn of_line(&self, draft: &Draft, line: &Line, positions: &[Position]) -> Found {
        let (named, text) = (self.named, line.text.as_str());
        let is_aside =
            text.len() <= LINE && !line.preformatted && !matches!(line.container, Some(Container::Cell { .. }));
        let is_quoted = line.container == Some(Container::Quote);
        if !is_aside && !named.reads_all_lines() {
            return Found::new();
        }
        let reads = named.may_speak_of(text, positions);
        let mut found = if reads { named.of_text(text, &draft.words(line, named.finder())) } else { Found::new() };
        if line.weights.is_mostly_link() && named.has_targets() {
            for (_, url) in line.text.links() {
                found.extend(named.of_target(url.as_str()));
            }
        }
        found.retain(|&mut at| {
            named.rule(at).filter(|rule| rule.takes_lines()).is_some_and(|rule| {
                // A quotation can contain any text, but seldom a link to the mirror.
                let is_spoken_of = is_aside && (!is_quoted || !rule.targets.is_empty());
                let may = rule.kind().is_none() || rule.is_of_source() || is_spoken_of;
                may && self.element_fits(rule, draft, line)
                    && (rule.targets.is_empty() || line.text.links().any(|(_, url)| leads_to(rule, url.as_str())))
            })
        });
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Returns whether a line begins in an element that a rule names, if it names any.
    fn element_fits(&self, rule: &Rule, draft: &Draft, line: &Line) -> bool {
        let is_named = |name: &str| rule.elements.iter().any(|known| known.eq_ignore_ascii_case(name));
        rule.elements.is_empty()
            || draft
                .leaves_of(line)
                .first()
                .is_some_and(|&leaf| self.dom.ancestors(leaf).any(|id| is_named(self.dom.name(id))))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Keep,
    /// By the rule with this index.
    Remove(usize),
}

fn entry(rule: &Rule, kind: RemovedKind, text: &str) -> Removed {
    Removed { rule: rule.name.clone(), kind, evidence: rule.evidence, text: text.to_owned() }
}
