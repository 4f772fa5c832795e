//! Checks addresses by the WHATWG standard, without a base.

use url::Url;

/// Returns why an attribute is not an absolute, normalized address of one of these schemes without credentials.
pub fn address_fault(value: &str, schemes: &[&str]) -> Option<&'static str> {
    let Ok(url) = Url::parse(value) else { return Some("not absolute") };
    if !schemes.contains(&url.scheme()) {
        return Some("scheme");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Some("credentials");
    }
    if url.scheme() != "mailto" && !value.starts_with(&format!("{}://", url.scheme())) {
        return Some("without its slashes");
    }
    (url.as_str() != value).then_some("not as the parser writes it")
}

/// Returns an address as written before a Markdown renderer, which escapes the brackets of an IPv6 host.
pub fn unrendered(value: &str) -> String {
    value.replace("%5B", "[").replace("%5D", "]")
}
