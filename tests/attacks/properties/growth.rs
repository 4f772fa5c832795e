//! Four times the input takes about four times as long, or is rejected.

use std::time::Duration;

use cpu_time::ThreadTime;

use super::CLEANER;
use crate::generator;

/// The length in bytes of the smaller input: large enough that both inputs reach the limits on open elements.
const SMALL: usize = 16 << 10;
/// If the larger input takes less time, it proves nothing about growth.
const CHEAP: Duration = Duration::from_millis(40);
/// The maximal factor; quadratic growth has 16.
const MOST: u32 = 8;
/// CPU time, which other processes still increase by evicting cache lines, though not every time.
const TRIES: usize = 6;

/// The frames of whole posts: the text before all units, after each, and after all. They cover the body, every field of the
/// front matter in every quoting, the preamble, lists, and copies of the post.
const FRAMES: &[[&str; 3]] = &[
    ["---\ntitle: x\n---\n", "", ""],
    ["---\ntitle: x\n---\n", "\n", ""],
    ["---\ntitle: x\n---\n## x\n\n", "", ""],
    ["---\ntitle: ", "", "\n---\n<p>x</p>"],
    ["---\ntitle: \"", "", "\"\n---\n<p>x</p>"],
    ["---\ntitle: '", "", "'\n---\n<p>x</p>"],
    ["---\ntitle: |\n", "\n  ", "\n---\n<p>x</p>"],
    ["---\nauthor: x", "", "\n---\n<p>By x</p>"],
    ["---\nauthor: \"", "", "\"\n---\n<p>By x</p>"],
    ["---\nfrom: https://a.example/", "", "\n---\n<a href=x>x</a>"],
    ["---\ndate: ", "", "\n---\n<p>x</p>"],
    ["---\nlayout: ", "", "\n---\n<p>x</p>"],
    ["---\ntags: [ ", ", ", " ]\n---\n<p>x</p>"],
    ["---\ntags: [ \"", "\", \"", "\" ]\n---\n<p>x</p>"],
    ["---\ntags:\n  - ", "\n  - ", "\n---\n<p>x</p>"],
    ["---\ncategories: ", " ", "\n---\n<p>x</p>"],
    ["---\n", "\n", "\n---\n<p>x</p>"],
    ["---\nx: ", "\nx: ", "\n---\n<p>x</p>"],
    ["---\ntitle: x\n---\n<!--1624642743000-->\n[", "", "](https://a.example/)\n------\n<p>x</p>"],
    ["---\ntitle: x\n---\n", "\n---\ntitle: x\n---\n", ""],
    ["---\ntitle: x\n---\n", "\n---\ntitle: x\n", ""],
];

/// Tests a head, a unit that is repeated, and a tail, separated by bytes 255; the unit is also repeated in a whole post, in
/// the frame that the first byte selects.
pub fn growth(data: &[u8]) {
    let mut parts = data.splitn(3, |byte| *byte == 255);
    let [head, unit, tail] =
        [parts.next(), parts.next(), parts.next()].map(|part| generator::unit(part.unwrap_or(b"")));
    if unit.is_empty() {
        return;
    }
    let [before, behind, end] = FRAMES[usize::from(data[0]) % FRAMES.len()];
    let fragment = |bytes: usize| format!("{head}{}{tail}", unit.repeat(bytes / unit.len()));
    let whole = |bytes: usize| {
        let unit = format!("{unit}{behind}");
        format!("{before}{}{end}", unit.repeat(bytes / unit.len()))
    };
    let fragments = [fragment(SMALL), fragment(SMALL * 4)];
    let posts = [whole(SMALL), whole(SMALL * 4)];
    for (what, run, [small, large]) in
        [("clean", clean as fn(&str) -> usize, &fragments), ("sanitize", sanitize, &fragments), ("post", post, &posts)]
    {
        let mut best = [Duration::MAX; 2];
        let fine = (0..TRIES).any(|_| {
            for (best, html) in best.iter_mut().zip([small, large]) {
                let start = ThreadTime::now();
                let written = run(html);
                *best = start.elapsed().min(*best);
                assert!(written <= 8 * html.len() + (64 << 10), "{what} writes {written} bytes of {}", html.len());
            }
            best[1] < CHEAP || best[1] <= best[0] * MOST
        });
        assert!(fine, "{what} takes {:?} and, for four times as much, {:?}", best[0], best[1]);
    }
}

/// Returns the length of the output; `None` for an input over the limits.
fn clean(html: &str) -> usize {
    CLEANER.clean_html(html).map_or(0, |article| article.to_html().len())
}

fn post(post: &str) -> usize {
    CLEANER.clean(post).map_or(0, |article| article.to_markdown().len())
}

fn sanitize(html: &str) -> usize {
    CLEANER.sanitize_html(html).map_or(0, |html| html.len())
}
