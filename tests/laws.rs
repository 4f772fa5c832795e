//! Laws of general evidence: what stands round a text, beside it and inside it must not decide about it alone.
//! `scripts/laws.py` tries the same on real posts and counts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod support;

use std::sync::LazyLock;

use feedscrub::{Article, Block, Cleaner, Post};
use proptest::prelude::*;
use proptest::sample::select;
use support::{config, fixtures};

/// Posts of the fixtures with what becomes of them.
static POSTS: LazyLock<Vec<(String, Vec<u8>, Article)>> = LazyLock::new(|| {
    let clean = |(name, source): (String, Vec<u8>)| {
        let article = CLEANER.clean_post(&Post::from_bytes(&source).unwrap()).unwrap();
        (name, source, article)
    };
    fixtures().into_iter().map(clean).collect()
});
static CLEANER: LazyLock<Cleaner> = LazyLock::new(Cleaner::default);

/// The words of the class table.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let table = include_str!("../src/words/classes/table.rs");
    let words: Vec<&str> =
        table.lines().filter_map(|line| line.trim().strip_prefix('"')?.split_once('"')).map(|(word, _)| word).collect();
    assert!(words.len() > 200, "the table is read: {} words", words.len());
    words
});

/// A paragraph of each language that no post of the fixtures has.
const PARAGRAPHS: [&str; 2] = [
    "The miller had kept the key of the lock house since the spring, and when the boatmen came for it he told them that the \
     water was too high, that the gate had been oiled twice, and that nobody would cross before the end of the week.",
    "磨坊主从春天起就保管着闸房的钥匙，船工们来取的时候，他说水位太高，闸门已经上过两遍油，周末之前谁也过不去，让他们先把绳子晒干再说。",
];

/// What a sentence of an article may hold and stay where it is.
const TOUCHES: [&str; 8] = [
    "on May 3, 2021, ",
    "said John Miller of the Harbour Office, ",
    "<a href=\"https://twitter.com/someone\">@someone</a> ",
    "someone@example.org ",
    "“follow us on Twitter”, ",
    "2021年5月3日，",
    "（记者李明）",
    "“欢迎关注我们的公众号”，",
];

/// Items of which each could be the control of a page, its date or its byline.
const CONTROLS: [&str; 16] = [
    "Advertisement",
    "May 3, 2021 10:20",
    "2021年5月3日",
    "By Jane Miller",
    "Line",
    "Telegram",
    "Email",
    "Facebook",
    "Share",
    "Subscribe",
    "Newsletter",
    "Comments",
    "微信",
    "微博",
    "订阅",
    "评论",
];

/// Items of an article.
const ITEMS: [&str; 8] = [
    "a coil of rope from the old ferry",
    "two oars, one of them mended",
    "the lamp that hung over the landing stage",
    "a ledger of fares with a coffee stain",
    "旧渡轮上的一卷绳子",
    "两支桨，其中一支修过",
    "栈桥上的那盏灯",
    "一本沾了咖啡的账簿",
];

fn post_of(name: &str) -> (&'static [u8], &'static Article) {
    let (_, source, article) = POSTS.iter().find(|(known, _, _)| known == name).unwrap();
    (source, article)
}

/// Names of the fixtures whose bodies are HTML.
fn names() -> Vec<&'static str> {
    let is_html = |source: &[u8]| {
        let post = Post::from_bytes(source).unwrap();
        !post.has_markdown_body() && ["<p", "<div", "<br"].iter().any(|tag| post.body.contains(tag))
    };
    POSTS.iter().filter(|(_, source, _)| is_html(source)).map(|(name, _, _)| name.as_str()).collect()
}

/// The ends of the paragraphs of a body that are kept.
fn ends_of_paragraphs(body: &str, article: &Article) -> Vec<usize> {
    let kept = article.paragraphs().filter(|text| text.as_str().len() >= 60).filter_map(|text| {
        let end = body.find(text.as_str())? + text.as_str().len();
        body[end..].starts_with("</p>").then_some(end + "</p>".len())
    });
    kept.collect()
}

/// What becomes of a post with another body.
fn with_body(source: &[u8], html: &str) -> Article {
    CLEANER.clean_post(&Post::from_bytes(source).unwrap().with_html_body(html)).unwrap()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn text_of(article: &Article) -> String {
    squeezed(&article.to_text())
}

#[derive(Clone, Copy)]
enum Place {
    Head,
    Middle,
}

/// A short article of one language with this above or between its paragraphs.
fn story(html: &str, place: Place, is_chinese: bool) -> Article {
    let [one, two, three] = if is_chinese {
        [
            "渡轮星期五中午离开东岸的码头，船上有十一位乘客和一条狗，每个人只付了两枚硬币，没有人嫌贵。",
            "两年前的冬天，冰块撞坏了两边的栈桥和一半的栏杆，港口办公室从那时起就停了这条航线。",
            "新的栈桥是四位木匠用一个夏天搭起来的，他们手里的图纸比他们当中任何一个人的年纪都大。",
        ]
    } else {
        [
            "The ferry left the east quay at noon on Friday with eleven passengers and a dog, and nobody had paid more than two coins.",
            "The harbour office had closed the line two winters ago, when the ice took both landing stages and half of the railing.",
            "A new stage was built over the summer by four carpenters, who worked from a drawing that was older than all of them.",
        ]
    };
    let (above, below) = match place {
        Place::Head => ("", format!("<p>{one}</p><p>{two}</p><p>{three}</p>")),
        Place::Middle => (&*format!("<p>{one}</p><p>{two}</p>"), format!("<p>{three}</p>")),
    };
    CLEANER.clean_html(&format!("<div>{above}{html}{below}</div>")).unwrap()
}

fn items_of(article: &Article) -> Vec<String> {
    let mut items = Vec::new();
    for block in &article.blocks {
        match block {
            Block::List(list) => items.extend(list.items.iter().flatten().filter_map(text_of_block)),
            Block::Table(table) => items.extend(table.rows.iter().flatten().map(|cell| cell.text.as_str().to_owned())),
            block => items.extend(text_of_block(block)),
        }
    }
    items
}

fn text_of_block(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => Some(text.as_str().to_owned()),
        _ => None,
    }
}

/// Whether either all of these are among the items of an article that has them at its head or in its middle, or none.
fn one_fate(html: &str, wanted: &[&str]) -> Result<(), TestCaseError> {
    for place in [Place::Head, Place::Middle] {
        let items = items_of(&story(html, place, !wanted[0].is_ascii()));
        let kept = wanted.iter().filter(|wanted| items.iter().any(|item| item.ends_with(**wanted))).count();
        prop_assert!(kept == 0 || kept == wanted.len(), "{kept} of {} stay: {items:?}", wanted.len());
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    /// The name of an element that holds the whole body says nothing of what is in it.
    #[test]
    fn an_element_round_the_body_changes_nothing(
        name in select(names()),
        word in select(WORDS.clone()),
        form in select(vec!["W", "W-x", "x-W", "has-W", "post W"]),
        tag in select(vec!["article", "div", "main", "section"]),
    ) {
        let (source, article) = post_of(name);
        let body = Post::from_bytes(source).unwrap().body;
        let class = form.replace('W', word);
        let wrapped = with_body(source, &format!("<{tag} class=\"{class}\">{body}</{tag}>"));
        prop_assert_eq!(&wrapped.blocks, &article.blocks, "{} in <{} class=\"{}\">", name, tag, class);
    }

    /// A paragraph of prose stays wherever it stands.
    #[test]
    fn a_paragraph_stays_wherever_it_stands(name in select(names()), paragraph in select(&PARAGRAPHS), place in 0..3usize) {
        let (source, article) = post_of(name);
        let body = Post::from_bytes(source).unwrap().body;
        let ends = ends_of_paragraphs(body, article);
        let at = match place {
            0 => ends.first().and_then(|&end| body[..end].rfind("<p")),
            1 => ends.get(ends.len() / 2).copied(),
            _ => ends.last().copied(),
        };
        let Some(at) = at else { return Ok(()) };
        let (before, behind) = body.split_at(at);
        let article = with_body(source, &format!("{before}<p>{paragraph}</p>{behind}"));
        prop_assert!(text_of(&article).contains(&squeezed(paragraph)), "{} loses it: {:?}", name, article.report.removed);
    }

    /// A date, a name, a profile, a mailbox or a quoted request inside a sentence takes no sentence out.
    #[test]
    fn a_touch_takes_no_sentence_out(touch in select(&TOUCHES), paragraph in select(&PARAGRAPHS), place in 0..4usize) {
        let commas: Vec<usize> = paragraph.match_indices([',', '，']).map(|(at, comma)| at + comma.len()).collect();
        let (before, behind) = paragraph.split_at(commas[place % commas.len()]);
        let article = story(&format!("<p>{before} {touch}{behind}</p>"), Place::Middle, !paragraph.is_ascii());
        let text = text_of(&article);
        prop_assert!(text.contains(&squeezed(before)) && text.contains(&squeezed(behind)), "{}", article.to_text());
    }

    /// A list shares one fate, whatever words its items are.
    #[test]
    fn a_list_shares_one_fate(items in proptest::sample::subsequence(ITEMS.to_vec(), 2..6), control in select(&CONTROLS), at in 0..6usize) {
        let mut items = items;
        items.insert(at.min(items.len()), control);
        let list: String = items.iter().map(|item| format!("<li>{item}</li>")).collect();
        one_fate(&format!("<ul>{list}</ul>"), &items)?;
    }

    /// And so does a series that numbers its lines.
    #[test]
    fn a_series_shares_one_fate(items in proptest::sample::subsequence(ITEMS.to_vec(), 3..6), control in select(&CONTROLS), at in 0..6usize) {
        let mut items = items;
        items.insert(at.min(items.len()), control);
        let lines: String = items.iter().zip(1..).map(|(item, number)| format!("<p>{number}. {item}</p>")).collect();
        one_fate(&lines, &items)?;
    }

    /// And the cells of a table of data.
    #[test]
    fn a_table_shares_one_fate(items in proptest::sample::subsequence(ITEMS.to_vec(), 2..6), control in select(&CONTROLS), at in 0..6usize) {
        let mut items = items;
        items.insert(at.min(items.len()), control);
        let rows: String = items.iter().zip(1..).map(|(item, number)| format!("<tr><td>{item}</td><td>{}</td></tr>", number * 7)).collect();
        let table = format!("<table><tr><th>What</th><th>Price</th></tr>{rows}</table>");
        one_fate(&table, &items)?;
    }
}

/// No picture leaves without its address in the article or the report.
#[test]
fn pictures_leave_with_their_address() {
    let mut faults = Vec::new();
    for (name, source, article) in POSTS.iter() {
        let body = Post::from_bytes(source).unwrap().body;
        let shown = serde_json::to_string(article).unwrap();
        for (at, start) in body.match_indices("<img src=\"https://") {
            let src = body[at + start.len()..].split('"').next().unwrap();
            let file = src.split(['?', '#']).next().unwrap().rsplit('/').next().unwrap();
            // Pictures of emoji become characters.
            if !file.is_empty() && !src.contains("/emoji/") && !shown.contains(file) {
                faults.push(format!("{name}: {src}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} pictures are gone:\n{}", faults.len(), faults.join("\n"));
}

/// No post with a paragraph comes out empty.
#[test]
fn no_post_with_a_paragraph_comes_out_empty() {
    for (name, source, article) in POSTS.iter() {
        let body = Post::from_bytes(source).unwrap().body;
        let has_paragraph = body.split("<p>").skip(1).any(|rest| rest.split('<').next().unwrap().len() > 200);
        assert!(!has_paragraph || !article.blocks.is_empty(), "{name} is empty: {:?}", article.report.removed);
    }
}

/// Even the name of a service is no evidence on an element that holds all text of a short post.
#[test]
fn a_short_post_in_an_element_named_for_a_service_stays() {
    let text = "日本是怎么打赢这一仗的？本集接着上一回的故事，详细讨论两场战争，聊聊双方的成败得失。";
    for class in ["sharethis-x", "addthis-x", "jp-relatedposts"] {
        let article = CLEANER.clean_html(&format!("<div class=\"{class}\"><div>{text}</div></div>")).unwrap();
        assert_eq!(text_of(&article), squeezed(text), "{class}: {:?}", article.report.removed);
    }
}
