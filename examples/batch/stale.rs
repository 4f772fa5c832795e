//! Temporary files of runs that were killed.

use std::fs::{self, File};
use std::path::Path;
use std::time::Duration;

use crate::screen::tell;

/// A file younger than this may not be held yet by whoever has just made it.
const YOUNG: Duration = Duration::from_secs(1);

/// What names of temporary files begin and end with.
pub(crate) const PREFIX: &str = ".batch-";
pub(crate) const SUFFIX: &str = ".tmp";

/// Removes temporary files in a folder that no running program holds.
pub(crate) fn remove_in(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with(PREFIX) || !name.ends_with(SUFFIX) || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let path = entry.path();
        let age = entry.metadata().and_then(|metadata| metadata.modified()).ok().and_then(|time| time.elapsed().ok());
        if age.is_none_or(|age| age < YOUNG) {
            continue;
        }
        if File::open(&path).is_ok_and(|file| hold(&file)) && fs::remove_file(&path).is_ok() {
            tell(&format!("{}: removed: left by a killed run", path.display()));
        }
    }
}

/// Holds a file as long as it is open. False when another program holds it, or where that cannot be known.
#[cfg(unix)]
pub(crate) fn hold(file: &File) -> bool {
    rustix::fs::flock(file, rustix::fs::FlockOperation::NonBlockingLockExclusive).is_ok()
}

#[cfg(not(unix))]
pub(crate) fn hold(_: &File) -> bool {
    false
}
