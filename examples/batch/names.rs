//! Names of results in the output folder.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Component, Path, PathBuf};

use crate::input;

/// The names of results: each post gets a name that no other post of the batch has, ignoring case. The same posts in
/// the same order always get the same names.
#[derive(Debug)]
pub(crate) struct Names {
    extension: &'static str,
    /// How often a name was requested, by its hash: a collision only causes an unnecessary number.
    wanted: HashMap<u64, u32>,
}

impl Names {
    pub(crate) fn new(extension: &'static str) -> Self {
        Names { extension, wanted: HashMap::new() }
    }

    /// Returns the name for a post at `relative`: the same folders, the extension of the result and, if the name is
    /// taken, a number. It does not lead out of the output folder.
    pub(crate) fn unique(&mut self, relative: &Path) -> PathBuf {
        let mut parts = relative.components().filter_map(|part| match part {
            Component::Normal(name) => Some(name),
            _ => None,
        });
        let file = parts.next_back().unwrap_or(OsStr::new("post"));
        let folder: PathBuf = parts.map(|part| self.folder(part)).collect();
        let file = Path::new(file);
        let stem = if input::is_post(file) { file.file_stem().unwrap_or_default() } else { file.as_os_str() };
        let mut name = folder.join(self.file(stem, 1));
        loop {
            let times = self.wanted.entry(key(&name)).or_default();
            *times += 1;
            match *times {
                1 => return name,
                times => name = folder.join(self.file(stem, times)),
            }
        }
    }

    fn file(&self, stem: &OsStr, number: u32) -> OsString {
        let mut name = stem.to_owned();
        if number > 1 {
            name.push(format!("-{number}"));
        }
        name.push(".");
        name.push(self.extension);
        name
    }

    /// Returns the name for a folder, which never looks like the name of a result, so that the two cannot collide.
    fn folder(&self, name: &OsStr) -> OsString {
        let mut name = name.to_owned();
        if Path::new(&name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case(self.extension)) {
            name.push("_");
        }
        name
    }
}

fn key(name: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.to_string_lossy().to_lowercase().hash(&mut hasher);
    hasher.finish()
}
