use super::split_line;
use crate::article::Time;

/// The lines between front matter and body: `<!--milliseconds-->`, `[title](address)`, a line of hyphens. Scraped pages
/// have none of them.
///
/// ```
/// let post = feedscrub::Post::parse("---\ntitle: Rain\n---\n<!--1624642743000-->\n[Rain](https://example.org/)\n------\n\n<p>x</p>")?;
/// assert_eq!(post.preamble.title, Some("Rain"));
/// assert_eq!(post.preamble.timestamp.map(|time| time.year()), Some(2021));
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Preamble<'a> {
    /// The timestamp. `None` if there is none or it is `NaN`.
    pub timestamp: Option<Time>,
    /// The title of the link line, complete where that of the front matter has lost characters.
    pub title: Option<&'a str>,
    /// The address of the link line, as written.
    pub url: Option<&'a str>,
}

/// The maximal length of a title that continues over line breaks.
const MAX_LINK_LINE: usize = 8 << 10;

impl<'a> Preamble<'a> {
    /// Splits a source into the preamble and the body after it.
    pub(super) fn split(source: &'a str) -> (Self, &'a str) {
        let mut preamble = Preamble::default();
        let mut rest = source.trim_start();
        if let Some((stamp, behind)) = rest.strip_prefix("<!--").and_then(split_comment)
            && (stamp == "NaN" || stamp.strip_prefix('-').unwrap_or(stamp).bytes().all(|byte| byte.is_ascii_digit()))
        {
            preamble.timestamp = stamp.parse().ok().and_then(Time::from_unix_millis);
            rest = behind.trim_start();
        }
        match link_line(rest) {
            Some((title, url, body)) => {
                preamble.title = Some(title.trim()).filter(|title| !title.is_empty());
                preamble.url = Some(url.trim()).filter(|url| !url.is_empty());
                (preamble, body)
            }
            None if preamble.timestamp.is_some() => (preamble, rest),
            None => (preamble, source),
        }
    }
}

/// Splits a comment into its text and the rest.
fn split_comment(comment: &str) -> Option<(&str, &str)> {
    memchr::memchr_iter(b'>', comment.as_bytes()).find_map(|at| {
        let (text, behind) = comment.split_at_checked(at)?;
        Some((text.strip_suffix("--")?, behind.strip_prefix('>')?))
    })
}

/// Returns the title, the address and the text after the line of hyphens. The title is as long as possible: it may
/// contain `]`, `(` and line breaks.
fn link_line(source: &str) -> Option<(&str, &str, &str)> {
    let inner = source.strip_prefix('[')?;
    let mut rest = inner;
    while inner.len() - rest.len() < MAX_LINK_LINE && !rest.is_empty() {
        let (_, next) = split_line(rest);
        let (rule, body) = split_line(next);
        if rule.len() >= 3 && rule.trim_end().bytes().all(|byte| byte == b'-') {
            let link = inner.get(..inner.len() - next.len())?.trim_end().strip_suffix(')')?;
            let (title, url) = link.rsplit_once("](")?;
            return Some((title, url, body));
        }
        rest = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_hold_brackets_markdown_and_line_ends() {
        for title in ["[政治] 雨", "a] (b) *c* [d](e)", "one\ntwo", "..."] {
            let source = format!("<!--1595478193000-->\n[{title}](https://example.org/x_(y))\n------\n\n<div>\nbody");
            let (preamble, body) = Preamble::split(&source);
            assert_eq!(preamble.title, Some(title));
            assert_eq!(preamble.url, Some("https://example.org/x_(y)"));
            assert_eq!(preamble.timestamp.unwrap().to_string(), "2020-07-23T04:23:13Z");
            assert_eq!(body.trim(), "<div>\nbody");
        }
    }

    #[test]
    fn a_scraped_page_has_no_preamble() {
        for source in ["\n<article>x</article>", "<!-- more -->\n<p>x</p>", "[a](b) is a link", "[1] note\n\ntext"] {
            assert_eq!(Preamble::split(source), (Preamble::default(), source));
        }
    }

    #[test]
    fn timestamp_without_a_number() {
        let (preamble, body) = Preamble::split("<!--NaN-->\n[a](b)\n------\n\n<div>");
        assert_eq!(preamble.timestamp, None);
        assert_eq!(preamble.title, Some("a"));
        assert_eq!(body.trim(), "<div>");
    }
}
