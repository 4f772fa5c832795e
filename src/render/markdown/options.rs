use crate::article::Block;

/// Options of Markdown output: which content it has besides text, and which reader it is for.
///
/// ```
/// use feedscrub::render::markdown::MarkdownOptions;
///
/// let html = r#"<p>The <a href="https://example.org/ferry">ferry</a> left with its <code>{{ dog }}</code>.</p>"#;
/// let article = feedscrub::Cleaner::default().clean_html(html)?;
/// assert_eq!(
///     article.to_markdown(),
///     "The [ferry](<https://example.org/ferry>) left with its <code>&#123;{ dog }}</code>.\n"
/// );
/// let options = MarkdownOptions::default().links(false).jekyll(false);
/// assert_eq!(article.to_markdown_with(options), "The ferry left with its `{{ dog }}`.\n");
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct MarkdownOptions {
    pub(super) images: bool,
    pub(super) links: bool,
    pub(super) formulas: bool,
    pub(super) jekyll: bool,
}

impl Default for MarkdownOptions {
    fn default() -> Self {
        MarkdownOptions { images: true, links: true, formulas: true, jekyll: true }
    }
}

impl MarkdownOptions {
    /// Sets whether images are written. On by default. Without them, captions and credits stay, and a figure that has
    /// neither is omitted.
    #[must_use]
    pub fn images(mut self, images: bool) -> Self {
        self.images = images;
        self
    }

    /// Sets whether links are written. On by default. Without them, the texts of links and the titles of players stay.
    #[must_use]
    pub fn links(mut self, links: bool) -> Self {
        self.links = links;
        self
    }

    /// Sets whether formulas are delimited by dollar signs, which CommonMark itself does not support. On by default;
    /// otherwise formulas are code.
    #[must_use]
    pub fn formulas(mut self, formulas: bool) -> Self {
        self.formulas = formulas;
        self
    }

    /// Sets whether syntax that Jekyll reads beyond CommonMark is escaped: tags of Liquid, and the extensions of
    /// [kramdown](https://kramdown.gettalong.org/syntax.html). On by default; without it, code with the braces of
    /// Liquid stays between fences or backticks.
    #[must_use]
    pub fn jekyll(mut self, jekyll: bool) -> Self {
        self.jekyll = jekyll;
        self
    }

    /// Returns whether a block is omitted.
    pub(super) fn skips(self, block: &Block) -> bool {
        match block {
            Block::Figure(figure) => !self.images && figure.caption.is_none() && figure.credit.is_none(),
            Block::Embed { title, .. } => !self.links && title.is_none(),
            _ => false,
        }
    }
}
