/// The amount of evidence that a [`Learner`](super::Learner) needs to make a rule of a piece of text.
///
/// Recurring text is boilerplate or article text, and no single number separates them. There are two criteria: how
/// often a piece recurs, and the other evidence for boilerplate, which is its words, its links and its position. The
/// weaker one of them is, the stronger the other has to be.
///
/// ```
/// use feedscrub::learn::LearnOptions;
///
/// let careful = LearnOptions::default().posts(20).share(0.2);
/// # let _ = careful;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LearnOptions {
    pub(super) posts: u32,
    pub(super) share: f64,
    pub(super) linked_share: f64,
    pub(super) silent_share: f64,
    pub(super) months: usize,
    pub(super) authors: usize,
}

impl Default for LearnOptions {
    fn default() -> Self {
        LearnOptions { posts: 8, share: 0.05, linked_share: 0.2, silent_share: 0.5, months: 3, authors: 3 }
    }
}

impl LearnOptions {
    /// The minimal number of posts of a source that contain a piece; 8 by default. Galleries, series and background
    /// paragraphs recur in a few posts each.
    #[must_use]
    pub fn posts(mut self, posts: u32) -> Self {
        self.posts = posts.max(2);
        self
    }

    /// The minimal share of the posts of a source that contain a piece; .05 by default. Rarer text belongs to a series
    /// or a short campaign, for which a rule gains little.
    #[must_use]
    pub fn share(mut self, share: f64) -> Self {
        self.share = share;
        self
    }

    /// The minimal share of the posts of a source for a line with a link or with ambiguous words, outside of video
    /// descriptions; .2 by default. Links to a series or to another source recur in fewer posts.
    #[must_use]
    pub fn linked_share(mut self, share: f64) -> Self {
        self.linked_share = share;
        self
    }

    /// The minimal share of the posts of a source for a piece without evidence of its own: no words of boilerplate, no
    /// address, no link to a profile. .5 by default: a regular column or a legal text may recur as well, but not in
    /// most posts of a source. Video descriptions only need [`share`](Self::share), because their recurring text is
    /// about the channel.
    #[must_use]
    pub fn silent_share(mut self, share: f64) -> Self {
        self.silent_share = share;
        self
    }

    /// The minimal number of months between the first and last post of such a piece, if posts have dates; 3 by default.
    /// A story that continues for some weeks has the same background paragraph in all posts of those weeks.
    #[must_use]
    pub fn months(mut self, months: usize) -> Self {
        self.months = months;
        self
    }

    /// The minimal number of authors of a host that share a piece that belongs to the host; 3 by default.
    #[must_use]
    pub fn authors(mut self, authors: usize) -> Self {
        self.authors = authors.max(2);
        self
    }
}
