//! Characters that change what a reader believes to see.

/// Controls, and format characters that turn the direction or show nothing. The joiners of scripts and emoji and the
/// first variation selectors are none: they change how their neighbours are drawn.
pub fn is_disguise(character: char) -> bool {
    match character {
        '\t' | '\n' => false,
        _ if character.is_control() => true,
        // Soft hyphen, Arabic letter mark, Hangul fillers, Khmer inherent vowels, Mongolian vowel separator.
        '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}' => true,
        // Zero-width blank, direction marks, embeddings, overrides, isolates, invisible operators.
        '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => true,
        // Line and paragraph separators are white space to a browser and line ends to scripts.
        '\u{2028}' | '\u{2029}' => true,
        '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' => true,
        '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}' => true,
        _ => false,
    }
}
