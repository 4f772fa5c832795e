//! What a caller knows about an entry or a page.

use url::Url;

use crate::article::Time;

/// What is known about HTML from outside of it: from the feed that it stood in, or from having fetched it.
///
/// All of it is optional. What is given is trusted before anything that the HTML says of itself.
///
/// ```
/// use feedscrub::{Cleaner, Origin};
///
/// let origin = Origin::of_url("https://quay.example.org/ferry".parse()?).title("The ferry runs again");
/// let html = r#"<h1>The ferry runs again</h1><p>It left the <a href="/east">east quay</a> on Friday with a dog.</p>"#;
/// let article = Cleaner::default().clean_entry(html, &origin)?;
/// assert_eq!(article.to_text(), "It left the east quay on Friday with a dog.\n");
/// assert_eq!(article.links().next().unwrap().1.as_str(), "https://quay.example.org/east");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Origin {
    /// The address, which relative ones are resolved against.
    pub url: Option<Url>,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it, or whose feed it is.
    pub author: Option<String>,
    /// When it was published.
    pub published: Option<Time>,
    /// The language, as a [BCP 47](https://www.rfc-editor.org/info/bcp47) tag.
    pub language: Option<String>,
}

impl Origin {
    /// HTML from an address.
    pub fn of_url(url: Url) -> Self {
        Origin { url: Some(url), ..Origin::default() }
    }

    /// With a headline.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// With an author.
    #[must_use]
    pub fn author(mut self, author: impl Into<String>) -> Self {
        self.author = Some(author.into());
        self
    }

    /// With the time of publication.
    #[must_use]
    pub fn published(mut self, published: Time) -> Self {
        self.published = Some(published);
        self
    }

    /// With a language.
    #[must_use]
    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.language = Some(language.into());
        self
    }
}
