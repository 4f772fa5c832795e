//! Software on any host that has the address in the path.

use crate::images::proxies::family::{Family, Place::Anywhere, Undo::With};
use crate::images::proxies::{paths, thumbor};

/// Sorted by name.
pub(super) const TABLE: &[Family] = &[
    Family {
        name: "cloudflare-image",
        source: "https://developers.cloudflare.com/images/transform-images/transform-via-url/",
        place: Anywhere { form: "`/cdn-cgi/image/<options>/<address or path>`", needles: &["/cdn-cgi/image/"] },
        undo: With(paths::cloudflare),
        examples: &[
            ("https://b.com/cdn-cgi/image/fit=cover/https://a.com/x.jpg?k=1", "https://a.com/x.jpg?k=1"),
            (
                "https://b.com/cdn-cgi/image/width=80,quality=75/https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://b.com/cdn-cgi/image/format=auto,onerror=redirect/media/x.jpg?v=2",
                "https://b.com/media/x.jpg?v=2",
            ),
        ],
        left: &["https://b.com/cdn-cgi/image/x.jpg", "https://b.com/cdn-cgi/challenge/x/y"],
    },
    Family {
        name: "invidious",
        source: "https://docs.invidious.io/",
        place: Anywhere { form: "`/vi/<video>/<size>.jpg` on any host but YouTube's", needles: &["/vi/", "/vi_webp/"] },
        undo: With(paths::invidious),
        examples: &[
            ("https://inv.example/vi/abcdefghijk/hqdefault.jpg", "https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg"),
            (
                "https://inv.example/vi/abcd-_ghijk/hq720.jpg?sqp=-oaym%3D&rs=AOn",
                "https://i.ytimg.com/vi/abcd-_ghijk/hq720.jpg?sqp=-oaym%3D&rs=AOn",
            ),
            (
                "https://inv.example/vi_webp/abcdefghijk/maxres.webp",
                "https://i.ytimg.com/vi_webp/abcdefghijk/maxresdefault.webp",
            ),
        ],
        left: &[
            "https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg",
            "https://img.youtube.com/vi/abcdefghijk/0.jpg",
            "https://b.com/vi/abcdefghijk/photo.jpg",
            "https://b.com/vi/short/0.jpg",
        ],
    },
    Family {
        name: "ipx",
        source: "https://github.com/unjs/ipx",
        place: Anywhere { form: "`…/_ipx/<options>/<address or path>`", needles: &["/_ipx/"] },
        undo: With(paths::ipx),
        examples: &[
            ("https://b.com/_ipx/w_300/https://a.com/x.jpg", "https://a.com/x.jpg"),
            (
                "https://b.com/_ipx/f_webp&q_80/https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            ("https://b.com/_ipx/_/media/x.jpg", "https://b.com/media/x.jpg"),
            ("https://b.com/_ipx/s_300x200/https:/a.com/x.jpg", "https://a.com/x.jpg"),
        ],
        left: &["https://b.com/_ipx/x.jpg"],
    },
    Family {
        name: "nitter",
        source: "https://github.com/zedeus/nitter/blob/master/src/utils.nim",
        place: Anywhere {
            form: "`/pic/<encoded path>`, `/pic/enc/<base64>`, `/video/…`",
            needles: &["/pic/", "/video/"],
        },
        undo: With(paths::nitter),
        examples: &[
            (
                "https://nitter.example/pic/media%2FAbC.jpg%3Fname%3Dsmall",
                "https://pbs.twimg.com/media/AbC.jpg?name=small",
            ),
            (
                "https://nitter.example/pic/orig/enc/bWVkaWEvQWJDLmpwZw==",
                "https://pbs.twimg.com/media/AbC.jpg?name=orig",
            ),
            (
                "https://nitter.example/pic/pbs.twimg.com%2Fprofile_images%2F1%2FAb_bigger.png",
                "https://pbs.twimg.com/profile_images/1/Ab_bigger.png",
            ),
            (
                "https://nitter.example/video/0123456789ABC/https%3A%2F%2Fvideo.twimg.com%2Ftweet_video%2FAb.mp4",
                "https://video.twimg.com/tweet_video/Ab.mp4",
            ),
        ],
        left: &[
            "https://b.com/pic/media/x.jpg",
            "https://b.com/pic/other%2Fx.jpg",
            "https://b.com/video/ab/https%3A%2F%2Fa.com%2Fx.mp4",
        ],
    },
    Family {
        name: "redlib",
        source: "https://github.com/redlib-org/redlib/blob/main/src/utils.rs",
        place: Anywhere {
            form: "`/preview/(pre|external-pre)/PATH`; `/img/PATH`, `/thumb/…` on an instance",
            needles: &["/preview/", "libreddit", "redlib", "safereddit"],
        },
        undo: With(paths::redlib),
        examples: &[
            ("https://redlib.example/img/abc.jpg", "https://i.redd.it/abc.jpg"),
            (
                "https://reader.example/preview/pre/abc.jpg?width=640&auto=webp&s=0f1e",
                "https://preview.redd.it/abc.jpg?width=640&auto=webp&s=0f1e",
            ),
            ("https://libreddit.example/thumb/b/a%20b.jpg", "https://b.thumbs.redditmedia.com/a%20b.jpg"),
        ],
        left: &["https://b.com/img/abc.jpg", "https://redlib.example/img/", "https://b.com/preview/x.jpg"],
    },
    Family {
        name: "thumbor",
        source: "https://github.com/thumbor/thumbor/blob/master/thumbor/url.py",
        place: Anywhere {
            form: "`/(unsafe or signature)/<options>/<address or HOST/PATH>`",
            needles: &["/unsafe/", "=/"],
        },
        undo: With(thumbor::original),
        examples: &[
            ("https://t.example/unsafe/300x200/smart/https://a.com/x.jpg?k=1", "https://a.com/x.jpg?k=1"),
            (
                "https://t.example/unsafe/fit-in/300x200/filters:watermark(https://w.com/logo.png,10,10,0):quality(80)/https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://t.example/thumbor/7ZyVPaGO0nMPbUMOFcSCN3pSVUI=/0x0:1280x720/-1200x0/a.com/x.jpg",
                "https://a.com/x.jpg",
            ),
            (
                "https://t.example/unsafe/trim:top-left/adaptive-fit-in/origx200/right/bottom/smart/filters:format(webp)/https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &[
            "https://t.example/unsafe/300x200/photos/x.jpg",
            "https://t.example/unsafe/x.jpg",
            "https://t.example/unsafe/300x200/smart/a.com",
        ],
    },
];
