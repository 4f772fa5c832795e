//! The outputs of the crate for the attacks.

use feedscrub::{Article, Cleaner, Error};

use crate::cases::{self, Case};

/// An attack and its outputs.
pub struct Attempt {
    pub case: Case,
    pub input: String,
    pub article: Result<Article, Error>,
    pub sanitized: Result<String, Error>,
}

/// Returns all attacks with the outputs of a cleaner.
pub fn attempts(cleaner: &Cleaner) -> impl Iterator<Item = Attempt> {
    let cases = cases::load().expect("the case files are readable");
    cases.into_iter().map(|case| {
        let input = case.text();
        let article = if input.starts_with("---") { cleaner.clean(&input) } else { cleaner.clean_html(&input) };
        let sanitized = cleaner.sanitize_html(&input);
        Attempt { case, input, article, sanitized }
    })
}

/// Returns cleaners with different results: the default, one with a base URL, and one that keeps boilerplate.
pub fn cleaners() -> [Cleaner; 3] {
    let base = "https://base.example/folder/page?q#f".parse().expect("an address");
    [Cleaner::default(), Cleaner::builder().base_url(base).build(), Cleaner::builder().keep_boilerplate(true).build()]
}
