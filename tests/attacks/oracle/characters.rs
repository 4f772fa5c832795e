//! Characters that disguise text.

/// Returns the first character of a text that changes the direction of others, hides them, or is invisible without
/// being needed by its neighbours.
pub fn disguise(text: &str) -> Option<char> {
    let mut before = '\0';
    let mut flag = 0;
    for character in text.chars() {
        flag = match character {
            '\u{1F3F4}' => 1,
            // The flag of a region: its letters as tags after a black flag.
            '\u{E0020}'..='\u{E007F}' if (1..9).contains(&flag) => flag + 1,
            _ => 0,
        };
        let needed = match character {
            '\u{E0020}'..='\u{E007F}' => flag > 0,
            // Another glyph of an ideograph.
            '\u{E0100}'..='\u{E01EF}' => {
                matches!(before, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
            }
            '\u{FE00}'..='\u{FE0F}' => !is_selector(before),
            '\u{200C}' | '\u{200D}' => !matches!(before, '\u{200C}' | '\u{200D}'),
            _ => !is_disguise(character),
        };
        if !needed {
            return Some(character);
        }
        before = character;
    }
    None
}

/// Returns whether a character is a control character, or a format character that changes the direction or is invisible
/// at any position.
pub fn is_disguise(character: char) -> bool {
    match character {
        '\t' | '\n' => false,
        _ if character.is_control() => true,
        // Soft hyphen, Arabic letter mark, Hangul fillers, Khmer inherent vowels, Mongolian vowel separator.
        '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}' => true,
        // Zero-width space, direction marks, embeddings, overrides, isolates, invisible operators.
        '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => true,
        // Line and paragraph separators are whitespace to a browser and line breaks to scripts.
        '\u{2028}' | '\u{2029}' => true,
        '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' => true,
        '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}' => true,
        _ => false,
    }
}

fn is_selector(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

#[test]
fn characters_that_neighbours_need_are_no_disguise() {
    for fine in [
        "晴れ",
        "葛\u{E0100}",
        "❤\u{FE0F}",
        "👩\u{200D}💻",
        "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
        "a\n\tb",
    ] {
        assert_eq!(disguise(fine), None, "{fine:?}");
    }
    for hidden in [
        "😀\u{E0049}",
        "葛\u{E0100}\u{E0101}",
        "a\u{E0100}",
        "a\u{200D}\u{200D}",
        "\u{202E}",
        "\u{3164}",
        "a\u{FE00}\u{FE01}",
    ] {
        assert!(disguise(hidden).is_some(), "{hidden:?}");
    }
}
