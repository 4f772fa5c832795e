//! An article that was written as JSON, tampered with and read back is untrusted input.

use feedscrub::{Article, Cleaner};
use serde_json::{Value, json};

use crate::oracle::{ARTICLE, Fault, Kind, MARKDOWN, faults};
use crate::properties::rendered;

const POST: &str = "<h2>Heading</h2><p>A <a href=https://a.example/>link</a>, <b>bold <i>italic</i></b> and <code>code</code>.</p>\
    <ul><li>one<ul><li>two</ul></ul><ol start=3><li>three</ol><blockquote><p>quoted</p></blockquote>\
    <figure><img src='https://images.weserv.nl/?url=a.example/i.png' alt=alt width=300 height=200><figcaption>caption</figcaption></figure>\
    <table><tr><th>h</th></tr><tr><td>d</td></tr></table><pre><code class=language-rust>fn main() {}</code></pre><hr>\
    <p>Long enough to stay, with <sup>1</sup>, <sub>2</sub>, <s>3</s> and <ruby>4<rt>5</ruby>.</p>\
    <iframe src=https://www.youtube.com/embed/abcdefghijk></iframe>";

#[test]
fn tampered_json_is_refused_or_harmless() {
    let article = Cleaner::default().clean_html(POST).expect("an ordinary post");
    let json = serde_json::to_value(&article).expect("an article is JSON");
    let mut findings = Vec::new();
    let mut read = 0;
    for pointer in pointers(&json) {
        for evil in evils() {
            let mut tampered = json.clone();
            if let Some(place) = tampered.pointer_mut(&pointer) {
                *place = evil.clone();
            }
            let Ok(article) = serde_json::from_value::<Article>(tampered) else { continue };
            read += 1;
            for fault in harm(&article) {
                findings.push(format!("{pointer} = {evil}: {fault}"));
            }
        }
    }
    assert!(read > 100, "only {read} tampered articles were read back: the test shows nothing");
    assert!(findings.is_empty(), "{} findings\n{}", findings.len(), findings.join("\n"));
}

#[test]
fn a_mark_inside_of_an_equal_one_is_dropped() {
    let mut json = serde_json::to_value(Cleaner::default().clean_html("<p>x</p>").unwrap()).unwrap();
    json["blocks"] = json!([{"type": "paragraph", "text": "rain", "marks": [
        {"start": 0, "end": 4, "kind": "strong"},
        {"start": 0, "end": 4, "kind": "strong"},
        {"start": 1, "end": 3, "kind": "strong"},
    ]}]);
    let article: Article = serde_json::from_value(json).unwrap();
    assert_eq!(article.to_html(), "<p><strong>rain</strong></p>\n");
    assert_eq!(article.to_markdown(), "**rain**\n");
}

/// Returns the faults of a page with the article. Its text is that of the file, invisible characters included.
fn harm(article: &Article) -> Vec<Fault> {
    let mut found = faults(&article.to_html(), &ARTICLE);
    found.extend(faults(&rendered(&article.to_markdown()), &MARKDOWN));
    found.retain(|fault| fault.kind != Kind::Disguise);
    found
}

/// Returns a pointer to every value inside of a value.
fn pointers(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = vec![(String::new(), value)];
    while let Some((pointer, value)) = rest.pop() {
        match value {
            Value::Array(values) => {
                rest.extend(values.iter().enumerate().map(|(index, value)| (format!("{pointer}/{index}"), value)));
            }
            Value::Object(fields) => {
                rest.extend(fields.iter().map(|(name, value)| (format!("{pointer}/{name}"), value)));
            }
            _ => {}
        }
        found.push(pointer);
    }
    found
}

fn evils() -> Vec<Value> {
    let link = |href: &str| json!([{"type": "paragraph", "text": "x", "marks": [{"start": 0, "end": 1, "kind": "link", "href": href}]}]);
    let marks = |marks: Value| json!([{"type": "paragraph", "text": "aéb", "marks": marks}]);
    vec![
        json!("javascript:alert(1)"),
        json!("//evil.example/"),
        json!("https://user:secret@evil.example/"),
        json!("data:text/html,<script>alert(1)</script>"),
        json!("mailto:a@a.example"),
        json!("https://a.example/\"onclick=\"alert(1)"),
        json!("</code></pre></p><img src=x onerror=alert(1)>"),
        json!("x\">\n```\n<script>alert(1)</script>"),
        json!("](javascript:alert(1)) [x](javascript:alert(1))"),
        json!("a\u{0}b\rc\r\nd\n\n<script>alert(1)</script>"),
        json!("\nx"),
        json!(""),
        json!(null),
        json!(-1),
        json!(0),
        json!(1),
        json!(7),
        json!(4294967295_u32),
        json!(18446744073709551615_u64),
        json!([]),
        json!([[]]),
        json!({}),
        link("javascript:alert(1)"),
        link("https://a.example/"),
        marks(json!([{"start": 0, "end": 99, "kind": "strong"}])),
        marks(json!([{"start": 2, "end": 3, "kind": "strong"}])),
        marks(json!([{"start": 3, "end": 1, "kind": "strong"}])),
        marks(json!([{"start": 0, "end": 3, "kind": "strong"}, {"start": 1, "end": 4, "kind": "emphasis"}])),
        marks(json!([
            {"start": 0, "end": 4, "kind": "link", "href": "https://a.example/"},
            {"start": 1, "end": 3, "kind": "link", "href": "https://b.example/"}
        ])),
        json!([{"type": "heading", "level": 1, "text": "x"}]),
        json!([{"type": "list", "ordered": true, "items": []}]),
        json!([{"type": "list", "ordered": true, "start": 4294967295_u32, "items": [[]]}]),
        json!([{"type": "table", "header": true, "rows": []}]),
        json!([{"type": "table", "header": true, "rows": [[], [{"text": "x"}, {"text": "y"}]]}]),
        json!([{"type": "table", "header": true, "rows": [[{"text": "x", "colspan": 1000, "rowspan": 65534}], []]}]),
        json!([{"type": "table", "header": false, "rows": [[{"text": "x", "colspan": 0}]]}]),
        json!([{"type": "list", "ordered": true, "tasks": [true, null, false], "items": [[]]}]),
        json!([{"type": "list", "ordered": true, "numbering": "lower-roman", "terms": [9], "items": [[], []]}]),
        json!([{"type": "quote", "blocks": []}]),
        json!([{"type": "code", "text": "\n\n```\n<script>alert(1)</script>", "language": "x y`\"><script>"}]),
        json!([{"type": "figure", "images": [], "caption": {"text": "x"}}]),
        nested(60),
    ]
}

/// Returns quotations nested as deeply as serde_json reads.
fn nested(depth: usize) -> Value {
    let inner = json!([{"type": "paragraph", "text": "x"}]);
    (0..depth).fold(inner, |blocks, _| json!([{"type": "quote", "blocks": blocks}]))
}
