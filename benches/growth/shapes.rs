//! Inputs on which a parser, a tree, a pass or a serializer could take superlinear time, by the number of their pieces.

/// A shape, the number of pieces to begin with, and whether it nests.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) pieces: usize,
    pub(crate) nests: bool,
    make: fn(usize) -> String,
}

impl Shape {
    pub(crate) fn html(&self, pieces: usize) -> String {
        (self.make)(pieces)
    }
}

const fn shape(name: &'static str, pieces: usize, make: fn(usize) -> String) -> Shape {
    Shape { name, pieces, nests: false, make }
}

const fn nest(name: &'static str, pieces: usize, make: fn(usize) -> String) -> Shape {
    Shape { name, pieces, nests: true, make }
}

fn numbered(pieces: usize, piece: impl Fn(usize) -> String) -> String {
    (0..pieces).map(piece).collect()
}

/// Those that are known to be quadratic in some parser, then those that are linear in all but long or deep.
pub(crate) const SHAPES: &[Shape] = &[
    nest("<div>", 25_000, |n| "<div>".repeat(n)),
    nest("<ul><li>", 12_500, |n| "<ul><li>".repeat(n)),
    nest("<dl><dt>", 12_500, |n| "<dl><dt>".repeat(n)),
    nest("<blockquote>", 25_000, |n| "<blockquote>".repeat(n)),
    nest("<div>.. </x>..", 50_000, |n| "<div>".repeat(n / 2) + &"</x>".repeat(n / 2)),
    nest("<span>.. </div>..", 50_000, |n| "<span>".repeat(n / 2) + &"</div>".repeat(n / 2)),
    nest("<a><div>", 12_500, |n| "<a><div>".repeat(n)),
    nest("<b><div>.. </b>..", 12_500, |n| "<b><div>".repeat(n) + &"</b>".repeat(n)),
    nest("<font color=i>.. <p>x..", 5_000, |n| numbered(n, |i| format!("<font color={i}>")) + &"<p>x".repeat(n)),
    nest("<p><b class=i>x", 1_000, |n| numbered(n, |i| format!("<p><b class={i}>x"))),
    nest("<b i>.. <i i>.. x</b>..", 1_000, |n| {
        numbered(n, |i| format!("<b a{i}>")) + &numbered(n, |i| format!("<i a{i}>")) + &"x</b>".repeat(n)
    }),
    shape("<table> x<b></b>..", 50_000, |n| "<table>".to_owned() + &"x<b></b>".repeat(n)),
    shape("<table> <div></div>..", 50_000, |n| "<table>".to_owned() + &"<div></div>".repeat(n)),
    shape("attributes on one tag", 50_000, |n| format!("<p{}>x", numbered(n, |i| format!(" a{i}=1")))),
    shape("damaged attributes on one tag", 50_000, |n| format!("<p{}>x", numbered(n, |i| format!(" a{i}\"")))),
    shape("<body aN=1>..", 10_000, |n| numbered(n, |i| format!("<body a{i}=1>"))),
    shape("<select> <option selected>..", 10_000, |n| {
        "<select><button><selectedcontent></button>".to_owned() + &"<option selected>x</option>".repeat(n)
    }),
    shape("&amp;..", 250_000, |n| "&amp;".repeat(n)),
    shape("&..", 250_000, |n| "&".repeat(n)),
    shape("&CounterClockwise..", 50_000, |n| "&CounterClockwiseContourIntegra".repeat(n)),
    nest("<b>", 250_000, |n| "<b>".repeat(n)),
    nest("<a>", 250_000, |n| "<a>".repeat(n)),
    nest("<font>", 250_000, |n| "<font>".repeat(n)),
    nest("<a>.. <i>.. </a>..", 100_000, |n| "<a>".repeat(n) + &"<i>".repeat(n) + &"</a>".repeat(n)),
    nest("<table>", 250_000, |n| "<table>".repeat(n)),
    nest("<table><tr><td>", 100_000, |n| "<table><tr><td>".repeat(n)),
    nest("<svg><desc>", 100_000, |n| "<svg><desc>".repeat(n)),
    nest("<math><mtext>", 100_000, |n| "<math><mtext>".repeat(n)),
    nest("<svg><foreignObject>", 100_000, |n| "<svg><foreignObject>".repeat(n)),
    nest("<template>", 100_000, |n| "<template>".repeat(n)),
    shape("<p>", 250_000, |n| "<p>".repeat(n)),
    shape("text", 1_000_000, |n| "word ".repeat(n / 5)),
    shape("<!-- and no end", 1_000_000, |n| "<!--".to_owned() + &"x".repeat(n)),
    shape("<!--..", 250_000, |n| "<!--".repeat(n)),
    shape("data: image", 1_000_000, |n| format!("<img src=\"data:image/png;base64,{}\">", "A".repeat(n))),
    shape("the same attribute", 250_000, |n| format!("<p{}>x", " a=1".repeat(n))),
    shape("<p id=i>", 50_000, |n| numbered(n, |i| format!("<p id={i}>x"))),
    shape("<", 250_000, |n| "<".repeat(n)),
    shape("<a href=\"", 50_000, |n| "<a href=\"".repeat(n)),
    shape("</", 250_000, |n| "</".repeat(n)),
    shape("<br>", 250_000, |n| "x<br>".repeat(n)),
    shape("<script> >..", 250_000, |n| "<script>".to_owned() + &">".repeat(n)),
    shape("<a href=URL>x</a>..", 20_000, |n| {
        numbered(n, |i| format!("<a href=\"https://example.org/{i}?utm_source=x\">x</a> "))
    }),
    shape("<img src=proxied>..", 10_000, |n| {
        numbered(n, |i| format!("<img src=\"https://images.weserv.nl/?url=example.org/{i}.jpg\">"))
    }),
    shape("proxies in one another", 50, |n| {
        format!("<img src=\"{}example.org/x.jpg\">", "https://images.weserv.nl/?url=".repeat(n))
    }),
    shape("<img srcset=..>", 10_000, |n| {
        format!("<img srcset=\"{}\">", numbered(n, |i| format!("https://example.org/{i}.jpg {}w, ", i + 1)))
    }),
    shape("<p>• item..", 20_000, |n| "<p>• item</p>".repeat(n)),
    shape("<p>Share this..", 20_000, |n| "<p>Share this article</p>".repeat(n)),
    shape("<p>2021-06-25..", 20_000, |n| "<p>2021-06-25 10:00</p>".repeat(n)),
    shape("<tr><td>x..", 20_000, |n| "<table>".to_owned() + &"<tr><td>x<td>y".repeat(n) + "</table>"),
    shape("<figure>..", 10_000, |n| {
        "<figure><img src=\"https://example.org/x.jpg\"><figcaption>A caption.</figcaption></figure>".repeat(n)
    }),
];
