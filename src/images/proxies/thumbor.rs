//! thumbor: a sequence of optional segments before the image.
//!
//! <https://thumbor.readthedocs.io/en/latest/usage.html>,
//! <https://github.com/thumbor/thumbor/blob/master/thumbor/url.py>

use super::Scheme;
use super::family::without_scheme;
use crate::address::{Query, embedded, is_encoded, is_plain};
use url::Url;

/// The number of segments before the signature that are skipped, such as `/thumbor/`.
const PREFIXES: usize = 3;

pub(super) fn original(url: &Url, schemeless: Scheme) -> Option<Url> {
    let mut rest = after_signature(url.path())?;
    while let Some(next) = after_option(rest) {
        rest = next;
    }
    if is_plain(rest) || is_encoded(rest) {
        return embedded(rest, url.query(), Query::Origin);
    }
    // A host alone would be a file in thumbor's own storage.
    rest.split_once('/')?;
    match url.query() {
        Some(query) => without_scheme(&format!("{rest}?{query}"), schemeless),
        None => without_scheme(rest, schemeless),
    }
}

fn after_signature(path: &str) -> Option<&str> {
    let mut rest = path.strip_prefix('/')?;
    for _ in 0..=PREFIXES {
        let (segment, after) = rest.split_once('/')?;
        if segment == "unsafe" || is_signature(segment) {
            return Some(after);
        }
        rest = after;
    }
    None
}

/// A SHA-1 digest in base64.
fn is_signature(segment: &str) -> bool {
    segment.strip_suffix('=').is_some_and(|digits| digits.len() == 27 && digits.bytes().all(is_base64))
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// Returns the text after the option with which it begins.
fn after_option(text: &str) -> Option<&str> {
    if text.starts_with("filters:") {
        return after_filters(text);
    }
    let (segment, rest) = text.split_once('/')?;
    let known = matches!(
        segment,
        "adaptive-fit-in"
            | "adaptive-full-fit-in"
            | "bottom"
            | "center"
            | "debug"
            | "fit-in"
            | "full-fit-in"
            | "left"
            | "meta"
            | "middle"
            | "right"
            | "smart"
            | "top"
            | "trim"
    );
    (known || segment.starts_with("trim:") || is_crop(segment) || is_size(segment)).then_some(rest)
}

/// Filters end at the first slash outside of their parentheses, which may contain addresses.
fn after_filters(text: &str) -> Option<&str> {
    let mut depth = 0_u32;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b'/' if depth == 0 => return text.get(at + 1..),
            _ => {}
        }
    }
    None
}

/// `300x200`, `-300x0`, `x200`, `300x`, `origxorig`.
fn is_size(segment: &str) -> bool {
    let side = |side: &str| {
        let digits = side.strip_prefix('-').unwrap_or(side);
        side == "orig" || digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    };
    segment
        .strip_prefix("orig")
        .map_or_else(|| segment.split_once('x'), |rest| rest.strip_prefix('x').map(|rest| ("", rest)))
        .is_some_and(|(width, height)| side(width) && side(height))
}

/// `10x20:300x200`.
fn is_crop(segment: &str) -> bool {
    segment.split_once(':').is_some_and(|(from, to)| is_size(from) && is_size(to))
}
