//! The cost of hostile inputs of n, 2n and 4n pieces: time per doubling, memory and output per input byte. Everything runs
//! on a stack of 256 KiB, the deepest inputs with a million levels.

mod shapes;

use std::time::Duration;

use feedscrub::{Cleaner, Error};
use feedscrub_bench::heap;
use feedscrub_bench::rounds::shortest;
use feedscrub_bench::table::Table;
use shapes::{SHAPES, Shape};

const STACK: usize = 256 << 10;
const DEEP: usize = 1_000_000;
/// The number of times that an input is halved until it is within the limits.
const SMALLER: usize = 9;

/// Cost of a doubling, seconds to an input MiB, memory over 160 MiB and output to an input byte.
const LIMITS: [f64; 4] = [2.4, 1.0, 20.0, 8.0];

/// A function of the crate that takes HTML; it gives the length of what it makes.
type Function = fn(&Cleaner, &str) -> Result<usize, Error>;

const FUNCTIONS: [(&str, Function); 2] = [
    ("clean_html and to_html", |cleaner, html| cleaner.clean_html(html).map(|article| article.to_html().len())),
    ("sanitize_html", |cleaner, html| cleaner.sanitize_html(html).map(|html| html.len())),
];

fn main() {
    let worker = std::thread::Builder::new().stack_size(STACK).spawn(run);
    match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(())) => {}
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(error) => eprintln!("{error}"),
    }
}

fn run() {
    let cleaner = Cleaner::default();
    for (name, function) in FUNCTIONS {
        let mut table =
            Table::new(&[name, "kB at 4n", "ms n", "2n", "4n", "x2", "s/MiB", "heap", "out", "", "refused"]);
        for shape in SHAPES {
            eprintln!("{name}: {}", shape.name);
            table.row(measured(shape, function, &cleaner));
        }
        table.print();
    }
    println!(
        "x2: cost of a doubling, the mean of two. heap, out: bytes in use at most, bytes of output, to an input byte.\n\
         Asked for: x2 at most {}, s/MiB {}, heap {} over 160 MiB, out {}, or a limit's error. '!' is over it.\n",
        LIMITS[0], LIMITS[1], LIMITS[2], LIMITS[3]
    );
    let mut table = Table::new(&["A million levels", "MB", "clean_html s", "", "sanitize_html s", ""]);
    for shape in SHAPES.iter().filter(|shape| shape.nests) {
        let html = shape.html(DEEP);
        let mut row = vec![shape.name.to_owned(), format!("{:.1}", html.len() as f64 / 1e6)];
        for (_, function) in FUNCTIONS {
            let mut result = Ok(0);
            let time = once(|| result = function(&cleaner, &html));
            row.extend([format!("{:.2}", time.as_secs_f64()), outcome(&result)]);
        }
        table.row(row);
    }
    table.print();
}

fn measured(shape: &Shape, function: Function, cleaner: &Cleaner) -> Vec<String> {
    let mut pieces = shape.pieces;
    let mut refused = String::new();
    // Growth is measured below the limits, and what is over them must be refused soon.
    for _ in 0..SMALLER {
        let html = shape.html(pieces * 4);
        let mut result = Ok(0);
        let time = once(|| result = function(cleaner, &html));
        if result.is_ok() {
            break;
        }
        refused = format!("{} at {} kB, {:.0} ms", outcome(&result), html.len() / 1000, time.as_secs_f64() * 1e3);
        pieces /= 2;
    }
    let mut times = Vec::new();
    let mut size = 0;
    let mut last = (Ok(0), 0);
    for factor in [1, 2, 4] {
        let html = shape.html(pieces * factor);
        size = html.len();
        let mut time = Duration::ZERO;
        last = heap::peak(|| {
            let mut result = Ok(0);
            time = once(|| result = function(cleaner, &html));
            result
        });
        if time < Duration::from_millis(300) {
            time = time.min(shortest(|| drop(function(cleaner, &html))));
        }
        times.push(time.as_secs_f64());
    }
    let (result, peak) = last;
    // What takes less than a millisecond is mostly a copy of the input, which caches make faster or slower.
    let doubling = (times.last().unwrap_or(&0.0) / times.first().unwrap_or(&1.0)).sqrt();
    let slowness = times.last().unwrap_or(&0.0) / size as f64 * f64::from(1 << 20);
    let heap = peak as f64 / size as f64;
    let heap_over = peak.saturating_sub(160 << 20) as f64 / size as f64;
    let out = result.as_ref().map_or(0, |length| *length) as f64 / size as f64;
    let is_slow = times.last().is_some_and(|time| *time > 1e-3);
    let is_over = [if is_slow { doubling } else { 0.0 }, slowness, heap_over, out]
        .iter()
        .zip(LIMITS)
        .any(|(is, limit)| *is > limit);
    let mut row = vec![shape.name.to_owned(), (size / 1000).to_string()];
    row.extend(times.iter().map(|time| format!("{:.1}", time * 1e3)));
    row.extend([format!("{doubling:.2}"), format!("{slowness:.2}"), format!("{heap:.1}"), format!("{out:.1}")]);
    row.push(if is_over && result.is_ok() { "!".to_owned() } else { String::new() });
    row.push(refused);
    row
}

fn once(run: impl FnOnce()) -> Duration {
    let clock = cpu_time::ThreadTime::now();
    run();
    clock.elapsed()
}

fn outcome(result: &Result<usize, Error>) -> String {
    match result {
        Ok(_) => String::new(),
        Err(Error::LimitExceeded { what, .. }) => format!("limit: {what}"),
        Err(error) => error.to_string(),
    }
}
