//! The crate's tree equals the tree of html5ever's reference implementation.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use std::fmt::Write;
use std::rc::Rc;

use html5ever::tendril::TendrilSink;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;

fn reference(html: &str) -> String {
    // The tokenizer discards a byte order mark wherever it begins again, also after each script.
    let html = html.strip_prefix('\u{feff}').unwrap_or(html);
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..Default::default() },
        tokenizer: TokenizerOpts { discard_bom: false, ..Default::default() },
    };
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let dom = parse_fragment(RcDom::default(), options, context, Vec::new(), false).one(html);
    let root = Rc::clone(&dom.document.children.borrow()[0]);
    let mut out = String::new();
    let mut text = String::new();
    dump(&root, 0, &mut out, &mut text);
    flush(&mut out, &mut text, 0);
    out
}

fn flush(out: &mut String, text: &mut String, depth: usize) {
    if !text.is_empty() {
        let _ = writeln!(out, "| {:depth$}\"{text}\"", "", depth = depth * 2);
        text.clear();
    }
}

fn dump(node: &Handle, depth: usize, out: &mut String, text: &mut String) {
    for child in node.children.borrow().iter() {
        match &child.data {
            NodeData::Text { contents } => text.push_str(&contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                flush(out, text, depth);
                let _ = writeln!(out, "| {:depth$}<{}>", "", &*name.local, depth = depth * 2);
                for attr in attrs.borrow().iter() {
                    let kept = feedscrub::testing::kept_attribute(&name.local, &attr.name.local);
                    if let Some(kept) =
                        kept.filter(|kept| name.ns == ns!(html) || matches!(*kept, "alttext" | "display" | "encoding"))
                    {
                        let _ = writeln!(out, "| {:depth$}{kept}=\"{}\"", "", attr.value, depth = depth * 2 + 2);
                    }
                }
                if !matches!(&*name.local, "script" | "style") {
                    let mut inner = String::new();
                    dump(child, depth + 1, out, &mut inner);
                    flush(out, &mut inner, depth + 1);
                }
            }
            _ => {}
        }
    }
    flush(out, text, depth);
}

#[track_caller]
fn same(html: &str) {
    assert_eq!(feedscrub::testing::tree(html).unwrap(), reference(html), "{html}");
}

#[test]
fn constructs() {
    for html in [
        "plain &amp; text &nbsp; &notin; &#x1F600;",
        "<p>one<p>two<div>three</p>four</div>five",
        // Foster parenting.
        "<table>a<tr>b<td>c</td>d</table>e",
        "<table><div><b>x</table>y",
        "<table></p>x</table>",
        "<table><tr><td><table><p>x</table>y</table>",
        // Adoption agency.
        "<b><i>x</b>y</i>z",
        "<a href=/1>x<div>y<a href=/2>z</a></div></a>",
        "<b><p>x</b>y</p>z<b><p><i>x</b>y</i></p>",
        "<p><b class=a>x<p>y<p>z</b>w",
        "<font><p>a</font>b<table><font>c</table>d",
        // Foreign content.
        "<svg><title>x</title><path d=1 /><foreignObject><p>y</p></foreignObject></svg>z",
        "<math><mi>x</mi><annotation-xml encoding=text/html><p>y</annotation-xml></math>",
        "<svg><p>out</p></svg>",
        "<svg><![CDATA[x<y]]></svg>",
        // Templates, raw text, lists, ruby, select, comments.
        "<template><p>x</p></template>y",
        "<script>var x = '<p>';</script><style>p{}</style><textarea>\n<p></textarea><title><b></title>",
        "\u{feff}a<script>x</script>\u{feff}b",
        "<noscript><img src=x><p>y</noscript>",
        "<ul><li>a<li>b<ul><li>c</ul></ul><dl><dt>a<dd>b",
        "<ruby>漢<rp>(<rt>kan<rp>)</ruby>",
        "<select><option>a<option>b</select><button><p>x</button>",
        "a<!-- c -->b<!---->c<!-->d",
        "<p>a</p>\n<!-- x -->\n<p>b</p>",
        "<pre>\n\nx</pre><plaintext><p>x",
        // After a parse error html5ever's tree builder keeps the line feed.
        "<pre></>\n;x",
        "<pre>&#10\n;x",
        "<iframe><p>x</iframe><xmp><p></xmp><noembed><i></noembed>",
        "<html class=x><body class=y><head><p>z</body></html>w",
        "<form><form><p>x</form></form>",
        "<divclass=\"m-block-ad \" data-x><p>x</p></div>y",
        "<img alt=\"\"x\"y\"><p title='a' title='b'>",
        "</p></br></div>x</b>",
        "a < b <3 <p",
        "<h1>a<h2>b</h1>c",
        "<nobr>a<nobr>b</nobr></nobr><table><caption><p>x<td>y</table>",
    ] {
        same(html);
    }
}

#[test]
fn pieces_of_a_long_body_join() {
    let long = "<p>天气很好，".repeat(5000) + "&amp;" + &"晴".repeat(40_000);
    same(&long);
}

fn markup() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "a", "b", "i", "p", "div", "table", "tr", "td", "tbody", "caption", "ul", "li", "svg", "math", "mi", "desc",
        "font", "h1", "form", "select", "option", "button", "pre", "nobr", "ruby", "rt", "template", "noscript", "em",
        "section",
    ]);
    let piece = prop_oneof![
        4 => names.clone().prop_map(|name| format!("<{name}>")),
        1 => names.clone().prop_map(|name| format!("<{name} class=x href=y>")),
        3 => names.prop_map(|name| format!("</{name}>")),
        3 => "[a-c晴 ]{1,3}",
        1 => Just("<br>".to_owned()),
        1 => Just("<!--x-->".to_owned()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_markup(html in markup()) {
        prop_assert_eq!(feedscrub::testing::tree(&html).unwrap(), reference(&html));
    }
}

/// Nested elements, of which a few lack an end tag or have an additional one.
fn nested() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "a",
        "b",
        "p",
        "p",
        "div",
        "span",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "caption",
        "colgroup",
        "col",
        "ul",
        "ol",
        "li",
        "li",
        "dl",
        "dt",
        "dd",
        "h2",
        "h3",
        "form",
        "button",
        "pre",
        "img",
        "br",
        "hr",
        "iframe",
        "script",
        "style",
        "input",
        "x-y",
        "blockquote",
        "section",
        "font",
        "label",
        "noscript",
        "video",
        "nobr",
        "object",
        "select",
    ]);
    let leaf = prop_oneof![
        3 => "[a-c晴 \n]{1,3}",
        1 => Just(" ".to_owned()),
        1 => Just("&nbsp;".to_owned()),
        1 => Just("<!--x-->".to_owned()),
        1 => Just("<br/>".to_owned()),
        1 => Just("<p></p>".to_owned()),
    ];
    leaf.prop_recursive(5, 24, 4, move |inner| {
        (names.clone(), names.clone(), prop::collection::vec(inner, 0..4), 0..24u8).prop_map(
            |(name, other, inner, ends)| {
                let inner = inner.concat();
                match ends {
                    0 | 1 => format!("<{name}>{inner}"),
                    2 => format!("<{name}>{inner}</{name}></{other}>"),
                    3 => format!("<{name}>{inner}</{other}>"),
                    _ => format!("<{name}>{inner}</{name}>"),
                }
            },
        )
    })
}

proptest! {
    #[test]
    fn nested_markup(html in prop::collection::vec(nested(), 1..4).prop_map(|parts| parts.concat())) {
        prop_assert_eq!(feedscrub::testing::tree(&html).unwrap(), reference(&html));
    }
}

/// Pieces of syntax in any order, between which parsing switches between the plain reader and the tokenizer.
fn syntax() -> impl Strategy<Value = String> {
    let signs = prop::sample::select(vec![
        "<",
        "</",
        ">",
        "/>",
        " ",
        "\n",
        "\t",
        "=",
        "\"",
        "'",
        "/",
        "&",
        ";",
        "#",
        "!",
        "--",
        "?",
        "]]>",
        "<!--",
        "-->",
        "<![CDATA[",
        "`",
        "\r",
        "\0",
        "\u{feff}",
    ]);
    let words = prop::sample::select(vec![
        "a",
        "P",
        "b",
        "Img",
        "font",
        "pre",
        "script",
        "style",
        "textarea",
        "title",
        "svg",
        "math",
        "table",
        "td",
        "template",
        "plaintext",
        "iframe",
        "annotation-xml",
        "x",
        "晴",
        "href",
        "SRC",
        "class",
        "alt",
        "onclick",
        "data-src",
        "encoding=text/html",
        "title=\"x>y\"",
        "id='a'",
        "amp",
        "amp;",
        "nbsp;",
        "lt",
        "notit;",
        "copy",
        "#38;",
        "#x26;",
        "#10;",
        "#128;",
        "#xD800;",
        "&copy=1",
        "&lt;p&gt;",
        "?a=1&b=2&lang=en&copy",
    ]);
    let tags = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<a href=\"?a=1&b=2&amp;c\" rel=x>",
        "</a>",
        "<img src=x alt='&quot;' />",
        "<b a=1>",
        "<b a=2>",
        "</script>",
        "</style>",
        "</textarea>",
        "</title>",
        "<svg>",
        "</svg>",
        "<br/>",
        "<i\nclass = x>",
        "<!-- c -->",
    ]);
    prop::collection::vec(prop_oneof![3 => signs, 3 => words, 2 => tags], 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn plain_reading_changes_nothing(html in syntax()) {
        use feedscrub::testing::{tree, tree_by_tokenizer};
        prop_assert_eq!(tree(&html).unwrap(), tree_by_tokenizer(&html).unwrap());
    }
}
