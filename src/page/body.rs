//! Reads the metadata that a page displays: headings, dates and bylines.

use super::head::{Head, LONGEST, time};
use super::writers;
use crate::article::{MetaField, MetaSource, RemovedKind};
use crate::dom::{Attr, Dom, NodeId, Tag};
use crate::survey::Survey;
use crate::verdicts::dates;
use crate::words::Roles;

/// The maximal number of headings that are read as possible titles of the page.
const HEADINGS: usize = 6;
/// The number of texts after a heading that are searched for the byline and the date.
const UNDER_HEADING: usize = 12;
/// The maximal length in bytes of an element or a text that is read as a byline or a date.
const BYLINE: u32 = 120;

/// The lowest rank.
const LAST: u8 = 9;

/// The meaning of the next text, as announced by the previous one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Next {
    #[default]
    Any,
    Name,
    Change,
}

/// Reads the metadata that the elements of a page display.
pub(super) fn read(head: &mut Head, dom: &Dom, survey: &Survey) {
    Reader { head, dom, survey, next: Next::Any }.read();
}

/// Reads the properties of schema.org in the `itemprop` of an element, as
/// [microdata](https://html.spec.whatwg.org/multipage/microdata.html).
pub(super) fn itemprop(head: &mut Head, dom: &Dom, survey: &Survey, id: NodeId) {
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
            Some(given) => head.say(field, MetaSource::Microdata, rank, given),
            None if survey.stats(id).text > BYLINE => {}
            None => {
                let name = |&inner: &NodeId| dom.attr(inner, Attr::Itemprop) == Some("name");
                let inner = dom.descendants(id).find(name).unwrap_or(id);
                let text = dom.attr(inner, Attr::Content).map_or_else(|| dom.text_of(inner), str::to_owned);
                head.say(field, MetaSource::Microdata, rank, &text);
            }
        }
    }
}

struct Reader<'a, 'd> {
    head: &'a mut Head,
    dom: &'a Dom<'d>,
    survey: &'a Survey,
    next: Next,
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        let (dom, survey) = (self.dom, self.survey);
        let (mut headings, mut has_time, mut has_byline) = (0, false, false);
        // The number of texts left that are read as the lines under a heading.
        let mut under_heading = 0;
        let root = dom.root();
        let mut next = dom.first_child(root);
        while let Some(id) = next {
            next = dom.first_child(id).or_else(|| dom.behind(id, root));
            if let Some(text) = dom.text(id) {
                let text = text.trim();
                if !text.is_empty() && text.len() <= BYLINE as usize {
                    if under_heading > 0 || self.next != Next::Any || dom.prev(id).is_none() {
                        self.line(text, under_heading > 0);
                    }
                    under_heading = usize::saturating_sub(under_heading, 1);
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
                itemprop(self.head, dom, survey, id);
            }
            let is_title = tag == Tag::H1 && stats.text > 0 && stats.text as usize <= LONGEST;
            if is_title && headings < HEADINGS {
                headings += 1;
                under_heading = UNDER_HEADING;
                if !self.leads_home(id) {
                    self.head.say(MetaField::Title, MetaSource::Heading, 8, &dom.text_of(id));
                }
            }
            if tag == Tag::Time && !has_time {
                let date = dom.attr(id, Attr::Datetime).map_or_else(|| dom.text_of(id), str::to_owned);
                has_time = time(&date).is_some();
                self.date(5, self.is_change(id), &date);
            }
            if stats.text == 0 || stats.text > BYLINE {
                continue;
            }
            if tag == Tag::A && dom.attr(id, Attr::Rel).is_some_and(|rel| rel.contains("author")) {
                self.person(6, writers::name(&dom.text_of(id)));
            } else if !has_byline && (stats.roles.has(Roles::BYLINE) || self.is_named_for_author(id)) {
                let is_link = |&inner: &NodeId| dom.tag(inner) == Tag::A && survey.stats(inner).text > 0;
                let link = dom.descendants(id).find(is_link).filter(|_| stats.links == 1);
                has_byline = self.person(7, writers::name_in(dom, link.unwrap_or(id)));
            }
            if stats.roles.has(Roles::DATE) && tag != Tag::Time {
                let text = dom.text_of(id);
                self.date(6, says_change(&text), &text);
            }
        }
    }

    /// Reads a short text. Under a heading a date or a name is sufficient; elsewhere the text must state explicitly
    /// that it is a byline or the date of a publication or change.
    fn line(&mut self, text: &str, is_under_heading: bool) {
        let next = std::mem::take(&mut self.next);
        if next == Next::Name {
            self.person(7, writers::name(text));
            return;
        }
        let is_change = next == Next::Change || says_change(text);
        if (is_under_heading || is_change || says_published(text)) && dates::find(text).is_some() {
            self.date(7, is_change, text);
        } else if is_change && is_under_heading {
            self.next = Next::Change;
        }
        if !is_under_heading && !writers::says_written(text) {
            return;
        }
        if writers::is_by(text) {
            self.next = Next::Name;
        } else if writers::names_writer(text) {
            self.person(7, writers::name(text));
        }
    }

    /// Records the date of a publication or change. The date of a change is also the publication date of last resort,
    /// for pages that display no other date.
    fn date(&mut self, rank: u8, is_change: bool, text: &str) {
        let rank = if is_change {
            self.head.say(MetaField::Modified, MetaSource::Element, rank, text);
            LAST
        } else {
            rank
        };
        self.head.say(MetaField::Published, MetaSource::Element, rank, text);
    }

    /// Records the name of the author, if there is one, and returns whether there is.
    fn person(&mut self, rank: u8, name: Option<String>) -> bool {
        if let Some(name) = &name {
            self.head.say(MetaField::Byline, MetaSource::Element, rank, name);
        }
        name.is_some()
    }

    /// Returns whether most of a heading is a link to the home page, so that it is the name of the site.
    fn leads_home(&self, heading: NodeId) -> bool {
        let is_link = |&inner: &NodeId| self.dom.tag(inner) == Tag::A && self.survey.stats(inner).text > 0;
        let Some(link) = self.dom.descendants(heading).find(is_link) else { return false };
        let href = self.dom.attr(link, Attr::Href).unwrap_or_default().trim();
        let path = match href.split_once("://") {
            Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
            None => href.trim_start_matches('.').strip_prefix('/').unwrap_or("-"),
        };
        path.is_empty() && self.survey.stats(link).text * 2 > self.survey.stats(heading).text
    }

    /// Returns whether the classes of a `<time>` element mean the date of the last change.
    fn is_change(&self, id: NodeId) -> bool {
        let class = self.dom.attr(id, Attr::Class).unwrap_or_default();
        let has = |name: &str| class.split([' ', '-', '_']).any(|word| word.eq_ignore_ascii_case(name));
        (has("updated") || has("modified")) && !has("published")
    }

    /// Returns whether a class contains `authorname` as one word, which is not split into words: `blog__authorname`.
    fn is_named_for_author(&self, id: NodeId) -> bool {
        self.dom.attr(id, Attr::Class).is_some_and(|class| class.contains("authorname") || class.contains("authorName"))
    }
}

/// Returns whether a text begins with words that introduce the date of a change.
fn says_change(text: &str) -> bool {
    begins_with(
        text,
        &["updated", "last updated", "last modified", "modified", "last reviewed", "更新", "最后更新", "最後更新"],
    )
}

/// Returns whether a text begins with words that introduce the date of publication.
fn says_published(text: &str) -> bool {
    begins_with(text, &["published", "first published", "originally published", "发布于", "发布时间", "發布於"])
}

fn begins_with(text: &str, words: &[&str]) -> bool {
    let text = text.trim_start();
    words.iter().any(|word| text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)))
}

/// Returns whether an element and its contents concern other pages or the readers, not the article.
fn is_beside(survey: &Survey, id: NodeId, tag: Tag) -> bool {
    use RemovedKind::{Advert, Comments, Form, Navigation, Related};
    matches!(tag, Tag::Nav | Tag::Dialog)
        || !survey.is_most(id)
            && survey.named_for(id).is_some_and(|(kind, weight)| {
                weight >= 2 && matches!(kind, Advert | Comments | Form | Navigation | Related)
            })
}
