//! What a person at a terminal sees: colours, the last line, patterns, completions.

use crate::tool::{Place, post};

const PROXIED: &str = "<p>It rains today, and the lower road is closed.</p><p><img src=\"https://pic1.example.org/x.jpg\"></p>\
    <script>track()</script>";

/// A text without the sequences that colour it.
fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

#[test]
fn colours_are_for_whoever_wants_them() {
    let place = Place::new();
    place.write("rain.md", post("Rain", PROXIED));
    let page = place.run(["--explain", "rain.md"]).expect(0).stdout();
    assert!(!page.contains('\x1b'), "colours in a pipe");
    let coloured = place.run(["--explain", "rain.md", "--color", "always"]).expect(0).stdout();
    assert!(coloured.contains("\x1b[1m\x1b[31mRemoved: 1 part\x1b[0m"), "{coloured:?}");
    assert_eq!(plain(&coloured), page);

    let ran = place.run(["rain.md", "--color", "always"]).expect(0);
    assert!(ran.stderr().starts_with("\x1b[1m\x1b[32m1 post cleaned"), "{:?}", ran.stderr());
    assert!(!ran.stdout().contains('\x1b'), "colours in results");
    place.write("bad.md", "no post");
    let ran = place.run(["rain.md", "bad.md", "--color", "always"]).expect(1);
    assert!(ran.stderr().contains("\x1b[1m\x1b[31m1 post cleaned, 1 failed"), "{:?}", ran.stderr());
    place.run(["rain.md", "--color", "red"]).expect(2);
}

#[cfg(unix)]
#[test]
fn a_terminal_has_colours_unless_they_are_declined() {
    let place = Place::new();
    place.write("rain.md", post("Rain", PROXIED));
    let page = place.run(["--explain", "rain.md"]).expect(0).stdout();
    let shown = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = place.command([&["--explain", "rain.md"], arguments].concat());
        command.env_clear().env("TERM", "xterm").envs(variables.iter().copied());
        on_terminal(command).replace("\r\n", "\n")
    };
    let coloured = shown(&[], &[]);
    assert!(coloured.contains('\x1b'), "{coloured}");
    assert_eq!(plain(&coloured), page);
    assert_eq!(shown(&[], &[("NO_COLOR", "1")]), page);
    assert_eq!(shown(&[], &[("TERM", "dumb")]), page);
    assert_eq!(shown(&["--color", "never"], &[]), page);
    assert_eq!(shown(&["--color", "always"], &[("NO_COLOR", "1")]), coloured);
}

/// What a program writes to a terminal.
#[cfg(unix)]
fn on_terminal(mut command: std::process::Command) -> String {
    use std::fs::{File, OpenOptions};
    use std::io::Read;
    use std::os::unix::ffi::OsStrExt;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    let here = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&here).unwrap();
    unlockpt(&here).unwrap();
    let name = ptsname(&here, Vec::new()).unwrap();
    let there = OpenOptions::new().read(true).write(true).open(std::ffi::OsStr::from_bytes(name.to_bytes())).unwrap();
    let mut child = command.stdout(there).spawn().unwrap();
    // Its copy of the other end is open as long as it lives.
    drop(command);
    let mut bytes = Vec::new();
    // When nobody holds the other end any more, a terminal is an error rather than at its end.
    let _ = File::from(here).read_to_end(&mut bytes);
    assert!(child.wait().unwrap().success());
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_last_line_says_what_to_look_at() {
    let place = Place::new();
    place.write(
        "posts/a.md",
        post("a", "<p>It rains.</p><div class=\"share-buttons\"><a href=\"/x\">Share this</a></div>"),
    );
    place.write("posts/b.md", post("b", "<p>It rains.</p>"));
    let last = |arguments: &[&str], code| {
        let stderr = place.run(arguments).expect(code).stderr();
        stderr.lines().last().unwrap().to_owned()
    };
    assert_eq!(last(&["posts"], 0), "next        --explain posts/a.md shows the post that lost most");
    place.run(["--explain", "posts/a.md"]).expect(0);
    assert_eq!(last(&["posts", "-o", "out.jsonl"], 0), "next        report out.jsonl makes a page of it");
    let private = "<p>It rains.</p><p><img src=\"https://192.168.0.1/x.jpg\"></p>";
    place.write("posts/it's here.md", post("c", private));
    assert_eq!(
        last(&["posts", "-o", "out", "--format", "text"], 0),
        r"next        --explain 'posts/it'\''s here.md' shows a post with 1 warning"
    );
    place.write("posts/bad.md", "no post");
    assert_eq!(last(&["posts"], 1), "next        the 1 failure named above");
    assert_eq!(last(&["posts", "--fail-log", "log"], 1), "next        log names the 1 failure");
    assert_eq!(place.run(["posts", "-q"]).expect(1).stderr().lines().count(), 1);
    // Nothing was lost here, so that there is nothing to look at.
    assert!(!last(&["posts/b.md"], 0).starts_with("next"));
}

#[test]
fn warnings_are_named_for_whoever_wants_them() {
    let place = Place::new();
    let body = "<p>It rains.</p><p><img src=\"https://192.168.0.1/x.jpg\"></p>";
    place.write("a.md", post("a", body));
    let warning = "https://192.168.0.1/x.jpg";
    assert!(!place.run(["a.md"]).expect(0).stderr().contains(warning));
    assert!(place.run(["a.md", "-v"]).expect(0).message("a.md").contains(warning));
    let line = serde_json::json!({"id": 1, "html": body}).to_string();
    assert!(place.run_with_input(&["--input", "jsonl", "-v"], line).expect(0).message("-:1").contains(warning));
}

#[test]
fn quoted_patterns_are_expanded() {
    let place = Place::new();
    for name in
        ["posts/2021/a.md", "posts/2021/b.md", "posts/2022/a.md", "posts/2022/.hidden.md", "posts/x.txt", "[1].md"]
    {
        place.write(name, post("t", &format!("<p>{name}</p>")));
    }
    assert_eq!(place.run(["posts/*/a.md"]).expect(0).paths(), ["posts/2021/a.md", "posts/2022/a.md"]);
    assert_eq!(
        place.run(["posts/**/*.md", "posts/?.txt"]).expect(0).paths(),
        ["posts/2021/a.md", "posts/2021/b.md", "posts/2022/a.md", "posts/x.txt"]
    );
    assert_eq!(place.run(["posts/202[2-9]"]).expect(0).paths(), ["posts/2022/.hidden.md", "posts/2022/a.md"]);
    // A file with such a name is that file.
    assert_eq!(place.run(["[1].md"]).expect(0).paths(), ["[1].md"]);
    assert_eq!(place.run(["*.html"]).expect(1).message("*.html"), "matches no file or folder");
    assert!(place.run(["posts/[.md"]).expect(1).message("posts/[.md").contains("attern"));

    place.run(["posts/*/a.md", "--format", "text"]).expect(2);
    place.run(["posts/*/a.md", "--format", "text", "-o", "out", "--relative"]).expect(0);
    assert_eq!(place.names("out/posts"), ["2021", "2022"]);
    let ran = place.run(["posts/*/*.md", "--format", "post", "-o", "posts/2021", "--relative"]).expect(1);
    assert_eq!(ran.message("posts/2021/a.md"), "lies where results are written");
}

#[test]
fn shells_complete_the_options() {
    let place = Place::new();
    for (shell, sign) in [("bash", "complete -F _batch"), ("zsh", "#compdef batch"), ("fish", "complete -c batch")] {
        let script = place.run(["--completions", shell]).expect(0).stdout();
        assert!(script.contains(sign) && script.contains("fail-log"), "{shell}: {script}");
    }
    place.run(["--completions", "cmd"]).expect(2);
    #[cfg(unix)]
    {
        let script = "bash -c '. /dev/stdin; COMP_WORDS=(batch --form); COMP_CWORD=1; _batch batch --form batch; \
                      echo \"${COMPREPLY[@]}\"'";
        let ran =
            place.shell(&format!("command -v bash >/dev/null || exit 0; \"$BATCH\" --completions bash | {script}"));
        assert!(matches!(ran.expect(0).stdout().trim(), "" | "--format"));
    }
}

#[test]
fn the_help_fits_the_screen() {
    use unicode_width::UnicodeWidthStr;

    let place = Place::new();
    for line in place.run(["--help"]).expect(0).stdout().lines() {
        assert!(line.width() <= 80, "{} columns: {line}", line.width());
    }
}
