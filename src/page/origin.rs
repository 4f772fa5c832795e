//! The metadata that a caller has of an entry or a page.

use url::Url;

use crate::article::Time;

/// The metadata of HTML that its caller knows from elsewhere: from the feed that contained it, or from fetching it.
///
/// Every field is optional. A given value takes precedence over those in the HTML.
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
    /// The address, against which relative addresses are resolved.
    pub url: Option<Url>,
    /// The headline.
    pub title: Option<String>,
    /// The name of the author, or of the feed.
    pub author: Option<String>,
    /// The time of publication.
    pub published: Option<Time>,
    /// The language, as a [BCP 47](https://www.rfc-editor.org/info/bcp47) tag.
    pub language: Option<String>,
}

impl Origin {
    /// Makes the origin of HTML at an address.
    pub fn of_url(url: Url) -> Self {
        Origin { url: Some(url), ..Origin::default() }
    }

    /// Sets the headline.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Sets the author.
    #[must_use]
    pub fn author(mut self, author: impl Into<String>) -> Self {
        self.author = Some(author.into());
        self
    }

    /// Sets the time of publication.
    #[must_use]
    pub fn published(mut self, published: Time) -> Self {
        self.published = Some(published);
        self
    }

    /// Sets the language.
    #[must_use]
    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.language = Some(language.into());
        self
    }
}
