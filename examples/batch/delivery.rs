//! What happens with each product in the order of the input: it is written, counted and told.

use std::io::{self, Write};

use indicatif::ProgressBar;

use crate::output::Lines;
use crate::screen::tell;
use crate::work::Product;

/// Takes products one by one.
pub(crate) struct Delivery<'a> {
    /// Where results go that no worker has written.
    pub(crate) lines: Option<Lines>,
    /// Whether somebody may wait for each line.
    pub(crate) flushes: bool,
    pub(crate) bar: &'a ProgressBar,
    pub(crate) counts: Counts,
}

/// How many posts came to what.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) cleaned: u64,
    pub(crate) failed: u64,
    /// Results there are, those that say why a post failed among them.
    pub(crate) results: u64,
}

impl Delivery<'_> {
    pub(crate) fn take(&mut self, product: Product) -> io::Result<()> {
        let result = match product {
            Product::Cleaned { result } => {
                self.counts.cleaned += 1;
                result
            }
            Product::Failed { path, why, result } => {
                self.counts.failed += 1;
                self.tell(&format!("{path}: {why}"));
                result
            }
            Product::Note(note) => {
                self.tell(&note);
                return Ok(());
            }
        };
        self.bar.inc(1);
        let Some(lines) = &mut self.lines else { return Ok(()) };
        if !result.is_empty() {
            self.counts.results += 1;
            lines.write_all(&result)?;
        }
        if self.flushes { lines.flush() } else { Ok(()) }
    }

    /// Ends the output.
    pub(crate) fn finish(self) -> io::Result<Counts> {
        match self.lines {
            Some(lines) => lines.finish(self.counts.results > 0)?,
            None => {}
        }
        Ok(self.counts)
    }

    fn tell(&self, message: &str) {
        self.bar.suspend(|| tell(message));
    }
}
