//! Posts as JSON lines, lists of names, and standard input.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::tool::{Place, post};

fn values(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn input(lines: &[Value]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

#[test]
fn an_object_in_is_an_object_out() {
    let place = Place::new();
    let lines = input(&[
        json!({"id": 7, "post": post("a", "<p>It rains.</p><script>x()</script>")}),
        json!({"id": "b", "html": "<p>It snows.</p><img src='/snow.jpg'>", "url": "https://example.org/weather/",
               "title": "Snow", "author": "The Quay", "published": "2021-06-25", "column": [1]}),
        json!({"id": {"part": [1, null]}, "post": null, "html": "<p>Hail.</p>"}),
    ]);
    // Digits that no number of a machine has come back as they are.
    let lines = lines + "\n{\"id\":123456789012345678901234567890.50,\"html\":\"<p>Fog.</p>\"}\n";
    let ran = place.run_with_input(&["--input", "jsonl", "-"], &lines).expect(0);
    let found = values(&ran.stdout());
    assert_eq!(found.len(), 4);
    assert_eq!(found[0]["id"], 7);
    assert_eq!(found[0]["meta"]["title"], "a");
    assert_eq!(found[0]["report"]["removed"][0]["kind"], "script");
    assert_eq!(found[1]["id"], "b");
    assert_eq!(found[1]["meta"]["title"], "Snow");
    assert_eq!(found[1]["meta"]["author"], "The Quay");
    assert_eq!(found[1]["meta"]["published"], "2021-06-25");
    assert_eq!(found[1]["blocks"][1]["images"][0]["src"], "https://example.org/snow.jpg");
    assert_eq!(found[2]["id"], json!({"part": [1, null]}));
    assert!(ran.stdout().lines().nth(3).unwrap().starts_with("{\"id\":123456789012345678901234567890.50,"));
    assert!(ran.stderr().starts_with("4 posts cleaned"), "{}", ran.stderr());

    place.write("one.jsonl", &lines);
    place.write("two.jsonl", &lines);
    let files = place.run(["--input", "jsonl", "one.jsonl", "two.jsonl", "-o", "out.jsonl"]).expect(0);
    assert_eq!(files.stdout(), "");
    assert_eq!(place.read("out.jsonl"), ran.stdout().repeat(2));
    // Without an argument it is standard input.
    assert_eq!(place.run_with_input(&["--input", "jsonl"], &lines).expect(0).stdout(), ran.stdout());
}

#[test]
fn an_error_is_an_object_at_its_place() {
    let place = Place::new();
    let lines = [
        "{\"id\":1,\"html\":\"<p>a</p>\"}",
        "{\"id\":2,\"post\":\"no front matter\"}",
        "{\"id\":3}",
        "{\"id\":4,\"html\":\"x\",\"post\":\"---\\n---\\n\"}",
        "{\"id\":5,\"html\":7}",
        "not JSON",
        "[1]",
        "{\"html\":\"<p>b</p>\"}",
    ];
    let ran = place.run_with_input(&["--input", "jsonl", "-"], lines.join("\n")).expect(0);
    let found = values(&ran.stdout());
    let ids: Vec<&Value> = found.iter().map(|line| &line["id"]).collect();
    assert_eq!(ids, [&json!(1), &json!(2), &json!(3), &json!(4), &json!(5), &Value::Null, &Value::Null, &Value::Null]);
    for (at, error) in
        [(1, "no front matter"), (2, "with one of"), (3, "with one of"), (4, "not a record"), (5, "not a record")]
    {
        assert!(found[at]["error"].as_str().unwrap().contains(error), "{}", found[at]);
        assert_eq!(found[at].as_object().unwrap().len(), 2);
    }
    assert!(found[0].get("error").is_none() && found[7].get("error").is_none());
    assert!(ran.message("-:2").contains("no front matter"));
    assert!(ran.stderr().contains("2 posts cleaned, 6 failed"), "{}", ran.stderr());

    // A file that is missing is no line.
    let ran = place.run(["--input", "jsonl", "missing.jsonl"]).expect(1);
    assert!(ran.message("missing.jsonl").contains("cannot be read"));
    assert_eq!(ran.stdout(), "");
}

#[test]
fn a_line_that_is_too_long_is_skipped() {
    let place = Place::new();
    let long = format!("{{\"id\":1,\"html\":\"{}\"}}\n{{\"id\":2,\"html\":\"<p>b</p>\"}}\n", "x".repeat(70 << 20));
    let ran = place.run_with_input(&["--input", "jsonl", "-"], long).expect(0);
    let found = values(&ran.stdout());
    assert!(found[0]["error"].as_str().unwrap().contains("longer than a post may be"));
    assert_eq!(found[1]["id"], 2);
    assert_eq!(found.len(), 2);
}

#[test]
fn each_line_is_answered_before_the_next_is_written() {
    let place = Place::new();
    let mut command = place.command(["--input", "jsonl", "-", "--threads", "3"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let (mut to, mut from) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for id in 0..20 {
        writeln!(to, "{{\"id\":{id},\"html\":\"<p>It rains.</p>\"}}").unwrap();
        let mut line = String::new();
        from.read_line(&mut line).unwrap();
        assert!(line.starts_with(&format!("{{\"id\":{id},")), "{line}");
    }
    drop(to);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
#[cfg(target_os = "linux")]
fn lines_of_processes_that_share_a_pipe_are_whole() {
    let place = Place::new();
    // Longer than a pipe takes at once, and of other lengths than its buffers.
    let body = "<p>It rains on the quay.</p>".repeat(300);
    let lines: String = (0..25).map(|id| format!("{{\"id\":{id},\"html\":\"{body}\"}}\n")).collect();
    place.write("in.jsonl", lines);
    place.write("posts/a.md", post("a", &body));
    // A line of its own per post, and the lines that fit into a buffer.
    for arguments in ["--input jsonl in.jsonl", "$(yes posts | head -25)"] {
        let one = format!("\"$BATCH\" -q {arguments} &");
        let ran = place.shell(&format!("{}\nwait", [&*one; 6].join("\n"))).expect(0);
        let whole = ran.stdout().lines().filter(|line| serde_json::from_str::<Value>(line).is_ok()).count();
        assert_eq!((whole, ran.stdout().lines().count()), (150, 150), "{arguments}");
    }
}

#[test]
fn lists_of_names() {
    let place = Place::new();
    for name in ["a/x.md", "a/y.md", "b/x.md", "with\nend.md"] {
        place.write(name, post("t", &format!("<p>{name}</p>")));
    }
    place.write("list", "b/x.md\r\n\na/x.md\nmissing.md\na\n");
    let ran = place.run(["--files-from", "list"]).expect(1);
    assert_eq!(ran.paths(), ["b/x.md", "a/x.md", "a/x.md", "a/y.md"]);
    assert!(ran.message("missing.md").contains("cannot be read"));
    let ran = place.run_with_input(&["--files-from", "-", "-0"], "with\nend.md\0b/x.md").expect(0);
    assert_eq!(ran.paths(), ["with\nend.md", "b/x.md"]);

    // Results keep the folders of such names.
    place.write("list", "b/x.md\na/x.md\n");
    place.run(["--files-from", "list", "--format", "text", "-o", "out"]).expect(0);
    assert!(place.read("out/a/x.txt").contains("a/x.md") && place.read("out/b/x.txt").contains("b/x.md"));
    place.run(["a/x.md", "b", "--relative", "--format", "text", "-o", "kept"]).expect(0);
    assert!(place.read("kept/a/x.txt").contains("a/x.md") && place.read("kept/b/x.txt").contains("b/x.md"));

    // A result does not take the place of a post.
    place.write("list", "b/x.md\na/x.md\n");
    let ran = place.run(["--files-from", "list", "--format", "markdown", "-o", "a"]).expect(1);
    assert!(ran.message("a/x.md").contains("where results are written"));
    assert!(place.read("a/x.md").starts_with("---"));
    assert!(place.run(["--files-from", "nowhere"]).expect(1).message("nowhere").contains("cannot be read"));
}

#[test]
fn concatenated_posts_are_not_one_article() {
    let place = Place::new();
    let joined = post("a", "<p>It rains.</p>") + &post("b", "<p>It snows.</p>");
    let ran = place.run_with_input(&["-"], &joined).expect(1);
    assert!(ran.message("-").contains("another post begins inside of this one"), "{}", ran.stderr());
    assert_eq!(ran.stdout(), "");
    // Rules in a text are none.
    place.run_with_input(&["-"], post("a", "<p>a</p>\n---\nb: c\n---\n<p>d</p>")).expect(0);
}

#[test]
fn without_an_argument_standard_input_is_cleaned() {
    let place = Place::new();
    let ran = place.run_with_input(&[], post("a", "<p>It rains.</p>")).expect(0);
    assert_eq!(ran.paths(), ["-"]);
    let ran = place.run_with_input(&["--format", "markdown"], post("a", "<p>It <b>rains</b> today.</p>")).expect(0);
    assert_eq!(ran.stdout(), "It **rains** today.\n");
    // An empty one is none.
    let ran = place.run_with_input(&[], "").expect(0);
    assert!(ran.stderr().starts_with("cleaning the posts in fixtures/"), "{}", ran.stderr());
}

#[test]
fn one_post_goes_to_standard_output_in_any_format() {
    let place = Place::new();
    place.write("a.md", post("a", "<p>It <b>rains</b> today.</p>"));
    for (format, expected) in [
        ("markdown", "It **rains** today.\n"),
        ("text", "It rains today.\n"),
        ("html", "<p>It <strong>rains</strong> today.</p>\n"),
    ] {
        assert_eq!(place.run(["a.md", "--format", format]).expect(0).stdout(), expected);
        assert_eq!(place.run(["a.md", "--format", format, "-o", "-"]).expect(0).stdout(), expected);
    }
    assert_eq!(place.run(["a.md", "a.md", "--format", "json"]).expect(0).paths(), ["a.md", "a.md"]);
}
