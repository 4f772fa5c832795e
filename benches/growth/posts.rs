//! Whole posts whose reading could do work out of proportion, by the number of their pieces.

use super::shapes::{Shape, numbered, shape};

/// A post with a front matter and a body.
fn post(yaml: &str, body: &str) -> String {
    format!("---\nlayout: post\n{yaml}\n---\n{body}")
}

/// A post whose front matter is this, with a short body.
fn front(yaml: &str) -> String {
    post(yaml, "<p>The river rose by two feet in the night.</p>")
}

const BODY: &str = "<p>The river rose by two feet in the night, and nobody was surprised.</p>";
/// A post to be repeated in its own body.
const STORY: &str = "---\ntitle: River\nauthor: Ann\n---\n\n<p>The river rose by two feet in the night.</p>\n";

pub(crate) const POSTS: &[Shape] = &[
    // Front matter: every field, and every way to write a value.
    shape("title: &&..", |n| front(&format!("title: x{}", "&".repeat(n)))),
    shape("title: &amp;..", |n| front(&format!("title: {}", "&amp;".repeat(n)))),
    shape("title: \"\\\"..\"", |n| front(&format!("title: \"{}\"", "\\\"".repeat(n)))),
    shape("title: ''..", |n| front(&format!("title: '{}'", "''".repeat(n)))),
    shape("title: \"\\u00e9..\"", |n| front(&format!("title: \"{}\"", "\\u00e9".repeat(n)))),
    shape("title: \" and no end", |n| front(&format!("title: \"{}", "x ".repeat(n)))),
    shape("title: ' and no end", |n| front(&format!("title: '{}", "x ".repeat(n)))),
    shape("title over many lines", |n| front(&format!("title: \"{}\"", "x\n  ".repeat(n)))),
    shape("title: plain over many lines", |n| front(&format!("title: x\n{}", "  x\n".repeat(n)))),
    shape("title: |", |n| front(&format!("title: |\n{}", "  x\n".repeat(n)))),
    shape("title: >", |n| front(&format!("title: >\n{}", "  x\n".repeat(n)))),
    shape("title: colons", |n| front(&format!("title: {}", "x: ".repeat(n)))),
    shape("title: hashes", |n| front(&format!("title: x{}", " #".repeat(n)))),
    shape("title: <b>..", |n| front(&format!("title: {}", "<b>x</b>".repeat(n)))),
    shape("title: unseen", |n| front(&format!("title: {}", "\u{202e}\u{200b}".repeat(n)))),
    shape("title: separators", |n| front(&format!("title: {}", "x - y | ".repeat(n)))),
    shape("author: &&..", |n| front(&format!("author: x{}", "&".repeat(n)))),
    shape("author: names", |n| front(&format!("author: {}", "Ann Lee, ".repeat(n)))),
    shape("author: a list", |n| front(&format!("author: [{}]", "Ann, ".repeat(n)))),
    shape("from: a long address", |n| front(&format!("from: https://example.org/{}", "x/".repeat(n)))),
    shape("from: a long query", |n| front(&format!("from: https://example.org/?{}", "a=b&".repeat(n)))),
    shape("from: proxies", |n| {
        front(&format!("from: https://www.google.com/url?q={}", "https://www.google.com/url?q=".repeat(n)))
    }),
    shape("date: digits", |n| front(&format!("date: {}", "1".repeat(n)))),
    shape("date: dates", |n| front(&format!("date: {}", "2021-06-25 ".repeat(n)))),
    shape("tags: [ .. ]", |n| front(&format!("tags: [ {}x ]", "x, ".repeat(n)))),
    shape("tags: [ \"..\" ]", |n| front(&format!("tags: [ {}x ]", "\"x&amp;\", ".repeat(n)))),
    shape("tags: [ '..' ]", |n| front(&format!("tags: [ {}x ]", "'x', ".repeat(n)))),
    shape("tags: [ &.. ]", |n| front(&format!("tags: [ x{} ]", "&".repeat(n)))),
    shape("tags: [[..", |n| front(&format!("tags: {}", "[".repeat(n)))),
    shape("tags: {{..", |n| front(&format!("tags: {}", "{x: ".repeat(n)))),
    shape("tags: and no end", |n| front(&format!("tags: [ {}", "x, ".repeat(n)))),
    shape("tags: - ..", |n| front(&format!("tags:\n{}", "  - x\n".repeat(n)))),
    shape("tags: the same", |n| front(&format!("tags: [ {} ]", numbered(n, |_| "same,".to_owned())))),
    shape("tags: different", |n| front(&format!("tags: [ {}x ]", numbered(n, |i| format!("t{i}, "))))),
    shape("categories: words", |n| front(&format!("categories: {}", "x ".repeat(n)))),
    shape("categories: [ .. ]", |n| front(&format!("categories: [ {}x ]", "x, ".repeat(n)))),
    shape("many fields", |n| front(&numbered(n, |i| format!("f{i}: x\n")))),
    shape("many fields, quoted", |n| front(&numbered(n, |i| format!("f{i}: \"x\\\"y\"\n")))),
    shape("the same field", |n| front(&"title: x\n".repeat(n))),
    shape("the same field, damaged", |n| front(&"title: \"x\n".repeat(n))),
    shape("fields in one another", |n| front(&numbered(n.min(3000), |i| format!("{}x:\n", " ".repeat(i))))),
    shape("anchors", |n| front(&(numbered(n, |i| format!("a{i}: &a{i} x\n")) + "b: *a0"))),
    shape("aliases", |n| front(&format!("a: &a [x]\nb: [{}*a]", "*a, ".repeat(n)))),
    shape("comments", |n| front(&"# x\n".repeat(n))),
    shape("? keys", |n| front(&"? x\n: y\n".repeat(n))),
    shape("blank lines in front matter", |n| front(&"\n".repeat(n))),
    shape("tabs", |n| front(&"\tx: y\n".repeat(n))),
    shape("a front matter without an end", |n| format!("---\ntitle: x\n{}", "x: y\n".repeat(n))),
    shape("fences", |n| format!("---\ntitle: x\n{}", "---\n".repeat(n))),
    shape("dashes", |n| format!("---\ntitle: x\n---\n{}", "-".repeat(n))),
    // Titles against lines.
    shape("a long title and lines of it", |n| {
        post(&format!("title: {}b", "a".repeat(n)), &"<p>aaaaaaaaaaaaab</p>".repeat(n / 8))
    }),
    shape("a title of 1 kB and lines of it", |n| {
        post(&format!("title: {}b", "a".repeat(1000)), &"<p>aaaaaaaaaaaaab</p>".repeat(n))
    }),
    shape("a title and lines that hold it", |n| post("title: the river rose", &"<p>x the river rose y</p>".repeat(n))),
    shape("a title that is repeated", |n| post("title: the river rose", &"<h1>The river rose</h1>".repeat(n))),
    shape("a title and its site", |n| post("title: the river rose | Site", &"<p>Site</p>".repeat(n))),
    shape("an author and bylines", |n| post("author: Ann Lee", &"<p>By Ann Lee</p>".repeat(n))),
    shape("a long author and bylines", |n| {
        post(&format!("author: {}", "Ann ".repeat(n)), &"<p>By Ann Lee</p>".repeat(n / 4))
    }),
    shape("an address and links to it", |n| {
        post("from: https://example.org/a/1.html", &"<p><a href=/a/1.html>x</a> <a href=/a/2.html>y</a></p>".repeat(n))
    }),
    shape("a long address and links", |n| {
        post(&format!("from: https://example.org/{}", "x/".repeat(20_000)), &"<a href=#y>x</a> ".repeat(n))
    }),
    // Preambles.
    shape("<!-- stamps", |n| post("title: x", &"<!--1595478193000-->\n".repeat(n))),
    shape("<!-- and no end", |n| post("title: x", &format!("<!--{}", "->".repeat(n)))),
    shape("[[[[..", |n| post("title: x", &"[".repeat(n))),
    shape("[x](y..", |n| post("title: x", &format!("[x](y{}\n----\n{BODY}", "](".repeat(n)))),
    shape("[x](y)\n[x](y)\n..", |n| post("title: x", &"[x](y)\n".repeat(n))),
    shape("[x](y)\n--\n..", |n| post("title: x", &"[x](y)\n--\n".repeat(n))),
    // Copies of the post in its own body.
    shape("copies", |n| STORY.repeat(n)),
    shape("copies that differ", |n| numbered(n, |i| STORY.replace("two", &i.to_string()))),
    shape("copies that grow", |n| {
        let root = (n as f64).sqrt() as usize;
        numbered(root, |i| STORY.replace("rose", &"rose ".repeat(i)))
    }),
    shape("copies of the front matter alone", |n| {
        STORY.to_owned() + &"---\ntitle: River\nauthor: Ann\n---\n".repeat(n)
    }),
    shape("beginnings of copies", |n| STORY.to_owned() + &"---\ntitle: River\n".repeat(n)),
    shape("copies of a long front matter", |n| {
        let root = (n as f64).sqrt() as usize;
        format!("---\n{}\n---\n<p>x</p>\n", numbered(root, |i| format!("f{i}: x\n"))).repeat(root)
    }),
    shape("beginnings of a long front matter", |n| {
        let root = (n as f64).sqrt() as usize;
        let yaml = numbered(root, |i| format!("f{i}: x\n"));
        format!("---\n{yaml}z: z\n---\n<p>x</p>\n") + &format!("---\n{yaml}").repeat(root)
    }),
    // Bodies.
    shape("plain text", |n| post("title: x", &"The river rose. ".repeat(n))),
    shape("plain text in lines", |n| post("title: x", &"The river rose.\n".repeat(n))),
    shape("plain text in paragraphs", |n| post("title: x", &"The river rose.\n\n".repeat(n))),
    shape("Markdown: [](http", |n| post("title: x", &"[](http".repeat(n))),
    shape("Markdown: [x](/y) ", |n| post("title: x", &"[x](/y) ".repeat(n))),
    shape("Markdown: [[..", |n| post("title: x", &format!("## x\n\n{}", "[".repeat(n)))),
    shape("Markdown: ![[..", |n| post("title: x", &format!("## x\n\n{}", "![".repeat(n)))),
    shape("Markdown: **..", |n| post("title: x", &format!("## x\n\n{}", "**x ".repeat(n)))),
    shape("Markdown: *_..", |n| post("title: x", &format!("## x\n\n{}", "*x _y ".repeat(n)))),
    shape("Markdown: `..", |n| {
        post("title: x", &format!("## x\n\n{}", numbered((n as f64).sqrt() as usize, |i| "`".repeat(i) + " ")))
    }),
    shape("Markdown: > > ..", |n| post("title: x", &format!("## x\n\n{}x", "> ".repeat(n)))),
    shape("Markdown: lists", |n| post("title: x", &"* x\n".repeat(n))),
    shape("Markdown: lists in one another", |n| {
        post("title: x", &numbered((n as f64).sqrt() as usize, |i| format!("{}* x\n", "  ".repeat(i))))
    }),
    shape("Markdown: definitions", |n| {
        post("title: x", &format!("[a]\n\n{}", numbered(n, |i| format!("[a{i}]: /x\n"))))
    }),
    shape("Markdown: tables", |n| post("title: x", &format!("a | b\n--- | ---\n{}", "x | y\n".repeat(n)))),
    shape("Markdown: <", |n| post("title: x", &format!("## x\n\n{}", "<".repeat(n)))),
    shape("Markdown: <!--", |n| post("title: x", &format!("## x\n\n{}", "a <!-- ".repeat(n)))),
    shape("Markdown: <?", |n| post("title: x", &format!("## x\n\n{}", "a <? ".repeat(n)))),
    shape("Markdown: <![CDATA[", |n| post("title: x", &format!("## x\n\n{}", "a <![CDATA[ ".repeat(n)))),
    shape("Markdown: <!X", |n| post("title: x", &format!("## x\n\n{}", "a <!X ".repeat(n)))),
    shape("Markdown: &", |n| post("title: x", &format!("## x\n\n{}", "&".repeat(n)))),
    shape("paragraphs", |n| post("title: x", &BODY.repeat(n))),
    shape("captions", |n| post("title: x", &"<img src=/x.jpg><small>A caption.</small>\n".repeat(n))),
    shape("runs of pictures", |n| post("title: x", &numbered(n, |i| format!("<img src=\"/{i}.jpg\">\n")))),
    shape("figures", |n| {
        post("title: x", &"<figure><img src=/x.jpg><figcaption>A caption.</figcaption></figure>".repeat(n))
    }),
    shape("dates", |n| post("date: 2021-06-25", &"<p>2021-06-25 10:00</p>".repeat(n))),
    shape("date lines and bylines", |n| {
        post("date: 2021-06-25\nauthor: Ann", &"<p>By Ann, 25 June 2021</p>".repeat(n))
    }),
    shape("line ends of every kind", |n| post("title: x", &"x\r\ny\rz\n\0".repeat(n))),
];
