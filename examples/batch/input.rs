//! Which posts there are: files as they are given, folders from top to bottom in the order of their names.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fs, io, vec};

use walkdir::WalkDir;

use crate::names::Names;

/// Something found on the way through the input.
#[derive(Debug)]
pub(crate) enum Found {
    Post(Source),
    /// What should be a post or hold some and cannot be read.
    Failed {
        path: String,
        why: String,
    },
    /// Something to know that is no failure.
    Note(String),
}

/// Where a post is read from.
#[derive(Debug)]
pub(crate) struct Source {
    /// `None` for standard input.
    pub(crate) file: Option<PathBuf>,
    /// The path as the user knows it.
    pub(crate) shown: PathBuf,
    /// The name of its result inside the output folder.
    pub(crate) result: PathBuf,
}

/// One argument of the command line.
#[derive(Clone, Debug)]
pub(crate) struct Argument {
    pub(crate) path: PathBuf,
    /// What results and messages call it.
    shown: PathBuf,
    /// Takes files of this name alone.
    only: Option<&'static str>,
}

impl Argument {
    pub(crate) fn new(path: &Path) -> Self {
        Argument { path: path.to_owned(), shown: path.to_owned(), only: None }
    }

    /// The crate's fixtures. Their folders also hold what is expected of each post, as Markdown among others.
    pub(crate) fn fixtures() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        Argument { path, shown: "fixtures".into(), only: Some("post.md") }
    }

    pub(crate) fn is_standard_input(&self) -> bool {
        self.path == OsStr::new("-")
    }
}

/// Whether a file inside a folder is taken for a post or a page.
pub(crate) fn is_post(path: &Path) -> bool {
    is_page(path)
        || path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("md") || ext.eq_ignore_ascii_case("markdown"))
}

/// Whether a file is a whole page.
pub(crate) fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("html") || ext.eq_ignore_ascii_case("htm"))
}

/// All posts of some arguments. Folders are walked while the posts are taken, so that memory does not grow with them.
#[derive(Debug)]
pub(crate) struct Posts {
    arguments: vec::IntoIter<Argument>,
    folder: Option<Walk>,
    /// The output folder, which may lie inside an input folder.
    output: Option<PathBuf>,
    names: Option<Names>,
}

#[derive(Debug)]
struct Walk {
    argument: Argument,
    entries: walkdir::IntoIter,
    is_empty: bool,
}

impl Posts {
    /// The posts; with `names` each gets a result file of its own.
    pub(crate) fn new(arguments: Vec<Argument>, output: Option<&Path>, names: Option<Names>) -> Self {
        let output = output.and_then(|output| fs::canonicalize(output).ok());
        Posts { arguments: arguments.into_iter(), folder: None, output, names }
    }

    fn source(&mut self, file: Option<PathBuf>, shown: PathBuf, relative: &Path) -> Found {
        let result = self.names.as_mut().map(|names| names.unique(relative)).unwrap_or_default();
        Found::Post(Source { file, shown, result })
    }
}

impl Iterator for Posts {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(walk) = &mut self.folder {
                match walk.next(self.output.as_deref()) {
                    Some(Step::File(path)) => {
                        let relative = path.strip_prefix(&walk.argument.path).unwrap_or(&path).to_owned();
                        let shown = walk.argument.shown.join(&relative);
                        return Some(self.source(Some(path), shown, &relative));
                    }
                    Some(Step::Other(found)) => return Some(found),
                    None => {
                        let note = walk.is_empty.then(|| walk.nothing_found());
                        self.folder = None;
                        if note.is_some() {
                            return note;
                        }
                    }
                }
            }
            let argument = self.arguments.next()?;
            if argument.is_standard_input() {
                return Some(self.source(None, "-".into(), Path::new("stdin")));
            }
            if argument.only.is_some() || argument.path.is_dir() {
                self.folder = Some(Walk::new(argument));
                continue;
            }
            let relative = PathBuf::from(argument.path.file_name().unwrap_or(OsStr::new("post")));
            return Some(self.source(Some(argument.path), argument.shown, &relative));
        }
    }
}

enum Step {
    File(PathBuf),
    Other(Found),
}

impl Walk {
    fn new(argument: Argument) -> Self {
        let entries = WalkDir::new(&argument.path).follow_links(true).sort_by_file_name().into_iter();
        Walk { argument, entries, is_empty: true }
    }

    fn next(&mut self, output: Option<&Path>) -> Option<Step> {
        loop {
            let step = match self.entries.next()? {
                Ok(entry) if entry.file_type().is_dir() => {
                    if output.is_some() && fs::canonicalize(entry.path()).ok().as_deref() == output {
                        self.entries.skip_current_dir();
                    }
                    continue;
                }
                Ok(entry) if !self.takes(entry.path()) => continue,
                Ok(entry) if entry.file_type().is_file() => Step::File(entry.into_path()),
                // Opening a pipe would wait for its other end.
                Ok(entry) => Step::Other(Found::Failed {
                    path: self.shown(entry.path()),
                    why: "cannot be read: neither a file nor a folder".to_owned(),
                }),
                Err(error) => match self.fault(&error) {
                    Some(found) => Step::Other(found),
                    None => continue,
                },
            };
            self.is_empty = false;
            return Some(step);
        }
    }

    fn takes(&self, path: &Path) -> bool {
        match self.argument.only {
            Some(name) => path.file_name() == Some(OsStr::new(name)),
            None => is_post(path),
        }
    }

    fn fault(&self, error: &walkdir::Error) -> Option<Found> {
        let path = error.path().unwrap_or(&self.argument.path);
        if let Some(ancestor) = error.loop_ancestor() {
            let (link, ancestor) = (self.shown(path), self.shown(ancestor));
            return Some(Found::Note(format!("{link}: not followed: the link leads back to {ancestor}")));
        }
        let is_missing = error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound);
        if is_missing && path != self.argument.path && !self.takes(path) {
            // A link to nowhere that would not have been a post.
            return None;
        }
        if is_missing && self.argument.only.is_some() {
            return None;
        }
        let why = error.io_error().map_or_else(|| error.to_string(), io::Error::to_string);
        Some(Found::Failed { path: self.shown(path), why: format!("cannot be read: {why}") })
    }

    fn nothing_found(&self) -> Found {
        let what = self.argument.only.unwrap_or("*.md, *.markdown or *.html");
        Found::Note(format!("{}: no posts ({what}) in this folder", self.argument.shown.display()))
    }

    fn shown(&self, path: &Path) -> String {
        let relative = path.strip_prefix(&self.argument.path).unwrap_or(Path::new(""));
        let shown = match relative.as_os_str().is_empty() {
            true => self.argument.shown.clone(),
            false => self.argument.shown.join(relative),
        };
        shown.display().to_string()
    }
}
