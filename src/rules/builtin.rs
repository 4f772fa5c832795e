//! The named rules for known families, sorted by name.
//!
//! To add a rule, insert a row in order and add a post to `fixtures/` whose report has its name: a test rejects a rule
//! that never fires. Name a family (`feedx`, `jetpack`), not a post; give a host or an author only if articles could
//! use the same words. Text that general evidence removes as reliably needs no row.

use super::rule::Position::{Head, Tail};
use super::rule::Rule;
use crate::article::RemovedKind::*;

/// Returns the table.
pub(super) fn rules() -> Vec<Rule> {
    vec![
        Rule::remove("addthis/toolbox", Share).class("addthis_*").class("addthis-*"),
        Rule::remove("addtoany/bar", Share)
            .class("a2a_kit")
            .class("addtoany_content")
            .class("addtoany_list")
            .class("addtoany_share*"),
        Rule::remove("baidu/share", Share).class("bdsharebuttonbox").id("bdshare"),
        Rule::remove("csdn/box", Form)
            .class("hide-article-box")
            .class("hide-preCode-box")
            .class("recommend-box")
            .class("blog_extension"),
        Rule::remove("discuz/hidden", Form)
            .class("locked")
            .contains("隐藏内容")
            .contains("隱藏內容")
            .contains("隐藏的内容"),
        Rule::remove("discuz/jammer", Hidden).class("jammer").class("attach_nopermission"),
        Rule::remove("discuz/status", Metadata).class("pstatus"),
        Rule::remove("disqus/noscript", Comments)
            .starts("Please enable JavaScript to view the comments powered by Disqus")
            .starts("comments powered by Disqus")
            .starts("blog comments powered by Disqus"),
        Rule::remove("disqus/thread", Comments)
            .class("dsq-brlink")
            .class("disqus-comments")
            .id("disqus_thread")
            .id("disqus_recommendations"),
        Rule::remove("drupal/links", Navigation)
            .class("node-readmore")
            .class("comment_forbidden")
            .class("comment-add")
            .class("book-navigation"),
        Rule::remove("dw/copyright", Copyright)
            .contains("德国之声版权声明")
            .contains("德國之聲版權聲明")
            .position(Tail),
        Rule::remove("feedburner/flare", Share).class("feedflare").class("flattr"),
        Rule::remove("feedburner/links", Share)
            .target("feeds.feedburner.com/~ff")
            .target("feeds.feedburner.com/~a")
            .target("feedproxy.google.com/~ff"),
        Rule::remove("feedx/footer", Footer)
            .starts("获取更多RSS")
            .starts("获取更多 RSS")
            .starts("獲取更多RSS")
            .starts("獲取更多 RSS")
            .starts("更多RSS")
            .starts("更多 RSS")
            .target("feedx.*")
            .position(Tail),
        Rule::remove("feedx/links", Footer).target("feedx.*").position(Tail),
        Rule::remove("feedx/words", Footer)
            .whole("获取更多RSS")
            .whole("获取更多 RSS")
            .whole("獲取更多RSS")
            .whole("獲取更多 RSS")
            .position(Tail),
        Rule::remove("fivefilters/block-ads", Footer)
            .starts("Let's block ads!")
            .starts("Let’s block ads!")
            .starts("Adblock test")
            .target("fivefilters.org")
            .target("blockads.fivefilters.org")
            .position(Tail),
        Rule::remove("ghost/signup", Promotion)
            .class("gh-subscribe*")
            .class("gh-post-upgrade-cta*")
            .class("gh-signup*")
            .class("kg-signup-card*"),
        Rule::remove("google/adsense", Advert).class("adsbygoogle").id("google_ads_*").id("div-gpt-ad*"),
        Rule::remove("hexo/copyright", Copyright)
            .class("post-copyright")
            .class("my_post_copyright")
            .class("article-licensing")
            .class("post-copyright-info"),
        Rule::remove("hexo/reward", Promotion)
            .element("div")
            .element("section")
            .class("reward-container")
            .class("post-reward")
            .class("article-reward")
            .class("donate-box")
            .id("reward"),
        Rule::remove("jetpack/likes", Share)
            .class("jetpack-likes-widget-wrapper")
            .class("sd-like")
            .class("post-likes-widget*"),
        Rule::remove("jetpack/related", Related).class("jp-relatedposts").id("jp-relatedposts"),
        Rule::remove("jetpack/sharing", Share).class("sharedaddy").class("sd-sharing*").id("jp-post-flair"),
        Rule::remove("matters/appreciation", Promotion)
            .starts("喜歡我的文章嗎")
            .starts("喜欢我的文章吗")
            .contains("讚賞")
            .contains("赞赏"),
        Rule::remove("matters/licence", Copyright)
            .starts("CC BY-NC-ND 2.0")
            .starts("CC BY-NC-ND 4.0")
            .starts("CC0")
            .ends("版權聲明")
            .ends("版权声明")
            .ends("公眾領域貢獻宣告"),
        Rule::remove("medium/continue", Navigation).starts("Continue reading on").target("medium.com").position(Tail),
        Rule::remove("medium/originally", Navigation)
            .contains("was originally published in")
            .ends("by highlighting and responding to this story")
            .position(Tail),
        Rule::remove("nytimes/english", Navigation)
            .whole("点击查看本文英文版")
            .whole("點擊查看本文英文版")
            .whole("查看本文英文版")
            .whole("阅读本文英文版")
            .position(Tail),
        Rule::remove("nytimes/newsletter", Promotion)
            .starts("欢迎点击此处订阅")
            .starts("歡迎點擊此處訂閱")
            .starts("感谢阅读今天的简报")
            .starts("感謝閱讀今天的簡報")
            .contains("简报")
            .contains("簡報"),
        Rule::remove("outbrain/widget", Advert).class("OUTBRAIN").class("ob-widget*").class("taboola*").id("taboola-*"),
        Rule::remove("reddit/submitted", Metadata)
            .starts("submitted by")
            .target("reddit.com/user")
            .target("reddit.com/u"),
        Rule::remove("reuters/standards", Copyright)
            .starts("我们的标准")
            .starts("Our Standards")
            .contains("信任原则")
            .contains("Trust Principles")
            .position(Tail),
        Rule::remove("reuters/trust-badge", Copyright)
            .class("StandardArticleBody_trustBadge*")
            .class("TrustBadge*")
            .class("trust-badge*"),
        Rule::remove("rfi/advert", Advert).class("m-interstitial").class("m-block-ad"),
        Rule::remove("rfi/promo", Promotion).class("o-self-promo"),
        Rule::remove("sharethis/buttons", Share).class("sharethis-*").class("st-sharethis*"),
        Rule::remove("substack/button", Promotion)
            .whole("Subscribe now")
            .whole("Share this post")
            .whole("Leave a comment")
            .whole("Give a gift subscription")
            .class("button-wrapper")
            .class("captioned-button-wrap"),
        Rule::remove("substack/subscribe", Promotion)
            .class("subscribe-widget")
            .class("subscription-widget*")
            .class("install-substack-app-embed*"),
        Rule::remove("voa/audience", Copyright).starts("嘉宾和观众").contains("个人观点").position(Tail),
        Rule::remove("voa/playlist", Promotion)
            .starts("播放列表")
            .target("bit.ly")
            .target("youtube.com")
            .target("youtu.be")
            .position(Tail),
        Rule::remove("voa/programme", Promotion).starts("本集全部内容请看").starts("节目全部内容请看").position(Tail),
        Rule::remove("wechat/header", Promotion)
            .starts("点击上方蓝")
            .starts("点击蓝字")
            .starts("点击上方“")
            .ends("关注我们")
            .ends("关注")
            .ends("公众号")
            .position(Head),
        Rule::remove("wechat/profile", Promotion)
            .class("mp_profile_iframe*")
            .class("qr_code_pc*")
            .class("wx_profile_card*")
            .id("js_pc_qr_code"),
        Rule::remove("wechat/qr", Promotion)
            .starts("长按")
            .starts("扫描")
            .starts("扫码")
            .starts("扫一扫")
            .starts("识别")
            .ends("二维码")
            .ends("关注")
            .ends("关注我们")
            .ends("公众号")
            .ends("加入我们")
            .position(Tail),
        Rule::remove("wordads/slot", Advert).class("wordads-*").class("wpcnt").id("atatags-*"),
        Rule::remove("wordpress/appeared", Footer)
            .starts("The post")
            .starts("The article")
            .contains("appeared first on")
            .contains("first appeared on")
            .position(Tail),
        Rule::remove("wordpress/appeared-zh", Footer)
            .starts("文章")
            .contains("最先出现在")
            .contains("最早出现于")
            .contains("首先出现在")
            .contains("最早出現於")
            .contains("最先出現於")
            .position(Tail),
        Rule::remove("wordpress/respond", Comments)
            .element("div")
            .element("form")
            .class("comment-respond")
            .id("respond")
            .id("commentform"),
        Rule::remove("wprm/controls", Form)
            .class("wprm-recipe-rating")
            .class("wprm-recipe-jump")
            .class("wprm-recipe-print")
            .class("wprm-recipe-snippet")
            .class("wprm-call-to-action*"),
        Rule::remove("yarpp/related", Related).class("yarpp").class("yarpp-*"),
    ]
}
