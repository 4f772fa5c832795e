//! Inputs that are taken for posts, and the messages about others.

use std::fs::File;

use crate::tool::{Place, long_post, post};

#[test]
fn files_folders_and_standard_input() {
    let place = Place::new();
    for name in ["folder/b.md", "folder/a/z.markdown", "folder/c.MD", "alone.txt"] {
        place.write(name, post("t", "<p>It rains.</p>"));
    }
    place.write("folder/picture.jpg", "no post");
    let ran = place.run(["alone.txt", "folder"]).expect(0);
    assert_eq!(ran.paths(), ["alone.txt", "folder/a/z.markdown", "folder/b.md", "folder/c.MD"]);
    assert!(
        ran.stdout().starts_with("{\"path\":\"alone.txt\",\"version\":1,\"meta\":{\"title\":\"t\""),
        "{}",
        ran.stdout()
    );

    let ran = place.run_with_input(&["-"], post("t", "<p>It rains.</p>")).expect(0);
    assert_eq!(ran.paths(), ["-"]);
    assert!(ran.stdout().contains("It rains."));
}

#[test]
fn the_order_is_that_of_the_input_for_any_number_of_threads() {
    let place = Place::new();
    for i in 0..300 {
        // The first of each ten takes much longer than the others.
        let bytes = if i % 10 == 0 { 60_000 } else { 200 };
        place.write(format!("posts/{i:03}.md"), long_post(&i.to_string(), bytes));
    }
    let one = place.run(["--threads", "1", "posts"]).expect(0);
    assert_eq!(one.paths(), (0..300).map(|i| format!("posts/{i:03}.md")).collect::<Vec<_>>());
    for threads in ["2", "9"] {
        let many = place.run(["--threads", threads, "posts"]).expect(0);
        assert!(many.stdout() == one.stdout(), "{threads} threads write other bytes than one");
    }
    place.run(["posts", "-o", "out.jsonl"]).expect(0);
    assert!(place.read("out.jsonl") == one.stdout(), "a file has other bytes than standard output");
}

#[test]
fn a_file_that_is_no_post_is_reported_and_the_others_are_finished() {
    let place = Place::new();
    place.write("a.md", post("a", "<p>First.</p>"));
    place.write("empty.md", "");
    place.write("none.md", "<p>No front matter.</p>\n");
    place.write("unclosed.md", "---\ntitle: x\n<p>Text.</p>\n");
    place.write("bytes.md", b"---\ntitle: \xff\xfe\n---\n<p>x</p>\n");
    place.write("z.md", post("z", "<p>Last.</p>"));
    let ran = place.run(["."]).expect(1);
    assert_eq!(ran.paths(), ["./a.md", "./z.md"]);
    assert!(ran.message("./empty.md").contains("no front matter"));
    assert!(ran.message("./none.md").contains("no front matter"));
    assert!(ran.message("./unclosed.md").contains("never closed"));
    assert_eq!(ran.message("./bytes.md"), "not UTF-8: invalid byte at offset 11");
    assert!(ran.stderr().contains("2 posts cleaned, 4 failed"), "{}", ran.stderr());
}

#[test]
fn a_missing_file_is_a_failed_post() {
    let place = Place::new();
    place.write("a.md", post("a", "<p>x</p>"));
    let ran = place.run(["missing.md", "a.md"]).expect(1);
    assert!(ran.message("missing.md").starts_with("cannot be read: "));
    assert_eq!(ran.paths(), ["a.md"]);
}

#[test]
fn a_folder_without_posts_is_a_warning() {
    let place = Place::new();
    place.write("empty/readme.txt", "");
    let ran = place.run(["empty"]).expect(0);
    assert_eq!(ran.message("empty"), "no posts (*.md, *.markdown or *.html) in this folder");
    assert_eq!(ran.stdout(), "");
}

#[test]
fn input_over_the_limit_is_rejected_unread() {
    let place = Place::new();
    place.write("a.md", post("a", "<p>x</p>"));
    // Without a byte on the disk; reading them would need more memory than many a machine has.
    for (name, size) in [("100mb.md", 100 << 20), ("2gb.md", 2 << 30)] {
        File::create(place.path(name)).unwrap().set_len(size).unwrap();
    }
    let ran = place.run(["."]).expect(1);
    assert_eq!(ran.message("./2gb.md"), "input_bytes over the limit: 2147483648 found, 33554432 allowed");
    assert!(ran.message("./100mb.md").contains("104857600 found"));
    assert_eq!(ran.paths(), ["./a.md"]);

    let ran = place.run_with_input(&["-"], vec![b'-'; 33_554_433]).expect(1);
    assert!(ran.message("-").contains("over the limit"));
}

#[test]
fn a_hundred_thousand_nested_elements_are_a_post_like_any_other() {
    let place = Place::new();
    let depth = 100_000;
    place.write(
        "deep.md",
        post("deep", &format!("{}<p>Down here.</p>{}", "<div>".repeat(depth), "</div>".repeat(depth))),
    );
    let ran = place.run(["deep.md"]).expect(0);
    assert!(ran.stdout().contains("Down here."));
    assert!(ran.stderr().contains("flattened"), "{}", ran.stderr());
}

#[cfg(target_os = "linux")]
#[test]
fn names_of_any_bytes_are_read_and_shown_without_harm() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let place = Place::new();
    let names: [&[u8]; 5] = [b"\xff\xfe.md", b"a\nb.md", b"\x1b[31mred.md", b"-o.md", "雨.md".as_bytes()];
    for name in names {
        place.write(std::path::Path::new("posts").join(OsStr::from_bytes(name)), post("t", "<p>It rains.</p>"));
    }
    place.write("posts/\x1b[2Jbad.md", "no post");
    let ran = place.run(["posts"]).expect(1);
    assert_eq!(
        ran.paths(),
        ["posts/\x1b[31mred.md", "posts/-o.md", "posts/a\nb.md", "posts/雨.md", "posts/\u{fffd}\u{fffd}.md"]
    );
    // A terminal would have obeyed the name.
    assert!(ran.message("posts/\\u{1b}[2Jbad.md").contains("no front matter"));
    assert!(!ran.stderr().contains('\x1b'));

    place.run(["posts", "-o", "out", "--format", "text"]).expect(1);
    for name in names {
        let stem = &name[..name.len() - 3];
        let result = place.path("out").join(OsStr::from_bytes(&[stem, b".txt"].concat()));
        assert!(std::fs::read_to_string(&result).unwrap().contains("It rains."), "{result:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_loops_are_not() {
    use std::os::unix::fs::symlink;

    let place = Place::new();
    place.write("elsewhere/x.md", post("x", "<p>x</p>"));
    place.write("posts/a/y.md", post("y", "<p>y</p>"));
    symlink("../../elsewhere", place.path("posts/a/linked")).unwrap();
    symlink("..", place.path("posts/a/up")).unwrap();
    let ran = place.run(["posts"]).expect(0);
    assert_eq!(ran.paths(), ["posts/a/linked/x.md", "posts/a/y.md"]);
    assert!(ran.message("posts/a/up").contains("leads back to posts"), "{}", ran.stderr());

    symlink("self.md", place.path("posts/self.md")).unwrap();
    symlink("nowhere", place.path("posts/no-post")).unwrap();
    symlink("nowhere", place.path("posts/lost.md")).unwrap();
    let ran = place.run(["posts"]).expect(1);
    assert_eq!(ran.paths().len(), 2);
    assert!(ran.message("posts/self.md").contains("cannot be read"));
    assert!(ran.message("posts/lost.md").contains("cannot be read"));
    assert!(!ran.stderr().contains("no-post"));
}

#[test]
fn without_arguments_the_fixtures_are_cleaned() {
    let place = Place::new();
    let ran = place.run::<&str>([]).expect(0);
    if !std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").is_dir() {
        assert_eq!(ran.message("fixtures"), "no posts (post.md) in this folder");
        return;
    }
    let paths = ran.paths();
    assert!(paths.iter().all(|path| path.starts_with("fixtures/") && path.ends_with("/post.md")), "{paths:?}");
    assert!(ran.stderr().contains("cleaned"), "{}", ran.stderr());
}

#[test]
fn bad_usage() {
    let place = Place::new();
    place.write("posts/a.md", post("a", "<p>x</p>"));
    for arguments in [
        &["--unknown"][..],
        &["--threads", "0", "posts"],
        &["--threads", "many", "posts"],
        &["--format", "pdf", "-o", "out", "posts"],
        &["--format", "html", "posts"],
        &["-", "-"],
        &["posts/a.md", "posts/a.md", "--format", "text"],
        &["posts", "--files-from", "list"],
        &["-0", "posts"],
        &["posts", "--fields", "id", "--format", "json"],
        &["posts", "--fields", "colour"],
        &["posts", "--resume"],
        &["posts", "--shards", "2"],
        &["posts", "--shards", "2", "--format", "text", "-o", "out"],
        &["--dedupe", "-"],
        &["--input", "jsonl", "--format", "text", "posts/a.md"],
        &["--input", "jsonl", "posts/a.md", "-o", "posts"],
        &["posts", "--format", "text", "-o", "-"],
        &["posts", "-o", "posts"],
        &["posts/a.md", "-o", "posts/a.md"],
        &["posts", "-o", "posts/a.md"],
        &["posts", "--format", "markdown", "-o", "posts"],
        &["posts", "--format", "markdown", "-o", "."],
        &["posts", "--format", "text", "-o", "posts/a.md"],
        &["--explain", "posts/a.md", "posts"],
    ] {
        let ran = place.run(arguments).expect(2);
        assert!(ran.stderr().starts_with("error: "), "{arguments:?}\n{}", ran.stderr());
    }
    assert_eq!(place.names("posts"), ["a.md"]);
    assert_eq!(place.read("posts/a.md"), post("a", "<p>x</p>"));
}
