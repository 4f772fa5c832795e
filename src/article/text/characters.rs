//! Classes of characters: whitespace that collapses, whitespace that stays inside of a line, invisible characters.

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Class {
    Shown,
    /// Whitespace that collapses.
    Space,
    /// A line break of the source: collapses, and is removed between CJK characters.
    SourceLine,
    /// Whitespace that stays inside of a line and is removed at its ends.
    EdgeBlank,
    /// An invisible character that is kept where it changes the display of the preceding one.
    Joiner,
    Unseen,
}

pub(super) fn classify(c: char) -> Class {
    match c {
        ' ' | '\t' => Class::Space,
        '\n' | '\r' | '\u{c}' | '\u{2028}' | '\u{2029}' => Class::SourceLine,
        '\u{a0}' | '\u{3000}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{1680}' => Class::EdgeBlank,
        '\u{200c}' | '\u{200d}' => Class::Joiner,
        '\u{0}'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}' => Class::Unseen,
        // Hangul and Khmer fillers and musical beams are not displayed by themselves.
        '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' | '\u{ffa0}' | '\u{1d173}'..='\u{1d17a}' => {
            Class::Unseen
        }
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => Class::Unseen,
        // Tag characters encode the flags of a few regions, and variation selectors choose between glyphs; elsewhere
        // they hide text.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0020}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}' => Class::Joiner,
        '\u{e0000}'..='\u{e0fff}' => Class::Unseen,
        _ => Class::Shown,
    }
}

/// Returns the length of the first character if the next bytes prove that [`classify`] calls it shown, otherwise
/// `None`.
pub(super) fn shown_len(bytes: &[u8]) -> Option<usize> {
    match *bytes {
        [0xe3, second, third, ..] if !matches!((second, third), (0x80, 0x80) | (0x85, 0xa4)) => Some(3),
        [0xef, second, ..] if !matches!(second, 0xb8 | 0xbb | 0xbe | 0xbf) => Some(3),
        [0xe2, 0x80, 0x90..=0xa7, ..] => Some(3),
        [0xe2, second, ..] if !matches!(second, 0x80 | 0x81) => Some(3),
        [0xf0, second, ..] if second != 0x9d => Some(4),
        _ => None,
    }
}

/// The number of bytes that are examined together.
pub(super) const CHUNK: usize = 16;

/// Returns whether a chunk and two further bytes exist, and all characters that begin in the chunk are
/// [shown](classify) or single spaces between words. Also returns `false` for some shown characters: accented letters,
/// emoji.
pub(super) fn is_shown_as_it_stands(bytes: &[u8]) -> bool {
    let Some(window) = bytes.first_chunk::<{ CHUNK + 2 }>() else { return false };
    let (Some(first), Some(second), Some(third)) = (
        window.first_chunk::<CHUNK>(),
        window.get(1..).and_then(<[u8]>::first_chunk::<CHUNK>),
        window.get(2..).and_then(<[u8]>::first_chunk::<CHUNK>),
    ) else {
        return false;
    };
    if let ([.., b' '], [.., next]) = (first, second)
        && !matches!(next, b'!'..0x7f | 0xe4..0xef)
    {
        return false;
    }
    // Without branches, so that compilers vectorize each comparison. Most chunks are ASCII or Chinese, which needs fewer
    // comparisons.
    let mut is_other = false;
    for ((&first, &second), &third) in first.iter().zip(second).zip(third) {
        is_other |= (first < b' ') | (first == 0x7f) | (first == b' ') & (second <= b' ');
        is_other |= (0xc0..0xe3).contains(&first) | (first >= 0xf0) | (first == 0xef) & (second != 0xbc);
        is_other |= (first == 0xe3) & ((second == 0x80) & (third == 0x80) | (second == 0x85));
    }
    if !is_other {
        return true;
    }
    let mut unseen = false;
    for ((&first, &second), &third) in first.iter().zip(second).zip(third) {
        unseen |= (first < b' ') | (first == 0x7f) | (first == b' ') & (second <= b' ');
        unseen |= (0xc2..0xe2).contains(&first) | (first >= 0xf0);
        // Quotation marks, full stops and commas begin with the same bytes as spaces and invisible characters.
        unseen |= (first == 0xe2) & ((second == 0x80) & !(0x90..=0xa7).contains(&third) | (second == 0x81));
        unseen |= (first == 0xe3) & ((second == 0x80) & (third == 0x80) | (second == 0x85) & (third == 0xa4));
        unseen |= (first == 0xef) & ((second == 0xb8) | (second == 0xbb) | (second >= 0xbe));
    }
    !unseen
}

/// Returns the same as [`is_shown_as_it_stands`] for the rest of a text, which must be shorter than a chunk and have no
/// space at its ends.
pub(super) fn is_shown_tail(bytes: &[u8]) -> bool {
    let mut chunk = [b'.'; CHUNK + 2];
    let ([first, ..], [.., last]) = (bytes, bytes) else { return false };
    let is_set = *first != b' '
        && *last != b' '
        && bytes.len() <= CHUNK
        && chunk.get_mut(..bytes.len()).map(|head| head.copy_from_slice(bytes)).is_some();
    is_set && is_shown_as_it_stands(&chunk)
}

/// Returns whether the first and the last character are ASCII letters, digits, punctuation or common Chinese
/// characters, by their bytes. Returns `false` for other shown characters.
pub(crate) fn has_shown_ends(text: &str) -> bool {
    matches!(text.as_bytes(), [0x21..=0x7e | 0xe4..=0xe9, ..])
        && matches!(
            text.as_bytes(),
            [.., 0x21..=0x7e] | [.., 0xe4..=0xe9, _, _] | [.., 0xe3, 0x80, 0x81..=0xbf] | [.., 0xef, 0xbc, _]
        )
}

/// Returns whether a byte is whitespace that collapses.
pub(super) fn is_source_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0xc)
}

/// Bytes that can begin a character that [`classify`] does not call shown.
#[expect(clippy::indexing_slicing, reason = "evaluated when compiled")]
pub(super) const MAY_BE_UNSEEN: [bool; 256] = {
    let mut may_be = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        may_be[byte] = !matches!(byte, 0x21..=0x7e | 0x80..=0xbf | 0xc3..=0xcc | 0xce..=0xd7 | 0xd9..=0xdf | 0xe4..=0xee | 0xf1..=0xf2);
        byte += 1;
    }
    may_be
};

/// Returns whether an invisible character changes how the end of a text is displayed.
pub(super) fn is_needed(c: char, text: &str) -> bool {
    let Some(last) = text.chars().next_back() else { return false };
    match c {
        '\u{e0020}'..='\u{e007f}' => {
            let mut before = text.chars().rev().take(8).skip_while(|c| matches!(c, '\u{e0020}'..='\u{e007e}'));
            before.next() == Some('\u{1f3f4}')
        }
        '\u{e0100}'..='\u{e01ef}' => {
            matches!(last, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        }
        '\u{fe00}'..='\u{fe0f}' => !last.is_whitespace() && !matches!(classify(last), Class::Joiner),
        _ => joins(last),
    }
}

/// Returns whether a joiner after this character can change its display.
fn joins(c: char) -> bool {
    matches!(c as u32,
        0x0590..=0x109f | 0x1780..=0x18af | 0x1900..=0x1cff | 0xa800..=0xabff
        | 0x203c..=0x3299 | 0xfe0f | 0x1f000..=0x1faff | 0xe0020..=0xe007f)
        && !is_cjk(c)
}

/// Returns whether a character is written without spaces around it.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c as u32,
        0x2018..=0x201d | 0x2026 | 0x2014 | 0x2e80..=0x303f | 0x3041..=0x31ff | 0x3200..=0x9fff | 0xf900..=0xfaff
        | 0xfe30..=0xfe4f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_recognized_by_few_bytes_are_shown() {
        for c in '\0'..=char::MAX {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).as_bytes();
            if let Some(length) = shown_len(bytes) {
                assert!(classify(c) == Class::Shown && length == c.len_utf8(), "{c:?}");
            }
            assert!(classify(c) == Class::Shown || MAY_BE_UNSEEN[usize::from(bytes[0])], "{c:?}");
        }
    }
}
