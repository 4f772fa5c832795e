//! A folder with a file for each post.

use std::collections::HashSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::output::{Pending, Whole};
use crate::stale;

/// The folder that holds a file for each post.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    /// The path without symbolic links.
    root: PathBuf,
    pending: Pending,
    /// Existing folders inside of this one.
    known: Mutex<HashSet<PathBuf>>,
}

impl Folder {
    pub(crate) fn open(path: &Path, pending: &Pending) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        let root = fs::canonicalize(path)?;
        Ok(Folder { path: path.to_owned(), root, pending: pending.clone(), known: Mutex::default() })
    }

    pub(crate) fn write(&self, name: &Path, result: &[u8]) -> io::Result<()> {
        let path = self.path.join(name);
        self.make(name.parent().unwrap_or(Path::new("")))?;
        if path.is_symlink() {
            self.check(&path)?;
        }
        Whole::write(&path, result, &self.pending)
    }

    /// Returns whether a result exists that is newer than its post.
    pub(crate) fn has(&self, name: &Path, post: &Path) -> bool {
        let time = |path: &Path| fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
        let (result, post) = (time(&self.path.join(name)), time(post));
        result.is_some() && result >= post
    }

    /// Makes folders below this one. A symbolic link among them must not lead out.
    fn make(&self, relative: &Path) -> io::Result<()> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known().contains(relative) {
            return Ok(());
        }
        let mut path = self.path.clone();
        for part in relative {
            path.push(part);
            match fs::create_dir(&path) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                Err(_) if path.is_symlink() => self.check(&path)?,
                _ => {}
            }
        }
        stale::remove_in(&path);
        known().insert(relative.to_owned());
        Ok(())
    }

    fn check(&self, link: &Path) -> io::Result<()> {
        match fs::canonicalize(link)?.starts_with(&self.root) {
            true => Ok(()),
            false => Err(io::Error::other(format!("{} is a symbolic link out of the output folder", link.display()))),
        }
    }
}
