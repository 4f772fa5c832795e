//! Reads `class` and `id` values as signs of whether an element is part of the main content. A value that repeats the
//! words of a heading is not a sign.
//!
//! The words are those of [Readability](https://github.com/mozilla/readability/blob/main/Readability.js), where they
//! are proven on the web at large.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// The set of signs in the names of one element.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Says(u8);

impl Says {
    /// The element is rarely part of the main content.
    pub(super) const UNLIKELY: Says = Says(1);
    /// The element can be the header of the main content.
    pub(super) const HEAD: Says = Says(1 << 4);
    /// The element can be part of the main content despite [`UNLIKELY`](Self::UNLIKELY) names.
    pub(super) const MAYBE: Says = Says(1 << 1);
    /// The element often contains the main content.
    pub(super) const FOR: Says = Says(1 << 2);
    /// The element is often outside of the main content.
    pub(super) const AGAINST: Says = Says(1 << 3);

    pub(super) const fn and(self, other: Says) -> Says {
        Says(self.0 | other.0)
    }

    pub(super) fn has(self, says: Says) -> bool {
        self.0 & says.0 != 0
    }

    /// Returns the signs in the value of a `class` or `id` attribute.
    pub(super) fn read(value: &str) -> Says {
        static WORDS_IN_NAMES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
            let words = WORDS.iter().map(|(word, _)| word);
            AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::Standard).build(words).ok()
        });
        let mut says = Says::default();
        if let Some(words) = &*WORDS_IN_NAMES
            && !is_sentence(value)
        {
            for found in words.find_overlapping_iter(value) {
                says = WORDS.get(found.pattern().as_usize()).map_or(says, |(_, word)| says.and(*word));
            }
        }
        says
    }
}

/// Returns whether a name consists of the words of a heading: `respond-to-review-comments`.
fn is_sentence(value: &str) -> bool {
    !value.contains(' ') && !value.contains("__") && value.split(['-', '_']).filter(|word| !word.is_empty()).count() > 3
}

const U: Says = Says::UNLIKELY;
const M: Says = Says::MAYBE;
const F: Says = Says::FOR;
const A: Says = Says::AGAINST;

const WORDS: &[(&str, Says)] = &[
    ("-ad-", U.and(A)),
    ("ad-break", U),
    ("agegate", U),
    ("and", M),
    ("article", M.and(F)),
    ("banner", U.and(A)),
    ("blog", F),
    ("body", M.and(F)),
    ("breadcrumb", U),
    ("column", M),
    ("com-", A),
    ("combx", U.and(A)),
    ("comment", U.and(A)),
    ("commentary", M),
    ("community", U),
    ("contact", A),
    ("content", M.and(F)),
    ("cookie", U),
    ("consent", U),
    ("cover-wrap", U),
    ("disqus", U),
    ("entry", F),
    ("extra", U),
    ("footer", U.and(A)),
    ("gdpr", U.and(A)),
    ("header", Says::HEAD),
    ("hidden", A),
    ("legends", U),
    ("main", M.and(F)),
    ("masthead", A),
    ("mathjax", M),
    ("media", A),
    ("menu", U),
    ("meta", A),
    ("outbrain", A),
    ("page", F),
    ("pager", U),
    ("pagination", U.and(F)),
    ("popup", U),
    ("post", F),
    ("promo", A),
    ("related", U.and(A)),
    ("remark", U),
    ("replies", U),
    ("rss", U),
    ("scroll", A),
    ("shadow", M),
    ("share", A),
    ("shopping", A),
    ("shoutbox", U.and(A)),
    ("sidebar", U.and(A)),
    ("skyscraper", U.and(A)),
    ("social", U),
    ("sponsor", U.and(A)),
    ("story", F),
    ("supplemental", U),
    ("tags", A),
    ("text", F),
    ("widget", A),
];
