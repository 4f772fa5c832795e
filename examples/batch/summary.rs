//! The summary of a batch.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::time::Duration;

use feedscrub::{Article, Recovered, Report, Warning};

use serde::Serialize;

use crate::delivery::Counts;
use crate::next::{Next, Worst};
use crate::screen::{self, KEPT, LOOK, REMOVED, Table, number};

/// The maximal number of rules in the summary; there can be hundreds.
const RULES: usize = 12;

/// The counts over all posts with a result.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Tally {
    bytes: u64,
    /// Posts that were already clean.
    unchanged: u64,
    paragraphs: u64,
    figures: u64,
    images: u64,
    captions: u64,
    credits: u64,
    kinds: Counter,
    rules: Counter,
    restored: Counter,
    addresses: Counter,
    recovered: Counter,
    warnings: Counter,
    #[serde(skip)]
    pub(crate) worst: Worst,
}

#[derive(Debug, Default, Serialize)]
struct Counter(BTreeMap<Cow<'static, str>, u64>);

impl Tally {
    pub(crate) fn add(&mut self, article: &Article, bytes: usize) {
        self.bytes += bytes as u64;
        self.paragraphs += article.paragraphs().count() as u64;
        for figure in article.figures() {
            self.figures += 1;
            self.images += figure.images.len() as u64;
            self.captions += u64::from(figure.caption.is_some());
            self.credits += u64::from(figure.credit.is_some());
        }
        for removed in &article.report.removed {
            self.kinds.count(Cow::Borrowed(removed.kind.name()));
            self.rules.count(removed.rule.clone());
        }
        self.add_addresses(article);
        self.add_notes(&article.report);
    }

    pub(crate) fn add_unchanged(&mut self, bytes: usize) {
        self.bytes += bytes as u64;
        self.unchanged += 1;
    }

    /// Counts images whose proxied address was restored, and all other rewritten addresses.
    fn add_addresses(&mut self, article: &Article) {
        let mut ways: HashMap<&str, &Cow<'static, str>> =
            article.report.rewritten.iter().map(|rewritten| (rewritten.from.as_str(), &rewritten.by)).collect();
        let mut restored = 0;
        for proxied in article.images().filter_map(|image| image.proxied.as_deref()) {
            restored += 1;
            let family = ways.get(proxied).map_or(Cow::Borrowed("other"), |way| (*way).clone());
            self.restored.count(family);
        }
        if restored > 0 {
            for proxied in article.images().filter_map(|image| image.proxied.as_deref()) {
                ways.remove(proxied);
            }
        }
        for rewritten in &article.report.rewritten {
            if ways.contains_key(rewritten.from.as_str()) {
                self.addresses.count(rewritten.by.clone());
            }
        }
    }

    fn add_notes(&mut self, report: &Report) {
        for recovered in &report.recovered {
            self.recovered.count(Cow::Borrowed(match recovered {
                Recovered::FrontMatter { .. } => "front-matter",
                Recovered::RepeatedPost { .. } => "repeated-post",
                Recovered::Markdown => "markdown",
                Recovered::BulletList { .. } => "bullet-list",
                _ => "other",
            }));
        }
        for warning in &report.warnings {
            self.warnings.count(Cow::Borrowed(match warning {
                Warning::Empty => "empty",
                Warning::Flattened { .. } => "flattened",
                Warning::AttributesDropped { .. } => "attributes-dropped",
                Warning::IrreversibleProxy { .. } => "irreversible-proxy",
                Warning::UnusableAddress { .. } => "unusable-address",
                Warning::Doubtful { .. } => "doubtful",
                Warning::InvalidDate { .. } => "invalid-date",
                _ => "other",
            }));
        }
    }

    pub(crate) fn merge(&mut self, other: Tally) {
        self.bytes += other.bytes;
        self.unchanged += other.unchanged;
        self.paragraphs += other.paragraphs;
        self.figures += other.figures;
        self.images += other.images;
        self.captions += other.captions;
        self.credits += other.credits;
        self.kinds.merge(other.kinds);
        self.rules.merge(other.rules);
        self.restored.merge(other.restored);
        self.addresses.merge(other.addresses);
        self.recovered.merge(other.recovered);
        self.warnings.merge(other.warnings);
        self.worst.merge(other.worst);
    }
}

impl Counter {
    fn count(&mut self, name: Cow<'static, str>) {
        *self.0.entry(name).or_default() += 1;
    }

    fn merge(&mut self, other: Counter) {
        for (name, times) in other.0 {
            *self.0.entry(name).or_default() += times;
        }
    }

    fn total(&self) -> u64 {
        self.0.values().sum()
    }

    /// Writes the total `of` something, if given, and then the most frequent names first, at most `limit`.
    fn write(&self, table: &mut Table<'_, '_>, label: &str, of: Option<&str>, limit: usize) -> fmt::Result {
        let total = self.total();
        if total == 0 {
            return Ok(());
        }
        let mut sorted: Vec<_> = self.0.iter().collect();
        // Stable, so equal counts stay in the order of their names.
        sorted.sort_by_key(|(_, times)| std::cmp::Reverse(**times));
        let more = sorted.len().saturating_sub(limit);
        let named = sorted.into_iter().take(limit).map(|(name, times)| format!("{} {name}", number(*times)));
        let more = (more > 0).then(|| format!("and {} more", number(more as u64)));
        let head = of.map(|of| format!("{}:", screen::count(total, of)));
        table.list(label, head.into_iter().chain(named).chain(more))
    }
}

/// The report at the end of a run.
#[derive(Debug)]
pub(crate) struct Summary<'a> {
    pub(crate) tally: &'a Tally,
    pub(crate) counts: Counts,
    pub(crate) time: Duration,
    pub(crate) threads: usize,
    pub(crate) next: Option<Next<'a>>,
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Summary { tally, counts, time, threads, next } = self;
        let Counts { cleaned, failed, .. } = counts;
        let mut table = Table::new(f);
        let mut failures = String::new();
        for (times, what) in [
            (counts.failed, "failed"),
            (counts.empty, "empty"),
            (counts.copies, "skipped as copies"),
            (counts.done, "already done"),
            (tally.unchanged, "unchanged"),
        ] {
            if times > 0 {
                failures.push_str(&format!(", {} {what}", number(times)));
            }
        }
        let seconds = time.as_secs_f64().max(1e-6);
        let megabytes = tally.bytes as f64 / 1e6;
        let style = if *failed > 0 { REMOVED } else { KEPT };
        let first = format!(
            "{} cleaned{failures}: {megabytes:.1} MB in {seconds:.2} s on {}",
            screen::count(*cleaned, "post"),
            screen::count(*threads as u64, "thread"),
        );
        table.line(style, &first)?;
        if *cleaned > 0 {
            self.write_counts(&mut table)?;
        }
        next.as_ref().map_or(Ok(()), |next| table.whole(LOOK, "next", &next.to_string()))
    }
}

impl Summary<'_> {
    /// Writes the speed, and the numbers of kept, removed and changed parts.
    fn write_counts(&self, table: &mut Table<'_, '_>) -> fmt::Result {
        let Summary { tally, counts: Counts { cleaned, .. }, time, .. } = self;
        let seconds = time.as_secs_f64().max(1e-6);
        let megabytes = tally.bytes as f64 / 1e6;
        let posts = number((*cleaned as f64 / seconds) as u64);
        table.list("speed", [format!("{:.1} MB/s", megabytes / seconds), format!("{posts} posts/s")])?;
        let counts = [
            (tally.paragraphs, "paragraph"),
            (tally.figures, "figure"),
            (tally.images, "image"),
            (tally.captions, "caption"),
            (tally.credits, "credit"),
        ];
        table.list("kept", counts.map(|(times, what)| screen::count(times, what)))?;
        tally.kinds.write(table, "removed", Some("part"), usize::MAX)?;
        tally.rules.write(table, "by rule", None, RULES)?;
        tally.restored.write(table, "restored", Some("image"), usize::MAX)?;
        tally.addresses.write(table, "addresses", Some("rewrite"), usize::MAX)?;
        tally.recovered.write(table, "recovered", Some("fault"), usize::MAX)?;
        tally.warnings.write(table, "warnings", None, usize::MAX)
    }
}
