//! Settings of a cleaner, and the builder for them.

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
/// The tables of the built-in rules and proxies are compiled once per process, for the first cleaner; custom rules are
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

    /// Sets the named rules; [`RuleSet::builtin`] by default.
    #[must_use]
    pub fn rules(mut self, rules: RuleSet) -> Self {
        self.rules = rules;
        self
    }

    /// Sets the limits for one post; [`Limits::default`] by default.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Sets the image proxies to undo; [`Proxies::builtin`] by default.
    #[must_use]
    pub fn proxies(mut self, proxies: Proxies) -> Self {
        self.proxies = proxies;
        self
    }

    /// Sets the address against which relative ones are resolved if the post does not state its source.
    #[must_use]
    pub fn base_url(mut self, base_url: Url) -> Self {
        self.base_url = Some(base_url);
        self
    }

    /// Sets whether images and links may have private hosts: `localhost`, names below `.local`, `.internal` and
    /// `.home.arpa`, and IPv4 and IPv6 addresses of loopback, link-local and private networks, in any spelling. Off by
    /// default: a post must not make the browsers of its readers send requests to their own network. Such images are
    /// left out, and such links keep their text without the address; each has a
    /// [warning](crate::Warning::UnusableAddress). The posts of an intranet need it. Proxies and redirectors are never
    /// resolved to such hosts, independently of this setting.
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

    /// Sets whether [`sanitize_html`](Cleaner::sanitize_html) writes players of YouTube and Vimeo as frames, rebuilt
    /// from the id of the video. Otherwise, and for all other players, it writes a link to the page of the video.
    #[must_use]
    pub fn embeds(mut self, embeds: bool) -> Self {
        self.embeds = embeds;
        self
    }

    /// Sets whether [`sanitize_html`](Cleaner::sanitize_html) keeps boilerplate: it then makes markup safe and restores
    /// addresses, and removes only tracking pixels and what the [policy](crate::policy) forbids. Off by default.
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

    /// Sets whether promotion is cut from the end of plain text without markup, such as a video description: channels,
    /// donations, subscriptions, from the last line of dashes or asterisks on, or with their addresses. Off by default,
    /// because it is part of the same text, by the same author.
    #[must_use]
    pub fn cut_plain_promotion(mut self, cut: bool) -> Self {
        self.cut_plain_promotion = cut;
        self
    }

    /// Sets whether the report has the [decisions](crate::article::Decision) of general evidence: for each part that
    /// was removed or nearly so, the signs, their weights and the sum. Off by default, because it costs several times
    /// as much as cleaning.
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

    /// Disables the crate's phrases, to measure their effect.
    pub(crate) fn without_phrases(mut self) -> Self {
        self.has_phrases = false;
        self
    }

    /// Builds the cleaner.
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
