//! Inputs for which a pass over the whole for each of their pieces would take minutes. `docs/linear-time.md` lists the loops.

use feedscrub::Cleaner;

fn numbered(pieces: usize, piece: impl Fn(usize) -> String) -> String {
    (0..pieces).map(piece).collect()
}

/// Each goes through every output, and something of it is in each or in the report.
#[track_caller]
fn passes(html: &str) {
    let cleaner = Cleaner::builder().decisions(true).build();
    let article = cleaner.clean_html(html).expect("within the limits");
    assert!(!article.to_markdown().is_empty() || !article.report.removed.is_empty());
    cleaner.sanitize_html(html).expect("within the limits");
}

#[test]
fn marks_and_notes() {
    let marks = "<a href=#fn1>1</a>".repeat(20_000);
    passes(&format!("<p><sup><span>{marks}</span></sup></p><ol><li id=fn1>x</ol>"));
    passes(&format!("<p>{marks}</p><div id=fn1>{}</div>", "word ".repeat(100_000)));
    let marks = numbered(15_000, |number| format!("<a id=r{number} href=#fn{number}>1</a> "));
    let places = numbered(15_000, |number| format!("<a id=fn{number}></a>"));
    passes(&format!("<p>{marks}</p><ol><li>{places}<a href=#r1>x</a></ol>"));
    passes(&format!("<p>{marks}</p><div>{}<span>{places}</span>x</div>", "word ".repeat(50_000)));
    passes(&format!("<p>{marks}</p>{}", numbered(15_000, |number| format!("<p id=fn{number}>x</p>\n"))));
    let backs = numbered(15_000, |number| format!("<a href=#r{number}>↩</a>"));
    passes(&format!("<p>{}</p><ol><li id=fn0>x{backs}</ol>", "<a href=#fn0>1</a>".repeat(15_000)));
}

#[test]
fn lines() {
    passes(&"<p><b><a href=/x>some link</a></b></p>".repeat(50_000));
    passes(&format!("<p>{}</p>", "<a href=/x>Follow us</a> ----- ".repeat(20_000)));
    passes(&format!("<p>{}</p>", "“ 相关阅读 ".repeat(50_000)));
    passes(&"<p>Share this</p>".repeat(20_000));
    passes(&format!("<p>{}</p>", format!("https://a.org/{} ", ")".repeat(2000)).repeat(250)));
}

#[test]
fn elements() {
    let turners = "<div><button><img src=/x.png></button><button><img src=/x.png></button></div>";
    passes(&turners.repeat(15_000));
    passes(&format!("{}{}x", "<table><tr><td class=gutter>".repeat(80), "1".repeat(1 << 20)));
}

#[test]
fn posts() {
    for post in [
        format!("---\ntitle: x\n---\n{}", "[](http".repeat(300_000)),
        format!("---\ntitle: x\n---\n{}", "-".repeat(8 << 20)),
        format!("---\ntitle: {}b\n---\n{}", "a".repeat(1 << 20), "<p>aaaaaaaaaaaaab</p>".repeat(30_000)),
    ] {
        Cleaner::default().clean(&post).expect("within the limits");
    }
}
