//! What the phrases of boilerplate in a line say together.

use super::needles::{Hit, Needles};
use super::phrases::Place::{End, Start, Whole, Within};
use super::phrases::{PHRASES, Phrase};
use crate::article::RemovedKind::{self, Metadata};

/// Bytes of a line of controls; what ends a longer one ends a paragraph.
const SHORT_LINE: usize = 60;

/// Finds the phrases of a line.
#[derive(Clone, Debug)]
pub(crate) struct Finder {
    /// Phrases that a line must begin with.
    leading: Group,
    /// All others.
    within: Group,
}

#[derive(Clone, Debug)]
struct Group {
    /// Places in [`PHRASES`].
    phrases: Vec<usize>,
    needles: Needles,
}

impl Group {
    fn of(belongs: impl Fn(&Phrase) -> bool) -> Group {
        let (phrases, texts): (Vec<_>, Vec<_>) = PHRASES
            .iter()
            .enumerate()
            .filter(|(_, phrase)| belongs(phrase))
            .map(|(at, (text, ..))| (at, *text))
            .unzip();
        Group { phrases, needles: Needles::new(texts) }
    }
}

/// What the phrases of a line say together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Said {
    pub(crate) kind: Option<RemovedKind>,
    /// Weight of the phrase that says most.
    pub(crate) weight: u8,
    /// Whether it stands at the start of the line, or is the line.
    pub(crate) leads: bool,
    /// Phrases of the same kind.
    pub(crate) count: u8,
    /// Bytes of the line in front of and in the phrase that says most.
    pub(crate) covers: usize,
    /// Whether it is the line.
    pub(crate) whole: bool,
}

impl Finder {
    pub(crate) fn builtin() -> Finder {
        let leads = |phrase: &Phrase| matches!(phrase.3, Start | Whole);
        Finder { leading: Group::of(leads), within: Group::of(|phrase| !leads(phrase)) }
    }

    pub(crate) fn read(&self, line: &str) -> Said {
        let mut said = Said::default();
        let start = bare_start(line);
        let leading = self.leading.needles.find(line, start + 1);
        let within = self.within.needles.find(line, line.len());
        if leading.is_empty() && within.is_empty() {
            return said;
        }
        let end = start + bare(line).len();
        let mut found: Vec<(Hit, usize)> = Vec::with_capacity(leading.len() + within.len());
        for (group, hits) in [(&self.leading, leading), (&self.within, within)] {
            found.extend(hits.into_iter().filter_map(|hit| Some((hit, *group.phrases.get(hit.needle)?))));
        }
        found.sort_unstable_by_key(|(hit, phrase)| (hit.end, hit.start(), *phrase));
        for (hit, phrase) in found {
            let Some(&(phrase, kind, weight, place)) = PHRASES.get(phrase) else { continue };
            let leads = hit.start() <= start;
            let ends = hit.end >= end;
            let holds = match place {
                Within => is_word(line, hit.start(), hit.end, phrase),
                Start => leads && is_word(line, hit.start(), hit.end, phrase),
                // What counts something names a number.
                End => {
                    ends && (leads || line.len() <= SHORT_LINE)
                        && (kind != Metadata || line.bytes().any(|byte| byte.is_ascii_digit()))
                }
                Whole => leads && ends,
            };
            if !holds || is_quoted(line, hit.start()) {
                continue;
            }
            if said.kind == Some(kind) && hit.start() >= said.covers {
                said.count = said.count.saturating_add(1);
            }
            if (weight, leads) > (said.weight, said.leads) {
                said = Said {
                    kind: Some(kind),
                    weight,
                    leads,
                    count: said.count.max(1),
                    covers: hit.end - start.min(hit.start()),
                    whole: leads && ends,
                };
            }
        }
        said
    }
}

/// A line without the bullets, brackets and colons at its edges.
pub(crate) fn bare(line: &str) -> &str {
    line.trim_matches(is_edge)
}

/// Where it begins in the line.
pub(super) fn bare_start(line: &str) -> usize {
    line.len() - line.trim_start_matches(is_edge).len()
}

fn is_edge(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '【' | '】'
                | '['
                | ']'
                | '（'
                | '）'
                | '('
                | ')'
                | '「'
                | '」'
                | '《'
                | '》'
                | '<'
                | '>'
                | '*'
                | '·'
                | '•'
                | '●'
                | '■'
                | '▪'
                | '▶'
                | '►'
                | '→'
                | '←'
                | '»'
                | '«'
                | '|'
                | '｜'
                | ':'
                | '：'
                | '︰'
                | '-'
                | '—'
                | '–'
                | '='
                | '~'
                | '#'
                | '。'
                | '.'
                | '!'
                | '！'
                | '/'
                | '👉'
                | '👇'
                | '⬇'
                | '\u{fe0f}'
                | '▼'
                | '▽'
                | '◆'
                | '★'
                | '☆'
                | '※'
                | '_'
                | '+'
                | ','
                | '，'
        )
}

/// Whether a place of a line is inside quotation marks: somebody else says it there.
pub(super) fn is_quoted(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default();
    if before.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        return true;
    }
    [('「', '」'), ('『', '』'), ('“', '”'), ('《', '》')].iter().any(|(open, close)| {
        before
            .rfind(*open)
            .is_some_and(|opened| opened > 0 && !before.get(opened..).is_some_and(|inner| inner.contains(*close)))
    })
}

/// Whether an English phrase begins and ends with a word.
pub(super) fn is_word(line: &str, start: usize, end: usize, phrase: &str) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = line.as_bytes();
    let opens = !letter(phrase.as_bytes().first()) || start == 0 || !letter(bytes.get(start - 1));
    let closes = !letter(phrase.as_bytes().last()) || !letter(bytes.get(end));
    opens && closes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::RemovedKind::{Advert, Promotion, Related};

    #[test]
    fn place_in_the_line_counts() {
        let finder = Finder::builtin();
        assert_eq!(finder.read("【广告】").kind, Some(Advert));
        assert_eq!(finder.read("广告业的一年").kind, None);
        assert_eq!(finder.read("相关阅读：雨").kind, Some(Related));
        assert_eq!(finder.read("这些相关阅读很有用").kind, None);
        assert_eq!(finder.read("Follow us on the web").kind, Some(Promotion));
        assert_eq!(finder.read("They follow users around").kind, None);
    }
}
