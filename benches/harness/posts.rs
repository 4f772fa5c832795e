//! The posts and pages of the benchmarks: the fixtures, or those of a folder.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use feedscrub::Post;

/// The variable that names a folder of posts (`*.md`, also in folders below it) to measure over.
pub const FOLDER: &str = "FEEDSCRUB_POSTS";

/// The variable that names a folder of pages (`*.html`, also in folders below it) to measure over.
pub const PAGES: &str = "FEEDSCRUB_PAGES";

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
        let (origin, mut sources) = sources(FOLDER, "md", "post.md");
        sources.retain(|source| Post::parse(source).is_ok());
        Posts::of(origin, sources, FOLDER)
    }

    /// Reads the pages.
    ///
    /// # Errors
    ///
    /// A sentence, when there are none.
    pub fn load_pages() -> Result<Posts, String> {
        let (origin, sources) = sources(PAGES, "html", "page.html");
        Posts::of(origin, sources, PAGES)
    }

    fn of(origin: String, sources: Vec<String>, variable: &str) -> Result<Posts, String> {
        let bytes: usize = sources.iter().map(String::len).sum();
        if bytes == 0 {
            return Err(format!("nothing to measure over in {origin}; {variable} names a folder to take it from"));
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

/// Texts of the files with this ending in the folder that a variable names, or of the fixtures' files of this name.
fn sources(variable: &str, ending: &str, fixture: &str) -> (String, Vec<String>) {
    let (origin, files) = match std::env::var_os(variable) {
        Some(folder) => (folder.to_string_lossy().into_owned(), files(Path::new(&folder), ending)),
        None => {
            let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
            let mut files = files(&fixtures, ending);
            files.retain(|file| file.file_name() == Some(OsStr::new(fixture)));
            ("the fixtures".to_owned(), files)
        }
    };
    (origin, files.iter().filter_map(|file| fs::read_to_string(file).ok()).collect())
}

/// Every file with this ending below a folder, sorted.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(_) if entry.path().extension() == Some(OsStr::new(ending)) => files.push(entry.path()),
                _ => {}
            }
        }
    }
    files.sort();
    files
}
