//! Truncated and damaged fixtures: no panic, the policy obeyed, no visible text lost.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZero;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use feedscrub::{Cleaner, Post};

use crate::cases;
use crate::oracle::{ARTICLE, MARKDOWN, SANITIZED, Tree, difference, faults, text_of};
use crate::properties::{self, visible};
use crate::suite::shows_markup;

/// The number of seeds for prefixes and mutations.
const SEEDS: usize = 20;
const MUTATIONS: usize = 10_000;
/// The oracle costs a hundred times as much as the crate; it sees one of this many inputs.
const LOOKED_AT: usize = 20;

#[test]
fn every_prefix() {
    let fixtures = fixtures();
    let prefixes: Vec<&[u8]> = fixtures.iter().flat_map(|post| (0..=post.len()).map(|end| &post[..end])).collect();
    run_all(prefixes.len(), |cleaner, number| run(cleaner, prefixes[number], number % LOOKED_AT == 0));
}

#[test]
fn seeded_mutations() {
    let attacks = cases::load().expect("the case files are readable").into_iter().map(|case| case.input);
    let long_attacks = attacks.filter(|input| (150..2000).contains(&input.len())).take(SEEDS);
    let seeds: Vec<Vec<u8>> = fixtures().into_iter().chain(long_attacks).collect();
    run_all(MUTATIONS, |cleaner, number| {
        let mut random = Random(number as u64);
        let mut data = seeds[random.below(seeds.len())].clone();
        for _ in 0..=random.below(6) {
            mutate(&mut data, &seeds, &mut random);
        }
        run(cleaner, &data, number % LOOKED_AT == 0);
    });
}

/// Runs inputs by their number, on all cores.
fn run_all(count: usize, run: impl Fn(&Cleaner, usize) + Sync) {
    let cleaner = Cleaner::default();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            scope.spawn(|| {
                loop {
                    match next.fetch_add(1, Ordering::Relaxed) {
                        number if number < count => run(&cleaner, number),
                        _ => break,
                    }
                }
            });
        }
    });
}

/// Calls all functions that take or return posts.
fn run(cleaner: &Cleaner, data: &[u8], look: bool) {
    let text = String::from_utf8_lossy(data);
    let body = Post::from_bytes(data).map_or(&*text, |post| post.body);
    if look {
        properties::post(data);
        properties::clean(body.as_bytes());
        properties::sanitize(body.as_bytes());
    }
    // Errors are results too; a panic is none.
    if let Ok(article) = cleaner.clean(&text) {
        let _ = (article.to_html(), article.to_markdown(), article.to_text());
    }
    if let (Ok(article), Ok(sanitized)) = (cleaner.clean_html(body), cleaner.sanitize_html(body)) {
        let lost = visible::lost(body, &article);
        assert!(lost.is_empty(), "neither in a block nor in the report: {lost:?} of {body:?}");
        let lost = visible::lost_of_sanitized(body, &sanitized, &article);
        assert!(lost.is_empty(), "neither in the output nor in the report: {lost:?} of {body:?}");
    }
}

/// Returns short fixtures of all lengths up to a thousand bytes.
fn fixtures() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let folders = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut posts: Vec<Vec<u8>> = folders.filter_map(|entry| fs::read(entry.path().join("post.md")).ok()).collect();
    posts.sort_by_key(|post| (post.len(), post.clone()));
    let posts: Vec<Vec<u8>> = posts.into_iter().step_by(4).take(SEEDS).collect();
    assert_eq!(posts.len(), SEEDS);
    posts
}

fn mutate(data: &mut Vec<u8>, seeds: &[Vec<u8>], random: &mut Random) {
    const PIECES: &[&[u8]] = &[
        b"<",
        b">",
        b"\"",
        b"'",
        b"=",
        b"&",
        b"/",
        b"\0",
        b"\r",
        b"\n",
        b"<p>",
        b"</p>",
        b"<table>",
        b"<a href=x>",
        b"<!--",
        b"-->",
        b"<svg>",
        b"<pre>",
        b"<noscript>",
        b"</div>",
        b"---\n",
        b"\xff",
        b"\xe2\x80\xae",
        b"<b>",
        b"<template>",
    ];
    let at = random.below(data.len() + 1);
    let end = (at + random.below(40)).min(data.len());
    match random.below(6) {
        0 if at < data.len() => data[at] = random.next() as u8,
        1 => drop(data.drain(at..end)),
        2 => data.extend_from_within(at..end),
        3 => {
            let other = &seeds[random.below(seeds.len())];
            let from = random.below(other.len() + 1);
            let to = (from + random.below(200)).min(other.len());
            data.splice(at..at, other[from..to].iter().copied());
        }
        _ => {
            data.splice(at..at, PIECES[random.below(PIECES.len())].iter().copied());
        }
    }
}

/// SplitMix64: the same numbers in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}

/// Every attack in contexts with other parsing rules, and damaged: what holds for the attacks holds for these.
#[test]
#[ignore = "minutes: cargo test --release --test attacks -- --ignored mutated_attacks --nocapture"]
fn mutated_attacks() {
    let attacks: Vec<String> =
        cases::load().expect("the case files are readable").iter().map(|case| case.text()).collect();
    let short: Vec<Vec<u8>> =
        attacks.iter().filter(|attack| attack.len() < 4000).map(|attack| attack.clone().into_bytes()).collect();
    let places = short.iter().flat_map(|attack| variants(&String::from_utf8_lossy(attack)));
    let mut random = Random(14);
    let damaged = (0..MUTATIONS / 2).map(|_| {
        let mut data = short[random.below(short.len())].clone();
        for _ in 0..=random.below(8) {
            mutate(&mut data, &short, &mut random);
        }
        String::from_utf8_lossy(&data).into_owned()
    });
    let inputs: Vec<String> = places.chain(damaged).collect();
    let tally = Mutex::new(BTreeMap::<&str, Vec<String>>::new());
    run_all(inputs.len(), |cleaner, number| {
        let html = &inputs[number];
        for finding in findings(cleaner, html) {
            tally.lock().unwrap().entry(finding).or_default().push(html.clone());
        }
    });
    let tally = tally.into_inner().unwrap();
    println!("{} inputs", inputs.len());
    for (finding, inputs) in &tally {
        println!("{finding}: {}", inputs.len());
        for input in inputs.iter().take(20) {
            let skipped = input.chars().count().saturating_sub(300);
            println!("    {:?}", input.chars().skip(skipped).collect::<String>());
        }
    }
    assert!(tally.keys().all(|finding| finding.starts_with("counted")), "see above");
}

/// Returns an attack in contexts with other parsing rules.
fn variants(attack: &str) -> Vec<String> {
    let deep = |levels: usize| format!("{}{attack}", "<div>".repeat(levels));
    let mut variants = vec![deep(250), deep(506), deep(510), attack.replace('<', "&lt;"), attack.replace('<', "<\0")];
    for (before, after) in [
        ("<svg>", "</svg>"),
        ("<math><mtext>", "</mtext></math>"),
        ("<math><annotation-xml encoding=text/html>", "</annotation-xml></math>"),
        ("<select><option>", "</select>"),
        ("<table>", "</table>"),
        ("<noscript>", "</noscript>"),
        ("<template>", "</template>"),
        ("<a href=\"", "\">x</a>"),
        ("<pre>\n", "</pre>"),
        ("<p title='", "'>x"),
        ("<b><a href=https://a.example/><p>", "</b>"),
    ] {
        variants.push(format!("{before}{attack}{after}"));
    }
    variants
}

/// The number of inputs of each kind whose output is processed again.
const PASSES: usize = 100_000;

/// Counts the mutated inputs whose output changes in a second pass, and prints the shortest.
#[test]
#[ignore = "minutes: cargo test --release --test attacks -- --ignored second_passes --nocapture"]
fn second_passes() {
    type Pass = fn(&Cleaner, &str) -> Option<String>;
    let kinds: [(&str, Pass); 3] = [
        ("sanitize_html", |cleaner, html| cleaner.sanitize_html(html).ok()),
        ("to_html", |cleaner, html| Some(cleaner.clean_html(html).ok()?.to_html())),
        ("posts", |cleaner, post| Some(cleaner.clean(post).ok()?.to_post_html())),
    ];
    let attacks = cases::load().expect("the case files are readable").into_iter().map(|case| case.input);
    let short_attacks: Vec<Vec<u8>> = attacks.filter(|input| input.len() < 4000).collect();
    let posts = fixtures();
    for (kind, pass) in kinds {
        let seeds: Vec<Vec<u8>> = match kind {
            "posts" => posts.clone(),
            _ => posts.iter().chain(&short_attacks).cloned().collect(),
        };
        let changed = Mutex::new(Vec::<(String, String)>::new());
        run_all(PASSES, |cleaner, number| {
            let mut random = Random(number as u64);
            let mut data = seeds[random.below(seeds.len())].clone();
            for _ in 0..=random.below(6) {
                mutate(&mut data, &seeds, &mut random);
            }
            let input = String::from_utf8_lossy(&data);
            let Some(once) = pass(cleaner, &input) else { return };
            if pass(cleaner, &once).as_ref() != Some(&once) {
                changed.lock().unwrap().push((input.into_owned(), once));
            }
        });
        let mut changed = changed.into_inner().unwrap();
        changed.sort_by_key(|(input, _)| input.len());
        println!("{kind}: {} of {PASSES} are something else the second time", changed.len());
        for (input, once) in changed.iter().take(30) {
            let again = pass(&Cleaner::default(), once).unwrap_or_default();
            println!("    {input:?}\n        {}", difference(once, &again));
        }
    }
}

/// Returns the faults of the outputs for an input. Those that begin with `counted` are not faults alone.
fn findings(cleaner: &Cleaner, html: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let (Ok(article), Ok(sanitized)) = (cleaner.clean_html(html), cleaner.sanitize_html(html)) else {
        return vec!["counted: over a limit"];
    };
    let to_html = article.to_html();
    let outputs = [
        ("html: policy", "counted: html shows markup", &to_html, &ARTICLE),
        ("sanitized: policy", "counted: sanitized shows markup", &sanitized, &SANITIZED),
        (
            "markdown: policy",
            "counted: markdown shows markup",
            &properties::rendered(&article.to_markdown()),
            &MARKDOWN,
        ),
    ];
    let titles: String = Tree::fragment(html, "div").attributes("title").collect();
    let is_written_so = shows_markup(&(visible::text(html) + &titles));
    for (fault, garbled, output, policy) in outputs {
        if !faults(output, policy).is_empty() {
            found.push(fault);
        }
        if !is_written_so && shows_markup(&text_of(&Tree::fragment(output, "div"))) {
            found.push(garbled);
        }
    }
    if cleaner.sanitize_html(&sanitized).as_ref() != Ok(&sanitized) {
        found.push("counted: sanitized twice is another text");
    }
    match cleaner.clean_html(&to_html) {
        Ok(again) if again.to_html() == to_html => {}
        _ => found.push("counted: cleaned twice is another text"),
    }
    if !visible::lost(html, &article).is_empty() || !visible::lost_of_sanitized(html, &sanitized, &article).is_empty() {
        found.push("visible text is lost");
    }
    found
}
