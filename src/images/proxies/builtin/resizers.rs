//! The full-size image of the same host, if the address itself names it.

use crate::address::{accept, parameter};
use crate::images::proxies::Scheme;
use crate::images::proxies::family::{
    Family,
    Place::{Anywhere, Hosts},
    Undo::With,
};
use url::Url;

/// Sorted by name.
pub(super) const TABLE: &[Family] = &[
    Family {
        name: "aliyun-oss",
        source: "https://help.aliyun.com/zh/oss/user-guide/img-parameters/",
        place: Anywhere { form: "`?x-oss-process=image/…`", needles: &["x-oss-process"] },
        undo: With(aliyun),
        examples: &[
            ("https://b.com/x.jpg?x-oss-process=image/resize,w_300", "https://b.com/x.jpg"),
            ("https://b.com/x.jpg?x-oss-process=image%2Fresize%2Cw_300%2Fformat%2Cwebp", "https://b.com/x.jpg"),
            ("https://b.com/%E4%B8%AD.jpg?v=1&x-oss-process=style/small&k=2", "https://b.com/%E4%B8%AD.jpg?v=1&k=2"),
        ],
        left: &[
            "https://b.com/x.mp4?x-oss-process=video/snapshot,t_1000",
            "https://b.com/x.jpg?x-oss-process=image/resize,w_1&Signature=ab",
        ],
    },
    Family {
        name: "blogger",
        source: "https://developers.google.com/blogger",
        place: Hosts(&[".bp.blogspot.com", "blogger.googleusercontent.com"]),
        undo: With(blogger),
        examples: &[
            ("https://1.bp.blogspot.com/-Ab/Cd/AAA/Ef/s400/x.jpg", "https://1.bp.blogspot.com/-Ab/Cd/AAA/Ef/s0/x.jpg"),
            (
                "https://blogger.googleusercontent.com/img/b/R29v/AVvX/w640-h480-p-k-no-nu/x%20y.jpg",
                "https://blogger.googleusercontent.com/img/b/R29v/AVvX/s0/x%20y.jpg",
            ),
            (
                "https://blogger.googleusercontent.com/img/a/AVvX=w300-h200",
                "https://blogger.googleusercontent.com/img/a/AVvX=s0",
            ),
        ],
        left: &["https://1.bp.blogspot.com/-Ab/Cd/AAA/Ef/s0/x.jpg"],
    },
    Family {
        name: "drupal",
        source: "https://www.drupal.org/docs/8/core/modules/image",
        place: Anywhere { form: "`/styles/<style>/(public or private)/PATH`", needles: &["/styles/"] },
        undo: With(drupal),
        examples: &[
            (
                "https://b.com/sites/default/files/styles/large/public/2020-01/x.jpg?itok=AbCd",
                "https://b.com/sites/default/files/2020-01/x.jpg",
            ),
            (
                "https://b.com/sites/default/files/styles/wide/public/%E4%B8%AD.png.webp?itok=AbCd",
                "https://b.com/sites/default/files/%E4%B8%AD.png",
            ),
            (
                "https://b.com/sites/b.com/files/styles/16x9_lg/public/a/b/x.jpg?h=ab&itok=cd",
                "https://b.com/sites/b.com/files/a/b/x.jpg",
            ),
        ],
        left: &["https://b.com/styles/large/x.jpg"],
    },
    Family {
        name: "medium-full",
        source: "https://help.medium.com/hc/en-us/articles/215679797-Images",
        place: Hosts(&["cdn-images-1.medium.com", "cdn-images-2.medium.com", "miro.medium.com"]),
        undo: With(medium),
        examples: &[
            ("https://cdn-images-1.medium.com/max/1067/1*AbCd.jpeg", "https://miro.medium.com/v2/1*AbCd.jpeg"),
            (
                "https://miro.medium.com/v2/resize:fit:1400/format:webp/1*Ab_Cd.png",
                "https://miro.medium.com/v2/1*Ab_Cd.png",
            ),
            ("https://cdn-images-1.medium.com/fit/c/64/64/0*AbCd", "https://miro.medium.com/v2/0*AbCd"),
        ],
        left: &["https://miro.medium.com/v2/1*AbCd.jpeg", "https://cdn-images-1.medium.com/x/y.jpg"],
    },
    Family {
        name: "qiniu",
        source: "https://developer.qiniu.com/dora/1279/basic-processing-images-imageview2",
        place: Anywhere { form: "`?imageView2/…`, `?imageMogr2/…`", needles: &["imageView", "imageMogr"] },
        undo: With(qiniu),
        examples: &[
            ("https://b.com/x.jpg?imageView2/2/w/300", "https://b.com/x.jpg"),
            (
                "https://b.com/%E4%B8%AD.jpg?imageMogr2/auto-orient/strip%7CimageView2/2/w/1240",
                "https://b.com/%E4%B8%AD.jpg",
            ),
            ("https://b.com/x?imageView/1/h/10/format/webp", "https://b.com/x"),
        ],
        left: &["https://b.com/x.jpg?imageInfo", "https://b.com/x.jpg?imageView2/2/w/300&e=1&token=ab"],
    },
    Family {
        name: "sinaimg",
        source: "https://weibo.com/",
        place: Hosts(&[".sinaimg.cn"]),
        undo: With(sinaimg),
        examples: &[
            ("https://wx1.sinaimg.cn/mw690/ab.jpg", "https://wx1.sinaimg.cn/large/ab.jpg"),
            ("https://tva2.sinaimg.cn/orj360/ab.jpg", "https://tva2.sinaimg.cn/large/ab.jpg"),
            ("https://ww3.sinaimg.cn/thumb180/ab.gif", "https://ww3.sinaimg.cn/large/ab.gif"),
        ],
        left: &["https://wx1.sinaimg.cn/large/ab.jpg", "https://n.sinaimg.cn/news/ab.jpg"],
    },
    Family {
        name: "twitter",
        source: "https://developer.twitter.com/en/docs/twitter-api/v1/data-dictionary/object-model/entities",
        place: Hosts(&["pbs.twimg.com"]),
        undo: With(twitter),
        examples: &[
            (
                "https://pbs.twimg.com/media/AbC?format=jpg&name=small",
                "https://pbs.twimg.com/media/AbC?format=jpg&name=orig",
            ),
            ("https://pbs.twimg.com/media/AbC.jpg?name=900x900", "https://pbs.twimg.com/media/AbC.jpg?name=orig"),
            ("https://pbs.twimg.com/media/AbC.jpg:large", "https://pbs.twimg.com/media/AbC.jpg?name=orig"),
        ],
        left: &["https://pbs.twimg.com/media/AbC.jpg", "https://pbs.twimg.com/media/AbC?format=jpg&name=orig"],
    },
    Family {
        name: "wordpress",
        source: "https://developer.wordpress.org/reference/functions/image_make_intermediate_size/",
        place: Anywhere {
            form: "`/wp-content/uploads/…-<width>x<height>.<extension>`, `?w=`",
            needles: &["/wp-content/uploads/", ".files.wordpress.com"],
        },
        undo: With(wordpress),
        examples: &[
            (
                "https://b.com/wp-content/uploads/2020/01/x-300x200.jpg",
                "https://b.com/wp-content/uploads/2020/01/x.jpg",
            ),
            (
                "https://b.com/wp-content/uploads/%E4%B8%AD-1024x768.png?v=2",
                "https://b.com/wp-content/uploads/%E4%B8%AD.png?v=2",
            ),
            (
                "https://b.files.wordpress.com/2020/01/x-4x3.jpg?w=300&resize=300%2C200&crop=1",
                "https://b.files.wordpress.com/2020/01/x-4x3.jpg",
            ),
            ("https://b.com/wp-content/uploads/x-300x200.jpg?w=640", "https://b.com/wp-content/uploads/x.jpg"),
        ],
        left: &[
            "https://b.com/wp-content/uploads/x-300.jpg",
            "https://b.com/photos/x-300x200.jpg",
            "https://b.com/x.jpg?w=300",
        ],
    },
];

fn aliyun(url: &Url, _: Scheme) -> Option<Url> {
    let value = parameter(url.query(), "x-oss-process")?;
    if value.starts_with("video") || is_signed(url) {
        return None;
    }
    Some(without_parameters(url, |name| name == "x-oss-process"))
}

fn blogger(url: &Url, _: Scheme) -> Option<Url> {
    let path = url.path();
    let is_size = |text: &str| {
        let mut options = text.split('-');
        options.next().is_some_and(|first| {
            first
                .strip_prefix(['s', 'w', 'h'])
                .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
        }) && options.all(|option| option.len() <= 5 && option.bytes().all(|b| b.is_ascii_alphanumeric()))
    };
    if let Some((head, _)) = path.rsplit_once('=').filter(|(_, size)| is_size(size)) {
        return Some(with_path(url, &format!("{head}=s0")));
    }
    let (head, file) = path.rsplit_once('/')?;
    let (head, size) = head.rsplit_once('/')?;
    is_size(size).then(|| with_path(url, &format!("{head}/s0/{file}")))
}

fn drupal(url: &Url, _: Scheme) -> Option<Url> {
    let (head, rest) = url.path().split_once("/styles/")?;
    let (_, rest) = rest.split_once('/')?;
    let rest = rest.strip_prefix("public/").or_else(|| rest.strip_prefix("private/"))?;
    // A style that converts appends its own extension to that of the file.
    let file = rest.strip_suffix(".webp").or_else(|| rest.strip_suffix(".avif"));
    let rest = file.filter(|file| file.rsplit('/').next().is_some_and(|name| name.contains('.'))).unwrap_or(rest);
    let mut found = with_path(url, &format!("{head}/{rest}"));
    found.set_query(None);
    Some(found)
}

fn medium(url: &Url, _: Scheme) -> Option<Url> {
    let (head, image) = url.path().rsplit_once('/')?;
    if matches!(head, "" | "/v2") || !matches!(image.as_bytes(), [b'0' | b'1', b'*', ..]) {
        return None;
    }
    accept(&format!("https://miro.medium.com/v2/{image}"))
}

fn qiniu(url: &Url, _: Scheme) -> Option<Url> {
    let query = url.query()?;
    let is_processing = ["imageView2/", "imageMogr2/", "imageView/"].iter().any(|name| query.starts_with(name));
    // A parameter after `&` may sign the processing.
    if !is_processing || query.contains('&') {
        return None;
    }
    let mut found = url.clone();
    found.set_query(None);
    Some(found)
}

fn sinaimg(url: &Url, _: Scheme) -> Option<Url> {
    let (size, file) = url.path().strip_prefix('/')?.split_once('/')?;
    let is_size = matches!(size, "bmiddle" | "small" | "square" | "thumbnail")
        || ["mw", "orj", "thumb", "wap"].iter().any(|name| {
            size.strip_prefix(name)
                .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
        });
    is_size.then(|| with_path(url, &format!("/large/{file}")))
}

fn twitter(url: &Url, _: Scheme) -> Option<Url> {
    let path = url.path().strip_prefix("/media/")?;
    if let Some((file, _)) = path.rsplit_once(':') {
        let mut found = with_path(url, &format!("/media/{file}"));
        found.set_query(Some("name=orig"));
        return Some(found);
    }
    let name = parameter(url.query(), "name").filter(|&name| name != "orig")?;
    let query = url.query()?.replace(&format!("name={name}"), "name=orig");
    let mut found = url.clone();
    found.set_query(Some(&query));
    Some(found)
}

fn wordpress(url: &Url, _: Scheme) -> Option<Url> {
    let hosted = url.host_str().is_some_and(|host| host.ends_with(".files.wordpress.com"));
    let path = url.path();
    if !hosted && !path.contains("/wp-content/uploads/") {
        return None;
    }
    let is_size = |name: &str| matches!(name, "crop" | "fit" | "h" | "quality" | "resize" | "strip" | "w");
    let sized =
        url.query().is_some_and(|query| query.split('&').any(|pair| is_size(pair.split('=').next().unwrap_or(pair))));
    let found = if sized { Some(without_parameters(url, is_size)) } else { None };
    // The service that hosts files scales by parameters alone; there such a name belongs to the file.
    let Some(full) = full_size_name(path).filter(|_| !hosted) else {
        return found;
    };
    Some(with_path(found.as_ref().unwrap_or(url), &full))
}

/// Returns the path without the `-300x200` before its extension.
fn full_size_name(path: &str) -> Option<String> {
    let (name, extension) = path.rsplit_once('.')?;
    let (name, size) = name.rsplit_once('-')?;
    let (width, height) = size.split_once('x')?;
    let is_side = |side: &str| (2..=4).contains(&side.len()) && side.bytes().all(|b| b.is_ascii_digit());
    (is_side(width) && is_side(height) && !name.ends_with('/')).then(|| format!("{name}.{extension}"))
}

fn with_path(url: &Url, path: &str) -> Url {
    let mut url = url.clone();
    url.set_path(path);
    url
}

/// Returns the address without some parameters; the others keep their bytes.
fn without_parameters(url: &Url, drop: impl Fn(&str) -> bool) -> Url {
    let kept: Vec<&str> = url
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !drop(pair.split('=').next().unwrap_or(pair)))
        .collect();
    let mut url = url.clone();
    url.set_query(Some(kept.join("&").as_str()).filter(|query| !query.is_empty()));
    url
}

/// Returns whether a parameter signs the others.
fn is_signed(url: &Url) -> bool {
    ["Signature", "x-oss-signature", "auth_key"].iter().any(|name| parameter(url.query(), name).is_some())
}
