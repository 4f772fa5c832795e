//! Pages of films and tunes, from the addresses of their players.

use url::Url;

use crate::article::WebUrl;

/// The page that a player's address belongs to, and its provider.
pub(crate) fn page_of(url: &Url) -> Option<(WebUrl, &'static str)> {
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let path = url.path();
    let query = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let page = match host {
        "youtube.com" | "youtube-nocookie.com" | "m.youtube.com" => {
            let id = match path.strip_prefix("/embed/").or_else(|| path.strip_prefix("/v/")) {
                Some("videoseries") => {
                    return page(&format!("https://www.youtube.com/playlist?list={}", id(&query("list")?)?), "youtube");
                }
                Some(rest) => rest.split('/').next()?.to_owned(),
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
            let track = Url::parse(&query("url")?).ok()?;
            return WebUrl::from_url(track).filter(WebUrl::is_http).map(|url| (url, "soundcloud"));
        }
        "open.spotify.com" => (format!("https://open.spotify.com{}", path.replacen("/embed", "", 1)), "spotify"),
        "v.qq.com" => (format!("https://v.qq.com/x/page/{}.html", id(&query("vid")?)?), "tencent"),
        "player.youku.com" => (format!("https://v.youku.com/v_show/id_{last}.html"), "youku"),
        "embed.ted.com" => (format!("https://www.ted.com{path}"), "ted"),
        "platform.twitter.com" => (format!("https://twitter.com/i/status/{}", id(&query("id")?)?), "twitter"),
        _ => return None,
    };
    self::page(&page.0, page.1)
}

fn page(address: &str, provider: &'static str) -> Option<(WebUrl, &'static str)> {
    WebUrl::parse(address).map(|url| (url, provider))
}

/// An id as providers make them; anything else could be a way out of the address that is built from it.
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
        ] {
            let (found, name) = page_of(&Url::parse(player).unwrap()).unwrap();
            assert_eq!((found.as_str(), name), (page, provider));
        }
        assert_eq!(page_of(&Url::parse("https://ads.example/embed/1").unwrap()), None);
        assert_eq!(page_of(&Url::parse("https://www.youtube.com/embed/a%22%3E").unwrap()), None);
    }
}
