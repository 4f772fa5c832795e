//! Attacks at every place of a whole page and of a post.

use feedscrub::article::Dateline;
use feedscrub::{Article, Cleaner, Post};
use markup5ever_rcdom::NodeData;

use crate::cases;
use crate::oracle::{ARTICLE, MARKDOWN, Tree, faults};
use crate::properties::rendered;

/// Elements of the page itself; those of the article obey its policy.
const OWN: &[&str] =
    &["html", "head", "meta", "title", "link", "style", "body", "article", "header", "h1", "p", "time", "a"];

/// Returns an article with the attack in all of its metadata.
fn article(attack: &str) -> Option<Article> {
    let mut post = Post::of_html(attack);
    post.front_matter.title = Some(attack.to_owned());
    post.front_matter.author = Some(attack.to_owned());
    post.front_matter.from = Some(format!("https://example.org/{attack}"));
    post.front_matter.date = Some(attack.to_owned());
    post.front_matter.tags = vec![attack.to_owned()];
    let mut article = Cleaner::default().clean_post(&post).ok()?;
    article.meta.byline = Some(attack.to_owned());
    let dateline = serde_json::json!({ "text": attack, "time": "2021-06-25" });
    article.meta.dateline = Some(serde_json::from_value::<Dateline>(dateline).expect("a date line"));
    Some(article)
}

fn attacks() -> impl Iterator<Item = (String, Article)> {
    let cases = cases::load().expect("the case files are readable").into_iter();
    cases.filter_map(|case| {
        let input = case.text();
        // Titles of megabytes are tested elsewhere.
        let article = if input.len() < 4_000 { article(&input) } else { None };
        Some((case.name, article?))
    })
}

#[test]
fn nothing_of_an_attack_is_markup_of_the_page() {
    let mut seen = 0;
    for (name, article) in attacks() {
        let page = article.to_page();
        let (head, rest) = page.split_once("<header>\n").expect("a header");
        let (header, rest) = rest.split_once("</header>\n").expect("the end of the header");
        assert_eq!(rest, format!("{}</article>\n</body>\n</html>\n", article.to_html()), "{name}");
        let header: String = header
            .lines()
            .map(|line| match line.strip_prefix("<p><time datetime=\"2021-06-25\">") {
                Some(line) => format!("<p>{}\n", line.replace("</time>", "")),
                None => format!("{}\n", line.replace("h1>", "h2>")),
            })
            .collect();
        assert_eq!(faults(&header, &ARTICLE), [], "{name}: {header}");

        let whole = Tree::document(&format!("{head}<header>\n</header></article></body></html>"));
        let mut names: Vec<String> = Vec::new();
        for visit in whole.walk() {
            if let NodeData::Element { name, attrs, .. } = &visit.handle.data {
                names.push(name.local.to_string());
                let handlers = attrs.borrow().iter().filter(|attr| attr.name.local.starts_with("on")).count();
                assert_eq!(handlers, 0, "{head}");
            }
        }
        assert!(names.iter().all(|element| OWN.contains(&element.as_str())), "{head}");
        assert!(names.iter().filter(|element| *element == "meta").count() <= 5, "{head}");
        assert_eq!(
            names.iter().filter(|element| ["title", "style", "link"].contains(&element.as_str())).count(),
            3,
            "{head}"
        );
        seen += 1;
    }
    assert!(seen > 700, "{seen}");
}

#[test]
fn nothing_of_an_attack_is_a_command_of_a_post() {
    for (name, article) in attacks() {
        for (written, is_html) in [(article.to_post(), false), (article.to_post_html(), true)] {
            let post = Post::parse(&written).unwrap_or_else(|error| panic!("{name}: {error}\n{written}"));
            assert_eq!(post.recovered, [], "{name}: {written}");
            assert!(!post.body.contains("{{") && !post.body.contains("{%"), "{name}: {written}");
            let rendered = rendered(post.body);
            if is_html {
                assert_eq!(rendered.trim(), post.body.trim(), "{name}: read as Markdown it is not what was written");
            } else {
                assert_eq!(faults(&rendered, &MARKDOWN), [], "{name}: {written}");
            }
        }
    }
}
