//! Offsets in code points, for languages that do not count bytes.

use super::Mark;

/// The numbers of code points before the ends of some marks.
pub(super) struct CodePoints {
    /// Sorted offsets in bytes, each with the offset in code points. Empty if both are the same.
    known: Vec<(usize, usize)>,
}

impl CodePoints {
    /// Computes the offsets. Reads the whole text.
    pub(super) fn of(text: &str, marks: &[Mark]) -> Self {
        if text.is_ascii() {
            return CodePoints { known: Vec::new() };
        }
        let mut ends: Vec<usize> = marks.iter().flat_map(|mark| [mark.range.start, mark.range.end]).collect();
        ends.sort_unstable();
        ends.dedup();
        let (mut bytes, mut points) = (0, 0);
        let known = ends.into_iter().map(|end| {
            points += text.get(bytes..end).map_or(0, |between| between.chars().count());
            bytes = end;
            (end, points)
        });
        CodePoints { known: known.collect() }
    }

    /// Returns the number of code points before an offset in bytes.
    pub(super) fn before(&self, bytes: usize) -> usize {
        match self.known.binary_search_by_key(&bytes, |(end, _)| *end) {
            Ok(at) => self.known.get(at).map_or(bytes, |(_, points)| *points),
            Err(_) => bytes,
        }
    }
}
