//! The lists, tables, quotations and numbered series of a post, whose lines share a fate.

use super::is_prose;
use crate::draft::{Container, Draft, Item, Line};
use crate::verdicts::shape::ordinal;

/// An outermost list, table, quotation or numbered series: its lines share a fate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List {
    /// Indices among the items.
    pub(crate) start: usize,
    pub(super) end: usize,
    pub(super) items: u32,
    pub(super) link: u32,
    pub(super) all: u32,
    pub(super) has_prose: bool,
    pub(super) head: u8,
}

pub(super) fn lists(draft: &Draft) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let is_quote_a_part = quoted(draft) * 2 <= draft.body().count();
    let holds_list = |at: usize| {
        let inside = draft.items.get(at + 1..).unwrap_or_default().iter().take(QUOTE);
        inside.take_while(|item| !matches!(item, Item::Close)).any(|item| matches!(item, Item::Open(_)))
    };
    let mut depth = 0usize;
    // The depth of the open list.
    let mut outermost = None;
    let mut last: Option<&Line> = None;
    for (at, item) in draft.items.iter().enumerate() {
        match item {
            Item::Open(container) => {
                depth += 1;
                let is_whole = match container {
                    Container::List { .. } | Container::Table => true,
                    Container::Quote => is_quote_a_part && !holds_list(at),
                    _ => false,
                };
                if outermost.is_none() && is_whole {
                    outermost = Some(depth);
                    lists.push(List::begin(at, list_head(last)));
                }
            }
            Item::Close => {
                if outermost == Some(depth) {
                    outermost = None;
                    if let Some(list) = lists.last_mut() {
                        list.end = at;
                    }
                }
                depth = depth.saturating_sub(1);
            }
            Item::Line(line) => {
                last = Some(line);
                if let Some(list) = lists.last_mut().filter(|_| outermost.is_some()) {
                    list.add(line);
                }
            }
            _ => {}
        }
    }
    add_series(draft, &mut lists);
    lists
}

/// Adds the runs of consecutively numbered lines outside of containers.
fn add_series(draft: &Draft, lists: &mut Vec<List>) {
    let known = lists.len();
    let mut run: Option<(List, u32)> = None;
    let mut last: Option<&Line> = None;
    for (at, line) in draft.body() {
        let number = ordinal(line.text.as_str()).filter(|_| line.container.is_none() && line.level.is_none());
        match (&mut run, number) {
            (Some((series, before)), Some(number)) if number == *before + 1 => {
                (series.end, *before) = (at, number);
                series.add(line);
            }
            _ => {
                lists.extend(run.take().filter(|(series, _)| series.items >= SERIES).map(|(series, _)| series));
                run = number.map(|number| (List::begin(at, list_head(last)).with(line), number));
            }
        }
        last = Some(line);
    }
    lists.extend(run.filter(|(series, _)| series.items >= SERIES).map(|(series, _)| series));
    if lists.len() > known {
        lists.sort_by_key(|list| list.start);
    }
}

/// The number of items of a quotation that are searched for a list.
const QUOTE: usize = 24;
/// The minimal number of lines of a series.
const SERIES: u32 = 3;

impl List {
    fn begin(at: usize, head: u8) -> List {
        List { start: at, end: at, items: 0, link: 0, all: 0, has_prose: false, head }
    }

    fn add(&mut self, line: &Line) {
        self.items += 1;
        self.link += line.weights.link;
        self.all += line.weights.all;
        self.has_prose |= is_prose(line);
    }

    fn with(mut self, line: &Line) -> List {
        self.add(line);
        self
    }
}

/// Returns the number of lines in quotations.
fn quoted(draft: &Draft) -> usize {
    draft.body().filter(|(_, line)| line.container == Some(Container::Quote)).count()
}

/// Returns the value of [`Group::ListHead`] for the line before a list.
fn list_head(line: Option<&Line>) -> u8 {
    match line {
        None => 0,
        Some(line) if line.text.as_str().ends_with([':', '：']) => 1,
        Some(line) if line.level.is_some() || line.weights.is_bold() => 2,
        Some(line) if is_prose(line) => 3,
        Some(_) => 4,
    }
}
