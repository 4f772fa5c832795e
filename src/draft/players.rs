//! Finds the pages of videos and audio recordings from the addresses of their players.

use std::borrow::Cow;

use smallvec::SmallVec;
use url::Url;

use crate::address;
use crate::article::WebUrl;
use crate::dom::{Attr, Dom, NodeId, Tag};
use crate::images::address::reads_as_address;

/// Returns the addresses in an element of a player, the most trusted first.
pub(super) fn addresses<'a>(dom: &'a Dom<'_>, id: NodeId) -> SmallVec<[&'a str; 4]> {
    let mut addresses = SmallVec::new();
    let mut hear = |address: Option<&'a str>| {
        let address = address.map(str::trim).filter(|address| !address.is_empty() && !address.starts_with("about:"));
        addresses.extend(address.filter(|_| addresses.len() < MOST));
    };
    hear(dom.attr(id, if dom.tag(id) == Tag::Object { Attr::Data } else { Attr::Src }));
    hear(dom.attr(id, Attr::DataSrc));
    for (attr, value) in dom.attrs(id) {
        if matches!(attr, Attr::OfSource | Attr::OfFile | Attr::DataUrl | Attr::DataHref) && reads_as_address(value) {
            hear(Some(value));
        }
    }
    for child in dom.descendants(id).take(24) {
        match dom.tag(child) {
            Tag::Source | Tag::Embed => hear(dom.attr(child, Attr::Src).or_else(|| dom.attr(child, Attr::DataSrc))),
            Tag::Param => hear(dom.attr(child, Attr::Value).filter(|value| reads_as_address(value))),
            _ => {}
        }
    }
    addresses
}

/// The maximal number of addresses of one player that are read.
const MOST: usize = 8;

/// Returns whether a custom element is named for a player: `<amp-youtube>`, `<lite-vimeo>`.
pub(crate) fn is_named_for_player(dom: &Dom, id: NodeId) -> bool {
    const NAMES: &[&str] = &[
        "audio",
        "dailymotion",
        "facebook",
        "iframe",
        "instagram",
        "player",
        "soundcloud",
        "spotify",
        "tiktok",
        "tweet",
        "twitter",
        "video",
        "vimeo",
        "youtube",
    ];
    let mut words = dom.name(id).split('-');
    words.next().is_some()
        && words.any(|word| NAMES.contains(&word))
        && dom.attrs(id).any(|(attr, _)| {
            use Attr::{DataHref, DataSrc, DataTweetid, DataVideoid, OfSource, Src, Videoid};
            matches!(attr, DataHref | DataSrc | DataTweetid | DataVideoid | OfSource | Src | Videoid)
        })
}

/// Returns whether a Facebook script would insert a post or video into an element.
pub(crate) fn is_filled_by_script(dom: &Dom, id: NodeId) -> bool {
    dom.attr(id, Attr::DataHref).is_some()
        && dom
            .attr(id, Attr::Class)
            .is_some_and(|class| class.split_ascii_whitespace().any(|name| matches!(name, "fb-video" | "fb-post")))
}

/// Returns whether an empty element has the address of a known player, which a script would insert.
pub(crate) fn stands_for_player(dom: &Dom, id: NodeId) -> bool {
    let is_player = |value: &str| {
        reads_as_address(value)
            && value.contains("//")
            && address::accept(&with_scheme(value)).is_some_and(|url| known_page_of(&url).is_some())
    };
    dom.attrs(id).any(|(attr, value)| {
        matches!(attr, Attr::DataSrc | Attr::DataUrl | Attr::DataHref | Attr::OfSource) && is_player(value.trim())
    })
}

fn with_scheme(address: &str) -> Cow<'_, str> {
    if address.starts_with("//") { Cow::Owned(format!("https:{address}")) } else { Cow::Borrowed(address) }
}

/// The maximal length in bytes of the label of a button in an element of a player.
const LABEL: usize = 80;

/// Returns whether the text of an element named for a player is only the label of its button.
pub(crate) fn is_labelled(dom: &Dom, id: NodeId) -> bool {
    by_id(dom, id).is_some() && dom.text_up_to(id, LABEL).is_some()
}

/// Returns the page of a player by the id of its video.
pub(super) fn by_id(dom: &Dom, id: NodeId) -> Option<(WebUrl, &'static str)> {
    let named = |attr| dom.attr(id, attr).map(str::trim);
    let video = named(Attr::DataVideoid).or_else(|| named(Attr::Videoid)).or_else(|| named(Attr::DataTweetid));
    let video = self::id(video?)?;
    let element = dom.name(id);
    let (address, provider) = [
        ("youtube", "https://www.youtube.com/watch?v="),
        ("vimeo", "https://vimeo.com/"),
        ("dailymotion", "https://www.dailymotion.com/video/"),
        ("twitter", "https://twitter.com/i/status/"),
    ]
    .into_iter()
    .find(|(provider, _)| element.contains(provider))
    .map(|(provider, address)| (format!("{address}{video}"), provider))?;
    page(&address, provider)
}

/// Returns whether a frame of an unknown player can belong to the article: it is visible, and no advertisement,
/// counter, form or button.
pub(super) fn is_content(dom: &Dom, id: NodeId, url: &Url) -> bool {
    const OTHERS: &[&str] = &[
        "ad",
        "ads",
        "adserver",
        "advert",
        "adverts",
        "advertising",
        "analytics",
        "banner",
        "banners",
        "beacon",
        "button",
        "buttons",
        "captcha",
        "chat",
        "comment",
        "comments",
        "consent",
        "cookie",
        "cookies",
        "counter",
        "disqus",
        "donate",
        "doubleclick",
        "follow",
        "form",
        "forms",
        "googlesyndication",
        "googletagmanager",
        "like",
        "likebox",
        "login",
        "newsletter",
        "newsletters",
        "outbrain",
        "pixel",
        "plugins",
        "recaptcha",
        "register",
        "share",
        "sharing",
        "signup",
        "sponsor",
        "subscribe",
        "subscription",
        "sync",
        "taboola",
        "track",
        "tracker",
        "tracking",
        "usersync",
    ];
    let is_tiny = |attr| {
        let side = dom.attr(id, attr).map(|side| side.trim().trim_end_matches("px"));
        side.and_then(|side| side.parse::<u32>().ok()).is_some_and(|side| side <= 3)
    };
    let is_hidden = dom.attr(id, Attr::Hidden).is_some()
        || dom.attr(id, Attr::Style).is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        });
    let host = url.host_str().unwrap_or_default();
    let is_other = |text: &str| {
        text.split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| OTHERS.iter().any(|other| word.eq_ignore_ascii_case(other)))
    };
    // The subscription form of a newsletter.
    let asks = host.ends_with(".substack.com") && url.path().starts_with("/embed");
    matches!(url.scheme(), "http" | "https")
        && host.contains('.')
        && !(is_tiny(Attr::Width)
            || is_tiny(Attr::Height)
            || is_hidden
            || asks
            || is_other(host)
            || is_other(url.path()))
}

/// Returns the page that the address of a player belongs to, and its provider.
pub(crate) fn page_of(url: &Url) -> Option<(WebUrl, &'static str)> {
    known_page_of(url).or_else(|| {
        // A frame around a player has the address of the player, or that of its page, as a parameter.
        let inner = ["url", "src", "href"].into_iter().find_map(|name| inner(url, name))?;
        known_page_of(&inner)
    })
}

/// Returns the address in a parameter, which may be encoded twice.
fn inner(url: &Url, name: &str) -> Option<Url> {
    let value = address::parameter(url.query(), name)?;
    let mut value = address::decode(value);
    if address::is_encoded(&value) {
        value = Cow::Owned(address::decode(&value).into_owned());
    }
    address::accept(&with_scheme(&value))
}

fn known_page_of(url: &Url) -> Option<(WebUrl, &'static str)> {
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let path = url.path();
    let query = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let own = |provider| page(&format!("https://{}{path}", url.host_str()?), provider);
    let page = match host {
        "youtube.com" | "youtube-nocookie.com" | "m.youtube.com" => {
            let id = match ["/embed/", "/v/", "/shorts/", "/live/"].iter().find_map(|place| path.strip_prefix(place)) {
                Some("videoseries") => {
                    return page(&format!("https://www.youtube.com/playlist?list={}", id(&query("list")?)?), "youtube");
                }
                // Old players have their options after the id.
                Some(rest) => rest.split(['/', '&']).next()?.to_owned(),
                None => query("v")?,
            };
            return page(&format!("https://www.youtube.com/watch?v={}", self::id(&id)?), "youtube");
        }
        "youtu.be" => return page(&format!("https://www.youtube.com/watch?v={}", id(last)?), "youtube"),
        "player.vimeo.com" | "vimeo.com" => (format!("https://vimeo.com/{}", id(last)?), "vimeo"),
        "player.bilibili.com" => match (query("bvid"), query("aid")) {
            (Some(video), _) => (format!("https://www.bilibili.com/video/{}", id(&video)?), "bilibili"),
            (None, Some(video)) => (format!("https://www.bilibili.com/video/av{}", id(&video)?), "bilibili"),
            _ => return None,
        },
        "dailymotion.com" | "geo.dailymotion.com" => {
            let video = query("video").unwrap_or_else(|| last.to_owned());
            (format!("https://www.dailymotion.com/video/{}", id(&video)?), "dailymotion")
        }
        "w.soundcloud.com" => {
            let track = inner(url, "url")?;
            return WebUrl::from_url(track).filter(WebUrl::is_http).map(|url| (url, "soundcloud"));
        }
        "open.spotify.com" => match query("uri") {
            Some(uri) => {
                let mut parts = uri.strip_prefix("spotify:")?.split(':');
                let (kind, item) = (id(parts.next()?)?, id(parts.next()?)?);
                (format!("https://open.spotify.com/{kind}/{item}"), "spotify")
            }
            None => {
                let path = path.replacen("/embed-podcast/", "/", 1).replacen("/embed", "", 1);
                (format!("https://open.spotify.com{path}"), "spotify")
            }
        },
        "v.qq.com" => (format!("https://v.qq.com/x/page/{}.html", id(&query("vid")?)?), "tencent"),
        "player.youku.com" => {
            // The player of Flash: `/player.php/sid/ID/v.swf`.
            let mut parts = path.split('/').skip_while(|part| *part != "sid").skip(1);
            let video = parts.next().unwrap_or(last);
            (format!("https://v.youku.com/v_show/id_{}.html", id(video)?), "youku")
        }
        "embed.ted.com" => (format!("https://www.ted.com{path}"), "ted"),
        "platform.twitter.com" => (format!("https://twitter.com/i/status/{}", id(&query("id")?)?), "twitter"),
        "facebook.com" | "m.facebook.com" => {
            if ["/videos/", "/posts/", "/reel/"].iter().any(|place| path.contains(place)) {
                return own("facebook");
            }
            if path.starts_with("/watch") {
                return page(&format!("https://www.facebook.com/watch/?v={}", id(&query("v")?)?), "facebook");
            }
            if !(path.ends_with("/plugins/video.php") || path.ends_with("/plugins/post.php")) {
                return None;
            }
            let shown = inner(url, "href")?;
            let is_there =
                shown.host_str().is_some_and(|host| host == "facebook.com" || host.ends_with(".facebook.com"));
            return WebUrl::from_url(shown).filter(|_| is_there).map(|url| (url, "facebook"));
        }
        "redditmedia.com" | "embed.reddit.com" => (format!("https://www.reddit.com{path}"), "reddit"),
        "slideshare.net" if path.contains("/embed_code/") => return own("slideshare"),
        "tiktok.com" if ["/embed", "/player", "/@"].iter().any(|place| path.starts_with(place)) => {
            return own("tiktok");
        }
        "embed.acast.com" | "player.acast.com" => return own("acast"),
        "documentcloud.org" | "embed.documentcloud.org" => return own("documentcloud"),
        "jsfiddle.net" => {
            let (fiddle, _) = path.split_once("/embed")?;
            (format!("https://jsfiddle.net{fiddle}/"), "jsfiddle")
        }
        "codepen.io" if path.contains("/embed/") => {
            let path = path.replacen("/embed/preview/", "/pen/", 1).replacen("/embed/", "/pen/", 1);
            (format!("https://codepen.io{path}"), "codepen")
        }
        "instagram.com" => {
            let (post, _) = path.split_once("/embed")?;
            (format!("https://www.instagram.com{post}/"), "instagram")
        }
        // `/@name/1/embed` of any server.
        _ => {
            let post = path.trim_end_matches('/').strip_suffix("/embed")?;
            let mut parts = post.rsplit('/');
            let is_number = parts.next()?.bytes().all(|byte| byte.is_ascii_digit());
            if !is_number || !parts.next()?.starts_with('@') {
                return None;
            }
            (format!("https://{}{post}", url.host_str()?), "mastodon")
        }
    };
    self::page(&page.0, page.1)
}

fn page(address: &str, provider: &'static str) -> Option<(WebUrl, &'static str)> {
    WebUrl::parse(address).map(|url| (url, provider))
}

/// Validates an id; any other text could change the structure of the address that is built from it.
fn id(text: &str) -> Option<&str> {
    let fits = !text.is_empty()
        && text.len() <= 64
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    fits.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_lead_to_their_pages() {
        for (player, page, provider) in [
            (
                "https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                "youtube",
            ),
            (
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                "youtube",
            ),
            ("https://player.vimeo.com/video/123?h=x", "https://vimeo.com/123", "vimeo"),
            (
                "https://player.bilibili.com/player.html?bvid=BV1x&page=1",
                "https://www.bilibili.com/video/BV1x",
                "bilibili",
            ),
            ("https://www.youtube.com/v/dQw4w9WgXcQ&hl=en", "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "youtube"),
            (
                "https://frames.example/widgets/media.html?src=https%3A%2F%2Fwww.youtube.com%2Fembed%2FdQw4w9WgXcQ",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                "youtube",
            ),
            (
                "https://w.soundcloud.com/player/?url=https%253A%252F%252Fapi.soundcloud.com%252Ftracks%252F7&x=1",
                "https://api.soundcloud.com/tracks/7",
                "soundcloud",
            ),
            (
                "https://www.facebook.com/v9.0/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F7",
                "https://www.facebook.com/a/posts/7",
                "facebook",
            ),
            ("https://open.spotify.com/embed/?uri=spotify:track:7a", "https://open.spotify.com/track/7a", "spotify"),
            ("https://www.tiktok.com/embed/v2/7?x", "https://www.tiktok.com/embed/v2/7", "tiktok"),
            (
                "https://www.slideshare.net/slideshow/embed_code/7",
                "https://www.slideshare.net/slideshow/embed_code/7",
                "slideshare",
            ),
            ("https://jsfiddle.net/a/b7/embedded/result/", "https://jsfiddle.net/a/b7/", "jsfiddle"),
            (
                "https://embed.documentcloud.org/documents/7-a/?x=1",
                "https://embed.documentcloud.org/documents/7-a/",
                "documentcloud",
            ),
            ("https://social.example/@ann/7/embed", "https://social.example/@ann/7", "mastodon"),
        ] {
            let (found, name) = page_of(&Url::parse(player).unwrap()).unwrap();
            assert_eq!((found.as_str(), name), (page, provider));
        }
        for other in [
            "https://ads.example/embed/1",
            "https://www.facebook.com/plugins/like.php?href=https%3A%2F%2Fa.example%2F",
            "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fa.example%2F",
            "https://w.soundcloud.com/player/?url=javascript%253Ax",
        ] {
            assert_eq!(page_of(&Url::parse(other).unwrap()), None, "{other}");
        }
        assert_eq!(page_of(&Url::parse("https://www.youtube.com/embed/a%22%3E").unwrap()), None);
    }
}
