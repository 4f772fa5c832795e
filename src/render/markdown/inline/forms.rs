//! What each mark of a text is written as.

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

/// What stands round a marked part of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    /// `*` or `**`.
    Asterisks(&'static str),
    /// Backticks.
    Code,
    /// Square brackets with the address behind them.
    Link,
    /// Dollars, and the TeX that stands between them.
    Formula(&'static str, String),
    /// An element of code round TeX that cannot stand between dollars.
    TeX,
    /// A mark of a footnote.
    Note(u32),
    Nothing,
    /// An element of HTML.
    Element,
}

/// A step through a text and its marks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece<'t> {
    Text(&'t str),
    /// The mark of this place begins.
    Open(usize),
    Close(usize),
}

/// Steps through a text and its marks, which are sorted.
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

/// The marks of a text without the blanks at their edges, inside which no asterisk is read as one, and without those that
/// mean what a mark round them means.
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

/// How often forms are tried; each time what was wrong becomes an element.
const TRIES: usize = 4;

/// The form of each mark.
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

/// The shortest form of each mark, whatever stands round it.
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
                        // The dollars of two formulas in a row would be one sign.
                        let tex = formulas::between_dollars(tex, breaks == Breaks::Element)
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

/// Whether code can stand between backticks: all its characters on one line, none that Liquid or a table reads, and no
/// other backtick beside it.
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

/// What readers of emphasis tell characters by.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Blank,
    /// No punctuation by any reader.
    Word,
    /// Punctuation by every reader.
    Sign,
    /// Emoji, other symbols, marks: readers differ.
    Unsure,
}

impl Kind {
    /// No character is the edge of a line.
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

/// Whether asterisks with `outside` on one side and `inside` on the other open or close emphasis by the
/// [rules](https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run) of CommonMark.
fn flanks(outside: Kind, inside: Kind) -> bool {
    match inside {
        Kind::Blank => false,
        Kind::Word => true,
        Kind::Sign | Kind::Unsure => matches!(outside, Kind::Blank | Kind::Sign),
    }
}

/// Makes elements of the asterisks that readers would not take for what they are; returns whether there were any.
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
            // Where one part ends and another one begins, their asterisks would be one run.
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
            // kramdown does not find the ends of `***a** b*`.
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

/// The last character that is written of some pieces.
fn last_shown(pieces: &[Piece<'_>], forms: &[Form]) -> Option<char> {
    pieces.iter().rev().find_map(|piece| match piece {
        Piece::Text(text) => text.chars().rev().find(|c| *c == '\n' || !c.is_control()),
        Piece::Open(at) => edge(forms.get(*at)?, '[', '>'),
        Piece::Close(at) => edge(forms.get(*at)?, ')', '>'),
    })
}

/// The first character that is written of some pieces.
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

    /// What is written round the part of a text between brackets, which is strong.
    fn form(text: &str) -> Form {
        let (start, end) = (text.find('[').unwrap(), text.find(']').unwrap() - 1);
        let mark = Mark { range: start..end, kind: MarkKind::Strong };
        let text = Text::new(text.replace(['[', ']'], ""), vec![mark]).unwrap();
        forms(text.as_str(), &parts(&text), Breaks::Hard, None, &HashSet::new(), MarkdownOptions::default())[0].clone()
    }

    #[test]
    fn asterisks_stand_where_readers_take_them_for_emphasis() {
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
    fn elements_stand_where_readers_would_show_asterisks() {
        for text in ["雨[“绳”]雨", "a[(rope)] b", "雨[绳。]雨", "rope[🚀]s"] {
            assert_eq!(form(text), Form::Element, "{text}");
        }
    }
}
