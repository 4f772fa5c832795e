//! Named rules: the built-in table and its fixtures, rule files, custom rules.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use feedscrub::{Cleaner, Position, RemovedKind, Rule, RuleSet};

fn with(rule: Rule) -> Cleaner {
    Cleaner::builder().rules(RuleSet::empty().with(rule)).build()
}

fn remove() -> Rule {
    Rule::remove("mine/part", RemovedKind::Promotion)
}

/// Returns the remaining paragraphs, one per line.
fn left(cleaner: &Cleaner, html: &str) -> String {
    let article = cleaner.clean_html(html).unwrap();
    let paragraphs: Vec<&str> = article.paragraphs().map(|text| text.as_str()).collect();
    paragraphs.join("\n")
}

/// Returns the remaining paragraphs of a post of a host and author.
fn left_of_post(cleaner: &Cleaner, host: &str, author: &str, html: &str) -> String {
    let post = format!("---\ntitle: \"雨\"\nauthor: {author}\nfrom: https://{host}/1\n---\n\n<div>\n{html}\n</div>\n");
    let article = cleaner.clean(&post).unwrap();
    let paragraphs: Vec<&str> = article.paragraphs().map(|text| text.as_str()).collect();
    paragraphs.join("\n")
}

const LONG: &str = "雨从清早下到傍晚，河边的步道全都淹在水里，住在低处的人家把家具搬上了二楼，一直等到天黑。";

#[test]
fn the_table_is_sorted_and_its_names_are_unique() {
    let rules = RuleSet::builtin();
    let names: Vec<&str> = rules.iter().map(Rule::name).collect();
    for pair in names.windows(2) {
        assert!(pair[0] < pair[1], "{} before {}", pair[0], pair[1]);
    }
    for name in names {
        let (family, what) = name.split_once('/').unwrap();
        assert!(!family.is_empty() && !what.is_empty(), "{name}");
        assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || b"/-".contains(&byte)), "{name}");
    }
}

#[test]
fn each_builtin_rule_fires_in_a_fixture() {
    let cleaner = Cleaner::default();
    let mut fired = HashSet::new();
    for folder in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")).unwrap() {
        let Ok(post) = fs::read_to_string(folder.unwrap().path().join("post.md")) else { continue };
        let Ok(article) = cleaner.clean(&post) else { continue };
        fired.extend(article.report.removed.into_iter().map(|entry| entry.rule));
    }
    let rules = RuleSet::builtin();
    let never: Vec<&str> = rules.iter().map(Rule::name).filter(|name| !fired.contains(*name)).collect();
    assert!(never.is_empty(), "no fixture names {never:?}");
}

#[test]
fn look_alikes_stay() {
    let post = include_str!("../fixtures/keep-lines-that-rules-almost-speak-of/post.md");
    let article = feedscrub::clean(post).unwrap();
    assert_eq!(article.report.removed, []);
    let text = article.to_text();
    for words in ["更多RSS的读者", "长按识别二维码", "奖励", "stamp had appeared", "播放列表里只有雨声"]
    {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn class_id_and_element() {
    let html = format!(r#"<p>{LONG}</p><div class="a box-7">one</div><p id="x">two</p><section>three</section>"#);
    let one_less =
        |without: &str, all: &str| all.lines().filter(|line| *line != without).collect::<Vec<_>>().join("\n");
    let all = left(&Cleaner::builder().rules(RuleSet::empty()).build(), &html);
    assert_eq!(left(&with(remove().class("box-7")), &html), one_less("one", &all));
    assert_eq!(left(&with(remove().class("box-*")), &html), one_less("one", &all));
    assert_eq!(left(&with(remove().class("box-")), &html), all);
    assert_eq!(left(&with(remove().class("ox-7")), &html), all);
    assert_eq!(left(&with(remove().class("x")), &html), all);
    assert_eq!(left(&with(remove().id("x")), &html), one_less("two", &all));
    assert_eq!(left(&with(remove().id("x").element("div")), &html), all);
    assert_eq!(left(&with(remove().class("a").contains("one")), &html), one_less("one", &all));
    assert_eq!(left(&with(remove().class("a").contains("two")), &html), all);
    assert_eq!(left(&with(remove().element("section")), &html), one_less("three", &all));
}

#[test]
fn texts_and_targets() {
    let html =
        format!(r#"<p>{LONG}</p><p>【Buy the book】</p><p>Please <a href="https://shop.example/x">visit</a></p>"#);
    let all = left(&Cleaner::builder().rules(RuleSet::empty()).build(), &html);
    let cases = [
        (remove().starts("buy the"), "【Buy the book】"),
        (remove().contains("THE"), "【Buy the book】"),
        (remove().ends("book"), "【Buy the book】"),
        (remove().whole("buy the book"), "【Buy the book】"),
        (remove().starts("buy").ends("book").contains("the").contains("a"), "【Buy the book】"),
        (remove().contains("please").target("shop.example"), "Please visit"),
        (remove().contains("please").target("shop.*/x").element("p"), "Please visit"),
    ];
    for (rule, gone) in cases {
        let rest: Vec<&str> = all.lines().filter(|line| *line != gone).collect();
        assert_eq!(left(&with(rule.clone()), &html), rest.join("\n"), "{rule:?}");
    }
    for rule in [
        remove().starts("the book"),
        remove().contains("he book"),
        remove().whole("buy"),
        remove().starts("buy").ends("paper"),
        remove().contains("please").target("shop.example/y"),
        remove().contains("please").target("hop.example"),
        remove().contains("please").element("li"),
        // The line does not consist mostly of links.
        remove().target("shop.example").starts("visit"),
    ] {
        assert_eq!(left(&with(rule.clone()), &html), all, "{rule:?}");
    }
    let list = format!(r#"<p>{LONG}</p><p><a href="https://www.shop.example/x">the shop</a></p>"#);
    assert_eq!(left(&with(remove().target("shop.example")), &list), LONG);
}

#[test]
fn parts_of_lines() {
    let host = || remove().host("quay.example");
    let clean = |rule: Rule, body: &str| {
        let post = format!("---\ntitle: Quay\nfrom: https://quay.example/1\n---\n<div><p>{body}</p></div>");
        with(rule).clean(&post).unwrap()
    };
    let cut = |part: &'static str, body: &str| clean(host().part(part), body).to_text().trim_end().to_owned();
    assert_eq!(cut("Follow me: https://a.example/x", "It rains.Follow me: https://a.example/x"), "It rains.");
    assert_eq!(cut("FOLLOW  me.", "It rains. Follow me. It pours."), "It rains.\nIt pours.");
    assert_eq!(cut("Part 1 of 2 -----", "It rains. Part 12 of 30 --------- It pours."), "It rains.\nIt pours.");
    assert_eq!(cut("follow me", "It rains.Follow meadows."), "It rains.Follow meadows.");
    let film = "It rains. More: https://film.example/w/a1b2c3d4";
    assert_eq!(cut("More: https://film.example/w/*", film), "It rains.");
    assert_eq!(cut("More: https://film.example/w/z1y2x3w4", film), film);
    assert_eq!(cut("More: https://film.example/", film), film);

    let article = clean(host().part("rain"), "rain!");
    assert!(article.blocks.is_empty());
    assert_eq!(article.report.removed[0].text, "rain!");
    let tail = host().position(Position::Tail).part("The end comes.");
    let body = format!("The end comes. {LONG}</p><p>{LONG}</p><p>{LONG}</p><p>{LONG} The end comes.");
    assert_eq!(clean(tail, &body).to_text().matches("The end comes.").count(), 1);
    let other = remove().host("other.example").part("It rains.");
    assert_eq!(clean(other, "It rains.").to_text(), "It rains.\n");
    let marked = clean(host().part("Follow me."), "Rain <b>on the quay. Follow me. And</b> sun.");
    assert_eq!(marked.to_markdown(), "Rain **on the quay.**  \n**And** sun.\n");

    let keeps =
        RuleSet::builtin().with(host().part("Follow me.")).with(Rule::keep("mine/keep").contains("dear readers"));
    let cleaner = Cleaner::builder().rules(keeps).base_url("https://quay.example/".parse().unwrap()).build();
    let body = "<p>It rains, dear readers. Follow me.</p><p>It pours. Follow me.</p><p>Follow me.</p>";
    assert_eq!(cleaner.clean_html(body).unwrap().to_text(), "It rains, dear readers. Follow me.\n\nIt pours.\n");
    let markup = cleaner.sanitize_html(body).unwrap();
    assert_eq!(markup.matches("Follow me.").count(), 2, "a line that is more than the part stays whole: {markup}");
}

#[test]
fn positions() {
    let html = format!(
        "<p>Read it!</p><p>{LONG}一</p><p>{LONG}二</p><p>Read it!!</p><p>{LONG}三</p><p>{LONG}四</p><p>{LONG}五</p><p>Read it.</p>"
    );
    let count = |position| {
        left(&with(remove().whole("Read it").position(position)), &html)
            .lines()
            .filter(|line| line.starts_with("Read"))
            .count()
    };
    assert_eq!(count(Position::Anywhere), 0);
    let head = left(&with(remove().whole("Read it").position(Position::Head)), &html);
    assert!(!head.contains("Read it!\n") && head.contains("Read it!!") && head.ends_with("Read it."));
    let tail = left(&with(remove().whole("Read it").position(Position::Tail)), &html);
    assert!(tail.starts_with("Read it!\n") && tail.contains("Read it!!") && !tail.ends_with("Read it."));

    let boxes = format!(
        r#"<div class="b">one.</div><p>{LONG}</p><div class="b">two.</div><p>{LONG}二</p><div class="b">three.</div>"#
    );
    let head = left(&with(remove().class("b").position(Position::Head)), &boxes);
    assert!(!head.contains("one") && head.contains("two") && head.contains("three"));
    let tail = left(&with(remove().class("b").position(Position::Tail)), &boxes);
    assert!(tail.contains("one") && tail.contains("two") && !tail.contains("three"));
}

#[test]
fn hosts_and_authors() {
    let html = format!("<p>{LONG}</p><p>多谢收看本节目的朋友</p>");
    let host = with(remove().starts("多谢收看").host("rain.example"));
    assert_eq!(left_of_post(&host, "www.rain.example", "雨报", &html), LONG);
    assert!(left_of_post(&host, "grain.example", "雨报", &html).contains("多谢"));
    let author = with(remove().starts("多谢收看").author("雨报"));
    assert_eq!(left_of_post(&author, "a.example", "雨报", &html), LONG);
    assert!(left_of_post(&author, "a.example", "雪报", &html).contains("多谢"));
    assert!(left(&author, &html).contains("多谢"));
}

#[test]
fn keeping_has_its_way() {
    let html = format!(
        r#"<p>{LONG}</p><div class="sharedaddy"><p>分享到：<a href="https://s.example/">微博</a></p><p class="mine">这一行要留下</p></div><p>Subscribe now</p>"#
    );
    assert_eq!(left(&Cleaner::default(), &html), LONG);
    let element = Cleaner::builder().rules(RuleSet::builtin().with(Rule::keep("k/e").class("mine"))).build();
    assert!(left(&element, &html).contains("这一行要留下"));
    let line = Cleaner::builder().rules(RuleSet::builtin().with(Rule::keep("k/l").starts("这一行"))).build();
    assert!(left(&line, &html).contains("这一行要留下"));
    let closing = Cleaner::builder().rules(RuleSet::builtin().with(Rule::keep("k/s").whole("subscribe now"))).build();
    assert_eq!(left(&closing, &html), format!("{LONG}\nSubscribe now"));
    let both = RuleSet::empty().with(remove().starts("subscribe")).with(Rule::keep("k/s").whole("subscribe now"));
    assert!(left(&Cleaner::builder().rules(both).build(), &html).ends_with("Subscribe now"));
}

#[test]
fn keeping_has_its_way_with_pictures() {
    let html = format!(
        r#"<p>{LONG}</p><div class="mine"><img src="https://a.example/code.png"></div><p>长按识别二维码，关注雨报公众号</p>"#
    );
    let pictures = |cleaner: &Cleaner| cleaner.clean_html(&html).unwrap().images().count();
    assert_eq!(pictures(&Cleaner::default()), 0);
    let kept = Cleaner::builder().rules(RuleSet::builtin().with(Rule::keep("k/p").class("mine"))).build();
    assert_eq!(pictures(&kept), 1);
}

#[test]
fn a_rule_for_all_sources_costs_no_article() {
    let html = format!(
        r#"<div class="box"><p>{LONG}</p><p>{LONG}{LONG}</p></div><p>后记</p><blockquote><p>Read it</p></blockquote>"#
    );
    assert!(left(&with(remove().class("box")), &html).contains(LONG));
    assert_eq!(left_of_post(&with(remove().class("box").host("a.example")), "a.example", "x", &html), "后记\nRead it");
    assert!(left(&with(remove().whole("Read it")), &html).ends_with("Read it"));
}

#[test]
#[cfg(feature = "serde")]
fn many_rules_are_read_in_linear_time() {
    let file = |rules: usize| -> String {
        (0..rules)
            .map(|at| {
                format!("[[rule]]\nname = \"a/{at}\"\nkind = \"advert\"\nhost = \"h{at}.example\"\nclass = \"c{at}\"\n")
            })
            .collect()
    };
    let seconds = |rules: usize| {
        let toml = file(rules);
        let start = cpu_time::ThreadTime::now();
        let cleaner = Cleaner::builder().rules(RuleSet::from_toml(&toml).unwrap()).build();
        assert_eq!(left(&cleaner, &format!("<p>{LONG}</p><div class=c7>x</div>")).lines().count(), 2);
        start.elapsed().as_secs_f64()
    };
    let (few, many) = (seconds(2_500), seconds(20_000));
    assert!(many < few * 8.0 * 2.5, "2,500 rules take {few} s, 20,000 take {many} s");
}

#[test]
fn the_report_names_the_rule() {
    let article = with(remove().class("box")).clean_html(r#"<p>雨。</p><div class="box">Buy <b>it</b></div>"#).unwrap();
    let entry = &article.report.removed[0];
    assert_eq!((&*entry.rule, entry.kind, entry.text.as_str()), ("mine/part", RemovedKind::Promotion, "Buy it"));
}

#[cfg(feature = "serde")]
mod files {
    use super::*;

    #[test]
    fn sets_are_read_as_they_were_written() {
        let own = remove()
            .host("a.example")
            .author("雨报")
            .element("p")
            .class("b-*")
            .id("c")
            .starts("d \"quoted\"")
            .contains("e")
            .ends("f")
            .whole("g\n")
            .target("feedx.*")
            .position(Position::Tail);
        let rules = RuleSet::builtin().with(own).with(Rule::keep("mine/kept").id("x"));
        assert_eq!(RuleSet::from_toml(&rules.to_toml()).unwrap(), rules);
        assert_eq!(RuleSet::from_toml("").unwrap(), RuleSet::empty());
    }

    #[test]
    fn a_bad_file_gets_its_line_and_column() {
        let cases = [
            ("[[rule]\n", 1, 8, "]"),
            ("[[rule]]\nname = \"a/b\"\nkind = \"advert\"\nclas = \"x\"\n", 4, 1, "unknown field `clas`"),
            ("[[rule]]\nname = \"a/b\"\nkind = \"adverts\"\nclass = \"x\"\n", 3, 8, "unknown variant `adverts`"),
            ("[[rule]]\nname = \"a/b\"\nkind = \"advert\"\nclass = [\"x\", 7]\n", 4, 15, "expected a string"),
            ("[[rule]]\nname = \"a/b\"\nkind = \"advert\"\nclass = \"\"\n", 4, 9, "empty text"),
            ("[[rule]]\n  name = \"a/b\"\n  kind = \"advert\"\n  host = \"x\"\n", 2, 10, "no condition that chooses"),
            ("[[rule]]\nname = \"a/b\"\nclass = \"x\"\n", 2, 8, "no kind"),
            ("[[rule]]\nname = \"a/b\"\naction = \"keep\"\nkind = \"advert\"\nclass = \"x\"\n", 2, 8, "keeps"),
            ("[[rule]]\nkind = \"advert\"\nclass = \"x\"\n", 1, 1, "no name"),
            (
                "[[rule]]\nname = \"a/b\"\naction = \"keep\"\nid = \"x\"\n[[rule]]\nname = \"a/b\"\naction = \"keep\"\nid = \"y\"\n",
                6,
                8,
                "already",
            ),
            ("rules = 1\n", 1, 1, "unknown field `rules`"),
        ];
        for (toml, line, column, message) in cases {
            let error = RuleSet::from_toml(toml).unwrap_err();
            assert!(error.message.contains(message), "{toml}{error}");
            assert_eq!((error.line, error.column), (line, column), "{toml}{error}");
        }
    }
}
