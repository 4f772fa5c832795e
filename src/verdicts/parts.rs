//! Parts of lines that rules match.

use std::ops::Range;

use super::named::{HEAD_PARAGRAPHS, PARAGRAPH, TAIL_PARAGRAPHS};
use crate::article::Removed;
use crate::draft::{Draft, Fate};
use crate::rules::{Named, Part, Position};

/// The minimal number of characters of a line of dashes.
const RULE: usize = 4;

/// A line of which parts are removed.
struct Cut {
    /// Its index among the items.
    at: usize,
    /// The removed parts, in order.
    parts: Vec<Part>,
    /// Whether nothing else remains of it.
    is_whole: bool,
}

/// Removes the parts of lines that rules match, and the lines of which nothing else remains. With `keeps_markup`, other
/// lines stay unchanged.
///
/// It runs after all other verdicts, which need to see the neighbours of a line, and takes what they have left.
pub(crate) fn cut(named: &Named<'_>, draft: &mut Draft, keeps_markup: bool, removed: &mut Vec<Removed>) {
    let mut cuts = find(named, draft);
    cuts.retain(|cut| cut.is_whole || !keeps_markup);
    for mut cut in cuts {
        let Some(line) = draft.line_mut(cut.at) else { continue };
        let text = line.text.as_str();
        let mut from = 0;
        for part in &mut cut.parts {
            let range = with_rules(text, part.range.clone());
            part.range = range.start.max(from)..range.end;
            from = range.end;
        }
        report(named, text, &cut, removed);
        if cut.is_whole {
            let kind = cut.parts.first().and_then(|part| named.rule(part.rule)?.kind());
            line.fate = kind.map_or(line.fate, Fate::Removed);
        } else {
            line.cuts = cut.parts.into_iter().map(|part| part.range).collect();
        }
    }
}

/// Extends a range by the lines of dashes directly before and after it, which separated it from its neighbours.
fn with_rules(text: &str, range: Range<usize>) -> Range<usize> {
    let is_sign = |c: char| "-–—=~*_＝～─━".contains(c);
    let before = text.get(..range.start).unwrap_or_default();
    let behind = text.get(range.end..).unwrap_or_default();
    let kept = before.trim_end().trim_end_matches(is_sign);
    let (_, rule) = before.split_at(kept.len());
    let start = if rule.chars().filter(|&c| is_sign(c)).count() >= RULE { kept.len() } else { range.start };
    let left = behind.trim_start().trim_start_matches(is_sign);
    let (rule, _) = behind.split_at(behind.len() - left.len());
    let end = if rule.chars().filter(|&c| is_sign(c)).count() >= RULE { text.len() - left.len() } else { range.end };
    start..end
}

fn report(named: &Named<'_>, text: &str, cut: &Cut, removed: &mut Vec<Removed>) {
    let entry = |part: &Part, range: Range<usize>| {
        let rule = named.rule(part.rule)?;
        let text = text.get(range)?.trim().to_owned();
        Some(Removed { rule: rule.name.clone(), kind: rule.kind()?, evidence: rule.evidence, text })
    };
    if cut.is_whole {
        removed
            .extend(cut.parts.iter().max_by_key(|part| part.range.len()).and_then(|part| entry(part, 0..text.len())));
        return;
    }
    // Adjacent parts are one entry.
    let mut runs: Vec<Part> = Vec::new();
    for part in &cut.parts {
        let is_next = |run: &Part| {
            run.rule == part.rule && text.get(run.range.end..part.range.start).is_some_and(|gap| gap.trim().is_empty())
        };
        match runs.last_mut() {
            Some(run) if is_next(run) => run.range.end = part.range.end,
            _ => runs.push(part.clone()),
        }
    }
    removed.extend(runs.iter().filter_map(|run| entry(run, run.range.clone())));
}

/// Returns the removed parts of all lines. Lines that other rules keep are not lines of the body yet.
fn find(named: &Named<'_>, draft: &Draft) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::new();
    for (at, line) in draft.body().filter(|(_, line)| !line.preformatted) {
        let parts = named.parts_of(line.text.as_str());
        let is_kept = parts.iter().any(|part| named.rule(part.rule).is_some_and(|rule| rule.kind().is_none()));
        if !parts.is_empty() && !is_kept {
            cuts.push(Cut { at, parts, is_whole: false });
        }
    }
    if cuts.is_empty() {
        return cuts;
    }
    let lines: Vec<(usize, &str)> = draft.body().map(|(at, line)| (at, line.text.as_str())).collect();
    keep_head(named, &lines, &mut cuts);
    keep_tail(named, &lines, &mut cuts);
    for cut in &mut cuts {
        let text = draft.line(cut.at).map(|line| line.text.as_str()).unwrap_or_default();
        cut.is_whole = is_all(text, &cut.parts);
    }
    cuts.retain(|cut| !cut.parts.is_empty());
    cuts
}

/// Keeps only those parts of the head that are at the head.
fn keep_head(named: &Named<'_>, lines: &[(usize, &str)], cuts: &mut [Cut]) {
    let mut paragraphs = 0;
    let mut cuts = cuts.iter_mut().peekable();
    for (at, text) in lines {
        let mut from = 0;
        if let Some(cut) = cuts.next_if(|cut| cut.at == *at) {
            cut.parts.retain(|part| {
                let before = text.get(from..part.range.start).map_or(0, |text| text.trim().len());
                let is_head = paragraphs + usize::from(before >= PARAGRAPH) <= HEAD_PARAGRAPHS;
                let stays = named.rule(part.rule).is_some_and(|rule| rule.position != Position::Head || is_head);
                if stays {
                    paragraphs += usize::from(before >= PARAGRAPH);
                    from = part.range.end;
                }
                stays
            });
        }
        paragraphs += usize::from(text.get(from..).map_or(0, |text| text.trim().len()) >= PARAGRAPH);
    }
}

/// Keeps only those parts of the tail that are at the tail.
fn keep_tail(named: &Named<'_>, lines: &[(usize, &str)], cuts: &mut [Cut]) {
    let mut paragraphs = 0;
    let mut cuts = cuts.iter_mut().rev().peekable();
    for (at, text) in lines.iter().rev() {
        let mut to = text.len();
        if let Some(cut) = cuts.next_if(|cut| cut.at == *at) {
            cut.parts.reverse();
            cut.parts.retain(|part| {
                let behind = text.get(part.range.end..to).map_or(0, |text| text.trim().len());
                let is_tail = paragraphs + usize::from(behind >= PARAGRAPH) <= TAIL_PARAGRAPHS;
                let stays = named.rule(part.rule).is_some_and(|rule| rule.position != Position::Tail || is_tail);
                if stays {
                    paragraphs += usize::from(behind >= PARAGRAPH);
                    to = part.range.start;
                }
                stays
            });
            cut.parts.reverse();
        }
        paragraphs += usize::from(text.get(..to).map_or(0, |text| text.trim().len()) >= PARAGRAPH);
    }
}

/// Returns whether only punctuation remains of a line without its parts.
fn is_all(text: &str, parts: &[Part]) -> bool {
    let mut from = 0;
    let ends = parts.iter().map(|part| part.range.clone()).chain(std::iter::once(text.len()..text.len()));
    let mut is_all = !parts.is_empty();
    for range in ends {
        is_all &= text.get(from..range.start).is_some_and(|rest| !rest.chars().any(char::is_alphanumeric));
        from = range.end;
    }
    is_all
}
