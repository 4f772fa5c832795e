//! From the judged draft to blocks.

use smallvec::SmallVec;

use crate::article::{Block, Evidence, Figure, Image, MarkKind, Recovered, Removed, RemovedKind, Report, Text};
use crate::draft::{Container, Draft, Fate, Item, Line};
use crate::verdicts::captions;
use crate::words::credits;

/// An open container.
struct Open {
    container: Option<Container>,
    blocks: Vec<Block>,
    items: Vec<Vec<Block>>,
    rows: Vec<Vec<Text>>,
    header: bool,
}

impl Open {
    fn new(container: Option<Container>) -> Self {
        Open { container, blocks: Vec::new(), items: Vec::new(), rows: Vec::new(), header: false }
    }
}

/// Containers in one another; what is deeper is part of the last of them. A list in a list takes three levels of JSON,
/// and readers of JSON stop at 128.
const MAX_DEPTH: usize = 32;

/// Makes the blocks of an article, in reading order, of what a draft holds; it is empty then.
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
    bullets(blocks, report)
}

/// Blocks at most that stand in no container.
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

/// `***`, `⋯`: signs that divide what stands round them.
fn is_break(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || "*＊⋯…·•-—–─━_＿=＝~～◆◇■□●○★☆❖※⁂#+".contains(c))
}

fn body(line: Line) -> Block {
    if line.preformatted {
        Block::Code { language: line.language.map(String::from), text: line.text.as_str().to_owned() }
    } else {
        Block::Paragraph(line.to_text())
    }
}

/// A heading is bold by itself; so are its asterisks.
fn heading(text: Text) -> Text {
    let string = text.as_str();
    let text = match string.strip_prefix("**").and_then(|rest| rest.strip_suffix("**")) {
        Some(inner) => text.slice(2..2 + inner.len()),
        None => text,
    };
    text.without_whole(&MarkKind::Strong)
}

fn close(open: Open, outer: &mut Open) {
    match open.container {
        Some(Container::List { ordered, start }) => {
            let mut items = open.items;
            // What stands between the items belongs to none of them, and is not lost.
            if !open.blocks.is_empty() {
                items.push(open.blocks);
            }
            if !items.is_empty() {
                push_list(ordered, start, items, outer);
            }
        }
        Some(Container::ListItem) => {
            if !open.blocks.is_empty() {
                match outer.container {
                    Some(Container::List { .. }) => outer.items.push(open.blocks),
                    _ => outer.blocks.extend(open.blocks),
                }
            }
        }
        Some(Container::Quote) => {
            if !open.blocks.is_empty() {
                outer.blocks.push(Block::Quote { blocks: open.blocks });
            }
        }
        Some(Container::Table) => {
            let mut rows = open.rows;
            rows.retain(|row: &Vec<Text>| row.iter().any(|cell| !cell.is_empty()));
            outer.blocks.extend(open.blocks);
            if !rows.is_empty() {
                outer.blocks.push(Block::Table { header: open.header, rows });
            }
        }
        Some(Container::Row) => match outer.container {
            Some(Container::Table) => {
                let cells = open.rows.into_iter().flatten().collect();
                outer.header |= outer.rows.is_empty() && open.header;
                outer.rows.push(cells);
                outer.blocks.extend(open.blocks);
            }
            _ => outer.blocks.extend(open.blocks),
        },
        Some(Container::Cell { header }) => match outer.container {
            Some(Container::Row) => {
                outer.header |= header;
                let mut cell = Text::default();
                let mut rest = Vec::new();
                flatten(open.blocks, &mut cell, &mut rest);
                outer.rows.push(vec![cell]);
                outer.blocks.extend(rest);
            }
            _ => outer.blocks.extend(open.blocks),
        },
        None => outer.blocks.extend(open.blocks),
    }
}

/// Adds a list, or its items to the one that it goes on from: editors make a list of each item.
fn push_list(ordered: bool, start: Option<u32>, items: Vec<Vec<Block>>, outer: &mut Open) {
    if let Some(Block::List { ordered: before, start: first, items: known }) = outer.blocks.last_mut()
        && *before == ordered
        && (!ordered || start.is_some_and(|start| start as usize == first.unwrap_or(1) as usize + known.len()))
    {
        known.extend(items);
    } else {
        outer.blocks.push(Block::List { ordered, start, items });
    }
}

/// The texts of a cell's blocks as one; what is no text stands behind the table.
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
            Some(Block::List { items, .. }) => stack.push(items.into_iter().flatten().collect::<Vec<_>>().into_iter()),
            Some(other) => rest.push(other),
        }
    }
}

/// Captions and credits by the place of their picture.
struct Captions {
    /// Sorted by place, in reading order for one picture.
    found: Vec<(usize, bool, Text)>,
    /// Pictures that share the caption of another one behind them, sorted.
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
                Fate::Credit(picture) if block == Some(line.block) => Some((picture, true, line.text.to_text())),
                Fate::Credit(picture) => Some((picture, true, caption(line.text.to_text(), removed))),
                _ => None,
            })
            .filter(|(.., text)| !text.is_empty())
            .flat_map(with_credit)
            .collect();
        found.sort_by_key(|(picture, ..)| *picture);
        Captions { found, shared: captions::shared(draft), waiting: Vec::new() }
    }

    /// The figure that a picture ends; `None` while more pictures share its caption.
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

/// A caption and the credit that it ends with, where it does.
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

/// A caption without the page's label at its head and without the type that only sets it apart.
fn caption(text: Text, removed: &mut Vec<Removed>) -> Text {
    let cut = credits::label_len(text.as_str());
    if let Some(label) = text.as_str().get(..cut).filter(|label| !label.is_empty()) {
        removed.push(Removed {
            rule: "evidence/label".into(),
            kind: RemovedKind::Label,
            evidence: Evidence::WORDS,
            text: label.trim().to_owned(),
        });
    }
    let text = if cut > 0 { text.slice(cut..text.as_str().len()) } else { text };
    text.without_whole(&MarkKind::Emphasis)
}

const BULLETS: &[char] = &['•', '●', '▪', '■', '◆', '◦', '‣', '·'];

/// Makes a list of paragraphs in a row that begin with the same bullet.
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
    out.push(Block::List { ordered: false, start: None, items });
}
