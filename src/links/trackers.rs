//! Tracking parameters: they identify the referrer of a visitor and do not influence the page.

mod table;

use crate::address::{self, is_of_every_country};
use std::cmp::Ordering;
use table::{EVERYWHERE, PREFIXES, SIGNATURES, SITES};
use url::Url;

/// Returns the address without its tracking parameters; `None` if it has none, or if a parameter signs the others.
///
/// The remaining parameters keep their encoding and order.
pub(super) fn strip(url: &Url) -> Option<Url> {
    let query = url.query()?;
    let host = url.host_str()?;
    if !has_any(host, query) || pairs(query).any(is_signature) {
        return None;
    }
    let sites = sites_at(host);
    let kept: Vec<&str> = address::pairs(query).filter(|pair| !is_tracker(&sites, name_of(pair))).collect();
    let kept = kept.join("&");
    let mut url = url.clone();
    url.set_query(Some(kept.as_str()).filter(|kept| !kept.is_empty()));
    Some(url)
}

/// Returns whether the query has a tracking parameter.
pub(super) fn has_any(host: &str, query: &str) -> bool {
    let sites = sites_at(host);
    pairs(query).any(|name| is_tracker(&sites, name))
}

fn sites_at(host: &str) -> Vec<&'static Site> {
    SITES.iter().filter(|site| site.is_at(host)).collect()
}

fn pairs(query: &str) -> impl Iterator<Item = &str> {
    address::pairs(query).map(name_of)
}

/// Returns the name of the parameter, without the `amp;` that a doubly escaped `&amp;` leaves.
fn name_of(pair: &str) -> &str {
    let name = pair.get(..pair.bytes().position(|byte| byte == b'=').unwrap_or(pair.len())).unwrap_or(pair);
    name.strip_prefix("amp;").unwrap_or(name)
}

fn is_tracker(sites: &[&Site], name: &str) -> bool {
    contains(EVERYWHERE, name)
        || starts_with_any(PREFIXES, name)
        || sites.iter().any(|site| contains(site.names, name) || starts_with_any(site.prefixes, name))
}

fn is_signature(name: &str) -> bool {
    contains(SIGNATURES, name)
}

/// Searches a sorted list of lower-case names, ignoring ASCII case.
fn contains(list: &[&str], name: &str) -> bool {
    list.binary_search_by(|entry| compare(entry, name)).is_ok()
}

fn compare(entry: &str, name: &str) -> Ordering {
    entry.bytes().cmp(name.bytes().map(|b| b.to_ascii_lowercase()))
}

fn starts_with_any(prefixes: &[&str], name: &str) -> bool {
    prefixes.iter().any(|prefix| crate::address::strip_prefix(name, prefix).is_some())
}

/// Parameters that track on one site and may have a meaning on others.
struct Site {
    /// A domain with all its subdomains, or a name without a dot for that site under every country's domain.
    domain: &'static str,
    names: &'static [&'static str],
    prefixes: &'static [&'static str],
}

impl Site {
    fn is_at(&self, host: &str) -> bool {
        if !self.domain.contains('.') {
            return is_of_every_country(host, self.domain);
        }
        host.strip_suffix(self.domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(text: &str) -> Option<String> {
        strip(&Url::parse(text).unwrap()).map(String::from)
    }

    #[test]
    fn lists_are_sorted_and_in_lower_case() {
        let sites = SITES.iter().flat_map(|site| [site.names, site.prefixes]);
        for list in [EVERYWHERE, PREFIXES, SIGNATURES].into_iter().chain(sites) {
            assert!(list.is_sorted_by(|a, b| a < b), "{:?}", list.windows(2).find(|pair| pair[0] >= pair[1]));
            assert!(list.iter().all(|name| name.to_ascii_lowercase() == *name), "{list:?}");
        }
        assert!(SITES.is_sorted_by(|a, b| a.domain < b.domain));
    }

    #[test]
    fn only_trackers_go() {
        for (from, to) in [
            ("https://a.com/?utm_source=x", "https://a.com/"),
            ("https://a.com/p?id=1&UTM_Medium=x&b=%20%2f+c&fbclid=1#part", "https://a.com/p?id=1&b=%20%2f+c#part"),
            ("https://a.com/?x&amp;utm_term=1&amp;y=2", "https://a.com/?x&amp;y=2"),
            ("https://a.com/?a[]=1&a[]=2&gclid", "https://a.com/?a[]=1&a[]=2"),
            ("https://m.youtube.com/watch?v=abc&si=x&t=10", "https://m.youtube.com/watch?v=abc&t=10"),
            ("https://www.amazon.co.uk/dp/B0?pd_rd_w=1&psc=1", "https://www.amazon.co.uk/dp/B0?psc=1"),
            (
                "https://mp.weixin.qq.com/s?__biz=a==&mid=1&idx=2&sn=3&chksm=4&scene=21#wechat_redirect",
                "https://mp.weixin.qq.com/s?__biz=a==&mid=1&idx=2&sn=3#wechat_redirect",
            ),
        ] {
            assert_eq!(stripped(from).as_deref(), Some(to), "{from}");
            assert_eq!(stripped(to), None, "{to}");
        }
    }

    #[test]
    fn meaning_and_signatures_stay() {
        for address in [
            "https://a.com/",
            "https://a.com/?",
            "https://a.com/?ref=x&source=y&si=z",
            "https://s3.a.com/x?utm_source=y&X-Amz-Signature=ab",
            "https://a.com/x?fbclid=1&Expires=1&Signature=ab&Key-Pair-Id=c",
            "https://notyoutube.com/?si=1",
            "https://youtube.com.evil.com/?si=1",
            "https://a.com/#utm_source=x",
            "https://a.com/?autm_source=x",
        ] {
            assert_eq!(stripped(address), None, "{address}");
        }
    }
}
