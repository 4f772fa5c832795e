//! Chooses the markup of each mark of a text.

use std::collections::HashSet;
use std::ops::Range;

use super::Breaks;
use crate::article::{MarkKind, Text};
use crate::render::markdown::{MarkdownOptions, formulas};

/// A marked part of a text.
pub(super) struct Part<'t> {
    pub(super) range: Range<usize>,
    pub(super) kind: &'t MarkKind,
}

/// The markup of a marked part of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    /// `*` or `**`.
    Asterisks(&'static str),
    /// Backticks.
    Code,
    /// Square brackets followed by the address.
    Link,
    /// Dollar signs and the TeX between them.
    Formula(&'static str, String),
    /// A `<code>` element around TeX that cannot be written between dollar signs.
    TeX,
    /// A footnote reference.
    Note(u32),
    Nothing,
    /// An HTML element.
    Element,
}

/// A step through a text and its marks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece<'t> {
    Text(&'t str),
    /// The start of the mark with this index.
    Open(usize),
    Close(usize),
}

/// Returns the steps through a text and its marks, which are sorted.
pub(super) fn pieces<'t>(string: &'t str, marks: &[Part<'_>]) -> Vec<Piece<'t>> {
    let mut pieces = Vec::with_capacity(marks.len() * 3 + 1);
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    let mut text_to = |to: usize, pieces: &mut Vec<Piece<'t>>| {
        if let Some(text) = string.get(at..to).filter(|text| !text.is_empty()) {
            pieces.push(Piece::Text(text));
            at = to;
        }
    };
    for (index, mark) in marks.iter().enumerate() {
        while let Some((index, end)) = open.pop_if(|(_, end)| *end <= mark.range.start) {
            text_to(end, &mut pieces);
            pieces.push(Piece::Close(index));
        }
        text_to(mark.range.start, &mut pieces);
        pieces.push(Piece::Open(index));
        open.push((index, mark.range.end));
    }
    while let Some((index, end)) = open.pop() {
        text_to(end, &mut pieces);
        pieces.push(Piece::Close(index));
    }
    text_to(string.len(), &mut pieces);
    pieces
}

/// Returns the marks of a text without the whitespace at their ends, next to which asterisks are not delimiters, and
/// without redundant nested marks.
pub(super) fn parts(text: &Text) -> Vec<Part<'_>> {
    let string = text.as_str();
    let mut parts: Vec<Part<'_>> = Vec::with_capacity(text.marks().len());
    let mut open: Vec<(usize, &MarkKind)> = Vec::new();
    for mark in text.marks() {
        let inside = string.get(mark.range.clone()).unwrap_or_default();
        let start = mark.range.start + (inside.len() - inside.trim_start().len());
        let range = start..start + inside.trim().len();
        while open.pop_if(|(end, _)| *end <= range.start).is_some() {}
        let is_again = matches!(mark.kind, MarkKind::Strong | MarkKind::Emphasis | MarkKind::Code)
            && open.iter().any(|(_, kind)| **kind == mark.kind);
        if !range.is_empty() && !is_again {
            open.push((range.end, &mark.kind));
            parts.push(Part { range, kind: &mark.kind });
        }
    }
    parts
}

/// The number of attempts to choose forms; after each, the wrong ones become elements.
const TRIES: usize = 4;

/// Returns the form of each mark.
pub(super) fn forms(
    string: &str,
    marks: &[Part<'_>],
    breaks: Breaks,
    before: Option<char>,
    notes: &HashSet<u32>,
    options: MarkdownOptions,
) -> Vec<Form> {
    let pieces = pieces(string, marks);
    let mut forms = wanted(string, marks, breaks, &pieces, notes, options);
    for _ in 0..TRIES {
        if !mend(marks, &pieces, before, &mut forms) {
            return forms;
        }
    }
    for form in &mut forms {
        if matches!(form, Form::Asterisks(_)) {
            *form = Form::Element;
        }
    }
    forms
}

/// Returns the shortest form of each mark, independently of its surroundings.
fn wanted(
    string: &str,
    marks: &[Part<'_>],
    breaks: Breaks,
    pieces: &[Piece<'_>],
    notes: &HashSet<u32>,
    options: MarkdownOptions,
) -> Vec<Form> {
    let mut formula_end = None;
    let mut forms: Vec<Form> = Vec::with_capacity(marks.len());
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Open(index) => {
                let Some(mark) = marks.get(*index) else { continue };
                let holds_text_alone = matches!(pieces.get(at + 2), Some(Piece::Close(other)) if other == index);
                forms.push(match mark.kind {
                    MarkKind::Strong => Form::Asterisks("**"),
                    MarkKind::Emphasis => Form::Asterisks("*"),
                    MarkKind::Code if holds_text_alone && is_plain_code(string, mark, breaks, options) => Form::Code,
                    MarkKind::Link { .. } if options.links => Form::Link,
                    MarkKind::Math { .. } if !options.formulas => {
                        let is_plain = holds_text_alone && is_plain_code(string, mark, breaks, options);
                        if is_plain { Form::Code } else { Form::TeX }
                    }
                    MarkKind::Math { display } => {
                        let tex = string.get(mark.range.clone()).unwrap_or_default();
                        // The dollar signs of two adjacent formulas would be read as one delimiter.
                        let tex = formulas::between_dollars(tex, *display && breaks != Breaks::Element)
                            .filter(|_| formula_end != Some(mark.range.start));
                        match tex {
                            Some(tex) => {
                                formula_end = Some(mark.range.end);
                                Form::Formula(if *display { "$$" } else { "$" }, tex)
                            }
                            None => Form::TeX,
                        }
                    }
                    MarkKind::NoteReference { note } if notes.contains(note) => Form::Note(*note),
                    MarkKind::Link { .. } | MarkKind::Note { .. } => Form::Nothing,
                    _ => Form::Element,
                });
            }
            Piece::Close(_) | Piece::Text(_) => {}
        }
    }
    forms
}

/// Returns whether code can be written between backticks: on one line, without syntax of Liquid or tables, and without
/// an adjacent backtick.
fn is_plain_code(string: &str, mark: &Part<'_>, breaks: Breaks, options: MarkdownOptions) -> bool {
    let text = string.get(mark.range.clone()).unwrap_or_default();
    let before = string.get(..mark.range.start).unwrap_or_default();
    let behind = string.get(mark.range.end..).unwrap_or_default();
    let is_read = text.contains(['\n', '\r', '\t'])
        || options.jekyll && ["{{", "{%", "$$"].iter().any(|sign| text.contains(sign))
        || breaks == Breaks::Element && text.contains('|');
    let is_beside = before.ends_with(['`', '{', '\\']) || behind.starts_with(['`', '{']);
    !is_read && !is_beside && text.chars().any(|c| !c.is_control() && !c.is_whitespace())
}

/// The classes of characters that determine whether asterisks are delimiters.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Blank,
    /// Punctuation for no processor.
    Word,
    /// Punctuation for every processor.
    Sign,
    /// Emoji, other symbols, combining marks: processors differ.
    Unsure,
}

impl Kind {
    /// `None` is the start or end of a line.
    fn of(c: Option<char>) -> Kind {
        match c {
            None => Kind::Blank,
            Some(c) if c.is_whitespace() => Kind::Blank,
            Some(c) if c.is_alphanumeric() => Kind::Word,
            Some(c) if c.is_ascii_punctuation() => Kind::Sign,
            Some('\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}' | '\u{2045}'..='\u{2051}') => Kind::Sign,
            Some('\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '«' | '»') => {
                Kind::Sign
            }
            Some('！' | '＂' | '％' | '＆' | '＇' | '（' | '）' | '＊' | '，' | '－' | '．' | '／' | '：' | '；') => {
                Kind::Sign
            }
            Some('？' | '［' | '］' | '｛' | '｝' | '·' | '¿' | '¡') => Kind::Sign,
            Some(_) => Kind::Unsure,
        }
    }
}

/// Returns whether asterisks between the characters `outside` and `inside` open or close emphasis by the
/// [rules](https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run) of CommonMark.
fn flanks(outside: Kind, inside: Kind) -> bool {
    match inside {
        Kind::Blank => false,
        Kind::Word => true,
        Kind::Sign | Kind::Unsure => matches!(outside, Kind::Blank | Kind::Sign),
    }
}

/// Replaces asterisks by elements where processors would not read them as delimiters; returns whether there were any.
fn mend(marks: &[Part<'_>], pieces: &[Piece<'_>], before: Option<char>, forms: &mut [Form]) -> bool {
    let is_run = |piece: &Piece<'_>, forms: &[Form]| match piece {
        Piece::Open(at) | Piece::Close(at) => matches!(forms.get(*at), Some(Form::Asterisks(_))),
        Piece::Text(_) => false,
    };
    let mut wrong: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let run = pieces.iter().skip(at).take_while(|piece| is_run(piece, forms)).count();
        if run == 0 {
            at += 1;
            continue;
        }
        let (left, rest) = pieces.split_at_checked(at).unwrap_or_default();
        let (run, right) = rest.split_at_checked(run).unwrap_or_default();
        let outer = Kind::of(last_shown(left, forms).or(before));
        let inner = Kind::of(first_shown(right, forms).or(before.map(|_| '<')));
        let opens = run.iter().filter(|piece| matches!(piece, Piece::Open(_))).count();
        let is_right = match opens {
            0 => flanks(inner, outer),
            opens if opens == run.len() => flanks(outer, inner),
            // Where one part ends and another one begins, their asterisks would be one delimiter run.
            _ => false,
        };
        if !is_right {
            wrong.extend(run.iter().filter_map(|piece| match piece {
                Piece::Close(_) if opens > 0 => None,
                Piece::Open(index) | Piece::Close(index) => Some(*index),
                Piece::Text(_) => None,
            }));
        } else if let [Piece::Open(outer), Piece::Open(inner), ..] = run
            && marks.get(*outer).map(|part| &part.range) != marks.get(*inner).map(|part| &part.range)
        {
            // kramdown does not find the closing delimiters of `***a** b*`.
            wrong.push(*inner);
        }
        at += run.len();
    }
    for index in &wrong {
        if let Some(form) = forms.get_mut(*index) {
            *form = Form::Element;
        }
    }
    !wrong.is_empty()
}

/// Returns the last character that is written for some pieces.
fn last_shown(pieces: &[Piece<'_>], forms: &[Form]) -> Option<char> {
    pieces.iter().rev().find_map(|piece| match piece {
        Piece::Text(text) => text.chars().rev().find(|c| *c == '\n' || !c.is_control()),
        Piece::Open(at) => edge(forms.get(*at)?, '[', '>'),
        Piece::Close(at) => edge(forms.get(*at)?, ')', '>'),
    })
}

/// Returns the first character that is written for some pieces.
fn first_shown(pieces: &[Piece<'_>], forms: &[Form]) -> Option<char> {
    pieces.iter().find_map(|piece| match piece {
        Piece::Text(text) => text.chars().find(|c| *c == '\n' || !c.is_control()),
        Piece::Open(at) => edge(forms.get(*at)?, '[', '<'),
        Piece::Close(at) => edge(forms.get(*at)?, ']', '<'),
    })
}

fn edge(form: &Form, link: char, element: char) -> Option<char> {
    match form {
        Form::Asterisks(_) => Some('*'),
        Form::Code => Some('`'),
        Form::Link | Form::Note(_) => Some(link),
        Form::Formula(..) => Some('$'),
        Form::Element | Form::TeX => Some(element),
        Form::Nothing => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Mark;

    /// Returns the form of the part of a text in brackets, which is strong.
    fn form(text: &str) -> Form {
        let (start, end) = (text.find('[').unwrap(), text.find(']').unwrap() - 1);
        let mark = Mark { range: start..end, kind: MarkKind::Strong };
        let text = Text::new(text.replace(['[', ']'], ""), vec![mark]).unwrap();
        forms(text.as_str(), &parts(&text), Breaks::Hard, None, &HashSet::new(), MarkdownOptions::default())[0].clone()
    }

    #[test]
    fn asterisks_are_used_where_processors_read_emphasis() {
        for text in [
            "[rope]",
            "a [rope] b",
            "a[rope]b",
            "“[rope]”",
            "雨[绳]雨",
            "a [“rope”] b",
            "([rope].)",
            "[rope: ]x",
            "。[“绳”]。",
        ] {
            assert_eq!(form(text), Form::Asterisks("**"), "{text}");
        }
    }

    #[test]
    fn elements_are_used_where_processors_would_show_asterisks() {
        for text in ["雨[“绳”]雨", "a[(rope)] b", "雨[绳。]雨", "rope[🚀]s"] {
            assert_eq!(form(text), Form::Element, "{text}");
        }
    }
}
