//! Reads the signs of the targets of the links of a line.

use super::Reader;
use super::title::letters;
use crate::article::{RemovedKind, WebUrl};
use crate::draft::Line;
use crate::links::leads;
use crate::words::{Group, Sign};

/// The maximal number of links of a line that are examined.
const LINKS: usize = 6;

impl Reader<'_> {
    /// Calls `each` for the signs of the links of a line.
    pub(super) fn targets(&self, line: &Line, zone: u8, each: &mut impl FnMut(Sign)) {
        let mut seen = 0u32;
        let mut tell = |value: u8| {
            if seen & 1 << value == 0 {
                seen |= 1 << value;
                each(Group::Target.is(value));
                each(Group::ZoneTarget.with(zone, value));
            }
        };
        if line.weights.link == 0 {
            return;
        }
        let mut leads_anywhere = false;
        for (words, url) in line.text.links().take(LINKS) {
            leads_anywhere = true;
            self.target(words, url, &mut tell);
        }
        if !leads_anywhere {
            tell(22);
        }
    }

    fn target(&self, words: &str, url: &WebUrl, tell: &mut impl FnMut(u8)) {
        let text = url.as_str();
        if text.starts_with("mailto:") {
            return tell(0);
        }
        let host = self.context.host;
        tell(host.map_or(3, |host| if leads::is_on(text, host) { 1 } else { 2 }));
        if self.context.is_page(url) {
            tell(4);
        } else if self.context.is_other_article(url) {
            tell(5);
        }
        if leads::is_profile(url) {
            tell(6);
        }
        if leads::asks(text) {
            tell(7);
        }
        if leads::is_tag_page(url) {
            tell(8);
        }
        if leads::is_author_page(url) {
            tell(9);
        }
        if words.trim() == text || words.starts_with("http") {
            tell(10);
        }
        let path = leads::behind_scheme(text).unwrap_or_default();
        let mut parts = leads::parts(path);
        while parts != 0 {
            tell(11 + parts.trailing_zeros() as u8);
            parts &= parts - 1;
        }
        if !path.trim_end_matches('/').contains('/') {
            tell(20);
        }
        if self.title.count > 0 && letters(words).eq(self.title.key.chars()) {
            tell(21);
        }
    }
}

/// Returns the kind of boilerplate of a line by the target of its first link.
pub(crate) fn target_kind(line: &Line) -> Option<RemovedKind> {
    let (_, url) = line.text.links().next()?;
    if leads::is_profile(url) || leads::asks(url.as_str()) || url.as_str().starts_with("mailto:") {
        Some(RemovedKind::Promotion)
    } else if leads::is_tag_page(url) || leads::is_author_page(url) {
        Some(RemovedKind::Metadata)
    } else {
        line.weights.is_mostly_link().then_some(RemovedKind::Related)
    }
}
