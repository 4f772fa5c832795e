//! Sanitizes HTML and keeps its markup.

mod output;
mod writer;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::address::View;
use crate::article::{Article, Report};
use crate::cleaner::{Cleaner, Extent, Known, Work};
use crate::dom::Source;
use crate::draft::{Draft, Fate, Item};
use crate::error::guarded;
use crate::{Error, Result, policy};

/// The number of bytes that ammonia's serializer may search: from every `&` and no-break space to the next `<` or `>`
/// of the text. It searches about 20 of them per nanosecond.
const MAX_ESCAPE_STEPS: usize = 4_000_000_000;

/// The number of character references that any output may have, and the bytes of input for each one of a larger input.
/// Ammonia's parser needs up to 0.8 µs for one.
const FREE_REFERENCES: usize = 64 << 10;
const BYTES_PER_REFERENCE: usize = 3;

/// HTML that is safe to display, and the report of the changes.
///
/// ```
/// use feedscrub::{Cleaner, RemovedKind};
///
/// let sanitized = Cleaner::default().sanitize("<p>It <em>left</em>.</p><script>steal()</script>")?;
/// assert_eq!(sanitized.html, "<p>It <em>left</em>.</p>\n");
/// assert_eq!(sanitized.report.removed[0].kind, RemovedKind::Script);
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Sanitized {
    /// The remaining markup.
    pub html: String,
    /// What was removed, rewritten and recovered, with the same entries as the [report of an article](Article::report),
    /// including labels and counters of a date line or byline, although the line stays here.
    pub report: Report,
}

impl Cleaner {
    /// Sanitizes like [`sanitize_html`](Cleaner::sanitize_html) and returns the report too.
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
        let extent = if settings.keep_boilerplate { Extent::Markup } else { Extent::Body };
        let mut work =
            Work::begin(settings, self.scratches().take(), &source, Known { extent, ..Known::default() }, &mut |_| {})?;
        if extent != Extent::Markup {
            let (draft, texts) = work.write(&mut |_| {})?;
            let draft = work.judge(draft.with_texts(&texts), true, &mut |_| {});
            remove_boilerplate(&mut work, &draft);
            work.memory.recycle(draft);
            work.memory.recycle_texts(texts);
        }
        let mut addresses = Report::default();
        let base = settings.base_url.as_ref().map(View::of);
        let stated = work.stated_base();
        let media = settings.media(base.as_ref(), work.max_output(), &mut addresses);
        let mut media = media.relative_to(stated.as_ref());
        let written = writer::write(&work.dom, work.survey(), &mut media, settings.embeds, work.max_output())?;
        // The tree of ammonia needs more memory than this one, which is dropped first.
        let (_, mut report, scratch) = work.into_findings();
        // If a draft was written, it has reported its addresses.
        if extent == Extent::Markup {
            report.removed.append(&mut addresses.removed);
            report.rewritten.append(&mut addresses.rewritten);
            report.warnings.append(&mut addresses.warnings);
        }
        self.scratches().put_back(scratch);
        check_escapes(&written, html.len())?;
        let html = guarded(|| pass_through_ammonia(&written, settings.embeds))?;
        Ok(Sanitized { html, report })
    }

    /// Cleans HTML and keeps its markup: removes boilerplate, restores images and links, and keeps only what the
    /// [policy](crate::policy) allows. Date lines and bylines stay in place.
    ///
    /// Costs two parses: that of the input, within the [limits](crate::Limits), and that of ammonia, which checks the
    /// bounded output.
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
    /// If the input exceeds a limit, or has a text with so many characters to escape that ammonia's serializer, which
    /// takes quadratic time there, would need seconds, or more than 65,536 of them and one for every 3 bytes (`escapes`).
    pub fn sanitize_html(&self, html: &str) -> Result<String> {
        self.sanitize(html).map(|sanitized| sanitized.html)
    }

    /// Returns whether [ammonia](https://docs.rs/ammonia) with the [policy](crate::policy) leaves the HTML of an
    /// article unchanged.
    #[doc(hidden)]
    pub fn ammonia_keeps(article: &Article) -> bool {
        let html = article.to_html();
        pass_through_ammonia(&html, false) == html
    }
}

/// Removes from the tree the lines and parts that the draft does not keep.
fn remove_boilerplate(work: &mut Work<'_>, draft: &Draft) {
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
            // A separator with no text after it separates nothing.
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

fn check_escapes(html: &str, input: usize) -> Result<()> {
    let references = memchr::memchr_iter(b'&', html.as_bytes()).count();
    crate::limits::check("escapes", references, FREE_REFERENCES.max(input / BYTES_PER_REFERENCE))?;
    let (mut steps, mut start, mut searches) = (0usize, 0, 0usize);
    for at in memchr::memchr3_iter(b'&', b'<', 0xc2, html.as_bytes()) {
        steps = steps.saturating_add(searches.saturating_mul(at - start));
        let begins = |text: &str| html.get(at..).is_some_and(|rest| rest.starts_with(text));
        // A search ends at the next `<` or `>` of the text, which begins a search of its own.
        let is_end = ["<", "&lt;", "&gt;"].into_iter().any(begins);
        searches = if is_end { 1 } else { searches + 1 };
        // The text that is searched has one byte for the reference.
        start = at + if begins("&amp;") { "amp;".len() } else { 0 };
    }
    steps = steps.saturating_add(searches.saturating_mul(html.len() - start));
    match steps <= MAX_ESCAPE_STEPS {
        true => Ok(()),
        false => Err(Error::LimitExceeded { what: "escapes", found: steps, limit: MAX_ESCAPE_STEPS }),
    }
}

/// Runs ammonia with the policy.
fn pass_through_ammonia(html: &str, embeds: bool) -> String {
    static PLAIN: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| builder(false));
    static WITH_EMBEDS: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| builder(true));
    let builder = if embeds { &WITH_EMBEDS } else { &PLAIN };
    builder.clean(html).to_string()
}

/// Returns the only allowed relative address: the fragment of a note.
fn note_address(url: &str) -> Option<Cow<'_, str>> {
    url.strip_prefix('#').filter(|id| policy::is_note_id(id)).map(|_| Cow::Borrowed(url))
}

fn builder(embeds: bool) -> ammonia::Builder<'static> {
    let elements = || policy::ELEMENTS.iter().copied().chain(embeds.then_some(policy::IFRAME));
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(elements().map(|(element, _)| element).collect())
        .tag_attributes(
            elements()
                .map(|(element, attributes)| {
                    let is_free = |attribute: &&str| !(element == "input" && *attribute == "type");
                    (element, attributes.iter().copied().filter(is_free).collect())
                })
                .collect::<HashMap<_, HashSet<_>>>(),
        )
        .tag_attribute_values(HashMap::from([(
            "input",
            HashMap::from([("type", HashSet::from([policy::INPUT_TYPE]))]),
        )]))
        .generic_attributes(HashSet::new())
        .attribute_filter(|_, attribute, value| {
            let may_be = match attribute {
                "class" => policy::CLASSES.contains(&value),
                "id" => policy::is_note_id(value),
                "cite" | "src" => !value.starts_with('#'),
                _ => true,
            };
            may_be.then_some(value.into())
        })
        .url_schemes(policy::LINK_SCHEMES.iter().copied().collect())
        .url_relative(ammonia::UrlRelative::Custom(Box::new(note_address)))
        .link_rel(None)
        .strip_comments(true);
    builder
}
