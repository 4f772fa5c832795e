//! The words of boilerplate, in Chinese and English, by kind.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::article::RemovedKind::{self, *};

/// Where in its line a phrase must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Anywhere.
    Within,
    /// At the start, behind bullets and brackets.
    Start,
    /// At the end.
    End,
    /// It is the line, but for bullets, brackets and colons.
    Whole,
}

use Place::*;

/// A phrase, the kind of boilerplate that uses it, how much it says (3: hardly ever in an article, 2: seldom, 1: often
/// enough) and where it must stand.
pub(crate) type Phrase = (&'static str, RemovedKind, u8, Place);

/// To add a phrase, put it to its kind, in lower case.
pub(crate) const PHRASES: &[Phrase] = &[
    // Adverts.
    ("ad", Advert, 3, Whole),
    ("ads", Advert, 3, Whole),
    ("advertisement", Advert, 3, Whole),
    ("advertisement - scroll to continue", Advert, 3, Whole),
    ("article continues below", Advert, 3, Start),
    ("continue reading below", Advert, 3, Start),
    ("paid content", Advert, 3, Whole),
    ("scroll to continue", Advert, 3, Whole),
    ("sponsored", Advert, 3, Whole),
    ("sponsored content", Advert, 3, Whole),
    ("story continues below", Advert, 3, Start),
    ("广告", Advert, 3, Whole),
    ("广告位", Advert, 3, Whole),
    ("廣告", Advert, 3, Whole),
    ("廣告贊助", Advert, 3, Whole),
    ("推广", Advert, 3, Whole),
    ("赞助内容", Advert, 3, Whole),
    ("贊助內容", Advert, 3, Whole),
    ("请继续往下阅读", Advert, 3, Start),
    ("請繼續往下閱讀", Advert, 3, Start),
    ("请继续阅读下文", Advert, 3, Start),
    ("继续阅读正文", Advert, 3, Whole),
    // Comments.
    ("add a comment", Comments, 3, Whole),
    ("be the first to comment", Comments, 3, Start),
    ("comments are closed", Comments, 3, Start),
    ("[comments]", Comments, 3, Within),
    ("join the conversation", Comments, 3, Start),
    ("leave a comment", Comments, 3, Start),
    ("leave a reply", Comments, 3, Start),
    ("log in to comment", Comments, 3, Within),
    ("no comments", Comments, 3, Whole),
    ("post a comment", Comments, 3, Whole),
    ("show comments", Comments, 3, Start),
    ("view comments", Comments, 3, Start),
    ("your email address will not be published", Comments, 3, Within),
    ("网友评论", Comments, 3, Start),
    ("網友評論", Comments, 3, Start),
    ("发表回复", Comments, 3, Start),
    ("发表评论", Comments, 3, Start),
    ("發表回應", Comments, 3, Start),
    ("發表留言", Comments, 3, Start),
    ("發表評論", Comments, 3, Start),
    ("查看评论", Comments, 3, Start),
    ("登录后评论", Comments, 3, Within),
    ("登录后发表", Comments, 3, Within),
    ("欢迎留言", Comments, 2, Within),
    ("歡迎留言", Comments, 2, Within),
    ("留言区", Comments, 2, Within),
    ("留言區", Comments, 2, Within),
    ("写留言", Comments, 3, Whole),
    ("精选留言", Comments, 3, Whole),
    ("评论区留言", Comments, 3, Within),
    ("暂无评论", Comments, 3, Whole),
    ("条评论", Comments, 2, End),
    ("則留言", Comments, 2, End),
    // Copyright, licences, reprints.
    ("all rights reserved", Copyright, 3, Within),
    ("cc by", Copyright, 2, Within),
    ("copyleft", Copyright, 2, Start),
    ("copyright", Copyright, 2, Start),
    ("copyright ©", Copyright, 3, Within),
    ("creative commons", Copyright, 2, Within),
    ("do not reproduce", Copyright, 3, Within),
    ("licensed under", Copyright, 2, Within),
    ("may not be published, broadcast, rewritten", Copyright, 3, Within),
    ("may not be reproduced", Copyright, 3, Within),
    ("our standards:", Copyright, 3, Start),
    ("reprinted with permission", Copyright, 3, Within),
    ("republish", Copyright, 1, Start),
    ("without permission", Copyright, 1, Within),
    ("©", Copyright, 2, Start),
    ("(c) 20", Copyright, 2, Start),
    ("不得转载", Copyright, 3, Within),
    ("不得轉載", Copyright, 3, Within),
    ("禁止转载", Copyright, 3, Within),
    ("禁止轉載", Copyright, 3, Within),
    ("谢绝转载", Copyright, 3, Within),
    ("保留所有权利", Copyright, 3, Within),
    ("保留所有權利", Copyright, 3, Within),
    ("不得擅自", Copyright, 2, Within),
    ("仅代表作者", Copyright, 2, Within),
    ("僅代表作者", Copyright, 2, Within),
    ("不代表本", Copyright, 2, Within),
    ("不代表本站", Copyright, 3, Within),
    ("不代表本刊", Copyright, 3, Within),
    ("不代表本台", Copyright, 3, Within),
    ("信任原则", Copyright, 2, Within),
    ("创作共用", Copyright, 2, Within),
    ("知识共享", Copyright, 2, Within),
    ("著作权归", Copyright, 3, Within),
    ("著作權歸", Copyright, 3, Within),
    ("著作权法保护", Copyright, 3, Within),
    ("着作权法保护", Copyright, 3, Within),
    ("版权归", Copyright, 2, Within),
    ("版權歸", Copyright, 2, Within),
    ("版权声明", Copyright, 2, Within),
    ("版權聲明", Copyright, 2, Within),
    ("版权所有", Copyright, 3, Within),
    ("版權所有", Copyright, 3, Within),
    ("本文版权", Copyright, 3, Start),
    ("本文著作权", Copyright, 3, Start),
    ("本作品采用", Copyright, 3, Start),
    ("本作品採用", Copyright, 3, Start),
    ("本文采用", Copyright, 2, Start),
    ("侵权必究", Copyright, 3, Within),
    ("如需转载", Copyright, 3, Within),
    ("如需轉載", Copyright, 3, Within),
    ("若要转载", Copyright, 3, Within),
    ("商业转载", Copyright, 3, Within),
    ("未经授权", Copyright, 2, Within),
    ("未經授權", Copyright, 2, Within),
    ("未经许可", Copyright, 2, Within),
    ("未經許可", Copyright, 2, Within),
    ("未经同意", Copyright, 1, Within),
    ("欢迎转载", Copyright, 3, Within),
    ("歡迎轉載", Copyright, 3, Within),
    ("转载请", Copyright, 3, Within),
    ("轉載請", Copyright, 3, Within),
    ("转载时请", Copyright, 3, Within),
    ("许可协议", Copyright, 2, Within),
    ("授權條款", Copyright, 2, Within),
    // The mirror's own.
    ("appeared first on", Footer, 3, Within),
    ("first appeared on", Footer, 2, Within),
    ("获取更多rss", Footer, 3, Within),
    ("获取更多 rss", Footer, 3, Within),
    ("獲取更多rss", Footer, 3, Within),
    ("更多rss", Footer, 3, Start),
    ("更多 rss", Footer, 3, Start),
    ("更多rss源", Footer, 3, Within),
    ("rss订阅：", Footer, 2, Start),
    ("powered by", Footer, 2, Start),
    // Labels.
    ("click to enlarge", Label, 3, Whole),
    ("click to expand", Label, 3, Whole),
    ("image caption", Label, 3, Whole),
    ("image copyright", Label, 3, Whole),
    ("image source", Label, 3, Whole),
    ("media caption", Label, 3, Whole),
    ("play video", Label, 3, Whole),
    ("图像来源", Label, 3, Whole),
    ("图像加注文字", Label, 3, Whole),
    ("图片版权", Label, 3, Whole),
    ("点击播放", Label, 3, Whole),
    ("点击放大", Label, 3, Whole),
    ("點擊放大", Label, 3, Whole),
    ("点击查看大图", Label, 3, Whole),
    ("點擊看大圖", Label, 3, Whole),
    ("播放视频", Label, 3, Whole),
    // What stands beside an article.
    ("estimated reading time", Metadata, 3, Start),
    ("filed under", Metadata, 3, Start),
    ("min read", Metadata, 3, End),
    ("minute read", Metadata, 3, End),
    ("minutes read", Metadata, 3, End),
    ("posted in", Metadata, 2, Start),
    ("reading time", Metadata, 3, Start),
    ("tagged", Metadata, 2, Start),
    ("tags:", Metadata, 3, Start),
    ("topics:", Metadata, 3, Start),
    ("关键词：", Metadata, 3, Start),
    ("关键字：", Metadata, 3, Start),
    ("關鍵字：", Metadata, 3, Start),
    ("分类：", Metadata, 3, Start),
    ("分類：", Metadata, 3, Start),
    ("标签：", Metadata, 3, Start),
    ("標籤：", Metadata, 3, Start),
    ("标签:", Metadata, 3, Start),
    ("分类:", Metadata, 3, Start),
    ("文章标签", Metadata, 3, Start),
    ("本文标签", Metadata, 3, Start),
    ("浏览次数", Metadata, 3, Start),
    ("阅读次数", Metadata, 3, Start),
    ("阅读量", Metadata, 2, Start),
    ("阅读时间", Metadata, 3, Start),
    ("閱讀時間", Metadata, 3, Start),
    ("阅读时长", Metadata, 3, Within),
    ("阅读大约需要", Metadata, 3, Within),
    ("分钟阅读", Metadata, 3, End),
    ("分鐘閱讀", Metadata, 3, End),
    ("字数统计", Metadata, 3, Within),
    ("本文字数", Metadata, 3, Start),
    ("全文共", Metadata, 2, Start),
    ("次浏览", Metadata, 3, End),
    ("次阅读", Metadata, 3, End),
    ("人气：", Metadata, 2, Start),
    // Ways to elsewhere, and to other versions of the article.
    ("...more", Navigation, 3, End),
    ("…more", Navigation, 3, End),
    ("[...]", Navigation, 1, End),
    ("back to top", Navigation, 3, Whole),
    ("click here to read", Navigation, 3, Start),
    ("continue reading", Navigation, 3, Start),
    ("english version", Navigation, 2, Within),
    ("keep reading", Navigation, 3, Whole),
    ("next article", Navigation, 3, Start),
    ("next post", Navigation, 3, Start),
    ("originally published at", Navigation, 3, Within),
    ("originally published in", Navigation, 2, Within),
    ("originally published on", Navigation, 3, Within),
    ("originally appeared", Navigation, 2, Within),
    ("previous article", Navigation, 3, Start),
    ("previous post", Navigation, 3, Start),
    ("read in english", Navigation, 3, Within),
    ("read more", Navigation, 3, Whole),
    ("read on", Navigation, 3, Whole),
    ("read the full", Navigation, 3, Start),
    ("read the original", Navigation, 3, Start),
    ("read this article in", Navigation, 3, Within),
    ("read this story in", Navigation, 3, Within),
    ("skip to content", Navigation, 3, Whole),
    ("skip to main content", Navigation, 3, Whole),
    ("table of contents", Navigation, 3, Whole),
    ("view in browser", Navigation, 3, Within),
    ("view the original", Navigation, 3, Start),
    ("view this email in your browser", Navigation, 3, Within),
    ("view original", Navigation, 3, Start),
    ("上一篇", Navigation, 3, Start),
    ("下一篇", Navigation, 3, Start),
    ("上一页", Navigation, 3, Start),
    ("下一页", Navigation, 3, Start),
    ("前一篇", Navigation, 3, Start),
    ("后一篇", Navigation, 3, Start),
    ("文章导航", Navigation, 3, Whole),
    ("文章導覽", Navigation, 3, Whole),
    ("文章目录", Navigation, 3, Whole),
    ("返回首页", Navigation, 3, Within),
    ("返回顶部", Navigation, 3, Within),
    ("回到顶部", Navigation, 3, Within),
    ("继续阅读", Navigation, 3, Start),
    ("繼續閱讀", Navigation, 3, Start),
    ("阅读全文", Navigation, 3, Within),
    ("閱讀全文", Navigation, 3, Within),
    ("阅读原文", Navigation, 3, Within),
    ("閱讀原文", Navigation, 3, Within),
    ("查看原文", Navigation, 3, Within),
    ("查看全文", Navigation, 3, Within),
    ("本文英文版", Navigation, 3, Within),
    ("英文版", Navigation, 2, Within),
    ("英文原文", Navigation, 2, Within),
    ("原文链接", Navigation, 3, Start),
    ("原文連結", Navigation, 3, Start),
    ("原文地址", Navigation, 3, Start),
    ("文章链接", Navigation, 2, Start),
    ("本文链接", Navigation, 3, Start),
    ("本文永久链接", Navigation, 3, Start),
    ("永久链接", Navigation, 3, Start),
    ("点击阅读", Navigation, 2, Start),
    ("當前位置", Navigation, 3, Start),
    ("当前位置", Navigation, 3, Start),
    ("您的位置", Navigation, 3, Start),
    // Follow, subscribe, donate, own adverts.
    ("apple podcasts", Promotion, 1, Within),
    ("become a member", Promotion, 3, Within),
    ("become a patron", Promotion, 3, Within),
    ("become a subscriber", Promotion, 3, Within),
    ("buy me a coffee", Promotion, 3, Within),
    ("consider donating", Promotion, 3, Within),
    ("consider subscribing", Promotion, 3, Within),
    ("consider becoming", Promotion, 2, Within),
    ("donate today", Promotion, 3, Within),
    ("download our app", Promotion, 3, Within),
    ("download the app", Promotion, 3, Within),
    ("enjoyed this", Promotion, 2, Within),
    ("follow me on", Promotion, 3, Within),
    ("follow us", Promotion, 3, Within),
    ("get our newsletter", Promotion, 3, Within),
    ("get the latest", Promotion, 2, Start),
    ("join our", Promotion, 2, Start),
    ("ko-fi", Promotion, 2, Within),
    ("like us on", Promotion, 3, Within),
    ("make a donation", Promotion, 3, Within),
    ("paypal", Promotion, 1, Within),
    ("patreon", Promotion, 2, Within),
    ("sign up", Promotion, 3, Start),
    ("sign up for", Promotion, 3, Within),
    ("sign up here", Promotion, 3, Within),
    ("sign up to", Promotion, 2, Within),
    ("subscribe", Promotion, 3, Whole),
    ("subscribe now", Promotion, 3, Within),
    ("subscribe to", Promotion, 2, Within),
    ("subscribe today", Promotion, 3, Within),
    ("support our", Promotion, 2, Start),
    ("support us", Promotion, 2, Within),
    ("support this", Promotion, 1, Start),
    ("thanks for reading", Promotion, 2, Start),
    ("unsubscribe", Promotion, 3, Within),
    ("update your preferences", Promotion, 3, Within),
    ("our newsletter", Promotion, 2, Within),
    ("delivered to your inbox", Promotion, 3, Within),
    ("you can unsubscribe", Promotion, 3, Within),
    ("一键三连", Promotion, 3, Within),
    ("下载app", Promotion, 3, Within),
    ("下載app", Promotion, 3, Within),
    ("下载客户端", Promotion, 3, Within),
    ("公众号：", Promotion, 2, Within),
    ("公众号:", Promotion, 2, Within),
    ("微信公众号", Promotion, 2, Within),
    ("微信号：", Promotion, 2, Within),
    ("微信号:", Promotion, 2, Within),
    ("微信扫码", Promotion, 3, Within),
    ("微信扫一扫", Promotion, 3, Within),
    ("扫一扫", Promotion, 2, Within),
    ("扫描二维码", Promotion, 3, Within),
    ("扫码关注", Promotion, 3, Within),
    ("扫码", Promotion, 1, Start),
    ("掃描 qr", Promotion, 3, Within),
    ("长按识别", Promotion, 3, Within),
    ("长按二维码", Promotion, 3, Within),
    ("长按上方", Promotion, 3, Within),
    ("识别二维码", Promotion, 3, Within),
    ("点击上方", Promotion, 3, Within),
    ("点击蓝字", Promotion, 3, Within),
    ("点击关注", Promotion, 3, Within),
    ("点个赞", Promotion, 3, Within),
    ("点个在看", Promotion, 3, Within),
    ("点个“在看”", Promotion, 3, Within),
    ("点“在看”", Promotion, 3, Within),
    ("点赞", Promotion, 1, Within),
    ("關注我們", Promotion, 3, Within),
    ("关注我们", Promotion, 3, Within),
    ("关注我的", Promotion, 2, Within),
    ("关注公众号", Promotion, 3, Within),
    ("关注本", Promotion, 2, Start),
    ("欢迎关注", Promotion, 3, Within),
    ("歡迎關注", Promotion, 3, Within),
    ("歡迎追蹤", Promotion, 3, Within),
    ("追蹤我們", Promotion, 3, Within),
    ("请关注", Promotion, 2, Start),
    ("欢迎订阅", Promotion, 3, Within),
    ("歡迎訂閱", Promotion, 3, Within),
    ("订阅我们", Promotion, 3, Within),
    ("訂閱我們", Promotion, 3, Within),
    ("订阅本", Promotion, 3, Within),
    ("訂閱本", Promotion, 3, Within),
    ("订阅电子报", Promotion, 3, Within),
    ("訂閱電子報", Promotion, 3, Within),
    ("点击此处订阅", Promotion, 3, Within),
    ("免费订阅", Promotion, 3, Within),
    ("立即订阅", Promotion, 3, Within),
    ("立即訂閱", Promotion, 3, Within),
    ("发送最新内容至您的邮箱", Promotion, 3, Within),
    ("加入会员", Promotion, 3, Within),
    ("加入會員", Promotion, 3, Within),
    ("成为会员", Promotion, 3, Within),
    ("成為會員", Promotion, 3, Within),
    ("加入我们的", Promotion, 2, Within),
    ("加入我們的", Promotion, 2, Within),
    ("加入电报", Promotion, 2, Within),
    ("打赏", Promotion, 2, Within),
    ("打賞", Promotion, 2, Within),
    ("赞赏", Promotion, 1, Within),
    ("讚賞", Promotion, 1, Within),
    ("讚賞公民", Promotion, 2, Within),
    ("讚賞鍵", Promotion, 3, Within),
    ("拍手", Promotion, 1, Within),
    ("赞助我", Promotion, 3, Within),
    ("贊助我", Promotion, 3, Within),
    ("支持我们", Promotion, 2, Within),
    ("支持我們", Promotion, 2, Within),
    ("支持作者", Promotion, 3, Within),
    ("支持本站", Promotion, 3, Within),
    ("請支持", Promotion, 2, Start),
    ("请支持", Promotion, 2, Start),
    ("捐款支持", Promotion, 3, Within),
    ("小额捐款", Promotion, 2, Within),
    ("定期定額", Promotion, 2, Within),
    ("请我喝", Promotion, 3, Within),
    ("請我喝", Promotion, 3, Within),
    ("喜欢这篇文章", Promotion, 3, Within),
    ("喜歡這篇文章", Promotion, 3, Within),
    ("如果你喜欢", Promotion, 2, Start),
    ("如果你喜歡", Promotion, 2, Start),
    ("如果您喜欢", Promotion, 2, Start),
    ("如果觉得", Promotion, 2, Start),
    ("如果覺得", Promotion, 2, Start),
    ("谢谢各位看到", Promotion, 2, Start),
    ("謝謝各位看到", Promotion, 2, Start),
    ("感谢阅读", Promotion, 2, Start),
    ("感謝閱讀", Promotion, 2, Start),
    ("投稿邮箱", Promotion, 3, Within),
    ("欢迎投稿", Promotion, 3, Within),
    ("商务合作", Promotion, 3, Within),
    ("加微信", Promotion, 2, Within),
    ("推广合作", Promotion, 3, Within),
    ("臉書專頁", Promotion, 2, Within),
    ("脸书专页", Promotion, 2, Within),
    ("facebook專頁", Promotion, 2, Within),
    // Other articles.
    ("also read", Related, 3, Start),
    ("you might also like", Related, 3, Start),
    ("you may also like", Related, 3, Start),
    ("further reading", Related, 3, Whole),
    ("latest news", Related, 3, Whole),
    ("latest posts", Related, 3, Whole),
    ("more from", Related, 3, Start),
    ("more like this", Related, 3, Whole),
    ("more on this", Related, 3, Start),
    ("more stories", Related, 3, Whole),
    ("most popular", Related, 3, Whole),
    ("most read", Related, 3, Whole),
    ("popular posts", Related, 3, Whole),
    ("read also", Related, 3, Start),
    ("read more:", Related, 3, Start),
    ("read next", Related, 3, Start),
    ("recent posts", Related, 3, Whole),
    ("recommended for you", Related, 3, Whole),
    ("recommended reading", Related, 3, Whole),
    ("related", Related, 3, Whole),
    ("related articles", Related, 3, Start),
    ("related content", Related, 3, Whole),
    ("related coverage", Related, 3, Start),
    ("related news", Related, 3, Whole),
    ("related posts", Related, 3, Start),
    ("related stories", Related, 3, Start),
    ("related topics", Related, 3, Whole),
    ("related:", Related, 3, Start),
    ("see also", Related, 3, Start),
    ("trending", Related, 3, Whole),
    ("what to read next", Related, 3, Whole),
    ("今日热门", Related, 3, Whole),
    ("你可能也", Related, 3, Start),
    ("你可能还", Related, 3, Start),
    ("你可能會", Related, 3, Start),
    ("您可能感兴趣", Related, 3, Start),
    ("大家都在看", Related, 3, Start),
    ("延伸閱讀", Related, 3, Start),
    ("延伸阅读", Related, 3, Start),
    ("往期回顾", Related, 3, Start),
    ("往期推荐", Related, 3, Start),
    ("往期精选", Related, 3, Start),
    ("推荐文章", Related, 3, Start),
    ("推荐阅读", Related, 3, Start),
    ("推薦文章", Related, 3, Start),
    ("推薦閱讀", Related, 3, Start),
    ("最新文章", Related, 3, Whole),
    ("最新新闻", Related, 3, Whole),
    ("最新消息", Related, 2, Whole),
    ("更多文章", Related, 3, Start),
    ("更多内容", Related, 2, Start),
    ("更多阅读", Related, 3, Start),
    ("更多閱讀", Related, 3, Start),
    ("更多报道", Related, 3, Start),
    ("更多報導", Related, 3, Start),
    ("更多新闻", Related, 3, Start),
    ("更多新聞", Related, 3, Start),
    ("点击排行", Related, 3, Whole),
    ("热门文章", Related, 3, Whole),
    ("熱門文章", Related, 3, Whole),
    ("热门新闻", Related, 3, Whole),
    ("热门推荐", Related, 3, Whole),
    ("猜你喜欢", Related, 3, Start),
    ("猜你喜歡", Related, 3, Start),
    ("相关", Related, 3, Whole),
    ("相關", Related, 3, Whole),
    ("相关内容", Related, 3, Whole),
    ("相關內容", Related, 3, Whole),
    ("相关报道", Related, 3, Start),
    ("相关报导", Related, 3, Start),
    ("相關報道", Related, 3, Start),
    ("相關報導", Related, 3, Start),
    ("相关文章", Related, 3, Start),
    ("相關文章", Related, 3, Start),
    ("相关新闻", Related, 3, Start),
    ("相關新聞", Related, 3, Start),
    ("相关链接", Related, 3, Start),
    ("相關連結", Related, 3, Start),
    ("相关阅读", Related, 3, Start),
    ("相關閱讀", Related, 3, Start),
    ("相关主题", Related, 3, Whole),
    ("相关话题", Related, 3, Whole),
    ("相关推荐", Related, 3, Start),
    ("相关专题", Related, 3, Start),
    ("相关日志", Related, 3, Start),
    ("系列文章", Related, 2, Start),
    ("编辑推荐", Related, 3, Whole),
    ("編輯推薦", Related, 3, Whole),
    ("看更多", Related, 2, Start),
    ("阅读更多", Related, 3, Start),
    ("閱讀更多", Related, 3, Start),
    ("了解更多", Related, 2, Start),
    ("另请参阅", Related, 3, Start),
    // Sharing.
    ("click to share", Share, 3, Start),
    ("copy link", Share, 3, Whole),
    ("email this", Share, 3, Start),
    ("like this:", Share, 3, Start),
    ("pin it", Share, 3, Whole),
    ("share", Share, 3, Whole),
    ("share on", Share, 3, Start),
    ("share this", Share, 3, Start),
    ("share via", Share, 3, Start),
    ("share:", Share, 3, Start),
    ("submit to", Share, 2, Start),
    ("tweet", Share, 3, Whole),
    ("tweet this", Share, 3, Start),
    ("共享此文", Share, 3, Start),
    ("分享", Share, 3, Whole),
    ("分享到", Share, 3, Start),
    ("分享至", Share, 3, Start),
    ("分享给", Share, 3, Start),
    ("分享給", Share, 3, Start),
    ("分享此文", Share, 3, Start),
    ("分享本文", Share, 3, Start),
    ("分享這篇", Share, 3, Start),
    ("分享这篇", Share, 3, Start),
    ("分享文章", Share, 3, Start),
    ("分享：", Share, 3, Start),
    ("点击分享", Share, 3, Start),
    ("点击以在", Share, 3, Start),
    ("點擊分享", Share, 3, Start),
    ("复制链接", Share, 3, Whole),
    ("複製連結", Share, 3, Whole),
    ("转发", Share, 2, Whole),
    ("喜欢 正在加载", Share, 3, Start),
    ("赞 正在加载", Share, 3, Start),
    ("赞过", Share, 3, Start),
    ("赞过：", Share, 3, Whole),
    ("收藏", Share, 2, Whole),
    // Forms.
    ("log in", Form, 3, Whole),
    ("sign in", Form, 3, Whole),
    ("accept cookies", Form, 3, Within),
    ("we use cookies", Form, 3, Within),
    ("please enable javascript", Form, 3, Within),
    ("already a subscriber", Form, 3, Within),
    ("subscribe to continue", Form, 3, Within),
    ("to continue reading", Form, 2, Within),
    ("this article is for subscribers", Form, 3, Within),
    ("登录", Form, 3, Whole),
    ("登入", Form, 3, Whole),
    ("注册", Form, 3, Whole),
    ("请登录", Form, 3, Start),
    ("解锁全文", Form, 3, Within),
    ("订阅后阅读", Form, 3, Within),
    ("付费阅读", Form, 3, Within),
    ("您的浏览器不支持", Form, 3, Start),
    ("我们使用cookie", Form, 3, Within),
    ("本网站使用", Form, 2, Start),
];

/// Finds the phrases of one line.
#[derive(Clone, Debug)]
pub(crate) struct Finder {
    /// `None` only if the automaton could not be built, which the tests rule out.
    automaton: Option<AhoCorasick>,
}

/// What the phrases of a line say together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Said {
    pub(crate) kind: Option<RemovedKind>,
    /// Weight of the phrase that says most.
    pub(crate) weight: u8,
    /// Whether it stands at the start of the line, or is the line.
    pub(crate) leads: bool,
    /// Phrases of the same kind.
    pub(crate) count: u8,
    /// Bytes of the line in front of and in the phrase that says most.
    pub(crate) covers: usize,
}

impl Finder {
    pub(crate) fn builtin() -> Finder {
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .build(PHRASES.iter().map(|(phrase, ..)| phrase))
            .ok();
        Finder { automaton }
    }

    pub(crate) fn read(&self, line: &str) -> Said {
        let mut said = Said::default();
        let trimmed = bare(line);
        let start = trimmed.as_ptr() as usize - line.as_ptr() as usize;
        let end = start + trimmed.len();
        for found in self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(line)) {
            let Some(&(phrase, kind, weight, place)) = PHRASES.get(found.pattern().as_usize()) else { continue };
            let leads = found.start() <= start;
            let ends = found.end() >= end;
            let holds = match place {
                Within => is_word(line, found.start(), found.end(), phrase),
                Start => leads && is_word(line, found.start(), found.end(), phrase),
                End => ends,
                Whole => leads && ends,
            };
            if !holds || is_quoted(line, found.start()) {
                continue;
            }
            if said.kind == Some(kind) {
                said.count = said.count.saturating_add(1);
            }
            if (weight, leads) > (said.weight, said.leads) {
                said = Said {
                    kind: Some(kind),
                    weight,
                    leads,
                    count: said.count.max(1),
                    covers: found.end() - start.min(found.start()),
                };
            }
        }
        said
    }
}

/// A line without the bullets, brackets and colons at its edges.
pub(crate) fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '【' | '】'
                    | '['
                    | ']'
                    | '（'
                    | '）'
                    | '('
                    | ')'
                    | '「'
                    | '」'
                    | '《'
                    | '》'
                    | '<'
                    | '>'
                    | '*'
                    | '·'
                    | '•'
                    | '●'
                    | '■'
                    | '▪'
                    | '▶'
                    | '►'
                    | '→'
                    | '←'
                    | '»'
                    | '«'
                    | '|'
                    | '｜'
                    | ':'
                    | '：'
                    | '-'
                    | '—'
                    | '–'
                    | '='
                    | '~'
                    | '#'
                    | '。'
                    | '.'
                    | '!'
                    | '！'
                    | '/'
                    | '👉'
                    | '👇'
                    | '⬇'
                    | '\u{fe0f}'
                    | '▼'
                    | '▽'
                    | '◆'
                    | '★'
                    | '☆'
                    | '※'
                    | '_'
                    | '+'
                    | ','
            )
    })
}

/// Whether a place of a line is inside quotation marks: somebody else says it there.
fn is_quoted(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default();
    [('「', '」'), ('『', '』'), ('“', '”'), ('《', '》')].iter().any(|(open, close)| {
        before
            .rfind(*open)
            .is_some_and(|opened| opened > 0 && !before.get(opened..).is_some_and(|inner| inner.contains(*close)))
    })
}

/// Whether an English phrase begins and ends with a word.
fn is_word(line: &str, start: usize, end: usize, phrase: &str) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = line.as_bytes();
    let opens = !letter(phrase.as_bytes().first()) || start == 0 || !letter(bytes.get(start - 1));
    let closes = !letter(phrase.as_bytes().last()) || !letter(bytes.get(end));
    opens && closes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_lower_case_and_unique() {
        let mut seen = std::collections::HashSet::new();
        for (phrase, .., place) in PHRASES {
            assert_eq!(*phrase, phrase.to_ascii_lowercase());
            assert!(seen.insert((phrase, format!("{place:?}"))), "{phrase} twice");
        }
    }

    #[test]
    fn place_in_the_line_counts() {
        let finder = Finder::builtin();
        assert_eq!(finder.read("【广告】").kind, Some(Advert));
        assert_eq!(finder.read("广告业的一年").kind, None);
        assert_eq!(finder.read("相关阅读：雨").kind, Some(Related));
        assert_eq!(finder.read("这些相关阅读很有用").kind, None);
        assert_eq!(finder.read("Follow us on the web").kind, Some(Promotion));
        assert_eq!(finder.read("They follow users around").kind, None);
    }
}
