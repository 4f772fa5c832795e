//! Numbered series: `一、…`, `（1）…`, `1. …`, each above its part. All lines of a series are headings, or none.

use smallvec::SmallVec;

use super::{LONG, PARAGRAPH, UNMARKED, ends_sentence, is_dedication};
use crate::draft::{Draft, Item, Line, Places};
use crate::verdicts::shape::ordinal;
use crate::words::people;

/// The maximal length in bytes of the title of a part: 24 Chinese characters.
const TITLE: usize = 72;

/// The style of the numbers of a series: the characters before and after the number.
type Style = (char, char);

/// An incomplete series: indices among the lines.
#[derive(Default)]
struct Series {
    style: Style,
    last: u32,
    places: SmallVec<[usize; 8]>,
}

/// Makes the lines of a series headings if all of them are titles of parts, otherwise none of them.
pub(super) fn even_out(draft: &Draft, lines: &Places, found: &mut Vec<(usize, u8)>) {
    let mut open: SmallVec<[Series; 4]> = SmallVec::new();
    let mut done: Vec<Series> = Vec::new();
    for (place, &at) in lines.iter().enumerate() {
        let Some(line) = draft.line(at).filter(|line| is_candidate(line)) else { continue };
        let text = line.text.as_str();
        let numbered = || Some((ordinal(text)?, style(text)?));
        let Some((number, style)) = numbered().or_else(|| Some((bare_number(text)?, BARE))) else { continue };
        let known = open.iter().position(|series| series.style == style);
        match known.and_then(|known| open.get_mut(known)) {
            Some(series) if number == series.last + 1 => {
                series.last = number;
                series.places.push(place);
            }
            Some(series) if number == 1 => {
                done.push(std::mem::replace(series, Series { style, last: 1, places: SmallVec::from_slice(&[place]) }));
            }
            Some(_) => {}
            None if number == 1 => open.push(Series { style, last: 1, places: SmallVec::from_slice(&[place]) }),
            None => {}
        }
    }
    done.extend(open);
    let mut dropped: Vec<usize> = Vec::new();
    let mut added: Vec<usize> = Vec::new();
    for series in done.iter().filter(|series| series.places.len() >= 2) {
        let line = |place: usize| lines.get(place).and_then(|&at| Some((at, draft.line(at)?)));
        let members = || series.places.iter().filter_map(|&place| line(place));
        if !members().all(|(_, line)| is_title(line)) {
            dropped.extend(members().filter(|(_, line)| !line.weights.is_bold()).map(|(at, _)| at));
            continue;
        }
        let titles = |place: usize, at: usize| match draft.items.get(at + 1) {
            Some(Item::Line(_)) | None => line(place + 1).is_some_and(|(_, next)| is_part(next, series.style)),
            Some(_) => series.style != BARE,
        };
        if series.places.iter().all(|&place| line(place).is_some_and(|(at, _)| titles(place, at))) {
            added.extend(members().filter(|(_, line)| line.level.is_none()).map(|(at, _)| at));
        }
    }
    dropped.sort_unstable();
    found.retain(|(at, level)| *level != UNMARKED || dropped.binary_search(at).is_err());
    added.retain(|at| found.binary_search_by_key(at, |(known, _)| *known).is_err());
    if !added.is_empty() {
        found.extend(added.into_iter().map(|at| (at, UNMARKED)));
        found.sort_unstable_by_key(|(at, _)| *at);
    }
}

fn is_candidate(line: &Line) -> bool {
    line.container.is_none() && !line.preformatted
}

/// Returns whether a line can be the title of a part.
fn is_title(line: &Line) -> bool {
    let text = line.text.as_str();
    text.len() <= if line.weights.is_bold() { LONG } else { TITLE }
        && !text.contains('\n')
        && line.weights.link == 0
        && (line.weights.is_bold() || !ends_sentence(text))
        && !people::names_role(text)
        && !is_dedication(text)
}

/// Returns whether a line can follow the title of a part: a paragraph, or the title of a subsection.
fn is_part(line: &Line, of: Style) -> bool {
    let text = line.text.as_str();
    text.len() >= PARAGRAPH || line.container.is_some() || style(text).is_some_and(|style| style != of)
}

/// Returns the style of the number of a line.
fn style(text: &str) -> Option<Style> {
    let text = text.trim_start_matches('*');
    let first = text.chars().next()?;
    let before = match first {
        '(' | '（' => '(',
        '第' => first,
        _ if first.is_ascii_digit() => '1',
        _ => '一',
    };
    let rest = text.trim_start_matches(['(', '（', '第']);
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
    let behind = match rest.chars().next()? {
        '．' => '.',
        '）' => ')',
        ',' => '，',
        behind => behind,
    };
    // `1.5 metres` and `2020 was` have no section numbers.
    let is_part_of_number = behind == '.' && rest.get(1..)?.starts_with(|c: char| c.is_ascii_digit());
    (matches!(behind, '.' | ')' | '、' | '，') && !is_part_of_number).then_some((before, behind))
}

/// The style of a number that is the whole line.
const BARE: Style = (' ', ' ');

/// Returns the number that a line consists of: `一`, `2`, `（三）`, `IV`.
fn bare_number(text: &str) -> Option<u32> {
    const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let text = text.trim_matches(['（', '）', '(', ')', '.', '．', '、', ' ', '\u{3000}']);
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    let roman = || ROMAN.iter().position(|known| *known == text).map(|at| at as u32 + 1);
    // With a separator behind it, it is the number of a title.
    ordinal(&format!("{text}、")).filter(|_| text.chars().all(|c| c.is_ascii_digit() || is_numeral(c))).or_else(roman)
}

fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}
