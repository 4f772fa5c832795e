//! The known redirectors, sorted by name.
//!
//! To add a redirector, insert a row with its hosts, the part that contains the target, and at least two examples,
//! which run as tests. The forms are those that the services write; [ClearURLs'
//! rules](https://github.com/ClearURLs/Rules) have most of them too. Shorteners (`t.co`, `bit.ly`, `t.cn`) do not
//! contain the target and have no row.

use super::Form::{Parameter, Query, With};
use super::*;

pub(super) const TABLE: &[Redirector] = &[
    Redirector {
        name: "awin",
        hosts: &["www.awin1.com"],
        form: Parameter("/", &["ued", "p"]),
        examples: &[
            ("https://www.awin1.com/cread.php?awinmid=1&ued=https://a.com/p", "https://a.com/p"),
            (
                "https://www.awin1.com/cread.php?awinmid=1&ued=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &["https://www.awin1.com/cread.php?awinmid=1"],
    },
    Redirector {
        name: "bilibili",
        hosts: &["game.bilibili.com"],
        form: Parameter("/linkfilter", &["url"]),
        examples: &[
            ("https://game.bilibili.com/linkfilter/?url=https://a.com/p", "https://a.com/p"),
            (
                "https://game.bilibili.com/linkfilter/?url=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "bing",
        hosts: &["www.bing.com"],
        form: Query(bing),
        examples: &[
            ("https://www.bing.com/ck/a?!&&p=ab&u=a1aHR0cHM6Ly9hLmNvbS9w&ntb=1", "https://a.com/p"),
            ("https://www.bing.com/ck/a?u=a1aHR0cHM6Ly9hLmNvbS9wP2s9MSZsPSUyMA", "https://a.com/p?k=1&l=%20"),
        ],
        left: &["https://www.bing.com/search?q=x", "https://www.bing.com/ck/a?u=a1L3NlYXJjaA"],
    },
    Redirector {
        name: "csdn",
        hosts: &["link.csdn.net"],
        form: Parameter("/", &["target"]),
        examples: &[
            ("https://link.csdn.net/?target=https://a.com/p", "https://a.com/p"),
            ("https://link.csdn.net/?target=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520", "https://a.com/p?k=1&l=%20"),
        ],
        left: &[],
    },
    Redirector {
        name: "curseforge",
        hosts: &["www.curseforge.com"],
        form: Parameter("/linkout", &["remoteUrl"]),
        examples: &[
            ("https://www.curseforge.com/linkout?remoteUrl=https%253a%252f%252fa.com%252fp", "https://a.com/p"),
            ("https://www.curseforge.com/linkout?remoteUrl=https%3A%2F%2Fa.com%2Fp", "https://a.com/p"),
        ],
        left: &[],
    },
    Redirector {
        name: "del-icio-us",
        hosts: &["del.icio.us", "delicious.com"],
        form: Parameter("/", &["url"]),
        examples: &[
            ("https://del.icio.us/post?title=x&url=https://a.com/p", "https://a.com/p"),
            (
                "https://del.icio.us/post?title=x&url=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "deviantart",
        hosts: &["www.deviantart.com"],
        form: Query(whole_query_outgoing),
        examples: &[
            ("https://www.deviantart.com/users/outgoing?https://a.com/p?k=1&l=2", "https://a.com/p?k=1&l=2"),
            (
                "https://www.deviantart.com/users/outgoing?https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &["https://www.deviantart.com/users?https://a.com"],
    },
    Redirector {
        name: "disqus",
        hosts: &["disq.us"],
        form: Query(disqus),
        examples: &[
            ("https://disq.us/url?url=https%3A%2F%2Fa.com%2Fp%3AAbCdEfGhIjKlMnOpQrStUvWxYz0&cuid=1", "https://a.com/p"),
            ("http://disq.us/?url=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520", "https://a.com/p?k=1&l=%20"),
        ],
        left: &["https://disq.us/p/1abc"],
    },
    Redirector {
        name: "douban",
        hosts: &["www.douban.com"],
        form: Parameter("/link2/", &["url"]),
        examples: &[
            ("https://www.douban.com/link2/?url=https://a.com/p", "https://a.com/p"),
            (
                "https://www.douban.com/link2/?url=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &["https://www.douban.com/note/1/?url=https://a.com"],
    },
    Redirector {
        name: "duckduckgo-link",
        hosts: &["duckduckgo.com"],
        form: Parameter("/l/", &["uddg"]),
        examples: &[
            ("https://duckduckgo.com/l/?kh=-1&uddg=https://a.com/p", "https://a.com/p"),
            (
                "https://duckduckgo.com/l/?kh=-1&uddg=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "ebay-rover",
        hosts: &["rover.ebay.com"],
        form: Parameter("/rover/", &["mpre"]),
        examples: &[
            ("https://rover.ebay.com/rover/1/711/1?ff3=4&mpre=https://a.com/p", "https://a.com/p"),
            (
                "https://rover.ebay.com/rover/1/711/1?ff3=4&mpre=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "facebook-link",
        hosts: &[
            "l.facebook.com",
            "l.messenger.com",
            "l.workplace.com",
            "lm.facebook.com",
            "m.facebook.com",
            "www.facebook.com",
        ],
        form: Query(facebook),
        examples: &[
            (
                "https://l.facebook.com/l.php?u=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520&h=AT0",
                "https://a.com/p?k=1&l=%20",
            ),
            ("https://lm.facebook.com/l.php?u=https://a.com/p&h=1", "https://a.com/p"),
            ("https://m.facebook.com/flx/warn/?u=https%3A%2F%2Fa.com%2Fp%3Ffbclid%3D1&h=2", "https://a.com/p?fbclid=1"),
        ],
        left: &["https://www.facebook.com/sharer/sharer.php?u=https://a.com/p"],
    },
    Redirector {
        name: "firefox-outgoing",
        hosts: &["outgoing.prod.mozaws.net"],
        form: With(embedded),
        examples: &[
            (
                "https://outgoing.prod.mozaws.net/v1/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef/https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
            ("https://outgoing.prod.mozaws.net/v1/ab/https%3A//a.com/p", "https://a.com/p"),
        ],
        left: &[],
    },
    Redirector {
        name: "gitee",
        hosts: &["gitee.com"],
        form: Parameter("/link", &["target"]),
        examples: &[
            ("https://gitee.com/link?target=https://a.com/p", "https://a.com/p"),
            ("https://gitee.com/link?target=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520", "https://a.com/p?k=1&l=%20"),
        ],
        left: &["https://gitee.com/user/repo?target=https://a.com"],
    },
    Redirector {
        name: "google-url",
        hosts: &[],
        form: With(google),
        examples: &[
            (
                "https://www.google.com/url?sa=t&rct=j&q=&esrc=s&url=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520&usg=AO",
                "https://a.com/p?k=1&l=%20",
            ),
            ("https://www.google.com/url?q=https://a.com/p&sa=D", "https://a.com/p"),
            (
                "https://www.google.com.hk/url?hl=en&q=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
            ("https://www.google.com/amp/s/a.com/p/amp?k=1", "https://a.com/p/amp?k=1"),
        ],
        left: &[
            "https://www.google.com/search?q=https://a.com",
            "https://www.google.com.evil.com/url?q=https://a.com/",
            "https://www.google.com/url?q=javascript:alert(1)",
            "https://www.google.com/url?q=https://u@a.com/",
        ],
    },
    Redirector {
        name: "href-li",
        hosts: &["href.li"],
        form: Query(whole_query),
        examples: &[
            ("https://href.li/?https://a.com/p?k=1", "https://a.com/p?k=1"),
            ("https://href.li/?https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520", "https://a.com/p?k=1&l=%20"),
        ],
        left: &["https://href.li/?x"],
    },
    Redirector {
        name: "infoq",
        hosts: &["www.infoq.cn", "xie.infoq.cn"],
        form: Parameter("/link", &["target"]),
        examples: &[
            ("https://xie.infoq.cn/link?target=https://a.com/p", "https://a.com/p"),
            (
                "https://xie.infoq.cn/link?target=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "instagram-link",
        hosts: &["l.instagram.com"],
        form: Parameter("/", &["u"]),
        examples: &[
            ("https://l.instagram.com/?e=AT&u=https://a.com/p", "https://a.com/p"),
            (
                "https://l.instagram.com/?e=AT&u=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "jianshu",
        hosts: &["links.jianshu.com", "www.jianshu.com"],
        form: Query(jianshu),
        examples: &[
            (
                "https://www.jianshu.com/go-wild?ac=2&url=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
            (
                "https://links.jianshu.com/go?to=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &["https://www.jianshu.com/p/1?url=https://a.com"],
    },
    Redirector {
        name: "juejin",
        hosts: &["link.juejin.cn", "link.juejin.im"],
        form: Parameter("/", &["target"]),
        examples: &[
            ("https://link.juejin.cn/?target=https://a.com/p", "https://a.com/p"),
            ("https://link.juejin.cn/?target=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520", "https://a.com/p?k=1&l=%20"),
        ],
        left: &[],
    },
    Redirector {
        name: "leetcode",
        hosts: &["leetcode-cn.com", "leetcode.cn"],
        form: Parameter("/link/", &["target"]),
        examples: &[
            ("https://leetcode.cn/link/?target=https://a.com/p", "https://a.com/p"),
            (
                "https://leetcode.cn/link/?target=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "linkedin-redirect",
        hosts: &["www.linkedin.com"],
        form: Query(linkedin),
        examples: &[
            (
                "https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520&urlhash=ab",
                "https://a.com/p?k=1&l=%20",
            ),
            ("https://www.linkedin.com/safety/go?url=https%3A%2F%2Fa.com%2Fp&trk=x", "https://a.com/p"),
        ],
        left: &["https://www.linkedin.com/shareArticle?url=https://a.com"],
    },
    Redirector {
        name: "linksynergy",
        hosts: &["click.linksynergy.com"],
        form: Parameter("/", &["murl"]),
        examples: &[
            ("https://click.linksynergy.com/deeplink?id=1&mid=2&murl=https://a.com/p", "https://a.com/p"),
            (
                "https://click.linksynergy.com/deeplink?id=1&mid=2&murl=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "medium-link",
        hosts: &["medium.com"],
        form: Parameter("/r/", &["url"]),
        examples: &[
            ("https://medium.com/r/?url=https://a.com/p", "https://a.com/p"),
            ("https://medium.com/r/?url=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520", "https://a.com/p?k=1&l=%20"),
        ],
        left: &["https://medium.com/p/1?url=https://a.com"],
    },
    Redirector {
        name: "oschina",
        hosts: &["www.oschina.net"],
        form: Parameter("/action/GoToLink", &["url"]),
        examples: &[
            ("https://www.oschina.net/action/GoToLink?url=https://a.com/p", "https://a.com/p"),
            (
                "https://www.oschina.net/action/GoToLink?url=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "outlook-safelinks",
        hosts: &[".safelinks.protection.outlook.com"],
        form: Parameter("/", &["url"]),
        examples: &[
            ("https://nam02.safelinks.protection.outlook.com/?data=05%7C01&url=https://a.com/p", "https://a.com/p"),
            (
                "https://nam02.safelinks.protection.outlook.com/?data=05%7C01&url=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "pixiv-jump",
        hosts: &["www.pixiv.net"],
        form: Query(pixiv),
        examples: &[
            ("https://www.pixiv.net/jump.php?https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520", "https://a.com/p?k=1&l=%20"),
            ("https://www.pixiv.net/jump.php?url=https%3A%2F%2Fa.com%2Fp", "https://a.com/p"),
        ],
        left: &["https://www.pixiv.net/artworks/1?url=https://a.com"],
    },
    Redirector {
        name: "pocket-redirect",
        hosts: &["getpocket.com"],
        form: Parameter("/redirect", &["url"]),
        examples: &[
            ("https://getpocket.com/redirect?url=https://a.com/p", "https://a.com/p"),
            (
                "https://getpocket.com/redirect?url=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &["https://getpocket.com/save?url=https://a.com"],
    },
    Redirector {
        name: "proofpoint",
        hosts: &["urldefense.com", "urldefense.proofpoint.com"],
        form: With(proofpoint),
        examples: &[
            ("https://urldefense.proofpoint.com/v2/url?u=https-3A__a.com_p-3Fk-3D1&d=Dw&c=1", "https://a.com/p?k=1"),
            ("https://urldefense.com/v3/__https://a.com/p?k=1__;!!Ab!Cd$", "https://a.com/p?k=1"),
        ],
        left: &["https://urldefense.com/v3/__https://a.com/p*k__;Iw!!Ab$"],
    },
    Redirector {
        name: "qq",
        hosts: &["c.pc.qq.com", "docs.qq.com"],
        form: Parameter("/", &["pfurl", "url"]),
        examples: &[
            ("https://c.pc.qq.com/middlem.html?pfurl=https://a.com/p", "https://a.com/p"),
            (
                "https://c.pc.qq.com/middlem.html?pfurl=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "reddit-out",
        hosts: &["out.reddit.com"],
        form: Parameter("/", &["url"]),
        examples: &[
            ("https://out.reddit.com/t3_1?token=AQ&app_name=x&url=https://a.com/p", "https://a.com/p"),
            (
                "https://out.reddit.com/t3_1?token=AQ&app_name=x&url=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "skimlinks",
        hosts: &["go.redirectingat.com", "go.skimresources.com"],
        form: Parameter("/", &["url"]),
        examples: &[
            ("https://go.redirectingat.com/?id=1X2&xs=1&url=https://a.com/p", "https://a.com/p"),
            (
                "https://go.redirectingat.com/?id=1X2&xs=1&url=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "slack-redirect",
        hosts: &["slack-redir.net"],
        form: Parameter("/link", &["url"]),
        examples: &[
            ("https://slack-redir.net/link?url=https://a.com/p", "https://a.com/p"),
            (
                "https://slack-redir.net/link?url=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "soundcloud",
        hosts: &["exit.sc", "gate.sc"],
        form: Parameter("/", &["url"]),
        examples: &[
            ("https://gate.sc/?token=ab&url=https://a.com/p", "https://a.com/p"),
            ("https://gate.sc/?token=ab&url=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520", "https://a.com/p?k=1&l=%20"),
        ],
        left: &[],
    },
    Redirector {
        name: "sspai",
        hosts: &["sspai.com"],
        form: Parameter("/link", &["target"]),
        examples: &[
            ("https://sspai.com/link?target=https://a.com/p", "https://a.com/p"),
            ("https://sspai.com/link?target=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520", "https://a.com/p?k=1&l=%20"),
        ],
        left: &[],
    },
    Redirector {
        name: "steam",
        hosts: &["steamcommunity.com"],
        form: Parameter("/linkfilter/", &["u", "url"]),
        examples: &[
            ("https://steamcommunity.com/linkfilter/?u=https://a.com/p", "https://a.com/p"),
            (
                "https://steamcommunity.com/linkfilter/?u=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "telegram-instant-view",
        hosts: &["t.me"],
        form: Parameter("/iv", &["url"]),
        examples: &[
            ("https://t.me/iv?rhash=ab&url=https://a.com/p", "https://a.com/p"),
            ("https://t.me/iv?rhash=ab&url=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520", "https://a.com/p?k=1&l=%20"),
        ],
        left: &["https://t.me/share/url?url=https://a.com"],
    },
    Redirector {
        name: "tencent-cloud",
        hosts: &["cloud.tencent.com"],
        form: Parameter("/developer/tools/blog-entry", &["target"]),
        examples: &[
            (
                "https://cloud.tencent.com/developer/tools/blog-entry?source=article&target=https://a.com/p",
                "https://a.com/p",
            ),
            (
                "https://cloud.tencent.com/developer/tools/blog-entry?source=article&target=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "tumblr",
        hosts: &["t.umblr.com"],
        form: Parameter("/redirect", &["z"]),
        examples: &[
            ("https://t.umblr.com/redirect?t=ab&z=https://a.com/p", "https://a.com/p"),
            (
                "https://t.umblr.com/redirect?t=ab&z=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "viglink",
        hosts: &["redirect.viglink.com"],
        form: Parameter("/", &["u"]),
        examples: &[
            ("https://redirect.viglink.com/?key=1&u=https://a.com/p", "https://a.com/p"),
            (
                "https://redirect.viglink.com/?key=1&u=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "vk",
        hosts: &["m.vk.com", "vk.com"],
        form: Parameter("/away", &["to"]),
        examples: &[
            ("https://vk.com/away.php?to=https://a.com/p", "https://a.com/p"),
            ("https://vk.com/away.php?to=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520", "https://a.com/p?k=1&l=%20"),
        ],
        left: &[],
    },
    Redirector {
        name: "weibo",
        hosts: &["weibo.cn", "weibo.com"],
        form: Parameter("/sinaurl", &["u", "toasturl"]),
        examples: &[
            ("https://weibo.cn/sinaurl?u=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520", "https://a.com/p?k=1&l=%20"),
            (
                "https://weibo.cn/sinaurl?luicode=1&u=https%253A%252F%252Fa.com%252F%25E4%25B8%25AD",
                "https://a.com/%E4%B8%AD",
            ),
        ],
        left: &[],
    },
    Redirector {
        name: "yahoo-search",
        hosts: &["r.search.yahoo.com"],
        form: With(yahoo),
        examples: &[
            (
                "https://r.search.yahoo.com/_ylt=Ab;_ylu=Cd/RV=2/RE=1/RO=10/RU=https%3a%2f%2fa.com%2fp%3fk%3d1/RK=2/RS=Ab-",
                "https://a.com/p?k=1",
            ),
            ("https://r.search.yahoo.com/_ylt=A/RU=https%3a%2f%2fa.com%2fp/RK=2", "https://a.com/p"),
        ],
        left: &[],
    },
    Redirector {
        name: "youtube-redirect",
        hosts: &["www.youtube.com"],
        form: Parameter("/redirect", &["q"]),
        examples: &[
            (
                "https://www.youtube.com/redirect?event=video_description&redir_token=QU&q=https://a.com/p",
                "https://a.com/p",
            ),
            (
                "https://www.youtube.com/redirect?event=video_description&redir_token=QU&q=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520",
                "https://a.com/p?k=1&l=%20",
            ),
        ],
        left: &["https://www.youtube.com/results?q=https://a.com"],
    },
    Redirector {
        name: "zhihu",
        hosts: &["link.zhihu.com"],
        form: Parameter("/", &["target"]),
        examples: &[
            ("https://link.zhihu.com/?target=https://a.com/p", "https://a.com/p"),
            ("https://link.zhihu.com/?target=https%3A%2F%2Fa.com%2Fp%3Fk%3D1%26l%3D%2520", "https://a.com/p?k=1&l=%20"),
        ],
        left: &[],
    },
];
