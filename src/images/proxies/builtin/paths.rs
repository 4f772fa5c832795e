//! Services on their own hosts that have the address in the path.

use crate::address::Query;
use crate::images::proxies::family::{
    Family,
    Place::Hosts,
    Undo::{Embedded, With, WithParts},
};
use crate::images::proxies::paths;

/// Sorted by name.
pub(super) const TABLE: &[Family] = &[
    Family {
        name: "amp-cache",
        source: "https://developers.google.com/amp/cache/overview",
        place: Hosts(&[".cdn.ampproject.org"]),
        undo: With(paths::amp_cache),
        examples: &[
            ("https://a-com.cdn.ampproject.org/i/s/a.com/x.jpg", "https://a.com/x.jpg"),
            (
                "https://a-com.cdn.ampproject.org/ii/w820/s/a.com/%E4%B8%AD%E6%96%87.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
            ("https://a-com.cdn.ampproject.org/i/a.com/x.jpg?k=1", "http://a.com/x.jpg?k=1"),
        ],
        left: &["https://a-com.cdn.ampproject.org/c/s/a.com/page"],
    },
    Family {
        name: "baidu-gimg",
        source: "https://image.baidu.com/",
        place: Hosts(&["gimg0.baidu.com", "gimg1.baidu.com", "gimg2.baidu.com", "gimg3.baidu.com"]),
        undo: With(paths::baidu_gimg),
        examples: &[
            (
                "https://gimg2.baidu.com/image_search/src=http%3A%2F%2Fa.com%2Fx.jpg&refer=http%3A%2F%2Fa.com&app=2002&size=f9999,10000",
                "http://a.com/x.jpg",
            ),
            (
                "https://gimg2.baidu.com/image_search/src=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://gimg2.baidu.com/image_search/src=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg&fmt=auto?sec=1&t=ab",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://gimg2.baidu.com/image_search/refer=x"],
    },
    Family {
        name: "cloudimage",
        source: "https://docs.cloudimage.io/transformations/setup",
        place: Hosts(&[".cloudimg.io"]),
        undo: With(paths::cloudimage),
        examples: &[
            ("https://t.cloudimg.io/v7/https://a.com/x.jpg?w=300", "https://a.com/x.jpg"),
            (
                "https://t.cloudimg.io/v7/https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520?w=1",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            ("https://t.cloudimg.io/v7/a.com/x.jpg?w=1&org_if_sml=1", "https://a.com/x.jpg"),
        ],
        left: &["https://t.cloudimg.io/v7/_alias_/x.jpg"],
    },
    Family {
        name: "cloudinary-fetch",
        source: "https://cloudinary.com/documentation/fetch_remote_images",
        place: Hosts(&["res.cloudinary.com"]),
        undo: With(paths::cloudinary),
        examples: &[
            ("https://res.cloudinary.com/demo/image/fetch/w_300,f_auto/https://a.com/x.jpg", "https://a.com/x.jpg"),
            (
                "https://res.cloudinary.com/demo/image/fetch/s--AbCdEfGh--/c_fill,l_text:Arial_20:a%2Cb/v1/https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            ("https://res.cloudinary.com/demo/video/fetch/https://a.com/x.jpg?_a=BAMAH2", "https://a.com/x.jpg"),
            ("https://res.cloudinary.com/demo/image/fetch/f_auto/https:/a.com/x.jpg?k=1", "https://a.com/x.jpg?k=1"),
        ],
        left: &[
            "https://res.cloudinary.com/demo/image/upload/v1/https/x.jpg",
            "https://res.cloudinary.com/demo/image/upload/fetch/x.jpg",
        ],
    },
    Family {
        name: "cors-prefix",
        source: "https://github.com/Rob--W/cors-anywhere",
        place: Hosts(&[
            "cors-anywhere.herokuapp.com",
            "cors.eu.org",
            "crossorigin.me",
            "proxy.cors.sh",
            "thingproxy.freeboard.io",
            "yacdn.org",
        ]),
        undo: Embedded("/", Query::Origin),
        examples: &[
            ("https://cors-anywhere.herokuapp.com/https://a.com/x.jpg?k=1", "https://a.com/x.jpg?k=1"),
            (
                "https://yacdn.org/serve/https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            ("https://thingproxy.freeboard.io/fetch/https:/a.com/x.jpg", "https://a.com/x.jpg"),
        ],
        left: &["https://cors-anywhere.herokuapp.com/"],
    },
    Family {
        name: "discord",
        source: "https://discord.com/developers/docs/reference#image-formatting",
        place: Hosts(&["images-ext-1.discordapp.net", "images-ext-2.discordapp.net"]),
        undo: With(paths::discord),
        examples: &[
            (
                "https://images-ext-1.discordapp.net/external/7ZyVPaGO0nMPbUMOFcSCN3pSVUJ8NQ4tH0Qq3fr9Xg8/https/a.com/x.jpg?width=400&height=300",
                "https://a.com/x.jpg",
            ),
            (
                "https://images-ext-2.discordapp.net/external/7ZyVPaGO0nMPbUMOFcSCN3pSVUJ8NQ4tH0Qq3fr9Xg8/%3Fk%3D1%26l%3D%2520/https/a.com/x.jpg",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://images-ext-2.discordapp.net/external/7ZyVPaGO0nMPbUMOFcSCN3pSVUJ8NQ4tH0Qq3fr9Xg8/http/a.com/%E4%B8%AD%E6%96%87.jpg?format=webp",
                "http://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://images-ext-1.discordapp.net/external/ab/ftp/a.com/x.jpg"],
    },
    Family {
        name: "filestack",
        source: "https://www.filestack.com/docs/transformations/intro/",
        place: Hosts(&["cdn.filestackcontent.com", "process.filestackapi.com"]),
        undo: Embedded("/", Query::Service),
        examples: &[
            ("https://cdn.filestackcontent.com/AKey/resize=width:300/https://a.com/x.jpg", "https://a.com/x.jpg"),
            (
                "https://process.filestackapi.com/AKey/output=format:webp/https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://cdn.filestackcontent.com/AKey/security=policy:ab,signature:cd/https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg?cache=true",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://cdn.filestackcontent.com/AbCdEf"],
    },
    Family {
        name: "gmail-proxy",
        source: "https://support.google.com/mail/answer/145919",
        place: Hosts(&[".googleusercontent.com"]),
        undo: With(paths::gmail),
        examples: &[
            ("https://ci3.googleusercontent.com/proxy/AbCd=s0-d-e1-ft#https://a.com/x.jpg", "https://a.com/x.jpg"),
            (
                "https://ci6.googleusercontent.com/meips/AbCd=s0-d-e1-ft#https://a.com/x.jpg?k=1&l=%20",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://ci4.googleusercontent.com/proxy/AbCd=s0-d#https://a.com/%E4%B8%AD%E6%96%87.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &[],
    },
    Family {
        name: "imagekit",
        source: "https://imagekit.io/docs/integration/connect-external-storage#web-proxy",
        place: Hosts(&["ik.imagekit.io"]),
        undo: Embedded("/", Query::Service),
        examples: &[
            ("https://ik.imagekit.io/id/tr:w-300/https://a.com/x.jpg", "https://a.com/x.jpg"),
            (
                "https://ik.imagekit.io/id/proxy/https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520?tr=w-300",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://ik.imagekit.io/id/https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://ik.imagekit.io/id/tr:w-300/x.jpg"],
    },
    Family {
        name: "imgix-webproxy",
        source: "https://docs.imgix.com/en-US/getting-started/setup/creating-sources/web-proxy",
        place: Hosts(&[".imgix.net"]),
        undo: Embedded("/", Query::Service),
        examples: &[
            ("https://x.imgix.net/https%3A%2F%2Fa.com%2Fx.jpg?w=400&s=abcd", "https://a.com/x.jpg"),
            (
                "https://x.imgix.net/https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520?s=ab",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            ("https://x.imgix.net/https://a.com/%E4%B8%AD%E6%96%87.jpg?w=1", "https://a.com/%E4%B8%AD%E6%96%87.jpg"),
        ],
        left: &["https://x.imgix.net/photos/x.jpg?w=1"],
    },
    Family {
        name: "optimole",
        source: "https://docs.optimole.com/article/1307-which-url-parameters-are-available",
        place: Hosts(&[".i.optimole.com"]),
        undo: Embedded("/", Query::Origin),
        examples: &[
            ("https://mlabcd.i.optimole.com/w:300/h:200/q:auto/https://a.com/x.jpg", "https://a.com/x.jpg"),
            (
                "https://mlabcd.i.optimole.com/cb:ab.12/w:auto/h:auto/q:mauto/f:best/https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            ("https://mlabcd.i.optimole.com/abc-ab~12/w:1/h:1/q:75/http:/a.com/x.jpg?v=1", "http://a.com/x.jpg?v=1"),
        ],
        left: &["https://mlabcd.i.optimole.com/w:300/x.jpg"],
    },
    Family {
        name: "photon",
        source: "https://developer.wordpress.com/docs/photon/",
        place: Hosts(&["i0.wp.com", "i1.wp.com", "i2.wp.com", "i3.wp.com"]),
        undo: WithParts(paths::photon),
        examples: &[
            ("https://i2.wp.com/a.com/x.jpg?resize=873%2C800&ssl=1", "https://a.com/x.jpg"),
            ("https://i1.wp.com/a.com/%E4%B8%AD%E6%96%87.jpg?fit=810%2C456", "http://a.com/%E4%B8%AD%E6%96%87.jpg"),
            ("https://i0.wp.com/a.com/x.jpg?w=640&#038;ssl=1", "https://a.com/x.jpg"),
            ("https://i0.wp.com/a.com/x.jpg?q=k%3D1%26l%3D%2520&amp;ssl=1", "https://a.com/x.jpg?k=1&l=%20"),
        ],
        left: &[
            "https://i0.wp.com/blog/x.jpg",
            "https://i0.wp.com/x.jpg",
            "https://s0.wp.com/mshots/v1/https%3A%2F%2Fa.com?w=1",
        ],
    },
    Family {
        name: "pixiv-mirror",
        source: "https://pixiv.cat/",
        place: Hosts(&["i.pixiv.cat", "i.pixiv.nl", "i.pixiv.re"]),
        undo: With(paths::pixiv),
        examples: &[
            (
                "https://i.pixiv.cat/img-original/img/2020/01/01/00/00/00/1_p0.png",
                "https://i.pximg.net/img-original/img/2020/01/01/00/00/00/1_p0.png",
            ),
            (
                "https://i.pixiv.re/c/600x1200_90/img-master/img/2020/01/01/00/00/00/1_p0_master1200.jpg",
                "https://i.pximg.net/c/600x1200_90/img-master/img/2020/01/01/00/00/00/1_p0_master1200.jpg",
            ),
            ("https://i.pixiv.nl/img-zip-ugoira/img/1%201.zip?k=1", "https://i.pximg.net/img-zip-ugoira/img/1%201.zip"),
        ],
        left: &["https://i.pixiv.cat/1-2.png"],
    },
    Family {
        name: "pocket",
        source: "https://getpocket.com/",
        place: Hosts(&["img-getpocket.cdn.mozilla.net", "pocket-image-cache.com"]),
        undo: Embedded("/", Query::Service),
        examples: &[
            (
                "https://pocket-image-cache.com/1200x/filters:format(jpg):extract_focal()/https%3A%2F%2Fa.com%2Fx.jpg",
                "https://a.com/x.jpg",
            ),
            (
                "https://img-getpocket.cdn.mozilla.net/296x148/filters:format(jpeg):quality(60):no_upscale():strip_exif()/https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://pocket-image-cache.com//filters:no_upscale()/https://a.com/%E4%B8%AD%E6%96%87.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://pocket-image-cache.com/1200x/x.jpg"],
    },
    Family {
        name: "shortpixel",
        source: "https://shortpixel.com/knowledge-base/article/shortpixel-adaptive-images-api-parameters/",
        place: Hosts(&[".shortpixel.ai"]),
        undo: Embedded("/", Query::Origin),
        examples: &[
            (
                "https://sp-ao.shortpixel.ai/client/to_webp,q_glossy,ret_img,w_1024/https://a.com/x.jpg",
                "https://a.com/x.jpg",
            ),
            (
                "https://cdn.shortpixel.ai/client/q_lossy/https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://sp-ao.shortpixel.ai/client/to_auto,ret_wait/https://a.com/%E4%B8%AD%E6%96%87.jpg?k=1",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg?k=1",
            ),
        ],
        left: &["https://cdn.shortpixel.ai/client/x.jpg"],
    },
    Family {
        name: "statically",
        source: "https://statically.io/docs/using-images/",
        place: Hosts(&["cdn.statically.io"]),
        undo: With(paths::statically),
        examples: &[
            ("https://cdn.statically.io/img/a.com/x.jpg", "https://a.com/x.jpg"),
            ("https://cdn.statically.io/img/a.com/f=auto,w=600/x.jpg?k=1&l=%20", "https://a.com/x.jpg?k=1&l=%20"),
            ("https://cdn.statically.io/img/a.com/w=1/%E4%B8%AD%E6%96%87.jpg", "https://a.com/%E4%B8%AD%E6%96%87.jpg"),
        ],
        left: &["https://cdn.statically.io/gh/user/repo/main/x.jpg", "https://cdn.statically.io/img/x.jpg"],
    },
    Family {
        name: "substack",
        source: "https://support.substack.com/hc/en-us",
        place: Hosts(&["cdn.substack.com", "substackcdn.com"]),
        undo: Embedded("/image/fetch/", Query::Origin),
        examples: &[
            ("https://cdn.substack.com/image/fetch/w_300/https://a.com/x.jpg", "https://a.com/x.jpg"),
            (
                "https://substackcdn.com/image/fetch/$s_!AbCd!,w_1456,c_limit,f_auto,q_auto:good,fl_progressive:steep/https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://substackcdn.com/image/fetch/https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://substackcdn.com/bundle/x.js"],
    },
    Family {
        name: "uploadcare",
        source: "https://uploadcare.com/docs/delivery/proxy/",
        place: Hosts(&[".ucarecd.net", ".ucr.io"]),
        undo: Embedded("/", Query::Service),
        examples: &[
            ("https://key.ucr.io/https://a.com/x.jpg", "https://a.com/x.jpg"),
            (
                "https://key.ucr.io/-/preview/300x300/-/format/auto/https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://key.ucarecd.net/-/resize/300x/https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://key.ucr.io/-/preview/x.jpg"],
    },
    Family {
        name: "wayback",
        source: "https://web.archive.org/",
        place: Hosts(&["web.archive.org"]),
        undo: With(paths::wayback),
        examples: &[
            ("https://web.archive.org/web/20200101000000im_/https://a.com/x.jpg?k=1", "https://a.com/x.jpg?k=1"),
            (
                "https://web.archive.org/web/20200101000000if_/https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            ("https://web.archive.org/web/2020/a.com/%E4%B8%AD%E6%96%87.jpg", "http://a.com/%E4%B8%AD%E6%96%87.jpg"),
            ("https://web.archive.org/web/20200101000000im_/http:/a.com/x.jpg", "http://a.com/x.jpg"),
        ],
        left: &["https://web.archive.org/web/*/https://a.com/x.jpg", "https://web.archive.org/static/x.png"],
    },
    Family {
        name: "xuehua",
        source: "https://pic1.xuehuaimg.com/",
        place: Hosts(&["pic1.xuehuaimg.com"]),
        undo: With(paths::xuehua),
        examples: &[
            ("https://pic1.xuehuaimg.com/proxy/https://a.com/x.jpg?k=1", "https://a.com/x.jpg?k=1"),
            (
                "https://pic1.xuehuaimg.com/proxy/https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            ("https://pic1.xuehuaimg.com/proxy/a.com/%E4%B8%AD%E6%96%87.jpg", "https://a.com/%E4%B8%AD%E6%96%87.jpg"),
        ],
        left: &["https://pic1.xuehuaimg.com/x.jpg"],
    },
    Family {
        name: "yahoo",
        source: "https://developer.yahoo.com/",
        place: Hosts(&["media.zenfs.com", "s.yimg.com", "s1.yimg.com", "s2.yimg.com"]),
        undo: With(paths::yahoo),
        examples: &[
            (
                "https://s.yimg.com/ny/api/res/1.2/AbCdEf--/YXBwaWQ9aGlnaGxhbmRlcg--/https://a.com/x.jpg",
                "https://a.com/x.jpg",
            ),
            (
                "https://s.yimg.com/uu/api/res/1.2/AbCdEf--~B/aD0x/https%3A//a.com/x.jpg%3Fk=1%26l=%2520.cf.jpg",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://s1.yimg.com/ny/api/res/1.2/Ab--/YXA-/https://a.com/%E4%B8%AD%E6%96%87.jpg.cf.webp",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://s.yimg.com/ny/api/res/1.2/Ab--/x.jpg"],
    },
];
