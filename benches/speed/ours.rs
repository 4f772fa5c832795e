//! The crate's own functions and stages.

use feedscrub::{Article, Cleaner, Origin, Post, testing};
use feedscrub_bench::posts::Posts;
use feedscrub_bench::rounds::{self, Laps, Subject};
use feedscrub_bench::table::Table;

pub(crate) struct Input<'a> {
    cleaner: Cleaner,
    sources: &'a [String],
    pub(crate) bodies: Vec<&'a str>,
    articles: Vec<Article>,
}

impl<'a> Input<'a> {
    /// Cleans every post once.
    ///
    /// # Errors
    ///
    /// A sentence, when one of them cannot be cleaned.
    pub(crate) fn new(posts: &'a Posts) -> Result<Self, String> {
        let cleaner = Cleaner::default();
        let mut bodies = Vec::new();
        let mut articles = Vec::new();
        for source in &posts.sources {
            bodies.push(Post::parse(source).map_err(|error| error.to_string())?.body);
            articles.push(cleaner.clean(source).map_err(|error| error.to_string())?);
        }
        Ok(Input { cleaner, sources: &posts.sources, bodies, articles })
    }
}

pub(crate) fn subjects<'a>(input: &'a Input<'a>) -> Vec<Subject<'a>> {
    let Input { cleaner, sources, bodies, articles } = input;
    vec![
        Subject::new(super::TREE, |post| testing::parse_by_tokenizer(bodies[post]).unwrap_or(0)),
        Subject::new("our tree, plain markup read directly", |post| testing::parse(bodies[post]).unwrap_or(0)),
        Subject::new(super::CLEAN, |post| cleaner.clean(&sources[post]).map_or(0, |article| article.blocks.len())),
        Subject::new("clean_html", |post| cleaner.clean_html(bodies[post]).map_or(0, |article| article.blocks.len())),
        Subject::new(super::SANITIZE, |post| cleaner.sanitize_html(bodies[post]).map_or(0, |html| html.len())),
        Subject::new(super::HTML, |post| articles[post].to_html().len()),
        Subject::new(super::MARKDOWN, |post| articles[post].to_markdown().len()),
        Subject::new("article to text", |post| articles[post].to_text().len()),
        Subject::new(super::JSON, |post| serde_json::to_string(&articles[post]).map_or(0, |json| json.len())),
        Subject::new("Post::parse", |post| Post::parse(&sources[post]).map_or(0, |post| post.body.len())),
    ]
}

/// Cleans each of some pages.
pub(crate) fn of_pages<'a>(pages: &'a [&'a str]) -> Subject<'a> {
    let (cleaner, origin) = (Cleaner::default(), Origin::default());
    Subject::new(super::CLEAN_PAGE, move |page| {
        cleaner.clean_page(pages[page], &origin).map_or(0, |article| article.blocks.len())
    })
}

/// Where the time of `clean` goes.
pub(crate) fn print_stages(input: &Input<'_>, posts: &Posts, rounds: usize) {
    let laps: Vec<_> = (0..rounds)
        .map(|_| {
            let laps = Laps::default();
            for _ in 0..posts.times {
                for source in input.sources {
                    laps.watch(|ended| drop(testing::clean_in_stages(&input.cleaner, source, ended)));
                }
            }
            laps.take()
        })
        .collect();
    let total = rounds::median(laps.iter().map(|laps| laps.iter().map(|(_, time, _)| time.as_secs_f64()).sum()));
    let bytes = posts.bytes() as f64;
    let mut table = Table::new(&["Stage of clean", "% of clean", "MB/s", "allocs/kB", "heap B/B"]);
    for (number, (name, _, heap)) in laps.first().into_iter().flatten().enumerate() {
        let seconds = rounds::median(laps.iter().filter_map(|laps| laps.get(number)).map(|lap| lap.1.as_secs_f64()));
        table.row([
            (*name).to_owned(),
            format!("{:.1}", seconds / total * 100.0),
            format!("{:.0}", bytes / seconds / 1e6),
            format!("{:.2}", heap.allocations as f64 / bytes * 1e3),
            format!("{:.2}", heap.bytes as f64 / bytes),
        ]);
    }
    table.print();
}
