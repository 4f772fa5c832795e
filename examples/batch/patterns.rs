//! Expands quoted patterns of posts. Shells do not expand them, so the matches may exceed the maximal length of a
//! command line.

use std::path::Path;

use glob::MatchOptions;

use crate::input::{Argument, Arguments, Found};

/// The options of shells: `*` matches neither a `/` nor the dot of a hidden file.
const AS_IN_SHELLS: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

/// Returns whether an argument is a pattern and not the name of an existing file.
pub(crate) fn is_pattern(path: &Path) -> bool {
    path.to_str().is_some_and(|path| path.contains(['*', '?', '['])) && path.symlink_metadata().is_err()
}

/// Returns the argument, or the paths that match it, sorted by name.
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
