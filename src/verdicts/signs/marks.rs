//! Signs of the characters and short words of a line.

use crate::verdicts::shape::is_pointed;
use crate::words::{self, Group, Sign};

/// Returns whether a large part of a text is digits: `360 x 640`, `58 ratings`.
pub(super) fn is_numbers(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    // Most lines have no digit; then their first letter is sufficient. A Chinese letter is a word.
    if digits == 0 { letters.next().is_none() } else { digits + usize::from(text.is_ascii()) > letters.count() }
}

/// The number of bytes at the start of a line whose characters are examined.
const HEAD: usize = 200;

/// Calls `each` for the signs of the characters and short words at the start of a line.
pub(super) fn marks(text: &str, each: &mut impl FnMut(Sign)) {
    let head = words::head(text, HEAD);
    let mut found = 0u32;
    let mut speaks = 0u32;
    let mut word = 0u64;
    // The offset of the last character that is not an ASCII letter.
    let mut before = 0;
    let mut at = 0;
    while let Some([byte, behind @ ..]) = head.as_bytes().get(at..) {
        if byte.is_ascii_alphabetic() {
            // The last eight letters of a word; no longer word is searched for.
            word = word << 8 | u64::from(byte.to_ascii_lowercase());
            at += 1;
            continue;
        }
        speaks |= speaker_of_word(std::mem::take(&mut word));
        let start = at;
        at += match (byte, behind) {
            (0..0x80, _) => {
                found |= ASCII.get(usize::from(*byte)).copied().unwrap_or(0);
                1
            }
            // Few Chinese characters are searched for, and the last two bytes exclude most others.
            (0xe4..=0xe9, [second, third, ..]) if !may_speak(*second, *third) => 3,
            _ => {
                let Some(c) = head.get(at..).and_then(|rest| rest.chars().next()) else { break };
                found |= mark(c);
                speaks |= speaker(c);
                if c == '迎' && head.get(before..).is_some_and(|before| before.starts_with(['欢', '歡'])) {
                    speaks |= 1 << 5;
                }
                c.len_utf8()
            }
        };
        before = start;
    }
    speaks |= speaker_of_word(word);
    if found & mark('/') != 0 && head.contains("://") {
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

/// Returns the bit of the value of a character in [`Group::Marks`].
const fn mark(c: char) -> u32 {
    match c {
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
        _ => 0,
    }
}

/// The marks of ASCII characters, by byte.
#[expect(clippy::indexing_slicing, reason = "made by the compiler")]
const ASCII: [u32; 128] = {
    let mut marks = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        marks[byte] = mark(byte as u8 as char);
        byte += 1;
    }
    marks
};

/// The Chinese characters that [`marks`] searches for.
const SOUGHT: &str = "你您请請我本他她说說称稱道了过過着著迎";

/// Returns whether a Chinese character can be one of [`SOUGHT`], by its second and third byte.
fn may_speak(second: u8, third: u8) -> bool {
    const SECOND: u64 = bits(1);
    const THIRD: u64 = bits(2);
    SECOND >> (second & 63) & THIRD >> (third & 63) & 1 != 0
}

/// Returns the values of one of the bytes of each sought character, without their two highest bits, as a bit set.
#[expect(clippy::indexing_slicing, reason = "made by the compiler")]
const fn bits(byte: usize) -> u64 {
    let sought = SOUGHT.as_bytes();
    let (mut bits, mut at) = (0, byte);
    while at < sought.len() {
        bits |= 1 << (sought[at] & 63);
        at += 3;
    }
    bits
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
    /// The bits of the hashes of the words, with enough bits that few are set: most words are not in the set.
    #[expect(clippy::indexing_slicing, reason = "made by the compiler")]
    const FILTER: [u64; 16] = {
        let mut filter = [0; 16];
        let mut at = 0;
        while at < WORDS.len() {
            let hash = hash(WORDS[at].0);
            filter[hash >> 6] |= 1 << (hash & 63);
            at += 1;
        }
        filter
    };
    const fn hash(word: u64) -> usize {
        (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 54) as usize
    }
    // The words have two to six letters.
    if !(1 << 8..1 << 48).contains(&word) {
        return 0;
    }
    let hash = hash(word);
    if FILTER.get(hash >> 6).is_none_or(|bits| bits >> (hash & 63) & 1 == 0) {
        return 0;
    }
    WORDS.iter().find(|(known, _)| *known == word).map_or(0, |(_, bit)| *bit)
}
