//! What the names that authors give to elements say about them, in any theme: `class`, `id`, `role`, `rel`, `itemprop`.

use crate::article::RemovedKind;

/// What the names of one element say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Signs {
    /// The kind of boilerplate that they name most strongly.
    pub(crate) kind: Option<RemovedKind>,
    /// 3 names nothing else, 2 rarely anything else, 1 is also used for parts of articles.
    pub(crate) weight: u8,
    /// Other things they name.
    pub(crate) roles: Roles,
}

/// Parts of an article that names can mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roles(u16);

impl Roles {
    pub(crate) const NONE: Roles = Roles(0);
    pub(crate) const CAPTION: Roles = Roles(1);
    pub(crate) const CREDIT: Roles = Roles(1 << 1);
    pub(crate) const BYLINE: Roles = Roles(1 << 2);
    pub(crate) const DATE: Roles = Roles(1 << 3);
    /// The headline.
    pub(crate) const TITLE: Roles = Roles(1 << 4);
    /// The article's text, or what it is in.
    pub(crate) const BODY: Roles = Roles(1 << 5);
    /// An image with what belongs to it.
    pub(crate) const FIGURE: Roles = Roles(1 << 6);
    /// Text for screen readers and the like: a label.
    pub(crate) const UNSEEN: Roles = Roles(1 << 7);
    pub(crate) const FOOTNOTE: Roles = Roles(1 << 8);
    pub(crate) const LEAD: Roles = Roles(1 << 9);
    /// What is known about the article, in one place: author, date, sections.
    pub(crate) const META: Roles = Roles(1 << 10);
    /// Among author, date and sections in one small element.
    pub(crate) const IMPRINT: Roles = Roles(1 << 11);
    /// Those that a single line can have.
    pub(crate) const LINE: Roles = Roles(1 | 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 7 | 1 << 8 | 1 << 9 | 1 << 10);

    pub(crate) fn has(self, roles: Roles) -> bool {
        self.0 & roles.0 != 0
    }

    pub(crate) fn remove(&mut self, roles: Roles) {
        self.0 &= !roles.0;
    }

    pub(crate) fn insert(&mut self, roles: Roles) {
        self.0 |= roles.0;
    }
}

impl Signs {
    /// Adds what the names in one attribute's value say.
    pub(crate) fn read(&mut self, value: &str) {
        for name in value.split_ascii_whitespace() {
            self.read_name(name);
        }
    }

    fn read_name(&mut self, name: &str) {
        // State names of a page (`post type-post tag-rain category-news`) say what an article is about.
        if ["tag-", "category-", "status-", "format-", "type-"].iter().any(|prefix| name.starts_with(prefix)) {
            return;
        }
        let outer_roles = std::mem::take(&mut self.roles);
        // The name without what joins its words as well: `jp-relatedposts`, `jp_related_posts` and `jpRelatedPosts`
        // are one.
        let mut joined = HASH_OF_NOTHING;
        let mut length = 0;
        let mut count = 0;
        for word in words(name) {
            let mut hash = HASH_OF_NOTHING;
            for byte in word {
                hash = hash_on(hash, byte.to_ascii_lowercase());
                joined = hash_on(joined, byte.to_ascii_lowercase());
            }
            length += word.len();
            count += 1;
            self.add(meaning(word, hash));
        }
        if count > 1 {
            let is_joined = |known: &str| {
                known.len() == length && words(name).flatten().map(u8::to_ascii_lowercase).eq(known.bytes())
            };
            self.add(find(joined, is_joined));
        }
        if self.roles.has(Roles::FIGURE) {
            if self.kind == Some(RemovedKind::Copyright) {
                // `image-copyright`: whose the picture is.
                self.roles.insert(Roles::CREDIT);
            }
            if words(name).any(is_description) {
                // `img-desc`, `image_description`, `pic-note`.
                self.roles.insert(Roles::CAPTION);
            }
        }
        self.roles.insert(outer_roles);
    }

    fn add(&mut self, means: Option<&Means>) {
        match means {
            Some(Means::Part(roles)) => {
                // What a name means is its last word: `credit-caption` is a caption, `caption__credit` a credit.
                if roles.has(Roles::CAPTION) {
                    self.roles.remove(Roles::CREDIT);
                } else if roles.has(Roles::CREDIT) {
                    self.roles.remove(Roles::CAPTION);
                }
                self.roles.insert(*roles);
            }
            Some(Means::Boilerplate(kind, weight)) if *weight > self.weight => {
                self.kind = Some(*kind);
                self.weight = *weight;
            }
            _ => {}
        }
    }
}

/// The words of a name: what stands between other signs, or between a small letter and a capital.
fn words(name: &str) -> impl Iterator<Item = &[u8]> {
    let mut rest = name.as_bytes();
    std::iter::from_fn(move || {
        while let [first, behind @ ..] = rest
            && !first.is_ascii_alphanumeric()
        {
            rest = behind;
        }
        let mut before = 0u8;
        let ends = |byte: &u8| {
            let after_small = std::mem::replace(&mut before, *byte).is_ascii_lowercase();
            !byte.is_ascii_alphanumeric() || byte.is_ascii_uppercase() && after_small
        };
        let end = rest.iter().position(ends).unwrap_or(rest.len());
        let (word, behind) = rest.split_at_checked(end)?;
        rest = behind;
        Some(word).filter(|word| !word.is_empty())
    })
}

/// Whether a word means, beside one for a picture, what is said about it.
fn is_description(word: &[u8]) -> bool {
    ["desc", "descr", "description", "note", "text", "txt", "info", "tip", "source", "intro"]
        .iter()
        .any(|known| known.as_bytes().eq_ignore_ascii_case(word))
}

enum Means {
    Boilerplate(RemovedKind, u8),
    Part(Roles),
}

/// What a word means, if it is one of [`WORDS`]. Shortened names of sites stand before `paywall`.
fn meaning(word: &[u8], hash: u32) -> Option<&'static Means> {
    const PAYWALL: &[u8] = b"paywall";
    if word.last_chunk().is_some_and(|end: &[u8; PAYWALL.len()]| end.eq_ignore_ascii_case(PAYWALL)) {
        return find(hash_of(PAYWALL), |known| known.as_bytes() == PAYWALL);
    }
    if word.len() < 2 { None } else { find(hash, |known| known.as_bytes().eq_ignore_ascii_case(word)) }
}

/// What the word of [`WORDS`] means that has this hash and is the one.
fn find(hash: u32, is_it: impl Fn(&str) -> bool) -> Option<&'static Means> {
    let mut slot = folded(hash);
    loop {
        let place = *PLACES.get(slot % SLOTS)?;
        let (known, means) = WORDS.get(usize::from(place).checked_sub(1)?)?;
        if is_it(known) {
            return Some(means);
        }
        slot += 1;
    }
}

/// More than twice the number of words, so that most searches end at the first slot.
const SLOTS: usize = 2048;

/// For each slot the place of a word among [`WORDS`], counted from 1, or 0. A word is in the slot of its hash or, where
/// that was taken, in the next free one.
#[expect(clippy::indexing_slicing, reason = "evaluated when compiled")]
static PLACES: [u16; SLOTS] = {
    let mut places = [0; SLOTS];
    let mut word = 0;
    while word < WORDS.len() {
        let mut slot = folded(hash_of(WORDS[word].0.as_bytes()));
        while places[slot % SLOTS] != 0 {
            slot += 1;
        }
        word += 1;
        places[slot % SLOTS] = word as u16;
    }
    places
};

/// [FNV-1a](http://www.isthe.com/chongo/tech/comp/fnv/).
const fn hash_of(mut word: &[u8]) -> u32 {
    let mut hash = HASH_OF_NOTHING;
    while let Some((&byte, rest)) = word.split_first() {
        hash = hash_on(hash, byte);
        word = rest;
    }
    hash
}

const HASH_OF_NOTHING: u32 = 0x811c_9dc5;

const fn hash_on(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

const fn folded(hash: u32) -> usize {
    (hash ^ hash >> 15) as usize
}

macro_rules! words {
    ($($word:literal $kind:ident $($weight:literal)?,)*) => {
        /// Sorted. To add a word, put it in its place with a kind and weight, or with the part of an article that it names.
        const WORDS: &[(&str, Means)] = &[$(($word, words!(@ $kind $($weight)?))),*];
    };
    (@ $kind:ident $weight:literal) => { Means::Boilerplate(RemovedKind::$kind, $weight) };
    (@ $part:ident) => { Means::Part(Roles::$part) };
}

words! {
    "a2a" Share 3,
    "aboutauthor" BYLINE,
    "abouttheauthor" BYLINE,
    "ad" Advert 2,
    "adblock" Advert 2,
    "adbox" Advert 3,
    "adcontainer" Advert 3,
    "addthis" Share 3,
    "addtoany" Share 3,
    "admanager" Advert 3,
    "ads" Advert 3,
    "adsbygoogle" Advert 3,
    "adsense" Advert 3,
    "adslot" Advert 3,
    "adspot" Advert 3,
    "adthrive" Advert 3,
    "adunit" Advert 3,
    "adv" Advert 2,
    "advads" Advert 3,
    "advert" Advert 3,
    "advertisement" Advert 3,
    "advertising" Advert 3,
    "adverts" Advert 3,
    "adwrap" Advert 3,
    "adwrapper" Advert 3,
    "afterpost" Promotion 1,
    "alsoread" Related 3,
    "appdownload" Promotion 3,
    "apppromo" Promotion 3,
    "appreciate" Promotion 2,
    "appreciation" Promotion 2,
    "appstore" Promotion 3,
    "articlebody" BODY,
    "articlecontent" BODY,
    "articledate" DATE,
    "articlemeta" Metadata 1,
    "articletags" Metadata 3,
    "attribution" BYLINE,
    "author" BYLINE,
    "authorbio" BYLINE,
    "authorbox" BYLINE,
    "authors" BYLINE,
    "banner" Advert 1,
    "banquan" Copyright 2,
    "barrier" Form 1,
    "bdsharebuttonbox" Share 3,
    "biaoqian" Metadata 3,
    "bio" BYLINE,
    "blogcard" Related 2,
    "bookmark" Related 1,
    "breadcrumb" Navigation 3,
    "breadcrumbs" Navigation 3,
    "browsehappy" Navigation 3,
    "bshare" Share 3,
    "button" Form 1,
    "buttons" Form 1,
    "buymeacoffee" Promotion 3,
    "byline" BYLINE,
    "callout" Promotion 1,
    "campaign" Promotion 1,
    "captcha" Form 3,
    "caption" CAPTION,
    "captions" CAPTION,
    "catlinks" Metadata 3,
    "changyan" Comments 3,
    "cmt" Comments 2,
    "comment" Comments 2,
    "commentform" Comments 3,
    "commentlist" Comments 3,
    "comments" Comments 3,
    "commentsarea" Comments 3,
    "commentscount" Comments 3,
    "commentsection" Comments 3,
    "commentssection" Comments 3,
    "consent" Form 2,
    "contactform" Form 3,
    "contextly" Related 3,
    "contribution" Promotion 2,
    "contributions" Promotion 2,
    "contributor" BYLINE,
    "contributors" BYLINE,
    "cookie" Form 3,
    "cookies" Form 3,
    "copyright" Copyright 2,
    "cred" CREDIT,
    "credit" CREDIT,
    "credits" CREDIT,
    "criteo" Advert 3,
    "crp" Related 2,
    "cta" Promotion 2,
    "cutline" CAPTION,
    "dable" Related 3,
    "dashang" Promotion 3,
    "date" DATE,
    "dateline" DATE,
    "datepublished" DATE,
    "datetime" DATE,
    "declare" Copyright 2,
    "description" LEAD,
    "dfp" Advert 3,
    "disclaimer" Copyright 1,
    "discussion" Comments 1,
    "disqus" Comments 3,
    "donate" Promotion 2,
    "donatebox" Promotion 3,
    "donation" Promotion 2,
    "donations" Promotion 2,
    "downloadapp" Promotion 3,
    "dpsp" Share 3,
    "duoshuo" Comments 3,
    "editsection" Navigation 3,
    "ednote" LEAD,
    "emailsignup" Promotion 3,
    "endnotes" FOOTNOTE,
    "entrycontent" BODY,
    "entrydate" DATE,
    "entryfooter" Metadata 2,
    "entrymeta" Metadata 2,
    "entrytags" Metadata 3,
    "entrytitle" TITLE,
    "erweima" Promotion 3,
    "essb" Share 3,
    "ewm" Promotion 2,
    "eyebrow" Metadata 2,
    "ezoic" Advert 3,
    "fbcomments" Comments 3,
    "feedback" Comments 1,
    "feedflare" Share 3,
    "fenxiang" Share 3,
    "fieldlabel" Label 3,
    "figcaption" CAPTION,
    "figure" FIGURE,
    "follow" Promotion 2,
    "followus" Promotion 3,
    "footer" Navigation 1,
    "footnote" FOOTNOTE,
    "footnotes" FOOTNOTE,
    "gallery" FIGURE,
    "gated" Form 2,
    "gdpr" Form 3,
    "giscus" Comments 3,
    "gitalk" Comments 3,
    "googleads" Advert 3,
    "googletag" Advert 3,
    "gpt" Advert 2,
    "guanggao" Advert 3,
    "gutter" Metadata 3,
    "headline" TITLE,
    "heateor" Share 3,
    "hidden" UNSEEN,
    "hiddencontent" Hidden 1,
    "hide" UNSEEN,
    "iframeblocker" Advert 2,
    "image" FIGURE,
    "imagecaption" CAPTION,
    "img" FIGURE,
    "inlinerelatedposts" Related 3,
    "inread" Advert 2,
    "interstitial" Advert 2,
    "invisible" UNSEEN,
    "irp" Related 3,
    "jiathis" Share 3,
    "jprelatedposts" Related 3,
    "jumptonav" Navigation 3,
    "keywords" Metadata 1,
    "kicker" Metadata 2,
    "kofi" Promotion 2,
    "leaderboard" Advert 1,
    "legend" CAPTION,
    "licence" Copyright 2,
    "license" Copyright 2,
    "likebutton" Share 3,
    "likes" Share 2,
    "linenos" Metadata 3,
    "linenumbers" Metadata 3,
    "livefyre" Comments 3,
    "loadmore" Navigation 3,
    "login" Form 2,
    "mashsb" Share 3,
    "masthead" Navigation 2,
    "mc4wp" Promotion 3,
    "mediavine" Advert 3,
    "medrect" Advert 3,
    "membership" Promotion 2,
    "menu" Navigation 2,
    "meta" Metadata 1,
    "mgid" Advert 3,
    "minread" Metadata 2,
    "mmp" Navigation 2,
    "modal" Form 2,
    "morearticle" Related 3,
    "morearticles" Related 3,
    "morelink" Navigation 2,
    "moreon" Related 3,
    "morestories" Related 3,
    "mostread" Related 3,
    "mpu" Advert 3,
    "nav" Navigation 2,
    "navbar" Navigation 3,
    "navigation" Navigation 3,
    "navlinks" Navigation 3,
    "newsletter" Promotion 3,
    "newsletters" Promotion 3,
    "newslettersignup" Promotion 3,
    "nextprev" Navigation 3,
    "noprint" Navigation 1,
    "offscreen" Hidden 3,
    "optin" Promotion 3,
    "outbrain" Advert 3,
    "overlay" Form 1,
    "overline" Metadata 1,
    "pager" Navigation 3,
    "pagination" Navigation 3,
    "partner" Advert 1,
    "patreon" Promotion 2,
    "paywall" Form 3,
    "pholder" Navigation 2,
    "photo" FIGURE,
    "photocaption" CAPTION,
    "photocredit" CREDIT,
    "photographer" CREDIT,
    "pic" FIGURE,
    "picture" FIGURE,
    "pinglun" Comments 3,
    "player" Navigation 1,
    "poll" Form 2,
    "popin" Related 2,
    "popular" Related 2,
    "popup" Form 2,
    "postdate" DATE,
    "postedon" DATE,
    "postfooter" Metadata 1,
    "postmeta" Metadata 2,
    "postmetadata" Metadata 2,
    "postnav" Navigation 3,
    "postnavigation" Navigation 3,
    "postratings" Share 3,
    "posttags" Metadata 3,
    "posttime" DATE,
    "posttitle" TITLE,
    "postviews" Metadata 3,
    "prenumbering" Navigation 3,
    "previousnext" Navigation 3,
    "prevnext" Navigation 3,
    "print" Navigation 1,
    "printfooter" Navigation 3,
    "printfriendly" Share 3,
    "profile" BYLINE,
    "promo" Promotion 2,
    "promoarticle" Related 3,
    "promoted" Advert 3,
    "promotion" Promotion 2,
    "pub" DATE,
    "pubdate" DATE,
    "publishdate" DATE,
    "published" DATE,
    "publishedon" DATE,
    "publishtime" DATE,
    "pullquote" Duplicate 1,
    "qr" Promotion 1,
    "qrcode" Promotion 2,
    "quads" Advert 3,
    "rating" Share 1,
    "ratings" Share 1,
    "readalso" Related 3,
    "readersalso" Related 3,
    "readingtime" Metadata 3,
    "readmore" Navigation 2,
    "readnext" Related 3,
    "readtime" Metadata 3,
    "recirc" Related 3,
    "recommend" Related 2,
    "recommendation" Related 2,
    "recommendations" Related 3,
    "recommended" Related 3,
    "register" Form 1,
    "registration" Form 2,
    "regwall" Form 3,
    "rel" Related 1,
    "related" Related 3,
    "relatedarticles" Related 3,
    "relatedcontent" Related 3,
    "relatedlinks" Related 3,
    "relatednews" Related 3,
    "relatedpost" Related 3,
    "relatedposts" Related 3,
    "relatedstories" Related 3,
    "relatedtopics" Related 3,
    "replies" Comments 2,
    "reply" Comments 2,
    "reprint" Copyright 2,
    "respond" Comments 2,
    "revcontent" Advert 3,
    "reward" Promotion 3,
    "rights" Copyright 1,
    "rss" Promotion 1,
    "saboxplugin" BYLINE,
    "screenreadertext" Hidden 3,
    "search" Form 2,
    "searchform" Form 3,
    "seealso" Related 3,
    "seemore" Navigation 3,
    "selfpromo" Promotion 3,
    "selfpromotion" Promotion 3,
    "share" Share 3,
    "shareaholic" Share 3,
    "sharebar" Share 3,
    "sharebutton" Share 3,
    "sharebuttons" Share 3,
    "sharedaddy" Share 3,
    "shareicons" Share 3,
    "sharelinks" Share 3,
    "sharethis" Share 3,
    "sharetools" Share 3,
    "shariff" Share 3,
    "sharing" Share 3,
    "sidebar" Navigation 2,
    "signin" Form 2,
    "signup" Promotion 2,
    "sitename" Navigation 2,
    "sitesub" Navigation 3,
    "skip" Navigation 2,
    "skiplink" Navigation 3,
    "skipto" Navigation 3,
    "slug" Metadata 1,
    "sns" Share 3,
    "social" Share 2,
    "socialbar" Share 3,
    "socialicons" Share 3,
    "sociallinks" Share 3,
    "socialmedia" Share 3,
    "socialshare" Share 3,
    "socialtools" Share 3,
    "socialwarfare" Share 3,
    "sponsor" Advert 2,
    "sponsored" Advert 3,
    "sponsors" Advert 2,
    "sronly" Hidden 3,
    "ssba" Share 3,
    "standfirst" LEAD,
    "storyshare" Share 3,
    "subscribe" Promotion 2,
    "subscription" Promotion 2,
    "subtitle" LEAD,
    "summary" LEAD,
    "supportus" Promotion 3,
    "tableofcontents" Navigation 3,
    "taboola" Advert 3,
    "tag" Metadata 2,
    "tagcloud" Metadata 3,
    "taglist" Metadata 3,
    "tags" Metadata 2,
    "tagslinks" Metadata 3,
    "taxonomy" Metadata 1,
    "tdarec" Advert 3,
    "teads" Advert 3,
    "timestamp" DATE,
    "tipjar" Promotion 3,
    "tips" Promotion 1,
    "toc" Navigation 2,
    "toolbar" Navigation 2,
    "tools" Navigation 1,
    "toolset" Navigation 1,
    "topicslist" Metadata 2,
    "trending" Related 3,
    "trustbadge" Copyright 2,
    "trustbadgecontainer" Copyright 3,
    "tuijian" Related 3,
    "tweetbutton" Share 3,
    "twikoo" Comments 3,
    "updated" DATE,
    "upsell" Promotion 3,
    "utterances" Comments 3,
    "uyan" Comments 2,
    "valine" Comments 3,
    "viewcount" Metadata 3,
    "viewmore" Navigation 3,
    "views" Metadata 2,
    "visuallyhidden" Hidden 3,
    "waline" Comments 3,
    "widget" Navigation 1,
    "widgets" Navigation 2,
    "wordads" Advert 3,
    "wordcount" Metadata 3,
    "wpcaption" FIGURE,
    "wpcaptiontext" CAPTION,
    "wpcnt" Advert 3,
    "wpdiscuz" Comments 3,
    "wpulike" Share 3,
    "writer" BYLINE,
    "xiangguan" Related 3,
    "yarpp" Related 3,
    "zanshang" Promotion 3,
    "zergnet" Advert 3,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(value: &str) -> Signs {
        let mut signs = Signs::default();
        signs.read(value);
        signs
    }

    #[test]
    fn words_are_sorted_unique_and_fit() {
        for pair in WORDS.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} before {}", pair[0].0, pair[1].0);
        }
    }

    #[test]
    fn one_name_in_many_spellings() {
        for name in ["jp-relatedposts", "related_posts", "RelatedPosts", "c-related-posts__list", "block relatedPosts"]
        {
            assert_eq!(signs(name).kind, Some(RemovedKind::Related), "{name}");
        }
    }

    #[test]
    fn words_inside_words_say_nothing() {
        for name in
            ["shareholders", "address", "gradient", "loader", "header-lead", "breadth", "tag-share", "commentary"]
        {
            assert_eq!(signs(name).kind, None, "{name}");
        }
    }

    #[test]
    fn parts_of_articles() {
        assert!(signs("wp-caption-text").roles.has(Roles::CAPTION));
        assert!(signs("aesop-cap-cred").roles.has(Roles::CREDIT));
        assert_eq!(signs("off-screen").kind, Some(RemovedKind::Hidden));
        assert!(!signs("has-drop-cap").roles.has(Roles::CAPTION));
        assert!(signs("img-desc").roles.has(Roles::CAPTION));
        assert!(!signs("caption__credit").roles.has(Roles::CAPTION));
        assert!(!signs("credit-caption").roles.has(Roles::CREDIT));
    }
}
