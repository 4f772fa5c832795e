//! Posts that are written as posts, and flat lines.

use serde_json::{Value, json};

use crate::tool::{Place, post};

const KEPT: &str = "---\nlayout:  post\ntitle: 'Rain  &amp; \"snow\"'\nmood: {calm: [1, two]}   # as ever\n---\n\
    <p>It <b>rains</b> on the 2nd *day* of {{ site }}.</p><script>x()</script><p>{% include x %} {: .x}</p>";

#[test]
fn a_clean_post_is_a_post_and_is_not_cleaned_again() {
    let place = Place::new();
    place.write("posts/2021/a.md", KEPT);
    place.write("posts/b.md", post("b", "<h2>One</h2><ul><li>a</li><li>b</li></ul><pre>x {{ y }}\n\n*z*</pre>"));
    place.run(["posts", "--format", "post", "-o", "out"]).expect(0);
    let first = place.read("out/2021/a.md");
    let head = "---\nlayout:  post\ntitle: 'Rain  &amp; \"snow\"'\nmood: {calm: [1, two]}   # as ever\nfeedscrub: markdown\n---\n\n";
    assert!(first.starts_with(head), "{first}");
    assert!(!first.contains("script") && !first.contains("{{") && !first.contains("{%"), "{first}");

    let ran = place.run(["out", "--format", "post", "-o", "again"]).expect(0);
    assert!(ran.stderr().contains("2 unchanged"), "{}", ran.stderr());
    for name in ["2021/a.md", "b.md"] {
        assert_eq!(place.read(format!("again/{name}")), place.read(format!("out/{name}")));
    }
    // In other forms it is read as Markdown.
    let values = place.run(["out/2021/a.md", "--fields", "title,text"]).expect(0).stdout();
    let value: Value = serde_json::from_str(&values).unwrap();
    assert_eq!(value["title"], "Rain & \"snow\"");
    assert_eq!(value["text"], "It rains on the 2nd *day* of {{ site }}.\n\n{% include x %} {: .x}\n");
    assert!(place.run(["--explain", "out/2021/a.md"]).expect(1).message("out/2021/a.md").contains("Markdown"));
}

#[test]
fn a_clean_post_with_footnotes_is_not_cleaned_again() {
    let place = Place::new();
    let html = "<p>It rains<sup id='fnref:1'><a href='#fn:1'>1</a></sup> on the quay today, and the ferry waits.</p>\
        <p>It left later, with a dog on board.</p>\
        <div class='footnotes'><ol><li id='fn:1'><p>Drizzle. <a href='#fnref:1' class='reversefootnote'>↩</a></p></li></ol></div>";
    place.write("posts/a.md", post("a", html));
    place.run(["posts", "--format", "post", "-o", "out"]).expect(0);
    let first = place.read("out/a.md");
    assert!(first.contains("[^1]: <!-- -->Drizzle."), "{first}");

    let ran = place.run(["out", "--format", "post", "-o", "again"]).expect(0);
    assert!(ran.stderr().contains("1 unchanged"), "{}", ran.stderr());
    assert_eq!(place.read("again/a.md"), first);
    // In other forms a footnote is still one.
    assert!(place.run(["out/a.md", "--format", "markdown"]).expect(0).stdout().contains("rains[^1]"));
}

#[test]
fn nobody_passes_for_clean_by_saying_so() {
    let place = Place::new();
    for (at, body) in [
        "<script>alert(1)</script>\n\n<p>It rains.</p>",
        "[x](javascript:alert(1)) and more of it",
        "![x](data:image/svg+xml,<svg>)",
        "It rains on {{ site.secret }} today.",
        "<img src=x onerror=alert(1)>",
        "It rains. {::nomarkdown}<b>",
        "<small onclick=x>y</small>",
        "<https://example.org/> <javascript:x>",
        "<!-- -->[x](javascript:alert(1))",
        "[^1]: <!-- -->[x](javascript:alert(1))",
        "[^1]: It rains.\n\n    [x](javascript:alert(1))",
    ]
    .iter()
    .enumerate()
    {
        place.write(format!("posts/{at}.md"), format!("---\ntitle: x\nfeedscrub: markdown\n---\n\n{body}\n"));
    }
    let ran = place.run(["posts", "--format", "post", "-o", "out"]).expect(0);
    assert!(!ran.stderr().contains("unchanged"), "{}", ran.stderr());
    for name in place.names("out") {
        let text = place.read(format!("out/{name}"));
        for sign in ["<script", "[x](javascript", "(data:", "{{", "onerror=", "{::", "onclick"] {
            assert!(!text.contains(sign), "{name}: {text}");
        }
    }
}

#[test]
fn a_page_is_a_whole_document() {
    let place = Place::new();
    place.write("a.md", post("a", "<p>It rains.</p>"));
    let page = place.run(["a.md", "--format", "page"]).expect(0).stdout();
    assert!(page.starts_with("<!DOCTYPE html>\n<html dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n"), "{page}");
    assert!(page.ends_with("<p>It rains.</p>\n</article>\n</body>\n</html>\n"), "{page}");
}

#[test]
fn flat_lines_have_the_requested_columns() {
    let place = Place::new();
    place.write(
        "a.md",
        post("a", "<p>It <b>rains</b> today.</p><script>x()</script><img src='https://example.org/a.jpg'>"),
    );
    let line = |fields: &str| -> Value {
        let ran = place.run(["a.md", "--fields", fields]).expect(0);
        serde_json::from_str(&ran.stdout()).unwrap()
    };
    assert_eq!(
        line("id,title,author,published,source,language,text,markdown,html,images,removed"),
        json!({
            "id": "a.md", "title": "a", "author": "", "published": "2021-06-25T17:39:03Z", "source": "https://example.org/a",
            "language": "", "text": "It rains today.\n", "markdown": "It **rains** today.\n\n![](<https://example.org/a.jpg>)\n",
            "html": "<p>It <strong>rains</strong> today.</p>\n<figure><img src=\"https://example.org/a.jpg\" alt=\"\" \
                     loading=\"lazy\" referrerpolicy=\"no-referrer\"></figure>\n",
            "images": ["https://example.org/a.jpg"], "removed": 1,
        })
    );
    assert_eq!(line("warnings,direction"), json!({"warnings": 0, "direction": "ltr"}));

    // A missing text is empty, so that its column is one of texts. A time has no such value.
    place.write("b.md", "---\n---\n<p>It rains.</p>");
    let ran = place.run(["b.md", "--fields", "title,author,byline,dateline,source,language,published,tags"]).expect(0);
    let texts = "\"title\":\"\",\"author\":\"\",\"byline\":\"\",\"dateline\":\"\",\"source\":\"\",\"language\":\"\"";
    assert_eq!(ran.stdout(), format!("{{{texts},\"published\":null,\"tags\":[]}}\n"));

    // Among records that fail all lines still have the same columns.
    let lines = "{\"id\":1,\"html\":\"<p>a</p>\"}\n{\"id\":2}\n";
    let ran = place.run_with_input(&["--input", "jsonl", "--fields", "id,text", "-"], lines).expect(0);
    let error = "not a record: an object with one of `post`, `html` and `page` is needed";
    assert_eq!(
        ran.stdout(),
        format!("{{\"id\":1,\"text\":\"a\\n\",\"error\":\"\"}}\n{{\"id\":2,\"text\":\"\",\"error\":\"{error}\"}}\n")
    );
}
