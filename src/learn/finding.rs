use std::fmt;

use super::care::judge;
use super::options::LearnOptions;
use super::stats::{Found, Recurring};
use super::text::{ByHash, Corpus};
use crate::article::{Evidence, RemovedKind};
use crate::rules::{Position, Rule, RuleSet};

/// Recurring boilerplate of a source: a run of adjacent pieces, which one [rule](Self::to_rule) removes.
///
/// ```
/// use feedscrub::Post;
/// use feedscrub::learn::{LearnOptions, Learner};
///
/// let mut learner = Learner::new();
/// for (day, news) in ["ferry", "mill", "bridge", "harbour", "school", "market", "library", "tower"].iter().enumerate() {
///     let post = format!(
///         "---\ntitle: Day {day}\nfrom: https://films.example.org/{day}\n---\n<div>\n\
///          Today we visit the {news} of the town.Subscribe to my channel: https://films.example.org/quay\n</div>"
///     );
///     learner.observe(&Post::parse(&post)?)?;
/// }
/// for finding in learner.findings(&LearnOptions::default()) {
///     println!("{} of {} posts of {}: {:?}", finding.posts, finding.of, finding.host, finding.parts);
/// }
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// The host of the source, empty if unknown.
    pub host: String,
    /// Its author, if several share the host.
    pub author: Option<String>,
    /// The kind of the boilerplate.
    pub kind: RemovedKind,
    /// Its position in posts.
    pub position: Position,
    /// The pieces in order, each as in most of the posts, with a `*` for ids in addresses that differ.
    pub parts: Vec<String>,
    /// The number of posts with the most frequent piece.
    pub posts: usize,
    /// The number of posts of the source.
    pub of: usize,
    /// The number of characters of the pieces in all of these posts, without whitespace.
    pub chars: usize,
    /// The first and last day on which it occurred, in days since 1970.
    pub days: Option<(i32, i32)>,
}

impl Finding {
    /// Makes the rule that removes it, with its evidence as a note.
    pub fn to_rule(&self, name: impl Into<String>) -> Rule {
        let mut rule = Rule::remove(name.into(), self.kind)
            .position(self.position)
            .evidence(Evidence::RECURRENCE | Evidence::SOURCE)
            .note(self.to_string());
        if !self.host.is_empty() {
            rule = rule.host(self.host.clone());
        }
        if let Some(author) = &self.author {
            rule = rule.author(author.clone());
        }
        self.parts.iter().fold(rule, |rule, part| rule.part(part.clone()))
    }
}

/// Makes a rule of each finding, named by its source and its number there.
impl FromIterator<Finding> for RuleSet {
    fn from_iter<I: IntoIterator<Item = Finding>>(findings: I) -> Self {
        let mut number = 0;
        let mut before = String::new();
        let rules = findings.into_iter().map(|finding| {
            let names = [Some(finding.host.as_str()), finding.author.as_deref()];
            let names: Vec<&str> = names.into_iter().flatten().filter(|name| !name.is_empty()).collect();
            let source = names.join("/");
            number = if source == before { number + 1 } else { 1 };
            let rule = finding.to_rule(format!("learned/{source}/{number}"));
            before = source;
            rule
        });
        rules.collect()
    }
}

/// Writes the evidence in one line.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self.position {
            Position::Head => "at the head",
            Position::Tail => "at the end",
            Position::Anywhere => "anywhere",
        };
        let percent = self.posts * 100 / self.of.max(1);
        write!(f, "in {} of {} posts ({percent} %), {place}, {} characters in all", self.posts, self.of, self.chars)?;
        if let Some((first, last)) = self.days {
            write!(f, ", {} to {}", Month(first), Month(last))?;
        }
        Ok(())
    }
}

/// The month of a day.
struct Month(i32);

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = jiff::Timestamp::from_second(i64::from(self.0) * 86_400)
            .map(|instant| jiff::tz::Offset::UTC.to_datetime(instant).date());
        match date {
            Ok(date) => write!(f, "{:04}-{:02}", date.year(), date.month()),
            Err(_) => f.write_str("?"),
        }
    }
}

/// A piece that is boilerplate.
struct Accepted<'a> {
    piece: &'a Recurring,
    pattern: String,
    kind: RemovedKind,
    position: Position,
    is_taken: bool,
}

/// Returns the findings of a corpus: the pieces that [`judge`] or `accepted` calls boilerplate.
pub(super) fn findings(
    corpus: &Corpus<'_>,
    found: &Found,
    source: (&str, Option<&str>),
    options: &LearnOptions,
    is_accepted: impl Fn(u64, &Recurring) -> bool,
) -> Vec<(Finding, Vec<u64>)> {
    let of = corpus.members.len();
    let mut accepted: ByHash<Accepted<'_>> = ByHash::default();
    for (hash, piece) in found.pieces.iter().filter(|(hash, piece)| is_accepted(**hash, piece)) {
        if let Some((kind, position)) = judge(piece, of, options)
            && let Some(pattern) = piece.pattern(found.least)
        {
            accepted.insert(*hash, Accepted { piece, pattern, kind, position, is_taken: false });
        }
    }
    let mut findings: Vec<(Finding, Vec<u64>)> = Vec::new();
    for order in &found.order {
        // The current run, and the number of posts of its last piece.
        let mut run: Vec<u64> = Vec::new();
        let mut last: Option<(Position, u32)> = None;
        for &(hash, follows) in order {
            let Some(piece) = accepted.get_mut(&hash).filter(|piece| !piece.is_taken) else {
                end_run(&mut run, &accepted, source, of, &mut findings);
                last = None;
                continue;
            };
            piece.is_taken = true;
            let (position, posts) = (piece.position, piece.piece.posts);
            let goes_on = last.is_some_and(|(before, count)| {
                let (fewer, more) = (u64::from(count.min(posts)), u64::from(count.max(posts)));
                follows && before == position && fewer * 10 >= more * 8
            });
            if !goes_on {
                end_run(&mut run, &accepted, source, of, &mut findings);
            }
            run.push(hash);
            last = Some((position, posts));
        }
        end_run(&mut run, &accepted, source, of, &mut findings);
    }
    findings.sort_by(|(one, _), (other, _)| other.posts.cmp(&one.posts).then_with(|| one.parts.cmp(&other.parts)));
    findings
}

fn end_run(
    run: &mut Vec<u64>,
    accepted: &ByHash<Accepted<'_>>,
    (host, author): (&str, Option<&str>),
    of: usize,
    findings: &mut Vec<(Finding, Vec<u64>)>,
) {
    let pieces: Vec<&Accepted<'_>> = run.iter().filter_map(|hash| accepted.get(hash)).collect();
    let longest = pieces.iter().max_by_key(|accepted| accepted.piece.chars);
    if let Some(longest) = longest {
        let days = |accepted: &&Accepted<'_>| accepted.piece.first_day.zip(accepted.piece.last_day);
        let span = |one: (i32, i32), other: (i32, i32)| (one.0.min(other.0), one.1.max(other.1));
        let finding = Finding {
            host: host.to_owned(),
            author: author.map(str::to_owned),
            kind: longest.kind,
            position: longest.position,
            parts: pieces.iter().map(|accepted| accepted.pattern.clone()).collect(),
            posts: pieces.iter().map(|accepted| accepted.piece.posts as usize).max().unwrap_or(0),
            of,
            chars: pieces.iter().map(|accepted| accepted.piece.posts as usize * accepted.piece.chars).sum(),
            days: pieces.iter().filter_map(days).reduce(span),
        };
        findings.push((finding, run.clone()));
    }
    run.clear();
}
