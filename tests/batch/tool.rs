//! A folder to work in, and the built example.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The example that `cargo test` builds beside the tests.
pub(crate) fn binary() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let binary =
        test.parent().unwrap().with_file_name("examples").join(format!("batch{}", std::env::consts::EXE_SUFFIX));
    assert!(
        binary.is_file(),
        "{} is missing: a whole `cargo test` builds it, and so does `cargo build --example batch`",
        binary.display()
    );
    binary
}

/// A folder of its own for one test. The example runs inside it.
pub(crate) struct Place(TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        Place(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: impl AsRef<Path>) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Names in a folder, sorted.
    pub(crate) fn names(&self, folder: impl AsRef<Path>) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.path(folder))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    pub(crate) fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(binary());
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    pub(crate) fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Ran {
        Ran(self.command(arguments).output().unwrap())
    }

    pub(crate) fn run_with_input(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_ref()).unwrap();
        Ran(child.wait_with_output().unwrap())
    }

    /// Runs a line of the shell, in which `$BATCH` is the example.
    #[cfg(unix)]
    pub(crate) fn shell(&self, script: &str) -> Ran {
        let mut command = Command::new("sh");
        command.args(["-c", script]).env("BATCH", binary()).current_dir(self.0.path()).stdin(Stdio::null());
        Ran(command.output().unwrap())
    }
}

/// How the example ended and what it said.
pub(crate) struct Ran(Output);

impl Ran {
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.0.status.code(), Some(code), "{}\n{}", self.0.status, self.stderr());
        self
    }

    pub(crate) fn stdout(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    pub(crate) fn stderr(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    /// The line on standard error that begins with a path.
    #[track_caller]
    pub(crate) fn message(&self, path: &str) -> String {
        let stderr = self.stderr();
        let found = stderr.lines().find_map(|line| line.strip_prefix(path)?.strip_prefix(": "));
        found.unwrap_or_else(|| panic!("nothing about {path} in:\n{stderr}")).to_owned()
    }

    /// `path` of each line of JSON.
    pub(crate) fn paths(&self) -> Vec<String> {
        paths(&self.stdout())
    }
}

/// `path` of each line of JSON.
pub(crate) fn paths(lines: &str) -> Vec<String> {
    let path = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        value["path"].as_str().unwrap().to_owned()
    };
    lines.lines().map(path).collect()
}

pub(crate) fn post(title: &str, body: &str) -> String {
    format!(
        "---\ntitle: \"{title}\"\ndate: 2021-06-25T17:39:03.000Z\n---\n<!--1624642743000-->\n\
         [{title}](https://example.org/{title})\n------\n\n<div>{body}</div>\n"
    )
}

/// A post of a few paragraphs whose result is of about the same size.
pub(crate) fn long_post(title: &str, bytes: usize) -> String {
    let paragraph = "<p>The river rose by a metre overnight and the lower road is closed until further notice.</p>\n";
    post(title, &paragraph.repeat(bytes / paragraph.len()))
}
