//! Whole pages whose head, main content or rest could do work out of proportion, by the number of their pieces.

use super::shapes::{Shape, nest, numbered, shape};

fn page(head: &str, body: &str) -> String {
    format!("<!DOCTYPE html><html lang=en><head>{head}</head><body>{body}</body></html>")
}

/// A page whose head is this, with a short article.
fn head(head: &str) -> String {
    page(head, &format!("<nav><a href=/>Home</a></nav><article><h1>The river rose</h1>{}</article>", PROSE.repeat(4)))
}

/// A page whose body is this, with a short head.
fn body(body: &str) -> String {
    page("<title>The river rose - The Quay</title><meta property=og:site_name content=\"The Quay\">", body)
}

/// An object of JSON-LD as the head of a page.
fn json(json: &str) -> String {
    head(&format!("<script type=application/ld+json>{json}</script>"))
}

const PROSE: &str = "<p>The river rose by two feet in the night, and nobody, not even the ferryman, was surprised.</p>";

pub(crate) const PAGES: &[Shape] = &[
    // Heads.
    shape("a long <title>", |n| head(&format!("<title>{}</title>", "The river rose ".repeat(n)))),
    shape("<title> with separators", |n| head(&format!("<title>{}</title>", "x - y | z » ".repeat(n)))),
    shape("<title> and no end", |n| head(&format!("<title>{}", "x ".repeat(n)))),
    shape("many <title>", |n| head(&"<title>The river rose</title>".repeat(n))),
    shape("og:title", |n| head(&numbered(n, |i| format!("<meta property=og:title content=\"River {i}\">")))),
    shape("article:author", |n| head(&numbered(n, |i| format!("<meta property=article:author content=\"Ann L{i}\">")))),
    shape("article:tag", |n| head(&numbered(n, |i| format!("<meta property=article:tag content=t{i}>")))),
    shape("keywords", |n| {
        head(&format!("<meta name=keywords content=\"{}\">", "x, ".repeat(n.min(20_000))).repeat(n / 20_000 + 1))
    }),
    shape("published times", |n| {
        head(&"<meta property=article:published_time content=2021-06-25T10:00:00Z>".repeat(n))
    }),
    shape("canonical addresses", |n| {
        head(&numbered(n, |i| format!("<link rel=canonical href=https://a.example/{i}>")))
    }),
    shape("<base>", |n| head(&"<base href=/x/>".repeat(n))),
    shape("<style>", |n| head(&"<style>.a{display:none}</style>".repeat(n))),
    shape("scripts of data", |n| head(&"<script type=application/json>{\"a\":[1,2]}</script>".repeat(n))),
    shape("JSON-LD scripts", |n| {
        head(&"<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"x\"}</script>".repeat(n))
    }),
    shape("JSON-LD: [[..", |n| json(&"[".repeat(n))),
    shape("JSON-LD: {\"a\":{..", |n| json(&"{\"author\":".repeat(n))),
    shape("JSON-LD: a long string", |n| json(&format!("{{\"articleBody\":\"{}\"}}", "x\\n\\u00e9".repeat(n)))),
    shape("JSON-LD: authors", |n| json(&format!("{{\"author\":[{}\"x\"]}}", "{\"name\":\"Ann Lee\"},".repeat(n)))),
    shape("JSON-LD: a graph of references", |n| {
        json(&format!(
            "{{\"@graph\":[{}{{}}]}}",
            numbered(n, |i| format!("{{\"@id\":\"#{i}\",\"author\":{{\"@id\":\"#{}\"}}}},", i + 1))
        ))
    }),
    shape("JSON-LD: keys", |n| json(&format!("{{{}\"x\":1}}", numbered(n, |i| format!("\"k{i}\":1,"))))),
    // The choice of the main content.
    shape("articles of one page", |n| body(&format!("<article><h2>A day</h2>{PROSE}</article>").repeat(n))),
    shape("<main>", |n| body(&format!("<main>{PROSE}</main>").repeat(n))),
    shape("boxes named content", |n| body(&format!("<div class=\"post-content entry\">{PROSE}</div>").repeat(n))),
    nest("boxes named content in one another", |n| body(&"<div class=content><p>One, two, three, four.</p>".repeat(n))),
    nest("paragraphs on every level", |n| body(&format!("<div>{PROSE}").repeat(n))),
    nest("<section> in <article> in <section>", |n| body(&"<section><article><p>x, y</p>".repeat(n))),
    shape("boxes of equal score", |n| body(&format!("<div><div>{PROSE}</div></div>").repeat(n))),
    shape("commas", |n| body(&format!("<div><p>{}</p></div>", "x, ".repeat(n)))),
    shape("menus", |n| body(&format!("{}<article>{PROSE}</article>", "<ul><li><a href=/x>Tides</a></ul>".repeat(n)))),
    shape("a menu", |n| body(&format!("<nav>{}</nav><article>{PROSE}</article>", "<a href=/x>Tides</a> ".repeat(n)))),
    shape("<aside>", |n| body(&format!("<article>{PROSE}{}</article>", "<aside><p>Herring</p></aside>".repeat(n)))),
    shape("cards of a list", |n| {
        body(&numbered(n, |i| {
            format!("<div class=card><a href=/{i}><img src=/{i}.jpg><h3>River {i}</h3></a><p>Two feet.</p></div>")
        }))
    }),
    shape("comments of a page", |n| {
        let comment = "<div class=comment><b>Ann</b> <time>2021-06-25</time><p>So it was.</p></div>";
        body(&format!("<article>{}</article><div id=comments>{}</div>", PROSE.repeat(4), comment.repeat(n)))
    }),
    nest("comments in one another", |n| {
        body(&format!("<article>{PROSE}</article>{}", "<ul class=comments><li class=comment><p>x</p>".repeat(n)))
    }),
    shape("posts of a forum", |n| {
        body(&"<div class=post><a class=author href=/u/1>Ann</a> <time>2021-06-25 10:00</time><p>I saw it rise, too.</p></div>".repeat(n))
    }),
    shape("a live blog", |n| body(&format!("<article>{}</article>", format!("<h3>10:00</h3>{PROSE}").repeat(n)))),
    shape("products", |n| body(&"<li class=product><a href=/p>Rope</a><span class=price>9.90</span></li>".repeat(n))),
    shape("cells of a layout", |n| body(&format!("<table><tr>{}</table>", format!("<td>{PROSE}</td>").repeat(n)))),
    shape("<h1> and no article", |n| body(&"<h1>The river rose</h1>".repeat(n))),
    shape("headings like the title", |n| body(&format!("<h2>The river rose</h2>{PROSE}").repeat(n))),
    // What a page displays of its metadata.
    shape("<time>", |n| {
        body(&format!("<article>{}{PROSE}</article>", "<time datetime=2021-06-25>25 June</time> ".repeat(n)))
    }),
    shape("rel=author", |n| {
        body(&format!("<article>{}{PROSE}</article>", "<a rel=author href=/a>Ann Lee</a> ".repeat(n)))
    }),
    shape("itemprop", |n| {
        body(&format!(
            "<article itemscope>{PROSE}{}</article>",
            "<span itemprop=author><span itemprop=name>Ann</span></span> ".repeat(n)
        ))
    }),
    shape("names in a byline", |n| {
        body(&format!("<article><p class=byline>By {}</p>{PROSE}</article>", "Ann Lee and ".repeat(n)))
    }),
    shape("bylines", |n| {
        body(&format!("<article>{}</article>", format!("<p class=byline>By Ann Lee</p>{PROSE}").repeat(n)))
    }),
    // The rest of a page.
    shape("footers", |n| body(&format!("<article>{PROSE}</article>{}", "<footer>© The Quay</footer>".repeat(n)))),
    shape("banners", |n| {
        body(&format!("<article>{PROSE}</article>{}", "<div class=cookie-banner>We use cookies</div>".repeat(n)))
    }),
    shape("pages of a list", |n| {
        body(&format!("<article>{PROSE}</article>{}", numbered(n, |i| format!("<a href=?page={i}>{i}</a> "))))
    }),
    shape("breadcrumbs", |n| {
        body(&format!("<ol class=breadcrumb>{}</ol><article>{PROSE}</article>", "<li><a href=/>x</a> › ".repeat(n)))
    }),
    shape("veiled boxes", |n| body(&format!("<div style=\"display:none\">{PROSE}</div>").repeat(n))),
    shape("a veiled body", |n| page("", &format!("<div hidden>{}</div>", PROSE.repeat(n)))),
    shape("<noscript> of a page", |n| {
        body(&format!("<article>{PROSE}{}</article>", "<noscript><img src=/x.gif></noscript>".repeat(n)))
    }),
    shape("shadow roots", |n| body(&"<div><template shadowrootmode=open><p>x</p></template></div>".repeat(n))),
    shape("<body>", |n| numbered(n, |i| format!("<body a{i}=x>"))),
    shape("<html>", |n| numbered(n, |i| format!("<html a{i}=x>"))),
    shape("<frameset>", |n| format!("<html><head></head>{}", "<frameset><frame src=x>".repeat(n))),
    shape("<form>", |n| body(&"<form><input name=x><label>Mail</label><button>Send</button></form>".repeat(n))),
    shape("<select>", |n| body(&format!("<select>{}</select>", "<option>x".repeat(n)))),
];
