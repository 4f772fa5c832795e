//! Reads the signs of the form of a line: its length, its style and its end.

use super::few;
use super::marks::marks;
use crate::draft::{Container, Line};
use crate::verdicts::shape::{ends_sentence, is_bracketed, names_mailbox};
use crate::words::{Group, Sign, quarters};

/// The maximal number of sentences of a line that are counted.
const SENTENCES: u8 = 3;

/// The form of a line.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) length: u8,
    link: u8,
    pub(super) ends: u8,
}

impl Shape {
    pub(super) fn of(line: &Line) -> Shape {
        let text = line.text.as_str();
        // The boundaries are at the squares of 4, 8, 12 and so on.
        let length = (text.len().isqrt() / 4).min(9) as u8;
        Shape { length, link: quarters(line.weights.link, line.weights.all), ends: ends(text) }
    }

    pub(super) fn signs(self, line: &Line, zone: u8, bytes: usize, each: &mut impl FnMut(Sign)) {
        let Shape { length, link, ends } = self;
        let text = line.text.as_str();
        each(Group::Length.is(length));
        each(Group::Linked.is(link));
        each(Group::Ends.is(ends));
        each(Group::LengthLinked.with(length, link));
        each(Group::LengthEnds.with(length, ends));
        each(Group::ZoneLength.with(zone, length));
        each(Group::ZoneLinked.with(zone, link));
        each(Group::ZoneEnds.with(zone, ends));
        each(Group::Links.is(few(line.text.links().take(4).count(), 4)));
        each(Group::Share.is(match text.len() * 20 / bytes.max(1) {
            0 => 0,
            1..5 => 1,
            5..10 => 2,
            _ => 3,
        }));
        each(Group::Sentences.is(few(sentences(text), SENTENCES)));
        let weights = &line.weights;
        let set = [
            line.level.is_some(),
            weights.is_bold(),
            weights.is_italic(),
            weights.is_small(),
            line.centered,
            line.preformatted,
            line.after_break,
            is_bracketed(text),
            names_mailbox(text),
            memchr::memchr(b'\n', text.as_bytes()).is_some(),
            weights.bold > 0 && !weights.is_bold(),
        ];
        each(Group::Container.is(match line.container {
            None => 0,
            Some(Container::ListItem { .. }) => 1,
            Some(Container::Quote) => 2,
            Some(Container::Cell { .. }) => 3,
            Some(_) => 4,
        }));
        for (value, is_set) in set.into_iter().enumerate() {
            if is_set {
                each(Group::Set.is(value as u8));
            }
        }
        marks(text, each);
    }
}

/// Returns the number of ends of sentences in a text. Numbers from [`SENTENCES`] on are not distinguished.
fn sentences(text: &str) -> usize {
    /// The number of bytes that are examined together.
    const CHUNK: usize = 64;
    let first = text.as_bytes();
    let (second, third) = (first.get(1..).unwrap_or_default(), first.get(2..).unwrap_or_default());
    let mut count = usize::from(matches!(first, [b'.' | b'!', b' ', ..]));
    for ((first, second), third) in first.chunks(CHUNK).zip(second.chunks(CHUNK)).zip(third.chunks(CHUNK)) {
        // Without branches, so that compilers vectorize each comparison.
        let mut found = 0u8;
        for ((&first, &second), &third) in first.iter().zip(second).zip(third) {
            // `. `, `! `, `。`, `！`, `？`
            let is_end = ((second == b'.') | (second == b'!')) & (third == b' ')
                | (first == 0xe3) & (second == 0x80) & (third == 0x82)
                | (first == 0xef) & (second == 0xbc) & ((third == 0x81) | (third == 0x9f));
            found += u8::from(is_end);
        }
        count += usize::from(found);
        if count >= usize::from(SENTENCES) {
            break;
        }
    }
    count
}

fn ends(text: &str) -> u8 {
    let text = without_hashtags(text);
    // A pictogram or symbol after the end of a sentence is ignored.
    let text = text
        .trim_end_matches(|c: char| c as u32 >= 0x2190 && !('\u{2e80}'..='\u{ffef}').contains(&c) || c == '\u{fe0f}');
    let trimmed = text.trim_end_matches(['”', '」', '"', '』', '）', ')']);
    if ends_sentence(text) {
        0
    } else if trimmed.ends_with([':', '：']) {
        1
    } else if trimmed.ends_with(['…', '.']) {
        2
    } else if trimmed.ends_with([',', '，', '、', ';', '；']) {
        3
    } else if trimmed.len() < text.len() {
        4
    } else {
        5
    }
}

/// Returns a text without the hashtags at its end.
fn without_hashtags(text: &str) -> &str {
    let mut rest = text;
    while let Some((before, last)) = memchr::memrchr(b' ', rest.as_bytes()).and_then(|at| rest.split_at_checked(at))
        && (last.starts_with(" #") || last.starts_with(" ＃"))
    {
        rest = before.trim_end();
    }
    rest
}
