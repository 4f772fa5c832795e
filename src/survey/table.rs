//! Distinguishes data tables from layout tables.

use super::Survey;
use crate::dom::{Attr, Dom, NodeId, Tag};

/// The length in bytes that the text of a data cell seldom reaches.
const LONG_CELL: u32 = 900;

/// Returns whether a table holds data: at least two rows of two cells, no table, image or long text in a cell, and no
/// indication of a layout table.
pub(crate) fn is_data_table(dom: &Dom, survey: &Survey, table: NodeId) -> bool {
    if matches!(dom.attr(table, Attr::Role), Some("presentation" | "none")) {
        return false;
    }
    let mut rows = 0;
    let mut cells = 0;
    let mut filled = 0;
    let mut widest = 0;
    let mut in_row = 0;
    for id in dom.descendants(table) {
        match dom.tag(id) {
            Tag::Table | Tag::Iframe | Tag::H1 | Tag::H2 | Tag::Figure => return false,
            Tag::Tr => {
                rows += 1;
                widest = widest.max(in_row);
                in_row = 0;
            }
            Tag::Td | Tag::Th => {
                let stats = survey.stats(id);
                if stats.text > LONG_CELL || stats.images > 0 && stats.text == 0 && cells == 0 {
                    return false;
                }
                cells += 1;
                in_row += 1;
                filled += u32::from(stats.text > 0);
            }
            _ => {}
        }
    }
    widest = widest.max(in_row);
    rows >= 2 && widest >= 2 && filled * 2 >= cells && filled >= 3
}
