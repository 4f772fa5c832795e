//! Makes tables from their cells.

use crate::article::{Block, Cell, Grid, Table, Text};
use crate::draft::{Part, RowGroup};

/// The contents of an open table or row.
#[derive(Default)]
pub(super) struct Parts {
    caption: Text,
    /// Cells of an open row.
    cells: Vec<Cell>,
    rows: Vec<Row>,
}

struct Row {
    part: Part,
    /// The row group that the spans of its cells must not leave.
    group: Option<RowGroup>,
    cells: Vec<Cell>,
}

/// The rowspan of a cell that covers all further rows of its group, until their number is known.
const TO_THE_END: u16 = 0;

impl Parts {
    pub(super) fn caption(&mut self) -> &mut Text {
        &mut self.caption
    }

    /// Adds a cell to the open row.
    pub(super) fn cell(&mut self, cell: Cell) {
        self.cells.push(cell);
    }

    pub(super) fn row(&mut self, part: Part, group: Option<RowGroup>, row: Parts) {
        self.rows.push(Row { part, group, cells: row.cells });
    }

    /// Returns the table, or only its caption if no cell has a text.
    pub(super) fn close(self) -> Option<Block> {
        let caption = Some(self.caption).filter(|caption| !caption.is_empty());
        let (head, rows) = tidied(self.rows);
        if rows.is_empty() {
            return caption.map(Block::Paragraph);
        }
        let mut table = Table { caption, rows, ..Table::default() };
        if let Some(first) = table.rows.first_mut() {
            let filled = || first.iter().filter(|cell| !cell.text.is_empty());
            table.header = head || filled().all(|cell| cell.header) && filled().next().is_some();
            if table.header {
                first.iter_mut().for_each(|cell| cell.header = true);
            }
        }
        Some(Block::Table(table))
    }
}

/// Returns the rows in display order, without empty ones, and whether the first one is a header. Columns in which no
/// cell begins are removed, and spans are adjusted.
fn tidied(rows: Vec<Row>) -> (bool, Vec<Vec<Cell>>) {
    let (foot, mut rows): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.part == Part::Foot);
    rows.extend(foot);
    if rows.iter().flat_map(|row| &row.cells).all(|cell| cell.text.is_empty()) {
        return (false, Vec::new());
    }
    reach_down(&mut rows);
    let is_head: Vec<bool> = rows.iter().map(|row| row.part == Part::Head).collect();
    let rows: Vec<Vec<Cell>> = rows.into_iter().map(|row| row.cells).collect();
    let grid = Grid::of(&rows);
    // A row without text is removed, unless one of its cells determines the columns of cells below.
    let kept: Vec<bool> = rows
        .iter()
        .zip(&grid.rows)
        .map(|(row, places)| {
            row.iter().any(|cell| !cell.text.is_empty()) || places.iter().any(|place| place.height > 1)
        })
        .collect();
    let mut begins = vec![false; grid.columns];
    for (places, _) in grid.rows.iter().zip(&kept).filter(|(_, kept)| **kept) {
        for place in places {
            if let Some(begins) = begins.get_mut(place.column) {
                *begins = true;
            }
        }
    }
    let (rows_before, columns_before) = (counted(&kept), counted(&begins));
    let span = |before: &[u16], from: usize, len: u16| {
        let count = |at: usize| before.get(at).copied().unwrap_or_default();
        count(from + usize::from(len)).wrapping_sub(count(from)).max(1)
    };
    let mut out = Vec::with_capacity(rows.len());
    for (at, ((row, places), _)) in
        rows.into_iter().zip(&grid.rows).zip(&kept).enumerate().filter(|(_, (_, kept))| **kept)
    {
        let cells = row.into_iter().zip(places).map(|(cell, place)| Cell {
            colspan: span(&columns_before, place.column, place.width),
            rowspan: span(&rows_before, at, place.height),
            ..cell
        });
        out.push(cells.collect());
    }
    let head = is_head.iter().zip(&kept).find(|(_, kept)| **kept).is_some_and(|(is_head, _)| *is_head);
    (head, out)
}

/// Limits the spans of cells to their row group.
fn reach_down(rows: &mut [Row]) {
    let mut left: u16 = 0;
    let mut group = None;
    for row in rows.iter_mut().rev() {
        left = if row.group == group { left.saturating_add(1) } else { 1 };
        group = row.group;
        for cell in &mut row.cells {
            cell.rowspan = if cell.rowspan == TO_THE_END { left } else { cell.rowspan.min(left) };
        }
    }
}

/// Returns, for each position, the number of counted positions before it; wraps, because only differences are used,
/// which are at most a span.
fn counted(counts: &[bool]) -> Vec<u16> {
    let mut before = Vec::with_capacity(counts.len() + 1);
    let mut count = 0u16;
    before.push(count);
    for counts in counts {
        count = count.wrapping_add(u16::from(*counts));
        before.push(count);
    }
    before
}
