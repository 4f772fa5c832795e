//! The part of a post that is remembered.

use super::sample::{LineFlags, Seen, hash};
use crate::article::{Meta, Time};
use crate::dom::{Dom, Tag};
use crate::draft::{Container, Draft, Line};
use crate::links::leads;

/// The number of bytes of the head, and of the tail, of a post that are remembered.
const EDGE: usize = 8 << 10;

/// A post with its source and key.
pub(super) struct Observed {
    pub(super) host: String,
    pub(super) author: String,
    pub(super) key: u64,
    pub(super) seen: Seen,
}

/// Returns what is remembered of a post; `None` if it has no text, or neither host nor author.
pub(super) fn observe(
    meta: &Meta,
    time: Option<Time>,
    host: Option<&str>,
    dom: &Dom,
    draft: &Draft,
) -> Option<Observed> {
    let host = host.map(site_of).unwrap_or_default();
    let author = meta.author.as_deref().map(str::trim).unwrap_or_default().to_owned();
    let (text, lines) = lines(draft);
    if host.is_empty() && author.is_empty() || lines.is_empty() {
        return None;
    }
    let address = meta.source.as_ref().map(|source| page(source.as_str())).filter(|page| !page.is_empty());
    let title = meta.title.as_deref().map(squeezed).filter(|title| !title.is_empty());
    let key = match (&title, &address) {
        (Some(title), _) => hash(&[&host, &author, "title", title]),
        (None, Some(address)) => hash(&[&host, &author, "address", address]),
        (None, None) => hash(&[&host, &author, "text", &text]),
    };
    let seen = Seen {
        text: text.into(),
        lines: lines.into(),
        address: address.map_or(0, |address| hash(&[&address])),
        day: meta.published.or(time).and_then(Time::days),
        is_bare: is_bare(dom),
    };
    Some(Observed { host, author, key, seen })
}

/// Returns a host in the form of rules.
fn site_of(host: &str) -> String {
    let host = host.to_ascii_lowercase();
    host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)
}

/// Returns an address without the parts that differ between copies of a page.
fn page(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/').to_owned()
}

fn squeezed(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns whether a post consists of text and line breaks, like a video description.
fn is_bare(dom: &Dom) -> bool {
    dom.descendants(dom.root()).all(|id| matches!(dom.tag(id), Tag::None | Tag::Div | Tag::Br | Tag::A | Tag::Span))
}

/// Returns the lines of a draft, each ended by `\n`: all of them, or those of head and tail.
fn lines(draft: &Draft) -> (String, Vec<LineFlags>) {
    let lines: Vec<(&str, LineFlags)> =
        draft.body().map(|(_, line)| (line.text.as_str(), flags(line))).filter(|(text, _)| !text.is_empty()).collect();
    let size: usize = lines.iter().map(|(text, _)| text.len() + 1).sum();
    let mut text = String::with_capacity(size.min(2 * EDGE + 2));
    let mut kept = Vec::new();
    let mut push = |line: &str, flags| {
        text.extend(line.chars().map(|c| if c == '\n' { ' ' } else { c }));
        text.push('\n');
        kept.push(flags);
    };
    if size <= 2 * EDGE {
        lines.iter().for_each(|(line, flags)| push(line, *flags));
        return (text, kept);
    }
    let mut left = EDGE;
    for (line, flags) in &lines {
        push(head(line, left), *flags);
        left = left.saturating_sub(line.len() + 1);
        if left == 0 {
            break;
        }
    }
    let mut left = EDGE;
    let mut end: Vec<(&str, LineFlags)> = Vec::new();
    for (line, flags) in lines.iter().rev() {
        end.push((tail(line, left), *flags));
        left = left.saturating_sub(line.len() + 1);
        if left == 0 {
            break;
        }
    }
    let mut gap = true;
    for (line, flags) in end.into_iter().rev().filter(|(line, _)| !line.is_empty()) {
        push(line, flags.with(LineFlags::GAP, std::mem::take(&mut gap)));
    }
    (text, kept)
}

fn head(line: &str, bytes: usize) -> &str {
    crate::words::head(line, bytes)
}

fn tail(line: &str, bytes: usize) -> &str {
    let mut start = line.len().saturating_sub(bytes);
    while !line.is_char_boundary(start) {
        start += 1;
    }
    line.get(start..).unwrap_or_default()
}

fn flags(line: &Line) -> LineFlags {
    let asks = line.text.links().any(|(_, url)| leads::is_profile(url) || leads::asks(url.as_str()));
    let is_other = line.preformatted || matches!(line.container, Some(Container::Cell { .. } | Container::Quote));
    LineFlags::default()
        .with(LineFlags::LINK, line.weights.is_mostly_link() && line.weights.link > 0)
        .with(LineFlags::ASKS, asks)
        .with(LineFlags::OTHER, is_other)
}
