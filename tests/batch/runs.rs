//! Long runs: resumed, split, logged, without copies.

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::tool::{Place, long_post, paths, post};

fn json_of(place: &Place, name: &str) -> Value {
    serde_json::from_str(&place.read(name)).unwrap()
}

/// Posts in two folders, some of which fail.
fn many(place: &Place) {
    for i in 0..1500 {
        let content = if i % 100 == 7 { "no post".to_owned() } else { long_post(&i.to_string(), 6_000) };
        place.write(format!("posts/{:02}/{i:04}.md", i % 2), content);
    }
}

/// Starts a run and kills it when a file is there.
fn kill_when_there(place: &Place, arguments: &[&str], file: &str) {
    let mut child = place.command(arguments).stderr(Stdio::null()).spawn().unwrap();
    while !place.path(file).exists() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before {file} was there");
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_killed_run_is_gone_on_with() {
    let place = Place::new();
    many(&place);
    place.run(["posts", "-o", "whole.jsonl", "--fail-log", "whole.log"]).expect(1);
    let arguments = ["posts", "-o", "out.jsonl", "--fail-log", "fail.log", "--resume", "--threads", "2"];
    kill_when_there(&place, &arguments, "out.jsonl.state");
    let done = json_of(&place, "out.jsonl.state")["products"].as_u64().unwrap();
    assert!((256..1500).contains(&done));
    assert!(!place.path("out.jsonl").exists());

    // Other settings or another input are not gone on with.
    let ran =
        place.run(["posts", "-o", "out.jsonl", "--fail-log", "fail.log", "--resume", "--fail-on-empty"]).expect(1);
    assert!(ran.message("out.jsonl.state").contains("other settings"), "{}", ran.stderr());
    let ran = place.run(["posts/01", "-o", "out.jsonl", "--fail-log", "fail.log", "--resume"]).expect(1);
    assert!(ran.stderr().contains("the input is not that of the run"), "{}", ran.stderr());

    let ran = place.run(arguments.iter().chain(&["--manifest", "manifest.json"])).expect(1);
    assert!(ran.stderr().contains("1,485 posts cleaned, 15 failed"), "{}", ran.stderr());
    assert!(place.read("out.jsonl") == place.read("whole.jsonl"), "other bytes than an undisturbed run");
    assert_eq!(place.read("fail.log"), place.read("whole.log"));
    assert_eq!(place.names("."), ["fail.log", "manifest.json", "out.jsonl", "posts", "whole.jsonl", "whole.log"]);
    let paragraphs = |name: &str| json_of(&place, name)["summary"]["paragraphs"].as_u64().unwrap();
    place.run(["posts", "-o", "whole.jsonl", "--manifest", "whole.json"]).expect(1);
    assert!(paragraphs("manifest.json") < paragraphs("whole.json"), "everything was done again");
}

#[test]
fn a_killed_run_into_a_folder_is_gone_on_with() {
    let place = Place::new();
    many(&place);
    place.run(["posts", "-o", "whole", "--format", "post"]).expect(1);
    let arguments = ["posts", "-o", "out", "--format", "post", "--resume"];
    kill_when_there(&place, &arguments, "out/00/0300.md");
    // What it was writing is left alone as long as it could be somebody's.
    thread::sleep(Duration::from_millis(1100));
    let ran = place.run(arguments).expect(1);
    assert!(ran.stderr().contains("already done"), "{}", ran.stderr());
    for folder in ["00", "01"] {
        let names = place.names(format!("whole/{folder}"));
        assert_eq!(place.names(format!("out/{folder}")), names);
        for name in names {
            let name = format!("{folder}/{name}");
            assert!(place.read(format!("out/{name}")) == place.read(format!("whole/{name}")), "{name}");
        }
    }
    // A post that is newer than its result is cleaned again.
    place.write("posts/00/0000.md", post("new", "<p>It snows.</p>"));
    let later = std::time::SystemTime::now() + Duration::from_secs(5);
    fs::File::options().write(true).open(place.path("posts/00/0000.md")).unwrap().set_modified(later).unwrap();
    place.run(arguments).expect(1);
    assert!(place.read("out/00/0000.md").contains("It snows."));
}

#[test]
fn lines_can_be_gone_on_with_too() {
    let place = Place::new();
    let lines: String = (0..900)
        .map(|id| format!("{}\n", json!({"id": id, "html": format!("<p>{}</p>", "It rains. ".repeat(300))})))
        .collect();
    place.write("in.jsonl", &lines);
    place.run(["--input", "jsonl", "in.jsonl", "-o", "whole.jsonl", "--shards", "3"]).expect(0);
    let arguments = ["--input", "jsonl", "in.jsonl", "-o", "out.jsonl", "--resume", "--shards", "3"];
    kill_when_there(&place, &arguments, "out.jsonl.state");
    place.run(arguments).expect(0);
    for shard in 0..3 {
        let name = |whole: &str| format!("{whole}-0000{shard}-of-00003.jsonl");
        let found = place.read(name("out"));
        assert!(found == place.read(name("whole")));
        assert_eq!(found.lines().count(), 300);
        assert!(found.starts_with(&format!("{{\"id\":{shard},")));
    }
    assert!(!place.path("out.jsonl.state").exists());
}

#[test]
fn the_manifest_and_the_log_describe_the_run() {
    let place = Place::new();
    place.write("posts/a.md", post("a", "<p>It rains.</p><script>x()</script>"));
    place.write("posts/bad.md", "no post");
    place.write("own.toml", "[[rule]]\nname = \"own/x\"\nkind = \"promotion\"\nclass = \"x\"\n");
    let arguments = ["posts", "-o", "out.jsonl", "--manifest", "m.json", "--fail-log", "f.jsonl", "-q"];
    let ran = place.run(arguments).expect(1);
    assert_eq!(ran.stderr().lines().count(), 1, "{}", ran.stderr());
    let manifest = json_of(&place, "m.json");
    assert_eq!(
        manifest["counts"],
        json!({"cleaned": 1, "failed": 1, "empty": 0, "done": 0, "copies": 0, "results": 1})
    );
    assert_eq!(manifest["inputs"]["arguments"], json!(["posts"]));
    assert_eq!(manifest["outputs"], json!(["out.jsonl", "f.jsonl"]));
    assert_eq!(manifest["summary"]["kinds"], json!({"script": 1}));
    let failure: Value = serde_json::from_str(&place.read("f.jsonl")).unwrap();
    assert_eq!(manifest["failures"], json!([failure]));
    assert_eq!(failure["path"], "posts/bad.md");
    assert!(failure["error"].as_str().unwrap().contains("no front matter"));

    place.run(["posts", "-o", "out.jsonl", "--manifest", "n.json", "--rules", "own.toml"]).expect(1);
    let other = json_of(&place, "n.json");
    assert_ne!(other["settings_hash"], manifest["settings_hash"]);
    assert_eq!(other["inputs"]["hash"], manifest["inputs"]["hash"]);
}

#[test]
fn of_versions_and_copies_one_is_kept() {
    let place = Place::new();
    let version = |source: &str, date: &str, body: &str| {
        format!("---\ntitle: Rain\ndate: {date}\nfrom: https://example.org/{source}\n---\n<p>{body}</p>\n")
    };
    place.write("posts/a.md", version("1", "2021-06-25", "old"));
    place.write("posts/b.md", version("1", "2021-06-26", "new"));
    place.write("posts/c.md", version("1", "2021-06-26", "new and longer"));
    place.write("posts/d.md", version("1", "2021-06-26", "new and longer"));
    place.write("posts/e.md", version("2", "2021-06-25", "another source"));
    place.write("posts/f.md", "---\ndate: 2021-06-25\n---\n<p>says neither</p>\n");
    place.write("posts/g.md", "---\ndate: 2021-06-25\n---\n<p>says neither</p>\n");
    let ran = place.run(["posts", "--dedupe", "--fail-log", "log"]).expect(0);
    assert_eq!(ran.paths(), ["posts/c.md", "posts/e.md", "posts/f.md", "posts/g.md"]);
    for name in ["a", "b", "d"] {
        assert!(ran.message(&format!("posts/{name}.md")).contains("posts/c.md is another version"), "{}", ran.stderr());
    }
    assert!(ran.stderr().contains("4 posts cleaned, 3 skipped as copies"), "{}", ran.stderr());
    assert_eq!(place.read("log").lines().next(), Some("{\"path\":\"posts/a.md\",\"copy_of\":\"posts/c.md\"}"));
    assert_eq!(place.run(["posts"]).expect(0).paths().len(), 7);
}

#[test]
fn an_empty_article_is_named() {
    let place = Place::new();
    place.write("a.md", post("a", "<p>It rains.</p>"));
    place.write("b.md", post("b", "<script>x()</script>"));
    let ran = place.run(["a.md", "b.md"]).expect(0);
    assert_eq!(ran.message("b.md"), "empty: the post contains no article");
    assert!(ran.stderr().contains("2 posts cleaned, 1 empty"), "{}", ran.stderr());
    let ran = place.run(["a.md", "b.md", "--fail-on-empty"]).expect(1);
    assert_eq!(paths(&ran.stdout()), ["a.md"]);
    assert!(ran.stderr().contains("1 post cleaned, 1 failed"), "{}", ran.stderr());
    assert!(ran.message("b.md").starts_with("empty"));
}
