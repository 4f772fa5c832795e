//! Errors: the input is no post, or exceeds a limit. Everything else is a result with a warning.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// A [`Result`](std::result::Result) with the [`Error`] of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// The reason why no article could be made.
///
/// ```
/// use feedscrub::{Error, clean};
///
/// assert_eq!(clean("<p>no post</p>"), Err(Error::MissingFrontMatter));
/// let error = clean("---\ntitle: x\n").unwrap_err();
/// assert_eq!(error.to_string(), "front matter is never closed: no second line of `---` after line 1");
/// ```
///
/// Faulty markup is never an error: it is parsed as browsers parse it. Faults of the front matter are recovered with a
/// [note](crate::Recovered) in the report where possible.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input does not begin with a `---` line.
    #[error("no front matter: the input does not begin with a line of `---`")]
    MissingFrontMatter,
    /// The second `---` line of the front matter is missing.
    #[error("front matter is never closed: no second line of `---` after line 1")]
    UnclosedFrontMatter,
    /// The front matter is no mapping of names to values, and could not be recovered.
    #[error("front matter cannot be read at line {line}: {message}")]
    InvalidFrontMatter {
        /// Line of the file, counted from 1.
        line: usize,
        /// The message of the YAML parser.
        message: String,
    },
    /// The input is not UTF-8.
    #[error("not UTF-8: invalid byte at offset {offset}")]
    NotUtf8 {
        /// Offset of the first byte that is not part of valid UTF-8.
        offset: usize,
    },
    /// The post was written by [`Article::to_post`](crate::Article::to_post): its body is Markdown and already clean.
    #[error("the body is Markdown that feedscrub wrote: the post is clean")]
    MarkdownBody,
    /// The input exceeds a limit.
    #[error("{what} over the limit: {found} found, {limit} allowed")]
    LimitExceeded {
        /// The limit, by the name of its setter in [`Limits`](crate::Limits).
        what: &'static str,
        /// The size of the input, or the part of it that was counted before the work stopped.
        found: usize,
        /// The value of the limit.
        limit: usize,
    },
    /// A parser of another crate panicked, which is a fault of the parser.
    #[error("a parser failed: {message}")]
    Parser {
        /// The message of the panic.
        message: String,
    },
}

/// Runs a parser of another crate and turns a panic of it into an error, so that one input cannot stop a batch.
pub(crate) fn guarded<T>(parse: impl FnOnce() -> T) -> Result<T> {
    // No state that the parser was changing when it panicked is used afterwards.
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
