//! Fixtures cut short and fixtures damaged: no panic, the policy held, no visible text lost.

use std::fs;
use std::path::Path;

use feedscrub::{Cleaner, Post};

use crate::cases;
use crate::properties;

/// Seeds that prefixes and mutations are made of.
const SEEDS: usize = 20;
const MUTATIONS: usize = 10_000;
/// The oracle costs a hundred times what the crate does; it sees one input in so many.
const LOOKED_AT: usize = 10;

#[test]
fn every_prefix() {
    let cleaner = Cleaner::default();
    for seed in seeds() {
        for end in 0..=seed.len() {
            run(&cleaner, &seed[..end], end % (LOOKED_AT * 10) == 0);
        }
    }
}

#[test]
fn seeded_mutations() {
    let cleaner = Cleaner::default();
    let seeds = seeds();
    let mut random = Random(4);
    for number in 0..MUTATIONS {
        let mut data = seeds[random.below(seeds.len())].clone();
        for _ in 0..=random.below(6) {
            mutate(&mut data, &seeds, &mut random);
        }
        run(&cleaner, &data, number % LOOKED_AT == 0);
    }
}

/// All ways into the crate.
fn run(cleaner: &Cleaner, data: &[u8], look: bool) {
    let text = String::from_utf8_lossy(data);
    let body = Post::from_bytes(data).map_or(&*text, |post| post.body);
    if look {
        properties::post(data);
        properties::clean(body.as_bytes());
        properties::sanitize(body.as_bytes());
    } else {
        // Errors are answers too; a panic is none.
        if let Ok(article) = cleaner.clean(&text) {
            let _ = (article.to_html(), article.to_markdown(), article.to_text());
        }
        let _ = (cleaner.clean_html(body).is_ok(), cleaner.sanitize_html(body).is_ok());
    }
}

/// Fixtures, filled up with attacks of a fair length.
fn seeds() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut posts: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path().join("post.md")).collect();
    posts.sort();
    let fixtures = posts.iter().filter_map(|path| fs::read(path).ok());
    let attacks = cases::load().expect("the case files are readable").into_iter().map(|case| case.input);
    fixtures.chain(attacks.filter(|input| (150..2000).contains(&input.len()))).take(SEEDS).collect()
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
