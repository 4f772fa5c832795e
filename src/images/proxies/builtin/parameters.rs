//! Services on their own hosts that have the address in a parameter of the query.

use crate::images::proxies::family::{
    Family,
    Place::Hosts,
    Undo::{Parameter, With, WithParts},
};
use crate::images::proxies::{paths, weserv};

/// Sorted by name.
pub(super) const TABLE: &[Family] = &[
    Family {
        name: "allorigins",
        source: "https://github.com/gnuns/AllOrigins#readme",
        place: Hosts(&["api.allorigins.win"]),
        undo: Parameter("/", "url"),
        examples: &[
            ("https://api.allorigins.win/raw?url=https://a.com/x.jpg", "https://a.com/x.jpg"),
            (
                "https://api.allorigins.win/raw?url=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://api.allorigins.win/raw?url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://api.allorigins.win/raw"],
    },
    Family {
        name: "baidu",
        source: "https://image.baidu.com/",
        place: Hosts(&["image.baidu.com"]),
        undo: Parameter("/search/down", "url"),
        examples: &[
            ("https://image.baidu.com/search/down?url=https://a.com/x.jpg", "https://a.com/x.jpg"),
            (
                "https://image.baidu.com/search/down?url=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://image.baidu.com/search/down?url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://image.baidu.com/search/index?word=x"],
    },
    Family {
        name: "baidu-timg",
        source: "https://image.baidu.com/",
        place: Hosts(&["timg01.bdimg.com", "timgsa.baidu.com"]),
        undo: Parameter("/timg", "src"),
        examples: &[
            (
                "https://timgsa.baidu.com/timg?image&quality=80&size=b9999_10000&sec=1&di=ab&imgtype=0&src=http%3A%2F%2Fa.com%2Fx.jpg",
                "http://a.com/x.jpg",
            ),
            (
                "https://timgsa.baidu.com/timg?src=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://timgsa.baidu.com/timg?src=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg&size=1",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &[],
    },
    Family {
        name: "codetabs",
        source: "https://codetabs.com/cors-proxy/cors-proxy.html",
        place: Hosts(&["api.codetabs.com"]),
        undo: Parameter("/v1/proxy", "quest"),
        examples: &[
            ("https://api.codetabs.com/v1/proxy/?quest=https://a.com/x.jpg", "https://a.com/x.jpg"),
            (
                "https://api.codetabs.com/v1/proxy/?quest=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://api.codetabs.com/v1/proxy/?quest=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://api.codetabs.com/v1/loc?quest=https://a.com/x.jpg"],
    },
    Family {
        name: "corsproxy",
        source: "https://corsproxy.io/docs/",
        place: Hosts(&["corsproxy.io", "corsproxy.org"]),
        undo: With(paths::corsproxy),
        examples: &[
            ("https://corsproxy.io/?https://a.com/x.jpg?k=1&l=2", "https://a.com/x.jpg?k=1&l=2"),
            ("https://corsproxy.io/?https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520", "https://a.com/x.jpg?k=1&l=%20"),
            (
                "https://corsproxy.io/?key=1&url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://corsproxy.io/pricing?plan=x"],
    },
    Family {
        name: "duckduckgo",
        source: "https://duckduckgo.com/duckduckgo-help-pages/privacy/",
        place: Hosts(&["external-content.duckduckgo.com", "images.duckduckgo.com", "proxy.duckduckgo.com"]),
        undo: Parameter("/iu/", "u"),
        examples: &[
            ("https://external-content.duckduckgo.com/iu/?u=https://a.com/x.jpg&f=1", "https://a.com/x.jpg"),
            (
                "https://proxy.duckduckgo.com/iu/?u=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520&f=1&nofb=1",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://external-content.duckduckgo.com/iu/?f=1&u=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg&ipt=ab",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://external-content.duckduckgo.com/ip3/a.com.ico"],
    },
    Family {
        name: "embedly",
        source: "https://docs.embed.ly/reference/image",
        place: Hosts(&["i-cdn.embed.ly", "i.embed.ly"]),
        undo: Parameter("/1/", "url"),
        examples: &[
            ("https://i.embed.ly/1/image?url=https://a.com/x.jpg&key=1", "https://a.com/x.jpg"),
            (
                "https://i.embed.ly/1/display/resize?key=1&url=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://i-cdn.embed.ly/1/display/crop?height=1&url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &[],
    },
    Family {
        name: "facebook",
        source: "https://developers.facebook.com/docs/sharing/webmasters/images/",
        place: Hosts(&[".fbcdn.net", "www.facebook.com"]),
        undo: With(paths::facebook),
        examples: &[
            (
                "https://external.xx.fbcdn.net/safe_image.php?d=AQ&w=1&url=https%3A%2F%2Fa.com%2Fx.jpg&_nc_hash=AQ",
                "https://a.com/x.jpg",
            ),
            (
                "https://external-lax3-1.xx.fbcdn.net/emg1/v/t13/1?url=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520&fb_obo=1",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://www.facebook.com/safe_image.php?url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &[
            "https://scontent.xx.fbcdn.net/v/t1.0-9/x.jpg?url=https%3A%2F%2Fa.com%2Fx.jpg",
            "https://www.facebook.com/share?url=https%3A%2F%2Fa.com%2Fx.jpg",
        ],
    },
    Family {
        name: "google-opensocial",
        source: "https://developers.google.com/gadgets/docs/ui",
        place: Hosts(&[".googleusercontent.com"]),
        undo: With(paths::google_opensocial),
        examples: &[
            (
                "https://images1-focus-opensocial.googleusercontent.com/gadgets/proxy?container=focus&refresh=2592000&url=https://a.com/x.jpg",
                "https://a.com/x.jpg",
            ),
            (
                "https://images2-focus-opensocial.googleusercontent.com/gadgets/proxy?url=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520&container=focus",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://images-onepick-opensocial.googleusercontent.com/gadgets/proxy?container=onepick&gadget=a&rewriteMime=image%2F*&url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://lh4.googleusercontent.com/gadgets/proxy?url=https%3A%2F%2Fa.com%2Fx.jpg"],
    },
    Family {
        name: "naver",
        source: "https://developers.naver.com/docs/",
        place: Hosts(&["dthumb-phinf.pstatic.net", "search.pstatic.net"]),
        undo: With(paths::naver),
        examples: &[
            ("https://search.pstatic.net/common?src=https://a.com/x.jpg", "https://a.com/x.jpg"),
            (
                "https://search.pstatic.net/common/?type=b150&src=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://dthumb-phinf.pstatic.net/?src=%22https%3A%2F%2Fa.com%2Fx.jpg%22&type=ff500_300",
                "https://a.com/x.jpg",
            ),
        ],
        left: &["https://search.pstatic.net/common"],
    },
    Family {
        name: "netease",
        source: "https://www.163.com/",
        place: Hosts(&["nimg.ws.126.net"]),
        undo: Parameter("/", "url"),
        examples: &[
            (
                "https://nimg.ws.126.net/?url=http://a.com/x.jpg&thumbnail=660x&quality=80&type=jpg",
                "http://a.com/x.jpg",
            ),
            (
                "https://nimg.ws.126.net/?url=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520&thumbnail=660x",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "http://nimg.ws.126.net/?url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://nimg.ws.126.net/?thumbnail=660x"],
    },
    Family {
        name: "pixnet",
        source: "https://imageproxy.pimg.tw/",
        place: Hosts(&["imageproxy.pimg.tw"]),
        undo: Parameter("/", "url"),
        examples: &[
            ("https://imageproxy.pimg.tw/resize?url=https://a.com/x.jpg", "https://a.com/x.jpg"),
            (
                "https://imageproxy.pimg.tw/resize?url=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://imageproxy.pimg.tw/resize?url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://imageproxy.pimg.tw/"],
    },
    Family {
        name: "qq-reader",
        source: "https://read.html5.qq.com/",
        place: Hosts(&["read.html5.qq.com"]),
        undo: Parameter("/image", "imageUrl"),
        examples: &[
            (
                "https://read.html5.qq.com/image?src=forum&q=5&r=0&imgflag=7&imageUrl=https://a.com/x.jpg",
                "https://a.com/x.jpg",
            ),
            (
                "https://read.html5.qq.com/image?imageUrl=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "http://read.html5.qq.com/image?src=forum&imageUrl=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg&q=4",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &[],
    },
    Family {
        name: "qwant",
        source: "https://www.qwant.com/?t=images",
        place: Hosts(&["s1.qwant.com", "s2.qwant.com"]),
        undo: Parameter("/thumbr/", "u"),
        examples: &[
            ("https://s1.qwant.com/thumbr/474x316/a/b/0f1e/x.jpg?u=https://a.com/x.jpg&q=0", "https://a.com/x.jpg"),
            (
                "https://s2.qwant.com/thumbr/0x380/a/b/0f1e/x.jpg?u=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520&q=0&b=1",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://s2.qwant.com/thumbr/0x0/a/b/0f/x.jpg?q=0&u=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &[],
    },
    Family {
        name: "slack",
        source: "https://api.slack.com/robots",
        place: Hosts(&["slack-imgs.com"]),
        undo: Parameter("/", "url"),
        examples: &[
            ("https://slack-imgs.com/?c=1&o1=ro&url=https://a.com/x.jpg", "https://a.com/x.jpg"),
            (
                "https://slack-imgs.com/?c=1&o1=ro&url=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://slack-imgs.com/?c=1&o1=ro&url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://slack-imgs.com/?c=1"],
    },
    Family {
        name: "sogou",
        source: "https://pic.sogou.com/",
        place: Hosts(&[".sogoucdn.com", ".store.sogou.com"]),
        undo: Parameter("/", "url"),
        examples: &[
            (
                "http://img01.store.sogou.com/net/a/04/link?appid=100520029&url=https://a.com/x.jpg",
                "https://a.com/x.jpg",
            ),
            (
                "https://img02.sogoucdn.com/v2/thumb/retype_exclude_gif/ext/auto/q/80?appid=1&url=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://img04.sogoucdn.com/net/a/04/link?url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg&appid=1",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://img01.sogoucdn.com/app/a/1/x.jpg"],
    },
    Family {
        name: "startpage",
        source: "https://www.startpage.com/en/anonymous-view/",
        place: Hosts(&[".startpage.com"]),
        undo: Parameter("/", "piurl"),
        examples: &[
            ("https://www.startpage.com/av/proxy-image?piurl=https://a.com/x.jpg&sp=1", "https://a.com/x.jpg"),
            (
                "https://us1-browse.startpage.com/av/proxy-image?piurl=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520&sp=1",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://www.startpage.com/cgi-bin/serveimage?sp=1&piurl=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &[],
    },
    Family {
        name: "washington-post",
        source: "https://www.washingtonpost.com/",
        place: Hosts(&["img.washingtonpost.com", "www.washingtonpost.com"]),
        undo: Parameter("/wp-apps/imrs.php", "src"),
        examples: &[
            ("https://www.washingtonpost.com/wp-apps/imrs.php?src=https://a.com/x.jpg&w=1200", "https://a.com/x.jpg"),
            (
                "https://www.washingtonpost.com/wp-apps/imrs.php?src=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520&w=1200",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://www.washingtonpost.com/wp-apps/imrs.php?src=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg&w=1200",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://www.washingtonpost.com/?src=https%3A%2F%2Fa.com%2Fx.jpg"],
    },
    Family {
        name: "weserv",
        source: "https://github.com/weserv/images/blob/5.x/src/nginx/uri_parser.cpp",
        place: Hosts(&["images.weserv.nl", "wsrv.nl"]),
        undo: WithParts(weserv::original),
        examples: &[
            ("https://images.weserv.nl?url=a.com/x.jpg", "https://a.com/x.jpg"),
            ("https://wsrv.nl/?url=http://a.com/x.jpg", "http://a.com/x.jpg"),
            ("https://wsrv.nl/?url=ssl:a.com/x.jpg", "https://a.com/x.jpg"),
            ("https://wsrv.nl/?url=//a.com/x.jpg", "https://a.com/x.jpg"),
            ("https://wsrv.nl/?url=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520", "https://a.com/x.jpg?k=1&l=%20"),
            ("https://wsrv.nl/?w=300&h=300&URL=HTTPS:%2F%2F%2Fa.com/x.jpg&url=b.com/y.jpg", "https://a.com/x.jpg"),
            (
                "https://wsrv.nl/anything/y.png?default=ssl:b.com/y.jpg&errorredirect=1&url=a.com/x.jpg",
                "https://a.com/x.jpg",
            ),
            ("https://wsrv.nl/?url=a.com/a+b.jpg", "https://a.com/a+b.jpg"),
            ("https://wsrv.nl/?url=a.com/%252Fx.jpg", "https://a.com/%2Fx.jpg"),
            ("https://wsrv.nl/?url=a.com/%E4%B8%AD%E6%96%87.jpg", "https://a.com/%E4%B8%AD%E6%96%87.jpg"),
            ("https://wsrv.nl/?url=a.com/%D6%D0%20%7C.jpg", "https://a.com/%D6%D0%20%7C.jpg"),
            ("https://wsrv.nl/?url=a%E3%80%82com/x.jpg%23part", "https://a.com/x.jpg"),
            ("https://wsrv.nl/?url=a.com", "https://a.com/"),
            (
                "https://wsrv.nl/?url=https://a.com/x.jpg?u=https://b.com/y.jpg&w=1",
                "https://a.com/x.jpg?u=https://b.com/y.jpg",
            ),
        ],
        left: &[
            "https://wsrv.nl/?url=javascript:alert(1)",
            "https://wsrv.nl/?w=1",
            "https://images.weserv.nl.evil.com/?url=a.com/x.jpg",
            "https://wsrv.nl/?url=ftp://a.com/x.jpg",
            "https://wsrv.nl/?url=u:p@a.com/x.jpg",
            "https://wsrv.nl/?url=https%3A%2F%2Fu%40a.com%2Fx.jpg",
            "https://wsrv.nl/?url=a.com/%0Ax.jpg",
            "https://wsrv.nl/?url=",
        ],
    },
];
