//! The speed of the crate and of alternatives: all in one run, in interleaved rounds.
//!
//! `--rounds 21` for more stable figures, `--markdown` for tables in Markdown.

mod ours;
mod peers;

use feedscrub_bench::posts::Posts;
use feedscrub_bench::rounds::{self, Subject};
use feedscrub_bench::table::Table;

const TREE: &str = "html5ever into our tree";
const CLEAN: &str = "clean";
const CLEAN_PAGE: &str = "clean_page";
const SANITIZE: &str = "sanitize_html";
const JSON: &str = "article to JSON";
const HTML: &str = "article to HTML";
const MARKDOWN: &str = "article to Markdown";

/// A subject, how many times as fast as another one it is to be.
const TARGETS: [(&str, &str, f64); 10] = [
    (CLEAN, TREE, 0.8),
    (CLEAN, peers::AMMONIA, 1.4),
    (CLEAN, peers::LEGIBLE, 2.8),
    (CLEAN, peers::DOM_SMOOTHIE, 3.5),
    (CLEAN, peers::TRAFILATURA, 12.0),
    (SANITIZE, peers::AMMONIA, 0.5),
    (HTML, peers::AMMONIA, 5.0),
    (JSON, CLEAN, 10.0),
    (MARKDOWN, CLEAN, 10.0),
    (HTML, CLEAN, 10.0),
];
/// The same over pages.
const PAGE_TARGETS: [(&str, &str, f64); 3] =
    [(CLEAN_PAGE, peers::LEGIBLE, 2.0), (CLEAN_PAGE, peers::DOM_SMOOTHIE, 2.0), (CLEAN_PAGE, peers::TRAFILATURA, 10.0)];
/// Input bytes to one allocation of `clean`.
const BYTES_PER_ALLOCATION: f64 = 150.0;

fn main() -> Result<(), String> {
    let rounds = feedscrub_bench::argument("rounds").and_then(|rounds| rounds.parse().ok()).unwrap_or(9);
    let posts = Posts::load()?;
    let input = ours::Input::new(&posts)?;
    println!(
        "{} posts of {}, {} times: {:.1} MB a round. {rounds} rounds, CPU time of one thread, medians; ± is half\n\
         the distance of the quartiles. MB/s count the whole post, also where a peer gets its body alone; allocations and\n\
         their bytes are to an input kB and byte.\n",
        posts.sources.len(),
        posts.origin,
        posts.times,
        posts.bytes() as f64 / 1e6,
    );
    let mut subjects = ours::subjects(&input);
    subjects.extend(peers::subjects(&input.bodies));
    subjects.extend(peers::choosers(&input.bodies));
    rounds::measure(&mut subjects, posts.sources.len(), posts.times, rounds);
    print_speeds(&subjects, &posts);
    print_targets(&subjects, &TARGETS);
    print_allocations(&subjects, &posts);
    ours::print_stages(&input, &posts, rounds);
    over_pages(rounds)
}

/// The same over whole pages, beside what else chooses their main content.
fn over_pages(rounds: usize) -> Result<(), String> {
    let pages = Posts::load_pages()?;
    println!(
        "\n{} pages of {}, {} times: {:.1} MB a round.\n",
        pages.sources.len(),
        pages.origin,
        pages.times,
        pages.bytes() as f64 / 1e6,
    );
    let sources: Vec<&str> = pages.sources.iter().map(String::as_str).collect();
    let mut subjects = vec![ours::of_pages(&sources)];
    subjects.extend(peers::choosers(&sources));
    rounds::measure(&mut subjects, pages.sources.len(), pages.times, rounds);
    print_speeds(&subjects, &pages);
    print_targets(&subjects, &PAGE_TARGETS);
    Ok(())
}

fn named<'a, 'b>(subjects: &'b [Subject<'a>], name: &str) -> Option<&'b Subject<'a>> {
    subjects.iter().find(|subject| subject.name == name)
}

fn print_speeds(subjects: &[Subject<'_>], posts: &Posts) {
    let bytes = posts.bytes() as f64;
    // Whole pages are not compared with the tree.
    let tree = named(subjects, TREE);
    let mut table = Table::new(&["", "MB/s", "± %", "posts/s", "× tree", "allocs/kB", "heap B/B"]);
    for subject in subjects {
        let seconds = rounds::median(subject.seconds.iter().copied());
        table.row([
            subject.name.to_owned(),
            format!("{:.1}", bytes / seconds / 1e6),
            format!("{:.1}", rounds::spread(&subject.seconds)),
            format!("{:.0}", posts.count() as f64 / seconds),
            tree.map_or("-".to_owned(), |tree| format!("{:.2}", rounds::ratio(&tree.seconds, &subject.seconds))),
            format!("{:.2}", subject.heap.allocations as f64 / bytes * 1e3),
            format!("{:.2}", subject.heap.bytes as f64 / bytes),
        ]);
    }
    table.print();
}

fn print_targets(subjects: &[Subject<'_>], targets: &[(&str, &str, f64)]) {
    let mut table = Table::new(&["Times as fast", "wanted", "is"]);
    for (name, other, wanted) in targets {
        if let (Some(subject), Some(other)) = (named(subjects, name), named(subjects, other)) {
            let is = rounds::ratio(&other.seconds, &subject.seconds);
            table.row([format!("{name} / {}", other.name), format!("{wanted:.1}"), format!("{is:.2}")]);
        }
    }
    table.print();
}

fn print_allocations(subjects: &[Subject<'_>], posts: &Posts) {
    let mut table = Table::new(&["Input bytes to an allocation", "wanted", "is"]);
    if let Some(clean) = named(subjects, CLEAN) {
        let is = posts.bytes() as f64 / clean.heap.allocations as f64;
        table.row([CLEAN.to_owned(), format!("{BYTES_PER_ALLOCATION:.0}"), format!("{is:.0}")]);
    }
    table.print();
}
