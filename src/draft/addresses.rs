//! Addresses in running text without markup.

use super::{Draft, Item, Media};
use crate::article::{Mark, MarkKind, Text, TextBuilder};

/// Turns the addresses in the text of lines into links, and separates them from adjacent letters.
pub(super) fn link(draft: &mut Draft<'static>, texts: &mut TextBuilder, media: &mut Media<'_>) {
    let lines = draft.items.iter_mut().filter_map(|item| match item {
        Item::Line(line) => Some(line),
        _ => None,
    });
    for (index, line) in lines.enumerate() {
        let Some((string, marks)) = texts.text(index) else { return };
        // A colon is sought first, since most lines have none and it costs less.
        if line.preformatted || memchr::memchr(b':', string.as_bytes()).is_none() || !string.contains("://") {
            continue;
        }
        let linked = linked_ranges(marks);
        let found: Vec<_> = addresses(string).filter(|range| !overlaps(&linked, range)).collect();
        if found.is_empty() {
            continue;
        }
        let bytes: usize = found.iter().map(|range| range.len()).sum();
        line.weights.link = (line.weights.link + bytes as u32).min(line.weights.all);
        if let Some(text) = set_apart(string, marks, &found, media) {
            texts.replace(index, &text);
        }
    }
}

/// Returns whether one of the sorted, disjoint ranges overlaps another one.
fn overlaps(ranges: &[std::ops::Range<usize>], other: &std::ops::Range<usize>) -> bool {
    let first = ranges.partition_point(|range| range.end <= other.start);
    ranges.get(first).is_some_and(|range| range.start < other.end)
}

/// Returns the ranges of links, code and formulas.
fn linked_ranges(marks: &[Mark]) -> Vec<std::ops::Range<usize>> {
    let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
    for mark in
        marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Link { .. } | MarkKind::Code | MarkKind::Math { .. }))
    {
        if ranges.last().is_none_or(|outer| outer.end <= mark.range.start) {
            ranges.push(mark.range.clone());
        }
    }
    ranges
}

/// Returns the ranges of the http addresses in a text. An address ends at a character that addresses do not contain,
/// before punctuation at the end of its sentence, and before another address directly after it.
fn addresses(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + text.get(from..)?.find("http")?;
            let rest = text.get(at..)?;
            let scheme = ["https://", "http://"].into_iter().find(|scheme| rest.starts_with(scheme));
            let Some(scheme) = scheme else {
                from = at + 4;
                continue;
            };
            let end = scheme.len() + length(rest.get(scheme.len()..)?);
            let mut address = rest.get(..end)?;
            // Brackets that nothing opened.
            let mut unopened = address.matches(')').count().saturating_sub(address.matches('(').count());
            loop {
                let shorter = address.strip_suffix(['.', ',', ';', ':', '!', '?', '\'', ']', '*', '-', '=', '_']);
                let unbalanced = address.strip_suffix(')').filter(|_| unopened > 0);
                unopened -= usize::from(unbalanced.is_some());
                match shorter.or(unbalanced) {
                    Some(shorter) => address = shorter,
                    None => break,
                }
            }
            from = at + end.max(4);
            if address.len() > scheme.len() + 3 {
                return Some(at..at + address.len());
            }
        }
    })
}

/// The maximal length in bytes of an address in running text.
const MAX_ADDRESS: usize = 2048;

/// Returns the length in bytes of an address after its scheme.
fn length(rest: &str) -> usize {
    let is_part = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`');
    let mut before = '/';
    for (at, c) in rest.char_indices() {
        let next = || rest.get(at..).is_some_and(|rest| rest.starts_with("http://") || rest.starts_with("https://"));
        let glued = c == 'h' && at > 0 && !matches!(before, '/' | '=' | ':' | '?' | '&') && next();
        if !is_part(c) || glued || at >= MAX_ADDRESS {
            return at;
        }
        before = c;
    }
    rest.len()
}

/// Returns the text with links on the addresses and a space where one is adjacent to letters.
fn set_apart(string: &str, marked: &[Mark], found: &[std::ops::Range<usize>], media: &mut Media<'_>) -> Option<Text> {
    let mut out = String::with_capacity(string.len() + found.len() * 2);
    // The offsets of inserted spaces, to move the marks.
    let mut blanks: Vec<usize> = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
    let mut copied = 0;
    let glues = |c: char| !c.is_whitespace() && !"（(【[「《：:，,。；;、>）)】]」》→👉👇".contains(c);
    for range in found {
        out.push_str(string.get(copied..range.start)?);
        if out.chars().next_back().is_some_and(glues) {
            blanks.push(range.start);
            out.push(' ');
        }
        let address = string.get(range.clone())?;
        let start = out.len();
        out.push_str(address);
        if let Some(href) = media.address_in_text(address) {
            marks.push(Mark { range: start..out.len(), kind: MarkKind::Link { href } });
        }
        copied = range.end;
        if string
            .get(range.end..)?
            .chars()
            .next()
            .is_some_and(|c| glues(c) && !c.is_ascii_punctuation() && c != '！' && c != '？')
        {
            blanks.push(range.end);
            out.push(' ');
        }
    }
    out.push_str(string.get(copied..)?);
    let moved =
        |at: usize, is_end: bool| at + blanks.partition_point(|&blank| if is_end { blank < at } else { blank <= at });
    marks.extend(marked.iter().map(|mark| Mark {
        range: moved(mark.range.start, false)..moved(mark.range.end, true),
        kind: mark.kind.clone(),
    }));
    // A mark that begins or ends inside of an address is kept without the link.
    Text::new(out, marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        addresses(text).map(|range| text.get(range).unwrap()).collect()
    }

    #[test]
    fn addresses_end_where_their_text_does() {
        assert_eq!(found("看 https://a.com/x喜欢 http://b.org/y。"), ["https://a.com/x", "http://b.org/y"]);
        assert_eq!(found("https://a.com/1https://b.com/2"), ["https://a.com/1", "https://b.com/2"]);
        assert_eq!(found("(see https://a.com/x_(y))."), ["https://a.com/x_(y)"]);
        assert_eq!(found("https://a.com/?u=https://b.com/"), ["https://a.com/?u=https://b.com/"]);
        assert_eq!(found("http https:// httpx://a"), Vec::<&str>::new());
    }
}
