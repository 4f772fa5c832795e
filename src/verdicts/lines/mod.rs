//! Removes lines of boilerplate by the sum of their signs.

mod judge;
mod sections;

use super::{Context, MainElement, remove};
use crate::article::{Meta, Report, Warning};
use crate::draft::Draft;
use crate::verdicts::signs::Reader;
use judge::{Sums, Unit, spare, spare_headings, spare_questions, units};
use sections::{emptied_headings, empty_sections, ornaments};

/// The minimal length in bytes of a paragraph, as opposed to a line of controls.
pub(super) const PARAGRAPH: usize = 90;
/// The number of rounds. A removal can change which lines are first and last.
const ROUNDS: usize = 2;

/// Removes boilerplate among the lines that are no captions, date lines or bylines.
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
        spare_questions(&mut units);
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
