use super::{Figure, Text, WebUrl};

/// A part of an article.
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
        /// 2 to 6, without jumps: a level is at most one below the heading before it.
        #[cfg_attr(feature = "serde", serde(deserialize_with = "heading_level"))]
        level: u8,
        /// What it says.
        #[cfg_attr(feature = "serde", serde(flatten))]
        text: Text,
    },
    /// A list.
    List {
        /// Whether the items are numbered.
        ordered: bool,
        /// Number of the first item of an ordered list, where it is not 1.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        start: Option<u32>,
        /// The items, each of one block or more.
        items: Vec<Vec<Block>>,
    },
    /// A block quotation.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// One image or several with their caption.
    Figure(Figure),
    /// A table that carries data. Tables that only lay out a page are dissolved into their contents.
    Table {
        /// Whether the first row is a header.
        header: bool,
        /// Rows of cells.
        rows: Vec<Vec<Text>>,
    },
    /// Code, verse and whatever else keeps its lines as they are.
    Code {
        /// The programming language, where the markup names one.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        language: Option<String>,
        /// The lines.
        text: String,
    },
    /// A film, a tune, a post of another site shown in the article.
    Embed {
        /// Its address: the page or the media file, not the player.
        #[cfg_attr(feature = "serde", serde(deserialize_with = "super::web_url::http_only"))]
        url: WebUrl,
        /// Who plays it, where known: `youtube`, `vimeo`.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        provider: Option<String>,
        /// What it is called.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        title: Option<String>,
        /// The picture that stands in its place until it plays, at its original address.
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
    /// A break between two parts of the article.
    Separator,
}

impl Block {
    /// The rich texts that this block holds itself, without those of blocks inside it.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let (one, figure, rows): (Option<&Text>, Option<&Figure>, &[Vec<Text>]) = match self {
            Block::Paragraph(text) | Block::Heading { text, .. } => (Some(text), None, &[]),
            Block::Figure(figure) => (None, Some(figure), &[]),
            Block::Table { rows, .. } => (None, None, rows),
            _ => (None, None, &[]),
        };
        one.into_iter()
            .chain(figure.into_iter().flat_map(|figure| figure.caption.iter().chain(&figure.credit)))
            .chain(rows.iter().flatten())
    }
}

/// Blocks in reading order without recursion.
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
                        Block::List { items, .. } => {
                            self.items.push((self.rest.len(), items.iter()));
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
    fn walk_visits_containers_before_what_they_hold() {
        let blocks = vec![
            Block::List {
                ordered: false,
                start: None,
                items: vec![vec![paragraph("a"), Block::Quote { blocks: vec![paragraph("b")] }], vec![paragraph("c")]],
            },
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
