use super::Text;

/// A data table.
///
/// ```
/// use feedscrub::{Block, Cleaner};
///
/// let html = "<table><tr><th>Day</th><th>Ferry</th></tr><tr><td>Friday</td><td>East</td></tr></table>";
/// let article = Cleaner::default().clean_html(html)?;
/// let Block::Table(table) = &article.blocks[0] else { unreachable!() };
/// assert!(table.header);
/// assert_eq!(table.rows[1][1].text.as_str(), "East");
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Table {
    /// Whether the first row is a header.
    pub header: bool,
    /// The caption of the table.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub caption: Option<Text>,
    /// Rows of cells, those of `<tfoot>` last. A position that is covered by another cell has no cell of its own.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
///
/// ```
/// use feedscrub::{Cell, Text};
///
/// let mut cell = Cell::new(Text::plain("Friday"));
/// cell.colspan = 2;
/// assert_eq!((cell.rowspan, cell.header), (1, false));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Cell {
    /// The text of the cell.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub text: Text,
    /// Whether the cell is a header of a column or row.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub header: bool,
    /// The number of columns that the cell covers, 1 to 1000.
    #[cfg_attr(
        feature = "serde",
        serde(default = "one", skip_serializing_if = "is_one", deserialize_with = "serde_form::colspan")
    )]
    pub colspan: u16,
    /// The number of rows that the cell covers, 1 to 65,534.
    #[cfg_attr(
        feature = "serde",
        serde(default = "one", skip_serializing_if = "is_one", deserialize_with = "serde_form::rowspan")
    )]
    pub rowspan: u16,
}

/// The [largest spans](https://html.spec.whatwg.org/multipage/tables.html#attributes-common-to-td-and-th-elements) of HTML.
pub(crate) const MAX_COLSPAN: u16 = 1000;
pub(crate) const MAX_ROWSPAN: u16 = 65_534;

impl Cell {
    /// Makes a cell of one column and one row.
    pub fn new(text: Text) -> Self {
        Cell { text, header: false, colspan: 1, rowspan: 1 }
    }
}

/// The number of positions per cell that a table may have, and the number that any table may have: the size of an
/// output must not grow with the product of rows and columns.
const PLACES_A_CELL: usize = 16;
const PLACES: usize = 4096;

/// The positions of the cells of a table.
pub(crate) struct Grid {
    /// The number of columns of the table.
    pub(crate) columns: usize,
    /// For each row, the position of each of its cells.
    pub(crate) rows: Vec<Vec<Place>>,
    /// Whether all positions of the table, including empty ones, are few enough to be written.
    pub(crate) is_dense: bool,
}

/// The position of a cell: its first column and its spans.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place {
    pub(crate) column: usize,
    pub(crate) width: u16,
    pub(crate) height: u16,
}

impl Grid {
    /// Computes the positions as [browsers do](https://html.spec.whatwg.org/multipage/tables.html#forming-a-table),
    /// except that no cell overlaps another one or extends beyond the last row. If the spans are too large for the
    /// number of cells, each cell covers only its own position.
    pub(crate) fn of(rows: &[Vec<Cell>]) -> Grid {
        let bound = rows.iter().map(Vec::len).sum::<usize>().saturating_mul(PLACES_A_CELL).saturating_add(PLACES);
        let mut grid = Grid::with(rows, Some(bound)).or_else(|| Grid::with(rows, None)).unwrap_or(Grid {
            columns: 0,
            rows: Vec::new(),
            is_dense: false,
        });
        grid.is_dense = grid.columns.saturating_mul(rows.len()) <= bound;
        grid
    }

    /// Without a bound, no cell covers more than its own position.
    fn with(rows: &[Vec<Cell>], bound: Option<usize>) -> Option<Grid> {
        // For each column the first row in which it is free again.
        let mut taken: Vec<usize> = Vec::new();
        let mut places = Vec::with_capacity(rows.len());
        let mut steps = 0usize;
        for (at, row) in rows.iter().enumerate() {
            let mut column = 0;
            let mut row_places = Vec::with_capacity(row.len());
            for cell in row {
                let (colspan, rowspan) = if bound.is_some() { (cell.colspan, cell.rowspan) } else { (1, 1) };
                let before = column;
                while taken.get(column).is_some_and(|free| *free > at) {
                    column += 1;
                }
                let height = usize::from(rowspan).clamp(1, rows.len() - at);
                let mut width = 0;
                while width < colspan.max(1) {
                    match taken.get_mut(column) {
                        Some(free) if *free > at => break,
                        Some(free) => *free = at + height,
                        None => taken.push(at + height),
                    }
                    column += 1;
                    width += 1;
                }
                row_places.push(Place { column: column - usize::from(width), width, height: height as u16 });
                steps += column - before;
                if bound.is_some_and(|bound| steps > bound) {
                    return None;
                }
            }
            places.push(row_places);
        }
        Some(Grid { columns: taken.len(), rows: places, is_dense: false })
    }
}

#[cfg(feature = "serde")]
fn one() -> u16 {
    1
}

#[cfg(feature = "serde")]
fn is_one(span: &u16) -> bool {
    *span == 1
}

#[cfg(feature = "serde")]
mod serde_form {
    use serde::de::{Deserialize, Deserializer, Error};

    use super::{MAX_COLSPAN, MAX_ROWSPAN};

    fn span<'de, D: Deserializer<'de>>(deserializer: D, max: u16) -> Result<u16, D::Error> {
        let span = u16::deserialize(deserializer)?;
        if (1..=max).contains(&span) {
            Ok(span)
        } else {
            Err(D::Error::custom(format_args!("a span of {span}, expected 1 to {max}")))
        }
    }

    pub(super) fn colspan<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
        span(deserializer, MAX_COLSPAN)
    }

    pub(super) fn rowspan<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
        span(deserializer, MAX_ROWSPAN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(spans: &[&[(u16, u16)]]) -> Vec<Vec<Cell>> {
        let cell = |(colspan, rowspan): &(u16, u16)| Cell {
            colspan: *colspan,
            rowspan: *rowspan,
            ..Cell::new(Text::plain("x"))
        };
        spans.iter().map(|row| row.iter().map(cell).collect()).collect()
    }

    fn columns(grid: &Grid) -> Vec<Vec<usize>> {
        grid.rows.iter().map(|row| row.iter().map(|place| place.column).collect()).collect()
    }

    #[test]
    fn cells_are_next_to_spanning_ones() {
        let grid = Grid::of(&rows(&[&[(1, 2), (2, 1), (1, 1)], &[(1, 1), (1, 2), (1, 1)], &[(2, 9), (1, 1)]]));
        assert_eq!(columns(&grid), [vec![0, 1, 3], vec![1, 2, 3], vec![0, 3]]);
        assert_eq!(grid.rows[2][0], Place { column: 0, width: 2, height: 1 });
        assert_eq!(grid.columns, 4);
    }

    #[test]
    fn no_cell_overlaps_another() {
        let grid = Grid::of(&rows(&[&[(1, 1), (1, 2)], &[(3, 1), (1, 1)]]));
        assert_eq!(columns(&grid), [vec![0, 1], vec![0, 2]]);
        assert_eq!(grid.rows[1][0].width, 1);
    }

    #[test]
    fn cells_with_huge_spans_cover_their_position() {
        let mut wide = rows(&[&[(1000, 65_534); 50][..]]);
        wide.extend(rows(&vec![&[(1000, 1)][..]; 2000]));
        let grid = Grid::of(&wide);
        assert_eq!((grid.columns, grid.rows[0][0].height), (50, 1));
    }
}
