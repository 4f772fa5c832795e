//! Titles without what sites add to them, names without what stands before them.

/// Signs with which sites set their names apart from titles.
const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " · ", " • ", " » ", " « ", " :: ", " / ", " > ", "｜", "_", " ‹ ", " ~ "];

/// How alike a heading must be to a title that confirms it, in percent.
pub(super) const ALIKE: u32 = 60;

/// A title without the name of the site at its end or beginning. A whole `<title>` loses what is set apart at its end also
/// where nobody says that it is the name, if a title is left.
pub(super) fn without_site<'a>(title: &'a str, site: Option<&str>, is_whole: bool) -> &'a str {
    let mut short = title;
    while let Some((rest, name)) = last_part(short) {
        if !is_site(name, site) {
            break;
        }
        short = rest;
    }
    if let Some((name, rest)) = first_part(short)
        && is_site(name, site)
    {
        short = rest;
    }
    match last_part(short) {
        Some((rest, name)) if is_whole && short.len() == title.len() && is_title(rest) && !is_title(name) => rest,
        _ => short,
    }
}

/// Whether a part of a `<title>` is long enough to be a title by itself.
fn is_title(part: &str) -> bool {
    part.split_whitespace().count() > 4 || part.len() > part.chars().count() && part.chars().count() > 8
}

/// How many of the words of the shorter of two titles are in the other, in percent.
pub(super) fn likeness(one: &str, other: &str) -> u32 {
    let (own, others) = (letters(one), letters(other));
    if !own.is_empty() && own.len() >= 4 && (others.contains(&own) || own.contains(&others)) {
        return if own == others { 101 } else { 100 };
    }
    let words =
        |text: &str| -> Vec<String> { text.split_whitespace().map(letters).filter(|word| word.len() > 2).collect() };
    let (one, other) = (words(one), words(other));
    let both = one.iter().filter(|word| other.contains(word)).count();
    let least = one.len().min(other.len());
    if least < 3 { 0 } else { (both * 100 / least) as u32 }
}

/// Whether a part of a title is the name of the site.
pub(super) fn is_site(name: &str, site: Option<&str>) -> bool {
    let (name, site) = (letters(name), site.map(letters).unwrap_or_default());
    // A host is a name without its blanks.
    !name.is_empty()
        && !site.is_empty()
        && (name == site || name.len() > 3 && site.contains(&name) || site.len() > 3 && name.contains(&site))
}

/// Whether a heading is what a title has behind its last separator, where sites have their names.
pub(super) fn ends_with_part(title: &str, heading: &str) -> bool {
    last_part(title).is_some_and(|(_, name)| letters(name) == letters(heading))
}

fn last_part(title: &str) -> Option<(&str, &str)> {
    let (at, separator) =
        SEPARATORS.iter().filter_map(|sign| Some((title.rfind(sign)?, sign))).max_by_key(|(at, _)| *at)?;
    Some((title.get(..at)?.trim(), title.get(at + separator.len()..)?.trim())).filter(|(rest, _)| !rest.is_empty())
}

fn first_part(title: &str) -> Option<(&str, &str)> {
    let (at, separator) =
        SEPARATORS.iter().filter_map(|sign| Some((title.find(sign)?, sign))).min_by_key(|(at, _)| *at)?;
    Some((title.get(..at)?.trim(), title.get(at + separator.len()..)?.trim())).filter(|(_, rest)| !rest.is_empty())
}

/// Letters and digits of a text, in small letters.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a text begins with the word for who wrote.
pub(super) fn names_writer(text: &str) -> bool {
    BY.iter().any(|by| text.get(..by.len()).is_some_and(|head| head.eq_ignore_ascii_case(by))) || is_by(text)
}

/// Whether a text is no more than the word for who wrote.
pub(super) fn is_by(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':');
    ["by", "written by", "posted by", "author"].iter().any(|by| text.eq_ignore_ascii_case(by))
}

/// Words that stand before the name of who wrote.
const BY: &[&str] =
    &["written by ", "posted by ", "words by ", "story by ", "by: ", "by ", "author: ", "von ", "par ", "por "];

/// A name without the word for who wrote.
pub(super) fn without_by(byline: &str) -> &str {
    let byline = byline.trim().trim_end_matches(['|', ',', ';', '·', '•', '-']).trim_end();
    for by in BY {
        if let Some(head) = byline.get(..by.len())
            && head.eq_ignore_ascii_case(by)
        {
            return byline.get(by.len()..).unwrap_or_default().trim();
        }
    }
    if is_by(byline) { "" } else { byline }
}
