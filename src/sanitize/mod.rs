//! Markup kept, everything else gone.

mod writer;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::address::View;
use crate::article::{Article, Report};
use crate::cleaner::{Cleaner, Known, Work};
use crate::dom::Source;
use crate::draft::{Draft, Fate, Item};
use crate::error::guarded;
use crate::{Error, Result, policy};

/// Steps that ammonia's serializer may take for one text: it searches the rest of a text for every character that it
/// escapes.
const MAX_ESCAPE_STEPS: usize = 2_000_000_000;

/// HTML that is safe to show, and what happened on the way to it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Sanitized {
    /// The markup that is left.
    pub html: String,
    /// What was taken out, rewritten and recovered, with the same entries as the [report of an article](Article::report):
    /// labels and counters of a line of date and author are among them, though the line stays here.
    pub report: Report,
}

impl Cleaner {
    /// Does what [`sanitize_html`](Cleaner::sanitize_html) does and says what it took out and why.
    ///
    /// ```
    /// let html = "<p>After two years in dry dock the ferry left the east quay on Friday with eleven passengers and a dog, \
    ///             which nobody had expected.</p><div class=share>Share this</div>";
    /// let sanitized = feedscrub::Cleaner::default().sanitize(html)?;
    /// assert!(!sanitized.html.contains("Share this"));
    /// assert_eq!(sanitized.report.removed[0].text, "Share this");
    /// # Ok::<(), feedscrub::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`sanitize_html`](Cleaner::sanitize_html).
    pub fn sanitize(&self, html: &str) -> Result<Sanitized> {
        let settings = self.settings();
        let source = Source::meant(html, &settings.limits)?;
        let mut work = Work::begin(settings, self.scratches().take(), &source, Known::default(), &mut |_| {})?;
        let (draft, texts) = work.write(&mut |_| {})?;
        let draft = work.judge(draft.with_texts(&texts), &mut |_| {});
        take_out(&mut work, &draft);
        work.memory.recycle(draft);
        work.memory.recycle_texts(texts);
        // Writing the draft has reported the addresses; they are restored again here, in markup.
        let mut addresses = Report::default();
        let base = settings.base_url.as_ref().map(View::of);
        let stated = work.stated_base();
        let media = settings.media(base.as_ref(), work.max_output(), &mut addresses);
        let mut media = media.relative_to(stated.as_ref());
        let written = writer::write(&work.dom, work.survey(), &mut media, settings.embeds, work.max_output())?;
        // Ammonia's tree takes more than this one.
        let (_, report, scratch) = work.into_findings();
        self.scratches().put_back(scratch);
        check_escapes(&written)?;
        let html = guarded(|| gate(&written, settings.embeds))?;
        Ok(Sanitized { html, report })
    }

    /// Cleans HTML and keeps its markup: boilerplate gone, images and links restored, and nothing in it but what the
    /// [policy](crate::policy) allows. Lines of date and author stay where they are.
    ///
    /// Costs two parses: that of the input, within the [limits](crate::Limits), and that of ammonia, which gets the
    /// bounded output as the last gate.
    ///
    /// ```
    /// let html = r#"<p onclick=x()>Rain.</p><script>y()</script><img src="//images.weserv.nl/?url=example.org/rain.jpg">"#;
    /// let clean = feedscrub::Cleaner::default().sanitize_html(html)?;
    /// assert!(clean.starts_with("<p>Rain.</p>"));
    /// assert!(clean.contains(r#"<img src="https://example.org/rain.jpg""#));
    /// # Ok::<(), feedscrub::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the input breaks a limit, or holds a text with so many characters to escape that ammonia's serializer, which
    /// is quadratic there, would take seconds (`escapes`).
    pub fn sanitize_html(&self, html: &str) -> Result<String> {
        self.sanitize(html).map(|sanitized| sanitized.html)
    }

    /// Whether [ammonia](https://docs.rs/ammonia) with the [policy](crate::policy) leaves an article's HTML as it is.
    #[doc(hidden)]
    pub fn gate_keeps(article: &Article) -> bool {
        let html = article.to_html();
        gate(&html, false) == html
    }
}

/// Takes out of the tree what the draft says is not the article.
fn take_out(work: &mut Work<'_>, draft: &Draft) {
    let last = draft.items.iter().rposition(|item| match item {
        Item::Line(line) => !matches!(line.fate, Fate::Removed(_)),
        Item::Picture(picture) => !picture.removed,
        Item::Embed(_) => true,
        _ => false,
    });
    for &id in &draft.left_out {
        work.dom.detach(id);
    }
    for (at, item) in draft.items.iter().enumerate() {
        match item {
            // A rule with nothing behind it divides nothing.
            Item::Separator(rule) if last.is_none_or(|last| at > last) => work.dom.detach(*rule),
            Item::Line(line) if matches!(line.fate, Fate::Removed(_)) => {
                for &leaf in draft.leaves_of(line) {
                    work.dom.detach(leaf);
                }
            }
            Item::Picture(picture) if picture.removed && work.dom.first_child(picture.node).is_none() => {
                work.dom.detach(picture.node);
            }
            _ => {}
        }
    }
}

fn check_escapes(html: &str) -> Result<()> {
    let mut steps = 0usize;
    for text in html.split('<') {
        let escapes = memchr::memchr_iter(b'&', text.as_bytes()).count();
        steps = steps.saturating_add(escapes.saturating_mul(text.len()));
    }
    match steps <= MAX_ESCAPE_STEPS {
        true => Ok(()),
        false => Err(Error::LimitExceeded { what: "escapes", found: steps, limit: MAX_ESCAPE_STEPS }),
    }
}

/// Ammonia with the policy.
fn gate(html: &str, embeds: bool) -> String {
    static PLAIN: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| builder(false));
    static WITH_EMBEDS: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| builder(true));
    let builder = if embeds { &WITH_EMBEDS } else { &PLAIN };
    builder.clean(html).to_string()
}

fn builder(embeds: bool) -> ammonia::Builder<'static> {
    let elements = || policy::ELEMENTS.iter().copied().chain(embeds.then_some(policy::IFRAME));
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(elements().map(|(element, _)| element).collect())
        .tag_attributes(
            elements()
                .map(|(element, attributes)| (element, attributes.iter().copied().collect()))
                .collect::<HashMap<_, HashSet<_>>>(),
        )
        .generic_attributes(HashSet::new())
        .url_schemes(policy::LINK_SCHEMES.iter().copied().collect())
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(None)
        .strip_comments(true);
    builder
}
