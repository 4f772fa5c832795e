//! Where links lead, as rules name it.

use std::borrow::Cow;

use super::rule::Rule;

/// Bytes of the longest host name.
const HOST: usize = 253;

/// The host of a target or an address without its scheme, and what is behind it.
fn split_host(rest: &str) -> (&str, &str) {
    rest.split_at(rest.find(['/', '?', '#', ':']).unwrap_or(rest.len()))
}

pub(super) fn target_host(target: &str) -> &str {
    split_host(target).0
}

/// A host, those above it, and each of them with any last label, as targets name them.
pub(super) fn hosts_of(url: &str) -> impl Iterator<Item = Cow<'_, str>> {
    above(split_host(without_scheme(url)).0).flat_map(|host| {
        let open = host.rsplit_once('.').map(|(name, _)| Cow::Owned(format!("{name}.*")));
        std::iter::once(Cow::Borrowed(host)).chain(open)
    })
}

/// A host and those above it.
fn above(host: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(host).filter(|host| host.len() <= HOST), |host| {
        host.split_once('.').map(|(_, rest)| rest)
    })
}

/// Whether a target names a host or one above it.
fn names(target: &str, host: &str) -> bool {
    match target.strip_suffix(".*") {
        Some(open) => {
            above(host).filter_map(|host| host.rsplit_once('.')).any(|(name, _)| name.eq_ignore_ascii_case(open))
        }
        None => above(host).any(|host| host.eq_ignore_ascii_case(target)),
    }
}

fn without_scheme(url: &str) -> &str {
    url.split_once("//").map_or("", |(_, rest)| rest)
}

/// Whether an address is one of a rule's targets.
pub(super) fn leads_to(rule: &Rule, url: &str) -> bool {
    let (host, path) = split_host(without_scheme(url));
    rule.targets.iter().any(|target| {
        let (target_host, target_path) = split_host(target);
        path.starts_with(target_path) && names(target_host, host)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets() {
        let rule = Rule::keep("a/b").target("feedx.*").target("a.example/x");
        assert!(leads_to(&rule, "https://www.feedx.top/y"));
        assert!(leads_to(&rule, "//feedx.co"));
        assert!(leads_to(&rule, "https://A.example/x?y"));
        assert!(!leads_to(&rule, "https://feedx.co.example/"));
        assert!(!leads_to(&rule, "https://afeedx.net/"));
        assert!(!leads_to(&rule, "https://a.example/y"));
    }
}
