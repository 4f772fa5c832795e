//! Normalization of the tree before it is surveyed: listings, lists, inline elements, headings, self-closing elements.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use feedscrub::{Article, Block, Cleaner};

const BEFORE: &str =
    "<p>The lighthouse keeper counts the herons each morning before the mist has lifted from the reeds.</p>";
const BEHIND: &str =
    "<p>By the time the mail boat comes round the point he has written their number on the wall twice.</p>";

fn clean(html: &str) -> Article {
    Cleaner::default().clean_html(&format!("{BEFORE}\n{html}\n{BEHIND}")).unwrap()
}

#[track_caller]
fn code(html: &str, wanted: &str, wanted_language: Option<&str>) {
    let article = clean(html);
    let [Block::Paragraph(_), Block::Code { language, text, .. }, Block::Paragraph(_)] = &article.blocks[..] else {
        panic!("{:?}", article.blocks)
    };
    assert_eq!((text.trim_end_matches('\n'), language.as_deref()), (wanted, wanted_language));
}

#[test]
fn each_line_of_a_listing_is_a_line_however_it_is_set() {
    let wanted = "let herons = 4;\n    herons + 1";
    for html in [
        "<pre><ol><li>let herons = 4;</li><li>    herons + 1</li></ol></pre>",
        "<pre><div><span class=lineno>1</span>let herons = 4;</div><div><span class=lineno>2</span>    herons + 1</div></pre>",
        "<pre><code>let herons = 4;</code><code>    herons + 1</code></pre>",
        "<pre><code>let herons = 4;<br>    herons + 1</code></pre>",
        "<table><tr><td class=gutter>1</td><td>let herons = 4;</td></tr><tr><td class=gutter>2</td><td>    herons + 1</td></tr></table>",
        "<div style='white-space: pre; font-family: Courier'>let herons = 4;\n    herons + 1</div>",
    ] {
        code(html, wanted, None);
    }
}

#[test]
fn containers_of_a_listing_are_removed_and_name_its_language() {
    for html in [
        "<div class='code-toolbar'><pre class='language-rust line-numbers'>a()\nb()</pre><div class=toolbar><button>Copy</button></div></div>",
        "<figure class='highlight rust'><pre>a()\nb()</pre></figure>",
        "<div class='highlight highlight-source-rust'><pre>a()\nb()</pre></div>",
        "<pre class='brush: rust; toolbar: false'>a()\nb()</pre>",
        "<div class='snippet'><div class='bar'>Rust</div><pre>a()\nb()</pre></div>",
        "<pre data-lang='rust' class='share'>a()\nb()</pre>",
    ] {
        code(html, "a()\nb()", Some("rust"));
    }
}

#[test]
fn numbers_and_buttons_of_a_listing_are_in_the_report() {
    let article = clean("<pre><span class=ln>17</span>a()<button>Duplicate</button></pre>");
    let removed: Vec<&str> = article.report.removed.iter().map(|removed| &*removed.text).collect();
    assert_eq!(removed, ["17", "Duplicate"]);
}

#[test]
fn preformatted_prose_becomes_paragraphs() {
    let article = clean(
        "<pre>Nobody had told the keeper that herons move inland when the reeds are cut down.\n\n\
         He found it out himself in the second winter, when the wall had no new numbers on it.</pre>",
    );
    assert!(article.blocks.iter().all(|block| matches!(block, Block::Paragraph(_))), "{:?}", article.blocks);
    assert_eq!(article.blocks.len(), 4);
}

#[test]
fn lists_are_moved_into_their_items() {
    let text = clean("<ul><li>birds</li><ul><li>heron</li></ul>and also<li>boats</li></ul>").to_markdown();
    assert!(text.contains("- birds\n  \n  - heron\n\n- and also\n\n- boats"), "{text}");
    let text = clean("<ul><li><ol><li>first</li></ol></li></ul>").to_markdown();
    assert!(text.contains("- 1. first"), "{text}");
}

#[test]
fn items_have_their_explicit_numbers() {
    let text = clean("<ol start=4><li>four</li><li value=8>eight</li><li>nine</li></ol>").to_text();
    assert!(text.contains("4. four") && text.contains("8. eight") && text.contains("9. nine"), "{text}");
    let text = clean("<ol reversed><li>last</li><li>first</li></ol>").to_text();
    assert!(text.contains("2. last") && text.contains("1. first"), "{text}");
}

#[test]
fn unknown_elements_in_running_text_run_on() {
    let text =
        clean("<p>The <heron-name>grey one</heron-name>, say <output>three</output> of them, stays.</p>").to_text();
    assert!(text.contains("The grey one, say three of them, stays."), "{text}");
    let article = clean("<div><x-card>One bird</x-card><x-card>Two birds</x-card></div>");
    assert_eq!(article.blocks.len(), 4, "{:?}", article.blocks);
}

#[test]
fn quotations_in_a_line_have_their_marks_once() {
    let html = "<p>The keeper wrote <q>none today, not <q>one</q></q> and <q>“two”</q> below.</p>";
    let text = clean(html).to_text();
    assert!(text.contains("wrote “none today, not ‘one’” and “two” below"), "{text}");
    let once = Cleaner::default().sanitize_html(html).unwrap();
    assert_eq!(Cleaner::default().sanitize_html(&once).unwrap(), once);
}

#[test]
fn elements_closed_like_xml_hold_nothing() {
    for element in ["<iframe src='https://example.org/x' />", "<script src='x.js'/>", "<textarea/>", "<title/>", "<b/>"]
    {
        let article = clean(element);
        assert!(article.to_text().contains("the mail boat"), "{element}");
        let Some(Block::Paragraph(last)) = article.blocks.last() else { panic!("{element}") };
        assert!(last.marks().is_empty(), "{element}");
    }
}

#[test]
fn text_in_an_unclosed_script_is_in_the_report() {
    let article = clean("<script>count(");
    assert!(article.report.removed.iter().any(|removed| removed.text.contains("the mail boat")));
}

#[test]
fn headings_are_without_the_marks_for_their_address() {
    let article = clean("<h3 id=x><a href='#x'>#</a>Reeds <a href='/p#x'>¶</a></h3>");
    assert!(
        article.blocks.iter().any(|block| matches!(block, Block::Heading { text, .. } if text.as_str() == "Reeds")),
        "{:?}",
        article.blocks
    );
}

#[test]
fn a_numbered_series_is_headings_or_none() {
    let headings =
        |html: &str| clean(html).blocks.iter().filter(|block| matches!(block, Block::Heading { .. })).count();
    assert_eq!(headings(&format!("<p>1) Reeds</p>{BEFORE}<p>2) Herons</p>")), 2);
    assert_eq!(headings(&format!("<p>1) Reeds</p>{BEFORE}<p>2) Herons stand where the water is low.</p>")), 0);
    assert_eq!(headings(&format!("<p>– Is it deep?</p>{BEFORE}")), 0);
}

#[test]
fn two_quotations_in_a_row_are_two() {
    let text = clean("<blockquote><p>Reeds.</p></blockquote><blockquote><p>Herons.</p></blockquote>").to_markdown();
    assert!(text.contains("> Reeds.\n\n> Herons."), "{text}");
}

#[test]
fn the_base_of_a_ruby_stays() {
    let text =
        clean("<p>岸の<ruby><rb aria-hidden=true>鷺</rb><rt>さぎ</rt></ruby>が朝の霧の中に立っている。</p>").to_text();
    assert!(text.contains('鷺'), "{text}");
}

/// The text of the following blocks would be all links, which nothing of an article is.
#[test]
fn a_link_that_is_not_closed_ends_with_its_heading() {
    let html = "<h2 id=crossing><a class=anchor href='#crossing'>The crossing</h2><p>The ferry needs:</p>\
        <ul><li><code>one rope</code></li><li><code>two poles</code></li></ul>\
        <h2 id=fare><a class=anchor href='#fare'>The fare</h2><p>Two coins.</p>";
    let article = feedscrub::Cleaner::default().clean_html(html).unwrap();
    assert_eq!(
        article.to_text(),
        "The crossing\n\nThe ferry needs:\n\n- one rope\n\n- two poles\n\nThe fare\n\nTwo coins.\n"
    );
}

#[test]
fn fields_of_drupal_are_lines_of_their_own() {
    let post = format!(
        "---\ntitle: The Ferry Runs Again\nfrom: https://www.example.org/a/1\n---\n\
         <span class='field field--name-title field--type-string field--label-hidden'>The Ferry Runs Again</span>\n\
         <span class='field field--name-uid field--label-hidden'><span typeof='schema:Person'>ann_example</span></span>\n\
         <span class='field field--name-created field--label-hidden'>Mon, 05/06/2024 - 10:00</span>\n\
         <div class='field field--name-body'>{BEFORE}{BEHIND}</div>"
    );
    let article = Cleaner::default().clean(&post).unwrap();
    assert_eq!(article.blocks.len(), 2, "{}", article.to_text());
    assert_eq!(article.meta.byline.as_deref(), Some("ann_example"));
    assert!(article.meta.dateline.is_some());
}

#[test]
fn a_link_that_is_the_text_of_a_heading_stays() {
    for html in [
        "<h3><a role='button' class='collapsed' href='#two'>Who feeds the herons?</a></h3>",
        "<h3><a class='toc-backref' href='#id1' role='doc-backlink'>Who feeds the herons?</a><a class='headerlink' href='#who'>¶</a></h3>",
        "<h3>Who feeds the herons?<a href='#who' class='permalink-h'>»</a></h3>",
    ] {
        let article = clean(html);
        let Some(Block::Heading { text, .. }) = article.blocks.get(1) else { panic!("{html}: {:?}", article.blocks) };
        assert_eq!(text.as_str(), "Who feeds the herons?");
    }
}

#[test]
fn an_item_without_a_marker_holds_the_list_of_the_item_before() {
    let html = "<ul><li>reeds</li><li style='list-style-type: none'><ul><li>tall</li><li>short</li></ul></li></ul>";
    let article = clean(html);
    let Block::List(list) = &article.blocks[1] else { panic!("{:?}", article.blocks) };
    assert_eq!(list.items.len(), 1);
    assert!(matches!(&list.items[0][..], [Block::Paragraph(_), Block::List(inner)] if inner.items.len() == 2));
}

#[test]
fn mentions_and_addresses_in_attributes_are_read() {
    let mention =
        "<p>As <span data-type='mention' class='who' data-label='Ada Reed'></span> said, the reeds are high.</p>";
    assert!(clean(mention).to_text().contains("As Ada Reed said"), "{}", clean(mention).to_text());
    let coded: String = std::iter::once(0x2a)
        .chain("desk@quay.example".bytes().map(|b| b ^ 0x2a))
        .map(|b| format!("{b:02x}"))
        .collect();
    let saved = format!(
        "<p>Write to <a href='../../cdn-cgi/l/email-protection.html#{coded}'>the desk</a> about the herons.</p>"
    );
    assert!(clean(&saved).to_markdown().contains("mailto:desk@quay.example"), "{}", clean(&saved).to_markdown());
}

#[test]
fn a_player_of_flash_leads_to_its_video() {
    let html = "<embed src='https://player.youku.com/player.php/sid/XMTIzNDU2/v.swf' width='480' height='400'>";
    assert!(
        clean(html).to_markdown().contains("v.youku.com/v_show/id_XMTIzNDU2.html"),
        "{}",
        clean(html).to_markdown()
    );
}

#[test]
fn a_dedication_is_no_heading() {
    for line in ["To my father, who kept the lamp", "In memory of the keeper"] {
        let article = Cleaner::default().clean_html(&format!("<p><b>{line}</b></p>{BEFORE}{BEHIND}")).unwrap();
        assert!(matches!(article.blocks[0], Block::Paragraph(_)), "{line}");
    }
}
