//! Helpers that the test programs share.

#![allow(dead_code, reason = "each test program needs some of it")]

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::ProptestConfig;
use proptest::test_runner::RngSeed;

/// The folder of fixtures.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Returns names and posts of all fixtures, sorted by name.
pub(crate) fn fixtures() -> Vec<(String, Vec<u8>)> {
    sources("post.md")
}

/// Returns all files of this name, with the names of their fixtures, sorted.
pub(crate) fn sources(file: &str) -> Vec<(String, Vec<u8>)> {
    let mut names: Vec<String> = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join(file).is_file())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    let source = |name: String| {
        let source = fs::read(root().join(&name).join(file)).unwrap_or_else(|error| panic!("{name}/{file}: {error}"));
        (name, source)
    };
    names.into_iter().map(source).collect()
}

/// Renders Markdown.
pub(crate) fn rendered(markdown: &str) -> String {
    use pulldown_cmark::{Options, Parser, html};
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut page = String::new();
    html::push_html(&mut page, Parser::new_ext(markdown, options));
    page
}

/// The same inputs in every run: a red run is about the change at hand. `PROPTEST_RNG_SEED` and `PROPTEST_CASES` look
/// further.
pub(crate) fn config() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(0xfeed);
    }
    config
}
