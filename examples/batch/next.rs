//! What to look at when a run is over.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::fmt;
use std::path::Path;

use feedscrub::Article;

use crate::cli::{Cli, Format};
use crate::delivery::Counts;
use crate::screen;

/// The one thing that is named.
#[derive(Debug)]
pub(crate) enum Next<'a> {
    Failures {
        many: u64,
        log: Option<&'a Path>,
    },
    /// Lines that the report example makes a page of.
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

/// A post that somebody should look at; the greater, the more.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Candidate {
    warnings: usize,
    /// Bytes of text that were taken out.
    removed: usize,
    path: Reverse<String>,
}

/// The post with the most warnings; of those, or without any, the one that lost most. It does not depend on the order.
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

/// A path as a shell reads it.
fn quoted(path: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | ',' | ':' | '@' | '%');
    match path.chars().all(is_plain) && !path.starts_with('-') {
        true => Cow::Borrowed(path),
        false => Cow::Owned(format!("'{}'", path.replace('\'', r"'\''"))),
    }
}
