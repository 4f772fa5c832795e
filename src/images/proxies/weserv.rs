//! weserv, read as its own code does.
//!
//! <https://github.com/weserv/images/blob/5.x/src/nginx/uri_parser.cpp>

use super::Scheme;
use crate::address::{Address, Parts, decode, has_control, is_host_name, parameter, strip_prefix};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// The characters that the service percent-encodes in a path in addition to the URL standard, and those that the
/// standard reads as a slash.
const PATH: &AsciiSet = &CONTROLS.add(b'\\').add(b'^').add(b'|');

pub(super) fn original(address: Parts<'_>, schemeless: Scheme) -> Option<Address> {
    let value = decode(parameter(address.query, "url")?);
    if has_control(&value) {
        return None;
    }
    let (scheme, rest) = split_scheme(&value, schemeless);
    let rest = rest.trim_start_matches('/');
    let rest = rest.get(..memchr::memchr(b'#', rest.as_bytes()).unwrap_or(rest.len()))?;
    let host_end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?')).unwrap_or(rest.len());
    let (host, rest) = rest.split_at_checked(host_end)?;
    if !is_host(host) {
        return None;
    }
    let (path, query) = rest.split_at_checked(memchr::memchr(b'?', rest.as_bytes()).unwrap_or(rest.len()))?;
    let mut found = String::with_capacity(value.len() + "https://".len());
    for part in [scheme, "://", host] {
        found.push_str(part);
    }
    let has_special = path.bytes().fold(false, |found, b| found | (b == b'\\') | (b == b'^') | (b == b'|'));
    match has_special {
        true => found.extend(utf8_percent_encode(path, PATH)),
        false => found.push_str(path),
    }
    found.push_str(query);
    Address::accept(found)
}

fn split_scheme(value: &str, schemeless: Scheme) -> (&'static str, &str) {
    // Servers that merge slashes leave one of two.
    const SCHEMES: [(&str, &str); 4] = [("https:/", "https"), ("http:/", "http"), ("ssl:", "https"), ("//", "https")];
    SCHEMES
        .into_iter()
        .find_map(|(prefix, scheme)| Some((scheme, strip_prefix(value, prefix)?)))
        .unwrap_or((schemeless.as_str(), value))
}

/// Chinese and Japanese full stops separate labels too (<https://www.unicode.org/reports/tr46/>).
fn is_host(text: &str) -> bool {
    if !text.is_ascii() && text.contains(['。', '．', '｡']) {
        is_host_name(&text.replace(['。', '．', '｡'], "."))
    } else {
        is_host_name(text)
    }
}
