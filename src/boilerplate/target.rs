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
    let (host, _) = split_host(without_scheme(url));
    let above = std::iter::successors(Some(host).filter(|host| host.len() <= HOST), |host| {
        host.split_once('.').map(|(_, rest)| rest)
    });
    above.flat_map(|host| {
        let open = host.rsplit_once('.').map(|(name, _)| Cow::Owned(format!("{name}.*")));
        std::iter::once(Cow::Borrowed(host)).chain(open)
    })
}

fn without_scheme(url: &str) -> &str {
    url.split_once("//").map_or("", |(_, rest)| rest)
}

/// Whether an address is one of a rule's targets.
pub(super) fn leads_to(rule: &Rule, url: &str) -> bool {
    let (_, path) = split_host(without_scheme(url));
    rule.targets.iter().any(|target| {
        let (target_host, target_path) = split_host(target);
        path.starts_with(target_path) && hosts_of(url).any(|host| host.eq_ignore_ascii_case(target_host))
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
