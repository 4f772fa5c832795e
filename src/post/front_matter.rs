use std::borrow::Cow;
use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::decode;
use crate::article::Recovered;
use crate::{Error, Result};

/// The fields at the head of a post. Missing or empty values are `None` or empty.
///
/// ```
/// use feedscrub::{Post, post::Value};
///
/// let post = Post::parse("---\ntitle: Rain\ntags: weather\nmood: calm\n---\n<p>It rains.</p>")?;
/// assert_eq!(post.front_matter.tags, ["weather"]);
/// assert_eq!(post.front_matter.extra["mood"], Value::Scalar("calm".to_owned()));
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct FrontMatter {
    /// `layout`, for Jekyll.
    pub layout: Option<String>,
    /// `title`: the headline, with character references decoded. Mirrors lose `...` in it; the link line is complete.
    pub title: Option<String>,
    /// `date`, as written.
    pub date: Option<String>,
    /// `author`: the name of the source, with character references decoded.
    pub author: Option<String>,
    /// `from`: the address of the original, with character references decoded.
    pub from: Option<String>,
    /// `tags`, from a list or a single value.
    pub tags: Vec<String>,
    /// `categories`, from a list or a single value.
    pub categories: Vec<String>,
    /// `comments`: whether the mirror shows comments.
    pub comments: Option<bool>,
    /// Every other field.
    pub extra: BTreeMap<String, Value>,
}

/// The value of a field without a meaning for this crate.
///
/// ```
/// use feedscrub::Post;
/// use feedscrub::post::Value;
///
/// let post = Post::parse("---\ntitle: Rain\nmood: calm\nplaces: [quay, sound]\n---\n<p>x</p>")?;
/// assert_eq!(post.front_matter.extra["mood"], Value::Scalar("calm".to_owned()));
/// assert!(matches!(&post.front_matter.extra["places"], Value::List(places) if places.len() == 2));
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// A scalar, as written.
    Scalar(String),
    /// A list.
    List(Vec<Value>),
    /// A mapping.
    Map(BTreeMap<String, Value>),
}

impl FrontMatter {
    /// Parses the lines between the fences. If they are not valid YAML, they are read line by line.
    pub(crate) fn parse(yaml: &str, recovered: &mut Vec<Recovered>) -> Result<Self> {
        if let Some(front_matter) = read_plain(yaml) {
            return Ok(front_matter);
        }
        let values = match read_yaml(yaml) {
            Ok(values) => values,
            Err(Error::InvalidFrontMatter { line, message }) => {
                let values =
                    read_lines(yaml).ok_or_else(|| Error::InvalidFrontMatter { line, message: message.clone() })?;
                recovered.push(Recovered::FrontMatter { line, message });
                values
            }
            Err(error) => return Err(error),
        };
        let mut front_matter = FrontMatter::default();
        for (name, value) in values {
            front_matter.set(&name, value);
        }
        Ok(front_matter)
    }

    /// Returns whether lines between two fences are valid front matter with fields that only posts have.
    pub(super) fn begins_post(yaml: &str) -> bool {
        let mut recovered = Vec::new();
        FrontMatter::parse(yaml, &mut recovered).is_ok_and(|front| {
            let says = front.title.is_some() || front.date.is_some() || front.layout.is_some() || front.from.is_some();
            says && recovered.is_empty()
        })
    }

    /// Returns the address of the page under another name than `from`, as other generators of mirrors write it, rather
    /// than that of a feed.
    pub(crate) fn stated_address(&self) -> Option<&str> {
        const NAMES: [&str; 8] =
            ["original_url", "originalUrl", "source_url", "canonical_url", "link", "source", "url", "permalink"];
        let addresses =
            || self.scalars(&NAMES).filter(|value| value.starts_with("https://") || value.starts_with("http://"));
        addresses().find(|address| !is_feed(address)).or_else(|| addresses().next())
    }

    /// Returns the values of fields that other generators have instead of `date`. Some have other meanings as well:
    /// `published: false` is a draft of Jekyll.
    pub(crate) fn stated_dates(&self) -> impl Iterator<Item = &str> {
        const NAMES: [&str; 8] =
            ["published", "published_at", "publishDate", "publish_date", "pubDate", "pubdate", "created_at", "created"];
        self.scalars(&NAMES)
    }

    /// Returns the scalar values of these further fields, in the order of the names.
    fn scalars(&self, names: &'static [&str]) -> impl Iterator<Item = &str> {
        names.iter().filter_map(|name| match self.extra.get(*name) {
            Some(Value::Scalar(value)) => Some(value.trim()),
            _ => None,
        })
    }

    fn set(&mut self, name: &str, value: Value) {
        match (name, value) {
            ("layout", Value::Scalar(value)) => self.layout = filled(value),
            ("title", Value::Scalar(value)) => self.title = filled(decoded(value)),
            ("date", Value::Scalar(value)) => self.date = filled(value),
            ("author", Value::Scalar(value)) => self.author = filled(decoded(value)),
            ("from", Value::Scalar(value)) => self.from = filled(decoded(value)),
            ("comments", Value::Scalar(value)) if parse_bool(&value).is_some() => self.comments = parse_bool(&value),
            ("tags", value) => self.tags = list(value),
            ("categories", value) => self.categories = list(value),
            (_, value) => {
                self.extra.insert(name.to_owned(), value);
            }
        }
    }
}

/// Returns whether an address is that of a feed.
fn is_feed(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    matches!(last, "feed" | "rss" | "atom") || [".xml", ".rss", ".atom"].iter().any(|end| last.ends_with(end))
}

fn filled(value: String) -> Option<String> {
    let trimmed = value.trim();
    match trimmed.len() {
        0 => None,
        length if length == value.len() => Some(value),
        _ => Some(trimmed.to_owned()),
    }
}

/// Decodes the character references of a value.
fn decoded(value: String) -> String {
    match decode(&value) {
        Cow::Owned(decoded) => decoded,
        Cow::Borrowed(_) => value,
    }
}

fn parse_bool(value: &str) -> Option<bool> {
    match value {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

fn list(value: Value) -> Vec<String> {
    let values = match value {
        Value::List(values) => values,
        single => vec![single],
    };
    values
        .into_iter()
        .filter_map(|value| match value {
            Value::Scalar(value) => filled(decoded(value)),
            _ => None,
        })
        .collect()
}

/// Reads front matter in the form of generators: one field per line, with plain values, values in double quotes without
/// escapes, or a list of plain words. Returns `None` if a line could have another meaning in YAML.
fn read_plain(yaml: &str) -> Option<FrontMatter> {
    // Without branches, so that it is vectorized.
    if yaml.bytes().fold(false, |found, byte| found | (byte.is_ascii_control() & (byte != b'\n'))) {
        return None;
    }
    let mut front_matter = FrontMatter::default();
    let yaml = yaml.trim_end_matches('\n');
    let ends = memchr::memchr_iter(b'\n', yaml.as_bytes()).chain([yaml.len()]);
    let mut start = 0;
    for end in ends {
        let line = yaml.get(start..end)?;
        start = end + 1;
        let (name, value) = line.split_at_checked(line.bytes().position(|byte| byte == b':')?)?;
        let value = value.strip_prefix(':')?;
        if !is_name(name) || !name.starts_with(|c: char| c.is_ascii_alphabetic()) || name == "null" {
            return None;
        }
        if !(value.is_empty() || value.starts_with(' ')) {
            return None;
        }
        let value = trim_blanks(value);
        match (name, parse_bool(value), value.strip_prefix('[')) {
            ("comments", Some(comments), _) => front_matter.comments = Some(comments),
            ("tags", _, Some(items)) => front_matter.tags = read_plain_tags(items)?,
            ("categories", _, Some(items)) => front_matter.categories = read_plain_tags(items)?,
            _ => front_matter.set(name, read_plain_value(value)?),
        }
    }
    Some(front_matter)
}

/// Trims spaces and tabs like [`str::trim_matches`], without decoding characters.
fn trim_blanks(text: &str) -> &str {
    let bytes = text.as_bytes();
    let start = bytes.iter().take_while(|&&byte| byte == b' ').count();
    let end = bytes.len() - bytes.iter().rev().take_while(|&&byte| byte == b' ').count();
    text.get(start..end).unwrap_or_default()
}

fn read_plain_value(value: &str) -> Option<Value> {
    if let Some(inner) = value.strip_prefix('"') {
        let is_plain = |inner: &&str| memchr::memchr2(b'"', b'\\', inner.as_bytes()).is_none();
        let inner = inner.strip_suffix('"').filter(is_plain)?;
        return Some(Value::Scalar(inner.to_owned()));
    }
    if let Some(items) = value.strip_prefix('[') {
        return Some(Value::List(read_plain_list(items)?.into_iter().map(Value::Scalar).collect()));
    }
    (value.is_empty() || is_plain_scalar(value)).then(|| Value::Scalar(value.to_owned()))
}

/// Returns the same as [`list`] for a list after its bracket.
fn read_plain_tags(items: &str) -> Option<Vec<String>> {
    Some(read_plain_list(items)?.into_iter().filter_map(filled).collect())
}

/// Returns the items of a list after its bracket, if none is empty.
fn read_plain_list(items: &str) -> Option<Vec<String>> {
    let items = items.strip_suffix(']')?;
    let mut list = Vec::with_capacity(1 + memchr::memchr_iter(b',', items.as_bytes()).count());
    for item in items.split(',').map(trim_blanks) {
        let is_word =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'_' | b'-' | b'.') || !byte.is_ascii();
        // The parser takes a hyphen after a space for the beginning of an item.
        if !(item.bytes().all(is_word) && is_plain_scalar(item)) || item.contains(" -") {
            return None;
        }
        list.push(item.to_owned());
    }
    Some(list)
}

/// Returns whether YAML reads a text as a plain scalar in one line.
fn is_plain_scalar(text: &str) -> bool {
    let starts_plain = |c: char| c.is_ascii_alphanumeric() || c.is_alphabetic();
    let bytes = text.as_bytes();
    // Most values have no space.
    let is_mark_at = |blank: usize| {
        bytes.get(blank + 1) == Some(&b'#') || blank.checked_sub(1).and_then(|at| bytes.get(at)) == Some(&b':')
    };
    text.starts_with(starts_plain)
        && text != "null"
        && !text.ends_with(':')
        && !memchr::memchr_iter(b' ', bytes).any(is_mark_at)
}

/// The depth of nested values that is read; deeper front matter is an error.
const MAX_DEPTH: usize = 32;

enum Open {
    List(Vec<Value>),
    Map(BTreeMap<String, Value>, Option<String>),
}

fn read_yaml(yaml: &str) -> Result<Vec<(String, Value)>> {
    // Fields keep their order for duplicate names: the later one counts, as in Jekyll.
    let mut fields = Vec::new();
    let mut name: Option<String> = None;
    let mut open: Vec<Open> = Vec::new();
    let mut seen_mapping = false;
    for event in Parser::new_from_str(yaml) {
        let (event, span) = event.map_err(|error| invalid(error.marker().line(), error.info()))?;
        let line = span.start.line();
        let value = match event {
            Event::Scalar(text, style, ..) => {
                // `~` and an empty value are null in YAML.
                let null = style == ScalarStyle::Plain && matches!(&*text, "~" | "null");
                Value::Scalar(if null { String::new() } else { text.into_owned() })
            }
            Event::MappingStart(..) if !seen_mapping => {
                seen_mapping = true;
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(BTreeMap::new(), None));
                continue;
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new()));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(values)) => Value::List(values),
                Some(Open::Map(values, _)) => Value::Map(values),
                None => continue,
            },
            Event::Alias(_) => return Err(invalid(line, "aliases are not allowed")),
            _ => continue,
        };
        if !seen_mapping || open.len() > MAX_DEPTH {
            return Err(invalid(line, "not a mapping of names to values"));
        }
        match open.last_mut() {
            Some(Open::List(values)) => values.push(value),
            Some(Open::Map(values, key)) => match (key.take(), value) {
                (Some(key), value) => {
                    values.insert(key, value);
                }
                (None, Value::Scalar(text)) => *key = Some(text),
                (None, _) => return Err(invalid(line, "a name must be a single value")),
            },
            None => match (name.take(), value) {
                (Some(name), value) => fields.push((name, value)),
                (None, Value::Scalar(text)) => name = Some(text),
                (None, _) => return Err(invalid(line, "a name must be a single value")),
            },
        }
    }
    Ok(fields)
}

/// Makes an error whose line counts from the first line of the file, the opening fence.
fn invalid(line: usize, message: &str) -> Error {
    Error::InvalidFrontMatter { line: line + 1, message: message.to_owned() }
}

/// Reads `name: value` lines without YAML's rules for quoting; a line of another form continues the value before it.
fn read_lines(yaml: &str) -> Option<Vec<(String, Value)>> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in
        yaml.split(['\n', '\r']).map(|line| line.trim_start_matches('\u{feff}')).filter(|line| !line.trim().is_empty())
    {
        match line.split_once(':') {
            Some((name, value)) if is_name(name) => fields.push((name.to_owned(), value.trim().to_owned())),
            _ => {
                let (_, value) = fields.last_mut()?;
                value.push(' ');
                value.push_str(line.trim());
            }
        }
    }
    Some(fields.into_iter().map(|(name, value)| (name, plain_value(&value))).collect())
}

pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

fn plain_value(value: &str) -> Value {
    match value.strip_prefix('[').map(|rest| rest.trim_end_matches(|c: char| c == ']' || c.is_whitespace())) {
        Some(items) => Value::List(items.split(',').map(|item| Value::Scalar(unquoted(item.trim()))).collect()),
        None => Value::Scalar(unquoted(value)),
    }
}

fn unquoted(value: &str) -> String {
    let inner = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.map_or_else(|| value.to_owned(), |inner| inner.replace("\\\"", "\"").replace("\\\\", "\\"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, prop, prop_assert, prop_assert_eq, proptest};

    use super::{Value, *};

    fn parse(yaml: &str) -> (FrontMatter, Vec<Recovered>) {
        let mut recovered = Vec::new();
        let front_matter = FrontMatter::parse(yaml, &mut recovered).unwrap();
        (front_matter, recovered)
    }

    #[test]
    fn generator_form() {
        let (front_matter, recovered) = parse(
            "layout: post\ntitle: \"一 \\\"二\\\"：#三 [四]\"\ndate: 2020-07-31T05:57:25.000Z\nauthor: 甲 &#38; 乙\nfrom: https://example.org/a b\ntags: [ 天气 ]\ncomments: True\ncategories: [ news, 天气 ]\nmood: calm\n",
        );
        assert!(recovered.is_empty());
        assert_eq!(front_matter.title.as_deref(), Some("一 \"二\"：#三 [四]"));
        assert_eq!(front_matter.author.as_deref(), Some("甲 & 乙"));
        assert_eq!(front_matter.from.as_deref(), Some("https://example.org/a b"));
        assert_eq!(front_matter.categories, ["news", "天气"]);
        assert_eq!(front_matter.comments, Some(true));
        assert_eq!(front_matter.extra["mood"], Value::Scalar("calm".into()));
    }

    fn yaml_line() -> impl Strategy<Value = String> {
        let name =
            prop::sample::select(vec!["title", "tags", "from", "comments", "null", "x-y", "1", "", " a", "date"]);
        let piece = prop::sample::select(vec![
            "\"",
            "'",
            ": ",
            ":",
            " #",
            "#",
            " ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "- ",
            "-",
            "\\",
            "a",
            "B c",
            "雨",
            "，",
            "…",
            "null",
            "~",
            "true",
            "12",
            "https://a.com/b?c=d#e",
            "&#38;",
            "&",
            "*",
            "!",
            "|",
            ">",
            "%",
            "@",
            "`",
            "\n",
            "\r",
            "\t",
            "\u{3000}",
            "\u{feff}",
            "\u{85}",
            "\u{a0}",
            "Ü",
            " -",
            ", ",
            "\u{2028}",
            "---",
            "...",
            "?",
            "? ",
            "=",
        ]);
        (name, prop::sample::select(vec![": ", ":", ":  ", ": \"", ": [ ", " : "]), prop::collection::vec(piece, 0..6))
            .prop_map(|(name, colon, pieces)| format!("{name}{colon}{}", pieces.concat()))
    }

    fn yaml_list() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "a", "B", "雨", "Ü", "ï", "1", "-", ".", "_", " ", ", ", ",", "\u{3000}", "\u{a0}", "\u{85}", "\u{2028}",
            "\u{2029}", "\u{200b}", "\u{feff}", "null", "~", "true", "#", ":", "…", "😀", "\u{e000}", "\u{fffe}",
        ]);
        let name = prop::sample::select(vec!["tags", "categories", "title", "x"]);
        (name, prop::collection::vec(piece, 0..8)).prop_map(|(name, pieces)| format!("{name}: [{}]", pieces.concat()))
    }

    proptest! {
        #[test]
        fn plain_front_matter_is_what_yaml_makes_of_it(
            lines in prop::collection::vec(prop::strategy::Union::new([yaml_line().boxed(), yaml_list().boxed()]), 1..5),
        ) {
            let yaml = lines.join("\n") + "\n";
            if let Some(front_matter) = read_plain(&yaml) {
                let mut expected = FrontMatter::default();
                match read_yaml(&yaml) {
                    Ok(fields) => {
                        for (name, value) in fields {
                            expected.set(&name, value);
                        }
                        prop_assert_eq!(front_matter, expected);
                    }
                    // A byte order mark inside of a value, which YAML forbids, must not lose a post.
                    Err(error) => prop_assert!(yaml.contains('\u{feff}'), "{}", error),
                }
            }
        }
    }

    #[test]
    fn nothing_is_missing_rather_than_empty() {
        let (front_matter, _) = parse("title: \"\"\nauthor:\ntags: []\n");
        assert_eq!(front_matter, FrontMatter::default());
    }

    #[test]
    fn invalid_yaml_is_read_line_by_line() {
        for (yaml, title) in [
            ("title: \"he said \"no\" twice\"\nauthor: 甲\n", "he said \"no\" twice"),
            ("title: \"C:\\dir\"\nauthor: 甲\n", "C:\\dir"),
            ("title: \"one\" two\nauthor: 甲\n", "\"one\" two"),
            ("title: @home\nauthor: 甲\n", "@home"),
        ] {
            let (front_matter, recovered) = parse(yaml);
            assert_eq!(front_matter.title.as_deref(), Some(title));
            assert_eq!(front_matter.author.as_deref(), Some("甲"));
            assert!(matches!(recovered[..], [Recovered::FrontMatter { .. }]), "{yaml}");
        }
    }

    #[test]
    fn front_matter_without_a_mapping_is_an_error_with_a_line() {
        let mut recovered = Vec::new();
        let error = FrontMatter::parse("just words\n", &mut recovered).unwrap_err();
        assert!(matches!(error, Error::InvalidFrontMatter { line: 2, .. }), "{error:?}");
    }

    #[test]
    fn deep_nesting_is_no_front_matter() {
        let yaml = format!("a: {}", "[".repeat(100_000));
        let mut recovered = Vec::new();
        assert!(FrontMatter::parse(&yaml, &mut recovered).is_ok());
        assert_eq!(recovered.len(), 1);
    }
}
