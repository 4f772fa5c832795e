//! Settings of a cleaner, and how it is made of them.

use std::sync::Arc;

use url::Url;

use super::{Cleaner, Settings};
use crate::Limits;
use crate::images::proxies::Proxies;
use crate::rules::{Matcher, RuleSet};

/// Settings of a [`Cleaner`].
///
/// ```
/// use feedscrub::{Cleaner, Limits, RuleSet};
///
/// let cleaner = Cleaner::builder()
///     .limits(Limits::default().input_bytes(1 << 20))
///     .rules(RuleSet::empty())
///     .base_url("https://quay.example.org/".parse()?)
///     .build();
/// assert_eq!(cleaner.clean_html("<p>See <a href='/x'>this</a>.</p>")?.links().count(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// The tables of the built-in rules and proxies are made once in a process, for its first cleaner; rules of your own are
/// compiled for each cleaner.
#[derive(Clone, Debug)]
pub struct CleanerBuilder {
    rules: RuleSet,
    limits: Limits,
    proxies: Proxies,
    base_url: Option<Url>,
    private_hosts: bool,
    embeds: bool,
    keep_boilerplate: bool,
    cut_plain_promotion: bool,
    explains: bool,
    has_phrases: bool,
}

impl CleanerBuilder {
    pub(super) fn new() -> Self {
        CleanerBuilder {
            rules: RuleSet::builtin(),
            limits: Limits::default(),
            proxies: Proxies::builtin(),
            base_url: None,
            private_hosts: false,
            embeds: false,
            keep_boilerplate: false,
            cut_plain_promotion: false,
            explains: false,
            has_phrases: true,
        }
    }

    /// Named rules; [`RuleSet::builtin`] otherwise.
    #[must_use]
    pub fn rules(mut self, rules: RuleSet) -> Self {
        self.rules = rules;
        self
    }

    /// Limits for one post; those of [`Limits::default`] otherwise.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Image proxies to undo; [`Proxies::builtin`] otherwise.
    #[must_use]
    pub fn proxies(mut self, proxies: Proxies) -> Self {
        self.proxies = proxies;
        self
    }

    /// The address that relative ones are resolved against where the post does not say where it is from.
    #[must_use]
    pub fn base_url(mut self, base_url: Url) -> Self {
        self.base_url = Some(base_url);
        self
    }

    /// Whether pictures and links may lead to private hosts: `localhost`, names below `.local`, `.internal` and `.home.arpa`,
    /// IPv4 and IPv6 addresses of loopback, link-local and private networks, in whatever spelling. Off by default: a post
    /// must not make the browsers of its readers ask machines of their own network. Such pictures are left out, such links
    /// keep their text and lose their address, and a [warning](crate::Warning::UnusableAddress) tells of each. An intranet's own
    /// posts need it. Proxies and redirectors never lead to such hosts, whatever is set here.
    ///
    /// ```
    /// use feedscrub::Cleaner;
    ///
    /// let html = "<p>See <a href='http://192.168.0.1/'>the router</a>.</p>";
    /// let article = Cleaner::default().clean_html(html)?;
    /// assert_eq!((article.links().count(), article.report.warnings.len()), (0, 1));
    /// let article = Cleaner::builder().private_hosts(true).build().clean_html(html)?;
    /// assert_eq!(article.links().count(), 1);
    /// # Ok::<(), feedscrub::Error>(())
    /// ```
    #[must_use]
    pub fn private_hosts(mut self, allowed: bool) -> Self {
        self.private_hosts = allowed;
        self
    }

    /// Whether [`sanitize_html`](Cleaner::sanitize_html) writes players of YouTube and Vimeo as frames, rebuilt from the
    /// film's id; otherwise, and for all others, it writes a link to the film's page.
    #[must_use]
    pub fn embeds(mut self, embeds: bool) -> Self {
        self.embeds = embeds;
        self
    }

    /// Whether [`sanitize_html`](Cleaner::sanitize_html) keeps what is no article: it then makes markup safe and restores
    /// addresses, and takes out no more than the [policy](crate::policy) and tracking pixels. Off by default.
    ///
    /// ```
    /// let sanitizer = feedscrub::Cleaner::builder().keep_boilerplate(true).build();
    /// let html = "<p onclick=x()>Contact info</p><p><a href='https://example.org/'>Next</a></p><script>y()</script>";
    /// let safe = sanitizer.sanitize_html(html)?;
    /// assert!(safe.contains("<p>Contact info</p>") && safe.contains("Next") && !safe.contains("y()"));
    /// # Ok::<(), feedscrub::Error>(())
    /// ```
    #[must_use]
    pub fn keep_boilerplate(mut self, keep: bool) -> Self {
        self.keep_boilerplate = keep;
        self
    }

    /// Whether promotion is cut from the end of plain text that has no markup, such as a film's description: channels,
    /// donations, subscriptions, from the last run of dashes or stars on. Off by default: it is one text with what
    /// comes before, and its author wrote both.
    #[must_use]
    pub fn cut_plain_promotion(mut self, cut: bool) -> Self {
        self.cut_plain_promotion = cut;
        self
    }

    /// Whether the report holds the [decisions](crate::article::Decision) of general evidence: for each part that went, and
    /// for each that came near to it, the signs, what each of them weighs and what they come to. Off by default: it costs
    /// several times what cleaning costs.
    ///
    /// ```
    /// use feedscrub::Cleaner;
    ///
    /// let html = "<p>After two years in dry dock the ferry left the east quay on Friday with eleven passengers and a dog, \
    ///             which nobody had expected.</p><p>Follow us on social media!</p>";
    /// let article = Cleaner::builder().decisions(true).build().clean_html(html)?;
    /// let decision = &article.report.decisions[0];
    /// assert_eq!(decision.text, "Follow us on social media!");
    /// assert!(decision.removed && decision.sum >= decision.needed);
    /// # Ok::<(), feedscrub::Error>(())
    /// ```
    #[must_use]
    pub fn decisions(mut self, explains: bool) -> Self {
        self.explains = explains;
        self
    }

    /// Leaves out what the crate knows of words, to measure what it is worth.
    pub(crate) fn without_phrases(mut self) -> Self {
        self.has_phrases = false;
        self
    }

    /// The cleaner.
    pub fn build(self) -> Cleaner {
        let CleanerBuilder {
            rules,
            limits,
            proxies,
            base_url,
            private_hosts,
            embeds,
            keep_boilerplate,
            cut_plain_promotion,
            explains,
            has_phrases,
        } = self;
        Cleaner {
            settings: Arc::new(Settings {
                limits,
                proxies,
                base_url,
                matcher: Matcher::shared(rules, has_phrases),
                private_hosts,
                embeds,
                keep_boilerplate,
                cut_plain_promotion,
                explains,
            }),
            scratches: Arc::default(),
        }
    }
}
