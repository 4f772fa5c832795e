//! Software on any host that has the address in a parameter of the query.

use crate::images::proxies::family::{Family, Place::Anywhere, Undo::With};
use crate::images::proxies::paths;

/// Sorted by name.
pub(super) const TABLE: &[Family] = &[
    Family {
        name: "astro",
        source: "https://docs.astro.build/en/guides/images/",
        place: Anywhere { form: "`…/_image?href=<address or path>`", needles: &["/_image"] },
        undo: With(paths::astro),
        examples: &[
            ("https://b.com/_image?href=https%3A%2F%2Fa.com%2Fx.jpg&w=300&f=webp", "https://a.com/x.jpg"),
            ("https://b.com/_image?href=%2F_astro%2Fx.hash.jpg&f=webp", "https://b.com/_astro/x.hash.jpg"),
            (
                "https://b.com/base/_image?href=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://b.com/_image?href=javascript%3Aalert(1)", "https://b.com/_image/x.jpg"],
    },
    Family {
        name: "dims",
        source: "https://github.com/dims-cloud/mod-dims",
        place: Anywhere { form: "`/dims4/…?url=<address>`", needles: &["/dims"] },
        undo: With(paths::dims),
        examples: &[
            (
                "https://dims.b.com/dims4/default/0f1e/2147483647/strip/true/crop/300x200+0+0/resize/300x200!/quality/90/?url=https%3A%2F%2Fa.com%2Fx.jpg",
                "https://a.com/x.jpg",
            ),
            (
                "https://b.com/dims4/default/ab/2147483647/strip/true/?url=http%3A%2F%2Fa.com%2Fx%2Fy.jpg%3Fk%3D1",
                "http://a.com/x/y.jpg?k=1",
            ),
            (
                "https://b.com/dims3/b/resize/300x/https?url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://b.com/dims4/default/ab/x.jpg"],
    },
    Family {
        name: "google-images",
        source: "https://www.google.com/imghp",
        place: Anywhere { form: "`www.google.<country>/imgres?imgurl=<address>`", needles: &["/imgres"] },
        undo: With(paths::google_images),
        examples: &[
            (
                "https://www.google.com/imgres?imgurl=https://a.com/x.jpg&imgrefurl=https://a.com/",
                "https://a.com/x.jpg",
            ),
            (
                "https://www.google.com.hk/imgres?imgrefurl=https%3A%2F%2Fa.com&imgurl=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://www.google.co.uk/imgres?imgurl=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg&h=1",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://www.google.com.evil.com/imgres?imgurl=https%3A%2F%2Fa.com%2Fx.jpg"],
    },
    Family {
        name: "image-proxy",
        source: "https://github.com/LemmyNet/lemmy/pull/4035",
        place: Anywhere { form: "`…/image_proxy?url=<address>`, of Lemmy and SearXNG", needles: &["/image_proxy"] },
        undo: With(paths::image_proxy),
        examples: &[
            ("https://lemmy.example/api/v3/image_proxy?url=https%3A%2F%2Fa.com%2Fx.jpg", "https://a.com/x.jpg"),
            (
                "https://searx.example/image_proxy?url=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520&h=ab",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://searx.example/searx/image_proxy?url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg&h=ab",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://b.com/image_proxy/x.jpg"],
    },
    Family {
        name: "misskey",
        source: "https://github.com/misskey-dev/media-proxy",
        place: Anywhere { form: "`/proxy/<kind>.webp?url=<address>`", needles: &["/proxy/"] },
        undo: With(paths::misskey),
        examples: &[
            ("https://m.example/proxy/image.webp?url=https%3A%2F%2Fa.com%2Fx.jpg", "https://a.com/x.jpg"),
            (
                "https://m.example/proxy/preview.webp?preview=1&url=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://proxy.m.example/proxy/static.webp?url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg&static=1",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://m.example/proxy/page?url=https%3A%2F%2Fa.com%2Fx.jpg"],
    },
    Family {
        name: "netlify",
        source: "https://docs.netlify.com/image-cdn/overview/",
        place: Anywhere { form: "`…/.netlify/images?url=<address or path>`", needles: &["/.netlify/images"] },
        undo: With(paths::netlify),
        examples: &[
            ("https://b.com/.netlify/images?url=https://a.com/x.jpg&w=50", "https://a.com/x.jpg"),
            ("https://b.com/.netlify/images?fit=cover&url=%2Fx%20y.jpg", "https://b.com/x%20y.jpg"),
            (
                "https://b.com/.netlify/images?url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://b.com/.netlify/images?url=%2F%2F"],
    },
    Family {
        name: "next-image",
        source: "https://nextjs.org/docs/app/api-reference/components/image",
        place: Anywhere { form: "`…/_next/image?url=<address or path>`", needles: &["/_next/image"] },
        undo: With(paths::next),
        examples: &[
            ("https://b.com/_next/image?url=%2Fmedia%2Fx.png&w=640&q=75", "https://b.com/media/x.png"),
            (
                "https://b.com/_next/image?url=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520&w=1",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://b.com/docs/_next/image/?w=1&url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
            ("https://b.com:8443/_next/image?amp;w=1&amp;url=%2Fx.png", "https://b.com:8443/x.png"),
        ],
        left: &["https://b.com/_next/image?w=640", "https://b.com/_next/static/x.jpg"],
    },
    Family {
        name: "piped",
        source: "https://github.com/TeamPiped/piped-proxy",
        place: Anywhere { form: "`…?host=<host of YouTube>`", needles: &["host="] },
        undo: With(paths::piped),
        examples: &[
            (
                "https://pipedproxy.example/vi/abcdefghijk/hqdefault.jpg?host=i.ytimg.com",
                "https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg",
            ),
            (
                "https://pipedproxy.example/vi/abcdefghijk/hq720.jpg?sqp=-oaym%3D%3D&rs=AOn4&host=i.ytimg.com",
                "https://i.ytimg.com/vi/abcdefghijk/hq720.jpg?sqp=-oaym%3D%3D&rs=AOn4",
            ),
            ("https://pipedproxy.example/ytc/AB=s48?qhash=ab&host=yt3.ggpht.com", "https://yt3.ggpht.com/ytc/AB=s48"),
        ],
        left: &["https://b.com/x.jpg?host=i.ytimg.com.evil.com", "https://i.ytimg.com/x.jpg?host=i.ytimg.com"],
    },
    Family {
        name: "tt-rss",
        source: "https://gitlab.tt-rss.org/tt-rss/tt-rss",
        place: Anywhere { form: "`…/public.php?plugin=af_proxy_http&url=<address>`", needles: &["/public.php"] },
        undo: With(paths::tt_rss),
        examples: &[
            (
                "https://rss.example/public.php?op=pluginhandler&plugin=af_proxy_http&pmethod=imgproxy&url=https%3A%2F%2Fa.com%2Fx.jpg",
                "https://a.com/x.jpg",
            ),
            (
                "https://rss.example/tt-rss/public.php?op=pluginhandler&plugin=af_proxy_http&pmethod=imgproxy&url=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://rss.example/public.php?op=pluginhandler&plugin=af_zz_imgproxy&pmethod=imgproxy&text=x&url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://rss.example/public.php?op=share&url=https%3A%2F%2Fa.com%2Fx.jpg"],
    },
    Family {
        name: "vercel",
        source: "https://vercel.com/docs/image-optimization",
        place: Anywhere { form: "`…/_vercel/image?url=<address or path>`", needles: &["/_vercel/image"] },
        undo: With(paths::vercel),
        examples: &[
            ("https://b.com/_vercel/image?url=https://a.com/x.jpg&w=1&q=75", "https://a.com/x.jpg"),
            ("https://b.com/_vercel/image?url=%2Fx%2Fy.jpg&w=1", "https://b.com/x/y.jpg"),
            (
                "https://b.com/_vercel/image?w=1&url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &[],
    },
    Family {
        name: "yandex",
        source: "https://yandex.com/images/",
        place: Anywhere { form: "`yandex.<country>/images/…?img_url=<address>`", needles: &["img_url="] },
        undo: With(paths::yandex),
        examples: &[
            ("https://yandex.ru/images/search?pos=1&img_url=https://a.com/x.jpg&rpt=simage", "https://a.com/x.jpg"),
            (
                "https://yandex.com/images/search?img_url=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://www.yandex.com.tr/images/search?text=x&img_url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://yandex.evil.com/images/search?img_url=https%3A%2F%2Fa.com%2Fx.jpg"],
    },
];
