//! Properties of every input: one function per fuzz target, which panics if the property does not hold.

mod growth;
mod rules;
pub mod visible;

use std::sync::LazyLock;

use feedscrub::images::proxies::{Proxies, Resolution};
use feedscrub::{Article, Block, Cleaner, Error, Post, Text};
use url::Url;

use crate::oracle::{ARTICLE, MARKDOWN, Policy, SANITIZED, faults};
use crate::{generator, reference};

pub use growth::growth;
pub use rules::rules;

/// Making one costs more than cleaning a small post.
static CLEANER: LazyLock<Cleaner> = LazyLock::new(Cleaner::default);
static PROXIES: LazyLock<[Proxies; 2]> =
    LazyLock::new(|| [Proxies::builtin(), Proxies::builtin().prefer_full_size(true)]);

/// Tests a whole post: no panic, and the three outputs obey the policy.
pub fn post(data: &[u8]) {
    // Parsing may fail; it only has to return.
    let _ = Post::from_bytes(data);
    let post = generator::html(data);
    if let Ok(article) = CLEANER.clean(&post) {
        check_article(&article);
    }
}

/// Tests that an article obeys the policy in every form, keeps or reports every visible character, and that cleaning it
/// again adds nothing.
pub fn clean(data: &[u8]) {
    let html = generator::html(data);
    let Some(article) = within_limits(CLEANER.clean_html(&html)) else { return };
    check_article(&article);
    let lost = visible::lost(&html, &article);
    assert!(lost.is_empty(), "neither in a block nor in the report: {lost:?}");
    let once = article.to_html();
    if let Some(again) = within_limits(CLEANER.clean_html(&once)) {
        check_article(&again);
        let lost = visible::lost(&once, &again);
        assert!(lost.is_empty(), "neither in a block nor in the report of a second cleaning: {lost:?}");
    }
}

/// Tests that sanitized HTML obeys the policy, also after sanitizing it again.
pub fn sanitize(data: &[u8]) {
    let html = generator::html(data);
    let Some(once) = within_limits(CLEANER.sanitize_html(&html)) else { return };
    check(&once, &SANITIZED);
    if let Some(again) = within_limits(CLEANER.sanitize_html(&once)) {
        check(&again, &SANITIZED);
    }
}

/// Tests that the crate's tree is the reference tree.
pub fn tree(data: &[u8]) {
    let html = generator::html(data);
    if let (Some(tree), Some(reference)) = (within_limits(feedscrub::testing::tree(&html)), reference::tree(&html)) {
        assert_eq!(tree, reference);
    }
}

/// Tests that an original is an absolute address without credentials, and its own original.
pub fn proxies(data: &[u8]) {
    let address = generator::address(data);
    let Ok(url) = Url::parse(&address) else { return };
    for proxies in &*PROXIES {
        if let Resolution::Original(resolved) = proxies.resolve(&url) {
            let original = &resolved.url;
            assert!(matches!(original.scheme(), "http" | "https") && original.has_host(), "{original}");
            assert!(original.username().is_empty() && original.password().is_none(), "{original}");
            assert_eq!(Url::parse(original.as_str()).as_ref(), Ok(original));
            assert!(proxies.resolve(original).original().is_none(), "{original} has an original again");
        }
    }
}

/// Tests all three outputs of an article, and its marks.
pub fn check_article(article: &Article) {
    check(&article.to_html(), &ARTICLE);
    check(&rendered(&article.to_markdown()), &MARKDOWN);
    for text in article.walk().flat_map(Block::texts) {
        let again = Text::new(text.as_str(), text.marks().to_vec());
        assert_eq!(again.as_ref(), Some(text), "marks that are no marks");
    }
}

/// Renders Markdown.
pub fn rendered(markdown: &str) -> String {
    use pulldown_cmark::{Options, Parser, html};
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut page = String::new();
    html::push_html(&mut page, Parser::new_ext(markdown, options));
    page
}

fn check(html: &str, policy: &Policy) {
    let faults = faults(html, policy);
    assert!(faults.is_empty(), "{}\nin {html}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
}

/// Returns `None` for an exceeded limit; HTML has no other error.
fn within_limits<T>(result: feedscrub::Result<T>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(Error::LimitExceeded { .. }) => None,
        Err(error) => panic!("{error}"),
    }
}
