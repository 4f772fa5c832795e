//! Formulas and notes, as common generators write them, through every output and back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod support;

use feedscrub::{Article, Block, Cleaner, Mark, MarkKind, Text};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use support::config;

const PROSE: &str = "<p>The ferry left the east quay at noon with eleven passengers and a dog, and nobody on board had paid \
                     more than two coins.</p>";

/// Markup of a formula in a sentence: `TEX` is the formula, `URL` the same in an address.
const INLINE: &[&str] = &[
    "<span class=\"katex\"><span class=\"katex-mathml\"><math><semantics><mi>q</mi><annotation encoding=\"application/x-tex\">TEX\
     </annotation></semantics></math></span><span class=\"katex-html\" aria-hidden=\"true\">q</span></span>",
    "<span class=\"MathJax_Preview\">q</span><span class=\"MathJax\">q</span><script type=\"math/tex\">TEX</script>",
    "<script type=\"math/tex\">% <![CDATA[\nTEX %]]></script>",
    "<mjx-container class=\"MathJax\" jax=\"CHTML\"><mjx-math data-latex=\"TEX\"><mjx-mi>q</mjx-mi></mjx-math></mjx-container>",
    "<math alttext=\"TEX\"><mi>q</mi></math>",
    "<mml:math alttext=\"TEX\"><mml:mi>q</mml:mi></mml:math>",
    "<span class=\"mwe-math-element\"><span style=\"display: none;\"><math alttext=\"{\\displaystyle TEX}\"><mi>q</mi></math></span>\
     <img src=\"https://a.example/q.svg\" class=\"mwe-math-fallback-image-inline\" aria-hidden=\"true\" alt=\"q\"></span>",
    "<span class=\"ztext-math\" data-eeimg=\"1\" data-tex=\"TEX\"></span>",
    "<span class=\"span-inline-equation\" data-formula=\"TEX\"><svg viewBox=\"0 0 9 9\"></svg></span>",
    "<img src=\"https://www.zhihu.com/equation?tex=URL\" alt=\"[公式]\" eeimg=\"1\">",
    "<img src=\"https://s0.wp.com/latex.php?latex=URL&amp;bg=ffffff&amp;fg=000\" alt=\"TEX\" class=\"latex\">",
    "<span class=\"math inline\">\\(TEX\\)</span>",
    "<span class=\"math-container\">$TEX$</span>",
    "<span class=\"ql-formula\" data-value=\"TEX\"><span class=\"katex\"><span class=\"katex-html\">q</span></span></span>",
];

/// Markup of a displayed formula.
const DISPLAY: &[&str] = &[
    "<p><span class=\"katex-display\"><span class=\"katex\"><span class=\"katex-mathml\"><math display=\"block\"><semantics><mi>q</mi>\
     <annotation encoding=\"application/x-tex\">TEX</annotation></semantics></math></span></span></span></p>",
    "<script type=\"math/tex; mode=display\">TEX</script>",
    "<div class=\"MathJax_Display\"><span class=\"MathJax\">q</span></div><script type=\"math/tex; mode=display\">TEX</script>",
    "<div class=\"math notranslate\">\n\\[TEX\\]</div>",
    "<div class=\"latex-rendered\" data-attrs=\"{&quot;persistentExpression&quot;:&quot;JSON&quot;}\"></div>",
    "<p style=\"text-align:center\"><img class=\"latex\" src=\"https://latex.codecogs.com/svg.image?URL\" alt=\"\"></p>",
    "<section class=\"block-equation\" data-formula=\"\n TEX \n\"><svg></svg></section>",
];

const TEX: &[&str] = &[
    "x_i",
    "a < b",
    "\\frac{a}{b}",
    "\\{x \\mid x > 0\\}",
    "{{a}_i}^2",
    "a*b*c",
    "[f](x)",
    "\\alpha",
    "|x| \\le 1",
    "A=A^{*}",
    "\\begin{matrix} 1 & 0 \\\\ 0 & 1 \\end{matrix}",
    "\\text{if } x",
    "50\\%",
    "<b>x</b>",
    "`x`",
];

fn filled(form: &str, tex: &str) -> String {
    let escaped = tex.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let is_script = form.contains("<script");
    let url = url::form_urlencoded::byte_serialize(tex.as_bytes()).collect::<String>();
    let json = tex.replace('\\', "\\\\").replace('&', "&amp;").replace('<', "&lt;");
    form.replace("TEX", if is_script { tex } else { &escaped }).replace("URL", &url).replace("JSON", &json)
}

fn cleaned(html: &str) -> Article {
    Cleaner::default().clean_html(html).unwrap()
}

fn marks(text: &Text, is_meant: impl Fn(&MarkKind) -> bool) -> Vec<(String, &Mark)> {
    let found = text.marks().iter().filter(|mark| is_meant(&mark.kind));
    found.map(|mark| (text.as_str()[mark.range.clone()].to_owned(), mark)).collect()
}

fn formulas(article: &Article) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    for text in article.walk().flat_map(Block::texts) {
        for (tex, mark) in marks(text, |kind| matches!(kind, MarkKind::Math { .. })) {
            found.push((tex, mark.kind == MarkKind::Math { display: true }));
        }
    }
    found
}

#[test]
fn each_form_gives_its_tex_inside_the_sentence() {
    for form in INLINE {
        for tex in TEX {
            let formula = filled(form, tex);
            let article = cleaned(&format!("<p>We write {formula} for the place of the cart on its way.</p>{PROSE}"));
            assert_eq!(formulas(&article), [(tex.to_string(), false)], "{formula}");
            let first = article.paragraphs().next().unwrap().as_str();
            assert_eq!(first, format!("We write {tex} for the place of the cart on its way."), "{formula}");
            assert_eq!(article.figures().count(), 0, "{formula}");
        }
    }
}

#[test]
fn each_form_gives_its_tex_as_a_paragraph() {
    for form in DISPLAY {
        for tex in TEX {
            let formula = filled(form, tex);
            let article = cleaned(&format!("{PROSE}{formula}{PROSE}"));
            assert_eq!(formulas(&article), [(tex.to_string(), true)], "{formula}");
            assert_eq!(article.paragraphs().nth(1).map(Text::as_str), Some(*tex), "{formula}");
            assert_eq!(article.figures().count(), 0, "{formula}");
        }
    }
}

/// Formulas whose TeX is not in the page.
#[test]
fn mathml_alone_gives_tex_of_its_signs() {
    for (mathml, tex) in [
        ("<math><msqrt><mi>x</mi></msqrt><mo>+</mo><mn>1</mn></math>", "\\sqrt{x}+1"),
        ("<math><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>≠</mo><mn>0</mn></math>", "\\frac{a}{b}≠0"),
        ("<math><msubsup><mi>x</mi><mi>i</mi><mn>10</mn></msubsup></math>", "x_i^{10}"),
        ("<math><mi>sin</mi><mo>&#x2061;</mo><mi>x</mi></math>", "\\mathrm{sin}x"),
        ("<math><mo>{</mo><mn>5</mn><mo>%</mo><mo>}</mo></math>", "\\{5\\%\\}"),
        ("<math><mroot><mi>x</mi><mn>3</mn></mroot><mtext> if </mtext></math>", "\\sqrt[3]{x}\\text{ if }"),
        ("<math><mover><mi>v</mi><mo>→</mo></mover></math>", "\\vec{v}"),
        ("<mml:math><mml:msup><mml:mi>c</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>", "c^2"),
        (
            "<span class=\"MathJax\" data-mathml=\"&lt;math>&lt;mi>x&lt;/mi>&lt;mo>=&lt;/mo>&lt;mn>1&lt;/mn>&lt;/math>\">x=1</span>",
            "x=1",
        ),
        (
            "<math><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr></mtable></math>",
            "\\begin{matrix} 1 & 0 \\end{matrix}",
        ),
    ] {
        let article =
            cleaned(&format!("<p>The root {mathml} is positive, as all the roots of this chapter are.</p>{PROSE}"));
        assert_eq!(formulas(&article), [(tex.to_owned(), false)], "{mathml}");
    }
}

/// Markup of notes: the reference in the text, the note, and the element around all notes. `N` is the number, `TEXT`
/// the text.
const NOTES: &[(&str, &str, &str)] = &[
    (
        "<sup id=\"fnref:N\" role=\"doc-noteref\"><a href=\"#fn:N\" class=\"footnote\" rel=\"footnote\">N</a></sup>",
        "<li id=\"fn:N\" role=\"doc-endnote\"><p>TEXT <a href=\"#fnref:N\" class=\"reversefootnote\">&#8617;</a></p></li>",
        "<div class=\"footnotes\" role=\"doc-endnotes\"><ol>NOTES</ol></div>",
    ),
    (
        "<sup class=\"footnote-ref\"><a href=\"#fnN\" id=\"fnrefN\">[N]</a></sup>",
        "<li id=\"fnN\" class=\"footnote-item\"><p>TEXT <a href=\"#fnrefN\" class=\"footnote-backref\">↩︎</a></p></li>",
        "<hr class=\"footnotes-sep\"><section class=\"footnotes\"><ol class=\"footnotes-list\">NOTES</ol></section>",
    ),
    (
        "<a href=\"#fnN\" class=\"footnote-ref\" id=\"fnrefN\" role=\"doc-noteref\"><sup>N</sup></a>",
        "<li id=\"fnN\"><p>TEXT<a href=\"#fnrefN\" class=\"footnote-back\" role=\"doc-backlink\">↩︎</a></p></li>",
        "<section id=\"footnotes\" class=\"footnotes\"><hr><ol>NOTES</ol></section>",
    ),
    (
        "<span id=\"easy-footnote-N-11\" class=\"easy-footnote-margin-adjust\"></span><span class=\"easy-footnote\">\
         <a href=\"https://a.example/p/#easy-footnote-bottom-N-11\"><sup>N</sup></a></span>",
        "<li class=\"easy-footnote-single\"><span id=\"easy-footnote-bottom-N-11\"></span>TEXT\
         <a class=\"easy-footnote-to-top\" href=\"https://a.example/p/#easy-footnote-N-11\"></a></li>",
        "<ol class=\"easy-footnotes-wrapper\">NOTES</ol>",
    ),
    (
        "<sup data-fn=\"aN\" class=\"fn\"><a href=\"#aN\" id=\"aN-link\">N</a></sup>",
        "<li id=\"aN\">TEXT <a href=\"#aN-link\" aria-label=\"Jump to footnote reference N\">↩︎</a></li>",
        "<ol class=\"wp-block-footnotes\">NOTES</ol>",
    ),
    (
        "<a href=\"#_ftnN\" name=\"_ftnrefN\" title=\"\"><span class=\"MsoFootnoteReference\">[N]</span></a>",
        "<div id=\"ftnN\"><p class=\"MsoFootnoteText\"><a href=\"#_ftnrefN\" name=\"_ftnN\" title=\"\">\
         <span class=\"MsoFootnoteReference\">[N]</span></a> TEXT</p></div>",
        "<div style=\"mso-element:footnote-list\"><hr align=\"left\" size=\"1\" width=\"33%\">NOTES</div>",
    ),
    (
        "<sup id=\"cite_ref-N\" class=\"reference\"><a href=\"#cite_note-N\"><span>&#91;</span>N<span>&#93;</span></a></sup>",
        "<li id=\"cite_note-N\"><span class=\"mw-cite-backlink\"><b><a href=\"#cite_ref-N\">^</a></b></span> \
         <span class=\"reference-text\">TEXT</span></li>",
        "<div class=\"mw-references-wrap\"><ol class=\"references\">NOTES</ol></div>",
    ),
    (
        "<a class=\"footnote-anchor\" id=\"footnote-anchor-N\" href=\"#footnote-N\" target=\"_self\">N</a>",
        "<div class=\"footnote\"><a id=\"footnote-N\" href=\"#footnote-anchor-N\" class=\"footnote-number\">N</a>\
         <div class=\"footnote-content\"><p>TEXT</p><p></p></div></div>",
        "NOTES",
    ),
    (
        "<sup>[<a href=\"#nN\" id=\"rN\">N</a>]</sup>",
        "<p><a name=\"nN\"></a>[<a href=\"#rN\">N</a>] TEXT</p>",
        "<hr>NOTES",
    ),
    ("<sup>N</sup>", "<p>TEXT</p>", "NOTES"),
];

const NOTE_TEXTS: [&str; 2] = ["It was eleven before the great flood.", "The second of them was mild, in fact."];

fn with_notes((mark, note, round): (&str, &str, &str)) -> String {
    let mark = |number: &str| mark.replace('N', number);
    let notes: String =
        (1..=2).map(|at| note.replace("TEXT", NOTE_TEXTS[at - 1]).replace('N', &at.to_string())).collect();
    format!(
        "<p>The bridge has nine arches{} and no more, whatever the guide says.</p>\
         <p>It was paid by the town in two years{} of war and rain.</p>{PROSE}{}",
        mark("1"),
        mark("2"),
        round.replace("NOTES", &notes)
    )
}

#[test]
fn each_form_ties_its_marks_to_its_notes() {
    for form in &NOTES[..NOTES.len() - 1] {
        let html = with_notes(*form);
        let article = cleaned(&html);
        let texts: Vec<&Text> = article.walk().flat_map(Block::texts).collect();
        for number in 1..=2u32 {
            let reference = |kind: &MarkKind| *kind == MarkKind::NoteReference { note: number };
            let note = |kind: &MarkKind| *kind == MarkKind::Note { note: number };
            let references: Vec<String> =
                texts.iter().flat_map(|text| marks(text, reference)).map(|(text, _)| text).collect();
            let number = number.to_string();
            assert_eq!(references.len(), 1, "{html}");
            assert_eq!(references[0].trim_matches(['[', ']']), number, "{html}");
            let notes: Vec<String> = texts.iter().flat_map(|text| marks(text, note)).map(|(text, _)| text).collect();
            assert_eq!(notes, [NOTE_TEXTS[number.parse::<usize>().unwrap() - 1]], "{html}");
        }
        let markdown = article.to_markdown();
        assert!(markdown.contains("nine arches[^1] and"), "{markdown}");
        assert!(markdown.contains("[^2]: The second of them"), "{markdown}");
        let html = article.to_html();
        assert!(html.contains("<sup><a href=\"#fn-1\" rel=\"noopener noreferrer\">"), "{html}");
        assert!(html.contains("<span id=\"fn-1\">It was eleven"), "{html}");
    }
}

#[test]
fn numbered_links_alone_are_no_references() {
    for html in [
        "<p>See parts <a href=\"#s1\">1</a> and <a href=\"#s2\">2</a> of what the men said.</p><p id=\"s1\">The first part is on \
         the ferry and its men.</p><p id=\"s2\">The second part is on the dog.</p>",
        "<p>The bridge has nine arches<sup><a href=\"#fn1\">1</a></sup> and no more.</p>",
        "<p>The bridge has nine arches<sup><a href=\"https://a.example/other#fn1\">1</a></sup> and no more.</p>",
    ] {
        let article = cleaned(&format!("{html}{PROSE}"));
        assert!(!article.to_markdown().contains("[^"), "{html}");
    }
}

/// If a note is removed as boilerplate, its reference becomes a superscript number.
#[test]
fn marks_without_their_note_lead_nowhere() {
    let html = "<p>The bridge has nine arches<sup id=\"r1\"><a href=\"#fn1\">1</a></sup> and no more.</p>".to_owned()
        + PROSE
        + "<ol><li id=\"fn1\"><img src=\"https://a.example/p.jpg\"><a href=\"#r1\">↩</a></li></ol>";
    let article = cleaned(&html);
    assert!(article.to_markdown().contains("arches<sup>1</sup> and"), "{}", article.to_markdown());
    assert!(!article.to_html().contains("#fn"), "{}", article.to_html());
}

/// Returns the text that a Markdown processor with formulas and footnotes displays, without whitespace.
fn seen_in_markdown(markdown: &str) -> String {
    let options =
        Options::ENABLE_MATH | Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut seen = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                seen.push_str(&text);
            }
            Event::FootnoteReference(note) => seen.push_str(&format!("({note})")),
            Event::Start(Tag::FootnoteDefinition(note)) => seen.push_str(&format!("{note}.")),
            Event::End(TagEnd::Paragraph) => seen.push(' '),
            _ => {}
        }
    }
    // In a line with other text, the sign is written by its name.
    seen.split_whitespace().collect::<String>().replace("\\vert", "|").replace("\\Vert", "\\|")
}

/// Returns the plain text without whitespace; a reference is the text of the page.
fn seen_in_text(article: &Article) -> String {
    let mut text: String = article.to_text().split_whitespace().collect();
    if !article.to_markdown().contains("[^1]") {
        return text;
    }
    for number in ["1", "2"] {
        for (before, behind) in [("arches", "and"), ("years", "of")] {
            for mark in [format!("[{number}]"), number.to_owned()] {
                text = text.replace(&format!("{before}{mark}{behind}"), &format!("{before}({number}){behind}"));
            }
        }
    }
    text
}

fn forms() -> impl Strategy<Value = String> {
    let inline = (0..INLINE.len(), 0..TEX.len()).prop_map(|(form, tex)| filled(INLINE[form], TEX[tex]));
    let display = (0..DISPLAY.len(), 0..TEX.len()).prop_map(|(form, tex)| filled(DISPLAY[form], TEX[tex]));
    let sentence = (inline.clone(), inline, "(<b>|)", 0..6usize).prop_map(|(one, other, bold, shape)| match shape {
        0 => format!("<p>{one} is where the cart stands when the bell rings for noon.</p>"),
        1 => format!("<p>We write {one}{other} for the place of the cart, as was agreed.</p>"),
        2 => format!("<p>The fare is $2 or $3, and {bold}{one}{} of it is for the dog.</p>", bold.replace('<', "</")),
        3 => {
            format!("<ul><li>The place {one} of the cart in spring</li><li>{other} in the autumn of the year</li></ul>")
        }
        4 => format!("<p>车辆的位置是{one}，单位是米；船的位置是{other}，从零开始。</p>"),
        _ => format!("<blockquote><p>The place {one} of the cart is known to all.</p></blockquote>"),
    });
    let body = prop::collection::vec(prop_oneof![3 => sentence, 1 => display], 0..5);
    (body, 0..NOTES.len()).prop_map(|(body, notes)| format!("{PROSE}{}{}", body.concat(), with_notes(NOTES[notes])))
}

/// Blocks with more than text: spans, tasks, terms, numbers, code, neighbours of one kind. HTML has no place for the
/// language of code.
const BLOCKS: &[&str] = &[
    "<table><tr><th rowspan=\"2\">Boat</th><th colspan=\"2\">Fare</th></tr><tr><th>day</th><th>night</th></tr>\
     <tr><td>green</td><td>two</td><td>three</td></tr></table>",
    "<table><caption>Fares</caption><tr><td rowspan=\"2\">east</td><td>two</td></tr><tr><td>three</td></tr></table>",
    "<ul><li><input type=\"checkbox\" checked> rope</li><li><input type=\"checkbox\"> lamp</li></ul>",
    "<dl><dt>weir</dt><dd>a low dam across the river</dd><dt>lock</dt><dd>a gate for boats</dd></dl>",
    "<ol start=\"4\" type=\"a\"><li>the rope</li><li>the lamp<ul><li>its oil</li></ul></li></ol>",
    "<ul><li><ul><li>the lamp</li></ul></li><li>the rope</li></ul>",
    "<pre><code>def ring(hour):\n    return hour\n</code></pre>",
    "<pre><code><span class=\"line\">a = 1</span><span class=\"line\">b = 2</span></code></pre>",
    "<blockquote><p>The rope is wet.</p></blockquote><blockquote><p>The lamp is low.</p></blockquote>",
    "<figure><img src=\"https://a.example/quay.jpg\"><figcaption>The quay at noon. Photo: Ann Oak</figcaption></figure>",
];

/// Returns bodies with formulas and notes among other blocks.
fn bodies() -> impl Strategy<Value = String> {
    let blocks = prop::sample::select(BLOCKS).prop_map(|block| format!("{block}{PROSE}"));
    (forms(), prop::collection::vec(blocks, 1..4))
        .prop_map(|(form, blocks)| format!("{PROSE}{}{form}", blocks.concat()))
}

/// A note beside its reference moves behind its paragraph.
#[test]
fn notes_beside_their_reference_are_tied_to_it() {
    for note in [
        "<sup><a role=\"button\">1</a></sup><span class=\"modern-footnotes-footnote__note\">TEXT</span>",
        "<span class=\"inline-footnote\">1<span class=\"footnoteContent\" style=\"display:none\">TEXT</span></span>",
        "<label class=\"margin-toggle sidenote-number\"></label><input type=\"checkbox\"><span class=\"sidenote\">TEXT</span>",
        "<a role=\"button\"><sup>[1]</sup></a><span class=\"footnote_tooltip\">TEXT</span>",
    ] {
        let note = note.replace("TEXT", "Eleven before the great flood.");
        let article = cleaned(&format!("<p>The bridge has nine arches{note} and no more.</p>{PROSE}"));
        let markdown = article.to_markdown();
        assert!(
            markdown.starts_with("The bridge has nine arches[^1] and no more.\n\n[^1]: Eleven before"),
            "{markdown}"
        );
        assert_eq!(cleaned(&article.to_html()).blocks, article.blocks);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..config() })]

    #[test]
    fn other_blocks_are_the_same_after_html(html in bodies()) {
        let once = cleaned(&html);
        prop_assert_eq!(&once.blocks, &cleaned(&once.to_html()).blocks, "{}", once.to_html());
        let sanitized = Cleaner::default().sanitize_html(&html).unwrap();
        prop_assert_eq!(&once.blocks, &cleaned(&sanitized).blocks, "{}", sanitized);
    }

    #[test]
    fn html_cleaned_again_has_the_same_blocks(html in forms()) {
        let once = cleaned(&html);
        let again = cleaned(&once.to_html());
        prop_assert_eq!(&once.blocks, &again.blocks, "{}", once.to_html());
        prop_assert!(Cleaner::ammonia_keeps(&once), "{}", once.to_html());
    }

    #[test]
    fn sanitized_html_has_the_same_blocks(html in forms()) {
        let sanitized = Cleaner::default().sanitize_html(&html).unwrap();
        prop_assert_eq!(cleaned(&html).blocks, cleaned(&sanitized).blocks, "{}", sanitized);
        prop_assert_eq!(&Cleaner::default().sanitize_html(&sanitized).unwrap(), &sanitized);
    }

    #[test]
    fn json_reads_back(html in forms()) {
        let once = cleaned(&html);
        let json = serde_json::to_string(&once).unwrap();
        prop_assert_eq!(serde_json::from_str::<Article>(&json).unwrap(), once);
    }

    #[test]
    fn markdown_shows_what_the_text_says(html in forms()) {
        let article = cleaned(&html);
        let markdown = article.to_markdown();
        let seen = seen_in_text(&article);
        // Bullets are not text in Markdown.
        let seen: String = seen.replace("-The", "The").chars().collect();
        prop_assert_eq!(seen_in_markdown(&markdown).replace("-", ""), seen.replace("-", ""), "{}", markdown);
    }
}
