//! Labels: image controls, labels of advertisements, the repeated title.

use super::lines::PARAGRAPH;
use super::shape::titles_prose;
use super::{Context, remove};
use crate::article::{Evidence, Removed, RemovedKind};
use crate::draft::{Container, Draft, Fate, Item, Line, Picture};
use crate::words::credits::is_mere_label;
use crate::words::{Roles, bare};

/// Removes labels of image controls and advertisements, and the repeated title.
pub(crate) fn mark(draft: &mut Draft, context: &Context<'_>, removed: &mut Vec<Removed>) {
    let title = context.title.map(|title| {
        let mut letters = String::with_capacity(title.len());
        letters.extend(key(title));
        letters
    });
    let title = title.filter(|title| !title.is_empty());
    // A truncated title is the beginning of the text.
    let is_excerpt = context.title.is_some_and(|title| title.trim_end().ends_with(['…', '.']));
    let mut body_seen = 0;
    for at in 0..draft.items.len() {
        let Some(line) = draft.line(at) else { continue };
        let text = line.text.as_str();
        if text.len() > 600 {
            body_seen += 1;
            continue;
        }
        if line.fate != Fate::Body {
            continue;
        }
        if text.len() <= 300 && is_shortcode(text) {
            let ends_caption = text == "[/caption]";
            remove(draft, at, "evidence/label", RemovedKind::Label, Evidence::WORDS, removed);
            if ends_caption && let Some(Item::Line(line)) = at.checked_sub(1).and_then(|at| draft.items.get_mut(at)) {
                line.roles.insert(Roles::CAPTION);
            }
            continue;
        }
        if !line.preformatted && (is_stylesheet(text) || is_call(text)) {
            remove(draft, at, "evidence/stylesheet", RemovedKind::Script, Evidence::WORDS, removed);
            continue;
        }
        if let Some(caption) = text.strip_suffix("[/caption]").map(str::len) {
            draft.shorten(at, caption);
            if let Some(line) = draft.line_mut(at) {
                line.roles.insert(Roles::CAPTION);
            }
            removed.push(Removed {
                rule: RemovedKind::Label.evidence_rule().into(),
                kind: RemovedKind::Label,
                evidence: Evidence::WORDS,
                text: "[/caption]".to_owned(),
            });
            continue;
        }
        // Neither a cell of a table nor an item beside another one goes alone.
        let is_of_whole = || match line.container {
            Some(Container::Cell { .. }) => true,
            Some(Container::ListItem { .. }) => is_beside_item(draft, at),
            _ => false,
        };
        if let Some(title) = title.as_deref() {
            let near_top = body_seen < 3;
            if (near_top || line.level == Some(1))
                && (is_title(without_counter(text), title, is_excerpt || body_seen > 0)
                    || line.level == Some(1) && key(text).collect::<String>().ends_with(title))
                && !is_of_whole()
            {
                remove(draft, at, "evidence/title", RemovedKind::Duplicate, Evidence::REPEAT | Evidence::HEAD, removed);
                continue;
            }
        }
        // The standfirst above the image, repeated as a heading below it.
        let repeats = |(before, other): (usize, &Line)| before < at && other.text.as_str() == text;
        if line.level.is_some() && text.len() > 60 && body_seen < 3 && draft.lines().take(6).any(repeats) {
            remove(draft, at, "evidence/repeat", RemovedKind::Duplicate, Evidence::REPEAT | Evidence::HEAD, removed);
            continue;
        }
        let is_place = || is_counter(text) || line.roles.has(Roles::DATE) && is_clock(text);
        if text.len() <= 12 && is_place() || text.len() <= 20 && is_progress(text) {
            remove(draft, at, "evidence/label", RemovedKind::Label, Evidence::WORDS | Evidence::SHORT, removed);
            continue;
        }
        // The label of a credit without a name, a caption without words, the size or the file name of the image.
        let picture = match at.checked_sub(1).and_then(|at| draft.items.get(at)) {
            Some(Item::Picture(picture)) => Some(picture),
            _ => None,
        };
        let is_file = |picture: &Picture| is_file_name(text, picture.image.src.as_str());
        if picture.is_some_and(|picture| is_mere_label(text) || is_size(text) || is_file(picture)) {
            remove(draft, at, "evidence/label", RemovedKind::Label, Evidence::WORDS | Evidence::SHORT, removed);
            continue;
        }
        if text.len() <= 60 && !is_of_whole() {
            // `Listen · 3:41`
            let ends_in_number = text.ends_with(|c: char| c.is_ascii_digit());
            let untimed = text
                .rsplit_once(' ')
                .filter(|_| ends_in_number)
                .filter(|(_, time)| is_clock(time))
                .map(|(label, _)| bare(label));
            let said = match untimed {
                Some(label) => context.finder.read(label),
                None => context.finder.said(text, &draft.words(line, context.finder)),
            };
            if said.weight == 3
                && matches!(said.kind, Some(RemovedKind::Label | RemovedKind::Advert))
                && (said.whole || is_whole(text))
                && !titles_prose(draft, at, line)
            {
                let kind = said.kind.unwrap_or(RemovedKind::Label);
                remove(draft, at, kind.evidence_rule(), kind, Evidence::WORDS | Evidence::SHORT, removed);
                continue;
            }
        }
        body_seen += usize::from(text.len() >= PARAGRAPH);
    }
}

/// Returns whether a line of a list has another item beside it: in a list of words, one can be any word.
fn is_beside_item(draft: &Draft, at: usize) -> bool {
    let is_item = |item: &Item| match item {
        Item::Line(line) => Some(matches!(line.container, Some(Container::ListItem { .. }))),
        Item::Open(_) | Item::Close => None,
        _ => Some(false),
    };
    let before = draft.items.get(..at).unwrap_or_default().iter().rev().find_map(is_item);
    let behind = draft.items.get(at + 1..).unwrap_or_default().iter().find_map(is_item);
    before == Some(true) || behind == Some(true)
}

/// Returns whether a text is the name of the file at an address, with or without its extension, and no word.
fn is_file_name(text: &str, address: &str) -> bool {
    let file = address.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    let (stem, _) = file.rsplit_once('.').unwrap_or((file, ""));
    (text == file || text == stem) && text.contains(|c: char| c.is_ascii_digit())
}

/// Returns whether a text is the size of an image in pixels, perhaps followed by that of its file: `640 × 360 (61 KB)`.
fn is_size(text: &str) -> bool {
    let (size, file) = text.split_once(['(', '（']).unwrap_or((text, ""));
    let size = size.trim().trim_end_matches("px").trim_end();
    let is_number = |text: &str| {
        let text = text.trim();
        (2..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.len() <= 60
        && size.split_once(['x', 'X', '×', '*']).is_some_and(|(width, height)| is_number(width) && is_number(height))
        && (file.is_empty() || file.ends_with([')', '）']) && file.contains(|c: char| c.is_ascii_digit()))
}

/// Returns a title without a page counter behind it: `The quay (2 / 7)`, `（3）`.
fn without_counter(text: &str) -> &str {
    let inner = text.strip_suffix([')', '）']).and_then(|text| text.rsplit_once(['(', '（']));
    let is_counter = |inner: &str| {
        inner.contains(|c: char| c.is_ascii_digit())
            && inner.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '/' | '／' | '\u{3000}'))
    };
    inner.filter(|(_, inner)| is_counter(inner)).map_or(text, |(title, _)| title.trim_end())
}

/// Returns whether a text is a shortcode of a publishing system: `[caption id="…" align="…"]`, `[/caption]`.
fn is_shortcode(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) else { return false };
    let name = inner.trim_start_matches('/').split([' ', '=']).next().unwrap_or_default();
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        && (inner.starts_with('/') || inner.contains("=\"") || inner.contains("=”") || inner.contains("=“"))
        && !inner.contains([']', '['])
}

/// Returns whether a text is a stylesheet that lost its element: `.box p { margin: 0; }`.
fn is_stylesheet(text: &str) -> bool {
    if !text.ends_with(|c: char| c == '}' || c == '>' || c.is_whitespace()) {
        return false;
    }
    let mut rules = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    if let Some((_, behind)) = rules.strip_prefix("/*").and_then(|comment| comment.split_once("*/")) {
        rules = behind;
    }
    let Some(rules) = rules.strip_suffix('}') else { return false };
    let is_rule = |rule: &str| {
        // The selector behind the condition of a group of rules.
        rule.rsplit_once('{').is_some_and(|(selector, declarations)| {
            selector.len() <= 240
                && !selector.trim().is_empty()
                && !selector.contains(['。', '，', '；', '"', '\'', '='])
                && selector.trim_start().starts_with(|c: char| c.is_ascii_alphabetic() || ".#@*:[".contains(c))
                && declarations.split(';').map(str::trim).filter(|part| !part.is_empty()).all(|part| {
                    part.split_once(':').is_some_and(|(name, _)| {
                        name.trim().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
                    })
                })
        })
    };
    let mut rules = rules.split('}').filter(|rule| !rule.trim().is_empty()).peekable();
    rules.peek().is_some() && rules.all(is_rule)
}

/// Returns whether a text is the call of a script that lost its element: `(ads = window.ads || []).push({});`.
fn is_call(text: &str) -> bool {
    text.ends_with(");") && text.contains(".push(") && text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '(')
}

/// Returns whether a text is the position of an image in a slide show: `1/3`.
fn is_counter(text: &str) -> bool {
    let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('/').is_some_and(|(place, of)| number(place.trim()) && number(of.trim()))
}

/// Returns whether a text is the time of a message, for elements that are named for a time: `08:01`.
fn is_clock(text: &str) -> bool {
    text.contains(':') && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
}

/// Returns whether a text is the progress of a video: `0:00 / 2:41`.
fn is_progress(text: &str) -> bool {
    let mut times = text.split([' ', '/', '\n']).filter(|part| !part.is_empty());
    times.next().is_some_and(|start| is_clock(start) && start.bytes().all(|byte| matches!(byte, b'0' | b':')))
        && times.next().is_some_and(is_clock)
        && times.next().is_none()
}

fn is_whole(text: &str) -> bool {
    bare(text).chars().count() <= 16
}

/// Returns the letters and digits of a text, which two spellings of a title share.
fn key(text: &str) -> impl Iterator<Item = char> {
    let is_chinese = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    text.chars().filter(move |c| is_chinese(c) || c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Returns whether a line is the title with this key, with or without the name of the site.
fn is_title(text: &str, title: &str, is_excerpt: bool) -> bool {
    if text.len() > title.len() * 3 + 30 {
        return false;
    }
    let text =
        ["标题：", "標題：", "題目：", "题目："].iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text);
    // The first and last letter distinguish most lines.
    let begins = key(text).next() == title.chars().next();
    let ends = || {
        let last = text.chars().rev().find(|c| c.is_alphanumeric());
        last.and_then(|c| c.to_lowercase().last()) == title.chars().next_back()
    };
    if !begins && !ends() {
        return false;
    }
    let length: usize = key(text).map(char::len_utf8).sum();
    let is_long = !is_excerpt && length >= 12 && length * 10 >= title.len() * 6;
    if length != title.len() && !is_long {
        return false;
    }
    // Without the site after it, or the name of the series before it.
    let is = |part: Option<&str>| part.is_some_and(|part| key(text).eq(part.chars()));
    is(title.get(..length)) || is(title.len().checked_sub(length).and_then(|start| title.get(start..)))
}
