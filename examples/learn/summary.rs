//! The summary of the findings.

use std::collections::BTreeSet;

use feedscrub::learn::{Finding, Learner};

/// The number of the largest findings that are shown.
const SHOWN: usize = 8;
/// The number of characters of each of them.
const LENGTH: usize = 60;

pub(crate) fn show(learner: &Learner, findings: &[Finding]) {
    let sources: BTreeSet<_> = findings.iter().map(|finding| (&finding.host, &finding.author)).collect();
    let chars: usize = findings.iter().map(|finding| finding.chars).sum();
    eprintln!("posts       {} remembered", learner.posts());
    eprintln!("learned     {} rules for {} sources", findings.len(), sources.len());
    eprintln!("takes       {chars} characters of these posts");
    let mut largest: Vec<&Finding> = findings.iter().collect();
    largest.sort_by_key(|finding| std::cmp::Reverse(finding.chars));
    for (at, finding) in largest.into_iter().take(SHOWN).enumerate() {
        let source = finding.author.as_deref().unwrap_or(&finding.host);
        let text: String = finding.parts.join(" … ").chars().take(LENGTH).collect();
        eprintln!("{} {:>8}  {source}: {text}", if at == 0 { "largest   " } else { "          " }, finding.chars);
    }
}
