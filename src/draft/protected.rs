//! Obfuscated email addresses, and names of mentioned people: text in attributes.
//!
//! <https://developers.cloudflare.com/waf/tools/scrape-shield/email-address-obfuscation/>

use crate::dom::{Attr, Dom, NodeId, string_of};

/// The path of links to an obfuscated email address.
const PLACE: &str = "/cdn-cgi/l/email-protection";

/// Returns the email address that a link leads to, if it is obfuscated in its address or contents.
pub(super) fn of_link(dom: &Dom, id: NodeId, href: &str) -> Option<String> {
    let rest = memchr::memchr_iter(b'/', href.as_bytes()).find_map(|at| href.get(at..)?.strip_prefix(PLACE))?;
    match rest.strip_prefix(".html").unwrap_or(rest).strip_prefix('#') {
        Some(code) if !code.is_empty() => decoded(code),
        _ => of_element(dom, id).or_else(|| dom.descendants(id).take(8).find_map(|id| of_element(dom, id))),
    }
}

/// Returns the email address that an element displays after a script has run.
pub(crate) fn of_element(dom: &Dom, id: NodeId) -> Option<String> {
    decoded(dom.attr(id, Attr::DataCfemail)?)
}

/// Decodes hexadecimal bytes, of which the first is XORed with all others. The result must be an email address.
fn decoded(code: &str) -> Option<String> {
    if code.len() > 512 {
        return None;
    }
    let digits = code.trim().as_bytes().chunks_exact(2);
    let mut bytes = digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    let key = bytes.next()??;
    let text: Vec<u8> = bytes.map(|byte| Some(byte? ^ key)).collect::<Option<_>>()?;
    let text = String::from_utf8(text).ok()?;
    // A link may have a subject as well.
    let mailbox = text.split('?').next().unwrap_or_default();
    let (name, host) = mailbox.split_once('@')?;
    let is_name = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+'))
    };
    (is_name(name) && is_name(host) && host.contains('.')).then(|| mailbox.to_owned())
}

/// Returns the name of the person whom an empty element mentions.
pub(crate) fn mention(dom: &Dom, id: NodeId) -> Option<String> {
    const NAMES: [Attr; 3] = [Attr::AriaLabel, Attr::Title, Attr::DataLabel];
    let names = || [Attr::Class, Attr::DataType].into_iter().filter_map(|attr| dom.attr(id, attr));
    let mut words = names().flat_map(|names| names.split(|c: char| !c.is_ascii_alphanumeric()));
    let is_mention = words.any(|word| word.eq_ignore_ascii_case("mention"));
    if !is_mention || dom.first_child(id).is_some() {
        return None;
    }
    let name = match dom.attr(id, Attr::DataAttrs) {
        Some(attrs) => string_of(attrs, "\"name\"")?,
        None => NAMES.into_iter().find_map(|attr| dom.attr(id, attr))?.to_owned(),
    };
    let name = name.trim();
    (!name.is_empty() && name.len() <= 120 && !name.chars().any(char::is_control)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(text: &str) -> String {
        std::iter::once(0x2a).chain(text.bytes().map(|byte| byte ^ 0x2a)).map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn only_mailboxes_come_out() {
        assert_eq!(decoded(&hidden("desk@quay.example")).as_deref(), Some("desk@quay.example"));
        assert_eq!(decoded(&hidden("desk@quay.example?subject=x")).as_deref(), Some("desk@quay.example"));
        for text in ["", "desk", "@quay.example", "a@b", "<b>@quay.example", "a@b.c/\"><script>"] {
            assert_eq!(decoded(&hidden(text)), None, "{text}");
        }
        for code in ["", "2", "zz", "2a中文"] {
            assert_eq!(decoded(code), None, "{code}");
        }
    }
}
