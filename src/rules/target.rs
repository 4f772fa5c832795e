//! Link targets of rules.

use std::collections::HashMap;

use super::rule::Rule;

/// The length of the longest host name in bytes.
const HOST: usize = 253;

/// Splits a target, or an address without its scheme, into the host and the rest.
fn split_host(rest: &str) -> (&str, &str) {
    rest.split_at(rest.find(['/', '?', '#', ':']).unwrap_or(rest.len()))
}

/// Rules by the hosts of their targets.
#[derive(Clone, Debug, Default)]
pub(super) struct ByHost {
    whole: HashMap<Box<str>, Vec<usize>>,
    /// Hosts with a wildcard as last label, without that label.
    open: HashMap<Box<str>, Vec<usize>>,
}

impl ByHost {
    pub(super) fn insert(&mut self, target: &str, rule: usize) {
        let host = split_host(target).0.to_ascii_lowercase();
        let (map, host) = match host.strip_suffix(".*") {
            Some(name) => (&mut self.open, name),
            None => (&mut self.whole, &*host),
        };
        map.entry(host.into()).or_default().push(rule);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.open.is_empty()
    }

    /// Returns the rules with the host of an address, or a parent domain of it.
    pub(super) fn rules_of(&self, url: &str) -> impl Iterator<Item = usize> {
        above(split_host(without_scheme(url)).0).flat_map(|host| {
            let open = host.rsplit_once('.').and_then(|(name, _)| self.open.get(name));
            self.whole.get(host).into_iter().chain(open).flatten().copied()
        })
    }
}

/// Returns a host and its parent domains.
pub(super) fn above(host: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(host).filter(|host| host.len() <= HOST), |host| {
        host.split_once('.').map(|(_, rest)| rest)
    })
}

/// Returns whether a target names a host or a parent domain of it.
fn names(target: &str, host: &str) -> bool {
    match target.strip_suffix(".*") {
        Some(open) => {
            above(host).filter_map(|host| host.rsplit_once('.')).any(|(name, _)| name.eq_ignore_ascii_case(open))
        }
        None => is_at(host, target),
    }
}

/// Returns whether a host is a known one or a subdomain of it.
pub(super) fn is_at(host: &str, known: &str) -> bool {
    above(host).any(|host| host.eq_ignore_ascii_case(known))
}

fn without_scheme(url: &str) -> &str {
    url.split_once("//").map_or("", |(_, rest)| rest)
}

/// Returns whether an address is a target of a rule.
pub(crate) fn leads_to(rule: &Rule, url: &str) -> bool {
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
