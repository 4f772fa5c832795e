use crate::article::Block;

/// What Markdown holds beside the words, and which readers it is for.
///
/// ```
/// use feedscrub::render::markdown::MarkdownOptions;
///
/// let html = r#"<p>The <a href="https://example.org/ferry">ferry</a> left with its <code>{{ dog }}</code>.</p>"#;
/// let article = feedscrub::Cleaner::default().clean_html(html)?;
/// assert_eq!(
///     article.to_markdown(),
///     "The [ferry](<https://example.org/ferry>) left with its <code>&#123;&#123; dog }}</code>.\n"
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
    /// Whether pictures are written. On by default; without them, their captions and credits stay, and a picture that has
    /// neither leaves nothing.
    #[must_use]
    pub fn images(mut self, images: bool) -> Self {
        self.images = images;
        self
    }

    /// Whether links are written. On by default; without them, their texts stay, and of players the titles.
    #[must_use]
    pub fn links(mut self, links: bool) -> Self {
        self.links = links;
        self
    }

    /// Whether formulas stand between dollars, which CommonMark itself does not know. On by default; they are code otherwise.
    #[must_use]
    pub fn formulas(mut self, formulas: bool) -> Self {
        self.formulas = formulas;
        self
    }

    /// Whether what Jekyll reads beside CommonMark is escaped: commands of Liquid, and what
    /// [kramdown](https://kramdown.gettalong.org/syntax.html) has of its own. On by default; without it, code that holds
    /// Liquid's braces stays code between fences or backticks.
    #[must_use]
    pub fn jekyll(mut self, jekyll: bool) -> Self {
        self.jekyll = jekyll;
        self
    }

    /// Whether nothing of a block is written.
    pub(super) fn skips(self, block: &Block) -> bool {
        match block {
            Block::Figure(figure) => !self.images && figure.caption.is_none() && figure.credit.is_none(),
            Block::Embed { title, .. } => !self.links && title.is_none(),
            _ => false,
        }
    }
}
