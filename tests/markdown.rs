//! Rendered Markdown has the same text as the plain text output.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod support;

use std::fs;
use std::path::Path;
use std::rc::Rc;

use feedscrub::render::markdown::MarkdownOptions;
use feedscrub::render::text::TextOptions;
use feedscrub::{Article, Block, Cleaner, Post, Text};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::Value;
use support::{fixtures, rendered};

/// Returns the texts of an article in the order in which they are written, without markers and addresses of images.
fn said(article: &Article) -> String {
    let mut said = String::new();
    for block in article.walk() {
        match block {
            Block::Code { text, .. } => said.push_str(text),
            Block::Embed { url, title, .. } => said.push_str(title.as_deref().unwrap_or(url.as_str())),
            block => block.texts().map(Text::as_str).for_each(|text| said.push_str(text)),
        }
    }
    said
}

/// Returns the text of a page.
fn shown(html: &str) -> String {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let dom = parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false).one(html);
    let mut shown = String::new();
    let mut stack: Vec<Handle> = vec![Rc::clone(&dom.document)];
    while let Some(node) = stack.pop() {
        if let NodeData::Text { contents } = &node.data {
            shown.push_str(&contents.borrow());
        }
        stack.extend(node.children.borrow().iter().rev().cloned());
    }
    shown
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

/// Returns the article without the marks of formulas and notes, for which CommonMark has no form.
fn without_signs(article: &Article) -> Article {
    let mut json = serde_json::to_value(article).unwrap();
    let mut open = vec![&mut json];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(fields) => {
                if let Some(Value::Array(marks)) = fields.get_mut("marks") {
                    marks.retain(|mark| !matches!(mark["kind"].as_str(), Some("math" | "note" | "note-reference")));
                }
                open.extend(fields.values_mut());
            }
            Value::Array(values) => open.extend(values),
            _ => {}
        }
    }
    serde_json::from_value(json).unwrap()
}

fn check(name: &str, article: &Article, faults: &mut Vec<String>) {
    let said = letters(&said(article));
    let shown = letters(&shown(&rendered(&without_signs(article).to_markdown())));
    if said != shown {
        let at = said.chars().zip(shown.chars()).take_while(|(said, shown)| said == shown).count();
        let part = |text: &str| text.chars().skip(at.saturating_sub(20)).take(60).collect::<String>();
        faults.push(format!("{name}:\n  said  {}\n  shown {}", part(&said), part(&shown)));
    }
    // The plain text has all of it too, apart from its own markers.
    let text = letters(&article.to_text_with(TextOptions::default().addresses(true)));
    let mut rest = text.chars();
    if let Some(lost) = said.chars().find(|c| !rest.any(|other| other == *c)) {
        faults.push(format!("{name}: {lost:?} is not in the text"));
    }
}

#[test]
fn fixtures_say_the_same_in_markdown() {
    let mut faults = Vec::new();
    for (name, source) in fixtures() {
        let article = Cleaner::default().clean_post(&Post::from_bytes(&source).unwrap()).unwrap();
        check(&name, &article, &mut faults);
    }
    assert!(faults.is_empty(), "{} fail:\n{}", faults.len(), faults.join("\n"));
}

#[test]
#[ignore = "reads the posts of the folders in FEEDSCRUB_POSTS, which `:` divides"]
fn posts_of_a_folder_say_the_same_in_markdown() {
    let folders = std::env::var("FEEDSCRUB_POSTS").expect("FEEDSCRUB_POSTS names folders of posts");
    let (mut faults, mut total) = (Vec::new(), 0);
    for folder in folders.split(':') {
        for entry in walkdir::WalkDir::new(Path::new(folder)).into_iter().map(Result::unwrap) {
            let Ok(source) = fs::read(entry.path()) else { continue };
            let Ok(post) = Post::from_bytes(&source) else { continue };
            let Ok(article) = Cleaner::default().clean_post(&post) else { continue };
            total += 1;
            check(&entry.path().display().to_string(), &article, &mut faults);
        }
    }
    assert!(faults.is_empty(), "{} of {total} fail:\n{}", faults.len(), faults.join("\n"));
    println!("{total} posts");
}

fn markdown(html: &str) -> String {
    Cleaner::default().clean_html(html).unwrap().to_markdown()
}

const BEFORE: &str =
    "<p>The keeper counted the boats before the tide came in and wrote the number on the wall of the shed.</p>";

#[test]
fn marks_are_asterisks_where_readers_take_them() {
    for (html, wanted) in [
        ("The <b>red </b>boat", "The **red** boat"),
        ("The <b>“red”</b> boat", "The **“red”** boat"),
        ("红<b>船</b>靠岸", "红**船**靠岸"),
        ("红<b>“船”</b>靠岸", "红<strong>“船”</strong>靠岸"),
        ("The <b><i>red</i></b> boat", "The ***red*** boat"),
        ("The <b>red</b><i>dish</i> boat", "The **red**<em>dish</em> boat"),
        ("The <b>red<br>and white</b> boat", "The **red  \nand white** boat"),
        ("Type <code>row`s</code> or <code>row</code>", "Type ``row`s`` or `row`"),
        ("Type <code>{{ row }}</code>", "Type <code>&#123;{ row }}</code>"),
    ] {
        assert_eq!(
            markdown(&format!("{BEFORE}<p>{html}, says the keeper.</p>")).split_once("\n\n").unwrap().1,
            format!("{wanted}, says the keeper.\n")
        );
    }
}

#[test]
fn neighbours_stay_apart() {
    let lists = markdown(&format!(
        "{BEFORE}<ol><li>a rope</li></ol><ol><li>a lamp</li></ol><ul><li><ul><li>in</li></ul></li><li>out</li></ul>"
    ));
    assert!(lists.ends_with("1. a rope\n\n<!-- -->\n\n1. a lamp\n\n- - in\n\n- out\n"), "{lists}");
    let quotes =
        markdown(&format!("{BEFORE}<blockquote><p>Reeds.</p></blockquote><blockquote><p>Herons.</p></blockquote>"));
    assert!(quotes.ends_with("> Reeds.\n\n> Herons.\n"), "{quotes}");
}

#[test]
fn syntax_of_kramdown_is_text() {
    for (html, wanted) in [
        (": a rope", "\\: a rope"),
        ("a $$ rope $$ b, says the keeper.", "a \\$\\$ rope \\$\\$ b, says the keeper."),
        ("for $3 or $4, says the keeper.", "for $3 or $4, says the keeper."),
        ("{: .rope}", "&#123;: .rope}"),
        ("3~4 ropes", "3~4 ropes"),
        ("~a~ rope", "&#126;a&#126; rope"),
    ] {
        let found = markdown(&format!("{BEFORE}<p>{html}</p>{BEFORE}"));
        assert_eq!(found.split("\n\n").nth(1), Some(wanted));
    }
}

fn written(html: &str, options: MarkdownOptions) -> String {
    Cleaner::default().clean_html(html).unwrap().to_markdown_with(options)
}

#[test]
fn without_pictures_their_captions_stay() {
    let options = MarkdownOptions::default().images(false);
    let html = "<p>The boat left an hour late, and nobody on the pier was surprised by that.</p>\
        <figure><img src='https://example.org/seal.jpg'><figcaption>The seal.</figcaption></figure>\
        <p>The seal slept on the line.</p><p><img src='https://example.org/pier.jpg'></p><p>The mail came at noon.</p>";
    assert_eq!(
        written(html, options),
        "The boat left an hour late, and nobody on the pier was surprised by that.\n\n<small>The seal.</small>\n\n\
         The seal slept on the line.\n\nThe mail came at noon.\n"
    );
}

#[test]
fn without_links_their_texts_stay() {
    let options = MarkdownOptions::default().links(false);
    let html = "<p>The <a href='https://example.org/b'><b>mail</b> boat</a> left <b><a href='https://example.org/l'>late</a></b>.</p>";
    assert_eq!(written(html, options), "The **mail** boat left **late**.\n");
}

#[test]
fn formulas_are_code_where_readers_know_no_dollars() {
    let options = MarkdownOptions::default().formulas(false);
    let html = "<p>The rope holds <math><msub><mi>x</mi><mi>i</mi></msub></math> knots, and no more than that.</p>";
    assert_eq!(written(html, MarkdownOptions::default()), "The rope holds $x_i$ knots, and no more than that.\n");
    assert_eq!(written(html, options), "The rope holds `x_i` knots, and no more than that.\n");
}

#[test]
fn what_only_jekyll_reads_stays_as_it_is_for_others() {
    let options = MarkdownOptions::default().jekyll(false);
    let html = "<p>A {{ boat }} left.</p><pre><code>{% seal %}</code></pre>";
    assert_eq!(written(html, options), "A {{ boat }} left.\n\n```\n{% seal %}\n```\n");
    assert!(!written(html, MarkdownOptions::default()).contains("{{"));
}

#[test]
fn options_leave_out_no_word() {
    for (name, source) in fixtures() {
        let article = Cleaner::default().clean_post(&Post::from_bytes(&source).unwrap()).unwrap();
        let article = without_signs(&article);
        let options = MarkdownOptions::default().formulas(false).jekyll(false);
        let said = letters(&shown(&rendered(&article.to_markdown())));
        assert_eq!(letters(&shown(&rendered(&article.to_markdown_with(options)))), said, "{name}");
    }
}
