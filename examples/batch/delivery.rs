//! What happens with each product in the order of the input: it is written, counted and told.

use std::io;
use std::time::{Duration, Instant};

use indicatif::ProgressBar;
use serde::{Deserialize, Serialize};

use crate::output::Lines;
use crate::pipeline::Weigh;
use crate::render;
use crate::screen::tell;
use crate::state::{Hash, State, StateFile};
use crate::work::{Product, Remark};

/// Failures that the manifest names; the log has them all.
const NAMED: usize = 1000;

/// Products between two notes of how far the run is, and the time after which they are brought to the disk.
const STEP: u64 = 256;
const SYNC: Duration = Duration::from_secs(2);

/// Takes products one by one.
pub(crate) struct Delivery<'a> {
    /// Where results go that no worker has written: each file takes the next.
    pub(crate) lines: Vec<Lines>,
    /// Whether somebody may wait for each line.
    pub(crate) flushes: bool,
    /// Where posts that failed are named.
    pub(crate) log: Option<Lines>,
    /// Where it is noted how far the run is.
    pub(crate) state: Option<StateFile>,
    pub(crate) bar: &'a ProgressBar,
    pub(crate) progress: Progress,
}

/// How far a run is.
#[derive(Debug)]
pub(crate) struct Progress {
    pub(crate) counts: Counts,
    pub(crate) products: u64,
    pub(crate) inputs: Hash,
    /// The first that failed.
    pub(crate) failures: Vec<Entry>,
    synced: Instant,
}

/// How many posts came to what.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Counts {
    pub(crate) cleaned: u64,
    pub(crate) failed: u64,
    /// Of the clean ones, those that are no article.
    pub(crate) empty: u64,
    /// Those that an earlier run had done, where it wrote a file for each.
    pub(crate) done: u64,
    /// Those in whose place another one is kept.
    pub(crate) copies: u64,
    /// Results there are, those that say why a post failed among them.
    pub(crate) results: u64,
}

/// A line of the log.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Entry {
    Failed { path: String, error: String },
    Copy { path: String, copy_of: String },
}

impl Progress {
    /// That of a run at its beginning, or of one that goes on.
    pub(crate) fn from(state: Option<&State>) -> Self {
        Progress {
            counts: state.map(|state| state.counts).unwrap_or_default(),
            products: state.map_or(0, |state| state.products),
            inputs: state.map_or(Hash::EMPTY, |state| state.inputs),
            failures: Vec::new(),
            synced: Instant::now(),
        }
    }
}

/// A product with the hash of all that was found up to it.
pub(crate) struct Made {
    pub(crate) product: Product,
    pub(crate) inputs: Hash,
}

impl Weigh for Made {
    fn bytes(&self) -> usize {
        self.product.bytes()
    }
}

impl Delivery<'_> {
    pub(crate) fn take(&mut self, made: Made) -> io::Result<()> {
        self.progress.products += 1;
        self.progress.inputs = made.inputs;
        self.deliver(made.product)?;
        if self.state.is_some() && self.progress.products.is_multiple_of(STEP) { self.note() } else { Ok(()) }
    }

    fn deliver(&mut self, product: Product) -> io::Result<()> {
        let counts = &mut self.progress.counts;
        self.bar.inc(u64::from(!matches!(product, Product::Note(_))));
        let result = match product {
            Product::Cleaned { result, remark } => {
                counts.cleaned += 1;
                if let Some(Remark { path, is_empty, warnings }) = remark {
                    if is_empty {
                        counts.empty += 1;
                        self.tell(&format!("{path}: empty: nothing of the post is an article"));
                    }
                    warnings.iter().for_each(|warning| self.tell(&format!("{path}: {warning}")));
                }
                result
            }
            Product::Failed { path, why, result } => {
                counts.failed += 1;
                self.tell(&format!("{path}: {why}"));
                self.log(Entry::Failed { path, error: why })?;
                result
            }
            Product::Done => {
                counts.done += 1;
                return Ok(());
            }
            Product::Copy { path, of } => {
                counts.copies += 1;
                self.tell(&format!("{path}: left out: {of} is another version of it"));
                return self.log(Entry::Copy { path, copy_of: of });
            }
            Product::Note(note) => {
                self.tell(&note);
                return Ok(());
            }
        };
        if result.is_empty() {
            return Ok(());
        }
        let files = self.lines.len().max(1) as u64;
        let next = (self.progress.counts.results % files) as usize;
        self.progress.counts.results += 1;
        let Some(lines) = self.lines.get_mut(next) else { return Ok(()) };
        lines.write(&result)?;
        if self.flushes { lines.flush() } else { Ok(()) }
    }

    fn log(&mut self, entry: Entry) -> io::Result<()> {
        if let Some(log) = &mut self.log {
            log.write(&render::line(&entry)?)?;
        }
        if self.progress.failures.len() < NAMED {
            self.progress.failures.push(entry);
        }
        Ok(())
    }

    /// Notes how far the run is, when all of it is in the files.
    fn note(&mut self) -> io::Result<()> {
        let Some(file) = &self.state else { return Ok(()) };
        let progress = &mut self.progress;
        let sync = progress.synced.elapsed() >= SYNC;
        let mut bytes = Vec::with_capacity(self.lines.len() + 1);
        for lines in self.lines.iter_mut().chain(&mut self.log) {
            lines.flush()?;
            if sync {
                lines.sync()?;
            }
            bytes.push(lines.bytes());
        }
        if sync {
            progress.synced = Instant::now();
        }
        let Progress { counts, products, inputs, .. } = *progress;
        file.write(State { settings: Hash::EMPTY, products, inputs, counts, bytes })
    }

    /// Ends the output.
    pub(crate) fn finish(self) -> io::Result<Progress> {
        for lines in self.lines {
            lines.finish(self.progress.counts.results > 0)?;
        }
        if let Some(log) = self.log {
            log.finish(true)?;
        }
        if let Some(state) = self.state {
            state.remove()?;
        }
        Ok(self.progress)
    }

    fn tell(&self, message: &str) {
        self.bar.suspend(|| tell(message));
    }
}
