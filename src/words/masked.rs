//! Masks the parts of a text that vary between posts: numbers, ids in addresses, whitespace, the case of letters, the
//! length of lines of dashes.

use std::ops::Range;

/// The minimal number of characters of an id in an address.
const ID: usize = 6;
/// The minimal number of characters of a line of dashes.
const RULE: usize = 4;
/// The maximal number of bytes before an offset that are examined to decide whether it is inside of an address.
const LONGEST: usize = 2048;

/// A text with one `0` for each number, without whitespace and in lower case, with the offsets of its characters in the
/// text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Masked {
    string: String,
    /// For each byte of the string, the start of its character in the text.
    starts: Vec<u32>,
    /// For each byte of the string, the end of its character in the text.
    ends: Vec<u32>,
}

/// The treatment of ids in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ids {
    /// Addresses stay unchanged.
    Kept,
    /// Each id, number and `*` of an address becomes `0`.
    Masked,
}

impl Masked {
    pub(crate) fn of(text: &str, ids: Ids) -> Masked {
        let mut masked = Masked::default();
        masked.string.reserve(text.len());
        masked.starts.reserve(text.len());
        masked.ends.reserve(text.len());
        scan(text, ids, |c, range| masked.push(c, range));
        masked
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.string
    }

    /// Returns the range in the text of a part of the string.
    pub(crate) fn range(&self, part: Range<usize>) -> Option<Range<usize>> {
        let start = *self.starts.get(part.start)?;
        let end = *self.ends.get(part.end.checked_sub(1)?)?;
        Some(start as usize..end as usize)
    }

    fn push(&mut self, c: char, range: Range<usize>) {
        self.string.push(c);
        for _ in 0..c.len_utf8() {
            self.starts.push(range.start as u32);
            self.ends.push(range.end as u32);
        }
    }
}

/// Calls `each` for each character of a masked text, with its range in the text.
pub(crate) fn scan(text: &str, ids: Ids, mut each: impl FnMut(char, Range<usize>)) {
    let mut at = 0;
    // Whether the preceding character is a letter or digit.
    let mut is_inside = false;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let address = if first == 'h' && !is_inside { address_len(rest) } else { 0 };
        if address > 0 {
            scan_address(text, at..at + address, ids, &mut each);
            at += address;
            is_inside = true;
            continue;
        }
        let length = if first.is_ascii_digit() {
            digits(rest)
        } else if first.is_ascii_alphabetic() || is_cjk(first) {
            first.len_utf8()
        } else {
            rule_len(rest, first)
        };
        if first.is_ascii_digit() {
            each('0', at..at + length);
        } else if !is_unseen(first) {
            each(first.to_ascii_lowercase(), at..at + length);
        }
        is_inside = first.is_ascii_alphanumeric();
        at += length;
    }
}

fn scan_address(text: &str, range: Range<usize>, ids: Ids, each: &mut impl FnMut(char, Range<usize>)) {
    let from = range.start;
    units_of_address(text.get(range).unwrap_or_default(), |first, is_id, unit| {
        if is_id && ids == Ids::Masked {
            each('0', from + unit.start..from + unit.end);
        } else if is_id {
            // Bytes of ids are ASCII.
            let id = text.as_bytes().get(from + unit.start..from + unit.end).unwrap_or_default();
            id.iter()
                .enumerate()
                .map(|(at, byte)| (from + unit.start + at, byte.to_ascii_lowercase()))
                .for_each(|(at, byte)| each(char::from(byte), at..at + 1));
        } else {
            each(first.to_ascii_lowercase(), from + unit.start..from + unit.end);
        }
    });
}

/// Returns the length of the address with which a text begins, or 0.
fn address_len(text: &str) -> usize {
    if !text.starts_with("http://") && !text.starts_with("https://") {
        return 0;
    }
    let (mut before, mut times) = (0, 0);
    for (at, byte) in text.bytes().enumerate() {
        times = if byte == before { times + 1 } else { 1 };
        before = byte;
        // A line of dashes directly after the address is not part of it.
        if times == 3 && matches!(byte, b'-' | b'=' | b'*' | b'_') {
            return at - 2;
        }
        if !is_of_address(byte) {
            return at;
        }
    }
    text.len()
}

/// Returns the length in bytes of a line drawn with a character, otherwise of the character; such lines vary in length.
fn rule_len(text: &str, sign: char) -> usize {
    let times =
        if "-–—=~*_.…＝～─━".contains(sign) { text.chars().take_while(|&c| c == sign).count() } else { 1 };
    sign.len_utf8() * if times >= RULE { times } else { 1 }
}

/// Calls `each` for the characters of an address, with whether they are an id, a number or `*`, each of which is one
/// unit. Each part is read once.
fn units_of_address(address: &str, mut each: impl FnMut(char, bool, Range<usize>)) {
    let (mut at, mut part_end) = (0, 0);
    while let Some(rest) = address.get(at..)
        && let Some(first) = rest.chars().next()
    {
        let id = if at < part_end {
            // A part that is not an id as a whole does not contain one after its first character either.
            digits(rest)
        } else {
            let part = part_of(rest);
            part_end = at + part.len();
            id_len(first, part)
        };
        let end = at + if id > 0 { id } else { first.len_utf8() };
        each(first, id > 0, at..end);
        at = end;
    }
}

/// Returns the letters, digits and joints at the start of an address.
fn part_of(address: &str) -> &[u8] {
    let is_part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    let part = address.bytes().take_while(is_part).count();
    address.as_bytes().get(..part).unwrap_or_default()
}

/// Returns the length of the id, number or `*` at the start of a part of an address, or 0.
fn id_len(first: char, part: &[u8]) -> usize {
    let has = |class: fn(&u8) -> bool| part.iter().any(class);
    match part.len() {
        ID.. if has(u8::is_ascii_alphabetic) && has(u8::is_ascii_digit) => part.len(),
        0 => usize::from(first == '*'),
        _ => part.iter().take_while(|byte| byte.is_ascii_digit()).count(),
    }
}

/// Returns a text with a `*` for each id in its addresses.
pub(crate) fn with_open_ids(text: &str) -> String {
    let mut open = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = address_len(rest);
        let (address, behind) = rest.split_at(length);
        units_of_address(address, |first, is_id, _| open.push(if is_id { '*' } else { first }));
        rest = behind;
        if length == 0 {
            open.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    open
}

/// Returns whether a text has an address with a `*`.
pub(crate) fn has_open_ids(text: &str) -> bool {
    let mut rest = text;
    while let Some((_, address)) = rest.split_once("://") {
        let end = address.bytes().position(|b| !is_of_address(b) || b == b'*').unwrap_or(address.len());
        if address.as_bytes().get(end) == Some(&b'*') {
            return true;
        }
        rest = address.get(end..).unwrap_or_default();
    }
    false
}

/// Returns the number of bytes of letters and digits outside of addresses.
pub(crate) fn words_len(text: &str) -> usize {
    let mut rest = text;
    let mut words = 0;
    while let Some(first) = rest.chars().next() {
        let length = address_len(rest);
        words += usize::from(length == 0 && first.is_alphanumeric());
        rest = rest.get(length.max(first.len_utf8())..).unwrap_or_default();
    }
    words
}

fn is_of_address(b: u8) -> bool {
    b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'`' | b'\\' | b'^' | b'{' | b'}' | b'|')
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn is_unseen(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Returns whether a text can be split at an offset without breaking a word or an address.
pub(crate) fn is_border(text: &str, at: usize) -> bool {
    let (Some(before), Some(behind)) = (text.get(..at), text.get(at..)) else { return false };
    let (Some(last), Some(next)) = (before.chars().next_back(), behind.chars().next()) else { return true };
    if is_of_word(last) && is_of_word(next) {
        return false;
    }
    if !last.is_ascii() || !next.is_ascii() || !is_of_address(last as u8) || !is_of_address(next as u8) {
        return true;
    }
    if address_len(behind) > 0 {
        return true;
    }
    // The run of address characters before the offset, and the next ones.
    let run = before.bytes().rev().take(LONGEST).take_while(|b| is_of_address(*b)).count();
    let start = at - run;
    let word = text.get(start..at + behind.bytes().take("https://".len()).take_while(u8::is_ascii).count());
    let word = word.unwrap_or_default();
    let begins = |scheme: &str| word.rmatch_indices(scheme).map(|(begin, _)| begin).find(|begin| *begin < run);
    match begins("http://").max(begins("https://")) {
        Some(begin) => run >= begin + address_len(word.get(begin..).unwrap_or_default()),
        None => next == '#' || !word.get(..run).is_some_and(|run| run.contains('@') && run.contains('.')),
    }
}

/// Returns whether a character is a letter or digit of a script with spaces between words.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() && !is_cjk(c) || c == '_'
}

pub(crate) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fff}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_varies_is_masked() {
        let masked = |text| Masked::of(text, Ids::Masked).as_str().to_owned();
        assert_eq!(masked("Part 12 of 2021-6-25"), "part0of0-0-0");
        assert_eq!(masked("看 https://youtu.be/FR8aCC-y9gI?t=12成為"), "看https://youtu.be/0?t=0成為");
        assert_eq!(masked("https://example.org/donate"), "https://example.org/donate");
        assert_eq!(masked("a -------- b ==== https://c.d/e----"), "a-b=https://c.d/e-");
        assert_eq!(masked(" a\u{200b}\u{3000}b "), "ab");
    }

    #[test]
    fn ids_of_addresses() {
        let text = "Part 1: https://youtu.be/FR8aCC-y9gI?t=12 Rain";
        assert_eq!(with_open_ids(text), "Part 1: https://youtu.be/*?t=* Rain");
        assert!(has_open_ids(&with_open_ids(text)) && !has_open_ids("*** https://youtu.be/"));
        assert_eq!(Masked::of(&with_open_ids(text), Ids::Masked).as_str(), Masked::of(text, Ids::Masked).as_str());
        assert_eq!(Masked::of(text, Ids::Kept).as_str(), "part0:https://youtu.be/fr8acc-y9gi?t=12rain");
        assert_eq!(words_len(text), 9);
    }

    #[test]
    fn parts_stand_where_they_stood() {
        let text = "第 12 期：歡迎";
        let masked = Masked::of(text, Ids::Kept);
        assert_eq!(masked.as_str(), "第0期：歡迎");
        let at = masked.as_str().find("0期").unwrap();
        assert_eq!(text.get(masked.range(at..at + 4).unwrap()), Some("12 期"));
    }

    /// Each address is read a fixed number of times: one pass for each character would take minutes.
    #[test]
    fn long_addresses() {
        let letters = format!("https://{}", "a".repeat(1 << 20));
        assert_eq!(Masked::of(&letters, Ids::Masked).as_str(), letters);
        assert_eq!(with_open_ids(&letters), letters);
        assert!(!has_open_ids(&"://".repeat(1 << 19)));
        assert_eq!(words_len(&"http://---".repeat(1 << 17)), 0);
        let dots = ".x".repeat(1 << 15);
        assert_eq!((0..dots.len()).filter(|&at| !is_border(&dots, at)).count(), 0);
    }

    #[test]
    fn borders_break_no_word_and_no_address() {
        let border = |before: &str, behind: &str| is_border(&format!("{before}{behind}"), before.len());
        assert!(border("雨。", "Follow"));
        assert!(border("雨", "天"));
        assert!(border("Rain. ", "Follow"));
        assert!(border("https://example.org/", "我"));
        assert!(!border("Fol", "low"));
        assert!(!border("https://example.org/", "?rain"));
        assert!(!border("rain:https:/", "/example.org/"));
        assert!(border("https://example.org/", "https://example.net/"));
        assert!(border("https://example.org/@ann", "--------"));
        assert!(!border("ann@example.org", "/x"));
    }
}
