//! The cleaner and its methods.

mod builder;
mod meta;
mod scratches;
mod work;

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, LazyLock};

use url::Url;

use crate::address::View;
use crate::article::{Article, Meta, Recovered, Report, Warning};
use crate::assemble;
use crate::dom::{Dom, Source};
use crate::draft::{Draft, Media};
use crate::images::proxies::Proxies;
use crate::page::Origin;
use crate::post::Post;
use crate::rules::Matcher;
use crate::{Error, Limits, Result};
pub use builder::CleanerBuilder;
use meta::{html_of, of_origin, of_post};
use scratches::Scratches;
use work::Ended;
pub(crate) use work::{Extent, Known, Work};

/// Cleans a post with the default settings.
///
/// # Errors
///
/// Those of [`Cleaner::clean`].
///
/// ```
/// let article = feedscrub::clean("---\ntitle: Rain\n---\n<p>It rains.</p>")?;
/// assert_eq!(article.to_text(), "It rains.\n");
/// # Ok::<(), feedscrub::Error>(())
/// ```
pub fn clean(post: &str) -> Result<Article> {
    static DEFAULT: LazyLock<Cleaner> = LazyLock::new(Cleaner::default);
    DEFAULT.clean(post)
}

/// Makes clean articles. Cheap to clone; threads can share it by reference.
///
/// It keeps memory for the next posts: as much as ordinary posts need, once for each post that is cleaned at the same
/// time. The additional memory of a large post is freed. No post influences the result of another.
///
/// ```
/// use feedscrub::Cleaner;
///
/// let cleaner = Cleaner::default();
/// std::thread::scope(|scope| {
///     for html in ["<p>One.</p>", "<p>Two.</p>"] {
///         scope.spawn(|| assert_eq!(cleaner.clean_html(html).unwrap().paragraphs().count(), 1));
///     }
/// });
/// ```
#[derive(Clone)]
pub struct Cleaner {
    settings: Arc<Settings>,
    scratches: Arc<Scratches>,
}

impl fmt::Debug for Cleaner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cleaner").field("settings", &self.settings).finish_non_exhaustive()
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) limits: Limits,
    pub(crate) proxies: Proxies,
    pub(crate) base_url: Option<Url>,
    pub(crate) matcher: Arc<Matcher>,
    pub(crate) private_hosts: bool,
    pub(crate) embeds: bool,
    pub(crate) keep_boilerplate: bool,
    pub(crate) cut_plain_promotion: bool,
    pub(crate) explains: bool,
}

impl Settings {
    /// Returns what resolves the addresses of a post.
    pub(crate) fn media<'a>(&'a self, base: Option<&'a View<'a>>, max: usize, report: &'a mut Report) -> Media<'a> {
        Media::new(&self.proxies, self.limits.max_proxy_hops(), base, max, report)
            .allow_private_hosts(self.private_hosts)
    }
}

impl Default for Cleaner {
    fn default() -> Self {
        Cleaner::builder().build()
    }
}

impl Cleaner {
    /// Returns a builder with the default settings.
    pub fn builder() -> CleanerBuilder {
        CleanerBuilder::new()
    }

    /// Cleans a whole post: front matter, preamble and body.
    ///
    /// # Errors
    ///
    /// If the input is no post, has a body of [Markdown](Error::MarkdownBody), or exceeds a limit.
    pub fn clean(&self, post: &str) -> Result<Article> {
        self.clean_in_stages(post, &mut |_| {})
    }

    /// Cleans like [`clean`](Self::clean) and reports the end of each stage, for benchmarks.
    pub(crate) fn clean_in_stages(&self, post: &str, ended: Ended<'_>) -> Result<Article> {
        self.settings.limits.check_input(post.len())?;
        let post = Post::parse(post)?;
        ended("post: front matter, preamble");
        self.post_in_stages(post, ended)
    }

    /// Cleans a post that has been split into its parts.
    ///
    /// # Errors
    ///
    /// If its body is [Markdown](Error::MarkdownBody), or it exceeds a limit.
    pub fn clean_post(&self, post: &Post<'_>) -> Result<Article> {
        self.post_in_stages(post.clone(), &mut |_| {})
    }

    fn post_in_stages(&self, post: Post<'_>, ended: Ended<'_>) -> Result<Article> {
        if post.has_markdown_body() {
            return Err(Error::MarkdownBody);
        }
        let html = html_of(&post)?;
        let mut report = Report { recovered: post.recovered, removed: post.removed, ..Report::default() };
        let (meta, page) = of_post(post.front_matter, post.preamble, &mut report);
        ended("meta");
        if matches!(html, Cow::Owned(_)) {
            report.recovered.push(Recovered::Markdown);
        }
        let source = Source::meant(&html, &self.settings.limits)?.made_of(post.body.len());
        let mut article = self.article(&source, Known { page, meta, report, ..Known::default() }, ended)?;
        article.front_matter = Some(post.yaml).filter(|yaml| !yaml.is_empty()).map(str::to_owned);
        Ok(article)
    }

    /// Cleans HTML without a post, and therefore without title, author and address. Use
    /// [`clean_entry`](Self::clean_entry) or [`Post::of_html`] if they are known.
    ///
    /// # Errors
    ///
    /// If it exceeds a limit.
    pub fn clean_html(&self, html: &str) -> Result<Article> {
        self.clean_post(&Post::of_html(html))
    }

    /// Cleans an entry of a feed with the metadata of the feed: relative addresses are resolved against its address, a
    /// title that the text repeats is removed, and the metadata becomes the [`Meta`] of the article.
    ///
    /// It costs as much as [`clean_html`](Self::clean_html): the metadata of an entry is not a setting.
    ///
    /// # Errors
    ///
    /// If it exceeds a limit.
    pub fn clean_entry(&self, html: &str, origin: &Origin) -> Result<Article> {
        let (meta, page) = of_origin(origin);
        let source = Source::meant(html, &self.settings.limits)?;
        self.article(&source, Known { page, meta, ..Known::default() }, &mut |_| {})
    }

    /// Cleans a whole page, from its doctype to its end: reads the metadata in its head, chooses the main content, and
    /// cleans that like the body of a post.
    ///
    /// The rest of the page is in the report, as [`RemovedKind::Outside`](crate::article::RemovedKind::Outside). The
    /// main content of a page of several posts or products is all of them. [`Meta::provenance`] records where title,
    /// byline, times and other metadata were found; the values of `origin` take precedence. If only the head of the
    /// page has the text (`articleBody` of JSON-LD, with the feature `serde`), the article is made from it, with a
    /// [warning](crate::Warning::BodyFromHead).
    ///
    /// ```
    /// use feedscrub::{Cleaner, Origin};
    ///
    /// let html = r#"<html lang="en"><head><title>The ferry runs again | The Quay</title><meta property="og:site_name" content="The Quay">
    ///     <meta name="author" content="Ada Heron"></head><body><nav><a href="/">Home</a> <a href="/tides">Tides</a></nav>
    ///     <article><p>After two years in dry dock the ferry left the east quay on Friday, with eleven passengers and a dog.</p>
    ///     <p>It will sail twice a day, and once more when the mail boat is late, which it mostly is.</p></article>
    ///     <div class="sidebar"><p>Read what others read: the tides of the week, the price of herring, and the weather.</p></div>"#;
    /// let article = Cleaner::default().clean_page(html, &Origin::default())?;
    /// assert_eq!(article.paragraphs().count(), 2);
    /// assert_eq!(article.meta.title.as_deref(), Some("The ferry runs again"));
    /// assert_eq!(article.meta.byline.as_deref(), Some("Ada Heron"));
    /// # Ok::<(), feedscrub::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If it exceeds a limit.
    pub fn clean_page(&self, html: &str, origin: &Origin) -> Result<Article> {
        let (meta, page) = of_origin(origin);
        let source = Source::meant(html, &self.settings.limits)?;
        self.article(&source, Known { extent: Extent::Page, page, meta, ..Known::default() }, &mut |_| {})
    }

    fn article(&self, source: &Source<'_>, known: Known, ended: Ended<'_>) -> Result<Article> {
        // The tree is dropped before the blocks are made: a draft does not need it any more.
        let mut work = Work::begin(&self.settings, self.scratches.take(), source, known, ended)?;
        let (draft, texts) = work.write(ended)?;
        let mut draft = work.judge(draft.with_texts(&texts), false, ended);
        let body = work.take_body();
        let (mut meta, mut report, mut scratch) = work.into_findings();
        ended("drop of the tree");
        let mut blocks = assemble::blocks(&mut draft, &mut report);
        scratch.draft.recycle(draft);
        scratch.draft.recycle_texts(texts);
        self.scratches.put_back(scratch);
        ended("blocks");
        meta.tags.dedup();
        if let Some(body) = body.filter(|_| blocks.is_empty()) {
            blocks = self.clean_html(&body)?.blocks;
            report.warnings.push(Warning::BodyFromHead);
        }
        if blocks.is_empty() {
            report.warnings.push(Warning::Empty);
        }
        Ok(Article { meta, blocks, report, ..Article::default() })
    }

    /// Calls `read` with the lines of a post before any of them is judged, and with the metadata, host and tree of the
    /// post.
    ///
    /// # Errors
    ///
    /// If it exceeds a limit.
    pub(crate) fn with_lines<T>(
        &self,
        post: &Post<'_>,
        read: impl FnOnce(&Meta, Option<&str>, &Dom, &Draft) -> T,
    ) -> Result<T> {
        self.settings.limits.check_input(post.body.len())?;
        let mut report = Report::default();
        let (meta, page) = of_post(post.front_matter.clone(), post.preamble.clone(), &mut report);
        let html = html_of(post)?;
        let source = Source::meant(&html, &self.settings.limits)?.made_of(post.body.len());
        let known = Known { page, meta, report, ..Known::default() };
        let mut work = Work::begin(&self.settings, self.scratches.take(), &source, known, &mut |_| {})?;
        let (draft, texts) = work.write(&mut |_| {})?;
        let draft = draft.with_texts(&texts);
        let read = read(&work.meta, work.host(), &work.dom, &draft);
        let (_, _, mut scratch) = work.into_findings();
        scratch.draft.recycle(draft);
        scratch.draft.recycle_texts(texts);
        self.scratches.put_back(scratch);
        Ok(read)
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(crate) fn scratches(&self) -> &Scratches {
        &self.scratches
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn references_of_title_author_and_addresses_are_decoded_once() {
        let post = "---\ntitle: x\nauthor: Bee &amp; Wasp\nfrom: https://example.org/?a=1&amp;b=2\n---\n<!--1-->\n\
            [Honey &amp;amp; wax &#8211; &hellip;](https://example.org/?a=1&amp;b=2)\n------\n\n<p>Rain.</p>";
        let meta = super::clean(post).unwrap().meta;
        assert_eq!(meta.title.as_deref(), Some("Honey &amp; wax – …"));
        assert_eq!(meta.author.as_deref(), Some("Bee & Wasp"));
        assert_eq!(meta.source.unwrap().as_str(), "https://example.org/?a=1&b=2");
    }

    #[test]
    fn other_generators_name_the_page_and_its_date_otherwise() {
        let post = "\n\n---\ntitle: x\ndate: Thu, 30 Dec 2021 01:55:29 GMT\noriginalUrl: https://example.org/a/1\n\
            permalink: /a/1\n---\n<p>Rain.</p>";
        let meta = super::clean(post).unwrap().meta;
        assert_eq!(meta.source.unwrap().as_str(), "https://example.org/a/1");
        assert_eq!(meta.published.unwrap().to_string(), "2021-12-30T01:55:29Z");
        let post = "---\ntitle: x\nurl: /a/1\n---\n<p>Rain.</p>";
        assert_eq!(super::clean(post).unwrap().meta.source, None);
    }

    #[test]
    fn metadata_has_no_invisible_characters() {
        let post = "---\ntitle: \"Ra\u{202e}in\"\nauthor: \"Bee\u{202e}\u{200b} &amp;\u{2066} Wasp\"\ntags: [\u{202e}hive, \u{2067}]\n\
            categories: \"ne\u{ad}ws\"\n---\n\n<p>By Ann\u{202e} Lee | 25\u{200b} June 2021 10:00</p><p>The keeper opened seven hives \
            before breakfast and found honey in all of them, which nobody had expected.</p>";
        let meta = super::clean(post).unwrap().meta;
        assert_eq!(meta.title.as_deref(), Some("Rain"));
        assert_eq!(meta.author.as_deref(), Some("Bee & Wasp"));
        assert_eq!((meta.tags, meta.categories), (vec!["hive".to_owned()], vec!["news".to_owned()]));
        assert_eq!(meta.byline.as_deref(), Some("By Ann Lee"));
        assert_eq!(meta.dateline.map(|line| line.text).as_deref(), Some("25 June 2021 10:00"));
    }

    #[test]
    fn private_hosts_are_left_out_unless_they_are_allowed() {
        let html = "<p>It <a href='http://0x7f.1/x'>left</a>, <a href='http://printer.local'>as</a> announced.</p>\
            <img src='http://[::1]/a.jpg' width=600 height=400><img src='http://router.internal/b.jpg'>";
        let article = super::Cleaner::default().clean_html(html).unwrap();
        assert_eq!((article.links().count(), article.images().count(), article.report.warnings.len()), (0, 0, 4));
        assert_eq!(article.to_text(), "It left, as announced.\n");
        let sanitized = super::Cleaner::default().sanitize_html(html).unwrap();
        assert!(!sanitized.contains("127.0.0.1") && !sanitized.contains("::1") && !sanitized.contains("internal"));
        let cleaner = super::Cleaner::builder().private_hosts(true).build();
        let article = cleaner.clean_html(html).unwrap();
        assert_eq!((article.links().count(), article.images().count(), article.report.warnings.len()), (2, 2, 0));
        // A proxy is not resolved to a private host even if such hosts are allowed.
        let html = "<p>x</p><img src='https://wsrv.nl/?url=http%3A%2F%2F192.168.0.1%2Fa.jpg'>\
            <a href='https://www.google.com/url?q=http://localhost/'>y</a>";
        let article = cleaner.clean_html(html).unwrap();
        assert_eq!(article.images().next().unwrap().src.as_str().split('?').next(), Some("https://wsrv.nl/"));
        assert_eq!(article.links().next().unwrap().1.as_str(), "https://www.google.com/url?q=http://localhost/");
    }

    #[test]
    fn impossible_image_sizes_are_dropped() {
        let html = "<p>x</p><img src='https://a.com/x.jpg' width=4294967295 height=600>";
        let article = super::Cleaner::default().clean_html(html).unwrap();
        let image = article.images().next().unwrap();
        assert_eq!((image.width, image.height), (None, Some(600)));
    }

    #[test]
    fn text_of_a_dropped_copy_is_in_the_report() {
        let copy = |word: &str| {
            format!(
                "---\ntitle: x\n---\n<p>The keeper opened {word} hives before breakfast and found honey in all.</p>\n"
            )
        };
        let article = super::clean(&(copy("seven") + &copy("nine"))).unwrap();
        assert_eq!(article.blocks.len(), 1);
        assert!(article.report.removed.iter().any(|removed| removed.rule == "evidence/copy" && removed.text == "nine"));
    }
}
