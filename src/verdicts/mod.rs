//! The verdicts, each of which answers one question about the lines of the draft.

pub(crate) mod bylines;
pub(crate) mod captions;
pub(crate) mod dates;
pub(crate) mod headings;
pub(crate) mod labels;
pub(crate) mod lines;
mod main_element;
pub(crate) mod named;
pub(crate) mod parts;
pub(crate) mod plain;
mod requests;
mod shape;
pub(crate) mod signs;
pub(crate) mod title;

use crate::article::{Evidence, Removed, RemovedKind};
use crate::dom::Dom;
use crate::draft::{Draft, Fate};
use crate::survey::{Protected, Survey};
use crate::words::Finder;
use main_element::{MainElement, Side};

/// What is known about the post as a whole.
pub(crate) struct Context<'a> {
    pub(crate) protected: &'a Protected,
    pub(crate) dom: &'a Dom<'a>,
    pub(crate) survey: &'a Survey,
    pub(crate) finder: &'a Finder,
    /// Whether the report has the decisions about lines.
    pub(crate) explains: bool,
    /// Whether it is a whole page, of which the main content was chosen.
    pub(crate) is_page: bool,
    pub(crate) title: Option<&'a str>,
    /// Host of the original.
    pub(crate) host: Option<&'a str>,
    /// Its address.
    pub(crate) page: Option<&'a str>,
}

/// Removes a line and reports it.
fn remove(
    draft: &mut Draft,
    at: usize,
    rule: &'static str,
    kind: RemovedKind,
    evidence: Evidence,
    removed: &mut Vec<Removed>,
) {
    if let Some(line) = draft.line_mut(at) {
        line.fate = Fate::Removed(kind);
        removed.push(Removed { rule: rule.into(), kind, evidence, text: line.text.as_str().to_owned() });
    }
}
