//! Reads the names of authors from the lines and elements of a page.

use crate::dom::{Dom, NodeId, Tag};
use crate::verdicts::dates;
use crate::words::people::{self, Label};

/// Words that precede the name of an author.
const BY: &[&str] = &[
    "written by ",
    "posted by ",
    "published by ",
    "words by ",
    "story by ",
    "by: ",
    "by ",
    "author: ",
    "auteur: ",
    "autor: ",
];
/// Words that precede the name of an author, but can also begin one, as `von` does.
const BY_OR_NAME: &[&str] =
    &["geschrieben von ", "von ", "publié par ", "par ", "escrito por ", "por ", "di ", "door "];
/// Texts that are only a label for an author, whose name follows in another text.
const ALONE: &[&str] = &[
    "by",
    "written by",
    "posted by",
    "words by",
    "author",
    "authors",
    "the author",
    "about the author",
    "contributors",
    "verfasst von",
    "autor",
    "écrit par",
    "auteur",
    "escrito por",
    "scritto da",
    "geschreven door",
    "skriven av",
    "作者",
];
/// Words in lower case inside of names or between them.
const BETWEEN: &[&str] = &[
    "and", "with", "et", "und", "y", "e", "en", "de", "del", "della", "da", "di", "du", "des", "dos", "la", "le",
    "van", "von", "der", "den", "zu", "al", "bin", "ibn", "for",
];
/// The maximal number of words in a line of names.
const WORDS: usize = 16;

/// Returns whether a text begins with a word for its author and continues with names.
pub(super) fn names_writer(text: &str) -> bool {
    let name = without_by(text);
    name.len() < text.trim().len() && looks_like_names(name)
}

/// Returns whether a text begins with words that only introduce an author, never a title, a category or the middle of a
/// sentence.
pub(super) fn says_written(text: &str) -> bool {
    ["Written by", "WRITTEN BY", "Words by", "WORDS BY"].iter().any(|by| text.starts_with(by))
}

/// Returns whether a text is only a label for an author.
pub(super) fn is_by(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':').trim_end();
    ALONE.iter().any(|by| text.eq_ignore_ascii_case(by))
}

/// Returns whether a text has the form of one or more names.
fn looks_like_names(text: &str) -> bool {
    let mut words = 0;
    let is_part = |word: &str| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        first.is_none_or(|first| !first.is_lowercase()) || BETWEEN.contains(&word)
    };
    let are_parts = text.split_whitespace().all(|word| {
        words += 1;
        is_part(word)
    });
    are_parts && (1..=WORDS).contains(&words) && text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
}

/// Returns a byline without the word that precedes the name.
pub(super) fn without_by(byline: &str) -> &str {
    let byline = byline.trim().trim_end_matches(['|', ',', ';', '·', '•', '-', '—', '–']).trim_end();
    let behind = |by: &&str| {
        let head = byline.get(..by.len())?;
        head.eq_ignore_ascii_case(by).then(|| byline.get(by.len()..).unwrap_or_default().trim())
    };
    let name = BY.iter().find_map(behind);
    let name = name.or_else(|| BY_OR_NAME.iter().find_map(behind).filter(|name| name.contains(' ')));
    match name {
        Some(name) => name,
        None if is_by(byline) => "",
        None => byline,
    }
}

/// Returns the name of the author in a text, without its date.
pub(super) fn name(text: &str) -> Option<String> {
    let text = text.replace('\u{a0}', " ");
    let mut name = text.trim();
    if let Some(date) = dates::find(name) {
        let before = name.get(..date.range.start).unwrap_or_default().trim();
        let behind = name.get(date.range.end..).unwrap_or_default().trim();
        name = if before.chars().any(char::is_alphabetic) { before } else { behind };
    }
    let name = without_by(name);
    // A text of two letters has the initials on an avatar.
    let is_name = name.chars().filter(|c| c.is_alphabetic()).nth(usize::from(name.is_ascii()) * 2).is_some()
        && !name.chars().any(|c| c.is_ascii_digit())
        && !name.ends_with(':')
        && !matches!(people::label(name), Some((Label::Time | Label::Count, _)));
    is_name.then(|| name.to_owned())
}

/// Returns the name of the author in an element, which may have further lines about the author.
pub(super) fn name_in(dom: &Dom, id: NodeId) -> Option<String> {
    let lines = lines(dom, id);
    let labelled = lines.iter().position(|line| is_by(line)).and_then(|at| lines.get(at + 1));
    let said = || lines.iter().find(|line| names_writer(line));
    match labelled.or_else(said) {
        Some(line) => name(line),
        None => lines.iter().find_map(|line| name(line)),
    }
}

/// Returns the lines of the text of an element.
fn lines(dom: &Dom, id: NodeId) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut before = None;
    for inner in dom.descendants(id) {
        if dom.tag(inner) == Tag::Br {
            before = None;
        }
        let Some(text) = dom.text(inner) else { continue };
        let block = dom.ancestors(inner).skip(1).find(|&outer| outer == id || !dom.is_inline(outer));
        match lines.last_mut().filter(|_| block == before) {
            Some(line) => line.push_str(text),
            None => lines.push(text.to_owned()),
        }
        before = block;
    }
    lines.retain(|line| !line.trim().is_empty());
    for line in &mut lines {
        *line = crate::article::one_line(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_the_word_before_them() {
        for (text, name) in [
            ("By Ada Quill", "Ada Quill"),
            ("Par Ada Quill", "Ada Quill"),
            ("von Quill", "von Quill"),
            ("Written by Ada Quill |", "Ada Quill"),
            ("The author", ""),
        ] {
            assert_eq!(without_by(text), name, "{text}");
        }
    }

    #[test]
    fn lines_that_go_on_as_sentences_name_nobody() {
        assert!(names_writer("By Ada Quill and Ben de Moor"));
        assert!(names_writer("Por Ada Quill"));
        assert!(!names_writer("By the time the ferry left, it rained"));
        assert!(!names_writer("Por qué llueve en junio"));
        assert!(!names_writer("Ada Quill"));
    }

    #[test]
    fn dates_and_labels_are_no_names() {
        assert_eq!(name("Ada Quill, 25 June 2021").as_deref(), Some("Ada Quill"));
        assert_eq!(name("Last Updated:"), None);
        assert_eq!(name("Updated on 25 June 2021"), None);
    }
}
