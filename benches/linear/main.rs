//! Tests whether a post of ten times the size takes ten times as long, and measures the memory of a large one.

use feedscrub::Cleaner;
use feedscrub_bench::heap;
use feedscrub_bench::posts::Posts;
use feedscrub_bench::rounds::shortest;
use feedscrub_bench::table::Table;

const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];
/// Most by which the speeds of one row may differ, and most memory to an input byte.
const LIMITS: (f64, f64) = (1.3, 6.0);

fn main() -> Result<(), String> {
    let posts = Posts::load()?;
    let bodies: Vec<String> = posts
        .sources
        .iter()
        .filter_map(|post| feedscrub::Post::parse(post).ok())
        .map(|post| post.body.to_owned())
        .collect();
    let made: Vec<String> = (0..200).map(paragraph).collect();
    let cleaner = Cleaner::default();
    let mut table = Table::new(&["MB/s of one post of", "10 kB", "100 kB", "1 MB", "10 MB", "apart", "heap/byte"]);
    for (name, units) in [("paragraphs, links, figures", made), ("the posts' bodies, one behind another", bodies)] {
        let mut speeds = Vec::new();
        let mut heap_per_byte = 0.0;
        for size in SIZES {
            let post = post(&units, size);
            let (result, peak) = heap::peak(|| cleaner.clean(&post));
            result.map_err(|error| format!("{name} of {size} bytes: {error}"))?;
            heap_per_byte = peak as f64 / post.len() as f64;
            let time = shortest(|| drop(cleaner.clean(&post)));
            speeds.push(post.len() as f64 / time.as_secs_f64() / 1e6);
        }
        let (slowest, fastest) = speeds.iter().fold((f64::MAX, 0.0_f64), |(a, b), &s| (a.min(s), b.max(s)));
        let mut row = vec![name.to_owned()];
        row.extend(speeds.iter().map(|speed| format!("{speed:.0}")));
        row.extend([format!("{:.2}", fastest / slowest), format!("{heap_per_byte:.1}")]);
        table.row(row);
    }
    table.print();
    println!("apart: the fastest by the slowest, asked for at most {}. heap/byte: bytes in use at most by", LIMITS.0);
    println!("those of the 10 MB post, without the post itself, asked for at most {}.", LIMITS.1);
    Ok(())
}

/// A post of about so many bytes, of whole units: one that is cut has faults that no other size has.
fn post(units: &[String], size: usize) -> String {
    let mut post = "---\nlayout: post\ntitle: \"Long\"\ndate: 2021-06-25T17:39:03.000Z\nauthor: Example\n\
                    from: https://example.org/long\ntags: [ Example ]\ncategories: [ news ]\n---\n<div>\n"
        .to_owned();
    for unit in units.iter().cycle() {
        if post.len() >= size {
            break;
        }
        post.push_str(unit);
    }
    post.push_str("\n</div>\n");
    post
}

/// No two alike, so that nothing is taken for what repeats.
fn paragraph(number: usize) -> String {
    let words: String = (0..40).map(|word| format!("word{} ", (number * 7919 + word * 104_729) % 9973)).collect();
    let picture = match number % 10 {
        0 => format!(
            "<figure><img src=\"https://images.weserv.nl/?url=example.org/{number}.jpg\" alt=\"\">\
             <figcaption>Picture {number}.</figcaption></figure>"
        ),
        5 => format!("<h2>Part {number}</h2>"),
        _ => String::new(),
    };
    format!("{picture}<p>{words}<a href=\"https://example.org/{number}\">more of it</a>, <b>and</b> {number}。</p>")
}
