//! Addresses inside of addresses: where they begin, how they are encoded, which are accepted.

mod parts;
mod private;

pub(crate) use parts::{Address, Normal, Parts, View};
pub(crate) use private::is_private;

use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD};
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use url::Url;

/// The owner of the query after an address that is embedded in a path without encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Query {
    /// The service passes the query to the origin.
    Origin,
    /// The service reads the query itself.
    Service,
}

/// Returns the raw value of the first parameter of that name, ignoring ASCII case.
///
/// A name may have the `amp;` that a doubly escaped `&amp;` leaves.
pub(crate) fn parameter<'a>(query: Option<&'a str>, name: &str) -> Option<&'a str> {
    pairs(query?).find_map(|pair| strip_prefix(pair.strip_prefix("amp;").unwrap_or(pair), name)?.strip_prefix('='))
}

/// Returns the texts between the `&` of a query.
pub(crate) fn pairs(query: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(query);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = memchr::memchr(b'&', text.as_bytes());
        rest = end.and_then(|end| text.get(end + 1..));
        text.get(..end.unwrap_or(text.len()))
    })
}

/// Percent-decodes a text once. Bytes that are not UTF-8 stay encoded.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes: Cow<'_, [u8]> = percent_decode_str(text).into();
    match bytes {
        // Nothing was encoded: the bytes are those of `text`.
        Cow::Borrowed(_) => Cow::Borrowed(text),
        Cow::Owned(bytes) => Cow::Owned(from_bytes(bytes)),
    }
}

/// Converts bytes to text; if they are not UTF-8, all non-ASCII bytes are percent-encoded.
pub(crate) fn from_bytes(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let mut text = String::with_capacity(error.as_bytes().len() * 2);
        for &byte in error.as_bytes() {
            match byte.is_ascii() {
                true => text.push(char::from(byte)),
                false => text.push_str(percent_encoding::percent_encode_byte(byte)),
            }
        }
        text
    })
}

/// Decodes either alphabet of base64, with or without padding.
pub(crate) fn base64_text(text: &str) -> Option<String> {
    let text = decode(text);
    let digits = text.trim_end_matches('=').as_bytes();
    let bytes = BASE64URL_NOPAD.decode(digits).or_else(|_| BASE64_NOPAD.decode(digits)).ok()?;
    Some(from_bytes(bytes))
}

/// Decodes the value of a parameter once.
///
/// In a value that was encoded as a whole a `+` is a space, because every form encoder writes `%2B` for a plus sign; in
/// one that was inserted without encoding the `+` is part of the address.
pub(crate) fn value(raw: &str) -> Cow<'_, str> {
    if raw.contains('+') && !raw.contains("://") {
        Cow::Owned(decode(&raw.replace('+', "%20")).into_owned())
    } else {
        decode(raw)
    }
}

/// Parses a text as an address that a post may show: `http` or `https`, with a host, without a user name or a control
/// character.
pub(crate) fn accept(text: &str) -> Option<Url> {
    let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
    if !is_plain(text) || has_control(text) {
        return None;
    }
    Url::parse(text).ok().filter(is_acceptable)
}

/// Returns the bytes of an address in HTML, where each `&` is written as `&amp;`.
pub(crate) fn written_len(address: &str) -> usize {
    address.len() + 4 * memchr::memchr_iter(b'&', address.as_bytes()).count()
}

/// Returns whether the text has a C0 or C1 control character.
pub(crate) fn has_control(text: &str) -> bool {
    // C1 control characters begin with 0xC2 in UTF-8. The fold has no branches, so that it is vectorized.
    let may_have = text.bytes().fold(false, |found, b| found | (b < b' ') | (b == 0x7F) | (b == 0xC2));
    may_have && text.chars().any(char::is_control)
}

/// Returns whether an address is `http` or `https`, with a host, without a user name.
pub(crate) fn is_acceptable(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host() && url.username().is_empty() && url.password().is_none()
}

/// Reads an address, plain or percent-encoded, from `rest`, the end of a path.
///
/// An encoded address includes its query; a plain one is followed by `query`, if that belongs to the origin.
pub(crate) fn embedded(rest: &str, query: Option<&str>, whose: Query) -> Option<Url> {
    if is_plain(rest) {
        match query.filter(|_| whose == Query::Origin) {
            Some(query) => accept(&format!("{rest}?{query}")),
            None => accept(rest),
        }
    } else if is_encoded(rest) {
        accept(&decode(rest))
    } else {
        None
    }
}

/// Returns the end of the path from the first segment that begins an address.
pub(crate) fn first_embedded(path: &str) -> Option<&str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(at + 1..)).find(|rest| is_plain(rest) || is_encoded(rest))
}

/// Returns whether the text begins with a plain address. Servers that merge slashes leave one of two.
pub(crate) fn is_plain(text: &str) -> bool {
    after_http(text).is_some_and(|rest| rest.starts_with(":/"))
}

/// Returns whether the text begins with a percent-encoded address.
pub(crate) fn is_encoded(text: &str) -> bool {
    after_http(text).is_some_and(|rest| {
        strip_prefix(rest, "%3a")
            .or_else(|| rest.strip_prefix(':'))
            .is_some_and(|rest| rest.starts_with('/') || strip_prefix(rest, "%2f").is_some())
            && !rest.starts_with(":/")
    })
}

/// Returns the text after `http` or `https`.
fn after_http(text: &str) -> Option<&str> {
    let rest = strip_prefix(text, "http")?;
    Some(strip_prefix(rest, "s").unwrap_or(rest))
}

/// [`str::strip_prefix`] for an ASCII prefix in any case.
pub(crate) fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// Returns whether a text without a scheme is a host name with a dot, optionally with a port, and not a file name.
pub(crate) fn is_host_name(text: &str) -> bool {
    let name_end = memchr::memchr(b':', text.as_bytes()).unwrap_or(text.len());
    let (name, port) = text.split_at_checked(name_end).unwrap_or((text, ""));
    let last_dot = memchr::memrchr(b'.', name.as_bytes());
    let Some(last) = last_dot.and_then(|dot| name.get(dot + 1..)) else {
        return false;
    };
    let letters = last.len() >= 2 && last.bytes().all(|b| b.is_ascii_alphabetic() || b == b'%' || !b.is_ascii());
    let last_is_top_level = letters
        || strip_prefix(last, "xn--").is_some()
        || last.contains('%')
        || name.parse::<std::net::Ipv4Addr>().is_ok();
    // No label is empty.
    let mut before = b'.';
    let mut is_of_name = |byte: u8| {
        let goes_on = byte.is_ascii_alphanumeric()
            || matches!(byte, b'-' | b'_' | b'%')
            || byte == b'.' && before != b'.'
            || !byte.is_ascii();
        before = byte;
        goes_on
    };
    last_is_top_level
        && !last.is_empty()
        && name.bytes().all(&mut is_of_name)
        && port.strip_prefix(':').is_none_or(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()))
        && !FILE_EXTENSIONS.iter().any(|extension| last.eq_ignore_ascii_case(extension))
}

const FILE_EXTENSIONS: [&str; 14] =
    ["avif", "bmp", "gif", "heic", "html", "ico", "jfif", "jpeg", "jpg", "php", "png", "svg", "tiff", "webp"];

/// Returns whether the host is Google's search in any country: `google.com`, `www.google.co.uk`.
pub(crate) fn is_google(host: &str) -> bool {
    is_of_every_country(host, "google")
}

/// Returns whether the host is the name of a site under the top-level domain of any country, optionally with one label
/// before it.
pub(crate) fn is_of_every_country<'a>(host: &'a str, site: &str) -> bool {
    let behind_site = |host: Option<&'a str>| host?.strip_prefix(site)?.strip_prefix('.');
    let behind_first = host.bytes().position(|byte| byte == b'.').and_then(|dot| host.get(dot + 1..));
    let Some(rest) = behind_site(Some(host)).or_else(|| behind_site(behind_first)) else { return false };
    match rest.split_once('.') {
        None => rest == "com" || rest.len() == 2,
        Some((second, country)) => matches!(second, "co" | "com") && country.len() == 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plus_is_a_space_only_in_an_encoded_value() {
        assert_eq!(value("https%3A%2F%2Fa.com%2Fa+b"), "https://a.com/a b");
        assert_eq!(value("https://a.com/a+b"), "https://a.com/a+b");
    }

    #[test]
    fn bytes_that_are_not_utf8_stay_encoded() {
        assert_eq!(decode("%D6%D0/%20x"), "%D6%D0/ x");
    }

    #[test]
    fn host_names() {
        for host in ["a.com", "a.b.co.uk:8080", "1.2.3.4", "%E4%B8%AD.cn", "中文.中国", "a.xn--fiqs8s"] {
            assert!(is_host_name(host), "{host}");
        }
        for other in
            ["", "a", "x.jpg", "a.com:", "a..com", ".a.com", "a.com.", "photos.2020", "a b.com", "u@a.com", "a.com:x"]
        {
            assert!(!is_host_name(other), "{other}");
        }
    }

    #[test]
    fn countries() {
        for host in ["google.com", "www.google.com", "www.google.co.uk", "images.google.com.hk", "www.google.de"] {
            assert!(is_google(host), "{host}");
        }
        for host in ["google.evil.com", "www.google.com.evil.com", "google", "www.evil.com", "a.b.google.com"] {
            assert!(!is_google(host), "{host}");
        }
    }

    #[test]
    fn only_web_addresses_without_credentials_are_accepted() {
        assert!(accept(" https://a.com/x y ").is_some_and(|url| url.as_str() == "https://a.com/x%20y"));
        for text in [
            "",
            "a.com",
            "ftp://a.com",
            "javascript:1",
            "https://u@a.com",
            "https://u:p@a.com/",
            "https://a.com/\nx",
            "https://",
        ] {
            assert_eq!(accept(text), None, "{text}");
        }
    }
}
