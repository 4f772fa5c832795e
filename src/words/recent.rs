//! The meanings of classes that were read before.

use super::Signs;

/// The maximal length in bytes of a value that is remembered.
const LONGEST: usize = 128;
/// The number of values that are remembered.
const SLOTS: usize = 512;

/// The meanings of values of `class`, which the elements of a post and the posts of a source share.
#[derive(Debug, Default)]
pub(crate) struct RecentNames {
    slots: Vec<(String, Signs)>,
}

impl RecentNames {
    /// Returns the meaning of the names in the value of an attribute.
    pub(crate) fn read(&mut self, value: &str) -> Signs {
        if self.slots.is_empty() {
            self.slots.resize_with(SLOTS, Default::default);
        }
        let slot = self.slots.get_mut(hash(value.as_bytes()) % SLOTS).filter(|_| value.len() <= LONGEST);
        match slot {
            Some((known, signs)) if known == value => *signs,
            Some((known, signs)) => {
                *signs = read(value);
                known.clear();
                known.push_str(value);
                *signs
            }
            None => read(value),
        }
    }
}

fn read(value: &str) -> Signs {
    let mut signs = Signs::default();
    signs.read(value);
    signs
}

/// Combines eight bytes at a time.
fn hash(bytes: &[u8]) -> usize {
    let (chunks, rest) = bytes.as_chunks();
    let last = rest.iter().fold(bytes.len() as u64, |last, byte| last << 8 | u64::from(*byte));
    let mix = |hash: u64, part: u64| (hash ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32);
    (chunks.iter().fold(mix(0, last), |hash, chunk| mix(hash, u64::from_le_bytes(*chunk))) >> 16) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_means_the_same_the_second_time() {
        let mut recent = RecentNames::default();
        let long = "related ".repeat(40);
        let values: Vec<String> =
            (0..4 * SLOTS).map(|at| format!("{} part-{at}", ["share", "caption", "rain"][at % 3])).collect();
        for value in values.iter().chain(&values).map(String::as_str).chain(["", "related", &long, ""]) {
            assert_eq!(recent.read(value), read(value), "{value:?}");
        }
    }
}
