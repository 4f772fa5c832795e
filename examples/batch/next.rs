//! Suggests the next step after a run.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::fmt;
use std::path::Path;

use feedscrub::Article;

use crate::cli::{Cli, Format};
use crate::delivery::Counts;
use crate::screen;

/// The suggestion.
#[derive(Debug)]
pub(crate) enum Next<'a> {
    Failures {
        many: u64,
        log: Option<&'a Path>,
    },
    /// The output, from which the `report` example makes a page.
    Report(&'a Path),
    Post(&'a Candidate),
}

impl<'a> Next<'a> {
    pub(crate) fn of(cli: &'a Cli, counts: Counts, worst: &'a Worst) -> Option<Self> {
        if counts.failed > 0 {
            return Some(Next::Failures { many: counts.failed, log: cli.fail_log.as_deref() });
        }
        let is_whole = matches!(cli.format, None | Some(Format::Json)) && cli.fields.is_empty() && cli.shards.is_none();
        match &cli.output {
            Some(output) if is_whole && !cli.writes_files() && counts.cleaned > 0 => Some(Next::Report(output)),
            _ => worst.0.as_ref().map(Next::Post),
        }
    }
}

impl fmt::Display for Next<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Next::Failures { many, log } => {
                let failed = screen::count(*many, "failure");
                match log {
                    Some(log) => write!(f, "{} names the {failed}", log.display()),
                    None => write!(f, "the {failed} named above"),
                }
            }
            Next::Report(lines) => {
                write!(f, "report {} makes a page of it", quoted(&lines.to_string_lossy()))
            }
            Next::Post(Candidate { warnings: 0, path: Reverse(path), .. }) => {
                write!(f, "--explain {} shows the post that lost most", quoted(path))
            }
            Next::Post(Candidate { warnings, path: Reverse(path), .. }) => {
                let warnings = screen::count(*warnings as u64, "warning");
                write!(f, "--explain {} shows a post with {warnings}", quoted(path))
            }
        }
    }
}

/// A post that a person should check. A greater value is more important.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Candidate {
    warnings: usize,
    /// The number of bytes of removed text.
    removed: usize,
    path: Reverse<String>,
}

/// The post with the most warnings. Of several such posts it is the one with the most removed text. The result is
/// independent of the order of the posts.
#[derive(Debug, Default)]
pub(crate) struct Worst(Option<Candidate>);

impl Worst {
    pub(crate) fn offer(&mut self, article: &Article, path: &Path) {
        let report = &article.report;
        let warnings = report.warnings.len();
        let removed = report.removed.iter().map(|removed| removed.text.len()).sum();
        let is_less = |worst: &Candidate| (warnings, removed) < (worst.warnings, worst.removed);
        if (warnings, removed) != (0, 0) && !self.0.as_ref().is_some_and(is_less) {
            let path = Reverse(path.display().to_string());
            self.merge(Worst(Some(Candidate { warnings, removed, path })));
        }
    }

    pub(crate) fn merge(&mut self, other: Worst) {
        self.0 = self.0.take().max(other.0);
    }
}

/// Returns a path, quoted for a shell if necessary.
fn quoted(path: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | ',' | ':' | '@' | '%');
    match path.chars().all(is_plain) && !path.starts_with('-') {
        true => Cow::Borrowed(path),
        false => Cow::Owned(format!("'{}'", path.replace('\'', r"'\''"))),
    }
}
