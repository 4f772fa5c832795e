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

/// Tests a head, a unit that is repeated, and a tail, separated by bytes 255.
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

/// Returns the length of the output; `None` for an input over the limits.
fn clean(html: &str) -> usize {
    CLEANER.clean_html(html).map_or(0, |article| article.to_html().len())
}

fn sanitize(html: &str) -> usize {
    CLEANER.sanitize_html(html).map_or(0, |html| html.len())
}
