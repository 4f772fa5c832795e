//! Removes the name of the site from titles, and compares titles.

/// Separators between a title and the name of the site.
const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " · ", " • ", " » ", " « ", " :: ", " / ", " > ", "｜", "_", " ‹ ", " ~ "];

/// The minimal likeness, in percent, of a heading to a title that confirms it.
pub(super) const ALIKE: u32 = 55;
/// The minimal length in bytes of a word that is compared.
const LETTERS: usize = 4;

/// Returns a title without the name of the site at its end or beginning. If `is_whole`, the title is that of a
/// `<title>` element, and its last part is removed even if it is not known to be the name of the site, provided that
/// the rest is a title and the last part is not.
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

/// Returns whether a part of a `<title>` is long enough to be a title.
fn is_title(part: &str) -> bool {
    part.split_whitespace().count() > 4 || part.len() > part.chars().count() && part.chars().count() > 8
}

/// Returns the share of the words of the shorter title that the other one has, in percent.
pub(super) fn likeness(one: &str, other: &str) -> u32 {
    let (own, others) = (letters(one), letters(other));
    if !own.is_empty() && own.len() >= 4 && (others.contains(&own) || own.contains(&others)) {
        return if own == others { 101 } else { 100 };
    }
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(letters);
        words.filter(|word| word.len() >= LETTERS).collect()
    };
    let (one, other) = (words(one), words(other));
    let both = one.iter().filter(|word| other.contains(word)).count();
    let least = one.len().min(other.len());
    if least < 3 { 0 } else { (both * 100 / least) as u32 }
}

/// Returns whether a part of a title is the name of the site.
pub(super) fn is_site(name: &str, site: Option<&str>) -> bool {
    let initials = || {
        site.map(|site| letters(&site.split_whitespace().filter_map(|word| word.chars().next()).collect::<String>()))
    };
    let (name, initials, site) = (letters(name), initials().unwrap_or_default(), site.map(letters).unwrap_or_default());
    // A host name is the name of the site without its spaces.
    !name.is_empty()
        && !site.is_empty()
        && (name == site
            || name.len() > 1 && name == initials
            || name.len() > 3 && site.contains(&name)
            || site.len() > 3 && name.contains(&site))
}

/// Returns whether a text has several words, all in capital letters.
pub(super) fn is_capitals(text: &str) -> bool {
    text.contains(' ') && text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Returns whether a heading is the part after the last separator of a title, which is usually the name of the site.
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

/// Returns the letters and digits of a text, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
