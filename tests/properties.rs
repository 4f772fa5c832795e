//! Properties of every input: over all fixtures, over markup from a grammar, over damaged posts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod support;

use std::collections::BTreeMap;
use std::rc::Rc;

use feedscrub::{Article, Block, Cell, Cleaner, Limits, Mark, MarkKind, Meta, Origin, Post, Recovered, Text};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;
use support::{config, fixtures, rendered, sources};

/// Returns the articles of the fixtures.
fn articles() -> Vec<(String, Article)> {
    let cleaner = Cleaner::default();
    let clean = |(name, source): (String, Vec<u8>)| {
        let article = cleaner.clean_post(&Post::from_bytes(&source).unwrap()).unwrap();
        (name, article)
    };
    fixtures().into_iter().map(clean).collect()
}

/// Returns the bodies of the fixtures.
fn bodies() -> Vec<(String, String)> {
    let body = |(name, source): (String, Vec<u8>)| (name, Post::from_bytes(&source).unwrap().body.to_owned());
    fixtures().into_iter().map(body).collect()
}

/// Runs a check over all inputs and reports all failures.
fn each<T>(inputs: Vec<(String, T)>, check: impl Fn(&T) -> Result<(), String>) {
    each_but(&[], inputs, check);
}

/// Runs a check with known failures, which have to be removed from the list when they pass.
fn each_but<T>(known: &[&str], inputs: Vec<(String, T)>, check: impl Fn(&T) -> Result<(), String>) {
    let total = inputs.len();
    let mut faults = Vec::new();
    for (name, input) in &inputs {
        match (check(input), known.contains(&name.as_str())) {
            (Err(fault), false) => faults.push(format!("{name}: {fault}")),
            (Ok(()), true) => faults.push(format!("{name}: holds, take it off the list")),
            _ => {}
        }
    }
    assert!(faults.is_empty(), "{} of {total} fail:\n{}", faults.len(), faults.join("\n"));
}

fn ensure(holds: bool, fault: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(fault()) }
}

// ---- The properties ------------------------------------------------------------------------------------------------

/// Returns the contents of an article, block by block, without what only depends on the input: addresses of proxies,
/// the language of code, the provider of a player.
fn said(article: &Article) -> Vec<String> {
    let kind = |block: &Block| match block {
        Block::Paragraph(_) => "paragraph",
        Block::Heading { .. } => "heading",
        Block::List { .. } => "list",
        Block::Quote { .. } => "quote",
        Block::Figure(_) => "figure",
        Block::Table { .. } => "table",
        Block::Code { .. } => "code",
        // Written as a paragraph with a link.
        Block::Embed { .. } => "paragraph",
        Block::Separator => "separator",
        _ => "another",
    };
    let words = |block: &Block| match block {
        Block::Code { text, .. } => text.trim_end_matches('\n').to_owned(),
        Block::Embed { url, title, .. } => title.clone().unwrap_or_else(|| url.to_string()),
        Block::Figure(figure) => figure
            .images
            .iter()
            .map(|image| image.src.as_str())
            .chain(figure.caption.iter().chain(&figure.credit).map(Text::as_str))
            .collect::<Vec<_>>()
            .join("|"),
        Block::List(list) => {
            format!("{} {:?} {:?} {:?} {:?}", list.ordered, list.start, list.numbering, list.tasks, list.terms)
        }
        Block::Table(table) => {
            let cell = |cell: &Cell| (cell.text.as_str().to_owned(), cell.header, cell.colspan, cell.rowspan);
            let rows: Vec<Vec<_>> = table.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
            format!("{} {:?} {rows:?}", table.header, table.caption.as_ref().map(Text::as_str))
        }
        block => block.texts().map(Text::as_str).collect::<Vec<_>>().join("|"),
    };
    article.walk().map(|block| format!("{}: {}", kind(block), words(block))).collect()
}

fn cleaning_twice_is_cleaning_once(article: &Article) -> Result<(), String> {
    let once = said(article);
    let again = said(&Cleaner::default().clean_html(&article.to_html()).unwrap());
    match once.iter().zip(&again).find(|(once, again)| once != again) {
        Some((once, again)) => Err(format!("once  {once:?}\n  twice {again:?}")),
        None => ensure(once.len() == again.len(), || {
            let (longer, shorter) = if once.len() > again.len() { (&once, &again) } else { (&again, &once) };
            format!("{} blocks, then {}: {:?}", once.len(), again.len(), longer.get(shorter.len()))
        }),
    }
}

fn sanitizing_twice_is_sanitizing_once(html: &str) -> Result<(), String> {
    let cleaner = Cleaner::default();
    let Ok(once) = cleaner.sanitize_html(html) else { return Ok(()) };
    let again = cleaner.sanitize_html(&once).unwrap();
    ensure(once == again, || {
        let at = once.bytes().zip(again.bytes()).take_while(|(once, again)| once == again).count();
        let part = |html: &str| {
            let bytes = &html.as_bytes()[at.saturating_sub(60)..(at + 60).min(html.len())];
            String::from_utf8_lossy(bytes).into_owned()
        };
        format!("at byte {at}\n  once  {:?}\n  twice {:?}", part(&once), part(&again))
    })
}

/// Classes, roles and containers are signs that the output does not have: a line that was kept for them may be removed
/// when it is judged again. If nothing is removed, nothing changes.
fn cleaning_again_changes_nothing_but_by_removals(article: &Article) -> Result<(), String> {
    let again = Cleaner::default().clean_html(&article.to_html()).unwrap();
    if again.report.removed.is_empty() && again.meta == Meta::default() {
        return cleaning_twice_is_cleaning_once(article);
    }
    Ok(())
}

/// The same property of sanitized HTML.
fn sanitizing_again_changes_nothing_but_by_removals(html: &str) -> Result<(), String> {
    let cleaner = Cleaner::default();
    let Ok(once) = cleaner.sanitize_html(html) else { return Ok(()) };
    match cleaner.clean_html(&once) {
        Ok(article) if article.report.removed.is_empty() => sanitizing_twice_is_sanitizing_once(html),
        _ => Ok(()),
    }
}

fn marks_are_valid(article: &Article) -> Result<(), String> {
    for text in article.walk().flat_map(Block::texts) {
        let fault = |fault: &str| Err(format!("{fault} in {text:?}"));
        let mut before: Option<&Mark> = None;
        let mut open: Vec<&Mark> = Vec::new();
        for mark in text.marks() {
            let (start, end) = (mark.range.start, mark.range.end);
            if start >= end || text.as_str().get(mark.range.clone()).is_none() {
                return fault("mark off the text or a character");
            }
            if before
                .is_some_and(|before| (before.range.start, usize::MAX - before.range.end) > (start, usize::MAX - end))
            {
                return fault("unsorted marks");
            }
            open.retain(|outer| outer.range.end > start);
            if open.iter().any(|outer| outer.range.end < end) {
                return fault("crossing marks");
            }
            let is_link = |mark: &Mark| matches!(mark.kind, MarkKind::Link { .. });
            if is_link(mark) && open.iter().any(|outer| is_link(outer)) {
                return fault("link in a link");
            }
            open.push(mark);
            before = Some(mark);
        }
    }
    Ok(())
}

fn texts_have_no_blanks_at_their_edges(article: &Article) -> Result<(), String> {
    for text in article.walk().flat_map(Block::texts).map(Text::as_str) {
        ensure(text.trim() == text, || format!("{text:?}"))?;
    }
    Ok(())
}

fn gate_changes_nothing(article: &Article) -> Result<(), String> {
    ensure(Cleaner::ammonia_keeps(article), || format!("ammonia changes {}", article.to_html()))
}

fn removals_say_why(article: &Article) -> Result<(), String> {
    for removed in &article.report.removed {
        let (family, name) = removed.rule.split_once('/').unwrap_or_default();
        let is_word = |word: &str| {
            !word.is_empty()
                && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        ensure(is_word(family) && is_word(name), || format!("rule without a name: {removed:?}"))?;
        // Evidence without a sign is a guess.
        ensure(family != "evidence" || !removed.evidence.is_empty(), || format!("nothing says why: {removed:?}"))?;
    }
    Ok(())
}

fn json_reads_back(article: &Article) -> Result<(), String> {
    let json = serde_json::to_string(article).unwrap();
    let back: Article = serde_json::from_str(&json).map_err(|error| format!("{error} in {json}"))?;
    ensure(back == *article, || format!("another article after reading {json}"))
}

/// Every visible character of the body is in a block, a caption, a credit, the metadata or the text of a removal.
///
/// Exceptions, each with its own count: the bullets of lines that were made a list, which the report counts, and the
/// asterisks around a heading of Markdown.
fn no_text_vanishes(html: &str, article: &Article) -> Result<(), String> {
    let mut found = Characters::default();
    for block in article.walk() {
        block.texts().for_each(|text| found.add(text.as_str()));
        match block {
            Block::Code { text, .. } => found.add(text),
            Block::Embed { title, .. } => found.add(title.as_deref().unwrap_or_default()),
            _ => {}
        }
    }
    let meta = &article.meta;
    meta.byline.iter().chain(meta.dateline.iter().map(|dateline| &dateline.text)).for_each(|text| found.add(text));
    article.report.removed.iter().for_each(|removed| found.add(&removed.text));
    let bullets: usize = article
        .report
        .recovered
        .iter()
        .map(|recovered| match recovered {
            Recovered::BulletList { items } => *items,
            _ => 0,
        })
        .sum();
    let headings = article.walk().filter(|block| matches!(block, Block::Heading { .. })).count();
    let mut lost = visible(html).without(&found);
    lost.forgive(&['•', '●', '▪', '■', '◆', '◦', '‣', '·'], bullets);
    lost.forgive(&['*'], headings * 4);
    ensure(lost.0.is_empty(), || format!("lost {:?}", lost.0))
}

/// The number of occurrences of each visible character.
#[derive(Default)]
struct Characters(BTreeMap<char, usize>);

impl Characters {
    fn add(&mut self, text: &str) {
        for c in text.chars().filter(|c| is_visible(*c)) {
            *self.0.entry(c).or_default() += 1;
        }
    }

    /// Returns the characters that the other has less often, with the difference.
    fn without(mut self, other: &Characters) -> Characters {
        self.0.retain(|c, count| {
            *count = count.saturating_sub(other.0.get(c).copied().unwrap_or(0));
            *count > 0
        });
        self
    }

    fn forgive(&mut self, forgiven: &[char], mut count: usize) {
        self.0.retain(|c, lost| {
            if forgiven.contains(c) {
                let taken = count.min(*lost);
                count -= taken;
                *lost -= taken;
            }
            *lost > 0
        });
    }
}

/// Returns whether a character is visible: no whitespace, control character, soft hyphen, joiner, selector, direction
/// mark or tag.
fn is_visible(c: char) -> bool {
    !c.is_whitespace()
        && !c.is_control()
        && !matches!(c as u32, 0xad | 0x34f | 0x61c | 0x180e | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f
            | 0xfe00..=0xfe0f | 0xfeff | 0xfff9..=0xfffb | 0xe0000..=0xe007f | 0xe0100..=0xe01ef)
}

/// Returns the text of a body in html5ever's reference tree, without text that is not displayed: scripts, styles,
/// contents of templates.
fn visible(html: &str) -> Characters {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..Default::default() },
        ..Default::default()
    };
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let dom = parse_fragment(RcDom::default(), options, context, Vec::new(), false).one(html);
    let mut characters = Characters::default();
    let mut stack: Vec<Handle> = vec![Rc::clone(&dom.document)];
    while let Some(node) = stack.pop() {
        match &node.data {
            NodeData::Text { contents } => characters.add(&contents.borrow()),
            NodeData::Element { name, .. } if matches!(&*name.local, "script" | "style") => continue,
            _ => {}
        }
        stack.extend(node.children.borrow().iter().cloned());
    }
    characters
}

/// Cleans a body. Only a limit may prevent that.
fn cleaned(html: &str) -> Result<Option<Article>, String> {
    match Cleaner::default().clean_html(html) {
        Ok(article) => Ok(Some(article)),
        Err(feedscrub::Error::LimitExceeded { .. }) => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

fn no_text_of_a_body_vanishes(html: &str) -> Result<(), String> {
    cleaned(html)?.map_or(Ok(()), |article| no_text_vanishes(html, &article))
}

/// The same property of a whole page.
fn no_text_of_a_page_vanishes(html: &str) -> Result<(), String> {
    match Cleaner::default().clean_page(html, &Origin::default()) {
        Ok(article) => no_text_vanishes(html, &article),
        Err(feedscrub::Error::LimitExceeded { .. }) => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

/// Further properties of the article of any body.
fn form_is_sound(html: &str) -> Result<(), String> {
    let Some(article) = cleaned(html)? else { return Ok(()) };
    marks_are_valid(&article)?;
    gate_changes_nothing(&article)?;
    removals_say_why(&article)?;
    json_reads_back(&article)?;
    ensure(Cleaner::default().clean_html(html).as_ref() == Ok(&article), || "another result at the second run".into())
}

// ---- Fixtures ------------------------------------------------------------------------------------------------------

#[test]
fn fixtures_cleaned_twice_say_the_same() {
    // A neighbour of a line had kept it, and was removed.
    let known = ["keep-howto-about-share-buttons", "tumblr-reblog-chain"];
    each_but(&known, articles(), cleaning_twice_is_cleaning_once);
}

#[test]
fn fixtures_sanitized_twice_are_the_same_bytes() {
    // A line that was kept for its class or its neighbours may be removed without them, and so may a table that was
    // emptied.
    let known = [
        "community-note-at-the-head",
        "keep-howto-about-share-buttons",
        "links-to-other-articles-between-paragraphs",
        "notion-export-callout-toggle",
        "plain-wire-lines-ending-with-end-mark",
        "wordpress-gutenberg-tables-quotes-and-columns",
    ];
    each_but(&known, bodies(), |html| sanitizing_twice_is_sanitizing_once(html));
}

#[test]
fn fixtures_have_valid_marks() {
    each(articles(), marks_are_valid);
}

#[test]
fn fixtures_pass_the_gate_unchanged() {
    each(articles(), gate_changes_nothing);
}

#[test]
fn fixtures_lose_nothing_without_a_reason() {
    each(articles(), removals_say_why);
}

#[test]
fn fixtures_lose_no_text() {
    let cleaner = Cleaner::default();
    each(fixtures(), |source| {
        let post = Post::from_bytes(source).unwrap();
        let article = cleaner.clean_post(&post).unwrap();
        // Markdown syntax is not text.
        let body = match article.report.recovered.contains(&Recovered::Markdown) {
            true => rendered(post.body),
            false => post.body.to_owned(),
        };
        no_text_vanishes(&body, &article)
    });
}

#[test]
fn bodies_of_fixtures_without_their_post_lose_no_text() {
    each(bodies(), |html| no_text_of_a_body_vanishes(html));
}

#[test]
fn pages_lose_no_text() {
    let text = |(name, source): (String, Vec<u8>)| (name, String::from_utf8(source).unwrap());
    let pages: Vec<(String, String)> = sources("page.html").into_iter().map(text).collect();
    each(pages, |html| no_text_of_a_page_vanishes(html));
    each(bodies(), |html| no_text_of_a_page_vanishes(html));
}

#[test]
fn fixtures_have_bare_texts() {
    each(articles(), texts_have_no_blanks_at_their_edges);
}

#[test]
fn fixtures_read_back_from_json() {
    each(articles(), json_reads_back);
}

#[test]
fn fixtures_become_the_same_whatever_was_cleaned_before() {
    let used = Cleaner::builder().limits(Limits::default().nodes(20_000)).build();
    let too_much = "<i>x</i>".repeat(15_000);
    let mut bodies = bodies();
    for _ in 0..2 {
        for (name, body) in &bodies {
            let fresh = Cleaner::default();
            assert_eq!(used.clean_html(body).unwrap(), fresh.clean_html(body).unwrap(), "{name}");
            assert_eq!(used.sanitize_html(body).unwrap(), fresh.sanitize_html(body).unwrap(), "{name}");
        }
        // A failed post frees its memory.
        assert!(used.clean_html(&too_much).is_err());
        bodies.reverse();
    }
}

#[test]
fn fixtures_become_the_same_bytes_each_time() {
    let once = articles();
    let again = std::thread::spawn(articles).join().unwrap();
    for ((name, once), (_, again)) in once.iter().zip(&again) {
        assert_eq!(serde_json::to_string(once).unwrap(), serde_json::to_string(again).unwrap(), "{name}");
    }
}

// ---- Markup from a grammar -----------------------------------------------------------------------------------------

/// Words that influence the extraction, and neutral words.
fn phrase() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "雨停了，街上的人慢慢多起来。",
        "The river rose by two feet in the night, and nobody on the quay was surprised to see it.",
        "一段足够长的正文，说的是集市怎样在清晨六点搭起来，又怎样在中午以前收得一干二净，只剩几片菜叶。",
        "2021-06-25 14:02",
        "Fri, 25 Jun 2021 17:12:11 GMT",
        "文 | 某某",
        "图：街道",
        "Image caption",
        "广告",
        "Share this:",
        "相关报道：",
        "© 2021 某某",
        "#街道 #雨",
        "• 一",
        "**二**",
        "Photo by Ann Example",
        "订阅我们的频道",
        "Continue reading",
        "a < b & c",
        "&nbsp;",
        "\u{200b}",
        "👩\u{200d}💻",
        "x",
        " ",
        "\n",
    ])
    .prop_map(|text| text.replace('<', "&lt;"))
}

fn open_tag() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "p",
        "p",
        "p",
        "div",
        "div",
        "span",
        "b",
        "strong",
        "i",
        "em",
        "small",
        "a href=\"https://example.org/x?utm_source=y\"",
        "h1",
        "h2",
        "h4",
        "ul",
        "ol",
        "ol start=3",
        "li",
        "blockquote",
        "pre",
        "code",
        "table",
        "tr",
        "td",
        "th",
        "figure",
        "figcaption",
        "section",
        "article",
        "aside",
        "nav",
        "footer",
        "form",
        "button",
        "noscript",
        "center",
        "font",
        "ruby",
        "rt",
        "sup",
        "s",
        "dl",
        "dt",
        "dd",
        "caption",
        "details",
        "summary",
        "svg",
        "math",
        "template",
        "select",
        "option",
        "textarea",
        "iframe",
        "video",
        "style",
        "title",
        "a",
    ]);
    let classes = prop::sample::select(vec![
        "",
        "",
        "",
        " class=caption",
        " class=\"share-links\"",
        " class=\"ad-slot\"",
        " class=related",
        " id=comments",
        " style=\"display:none\"",
        " style=\"font-size:12px;color:#999\"",
        " style=\"text-align:center\"",
        " hidden",
        " class=\"wp-caption-text\"",
        " class=byline",
        " class=date",
        " class=\"article-body\"",
        " aria-hidden=true",
    ]);
    (names, classes).prop_map(|(name, class)| format!("<{name}{class}>"))
}

fn close_tag() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "p",
        "p",
        "p",
        "div",
        "div",
        "span",
        "b",
        "strong",
        "i",
        "em",
        "small",
        "a",
        "h1",
        "h2",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "table",
        "tr",
        "td",
        "figure",
        "figcaption",
        "section",
        "article",
        "aside",
        "nav",
        "form",
        "button",
        "noscript",
        "ruby",
        "rt",
        "dl",
        "svg",
        "math",
        "template",
        "select",
        "textarea",
        "iframe",
        "video",
        "style",
        "title",
    ])
    .prop_map(|name| format!("</{name}>"))
}

fn piece() -> impl Strategy<Value = String> {
    let void = prop::sample::select(vec![
        "<br>",
        "<br><br>",
        "<hr>",
        "<img src=\"https://images.weserv.nl/?url=example.org/a.jpg\">",
        "<img src=\"https://example.org/b.jpg\" alt=\"街道\" title=x>",
        "<img src=\"data:image/gif;base64,AA\" data-src=\"//example.org/c.jpg\">",
        "<img src=\"https://example.org/p.gif\" width=1 height=1>",
        "<noscript><img src=\"https://example.org/b.jpg\"></noscript>",
        "<iframe src=\"https://www.youtube.com/embed/aaaaaaaaaaa\"></iframe>",
        "<script>x</script>",
        "<!-- x -->",
        "<input value=x>",
    ])
    .prop_map(str::to_owned);
    prop_oneof![5 => phrase(), 5 => open_tag(), 4 => close_tag(), 2 => void]
}

fn markup() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_markup_gives_a_sound_article(html in markup()) {
        form_is_sound(&html).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn any_markup_gives_bare_texts(html in markup()) {
        if let Some(article) = cleaned(&html).map_err(TestCaseError::fail)? {
            texts_have_no_blanks_at_their_edges(&article).map_err(TestCaseError::fail)?;
        }
    }

    #[test]
    fn any_markup_loses_no_text(html in markup()) {
        no_text_of_a_body_vanishes(&html).map_err(TestCaseError::fail)?;
        no_text_of_a_page_vanishes(&html).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn any_markup_cleaned_twice_says_the_same(html in markup()) {
        if let Ok(article) = Cleaner::default().clean_html(&html) {
            cleaning_again_changes_nothing_but_by_removals(&article).map_err(TestCaseError::fail)?;
        }
    }

    #[test]
    fn any_markup_sanitized_twice_only_loses_what_was_judged_anew(html in markup()) {
        sanitizing_again_changes_nothing_but_by_removals(&html).map_err(TestCaseError::fail)?;
    }

    /// Articles that a caller has built or changed.
    #[test]
    fn any_text_with_marks_is_written_safely(
        string in "[a<&\"'晴 \n*_`$\\\\{}|\\[\\]()]{0,24}",
        ranges in prop::collection::vec((0usize..40, 0usize..40, 0usize..12), 0..6),
    ) {
        let kinds = |kind: usize| match kind {
            0 => MarkKind::Strong,
            1 => MarkKind::Emphasis,
            2 => MarkKind::Code,
            3 => MarkKind::Superscript,
            4 => MarkKind::Strike,
            5 => MarkKind::Ruby,
            6 => MarkKind::RubyText,
            7 => MarkKind::Math { display: false },
            8 => MarkKind::Math { display: true },
            9 => MarkKind::NoteReference { note: 1 },
            10 => MarkKind::Note { note: 1 },
            _ => MarkKind::Link { href: feedscrub::WebUrl::parse("https://example.org/?a=1&b=\"").unwrap() },
        };
        let json: Vec<serde_json::Value> = ranges
            .iter()
            .map(|(start, end, kind)| {
                let mut mark = serde_json::to_value(kinds(*kind)).unwrap();
                mark["start"] = (*start).into();
                mark["end"] = (*end).into();
                mark
            })
            .collect();
        let article = serde_json::json!({
            "meta": {},
            "blocks": [
                { "type": "paragraph", "text": string, "marks": json },
                { "type": "heading", "level": 2, "text": string, "marks": json },
                { "type": "list", "ordered": false, "items": [[{ "type": "paragraph", "text": string, "marks": json }]] },
                {
                    "type": "table",
                    "header": true,
                    "caption": { "text": string, "marks": json },
                    "rows": [[{ "text": string, "marks": json, "rowspan": 2 }, { "text": "x", "colspan": 3 }], []],
                },
                {
                    "type": "list",
                    "ordered": true,
                    "terms": [1],
                    "items": [[{ "type": "paragraph", "text": string, "marks": json }]],
                },
                { "type": "code", "text": string },
            ],
        });
        // Crossing, empty and misplaced marks are rejected; an accepted article must be valid.
        if let Ok(article) = serde_json::from_value::<Article>(article) {
            gate_changes_nothing(&article).map_err(TestCaseError::fail)?;
            json_reads_back(&article).map_err(TestCaseError::fail)?;
            let _ = (article.to_text(), article.to_markdown());
        }
    }
}

// ---- Damage --------------------------------------------------------------------------------------------------------

/// Calls every public function that takes a post or a body.
fn use_all(source: &[u8]) -> Result<(), String> {
    let cleaner = Cleaner::default();
    if let Ok(post) = Post::from_bytes(source)
        && let Ok(article) = cleaner.clean_post(&post)
    {
        marks_are_valid(&article)?;
        gate_changes_nothing(&article)?;
        let _ = (article.to_text(), article.to_markdown());
    }
    let html = String::from_utf8_lossy(source);
    let _ = cleaner.clean(&html);
    let _ = cleaner.sanitize_html(&html);
    form_is_sound(&html)
}

/// A small generator of our own, so that a seed keeps its meaning.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// Returns a fixture with pieces removed, duplicated, inserted from another fixture, or overwritten.
fn mutation(fixtures: &[(String, Vec<u8>)], seed: u64) -> Vec<u8> {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut source = fixtures[dice.below(fixtures.len())].1.clone();
    for _ in 0..=dice.below(6) {
        let start = dice.below(source.len());
        let end = (start + dice.below(200)).min(source.len());
        match dice.below(5) {
            0 => drop(source.drain(start..end)),
            1 => {
                let piece = source[start..end].to_vec();
                source.splice(start..start, piece);
            }
            2 => {
                let other = &fixtures[dice.below(fixtures.len())].1;
                let from = dice.below(other.len());
                source.splice(start..end, other[from..(from + 200).min(other.len())].iter().copied());
            }
            3 => {
                let tokens: &[&[u8]] = &[
                    b"<", b">", b"\"", b"</div>", b"<div>", b"<table>", b"&", b"\0", b"\xff", b"---\n", b"<svg>",
                    b"<!--", b"\r",
                ];
                source.splice(start..start, tokens[dice.below(tokens.len())].iter().copied());
            }
            _ => {
                if let Some(byte) = source.get_mut(start) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
    }
    source
}

fn mutations(seeds: std::ops::Range<u64>) -> Vec<(String, Vec<u8>)> {
    let fixtures = fixtures();
    seeds.map(|seed| (format!("seed {seed}"), mutation(&fixtures, seed))).collect()
}

/// Without optimization a part of them; `cargo test --release --test properties` runs all.
const DAMAGED: u64 = if cfg!(debug_assertions) { 500 } else { 10_000 };

#[test]
fn damaged_posts_are_survived_and_lose_no_text() {
    each(mutations(0..DAMAGED), |source| {
        use_all(source)?;
        no_text_of_a_body_vanishes(&String::from_utf8_lossy(source))
    });
}

// ---- What comes back from outside ----------------------------------------------------------------------------------

/// JSON is untrusted input.
#[test]
fn tampered_json_is_refused() {
    let article = |block: &str| format!("{{\"meta\":{{}},\"blocks\":[{block}]}}");
    let sound = [
        r#"{"type":"paragraph","text":"晴好","marks":[{"start":0,"end":3,"kind":"strong"}]}"#,
        r#"{"type":"paragraph","text":"x","marks":[{"start":0,"end":1,"kind":"link","href":"mailto:desk@example.org"}]}"#,
        r#"{"type":"heading","level":2,"text":"x"}"#,
        r#"{"type":"figure","images":[{"src":"https://example.org/a.jpg"}]}"#,
        r#"{"type":"embed","url":"https://example.org/"}"#,
        r#"{"type":"separator"}"#,
        r#"{"type":"table","header":true,"rows":[[{"text":"x","colspan":1000,"rowspan":65534,"header":true}]]}"#,
        r#"{"type":"list","ordered":true,"numbering":"upper-roman","tasks":[true],"terms":[],"items":[[]]}"#,
    ];
    for block in sound {
        serde_json::from_str::<Article>(&article(block)).unwrap_or_else(|error| panic!("{error}: {block}"));
    }
    let tampered = [
        r#"{"type":"paragraph","text":"x","marks":[{"start":0,"end":1,"kind":"link","href":"javascript:alert(1)"}]}"#,
        r#"{"type":"paragraph","text":"x","marks":[{"start":0,"end":1,"kind":"link","href":"//example.org/"}]}"#,
        r#"{"type":"paragraph","text":"x","marks":[{"start":0,"end":1,"kind":"link","href":"data:text/html,x"}]}"#,
        r#"{"type":"paragraph","text":"x","marks":[{"start":0,"end":1,"kind":"link"}]}"#,
        r#"{"type":"paragraph","text":"x","marks":[{"start":0,"end":1,"kind":"blink"}]}"#,
        r#"{"type":"paragraph","text":"晴","marks":[{"start":0,"end":1,"kind":"strong"}]}"#,
        r#"{"type":"paragraph","text":"x","marks":[{"start":0,"end":2,"kind":"strong"}]}"#,
        r#"{"type":"paragraph","text":"x","marks":[{"start":1,"end":0,"kind":"strong"}]}"#,
        r#"{"type":"paragraph","text":"x","marks":[{"start":1,"end":1,"kind":"strong"}]}"#,
        r#"{"type":"paragraph","text":"abcd","marks":[{"start":0,"end":3,"kind":"strong"},{"start":1,"end":4,"kind":"emphasis"}]}"#,
        r#"{"type":"paragraph","text":"ab","marks":[{"start":0,"end":2,"kind":"link","href":"https://a.example/"},{"start":0,"end":1,"kind":"link","href":"https://b.example/"}]}"#,
        r#"{"type":"heading","level":0,"text":"x"}"#,
        r#"{"type":"heading","level":1,"text":"x"}"#,
        r#"{"type":"heading","level":7,"text":"x"}"#,
        r#"{"type":"heading","level":9,"text":"x"}"#,
        r#"{"type":"figure","images":[{"src":"mailto:desk@example.org"}]}"#,
        r#"{"type":"figure","images":[{"src":"javascript:alert(1)"}]}"#,
        r#"{"type":"figure","images":[{"src":"a.jpg"}]}"#,
        r#"{"type":"figure","images":[{"alt":"x"}]}"#,
        r#"{"type":"embed","url":"javascript:alert(1)"}"#,
        r#"{"type":"embed","url":"mailto:desk@example.org"}"#,
        r#"{"type":"script","text":"x"}"#,
        r#"{"type":"table","header":true,"rows":[[{"text":"x","colspan":0}]]}"#,
        r#"{"type":"table","header":true,"rows":[[{"text":"x","colspan":1001}]]}"#,
        r#"{"type":"table","header":true,"rows":[[{"text":"x","rowspan":65535}]]}"#,
        r#"{"type":"table","header":true,"rows":[[{"text":"x","rowspan":-1}]]}"#,
        r#"{"type":"list","ordered":true,"numbering":"i","items":[]}"#,
    ];
    let taken: Vec<&str> =
        tampered.into_iter().filter(|block| serde_json::from_str::<Article>(&article(block)).is_ok()).collect();
    assert!(taken.is_empty(), "taken as if they were sound:\n{}", taken.join("\n"));
    for meta in [r#"{"source":"javascript:alert(1)"}"#, r#"{"published":"soon"}"#] {
        assert!(serde_json::from_str::<Article>(&format!("{{\"meta\":{meta},\"blocks\":[]}}")).is_err(), "{meta}");
    }
}

/// serde_json fails at 128 nested arrays and objects, so articles must have fewer levels.
#[test]
fn the_deepest_article_reads_back_from_json() {
    for tag in ["<blockquote>", "<ul><li>", "<ul><li><blockquote>", "<dl><dt>y<dd>"] {
        let article = Cleaner::default().clean_html(&(tag.repeat(1000) + "x")).unwrap();
        json_reads_back(&article).unwrap();
    }
}

#[test]
fn public_types_can_be_shared() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Article>();
    shared::<Block>();
    shared::<Cleaner>();
    shared::<Cell>();
    shared::<feedscrub::Chain>();
    shared::<feedscrub::CleanerBuilder>();
    shared::<feedscrub::Error>();
    shared::<feedscrub::Evidence>();
    shared::<feedscrub::Figure>();
    shared::<feedscrub::FrontMatter>();
    shared::<feedscrub::Image>();
    shared::<feedscrub::List>();
    shared::<feedscrub::Meta>();
    shared::<feedscrub::Proxies>();
    shared::<feedscrub::Recovered>();
    shared::<feedscrub::Removed>();
    shared::<feedscrub::RemovedKind>();
    shared::<feedscrub::Report>();
    shared::<feedscrub::Rewritten>();
    shared::<feedscrub::Position>();
    shared::<feedscrub::Rule>();
    shared::<feedscrub::RuleSet>();
    shared::<feedscrub::Table>();
    shared::<feedscrub::Time>();
    shared::<feedscrub::Warning>();
    shared::<feedscrub::WebUrl>();
    shared::<feedscrub::article::Dateline>();
    shared::<Limits>();
    shared::<Mark>();
    shared::<MarkKind>();
    shared::<Text>();
    fn sendable<T: Send + Sync>() {}
    sendable::<Post<'_>>();
    sendable::<feedscrub::Preamble<'_>>();
}
