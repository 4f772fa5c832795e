//! What makes an input no post, or breaks a limit. Everything else is a result with a warning.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// Why no article could be made.
///
/// ```
/// use feedscrub::{Error, clean};
///
/// assert_eq!(clean("<p>no post</p>"), Err(Error::MissingFrontMatter));
/// let error = clean("---\ntitle: x\n").unwrap_err();
/// assert_eq!(error.to_string(), "front matter is never closed: no second line of `---` after line 1");
/// ```
///
/// Faults of the markup are never errors: they are repaired as browsers repair them, and faults of the
/// front matter are recovered with a [warning](crate::Warning) where that can be done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input does not begin with a `---` line.
    #[error("no front matter: the input does not begin with a line of `---`")]
    MissingFrontMatter,
    /// The front matter's second `---` line is missing.
    #[error("front matter is never closed: no second line of `---` after line 1")]
    UnclosedFrontMatter,
    /// The front matter is no mapping of names to values, and could not be recovered either.
    #[error("front matter cannot be read at line {line}: {message}")]
    InvalidFrontMatter {
        /// Line of the file, counted from 1.
        line: usize,
        /// What the YAML parser found there.
        message: String,
    },
    /// The input is not UTF-8.
    #[error("not UTF-8: invalid byte at offset {offset}")]
    NotUtf8 {
        /// Offset of the first byte that is not part of valid UTF-8.
        offset: usize,
    },
    /// The post is one that [`Article::to_post`](crate::Article::to_post) wrote: its body is Markdown and clean.
    #[error("the body is Markdown that feedscrub wrote: the post is clean")]
    MarkdownBody,
    /// The input is larger than its limit allows.
    #[error("{what} over the limit: {found} found, {limit} allowed")]
    LimitExceeded {
        /// Which limit, by the name of its setter in [`Limits`](crate::Limits).
        what: &'static str,
        /// What the input has, or as much of it as was counted before the work stopped.
        found: usize,
        /// What is allowed.
        limit: usize,
    },
    /// A parser of another crate gave up on the input, which is its fault and no input's.
    #[error("a parser failed: {message}")]
    Parser {
        /// What it said.
        message: String,
    },
}

/// Runs a parser of another crate. A panic of its own is an error, so that no input stops whoever cleans many.
pub(crate) fn guarded<T>(parse: impl FnOnce() -> T) -> Result<T> {
    // Nothing that it was changing when it panicked is looked at again.
    catch_unwind(AssertUnwindSafe(parse)).map_err(|panic| {
        let message = panic.downcast_ref::<String>().map(String::as_str);
        let message = message.or_else(|| panic.downcast_ref::<&str>().copied());
        Error::Parser { message: message.unwrap_or("no message").to_owned() }
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_panic_of_a_parser_is_an_error() {
        assert_eq!(super::guarded(|| 1), Ok(1));
        let error = super::guarded(|| panic!("no token at {}", 7)).unwrap_err();
        assert_eq!(error.to_string(), "a parser failed: no token at 7");
    }
}
