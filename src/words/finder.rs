//! Finds the phrases of boilerplate and the texts of rules in a line, and combines the meanings of the phrases.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::ops::Range;

use smallvec::SmallVec;

use super::needles::{Hit, Needles};
use super::phrases::Place::{self, End, Start, Whole, Within};
use super::phrases::{PHRASES, Phrase};
use super::traditional;
use crate::article::RemovedKind::{self, Metadata};

/// The maximal length in bytes of a line of controls; a phrase at the end of a longer one ends a paragraph.
const SHORT_LINE: usize = 60;

/// The maximal length in bytes of a line in which several weak phrases count together.
const WEAK_LINE: usize = 150;

/// Finds phrases and texts of rules in a line, in one pass.
#[derive(Clone, Debug)]
pub(crate) struct Finder {
    /// Texts that must be at the start of a line.
    leading: Needles,
    within: Needles,
    /// The meanings of the texts, by their numbers in hits.
    meanings: Vec<Meaning>,
}

#[derive(Clone, Copy, Debug)]
enum Meaning {
    Phrase(RemovedKind, &'static Phrase),
    /// A text of a rule, with its number.
    Own(usize, Place),
}

/// The phrases and texts of rules in a line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    hits: SmallVec<[Hit; 4]>,
}

/// The combined meaning of the phrases of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Said {
    pub(crate) kind: Option<RemovedKind>,
    /// The weight of the strongest phrase.
    pub(crate) weight: u8,
    /// Whether that phrase is at the start of the line, or is the line.
    pub(crate) leads: bool,
    /// The number of phrases of the same kind.
    pub(crate) count: u8,
    /// The number of further phrases that articles use as well.
    pub(crate) weak: u8,
    /// The number of bytes of the line up to the end of the strongest phrase.
    pub(crate) covers: usize,
    /// The length of that phrase in bytes.
    pub(crate) length: usize,
    /// Whether that phrase is the line.
    pub(crate) whole: bool,
    /// Whether the phrase ends with a colon or is followed by one: it is the heading of the next lines.
    pub(crate) heads: bool,
}

impl Said {
    /// Returns the strength of the strongest phrase: the value of [`Group::Said`](super::Group::Said).
    pub(crate) fn strength(&self) -> u8 {
        match self.kind {
            None => 0,
            Some(_) => self.weight.clamp(1, 3) * 3 - 2 + if self.whole { 2 } else { u8::from(self.leads) },
        }
    }
}

impl Finder {
    /// Makes a finder of the built-in phrases and of texts of rules, each with a number and a place in the line.
    pub(crate) fn new<'a>(own: impl Iterator<Item = (usize, Place, &'a str)>) -> Finder {
        Finder::with_phrases(PHRASES, own)
    }

    /// Makes a finder of texts of rules alone.
    pub(crate) fn of_own<'a>(own: impl Iterator<Item = (usize, Place, &'a str)>) -> Finder {
        Finder::with_phrases(&[], own)
    }

    fn with_phrases<'a>(
        phrases: &'static [(RemovedKind, &'static [Phrase])],
        own: impl Iterator<Item = (usize, Place, &'a str)>,
    ) -> Finder {
        let phrases = phrases.iter().flat_map(|&(kind, phrases)| phrases.iter().map(move |phrase| (kind, phrase)));
        let phrases = phrases.flat_map(|(kind, phrase @ (text, _, place))| {
            let spellings = traditional::spellings(text).map(Cow::Owned);
            let with_sign = text.contains(" and ").then(|| Cow::Owned(text.replace(" and ", " & ")));
            spellings
                .chain(with_sign)
                .chain([Cow::Borrowed(*text)])
                .map(move |text| (place.leads(), text, Meaning::Phrase(kind, phrase)))
        });
        let texts =
            own.map(|(number, place, text)| (place.leads(), Cow::Owned(text.to_owned()), Meaning::Own(number, place)));
        let (mut leading, mut within, mut meanings) = (Vec::new(), Vec::new(), [Vec::new(), Vec::new()]);
        for (leads, text, meaning) in phrases.chain(texts) {
            let [of_leading, of_within] = &mut meanings;
            if leads {
                leading.push(text);
                of_leading.push(meaning);
            } else {
                within.push(text);
                of_within.push(meaning);
            }
        }
        let first = leading.len() as u32;
        Finder { leading: Needles::new(leading, 0), within: Needles::new(within, first), meanings: meanings.concat() }
    }

    pub(crate) fn words(&self, line: &str) -> Words {
        let mut hits = SmallVec::new();
        self.leading.find(line, bare_start(line) + 1, |hit| hits.push(hit));
        self.within.find(line, line.len(), |hit| hits.push(hit));
        hits.sort_unstable();
        Words { hits }
    }

    /// Returns whether a line begins with a text of a rule that must be at the start of lines.
    pub(crate) fn begins_as_own(&self, line: &str) -> bool {
        let mut begins = false;
        self.leading.find(line, bare_start(line) + 1, |hit| {
            begins |= matches!(self.meanings.get(hit.needle()), Some(Meaning::Own(..)));
        });
        begins
    }

    pub(crate) fn read(&self, line: &str) -> Said {
        self.said(line, &self.words(line))
    }

    /// Combines the phrases of a line, which is the start of the text in which these words were found.
    pub(crate) fn said(&self, line: &str, words: &Words) -> Said {
        let mut said = Said::default();
        let mut is_said_weakly = false;
        let mut counted = "";
        if words.hits.is_empty() {
            return said;
        }
        let start = bare_start(line);
        let end = start + bare(line).len();
        let quoted = LazyCell::new(|| Quoted::of(line));
        for hit in words.hits.iter().filter(|hit| hit.end() <= line.len()) {
            let Some(&Meaning::Phrase(kind, &(phrase, weight, place))) = self.meanings.get(hit.needle()) else {
                continue;
            };
            let leads = hit.start() <= start;
            let ends = hit.end() >= end;
            let holds = match place {
                Within => is_word(line, hit.start(), hit.end(), phrase),
                Start => leads && is_word(line, hit.start(), hit.end(), phrase),
                // A counter needs a number.
                End => {
                    ends && (leads || line.len() <= SHORT_LINE)
                        && (kind != Metadata || line.bytes().any(|byte| byte.is_ascii_digit()))
                }
                Whole => leads && ends,
            };
            let is_weak = weight == 1 && place == Within;
            if !holds
                || is_weak && line.len() > WEAK_LINE
                || is_told(line, hit.start(), phrase)
                || quoted.holds(hit.start())
            {
                continue;
            }
            // A repetition of the same phrase does not count.
            if said.kind == Some(kind) && hit.start() >= said.covers && counted != phrase {
                let count = if is_weak { &mut said.weak } else { &mut said.count };
                *count = count.saturating_add(1);
            }
            counted = phrase;
            if (weight, leads && !is_weak) > (said.weight, said.leads) {
                is_said_weakly = is_weak;
                said = Said {
                    kind: Some(kind),
                    weight,
                    leads: leads && !is_weak,
                    count: if is_weak { 0 } else { said.count.max(1) },
                    weak: said.weak.max(u8::from(is_weak)),
                    covers: hit.end() - start.min(hit.start()),
                    length: phrase.len(),
                    whole: leads && ends,
                    heads: leads
                        && (phrase.ends_with([':', '：'])
                            || line.get(hit.end()..).is_some_and(|rest| rest.starts_with([':', '：']))),
                };
            }
        }
        if is_said_weakly && said.weak < 2 { Said::default() } else { said }
    }

    /// Returns the numbers of the texts of rules that are at their place in the line.
    pub(crate) fn own(&self, line: &str, words: &Words) -> impl Iterator<Item = (usize, Place)> {
        let hits = words.hits.iter().filter_map(|hit| match self.meanings.get(hit.needle()) {
            Some(&Meaning::Own(number, place)) => Some((hit, number, place)),
            _ => None,
        });
        let quoted = LazyCell::new(|| Quoted::of(line));
        let end = LazyCell::new(|| bare_start(line) + bare(line).len());
        hits.filter(move |(hit, _, place)| {
            (!place.ends() || hit.end() >= *end)
                && is_word(line, hit.start(), hit.end(), line.get(hit.start()..hit.end()).unwrap_or_default())
                && !quoted.holds(hit.start())
        })
        .map(|(_, number, place)| (number, place))
    }
}

/// Returns a line without the bullets, brackets and colons at its ends.
pub(crate) fn bare(line: &str) -> &str {
    line.trim_matches(is_edge)
}

/// Returns the offset at which the bare line begins.
fn bare_start(line: &str) -> usize {
    line.len() - line.trim_start_matches(is_edge).len()
}

fn is_edge(c: char) -> bool {
    // Pictograms are used like bullets.
    const PICTOGRAMS: std::ops::RangeInclusive<char> = '\u{1F300}'..='\u{1FAFF}';
    c.is_whitespace()
        || PICTOGRAMS.contains(&c)
        || matches!(c, '\u{2600}'..='\u{27BF}')
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
                | '［'
                | '］'
                | '⬇'
                | '\u{fe0f}'
                | '▼'
                | '▽'
                | '◆'
                | '★'
                | '∞'
                | '☆'
                | '※'
                | '_'
                | '+'
                | ','
                | '，'
        )
}

/// The ranges of a line inside of quotation marks, in the words of somebody else; sorted and disjoint.
///
/// One pass over the line, so that it costs no more for many phrases in it.
struct Quoted {
    ranges: SmallVec<[Range<usize>; 4]>,
}

impl Quoted {
    const PAIRS: [(char, char); 5] = [('「', '」'), ('『', '』'), ('“', '”'), ('《', '》'), ('"', '"')];

    fn of(line: &str) -> Quoted {
        let mut ranges: SmallVec<[Range<usize>; 4]> = SmallVec::new();
        // The start of the text in each open pair of marks.
        let mut open: [Option<usize>; Quoted::PAIRS.len()] = Default::default();
        // A line that begins with a quotation mark is a quotation if more than punctuation follows the quotation.
        let goes_on = |close: char| line.split_once(close).is_some_and(|(_, rest)| rest.len() > 6);
        for (at, c) in line.char_indices().filter(|(_, c)| *c == '"' || !c.is_ascii()) {
            for ((opens, closes), open) in Quoted::PAIRS.into_iter().zip(&mut open) {
                match *open {
                    Some(from) if c == closes => {
                        ranges.push(from..at + 1);
                        *open = None;
                    }
                    None if c == opens && (at > 0 || c == closes || goes_on(closes)) => *open = Some(at + c.len_utf8()),
                    _ => {}
                }
            }
        }
        ranges.extend(open.into_iter().flatten().map(|from| from..line.len() + 1));
        ranges.sort_unstable_by_key(|range| range.start);
        ranges.dedup_by(|range, before| {
            let is_joined = range.start <= before.end;
            if is_joined {
                before.end = before.end.max(range.end);
            }
            is_joined
        });
        Quoted { ranges }
    }

    fn holds(&self, at: usize) -> bool {
        let behind = self.ranges.partition_point(|range| range.start <= at);
        behind.checked_sub(1).and_then(|last| self.ranges.get(last)).is_some_and(|range| at < range.end)
    }
}

/// Returns whether a request such as `关注我` is reported speech, `大家都很关注我`, or an instruction.
fn is_told(line: &str, at: usize, phrase: &str) -> bool {
    /// The verbs of requests.
    const REQUESTS: [&str; 6] = ["关注", "订阅", "支持", "加入", "分享", "转发"];
    /// Adverbs and particles that do not precede a request.
    const ADVERBS: [char; 18] =
        ['很', '都', '没', '沒', '不', '曾', '已', '被', '所', '常', '在', '才', '更', '越', '太', '会', '會', '的'];
    /// Subjects of sentences about what nobody does.
    const NOBODY: [&str; 4] = ["没有人", "沒有人", "没人", "沒人"];
    /// The verbs that instructions have as well, and what they are about: `Follow the river for two miles`.
    const VERBS: [&str; 2] = ["follow", "sign up"];
    const THINGS: [&str; 9] = [" the ", " a ", " an ", " his ", " her ", " its ", " their ", " these ", " at the "];
    let before = line.get(..at).unwrap_or_default();
    let is_reported = || before.ends_with(ADVERBS) || NOBODY.iter().any(|nobody| before.ends_with(nobody));
    let instructs = || {
        let behind = line.get(at + phrase.len()..).unwrap_or_default();
        THINGS.iter().any(|thing| behind.starts_with(thing)) && !behind.contains(" on ")
    };
    REQUESTS.iter().any(|request| phrase.starts_with(request)) && is_reported()
        || VERBS.contains(&phrase) && instructs()
}

/// Returns whether an English phrase begins and ends at word boundaries.
fn is_word(line: &str, start: usize, end: usize, phrase: &str) -> bool {
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
    fn places_in_quotation_marks() {
        for (line, inside) in [
            ("a \"b\" c", "b"),
            ("a “b” c", "b"),
            ("a 「b『c』」d", "b『c』"),
            ("“b” and more of it", "b"),
            ("a “b “c” d", "b “c"),
            ("a \"b", "b"),
            ("a 《b", "b"),
        ] {
            let quoted = Quoted::of(line);
            let held: Vec<usize> =
                (0..=line.len()).filter(|&at| line.is_char_boundary(at) && quoted.holds(at)).collect();
            let start = line.find(inside).unwrap();
            let places = (start..=start + inside.len()).filter(|&at| line.is_char_boundary(at));
            assert!(held.into_iter().eq(places), "{line}");
        }
        for line in ["“b”", "“b” c", "“b", "a b", "a” b", "》"] {
            let quoted = Quoted::of(line);
            assert!(!(0..=line.len()).any(|at| quoted.holds(at)), "{line}");
        }
    }

    /// Twice the phrases in a line cost twice as much: with a pass over the line for each, this would take minutes.
    #[test]
    fn many_phrases_in_a_line() {
        let own = Finder::of_own([(0, Place::Within, "y"), (1, Place::End, "y")].into_iter());
        let line = "> ".repeat(500_000) + &"“ y ".repeat(200_000);
        assert_eq!(own.own(&line, &own.words(&line)).count(), 0);
        let finder = Finder::new(std::iter::empty());
        assert_eq!(finder.read(&"“ 相关阅读 ".repeat(200_000)).kind, None);
    }

    #[test]
    fn place_in_the_line_counts() {
        let finder = Finder::new(std::iter::empty());
        assert_eq!(finder.read("【广告】").kind, Some(Advert));
        assert_eq!(finder.read("广告业的一年").kind, None);
        assert_eq!(finder.read("相关阅读：雨").kind, Some(Related));
        assert_eq!(finder.read("这些相关阅读很有用").kind, None);
        assert_eq!(finder.read("Follow us on the web").kind, Some(Promotion));
        assert_eq!(finder.read("They follow users around").kind, None);
    }
}
