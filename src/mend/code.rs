//! Turns code listings of any markup into one element with their text. Line numbers, buttons and surrounding elements
//! belong to the page.

use super::{is_blank_text, language, names, siblings, take};
use crate::article::{Evidence, Removed, RemovedKind};
use crate::dom::{Attr, Dom, NodeId, Step, Tag};

/// The number of nodes of a table that are searched for line numbers.
const NODES: usize = 60;
/// The number of nodes of a listing without `<pre>` that are searched for a line break.
const MANY: usize = 500;
/// The number of ancestors that may be a listing.
const ROUND: usize = 4;
/// The number of ancestors of a listing that may be containers for it.
const BOXES: usize = 6;
/// The number of children of such a container.
const PARTS: usize = 12;
/// The maximal length of a label or toolbar in bytes.
const LABEL: usize = 80;

/// Names of elements with line numbers.
const GUTTERS: &[&str] = &[
    "blob-num",
    "code-snippet__line-index",
    "crayon-num",
    "crayon-nums",
    "gl",
    "gutter",
    "hljs-ln-n",
    "hljs-ln-numbers",
    "line-index",
    "line-no",
    "line-num",
    "line-number",
    "line-numbers",
    "line-numbers-rows",
    "linenodiv",
    "lineno",
    "linenos",
    "linenumber",
    "linenumbers",
    "ln",
    "lnt",
    "pre-numbering",
    "rouge-gutter",
];

/// Names of elements that are one line.
const LINES: &[&str] = &[
    "code-line",
    "code-snippet_outer",
    "crayon-line",
    "ec-line",
    "hljs-ln-line",
    "line",
    "react-code-line",
    "token-line",
    "view-line",
];

/// Parts of the names of containers for code, and of the elements beside the code in them.
const BOX_NAMES: &[&str] = &[
    "code",
    "highlight",
    "hljs",
    "prism",
    "snippet",
    "toolbar",
    "syntax",
    "crayon",
    "rouge",
    "gist",
    "copy",
    "terminal",
    "frame",
    "language-",
    "chroma",
    "shiki",
];
const FURNITURE: &[&str] =
    &["toolbar", "copy", "clipboard", "header", "lang", "title-bar", "gist-meta", "window", "dots"];

/// Returns whether an element may be a listing; it must be cheap, because it is called for every element.
pub(super) fn may_be_listing(dom: &Dom, id: NodeId, tag: Tag) -> bool {
    match tag {
        Tag::Pre | Tag::Listing => true,
        Tag::Table => has_gutter(dom, id),
        Tag::Code => {
            (names(dom, id).any(|name| name == "hljs" || name.starts_with("language-")) || style_of(dom, id).is_some())
                && !dom.ancestors(id).take(ROUND).any(|outer| matches!(dom.tag(outer), Tag::Pre | Tag::Listing))
                && !is_in_sentence(dom, id)
                && dom
                    .descendants(id)
                    .take(MANY)
                    .any(|id| dom.tag(id) == Tag::Br || dom.text(id).is_some_and(|text| text.contains('\n')))
        }
        Tag::Div | Tag::P | Tag::Section => style_of(dom, id).is_some_and(|style| {
            let style: String = style.to_ascii_lowercase().split_ascii_whitespace().collect();
            let is_kept = style.split(';').any(|part| part == "white-space:pre");
            is_kept && ["monospace", "courier", "consolas", "menlo", "monaco"].iter().any(|font| style.contains(font))
        }),
        _ => false,
    }
}

/// Returns whether an element has text next to it.
fn is_in_sentence(dom: &Dom, id: NodeId) -> bool {
    let is_words = |beside: NodeId| dom.text(beside).is_some_and(|text| !text.trim().is_empty());
    [dom.prev(id), dom.next(id)].into_iter().flatten().any(is_words)
        || dom.parent(id).is_some_and(|outer| dom.tag(outer).is_inline())
}

fn style_of<'d>(dom: &'d Dom, id: NodeId) -> Option<&'d str> {
    dom.attr(id, Attr::Style).filter(|style| style.contains("pre") || style.contains("block"))
}

fn has_gutter(dom: &Dom, table: NodeId) -> bool {
    dom.descendants(table).take(NODES).any(|id| is_gutter(dom, id))
}

/// Returns whether an element only contains line numbers. A nested table ends the search: nested tables are checked one
/// by one.
fn is_gutter(dom: &Dom, id: NodeId) -> bool {
    let is_of_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '\u{200b}');
    names(dom, id).any(|name| GUTTERS.contains(&name))
        && dom.descendants(id).all(|id| match dom.text(id) {
            Some(text) => text.chars().all(is_of_number),
            None => dom.tag(id) != Tag::Table,
        })
}

/// The use of an element inside of a listing.
#[derive(PartialEq)]
enum Part {
    Line,
    Run,
    Gutter,
    Button,
    Unseen,
}

fn part(dom: &Dom, id: NodeId) -> Part {
    let tag = dom.tag(id);
    let style = dom.attr(id, Attr::Style).unwrap_or_default();
    let shown = |value: &str| {
        let mut values = style.split(';').filter_map(|part| part.split_once(':'));
        values.any(|(name, set)| name.trim() == "display" && set.trim().starts_with(value))
    };
    if tag.is_never_text() || dom.attr(id, Attr::Hidden).is_some() || shown("none") {
        return Part::Unseen;
    }
    if is_gutter(dom, id) {
        return Part::Gutter;
    }
    if matches!(tag, Tag::Button | Tag::Textarea | Tag::Select)
        || !matches!(tag, Tag::Pre | Tag::Code) && names(dom, id).any(|name| matches!(name, "copy" | "toolbar"))
    {
        return Part::Button;
    }
    let is_beside_code = || {
        let alike = |beside: Option<NodeId>, next: fn(&Dom, NodeId) -> Option<NodeId>| {
            let beside = beside.and_then(|id| if is_blank_text(dom, id) { next(dom, id) } else { Some(id) });
            beside.is_some_and(|beside| dom.tag(beside) == Tag::Code)
        };
        alike(dom.prev(id), |dom, id| dom.prev(id)) || alike(dom.next(id), |dom, id| dom.next(id))
    };
    let is_line = match tag {
        Tag::Td | Tag::Th => false,
        Tag::Code => is_beside_code(),
        tag if !tag.is_inline() && tag != Tag::Other => true,
        _ => {
            ["block", "flex", "grid", "table-row"].into_iter().any(shown)
                || names(dom, id).any(|name| LINES.contains(&name))
        }
    };
    if is_line { Part::Line } else { Part::Run }
}

/// The text of a listing while it is collected.
#[derive(Default)]
struct Lines {
    text: String,
    /// Whether a line has ended whose line break is not written yet.
    is_ended: bool,
}

impl Lines {
    fn begin_line(&mut self) {
        if std::mem::take(&mut self.is_ended) || !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Ends a line that began at this length of the text.
    fn end_line(&mut self, began: usize) {
        self.is_ended = self.text.len() <= began || !self.text.ends_with('\n');
    }

    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.is_ended) && !text.starts_with('\n') {
            self.text.push('\n');
        }
        self.text.push_str(text);
    }
}

/// The contents of a listing.
#[derive(Default)]
struct Listing {
    lines: Lines,
    numbers: String,
    buttons: Vec<String>,
    /// Whether its lines were made by elements rather than by line breaks of one text.
    is_set: bool,
    /// Whether it ends with a `<br>`.
    ends_with_break: bool,
}

/// Returns `None` for an element with an image or player: it is more than text.
fn read(dom: &Dom, top: NodeId) -> Option<Listing> {
    let mut listing = Listing::default();
    let mut kept = u32::from(dom.tag(top) != Tag::Table);
    let mut open: Vec<(NodeId, usize)> = Vec::new();
    let mut step = dom.step(Step::Enter(top));
    loop {
        match step {
            Step::Enter(id) => {
                if let Some(text) = dom.text(id) {
                    if kept > 0 || !text.trim().is_empty() || !text.contains('\n') {
                        listing.lines.push(text);
                        listing.ends_with_break = false;
                    }
                    step = dom.step(Step::Leave(id));
                    continue;
                }
                let tag = dom.tag(id);
                if matches!(tag, Tag::Img | Tag::Iframe | Tag::Video | Tag::Audio | Tag::Object | Tag::Embed) {
                    return None;
                }
                if tag == Tag::Br {
                    // It ends its line, whether or not the source has a line break there too.
                    listing.lines.push("\n");
                    listing.is_set = true;
                    listing.ends_with_break = true;
                    step = dom.step(Step::Leave(id));
                    continue;
                }
                listing.is_set |= dom.attr(id, Attr::Class).is_some();
                match part(dom, id) {
                    Part::Line => {
                        listing.lines.begin_line();
                        listing.is_set = true;
                        open.push((id, listing.lines.text.len()));
                    }
                    Part::Run => {}
                    other => {
                        let text = dom.text_of(id);
                        if !text.is_empty() {
                            match other {
                                Part::Gutter => {
                                    listing.numbers.push_str(&text);
                                    listing.numbers.push(' ');
                                }
                                _ => listing.buttons.push(text),
                            }
                        }
                        listing.is_set = true;
                        step = dom.step(Step::Leave(id));
                        continue;
                    }
                }
                kept += u32::from(matches!(tag, Tag::Pre | Tag::Listing));
            }
            Step::Leave(id) => {
                if id == top {
                    break;
                }
                if dom.text(id).is_none() {
                    kept -= u32::from(matches!(dom.tag(id), Tag::Pre | Tag::Listing));
                }
                if let Some((_, began)) = open.pop_if(|(open, _)| *open == id) {
                    listing.lines.end_line(began);
                }
            }
        }
        step = dom.step(step);
    }
    Some(listing)
}

/// Turns a listing into one element with a text and the language that its markup names.
pub(super) fn mend(dom: &mut Dom, top: NodeId, removed: &mut Vec<Removed>) {
    if !dom.is_attached(top) || dom.first_child(top).is_none() {
        return;
    }
    let Some(listing) = read(dom, top) else { return };
    let text = &listing.lines.text;
    // A listing keeps at most one final line break.
    let end = text.trim_end().len();
    let is_block = !dom.ancestors(top).any(|outer| {
        let tag = dom.tag(outer);
        tag.heading_level().is_some() || matches!(tag, Tag::Td | Tag::Th | Tag::Figcaption | Tag::Caption | Tag::Li)
    });
    let keeps_end = is_block && !listing.ends_with_break && text.get(end..).is_some_and(|rest| rest.starts_with('\n'));
    let end = end + usize::from(keeps_end);
    let text = without_blank_head(text.get(..end).unwrap_or(text));
    if text.trim().is_empty() {
        return;
    }
    let mut language = language::of_listing(dom, top);
    let is_pre = matches!(dom.tag(top), Tag::Pre | Tag::Listing);
    if is_pre && language.is_none() && !listing.is_set && is_prose(dom, top, text) {
        return paragraphs(dom, top, text);
    }
    let (place, furniture) = place(dom, top);
    let has_names = [Attr::Class, Attr::Id].into_iter().any(|attr| dom.attr(top, attr).is_some());
    if is_pre && !listing.is_set && !has_names && place == top {
        return;
    }
    for id in furniture {
        language = language.or_else(|| label(dom, id));
        take(dom, id, "code/furniture", RemovedKind::Form, removed);
    }
    let evidence = Evidence::ELEMENT | Evidence::CLASS;
    let numbers = listing.numbers.trim();
    if !numbers.is_empty() {
        let (rule, kind) = ("code/line-numbers".into(), RemovedKind::Label);
        removed.push(Removed { rule, kind, evidence, text: numbers.to_owned() });
    }
    removed.extend(listing.buttons.into_iter().map(|text| Removed {
        rule: "code/furniture".into(),
        kind: RemovedKind::Form,
        evidence,
        text,
    }));
    let Some(pre) = dom.element_before(place, Tag::Pre, None) else { return };
    dom.detach(place);
    let class = language.map(|language| format!("language-{language}"));
    dom.text_first(pre, text);
    if let Some(first) = dom.first_child(pre)
        && let Some(code) = dom.element_before(first, Tag::Code, class.as_deref().map(|class| (Attr::Class, class)))
    {
        dom.move_into(code, first);
    }
}

/// Returns a text without leading empty lines.
fn without_blank_head(text: &str) -> &str {
    let blanks = text.len() - text.trim_start().len();
    let line = text.get(..blanks).and_then(|blanks| blanks.rfind('\n')).map_or(0, |at| at + 1);
    text.get(line..).unwrap_or(text)
}

/// Returns the outermost container of only a listing, and its other elements.
fn place(dom: &Dom, top: NodeId) -> (NodeId, Vec<NodeId>) {
    let (mut place, mut furniture) = (top, Vec::new());
    let mut inner = top;
    let mut found = Vec::new();
    for _ in 0..BOXES {
        let Some(outer) = dom.parent(inner).filter(|&outer| outer != dom.root()) else { break };
        if !matches!(dom.tag(outer), Tag::Div | Tag::Section | Tag::Figure | Tag::Span | Tag::Other) {
            break;
        }
        let parts: Vec<NodeId> = siblings(dom, dom.first_child(outer))
            .filter(|&id| id != inner && !is_blank_text(dom, id))
            .take(PARTS)
            .collect();
        if parts.len() == PARTS || !parts.iter().all(|&id| belongs_to_listing(dom, id)) {
            break;
        }
        let is_named = names(dom, outer).any(|name| {
            let name = name.to_ascii_lowercase();
            BOX_NAMES.iter().any(|part| name.contains(part))
        });
        inner = outer;
        if is_named || !parts.is_empty() {
            place = outer;
            found.extend(parts);
            furniture.clone_from(&found);
        }
    }
    (place, furniture)
}

/// Returns whether an element beside a listing belongs to its container: a button, a toolbar, line numbers, the name of
/// the language.
fn belongs_to_listing(dom: &Dom, id: NodeId) -> bool {
    let tag = dom.tag(id);
    if matches!(tag, Tag::Button | Tag::Script | Tag::Style | Tag::Foreign | Tag::Textarea) || is_gutter(dom, id) {
        return true;
    }
    let is_more = |id: NodeId| {
        matches!(dom.tag(id), Tag::Pre | Tag::Img | Tag::Iframe | Tag::Table | Tag::Video | Tag::Figcaption)
    };
    let bytes = |id: NodeId| dom.text(id).map_or(0, str::len);
    if dom.text(id).is_some()
        || is_more(id)
        || dom.descendants(id).nth(NODES).is_some()
        || dom.descendants(id).any(is_more)
        || dom.descendants(id).map(bytes).sum::<usize>() > LABEL * 4
    {
        return false;
    }
    let text = dom.text_of(id);
    text.len() <= LABEL
        && (text.is_empty()
            || language::of_label(&text).is_some()
            || names(dom, id).any(|name| {
                let name = name.to_ascii_lowercase();
                FURNITURE.iter().any(|part| name.contains(part))
            }))
}

/// Returns the language that a toolbar above a listing names.
fn label(dom: &Dom, bar: NodeId) -> Option<String> {
    let text = dom.text_of(bar);
    language::of_label(&text).or_else(|| {
        let mut texts = dom.descendants(bar).filter_map(|id| dom.text(id));
        texts.find_map(language::of_label)
    })
}

/// The minimal length in bytes of a paragraph in a listing.
const PARAGRAPH: usize = 60;

/// Returns whether preformatted text is prose: without code syntax, and with parts that end as sentences.
fn is_prose(dom: &Dom, top: NodeId, text: &str) -> bool {
    const SIGNS: [&str; 16] =
        ["{", "}", ";\n", "=>", "==", "()", "->", "</", "::", "$ ", "\t", "|", " = ", "[0", "```", "--"];
    let is_plain = dom.descendants(top).all(|id| dom.text(id).is_some());
    let ends = |part: &str| part.trim_end().ends_with(['.', '!', '?', '。', '！', '？', '”', '"', '…', '」']);
    is_plain
        && !SIGNS.iter().any(|sign| text.contains(sign))
        && !text.lines().any(|line| line.starts_with("  ") || line.starts_with('#'))
        && text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).all(|part| {
            let words = part.split_ascii_whitespace().count();
            let longest = part.lines().map(str::len).max().unwrap_or(0);
            part.len() >= PARAGRAPH
                && longest >= PARAGRAPH
                && ends(part)
                && (words >= 8 || part.chars().filter(|c| !c.is_ascii()).count() * 2 > part.chars().count())
        })
}

/// Turns a listing of prose into paragraphs.
fn paragraphs(dom: &mut Dom, top: NodeId, text: &str) {
    let text = text.to_owned();
    for part in text.split("\n\n").filter(|part| !part.trim().is_empty()) {
        if let Some(paragraph) = dom.element_before(top, Tag::P, None) {
            dom.text_first(paragraph, part);
        }
    }
    dom.detach(top);
}
