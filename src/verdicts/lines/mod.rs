//! Marks lines that are not the article: by the sum of what speaks for and against them.

mod judge;
mod sections;

use super::{Context, MainElement, remove};
use crate::article::{Meta, Report, Warning};
use crate::draft::Draft;
use crate::verdicts::signs::Reader;
use judge::{Sums, Unit, spare, spare_headings, units};
use sections::{emptied_headings, empty_sections, ornaments};

/// Bytes of a line that is a paragraph rather than a line of controls.
pub(super) const PARAGRAPH: usize = 90;
/// Times that the lines are judged. What went uncovers more of the head and the end.
const ROUNDS: usize = 2;

/// Marks boilerplate among the lines that are no captions, datelines or bylines.
pub(crate) fn mark(draft: &mut Draft, context: &Context<'_>, meta: &mut Meta, report: &mut Report) {
    let Report { removed, decisions, warnings, .. } = report;
    ornaments(draft, meta, removed);
    let mut text = 0;
    let mut spared = 0;
    let mut sums = Sums::new();
    for round in 0..ROUNDS {
        let mut units = units(context, draft, &mut sums);
        if round == 0 {
            text = judge::text(&units);
        }
        spared = spare(&mut units, text);
        spare_headings(&mut units);
        if context.explains {
            let reader = Reader::new(context, draft);
            decisions.extend(units.iter().filter(|unit| unit.is_near()).map(|unit| unit.decision(&reader, draft)));
        }
        units.retain(Unit::goes);
        if units.is_empty() {
            break;
        }
        for unit in units {
            for at in unit.lines {
                remove(draft, at, unit.kind.evidence_rule(), unit.kind, unit.evidence, removed);
            }
        }
    }
    if spared > 0 {
        warnings.push(Warning::Doubtful { parts: spared });
    }
    empty_sections(draft, removed);
    emptied_headings(draft, removed);
    let judge = Judge { context, main: MainElement::of(context.dom, draft) };
    judge.cards(draft, removed);
    judge.pictures_outside(draft, removed);
}

struct Judge<'a> {
    context: &'a Context<'a>,
    main: Option<MainElement>,
}
