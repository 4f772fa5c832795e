//! Names of posts and folders from a file.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use crate::input::{Argument, Found};

/// An iterator over the names in a list. The list is read lazily, so that memory does not grow with it.
pub(crate) struct List {
    reader: Box<dyn BufRead + Send>,
    end: u8,
    shown: String,
    has_failed: bool,
}

impl List {
    /// Opens a list in a file, or on standard input for `-`. Names end with a line break, or with a NUL byte.
    pub(crate) fn open(path: &Path, zero: bool) -> io::Result<Self> {
        let reader: Box<dyn BufRead + Send> = match path == Path::new("-") {
            true => Box::new(BufReader::new(io::stdin())),
            false => Box::new(BufReader::new(File::open(path)?)),
        };
        Ok(List { reader, end: if zero { 0 } else { b'\n' }, shown: path.display().to_string(), has_failed: false })
    }

    fn read(&mut self) -> io::Result<Option<PathBuf>> {
        loop {
            let mut name = Vec::new();
            if self.reader.read_until(self.end, &mut name)? == 0 {
                return Ok(None);
            }
            if name.last() == Some(&self.end) {
                name.pop();
            }
            if self.end == b'\n' && name.last() == Some(&b'\r') {
                name.pop();
            }
            if !name.is_empty() {
                return path(name).map(Some);
            }
        }
    }
}

impl Iterator for List {
    type Item = Result<Argument, Found>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_failed {
            return None;
        }
        match self.read() {
            Ok(path) => path.map(|path| Ok(Argument::new(&path).with_its_folders())),
            Err(error) => {
                self.has_failed = true;
                Some(Err(Found::Failed { path: self.shown.clone(), why: format!("cannot be read: {error}") }))
            }
        }
    }
}

#[cfg(unix)]
fn path(name: Vec<u8>) -> io::Result<PathBuf> {
    use std::os::unix::ffi::OsStringExt;

    Ok(std::ffi::OsString::from_vec(name).into())
}

#[cfg(not(unix))]
fn path(name: Vec<u8>) -> io::Result<PathBuf> {
    String::from_utf8(name).map(PathBuf::from).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}
