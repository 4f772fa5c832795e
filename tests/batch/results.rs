//! The places and names of results.

use std::fs;

use unicode_width::UnicodeWidthStr;

use crate::tool::{Place, long_post, post};

#[test]
fn each_format_is_written_to_a_file_of_its_own() {
    let place = Place::new();
    place.write("posts/sub/a.md", post("a", "<p>It <b>rains</b> today.</p>"));
    for (format, file, expected) in [
        ("json", "sub/a.json", "{\"path\":\"posts/sub/a.md\",\"version\":1,\"meta\":"),
        ("markdown", "sub/a.md", "It **rains** today."),
        ("text", "sub/a.txt", "It rains today."),
        ("html", "sub/a.html", "<p>It <strong>rains</strong> today.</p>"),
        ("page", "sub/a.html", "<h1>a</h1>"),
        ("post", "sub/a.md", "---\ntitle: \"a\"\ndate: 2021-06-25T17:39:03.000Z\n"),
    ] {
        let out = format!("out-{format}");
        place.run(["posts", "--format", format, "-o", &out]).expect(0);
        let result = place.read(format!("{out}/{file}"));
        assert!(result.contains(expected), "{format}: {result}");
    }
}

#[test]
fn a_dash_is_standard_output() {
    let place = Place::new();
    place.write("a.md", post("a", "<p>x</p>"));
    assert_eq!(place.run(["a.md", "-o", "-"]).expect(0).paths(), ["a.md"]);
    assert_eq!(place.names("."), ["a.md"]);
}

#[test]
fn names_never_collide() {
    let place = Place::new();
    let posts = ["a/x.md", "a/x.markdown", "b/x.md", "b/x-2.md", "c/x.txt", "c/X.md", "c/x.json/y.md", "c/x.md.md"];
    for name in posts {
        place.write(name, post("t", &format!("<p>{name}</p>")));
    }
    let mut arguments = posts.to_vec();
    // A folder is mirrored, its files next to those of the others.
    arguments.extend(["c", "--format", "json", "-o", "out"]);
    place.run(&arguments).expect(0);
    let mut all = Vec::new();
    for entry in walkdir::WalkDir::new(place.path("out")).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let result = fs::read_to_string(entry.path()).unwrap();
            assert_eq!(crate::tool::paths(&result).len(), 1);
            all.extend(crate::tool::paths(&result));
        }
    }
    all.sort();
    let mut expected: Vec<_> = posts.iter().map(|name| (*name).to_owned()).collect();
    expected.extend(["c/X.md", "c/x.json/y.md", "c/x.md.md"].map(str::to_owned));
    expected.sort();
    assert_eq!(all, expected);
    assert_eq!(place.names("out/x.json_"), ["y.json"]);

    let first: Vec<_> = place.names("out");
    place.run(&arguments).expect(0);
    assert_eq!(place.names("out"), first, "the names change from run to run");
}

#[test]
fn nothing_leaves_the_output_folder() {
    let place = Place::new();
    place.write("x.md", post("x", "<p>x</p>"));
    place.write("work/posts/y.md", post("y", "<p>y</p>"));
    let absolute = place.path("x.md");
    let before = place.names(".");
    place
        .run([
            "work/../x.md",
            "work/posts/../../x.md",
            absolute.to_str().unwrap(),
            "-o",
            "work/out",
            "--format",
            "text",
        ])
        .expect(0);
    assert_eq!(place.names("work/out"), ["x-2.txt", "x-3.txt", "x.txt"]);
    assert_eq!(place.names("."), before);
}

#[test]
fn results_inside_the_input_are_not_read_again() {
    let place = Place::new();
    place.write("posts/a.md", post("a", "<p>x</p>"));
    for _ in 0..2 {
        let ran = place.run(["posts", "-o", "posts/out", "--format", "markdown"]).expect(0);
        assert!(ran.stderr().contains("1 post cleaned"), "{}", ran.stderr());
        assert_eq!(place.names("posts/out"), ["a.md"]);
    }
}

#[test]
fn a_result_replaces_an_earlier_one_and_an_empty_one_does_not() {
    let place = Place::new();
    place.write("a.md", post("a", "<p>x</p>"));
    place.write("bad.md", "no post");
    place.write("out.jsonl", "earlier");
    place.run(["bad.md", "-o", "out.jsonl"]).expect(1);
    assert_eq!(place.read("out.jsonl"), "earlier");
    place.run(["bad.md", "a.md", "-o", "out.jsonl"]).expect(1);
    assert_eq!(crate::tool::paths(&place.read("out.jsonl")), ["a.md"]);
    assert_eq!(place.names("."), ["a.md", "bad.md", "out.jsonl"]);
}

#[cfg(unix)]
#[test]
fn a_result_has_the_rights_of_other_files_and_links_stay_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let place = Place::new();
    place.write("a.md", post("a", "<p>x</p>"));
    place.write("plain", "");
    place.run(["a.md", "-o", "out.jsonl"]).expect(0);
    let mode = |name: &str| fs::metadata(place.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("out.jsonl"), mode("plain"));

    fs::set_permissions(place.path("out.jsonl"), PermissionsExt::from_mode(0o640)).unwrap();
    symlink("out.jsonl", place.path("link")).unwrap();
    place.run(["a.md", "a.md", "-o", "link"]).expect(0);
    assert_eq!(mode("out.jsonl"), 0o640);
    assert_eq!(place.read("out.jsonl").lines().count(), 2);
    assert!(fs::symlink_metadata(place.path("link")).unwrap().is_symlink());
}

#[test]
fn the_summary_counts_and_fits_the_screen() {
    let place = Place::new();
    let picture = "<p><img src=\"https://images.weserv.nl/?url=example.org/rain.jpg\"></p>";
    for i in 0..20 {
        place.write(
            format!("posts/{i}.md"),
            long_post(&format!("{i}{picture}"), 2000).replace("<div>", &format!("<div>{picture}")),
        );
    }
    let ran = place.run(["posts", "--threads", "1"]).expect(0);
    let stderr = ran.stderr();
    assert!(stderr.starts_with("20 posts cleaned: 0.0 MB in "), "{stderr}");
    assert!(stderr.contains("on 1 thread\n"), "{stderr}");
    assert!(stderr.contains("restored    20 images: 20 weserv\n"), "{stderr}");
    for line in stderr.lines() {
        assert!(line.width() <= 80, "{line}");
    }

    // A first line with many counts goes on in the next.
    place.write("posts/bad.md", "no post");
    place.write("posts/copy.md", place.read("posts/7.md"));
    let again = ["posts", "--dedupe", "--resume", "--format", "text", "-o", "out", "--threads", "1"];
    place.run(again).expect(1);
    place.write("posts/new.md", post("new", "<p>It rains.</p>"));
    let stderr = place.run(again).expect(1).stderr();
    let counts: Vec<&str> = stderr.lines().skip_while(|line| !line.starts_with("1 post cleaned")).take(2).collect();
    let joined = counts.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(joined.starts_with("1 post cleaned, 1 failed, 1 skipped as copies, 20 already done: "), "{joined}");
    assert!(joined.contains("on 1 thread") && counts.iter().all(|line| line.width() <= 80), "{counts:?}");
}
