//! Headings, with and without markup, and their levels.

mod series;

use super::shape::ordinal;
use crate::article::MarkKind;
use crate::draft::{Container, Draft, Fate, Item, Line, Places};
use crate::words::people;

/// Bytes of a line in bold that is a sentence rather than a heading: 35 Chinese characters.
const LONG: usize = 105;
/// Bytes of a line of which only the beginning is bold.
const SHORT: usize = 75;
/// Bytes of a heading element that is a sentence in large type.
const SENTENCE: usize = 180;
/// Bytes of a paragraph.
const PARAGRAPH: usize = 90;
/// Bytes of a plain line that titles what follows: 14 Chinese characters.
const PLAIN: usize = 42;

/// Marks the lines that are headings and evens out their levels.
pub(crate) fn mark(draft: &mut Draft) {
    let lines: Places = draft.lines().filter(|(_, line)| line.fate == Fate::Body).map(|(at, _)| at).collect();
    let mut found: Vec<(usize, u8)> = Vec::new();
    // In an interview more than one line begins with who asks.
    let speeches = lines
        .iter()
        .filter_map(|&at| draft.line(at))
        .filter(|line| line.weights.is_bold() && is_speech(line.text.as_str()))
        .count();
    // The last marked-up heading with a number, and its level: a bold line with the next number is its like.
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
        } else if is_bold_heading(line, next, draft, at) && !(speeches > 1 && is_speech(line.text.as_str()))
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
    // A first one over all text that ranks below those behind it is the article's second title.
    if let [(at, level), rest @ ..] = found.as_slice()
        && *level < UNMARKED
        && lines.first() == Some(at)
        && !rest.is_empty()
        && rest.iter().all(|(_, other)| other < level)
    {
        found.remove(0);
    }
    // Where a bold line comes first, those that are marked up are not over it.
    if let Some((_, UNMARKED)) = found.first() {
        let top = found.iter().map(|(_, level)| *level).min().unwrap_or(UNMARKED);
        found.iter_mut().filter(|(_, level)| *level == UNMARKED).for_each(|(_, level)| *level = top);
    }
    // Levels of the headings that a heading stands under: each is one deeper than the one round it, whatever the levels are
    // called.
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

/// Below every level that a post marks up.
const UNMARKED: u8 = 7;

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['。', '；', '，', '、', ';', ',', '：', ':', '…'])
        || text.ends_with('.') && !text.ends_with("..") && text.contains(' ')
}

fn begins_with_strong(line: &Line) -> bool {
    line.text.marks().first().is_some_and(|mark| mark.range.start == 0 && mark.kind == MarkKind::Strong)
}

/// `甲：…？`: somebody asks.
fn is_speech(text: &str) -> bool {
    let speaker = text.char_indices().take(12).find(|(_, c)| matches!(c, '：' | ':')).map(|(at, _)| at);
    speaker.is_some_and(|at| at > 0 && text.len() > at + 12) && text.ends_with(['？', '?', '。'])
}

fn is_sentence(line: &Line) -> bool {
    let text = line.text.as_str();
    text.len() > SENTENCE && (ends_sentence(text) || text.len() > 360)
}

/// Whether a line is set in bold and titles what follows.
fn is_bold_heading(line: &Line, next: Option<&Line>, draft: &Draft, at: usize) -> bool {
    let text = line.text.as_str();
    let starred = text.len() > 4 && text.starts_with("**") && text.ends_with("**");
    // `**Monday —** the first visit`: a bold date or number over what it is about.
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
    if ends_sentence(bare) && !labels || people::names_role(bare) || is_dedication(bare) || opens_with_dash(bare) {
        return false;
    }
    if matches!(line.container, Some(Container::ListItem { .. } | Container::Quote | Container::Cell { .. })) {
        return false;
    }
    // What it titles: a text that is not bold, a picture, a list.
    let follows = draft.items.get(at + 1);
    match follows {
        Some(Item::Picture(_) | Item::Embed(_) | Item::Open(_)) => true,
        _ => next.is_some_and(|next| {
            next.level.is_none() && (!next.weights.is_bold() || next.preformatted || next.text.as_str().len() > LONG)
        }),
    }
}

/// Whether a short bold line stands over a bold one that is a heading: the first half of a title.
fn is_kicker(line: &Line, next: Option<&Line>, behind: Option<&Line>, draft: &Draft, at: usize) -> bool {
    line.weights.is_bold()
        && line.text.as_str().len() <= PLAIN
        && line.text.as_str().contains(char::is_alphabetic)
        && !ends_sentence(line.text.as_str())
        && line.container.is_none()
        && !line.preformatted
        && matches!(draft.items.get(at + 1), Some(Item::Line(_)))
        && next.is_some_and(|next| next.level.is_none() && is_bold_heading(next, behind, draft, at + 1))
}

/// `– When does it sail?`: somebody speaks, or is named for what was said.
fn opens_with_dash(text: &str) -> bool {
    text.starts_with(['-', '–', '—', '―', '－']) && !text.ends_with(['-', '–', '—', '―', '－'])
}

/// `For my mother`: whom a text is for.
fn is_dedication(text: &str) -> bool {
    const BEGINNINGS: [&str; 8] =
        ["献给", "獻給", "谨以此", "謹以此", "dedicated to ", "in memory of ", "in loving memory", "to the memory of "];
    let head: String = text.chars().take(20).collect::<String>().to_lowercase();
    BEGINNINGS.iter().any(|beginning| head.starts_with(beginning))
}

/// A line without the number of its section: `2.1 `, `三、`, `（一）`.
fn numbered(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、'));
    if rest.len() < text.len() {
        rest
    } else {
        text.trim_start_matches(|c: char| "一二三四五六七八九十、（）()".contains(c))
    }
}

/// `- Chapters -`: a short line between dashes.
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

/// Whether a short plain line without any punctuation stands alone between two paragraphs.
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

/// `2.1 …`: a section of a section, right under its heading.
fn is_section_number(text: &str) -> bool {
    let number = text.split(' ').next().unwrap_or_default();
    number.contains('.') && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}
