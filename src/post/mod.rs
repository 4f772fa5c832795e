//! The parts of a mirrored post: front matter, preamble, body.

mod copies;
mod front_matter;
#[cfg(feature = "markdown")]
mod markdown;
mod preamble;
mod references;

pub use front_matter::{FrontMatter, Value};
pub use preamble::Preamble;
pub(crate) use references::decode;

use std::borrow::Cow;

use crate::article::{Recovered, Removed};
use crate::{Error, Result};

/// The front matter field of a post whose body is Markdown written by [`Article::to_post`].
///
/// [`Article::to_post`]: crate::Article::to_post
pub(crate) const MARKDOWN: (&str, &str) = ("feedscrub", "markdown");

/// A mirrored post, split into its parts. It borrows its source.
///
/// ```text
/// ---                            front matter: YAML between two lines of `---`
/// title: "A title"
/// ---
/// <!--1624642743000-->           preamble: a stamp in milliseconds,
/// [A title](https://…)           the link line
/// ------                         and a rule; all of it may be missing
///
/// <div>                          body: HTML
/// ```
///
/// ```
/// use feedscrub::Post;
///
/// let post = Post::parse("---\ntitle: \"Rain\"\n---\n<!--0-->\n[Rain](https://example.org/)\n------\n\n<p>It rains.</p>\n")?;
/// assert_eq!(post.front_matter.title.as_deref(), Some("Rain"));
/// assert_eq!(post.preamble.url, Some("https://example.org/"));
/// assert_eq!(post.body.trim(), "<p>It rains.</p>");
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Post<'a> {
    /// The fields between the first two lines of `---`.
    pub front_matter: FrontMatter,
    /// The source text of the front matter: every name, in the original order and quoting. Empty without front matter.
    pub yaml: &'a str,
    /// The lines between front matter and body.
    pub preamble: Preamble<'a>,
    /// The HTML, or Markdown.
    pub body: &'a str,
    /// Damage that was repaired while parsing.
    pub recovered: Vec<Recovered>,
    /// Text that only discarded copies of the post contain, one entry per copy.
    pub removed: Vec<Removed>,
}

impl<'a> Post<'a> {
    /// Splits a post into its parts. A byte order mark, blank lines before the front matter, and all kinds of line
    /// breaks are accepted. Costs one pass over the front matter and a search through the body.
    ///
    /// # Errors
    ///
    /// [`MissingFrontMatter`](Error::MissingFrontMatter) and [`UnclosedFrontMatter`](Error::UnclosedFrontMatter) if the
    /// text is no post, [`InvalidFrontMatter`](Error::InvalidFrontMatter) if the front matter is neither YAML nor lines
    /// of `name: value`.
    pub fn parse(source: &'a str) -> Result<Self> {
        let source = source.strip_prefix('\u{feff}').unwrap_or(source);
        let source = source.trim_start_matches(['\n', '\r', ' ', '\t']);
        let (fence, rest) = split_line(source);
        if fence.trim_end() != "---" {
            return Err(Error::MissingFrontMatter);
        }
        let (yaml, body) = split_at_fence(rest).ok_or(Error::UnclosedFrontMatter)?;
        let mut recovered = Vec::new();
        let front_matter = FrontMatter::parse(yaml, &mut recovered)?;
        let mut removed = Vec::new();
        let (body, times) = copies::one_copy(body, yaml, &mut removed);
        if times > 1 {
            recovered.push(Recovered::RepeatedPost { times });
        }
        let (preamble, body) = Preamble::split(body);
        Ok(Post { front_matter, yaml, preamble, body, recovered, removed })
    }

    /// Makes a post from a body. Metadata that is known from elsewhere can be set in its front matter.
    ///
    /// ```
    /// use feedscrub::{Cleaner, Post};
    ///
    /// let mut post = Post::of_html("<p>It rains.</p><img src='/rain.jpg'>");
    /// post.front_matter.from = Some("https://example.org/weather/1".to_owned());
    /// let article = Cleaner::default().clean_post(&post)?;
    /// assert_eq!(article.images().next().unwrap().src.as_str(), "https://example.org/rain.jpg");
    /// # Ok::<(), feedscrub::Error>(())
    /// ```
    pub fn of_html(html: &'a str) -> Self {
        Post {
            front_matter: FrontMatter::default(),
            yaml: "",
            preamble: Preamble::default(),
            body: html,
            recovered: Vec::new(),
            removed: Vec::new(),
        }
    }

    /// Returns whether the front matter has `feedscrub: markdown`, which [`Article::to_post`](crate::Article::to_post)
    /// writes for its Markdown body. Untrusted input can have this field too.
    pub fn has_markdown_body(&self) -> bool {
        matches!(self.front_matter.extra.get(MARKDOWN.0), Some(Value::Scalar(value)) if value == MARKDOWN.1)
    }

    /// Returns the post with its [Markdown](Self::has_markdown_body) converted to HTML.
    #[must_use]
    pub fn with_html_body<'b>(mut self, html: &'b str) -> Post<'b>
    where
        'a: 'b,
    {
        self.front_matter.extra.remove(MARKDOWN.0);
        Post { body: html, ..self }
    }

    /// Returns whether another post begins inside of the body, as in concatenated files: a second front matter with a
    /// title, a date, a layout or an address. Costs a pass over the body.
    ///
    /// ```
    /// use feedscrub::Post;
    ///
    /// let joined = "---\ntitle: Rain\n---\n<p>It rains.</p>\n---\ntitle: Snow\n---\n<p>It snows.</p>\n";
    /// assert!(Post::parse(joined)?.holds_another());
    /// # Ok::<(), feedscrub::Error>(())
    /// ```
    pub fn holds_another(&self) -> bool {
        let mut rest = self.body;
        while let Some((_, behind)) = split_at_fence(rest) {
            rest = behind;
            let (first, _) = split_line(behind);
            let begins_with_name = first.split_once(':').is_some_and(|(name, _)| front_matter::is_name(name));
            if begins_with_name && split_at_fence(behind).is_some_and(|(yaml, _)| FrontMatter::begins_post(yaml)) {
                return true;
            }
        }
        false
    }

    /// Parses bytes that should be UTF-8.
    ///
    /// # Errors
    ///
    /// [`NotUtf8`](Error::NotUtf8) with the offset of the first invalid byte, and the errors of [`parse`](Self::parse).
    pub fn from_bytes(source: &'a [u8]) -> Result<Self> {
        match simdutf8::compat::from_utf8(source) {
            Ok(source) => Self::parse(source),
            Err(error) => Err(Error::NotUtf8 { offset: error.valid_up_to() }),
        }
    }
}

/// Returns the HTML of a body: the body itself, unless it is Markdown.
#[cfg(feature = "markdown")]
pub(crate) fn html(body: &str) -> Result<Cow<'_, str>> {
    Ok(markdown::to_html(body)?.map_or(Cow::Borrowed(body), Cow::Owned))
}

/// Returns the HTML of a body: the body itself.
#[cfg(not(feature = "markdown"))]
#[expect(clippy::unnecessary_wraps, reason = "reading Markdown can fail")]
pub(crate) fn html(body: &str) -> Result<Cow<'_, str>> {
    Ok(Cow::Borrowed(body))
}

/// Splits off a line without its line break. Lines end with LF, CRLF or a lone CR.
fn split_line(text: &str) -> (&str, &str) {
    match memchr::memchr2(b'\n', b'\r', text.as_bytes()) {
        Some(end) => {
            let (line, rest) = text.split_at(end);
            (line, rest.strip_prefix("\r\n").or_else(|| rest.get(1..)).unwrap_or_default())
        }
        None => (text, ""),
    }
}

/// Returns whether a line of front matter would end it.
pub(crate) fn has_fence(yaml: &str) -> bool {
    split_at_fence(yaml).is_some()
}

/// Splits a text at its first line of `---`.
fn split_at_fence(text: &str) -> Option<(&str, &str)> {
    let mut rest = text;
    while !rest.is_empty() {
        let (line, next) = split_line(rest);
        if line.trim_end() == "---" {
            return Some((text.get(..text.len() - rest.len())?, next));
        }
        rest = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const POST: &str = "---\ntitle: \"雨\"\ndate: 2021-06-25\ntags: [ 天气 ]\n---\n<!--1-->\n[雨](https://example.org/)\n------\n\n<div>\n<p>下雨。</p>\n</div>\n";

    #[test]
    fn line_ends_and_byte_order_mark_make_no_difference() {
        let plain = Post::parse(POST).unwrap();
        for source in [POST.replace('\n', "\r\n"), POST.replace('\n', "\r"), format!("\u{feff}{POST}")] {
            let post = Post::parse(&source).unwrap();
            assert_eq!(post.front_matter, plain.front_matter);
            assert_eq!(post.preamble, plain.preamble);
            assert!(post.body.contains("<p>下雨。</p>"));
        }
    }

    #[test]
    fn text_that_is_no_post_is_a_typed_error() {
        assert_eq!(Post::parse(""), Err(Error::MissingFrontMatter));
        assert_eq!(Post::parse("<p>x</p>"), Err(Error::MissingFrontMatter));
        assert_eq!(Post::parse("---\ntitle: x\n"), Err(Error::UnclosedFrontMatter));
        assert_eq!(Post::from_bytes(b"---\ntitle: \xff\n---\n"), Err(Error::NotUtf8 { offset: 11 }));
    }
}
