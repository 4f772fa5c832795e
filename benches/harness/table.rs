//! Tables for a terminal, or as Markdown.

/// A table whose first column is text and whose others are numbers.
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(head: &[&str]) -> Self {
        Table { rows: vec![head.iter().map(ToString::to_string).collect()] }
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    pub fn print(&self) {
        let markdown = crate::argument("markdown").is_some();
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut widths = vec![0; columns];
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.chars().count().max(*width);
            }
        }
        for (number, row) in self.rows.iter().enumerate() {
            let cells: Vec<String> = widths
                .iter()
                .enumerate()
                .map(|(column, &width)| {
                    let cell = row.get(column).map_or("", String::as_str);
                    if column == 0 { format!("{cell:width$}") } else { format!("{cell:>width$}") }
                })
                .collect();
            if markdown {
                println!("| {} |", cells.join(" | "));
                if number == 0 {
                    let rule = widths.iter().enumerate().map(|(column, &width)| match column {
                        0 => "-".repeat(width.max(3)),
                        _ => format!("{}:", "-".repeat(width.max(3) - 1)),
                    });
                    println!("| {} |", rule.collect::<Vec<_>>().join(" | "));
                }
            } else {
                println!("{}", cells.join("  ").trim_end());
            }
        }
        println!();
    }
}
