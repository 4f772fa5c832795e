//! Marks single lines that are not the article: by their words, their place and what they link to.

mod judge;
mod sections;
mod signs;

pub(super) use signs::titles_prose;

use super::{Context, MainElement, remove};
use crate::article::{Meta, Removed};
use crate::draft::Draft;
use judge::spare_most;
use sections::{after_headings, before_title, between, emptied_headings, empty_sections, last_appeal, ornaments};

/// Bytes of a line that is a paragraph rather than a line of controls.
pub(super) const PARAGRAPH: usize = 90;

const SHORT: usize = 150;

/// Lines that can stand over the beginning of an article.
const FIRST: usize = 16;

const LONG: usize = 450;

/// Lines longer than this are read only for phrases at their head.
const READ: usize = 900;

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
            remove(draft, removal.at, removal.kind.evidence_rule(), removal.kind, removal.evidence, removed);
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
