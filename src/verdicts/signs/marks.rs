//! Signs of the characters and short words of a line.

use crate::verdicts::shape::is_pointed;
use crate::words::{self, Group, Sign};

/// Returns whether a large part of a text is digits: `360 x 640`, `58 ratings`.
pub(super) fn is_numbers(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0 && digits >= letters || digits + letters == 0
}

/// The number of bytes at the start of a line whose characters are examined.
const HEAD: usize = 200;

/// Calls a function with the signs of the characters and short words at the start of a line.
pub(super) fn marks(text: &str, each: &mut impl FnMut(Sign)) {
    let head = words::head(text, HEAD);
    let mut found = 0u32;
    let mut speaks = 0u32;
    let mut word = 0u64;
    let mut before = ' ';
    for c in head.chars() {
        if c.is_ascii_alphabetic() {
            // The last eight letters of a word: longer words are not searched for.
            word = word << 8 | u64::from(c.to_ascii_lowercase() as u8);
            continue;
        }
        speaks |= speaker_of_word(std::mem::take(&mut word)) | speaker(c);
        if c == '迎' && matches!(before, '欢' | '歡') {
            speaks |= 1 << 5;
        }
        before = c;
        found |= match c {
            '»' | '›' => 1,
            '→' | '➡' => 1 << 1,
            '←' | '↑' => 1 << 2,
            '▶' | '►' => 1 << 3,
            '#' | '＃' => 1 << 4,
            '@' => 1 << 5,
            '$' | '€' | '£' | '￥' => 1 << 6,
            '©' => 1 << 7,
            '|' | '｜' => 1 << 8,
            '/' | '／' => 1 << 9,
            '~' | '～' => 1 << 10,
            '*' => 1 << 11,
            '•' | '●' | '·' => 1 << 13,
            '【' => 1 << 14,
            '★' | '☆' => 1 << 15,
            '\u{1f446}'..='\u{1f449}' => 1 << 16 | 1 << 22,
            '“' | '"' | '「' => 1 << 17,
            '?' | '？' => 1 << 18,
            '!' | '！' => 1 << 19,
            '\u{1f300}'..='\u{1faff}' => 1 << 22,
            '%' => 1 << 23,
            _ => continue,
        };
    }
    speaks |= speaker_of_word(word);
    if head.contains("://") {
        found |= 1 << 12;
    }
    if is_pointed(text) {
        found |= 1 << 20;
    }
    if text.starts_with(|c: char| !c.is_alphanumeric()) {
        found |= 1 << 21;
    }
    for (group, mut found) in [(Group::Marks, found), (Group::Speaks, speaks)] {
        while found != 0 {
            each(group.is(found.trailing_zeros() as u8));
            found &= found - 1;
        }
    }
}

/// Returns the grammatical person of a Chinese character, as bits of the values of [`Group::Speaks`].
fn speaker(c: char) -> u32 {
    match c {
        '你' | '您' | '请' | '請' => 1,
        '我' | '本' => 1 << 1,
        '他' | '她' => 1 << 2,
        '说' | '說' | '称' | '稱' | '道' => 1 << 3,
        '了' | '过' | '過' | '着' | '著' => 1 << 4,
        _ => 0,
    }
}

/// Returns the grammatical person of an English word, given as its last letters.
fn speaker_of_word(word: u64) -> u32 {
    const fn of(word: &[u8]) -> u64 {
        let mut found = 0;
        let mut rest = word;
        while let Some((byte, behind)) = rest.split_first() {
            found = found << 8 | *byte as u64;
            rest = behind;
        }
        found
    }
    const WORDS: &[(u64, u32)] = &[
        (of(b"you"), 1),
        (of(b"your"), 1),
        (of(b"we"), 1 << 1),
        (of(b"our"), 1 << 1),
        (of(b"us"), 1 << 1),
        (of(b"my"), 1 << 1),
        (of(b"me"), 1 << 1),
        (of(b"this"), 1 << 1),
        (of(b"he"), 1 << 2),
        (of(b"she"), 1 << 2),
        (of(b"his"), 1 << 2),
        (of(b"her"), 1 << 2),
        (of(b"they"), 1 << 2),
        (of(b"their"), 1 << 2),
        (of(b"said"), 1 << 3),
        (of(b"says"), 1 << 3),
        (of(b"told"), 1 << 3),
        (of(b"was"), 1 << 4),
        (of(b"were"), 1 << 4),
        (of(b"had"), 1 << 4),
        (of(b"thanks"), 1 << 5),
        (of(b"thank"), 1 << 5),
        (of(b"please"), 1 << 5),
    ];
    if word < 1 << 8 {
        return 0;
    }
    WORDS.iter().find(|(known, _)| *known == word).map_or(0, |(_, bit)| *bit)
}
