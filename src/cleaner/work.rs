//! The order of the passes.

use std::ops::Range;

use super::Settings;
use super::scratches::Scratch;
use crate::address::{Address, View};
use crate::article::{Evidence, Meta, Removed, RemovedKind, Report, Texts};
use crate::dom::{Attr, Dom, Source, Tag};
use crate::draft::{Draft, DraftMemory};
use crate::images::twins;
use crate::links::{self, Target};
use crate::mend;
use crate::page::{self, Head};
use crate::rules::Named;
use crate::survey::{self, Protected, Survey};
use crate::verdicts::{Context, bylines, captions, headings, labels, lines, named, parts, plain, title};
use crate::{Result, limits};

/// A function that is called with the name of each stage at its end.
pub(crate) type Ended<'a> = &'a mut dyn FnMut(&'static str);

/// The kind of the HTML, and the part of it that is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Extent {
    /// A body with boilerplate of a mirror; the article is wanted.
    #[default]
    Body,
    /// A whole page; the main content is wanted.
    Page,
    /// Markup of which only unsafe parts are removed: the tree stays as it was parsed.
    Markup,
}

/// What is known about some HTML before it is read.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) extent: Extent,
    /// The address of its page, against which relative addresses are resolved.
    pub(crate) page: Option<Address>,
    pub(crate) meta: Meta,
    pub(crate) report: Report,
}

/// A post between the passes.
pub(crate) struct Work<'a> {
    settings: &'a Settings,
    pub(crate) dom: Dom<'a>,
    survey: Survey,
    pub(crate) memory: DraftMemory,
    page: Option<Address>,
    /// The `<base>` of the page.
    base: Option<Address>,
    named: Named<'a>,
    protected: Protected,
    pub(crate) meta: Meta,
    pub(crate) report: Report,
    /// The author of a page, from its head.
    byline: Option<String>,
    /// The text of the article, from the head of a page.
    body: Option<String>,
    /// Whether it is a whole page.
    is_page: bool,
    /// Whether the page has posts of several people, whose short lines and dates belong to the posts.
    is_thread: bool,
}

impl<'a> Work<'a> {
    /// Parses the HTML and runs the passes over the tree.
    pub(crate) fn begin(
        settings: &'a Settings,
        scratch: Scratch,
        source: &'a Source<'_>,
        known: Known,
        ended: Ended<'_>,
    ) -> Result<Self> {
        let Known { extent, mut page, mut meta, mut report } = known;
        let mut dom = crate::dom::parse(source, scratch.dom, &settings.limits, &mut report.warnings)?;
        if extent != Extent::Markup {
            mend::tree(&mut dom, source.swallowed(), &mut report.removed);
        }
        dom.mark_breaks(settings.limits.nodes_of(dom.source_len()));
        ended("tree");
        let mut survey = Survey::of(&dom, scratch.survey);
        ended("survey");
        twins::merge(&mut dom, &survey.noscripts, &mut report.removed);
        let stated = stated_base(&dom, &survey, page.as_ref(), settings);
        let (mut byline, mut body, mut is_thread) = (None, None, false);
        if extent == Extent::Page {
            let head = Head::read(&dom, &survey, source.html());
            head.fill(&mut meta, base(page.as_ref(), settings).as_ref().and_then(View::url));
            page = page.or_else(|| Address::accept(meta.canonical.as_ref()?.as_str().to_owned()));
            (byline, body) = (meta.byline.take(), head.body);
            ended("head");
            survey::strip_never_text(&mut dom, &survey, &mut report.removed);
            let choice = page::choose(&dom, &survey);
            if let Some(choice) = &choice {
                page::cut(&mut dom, choice, &mut report.removed);
            }
            survey.recycle();
            survey = Survey::of(&dom, survey);
            is_thread = choice.as_ref().is_some_and(|choice| choice.is_thread);
            if is_thread {
                // The elements that are named comments are the main content.
                survey.forget(RemovedKind::Comments);
            }
            if choice.is_some_and(|choice| choice.is_unveiled) {
                survey.forget(RemovedKind::Hidden);
            }
            ended("main content");
        }
        let host = base(page.as_ref(), settings).map(|base| base.parts.host).filter(|host| !host.is_empty());
        let named = settings.matcher.for_post(host, meta.author.as_deref());
        let mut protected = Protected::default();
        if extent != Extent::Markup {
            protected = survey::strip_named(&named, &mut dom, &survey, &mut report.removed);
            survey::strip(&mut dom, &survey, named.finder(), &protected, settings.explains, &mut report);
        }
        ended("twins, strip");
        Ok(Work {
            settings,
            dom,
            survey,
            memory: scratch.draft,
            page,
            base: stated,
            named,
            protected,
            meta,
            report,
            byline,
            body,
            is_page: extent == Extent::Page,
            is_thread,
        })
    }

    pub(crate) fn survey(&self) -> &Survey {
        &self.survey
    }

    /// Returns the `<base>` of the page.
    pub(crate) fn stated_base(&self) -> Option<View<'_>> {
        self.base.as_ref().map(Address::view)
    }

    /// Returns the host of the page.
    pub(crate) fn host(&self) -> Option<&str> {
        base(self.page.as_ref(), self.settings).map(|base| base.parts.host).filter(|host| !host.is_empty())
    }

    /// Returns the limit of the output in bytes.
    pub(crate) fn max_output(&self) -> usize {
        self.settings.limits.output_of(self.dom.source_len())
    }

    /// Writes the draft.
    ///
    /// # Errors
    ///
    /// If it exceeds the limit of the output.
    pub(crate) fn write(&mut self, ended: Ended<'_>) -> Result<(Draft<'static>, Texts)> {
        let max_output = self.max_output();
        let base = base(self.page.as_ref(), self.settings);
        let stated = self.base.as_ref().map(Address::view);
        let media = self.settings.media(base.as_ref(), max_output, &mut self.report);
        let mut media = media.relative_to(stated.as_ref());
        let written = Draft::write(&self.dom, &self.survey, &mut media, &mut self.memory);
        limits::check("output_bytes", media.written, max_output)?;
        ended("draft: text, links, images");
        Ok(written)
    }

    /// Decides the fates of the lines of a draft.
    ///
    /// If `keeps_markup` is set, no part of a line is cut: the tree has no node for it.
    pub(crate) fn judge<'t>(&mut self, mut draft: Draft<'t>, keeps_markup: bool, ended: Ended<'_>) -> Draft<'t> {
        let base = base(self.page.as_ref(), self.settings);
        let title = self.meta.title.take();
        let shown = title.as_deref().and_then(|title| title::shown(&draft, title, self.meta.author.as_deref()));
        let (dom, finder, report) = (&self.dom, self.named.finder(), &mut self.report);
        let ruled = &named::mark(&self.named, &self.protected, dom, &mut draft, &mut report.removed);
        let context = Context {
            protected: &self.protected,
            dom,
            survey: &self.survey,
            finder,
            explains: self.settings.explains,
            is_page: self.is_page,
            title: title.as_deref(),
            host: base.as_ref().map(|base| base.parts.host).filter(|host| !host.is_empty()),
            page: base.as_ref().map(|base| base.parts.text),
        };
        ruled.hold(&mut draft);
        labels::mark(&mut draft, &context, &mut report.removed);
        ended("labels");
        ruled.release(&mut draft);
        captions::pair(dom, &self.survey, finder, &mut draft);
        ended("captions");
        ruled.hold(&mut draft);
        bylines::mark(&mut draft, &mut self.meta, finder, &mut report.removed);
        ended("bylines, datelines");
        if self.settings.cut_plain_promotion {
            plain::cut_promotion(&mut draft, finder, &mut report.removed);
        }
        if !self.is_thread {
            lines::mark(&mut draft, &context, &mut self.meta, report);
        }
        if self.settings.cut_plain_promotion {
            plain::cut_last_requests(&mut draft, finder, &mut report.removed);
        }
        plain::cut_last_sentences(&mut draft, finder, &mut report.removed);
        bylines::mark(&mut draft, &mut self.meta, finder, &mut report.removed);
        let is_kept = |id| self.protected.guards(dom, id);
        captions::drop_portraits(&mut draft, is_kept, &mut report.removed);
        if self.named.has_parts() {
            parts::cut(&self.named, &mut draft, keeps_markup, &mut report.removed);
        }
        ruled.release(&mut draft);
        headings::mark(&mut draft);
        self.meta.title = title.map(|title| without_site(title, shown, &mut report.removed));
        ended("boilerplate lines, headings");
        draft
    }

    /// Takes the text of the article that the head of a page has.
    pub(crate) fn take_body(&mut self) -> Option<String> {
        self.body.take()
    }

    /// Returns the metadata, the report and the reusable memory; drops the tree.
    pub(crate) fn into_findings(self) -> (Meta, Report, Scratch) {
        let Work { dom, mut survey, memory, mut meta, mut report, byline, .. } = self;
        if byline.is_some()
            && let Some(shown) = std::mem::replace(&mut meta.byline, byline)
        {
            report.removed.push(Removed {
                rule: "evidence/byline".into(),
                kind: RemovedKind::Metadata,
                evidence: Evidence::REPEAT,
                text: shown,
            });
        }
        survey.recycle();
        (meta, report, Scratch { dom: dom.recycled(), survey, draft: memory })
    }
}

/// Reduces a title to the part that the page shows, and reports the rest.
fn without_site(mut title: String, shown: Option<Range<usize>>, removed: &mut Vec<Removed>) -> String {
    let Some(shown) = shown else { return title };
    let mut text = title.get(shown.end..).unwrap_or_default();
    if text.is_empty() {
        text = title.get(..shown.start).unwrap_or_default();
    }
    removed.push(Removed {
        rule: "evidence/title-suffix".into(),
        kind: RemovedKind::Metadata,
        evidence: Evidence::REPEAT | Evidence::HEAD,
        text: text.trim().to_owned(),
    });
    title.truncate(shown.end);
    title.split_off(shown.start)
}

/// Returns the address against which relative ones are resolved.
fn base<'a>(page: Option<&'a Address>, settings: &'a Settings) -> Option<View<'a>> {
    page.map(Address::view).or_else(|| settings.base_url.as_ref().map(View::of))
}

/// Returns the address in the first `<base href>`. One that leads to another site counts only in the head of a page,
/// which the authors of the page control.
fn stated_base(dom: &Dom, survey: &Survey, page: Option<&Address>, settings: &Settings) -> Option<Address> {
    let mut bases = survey.never_text.iter().filter(|&&id| dom.tag(id) == Tag::Base);
    let (id, href) = bases.find_map(|&id| Some((id, dom.attr(id, Attr::Href)?)))?;
    let base = base(page, settings);
    let url = links::resolve(base.as_ref().and_then(View::url), href, Target::Image).ok()?;
    let is_own = || base.as_ref().is_some_and(|base| Some(base.parts.host) == url.host_str());
    let is_first = || {
        let before = dom.descendants(dom.root()).take_while(|&other| other != id);
        before.filter_map(|id| dom.text(id)).all(|text| text.trim().is_empty())
    };
    (is_own() || is_first()).then_some(Address::Parsed(url))
}
