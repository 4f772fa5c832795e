//! Addresses in the path as hex or base64, which identify themselves on any host.

use super::Scheme;
use crate::address::{Query, accept, base64_text, decode, embedded, from_bytes, is_encoded, is_plain, parameter};
use data_encoding::HEXLOWER_PERMISSIVE;
use url::Url;

/// `/<digest>/<hex of the address>`: <https://github.com/atmos/camo#url-formats>.
pub(super) fn camo(url: &Url, _: Scheme) -> Option<Url> {
    let (head, hex) = url.path().rsplit_once('/')?;
    let (_, digest) = head.rsplit_once('/')?;
    if !is_digest(digest) || !hex.starts_with("68747470") {
        return None;
    }
    accept(&from_bytes(HEXLOWER_PERMISSIVE.decode(hex.as_bytes()).ok()?))
}

/// `/<digest>?url=<address>`: the other form of the same page.
pub(super) fn camo_query(url: &Url, _: Scheme) -> Option<Url> {
    let raw = parameter(url.query(), "url")?;
    let (_, digest) = url.path().rsplit_once('/')?;
    if is_digest(digest) { accept(&decode(raw)) } else { None }
}

/// SHA-1 or SHA-256 in hex.
fn is_digest(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// `…/proxy/<SHA-256 in base64>/<base64 of the address>`:
/// <https://github.com/miniflux/v2/blob/main/internal/mediaproxy/url.go>.
pub(super) fn miniflux(url: &Url, _: Scheme) -> Option<Url> {
    let (head, encoded) = split_at_base64(url.path())?;
    let (head, digest) = head.rsplit_once('/')?;
    let is_digest = decode(digest).trim_end_matches('=').len() == 43;
    if is_digest && head.ends_with("/proxy") { base64(encoded) } else { None }
}

/// `/camo/<digest>,b64/<base64 of the address>`, as Inoreader writes camo's addresses.
pub(super) fn inoreader(url: &Url, _: Scheme) -> Option<Url> {
    let (head, encoded) = split_at_base64(url.path())?;
    if head.ends_with(",b64") { base64(encoded) } else { None }
}

/// `/<base64 of the address>`, after any other segments.
pub(super) fn last_segment(url: &Url, _: Scheme) -> Option<Url> {
    let (_, encoded) = split_at_base64(url.path())?;
    base64(encoded)
}

/// `/<signature>/<options>/plain/<address>@<extension>` and `/<signature>/<options>/<base64>.<extension>`:
/// <https://docs.imgproxy.net/usage/processing>.
pub(super) fn imgproxy(url: &Url, _: Scheme) -> Option<Url> {
    if let Some((head, rest)) = url.path().split_once("/plain/")
        && !head.is_empty()
        && (is_plain(rest) || is_encoded(rest))
    {
        return embedded(without_extension(rest, '@'), url.query(), Query::Origin);
    }
    let (head, encoded) = split_at_base64(url.path())?;
    if !is_imgproxy_head(head) {
        return None;
    }
    // The address may be split by slashes, which are ignored.
    if encoded.contains('/') {
        base64(&without_extension(encoded, '.').replace('/', ""))
    } else {
        base64(without_extension(encoded, '.'))
    }
}

/// `/<signature>/<options>/enc/…`: encrypted with a key of the service.
pub(super) fn is_imgproxy_encrypted(url: &Url) -> bool {
    url.path().split_once("/enc/").is_some_and(|(head, _)| is_imgproxy_head(head))
}

/// Returns whether this is `/<signature>` and options: `rs:fill:300:400`, a preset after a signature of full length, or
/// the five segments of the older form.
fn is_imgproxy_head(head: &str) -> bool {
    let mut segments = head.trim_start_matches('/').split('/');
    let Some(signature) = segments.next().filter(|signature| !signature.is_empty()) else {
        return false;
    };
    let is_signature = matches!(signature, "insecure" | "unsafe" | "_") || signature.len() == 43;
    let count = head.matches('/').count();
    match segments.next() {
        None => is_signature,
        Some("auto" | "crop" | "fill" | "fit" | "force") if count == 6 => true,
        Some(options) => options.contains(':') || is_signature,
    }
}

/// Returns the text without a short extension after the mark.
fn without_extension(text: &str, mark: char) -> &str {
    match text.rsplit_once(mark) {
        Some((head, extension))
            if (2..=4).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            head
        }
        _ => text,
    }
}

/// Splits the path before the segment that begins with `http` in base64.
fn split_at_base64(path: &str) -> Option<(&str, &str)> {
    let (head, _) = path.split_once("/aHR0c")?;
    Some((head, path.get(head.len() + 1..)?))
}

/// Decodes an address in either alphabet of base64, with or without padding.
pub(super) fn base64(text: &str) -> Option<Url> {
    base64_text(text).and_then(|text| accept(&text))
}
