//! The title of a post without the name of the site, where a heading of the page shows which part of it is the title.

use std::ops::Range;

use super::lines::PARAGRAPH;
use crate::draft::Draft;
use crate::words::Roles;

/// The number of lines at the head that are examined.
const HEAD_LINES: usize = 8;
/// The maximal length in bytes of a site name in a title.
const SITE: usize = 80;
/// Separators between a title and the name of the site. A colon also precedes subtitles.
const SEPARATORS: [char; 12] = ['-', '–', '—', '―', '|', '｜', '_', '·', '•', '»', '«', '/'];
/// Of these, characters of words and names, unless surrounded by spaces.
const INNER: [char; 3] = ['-', '·', '/'];

/// Returns the part of a title that a heading above the text shows, if the rest is separated like the name of a site.
///
/// Text that another line of the head shows is a subtitle, unless it is the name of the source.
pub(crate) fn shown(draft: &Draft, title: &str, source: Option<&str>) -> Option<Range<usize>> {
    let head = || {
        let mut is_over = false;
        draft.lines().take(HEAD_LINES).map(|(_, line)| line).take_while(move |line| {
            let was_over = is_over;
            is_over |= line.level.is_none() && line.text.as_str().len() >= PARAGRAPH;
            !was_over
        })
    };
    let (part, site) = head()
        .filter(|line| {
            matches!(line.level, Some(1 | 2))
                || line.level.is_none() && line.roles.has(Roles::TITLE) && line.container.is_none()
        })
        .find_map(|line| part_of(title, line.text.as_str().trim()))?;
    let is_subtitle = Some(site) != source.map(str::trim) && head().any(|line| line.text.as_str().trim() == site);
    (!is_subtitle).then_some(part)
}

/// Returns the range of a heading at the start or end of a title, next to a separator, and the rest of the title.
fn part_of<'a>(title: &'a str, heading: &str) -> Option<(Range<usize>, &'a str)> {
    if let Some(end) = begins_with(title, heading)
        && let Some(site) =
            title.get(end..).and_then(|rest| site(rest, rest.trim_start().chars().next(), rest.trim_start()))
    {
        return Some((0..end, site));
    }
    let before = title.strip_suffix(heading).filter(|_| !heading.is_empty())?;
    let site = site(before, before.trim_end().chars().next_back(), before.trim_end())?;
    Some((before.len()..title.len(), site))
}

/// Returns the name next to a separator, which is the outermost character of `trimmed`.
fn site<'a>(rest: &'a str, separator: Option<char>, trimmed: &str) -> Option<&'a str> {
    let is_double = separator == Some(':') && (trimmed.starts_with("::") || trimmed.ends_with("::"));
    let separator = separator.filter(|c| SEPARATORS.contains(c) || is_double)?;
    let name = rest.trim_matches(|c: char| c.is_whitespace() || SEPARATORS.contains(&c) || is_double && c == ':');
    let is_apart = !INNER.contains(&separator) || trimmed.len() < rest.len();
    (is_apart && rest.len() <= SITE && name.chars().any(char::is_alphanumeric)).then_some(name)
}

/// Returns the end of a heading with which a title begins, ignoring case and punctuation.
fn begins_with(title: &str, heading: &str) -> Option<usize> {
    let mut letters = heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).peekable();
    letters.peek()?;
    let mut chars = title.char_indices().filter(|(_, c)| c.is_alphanumeric());
    let mut end = 0;
    while letters.peek().is_some() {
        let (at, c) = chars.next()?;
        if !c.to_lowercase().all(|lower| letters.next() == Some(lower)) {
            return None;
        }
        end = at + c.len_utf8();
    }
    let behind = title.get(end..)?;
    let closes = |c: char| !c.is_alphanumeric() && !c.is_whitespace() && !SEPARATORS.contains(&c);
    Some(end + behind.len() - behind.trim_start_matches(closes).len())
}

#[cfg(test)]
mod tests {
    fn title(html: &str, title: &str) -> (Option<String>, Vec<String>) {
        let post = format!(
            "---\ntitle: '{title}'\nauthor: Bee Post\n---\n{html}<p>The keeper opened nine hives before breakfast and found honey in seven of them, which was more than last year.</p>"
        );
        let article = crate::clean(&post).unwrap();
        let removed = article.report.removed.into_iter().filter(|removed| removed.rule == "evidence/title-suffix");
        (article.meta.title, removed.map(|removed| removed.text).collect())
    }

    #[test]
    fn the_name_of_the_site_goes_where_the_page_shows_the_title() {
        for (long, site) in [
            ("Honey in June - Bee Post", "- Bee Post"),
            ("Honey in June | News | Bee Post", "| News | Bee Post"),
            ("Honey in June_Bee Post", "_Bee Post"),
            ("Honey in June — Bee Post", "— Bee Post"),
            ("Bee Post » Honey in June", "Bee Post »"),
            ("Honey in June :: Bee Post", ":: Bee Post"),
            ("HONEY in June! - Bee Post", "- Bee Post"),
        ] {
            let (short, removed) = title("<h1>Honey in June</h1>", long);
            assert_eq!(short.unwrap().trim_end_matches('!').to_lowercase(), "honey in june", "{long}");
            assert_eq!(removed, [site]);
        }
        let (short, _) = title("<h1>蜂蜜丰收</h1>", "蜂蜜丰收 - 蜜蜂网");
        assert_eq!(short.as_deref(), Some("蜂蜜丰收"));
    }

    #[test]
    fn a_title_stays_whole_where_nothing_shows_its_part() {
        for (html, long) in [
            ("", "Honey in June - Bee Post"),
            ("<h1>Honey</h1>", "Honey-Bee Post"),
            ("<h1>Honey</h1>", "Honey: a year"),
            ("<h1>Honey</h1><h2>A year</h2>", "Honey - A year"),
            ("<h1>Honey in June - Bee Post</h1>", "Honey in June - Bee Post"),
            ("<h1>Wax</h1>", "Honey in June - Bee Post"),
            ("<h1>!</h1>", "Honey - Bee Post"),
        ] {
            assert_eq!(title(html, long), (Some(long.to_owned()), Vec::new()), "{html}");
        }
    }
}
