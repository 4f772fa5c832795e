//! Reads the metadata of a page: from its head, and from elements for metadata in its body.
//!
//! `docs/pages.md` lists the order of precedence.

use url::Url;

use super::{body, title, writers};
use crate::article::{Meta, MetaField, MetaSource, Provenance, Time, WebUrl, one_line};
use crate::dom::{Attr, Dom, NodeId, Tag};
use crate::links::{self, Target};
use crate::post;
use crate::survey::Survey;
use crate::verdicts::dates;

/// The maximal length in bytes of a title, name or date.
pub(super) const LONGEST: usize = 400;
/// The maximal number of titles with which a heading is compared.
const TITLES: usize = 5;

/// The names of `<meta>` elements, each with its field, its source and its rank among all values of the field.
const META: &[(&str, MetaField, MetaSource, u8)] = {
    use MetaField::*;
    use MetaSource::{Meta, OpenGraph};
    &[
        ("dc.title", Title, Meta, 2),
        ("dcterms.title", Title, Meta, 2),
        ("og:title", Title, OpenGraph, 3),
        ("twitter:title", Title, Meta, 4),
        ("parsely-title", Title, Meta, 4),
        ("sailthru.title", Title, Meta, 4),
        ("citation_title", Title, Meta, 4),
        ("dc.creator", Byline, Meta, 1),
        ("dcterms.creator", Byline, Meta, 1),
        ("author", Byline, Meta, 2),
        ("parsely-author", Byline, Meta, 2),
        ("sailthru.author", Byline, Meta, 2),
        ("citation_author", Byline, Meta, 3),
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
        ("citation_publication_date", Published, Meta, 3),
        ("published", Published, Meta, 4),
        ("published-date", Published, Meta, 4),
        ("published_date", Published, Meta, 4),
        ("article:modified_time", Modified, OpenGraph, 2),
        ("og:updated_time", Modified, OpenGraph, 3),
        ("dcterms.modified", Modified, Meta, 3),
        ("last-modified", Modified, Meta, 3),
        ("modified-date", Modified, Meta, 4),
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

/// A value of the metadata of a page.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) field: MetaField,
    pub(super) source: MetaSource,
    /// The precedence: 0 is the highest.
    pub(super) rank: u8,
    pub(super) text: String,
}

/// The metadata of a page, with all values of each field.
#[derive(Debug, Default)]
pub(crate) struct Head {
    said: Vec<Said>,
    /// The text of the article, if the metadata contains it.
    pub(crate) body: Option<String>,
}

impl Head {
    /// Reads a page. `html` is its source, because the tree has no scripts and no attributes of `<html>`.
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
        body::read(&mut head, dom, survey);
        head.said.sort_by_key(|said| said.rank);
        head
    }

    pub(super) fn say(&mut self, field: MetaField, source: MetaSource, rank: u8, text: &str) {
        let text = one_line(&post::decode(text));
        if !text.is_empty() && (text.len() <= LONGEST || matches!(field, MetaField::Image | MetaField::Canonical)) {
            self.said.push(Said { field, source, rank, text });
        }
    }

    fn elements_of_head(&mut self, dom: &Dom, survey: &Survey) {
        let mut label = String::new();
        let mut before = "";
        for &id in &survey.never_text {
            match dom.tag(id) {
                Tag::Meta => {
                    let names = [Attr::Property, Attr::Name].into_iter().filter_map(|attr| dom.attr(id, attr));
                    let Some(content) = dom.attr(id, Attr::Content) else { continue };
                    for name in names.flat_map(str::split_ascii_whitespace) {
                        let known = |known: &str| {
                            known.len() == name.len()
                                && known.bytes().zip(name.bytes()).all(|(known, c)| {
                                    // `dc:date` and `dc.date` are equivalent.
                                    known == c.to_ascii_lowercase() || known == b'.' && c == b':'
                                })
                        };
                        for &(name, field, source, rank) in META.iter().filter(|(name, ..)| known(name)) {
                            match self.said.last_mut().filter(|_| name == before && field == MetaField::Byline) {
                                Some(last) => add_name(&mut last.text, content),
                                None => self.say(field, source, rank, content),
                            }
                            before = name;
                        }
                    }
                    body::itemprop(self, dom, survey, id);
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

    /// Reads pairs of a label and its value: `twitter:label1`, `twitter:data1`.
    fn label(&mut self, dom: &Dom, id: NodeId, content: &str, label: &mut String) {
        match dom.attr(id, Attr::Name).unwrap_or_default() {
            "twitter:label1" | "twitter:label2" => content.clone_into(label),
            "twitter:data1" | "twitter:data2" if writers::is_by(label) => {
                label.clear();
                self.say(MetaField::Byline, MetaSource::Meta, 3, content);
            }
            _ => {}
        }
    }

    /// Sets the missing fields of `meta`, with the source of each value. Relative addresses are resolved against
    /// `base`.
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
        set(&mut meta.byline, self.byline(site.as_deref()), MetaField::Byline, &mut found);
        set(&mut meta.published, self.time(MetaField::Published), MetaField::Published, &mut found);
        set(&mut meta.modified, self.time(MetaField::Modified), MetaField::Modified, &mut found);
        set(&mut meta.language, text(MetaField::Language), MetaField::Language, &mut found);
        set(&mut meta.image, address(MetaField::Image), MetaField::Image, &mut found);
        meta.provenance.extend(found);
    }

    /// Returns the values of a field, in order of precedence.
    fn of(&self, field: MetaField) -> impl Iterator<Item = (&str, MetaSource)> {
        self.said.iter().filter(move |said| said.field == field).map(|said| (&*said.text, said.source))
    }

    /// Returns the headline without the name of the site: a heading that resembles one of the stated titles, otherwise
    /// the stated title of the highest precedence.
    fn title(&self, site: Option<&str>) -> Option<(String, MetaSource)> {
        let is_heading = |(_, source): &(&str, MetaSource)| *source == MetaSource::Heading;
        let told: Vec<(&str, MetaSource)> =
            self.of(MetaField::Title).filter(|said| !is_heading(said)).take(TITLES).collect();
        let headings = self.of(MetaField::Title).filter(is_heading).map(|(text, _)| text);
        let alike =
            |heading: &str| told.iter().map(|(told, _)| title::likeness(heading, told)).max().unwrap_or_default();
        // The longer of two equally similar headings is less likely to be the name of the site.
        let mut best: Option<(u32, &str)> = None;
        let names_site = |heading: &str| {
            site.is_some_and(|site| title::is_site(heading, Some(site)))
                || told.iter().any(|(told, _)| title::ends_with_part(told, heading))
        };
        let mut other = None;
        for heading in headings.filter(|heading| !names_site(heading)) {
            let likeness = alike(heading);
            other = other.or(Some(heading));
            let is_better = |(best, text): (u32, &str)| (likeness, heading.len()) > (best, text.len());
            if likeness >= title::ALIKE && best.is_none_or(is_better) {
                best = Some((likeness, heading));
            }
        }
        let bare = |&(text, source): &(&'_ str, MetaSource)| {
            (title::without_site(text, site, source == MetaSource::TitleElement).to_owned(), source)
        };
        if let Some((_, heading)) = best {
            // Capital letters are a style of the page: the same title in mixed case is preferred.
            let is_same = |(text, _): &(String, MetaSource)| {
                title::likeness(heading, text) >= title::ALIKE && !title::is_capitals(text)
            };
            let told = || told.iter().map(bare).find(is_same);
            let told = Some(heading).filter(|heading| title::is_capitals(heading)).and_then(|_| told());
            return told.or_else(|| Some((heading.to_owned(), MetaSource::Heading)));
        }
        let found = self.of(MetaField::Title).next().as_ref().map(bare)?;
        // Any heading is a better title than the name of the site.
        match other {
            Some(heading) if title::is_site(&found.0, site) => Some((heading.to_owned(), MetaSource::Heading)),
            _ => Some(found),
        }
    }

    /// Returns the byline. A person takes precedence over the name of the site.
    fn byline(&self, site: Option<&str>) -> Option<(String, MetaSource)> {
        let names = || {
            self.of(MetaField::Byline).filter_map(|(text, source)| {
                let name = writers::without_by(text);
                let is_path = !name.contains(' ') && (name.contains('@') || name.matches('.').count() > 1);
                let is_name = !is_path && !name.contains("://") && name.chars().any(char::is_alphabetic);
                is_name.then(|| (name.to_owned(), source))
            })
        };
        names().find(|(name, _)| !title::is_site(name, site)).or_else(|| names().next())
    }

    /// Returns the time of publication or of the last change.
    fn time(&self, field: MetaField) -> Option<(Time, MetaSource)> {
        self.of(field).find_map(|(text, source)| Some((time(text)?, source)))
    }
}

/// Adds the name of another author.
fn add_name(names: &mut String, name: &str) {
    let name = one_line(&post::decode(name));
    if !name.is_empty() && names.len() + name.len() <= LONGEST && !names.contains(&name) {
        // A comma may separate a family name from a first name.
        names.push_str(if name.contains(',') { "; " } else { ", " });
        names.push_str(&name);
    }
}

fn set<T>(known: &mut Option<T>, said: Option<(T, MetaSource)>, field: MetaField, found: &mut Vec<Provenance>) {
    if known.is_none()
        && let Some((value, source)) = said
    {
        *known = Some(value);
        found.push(Provenance::new(field, source));
    }
}

/// Parses a time in the metadata of a page.
pub(super) fn time(text: &str) -> Option<Time> {
    Time::parse(text).or_else(|| dates::find(text)?.time)
}

/// Returns the `lang` attribute of `<html>`.
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
