//! Headings, with and without markup, and their levels.

mod series;

use super::shape::ordinal;
use crate::article::MarkKind;
use crate::draft::{Container, Draft, Fate, Item, Line, Places};
use crate::words::people;

/// The length in bytes from which a bold line is a sentence rather than a heading: 35 Chinese characters.
const LONG: usize = 105;
/// The maximal length in bytes of a heading of which only the start is bold.
const SHORT: usize = 75;
/// The length in bytes from which a heading element is a sentence in large type.
const SENTENCE: usize = 180;
/// The minimal length in bytes of a paragraph.
const PARAGRAPH: usize = 90;
/// The number of bold lines with a full stop from which they are headings.
const STATEMENTS: usize = 3;
/// The maximal length in bytes of a plain line that is a heading: 14 Chinese characters.
const PLAIN: usize = 42;

/// Marks the lines that are headings and normalizes their levels.
pub(crate) fn mark(draft: &mut Draft) {
    let lines: Places = draft.lines().filter(|(_, line)| line.fate == Fate::Body).map(|(at, _)| at).collect();
    let mut found: Vec<(usize, u8)> = Vec::new();
    // In an interview several lines begin with the name of the speaker.
    let speeches = lines
        .iter()
        .filter_map(|&at| draft.line(at))
        .filter(|line| line.weights.is_bold() && is_speech(line.text.as_str()))
        .count();
    // Bold lines with a full stop are headings if several of them alternate with paragraphs.
    let is_statement = |&&at: &&usize| {
        draft.line(at).is_some_and(|line| {
            let (prev, next) = (at.checked_sub(1).and_then(|at| draft.line(at)), draft.items.get(at + 1));
            !line.weights.is_italic()
                && prev.is_none_or(|prev| prev.level.is_none())
                && line.text.as_str().len() <= SHORT
                && line.text.as_str().ends_with(['.', '。'])
                && matches!(next, Some(Item::Line(next)) if is_bold_heading(line, Some(next), draft, at, true) && next.text.as_str().len() >= PARAGRAPH)
        })
    };
    let may_end = lines.iter().filter(is_statement).count() >= STATEMENTS;
    // The last heading element with a number, and its level: a bold line with the next number has the same level.
    let mut numbered: Option<(u32, u8)> = None;
    for (place, &at) in lines.iter().enumerate() {
        let Some(line) = draft.line(at) else { continue };
        let next = lines.get(place + 1).and_then(|&at| draft.line(at));
        let prev = place.checked_sub(1).and_then(|place| lines.get(place)).and_then(|&at| draft.line(at));
        if let Some(level) = line.level {
            if !is_sentence(line) && !matches!(line.container, Some(Container::Cell { .. })) {
                found.push((at, level));
                numbered = ordinal(line.text.as_str()).map(|ordinal| (ordinal, level));
            }
        } else if is_bold_heading(line, next, draft, at, may_end) && !(speeches > 1 && is_speech(line.text.as_str()))
            || is_kicker(line, next, lines.get(place + 2).and_then(|&at| draft.line(at)), draft, at)
            || is_plain_heading(line, prev, next)
            || is_dashed(line) && next.is_some()
        {
            let ordinal = ordinal(line.text.as_str());
            let like = ordinal.zip(numbered).filter(|(this, (before, _))| *this == before + 1);
            let level = like.map_or(UNMARKED, |(_, (_, level))| level);
            numbered = like.map(|(this, (_, level))| (this, level)).or(numbered);
            found.push((at, level));
        }
    }
    series::even_out(draft, &lines, &mut found);
    // A first heading above all text and of a lower rank than the others is the subtitle of the article.
    if let [(at, level), rest @ ..] = found.as_slice()
        && *level < UNMARKED
        && lines.first() == Some(at)
        && !rest.is_empty()
        && rest.iter().all(|(_, other)| other < level)
    {
        found.remove(0);
    }
    // If a bold line comes first, heading elements do not rank above it.
    if let Some((_, UNMARKED)) = found.first() {
        let top = found.iter().map(|(_, level)| *level).min().unwrap_or(UNMARKED);
        found.iter_mut().filter(|(_, level)| *level == UNMARKED).for_each(|(_, level)| *level = top);
    }
    // The levels of the open sections: each is one deeper than the section around it, whatever the original levels are.
    let mut over: Vec<u8> = Vec::new();
    for (at, level) in found {
        while over.last().is_some_and(|outer| *outer >= level) {
            over.pop();
        }
        over.push(level);
        let level = (1 + over.len() as u8).min(6);
        if let Some(line) = draft.line_mut(at) {
            line.fate = Fate::Heading(level);
        }
    }
}

/// Below every level of heading elements.
const UNMARKED: u8 = 7;

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['。', '；', '，', '、', ';', ',', '：', ':', '…'])
        || text.ends_with('.') && !text.ends_with("..") && text.contains(' ')
}

fn begins_with_strong(line: &Line) -> bool {
    line.text.marks().first().is_some_and(|mark| mark.range.start == 0 && mark.kind == MarkKind::Strong)
}

/// Returns whether a line is a question with a speaker: `甲：…？`.
fn is_speech(text: &str) -> bool {
    let speaker = text.char_indices().take(12).find(|(_, c)| matches!(c, '：' | ':')).map(|(at, _)| at);
    speaker.is_some_and(|at| at > 0 && text.len() > at + 12) && text.ends_with(['？', '?', '。'])
}

fn is_sentence(line: &Line) -> bool {
    let text = line.text.as_str();
    text.len() > SENTENCE && (ends_sentence(text) || text.len() > 360)
}

/// Returns whether a bold line is the heading of the following text. `may_end` says whether headings of the post end
/// with a full stop.
fn is_bold_heading(line: &Line, next: Option<&Line>, draft: &Draft, at: usize, may_end: bool) -> bool {
    let text = line.text.as_str();
    let starred = text.len() > 4 && text.starts_with("**") && text.ends_with("**");
    // A bold date or number before its description: `**Monday —** the first visit`.
    let begins_bold = text.len() <= SHORT
        && line.weights.is_at_least(line.weights.bold, 1, 3)
        && begins_with_strong(line)
        && text.contains('—');
    if !(line.weights.is_bold() || starred || begins_bold)
        || text.len() > LONG
        || line.preformatted
        || text.contains('\n')
    {
        return false;
    }
    let bare = text.trim_matches('*');
    let labels = bare.len() <= 36
        && bare.ends_with(['：', ':'])
        && bare.find(['：', ':']).is_some_and(|at| at + 3 >= bare.len());
    let may_end = may_end && bare.len() <= SHORT && bare.ends_with(['.', '。']) && !line.weights.is_italic();
    if ends_sentence(bare) && !labels && !may_end
        || people::names_role(bare)
        || is_dedication(bare)
        || opens_with_dash(bare)
    {
        return false;
    }
    if matches!(line.container, Some(Container::ListItem { .. } | Container::Quote | Container::Cell { .. })) {
        return false;
    }
    // It must be followed by text that is not bold, an image or a list.
    let follows = draft.items.get(at + 1);
    match follows {
        Some(Item::Picture(_) | Item::Embed(_) | Item::Open(_)) => true,
        _ => next.is_some_and(|next| {
            next.level.is_none() && (!next.weights.is_bold() || next.preformatted || next.text.as_str().len() > LONG)
        }),
    }
}

/// Returns whether a short bold line precedes a bold heading: the first half of a title.
fn is_kicker(line: &Line, next: Option<&Line>, behind: Option<&Line>, draft: &Draft, at: usize) -> bool {
    line.weights.is_bold()
        && line.text.as_str().len() <= PLAIN
        && line.text.as_str().contains(char::is_alphabetic)
        && !ends_sentence(line.text.as_str())
        && line.container.is_none()
        && !line.preformatted
        && matches!(draft.items.get(at + 1), Some(Item::Line(_)))
        && next.is_some_and(|next| next.level.is_none() && is_bold_heading(next, behind, draft, at + 1, false))
}

/// Returns whether a line is speech, or a name after speech: `– When does it sail?`.
fn opens_with_dash(text: &str) -> bool {
    text.starts_with(['-', '–', '—', '―', '－']) && !text.ends_with(['-', '–', '—', '―', '－'])
}

/// Returns whether a line is a dedication: `For my mother`.
fn is_dedication(text: &str) -> bool {
    const BEGINNINGS: [&str; 9] = [
        "献给",
        "獻給",
        "谨以此",
        "謹以此",
        "dedicated to ",
        "in memory of ",
        "in loving memory",
        "to the memory of ",
        "to my ",
    ];
    let head: String = text.chars().take(20).collect::<String>().to_lowercase();
    BEGINNINGS.iter().any(|beginning| head.starts_with(beginning))
}

/// Returns a line without its section number: `2.1 `, `三、`, `（一）`.
fn numbered(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、'));
    if rest.len() < text.len() {
        rest
    } else {
        text.trim_start_matches(|c: char| "一二三四五六七八九十、（）()".contains(c))
    }
}

/// Returns whether a line is short and between dashes: `- Chapters -`.
fn is_dashed(line: &Line) -> bool {
    const DASHES: [char; 5] = ['-', '—', '–', '=', '－'];
    let text = line.text.as_str();
    if text.len() > 60 || !text.starts_with(DASHES) || !text.ends_with(DASHES) {
        return false;
    }
    let inner = text.trim_matches(DASHES);
    line.container.is_none()
        && !line.preformatted
        && line.weights.link == 0
        && inner.len() + 2 <= text.len()
        && inner.chars().any(char::is_alphabetic)
        && !inner.contains(['。', '，', ',', '：', ':'])
}

/// Returns whether a short plain line without punctuation is alone between two paragraphs.
fn is_plain_heading(line: &Line, prev: Option<&Line>, next: Option<&Line>) -> bool {
    let text = line.text.as_str();
    let is_paragraph = |line: Option<&Line>| {
        line.is_some_and(|line| line.text.as_str().len() >= PARAGRAPH && line.container.is_none() && !line.preformatted)
    };
    text.len() <= PLAIN
        && text.chars().count() >= 2
        && line.container.is_none()
        && !line.preformatted
        && line.weights.link == 0
        && !line.weights.is_small()
        && !people::names_role(text)
        && !opens_with_dash(text)
        && text.chars().any(char::is_alphabetic)
        && !numbered(text).contains(|c: char| "。，！；：、…（）()《》「」“”\"/,.;:!~→←⋯\n#@=—".contains(c))
        && (is_paragraph(prev) || is_section_number(text) && prev.is_some_and(|prev| prev.level.is_some()))
        && is_paragraph(next)
}

/// Returns whether a line begins with the number of a subsection: `2.1 …`.
fn is_section_number(text: &str) -> bool {
    let number = text.split(' ').next().unwrap_or_default();
    number.contains('.') && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}
