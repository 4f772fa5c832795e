//! The feed example as users run it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use std::io::Write;
use std::process::{Command, Stdio};

const HTML: &str = "&lt;h2&gt;Fog in the sound&lt;/h2&gt;&lt;p&gt;It came in &lt;a href='/fog'&gt;before breakfast&lt;/a&gt; \
                    and stayed until the lamps were lit.&lt;/p&gt;";

fn clean(feed: &str, arguments: &[&str]) -> String {
    let test = std::env::current_exe().unwrap();
    let binary =
        test.parent().unwrap().with_file_name("examples").join(format!("feed{}", std::env::consts::EXE_SUFFIX));
    let mut command = Command::new(&binary);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{}: {error}", binary.display()));
    child.stdin.take().unwrap().write_all(feed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

fn is_whole(article: &str) {
    let article: serde_json::Value = serde_json::from_str(article).unwrap();
    let meta = &article["meta"];
    assert_eq!(meta["title"], "Fog in the sound");
    assert_eq!(meta["author"], "Ada Heron");
    assert_eq!(meta["source"], "https://quay.example.org/2");
    assert_eq!(meta["published"], "2023-11-02T06:30:00Z");
    let blocks = article["blocks"].as_array().unwrap();
    assert_eq!(blocks.len(), 1, "the title is not repeated: {blocks:?}");
    assert!(article.to_string().contains("https://quay.example.org/fog"), "addresses are resolved");
}

#[test]
fn entries_of_each_kind_of_feed_become_articles() {
    let rss = format!(
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>The Quay</title>\
         <item><title>Fog in the sound</title><link>https://quay.example.org/2</link><dc:creator>Ada Heron</dc:creator>\
         <pubDate>Thu, 02 Nov 2023 06:30:00 GMT</pubDate><description>{HTML}</description></item></channel></rss>"
    );
    is_whole(&clean(&rss, &[]));
    let atom = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>The Quay</title><id>q</id><updated>2023-11-02T06:30:00Z</updated>\
         <entry><id>q2</id><title>Fog in the sound</title><link href='https://quay.example.org/2'/>\
         <author><name>Ada Heron</name></author><updated>2023-11-02T06:30:00Z</updated>\
         <content type='html'>{HTML}</content></entry></feed>"
    );
    is_whole(&clean(&atom, &["-"]));
    let json = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "The Quay",
        "items": [{
            "id": "q2", "url": "https://quay.example.org/2", "title": "Fog in the sound",
            "authors": [{"name": "Ada Heron"}], "date_published": "2023-11-02T06:30:00Z",
            "content_html": HTML.replace("&lt;", "<").replace("&gt;", ">"),
        }],
    });
    is_whole(&clean(&json.to_string(), &["--format", "json"]));
    let markdown = clean(&atom, &["--format", "markdown"]);
    assert!(markdown.starts_with("# Fog in the sound\n\nIt came in ["), "{markdown}");
}
