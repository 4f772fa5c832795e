//! Reads the metadata of a page in [JSON-LD](https://www.w3.org/TR/json-ld11/), with the vocabulary of
//! [schema.org](https://schema.org/).
//!
//! The tree has no scripts, so they are searched for in the source.

use serde_json::{Map, Value};

use super::head::Said;
use crate::article::{MetaField, MetaSource, one_line};
use crate::post;

/// The maximal number of bytes of scripts that are read. Parsed values take several times as much memory.
const LONGEST: usize = 256 << 10;
/// The maximal number of objects that are examined.
const OBJECTS: usize = 200;

/// Reads the metadata of a page. Returns the text of the article, if the metadata contains it.
pub(super) fn read(html: &str, said: &mut Vec<Said>) -> Option<String> {
    let values: Vec<Value> = scripts(html).filter_map(parsed).collect();
    let objects = objects(&values);
    let mut body = None;
    for object in &objects {
        let Some(kind) = Kind::of(object) else { continue };
        let reader = Reader { objects: &objects, object, kind };
        reader.say(said);
        if kind == Kind::Article && body.is_none() {
            body = object.get("articleBody").and_then(Value::as_str).map(str::to_owned);
        }
    }
    body
}

/// Returns the text of each script.
fn scripts(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    let mut left = LONGEST;
    std::iter::from_fn(move || {
        let at = memchr::memmem::find(rest.as_bytes(), b"application/ld+json")?;
        rest = rest.get(at..)?;
        let start = memchr::memchr(b'>', rest.as_bytes())? + 1;
        rest = rest.get(start..)?;
        let end = memchr::memmem::find(rest.as_bytes(), b"</")?;
        // A string may contain `</` if the slash is not escaped.
        let end = if rest.get(end..end + 8).is_some_and(|end| end.eq_ignore_ascii_case("</script")) {
            end
        } else {
            memchr::memmem::find(rest.as_bytes(), b"</script")?
        };
        let script = rest.get(..end)?;
        rest = rest.get(end..)?;
        left = left.saturating_sub(script.len());
        Some(if left > 0 { script } else { "" })
    })
}

/// Parses a script. Control characters inside of strings, which JSON forbids, are read as spaces.
fn parsed(script: &str) -> Option<Value> {
    const OPEN: &[&str] = &["<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["];
    const CLOSE: &[&str] = &["-->", "//]]>", "/*]]>*/", "]]>", ";"];
    let mut script = script.trim();
    while let Some(rest) = OPEN.iter().find_map(|sign| script.strip_prefix(sign)) {
        script = rest.trim_start();
    }
    while let Some(rest) = CLOSE.iter().find_map(|sign| script.strip_suffix(sign)) {
        script = rest.trim_end();
    }
    serde_json::from_str(script).ok().or_else(|| {
        let mended: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&mended).ok()
    })
}

/// Returns the objects in document order.
fn objects(values: &[Value]) -> Vec<&Map<String, Value>> {
    let mut objects = Vec::new();
    let mut open: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values.iter().rev()),
            Value::Object(object) if objects.len() < OBJECTS => {
                objects.push(object);
                // The questions of a list are not articles.
                let is_list = object.get("@type").and_then(Value::as_str) == Some("FAQPage");
                let inner: &[&str] = if is_list { &["@graph"] } else { &["@graph", "mainEntity", "mainEntityOfPage"] };
                open.extend(inner.iter().rev().filter_map(|name| object.get(*name)));
            }
            _ => {}
        }
    }
    objects
}

/// The kind of thing that an object describes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Article,
    Page,
    Site,
}

impl Kind {
    fn of(object: &Map<String, Value>) -> Option<Kind> {
        let types = match object.get("@type")? {
            Value::Array(types) => types.as_slice(),
            one => std::slice::from_ref(one),
        };
        types.iter().filter_map(Value::as_str).find_map(|name| {
            let name = name.rsplit(['/', ':', '#']).next().unwrap_or(name);
            let is_article = name.ends_with("Article")
                || name.ends_with("Posting")
                || matches!(name, "Recipe" | "Review" | "Report" | "HowTo" | "Product" | "Question" | "Book");
            match name {
                _ if is_article => Some(Kind::Article),
                "WebPage" | "AboutPage" | "CollectionPage" | "ItemPage" | "FAQPage" | "VideoObject" => Some(Kind::Page),
                "WebSite" => Some(Kind::Site),
                _ => None,
            }
        })
    }
}

struct Reader<'a> {
    objects: &'a [&'a Map<String, Value>],
    object: &'a Map<String, Value>,
    kind: Kind,
}

impl Reader<'_> {
    fn say(&self, said: &mut Vec<Said>) {
        use MetaField::*;
        match self.kind {
            Kind::Site => self.names_of(Site, 2, &["name"], said),
            Kind::Article | Kind::Page => {
                let rank = if self.kind == Kind::Article { 0 } else { 3 };
                // The name of a page is its whole title, often with the name of the site.
                self.names_of(Title, if self.kind == Kind::Article { 1 } else { 7 }, &["headline", "name"], said);
                let rank_of_author = if self.is_organization() { 8 } else { rank };
                self.names_of(Byline, rank_of_author, &["author", "creator"], said);
                self.names_of(Published, rank, &["datePublished", "dateCreated", "uploadDate"], said);
                self.names_of(Modified, rank, &["dateModified"], said);
                self.names_of(Site, rank.max(2), &["publisher"], said);
                self.names_of(Language, rank + 1, &["inLanguage"], said);
                self.names_of(Image, rank.max(2), &["image", "thumbnailUrl"], said);
                self.names_of(Canonical, rank.max(3), &["mainEntityOfPage", "url"], said);
            }
        }
    }

    /// Returns whether the author is an organization.
    fn is_organization(&self) -> bool {
        let of = |value: &Value| -> Option<bool> {
            let object = value.as_object()?;
            let kind = object.get("@type").or_else(|| self.referred(object)?.get("@type"))?;
            Some(kind.as_str().is_some_and(|kind| kind.ends_with("Organization") || kind == "Corporation"))
        };
        match self.object.get("author") {
            Some(Value::Array(authors)) => authors.first().and_then(of).unwrap_or(false),
            Some(author) => of(author).unwrap_or(false),
            None => false,
        }
    }

    /// Records the first of some properties that has a value.
    fn names_of(&self, field: MetaField, rank: u8, properties: &[&str], said: &mut Vec<Said>) {
        let of_address = matches!(field, MetaField::Image | MetaField::Canonical);
        let text = properties.iter().find_map(|name| self.text_of(self.object.get(*name)?, of_address));
        if let Some(text) = text {
            said.push(Said { field, source: MetaSource::JsonLd, rank, text });
        }
    }

    /// Returns the text of a value: a string, the names of objects, or the address of the first.
    fn text_of(&self, value: &Value, of_address: bool) -> Option<String> {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            one => std::slice::from_ref(one),
        };
        let keys: &[&str] = if of_address { &["url", "contentUrl", "@id"] } else { &["name", "alternateName"] };
        let mut texts: Vec<String> = Vec::new();
        for value in values.iter().take(20) {
            let text = match value {
                Value::String(text) => Some(text.as_str()),
                Value::Object(object) => keys
                    .iter()
                    .find_map(|key| object.get(*key))
                    .or_else(|| self.referred(object)?.get(*keys.first()?))
                    .and_then(Value::as_str),
                _ => None,
            };
            let text = text.map(|text| one_line(&post::decode(text))).filter(|text| !text.is_empty());
            texts.extend(text);
            if of_address && !texts.is_empty() {
                break;
            }
        }
        texts.dedup();
        (!texts.is_empty()).then(|| texts.join(", "))
    }

    /// Returns the object that another one refers to by its `@id`.
    fn referred(&self, object: &Map<String, Value>) -> Option<&Map<String, Value>> {
        let id = object.get("@id")?;
        self.objects.iter().copied().find(|other| other.get("@id") == Some(id) && other.len() > 1)
    }
}
