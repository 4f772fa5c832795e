//! Four times the input costs about four times as much, or is refused.

use std::time::Duration;

use cpu_time::ThreadTime;

use super::CLEANER;
use crate::generator;

/// Bytes of the smaller input: far enough above the limits on open elements that those are met in both.
const SMALL: usize = 16 << 10;
/// Cheaper than this, the larger one proves nothing about growth.
const CHEAP: Duration = Duration::from_millis(40);
/// Quadratic growth shows as 16.
const MOST: u32 = 8;
/// Time of the processor, which other processes still make longer by what they leave in its caches, though not every time.
const TRIES: usize = 6;

/// A head, a unit that is repeated, and a tail, with a byte 255 between them.
pub fn growth(data: &[u8]) {
    let mut parts = data.splitn(3, |byte| *byte == 255);
    let [head, unit, tail] =
        [parts.next(), parts.next(), parts.next()].map(|part| generator::unit(part.unwrap_or(b"")));
    if unit.is_empty() {
        return;
    }
    let input = |bytes: usize| format!("{head}{}{tail}", unit.repeat(bytes / unit.len()));
    let (small, large) = (input(SMALL), input(SMALL * 4));
    for (what, run) in [("clean", clean as fn(&str) -> usize), ("sanitize", sanitize)] {
        let mut best = [Duration::MAX; 2];
        let fine = (0..TRIES).any(|_| {
            for (best, html) in best.iter_mut().zip([&small, &large]) {
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

/// Bytes of the output; none for an input over the limits.
fn clean(html: &str) -> usize {
    CLEANER.clean_html(html).map_or(0, |article| article.to_html().len())
}

fn sanitize(html: &str) -> usize {
    CLEANER.sanitize_html(html).map_or(0, |html| html.len())
}
