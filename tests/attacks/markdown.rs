//! Markdown has the text of the article, also when it is inserted into a Jekyll site.

use feedscrub::{Article, Cleaner};

use crate::oracle::{Tree, text_of};
use crate::properties::rendered;

fn article(html: &str) -> Article {
    Cleaner::default().clean_html(html).expect("within the limits")
}

/// Returns the text of rendered Markdown.
fn seen(markdown: &str) -> String {
    text_of(&Tree::fragment(&rendered(markdown), "div"))
}

#[test]
fn headings_keep_their_number_signs() {
    for heading in ["Notes on C ##", "C#", "# first", "a # b", "a <b>##</b>", "a ## ", "#1 of 2 #"] {
        let article = article(&format!("<p>keepme</p><h3>{heading}</h3><p>keepme too</p>"));
        let markdown = article.to_markdown();
        let said = text_of(&Tree::fragment(&article.to_html(), "div"));
        assert_eq!(seen(&markdown).replace('\n', ""), said.replace('\n', ""), "{markdown}");
        assert!(said.contains('#'));
    }
}

#[test]
fn braces_are_neither_liquid_nor_attribute_lists() {
    let inputs = [
        "<p>{{ site.title }} and {% include x %} and {: .x} and {::nomarkdown} and {#id}</p>",
        "<p>{</p><p>{<b>{</b>% x %}</p><h2>{% if x %} {#id}</h2><ul><li>{: .x}</ul>",
        "<p>x <a href=\"https://a.example/?q={{x}}&amp;r={%x%}\">{{ x }}</a></p>",
        "<p>keepme</p><img src=\"https://a.example/{{x}}.png?{{x}}\" alt=\"{{ x }} {% x %}\">",
        "<table><tr><th>{{ a }}<th>b<tr><td>{% c %}<td>d<tr><td>e<td>f</table>",
        "<p>keepme</p><pre>{{ x }}\n\n  {% raw %} &lt;b&gt; &amp;amp; {}\n</pre>",
        "<ul><li><p>keepme</p><pre><code class=\"language-liquid\">{% if x %}\n\n{{ y }}\n{% endif %}</code></pre></ul>",
        "<blockquote><p>keepme</p><pre>{{ x }}\n\n&lt;/pre&gt;\n# y</pre></blockquote>",
    ];
    for html in inputs {
        let article = article(html);
        let markdown = article.to_markdown();
        for sign in ["{{", "{%", "{:", "{#"] {
            assert!(!markdown.contains(sign), "{sign} in {markdown}");
        }
        let said = text_of(&Tree::fragment(&article.to_html(), "div"));
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join("");
        assert_eq!(plain(&seen(&markdown)), plain(&said), "{markdown}");
    }
}

#[test]
fn code_without_liquid_is_fenced() {
    let markdown = article("<p>keepme</p><pre>fn main() { if x { y() } }\n</pre>").to_markdown();
    assert_eq!(markdown, "keepme\n\n```\nfn main() { if x { y() } }\n```\n");
}

/// Code keeps its lines and spaces in both forms.
#[test]
fn code_is_the_same_in_both_forms() {
    for code in ["{{ x }}", "a\n\n\n  b {% x %}\nc", "{{\n</pre>\n<script>x</script>\n*a* _b_ &amp;\n}}"] {
        for (before, after) in [("", ""), ("<ul><li>", "</ul>"), ("<blockquote>", "</blockquote>")] {
            let html =
                format!("<p>keepme</p>{before}<pre>{}</pre>{after}", code.replace('&', "&amp;").replace('<', "&lt;"));
            let page = rendered(&article(&html).to_markdown());
            let (_, shown) = page.split_once("<code>").expect("code in the page");
            let (shown, _) = shown.split_once("</code>").expect("the end of the code");
            assert_eq!(text_of(&Tree::fragment(shown, "div")).trim_end_matches('\n'), code, "{page}");
        }
    }
}
