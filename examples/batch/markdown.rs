//! Reads posts that this program wrote: their bodies are Markdown and clean.

use feedscrub::WebUrl;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, html};

const WITHOUT_NOTES: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);
const OPTIONS: Options = WITHOUT_NOTES.union(Options::ENABLE_FOOTNOTES);

/// The comment that articles in Markdown separate lists with, and begin short notes with.
const COMMENT: &str = "<!-- -->";

/// The HTML elements of articles in Markdown.
const ELEMENTS: &[&str] = &["small", "strong", "em", "code", "sup", "sub", "s", "ruby", "rt", "br", "pre"];

/// Converts a body to HTML, which is read like that of any other post.
pub(crate) fn to_html(body: &str) -> String {
    let mut page = String::new();
    html::push_html(&mut page, Parser::new_ext(body, OPTIONS));
    page
}

/// Returns whether a body only has the syntax that articles are written with. The front matter of untrusted input can
/// falsely claim that the body is clean.
pub(crate) fn is_harmless(body: &str) -> bool {
    // Liquid is processed in code too.
    if body.contains("{{") || body.contains("{%") {
        return false;
    }
    // The comment is replaced by two words without a meaning: CommonMark reads no links in a line that begins with a
    // comment, but kramdown does. Two, since one could be the target of a link reference definition.
    let body = body.replace(COMMENT, "\u{fffc} \u{fffc}");
    // What is code without footnotes may be a paragraph of a note.
    [WITHOUT_NOTES, OPTIONS].iter().all(|options| has_harmless_syntax(&body, *options))
}

fn has_harmless_syntax(body: &str, options: Options) -> bool {
    let mut is_code = false;
    Parser::new_ext(body, options).all(|event| match event {
        Event::Start(Tag::CodeBlock(kind)) => {
            is_code = true;
            matches!(kind, CodeBlockKind::Indented) || is_language(&kind)
        }
        Event::End(TagEnd::CodeBlock) => {
            is_code = false;
            true
        }
        Event::Start(Tag::Link { dest_url, .. }) => WebUrl::parse(&dest_url).is_some(),
        Event::Start(Tag::Image { dest_url, .. }) => WebUrl::parse(&dest_url).is_some_and(|url| url.is_http()),
        Event::Html(html) | Event::InlineHtml(html) => has_known_tags(&html),
        // Attribute lists of kramdown.
        Event::Text(text) => is_code || !["{:", "{#"].iter().any(|sign| text.contains(sign)),
        _ => true,
    })
}

fn is_language(kind: &CodeBlockKind<'_>) -> bool {
    matches!(kind, CodeBlockKind::Fenced(language) if language.chars().all(|c| c.is_alphanumeric() || "+-#._".contains(c)))
}

fn has_known_tags(html: &str) -> bool {
    html.split('<').skip(1).all(|rest| {
        let Some((tag, _)) = rest.split_once('>') else { return false };
        let language = tag.strip_prefix("code class=\"language-").and_then(|rest| rest.strip_suffix('"'));
        let is_known = ELEMENTS.contains(&tag.strip_prefix('/').unwrap_or(tag));
        is_known
            || language.is_some_and(|language| language.chars().all(|c| c.is_alphanumeric() || "+-#._".contains(c)))
    })
}
