//! The phrases of boilerplate, in Chinese and English, by kind.
//!
//! To add a phrase, insert it under its kind, in lower case and in simplified characters: its traditional spellings are
//! found too.

mod advert;
mod comments;
mod copyright;
mod footer;
mod form;
mod label;
mod metadata;
mod navigation;
mod promotion;
mod related;
mod share;

use crate::article::RemovedKind::{self, *};

/// The position of a text in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Anywhere.
    Within,
    /// At the start, after bullets and brackets.
    Start,
    /// At the end.
    End,
    /// The whole line, apart from bullets, brackets and colons.
    Whole,
}

impl Place {
    pub(crate) const ALL: [Place; 4] = [Place::Start, Place::Within, Place::End, Place::Whole];

    pub(crate) fn bit(self) -> u8 {
        1 << self as u8
    }

    /// Returns whether a line must begin with the text.
    pub(crate) fn leads(self) -> bool {
        matches!(self, Place::Start | Place::Whole)
    }

    /// Returns whether a line must end with the text.
    pub(crate) fn ends(self) -> bool {
        matches!(self, Place::End | Place::Whole)
    }
}

/// A phrase, its weight (3: almost never in an article, 2: seldom, 1: often, so that two are needed in a short line)
/// and its position.
pub(crate) type Phrase = (&'static str, u8, Place);

/// The phrases of each kind of boilerplate.
pub(crate) const PHRASES: &[(RemovedKind, &[Phrase])] = &[
    (Advert, advert::PHRASES),
    (Comments, comments::PHRASES),
    (Copyright, copyright::PHRASES),
    (Footer, footer::PHRASES),
    (Form, form::PHRASES),
    (Label, label::PHRASES),
    (Metadata, metadata::PHRASES),
    (Navigation, navigation::PHRASES),
    (Promotion, promotion::PHRASES),
    (Promotion, promotion::chinese::PHRASES),
    (Related, related::PHRASES),
    (Share, share::PHRASES),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_lower_case_and_unique() {
        let mut seen = std::collections::HashSet::new();
        for (phrase, _, place) in PHRASES.iter().flat_map(|(_, phrases)| *phrases) {
            assert_eq!(*phrase, phrase.to_ascii_lowercase());
            assert!(seen.insert((phrase, format!("{place:?}"))), "{phrase} twice");
        }
    }
}
