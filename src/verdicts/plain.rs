//! Promotion in running text, without markup that distinguishes it.

use super::requests;
use crate::article::{Evidence, MarkKind, Removed, RemovedKind, WebUrl};
use crate::draft::{Draft, Fate, Line};
use crate::links::leads;
use crate::words::Finder;

/// Cuts requests to follow, subscribe or pay from the end of a long line. Only a run of dashes, asterisks or similar
/// characters is a safe boundary.
pub(crate) fn cut_promotion(draft: &mut Draft, finder: &Finder, removed: &mut Vec<Removed>) {
    let Some((at, line)) = draft.body().next_back() else { return };
    if line.preformatted || line.text.as_str().len() < 200 {
        return;
    }
    let string = line.text.as_str();
    let mut end = string.len();
    let mut cut = Vec::new();
    while let Some(border) = last_border(string.get(..end).unwrap_or_default()) {
        let part = string.get(border.end..end).unwrap_or_default();
        if !part.trim().is_empty() && !is_promotion(part, line, border.end..end, finder) {
            break;
        }
        cut.push(border.start..end);
        end = border.start;
    }
    if end == string.len() || string.get(..end).is_none_or(|kept| kept.trim().len() < 40) {
        return;
    }
    let gone = string.get(end..).unwrap_or_default().trim().to_owned();
    removed.push(Removed {
        rule: "evidence/promotion".into(),
        kind: RemovedKind::Promotion,
        evidence: Evidence::TAIL | Evidence::WORDS | Evidence::TARGET,
        text: gone,
    });
    draft.shorten(at, end);
    if let Some(line) = draft.line_mut(at) {
        line.fate = Fate::Body;
    }
}

/// Cuts the requests at the end of the last line, with their addresses, if other text precedes them.
pub(crate) fn cut_last_requests(draft: &mut Draft, finder: &Finder, removed: &mut Vec<Removed>) {
    let Some((at, line)) = draft.body().next_back() else { return };
    if line.preformatted || line.container.is_some() || line.level.is_some() || line.weights.link == 0 {
        return;
    }
    let is_address = |(words, url): (&str, &WebUrl)| words.contains("://") || leads::is_profile(url);
    if !line.text.links().any(is_address) {
        return;
    }
    let Some(end) = requests::tail(line.text, finder).filter(|end| *end >= KEPT) else { return };
    let text = line.text.as_str().get(end..).unwrap_or_default().trim().to_owned();
    let evidence = Evidence::TAIL | Evidence::WORDS | Evidence::TARGET;
    removed.push(Removed { rule: "evidence/promotion".into(), kind: RemovedKind::Promotion, evidence, text });
    draft.shorten(at, end);
}

/// Cuts the sentences at the end of the last line that are requests to follow, pay or share by their own words, or links
/// to other pages of the site, if informative text precedes them.
pub(crate) fn cut_last_sentences(draft: &mut Draft, finder: &Finder, removed: &mut Vec<Removed>) {
    let Some((at, line)) = draft.body().next_back() else { return };
    if line.preformatted || line.container.is_some() || line.level.is_some() {
        return;
    }
    let string = line.text.as_str();
    let mut end = string.len();
    let mut kind = RemovedKind::Promotion;
    for _ in 0..SENTENCES {
        let Some(border) = sentence_border(string.get(..end).unwrap_or_default()) else { break };
        let sentence = string.get(border..end).unwrap_or_default().trim();
        let said = finder.read(sentence);
        let is_meant = match said.kind {
            Some(RemovedKind::Promotion | RemovedKind::Share | RemovedKind::Footer) => true,
            // `more` alone may be the end of an excerpt, which is a part of the text.
            Some(RemovedKind::Navigation) => {
                let is_linked = || line.text.links().any(|(words, _)| words.trim() == sentence);
                sentence.len() >= NAVIGATION && (said.whole || is_linked())
            }
            _ => false,
        };
        let asks = said.weight == 3 && said.leads && end - border <= SENTENCE && is_meant;
        if !asks || border < KEPT {
            break;
        }
        kind = said.kind.unwrap_or(kind);
        end = border;
    }
    if end == string.len() {
        return;
    }
    let text = string.get(end..).unwrap_or_default().trim().to_owned();
    let evidence = Evidence::TAIL | Evidence::WORDS;
    removed.push(Removed { rule: "evidence/last-sentence".into(), kind, evidence, text });
    draft.shorten(at, end);
}

/// The maximal number of sentences that are cut from a line.
const SENTENCES: usize = 4;
/// The maximal length of such a sentence in bytes.
const SENTENCE: usize = 300;
/// The minimal length in bytes of a sentence that leads to another page.
const NAVIGATION: usize = 12;
/// The minimal number of bytes before them.
const KEPT: usize = 30;

/// Returns the offset of the last sentence of a text.
fn sentence_border(text: &str) -> Option<usize> {
    let body = text.trim_end().trim_end_matches(['。', '！', '？', '!', '?', '.']);
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '!' | '?' | '\n');
    let (at, end) = body.char_indices().rev().find(|(_, c)| ends(*c))?;
    Some(at + end.len_utf8())
}

/// Returns the last run of five or more equal separator characters.
fn last_border(text: &str) -> Option<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let mut end = bytes.len();
    while end > 0 {
        let last = *bytes.get(end - 1)?;
        if !matches!(last, b'=' | b'-' | b'*' | b'_' | b'~' | b'#') {
            end -= 1;
            continue;
        }
        let length = bytes.get(..end)?.iter().rev().take_while(|byte| **byte == last).count();
        if length >= 5 {
            return Some(end - length..end);
        }
        end -= length;
    }
    None
}

fn is_promotion(part: &str, line: &Line, range: std::ops::Range<usize>, finder: &Finder) -> bool {
    let said = finder.read(part);
    let asks = said.weight >= 2
        && matches!(
            said.kind,
            Some(
                RemovedKind::Promotion
                    | RemovedKind::Copyright
                    | RemovedKind::Share
                    | RemovedKind::Related
                    | RemovedKind::Navigation
            )
        );
    // Marks stand in the order in which they begin.
    let marks = line.text.marks();
    let first = marks.partition_point(|mark| mark.range.start < range.start);
    let behind = marks.get(first..).unwrap_or_default().iter().take_while(|mark| mark.range.start < range.end);
    let links: Vec<_> = behind.filter(|mark| mark.range.end <= range.end).collect();
    let linked: usize =
        links.iter().filter(|mark| matches!(mark.kind, MarkKind::Link { .. })).map(|mark| mark.range.len()).sum();
    let follows = links.iter().any(|mark| matches!(&mark.kind, MarkKind::Link { href } if leads::is_profile(href)));
    asks || follows && linked * 5 > part.len() || linked * 2 > part.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders() {
        assert_eq!(last_border("a=====b--c"), Some(1..6));
        assert_eq!(last_border("a-b"), None);
    }
}
