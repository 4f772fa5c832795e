//! Marks single lines that are not the article: by their words, their place and what they link to.

mod judge;
mod labels;
mod sections;
mod signs;

pub(crate) use labels::mark_labels;
pub(crate) use signs::follows_link;

use crate::article::{Evidence, Meta, Removed, RemovedKind};
use crate::boilerplate::finder::Finder;
use crate::boilerplate::ruled::Ruled;
use crate::dom::Dom;
use crate::extract::{Draft, Fate, MainElement};
use judge::spare_most;
use sections::{after_headings, before_title, between, emptied_headings, empty_sections, last_appeal, ornaments};

/// Bytes of a line that is a paragraph rather than a line of controls.
const PARAGRAPH: usize = 90;

const SHORT: usize = 150;

/// Lines that can stand over the beginning of an article.
const FIRST: usize = 16;

const LONG: usize = 450;

/// Lines longer than this are read only for phrases at their head.
const READ: usize = 900;

/// What is known about the post round the lines.
pub(crate) struct Context<'a> {
    pub(crate) ruled: &'a Ruled,
    pub(crate) dom: &'a Dom<'a>,
    pub(crate) finder: &'a Finder,
    pub(crate) title: Option<&'a str>,
    /// Host of the original.
    pub(crate) host: Option<&'a str>,
    /// Its address.
    pub(crate) page: Option<&'a str>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Zone {
    Head,
    Middle,
    Tail,
}

/// Marks boilerplate among the lines that are no captions, datelines or bylines.
pub(crate) fn mark(draft: &mut Draft, context: &Context<'_>, meta: &mut Meta, removed: &mut Vec<Removed>) {
    ornaments(draft, meta, removed);
    let main = MainElement::of(context.dom, draft);
    before_title(draft, removed);
    let judge = Judge { context, main };
    // What went uncovers more of the head and the end.
    for round in 0..MAX_ROUNDS {
        let mut removals = Vec::new();
        let first_tail = judge.tail(draft, &mut removals);
        let head_end = judge.head(draft, first_tail, &mut removals);
        if round == 0 {
            judge.middle(draft, head_end, first_tail, &mut removals);
        }
        spare_most(draft, &mut removals);
        if removals.is_empty() {
            break;
        }
        removals.sort_by_key(|removal| removal.at);
        for removal in removals {
            remove(draft, removal.at, rule(removal.kind), removal.kind, removal.evidence, removed);
        }
    }
    last_appeal(draft, context, removed);
    after_headings(draft, context, removed);
    between(draft, removed);
    empty_sections(draft, removed);
    emptied_headings(draft, removed);
    judge.cards(draft, removed);
    judge.lists_between(draft, removed);
    judge.pictures_outside(draft, removed);
}

/// Times that the head and end are read.
const MAX_ROUNDS: usize = 4;

struct Judge<'a> {
    context: &'a Context<'a>,
    main: Option<MainElement>,
}

/// Takes a line out and reports it.
pub(crate) fn remove(
    draft: &mut Draft,
    at: usize,
    rule: &'static str,
    kind: RemovedKind,
    evidence: Evidence,
    removed: &mut Vec<Removed>,
) {
    if let Some(line) = draft.line_mut(at) {
        line.fate = Fate::Removed(kind);
        removed.push(Removed { rule: rule.into(), kind, evidence, text: line.text.as_str().to_owned() });
    }
}

fn rule(kind: RemovedKind) -> &'static str {
    super::containers::rule(kind)
}
