//! The report example: it writes one page from a run, in which posts are text only. `scripts/browser-report.sh` tests
//! the page in a browser.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

#[path = "../examples/report/sample.rs"]
mod sample;

fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.parent().unwrap().with_file_name("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Returns the page of some posts, and its data.
fn page(folder: &Path, posts: &[(&str, &str)], arguments: &[&str]) -> (String, Value) {
    for (name, post) in posts {
        fs::write(folder.join(name), post).unwrap();
    }
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(example(program)).args(arguments).current_dir(folder).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run("batch", &[".", "-o", "run.jsonl"]);
    run("report", &[&["run.jsonl"], arguments].concat());
    let page = fs::read_to_string(folder.join("report.html")).unwrap();
    let data = page.split_once("id=\"data\">").unwrap().1.split_once("</script>").unwrap().0;
    (page.clone(), serde_json::from_str(data).unwrap())
}

#[test]
fn posts_are_text_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = "---\ntitle: \"</script><script>alert(1)</script><!--\"\n---\n<p>It rains.</p><img src=x onerror=alert(1)>\
        <p>&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;</p><script>alert(3)</script>";
    let (page, data) = page(folder.path(), &[("a.md", hostile)], &[]);
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("</script").count(), 2);
    assert!(!page.contains("onerror=alert(1)>") || !page.contains("<img"), "an image");
    assert!(page.contains("default-src 'none'; script-src 'sha256-"));
    assert_eq!(data["posts"][0]["title"], "</script><script>alert(1)</script><!--");
}

#[test]
fn lines_without_articles_are_an_error() {
    let folder = tempfile::tempdir().unwrap();
    for flat in ["{\"id\":\"a.md\",\"text\":\"It rains.\"}", "{\"id\":1,\"text\":\"It rains.\",\"error\":\"\"}"] {
        fs::write(folder.path().join("flat.jsonl"), flat).unwrap();
        let output = Command::new(example("report")).arg("flat.jsonl").current_dir(folder.path()).output().unwrap();
        assert!(!output.status.success() && !folder.path().join("report.html").exists());
        assert!(String::from_utf8(output.stderr).unwrap().starts_with("flat.jsonl:1: not an article"));
    }
}

#[test]
fn removals_stand_where_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let post = "---\ntitle: Rain\n---\n<p>After two years in dry dock the ferry left the east quay on Friday with eleven passengers.</p>\
        <div>获取更多RSS：<br><a href=\"https://feedx.net\">https://feedx.net</a></div>";
    let (_, data) = page(folder.path(), &[("a.md", post)], &[]);
    let post = &data["posts"][0];
    let gone: Vec<&Value> = post["original"].as_array().unwrap().iter().filter(|part| !part[1].is_null()).collect();
    assert_eq!(gone.len(), 1, "{}", post["original"]);
    assert!(gone[0][0].as_str().unwrap().contains("feedx.net"));
    let number = gone[0][1].as_u64().unwrap() as usize;
    assert_eq!(post["removed"][number][0], "footer");
    assert_eq!(data["totals"]["kinds"]["footer"], 1);
}

#[test]
fn large_runs_are_sampled_and_counted_whole() {
    let folder = tempfile::tempdir().unwrap();
    let posts: Vec<(String, String)> =
        (0..50).map(|i| (format!("{i:02}.md"), format!("---\ntitle: {i}\n---\n<p>It rains.</p>"))).collect();
    let posts: Vec<(&str, &str)> = posts.iter().map(|(name, post)| (name.as_str(), post.as_str())).collect();
    let (_, data) = page(folder.path(), &posts, &["--posts", "10"]);
    assert_eq!(data["totals"]["posts"], 50);
    assert_eq!(data["totals"]["kept"]["It rains."], 50);
    let shown: Vec<&str> =
        data["posts"].as_array().unwrap().iter().map(|post| post["name"].as_str().unwrap()).collect();
    assert_eq!(shown, ["./00.md", "./08.md", "./16.md", "./24.md", "./32.md", "./40.md", "./48.md"]);
}

#[test]
fn samples_are_at_even_distances() {
    for many in [1, 9, 10, 11, 1000, 4096] {
        let mut sample = sample::Sample::new(10);
        (0..many).for_each(|item| sample.offer(item));
        let items = sample.into_items();
        assert!(items.len() <= 10 && items.len() * 2 >= many.min(10), "{items:?}");
        let steps: Vec<usize> = items.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(steps.windows(2).all(|pair| pair[0] == pair[1]), "{items:?}");
    }
}
