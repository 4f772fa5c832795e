//! What the crate makes of the attacks.

use feedscrub::{Article, Cleaner, Error};

use crate::cases::{self, Case};

/// An attack and what became of it.
pub struct Attempt {
    pub case: Case,
    pub input: String,
    pub article: Result<Article, Error>,
    pub sanitized: Result<String, Error>,
}

/// All attacks with the answers of a cleaner.
pub fn attempts(cleaner: &Cleaner) -> impl Iterator<Item = Attempt> {
    let cases = cases::load().expect("the case files are readable");
    cases.into_iter().map(|case| {
        let input = case.text();
        let article = if input.starts_with("---") { cleaner.clean(&input) } else { cleaner.clean_html(&input) };
        let sanitized = cleaner.sanitize_html(&input);
        Attempt { case, input, article, sanitized }
    })
}

/// Cleaners that answer differently: alone, with an address to which relative ones belong, and without an eye for
/// boilerplate.
pub fn cleaners() -> [Cleaner; 3] {
    let base = "https://base.example/folder/page?q#f".parse().expect("an address");
    [Cleaner::default(), Cleaner::builder().base_url(base).build(), Cleaner::builder().keep_boilerplate(true).build()]
}
