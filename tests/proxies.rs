//! Properties of every address: proxies and redirectors never panic, return only web addresses, and return the
//! original.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use feedscrub::images::proxies::{Proxies, Resolution};
use feedscrub::links::{Target, clean_url, resolve};
use proptest::prelude::*;
use std::sync::LazyLock;
use url::Url;

static PROXIES: LazyLock<Proxies> = LazyLock::new(Proxies::builtin);

/// A family and the function that makes its address from an original.
type Wrap = (&'static str, fn(&Url) -> String);

/// Encodes like `encodeURIComponent`.
fn encoded(text: &str) -> String {
    const SET: &percent_encoding::AsciiSet =
        &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    percent_encoding::utf8_percent_encode(text, SET).to_string()
}

fn base64(url: &Url) -> String {
    data_encoding::BASE64URL_NOPAD.encode(url.as_str().as_bytes())
}

fn hex(url: &Url) -> String {
    data_encoding::HEXLOWER.encode(url.as_str().as_bytes())
}

fn after_scheme(url: &Url) -> &str {
    url.as_str().split_once("://").map_or("", |(_, rest)| rest)
}

fn https(url: &Url) -> bool {
    url.scheme() == "https"
}

macro_rules! parameter {
    ($name:literal, $prefix:literal) => {
        ($name, |url: &Url| format!(concat!($prefix, "{}"), encoded(url.as_str())))
    };
    ($name:literal, $prefix:literal, $suffix:literal) => {
        ($name, |url: &Url| format!(concat!($prefix, "{}", $suffix), encoded(url.as_str())))
    };
}

const DIGEST: &str = "0123456789abcdef0123456789abcdef01234567";

/// Every family that can contain any address.
const WRAPS: &[Wrap] = &[
    parameter!("allorigins", "https://api.allorigins.win/raw?url="),
    ("amp-cache", |url| {
        format!("https://a.cdn.ampproject.org/i/{}{}", if https(url) { "s/" } else { "" }, after_scheme(url))
    }),
    parameter!("astro", "https://b.example/_image?href=", "&w=1"),
    parameter!("baidu", "https://image.baidu.com/search/down?url="),
    parameter!("baidu-gimg", "https://gimg2.baidu.com/image_search/src=", "&refer=x"),
    parameter!("baidu-timg", "https://timgsa.baidu.com/timg?image&quality=80&src="),
    ("brave-search", |url| {
        format!(
            "https://imgs.search.brave.com/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-AbCdE/rs:fit:1:1/g:ce/{}",
            base64(url)
        )
    }),
    ("camo", |url| format!("https://camo.example/{DIGEST}/{}", hex(url))),
    ("camo-query", |url| format!("https://camo.example/{DIGEST}?url={}", encoded(url.as_str()))),
    ("cloudflare-image", |url| format!("https://b.example/cdn-cgi/image/width=80,quality=75/{url}")),
    parameter!("cloudimage", "https://t.cloudimg.io/v7/", "?w=1"),
    parameter!("cloudinary-fetch", "https://res.cloudinary.com/demo/image/fetch/s--AbCdEfGh--/w_300,f_auto/"),
    parameter!("codetabs", "https://api.codetabs.com/v1/proxy?quest="),
    ("cors-prefix", |url| format!("https://cors-anywhere.herokuapp.com/{url}")),
    parameter!("corsproxy", "https://corsproxy.io/?"),
    ("csdn", |url| format!("https://imgconvert.csdnimg.cn/{}", base64(url))),
    parameter!("dims", "https://b.example/dims4/default/ab/2147483647/strip/true/?url="),
    ("discord", |url| {
        let query = url.query().map(|query| encoded(&format!("?{query}")) + "/").unwrap_or_default();
        let rest = after_scheme(url).split('?').next().unwrap_or_default();
        format!("https://images-ext-1.discordapp.net/external/AbCd/{query}{}/{rest}?width=1", url.scheme())
    }),
    parameter!("duckduckgo", "https://external-content.duckduckgo.com/iu/?u=", "&f=1&nofb=1"),
    parameter!("embedly", "https://i.embed.ly/1/display/resize?key=1&url="),
    parameter!("facebook", "https://external.xx.fbcdn.net/safe_image.php?d=AQ&url="),
    parameter!("filestack", "https://cdn.filestackcontent.com/AKey/resize=width:300/"),
    ("gmail-proxy", |url| format!("https://ci3.googleusercontent.com/proxy/AbCd=s0-d-e1-ft#{url}")),
    parameter!("google-images", "https://www.google.com/imgres?imgurl=", "&h=1"),
    parameter!("google-opensocial", "https://images1-focus-opensocial.googleusercontent.com/gadgets/proxy?url="),
    parameter!("image-proxy", "https://b.example/image_proxy?url="),
    parameter!("imagekit", "https://ik.imagekit.io/id/tr:w-300/"),
    parameter!("imgix-webproxy", "https://x.imgix.net/", "?w=1&s=ab"),
    parameter!("imgproxy", "https://img.example/insecure/rs:fill:300:400:0/g:sm/plain/", "@webp"),
    ("imgproxy", |url| format!("https://img.example/insecure/rs:fill:300:400:0/{}.webp", base64(url))),
    ("inoreader", |url| format!("https://www.inoreader.com/camo/AbCd,b64/{}", base64(url))),
    parameter!("ipx", "https://b.example/_ipx/w_200/"),
    ("miniflux", |url| {
        format!("https://reader.example/proxy/e9iLUT0nyrwvvmT7vIb1Slw6RNlaA_O76rHbq2M3Sp4=/{}", base64(url))
    }),
    parameter!("misskey", "https://m.example/proxy/image.webp?url="),
    parameter!("naver", "https://search.pstatic.net/common?src="),
    parameter!("netease", "https://nimg.ws.126.net/?url=", "&thumbnail=660x2147483647&quality=80"),
    parameter!("netlify", "https://b.example/.netlify/images?url="),
    parameter!("next-image", "https://b.example/_next/image?url=", "&w=640&q=75"),
    ("optimole", |url| format!("https://m.i.optimole.com/w:300/h:200/q:auto/{url}")),
    ("photon", |url| {
        let query = url.query().map(|query| format!("q={}&", encoded(query))).unwrap_or_default();
        let rest = after_scheme(url).split('?').next().unwrap_or_default();
        format!("https://i0.wp.com/{rest}?{query}resize=1{}", if https(url) { "&ssl=1" } else { "" })
    }),
    parameter!("pixnet", "https://imageproxy.pimg.tw/resize?url="),
    parameter!("pocket", "https://pocket-image-cache.com/1200x/filters:format(jpg):extract_focal()/"),
    parameter!("qq-reader", "https://read.html5.qq.com/image?src=forum&imageUrl="),
    parameter!("qwant", "https://s1.qwant.com/thumbr/0x0/a/b/x.jpg?u="),
    ("shortpixel", |url| format!("https://sp-ao.shortpixel.ai/client/q_glossy,ret_img/{url}")),
    parameter!("slack", "https://slack-imgs.com/?c=1&url="),
    parameter!("sogou", "https://img01.sogoucdn.com/v2/thumb?appid=1&url="),
    parameter!("startpage", "https://www.startpage.com/av/proxy-image?piurl="),
    ("statically", |url| {
        let (host, path) = after_scheme(url).split_once('/').unwrap_or_default();
        // Every address of this family is `https`.
        if https(url) { format!("https://cdn.statically.io/img/{host}/f=auto,w=600/{path}") } else { wrap_weserv(url) }
    }),
    parameter!("substack", "https://substackcdn.com/image/fetch/$s_!AbCd!,w_1456,c_limit/"),
    parameter!("thumbor", "https://t.example/unsafe/fit-in/300x200/filters:watermark(https://w.com/l.png,1,1,0)/"),
    parameter!("tt-rss", "https://rss.example/public.php?plugin=af_proxy_http&url="),
    parameter!("uploadcare", "https://key.ucr.io/-/preview/1x1/"),
    parameter!("vercel", "https://b.example/_vercel/image?url="),
    parameter!("washington-post", "https://www.washingtonpost.com/wp-apps/imrs.php?src=", "&w=1"),
    ("wayback", |url| format!("https://web.archive.org/web/20200101000000im_/{url}")),
    ("weserv", wrap_weserv),
    ("xuehua", |url| format!("https://pic1.xuehuaimg.com/proxy/{url}")),
    parameter!("yahoo", "https://s.yimg.com/ny/api/res/1.2/AbCd--/YXBw--/", ".cf.jpg"),
    parameter!("yandex", "https://yandex.ru/images/search?img_url="),
];

fn wrap_weserv(url: &Url) -> String {
    format!("https://images.weserv.nl/?w=1&url={}&default=1", encoded(url.as_str()))
}

/// Addresses of origins: with ports, other scripts, embedded addresses and query characters.
fn origin() -> impl Strategy<Value = Url> {
    let host = prop_oneof![
        "[a-z]{1,8}\\.example",
        "[a-z]{1,5}\\.[a-z0-9-]{1,5}x\\.example",
        Just("中文.example".to_owned()),
        Just("bücher.example".to_owned()),
    ];
    let segment = prop_oneof![
        8 => "[A-Za-z0-9._~!$'()*+,;=:@-]{0,12}",
        2 => "[\\p{Han}\\p{Cyrillic} ]{1,5}",
        1 => Just("%2F%3F%25%E4".to_owned()),
        1 => Just("https:".to_owned()),
    ];
    let query = prop_oneof![
        Just(String::new()),
        "\\?[a-z]{1,4}=[A-Za-z0-9%&=+?/:.-]{0,20}",
        Just("?u=https://b.example/?x=1&y=%2520+中".to_owned()),
    ];
    (
        prop_oneof![Just("http"), Just("https")],
        host,
        prop_oneof![Just(""), Just(":8443")],
        proptest::collection::vec(segment, 1..5),
        query,
    )
        .prop_filter_map("an address", |(scheme, host, port, segments, query)| {
            let url = Url::parse(&format!("{scheme}://{host}{port}/{}{query}", segments.join("/"))).ok()?;
            // An origin that looks proxied would rightly be resolved too.
            (*PROXIES.resolve(&url).original().unwrap_or(&url) == url && PROXIES.resolve(&url) == Resolution::Direct)
                .then_some(url)
        })
}

fn check_result(url: &Url) -> Result<(), TestCaseError> {
    let resolution = PROXIES.resolve(url);
    if let Some(found) = resolution.original() {
        prop_assert!(matches!(found.scheme(), "http" | "https"), "{url} gives {found}");
        prop_assert!(
            found.has_host() && found.username().is_empty() && found.password().is_none(),
            "{url} gives {found}"
        );
        prop_assert!(!found.as_str().chars().any(|c| c.is_control() || c.is_whitespace()), "{url} gives {found}");
        prop_assert_eq!(&Url::parse(found.as_str()), &Ok(found.clone()));
        prop_assert!(PROXIES.resolve(found).original().is_none(), "{} gives {}", url, found);
    }
    if let Some(cleaned) = clean_url(url) {
        prop_assert!(matches!(cleaned.url.scheme(), "http" | "https"), "{url} gives {}", cleaned.url);
        prop_assert!(cleaned.url.username().is_empty(), "{url} gives {}", cleaned.url);
        prop_assert_eq!(clean_url(&cleaned.url), None, "{} gives {}", url, cleaned.url);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn every_family_gives_back_what_was_wrapped(origin in origin()) {
        for (name, wrap) in WRAPS {
            let wrapped = wrap(&origin);
            let url = Url::parse(&wrapped).unwrap();
            let resolution = PROXIES.resolve(&url);
            prop_assert_eq!(resolution.original(), Some(&origin), "{}: {}", name, wrapped);
            check_result(&url)?;
        }
    }

    #[test]
    fn two_families_in_one_another_give_the_innermost(
        origin in origin(),
        outer in 0..WRAPS.len(),
        inner in 0..WRAPS.len(),
    ) {
        let (Some((outer_name, outer)), Some((inner_name, inner))) = (WRAPS.get(outer), WRAPS.get(inner)) else {
            unreachable!("the indices are below the length");
        };
        // A fragment cannot be embedded: it ends the outer address.
        if *inner_name == "gmail-proxy" {
            return Ok(());
        }
        let url = Url::parse(&outer(&Url::parse(&inner(&origin)).unwrap())).unwrap();
        let resolution = PROXIES.resolve(&url);
        prop_assert_eq!(resolution.original(), Some(&origin), "{} around {}: {}", outer_name, inner_name, url);
    }

    #[test]
    fn user_names_are_never_restored(origin in origin(), name in 0..WRAPS.len()) {
        let mut with_user = origin;
        with_user.set_username("user").unwrap();
        let url = Url::parse(&WRAPS[name].1(&with_user)).unwrap();
        prop_assert!(PROXIES.resolve(&url).original().is_none(), "{}", url);
    }

    #[test]
    fn any_text_is_survived(
        prefix in prop_oneof![
            (0..WRAPS.len()).prop_map(|index| {
                let url = WRAPS[index].1(&Url::parse("http://a.example/").unwrap());
                url.split(['%', '#']).next().unwrap_or_default().to_owned()
            }),
            Just("https://a.com/".to_owned()),
            Just("https://www.google.com/url?q=".to_owned()),
            Just("https://urldefense.com/v3/__".to_owned()),
            Just("https://www.bing.com/ck/a?u=a1".to_owned()),
        ],
        text in "\\PC{0,40}|(%[0-9a-fA-F]{2}|[/?#&=:@.]|http|https|unsafe|中){0,20}",
        target in prop_oneof![Just(Target::Image), Just(Target::Link)],
    ) {
        let base = Url::parse("https://base.example/x").unwrap();
        if let Ok(url) = resolve(Some(&base), &text, target) {
            prop_assert!(matches!(url.scheme(), "http" | "https" | "mailto"), "{text}");
            check_result(&url)?;
        }
        if let Ok(url) = Url::parse(&format!("{prefix}{text}")) {
            check_result(&url)?;
        }
    }
}

#[test]
fn every_reversible_family_that_carries_any_address_is_wrapped() {
    // These map paths of one service and embed no address.
    let own_paths = ["invidious", "nitter", "piped", "pixiv-mirror", "redlib"];
    for name in PROXIES.iter() {
        let known = WRAPS.iter().any(|(wrapped, _)| *wrapped == name) || own_paths.contains(&name);
        let irreversible = [
            "bing-thumbnail",
            "cloudflare-images",
            "gmail-proxy-signed",
            "google-proxy",
            "google-thumbnail",
            "imgproxy-encrypted",
            "medium",
            "reddit-external-preview",
            "yandex-thumbnail",
        ];
        assert!(known || irreversible.contains(&name), "{name} has no property test");
    }
}

#[test]
fn no_family_gives_back_a_private_host() {
    for host in ["127.1", "192.168.0.1", "[::1]", "localhost", "printer.local", "metadata.google.internal"] {
        let origin = Url::parse(&format!("http://{host}/x.jpg")).unwrap();
        for (name, wrap) in WRAPS {
            let url = Url::parse(&wrap(&origin)).unwrap();
            assert_eq!(PROXIES.resolve(&url).original(), None, "{name}: {url}");
        }
    }
}

#[test]
fn deep_nesting_is_bounded() {
    let mut url = Url::parse("https://a.example/x.jpg").unwrap();
    for _ in 0..8 {
        url = Url::parse(&wrap_weserv(&url)).unwrap();
    }
    assert_eq!(PROXIES.resolve(&url).original().map(Url::as_str), Some("https://a.example/x.jpg"));
    assert_eq!(PROXIES.resolve_within(&url, 7), Resolution::TooDeep);
    let url = Url::parse(&wrap_weserv(&url)).unwrap();
    assert_eq!(PROXIES.resolve(&url), Resolution::TooDeep);
    assert_eq!(PROXIES.resolve_within(&Url::parse("https://a.example/").unwrap(), 0), Resolution::Direct);
}
