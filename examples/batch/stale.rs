//! Removes temporary files of killed runs.

use std::fs::{self, File};
use std::path::Path;
use std::time::Duration;

use crate::screen::tell;

/// The minimal age of a file that is removed. A younger file may not be locked yet by the program that has just made
/// it.
const YOUNG: Duration = Duration::from_secs(1);

/// The prefix and suffix of the names of temporary files.
pub(crate) const PREFIX: &str = ".batch-";
pub(crate) const SUFFIX: &str = ".tmp";

/// Removes temporary files in a folder that no running program has locked.
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

/// Locks a file as long as it is open. Returns `false` if another program has locked it, or if locking is not
/// supported.
#[cfg(unix)]
pub(crate) fn hold(file: &File) -> bool {
    rustix::fs::flock(file, rustix::fs::FlockOperation::NonBlockingLockExclusive).is_ok()
}

#[cfg(not(unix))]
pub(crate) fn hold(_: &File) -> bool {
    false
}
