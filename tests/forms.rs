//! Round trips of an article: posts, pages, JSON.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod support;

use std::fs;
use std::path::Path;

use feedscrub::{Article, Cleaner, Error, Post};
use proptest::prelude::*;
use serde_json::Value;
use support::{config, fixtures};

/// Returns the articles of the fixtures with their posts.
fn articles() -> impl Iterator<Item = (String, String, Article)> {
    let cleaner = Cleaner::default();
    fixtures().into_iter().filter_map(move |(name, source)| {
        let source = String::from_utf8(source).ok()?;
        let article = cleaner.clean(&source).unwrap();
        Some((name, source, article))
    })
}

/// A written post has the fields of the original, and its body is the article.
fn comes_back(source: &str, article: &Article) -> Result<(), String> {
    let before = Post::parse(source).unwrap();
    let written = article.to_post();
    let post = Post::parse(&written).map_err(|error| format!("{error}: {written}"))?;
    if !post.recovered.is_empty() || !post.removed.is_empty() {
        return Err(format!("mended: {:?} in {written}", post.recovered));
    }
    if !post.has_markdown_body() || post.body != format!("\n{}", article.to_markdown()) {
        return Err(format!("another body: {written}"));
    }
    let mut wanted = before.front_matter;
    if !before.recovered.is_empty() || before.yaml.is_empty() {
        // Front matter that could not be read is rewritten, with further metadata of the article.
        for (list, known) in
            [(&mut wanted.tags, &article.meta.tags), (&mut wanted.categories, &article.meta.categories)]
        {
            if list.is_empty() {
                list.clone_from(known);
            }
        }
    }
    let had_mark = wanted.extra.remove("feedscrub").is_some();
    wanted.title = wanted.title.or_else(|| article.meta.title.clone());
    wanted.from = wanted.from.or_else(|| article.meta.source.as_ref().map(ToString::to_string));
    let mut found = post.front_matter.clone();
    found.extra.remove("feedscrub");
    // Hashtags of the text are tags of the article.
    if wanted.tags.is_empty() && found.tags == article.meta.tags {
        wanted.tags.clone_from(&found.tags);
    }
    if found != wanted {
        return Err(format!("{found:?}\nis not {wanted:?}\nin {written}"));
    }
    // No line can be added after a flow mapping or after the end of a document.
    let can_be_added_to = !["{flow", "..."].iter().any(|sign| before.yaml.contains(sign));
    if before.recovered.is_empty()
        && !had_mark
        && can_be_added_to
        && !written.starts_with(&format!("---\n{}", before.yaml))
    {
        return Err(format!("the front matter does not stand as it stood: {written}"));
    }
    match Cleaner::default().clean(&written) {
        Err(Error::MarkdownBody) => Ok(()),
        other => Err(format!("cleaned again: {other:?}")),
    }
}

#[test]
fn fixtures_come_back_as_posts() {
    for (name, source, article) in articles() {
        comes_back(&source, &article).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    }
}

#[test]
fn posts_with_html_are_cleaned_again_and_stay_as_they_are() {
    let mut changed = Vec::new();
    for (name, _, article) in articles() {
        let once = article.to_post_html();
        assert!(!once.contains("{{") && !once.contains("{%"), "{name}");
        let body = Post::parse(&once).unwrap().body;
        assert!(!body.trim().contains("\n\n"), "{name}: Markdown would begin again behind the empty line");
        if feedscrub::clean(&once).unwrap().to_post_html() != once {
            changed.push(name);
        }
    }
    // A kept line is judged again; without their original surroundings these lose one.
    assert_eq!(changed, ["credit-of-the-header-image-at-the-end", "keep-howto-about-share-buttons"]);
}

fn front_matter() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "title: Rain",
        "title: \"he said \"no\" twice\"",
        "title: 'a &amp;amp; b'",
        "title:",
        "layout: post",
        "date: 2021-06-25",
        "date: soon",
        "author: Bee & Wasp",
        "from: https://example.org/?a=1&amp;b=2",
        "tags: [ a, \"b, c\", {d: e} ]",
        "categories: x",
        "comments: yes",
        "comments: True",
        "mood: {calm: [1, two]}",
        "# a comment",
        "text: |\n  feedscrub: x\n\n  more",
        "text: >-\n  a\n  b",
        "feedscrub: html",
        "feedscrub: markdown",
        "\"quoted name\": '\"'",
        "back\\slash: \"\\u2028\"",
        "{flow: 1}",
        "...",
        "@bad: [",
        "",
        "\u{feff}bom: 1",
        "雨: 下雨",
    ]);
    let end = prop::sample::select(vec!["\n", "\n", "\n", "\r\n", "\r"]);
    prop::collection::vec((line, end), 0..6)
        .prop_map(|lines| lines.iter().map(|(line, end)| format!("{line}{end}")).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..config() })]

    #[test]
    fn any_front_matter_comes_back(yaml in front_matter(), text in "[a-z{}%*_#:\\[\\]<&雨 -]{0,40}") {
        let link = "[Rain](https://example.org/1)\n------\n\n";
        for source in [format!("---\n{yaml}---\n<p>{text}</p>"), format!("---\n{yaml}---\n<!--1-->\n{link}<p>{text}</p>")] {
            match feedscrub::clean(&source) {
                Ok(article) => comes_back(&source, &article).map_err(TestCaseError::fail)?,
                Err(Error::MarkdownBody | Error::InvalidFrontMatter { .. } | Error::UnclosedFrontMatter) => {}
                Err(error) => prop_assert!(false, "{}", error),
            }
        }
    }
}

#[test]
fn an_article_without_front_matter_gets_its_own() {
    let mut post = Post::of_html("<p>It rains.</p>");
    post.front_matter.title = Some("Rain & \"snow\"".to_owned());
    post.front_matter.from = Some("https://example.org/?a&b".to_owned());
    post.front_matter.date = Some("2021-06-25".to_owned());
    post.front_matter.tags = vec!["a, b".to_owned()];
    let article = Cleaner::default().clean_post(&post).unwrap();
    let written = article.to_post();
    assert_eq!(
        written,
        "---\ntitle: \"Rain &amp; \\\"snow\\\"\"\ndate: \"2021-06-25\"\nfrom: \"https://example.org/?a&amp;b\"\n\
         tags: [\"a, b\"]\nfeedscrub: markdown\n---\n\nIt rains.\n"
    );
    let read = Post::parse(&written).unwrap().front_matter;
    assert_eq!(
        (read.title, read.from, read.tags),
        (post.front_matter.title, post.front_matter.from, post.front_matter.tags)
    );
}

#[test]
fn front_matter_from_elsewhere_cannot_end_early() {
    let article: Article = serde_json::from_value(serde_json::json!({
        "meta": {"title": "Rain"}, "front_matter": "title: x\n---\n<script>alert(1)</script>\n", "blocks": [],
    }))
    .unwrap();
    assert_eq!(article.to_post(), "---\ntitle: \"Rain\"\nfeedscrub: markdown\n---\n\n");
}

#[test]
fn a_page_has_the_metadata() {
    let post = "---\ntitle: 雨 & <雪>\nauthor: \"A \\\"B\\\"\"\nfrom: https://example.org/?a=1&b=2\ndate: 2021-06-25\n---\n\
        <p>港口今天下雨，明天也下雨，大家都带着伞出门。</p>";
    let page = feedscrub::clean(post).unwrap().to_page();
    for part in [
        "<html lang=\"zh\" dir=\"ltr\">",
        "<title>雨 &amp; &lt;雪&gt;</title>",
        "<meta name=\"author\" content=\"A &quot;B&quot;\">",
        "<link rel=\"canonical\" href=\"https://example.org/?a=1&amp;b=2\">",
        "<h1>雨 &amp; &lt;雪&gt;</h1>",
        "<time datetime=\"2021-06-25\">2021-06-25</time>",
        "<meta charset=\"utf-8\">",
        "default-src 'none'",
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    let hebrew = Cleaner::default().clean_html("<p>יורד גשם בנמל.</p>").unwrap().to_page();
    assert!(hebrew.contains("<html lang=\"he\" dir=\"rtl\">") && hebrew.contains("<title>Article</title>"));
}

#[test]
fn marks_are_counted_in_bytes_and_in_code_points() {
    let html = "<p>雨 <b>下 <i>𝄞 é</i></b> ab <a href='https://example.org/'>雪</a></p><p>plain <b>ascii</b></p>";
    let json = serde_json::to_value(Cleaner::default().clean_html(html).unwrap()).unwrap();
    let mut seen = 0;
    for block in json["blocks"].as_array().unwrap() {
        let text = block["text"].as_str().unwrap();
        let points: Vec<char> = text.chars().collect();
        for mark in block["marks"].as_array().unwrap() {
            let number = |name: &str| mark[name].as_u64().unwrap() as usize;
            let slice: String = points[number("char_start")..number("char_end")].iter().collect();
            assert_eq!(slice, text[number("start")..number("end")]);
            seen += 1;
        }
    }
    assert_eq!(seen, 4);
}

#[test]
fn another_version_of_the_form_is_not_read() {
    let json = serde_json::to_value(feedscrub::clean("---\ntitle: x\n---\n<p>a</p>").unwrap()).unwrap();
    assert_eq!(json["version"], 1);
    let mut other = json.clone();
    other["version"] = 2.into();
    assert!(serde_json::from_value::<Article>(other).unwrap_err().to_string().contains("version 2"));
}

/// `BLESS=1 cargo test --test forms` writes the schema.
#[test]
fn the_schema_matches_the_types() {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Article>();
    schema.insert("$id".to_owned(), "https://docs.rs/feedscrub/article-1.schema.json".into());
    let written = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/article.schema.json");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &written).unwrap();
    }
    assert!(fs::read_to_string(path).unwrap() == written, "docs/article.schema.json is not the schema of the types");
}

/// Every written field is in the schema: the schema of a type could spell a name differently.
#[test]
fn the_schema_has_every_written_field() {
    let schema = include_str!("../docs/article.schema.json");
    for (name, _, article) in articles() {
        let json = serde_json::to_value(&article).unwrap();
        let mut open = vec![&json];
        while let Some(value) = open.pop() {
            match value {
                Value::Object(fields) => {
                    for (field, value) in fields {
                        assert!(schema.contains(&format!("\"{field}\": {{")), "{name}: {field}");
                        open.push(value);
                    }
                }
                Value::Array(values) => open.extend(values),
                _ => {}
            }
        }
    }
}
