//! Whole pages: the metadata of the head, and the main content.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use feedscrub::article::{MetaField, MetaSource, RemovedKind};
use feedscrub::{Article, Cleaner, Origin};

const PROSE: &str = "<p>The mail boat left the north pier an hour late on Tuesday, because a seal had gone to sleep on the \
    mooring line.</p><p>The harbour master said that the seal was a regular visitor, and that the timetable had always \
    been a matter of opinion.</p><p>Letters for the islands arrived before noon all the same, with a note of apology \
    that the crew had signed one by one.</p>";

fn clean(html: &str) -> Article {
    let origin = Origin::of_url("https://www.quay.example.org/news/1".parse().unwrap());
    Cleaner::default().clean_page(html, &origin).unwrap()
}

fn with_head(head: &str) -> Article {
    clean(&format!("<html><head>{head}</head><body><main>{PROSE}</main></body></html>"))
}

fn source(article: &Article, field: MetaField) -> Option<MetaSource> {
    article.meta.provenance.iter().find(|found| found.field == field).map(|found| found.source)
}

#[test]
fn titles_lose_the_name_of_their_site() {
    for (head, title) in [
        ("<title>Late boat | The Quay</title><meta property=og:site_name content='The Quay'>", "Late boat"),
        ("<title>The Quay: news - Late boat - Quay</title>", "The Quay: news - Late boat"),
        ("<title>A boat that left an hour late - Harbour pages</title>", "A boat that left an hour late"),
        ("<title>Seals - a short guide</title>", "Seals - a short guide"),
        ("<meta property=og:title content='Late &amp;amp; slow'><title>x</title>", "Late & slow"),
    ] {
        assert_eq!(with_head(head).meta.title.as_deref(), Some(title), "{head}");
    }
}

#[test]
fn the_heading_is_the_title_where_the_head_confirms_it() {
    let page = |heading: &str| {
        let html = format!("<title>Boat leaves late | The Quay</title><h1>The Quay</h1><h1>{heading}</h1>{PROSE}");
        let article = clean(&html);
        (article.meta.title.clone().unwrap(), source(&article, MetaField::Title).unwrap())
    };
    assert_eq!(page("Boat leaves late"), ("Boat leaves late".to_owned(), MetaSource::Heading));
    assert_eq!(page("Weather").1, MetaSource::TitleElement);
}

#[test]
fn the_origin_takes_precedence() {
    let html = format!("<html lang=fr><title>Late boat</title><meta name=date content=2024-03-05>{PROSE}");
    let origin =
        Origin::default().title("Given").language("en").published(feedscrub::Time::parse("2020-01-01").unwrap());
    let meta = Cleaner::default().clean_page(&html, &origin).unwrap().meta;
    assert_eq!(meta.title.as_deref(), Some("Given"));
    assert_eq!(meta.language.as_deref(), Some("en"));
    assert_eq!(meta.published.unwrap().to_string(), "2020-01-01");
    assert!(meta.provenance.iter().all(|found| found.source == MetaSource::Origin), "{:?}", meta.provenance);
}

#[test]
fn heads_have_author_and_date() {
    for (head, byline, source_of_byline) in [
        ("<meta name=author content='By Ada Heron'>", "Ada Heron", MetaSource::Meta),
        (
            "<meta property=article:author content='https://social.example.com/ada'><meta name=dc.creator content='Ada Heron'>",
            "Ada Heron",
            MetaSource::Meta,
        ),
        (
            "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Ada Heron'>",
            "Ada Heron",
            MetaSource::Meta,
        ),
    ] {
        let article = with_head(head);
        assert_eq!(article.meta.byline.as_deref(), Some(byline), "{head}");
        assert_eq!(source(&article, MetaField::Byline), Some(source_of_byline), "{head}");
    }
    let article = clean(&format!("<h1>Late boat</h1><span>By</span> <b>Ada Heron</b><p>March 5, 2024</p>{PROSE}"));
    assert_eq!(article.meta.byline.as_deref(), Some("Ada Heron"));
    assert_eq!(article.meta.published.unwrap().to_string(), "2024-03-05");
}

#[test]
fn a_heading_that_leads_home_is_no_title() {
    let html = format!(
        "<title>Quay papers: a boat leaves late</title><meta property=og:title content='A boat leaves late'>\
         <h1><a href=https://www.quay.example.org/>Quay papers</a></h1><h2>A boat leaves late</h2>{PROSE}"
    );
    let article = clean(&html);
    assert_eq!(article.meta.title.as_deref(), Some("A boat leaves late"));
    assert_eq!(source(&article, MetaField::Title), Some(MetaSource::OpenGraph));
}

#[test]
fn a_heading_says_more_than_the_name_of_the_site() {
    let site = "<meta property=og:site_name content=Quay><meta property=og:title content=Quay>";
    assert_eq!(
        clean(&format!("{site}<h1>Ropes of all kinds</h1>{PROSE}")).meta.title.as_deref(),
        Some("Ropes of all kinds")
    );
}

#[test]
fn capitals_of_a_heading_are_how_a_page_shows_it() {
    let html = format!("<title>Boat leaves late | The Quay</title><h1>BOAT LEAVES LATE</h1>{PROSE}");
    assert_eq!(clean(&html).meta.title.as_deref(), Some("Boat leaves late"));
}

#[test]
fn several_writers_are_all_named() {
    let head = "<meta name=citation_author content='Heron, Ada'><meta name=citation_author content='Moor, Ben'>";
    assert_eq!(with_head(head).meta.byline.as_deref(), Some("Heron, Ada; Moor, Ben"));
    let head = "<meta property=article:author content='Ada Heron'><meta property=article:author content='Ben Moor'>";
    assert_eq!(with_head(head).meta.byline.as_deref(), Some("Ada Heron, Ben Moor"));
}

#[test]
fn a_person_wrote_rather_than_the_site() {
    let head = "<meta property=og:site_name content='The Quay'><meta name=author content='The Quay'>";
    let page = |byline: &str| clean(&format!("{head}<h1>Late boat</h1>{byline}{PROSE}")).meta.byline.unwrap();
    assert_eq!(page("<p>By Ada Heron</p>"), "Ada Heron");
    assert_eq!(page(""), "The Quay");
}

#[test]
fn lines_say_who_wrote_and_when() {
    for (line, byline) in [
        ("<div class=author><h4>Ada Heron</h4><p>Keeper of the light</p></div>", Some("Ada Heron")),
        (
            "<div class=byline><p>Written by <span>Ada Heron</span></p><p>Keeper of the light</p></div>",
            Some("Ada Heron"),
        ),
        ("<p>Von Ada Heron</p>", Some("Ada Heron")),
        ("<p>By the time it left, it rained</p>", None),
        ("<div class=byline>Last updated:</div>", None),
    ] {
        let article = clean(&format!("<h1>Late boat</h1>{line}{PROSE}"));
        assert_eq!(article.meta.byline.as_deref(), byline, "{line}");
    }
    let article =
        clean(&format!("<p>Published March 5, 2024</p><h1>Late boat</h1><p>Updated March 7, 2024</p>{PROSE}"));
    assert_eq!(article.meta.published.unwrap().to_string(), "2024-03-05");
    assert_eq!(article.meta.modified.unwrap().to_string(), "2024-03-07");
}

#[cfg(feature = "serde")]
#[test]
fn damaged_json_ld_costs_nothing_but_itself() {
    for script in ["{", "[[[[", "\u{0}", "{\"@type\": \"NewsArticle\", \"headline\": 7, \"author\": [[], {}]}"] {
        let head = format!("<script type=application/ld+json>{script}</script><title>Late boat</title>");
        assert_eq!(with_head(&head).meta.title.as_deref(), Some("Late boat"), "{script}");
    }
    let section = "<script type='application/ld+json'><![CDATA[ {\"@type\": \"NewsArticle\", \"headline\": \"Late boat\"} ]]></script>";
    assert_eq!(with_head(section).meta.title.as_deref(), Some("Late boat"));
    let broken_line =
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"Late\n boat\"}</script>";
    assert_eq!(with_head(broken_line).meta.title.as_deref(), Some("Late boat"));
}

#[test]
fn content_outside_of_the_main_content_is_in_the_report() {
    let html = format!(
        "<nav><a href=/>Home</a></nav><div class=sidebar><p>Read what others read, the tides of the week and the weather.</p>\
         </div><article>{PROSE}</article><div class=comments><p>I saw the seal myself, and it is larger than it looks.</p></div>"
    );
    let article = clean(&html);
    assert_eq!(article.paragraphs().count(), 3);
    for part in ["Home", "tides of the week", "I saw the seal"] {
        let is_reported =
            |removed: &feedscrub::Removed| removed.kind == RemovedKind::Outside && removed.text.contains(part);
        assert!(article.report.removed.iter().any(is_reported), "{part}");
    }
}

#[test]
fn relative_addresses_are_those_of_the_canonical_page_where_nobody_says_another() {
    let html = format!(
        "<link rel=canonical href='https://quay.example.org/news/1'>{PROSE}<p>More is <a href=2>over there</a>, \
        for those who want to know what the seal did next and what became of the timetable.</p>"
    );
    let article = Cleaner::default().clean_page(&html, &Origin::default()).unwrap();
    assert_eq!(article.links().next().unwrap().1.as_str(), "https://quay.example.org/news/2");
    assert_eq!(article.meta.canonical.unwrap().as_str(), "https://quay.example.org/news/1");
}

#[test]
fn a_page_in_hidden_pieces_is_shown() {
    let pieces: String = PROSE
        .split("</p>")
        .filter(|piece| !piece.is_empty())
        .enumerate()
        .map(|(number, piece)| format!("<div hidden id=\"S:{number}\">{piece}</p></div>"))
        .collect();
    let article = clean(&format!("<main><template id=\"B:0\"></template>Loading</main>{pieces}"));
    assert!(article.to_text().contains("Letters for the islands"), "{}", article.to_text());
}

#[test]
fn empty_and_hostile_pages_are_no_errors() {
    for html in [
        "",
        "<",
        "<html",
        "<html lang=",
        "<script type=application/ld+json>",
        "<title>",
        "<h1></h1>",
        "<div>".repeat(9999).as_str(),
    ] {
        Cleaner::default().clean_page(html, &Origin::default()).unwrap();
    }
}
