//! Compares lines with the title of the post, by their letters and digits.

/// Returns the letters and digits of a text, in lower case.
pub(super) fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter_map(|c| match c {
        // Most characters have no case, so no table of cases is read for them.
        '\u{3400}'..='\u{9fff}' => Some(c),
        '\0'..='\x7f' => c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()),
        _ => c.is_alphanumeric().then(|| c.to_lowercase().next().unwrap_or(c)),
    })
}

/// The maximal length in bytes of a title with which lines are compared. A longer title is a text of its own, and every
/// line would be searched for it.
const LONGEST: usize = 1024;

/// The letters and digits of the title, and the set of them.
#[derive(Default)]
pub(super) struct Title {
    pub(super) key: String,
    pub(super) count: usize,
    /// A bit set of its characters; several characters share a bit.
    characters: [u64; 4],
}

impl Title {
    pub(super) fn new(title: &str) -> Title {
        let mut found = Title::default();
        if title.len() > LONGEST {
            return found;
        }
        found.key.reserve(title.len());
        for c in letters(title) {
            found.key.push(c);
            found.count += 1;
            if let Some(bits) = found.characters.get_mut(c as usize >> 6 & 3) {
                *bits |= 1 << (c as u32 & 63);
            }
        }
        found
    }

    fn may_hold(&self, c: char) -> bool {
        self.characters.get(c as usize >> 6 & 3).is_some_and(|bits| bits >> (c as u32 & 63) & 1 != 0)
    }

    /// Returns whether a text is the title, contains it, or is contained in it, as the value of [`Group::Title`].
    pub(super) fn compare(&self, text: &str) -> Option<u8> {
        /// The minimal length in bytes of a meaningful title or part of one.
        const LONG_ENOUGH: usize = 9;
        let is_shorter = text.len() < self.key.len();
        let (mut count, mut run, mut longest) = (0, 0, 0);
        for c in letters(text) {
            count += 1;
            run = if self.may_hold(c) { run + 1 } else { 0 };
            // A text that is too short to contain the title must be contained in it, with each character.
            if run == 0 && is_shorter {
                return None;
            }
            longest = longest.max(run);
        }
        // Neither can contain the other.
        if count == 0 || longest < count.min(self.count) {
            return None;
        }
        let own: String = letters(text).collect();
        if own == self.key {
            Some(0)
        } else if self.key.len() >= LONG_ENOUGH && own.contains(&self.key) {
            Some(1)
        } else if own.len() >= LONG_ENOUGH && self.key.contains(&own) {
            Some(2)
        } else {
            None
        }
    }
}
