//! What a page says about itself: in its head, and in elements that are there for it.
//!
//! `docs/pages.md` has the order of trust.

use super::title;
use url::Url;

use crate::article::{Meta, MetaField, MetaSource, Provenance, RemovedKind, Time, WebUrl, one_line};
use crate::dom::{Attr, Dom, NodeId, Tag};
use crate::links::{self, Target};
use crate::post;
use crate::survey::Survey;
use crate::verdicts::dates;
use crate::words::Roles;

/// Bytes of the longest text that is a title, a name or a date.
const LONGEST: usize = 400;
/// Headings of a page that may be its own.
const HEADINGS: usize = 6;
/// Texts under a heading that may say who wrote and when.
const UNDER_HEADING: usize = 12;
/// Titles that a heading is compared with.
const TITLES: usize = 5;
/// Bytes of the longest byline of an element.
const BYLINE: u32 = 120;

/// Names of `<meta>` by what they say, each with its rank among all that say it.
const META: &[(&str, MetaField, MetaSource, u8)] = {
    use MetaField::*;
    use MetaSource::{Meta, OpenGraph};
    &[
        ("og:title", Title, OpenGraph, 2),
        ("twitter:title", Title, Meta, 3),
        ("dc.title", Title, Meta, 4),
        ("dcterms.title", Title, Meta, 4),
        ("parsely-title", Title, Meta, 4),
        ("sailthru.title", Title, Meta, 4),
        ("author", Byline, Meta, 2),
        ("dc.creator", Byline, Meta, 2),
        ("dcterms.creator", Byline, Meta, 2),
        ("parsely-author", Byline, Meta, 2),
        ("sailthru.author", Byline, Meta, 2),
        ("article:author", Byline, OpenGraph, 3),
        ("og:article:author", Byline, OpenGraph, 3),
        ("byl", Byline, Meta, 4),
        ("article:published_time", Published, OpenGraph, 2),
        ("og:article:published_time", Published, OpenGraph, 2),
        ("parsely-pub-date", Published, Meta, 3),
        ("sailthru.date", Published, Meta, 3),
        ("dc.date.issued", Published, Meta, 3),
        ("dcterms.created", Published, Meta, 3),
        ("dc.date", Published, Meta, 3),
        ("dc.date.created", Published, Meta, 3),
        ("date", Published, Meta, 3),
        ("pubdate", Published, Meta, 3),
        ("publish-date", Published, Meta, 3),
        ("publish_date", Published, Meta, 3),
        ("publication_date", Published, Meta, 3),
        ("article:modified_time", Modified, OpenGraph, 2),
        ("og:updated_time", Modified, OpenGraph, 3),
        ("dcterms.modified", Modified, Meta, 3),
        ("last-modified", Modified, Meta, 3),
        ("og:site_name", Site, OpenGraph, 1),
        ("application-name", Site, Meta, 3),
        ("og:locale", Language, OpenGraph, 3),
        ("content-language", Language, Meta, 2),
        ("og:image:secure_url", Image, OpenGraph, 1),
        ("og:image", Image, OpenGraph, 1),
        ("og:image:url", Image, OpenGraph, 1),
        ("twitter:image", Image, Meta, 3),
        ("twitter:image:src", Image, Meta, 3),
        ("og:url", Canonical, OpenGraph, 2),
    ]
};

/// Something that a page says of itself.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) field: MetaField,
    pub(super) source: MetaSource,
    /// 0 is trusted before all others.
    pub(super) rank: u8,
    pub(super) text: String,
}

/// All that a page says of itself.
#[derive(Debug, Default)]
pub(crate) struct Head {
    said: Vec<Said>,
    /// Whether the text that comes next says who wrote.
    awaits_name: bool,
    /// The text of the article, as the head repeats it.
    pub(crate) body: Option<String>,
}

impl Head {
    /// Reads a page. `html` is its source, which has what no tree keeps: scripts, and the attributes of `<html>`.
    pub(crate) fn read(dom: &Dom, survey: &Survey, html: &str) -> Head {
        let mut head = Head::default();
        #[cfg(feature = "serde")]
        {
            head.body = super::json_ld::read(html, &mut head.said);
        }
        if let Some(language) = language(html) {
            head.say(MetaField::Language, MetaSource::Html, 0, language);
        }
        head.elements_of_head(dom, survey);
        head.elements_of_body(dom, survey);
        head.said.sort_by_key(|said| said.rank);
        head
    }

    fn say(&mut self, field: MetaField, source: MetaSource, rank: u8, text: &str) {
        let text = one_line(&post::decode(text));
        if !text.is_empty() && (text.len() <= LONGEST || matches!(field, MetaField::Image | MetaField::Canonical)) {
            self.said.push(Said { field, source, rank, text });
        }
    }

    fn elements_of_head(&mut self, dom: &Dom, survey: &Survey) {
        let mut label = String::new();
        for &id in &survey.never_text {
            match dom.tag(id) {
                Tag::Meta => {
                    let names = [Attr::Property, Attr::Name].into_iter().filter_map(|attr| dom.attr(id, attr));
                    let Some(content) = dom.attr(id, Attr::Content) else { continue };
                    for name in names.flat_map(str::split_ascii_whitespace) {
                        let known = |known: &str| {
                            known.len() == name.len()
                                && known.bytes().zip(name.bytes()).all(|(known, c)| {
                                    // `dc:date` and `dc.date` are one.
                                    known == c.to_ascii_lowercase() || known == b'.' && c == b':'
                                })
                        };
                        for &(_, field, source, rank) in META.iter().filter(|(name, ..)| known(name)) {
                            self.say(field, source, rank, content);
                        }
                    }
                    self.itemprop(dom, survey, id);
                    self.label(dom, id, content, &mut label);
                }
                Tag::Title => self.say(MetaField::Title, MetaSource::TitleElement, 6, &dom.text_of(id)),
                Tag::Link => {
                    let rel = dom.attr(id, Attr::Rel).unwrap_or_default();
                    if let Some(href) = dom.attr(id, Attr::Href)
                        && rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical"))
                    {
                        self.say(MetaField::Canonical, MetaSource::Link, 0, href);
                    }
                }
                _ => {}
            }
        }
    }

    /// Reads pairs of a label and what it is for: `twitter:label1`, `twitter:data1`.
    fn label(&mut self, dom: &Dom, id: NodeId, content: &str, label: &mut String) {
        match dom.attr(id, Attr::Name).unwrap_or_default() {
            "twitter:label1" | "twitter:label2" => content.clone_into(label),
            "twitter:data1" | "twitter:data2" if title::names_writer(label) => {
                label.clear();
                self.say(MetaField::Byline, MetaSource::Meta, 3, content);
            }
            _ => {}
        }
    }

    fn elements_of_body(&mut self, dom: &Dom, survey: &Survey) {
        let (mut headings, mut has_time, mut has_byline) = (0, false, false);
        // Texts behind a heading that may still say who wrote and when.
        let mut under_heading = 0;
        let root = dom.root();
        let mut next = dom.first_child(root);
        while let Some(id) = next {
            next = dom.first_child(id).or_else(|| dom.behind(id, root));
            if let Some(text) = dom.text(id) {
                if under_heading > 0 && !text.trim().is_empty() {
                    under_heading -= 1;
                    self.line(text);
                }
                continue;
            }
            let tag = dom.tag(id);
            let stats = survey.stats(id);
            if is_beside(survey, id, tag) {
                next = dom.behind(id, root);
                continue;
            }
            if dom.attr(id, Attr::Itemprop).is_some() && tag != Tag::Meta {
                self.itemprop(dom, survey, id);
            }
            if tag == Tag::H1 && headings < HEADINGS && stats.text > 0 && stats.text as usize <= LONGEST {
                headings += 1;
                under_heading = UNDER_HEADING;
                self.say(MetaField::Title, MetaSource::Heading, 8, &dom.text_of(id));
            }
            if tag == Tag::Time && !has_time {
                let date = dom.attr(id, Attr::Datetime).map_or_else(|| dom.text_of(id), str::to_owned);
                has_time = time(&date).is_some();
                self.say(MetaField::Published, MetaSource::Element, 5, &date);
            }
            if stats.text == 0 || stats.text > BYLINE {
                continue;
            }
            if tag == Tag::A && dom.attr(id, Attr::Rel).is_some_and(|rel| rel.contains("author")) {
                self.person(6, &dom.text_of(id));
            } else if !has_byline && stats.roles.has(Roles::BYLINE) {
                let is_link = |&inner: &NodeId| dom.tag(inner) == Tag::A && survey.stats(inner).text > 0;
                let link = dom.descendants(id).find(is_link).filter(|_| stats.links == 1);
                has_byline = self.person(7, &dom.text_of(link.unwrap_or(id)));
            }
            if stats.roles.has(Roles::DATE) && tag != Tag::Time {
                self.say(MetaField::Published, MetaSource::Element, 6, &dom.text_of(id));
            }
        }
    }

    /// Reads a text under the heading of a page.
    fn line(&mut self, text: &str) {
        let text = text.trim();
        if text.len() > BYLINE as usize {
            return;
        }
        if dates::find(text).is_some() {
            self.say(MetaField::Published, MetaSource::Element, 7, text);
        }
        if std::mem::take(&mut self.awaits_name) {
            self.person(7, text);
        } else if title::is_by(text) {
            self.awaits_name = true;
        } else if title::names_writer(text) {
            self.person(7, text);
        }
    }

    /// Says who wrote, if a text of the page says it.
    fn person(&mut self, rank: u8, text: &str) -> bool {
        let text = text.replace('\u{a0}', " ");
        let mut name = text.trim();
        if let Some(date) = dates::find(name) {
            let before = name.get(..date.range.start).unwrap_or_default().trim();
            let behind = name.get(date.range.end..).unwrap_or_default().trim();
            name = if before.chars().any(char::is_alphabetic) { before } else { behind };
        }
        let name = title::without_by(name);
        let is_name = name.chars().any(char::is_alphabetic) && !name.chars().any(|c| c.is_ascii_digit());
        if is_name {
            self.say(MetaField::Byline, MetaSource::Element, rank, name);
        }
        is_name
    }

    /// Reads an element with the words of schema.org as [microdata](https://html.spec.whatwg.org/multipage/microdata.html).
    fn itemprop(&mut self, dom: &Dom, survey: &Survey, id: NodeId) {
        let Some(names) = dom.attr(id, Attr::Itemprop) else { return };
        for name in names.split_ascii_whitespace() {
            let (field, attr) = match name {
                "headline" => (MetaField::Title, None),
                "datePublished" => (MetaField::Published, Some(Attr::Datetime)),
                "dateModified" => (MetaField::Modified, Some(Attr::Datetime)),
                "author" => (MetaField::Byline, None),
                "inLanguage" => (MetaField::Language, None),
                _ => continue,
            };
            let rank = 4;
            let given = dom.attr(id, Attr::Content).or_else(|| attr.and_then(|attr| dom.attr(id, attr)));
            match given {
                Some(given) => self.say(field, MetaSource::Microdata, rank, given),
                None if survey.stats(id).text > BYLINE => {}
                None => {
                    let name = |&inner: &NodeId| dom.attr(inner, Attr::Itemprop) == Some("name");
                    let inner = dom.descendants(id).find(name).unwrap_or(id);
                    let text = dom.attr(inner, Attr::Content).map_or_else(|| dom.text_of(inner), str::to_owned);
                    self.say(field, MetaSource::Microdata, rank, &text);
                }
            }
        }
    }

    /// Puts into `meta` what nobody has said before, with where it was found. Relative addresses are resolved against `base`.
    pub(crate) fn fill(&self, meta: &mut Meta, base: Option<&Url>) {
        let address = |field| {
            self.of(field).find_map(|(text, source)| {
                let url = links::resolve(base, text, Target::Image).ok().and_then(WebUrl::from_url)?;
                Some((url, source))
            })
        };
        let text = |field| self.of(field).next().map(|(text, source)| (text.to_owned(), source));
        let mut found = Vec::new();
        set(&mut meta.site, text(MetaField::Site), MetaField::Site, &mut found);
        set(&mut meta.canonical, address(MetaField::Canonical), MetaField::Canonical, &mut found);
        let host = || base.and_then(Url::host_str).map(str::to_owned);
        let site = meta.site.clone().or_else(host);
        set(&mut meta.title, self.title(site.as_deref()), MetaField::Title, &mut found);
        set(&mut meta.byline, self.byline(), MetaField::Byline, &mut found);
        set(&mut meta.published, self.time(MetaField::Published), MetaField::Published, &mut found);
        set(&mut meta.modified, self.time(MetaField::Modified), MetaField::Modified, &mut found);
        set(&mut meta.language, text(MetaField::Language), MetaField::Language, &mut found);
        set(&mut meta.image, address(MetaField::Image), MetaField::Image, &mut found);
        meta.provenance.extend(found);
    }

    /// What is said of a field, what is trusted most before the rest.
    fn of(&self, field: MetaField) -> impl Iterator<Item = (&str, MetaSource)> {
        self.said.iter().filter(move |said| said.field == field).map(|said| (&*said.text, said.source))
    }

    /// The headline: a heading of the page that its head confirms, else what the head says, without the name of the site.
    fn title(&self, site: Option<&str>) -> Option<(String, MetaSource)> {
        let is_heading = |(_, source): &(&str, MetaSource)| *source == MetaSource::Heading;
        let told: Vec<&str> =
            self.of(MetaField::Title).filter(|said| !is_heading(said)).map(|(text, _)| text).take(TITLES).collect();
        let headings = self.of(MetaField::Title).filter(is_heading).map(|(text, _)| text);
        let alike = |heading: &str| told.iter().map(|told| title::likeness(heading, told)).max().unwrap_or_default();
        // The longer of two is less likely to be the site's.
        let mut best: Option<(u32, &str)> = None;
        let names_site = |heading: &str| {
            site.is_some_and(|site| title::is_site(heading, Some(site)))
                || told.iter().any(|told| title::ends_with_part(told, heading))
        };
        for heading in headings.filter(|heading| !names_site(heading)) {
            let likeness = alike(heading);
            let is_better = |(best, text): (u32, &str)| (likeness, heading.len()) > (best, text.len());
            if likeness >= title::ALIKE && best.is_none_or(is_better) {
                best = Some((likeness, heading));
            }
        }
        if let Some((_, heading)) = best {
            return Some((heading.to_owned(), MetaSource::Heading));
        }
        let (text, source) = self.of(MetaField::Title).next()?;
        let is_whole = source == MetaSource::TitleElement;
        Some((title::without_site(text, site, is_whole).to_owned(), source))
    }

    /// Who wrote it.
    fn byline(&self) -> Option<(String, MetaSource)> {
        self.of(MetaField::Byline).find_map(|(text, source)| {
            let name = title::without_by(text);
            let is_path = !name.contains(' ') && (name.contains('@') || name.matches('.').count() > 1);
            let is_name = !is_path && !name.contains("://") && name.chars().any(char::is_alphabetic);
            is_name.then(|| (name.to_owned(), source))
        })
    }

    /// A time: when the page was published, or changed.
    fn time(&self, field: MetaField) -> Option<(Time, MetaSource)> {
        self.of(field).find_map(|(text, source)| Some((time(text)?, source)))
    }
}

/// Whether an element with all it holds is about other pages or about readers.
fn is_beside(survey: &Survey, id: NodeId, tag: Tag) -> bool {
    use RemovedKind::{Advert, Comments, Form, Navigation, Related};
    matches!(tag, Tag::Nav | Tag::Dialog)
        || !survey.is_most(id)
            && survey.named_for(id).is_some_and(|(kind, weight)| {
                weight >= 2 && matches!(kind, Advert | Comments | Form | Navigation | Related)
            })
}

fn set<T>(known: &mut Option<T>, said: Option<(T, MetaSource)>, field: MetaField, found: &mut Vec<Provenance>) {
    if known.is_none()
        && let Some((value, source)) = said
    {
        *known = Some(value);
        found.push(Provenance::new(field, source));
    }
}

/// A time as heads write it.
fn time(text: &str) -> Option<Time> {
    Time::parse(text).or_else(|| dates::find(text)?.time)
}

/// The language of a page's `<html>`.
fn language(html: &str) -> Option<&str> {
    const LONGEST: usize = 4096;
    let start = memchr::memmem::find(html.as_bytes(), b"<html").or_else(|| html.find("<HTML"))?;
    let tag = html.get(start..)?;
    let tag = tag.get(..memchr::memchr(b'>', tag.as_bytes()).filter(|end| *end <= LONGEST)?)?;
    let at = tag.find(" lang=")? + " lang=".len();
    let value = tag.get(at..)?.trim_start_matches(['"', '\'']);
    let value = value.split(['"', '\'', ' ', '/']).next()?;
    (!value.is_empty()).then_some(value)
}
