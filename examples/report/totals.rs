//! Counts over all posts, including those that the page does not show.

use std::collections::BTreeMap;

use feedscrub::{Article, Warning};
use serde::Serialize;

type Counts = BTreeMap<String, u64>;

#[derive(Default, Serialize)]
pub(crate) struct Totals {
    pub(crate) posts: u64,
    pub(crate) failed: u64,
    paragraphs: u64,
    images: u64,
    captions: u64,
    kinds: Counts,
    rules: Counts,
    /// Removals by the host of the post.
    sources: Counts,
    proxies: Counts,
    warnings: Counts,
    /// Short paragraphs that recur in several posts and were kept.
    #[serde(serialize_with = "repeated")]
    kept: Counts,
}

/// The maximal number of characters of a recurring paragraph, and the maximal number of different ones that are
/// counted.
const SHORT: usize = 120;
const DIFFERENT: usize = 200_000;

impl Totals {
    pub(crate) fn add(&mut self, article: &Article) {
        self.posts += 1;
        self.paragraphs += article.paragraphs().count() as u64;
        self.captions += article.captions().count() as u64;
        let host = article.meta.source.as_ref().and_then(|source| url::Url::parse(source.as_str()).ok());
        let host = host.as_ref().and_then(url::Url::host_str).unwrap_or("unknown");
        for removed in &article.report.removed {
            count(&mut self.kinds, removed.kind.name());
            count(&mut self.rules, &removed.rule);
            count(&mut self.sources, host);
        }
        for image in article.images() {
            self.images += 1;
            if let Some(proxied) = &image.proxied {
                let way = article.report.rewritten.iter().find(|rewritten| rewritten.from == *proxied);
                count(&mut self.proxies, way.map_or("other", |way| &*way.by));
            }
        }
        for warning in &article.report.warnings {
            count(&mut self.warnings, name(warning));
        }
        for text in article.paragraphs().map(|text| text.as_str()).filter(|text| text.chars().count() <= SHORT) {
            if self.kept.len() < DIFFERENT || self.kept.contains_key(text) {
                count(&mut self.kept, text);
            }
        }
    }
}

pub(crate) fn name(warning: &Warning) -> &'static str {
    match warning {
        Warning::Empty => "empty",
        Warning::Flattened { .. } => "flattened",
        Warning::AttributesDropped { .. } => "attributes dropped",
        Warning::IrreversibleProxy { .. } => "irreversible proxy",
        Warning::UnusableAddress { .. } => "unusable address",
        Warning::Doubtful { .. } => "doubtful",
        Warning::InvalidDate { .. } => "invalid date",
        _ => "other",
    }
}

fn count(counts: &mut Counts, name: &str) {
    match counts.get_mut(name) {
        Some(times) => *times += 1,
        None => {
            counts.insert(name.to_owned(), 1);
        }
    }
}

fn repeated<S: serde::Serializer>(counts: &Counts, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(counts.iter().filter(|(_, times)| **times > 2))
}
