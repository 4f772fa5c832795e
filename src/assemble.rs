//! Makes blocks from the judged draft.

mod lists;
mod tables;

use std::collections::BTreeSet;

use smallvec::SmallVec;

use crate::article::{
    Block, Cell, Evidence, Figure, Image, List, MarkKind, Recovered, Removed, RemovedKind, Report, Text, is_formula,
    texts_mut,
};
use crate::draft::{Container, Draft, Fate, Item, Line};
use crate::verdicts::captions;
use crate::words::credits;

/// An open container.
struct Open {
    container: Option<Container>,
    blocks: Vec<Block>,
    list: List,
    table: tables::Parts,
}

impl Open {
    fn new(container: Option<Container>) -> Self {
        Open { container, blocks: Vec::new(), list: List::default(), table: tables::Parts::default() }
    }
}

/// The nesting depth of containers; deeper ones become part of the innermost. A list in a list takes three levels of
/// JSON, and JSON parsers stop at 128.
const MAX_DEPTH: usize = 32;

/// Makes the blocks of an article, in reading order, from a draft, which is empty afterwards.
pub(crate) fn blocks(draft: &mut Draft<'_>, report: &mut Report) -> Vec<Block> {
    let mut captions = Captions::of(draft, &mut report.removed);
    let mut stack: SmallVec<[Open; 2]> = SmallVec::new();
    stack.push(Open { blocks: Vec::with_capacity(count(draft)), ..Open::new(None) });
    let mut separator = false;
    for (at, item) in draft.items.drain(..).enumerate() {
        let block = match item {
            Item::Open(container) => {
                stack.push(Open::new(Some(container).filter(|_| stack.len() < MAX_DEPTH)));
                continue;
            }
            Item::Close => {
                let Some(open) = stack.pop() else { continue };
                match stack.last_mut() {
                    Some(outer) => {
                        close(open, outer);
                        continue;
                    }
                    None => continue,
                }
            }
            Item::Separator(_) => {
                separator = stack.iter().any(|open| !open.blocks.is_empty());
                continue;
            }
            Item::Line(line) => match line.fate {
                Fate::Body | Fate::Kept => body(line),
                Fate::Heading(level) => Block::Heading { level, text: heading(line.to_text()) },
                Fate::Removed(RemovedKind::Empty) if is_break(line.text.as_str()) => {
                    separator = stack.iter().any(|open| !open.blocks.is_empty());
                    continue;
                }
                _ => continue,
            },
            Item::Picture(picture) => {
                if picture.removed {
                    continue;
                }
                match captions.figure(at, picture.image) {
                    Some(figure) => Block::Figure(figure),
                    None => continue,
                }
            }
            Item::Embed(player) => Block::Embed {
                url: player.url,
                provider: player.provider.map(str::to_owned),
                title: player.title,
                poster: player.poster,
            },
        };
        if let Some(open) = stack.last_mut() {
            if std::mem::take(&mut separator) && open.container.is_none() && !open.blocks.is_empty() {
                open.blocks.push(Block::Separator);
            }
            open.blocks.push(block);
        }
    }
    while stack.len() > 1 {
        if let (Some(open), Some(outer)) = (stack.pop(), stack.last_mut()) {
            close(open, outer);
        }
    }
    let blocks = stack.pop().map(|open| open.blocks).unwrap_or_default();
    let mut blocks = bullets(blocks, report);
    tie_notes(&mut blocks);
    blocks
}

/// Keeps the ties between references and notes that are both in the article; other references become superscript
/// numbers.
fn tie_notes(blocks: &mut [Block]) {
    let mut notes = BTreeSet::new();
    let mut referenced = BTreeSet::new();
    texts_mut(blocks, |text| {
        for mark in text.marks() {
            match mark.kind {
                MarkKind::Note { note } => drop(notes.insert(note)),
                MarkKind::NoteReference { note } => drop(referenced.insert(note)),
                _ => {}
            }
        }
    });
    if notes.is_empty() && referenced.is_empty() {
        return;
    }
    let mut started = BTreeSet::new();
    texts_mut(blocks, |text| {
        if text.has_note_mark() {
            text.change_marks(|kind| match kind {
                // A mark that a boundary divides continues in further texts.
                MarkKind::Note { note } => (referenced.contains(&note) && started.insert(note)).then_some(kind),
                MarkKind::NoteReference { note } if !notes.contains(&note) => Some(MarkKind::Superscript),
                kind => Some(kind),
            });
        }
    });
}

/// Returns an upper bound of the number of top-level blocks.
fn count(draft: &Draft) -> usize {
    let mut depth = 0usize;
    let is_block = |item: &&Item| {
        match item {
            Item::Open(_) => depth += 1,
            Item::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        match item {
            Item::Line(line) => depth == 0 && matches!(line.fate, Fate::Body | Fate::Kept | Fate::Heading(_)),
            Item::Picture(picture) => depth == 0 && !picture.removed,
            Item::Separator(_) | Item::Embed(_) | Item::Close => depth == 0,
            Item::Open(_) => false,
        }
    };
    draft.items.iter().filter(is_block).count()
}

/// Returns whether a text is a separator: `***`, `⋯`.
fn is_break(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || "*＊⋯…·•-—–─━_＿=＝~～◆◇■□●○★☆❖※⁂#+".contains(c))
}

fn body(line: Line) -> Block {
    if line.preformatted && !is_formula(line.text.as_str(), line.text.marks()) {
        Block::Code { language: line.language.map(String::from), text: line.text.as_str().to_owned() }
    } else {
        Block::Paragraph(line.to_text())
    }
}

/// Removes strong marks of a whole heading, which is bold anyway, and literal asterisks.
fn heading(text: Text) -> Text {
    let string = text.as_str();
    let text = match string.strip_prefix("**").and_then(|rest| rest.strip_suffix("**")) {
        Some(inner) => text.slice(2..2 + inner.len()),
        None => text,
    };
    text.without_whole(&MarkKind::Strong)
}

fn close(open: Open, outer: &mut Open) {
    let Some(container) = open.container else { return outer.blocks.extend(open.blocks) };
    match (container, outer.container) {
        (Container::List { ordered, start, numbering }, _) => {
            let list = List { ordered, start, numbering, ..open.list };
            lists::close(list, open.blocks, &mut outer.blocks);
        }
        (Container::ListItem { task }, Some(Container::List { .. })) => lists::item(task, open.blocks, &mut outer.list),
        (Container::Descriptions, _) => lists::close_descriptions(open.list, open.blocks, &mut outer.blocks),
        (Container::Term, Some(Container::Descriptions)) => {
            let rest = lists::term(open.blocks, &mut outer.list);
            lists::description(rest, &mut outer.list);
        }
        (Container::Description, Some(Container::Descriptions)) => lists::description(open.blocks, &mut outer.list),
        (Container::Quote, _) => {
            if !open.blocks.is_empty() {
                outer.blocks.push(Block::Quote { blocks: open.blocks });
            }
        }
        (Container::Table, _) => {
            outer.blocks.extend(open.blocks);
            outer.blocks.extend(open.table.close());
        }
        (Container::Caption, Some(Container::Table)) => {
            flatten(open.blocks, outer.table.caption(), &mut outer.blocks);
        }
        (Container::Row { part, group }, Some(Container::Table)) => {
            outer.table.row(part, group, open.table);
            outer.blocks.extend(open.blocks);
        }
        (Container::Cell { header, colspan, rowspan }, Some(Container::Row { .. })) => {
            let mut cell = Cell { header, colspan, rowspan, ..Cell::new(Text::default()) };
            flatten(open.blocks, &mut cell.text, &mut outer.blocks);
            outer.table.cell(cell);
        }
        _ => outer.blocks.extend(open.blocks),
    }
}

/// Joins the texts of the blocks of a cell; other blocks are moved after the table.
fn flatten(blocks: Vec<Block>, cell: &mut Text, rest: &mut Vec<Block>) {
    let mut stack: Vec<std::vec::IntoIter<Block>> = vec![blocks.into_iter()];
    while let Some(top) = stack.last_mut() {
        match top.next() {
            None => {
                stack.pop();
            }
            Some(Block::Paragraph(text) | Block::Heading { text, .. }) => cell.append("\n", &text),
            Some(Block::Code { text, .. }) => cell.append("\n", &Text::plain(text)),
            Some(Block::Quote { blocks }) => stack.push(blocks.into_iter()),
            Some(Block::List(list)) => stack.push(list.items.into_iter().flatten().collect::<Vec<_>>().into_iter()),
            Some(other) => rest.push(other),
        }
    }
}

/// Captions and credits by the index of their image.
struct Captions {
    /// Sorted by index, in reading order for one image.
    found: Vec<(usize, bool, Text)>,
    /// Images that share the caption of a later one, sorted.
    shared: Vec<(usize, usize)>,
    waiting: Vec<(usize, Image)>,
}

impl Captions {
    fn of(draft: &Draft, removed: &mut Vec<Removed>) -> Self {
        let mut block = None;
        let mut found: Vec<(usize, bool, Text)> = draft
            .lines()
            .filter_map(|(_, line)| match line.fate {
                Fate::Caption(picture) => {
                    block = Some(line.block);
                    Some((picture, false, caption(line.text.to_text(), removed)))
                }
                // In the caption's own sentence `Photo:` is a word of it.
                Fate::Credit(picture) if block == Some(line.block) => {
                    let text = without_head(line.text.to_text(), credits::repeated_label_len, removed);
                    Some((picture, true, text))
                }
                Fate::Credit(picture) => Some((picture, true, credit(line.text.to_text(), removed))),
                _ => None,
            })
            .filter(|(.., text)| !text.is_empty())
            .flat_map(with_credit)
            .collect();
        found.sort_by_key(|(picture, ..)| *picture);
        Captions { found, shared: captions::shared(draft), waiting: Vec::new() }
    }

    /// Returns the figure that an image ends; `None` if further images share its caption.
    fn figure(&mut self, at: usize, image: Image) -> Option<Figure> {
        if self.shared.binary_search_by_key(&at, |(picture, _)| *picture).is_ok() {
            self.waiting.push((at, image));
            return None;
        }
        let mut figure = Figure { images: Vec::with_capacity(self.waiting.len() + 1), ..Figure::default() };
        for (at, image) in self.waiting.drain(..).chain([(at, image)]) {
            figure.images.push(image);
            let first = self.found.partition_point(|(picture, ..)| *picture < at);
            for (_, is_credit, text) in self.found.iter().skip(first).take_while(|(picture, ..)| *picture == at) {
                let place = if *is_credit { &mut figure.credit } else { &mut figure.caption };
                match place {
                    Some(before) => before.append("\n", text),
                    None => *place = Some(text.clone()),
                }
            }
        }
        Some(figure)
    }
}

/// Splits a caption from the credit at its end, if it has one.
fn with_credit((picture, is_credit, text): (usize, bool, Text)) -> impl Iterator<Item = (usize, bool, Text)> {
    let at = if is_credit { None } else { credits::credit_behind(text.as_str()) };
    let (shown, credit) = match at {
        Some(at) => {
            let shown = text
                .as_str()
                .get(..at)
                .unwrap_or_default()
                .trim_end_matches([' ', '\u{a0}', '\u{3000}', '|', '｜', '(', '（', '-']);
            (text.slice(0..shown.len()), Some(text.slice(at..text.as_str().len())))
        }
        None => (text, None),
    };
    std::iter::once((picture, is_credit, shown)).chain(credit.map(|credit| (picture, true, credit)))
}

/// Returns a credit without repeated labels at its start.
fn credit(text: Text, removed: &mut Vec<Removed>) -> Text {
    without_head(caption(text, removed), credits::repeated_label_len, removed)
}

/// Returns a text without a label at its start, which goes into the report.
fn without_head(text: Text, len: impl Fn(&str) -> usize, removed: &mut Vec<Removed>) -> Text {
    let cut = len(text.as_str());
    let Some(label) = text.as_str().get(..cut).filter(|label| !label.is_empty()) else { return text };
    removed.push(Removed {
        rule: "evidence/label".into(),
        kind: RemovedKind::Label,
        evidence: Evidence::WORDS,
        text: label.trim().to_owned(),
    });
    text.slice(cut..text.as_str().len())
}

/// Returns a caption without the label of the page at its start and without marks that only style the whole caption.
fn caption(text: Text, removed: &mut Vec<Removed>) -> Text {
    let text = without_head(text, credits::label_len, removed);
    text.without_whole(&MarkKind::Emphasis)
}

const BULLETS: &[char] = &['•', '●', '▪', '■', '◆', '◦', '‣', '·'];

/// Makes a list from consecutive paragraphs that begin with the same bullet.
fn bullets(blocks: Vec<Block>, report: &mut Report) -> Vec<Block> {
    let bullet = |block: &Block| match block {
        Block::Paragraph(text) => text.as_str().chars().next().filter(|c| BULLETS.contains(c)),
        _ => None,
    };
    if !blocks.iter().any(|block| bullet(block).is_some()) {
        return blocks;
    }
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut run: Vec<Block> = Vec::new();
    let mut run_bullet = None;
    for block in blocks {
        let this = bullet(&block);
        if this.is_none() || this != run_bullet {
            end_run(&mut run, &mut out, report);
        }
        run_bullet = this;
        if this.is_some() { run.push(block) } else { out.push(block) }
    }
    end_run(&mut run, &mut out, report);
    out
}

fn end_run(run: &mut Vec<Block>, out: &mut Vec<Block>, report: &mut Report) {
    if run.len() < 2 {
        out.append(run);
        return;
    }
    report.recovered.push(Recovered::BulletList { items: run.len() });
    let items = run
        .drain(..)
        .map(|block| match block {
            Block::Paragraph(text) => {
                let bullet = text.as_str().chars().next().map_or(0, char::len_utf8);
                let length = text.as_str().len();
                vec![Block::Paragraph(text.slice(bullet..length))]
            }
            other => vec![other],
        })
        .collect();
    out.push(Block::List(List { items, ..List::default() }));
}
