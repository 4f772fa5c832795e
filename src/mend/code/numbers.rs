//! Finds the numbers of lines in a listing whose markup does not name them.

use crate::dom::{Dom, NodeId};

/// The maximal length in bytes of the number of a line with its spaces.
const LENGTH: usize = 8;
/// The number of elements at the beginnings of lines that are read.
const MANY: usize = 20_000;

/// Elements at the beginnings of lines whose whole text is a number.
#[derive(Default)]
pub(super) struct Numbers {
    /// The offset of the line, the length of the text, and the number.
    found: Vec<(usize, usize, u32)>,
    seen: usize,
}

impl Numbers {
    /// Records an element at the beginning of a line at this offset of the text.
    pub(super) fn see(&mut self, dom: &Dom, id: NodeId, at: usize) {
        self.seen += 1;
        if self.seen > MANY || self.found.last().is_some_and(|&(last, ..)| last == at) {
            return;
        }
        // The texts as they are: whitespace counts.
        let mut text = String::new();
        for part in dom.descendants(id).chain([id]).filter_map(|id| dom.text(id)) {
            if text.len() + part.len() > LENGTH || part.contains('\n') {
                return;
            }
            text.push_str(part);
        }
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'.'));
        if is_number && let Ok(number) = text.trim_matches([' ', '.']).parse() {
            self.found.push((at, text.len(), number));
        }
    }

    /// Returns the text without the numbers, and the numbers, if they count its lines from 1: each at the beginning of
    /// its line, each in a line of its own before its line, or all before all lines.
    pub(super) fn cut_from(&self, text: &str) -> Option<(String, String)> {
        let counts = self.found.iter().zip(1..).all(|(&(_, _, number), count)| number == count);
        if self.found.len() < 2 || !counts {
            return None;
        }
        let ends = |at: usize, length: usize| {
            let rest = text.get(at + length..)?;
            Some(rest.is_empty() || rest.starts_with('\n'))
        };
        let mut are_alone = true;
        for &(at, length, _) in &self.found {
            are_alone &= ends(at, length)?;
        }
        let mut kept = String::with_capacity(text.len());
        if are_alone {
            let last = self.found.last().and_then(|&(at, length, _)| text.get(at + length..))?;
            let are_before_all = self.found.windows(2).all(|pair| match pair {
                [(at, length, _), (next, ..)] => at + length + 1 == *next,
                _ => true,
            });
            let rest = last.strip_prefix('\n').unwrap_or(last);
            if are_before_all {
                let is_same = rest.trim_end().split('\n').count().abs_diff(self.found.len()) <= 1;
                kept.push_str(rest);
                return (is_same && !rest.trim().is_empty()).then(|| (kept, self.said()));
            }
        }
        // The numbers must precede all lines.
        let step = if are_alone { 2 } else { 1 };
        let mut at = 0;
        let mut left = self.found.iter().peekable();
        let mut lines = Vec::new();
        for (count, line) in text.split('\n').enumerate() {
            match left.next_if(|(place, ..)| *place == at) {
                Some(_) if are_alone && count % step != 0 => return None,
                Some(_) if are_alone => {}
                Some((_, length, _)) => lines.push(line.get(*length..)?),
                None if are_alone && count % step == 1 => lines.push(line),
                None if line.trim().is_empty() => lines.push(line),
                None => return None,
            }
            at += line.len() + 1;
        }
        // `1 let a`: the space separates the number from the line.
        let blank = |line: &&str| line.is_empty() || line.starts_with([' ', '\u{a0}', '\t']);
        let is_apart = !are_alone && lines.iter().all(blank);
        for (count, line) in lines.iter().enumerate() {
            if count > 0 {
                kept.push('\n');
            }
            let mut chars = line.chars();
            if is_apart {
                chars.next();
            }
            kept.push_str(chars.as_str());
        }
        (!kept.trim().is_empty()).then(|| (kept, self.said()))
    }

    fn said(&self) -> String {
        let numbers: Vec<String> = self.found.iter().map(|(_, _, number)| number.to_string()).collect();
        numbers.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, found: &[(usize, usize, u32)]) -> Option<String> {
        Numbers { found: found.to_vec(), seen: 0 }.cut_from(text).map(|(text, _)| text)
    }

    #[test]
    fn numbers_count_all_lines() {
        assert_eq!(cut("1a\n2b", &[(0, 1, 1), (3, 1, 2)]).as_deref(), Some("a\nb"));
        assert_eq!(cut("1 a\n2   b", &[(0, 1, 1), (4, 1, 2)]).as_deref(), Some("a\n  b"));
        assert_eq!(cut("1\na\n2\nb", &[(0, 1, 1), (4, 1, 2)]).as_deref(), Some("a\nb"));
        assert_eq!(cut("1\n2\na\nb", &[(0, 1, 1), (2, 1, 2)]).as_deref(), Some("a\nb"));
        assert_eq!(cut("1a\nx\n2b", &[(0, 1, 1), (5, 1, 2)]), None);
        assert_eq!(cut("7a\n8b", &[(0, 1, 7), (3, 1, 8)]), None);
        assert_eq!(cut("1\n2", &[(0, 1, 1), (2, 1, 2)]), None);
    }
}
