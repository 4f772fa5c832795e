//! The explanation of one post for a person.

use unicode_width::UnicodeWidthStr;

use crate::tool::{Place, post};

const BODY: &str = "<p>First words of the article, which goes on for longer than a line of the screen has columns.</p>\
    <figure><img src=\"https://images.weserv.nl/?url=example.org/rain.jpg\" alt=\"雨\">\
    <figcaption>Rain over the harbour on Monday.</figcaption></figure>\
    <ul><li>one</li><li>two</li></ul><blockquote><p>Quoted.</p></blockquote>\
    <p>这是一个很长的段落，用来检查每一行的宽度是否不超过八十列，因为中文字符在终端里占两列，所以必须按照显示宽度来计算。</p>\
    <script>track()</script><p>Last words.</p>\
    <div>获取更多RSS：<br><a href=\"https://feedx.net\">https://feedx.net</a></div>";

#[test]
fn explains_kept_removed_and_rewritten_parts() {
    let place = Place::new();
    place.write("rain.md", post("Rain", BODY));
    let ran = place.run(["--explain", "rain.md"]).expect(0);
    let page = ran.stdout();
    for line in [
        "title       Rain",
        "image       https://example.org/rain.jpg",
        "caption     Rain over the harbour on Monday.",
        "list        2 items, with bullets",
        "  paragraph   one",
        "  paragraph   Quoted.",
        "by          weserv",
    ] {
        assert!(page.lines().any(|found| found.trim_start() == line.trim_start()), "{line} is not in\n{page}");
    }
    for part in ["paragraph   First words", "Removed: ", "script      ", "获取更多RSS"] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    for line in page.lines() {
        assert!(line.width() <= 80, "{} columns: {line}", line.width());
    }

    let piped = place.run_with_input(&["--explain", "-"], post("Rain", BODY)).expect(0);
    assert_eq!(piped.stdout(), page);
}

#[test]
fn the_terminal_obeys_nothing_of_a_post() {
    let place = Place::new();
    let hostile = "\x1b]0;owned\x07 \u{202e}txet \u{9b}2J";
    let body = format!("<p>{hostile}</p><a href=\"{hostile}\">x</a><img src=\"{hostile}\"><script>{hostile}</script>");
    place.write("bad.md", post("t", &body).replace("title: \"t\"", "title: \"a\\e[2Jb\""));
    let page = place.run(["--explain", "bad.md"]).expect(0).stdout();
    assert!(!page.chars().any(|c| c.is_control() && c != '\n' || c == '\u{202e}'), "{page:?}");
}

#[test]
fn failures_to_explain_are_reported() {
    let place = Place::new();
    place.write("none.md", "text");
    assert!(place.run(["--explain", "none.md"]).expect(1).message("none.md").contains("no front matter"));
    assert!(place.run(["--explain", "missing.md"]).expect(1).message("missing.md").contains("cannot be read"));
}
