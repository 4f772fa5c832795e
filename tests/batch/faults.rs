//! Faults of the machine: earlier results stay, and no file is half written.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::tool::{Place, long_post, paths, post};

#[test]
fn an_unwritable_output_is_reported_at_once() {
    let place = Place::new();
    place.write("a.md", post("a", "<p>x</p>"));
    place.write("file", "");
    for output in ["missing/out.jsonl", "file/out.jsonl"] {
        let ran = place.run(["a.md", "-o", output]).expect(1);
        assert!(ran.message(output).starts_with("cannot be written: "), "{}", ran.stderr());
        assert!(!ran.stderr().contains(".tmp"), "{}", ran.stderr());
    }
    assert!(
        place
            .run(["a.md", "-o", "file/out", "--format", "text"])
            .expect(1)
            .message("file/out")
            .contains("cannot be written")
    );
    place.write("kept.jsonl", "earlier");
    fs::set_permissions(place.path("kept.jsonl"), PermissionsExt::from_mode(0o444)).unwrap();
    assert!(place.run(["a.md", "-o", "kept.jsonl"]).expect(1).message("kept.jsonl").contains("read-only"));
    assert_eq!(place.read("kept.jsonl"), "earlier");
}

#[test]
fn a_read_only_folder() {
    let place = Place::new();
    place.write("a.md", post("a", "<p>x</p>"));
    place.write("locked/out.jsonl", "earlier");
    fs::set_permissions(place.path("locked"), PermissionsExt::from_mode(0o555)).unwrap();
    if fs::write(place.path("locked/probe"), "").is_ok() {
        eprintln!("skipped: this user may write into read-only folders");
        return;
    }
    let ran = place.run(["a.md", "-o", "locked/out.jsonl"]).expect(1);
    assert!(ran.message("locked/out.jsonl").contains("Permission denied"));
    let ran = place.run(["a.md", "-o", "locked", "--format", "text"]).expect(1);
    assert!(ran.message("a.md").contains("Permission denied"));
    assert_eq!(place.names("locked"), ["out.jsonl"]);
    assert_eq!(place.read("locked/out.jsonl"), "earlier");
}

#[test]
fn unreadable_files_and_folders() {
    let place = Place::new();
    place.write("posts/a.md", post("a", "<p>x</p>"));
    place.write("posts/closed.md", post("b", "<p>x</p>"));
    place.write("posts/folder/c.md", post("c", "<p>x</p>"));
    let close = |name: &str| fs::set_permissions(place.path(name), PermissionsExt::from_mode(0o000)).unwrap();
    close("posts/closed.md");
    close("posts/folder");
    // A file that not even the superuser can read from its beginning.
    let never = Path::new("/proc/self/mem");
    if never.exists() {
        symlink(never, place.path("posts/never.md")).unwrap();
    }
    let is_closed = fs::read(place.path("posts/closed.md")).is_err();
    let ran = place.run(["posts"]);
    if is_closed {
        assert!(ran.message("posts/closed.md").contains("Permission denied"));
        assert!(ran.message("posts/folder").contains("Permission denied"));
    } else {
        eprintln!("skipped in part: this user may read everything");
    }
    if never.exists() {
        assert!(ran.message("posts/never.md").starts_with("cannot be read: "));
    }
    let ran = if is_closed || never.exists() { ran.expect(1) } else { ran.expect(0) };
    assert_eq!(ran.paths()[0], "posts/a.md");
    fs::set_permissions(place.path("posts/folder"), PermissionsExt::from_mode(0o755)).unwrap();
}

#[test]
fn a_pipe_inside_a_folder_is_not_waited_for() {
    let place = Place::new();
    place.write("posts/a.md", post("a", "<p>x</p>"));
    if !place.shell("mkfifo posts/pipe.md").stderr().is_empty() {
        eprintln!("skipped: no mkfifo");
        return;
    }
    let ran = place.run(["posts"]).expect(1);
    assert_eq!(ran.paths(), ["posts/a.md"]);
    assert_eq!(ran.message("posts/pipe.md"), "cannot be read: neither a file nor a folder");
}

/// Limits the size of files for the example; the system then refuses to write on, as a full disk does.
const NARROW: &str = "trap '' XFSZ; ulimit -f 64; ";

#[test]
fn a_full_disk() {
    let place = Place::new();
    for i in 0..100 {
        place.write(format!("posts/{i:02}.md"), long_post("p", 4000));
    }
    place.write("posts/50.md", long_post("big", 400_000));
    place.write("out.jsonl", "earlier");
    let ran = place.shell(&format!("{NARROW} $BATCH posts -o out.jsonl")).expect(1);
    assert!(ran.message("out.jsonl").starts_with("cannot be written: "), "{}", ran.stderr());
    assert_eq!(place.read("out.jsonl"), "earlier");
    assert_eq!(place.names("."), ["out.jsonl", "posts"]);

    // With a file for each post, all that fit are there.
    place.write("out/50.json", "earlier");
    let ran = place.shell(&format!("{NARROW} $BATCH posts -o out --format json")).expect(1);
    assert!(ran.message("posts/50.md").starts_with("its result cannot be written: "), "{}", ran.stderr());
    assert!(ran.stderr().contains("99 posts cleaned, 1 failed"), "{}", ran.stderr());
    assert_eq!(place.names("out").len(), 100);
    assert_eq!(place.read("out/50.json"), "earlier");
    assert_eq!(paths(&place.read("out/51.json")), ["posts/51.md"]);
}

#[test]
fn a_full_file_system() {
    let place = Place::new();
    place.write("full/placeholder", "");
    for i in 0..100 {
        place.write(format!("posts/{i:02}.md"), long_post("p", 4000));
    }
    // A mount that nobody else sees and that goes with the shell.
    let ran = place.shell(
        "unshare -m true 2>/dev/null || { echo skipped; exit; }
         unshare -m sh -c '
             mount -t tmpfs -o size=128k tmpfs full 2>/dev/null || { echo skipped; exit; }
             echo earlier >full/out.jsonl
             $BATCH posts -o full/out.jsonl
             echo $?
             cat full/out.jsonl
             ls -A full'",
    );
    if ran.stdout() == "skipped\n" {
        eprintln!("skipped: this user may not mount");
        return;
    }
    assert_eq!(ran.stdout(), "1\nearlier\nout.jsonl\n", "{}", ran.stderr());
    assert!(ran.message("full/out.jsonl").contains("No space left"), "{}", ran.stderr());
}

#[test]
fn a_device_is_written_to_and_not_replaced() {
    let place = Place::new();
    place.write("a.md", post("a", "<p>x</p>"));
    if !Path::new("/dev/full").exists() {
        eprintln!("skipped: no /dev/full");
        return;
    }
    assert!(place.run(["a.md", "-o", "/dev/full"]).expect(1).message("/dev/full").contains("No space left"));
    assert!(place.shell("$BATCH a.md >/dev/full").expect(1).message("standard output").contains("No space left"));
    place.run(["a.md", "-o", "/dev/null"]).expect(0);
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let place = Place::new();
    for i in 0..100 {
        place.write(format!("posts/{i:02}.md"), long_post("p", 20_000));
    }
    let mut child = place.command(["posts"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(paths(&line), ["posts/00.md"]);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    // Nobody listens to messages either.
    place.write("posts/bad.md", "no post");
    place.shell("$BATCH posts 2>&- >/dev/null").expect(1);
}

/// The example in the middle of its work: two posts are done, the third never comes.
fn waiting(place: &Place) -> Child {
    place.write("posts/a.md", post("a", "<p>x</p>"));
    place.write("posts/b.md", post("b", "<p>x</p>"));
    place.write("out.jsonl", "earlier");
    let mut command = place.command(["posts", "-", "-o", "out.jsonl"]);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    child.stdin.as_mut().unwrap().write_all(b"---\ntitle: x\n").unwrap();
    while !place.names(".").iter().any(|name| name.ends_with(".tmp")) {
        thread::sleep(Duration::from_millis(5));
    }
    child
}

#[test]
fn killed_in_the_middle() {
    let place = Place::new();
    let mut child = waiting(&place);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(place.read("out.jsonl"), "earlier");
    // What it leaves is no obstacle, and no post.
    place.run(["posts", "-o", "out.jsonl"]).expect(0);
    assert_eq!(paths(&place.read("out.jsonl")), ["posts/a.md", "posts/b.md"]);
}

#[test]
fn interrupted_in_the_middle() {
    for signal in ["INT", "TERM", "HUP"] {
        let place = Place::new();
        let mut child = waiting(&place);
        // Waiting would close it, and the third post would end before the signal is heard.
        let _input = child.stdin.take();
        Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status().unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(130), "after {signal}");
        assert_eq!(place.read("out.jsonl"), "earlier");
        assert_eq!(place.names("."), ["out.jsonl", "posts"], "after {signal}");
    }
}

#[test]
fn a_file_that_changes_while_it_is_read() {
    let place = Place::new();
    let versions = [long_post("old", 300_000), long_post("new", 500_000)];
    place.write("posts/a.md", &versions[0]);
    place.write("posts/b.md", post("b", "<p>x</p>"));
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for i in 0..200 {
                fs::write(place.path("posts/a.md"), &versions[i % 2]).unwrap();
            }
        });
        while !writer.is_finished() {
            let ran = place.run(["posts"]);
            let found = ran.paths();
            assert_eq!(found.last().map(String::as_str), Some("posts/b.md"));
            if found.len() == 1 {
                // Seen empty, or half of it and then more.
                let message = ran.message("posts/a.md");
                assert!(message.contains("changed") || message.contains("front matter"), "{message}");
            }
        }
    });
}

#[cfg(target_os = "linux")]
#[test]
fn a_closed_standard_output_is_a_failure() {
    let place = Place::new();
    place.write("a.md", post("a", "<p>x</p>"));
    assert!(place.shell("$BATCH a.md >&-").expect(1).message("standard output").contains("closed"));
    place.shell("$BATCH a.md -o out.jsonl >&-").expect(0);
    assert_eq!(paths(&place.read("out.jsonl")), ["a.md"]);
    place.shell("$BATCH a.md >/dev/null").expect(0);
}

#[test]
fn temporary_files_of_killed_runs_go_and_those_of_others_stay() {
    let place = Place::new();
    let mut killed = waiting(&place);
    killed.kill().unwrap();
    killed.wait().unwrap();
    let left: Vec<String> = place.names(".").into_iter().filter(|name| name.ends_with(".tmp")).collect();
    assert_eq!(left.len(), 1);
    place.write("out/sub/.batch-left.tmp", "half a result");
    // A file that was made a moment ago is nobody's yet.
    thread::sleep(Duration::from_millis(1100));
    let ran = place.run(["posts", "-o", "other.jsonl"]).expect(0);
    assert!(ran.message(&format!("./{}", left[0])).contains("killed"), "{}", ran.stderr());
    assert_eq!(place.names("."), ["other.jsonl", "out", "out.jsonl", "posts"]);

    // That of a run in the middle of its work is none of these.
    let mut running = waiting(&place);
    thread::sleep(Duration::from_millis(1100));
    place.run(["posts", "-o", "other.jsonl"]).expect(0);
    assert!(place.names(".").iter().any(|name| name.ends_with(".tmp")));
    running.stdin.take().unwrap().write_all(b"---\n<p>Late.</p>\n").unwrap();
    assert_eq!(running.wait().unwrap().code(), Some(0));
    assert_eq!(paths(&place.read("out.jsonl")).len(), 3);

    // In folders below the output too.
    place.write("in/sub/c.md", post("c", "<p>x</p>"));
    place.run(["in", "-o", "out", "--format", "text"]).expect(0);
    assert_eq!(place.names("out/sub"), ["c.txt"]);
}

#[test]
fn no_link_leads_out_of_the_output_folder() {
    let place = Place::new();
    place.write("posts/sub/a.md", post("a", "<p>x</p>"));
    place.write("posts/b.md", post("b", "<p>y</p>"));
    place.write("posts/c.md", post("c", "<p>z</p>"));
    place.write("elsewhere/kept.txt", "earlier");
    place.write("out/inside/placeholder", "");
    symlink("../elsewhere", place.path("out/sub")).unwrap();
    symlink("../elsewhere/kept.txt", place.path("out/b.txt")).unwrap();
    symlink("inside/c.txt", place.path("out/c.txt")).unwrap();
    place.write("out/inside/c.txt", "earlier");
    let ran = place.run(["posts", "-o", "out", "--format", "text"]).expect(1);
    for name in ["posts/sub/a.md", "posts/b.md"] {
        assert!(ran.message(name).contains("is a symbolic link out of the output folder"), "{}", ran.stderr());
    }
    assert_eq!(place.names("elsewhere"), ["kept.txt"]);
    assert_eq!(place.read("elsewhere/kept.txt"), "earlier");
    // One that stays inside is followed.
    assert_eq!(place.read("out/inside/c.txt"), "z\n");

    // The folder itself may be one.
    symlink("elsewhere", place.path("linked")).unwrap();
    place.run(["posts/c.md", "-o", "linked", "--format", "text"]).expect(0);
    assert_eq!(place.read("elsewhere/c.txt"), "z\n");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf8_are_distinguished() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let place = Place::new();
    for name in [&b"\xff.md"[..], b"\xfe%41.md"] {
        place.write(Path::new("posts").join(OsStr::from_bytes(name)), post("t", "<p>It rains.</p>"));
    }
    place.write("posts/100%.md", post("t", "<p>It rains.</p>"));
    let ran = place.run(["posts"]).expect(0);
    let names: Vec<_> = ran
        .stdout()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["path_bytes"].clone())
        .collect();
    assert_eq!(names, [serde_json::Value::Null, "posts/%FE%2541.md".into(), "posts/%FF.md".into()]);
    let ids = place.run(["posts", "--fields", "id"]).expect(0).stdout();
    assert_eq!(ids, "{\"id\":\"posts/100%.md\"}\n{\"id\":\"posts/%FE%2541.md\"}\n{\"id\":\"posts/%FF.md\"}\n");
}
