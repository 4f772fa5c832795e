//! A program that depends on feedscrub like any other user's: its own format, rule and proxy, articles that are stored
//! as JSON and articles that are made by hand. It is a package of its own, and also a test of feedscrub.

use feedscrub::images::proxies::{Proxies, Proxy};
use feedscrub::{Article, Block, Cleaner, CleanerBuilder, MarkKind, Position, RemovedKind, Rule, RuleSet, Text};
use url::Url;

/// The image cache of this program's reader.
#[derive(Debug)]
pub struct Cache;

impl Proxy for Cache {
    fn name(&self) -> &str {
        "stranger-cache"
    }

    fn original(&self, url: &Url) -> Option<Url> {
        let path = url.path().strip_prefix("/cache/").filter(|_| url.host_str() == Some("cache.stranger.example"))?;
        Url::parse(&format!("https://{path}")).ok()
    }
}

/// Returns the settings of the reader.
pub fn cleaner() -> CleanerBuilder {
    let rule = Rule::remove("stranger/closing", RemovedKind::Promotion).starts("Stay dry").position(Position::Tail);
    Cleaner::builder().proxies(Proxies::builtin().with(Cache)).rules(RuleSet::builtin().with(rule))
}

/// Writes an article as [gemtext](https://geminiprotocol.net/docs/gemtext.gmi): links and images have lines of their
/// own.
pub fn gemtext(article: &Article) -> String {
    let mut out = String::new();
    if let Some(title) = &article.meta.title {
        out.push_str(&format!("# {title}\n\n"));
    }
    let mut rest: Vec<&Block> = article.blocks.iter().rev().collect();
    while let Some(block) = rest.pop() {
        match block {
            Block::Paragraph(text) => paragraph(text, &mut out),
            Block::Heading { level, text } => {
                out.push_str(&format!("{} {}\n\n", "#".repeat(usize::from(*level).min(3)), text.as_str()));
            }
            Block::List(list) => rest.extend(list.items.iter().rev().flat_map(|item| item.iter().rev())),
            Block::Quote { blocks } => rest.extend(blocks.iter().rev()),
            Block::Figure(figure) => {
                let caption = figure.caption.as_ref().map_or("", Text::as_str);
                for image in &figure.images {
                    out.push_str(&format!("=> {} {caption}\n", image.src));
                }
            }
            Block::Code { text, .. } => out.push_str(&format!("```\n{text}\n```\n")),
            Block::Embed { url, .. } => out.push_str(&format!("=> {url}\n")),
            // Blocks of a later version.
            _ => {}
        }
    }
    out
}

fn paragraph(text: &Text, out: &mut String) {
    let mut at = 0;
    for mark in text.marks() {
        // Gemtext has no emphasis; capitals are the convention.
        if let (MarkKind::Strong, true) = (&mark.kind, mark.range.start >= at) {
            out.push_str(text.as_str().get(at..mark.range.start).unwrap_or_default());
            out.push_str(&text.as_str().get(mark.range.clone()).unwrap_or_default().to_uppercase());
            at = mark.range.end;
        }
    }
    out.push_str(text.as_str().get(at..).unwrap_or_default());
    out.push('\n');
    for (words, target) in text.links() {
        out.push_str(&format!("=> {target} {words}\n"));
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use feedscrub::{
        Dateline, Evidence, Figure, Image, Mark, Meta, Removed, Rewritten, RewrittenKind, Time, Warning, WebUrl,
    };

    use super::*;

    const HTML: &str = "<figure><img src='https://cache.stranger.example/cache/quay.example.org/ferry.jpg'>\
        <figcaption>The ferry at the east quay.</figcaption></figure>\
        <p>It left <b>on Friday</b>, as <a href='https://quay.example.org/?utm_source=feed'>announced</a>.</p>\
        <p>Stay dry, dear readers!</p>";

    const GEMTEXT: &str = "=> https://quay.example.org/ferry.jpg The ferry at the east quay.\n\
        It left ON FRIDAY, as announced.\n=> https://quay.example.org/ announced\n\n";

    #[test]
    fn renderer_rule_and_proxy() {
        let article = cleaner().build().clean_html(HTML).unwrap();
        assert_eq!(gemtext(&article), GEMTEXT);
        assert_eq!(article.report.removed[0].rule, "stranger/closing");
        let [image, link] = &article.report.rewritten[..] else { panic!("{:?}", article.report.rewritten) };
        assert_eq!((image.kind, &*image.by), (RewrittenKind::Proxy, "stranger-cache"));
        assert_eq!((link.kind, &*link.to), (RewrittenKind::TrackingParameters, "https://quay.example.org/"));
    }

    #[test]
    fn json_there_and_back() {
        let article = cleaner().build().clean_html(HTML).unwrap();
        let json = serde_json::to_string(&article).unwrap();
        let again: Article = serde_json::from_str(&json).unwrap();
        assert_eq!(again, article);
        assert_eq!(gemtext(&again), GEMTEXT);
    }

    #[test]
    fn an_article_made_by_hand() {
        let address: WebUrl = "https://quay.example.org/ferry".parse().unwrap();
        let marks = vec![
            Mark::new(3..7, MarkKind::Strong),
            Mark::new(3..7, MarkKind::Strong),
            Mark::new(8..10, MarkKind::Link { href: address.clone() }),
        ];
        let mut meta = Meta::default();
        meta.title = Some("The ferry".to_owned());
        meta.source = Some(address.clone());
        meta.dateline = Some(Dateline::new("25 June 2021", "2021-06-25".parse().ok()));
        let mut figure = Figure::default();
        figure.images.push(Image::new(address.clone()));
        figure.caption = Some(Text::plain("The quay."));
        let mut article = Article::default();
        article.meta = meta;
        article.blocks = vec![Block::Figure(figure), Block::Paragraph(Text::new("It left on time.", marks).unwrap())];
        let mut removed = Removed::new("stranger/closing", RemovedKind::Promotion, "Stay dry!");
        removed.evidence = Evidence::WORDS | Evidence::TAIL;
        article.report.removed.push(removed);
        article.report.rewritten.push(Rewritten::new(RewrittenKind::Proxy, "mine", "http://a.com/", address.as_ref()));
        article.report.warnings.push(Warning::Empty);

        assert_eq!(
            gemtext(&article),
            "# The ferry\n\n=> https://quay.example.org/ferry The quay.\nIt LEFT on time.\n=> https://quay.example.org/ferry on\n\n"
        );
        assert!(article.to_html().contains("<strong>left</strong>"));
        let again: Article = serde_json::from_str(&serde_json::to_string(&article).unwrap()).unwrap();
        assert_eq!(again, article);
    }

    #[test]
    fn times_and_addresses_are_of_use_outside() {
        let time: Time = "2021-06-25T23:30:00+02:00".parse().unwrap();
        assert_eq!((time.year(), time.month(), time.day(), time.hour()), (2021, 6, 25, Some(23)));
        assert_eq!((time.offset(), time.unix_seconds()), (Some(7200), Some(1_624_656_600)));
        assert!(time > Time::parse("2021-06-25").unwrap());
        assert!("tomorrow".parse::<Time>().is_err());

        let url: Url = "https://quay.example.org/a".parse::<WebUrl>().unwrap().into();
        assert_eq!(url.path(), "/a");
        assert!("javascript:alert(1)".parse::<WebUrl>().is_err());
        assert!(WebUrl::try_from(url).is_ok());
    }
}
