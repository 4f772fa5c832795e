//! The findings of a learner in posts with known boilerplate, and the text that must stay.

#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use feedscrub::learn::{LearnOptions, Learner};
use feedscrub::{Cleaner, Evidence, Post, RuleSet};

/// Pseudo-random numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

const WORDS: &[&str] = &[
    "harbour", "mill", "keeper", "orchard", "ferry", "bridge", "winter", "ladder", "market", "library", "copper",
    "lantern", "gardener", "window", "river", "chimney", "station", "baker", "meadow", "thunder", "needle", "carpet",
    "village", "pepper", "cellar", "painter", "sparrow", "kettle", "anchor", "blanket", "candle", "drummer", "engine",
    "feather", "glacier", "hammer", "island", "jacket", "kitchen", "lemon", "mirror", "notebook", "onion", "pillow",
    "quarry", "ribbon", "saddle", "tailor", "umbrella", "valley", "wagon", "yard", "zinc", "barley", "cobbler",
    "dairy", "elder", "forge", "granite", "heron",
];

fn sentence(dice: &mut Dice) -> String {
    let words: Vec<&str> = (0..8 + dice.roll(8)).map(|_| WORDS[dice.roll(WORDS.len())]).collect();
    let mut sentence = words.join(" ");
    sentence[..1].make_ascii_uppercase();
    sentence + "."
}

fn paragraph(dice: &mut Dice) -> String {
    (0..2 + dice.roll(3)).map(|_| sentence(dice)).collect::<Vec<_>>().join(" ")
}

/// Returns one of twelve kinds of boilerplate, with the name of the source.
fn boilerplate(kind: usize, source: &str) -> String {
    match kind {
        0 => format!("Subscribe to the channel of {source}: https://films.example.org/{source}/join"),
        1 => format!("Support {source} with a donation: https://paypal.me/{source}"),
        2 => format!("Welcome! I am {source}, and I show the small towns of this coast as they are."),
        3 => format!("© 2021 {source}. All rights reserved. No part of it may be reproduced without permission."),
        4 => format!("Share this story of {source} with your friends"),
        5 => format!("Sign up for the newsletter of {source} and get the best stories every Friday."),
        6 => format!(
            "Follow {source} on Twitter: https://twitter.com/{source} and Instagram: https://www.instagram.com/{source}"
        ),
        7 => format!("#{source} #smalltowns #coastlife #{source}films"),
        8 => format!("Business and questions, write to {source}: mail@{source}.example.com"),
        9 => format!("Get more feeds of {source}: https://feeds.example.net/{source}"),
        10 => format!("The views of the authors are not those of {source}."),
        _ => format!("Download the app of {source} and read offline: https://{source}.example.com/app"),
    }
}

struct Sample {
    source: String,
    text: String,
    article: Vec<String>,
    added: Vec<String>,
}

/// Returns posts of one source: `bare` ones are video descriptions in one line.
fn source(number: usize, posts: usize, host: &str, author: &str, bare: bool) -> Vec<Sample> {
    let mut dice = Dice(number as u64 + 1);
    let name = author.to_lowercase();
    let refrain = format!("And the rain came down on the old stones of {name}.");
    let kinds: Vec<usize> = (0..4).map(|i| (number * 5 + i * 3) % 12).collect();
    let mut samples = Vec::new();
    for post in 0..posts {
        let mut article = vec![paragraph(&mut dice), paragraph(&mut dice), paragraph(&mut dice)];
        if number.is_multiple_of(3) && !bare {
            article.insert(1, refrain.clone());
            article.insert(3, refrain.clone());
        }
        let mut added: Vec<String> = kinds.iter().map(|&kind| boilerplate(kind, &name)).collect();
        // The footer changes after half of the posts.
        if number % 4 == 1 && post * 2 >= posts {
            added[3] = boilerplate((kinds[3] + 1) % 12, &format!("{name}new"));
        }
        let body = match bare {
            true => format!("<div>\n{}{}\n</div>", article.concat(), added.join(" ")),
            false => article.iter().chain(&added).map(|text| format!("<p>{text}</p>")).collect(),
        };
        let (month, day) = (1 + post * 11 / posts.max(1), 1 + post % 28);
        let front = |title: usize, from: &str| {
            format!(
                "---\ntitle: \"{} {title}\"\ndate: 2021-{month:02}-{day:02}\nauthor: {author}\nfrom: https://{host}/{name}/{title}{from}\n---\n",
                WORDS[title % WORDS.len()]
            )
        };
        let text = front(post, "") + &body;
        // A copy with other words before it, of the same title.
        if post % 7 == 3 {
            let text = front(post, "?copy=1") + &body.replacen(&article[0], &paragraph(&mut dice), 1);
            samples.push(Sample { source: name.clone(), text, article: article[1..].to_vec(), added: added.clone() });
        }
        samples.push(Sample { source: name.clone(), text, article, added });
    }
    samples
}

fn corpus() -> Vec<Vec<Sample>> {
    let posts = [5, 8, 12, 20, 20, 24, 30, 30, 36, 40, 48, 50, 60, 70, 80, 100, 120, 150, 200];
    let mut corpus: Vec<Vec<Sample>> = posts
        .iter()
        .enumerate()
        .map(|(i, &posts)| source(i, posts, &format!("site{i}.example.com"), &format!("Author{i}"), i % 2 == 0))
        .collect();
    corpus.push(source(20, 40, "shared.example.com", "Annie", true));
    corpus.push(source(21, 40, "shared.example.com", "Berta", true));
    corpus.push(source(22, 3, "tiny.example.com", "Tiny", true));
    corpus
}

fn learn<'a>(samples: impl IntoIterator<Item = &'a Sample>) -> Learner {
    let mut learner = Learner::new();
    for sample in samples {
        learner.observe(&Post::parse(&sample.text).unwrap()).unwrap();
    }
    learner
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn boilerplate_of_sources_is_found_and_articles_stay() {
    let corpus = corpus();
    let learned = learn(corpus.iter().flatten()).finish(&LearnOptions::default());
    let mut rules = RuleSet::builtin();
    rules.extend(learned);
    let (with, without) = (Cleaner::builder().rules(rules).build(), Cleaner::default());
    let (mut all, mut found, mut found_before) = (0, 0, 0);
    for samples in &corpus {
        let is_large = samples.len() >= 20;
        for sample in samples {
            let article = with.clean(&sample.text).unwrap();
            let text = squeezed(&article.to_text());
            for paragraph in &sample.article {
                assert!(
                    text.contains(&squeezed(paragraph)),
                    "{}: {paragraph}\n{:#?}",
                    sample.source,
                    article.report.removed
                );
            }
            let before = squeezed(&without.clean(&sample.text).unwrap().to_text());
            for added in sample.added.iter().filter(|_| is_large) {
                all += 1;
                found += usize::from(!text.contains(&squeezed(added)));
                found_before += usize::from(!before.contains(&squeezed(added)));
                if text.contains(&squeezed(added)) {
                    println!("{}: {added}", sample.source);
                }
            }
            let is_learned = |rule: &str| rule.starts_with("learned/");
            let learned = article.report.removed.iter().filter(|removed| is_learned(&removed.rule));
            for removed in learned {
                assert!(removed.evidence.has(Evidence::RECURRENCE | Evidence::SOURCE));
                assert!(samples.len() > 3, "learned from 3 posts: {}", removed.text);
            }
        }
    }
    assert!(found * 100 >= all * 99, "{found} of {all} found");
    assert!(found_before * 2 < all, "{found_before} of {all} found without learning");
}

#[test]
fn rules_of_two_authors_of_a_host_are_their_own() {
    let corpus = corpus();
    let findings = learn(corpus.iter().flatten()).findings(&LearnOptions::default());
    let of_host = |host: &str| findings.iter().filter(|finding| finding.host == host).collect::<Vec<_>>();
    assert!(of_host("shared.example.com").iter().all(|finding| finding.author.is_some()));
    assert!(of_host("site8.example.com").iter().all(|finding| finding.author.is_none()));
    assert!(of_host("tiny.example.com").is_empty());
}

#[test]
fn shards_merge_to_the_same_in_any_order() {
    let corpus = corpus();
    let posts: Vec<&Sample> = corpus.iter().flatten().collect();
    let whole = learn(posts.iter().copied());
    let bytes = |learner: &Learner| {
        (serde_json::to_string(learner).unwrap(), learner.finish(&LearnOptions::default()).to_toml())
    };
    let expected = bytes(&whole);
    let shard = |number: usize| learn(posts.iter().copied().skip(number).step_by(8));
    for order in [[0, 1, 2, 3, 4, 5, 6, 7], [7, 2, 5, 0, 3, 6, 1, 4]] {
        let merged = order.iter().fold(Learner::new(), |merged, &number| shard(number).merge(merged));
        assert!(bytes(&merged) == expected);
    }
    let pairs: Vec<Learner> = (0..4).map(|i| shard(i).merge(shard(i + 4))).collect();
    let merged = pairs.into_iter().rev().reduce(Learner::merge).unwrap();
    assert!(bytes(&merged) == expected);
    let backwards = learn(posts.iter().rev().copied());
    assert!(bytes(&backwards) == expected);
    // A post that is seen again changes nothing, and nothing is lost between runs.
    let stored: Learner = serde_json::from_str(&expected.0).unwrap();
    assert!(bytes(&stored.merge(shard(3))) == expected);
}

#[test]
fn learned_rules_are_an_editable_file() {
    let corpus = corpus();
    let rules = learn(corpus.iter().flatten()).finish(&LearnOptions::default());
    let toml = rules.to_toml();
    assert_eq!(RuleSet::from_toml(&toml).unwrap(), rules);
    assert!(toml.starts_with("# in "), "{toml}");
    let name = rules.iter().next().unwrap().name().to_owned();
    let blocks = toml.split("\n\n").filter(|block| !block.contains(&format!("\"{name}\"")));
    let fewer = RuleSet::from_toml(&blocks.collect::<Vec<_>>().join("\n\n")).unwrap();
    assert_eq!(fewer, rules.without(&name));
}

/// `cargo test --release --test learn -- --ignored --nocapture` prints it on Linux.
#[test]
#[ignore = "measures, for a minute"]
fn a_million_distinct_blocks_take_less_than_200_mb() {
    let mut dice = Dice(7);
    let mut learner = Learner::new();
    let mut word =
        move || -> String { (0..3 + dice.roll(7)).map(|_| char::from(b'a' + dice.roll(26) as u8)).collect() };
    for source in 0..400 {
        for post in 0..250 {
            let mut text = format!("---\ntitle: Post {} {post}\nfrom: https://s{source}.example/{post}\n---\n", word());
            for _ in 0..10 {
                let words: Vec<String> = (0..16).map(|_| word()).collect();
                text += &format!("<p>{}.</p>", words.join(" "));
            }
            learner.observe(&Post::parse(&text).unwrap()).unwrap();
        }
    }
    let rules = learner.finish(&LearnOptions::default());
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap().trim();
    println!("{} posts remembered, {} rules, {peak} at most", learner.posts(), rules.iter().count());
    assert!(peak.trim_end_matches(" kB").parse::<u64>().unwrap() < 200_000);
}
