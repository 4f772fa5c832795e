use super::{Cell, Figure, List, Table, Text, WebUrl};

/// A part of an article.
///
/// ```
/// use feedscrub::{Block, Cleaner};
///
/// let article = Cleaner::default().clean_html("<ol start=3><li>Oars</li><li>Sails</li></ol>")?;
/// let Block::List(list) = &article.blocks[0] else { unreachable!() };
/// assert_eq!((list.ordered, list.start, list.items.len()), (true, Some(3), 2));
/// let Block::Paragraph(text) = &list.items[0][0] else { unreachable!() };
/// assert_eq!(text.as_str(), "Oars");
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "type", rename_all = "lowercase")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Block {
    /// A paragraph.
    Paragraph(Text),
    /// A heading inside the article; the article's own title is in [`Meta`](crate::Meta).
    Heading {
        /// 2 to 6, without gaps: a level is at most one below that of the preceding heading.
        #[cfg_attr(feature = "serde", serde(deserialize_with = "heading_level"))]
        level: u8,
        /// The text of the heading.
        #[cfg_attr(feature = "serde", serde(flatten))]
        text: Text,
    },
    /// A list.
    List(List),
    /// A block quotation.
    Quote {
        /// The quoted blocks.
        blocks: Vec<Block>,
    },
    /// One image or several with their caption.
    Figure(Figure),
    /// A data table. Layout tables are replaced by their contents.
    Table(Table),
    /// Code, verse and other preformatted text.
    Code {
        /// The programming language, where the markup names one.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        language: Option<String>,
        /// The lines, separated by `\n`.
        text: String,
    },
    /// A video, an audio recording or a post of another site that is embedded in the article.
    Embed {
        /// Its address: that of the page or media file, not of the player.
        #[cfg_attr(feature = "serde", serde(deserialize_with = "super::web_url::http_only"))]
        url: WebUrl,
        /// The service, where known: `youtube`, `vimeo`.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        provider: Option<String>,
        /// Its title.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        title: Option<String>,
        /// The poster image, at its original address.
        #[cfg_attr(
            feature = "serde",
            serde(
                default,
                skip_serializing_if = "Option::is_none",
                deserialize_with = "super::web_url::http_only_or_none"
            )
        )]
        poster: Option<WebUrl>,
    },
    /// A thematic break between two parts of the article.
    Separator,
}

impl Block {
    /// Returns the rich texts of this block, without those of nested blocks.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let (one, figure, rows): (Option<&Text>, Option<&Figure>, &[Vec<Cell>]) = match self {
            Block::Paragraph(text) | Block::Heading { text, .. } => (Some(text), None, &[]),
            Block::Figure(figure) => (None, Some(figure), &[]),
            Block::Table(table) => (table.caption.as_ref(), None, &table.rows),
            _ => (None, None, &[]),
        };
        one.into_iter()
            .chain(figure.into_iter().flat_map(|figure| figure.caption.iter().chain(&figure.credit)))
            .chain(rows.iter().flatten().map(|cell| &cell.text))
    }
}

/// Calls a function for every text of the blocks, in reading order.
pub(crate) fn texts_mut(blocks: &mut [Block], mut change: impl FnMut(&mut Text)) {
    let mut rest: Vec<&mut Block> = blocks.iter_mut().rev().collect();
    while let Some(block) = rest.pop() {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => change(text),
            Block::List(list) => rest.extend(list.items.iter_mut().flatten().rev()),
            Block::Quote { blocks } => rest.extend(blocks.iter_mut().rev()),
            Block::Figure(figure) => figure.caption.iter_mut().chain(&mut figure.credit).for_each(&mut change),
            Block::Table(table) => {
                let cells = table.rows.iter_mut().flatten().map(|cell| &mut cell.text);
                table.caption.iter_mut().chain(cells).for_each(&mut change);
            }
            Block::Code { .. } | Block::Embed { .. } | Block::Separator => {}
        }
    }
}

/// An iterator over blocks in reading order, without recursion.
pub(super) struct Walk<'a> {
    rest: Vec<std::slice::Iter<'a, Block>>,
    items: Vec<(usize, std::slice::Iter<'a, Vec<Block>>)>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(blocks: &'a [Block]) -> Self {
        Walk { rest: vec![blocks.iter()], items: Vec::new() }
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = &'a Block;

    fn next(&mut self) -> Option<&'a Block> {
        loop {
            match self.rest.last_mut()?.next() {
                Some(block) => {
                    match block {
                        Block::Quote { blocks } => self.rest.push(blocks.iter()),
                        Block::List(list) => {
                            self.items.push((self.rest.len(), list.items.iter()));
                            self.rest.push([].iter());
                        }
                        _ => {}
                    }
                    return Some(block);
                }
                None => {
                    self.rest.pop();
                    if let Some((depth, items)) = self.items.last_mut()
                        && *depth == self.rest.len()
                    {
                        match items.next() {
                            Some(item) => self.rest.push(item.iter()),
                            None => {
                                self.items.pop();
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(feature = "serde")]
fn heading_level<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let level = <u8 as serde::Deserialize>::deserialize(deserializer)?;
    match level {
        2..=6 => Ok(level),
        _ => Err(serde::de::Error::custom(format_args!("heading level {level}, expected 2 to 6"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(Text::plain(text))
    }

    #[test]
    fn walk_visits_containers_before_their_contents() {
        let blocks = vec![
            Block::List(List {
                items: vec![vec![paragraph("a"), Block::Quote { blocks: vec![paragraph("b")] }], vec![paragraph("c")]],
                ..List::default()
            }),
            paragraph("d"),
        ];
        let seen: String = Walk::new(&blocks)
            .map(|block| match block {
                Block::Paragraph(text) => text.as_str(),
                Block::List { .. } => "[",
                Block::Quote { .. } => ">",
                _ => "?",
            })
            .collect();
        assert_eq!(seen, "[a>bcd");
    }
}
