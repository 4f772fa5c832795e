//! Inputs on which a parser, a tree, a pass or a serializer could take superlinear time, by the number of their pieces.

/// A shape, and whether it nests.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) nests: bool,
    make: fn(usize) -> String,
}

impl Shape {
    pub(crate) fn text(&self, pieces: usize) -> String {
        (self.make)(pieces)
    }

    /// Of about so many bytes.
    pub(crate) fn of_size(&self, bytes: usize) -> String {
        let mut pieces = 1024;
        for _ in 0..2 {
            pieces = (bytes as f64 / self.text(pieces).len() as f64 * pieces as f64) as usize;
        }
        self.text(pieces)
    }
}

pub(crate) const fn shape(name: &'static str, make: fn(usize) -> String) -> Shape {
    Shape { name, nests: false, make }
}

pub(crate) const fn nest(name: &'static str, make: fn(usize) -> String) -> Shape {
    Shape { name, nests: true, make }
}

/// Names in a value that is nearly as long as one may be.
fn long_value() -> String {
    "content-x ".repeat(6500)
}

/// Pieces in an element whose names are that long.
fn named(attribute: &str, pieces: usize, piece: &str) -> String {
    format!("<div {attribute}=\"{}\">{}</div>", long_value(), piece.repeat(pieces))
}

pub(crate) fn numbered(pieces: usize, piece: impl Fn(usize) -> String) -> String {
    (0..pieces).map(piece).collect()
}

/// Those that are known to be quadratic in some parser, then those that are linear in all but long or deep.
pub(crate) const SHAPES: &[Shape] = &[
    nest("<div>", |n| "<div>".repeat(n)),
    nest("<ul><li>", |n| "<ul><li>".repeat(n)),
    nest("<dl><dt>", |n| "<dl><dt>".repeat(n)),
    nest("<blockquote>", |n| "<blockquote>".repeat(n)),
    nest("<div>.. </x>..", |n| "<div>".repeat(n / 2) + &"</x>".repeat(n / 2)),
    nest("<span>.. </div>..", |n| "<span>".repeat(n / 2) + &"</div>".repeat(n / 2)),
    nest("<a><div>", |n| "<a><div>".repeat(n)),
    nest("<b><div>.. </b>..", |n| "<b><div>".repeat(n) + &"</b>".repeat(n)),
    nest("<font color=i>.. <p>x..", |n| numbered(n, |i| format!("<font color={i}>")) + &"<p>x".repeat(n)),
    nest("<p><b class=i>x", |n| numbered(n, |i| format!("<p><b class={i}>x"))),
    nest("<b i>.. <i i>.. x</b>..", |n| {
        numbered(n, |i| format!("<b a{i}>")) + &numbered(n, |i| format!("<i a{i}>")) + &"x</b>".repeat(n)
    }),
    shape("<table> x<b></b>..", |n| "<table>".to_owned() + &"x<b></b>".repeat(n)),
    shape("<table> <div></div>..", |n| "<table>".to_owned() + &"<div></div>".repeat(n)),
    shape("attributes on one tag", |n| format!("<p{}>x", numbered(n, |i| format!(" a{i}=1")))),
    shape("damaged attributes on one tag", |n| format!("<p{}>x", numbered(n, |i| format!(" a{i}\"")))),
    shape("<body aN=1>..", |n| numbered(n, |i| format!("<body a{i}=1>"))),
    shape("<select> <option selected>..", |n| {
        "<select><button><selectedcontent></button>".to_owned() + &"<option selected>x</option>".repeat(n)
    }),
    shape("&amp;..", |n| "&amp;".repeat(n)),
    shape("&..", |n| "&".repeat(n)),
    shape("&CounterClockwise..", |n| "&CounterClockwiseContourIntegra".repeat(n)),
    nest("<b>", |n| "<b>".repeat(n)),
    nest("<a>", |n| "<a>".repeat(n)),
    nest("<font>", |n| "<font>".repeat(n)),
    nest("<a>.. <i>.. </a>..", |n| "<a>".repeat(n) + &"<i>".repeat(n) + &"</a>".repeat(n)),
    nest("<table>", |n| "<table>".repeat(n)),
    nest("<table><tr><td>", |n| "<table><tr><td>".repeat(n)),
    nest("<svg><desc>", |n| "<svg><desc>".repeat(n)),
    nest("<math><mtext>", |n| "<math><mtext>".repeat(n)),
    nest("<svg><foreignObject>", |n| "<svg><foreignObject>".repeat(n)),
    nest("<template>", |n| "<template>".repeat(n)),
    shape("<p>", |n| "<p>".repeat(n)),
    shape("text", |n| "word ".repeat(n / 5)),
    shape("<!-- and no end", |n| "<!--".to_owned() + &"x".repeat(n)),
    shape("<!--..", |n| "<!--".repeat(n)),
    shape("data: image", |n| format!("<img src=\"data:image/png;base64,{}\">", "A".repeat(n))),
    shape("the same attribute", |n| format!("<p{}>x", " a=1".repeat(n))),
    shape("<p id=i>", |n| numbered(n, |i| format!("<p id={i}>x"))),
    shape("<", |n| "<".repeat(n)),
    shape("<a href=\"", |n| "<a href=\"".repeat(n)),
    shape("</", |n| "</".repeat(n)),
    shape("<br>", |n| "x<br>".repeat(n)),
    shape("<script> >..", |n| "<script>".to_owned() + &">".repeat(n)),
    shape("<a href=URL>x</a>..", |n| {
        numbered(n, |i| format!("<a href=\"https://example.org/{i}?utm_source=x\">x</a> "))
    }),
    shape("<img src=proxied>..", |n| {
        numbered(n, |i| format!("<img src=\"https://images.weserv.nl/?url=example.org/{i}.jpg\">"))
    }),
    shape("proxies in one another", |n| {
        format!("<img src=\"{}example.org/x.jpg\">", "https://images.weserv.nl/?url=".repeat(n))
    }),
    shape("<img srcset=..>", |n| {
        format!("<img srcset=\"{}\">", numbered(n, |i| format!("https://example.org/{i}.jpg {}w, ", i + 1)))
    }),
    shape("<p>• item..", |n| "<p>• item</p>".repeat(n)),
    shape("<p>Share this..", |n| "<p>Share this article</p>".repeat(n)),
    shape("<p>2021-06-25..", |n| "<p>2021-06-25 10:00</p>".repeat(n)),
    shape("<tr><td>x..", |n| "<table>".to_owned() + &"<tr><td>x<td>y".repeat(n) + "</table>"),
    shape("<figure>..", |n| {
        "<figure><img src=\"https://example.org/x.jpg\"><figcaption>A caption.</figcaption></figure>".repeat(n)
    }),
    // Lines, by what their verdicts look at.
    shape("phrases in quotation marks", |n| format!("<p>{}</p>", "“ 相关阅读 ".repeat(n))),
    shape("phrases behind bullets", |n| format!("<p>{}{}</p>", "> ".repeat(n), "Share this. ".repeat(n))),
    shape("borders in the last line", |n| format!("<p>{}</p>", "<a href=/x>Follow us</a> ----- ".repeat(n))),
    shape("dates in a line", |n| format!("<p>{}</p>", "2021-06-25 10:00 ".repeat(n))),
    shape("dates and names in a byline", |n| format!("<p class=byline>By {}</p>", "Ann Lee 2021-06-25, ".repeat(n))),
    shape("lines of a byline", |n| "<p class=byline>By Ann Lee, 2021-06-25</p>".repeat(n)),
    shape("<b> link lines", |n| "<p><b><a href=/x>some link</a></b></p>".repeat(n)),
    shape("headings over links", |n| "<h2><a href=/x>x</a></h2><p><a href=/y>some link</a></p>".repeat(n)),
    shape("<br> lines", |n| format!("<p>{}</p>", "雨下了一夜<br>".repeat(n))),
    shape("plain lines", |n| "雨下了一夜\n\n".repeat(n)),
    shape("blank lines", |n| "\n \n".repeat(n)),
    shape("numbered headings", |n| numbered(n, |i| format!("<p>{i}. part</p><p>some words of it</p>"))),
    shape("a series begun again", |n| "<p><b>1. part</b></p><p><b>2. part</b></p><p>x</p>".repeat(n)),
    shape("addresses in text", |n| format!("<p>{}</p>", "https://example.org/a ".repeat(n))),
    shape("addresses with brackets", |n| {
        format!("<p>{}</p>", format!("https://a.org/{} ", ")".repeat(2000)).repeat(n / 500 + 1))
    }),
    shape("addresses in brackets", |n| {
        format!("<p>{}</p>", format!("https://a.org/{}{} ", "(".repeat(1000), ")".repeat(1000)).repeat(n / 500 + 1))
    }),
    shape("http..", |n| format!("<p>{}</p>", "http".repeat(n))),
    shape("http://..", |n| format!("<p>{}</p>", "http://".repeat(n))),
    shape("www..", |n| format!("<p>{}</p>", "www.".repeat(n))),
    shape("@a.b..", |n| format!("<p>{}</p>", "a@a.b ".repeat(n))),
    shape("hashtags", |n| format!("<p>{}</p>", "#tag ".repeat(n))),
    shape("hashtag lines", |n| "<p>#one #two</p>".repeat(n)),
    shape("bars", |n| format!("<p>{}</p>", "Share | ".repeat(n))),
    shape("brackets", |n| format!("<p>{}</p>", "[caption](".repeat(n))),
    shape("braces", |n| format!("<p>{}</p>", "{{ x }} {% y %} ".repeat(n))),
    shape("dollars", |n| format!("<p>{}</p>", "$x$ ".repeat(n))),
    shape("stars and marks", |n| format!("<p>{}</p>", "*_`~".repeat(n))),
    shape("unseen characters", |n| format!("<p>{}</p>", "\u{200b}\u{202e}x\u{feff}".repeat(n))),
    shape("© lines", |n| "<p>© 2020 Example</p>".repeat(n)),
    shape("©", |n| format!("<p>{}</p>", "© (c) ".repeat(n))),
    shape("rules of dashes", |n| "<p>------</p><p>x</p>".repeat(n)),
    shape("dashes", |n| format!("<p>{}</p>", "-".repeat(n))),
    // Pictures.
    shape("pictures in a run", |n| numbered(n, |i| format!("<img src=\"https://example.org/{i}.jpg\">"))),
    shape("pictures and small captions", |n| {
        numbered(n, |i| format!("<img src=\"https://example.org/{i}.jpg\"><small>A caption {i}.</small>"))
    }),
    shape("pictures and paragraphs", |n| {
        numbered(n, |i| format!("<p><img src=\"https://example.org/{i}.jpg\"></p><p class=caption>A caption</p>"))
    }),
    shape("pictures with credits", |n| {
        numbered(n, |i| format!("<div><img src=\"https://example.org/{i}.jpg\"><p>Photo: Ann Lee</p></div>"))
    }),
    shape("pictures in one figure", |n| {
        format!("<figure>{}<figcaption>x</figcaption></figure>", numbered(n, |i| format!("<img src=/{i}.jpg>")))
    }),
    shape("pictures in one row", |n| {
        let cell = |i| format!("<td><img src=/{i}.jpg>");
        format!("<table><tr>{}<tr>{}</table>", numbered(n, cell), "<td>x".repeat(n))
    }),
    shape("captions over pictures", |n| numbered(n, |i| format!("<p>▼ Part {i}</p><img src=/{i}.jpg>"))),
    shape("links to pictures", |n| numbered(n, |i| format!("<a href=/a/{i}><img src=/{i}.jpg></a>"))),
    shape("cards", |n| {
        numbered(n, |i| format!("<div><img src=/{i}.jpg><a href=/a/{i}.html>another article</a></div>"))
    }),
    shape("<noscript> twins", |n| {
        numbered(n, |i| format!("<img data-src=/{i}.jpg><noscript><img src=/{i}.jpg></noscript>"))
    }),
    shape("<picture>", |n| {
        numbered(n, |i| format!("<picture><source srcset=\"/{i}.webp 2x\"><img src=/{i}.jpg></picture>"))
    }),
    shape("<source> of one picture", |n| {
        format!("<picture>{}<img src=/x.jpg></picture>", numbered(n, |i| format!("<source srcset=\"/{i}.webp 2x\">")))
    }),
    shape("<video/>", |n| "<video src=/x.mp4/>".repeat(n)),
    shape("<iframe/>", |n| "<iframe src=https://www.youtube.com/embed/abcdefghijk />".repeat(n)),
    shape("<button><img></button> pairs", |n| {
        "<div><button><img src=/x.png></button><button><img src=/x.png></button></div>".repeat(n)
    }),
    shape("<button><img></button> in one box", |n| {
        format!("<div>{}</div>", "<button><img src=/x.png></button>".repeat(n))
    }),
    // Notes, listings, formulas, lists.
    shape("marks of one note", |n| format!("{}<p id=fn1>x</p>", "<a href=#fn1>1</a> ".repeat(n))),
    shape("marks of one long note", |n| {
        format!("<p>{}</p><div id=fn1>{}</div>", "<a href=#fn1>1</a>".repeat(n), "word ".repeat(n))
    }),
    shape("marks of one box", |n| {
        format!("<p><sup><span>{}</span></sup></p><li id=fn1>x", "<a href=#fn1>1</a>".repeat(n))
    }),
    shape("places in one note", |n| {
        let marks = numbered(n, |i| format!("<a href=#fn{i}>1</a>"));
        let places = numbered(n, |i| format!("<a id=fn{i}></a>"));
        format!("<p>{marks}</p><ol><li>{places}<a href=#x>y</a></ol>")
    }),
    shape("places behind a long text", |n| {
        let marks = numbered(n, |i| format!("<a href=#fn{i}>1</a>"));
        let places = numbered(n, |i| format!("<a id=fn{i}></a>"));
        format!("<p>{marks}</p><div>{}<span>{places}</span>x</div>", "word ".repeat(n))
    }),
    shape("ways back of one note", |n| {
        let marks = numbered(n, |i| format!("<a id=r{i} href=#fn1>1</a>"));
        format!("<p>{marks}</p><ol><li id=fn1>x{}</ol>", numbered(n, |i| format!("<a href=#r{i}>↩</a>")))
    }),
    shape("notes in paragraphs", |n| {
        let marks = numbered(n, |i| format!("<a href=#fn{i}>1</a> "));
        format!("<p>{marks}</p>{}", numbered(n, |i| format!("<p id=fn{i}>note</p>\n")))
    }),
    nest("<li id> in one another", |n| numbered(n, |i| format!("<a href=#n{i}>1</a><ul><li id=n{i}>"))),
    nest("tables with gutters", |n| "<table><tr><td class=gutter><span class=gutter>1".repeat(n)),
    shape("a gutter and tables in it", |n| "<table><tr><td class=gutter>".repeat(80) + &"1".repeat(n) + "x"),
    shape("lines of a listing", |n| {
        format!("<pre><code>{}</code></pre>", "<span class=line>let x = 1;</span>\n".repeat(n))
    }),
    shape("listings", |n| "<div class=highlight><pre class=x><code>let x = 1;\n</code></pre></div>\n".repeat(n)),
    shape("<code> lines", |n| "<code>let x;</code><br>".repeat(n)),
    nest("spans in a listing", |n| "<pre>".to_owned() + &"<span class=gutter>1".repeat(n) + "x"),
    shape("formulas", |n| "<span class=katex><annotation encoding=application/x-tex>x</annotation></span> ".repeat(n)),
    shape("TeX in one formula", |n| format!("<script type=math/tex>{}</script>", "\\text{x} $ % \n ".repeat(n))),
    shape("MathML", |n| format!("<math>{}</math>", "<mfrac><mi>x</mi><mi>y</mi></mfrac>".repeat(n))),
    nest("MathML in one another", |n| format!("<math>{}", "<mrow><msup>".repeat(n))),
    shape("pictures of formulas", |n| "<img src=\"https://latex.codecogs.com/svg.latex?x%5E2\" alt=\"x^2\">".repeat(n)),
    shape("lists of one item", |n| "<ul><li>x</ul>".repeat(n)),
    shape("lists in a list", |n| format!("<ul>{}</ul>", "<ul><li>x</ul>".repeat(n))),
    shape("<dl>", |n| format!("<dl>{}</dl>", "<dt>x<dd>y".repeat(n))),
    shape("rows that span", |n| format!("<table>{}</table>", "<tr><td rowspan=65534 colspan=999>x".repeat(n))),
    shape("cells that span", |n| format!("<table><tr>{}</table>", "<td colspan=999>x".repeat(n))),
    shape("<ruby>", |n| "<ruby>雨<rt>yǔ</ruby>".repeat(n)),
    shape("<q>", |n| "<q>x</q> ".repeat(n)),
    shape("unknown elements", |n| "<x-y>x</x-y>".repeat(n)),
    shape("comments", |n| "x<!--y-->".repeat(n)),
    shape("<h1>", |n| "<h1>x</h1>".repeat(n)),
    shape("<p>x</p>", |n| "<p>x</p>".repeat(n)),
    shape("<p>x</p> and blanks", |n| "<p>x</p>\n".repeat(n)),
    shape("<details>", |n| "<details><summary>x</summary>y</details>".repeat(n)),
    shape("<iframe> of players", |n| {
        numbered(n, |i| format!("<iframe src=https://www.youtube.com/embed/abcdefgh{i:03}></iframe>"))
    }),
    shape("mailboxes of Cloudflare", |n| {
        "<a class=__cf_email__ data-cfemail=543931143931 href=/cdn-cgi/l/email-protection>x</a> ".repeat(n)
    }),
    shape("data-attrs", |n| {
        "<div data-attrs='{\"url\":\"https://example.org/x\",\"src\":\"/y.jpg\"}'>x</div>".repeat(n)
    }),
    shape("marks over many lines", |n| format!("<b><i><a href=/x>{}", "x<br>".repeat(n))),
    shape("marks that begin and end", |n| format!("<p>{}</p>", "<b>x</b><i>y</i>".repeat(n))),
    shape("links to the same page", |n| "<a href=#x>x</a>".repeat(n)),
    shape("hidden elements", |n| "<span aria-hidden=true>x</span><p hidden>y</p>".repeat(n)),
    shape("share boxes", |n| "<div class=share><a href=https://twitter.com/share>Tweet</a></div>".repeat(n)),
    shape("adverts and prose", |n| {
        "<div class=ad>Advertisement</div><p>The river rose by two feet in the night, and nobody was surprised.</p>"
            .repeat(n)
    }),
    // Long values round many elements.
    shape("long class, paragraphs", |n| named("class", n, "<p>x</p>")),
    shape("long class, links", |n| named("class", n, "<a href=/x>x</a> ")),
    shape("long class, pictures", |n| named("class", n, "<img src=/x.jpg>")),
    shape("long class, buttons", |n| named("class", n, "<button>x</button>")),
    shape("long class, hidden", |n| named("class", n, "<div hidden>x</div>")),
    shape("long class, listings", |n| named("class", n, "<pre class=x>x</pre>")),
    shape("long class, formulas", |n| named("class", n, "<span class=MathJax>x</span> ")),
    shape("long class, shares", |n| named("class", n, "<div class=share>x</div>")),
    shape("long class, figures", |n| named("class", n, "<figure><img src=/x.jpg>x</figure>")),
    shape("long class, list items", |n| named("class", n, "<li>x")),
    shape("long class, notes", |n| {
        let notes = numbered(n, |i| format!("<p><a href=#n{i}>1</a><p id=n{i}>x</p>"));
        named("class", 1, &notes)
    }),
    shape("long style, paragraphs", |n| named("style", n, "<p>x</p>")),
    shape("long style, pictures", |n| named("style", n, "<img src=/x.jpg>")),
    shape("long style, hidden", |n| named("style", n, "<div hidden>x</div>")),
    shape("long style, code", |n| named("style", n, "<code>x</code>")),
    shape("long href, text", |n| format!("<a href=\"/{}\">{}", "x".repeat(60_000), "x<br>".repeat(n))),
    shape("long href, pictures", |n| format!("<a href=\"/{}\">{}", "x".repeat(60_000), "<img src=/x.jpg>".repeat(n))),
    shape("long <base>, links", |n| {
        format!("<base href=\"https://example.org/{}\">{}", "x/".repeat(30_000), "<a href=x>x</a> ".repeat(n))
    }),
    shape("long queries", |n| {
        format!("<a href=\"https://example.org/?{}\">x</a> ", "utm_source=x&a=b&".repeat(3000)).repeat(n / 3000 + 1)
    }),
    shape("long paths", |n| {
        format!("<img src=\"https://i0.wp.com/{}x.jpg\">", "a.org/".repeat(9000)).repeat(n / 9000 + 1)
    }),
    shape("long srcsets", |n| format!("<img srcset=\"{}\">", "/x.jpg 1x, ".repeat(5000)).repeat(n / 5000 + 1)),
    shape("long alt", |n| format!("<img src=/x.jpg alt=\"{}\">", "x ".repeat(30_000)).repeat(n / 30_000 + 1)),
    shape("JSON-LD", |n| {
        let objects = numbered(n.min(8000), |i| format!("{{\"@id\":\"#{i}\",\"author\":{{\"@id\":\"#x\"}}}},"));
        let script = format!("<script type=application/ld+json>[{objects}{{}}]</script>");
        format!("<html><head>{script}</head><body><p>x</p>{}", "word ".repeat(n.saturating_sub(8000)))
    }),
    shape("<meta>", |n| {
        format!("<html><head>{}</head><body><p>x", "<meta property=og:title content=\"x y z\">".repeat(n))
    }),
    shape("<title> and <h1>", |n| {
        format!("<html><head><title>{}</title></head><body>{}", "a b c ".repeat(60), "<h1>a b c d e f</h1>".repeat(n))
    }),
    shape("<article>", |n| "<article class=post><p>The river rose, by two feet, in the night.</p></article>".repeat(n)),
];
