//! Footnotes, as in [pandoc](https://pandoc.org/MANUAL.html#footnotes), kramdown and GitHub: `[^1]` in the text, and
//! `[^1]: ` before the note, whose further lines are indented by four spaces.

use std::collections::HashSet;

use crate::article::{Article, Block, MarkKind};
use crate::render::note_of;

/// The indentation of all lines of a note but the first.
pub(super) const INDENT: usize = 4;

/// Returns the notes that have a reference and can be written as footnotes: items of lists outside of other containers.
pub(super) fn of(article: &Article) -> HashSet<u32> {
    let items = article.blocks.iter().filter_map(|block| match block {
        Block::List(list) => Some(&list.items),
        _ => None,
    });
    let mut twice = HashSet::new();
    let mut notes = HashSet::new();
    for note in items.flatten().filter_map(|item| note_of(item)) {
        if !notes.insert(note) {
            twice.insert(note);
        }
    }
    if notes.is_empty() {
        return notes;
    }
    let marks = article.walk().flat_map(Block::texts).flat_map(|text| text.marks());
    let referenced: HashSet<u32> = marks
        .filter_map(|mark| match mark.kind {
            MarkKind::NoteReference { note } => Some(note),
            _ => None,
        })
        .collect();
    notes.retain(|note| referenced.contains(note) && !twice.contains(note));
    notes
}

/// Returns whether a note could be read as a [link reference
/// definition](https://spec.commonmark.org/0.31.2/#link-reference-definition): one word on its line, or one followed by
/// text in quotation marks or parentheses.
pub(super) fn begins_with_one_word(item: &[Block]) -> bool {
    let Some(Block::Paragraph(text)) = item.first() else { return false };
    let text = text.as_str().trim_start();
    let behind = text.trim_start_matches(|c: char| !c.is_whitespace());
    let next = behind.trim_start_matches([' ', '\t']);
    next.is_empty() || next.starts_with(['\n', '"', '\'', '(']) || next.starts_with(char::is_whitespace)
}
