//! The posts that are measured over: the shipped fixtures, or those of a folder.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use feedscrub::Post;

/// The variable that names a folder of posts (`*.md`, also in folders below it) to measure over.
pub const FOLDER: &str = "FEEDSCRUB_POSTS";

/// Posts are repeated until they have this many bytes.
const ENOUGH: usize = 8 << 20;

pub struct Posts {
    /// The texts, each once.
    pub sources: Vec<String>,
    /// How often a round goes over them.
    pub times: usize,
    /// Where they are from.
    pub origin: String,
}

impl Posts {
    /// Reads the posts.
    ///
    /// # Errors
    ///
    /// A sentence, when there are none.
    pub fn load() -> Result<Posts, String> {
        let (origin, files) = match std::env::var_os(FOLDER) {
            Some(folder) => (folder.to_string_lossy().into_owned(), markdown_files(Path::new(&folder))),
            None => {
                let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
                let mut files = markdown_files(&fixtures);
                files.retain(|file| file.file_name() == Some(OsStr::new("post.md")));
                ("the fixtures".to_owned(), files)
            }
        };
        let mut sources: Vec<String> = files.iter().filter_map(|file| fs::read_to_string(file).ok()).collect();
        sources.retain(|source| Post::parse(source).is_ok());
        let bytes: usize = sources.iter().map(String::len).sum();
        if bytes == 0 {
            return Err(format!("no posts in {origin}; {FOLDER} names a folder to take them from"));
        }
        Ok(Posts { sources, times: ENOUGH.div_ceil(bytes), origin })
    }

    /// Bytes of a round.
    pub fn bytes(&self) -> usize {
        self.sources.iter().map(String::len).sum::<usize>() * self.times
    }

    /// Posts of a round.
    pub fn count(&self) -> usize {
        self.sources.len() * self.times
    }
}

/// Every `*.md` below a folder, sorted.
fn markdown_files(folder: &Path) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(_) if entry.path().extension() == Some(OsStr::new("md")) => files.push(entry.path()),
                _ => {}
            }
        }
    }
    files.sort();
    files
}
