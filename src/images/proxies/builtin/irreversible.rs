//! Proxies that cannot be undone without a request or a key.

use crate::images::proxies::family::{
    Family,
    Place::{Anywhere, Hosts},
    Undo::Never,
};
use crate::images::proxies::{encoded, paths};

/// Sorted by name.
pub(super) const TABLE: &[Family] = &[
    Family {
        name: "bing-thumbnail",
        source: "https://www.bing.com/images",
        place: Hosts(&[".bing.net", "th.bing.com"]),
        undo: Never(|url| url.path().starts_with("/th")),
        examples: &[],
        left: &[
            "https://th.bing.com/th?id=OIP.AbC&pid=Api",
            "https://th.bing.com/th/id/OIP.AbC?w=1&h=1",
            "https://tse1.mm.bing.net/th?id=OIP.AbC",
        ],
    },
    Family {
        name: "cloudflare-images",
        source: "https://developers.cloudflare.com/images/manage-images/serve-images/",
        place: Hosts(&["imagedelivery.net"]),
        undo: Never(|_| true),
        examples: &[],
        left: &[
            "https://imagedelivery.net/AbC/0f1e-ab/public",
            "https://imagedelivery.net/AbC/0f1e/w=300,fit=cover",
            "https://imagedelivery.net/AbC/path%2Fx.jpg/public",
        ],
    },
    Family {
        name: "gmail-proxy-signed",
        source: "https://support.google.com/mail/answer/145919",
        place: Hosts(&[".googleusercontent.com"]),
        undo: Never(paths::is_gmail),
        examples: &[],
        left: &[
            "https://ci3.googleusercontent.com/proxy/AbCd=s0-d-e1-ft",
            "https://ci3.googleusercontent.com/meips/AbCd=s0-d",
            "https://ci3.googleusercontent.com/proxy/AbCd=s0-d#part",
        ],
    },
    Family {
        name: "google-proxy",
        source: "https://developers.google.com/search",
        place: Hosts(&[".googleusercontent.com"]),
        undo: Never(|url| url.path().starts_with("/proxy/") && !paths::is_gmail(url)),
        examples: &[],
        left: &[
            "https://lh3.googleusercontent.com/proxy/AbCd",
            "https://lh5.googleusercontent.com/proxy/AbCd=w300-h200",
            "https://lh3.googleusercontent.com/proxy/AbCd#https://a.com/x.jpg",
        ],
    },
    Family {
        name: "google-thumbnail",
        source: "https://www.google.com/imghp",
        place: Hosts(&[".gstatic.com"]),
        undo: Never(|url| {
            url.host_str().is_some_and(|host| host.starts_with("encrypted-tbn") || host.starts_with("tbn"))
        }),
        examples: &[],
        left: &[
            "https://encrypted-tbn0.gstatic.com/images?q=tbn:AAA",
            "https://encrypted-tbn3.gstatic.com/images?q=tbn%3AAAA&usqp=CAU",
            "https://encrypted-tbn0.gstatic.com/shopping?q=tbn:AAA",
        ],
    },
    Family {
        name: "imgproxy-encrypted",
        source: "https://docs.imgproxy.net/usage/encrypting_source_url",
        place: Anywhere { form: "`/<signature>/<options>/enc/<encrypted>`", needles: &["/enc/"] },
        undo: Never(encoded::is_imgproxy_encrypted),
        examples: &[],
        left: &[
            "https://img.example/sig/rs:fit:1:1/enc/aabbccddee.png",
            "https://img.example/insecure/w:1/h:1/enc/AbCd",
            "https://img.example/e9iLUT0nyrwvvmT7vIb1Slw6RNlaA_O76rHbq2M3Sp4/enc/AbCd.webp",
        ],
    },
    Family {
        name: "medium",
        source: "https://help.medium.com/hc/en-us/articles/215679797-Images",
        place: Hosts(&["miro.medium.com"]),
        undo: Never(|_| true),
        examples: &[],
        left: &[
            "https://miro.medium.com/v2/resize:fit:1400/1*AbCd.jpeg",
            "https://miro.medium.com/max/1400/0*AbCd",
            "https://miro.medium.com/1*AbCd.png",
        ],
    },
    Family {
        name: "reddit-external-preview",
        source: "https://www.reddit.com/dev/api/",
        place: Hosts(&["external-preview.redd.it"]),
        undo: Never(|_| true),
        examples: &[],
        left: &[
            "https://external-preview.redd.it/AbCd.jpg?s=0f1e",
            "https://external-preview.redd.it/AbCd.jpg?width=640&crop=smart&auto=webp&s=0f1e",
            "https://external-preview.redd.it/award_images/x.png",
        ],
    },
    Family {
        name: "yandex-thumbnail",
        source: "https://yandex.com/images/",
        place: Hosts(&[".tub.yandex.net", "avatars.mds.yandex.net"]),
        undo: Never(|url| url.path() == "/i"),
        examples: &[],
        left: &[
            "https://avatars.mds.yandex.net/i?id=0f1e",
            "https://im0-tub-ru.tub.yandex.net/i?id=0f1e-l&n=13",
            "https://avatars.mds.yandex.net/i?id=2a0000-1-images-thumbs&n=13",
        ],
    },
];
