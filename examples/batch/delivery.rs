//! Writes, counts and reports each product in the order of the input.

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

/// The maximal number of failures in the manifest; the log lists all of them.
const NAMED: usize = 1000;

/// The number of products between two records of the progress, and the time after which they are synced to the disk.
const STEP: u64 = 256;
const SYNC: Duration = Duration::from_secs(2);

/// The state of a delivery, which writes products one by one.
pub(crate) struct Delivery<'a> {
    /// The outputs of results that no worker has written: each takes the next in turn.
    pub(crate) lines: Vec<Lines>,
    /// Whether each line is flushed, because a program may wait for it.
    pub(crate) flushes: bool,
    /// The log of failures.
    pub(crate) log: Option<Lines>,
    /// The record of the progress.
    pub(crate) state: Option<StateFile>,
    pub(crate) bar: &'a ProgressBar,
    pub(crate) progress: Progress,
}

/// The progress of a run.
#[derive(Debug)]
pub(crate) struct Progress {
    pub(crate) counts: Counts,
    pub(crate) products: u64,
    pub(crate) inputs: Hash,
    /// The first failures.
    pub(crate) failures: Vec<Entry>,
    synced: Instant,
}

/// The number of posts by outcome.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Counts {
    pub(crate) cleaned: u64,
    pub(crate) failed: u64,
    /// Of the cleaned posts, those without an article.
    pub(crate) empty: u64,
    /// Posts that an earlier run has written to files.
    pub(crate) done: u64,
    /// Copies of other posts.
    pub(crate) copies: u64,
    /// Results, including those that report a failure.
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
    /// Returns the progress at the beginning of a run, or that of a resumed one.
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

/// A product with the hash of all inputs up to it.
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
                        self.tell(&format!("{path}: empty: the post contains no article"));
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
                self.tell(&format!("{path}: skipped: {of} is another version of it"));
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

    /// Records the progress after all of it has been written to the files.
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

    /// Completes the output.
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
