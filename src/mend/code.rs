//! Listings of code, however their lines are set, as one element with their text: the numbers of lines, buttons and boxes
//! round them are the page's.

use super::{is_blank_text, language, names, siblings, take};
use crate::article::{Evidence, Removed, RemovedKind};
use crate::dom::{Attr, Dom, NodeId, Step, Tag};

/// Nodes of a table that are looked at for the numbers of lines.
const NODES: usize = 60;
/// Nodes of a listing without `<pre>` among which there is an end of a line.
const MANY: usize = 500;
/// Elements round it that may be one.
const ROUND: usize = 4;
/// Elements round a listing that may be boxes for it.
const BOXES: usize = 6;
/// Children of such a box.
const PARTS: usize = 12;
/// Bytes of a label or toolbar.
const LABEL: usize = 80;

/// Names of what holds numbers of lines.
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

/// Names of what is one line.
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

/// Parts of the names of boxes for code, and of what stands beside the code in them.
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

/// Whether an element may be a listing; cheap, for it is asked of every element.
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

/// Whether words stand beside an element.
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

/// Whether an element holds nothing but numbers of lines. A table in it ends the look: tables in one another are looked
/// at one by one.
fn is_gutter(dom: &Dom, id: NodeId) -> bool {
    let is_of_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '\u{200b}');
    names(dom, id).any(|name| GUTTERS.contains(&name))
        && dom.descendants(id).all(|id| match dom.text(id) {
            Some(text) => text.chars().all(is_of_number),
            None => dom.tag(id) != Tag::Table,
        })
}

/// What an element is inside of a listing.
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

/// The text of a listing as it grows.
#[derive(Default)]
struct Lines {
    text: String,
    /// Whether a line has ended whose end is not written yet.
    is_ended: bool,
}

impl Lines {
    fn begin_line(&mut self) {
        if std::mem::take(&mut self.is_ended) || !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Ends a line that began where the text had so many bytes.
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

/// What a listing holds.
#[derive(Default)]
struct Listing {
    lines: Lines,
    numbers: String,
    buttons: Vec<String>,
    /// Whether its text was set otherwise than as lines of one text.
    is_set: bool,
    /// Whether the last thing in it is a `<br>`.
    ends_with_break: bool,
}

/// `None` for one with a picture or player in it: it is more than text.
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
                    // It ends its line, whether or not the source has a line there too.
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

/// Makes one element of a listing, with a text and the language that its markup names.
pub(super) fn mend(dom: &mut Dom, top: NodeId, removed: &mut Vec<Removed>) {
    if !dom.is_attached(top) || dom.first_child(top).is_none() {
        return;
    }
    let Some(listing) = read(dom, top) else { return };
    let text = &listing.lines.text;
    // A listing whose last line has an end keeps it, and no more than one; a title or cell has none.
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

/// A text without the lines of blanks that it begins with.
fn without_blank_head(text: &str) -> &str {
    let blanks = text.len() - text.trim_start().len();
    let line = text.get(..blanks).and_then(|blanks| blanks.rfind('\n')).map_or(0, |at| at + 1);
    text.get(line..).unwrap_or(text)
}

/// The outermost box that holds nothing but a listing, and what else stands in the boxes.
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
        if parts.len() == PARTS || !parts.iter().all(|&id| is_furniture(dom, id)) {
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

/// Whether an element beside a listing is a part of its box: a button, a bar, numbers of lines, the name of the language.
fn is_furniture(dom: &Dom, id: NodeId) -> bool {
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

/// The language that a bar over a listing names.
fn label(dom: &Dom, bar: NodeId) -> Option<String> {
    let text = dom.text_of(bar);
    language::of_label(&text).or_else(|| {
        let mut texts = dom.descendants(bar).filter_map(|id| dom.text(id));
        texts.find_map(language::of_label)
    })
}

/// Bytes of a paragraph that is set as a listing.
const PARAGRAPH: usize = 60;

/// Whether what keeps its lines is sentences all the same: no sign of code, and each part ends as a sentence does.
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

/// Makes paragraphs of a listing that is prose.
fn paragraphs(dom: &mut Dom, top: NodeId, text: &str) {
    let text = text.to_owned();
    for part in text.split("\n\n").filter(|part| !part.trim().is_empty()) {
        if let Some(paragraph) = dom.element_before(top, Tag::P, None) {
            dom.text_first(paragraph, part);
        }
    }
    dom.detach(top);
}
