//! Classifies the page that an address leads to.

use crate::article::WebUrl;

/// The minimal length in bytes of a path that names an article rather than a section.
const ARTICLE: usize = 10;

/// Returns whether an address is on a host, with or without `www.`.
pub(crate) fn is_on(url: &str, host: &str) -> bool {
    without_www(split(url).0) == without_www(host)
}

fn without_www(mut host: &str) -> &str {
    while let Some(rest) = host.strip_prefix("www.") {
        host = rest;
    }
    host
}

/// Returns whether an address is that of an article on the site of a host.
pub(crate) fn is_article_of(url: &WebUrl, host: &str) -> bool {
    let (there, path) = split(url.as_str());
    const FILES: &[&str] = &[".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".pdf", ".zip", ".mp3", ".mp4"];
    let path = bare_path(path);
    path.trim_matches('/').len() >= ARTICLE
        && site(there) == site(host)
        && !FILES.iter().any(|end| path.len() > end.len() && path.ends_with(end))
}

/// Returns whether two addresses differ at most in query and fragment.
pub(crate) fn is_same_page(one: &str, other: &str) -> bool {
    let ((host, path), (other_host, other_path)) = (split(one), split(other));
    bare_path(path).trim_end_matches('/') == bare_path(other_path).trim_end_matches('/')
        && site(host) == site(other_host)
}

/// Returns the words in an address that tell the purpose of a page, as bits in this order: `feed`, `comment`, `share`,
/// `podcast`, `login`, `search`, `go.`, `intent/`, `utm_`.
pub(crate) fn parts(url: &str) -> u32 {
    const PARTS: [&[u8]; 9] =
        [b"feed", b"comment", b"share", b"podcast", b"login", b"search", b"go.", b"intent/", b"utm_"];
    let mut rest = url.as_bytes();
    let mut found = 0;
    while let [_, behind @ ..] = rest {
        // The first bytes of the words.
        if let [b'f', b'e', ..]
        | [b'c' | b'g' | b'l' | b'p', b'o', ..]
        | [b's', b'h' | b'e', ..]
        | [b'i', b'n', ..]
        | [b'u', b't', ..] = rest
        {
            for (bit, part) in PARTS.iter().enumerate() {
                found |= u32::from(rest.starts_with(part)) << bit;
            }
        }
        rest = behind;
    }
    found
}

/// Returns whether an address is that of a list of all articles with a tag.
pub(crate) fn is_tag_page(url: &WebUrl) -> bool {
    const LISTS: &[&str] = &[
        "tag",
        "tags",
        "topic",
        "topics",
        "keyword",
        "keywords",
        "category",
        "categories",
        "label",
        "labels",
        "hashtag",
    ];
    segments_from_end(split(url.as_str()).1).skip(1).any(|segment| is_one_of(segment, LISTS))
}

/// Returns whether an address is that of a list of all articles of an author.
pub(crate) fn is_author_page(url: &WebUrl) -> bool {
    const LISTS: &[&str] = &[
        "author",
        "authors",
        "byline",
        "columnist",
        "columnists",
        "journalist",
        "people",
        "person",
        "profile",
        "reporter",
        "staff",
        "writer",
        "writers",
    ];
    segments_from_end(split(url.as_str()).1).skip(1).take(2).any(|segment| is_one_of(segment, LISTS))
}

/// Returns whether an address is that of a page on which readers donate or subscribe.
pub(crate) fn asks(url: &str) -> bool {
    const HOSTS: &[&str] = &["donate.", "give.", "join.", "subscribe."];
    const PAGES: &[&str] = &[
        "donate",
        "donation",
        "donations",
        "fundraising",
        "membership",
        "newsletter",
        "newsletters",
        "subscribe",
        "subscription",
        "subscriptions",
        "support",
        "support-us",
    ];
    let (host, path) = split(url);
    let mut segments = segments_from_end(path);
    let last = segments.next();
    // The host of a help desk has a page for each question.
    HOSTS.iter().any(|name| host.starts_with(name))
        || host.starts_with("support.") && segments.next().is_none()
        || last.is_some_and(|segment| is_one_of(segment, PAGES))
}

/// Returns whether an address is that of a profile, a channel or a payment page.
pub(crate) fn is_profile(url: &WebUrl) -> bool {
    let rest = behind_scheme(url.as_str()).unwrap_or_default();
    let (host, _) = split(url.as_str());
    let host = host.split(':').next().unwrap_or_default();
    let host = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(host);
    if host == "youtube.com" || host == "tiktok.com" {
        // A video is part of an article, a channel is not.
        let path = rest.split_once('/').map_or("", |(_, path)| path);
        let is_channel = ["channel/", "c/", "user/", "@"].iter().any(|start| path.starts_with(start));
        return is_channel && !path.contains("/video/");
    }
    FOLLOW_HOSTS.binary_search(&host).is_ok() || host.ends_with(".substack.com") || host.ends_with(".patreon.com")
}

/// Returns the name of the network if an address leads to a profile or a share dialog of it.
pub(crate) fn network(url: &str) -> Option<&str> {
    let (host, _) = split(url.trim());
    let host = host.strip_prefix("www.").unwrap_or(host);
    FOLLOW_HOSTS.binary_search(&host).ok()?;
    host.split('.').next().filter(|name| name.len() > 3)
}

/// Hosts of profiles, channels and payment pages. Sorted.
const FOLLOW_HOSTS: &[&str] = &[
    "buymeacoffee.com",
    "discord.gg",
    "facebook.com",
    "fb.com",
    "fb.me",
    "instagram.com",
    "ko-fi.com",
    "liker.land",
    "line.me",
    "linktr.ee",
    "medium.com",
    "patreon.com",
    "paypal.com",
    "paypal.me",
    "t.me",
    "twitter.com",
    "vocus.cc",
    "weibo.com",
    "x.com",
];

/// Splits an address into host and path.
fn split(url: &str) -> (&str, &str) {
    let rest = behind_scheme(url).unwrap_or(url);
    rest.split_at(memchr::memchr3(b'/', b'?', b'#', rest.as_bytes()).unwrap_or(rest.len()))
}

/// Returns the part of an address after `://`.
pub(crate) fn behind_scheme(url: &str) -> Option<&str> {
    if let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) {
        return Some(rest);
    }
    let mut colons = memchr::memchr_iter(b':', url.as_bytes());
    colons.find_map(|at| url.get(at..)?.strip_prefix("://"))
}

/// Returns a path without query and fragment.
fn bare_path(path: &str) -> &str {
    path.get(..memchr::memchr2(b'?', b'#', path.as_bytes()).unwrap_or(path.len())).unwrap_or(path)
}

/// Returns the non-empty segments of a path, from the last to the first.
fn segments_from_end(path: &str) -> impl Iterator<Item = &[u8]> {
    bare_path(path).as_bytes().rsplit(|byte| *byte == b'/').filter(|segment| !segment.is_empty())
}

/// Returns whether a segment is one of these words.
fn is_one_of(segment: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| word.as_bytes() == segment)
}

/// Returns the registrable part of a host name, as far as its form tells.
fn site(host: &str) -> &str {
    let host = host.get(..memchr::memchr(b':', host.as_bytes()).unwrap_or(host.len())).unwrap_or(host);
    let mut dots = memchr::memrchr_iter(b'.', host.as_bytes());
    let (last, second, third) = (dots.next(), dots.next(), dots.next());
    let is_country = last.is_some_and(|last| host.len() - last == 3);
    let is_short = |from: usize, to: usize| to - from <= 4;
    let start = match (last, second) {
        (Some(last), Some(second)) if is_country && is_short(second, last) => third,
        (Some(_), second) => second,
        _ => None,
    };
    start.and_then(|at| host.get(at + 1..)).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> WebUrl {
        WebUrl::parse(text).unwrap()
    }

    #[test]
    fn sites() {
        assert_eq!(site("www.news.example.com"), "example.com");
        assert_eq!(site("news.example.com.tw"), "example.com.tw");
        assert_eq!(site("example.org"), "example.org");
        assert_eq!(site("localhost"), "localhost");
        assert_eq!(site("blog.example.de"), "example.de");
    }

    #[test]
    fn articles_of_a_site() {
        assert!(is_article_of(&url("https://m.example.com/2020/07/rain.html"), "www.example.com"));
        assert!(!is_article_of(&url("https://www.example.com/rain"), "www.example.com"));
        assert!(!is_article_of(&url("https://www.example.com/2020/07/rain-in-july.jpg"), "www.example.com"));
        assert!(!is_article_of(&url("https://www.example.org/2020/07/rain.html"), "www.example.com"));
    }

    #[test]
    fn pages() {
        assert!(is_tag_page(&url("https://example.com/tag/rain")));
        assert!(!is_tag_page(&url("https://example.com/rain/tag")));
        assert!(is_author_page(&url("https://example.com/author/ann-example")));
        assert!(is_author_page(&url("https://example.com/profile/a/ann.html")));
        assert!(!is_author_page(&url("https://example.com/author")));
        assert!(asks("https://example.com/support/?from=post"));
        assert!(asks("/subscribe"));
        assert!(asks("https://donate.example.com/"));
        assert!(!asks("https://example.com/support/manual"));
        assert!(!asks("https://support.example.com/answers/7"));
        assert!(is_same_page("https://example.com/a?b", "https://www.example.com/a/#c"));
        assert!(!is_same_page("https://example.com/a", "https://example.com/b"));
    }
}
