/// How much evidence a piece of text needs before a [`Learner`](super::Learner) makes a rule of it.
///
/// What recurs is boilerplate or article text, and no single number tells them apart. Two sides are asked: how often a piece
/// recurs, and what speaks for boilerplate beside that – its words, where it links to, where it stands. The less there is of
/// the one, the more is asked of the other.
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
    /// In how many posts of a source a piece must stand, at least; 8 by default. Galleries, series and background paragraphs
    /// recur in a few posts each.
    #[must_use]
    pub fn posts(mut self, posts: u32) -> Self {
        self.posts = posts.max(2);
        self
    }

    /// In what share of a source's posts a piece must stand, at least; .05 by default. What is rarer is a series or a
    /// passing campaign, and a rule for it gains little.
    #[must_use]
    pub fn share(mut self, share: f64) -> Self {
        self.share = share;
        self
    }

    /// In what share of a source's posts a line must stand that links or says little, outside of descriptions of films; .2 by
    /// default. Links to a series or to another source recur in fewer posts.
    #[must_use]
    pub fn linked_share(mut self, share: f64) -> Self {
        self.linked_share = share;
        self
    }

    /// In what share of a source's posts a piece must stand that says nothing of itself: no words of boilerplate, no address,
    /// no link to a profile. .5 by default: a standing column or a legal text may recur as well, but not in most posts of a
    /// source. Descriptions of films need no more than [`share`](Self::share), because what recurs in them is about the
    /// channel.
    #[must_use]
    pub fn silent_share(mut self, share: f64) -> Self {
        self.silent_share = share;
        self
    }

    /// Over how many months such a piece must be spread where posts have dates; 3 by default. A story that goes on for
    /// some weeks has the same background paragraph in all posts of those weeks.
    #[must_use]
    pub fn months(mut self, months: usize) -> Self {
        self.months = months;
        self
    }

    /// How many authors of a host must have a piece for it to be the host's; 3 by default.
    #[must_use]
    pub fn authors(mut self, authors: usize) -> Self {
        self.authors = authors.max(2);
        self
    }
}
