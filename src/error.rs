//! What makes an input no post, or breaks a limit. Everything else is a result with a warning.

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// Why no article could be made.
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
}
