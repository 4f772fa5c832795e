//! Golden tests: every folder of `fixtures/` has a post and its expected outputs.
//!
//! `BLESS=1 cargo test --test fixtures` writes the expected files. Read them before you commit them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod support;

use std::fs;

use feedscrub::{Article, Cleaner, Origin, Post};
use support::{fixtures, root, sources};

#[test]
fn each_post_has_the_expected_outputs() {
    let cleaner = Cleaner::default();
    let fixtures = fixtures();
    assert!(fixtures.len() >= 80, "only {} fixtures", fixtures.len());
    compare(&fixtures, |source| cleaner.clean_post(&Post::from_bytes(source)?));
}

#[test]
fn each_page_has_the_expected_outputs() {
    let cleaner = Cleaner::default();
    let origin = Origin::of_url(url::Url::parse("https://gazette.example.org/page").unwrap());
    let pages = sources("page.html");
    assert!(pages.len() >= 6, "only {} pages", pages.len());
    compare(&pages, |source| cleaner.clean_page(std::str::from_utf8(source).unwrap(), &origin));
}

/// Compares the outputs of fixtures with the expected files, or writes them.
fn compare(fixtures: &[(String, Vec<u8>)], clean: impl Fn(&[u8]) -> feedscrub::Result<Article>) {
    let bless = std::env::var_os("BLESS").is_some();
    let mut faults = Vec::new();
    for (name, source) in fixtures {
        let article = match clean(source) {
            Ok(article) => article,
            Err(error) => {
                faults.push(format!("{name}: {error}"));
                continue;
            }
        };
        let mut json = serde_json::to_string_pretty(&article).unwrap();
        json.push('\n');
        for (file, found) in
            [("expected.json", json), ("expected.md", article.to_markdown()), ("expected.html", article.to_html())]
        {
            let path = root().join(name).join(file);
            let expected = fs::read_to_string(&path);
            match expected {
                Ok(expected) if expected == found => {}
                _ if bless => fs::write(&path, found).unwrap(),
                Ok(expected) => faults.push(format!("{name}/{file}: {}", first_difference(&expected, &found))),
                Err(error) => faults.push(format!("{name}/{file}: {error}")),
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} of the expected files differ or are missing; `BLESS=1 cargo test --test fixtures` writes them, read them \
         before you commit them:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// A file that no test reads proves nothing, in particular one with a misspelt name.
#[test]
fn folders_hold_nothing_else() {
    let folders = fs::read_dir(root()).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir()).count();
    assert_eq!(folders, fixtures().len() + sources("page.html").len(), "a folder without a post or page, or with both");
    for (name, _) in fixtures().into_iter().chain(sources("page.html")) {
        for entry in fs::read_dir(root().join(&name)).unwrap() {
            let file = entry.unwrap().file_name();
            let known = ["post.md", "page.html", "expected.json", "expected.md", "expected.html"];
            assert!(known.iter().any(|known| file == *known), "{name}: unknown file {file:?}");
        }
        assert!(
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{name}: names of fixtures are lower-case words joined by hyphens"
        );
    }
}

/// Posts that a careful reader reads better than the crate does, with their current results.
#[test]
fn known_gaps_have_the_documented_results() {
    let page = include_str!("../docs/known-gaps.md");
    let base = url::Url::parse("https://news.example.com/a/1.html").unwrap();
    let cleaner = Cleaner::builder().base_url(base).build();
    let mut gaps = 0;
    let mut faults = Vec::new();
    for section in page.split("\n## ").skip(1) {
        let name = section.lines().next().unwrap();
        let blocks: Vec<&str> = section.split("\n```").skip(1).step_by(2).collect();
        let [post, wanted, today] = blocks[..] else { panic!("{name}: a post, what is wanted and what becomes of it") };
        let [post, wanted, today] = [post, wanted, today].map(|block| block.split_once('\n').unwrap().1);
        let found = cleaner.clean_html(post).unwrap().to_markdown();
        let found = found.trim_end();
        if found == wanted {
            faults.push(format!("{name}: is mended, take it out"));
        } else if found != today {
            faults.push(format!("{name}: becomes today\n{found}"));
        }
        gaps += 1;
    }
    assert!(gaps >= 5, "only {gaps} gaps read");
    assert!(faults.is_empty(), "docs/known-gaps.md is not true:\n{}", faults.join("\n\n"));
}

/// The outputs in the README are those of the crate.
#[test]
fn readme_shows_a_fixture() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let post = fs::read_to_string(root().join("readme-before-and-after/post.md")).unwrap();
    let markdown = feedscrub::clean(&post).unwrap().to_markdown();
    for shown in [post, markdown] {
        assert!(readme.contains(&format!("```text\n{shown}```\n")), "README.md does not show\n{shown}");
    }
}

/// Labels of posts that no longer exist would not be scored, silently.
#[test]
fn labels_are_about_fixtures() {
    let labels = fs::read_to_string(root().join("labels.txt")).unwrap();
    let lines: Vec<&str> = labels.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    for line in &lines {
        let (_, name) = line.split(' ').next().unwrap().split_once('/').unwrap();
        assert!(root().join(name).join("post.md").is_file(), "labels.txt names {name}");
    }
    assert!(lines.len() >= 70);
}

/// Returns the first line that differs, in both texts.
fn first_difference(expected: &str, found: &str) -> String {
    let mut lines = expected.lines().zip(found.lines()).enumerate();
    match lines.find(|(_, (expected, found))| expected != found) {
        Some((at, (expected, found))) => {
            format!("line {}\n  expected {expected}\n  found    {found}", at + 1)
        }
        None => format!("{} lines expected, {} found", expected.lines().count(), found.lines().count()),
    }
}
