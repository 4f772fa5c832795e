//! The cost of hostile shapes from 256 KiB to 4 MiB: the cost of a doubling, seconds, memory and output by the size of the
//! input. Everything runs on a stack of 256 KiB, the deepest shapes with a million levels.
//!
//! `-- --only TEXT` only measures shapes whose names contain the text, or are it if it begins with `=`; `-- --most KIB` no
//! input that is larger. Large blocks of memory that the allocator returns to the system at once cost a page fault for
//! every 4 KiB again and again; `MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=8000000000` keeps glibc from it.

mod pages;
mod posts;
mod shapes;

use std::time::Duration;

use feedscrub::{Cleaner, Error};
use feedscrub_bench::heap;
use feedscrub_bench::table::Table;
use pages::PAGES;
use posts::POSTS;
use shapes::{SHAPES, Shape};

const STACK: usize = 256 << 10;
const DEEP: usize = 1_000_000;
/// The sizes of the inputs in bytes.
const SIZES: [usize; 5] = [256 << 10, 512 << 10, 1 << 20, 2 << 20, 4 << 20];
/// Shorter times are mostly a copy of the input, whose speed depends on caches.
const SHORT: Duration = Duration::from_millis(15);
/// The number of times that a slow input is measured; the fastest counts, because the machine may be shared.
const TRIES: usize = 4;

/// Cost of a doubling, seconds to an input MiB, memory over 160 MiB and output to an input byte.
const LIMITS: [f64; 4] = [2.4, 0.35, 20.0, 8.0];

/// A function of the crate; it gives the length of what it makes.
type Function = fn(&Cleaner, &str) -> Result<usize, Error>;

const FRAGMENTS: [(&str, Function); 4] = [
    ("clean_html and to_html", |cleaner, html| cleaner.clean_html(html).map(|article| article.to_html().len())),
    ("sanitize_html", |cleaner, html| cleaner.sanitize_html(html).map(|html| html.len())),
    PAGE,
    ("a post of it and to_text", |cleaner, html| {
        cleaner.clean(&format!("---\ntitle: x\n---\n{html}")).map(|article| article.to_text().len())
    }),
];

const PAGE: (&str, Function) = ("clean_page and to_markdown", |cleaner, html| {
    cleaner.clean_page(html, &feedscrub::Origin::default()).map(|article| article.to_markdown().len())
});

const WHOLE: [(&str, Function); 1] =
    [("clean and to_markdown", |cleaner, post| cleaner.clean(post).map(|article| article.to_markdown().len()))];

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
    let only = feedscrub_bench::argument("only").unwrap_or_default();
    let most = feedscrub_bench::argument("most").and_then(|most| most.parse().ok()).unwrap_or(usize::MAX >> 10);
    let sizes: Vec<usize> = SIZES.into_iter().filter(|size| *size <= most << 10).collect();
    let is_wanted = |shape: &&&Shape| match only.strip_prefix('=') {
        Some(name) => shape.name == name,
        None => shape.name.contains(&*only),
    };
    let mut over = 0;
    let all = [(WHOLE.as_slice(), POSTS), (std::slice::from_ref(&PAGE), PAGES), (FRAGMENTS.as_slice(), SHAPES)];
    for (functions, shapes) in all {
        for (name, function) in functions {
            let head = [name, "x2", "s/MiB", "heap", "out", "", "ms of 1/4 MiB", "1/2", "1", "2", "4", "refused"];
            let mut table = Table::new(&head);
            for shape in shapes.iter().filter(|shape| is_wanted(&shape)) {
                let row = Row::of(shape, *function, &cleaner, &sizes);
                over += usize::from(row.is_over());
                let cells = row.cells();
                eprintln!("{name}: {}", cells.join("  "));
                table.row(cells);
            }
            table.print();
        }
    }
    println!(
        "x2: the cost of a doubling, the dearest of four. s/MiB: of the dearest size, also of one that was refused. heap,\n\
         out: bytes in use at most, bytes of output, to an input byte. Asked for: x2 at most {}, s/MiB {}, heap {} over\n\
         160 MiB, out {}. '!' is over it: {over}.\n",
        LIMITS[0], LIMITS[1], LIMITS[2], LIMITS[3]
    );
    if !only.is_empty() {
        return;
    }
    let mut table = Table::new(&["A million levels", "MB", "clean_html s", "", "sanitize_html s", ""]);
    for shape in SHAPES.iter().filter(|shape| shape.nests) {
        let html = shape.text(DEEP);
        let mut row = vec![shape.name.to_owned(), format!("{:.1}", html.len() as f64 / 1e6)];
        for (_, function) in FRAGMENTS.iter().take(2) {
            let (time, result) = once(*function, &cleaner, &html);
            row.extend([format!("{:.2}", time.as_secs_f64()), outcome(&result)]);
        }
        table.row(row);
    }
    table.print();
}

struct Row {
    name: &'static str,
    /// Bytes and time of each size; the time of one that was refused does not count for growth.
    times: Vec<(usize, Duration, bool)>,
    heap: f64,
    /// The part of it over what any input may take.
    heap_over: f64,
    out: f64,
    refused: String,
}

impl Row {
    fn of(shape: &Shape, function: Function, cleaner: &Cleaner, sizes: &[usize]) -> Row {
        let mut row =
            Row { name: shape.name, times: Vec::new(), heap: 0.0, heap_over: 0.0, out: 0.0, refused: String::new() };
        for &size in sizes {
            row.measure(&shape.of_size(size), function, cleaner);
        }
        // What looks dear by chance is cheaper the next time.
        for _ in 0..TRIES {
            if row.doubling() <= LIMITS[0] && row.slowness() <= LIMITS[1] {
                break;
            }
            for (place, &size) in sizes.iter().enumerate() {
                let (time, _) = once(function, cleaner, &shape.of_size(size));
                if let Some((_, least, _)) = row.times.get_mut(place) {
                    *least = time.min(*least);
                }
            }
        }
        row
    }

    fn measure(&mut self, input: &str, function: Function, cleaner: &Cleaner) {
        let mut time = Duration::ZERO;
        let (result, peak) = heap::peak(|| {
            let (spent, result) = once(function, cleaner, input);
            time = spent;
            result
        });
        let size = input.len();
        match &result {
            Ok(out) => {
                self.heap = self.heap.max(peak as f64 / size as f64);
                self.heap_over = self.heap_over.max(peak.saturating_sub(160 << 20) as f64 / size as f64);
                self.out = self.out.max(*out as f64 / size as f64);
            }
            Err(_) if self.refused.is_empty() => {
                self.refused =
                    format!("{} from {} kB, {:.0} ms", outcome(&result), size / 1000, time.as_secs_f64() * 1e3);
            }
            Err(_) => {}
        }
        self.times.push((size, time, result.is_ok()));
    }

    fn doubling(&self) -> f64 {
        let pairs = self.times.iter().zip(self.times.iter().skip(1));
        let long =
            pairs.filter(|((.., is_made), (_, time, is_larger_made))| *is_made && *is_larger_made && *time > SHORT);
        long.map(|((small, least, _), (large, time, _))| {
            // Sizes are not exact.
            let factor = time.max(&SHORT).as_secs_f64() / least.max(&(SHORT / 2)).as_secs_f64();
            factor * 2.0 * *small as f64 / *large as f64
        })
        .fold(0.0, f64::max)
    }

    fn slowness(&self) -> f64 {
        let of = |(size, time, _): &(usize, Duration, bool)| time.as_secs_f64() / *size as f64 * f64::from(1 << 20);
        self.times.iter().map(of).fold(0.0, f64::max)
    }

    fn is_over(&self) -> bool {
        [self.doubling(), self.slowness(), self.heap_over, self.out].iter().zip(LIMITS).any(|(is, limit)| *is > limit)
    }

    fn cells(self) -> Vec<String> {
        let mut cells = vec![self.name.to_owned()];
        cells.extend([format!("{:.2}", self.doubling()), format!("{:.2}", self.slowness())]);
        cells.extend([format!("{:.1}", self.heap), format!("{:.1}", self.out)]);
        cells.push(if self.is_over() { "!".to_owned() } else { String::new() });
        cells.extend(self.times.iter().map(|(_, time, _)| format!("{:.1}", time.as_secs_f64() * 1e3)));
        cells.push(self.refused);
        cells
    }
}

fn once(function: Function, cleaner: &Cleaner, input: &str) -> (Duration, Result<usize, Error>) {
    let clock = cpu_time::ThreadTime::now();
    let result = function(cleaner, input);
    (clock.elapsed(), result)
}

fn outcome(result: &Result<usize, Error>) -> String {
    match result {
        Ok(_) => String::new(),
        Err(Error::LimitExceeded { what, .. }) => format!("limit: {what}"),
        Err(error) => error.to_string(),
    }
}
