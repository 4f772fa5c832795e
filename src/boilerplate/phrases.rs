//! The words of boilerplate, in Chinese and English, by kind.

use std::cmp::Reverse;

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
    ("原创资讯", Promotion, 3, Within),
    ("获取更多资讯", Promotion, 3, Within),
    ("社交平台上关注", Promotion, 3, Within),
    ("通过电邮与我们联系", Promotion, 3, Within),
    ("点赞、转发", Promotion, 3, Within),
    ("点个赞同", Promotion, 3, Within),
    ("更多内容请关注", Promotion, 3, Within),
    ("识别关注", Promotion, 3, Within),
    ("信息存储空间服务", Copyright, 3, Within),
    ("主题，其中的信息可能", Metadata, 3, Within),
    ("日新计划", Promotion, 1, Within),
    ("点击查看活动", Promotion, 3, Within),
    ("is public so feel free to share", Promotion, 3, Within),
    ("to receive new posts", Promotion, 3, Within),
    ("if you are reading this on", Copyright, 3, Within),
    ("in reply to this message", Metadata, 3, Whole),
    ("more videos", Navigation, 3, Whole),
    ("replay more videos", Navigation, 3, Whole),
    ("-end-", Metadata, 3, Whole),
    ("contact the reporter", Promotion, 3, Start),
    // Adverts.
    ("ad", Advert, 3, Whole),
    ("ads", Advert, 3, Whole),
    ("advertisement", Advert, 3, Whole),
    ("advertisement - scroll to continue", Advert, 3, Whole),
    ("advertisements", Advert, 3, Whole),
    ("article continues below", Advert, 3, Start),
    ("sponsor message", Advert, 3, Whole),
    ("article continues below advertisement", Advert, 3, Start),
    ("continue reading below", Advert, 3, Start),
    ("paid content", Advert, 3, Whole),
    ("promoted", Advert, 3, Whole),
    ("scroll to continue", Advert, 3, Whole),
    ("sponsored", Advert, 3, Whole),
    ("sponsored content", Advert, 3, Whole),
    ("story continues below", Advert, 3, Start),
    ("以下内容为广告", Advert, 3, Start),
    ("以下為廣告", Advert, 3, Start),
    ("广告", Advert, 3, Whole),
    ("广告位", Advert, 3, Whole),
    ("广告内容", Advert, 3, Whole),
    ("廣告", Advert, 3, Whole),
    ("廣告 請繼續往下閱讀", Advert, 3, Start),
    ("廣告內容", Advert, 3, Whole),
    ("廣告贊助", Advert, 3, Whole),
    ("推广", Advert, 3, Whole),
    ("推廣", Advert, 3, Whole),
    ("本文由品牌赞助", Advert, 3, Whole),
    ("继续阅读正文", Advert, 3, Whole),
    ("請繼續往下閱讀", Advert, 3, Start),
    ("请继续往下阅读", Advert, 3, Start),
    ("请继续阅读下文", Advert, 3, Start),
    ("贊助內容", Advert, 3, Whole),
    ("贊助商連結", Advert, 3, Whole),
    ("赞助内容", Advert, 3, Whole),
    ("赞助商链接", Advert, 3, Whole),
    // Comments.
    ("# comments:", Comments, 3, Start),
    ("[comments]", Comments, 3, Within),
    ("add a comment", Comments, 3, Whole),
    ("add comment", Comments, 3, Start),
    ("add new comment", Comments, 3, Start),
    ("be the first to comment", Comments, 3, Start),
    ("comments are closed", Comments, 3, Start),
    ("comments url:", Comments, 3, Start),
    ("fb留言", Comments, 3, Start),
    ("join the conversation", Comments, 3, Start),
    ("join the discussion", Comments, 3, Start),
    ("leave a comment", Comments, 3, Start),
    ("leave a reply", Comments, 3, Start),
    ("log in or register to post", Comments, 3, Start),
    ("log in to comment", Comments, 3, Within),
    ("no comments", Comments, 3, Whole),
    ("points:", Comments, 3, Start),
    ("post a comment", Comments, 3, Whole),
    ("read full topic", Comments, 3, Within),
    ("show comments", Comments, 3, Start),
    ("submit a comment", Comments, 3, Start),
    ("view comments", Comments, 3, Start),
    ("write a comment", Comments, 3, Start),
    ("your email address will not be published", Comments, 3, Within),
    ("填写以下表单", Comments, 3, Within),
    ("填寫以下表單", Comments, 3, Within),
    ("评论将被审核", Comments, 3, Within),
    ("評論將被審核", Comments, 3, Within),
    ("全部评论", Comments, 2, Start),
    ("写留言", Comments, 3, Whole),
    ("則留言", Comments, 2, End),
    ("发表回复", Comments, 3, Start),
    ("发表评论", Comments, 3, Start),
    ("回复:", Comments, 2, Start),
    ("回帖", Comments, 3, Within),
    ("回应 (", Comments, 3, Start),
    ("在下方留言", Comments, 3, Within),
    ("张贴您的评论", Comments, 3, Within),
    ("张贴文章或下标签", Comments, 3, Within),
    ("張貼文章或下標籤", Comments, 3, Within),
    ("文明发言", Comments, 3, Within),
    ("文章下方評論", Comments, 3, Within),
    ("文章下方评论", Comments, 3, Within),
    ("暂无评论", Comments, 3, Whole),
    ("最新评论", Comments, 2, Start),
    ("最新评论", Comments, 3, Within),
    ("条评论", Comments, 2, End),
    ("查看:", Comments, 2, Start),
    ("查看评论", Comments, 3, Start),
    ("欢迎在评论区", Comments, 3, Within),
    ("欢迎留言", Comments, 2, Within),
    ("歡迎在評論區", Comments, 3, Within),
    ("歡迎留言", Comments, 2, Within),
    ("添加評論", Comments, 3, Start),
    ("添加评论", Comments, 3, Start),
    ("热门评论", Comments, 2, Start),
    ("留言区", Comments, 2, Within),
    ("留言区见", Comments, 3, Within),
    ("留言區", Comments, 2, Within),
    ("登入後才可以", Comments, 3, Within),
    ("登入或註冊後發表", Comments, 3, Start),
    ("登录后发表", Comments, 3, Within),
    ("登录后才可以", Comments, 3, Within),
    ("登录后评论", Comments, 3, Within),
    ("登录或注册后发表", Comments, 3, Start),
    ("發表回應", Comments, 3, Start),
    ("發表留言", Comments, 3, Start),
    ("發表評論", Comments, 3, Start),
    ("精选留言", Comments, 3, Whole),
    ("網友回應", Comments, 3, Start),
    ("網友評論", Comments, 3, Start),
    ("网友回应", Comments, 3, Start),
    ("网友评论", Comments, 3, Start),
    ("評論 (", Comments, 2, Start),
    ("评论 (", Comments, 2, Start),
    ("评论区留言", Comments, 3, Within),
    ("评论区见", Comments, 3, Within),
    ("違法或侵害他人權益之言論", Comments, 3, Within),
    ("遵守网络道德", Comments, 3, Within),
    // Copyright, licences, reprints.
    ("(c) 20", Copyright, 2, Start),
    ("a version of this article appear", Copyright, 3, Start),
    ("affiliate links", Copyright, 2, Within),
    ("all content copyright", Copyright, 3, Within),
    ("all rights reserved", Copyright, 3, Within),
    ("bloc cc", Copyright, 3, Within),
    ("cc by", Copyright, 2, Within),
    ("cc by-nc", Copyright, 3, Within),
    ("cc by-sa", Copyright, 3, Within),
    ("copyleft", Copyright, 2, Start),
    ("copyright", Copyright, 2, Start),
    ("copyright ©", Copyright, 3, Within),
    ("creative commons", Copyright, 2, Within),
    ("disclosure policy", Copyright, 2, Within),
    ("do not reproduce", Copyright, 3, Within),
    ("licensed under", Copyright, 2, Within),
    ("may not be published, broadcast, rewritten", Copyright, 3, Within),
    ("may not be reproduced", Copyright, 3, Within),
    ("our standards:", Copyright, 3, Start),
    ("reprinted with permission", Copyright, 3, Within),
    ("reproduced without", Copyright, 3, Within),
    ("republish", Copyright, 1, Start),
    ("reuse this content", Copyright, 3, Within),
    ("terms of use", Copyright, 2, Within),
    ("this article appeared in the", Copyright, 3, Start),
    ("without permission", Copyright, 1, Within),
    ("©", Copyright, 2, Start),
    ("不代表新", Copyright, 3, Within),
    ("不代表本", Copyright, 2, Within),
    ("不代表本刊", Copyright, 3, Within),
    ("不代表本台", Copyright, 3, Within),
    ("不代表本站", Copyright, 3, Within),
    ("不得复制", Copyright, 3, Within),
    ("不得擅自", Copyright, 2, Within),
    ("不得複製", Copyright, 3, Within),
    ("不得轉載", Copyright, 3, Within),
    ("不得转载", Copyright, 3, Within),
    ("严禁转载", Copyright, 3, Within),
    ("个人观点，并不代表", Copyright, 3, Within),
    ("仅代表作者", Copyright, 2, Within),
    ("传递更多信息", Copyright, 3, Within),
    ("侵权必究", Copyright, 3, Within),
    ("侵权请联系", Copyright, 3, Within),
    ("镜像网站", Copyright, 2, Within),
    ("鏡像網站", Copyright, 2, Within),
    ("任何形式转载", Copyright, 2, Within),
    ("任何形式轉載", Copyright, 2, Within),
    ("保留所有权利", Copyright, 3, Within),
    ("保留所有權利", Copyright, 3, Within),
    ("信任原则", Copyright, 2, Within),
    ("個人觀點，並不代表", Copyright, 3, Within),
    ("傳遞更多資訊", Copyright, 3, Within),
    ("僅代表作者", Copyright, 2, Within),
    ("內容版權", Copyright, 3, Within),
    ("内容版权", Copyright, 3, Within),
    ("创作共用", Copyright, 2, Within),
    ("博主原创", Copyright, 2, Within),
    ("原创文章", Copyright, 2, Within),
    ("原創文章", Copyright, 2, Within),
    ("商业转载", Copyright, 3, Within),
    ("嚴禁轉載", Copyright, 3, Within),
    ("如有侵权", Copyright, 3, Within),
    ("如有侵權", Copyright, 3, Within),
    ("如需轉載", Copyright, 3, Within),
    ("如需转载", Copyright, 3, Within),
    ("开白名单", Copyright, 2, Within),
    ("我们的标准：", Copyright, 3, Start),
    ("我們的標準：", Copyright, 3, Start),
    ("授权转载", Copyright, 2, Within),
    ("授權條款", Copyright, 2, Within),
    ("授權轉載", Copyright, 2, Within),
    ("文責自負", Copyright, 3, Within),
    ("文责自负", Copyright, 3, Within),
    ("未經同意", Copyright, 2, Within),
    ("未經授權", Copyright, 2, Within),
    ("未經書面", Copyright, 2, Within),
    ("未經許可", Copyright, 2, Within),
    ("未经书面", Copyright, 2, Within),
    ("未经同意", Copyright, 1, Within),
    ("未经授权", Copyright, 2, Within),
    ("未经许可", Copyright, 2, Within),
    ("本作品採用", Copyright, 3, Start),
    ("本作品采用", Copyright, 3, Start),
    ("本文版权", Copyright, 3, Start),
    ("本文著作权", Copyright, 3, Start),
    ("本文轉載", Copyright, 3, Start),
    ("本文转载", Copyright, 3, Start),
    ("本文采用", Copyright, 2, Start),
    ("本稿转自", Copyright, 3, Within),
    ("欢迎转载", Copyright, 3, Within),
    ("歡迎轉載", Copyright, 3, Within),
    ("注明出处", Copyright, 3, Within),
    ("版权声明", Copyright, 2, Within),
    ("版权属", Copyright, 2, Within),
    ("版权归", Copyright, 2, Within),
    ("版权所有", Copyright, 3, Within),
    ("版权说明", Copyright, 3, Within),
    ("版權屬", Copyright, 2, Within),
    ("版權所有", Copyright, 3, Within),
    ("版權歸", Copyright, 2, Within),
    ("版權聲明", Copyright, 2, Within),
    ("版權說明", Copyright, 3, Within),
    ("着作权法保护", Copyright, 3, Within),
    ("知识共享", Copyright, 2, Within),
    ("知识共享署名", Copyright, 3, Within),
    ("禁止轉載", Copyright, 3, Within),
    ("禁止转载", Copyright, 3, Within),
    ("联系删除", Copyright, 3, Within),
    ("聯繫刪除", Copyright, 3, Within),
    ("若要转载", Copyright, 3, Within),
    ("著作权归", Copyright, 3, Within),
    ("著作权所有", Copyright, 3, Within),
    ("著作权法保护", Copyright, 3, Within),
    ("著作權", Copyright, 2, Within),
    ("著作權所有", Copyright, 3, Within),
    ("著作權歸", Copyright, 3, Within),
    ("註明出處", Copyright, 3, Within),
    ("請勿用作", Copyright, 3, Within),
    ("請勿轉載", Copyright, 3, Within),
    ("许可协议", Copyright, 2, Within),
    ("请勿转载", Copyright, 3, Within),
    ("谢绝转载", Copyright, 3, Within),
    ("轉載自:", Copyright, 3, Within),
    ("轉載請", Copyright, 3, Within),
    ("轉載須註明", Copyright, 3, Within),
    ("转载时请", Copyright, 3, Within),
    ("转载自", Copyright, 3, Within),
    ("转载请", Copyright, 3, Within),
    ("转载须注明", Copyright, 3, Within),
    // The mirror's own.
    ("appeared first on", Footer, 3, Within),
    ("first appeared on", Footer, 2, Within),
    ("our mailing address is", Footer, 3, Within),
    ("powered by", Footer, 2, Start),
    ("powered by mailchimp", Footer, 3, Within),
    ("published by google docs", Footer, 3, Within),
    ("report abuse", Footer, 3, Within),
    ("rss订阅：", Footer, 2, Start),
    ("更多 rss", Footer, 3, Start),
    ("更多rss", Footer, 3, Start),
    ("更多rss源", Footer, 3, Within),
    ("獲取更多rss", Footer, 3, Within),
    ("获取更多 rss", Footer, 3, Within),
    ("获取更多rss", Footer, 3, Within),
    // Forms, logins, paywalls.
    ("accept cookies", Form, 3, Within),
    ("already a member", Form, 2, Start),
    ("already a subscriber", Form, 3, Within),
    ("by signing up you agree", Form, 3, Within),
    ("close", Form, 3, Whole),
    ("create a free account", Form, 3, Within),
    ("create an account", Form, 3, Within),
    ("email", Form, 3, Whole),
    ("log in", Form, 3, Whole),
    ("log in to continue", Form, 3, Within),
    ("menu", Form, 3, Whole),
    ("please enable javascript", Form, 3, Within),
    ("privacy policy", Form, 2, Within),
    ("register to continue", Form, 3, Within),
    ("search", Form, 3, Whole),
    ("send", Form, 3, Whole),
    ("sign in", Form, 3, Whole),
    ("submit", Form, 3, Whole),
    ("subscribe to continue", Form, 3, Within),
    ("this article is for subscribers", Form, 3, Within),
    ("to continue reading", Form, 2, Within),
    ("we use cookies", Form, 3, Within),
    ("your email", Form, 3, Whole),
    ("your email address", Form, 3, Within),
    ("付费阅读", Form, 3, Within),
    ("关闭", Form, 3, Whole),
    ("已是會員", Form, 2, Start),
    ("已经是会员", Form, 2, Start),
    ("忘记密码", Form, 3, Whole),
    ("您的浏览器不支持", Form, 3, Start),
    ("您需要登录", Form, 3, Within),
    ("您需要登錄", Form, 3, Within),
    ("成为付费用户", Form, 3, Within),
    ("成為付費", Form, 3, Within),
    ("我们使用cookie", Form, 3, Within),
    ("未注册手机验证后", Form, 3, Within),
    ("本网站使用", Form, 2, Start),
    ("注册", Form, 3, Whole),
    ("注册会员", Form, 3, Whole),
    ("注册即代表同意", Form, 3, Within),
    ("登入", Form, 3, Whole),
    ("登出", Form, 3, Whole),
    ("登录", Form, 3, Whole),
    ("登录后你可以", Form, 3, Within),
    ("登录后可以", Form, 3, Within),
    ("登录查看更多", Form, 3, Within),
    ("登錄", Form, 3, Whole),
    ("登錄查看", Form, 3, Within),
    ("立即注册", Form, 3, Within),
    ("立即註冊", Form, 3, Within),
    ("解鎖全部內容", Form, 3, Within),
    ("解锁全文", Form, 3, Within),
    ("解锁全部内容", Form, 3, Within),
    ("註冊", Form, 3, Whole),
    ("订阅后阅读", Form, 3, Within),
    ("请登录", Form, 3, Start),
    ("购买后阅读", Form, 3, Within),
    ("關閉", Form, 3, Whole),
    // Labels.
    ("audio", Label, 3, Whole),
    ("click to enlarge", Label, 3, Whole),
    ("click to expand", Label, 3, Whole),
    ("enjoy more audio", Label, 3, Start),
    ("enlarge this image", Label, 3, Whole),
    ("full size image", Label, 3, Whole),
    ("hide caption", Label, 3, Whole),
    ("image", Label, 3, Whole),
    ("image caption", Label, 3, Whole),
    ("image copyright", Label, 3, Whole),
    ("image credit", Label, 3, Start),
    ("image source", Label, 3, Start),
    ("image source", Label, 3, Whole),
    ("listen", Label, 3, Whole),
    ("listen to this article", Label, 3, Whole),
    ("listen to this story", Label, 3, Start),
    ("listen to this story", Label, 3, Whole),
    ("media", Label, 3, Whole),
    ("media caption", Label, 3, Whole),
    ("pause", Label, 3, Whole),
    ("play", Label, 3, Whole),
    ("play video", Label, 3, Whole),
    ("replay", Label, 3, Whole),
    ("toggle", Label, 3, Whole),
    ("toggle caption", Label, 3, Whole),
    ("video", Label, 3, Whole),
    ("view full size", Label, 3, Whole),
    ("view gallery", Label, 3, Whole),
    ("watch", Label, 3, Whole),
    ("zoom", Label, 3, Whole),
    ("下载声音", Label, 3, Whole),
    ("图像加注文字", Label, 3, Whole),
    ("图像来源", Label, 3, Whole),
    ("圖像加註文字", Label, 3, Whole),
    ("圖像來源", Label, 3, Whole),
    ("图片版权", Label, 3, Whole),
    ("展开", Label, 3, Whole),
    ("展开全文", Label, 3, Whole),
    ("展開", Label, 3, Whole),
    ("按此放大", Label, 3, Whole),
    ("播放视频", Label, 3, Whole),
    ("收听本报道", Label, 3, Start),
    ("收听本报道", Label, 3, Whole),
    ("收聽本報道", Label, 3, Whole),
    ("收起", Label, 3, Whole),
    ("查看全部", Label, 3, Start),
    ("查看原图", Label, 3, Whole),
    ("查看图片", Label, 3, Whole),
    ("查看大图", Label, 3, Whole),
    ("点击图片放大", Label, 3, Whole),
    ("点击播放", Label, 3, Whole),
    ("点击放大", Label, 3, Whole),
    ("点击查看大图", Label, 3, Whole),
    ("继续滑动看下一个", Label, 3, Start),
    ("視頻", Label, 3, Whole),
    ("视频", Label, 3, Whole),
    ("預覽", Label, 3, Whole),
    ("预览时标签不可点", Label, 3, Whole),
    ("點圖放大", Label, 3, Whole),
    ("點圖放大瀏覽", Label, 3, Whole),
    ("点图放大", Label, 3, Whole),
    ("点图放大浏览", Label, 3, Whole),
    ("點擊圖片放大", Label, 3, Whole),
    ("點擊放大", Label, 3, Whole),
    ("點擊看大圖", Label, 3, Whole),
    // What stands beside an article.
    ("categories:", Metadata, 3, Start),
    ("category:", Metadata, 3, Start),
    ("citation:", Metadata, 3, Start),
    ("comments", Metadata, 3, End),
    ("estimated reading time", Metadata, 3, Start),
    ("end", Metadata, 3, Whole),
    ("全文完", Metadata, 3, Whole),
    ("（完）", Metadata, 3, Whole),
    ("filed under", Metadata, 3, Start),
    ("keywords", Metadata, 3, Whole),
    ("keywords:", Metadata, 3, Start),
    ("likes", Metadata, 3, End),
    ("likes this", Metadata, 3, End),
    ("min read", Metadata, 3, End),
    ("minute read", Metadata, 3, End),
    ("minutes read", Metadata, 3, End),
    ("points by", Metadata, 2, Within),
    ("posted in", Metadata, 2, Start),
    ("print", Metadata, 3, Whole),
    ("published in:", Metadata, 3, Start),
    ("reading time", Metadata, 3, Start),
    ("region/country", Metadata, 3, Whole),
    ("shares", Metadata, 3, End),
    ("tagged", Metadata, 2, Start),
    ("tags", Metadata, 3, Whole),
    ("tags:", Metadata, 3, Start),
    ("this post may contain", Metadata, 3, Start),
    ("topic", Metadata, 3, Whole),
    ("topic:", Metadata, 3, Start),
    ("topics", Metadata, 3, Whole),
    ("topics:", Metadata, 3, Start),
    ("views", Metadata, 3, End),
    ("votes", Metadata, 3, End),
    ("上一条", Metadata, 3, Start),
    ("主題歸類", Metadata, 3, Start),
    ("主题归类", Metadata, 3, Start),
    ("人喜欢", Metadata, 3, End),
    ("人喜歡", Metadata, 3, End),
    ("人收藏", Metadata, 3, End),
    ("人气：", Metadata, 2, Start),
    ("人赞同", Metadata, 3, End),
    ("全文共", Metadata, 2, Start),
    ("关键字：", Metadata, 3, Start),
    ("关键词", Metadata, 3, Whole),
    ("关键词：", Metadata, 3, Start),
    ("分类", Metadata, 3, Whole),
    ("分类:", Metadata, 3, Start),
    ("分类：", Metadata, 3, Start),
    ("分鐘閱讀", Metadata, 3, End),
    ("分钟阅读", Metadata, 3, End),
    ("分類", Metadata, 3, Whole),
    ("分類：", Metadata, 3, Start),
    ("列印", Metadata, 3, Whole),
    ("加入書籤", Metadata, 2, Within),
    ("发布于：", Metadata, 3, Start),
    ("回應(", Metadata, 2, Within),
    ("字号", Metadata, 3, Whole),
    ("字数统计", Metadata, 3, Within),
    ("字號", Metadata, 3, Whole),
    ("引用(", Metadata, 2, Within),
    ("打印", Metadata, 3, Whole),
    ("推荐此文", Metadata, 2, Within),
    ("收录于合集", Metadata, 3, Start),
    ("收藏打印字号", Metadata, 3, Whole),
    ("收錄於", Metadata, 3, Start),
    ("文章分类", Metadata, 3, Start),
    ("文章分類", Metadata, 3, Start),
    ("文章标签", Metadata, 3, Start),
    ("文章標籤", Metadata, 3, Start),
    ("本文字数", Metadata, 3, Start),
    ("本文标签", Metadata, 3, Start),
    ("来自手机", Metadata, 3, Start),
    ("标签", Metadata, 3, Whole),
    ("标签:", Metadata, 3, Start),
    ("标签：", Metadata, 3, Start),
    ("標籤", Metadata, 3, Whole),
    ("標籤：", Metadata, 3, Start),
    ("次浏览", Metadata, 3, End),
    ("次点击", Metadata, 3, End),
    ("次觀看", Metadata, 3, End),
    ("次观看", Metadata, 3, End),
    ("次阅读", Metadata, 3, End),
    ("浏览数", Metadata, 3, Start),
    ("浏览次数", Metadata, 3, Start),
    ("瀏覽數", Metadata, 3, Start),
    ("点击数", Metadata, 3, Start),
    ("点击次数", Metadata, 3, Start),
    ("点击量", Metadata, 3, Start),
    ("觀看次數", Metadata, 3, Start),
    ("观看次数", Metadata, 3, Start),
    ("贊數", Metadata, 2, Within),
    ("这是一个创建于", Metadata, 3, Start),
    ("閱讀時間", Metadata, 3, Start),
    ("關鍵字：", Metadata, 3, Start),
    ("阅读大约需要", Metadata, 3, Within),
    ("阅读时长", Metadata, 3, Within),
    ("阅读时间", Metadata, 3, Start),
    ("阅读次数", Metadata, 3, Start),
    ("阅读量", Metadata, 2, Start),
    ("點閱", Metadata, 3, Start),
    // Ways to elsewhere, and to other versions of the article.
    ("...more", Navigation, 3, End),
    ("[...]", Navigation, 1, End),
    ("also available in", Navigation, 3, Start),
    ("available in", Navigation, 3, Start),
    ("back", Navigation, 3, Whole),
    ("back to top", Navigation, 3, Whole),
    ("click here to read", Navigation, 3, Start),
    ("continue reading", Navigation, 3, Start),
    ("english version", Navigation, 2, Within),
    ("english version:", Navigation, 3, Start),
    ("full coverage", Navigation, 3, Start),
    ("home", Navigation, 3, Whole),
    ("load more", Navigation, 3, Start),
    ("more about", Navigation, 3, Start),
    ("more on", Navigation, 3, Start),
    ("next", Navigation, 3, Whole),
    ("next article", Navigation, 3, Start),
    ("next page", Navigation, 3, Whole),
    ("next post", Navigation, 3, Start),
    ("originally appeared", Navigation, 2, Within),
    ("originally published at", Navigation, 3, Within),
    ("originally published in", Navigation, 2, Within),
    ("originally published on", Navigation, 3, Within),
    ("playlist", Navigation, 2, Within),
    ("previous", Navigation, 3, Whole),
    ("previous article", Navigation, 3, Start),
    ("previous post", Navigation, 3, Start),
    ("read in english", Navigation, 3, Within),
    ("read more", Navigation, 3, Whole),
    ("read on", Navigation, 3, Whole),
    ("read the full", Navigation, 3, Start),
    ("read the original", Navigation, 3, Start),
    ("read this article in", Navigation, 3, Within),
    ("read this in", Navigation, 2, Within),
    ("read this story in", Navigation, 3, Within),
    ("see all", Navigation, 3, Start),
    ("see more", Navigation, 3, Start),
    ("show more", Navigation, 3, Start),
    ("skip to", Navigation, 3, Start),
    ("skip to content", Navigation, 3, Whole),
    ("skip to main content", Navigation, 3, Whole),
    ("table of contents", Navigation, 3, Whole),
    ("top", Navigation, 3, Whole),
    ("view all", Navigation, 3, Start),
    ("view in browser", Navigation, 3, Within),
    ("view original", Navigation, 3, Start),
    ("view the original", Navigation, 3, Start),
    ("view this email in your browser", Navigation, 3, Within),
    ("…more", Navigation, 3, End),
    ("▲top", Navigation, 3, Start),
    ("上一篇", Navigation, 3, Start),
    ("上一页", Navigation, 3, Start),
    ("下一篇", Navigation, 3, Start),
    ("下一页", Navigation, 3, Start),
    ("前一篇", Navigation, 3, Start),
    ("加入收藏", Navigation, 3, Whole),
    ("原文:http", Navigation, 3, Start),
    ("原文地址", Navigation, 3, Start),
    ("原文見", Navigation, 3, Start),
    ("原文见", Navigation, 3, Start),
    ("原文連結", Navigation, 3, Start),
    ("原文链接", Navigation, 3, Start),
    ("原文：http", Navigation, 3, Start),
    ("后一篇", Navigation, 3, Start),
    ("回到顶部", Navigation, 3, Within),
    ("回到首頁", Navigation, 3, Start),
    ("回首頁", Navigation, 3, Start),
    ("完整版", Navigation, 3, Start),
    ("当前位置", Navigation, 3, Start),
    ("忽略主题", Navigation, 3, Whole),
    ("您的位置", Navigation, 3, Start),
    ("播放列表", Navigation, 2, Within),
    ("文章导航", Navigation, 3, Whole),
    ("文章導覽", Navigation, 3, Whole),
    ("文章目录", Navigation, 3, Whole),
    ("文章链接", Navigation, 2, Start),
    ("更多相关", Navigation, 3, Start),
    ("更多精彩", Navigation, 3, Start),
    ("更多視頻", Navigation, 3, Start),
    ("更多视频", Navigation, 3, Start),
    ("本文原文連結", Navigation, 3, Start),
    ("本文原文链接", Navigation, 3, Start),
    ("本文永久链接", Navigation, 3, Start),
    ("本文英文版", Navigation, 3, Within),
    ("本文链接", Navigation, 3, Start),
    ("本文網址", Navigation, 3, Start),
    ("本文网址", Navigation, 3, Start),
    ("短网址", Navigation, 3, Start),
    ("阅读英文", Navigation, 3, Start),
    ("閱讀英文", Navigation, 3, Start),
    ("查看知乎讨论", Navigation, 3, Start),
    ("查看全部", Navigation, 3, End),
    ("本集全部内容请看", Navigation, 3, Within),
    ("查看全文", Navigation, 3, Within),
    ("查看原文", Navigation, 3, Within),
    ("查看更多", Navigation, 3, Start),
    ("永久链接", Navigation, 3, Start),
    ("点击进入专题", Navigation, 3, Start),
    ("点击阅读", Navigation, 2, Start),
    ("當前位置", Navigation, 3, Start),
    ("目录", Navigation, 3, Whole),
    ("目錄", Navigation, 3, Whole),
    ("繼續閱讀", Navigation, 3, Start),
    ("继续阅读", Navigation, 3, Start),
    ("英文原文", Navigation, 2, Within),
    ("英文版", Navigation, 2, Within),
    ("跳过", Navigation, 3, Start),
    ("返回", Navigation, 3, Whole),
    ("返回列表", Navigation, 3, Whole),
    ("返回顶部", Navigation, 3, Within),
    ("返回首页", Navigation, 3, Within),
    ("閱讀全文", Navigation, 3, Within),
    ("閱讀原文", Navigation, 3, Within),
    ("阅读全文", Navigation, 3, Within),
    ("阅读原文", Navigation, 3, Within),
    ("首頁", Navigation, 3, Whole),
    ("首页", Navigation, 3, Whole),
    ("點擊進入專題", Navigation, 3, Start),
    // Follow, subscribe, donate, own adverts.
    ("app 下載", Promotion, 3, Within),
    ("apple podcasts", Promotion, 1, Within),
    ("become a member", Promotion, 3, Within),
    ("become a patron", Promotion, 3, Within),
    ("become a subscriber", Promotion, 3, Within),
    ("buy me a coffee", Promotion, 3, Within),
    ("buy prints", Promotion, 3, Start),
    ("consider becoming", Promotion, 2, Within),
    ("consider donating", Promotion, 3, Within),
    ("consider subscribing", Promotion, 3, Within),
    ("contact us", Promotion, 3, Start),
    ("daily newsletter", Promotion, 3, Within),
    ("delivered to your inbox", Promotion, 3, Within),
    ("donate", Promotion, 3, Start),
    ("donate today", Promotion, 3, Within),
    ("download our", Promotion, 3, Start),
    ("download our app", Promotion, 3, Within),
    ("download the app", Promotion, 3, Within),
    ("e-mail：", Promotion, 2, Start),
    ("email newsletter", Promotion, 3, Within),
    ("email:", Promotion, 2, Start),
    ("email：", Promotion, 2, Start),
    ("enjoyed this", Promotion, 2, Within),
    ("facebook:", Promotion, 2, Start),
    ("facebook專頁", Promotion, 2, Within),
    ("facebook：", Promotion, 2, Start),
    ("follow all of", Promotion, 3, Start),
    ("follow", Promotion, 1, Start),
    ("follow me", Promotion, 3, Start),
    ("follow me on", Promotion, 3, Within),
    ("follow us", Promotion, 3, Start),
    ("follow us", Promotion, 3, Within),
    ("free newsletter", Promotion, 3, Within),
    ("get in touch", Promotion, 3, Start),
    ("get more", Promotion, 3, Start),
    ("get our newsletter", Promotion, 3, Within),
    ("get the latest", Promotion, 2, Start),
    ("got a tip", Promotion, 3, Start),
    ("have a tip", Promotion, 3, Start),
    ("do you have information about", Promotion, 2, Start),
    ("give now", Promotion, 3, Start),
    ("if you enjoyed", Promotion, 3, Start),
    ("if you found this", Promotion, 3, Start),
    ("if you like", Promotion, 3, Start),
    ("ig:", Promotion, 2, Start),
    ("ig：", Promotion, 2, Start),
    ("in your inbox", Promotion, 3, Within),
    ("instagram:", Promotion, 2, Start),
    ("instagram：", Promotion, 2, Start),
    ("ios or android", Promotion, 3, Within),
    ("join our", Promotion, 2, Start),
    ("join the channel", Promotion, 3, Start),
    ("join us", Promotion, 3, Start),
    ("ko-fi", Promotion, 2, Within),
    ("leave a tip", Promotion, 3, Start),
    ("like us on", Promotion, 3, Within),
    ("like what you", Promotion, 3, Start),
    ("line：", Promotion, 2, Start),
    ("make a donation", Promotion, 3, Within),
    ("make a gift", Promotion, 3, Within),
    ("our newsletter", Promotion, 2, Within),
    ("newsletter", Promotion, 3, Whole),
    ("monthly patrons", Promotion, 3, Within),
    ("reader support", Promotion, 2, Within),
    ("reader-supported", Promotion, 2, Within),
    ("send in a voice message", Promotion, 3, Within),
    ("patreon", Promotion, 2, Within),
    ("paypal", Promotion, 1, Within),
    ("share this post", Promotion, 3, Start),
    ("sign up", Promotion, 3, Start),
    ("sign up for", Promotion, 3, Within),
    ("sign up here", Promotion, 3, Within),
    ("sign up to", Promotion, 2, Within),
    ("subscribe", Promotion, 3, Whole),
    ("subscribe for", Promotion, 3, Start),
    ("subscribe in", Promotion, 3, Start),
    ("subscribe now", Promotion, 3, Within),
    ("subscribe on", Promotion, 3, Start),
    ("subscribe to", Promotion, 2, Within),
    ("subscribe today", Promotion, 3, Within),
    ("subscribe via", Promotion, 3, Start),
    ("support independent", Promotion, 3, Start),
    ("support our", Promotion, 2, Start),
    ("support our journalism", Promotion, 3, Within),
    ("support our work", Promotion, 3, Within),
    ("support press freedom", Promotion, 3, Start),
    ("support this podcast", Promotion, 3, Within),
    ("support this show", Promotion, 3, Within),
    ("support this", Promotion, 1, Start),
    ("support us", Promotion, 2, Within),
    ("tax deductible", Promotion, 3, Within),
    ("telegram 群", Promotion, 3, Within),
    ("telegram:", Promotion, 2, Start),
    ("telegram：", Promotion, 2, Start),
    ("thank you for reading", Promotion, 3, Start),
    ("thanks for reading", Promotion, 2, Start),
    ("thanks for subscribing", Promotion, 3, Start),
    ("tip line", Promotion, 3, Start),
    ("to your inbox", Promotion, 3, Within),
    ("tried this recipe", Promotion, 3, Start),
    ("twitter:", Promotion, 2, Start),
    ("twitter：", Promotion, 2, Start),
    ("unsubscribe", Promotion, 3, Within),
    ("update your preferences", Promotion, 3, Within),
    ("weekly newsletter", Promotion, 3, Within),
    ("weibo:", Promotion, 2, Start),
    ("you can unsubscribe", Promotion, 3, Within),
    ("your tax deductible", Promotion, 3, Start),
    ("一键三连", Promotion, 3, Within),
    ("三连支持", Promotion, 3, Within),
    ("下載 app", Promotion, 3, Within),
    ("下載app", Promotion, 3, Within),
    ("下載「", Promotion, 3, Within),
    ("下载 app", Promotion, 3, Within),
    ("下载app", Promotion, 3, Within),
    ("下载「", Promotion, 3, Within),
    ("下载客户端", Promotion, 3, Within),
    ("下载我们的", Promotion, 3, Start),
    ("二维码关注", Promotion, 3, Within),
    ("优惠码", Promotion, 3, Within),
    ("信箱：", Promotion, 2, Start),
    ("優惠碼", Promotion, 3, Within),
    ("免费订阅", Promotion, 3, Within),
    ("公众号:", Promotion, 2, Within),
    ("公众号回复", Promotion, 3, Within),
    ("公众号：", Promotion, 2, Within),
    ("关注公众号", Promotion, 3, Within),
    ("关注我们", Promotion, 3, Within),
    ("关注我的", Promotion, 2, Within),
    ("关注本", Promotion, 2, Start),
    ("关注本公众号", Promotion, 3, Within),
    ("分享給更多", Promotion, 3, Within),
    ("分享给更多", Promotion, 3, Within),
    ("加入 telegram", Promotion, 3, Within),
    ("加入会员", Promotion, 3, Within),
    ("加入圍爐", Promotion, 3, Within),
    ("加入我们的", Promotion, 2, Within),
    ("加入我們", Promotion, 3, Within),
    ("加入我們的", Promotion, 2, Within),
    ("加入我的", Promotion, 3, Within),
    ("加入會員", Promotion, 3, Within),
    ("加入电报", Promotion, 2, Within),
    ("加微信", Promotion, 2, Within),
    ("发送最新内容至您的邮箱", Promotion, 3, Within),
    ("合作联系", Promotion, 3, Start),
    ("合作邀約", Promotion, 3, Start),
    ("合作：", Promotion, 2, Start),
    ("后台回复", Promotion, 3, Within),
    ("商业合作", Promotion, 3, Start),
    ("商务合作", Promotion, 3, Within),
    ("商務合作", Promotion, 3, Start),
    ("喜欢就", Promotion, 3, Start),
    ("喜欢的话", Promotion, 3, Start),
    ("喜欢这篇文章", Promotion, 3, Within),
    ("喜歡的話", Promotion, 3, Start),
    ("喜歡這篇文章", Promotion, 3, Within),
    ("報料", Promotion, 3, Start),
    ("報料熱線", Promotion, 3, Within),
    ("即刻報料", Promotion, 3, Within),
    ("报料热线", Promotion, 3, Within),
    ("如果你喜欢", Promotion, 2, Start),
    ("如果你喜歡", Promotion, 2, Start),
    ("如果喜欢我", Promotion, 3, Start),
    ("如果喜歡我", Promotion, 3, Start),
    ("如果对你有帮助", Promotion, 3, Start),
    ("如果對你有幫助", Promotion, 3, Start),
    ("如果您喜欢", Promotion, 2, Start),
    ("如果您喜歡", Promotion, 3, Start),
    ("如果覺得", Promotion, 2, Start),
    ("如果觉得", Promotion, 2, Start),
    ("官網：", Promotion, 2, Start),
    ("官网：", Promotion, 2, Start),
    ("定期定額", Promotion, 2, Within),
    ("定期定额", Promotion, 3, Within),
    ("客户端查看", Promotion, 3, Within),
    ("小額捐", Promotion, 3, Within),
    ("小额捐款", Promotion, 2, Within),
    ("微信公众号", Promotion, 2, Within),
    ("微信号:", Promotion, 2, Within),
    ("微信号：", Promotion, 2, Within),
    ("微信扫一扫", Promotion, 3, Within),
    ("微信扫码", Promotion, 3, Within),
    ("微信搜索", Promotion, 3, Within),
    ("微信：", Promotion, 2, Start),
    ("微博：", Promotion, 2, Start),
    ("感謝閱讀", Promotion, 2, Start),
    ("感谢阅读", Promotion, 2, Start),
    ("成为会员", Promotion, 3, Within),
    ("成為會員", Promotion, 3, Within),
    ("我们的公众号", Promotion, 3, Start),
    ("我在其", Promotion, 3, Start),
    ("我的公众号", Promotion, 3, Start),
    ("我的其他平台", Promotion, 3, Start),
    ("打賞", Promotion, 2, Within),
    ("打赏", Promotion, 2, Within),
    ("扫一扫", Promotion, 2, Within),
    ("扫描下方", Promotion, 3, Within),
    ("扫描二维码", Promotion, 3, Within),
    ("扫描图中二维码", Promotion, 3, Within),
    ("扫码", Promotion, 1, Start),
    ("扫码关注", Promotion, 3, Within),
    ("投稿", Promotion, 3, Start),
    ("投稿邮箱", Promotion, 3, Within),
    ("如有需要请联系", Promotion, 3, Start),
    ("荣誉会员", Promotion, 2, Within),
    ("榮譽會員", Promotion, 2, Within),
    ("翻墙必看", Promotion, 3, Start),
    ("翻墙软件", Promotion, 2, Within),
    ("翻牆軟件", Promotion, 2, Within),
    ("诚征", Promotion, 2, Start),
    ("折扣码", Promotion, 3, Within),
    ("折扣碼", Promotion, 3, Within),
    ("报料", Promotion, 3, Start),
    ("拍手", Promotion, 1, Within),
    ("按個讚", Promotion, 3, Within),
    ("按讚", Promotion, 3, Within),
    ("捐款支持", Promotion, 3, Within),
    ("掃描 qr", Promotion, 3, Within),
    ("掃描下方", Promotion, 3, Within),
    ("掃描二維碼", Promotion, 3, Within),
    ("推广合作", Promotion, 3, Within),
    ("推荐进入", Promotion, 3, Start),
    ("搜索公众号", Promotion, 3, Within),
    ("支持作者", Promotion, 3, Within),
    ("支持我们", Promotion, 2, Within),
    ("支持我們", Promotion, 2, Within),
    ("支持本站", Promotion, 3, Within),
    ("支持独立", Promotion, 3, Within),
    ("支持獨立", Promotion, 3, Within),
    ("收听方式", Promotion, 3, Within),
    ("收聽方式", Promotion, 3, Within),
    ("敬請期待更多", Promotion, 3, Start),
    ("更多資訊請", Promotion, 3, Within),
    ("更多资讯请", Promotion, 3, Within),
    ("欢迎关注", Promotion, 3, Within),
    ("欢迎加入", Promotion, 2, Within),
    ("欢迎投稿", Promotion, 3, Within),
    ("欢迎订阅", Promotion, 3, Within),
    ("欢迎试读", Promotion, 3, Within),
    ("歡迎加入", Promotion, 2, Within),
    ("歡迎訂閱", Promotion, 3, Within),
    ("歡迎追蹤", Promotion, 3, Within),
    ("歡迎關注", Promotion, 3, Within),
    ("每日新聞不漏接", Promotion, 3, Within),
    ("求三连", Promotion, 3, Within),
    ("泛用型播客", Promotion, 3, Within),
    ("点“在看”", Promotion, 3, Within),
    ("点个“在看”", Promotion, 3, Within),
    ("点个在看", Promotion, 3, Within),
    ("点个赞", Promotion, 3, Within),
    ("点击上方", Promotion, 3, Within),
    ("点击关注", Promotion, 3, Within),
    ("点击此处订阅", Promotion, 3, Within),
    ("点击蓝字", Promotion, 3, Within),
    ("点击订阅", Promotion, 3, Within),
    ("点此订阅", Promotion, 3, Within),
    ("点赞", Promotion, 1, Within),
    ("点赞、收藏", Promotion, 3, Within),
    ("点赞支持", Promotion, 3, Within),
    ("爆料", Promotion, 3, Start),
    ("用行动支持", Promotion, 3, Within),
    ("用行動支持", Promotion, 3, Within),
    ("电报群", Promotion, 3, Within),
    ("电报频道", Promotion, 3, Within),
    ("电邮：", Promotion, 2, Start),
    ("码字不易", Promotion, 3, Start),
    ("立即訂閱", Promotion, 3, Within),
    ("立即订阅", Promotion, 3, Within),
    ("粉丝专页", Promotion, 3, Within),
    ("粉丝专页：", Promotion, 2, Start),
    ("粉絲專頁", Promotion, 3, Within),
    ("網站：", Promotion, 2, Start),
    ("網頁：", Promotion, 2, Start),
    ("网站：", Promotion, 2, Start),
    ("网页：", Promotion, 2, Start),
    ("联系我们", Promotion, 2, Start),
    ("联络我们", Promotion, 2, Start),
    ("聯絡我們", Promotion, 2, Start),
    ("脸书专页", Promotion, 2, Within),
    ("臉書專頁", Promotion, 2, Within),
    ("获取更多资讯", Promotion, 3, Start),
    ("訂閱我們", Promotion, 3, Within),
    ("訂閱支持", Promotion, 3, Start),
    ("訂閱收聽", Promotion, 3, Within),
    ("訂閱本", Promotion, 3, Within),
    ("訂閱本頻道", Promotion, 3, Start),
    ("訂閱電子報", Promotion, 3, Within),
    ("訂閱頻道", Promotion, 3, Start),
    ("請我喝", Promotion, 3, Within),
    ("請支持", Promotion, 2, Start),
    ("請支持我們", Promotion, 3, Within),
    ("謝謝各位看到", Promotion, 2, Start),
    ("讚賞", Promotion, 1, Within),
    ("讚賞公民", Promotion, 2, Within),
    ("讚賞鍵", Promotion, 3, Within),
    ("订阅我们", Promotion, 3, Within),
    ("订阅支持", Promotion, 3, Start),
    ("订阅收听", Promotion, 3, Within),
    ("订阅本", Promotion, 3, Within),
    ("订阅电子报", Promotion, 3, Within),
    ("订阅频道", Promotion, 3, Start),
    ("识别二维码", Promotion, 3, Within),
    ("请关注", Promotion, 2, Start),
    ("请我喝", Promotion, 3, Within),
    ("请支持", Promotion, 2, Start),
    ("谢谢各位看到", Promotion, 2, Start),
    ("贊助我", Promotion, 3, Within),
    ("贊助我們", Promotion, 3, Within),
    ("贊助連結", Promotion, 3, Within),
    ("赞助我", Promotion, 3, Within),
    ("赞助我们", Promotion, 3, Within),
    ("赞助链接", Promotion, 3, Within),
    ("赞赏", Promotion, 1, Within),
    ("转发支持", Promotion, 3, Within),
    ("转发本微博", Promotion, 3, Within),
    ("追蹤我們", Promotion, 3, Within),
    ("邀請連結", Promotion, 3, Within),
    ("邀请链接", Promotion, 3, Within),
    ("邮箱：", Promotion, 2, Start),
    ("長按識別", Promotion, 3, Within),
    ("长按上方", Promotion, 3, Within),
    ("长按二维码", Promotion, 3, Within),
    ("长按识别", Promotion, 3, Within),
    ("關注公眾號", Promotion, 3, Within),
    ("關注我們", Promotion, 3, Within),
    ("關注本公眾號", Promotion, 3, Within),
    ("隨身新聞", Promotion, 3, Within),
    ("電報群", Promotion, 3, Within),
    ("電報頻道", Promotion, 3, Within),
    ("電郵：", Promotion, 2, Start),
    ("频道已开通", Promotion, 3, Within),
    ("點個讚", Promotion, 3, Within),
    ("點擊訂閱", Promotion, 3, Within),
    ("點此訂閱", Promotion, 3, Within),
    ("點讚訂閱", Promotion, 3, Within),
    // Other articles.
    ("also read", Related, 3, Start),
    ("editor's picks", Related, 3, Start),
    ("editors' picks", Related, 3, Start),
    ("end of list", Related, 3, Start),
    ("further reading", Related, 3, Whole),
    ("in case you missed", Related, 3, Start),
    ("just watched", Related, 3, Start),
    ("keep reading", Related, 3, Start),
    ("latest news", Related, 3, Whole),
    ("latest posts", Related, 3, Whole),
    ("more from", Related, 3, Start),
    ("more from this", Related, 3, Start),
    ("more in", Related, 3, Start),
    ("more like this", Related, 3, Whole),
    ("more on this", Related, 3, Start),
    ("more stories", Related, 3, Whole),
    ("most commented", Related, 3, Start),
    ("most popular", Related, 3, Whole),
    ("most read", Related, 3, Whole),
    ("most shared", Related, 3, Start),
    ("most viewed", Related, 3, Start),
    ("must read", Related, 3, Start),
    ("must reads", Related, 3, Start),
    ("must watch", Related, 3, Start),
    ("popular posts", Related, 3, Whole),
    ("read also", Related, 3, Start),
    ("read more:", Related, 3, Start),
    ("read next", Related, 3, Start),
    ("read this next", Related, 3, Start),
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
    ("related stories:", Related, 3, Start),
    ("related story", Related, 3, Start),
    ("related topics", Related, 3, Whole),
    ("related:", Related, 3, Start),
    ("see also", Related, 3, Start),
    ("top stories", Related, 3, Start),
    ("trending", Related, 3, Whole),
    ("what to read next", Related, 3, Whole),
    ("you may also like", Related, 3, Start),
    ("you might also like", Related, 3, Start),
    ("下一篇文章", Related, 3, Start),
    ("为您推荐", Related, 3, Start),
    ("了解更多", Related, 2, Start),
    ("今日推荐", Related, 3, Start),
    ("今日热门", Related, 3, Whole),
    ("你可能也", Related, 3, Start),
    ("你可能也喜歡", Related, 3, Start),
    ("你可能感兴趣", Related, 3, Start),
    ("你可能會", Related, 3, Start),
    ("你可能还", Related, 3, Start),
    ("你可能還", Related, 3, Start),
    ("关联文章", Related, 3, Start),
    ("其他文章", Related, 3, Start),
    ("其它文章", Related, 3, Start),
    ("另请参阅", Related, 3, Start),
    ("可能感兴趣", Related, 3, Start),
    ("同类文章", Related, 3, Start),
    ("同類文章", Related, 3, Start),
    ("大家都在看", Related, 3, Start),
    ("延伸閱讀", Related, 3, Start),
    ("延伸阅读", Related, 3, Start),
    ("往期回顾", Related, 3, Start),
    ("往期推荐", Related, 3, Start),
    ("往期精选", Related, 3, Start),
    ("您可能", Related, 3, Start),
    ("您可能感兴趣", Related, 3, Start),
    ("推荐文章", Related, 3, Start),
    ("推荐阅读", Related, 3, Start),
    ("推薦文章", Related, 3, Start),
    ("推薦閱讀", Related, 3, Start),
    ("收录该文章的专题", Related, 3, Start),
    ("文章推薦", Related, 3, Start),
    ("更多关于", Related, 3, Start),
    ("更多内容", Related, 2, Start),
    ("更多報導", Related, 3, Start),
    ("更多报道", Related, 3, Start),
    ("更多文章", Related, 3, Start),
    ("更多新聞", Related, 3, Start),
    ("更多新闻", Related, 3, Start),
    ("更多閱讀", Related, 3, Start),
    ("更多關於", Related, 3, Start),
    ("更多阅读", Related, 3, Start),
    ("最新文章", Related, 3, Whole),
    ("最新新闻", Related, 3, Whole),
    ("最新消息", Related, 2, Whole),
    ("本周热门", Related, 3, Start),
    ("点击排行", Related, 3, Whole),
    ("為您推薦", Related, 3, Start),
    ("热点推荐", Related, 3, Start),
    ("热读", Related, 3, Start),
    ("热门推荐", Related, 3, Whole),
    ("热门文章", Related, 3, Whole),
    ("热门新闻", Related, 3, Whole),
    ("热门话题", Related, 3, Start),
    ("熱讀", Related, 3, Start),
    ("熱門文章", Related, 3, Whole),
    ("熱門話題", Related, 3, Start),
    ("熱點推薦", Related, 3, Start),
    ("猜你喜欢", Related, 3, Start),
    ("猜你喜歡", Related, 3, Start),
    ("猜你想看", Related, 3, Start),
    ("相关", Related, 3, Whole),
    ("相关专题", Related, 3, Start),
    ("相关主题", Related, 3, Whole),
    ("相关主题文章", Related, 3, Start),
    ("相关内容", Related, 3, Whole),
    ("相关报导", Related, 3, Start),
    ("相关报道", Related, 3, Start),
    ("相关推荐", Related, 3, Start),
    ("相关文章", Related, 3, Start),
    ("相关新闻", Related, 3, Start),
    ("相关日志", Related, 3, Start),
    ("相关标签", Related, 3, Start),
    ("相关话题", Related, 3, Whole),
    ("相关链接", Related, 3, Start),
    ("相关阅读", Related, 3, Start),
    ("相關", Related, 3, Whole),
    ("相關內容", Related, 3, Whole),
    ("相關報導", Related, 3, Start),
    ("相關報道", Related, 3, Start),
    ("相關文章", Related, 3, Start),
    ("相關新聞", Related, 3, Start),
    ("相關標籤", Related, 3, Start),
    ("相關連結", Related, 3, Start),
    ("相關閱讀", Related, 3, Start),
    ("看更多", Related, 2, Start),
    ("精彩推荐", Related, 3, Start),
    ("精选推荐", Related, 3, Start),
    ("精選文章", Related, 3, Start),
    ("系列文章", Related, 2, Start),
    ("編輯推薦", Related, 3, Whole),
    ("编辑推荐", Related, 3, Whole),
    ("被以下专栏收入", Related, 3, Start),
    ("閱讀更多", Related, 3, Start),
    ("關聯文章", Related, 3, Start),
    ("阅读更多", Related, 3, Start),
    // Sharing.
    ("click to share", Share, 3, Start),
    ("copy", Share, 3, Whole),
    ("copy link", Share, 3, Whole),
    ("email this", Share, 3, Start),
    ("email to", Share, 3, Start),
    ("facebook", Share, 3, Whole),
    ("like this:", Share, 3, Start),
    ("line", Share, 3, Whole),
    ("linkedin", Share, 3, Whole),
    ("pin it", Share, 3, Whole),
    ("pinterest", Share, 3, Whole),
    ("print this", Share, 3, Start),
    ("qq空间", Share, 3, Whole),
    ("reddit", Share, 3, Whole),
    ("send to", Share, 3, Start),
    ("share", Share, 3, Whole),
    ("share full article", Share, 3, Start),
    ("share on", Share, 3, Start),
    ("share on facebook", Share, 3, Start),
    ("share this", Share, 3, Start),
    ("share via", Share, 3, Start),
    ("share:", Share, 3, Start),
    ("submit to", Share, 2, Start),
    ("telegram", Share, 3, Whole),
    ("tweet", Share, 3, Whole),
    ("tweet this", Share, 3, Start),
    ("twitter", Share, 3, Whole),
    ("whatsapp", Share, 3, Whole),
    ("倒赞", Share, 3, Whole),
    ("共享此文", Share, 3, Start),
    ("分享", Share, 3, Whole),
    ("分享到", Share, 3, Start),
    ("分享到微信", Share, 3, Start),
    ("分享收藏", Share, 3, Whole),
    ("分享文章", Share, 3, Start),
    ("分享本文", Share, 3, Start),
    ("分享此文", Share, 3, Start),
    ("分享給", Share, 3, Start),
    ("分享给", Share, 3, Start),
    ("分享至", Share, 3, Start),
    ("分享这篇", Share, 3, Start),
    ("分享這篇", Share, 3, Start),
    ("分享：", Share, 3, Start),
    ("喜欢 正在加载", Share, 3, Start),
    ("喜欢作者", Share, 3, Start),
    ("在看", Share, 3, Whole),
    ("复制链接", Share, 3, Whole),
    ("好文要顶", Share, 3, Whole),
    ("好文要顶 收藏该文", Share, 3, Whole),
    ("微信", Share, 3, Whole),
    ("微信扫一扫分享", Share, 3, Start),
    ("微博", Share, 3, Whole),
    ("推荐给朋友", Share, 3, Start),
    ("收藏", Share, 2, Whole),
    ("收藏该文", Share, 3, Whole),
    ("点击以在", Share, 3, Start),
    ("点击分享", Share, 3, Start),
    ("点赞", Share, 3, Whole),
    ("用line傳送", Share, 3, Start),
    ("複製連結", Share, 3, Whole),
    ("讚", Share, 3, Whole),
    ("讚分享", Share, 3, Start),
    ("赞", Share, 3, Whole),
    ("赞 正在加载", Share, 3, Start),
    ("赞同", Share, 3, Start),
    ("赞过", Share, 3, Start),
    ("赞过：", Share, 3, Whole),
    ("轉發至", Share, 3, Start),
    ("转发", Share, 2, Whole),
    ("转发到", Share, 3, Start),
    ("點擊分享", Share, 3, Start),
    ("點讚", Share, 3, Whole),
];

/// Bytes of a line of controls; what ends a longer one ends a paragraph.
const SHORT_LINE: usize = 60;

/// Finds the phrases of one line, by the first bytes at each of its characters.
#[derive(Clone, Debug)]
pub(crate) struct Finder {
    /// Phrases of two Chinese characters or more.
    long: Heads<6>,
    short: Heads<2>,
}

/// Phrases by so many of their first bytes.
#[derive(Clone, Debug)]
struct Heads<const BYTES: u32> {
    /// A bit for each of 65,536 hashes of first bytes, set where a phrase has them.
    filter: Box<[u64; 1024]>,
    /// First bytes and places among [`PHRASES`], sorted.
    phrases: Vec<(u64, usize)>,
}

/// A phrase's place in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    end: usize,
    /// What is longer comes first.
    length: Reverse<usize>,
    phrase: usize,
}

impl Found {
    fn start(&self) -> usize {
        self.end - self.length.0
    }
}

/// Eight bytes from the start of a text, the same for both cases of ASCII letters. Where it has fewer, others stand in.
fn head(text: &[u8]) -> u64 {
    let chunk = text.first_chunk().copied().unwrap_or_else(|| {
        let mut chunk = [0; 8];
        chunk.iter_mut().zip(text).for_each(|(to, from)| *to = *from);
        chunk
    });
    u64::from_le_bytes(chunk) | u64::from_le_bytes([0x20; 8])
}

impl<const BYTES: u32> Heads<BYTES> {
    fn new(lengths: std::ops::Range<usize>) -> Self {
        let mut filter = Box::new([0; 1024]);
        let mut phrases = Vec::new();
        for (place, (phrase, ..)) in
            PHRASES.iter().enumerate().filter(|(_, (phrase, ..))| lengths.contains(&phrase.len()))
        {
            let head = Self::cut(head(phrase.as_bytes()));
            let hash = Self::hash(head);
            if let Some(word) = filter.get_mut(usize::from(hash >> 6)) {
                *word |= 1 << (hash & 63);
            }
            phrases.push((head, place));
        }
        phrases.sort_unstable();
        Heads { filter, phrases }
    }

    fn cut(head: u64) -> u64 {
        head & ((1 << (BYTES * 8)) - 1)
    }

    fn hash(head: u64) -> u16 {
        match BYTES {
            2 => head as u16,
            _ => ((head << (64 - BYTES * 8)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as u16,
        }
    }

    /// Whether a phrase can begin where these bytes stand.
    fn can_begin(&self, head: u64) -> bool {
        let hash = Self::hash(head);
        self.filter.get(usize::from(hash >> 6)).is_some_and(|word| word >> (hash & 63) & 1 != 0)
    }

    /// Adds the phrases that do.
    fn find(&self, head: u64, rest: &[u8], at: usize, found: &mut Vec<Found>) {
        let head = Self::cut(head);
        let first = self.phrases.partition_point(|(other, _)| *other < head);
        for &(_, phrase) in self.phrases.get(first..).unwrap_or_default().iter().take_while(|(other, _)| *other == head)
        {
            let text = PHRASES.get(phrase).map_or("", |(text, ..)| text);
            if rest.get(..text.len()).is_some_and(|there| there.eq_ignore_ascii_case(text.as_bytes())) {
                found.push(Found { end: at + text.len(), length: Reverse(text.len()), phrase });
            }
        }
    }
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
    /// Whether it is the line.
    pub(crate) whole: bool,
}

impl Finder {
    pub(crate) fn builtin() -> Finder {
        Finder { long: Heads::new(6..usize::MAX), short: Heads::new(2..6) }
    }

    /// All phrases, those first that end first; of those that end together the longest first.
    fn find(&self, line: &str) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(rest) = line.as_bytes().get(at..)
            && let Some(&first) = rest.first()
        {
            let head = head(rest);
            if self.long.can_begin(head) {
                self.long.find(head, rest, at, &mut found);
            }
            if self.short.can_begin(head) {
                self.short.find(head, rest, at, &mut found);
            }
            at += match first {
                0..0xc0 => 1,
                0xc0..0xe0 => 2,
                0xe0..0xf0 => 3,
                _ => 4,
            };
        }
        found.sort_unstable();
        found
    }

    pub(crate) fn read(&self, line: &str) -> Said {
        let mut said = Said::default();
        let found = self.find(line);
        if found.is_empty() {
            return said;
        }
        let trimmed = bare(line);
        let start = trimmed.as_ptr() as usize - line.as_ptr() as usize;
        let end = start + trimmed.len();
        for found in found {
            let Some(&(phrase, kind, weight, place)) = PHRASES.get(found.phrase) else { continue };
            let leads = found.start() <= start;
            let ends = found.end >= end;
            let holds = match place {
                Within => is_word(line, found.start(), found.end, phrase),
                Start => leads && is_word(line, found.start(), found.end, phrase),
                // What counts something names a number.
                End => {
                    ends && (leads || line.len() <= SHORT_LINE)
                        && (kind != Metadata || line.bytes().any(|byte| byte.is_ascii_digit()))
                }
                Whole => leads && ends,
            };
            if !holds || is_quoted(line, found.start()) {
                continue;
            }
            if said.kind == Some(kind) && found.start() >= said.covers {
                said.count = said.count.saturating_add(1);
            }
            if (weight, leads) > (said.weight, said.leads) {
                said = Said {
                    kind: Some(kind),
                    weight,
                    leads,
                    count: said.count.max(1),
                    covers: found.end - start.min(found.start()),
                    whole: leads && ends,
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
                    | '︰'
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
                    | '，'
            )
    })
}

/// Whether a place of a line is inside quotation marks: somebody else says it there.
pub(super) fn is_quoted(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default();
    if before.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        return true;
    }
    [('「', '」'), ('『', '』'), ('“', '”'), ('《', '》')].iter().any(|(open, close)| {
        before
            .rfind(*open)
            .is_some_and(|opened| opened > 0 && !before.get(opened..).is_some_and(|inner| inner.contains(*close)))
    })
}

/// Whether an English phrase begins and ends with a word.
pub(super) fn is_word(line: &str, start: usize, end: usize, phrase: &str) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = line.as_bytes();
    let opens = !letter(phrase.as_bytes().first()) || start == 0 || !letter(bytes.get(start - 1));
    let closes = !letter(phrase.as_bytes().last()) || !letter(bytes.get(end));
    opens && closes
}

#[cfg(test)]
mod tests {
    use aho_corasick::AhoCorasick;
    use proptest::prelude::{Strategy, prop, prop_assert_eq, prop_oneof, proptest};

    use super::*;

    fn line() -> impl Strategy<Value = String> {
        let phrase = (0..PHRASES.len()).prop_map(|at| PHRASES[at].0.to_owned());
        let upper = (0..PHRASES.len()).prop_map(|at| PHRASES[at].0.to_ascii_uppercase());
        let start =
            ((0..PHRASES.len()), 0..4usize).prop_map(|(at, length)| PHRASES[at].0.chars().take(length).collect());
        prop::collection::vec(prop_oneof![phrase, upper, start, "[a-cA-C 雨é😀。]{0,3}"], 0..6)
            .prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn every_phrase_is_found(line in line()) {
            let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(PHRASES.iter().map(|(phrase, ..)| phrase));
            let expected: Vec<_> = automaton.unwrap().find_overlapping_iter(&line)
                .map(|found| (found.start(), found.end(), found.pattern().as_usize())).collect();
            let found: Vec<_> =
                Finder::builtin().find(&line).iter().map(|found| (found.start(), found.end, found.phrase)).collect();
            prop_assert_eq!(found, expected);
        }
    }

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
