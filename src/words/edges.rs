//! Lists of words with which texts begin or end. Two bytes decide for most texts that none of the words matches.

/// Words of at least two bytes each.
pub(crate) struct Starts {
    words: &'static [&'static str],
    pairs: Pairs,
}

/// Words of at least two bytes each, for the end of texts.
pub(crate) struct Ends {
    words: &'static [&'static str],
    pairs: Pairs,
}

impl Starts {
    pub(crate) const fn new(words: &'static [&'static str]) -> Starts {
        let mut pairs = Pairs::NONE;
        let mut rest = words;
        while let Some((word, others)) = rest.split_first() {
            if let [first, second, ..] = word.as_bytes() {
                pairs = pairs.with(*first, *second);
            }
            rest = others;
        }
        Starts { words, pairs }
    }

    /// Returns all words if a text may begin with one of them, ignoring ASCII case; none if it cannot.
    pub(crate) fn of(&self, text: &str) -> &'static [&'static str] {
        match text.as_bytes() {
            [first, second, ..] if self.pairs.has(*first, *second) => self.words,
            _ => &[],
        }
    }
}

impl Ends {
    pub(crate) const fn new(words: &'static [&'static str]) -> Ends {
        let mut pairs = Pairs::NONE;
        let mut rest = words;
        while let Some((word, others)) = rest.split_first() {
            if let [.., second, last] = word.as_bytes() {
                pairs = pairs.with(*second, *last);
            }
            rest = others;
        }
        Ends { words, pairs }
    }

    /// Returns all words if a text may end with one of them, ignoring ASCII case; none if it cannot.
    pub(crate) fn of(&self, text: &str) -> &'static [&'static str] {
        match text.as_bytes() {
            [.., second, last] if self.pairs.has(*second, *last) => self.words,
            _ => &[],
        }
    }
}

/// A set of pairs of bytes, some of which share a bit.
#[derive(Clone, Copy)]
pub(super) struct Pairs([u64; 4]);

impl Pairs {
    pub(super) const NONE: Pairs = Pairs([0; 4]);

    pub(super) const fn with(self, first: u8, second: u8) -> Pairs {
        let Pairs([mut a, mut b, mut c, mut d]) = self;
        let (quarter, bit) = Pairs::place(first, second);
        match quarter {
            0 => a |= bit,
            1 => b |= bit,
            2 => c |= bit,
            _ => d |= bit,
        }
        Pairs([a, b, c, d])
    }

    pub(super) fn has(self, first: u8, second: u8) -> bool {
        let (quarter, bit) = Pairs::place(first, second);
        self.0.get(quarter).is_some_and(|bits| bits & bit != 0)
    }

    /// Returns the same bit for both cases of ASCII letters.
    const fn place(first: u8, second: u8) -> (usize, u64) {
        let hash = ((first | 0x20) as u16).wrapping_mul(37) ^ ((second | 0x20) as u16).wrapping_mul(151);
        ((hash >> 6) as usize & 3, 1 << (hash & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_overlooked() {
        const WORDS: &[&str] = &["图源", "Photo by", "©", "/ap", "via "];
        const STARTS: Starts = Starts::new(WORDS);
        const ENDS: Ends = Ends::new(WORDS);
        for word in WORDS {
            for word in [(*word).to_owned(), word.to_ascii_uppercase(), word.to_ascii_lowercase()] {
                assert_eq!(STARTS.of(&format!("{word} 甲")), WORDS, "{word}");
                assert_eq!(ENDS.of(&format!("甲 {word}")), WORDS, "{word}");
            }
        }
        assert!(STARTS.of("").is_empty() && ENDS.of("x").is_empty() && STARTS.of("雨后的街道").is_empty());
    }
}
