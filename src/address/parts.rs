//! The parts of web addresses, without the URL parser where it would change nothing.

use std::cell::OnceCell;

use url::Url;

/// The parts of an `http` or `https` address in the serialization of the URL standard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Parts<'a> {
    pub(crate) text: &'a str,
    pub(crate) host: &'a str,
    pub(crate) path: &'a str,
    pub(crate) query: Option<&'a str>,
    pub(crate) fragment: Option<&'a str>,
}

impl<'a> Parts<'a> {
    pub(crate) fn of(url: &'a Url) -> Self {
        let host = url.host_str().unwrap_or_default();
        Parts { text: url.as_str(), host, path: url.path(), query: url.query(), fragment: url.fragment() }
    }

    /// Returns the last segment of the path.
    pub(crate) fn file(self) -> &'a str {
        let start = memchr::memrchr(b'/', self.path.as_bytes()).map_or(0, |at| at + 1);
        self.path.get(start..).unwrap_or_default()
    }
}

/// An `http` or `https` address with a host.
#[derive(Clone, Debug)]
pub(crate) enum Address {
    Normal(Normal),
    Parsed(Url),
}

impl Address {
    /// Parses a text under the conditions of [`accept`](super::accept).
    pub(crate) fn accept(text: String) -> Option<Self> {
        match Normal::from_text(text) {
            Ok(normal) => Some(Address::Normal(normal)),
            Err(text) => super::accept(&text).map(Address::Parsed),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Address::Normal(normal) => &normal.text,
            Address::Parsed(url) => url.as_str(),
        }
    }

    pub(crate) fn parts(&self) -> Parts<'_> {
        match self {
            Address::Normal(normal) => normal.parts(),
            Address::Parsed(url) => Parts::of(url),
        }
    }

    pub(crate) fn view(&self) -> View<'_> {
        match self {
            Address::Normal(normal) => View { parts: normal.parts(), parsed: None, late: OnceCell::new() },
            Address::Parsed(url) => View::of(url),
        }
    }

    pub(crate) fn into_text(self) -> String {
        match self {
            Address::Normal(normal) => normal.text,
            Address::Parsed(url) => url.into(),
        }
    }

    /// Returns the parsed address. A normalized address always parses.
    pub(crate) fn into_url(self) -> Option<Url> {
        match self {
            Address::Normal(normal) => Url::parse(&normal.text).ok(),
            Address::Parsed(url) => Some(url),
        }
    }
}

/// A view of an address, which is parsed only if more than its parts is needed.
#[derive(Debug)]
pub(crate) struct View<'a> {
    pub(crate) parts: Parts<'a>,
    parsed: Option<&'a Url>,
    late: OnceCell<Option<Url>>,
}

impl<'a> View<'a> {
    pub(crate) fn of(url: &'a Url) -> Self {
        View { parts: Parts::of(url), parsed: Some(url), late: OnceCell::new() }
    }

    pub(crate) fn url(&self) -> Option<&Url> {
        self.parsed.or_else(|| self.late.get_or_init(|| Url::parse(self.parts.text).ok()).as_ref())
    }

    /// Returns whether the address is `http` or `https`, with a host, without a user name.
    pub(crate) fn is_acceptable(&self) -> bool {
        // A normalized address always is.
        self.parsed.is_none_or(super::is_acceptable)
    }
}

/// An address that is obviously in the serialization of the URL standard: a host of ASCII names, without user name and
/// port, and nothing that would be encoded or resolved.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Normal {
    text: String,
    ends: Ends,
}

/// The end offsets of the parts.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Ends {
    host: usize,
    path: usize,
    query: usize,
}

impl Normal {
    /// Reads an address, which may begin with `//` for the scheme of `page`, or `https` without one, and may lack the
    /// slash after its host. Returns `None` if only the URL parser can decide.
    pub(crate) fn new(text: &str, page: Option<&View<'_>>) -> Option<Self> {
        let (scheme, rest) = match text.strip_prefix("//") {
            Some(rest) if page.is_some_and(|page| page.parts.text.starts_with("http:") && page.is_acceptable()) => {
                ("http://", rest)
            }
            Some(rest) => ("https://", rest),
            None => split_scheme(text)?,
        };
        let ends = ends(rest)?;
        let mut normal = String::with_capacity(scheme.len() + rest.len() + 1);
        normal.push_str(scheme);
        normal.push_str(rest);
        Some(Self::complete(normal, scheme.len(), ends))
    }

    /// Reads an address with a scheme. Returns the text if only the URL parser can decide.
    pub(crate) fn from_text(text: String) -> Result<Self, String> {
        match split_scheme(&text).and_then(|(scheme, rest)| Some((scheme.len(), ends(rest)?))) {
            Some((scheme, ends)) => Ok(Self::complete(text, scheme, ends)),
            None => Err(text),
        }
    }

    fn complete(mut text: String, scheme: usize, ends: Ends) -> Self {
        let mut ends = Ends { host: scheme + ends.host, path: scheme + ends.path, query: scheme + ends.query };
        if ends.path == ends.host {
            text.insert(ends.host, '/');
            ends.path += 1;
            ends.query += 1;
        }
        Normal { text, ends }
    }

    pub(crate) fn parts(&self) -> Parts<'_> {
        let text = self.text.as_str();
        let (rest, fragment) = text.split_at_checked(self.ends.query).unwrap_or((text, ""));
        let (rest, query) = rest.split_at_checked(self.ends.path).unwrap_or((rest, ""));
        let (rest, path) = rest.split_at_checked(self.ends.host).unwrap_or((rest, ""));
        let host = split_scheme(rest).map_or("", |(_, host)| host);
        Parts { text, host, path, query: query.strip_prefix('?'), fragment: fragment.strip_prefix('#') }
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let len = if text.starts_with("https://") {
        8
    } else if text.starts_with("http://") {
        7
    } else {
        return None;
    };
    text.split_at_checked(len)
}

/// Returns the end offsets of the parts in the text after the scheme; `None` if the URL standard may serialize it
/// differently.
fn ends(rest: &str) -> Option<Ends> {
    let bytes = rest.as_bytes();
    let host = memchr::memchr3(b'/', b'?', b'#', bytes).unwrap_or(bytes.len());
    let behind_host = bytes.get(host..)?;
    let path = host + memchr::memchr2(b'?', b'#', behind_host).unwrap_or(behind_host.len());
    let behind_path = bytes.get(path..)?;
    let query = path + memchr::memchr(b'#', behind_path).unwrap_or(behind_path.len());
    let is_normal = is_normal_host(bytes.get(..host)?)
        && is_normal_path(bytes.get(host..path)?)
        && all_of(QUERY, bytes.get(path..query)?)
        && all_of(PATH, bytes.get(query..)?.get(1..).unwrap_or_default());
    is_normal.then_some(Ends { host, path, query })
}

/// Returns whether a host is neither a number nor a name with another serialization. A last label of digits would make
/// it a number, and two hyphens mark encoded names.
fn is_normal_host(host: &[u8]) -> bool {
    let Some(last_dot) = memchr::memrchr(b'.', host) else { return false };
    let top_level = host.get(last_dot + 1..).unwrap_or_default();
    all_of(HOST, host)
        && top_level.len() >= 2
        && top_level.iter().all(u8::is_ascii_lowercase)
        && host.first() != Some(&b'.')
        && !host.windows(2).any(|pair| matches!(pair, b".." | b"--"))
}

/// Segments of dots name other folders, plain or encoded. Two slashes may hide a second address.
fn is_normal_path(path: &[u8]) -> bool {
    all_of(PATH, path)
        && !memchr::memchr_iter(b'/', path).any(|at| matches!(path.get(at + 1), Some(b'/' | b'.')))
        && !(memchr::memchr(b'%', path).is_some()
            && path.windows(3).any(|part| matches!(part, [b'%', b'2', b'e' | b'E'])))
}

/// Without branches: most addresses are normal to their ends.
fn all_of(part: u8, bytes: &[u8]) -> bool {
    let parts_of = |byte: &u8| PARTS.get(usize::from(*byte)).copied().unwrap_or_default();
    bytes.iter().fold(part, |parts, byte| parts & parts_of(byte)) != 0
}

const HOST: u8 = 1;
/// Also for fragments.
const PATH: u8 = 2;
const QUERY: u8 = 4;

/// For each byte, the parts in which it needs no encoding.
#[expect(clippy::indexing_slicing, reason = "evaluated when compiled")]
static PARTS: [u8; 256] = {
    let mut parts = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.') {
            parts[byte as usize] |= HOST;
        }
        if matches!(byte, b'!' | b'$'..=b';' | b'=' | b'@'..=b'Z' | b'_' | b'a'..=b'z' | b'~') {
            parts[byte as usize] |= PATH;
        }
        if byte != b'\'' && parts[byte as usize] & PATH != 0 || matches!(byte, b'?' | b'[' | b']' | b'|') {
            parts[byte as usize] |= QUERY;
        }
        byte += 1;
    }
    parts
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_addresses_are_normal() {
        for (text, written) in [
            ("https://a.com/x.jpg", "https://a.com/x.jpg"),
            ("http://a.com", "http://a.com/"),
            ("//a.com/%E4%B8%AD", "https://a.com/%E4%B8%AD"),
            ("https://a-1.b.com?url=c.com/x.jpg", "https://a-1.b.com/?url=c.com/x.jpg"),
            ("https://a.com/?#", "https://a.com/?#"),
            ("https://a.com/w:1/x=y,z.jpg?k[]=1#038;ssl=1", "https://a.com/w:1/x=y,z.jpg?k[]=1#038;ssl=1"),
        ] {
            assert_eq!(Normal::new(text, None).map_or(String::new(), Normal::into_text), written, "{text}");
        }
        let page = Url::parse("http://a.com/").unwrap();
        assert_eq!(Normal::new("//b.com/", Some(&View::of(&page))).unwrap().into_text(), "http://b.com/");
        for text in [
            "https://a.com//b",
            "https://a.com/../b",
            "https://a.com/%2e/b",
            "https://a.com/%2E%2e",
            "https://A.com/",
            "https://1.2.3.4/",
            "https://a.com:80/",
            "https://u@a.com/",
            "https://localhost/",
            "https://xn--a.com/",
            "https://a..com/",
            "https://a.com/x y",
            "https://a.com/?'",
            "ftp://a.com/",
            "/a",
            "",
            "https://",
            "//",
            "https://a.com/中",
        ] {
            assert_eq!(Normal::new(text, None), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_parser_reads_normal_addresses_alike(
            text in "(https?:|ftp:)?//(([a-z0-9-]{1,4}|xn--[a-z]{1,3}|[0-9]{1,3})\\.){0,3}(com|cn|[a-z0-9-]{1,3})(:80)?(/([ -~]{0,4}|%2[eE]|\\.|%[A-F0-9]{2})){0,4}([?][ -~]{0,9})?(#[ -~]{0,9})?",
            page in proptest::option::of("https?://(u@)?c\\.com/d"),
        ) {
            let page = page.and_then(|page| Url::parse(&page).ok());
            let Some(normal) = Normal::new(&text, page.as_ref().map(View::of).as_ref()) else { return Ok(()) };
            let url = crate::links::resolve(page.as_ref(), &text, crate::links::Target::Image).unwrap();
            proptest::prop_assert_eq!(normal.parts(), Parts::of(&url));
            proptest::prop_assert!(super::super::is_acceptable(&url));
            proptest::prop_assert_eq!(Normal::from_text(url.as_str().to_owned()), Ok(normal));
        }
    }
}
