//! Metadata that is known before the HTML is read: from the front matter, the feed, or the caller.

use std::borrow::Cow;

use crate::Result;
use crate::address::{Address, Normal};
use crate::article::{Meta, MetaField, MetaSource, Provenance, Report, Time, Warning, WebUrl, one_line};
use crate::page::Origin;
use crate::post::{self, FrontMatter, Post, Preamble};
use crate::verdicts::dates;

fn trimmed(text: String) -> String {
    if text.trim().len() == text.len() { text } else { text.trim().to_owned() }
}

/// Returns a value as one line without characters that are invisible or change the direction of text; `None` if nothing
/// remains.
fn cleaned(text: &str) -> Option<String> {
    Some(one_line(text)).filter(|text| !text.is_empty())
}

/// Returns the body of a post as HTML. Jekyll reads Markdown only in files with front matter.
pub(super) fn html_of<'a>(post: &Post<'a>) -> Result<Cow<'a, str>> {
    if post.yaml.is_empty() { Ok(Cow::Borrowed(post.body)) } else { post::html(post.body) }
}

/// Returns the metadata of an entry or a page, and its address.
pub(super) fn of_origin(origin: &Origin) -> (Meta, Option<Address>) {
    let source = origin.url.clone().and_then(WebUrl::from_url).filter(WebUrl::is_http);
    let page = source.as_ref().and_then(|source| Address::accept(source.as_str().to_owned()));
    let text = |text: &Option<String>| text.as_deref().map(one_line).filter(|text| !text.is_empty());
    let (title, author, language) = (text(&origin.title), text(&origin.author), text(&origin.language));
    let given = [
        (MetaField::Title, title.is_some()),
        (MetaField::Published, origin.published.is_some()),
        (MetaField::Language, language.is_some()),
    ];
    let given = given.into_iter().filter(|(_, is_given)| *is_given);
    let provenance = given.map(|(field, _)| Provenance::new(field, MetaSource::Origin)).collect();
    (Meta { title, author, source, published: origin.published, language, provenance, ..Meta::default() }, page)
}

/// Returns the metadata of a post, and the address of its page.
pub(super) fn of_post(front: FrontMatter, preamble: Preamble<'_>, report: &mut Report) -> (Meta, Option<Address>) {
    let stated = if front.from.is_none() { front.stated_address().map(str::to_owned) } else { None };
    let time_of = |text: &str| Time::parse(text).or_else(|| dates::whole(text));
    let stated_time = if front.date.is_none() { front.stated_dates().find_map(time_of) } else { None };
    let from = front.from.or(stated);
    let mut addresses = from.map(trimmed).into_iter().chain(preamble.url.map(|url| post::decode(url).into_owned()));
    let source = addresses.find_map(|text| match Normal::from_text(text) {
        Ok(normal) => Some(WebUrl::of_normal(normal)),
        Err(text) => WebUrl::parse(&text),
    });
    let source = source.filter(WebUrl::is_http);
    let page = source.as_ref().and_then(|source| Address::accept(source.as_str().to_owned()));
    let published = match front.date {
        Some(text) => {
            let time = time_of(&text);
            if time.is_none() {
                report.warnings.push(Warning::InvalidDate { text });
            }
            time
        }
        None => stated_time,
    };
    let title = preamble.title.map(post::decode).or(front.title.map(Cow::Owned));
    let title = title.and_then(|title| cleaned(&title));
    let author = front.author.and_then(|author| cleaned(name_of(&author)));
    let [tags, categories] =
        [front.tags, front.categories].map(|list| list.iter().filter_map(|value| cleaned(value)).collect());
    (Meta { title, author, source, published, tags, categories, ..Meta::default() }, page)
}

/// Returns the name in an author of the form of [RSS](https://www.rssboard.org/rss-specification#ltauthorgtSubelementOfLtitemgt),
/// an address of a mailbox with a name in brackets; any other author as it is.
fn name_of(author: &str) -> &str {
    let name = || {
        let (mailbox, name) = author.trim().strip_suffix(')')?.split_once(" (")?;
        let is_mailbox = mailbox.contains('@') && !mailbox.contains(char::is_whitespace);
        Some(name.trim()).filter(|name| is_mailbox && !name.is_empty())
    };
    name().unwrap_or(author)
}
