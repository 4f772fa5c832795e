//! Quoted patterns of posts, which shells leave alone: no command line is too short for what they name.

use std::path::Path;

use glob::MatchOptions;

use crate::input::{Argument, Arguments, Found};

/// As a shell has it: neither a `/` nor the dot of a hidden file is matched by `*`.
const AS_IN_SHELLS: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

/// Whether an argument names no file, but could name some.
pub(crate) fn is_pattern(path: &Path) -> bool {
    path.to_str().is_some_and(|path| path.contains(['*', '?', '['])) && path.symlink_metadata().is_err()
}

/// The argument, or what it matches, sorted by name.
pub(crate) fn expanded(argument: Argument) -> Arguments {
    let Some(pattern) = argument.path.to_str().filter(|_| is_pattern(&argument.path)) else {
        return Box::new(std::iter::once(Ok(argument)));
    };
    let failed = |path: &Path, why: String| Found::Failed { path: path.display().to_string(), why };
    let mut paths = match glob::glob_with(pattern, AS_IN_SHELLS) {
        Ok(paths) => paths.peekable(),
        Err(error) => return Box::new(std::iter::once(Err(failed(&argument.path, error.to_string())))),
    };
    if paths.peek().is_none() {
        return Box::new(std::iter::once(Err(failed(&argument.path, "matches no file or folder".to_owned()))));
    }
    Box::new(paths.map(move |path| match path {
        Ok(path) => Ok(argument.at(path)),
        Err(error) => Err(failed(error.path(), format!("cannot be read: {}", error.error()))),
    }))
}
