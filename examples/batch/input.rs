//! Finds the posts: files as given, folders recursively in the order of their names.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fs, io};

use walkdir::WalkDir;

use crate::cli::Cli;
use crate::list::List;
use crate::names::Names;
use crate::patterns;
use crate::records::Line;
use crate::stdin;

/// An item found in the input.
#[derive(Debug)]
pub(crate) enum Found {
    Post(Source),
    /// A line of JSON with a post in it.
    Line(Line),
    /// A post or folder that cannot be read.
    Failed {
        path: String,
        why: String,
    },
    /// A copy of another post.
    Copy {
        path: String,
        of: String,
    },
    /// A notice that is not a failure.
    Note(String),
}

/// The source of a post.
#[derive(Debug)]
pub(crate) struct Source {
    /// `None` for standard input.
    pub(crate) file: Option<PathBuf>,
    /// The path for messages.
    pub(crate) shown: PathBuf,
    /// The name of its result inside of the output folder.
    pub(crate) result: PathBuf,
}

/// One argument of the command line.
#[derive(Clone, Debug)]
pub(crate) struct Argument {
    pub(crate) path: PathBuf,
    /// The path for results and messages.
    shown: PathBuf,
    /// The only file name that is accepted in folders.
    only: Option<&'static str>,
    /// Whether its result is in the same folders below the output folder.
    keeps_folders: bool,
}

/// The arguments, or errors for those that cannot be read.
pub(crate) type Arguments = Box<dyn Iterator<Item = Result<Argument, Found>> + Send>;

impl Argument {
    pub(crate) fn new(path: &Path) -> Self {
        Argument { path: path.to_owned(), shown: path.to_owned(), only: None, keeps_folders: false }
    }

    /// Keeps the folders of its path in the path of its result.
    pub(crate) fn with_its_folders(self) -> Self {
        Argument { keeps_folders: true, ..self }
    }

    /// Returns the same argument with another path.
    pub(crate) fn at(&self, path: PathBuf) -> Self {
        Argument { shown: path.clone(), path, ..*self }
    }

    /// Returns the fixtures of the crate. Their folders also have expected outputs, including Markdown.
    pub(crate) fn fixtures() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        Argument { path, shown: "fixtures".into(), only: Some("post.md"), keeps_folders: false }
    }

    pub(crate) fn is_standard_input(&self) -> bool {
        self.path == OsStr::new("-")
    }
}

/// Returns whether a file inside of a folder is a post or a page by its name.
pub(crate) fn is_post(path: &Path) -> bool {
    is_page(path)
        || path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("md") || ext.eq_ignore_ascii_case("markdown"))
}

/// Returns whether a file is a whole page by its name.
pub(crate) fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("html") || ext.eq_ignore_ascii_case("htm"))
}

/// The origin of the posts of a command line.
#[derive(Clone, Debug)]
pub(crate) enum Origin {
    Arguments(Vec<Argument>),
    /// A list of them, whose names end with a NUL byte or with a line break.
    List {
        file: PathBuf,
        zero: bool,
    },
}

impl Origin {
    /// Reads the command line. By default it is standard input if that has data, otherwise the fixtures.
    pub(crate) fn of(cli: &Cli) -> Self {
        if let Some(file) = &cli.files_from {
            return Origin::List { file: file.clone(), zero: cli.zero };
        }
        let argument = |path: &PathBuf| match cli.relative {
            true => Argument::new(path).with_its_folders(),
            false => Argument::new(path),
        };
        Origin::Arguments(match cli.inputs.as_slice() {
            [] if cli.reads_lines() || stdin::holds_something() => vec![Argument::new(Path::new("-"))],
            [] => vec![Argument::fixtures()],
            inputs => inputs.iter().map(argument).collect(),
        })
    }

    /// Returns the arguments that are known before a list is read.
    pub(crate) fn known(&self) -> &[Argument] {
        match self {
            Origin::Arguments(arguments) => arguments,
            Origin::List { .. } => &[],
        }
    }

    pub(crate) fn is_fixtures(&self) -> bool {
        self.known().iter().any(|argument| argument.only.is_some())
    }

    /// Returns whether it is a list that can only be read once.
    pub(crate) fn is_read_once(&self) -> bool {
        matches!(self, Origin::List { file, .. } if file == Path::new("-"))
    }

    /// Returns whether it is one file or standard input, so that its result can be written alone.
    pub(crate) fn is_one_post(&self) -> bool {
        matches!(self.known(), [argument] if argument.only.is_none() && !argument.path.is_dir() && !patterns::is_pattern(&argument.path))
    }

    pub(crate) fn open(self) -> Result<Arguments, String> {
        match self {
            Origin::Arguments(arguments) => Ok(Box::new(arguments.into_iter().flat_map(patterns::expanded))),
            Origin::List { file, zero } => match List::open(&file, zero) {
                Ok(list) => Ok(Box::new(list)),
                Err(error) => Err(format!("{}: cannot be read: {error}", file.display())),
            },
        }
    }
}

/// An iterator over all posts of some arguments. Folders are walked lazily, so that memory does not grow with them.
pub(crate) struct Posts {
    arguments: Arguments,
    folder: Option<Walk>,
    /// The output folder, which may be inside of an input folder.
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
    /// Makes the iterator; with `names` each post gets a result file of its own.
    pub(crate) fn new(arguments: Arguments, output: Option<&Path>, names: Option<Names>) -> Self {
        let output = output.and_then(|output| fs::canonicalize(output).ok());
        Posts { arguments, folder: None, output, names }
    }

    /// Returns whether a result could replace a post of a list or a pattern. Other arguments are checked before
    /// anything is written.
    fn would_be_replaced(&self, argument: &Argument) -> bool {
        let Some(output) = self.output.as_deref() else { return false };
        fs::canonicalize(&argument.path).is_ok_and(|path| path.starts_with(output))
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
                        let kept = if walk.argument.keeps_folders { shown.clone() } else { relative };
                        return Some(self.source(Some(path), shown, &kept));
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
            let argument = match self.arguments.next()? {
                Ok(argument) => argument,
                Err(found) => return Some(found),
            };
            if argument.is_standard_input() {
                return Some(self.source(None, "-".into(), Path::new("stdin")));
            }
            if argument.only.is_some() || argument.path.is_dir() {
                self.folder = Some(Walk::new(argument));
                continue;
            }
            if self.would_be_replaced(&argument) {
                let path = argument.shown.display().to_string();
                return Some(Found::Failed { path, why: "lies where results are written".to_owned() });
            }
            let relative = match argument.keeps_folders {
                true => argument.path.clone(),
                false => PathBuf::from(argument.path.file_name().unwrap_or(OsStr::new("post"))),
            };
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
            return Some(Found::Note(format!("{link}: not followed: the symbolic link leads back to {ancestor}")));
        }
        let is_missing = error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound);
        if is_missing && path != self.argument.path && !self.takes(path) {
            // A dangling symbolic link that is no post by its name.
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
