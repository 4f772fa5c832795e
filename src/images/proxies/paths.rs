//! Path forms that consist of more than one piece of an address, one function per family.
//!
//! The links to the grammars are in the rows of the tables.

use super::Scheme;
use super::family::{by_parameter, relative, unparsed_without_scheme, without_scheme};
use crate::address::{
    self, Address, Parts, Query, accept, base64_text, decode, embedded, first_embedded, is_encoded, is_plain, parameter,
};
use url::Url;

/// `/i/[w<width>/][s/]HOST/PATH`
pub(super) fn amp_cache(url: &Url, _: Scheme) -> Option<Url> {
    let path = url.path();
    let rest = path.strip_prefix("/i/").or_else(|| path.strip_prefix("/ii/"))?;
    let rest = match rest.split_once('/') {
        Some((width, after)) if width.trim_start_matches(['A', 'W', 'w']).bytes().all(|b| b.is_ascii_digit()) => after,
        _ => rest,
    };
    let (scheme, rest) = rest.strip_prefix("s/").map_or((Scheme::Http, rest), |rest| (Scheme::Https, rest));
    with_query(rest, url.query(), scheme)
}

/// `/image_search/src=<address>&refer=…`, everything in the path.
pub(super) fn baidu_gimg(url: &Url, _: Scheme) -> Option<Url> {
    let rest = url.path().strip_prefix("/image_search/src=")?;
    accept(&decode(rest.split_once('&').map_or(rest, |(value, _)| value)))
}

/// `/cdn-cgi/image/<options>/(address or path of the same host)`
pub(super) fn cloudflare(url: &Url, _: Scheme) -> Option<Url> {
    let rest = url.path().strip_prefix("/cdn-cgi/image/")?;
    address_or_path(url, rest)
}

/// `…/_ipx/<options>/(address or path of the same host)`
pub(super) fn ipx(url: &Url, _: Scheme) -> Option<Url> {
    let (_, rest) = url.path().split_once("/_ipx/")?;
    address_or_path(url, rest)
}

fn address_or_path(url: &Url, options_and_rest: &str) -> Option<Url> {
    let (options, rest) = options_and_rest.split_once('/')?;
    if options.is_empty() || rest.is_empty() {
        None
    } else if is_plain(rest) || is_encoded(rest) {
        embedded(rest, url.query(), Query::Origin)
    } else {
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        relative(url, &format!("/{}{query}", rest.trim_start_matches('/')))
    }
}

/// `/v7/(address or HOST/PATH)?<processing>`
pub(super) fn cloudimage(url: &Url, schemeless: Scheme) -> Option<Url> {
    let rest = url.path().strip_prefix("/v7/")?;
    if is_plain(rest) || is_encoded(rest) {
        return embedded(rest, None, Query::Service);
    }
    rest.split_once('/')?;
    without_scheme(rest, schemeless)
}

/// `/<cloud>/(image|video)/fetch/[<signature>/][<options>/][v<version>/](address)`
///
/// The query belongs to the origin, except for `_a`, which the service's own libraries add.
pub(super) fn cloudinary(url: &Url, _: Scheme) -> Option<Url> {
    let rest = url.path().split_once("/fetch/").or_else(|| url.path().split_once("/fetch:"))?.1;
    let rest = if is_plain(rest) || is_encoded(rest) { rest } else { first_embedded(rest)? };
    embedded(rest, url.query().filter(|query| !query.starts_with("_a=")), Query::Origin)
}

/// `/?<address>` or `/?url=<address>`
pub(super) fn corsproxy(url: &Url, schemeless: Scheme) -> Option<Url> {
    let query = url.query()?;
    if is_plain(query) || is_encoded(query) {
        return accept(&if is_plain(query) { query.into() } else { decode(query) });
    }
    by_parameter(url, "url", schemeless)
}

/// `/external/<digest>/[%3F<query>/](http|https)/HOST/PATH`
pub(super) fn discord(url: &Url, _: Scheme) -> Option<Url> {
    let (_, rest) = url.path().strip_prefix("/external/")?.split_once('/')?;
    let (query, rest) = match rest.split_once('/') {
        Some((query, rest)) if address::strip_prefix(query, "%3f").is_some() => (decode(query), rest),
        _ => ("".into(), rest),
    };
    let (scheme, rest) = rest.split_once('/')?;
    if !matches!(scheme, "http" | "https") {
        return None;
    }
    accept(&format!("{scheme}://{rest}{query}"))
}

/// `external…` hosts, and `/safe_image.php` on any
pub(super) fn facebook(url: &Url, schemeless: Scheme) -> Option<Url> {
    let is_external = url.host_str().is_some_and(|host| host.starts_with("external"));
    if is_external || url.path() == "/safe_image.php" { by_parameter(url, "url", schemeless) } else { None }
}

/// `/proxy/…#<address>`
pub(super) fn gmail(url: &Url, _: Scheme) -> Option<Url> {
    if is_gmail(url) { accept(url.fragment()?) } else { None }
}

pub(super) fn is_gmail(url: &Url) -> bool {
    url.host_str().is_some_and(|host| host.starts_with("ci"))
        && ["/proxy/", "/meips/"].iter().any(|path| url.path().starts_with(path))
}

/// `www.google.<country>/imgres?imgurl=<address>`
pub(super) fn google_images(url: &Url, schemeless: Scheme) -> Option<Url> {
    if url.path() == "/imgres" && url.host_str().is_some_and(address::is_google) {
        by_parameter(url, "imgurl", schemeless)
    } else {
        None
    }
}

/// `<container>-opensocial.googleusercontent.com/gadgets/proxy?url=<address>`
pub(super) fn google_opensocial(url: &Url, schemeless: Scheme) -> Option<Url> {
    let container = url.host_str()?.strip_suffix(".googleusercontent.com")?;
    if container.ends_with("-opensocial") && url.path().starts_with("/gadgets/proxy") {
        by_parameter(url, "url", schemeless)
    } else {
        None
    }
}

/// `/vi/<identifier>/<size>.jpg` on an instance
pub(super) fn invidious(url: &Url, _: Scheme) -> Option<Url> {
    let path = url.path();
    let rest = path.strip_prefix("/vi/").or_else(|| path.strip_prefix("/vi_webp/"))?;
    let (video, file) = rest.split_once('/')?;
    let (size, extension) = file.rsplit_once('.')?;
    let is_video = video.len() == 11 && video.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    let is_size = matches!(
        size.trim_end_matches(['1', '2', '3']),
        "" | "0"
            | "default"
            | "hq"
            | "hq720"
            | "hqdefault"
            | "maxres"
            | "maxresdefault"
            | "mq"
            | "mqdefault"
            | "sd"
            | "sddefault"
    );
    let host = url.host_str()?;
    let is_origin = [".ytimg.com", ".youtube.com", ".youtube-nocookie.com"].iter().any(|domain| host.ends_with(domain));
    // With a parameter for the host it is a Piped address.
    let is_piped = parameter(url.query(), "host").is_some();
    if !is_video || !is_size || is_origin || is_piped || !matches!(extension, "jpg" | "webp") {
        return None;
    }
    let path = path.replace("/maxres.", "/maxresdefault.");
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    accept(&format!("https://i.ytimg.com{path}{query}"))
}

/// `/pic/[orig/](<path at the origin, encoded>|enc/<base64 of it>)`, `/video/<digest>/<address, encoded>`
pub(super) fn nitter(url: &Url, _: Scheme) -> Option<Url> {
    let path = url.path();
    if let Some(rest) = path.strip_prefix("/video/") {
        let address = match rest.strip_prefix("enc/") {
            Some(rest) => base64_text(rest.split_once('/')?.1)?,
            None => decode(rest.split_once('/').filter(|(_, rest)| is_encoded(rest))?.1).into_owned(),
        };
        return accept(&address).filter(|found| found.host_str().is_some_and(|host| host.ends_with(".twimg.com")));
    }
    let rest = path.strip_prefix("/pic/")?;
    let (rest, original) = rest.strip_prefix("orig/").map_or((rest, false), |rest| (rest, true));
    let text = match rest.strip_prefix("enc/") {
        Some(rest) => base64_text(rest)?,
        None if rest.contains("%2F") || rest.contains("%2f") => decode(rest).into_owned(),
        None => return None,
    };
    let (first, _) = text.split_once('/')?;
    let host = match first {
        "abs.twimg.com" | "pbs.twimg.com" | "video.twimg.com" => "",
        "amplify_video_thumb"
        | "card_img"
        | "ext_tw_video_thumb"
        | "list_banner_img"
        | "media"
        | "profile_banners"
        | "profile_images"
        | "semantic_core_img"
        | "tweet_video_thumb" => "pbs.twimg.com/",
        _ => return None,
    };
    let name = if original && !text.contains('?') { "?name=orig" } else { "" };
    accept(&format!("https://{host}{text}{name}"))
}

/// `/HOST/PATH?[ssl=1&][q=<the origin's own query>&]<processing>`
pub(super) fn photon(url: Parts<'_>, _: Scheme) -> Option<Address> {
    let rest = url.path.strip_prefix('/')?;
    // Without a path it would be a file of the service itself.
    rest.split_once('/')?;
    // A damaged `&#038;ssl=1` has become a fragment.
    let damaged = url.fragment.and_then(|fragment| fragment.strip_prefix("038;"));
    let has_ssl = [url.query, damaged].into_iter().flatten().flat_map(address::pairs).any(|pair| {
        let pair = pair.strip_prefix("amp;").or_else(|| pair.strip_prefix("#038;")).unwrap_or(pair);
        pair.strip_prefix("ssl").is_some_and(|value| value.is_empty() || value.starts_with('='))
    });
    let scheme = if has_ssl { Scheme::Https } else { Scheme::Http };
    match parameter(url.query, "q") {
        Some(query) => unparsed_without_scheme(&format!("{rest}?{}", decode(query)), scheme),
        None => unparsed_without_scheme(rest, scheme),
    }
}

/// `…?host=<YouTube's host>`
pub(super) fn piped(url: &Url, _: Scheme) -> Option<Url> {
    let host = parameter(url.query(), "host")?;
    let is_origin = [".ytimg.com", ".ggpht.com", ".googleusercontent.com"].iter().any(|domain| host.ends_with(domain));
    if !is_origin || !address::is_host_name(host) || url.host_str() == Some(host) {
        return None;
    }
    let kept: Vec<&str> = url
        .query()?
        .split('&')
        .filter(|pair| !matches!(pair.split('=').next(), Some("host" | "qhash" | "ump" | "rewrite")))
        .collect();
    let mark = if kept.is_empty() { "" } else { "?" };
    accept(&format!("https://{host}{}{mark}{}", url.path(), kept.join("&")))
}

/// The same path at the origin.
pub(super) fn pixiv(url: &Url, _: Scheme) -> Option<Url> {
    let path =
        Some(url.path()).filter(|path| ["/img-", "/c/", "/user-profile/"].iter().any(|form| path.starts_with(form)))?;
    accept(&format!("https://i.pximg.net{path}"))
}

/// `/preview/(pre|external-pre)/PATH` on any host; `/img/PATH` and `/thumb/<host>/PATH` on an instance
pub(super) fn redlib(url: &Url, _: Scheme) -> Option<Url> {
    let path = url.path();
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    if let Some(rest) = path.strip_prefix("/preview/") {
        let (place, rest) = rest.split_once('/')?;
        let host = match place {
            "pre" => "preview",
            "external-pre" => "external-preview",
            _ => return None,
        };
        return accept(&format!("https://{host}.redd.it/{rest}{query}"));
    }
    let names = ["libreddit", "redlib", "safereddit"];
    if !url.host_str().is_some_and(|host| names.iter().any(|name| host.contains(name))) {
        return None;
    }
    if let Some(rest) = path.strip_prefix("/img/").filter(|rest| !rest.is_empty()) {
        return accept(&format!("https://i.redd.it/{rest}{query}"));
    }
    let (host, rest) = path.strip_prefix("/thumb/")?.split_once('/')?;
    if !matches!(host, "a" | "b") {
        return None;
    }
    accept(&format!("https://{host}.thumbs.redditmedia.com/{rest}{query}"))
}

/// `/img/HOST[/<options>]/PATH`
pub(super) fn statically(url: &Url, _: Scheme) -> Option<Url> {
    let (host, path) = url.path().strip_prefix("/img/")?.split_once('/')?;
    let path = match path.split_once('/') {
        Some((options, path))
            if options.split(',').all(|option| matches!(option.split_once('='), Some(("f" | "h" | "q" | "w", _)))) =>
        {
            path
        }
        _ => path,
    };
    with_query(&format!("{host}/{path}"), url.query(), Scheme::Https)
}

/// `/web/<time stamp>[<flag>_]/(address or HOST/PATH)`
pub(super) fn wayback(url: &Url, _: Scheme) -> Option<Url> {
    let (stamp, rest) = url.path().strip_prefix("/web/")?.split_once('/')?;
    let digits = stamp.trim_end_matches(|c: char| c.is_ascii_lowercase() || c == '_');
    if stamp.is_empty() || digits.len() > 14 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if is_plain(rest) || is_encoded(rest) {
        return embedded(rest, url.query(), Query::Origin);
    }
    with_query(rest, url.query(), Scheme::Http)
}

/// `/proxy/(address or HOST/PATH)`
pub(super) fn xuehua(url: &Url, schemeless: Scheme) -> Option<Url> {
    let rest = url.path().strip_prefix("/proxy/")?;
    if is_plain(rest) || is_encoded(rest) {
        return embedded(rest, url.query(), Query::Origin);
    }
    with_query(rest, url.query(), schemeless)
}

/// `/<service>/api/res/1.2/<signature>/<options>/(address)[.cf.jpg]`
pub(super) fn yahoo(url: &Url, _: Scheme) -> Option<Url> {
    let (_, rest) = url.path().split_once("/api/res/1.2/")?;
    let rest = first_embedded(rest)?;
    let rest = [".cf.jpg", ".cf.webp"].iter().find_map(|suffix| rest.strip_suffix(suffix)).unwrap_or(rest);
    embedded(rest, url.query(), Query::Origin)
}

/// `yandex.<country>/images/search?img_url=<address>`
pub(super) fn yandex(url: &Url, schemeless: Scheme) -> Option<Url> {
    let is_yandex = url.host_str().is_some_and(|host| address::is_of_every_country(host, "yandex"));
    if url.path().starts_with("/images") && is_yandex { by_parameter(url, "img_url", schemeless) } else { None }
}

/// Reads a parameter of a path with this end, after any base path of the site.
macro_rules! by_path_end {
    ($($(#[$doc:meta])* $name:ident: $end:literal, $parameter:literal;)*) => {
        $(
            $(#[$doc])*
            pub(super) fn $name(url: &Url, schemeless: Scheme) -> Option<Url> {
                if url.path().trim_end_matches('/').ends_with($end) {
                    by_parameter(url, $parameter, schemeless)
                } else {
                    None
                }
            }
        )*
    };
}

by_path_end! {
    /// `…/_image?href=<address>`
    astro: "/_image", "href";
    /// `…/api/v3/image_proxy?url=<address>`, `/image_proxy?url=<address>`
    image_proxy: "/image_proxy", "url";
    /// `…/.netlify/images?url=<address>`
    netlify: "/.netlify/images", "url";
    /// `…/_next/image?url=<address>`
    next: "/_next/image", "url";
    /// `…/_vercel/image?url=<address>`
    vercel: "/_vercel/image", "url";
}

/// `/dims4/<client>/<digest>/…?url=<address>`
pub(super) fn dims(url: &Url, schemeless: Scheme) -> Option<Url> {
    let is_dims = ["/dims3/", "/dims4/", "/dims/"].iter().any(|path| url.path().starts_with(path));
    if is_dims { by_parameter(url, "url", schemeless) } else { None }
}

/// `/proxy/<kind>.webp?url=<address>`
pub(super) fn misskey(url: &Url, schemeless: Scheme) -> Option<Url> {
    let file = url.path().strip_prefix("/proxy/")?;
    if file.contains('.') && !file.contains('/') { by_parameter(url, "url", schemeless) } else { None }
}

/// The address may be in quotation marks.
pub(super) fn naver(url: &Url, schemeless: Scheme) -> Option<Url> {
    let value = decode(parameter(url.query(), "src")?);
    match value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) {
        Some(value) => accept(value),
        None => by_parameter(url, "src", schemeless),
    }
}

/// `…/public.php?op=pluginhandler&plugin=af_proxy_http&pmethod=imgproxy&url=<address>`
pub(super) fn tt_rss(url: &Url, schemeless: Scheme) -> Option<Url> {
    let is_plugin = matches!(parameter(url.query(), "plugin"), Some("af_proxy_http" | "af_zz_imgproxy"));
    if is_plugin && url.path().ends_with("/public.php") { by_parameter(url, "url", schemeless) } else { None }
}

/// Reads `HOST/PATH` with its query.
fn with_query(rest: &str, query: Option<&str>, scheme: Scheme) -> Option<Url> {
    match query {
        Some(query) => without_scheme(&format!("{rest}?{query}"), scheme),
        None => without_scheme(rest, scheme),
    }
}
