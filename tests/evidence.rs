//! Lines of boilerplate that any source may have, after an article of five paragraphs, and lines of articles like them.

#![allow(clippy::unwrap_used, clippy::panic)]

use feedscrub::Cleaner;

const ENGLISH: [&str; 5] = [
    "The ferry runs again after three years on the bank, and on the first morning there were forty people on board and \
     many more on shore.",
    "While it was out of service the people on both banks had to drive around by the bridge, which took the better \
     part of an hour.",
    "The town bought a new engine with money collected in jars, and a carpenter spent a winter mending the planks and \
     tarring them.",
    "Nobody expected it to be finished before the summer, least of all the carpenter, who had never worked on anything \
     larger than a cupboard.",
    "It now crosses six times a day, and when the new bridge is done the owner wants to moor it by the quay and sell \
     tea from the cabin.",
];
const CHINESE: [&str; 5] = [
    "河上的渡船停了三年以后，上个月又开了。船主说，桥修好以前，两岸的人只能绕道二十公里，老人和孩子最不方便。",
    "清晨的码头上，卖豆腐的人已经等了半个小时。她说渡船停航那几年，她每天要骑两个小时的车到对岸的集市去。",
    "镇上的人凑钱买了新的发动机，船身还是旧的。木匠用了一个冬天把裂缝补好，又刷了三遍桐油。",
    "第一天开航，船上坐了四十个人，岸上站着的更多。有人放了鞭炮，狗吓得跳进了水里。",
    "现在渡船每天来回六趟，票价两元。船主说，等桥修好了，他就把船停在岸边，给孩子们当茶馆。",
];

/// Returns the text of a post in which the HTML follows its paragraphs.
fn text_with(html: &str) -> String {
    let is_chinese = html.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let paragraphs = if is_chinese { CHINESE } else { ENGLISH };
    let body: String = paragraphs.iter().map(|text| format!("<p>{text}</p>\n")).collect();
    let post = format!("---\ntitle: x\nfrom: https://www.example.org/a/1\n---\n<div>{body}{html}</div>\n");
    Cleaner::default().clean(&post).unwrap().to_text()
}

#[test]
fn footers_of_publishing_systems_go() {
    let footers = [
        // WordPress and its plug-ins.
        "This entry was posted in News and tagged ferry, river. Bookmark the permalink.",
        "This entry was posted on Wednesday, May 6th, 2020 at 10:00 am and is filed under News.",
        "You can follow any responses to this entry through the RSS 2.0 feed.",
        "Both comments and pings are currently closed.",
        "Podcast: Play in new window | Download",
        "Like Loading...",
        // Newsletters.
        "Already a paid subscriber? Sign in",
        "Upgrade to paid",
        "Get 20% off for 1 year",
        "Pledge your support",
        "Read on Substack",
        "View on web",
        "Manage your preferences",
        // Blogs.
        "Permalink | Comments",
        "Reply by email",
        "Discuss on Hacker News",
        "Cross-posted from my blog",
        "This post originally appeared on Example.com.",
        "Posted via email",
        "About the Author: Ann Example is a writer in Springfield.",
        // Chinese portals and mirrors.
        "以上内容转载自其他媒体，目的在于传播更多信息，转载内容并不代表本站立场。",
        "返回搜狐，查看更多",
        "责任编辑：",
        "审核：王芳　校对：李雷",
        "阅读(1234) 评论(5) 收藏",
        "添加小编微信，拉你进群",
        "点击“阅读原文”报名参加",
        "图源网络，侵删",
        "原文：https://example.org/a/1",
    ];
    for footer in footers {
        assert!(!text_with(&format!("<p>{footer}</p>")).contains(footer), "{footer}");
    }
}

#[test]
fn endings_of_articles_stay() {
    let endings = [
        "The harbour master keeps a permalink to the tide table on the wall of his office.",
        "He played it in a new window of the old house.",
        "She originally posted the letter from the other bank.",
        "他没有下载地图，也没有再看时刻表。",
        "编辑部的灯一直亮到天明。",
        "原文是用铅笔写的。",
    ];
    for ending in endings {
        assert!(text_with(&format!("<p>{ending}</p>")).contains(ending), "{ending}");
    }
}

#[test]
fn a_sentence_of_the_story_can_begin_as_a_request() {
    let [first, second, third, ..] = ENGLISH;
    let sentence = "Donate your old clothes at the quay.";
    let text = article(&format!("<p>{first}</p><p>{second}</p><p>{sentence}</p><p>{third}</p>")).to_text();
    assert!(text.contains(sentence), "{text}");
}

#[test]
fn notices_after_a_credit_do_not_hide_it() {
    let notice =
        "以上内容转载自其他媒体，目的在于传播更多信息，转载内容并不代表本站立场，版权归原作者所有，未经许可不得转载。";
    let text = text_with(&format!("<p>来源：河口日报</p><p>责任编辑：</p><p>{notice}</p>"));
    assert!(!text.contains("来源") && !text.contains("责任编辑") && !text.contains("转载"), "{text}");
}

#[test]
fn links_go_with_the_label_of_related_articles() {
    let links: String =
        (1..4).map(|part| format!("<p><a href='https://example.org/p/{part}'>河边的早晨之{part}</a></p>")).collect();
    let labelled =
        text_with(&format!("<p><strong>相关阅读：</strong></p>{links}<p>渡口的老人说，这些年他都记得。</p>"));
    assert!(!labelled.contains("河边的早晨") && labelled.contains("渡口的老人"), "{labelled}");
}

/// Returns the article of HTML after a title, without the paragraphs of the other tests.
fn article(html: &str) -> feedscrub::Article {
    Cleaner::default().clean(&format!("---\ntitle: x\nfrom: https://www.example.org/a/1\n---\n{html}")).unwrap()
}

#[test]
fn a_heading_element_named_for_a_caption_is_one() {
    let [first, second, ..] = CHINESE;
    let html = format!(
        "<p>{first}</p><p><img src='/a.jpg'></p><h4 class='img-desc'>停在岸边的渡船</h4><p>{second}</p>\
         <p><img src='/b.jpg'></p><h4>渡口</h4><p>{first}</p>"
    );
    let article = article(&html);
    let captions: Vec<_> = article.captions().map(|caption| caption.as_str().to_owned()).collect();
    assert_eq!(captions, ["停在岸边的渡船"]);
}

#[test]
fn a_wide_picture_beside_a_byline_is_no_portrait() {
    let [first, second, ..] = ENGLISH;
    let with = |size: &str| {
        let html =
            format!("<p class='byline'>By Ann Example</p><img src='/a.jpg' {size}><p>{first}</p><p>{second}</p>");
        article(&html).images().count()
    };
    assert_eq!((with("width='1456' height='819'"), with("width='200' height='200'")), (1, 0));
}

#[test]
fn a_link_that_enlarges_a_picture_is_no_form() {
    let [first, second, ..] = ENGLISH;
    let link = "<a class='lightbox' role='button'><span>View fullsize</span><img src='/a.jpg'></a>";
    assert_eq!(article(&format!("<p>{first}</p><div>{link}</div><p>{second}</p>")).images().count(), 1);
}

#[test]
fn paragraphs_above_the_jobs_of_a_run_of_lines_stay() {
    let [first, second, third, ..] = CHINESE;
    let article = article(&format!("<p>{first}</p><p>{second}<br>{third}<br>記者︰陳大文<br>編輯：李小明</p>"));
    let text = article.to_text();
    assert!(text.contains(second) && text.contains(third) && !text.contains("編輯"), "{text}");
    assert_eq!(article.meta.byline.as_deref(), Some("記者︰陳大文\n編輯：李小明"));
}

#[test]
fn lines_of_a_poem_above_a_job_stay() {
    let [first, ..] = CHINESE;
    let article = article(&format!("<p>{first}</p><p>雨落在渡口<br>船靠了岸<br>没有人下来<br>文：陈大文</p>"));
    assert!(article.to_text().contains("雨落在渡口\n船靠了岸\n没有人下来"), "{}", article.to_text());
    assert_eq!(article.meta.byline.as_deref(), Some("文：陈大文"));
}

#[test]
fn a_list_with_one_profile_stays_behind_a_call_to_follow() {
    let links = "<ul><li><a href='https://www.instagram.com/example'>Instagram</a></li>\
                 <li>The crossing takes four minutes.</li></ul>";
    assert!(text_with(&format!("<p>Follow us on all our socials</p>{links}")).contains("four minutes"));
}

#[test]
fn a_call_to_follow_takes_the_lines_of_profiles_behind_it() {
    let profiles = "<p>Follow us on all our socials</p><p>Instagram - https://www.instagram.com/example</p>\
                    <p>Youtube - https://www.youtube.com/channel/UC1</p>";
    let text = text_with(&format!("{profiles}<p>The crossing takes four minutes.</p>"));
    assert!(!text.contains("Instagram") && !text.contains("Youtube") && text.contains("four minutes"), "{text}");
}

#[test]
fn an_ampersand_is_read_as_and() {
    assert!(!text_with("<p>Please Subscribe, Rate &amp; Review</p>").contains("Review"));
}

#[test]
fn a_link_behind_the_last_full_stop_is_cut() {
    let [first, .., last] = CHINESE;
    let html = format!("<p>{first}</p><p>{last}<a href='https://www.example.org/'>返回搜狐，查看更多</a></p>");
    assert_eq!(article(&html).to_text().trim_end(), format!("{first}\n\n{last}"));
}

/// Returns the captions of pictures with an alternative text, each followed by a paragraph.
fn captions_of(pictures: &[(&str, &str)]) -> Vec<String> {
    let [first, second, ..] = CHINESE;
    let pictures: String = pictures
        .iter()
        .map(|(alt, below)| format!("<p><img src='/{}.jpg' alt='{alt}'></p>{below}<p>{second}</p>", below.len()))
        .collect();
    let article = article(&format!("<p>{first}</p>{pictures}"));
    article.captions().map(|caption| caption.as_str().to_owned()).collect()
}

#[test]
fn a_text_that_repeats_the_alternative_text_is_the_caption() {
    let text = "渡口早晨的人群，摄于上个月。";
    assert_eq!(captions_of(&[(text, &format!("<p style='text-align:center'>{text}</p>"))]), [text]);
}

#[test]
fn steps_and_prose_in_italics_are_no_captions() {
    assert!(captions_of(&[("", "<p>c、打开阀门</p>"), ("", "<p>4. 拧紧螺丝</p>")]).is_empty());
    let [first, second, third, ..] = CHINESE;
    let italics = format!(
        "<p><em>{first}</em></p><p><img src='/a.jpg'></p><p><em>我们等了半个小时，船才来。</em></p>\
         <p><em>{second}</em></p><p><em>{third}</em></p>"
    );
    assert_eq!(article(&italics).captions().count(), 0);
}

#[test]
fn the_size_or_the_file_name_of_a_picture_is_no_caption() {
    assert!(captions_of(&[("", "<p>640 x 360 (61,07 KB)</p>"), ("", "<p>1200×800</p>")]).is_empty());
    let named =
        format!("<p>{}</p><p><img src='/image-2026.png'></p><p>image-2026</p><p>{}</p>", CHINESE[0], CHINESE[1]);
    assert!(!article(&named).to_text().contains("image"));
    assert_eq!(article("<p>It sold 640 x 360 boxes.</p>").to_text().trim_end(), "It sold 640 x 360 boxes.");
}

/// Returns the texts of the headings.
fn headings(html: &str) -> Vec<String> {
    let article = article(html);
    let headings = article.walk().filter_map(|block| match block {
        feedscrub::Block::Heading { text, .. } => Some(text.as_str().to_owned()),
        _ => None,
    });
    headings.collect()
}

#[test]
fn numbers_alone_in_order_are_headings() {
    let [first, second, third, ..] = CHINESE;
    let html = |numbers: [&str; 3]| {
        let [one, two, three] = numbers;
        format!("<p>{one}</p><p>{first}</p><p>{two}</p><p>{second}</p><p>{three}</p><p>{third}</p>")
    };
    for numbers in [["一", "二", "三"], ["1", "2", "3"], ["I", "II", "III"], ["（一）", "（二）", "（三）"]]
    {
        assert_eq!(headings(&html(numbers)), numbers);
    }
    assert!(headings(&html(["3", "1", "7"])).is_empty());
}

#[test]
fn bold_statements_above_paragraphs_are_headings_if_there_are_several() {
    let html = |count: usize| -> String {
        let texts = ENGLISH.iter().zip(["Setup: twice as fast.", "Memory: half.", "Noise: none."]).take(count);
        texts.map(|(text, title)| format!("<p><strong>{title}</strong></p><p>{text}</p>")).collect()
    };
    assert_eq!(headings(&html(3)).len(), 3);
    assert!(headings(&html(2)).is_empty());
}

#[test]
fn a_title_with_a_page_counter_is_the_title() {
    let post = format!(
        "---\ntitle: 河上的渡船又开了\n---\n<div>河上的渡船又开了<span>( 2 / 7 )</span></div><p>{}</p>",
        CHINESE[0]
    );
    assert_eq!(Cleaner::default().clean(&post).unwrap().to_text().trim_end(), CHINESE[0]);
}

#[test]
fn an_element_for_a_script_is_the_twin_of_a_noscript_image() {
    let [first, second, ..] = CHINESE;
    let html = format!(
        "<p>{first}</p><figure><noscript><img src='https://example.org/80/v2-a_hd.jpg' \
         data-original='https://example.org/v2-a_r.jpg'></noscript><span><div class='x' \
         data-src='https://example.org/80/v2-a_hd.jpg'><div></div></div></span></figure><p>{second}</p>"
    );
    let addresses: Vec<_> = article(&html).images().map(|image| image.src.as_str().to_owned()).collect();
    assert_eq!(addresses, ["https://example.org/v2-a_r.jpg"]);
}

#[test]
fn front_matter_of_other_generators() {
    let post = "---\ntitle: x\nauthor: ann@example.org (Ann Example)\npublished: Thu, 27 Aug 2026 10:15:44 +0000\n\
                source_url: https://example.org/feed\nlink: https://example.org/a/1\n---\n<p>The ferry runs.</p>";
    let meta = Cleaner::default().clean(post).unwrap().meta;
    assert_eq!(meta.author.as_deref(), Some("Ann Example"));
    assert_eq!(meta.source.unwrap().as_str(), "https://example.org/a/1");
    assert_eq!(meta.published.unwrap().to_string(), "2026-08-27T10:15:44Z");

    // A draft of Jekyll has no time, and that is no error.
    let article = Cleaner::default().clean("---\ntitle: x\npublished: false\n---\n<p>The ferry runs.</p>").unwrap();
    assert!(article.meta.published.is_none() && article.report.warnings.is_empty());
}

#[test]
fn a_job_without_a_name_and_a_control_do_not_hide_a_dateline() {
    let [first, second, ..] = CHINESE;
    for (line, byline) in [
        ("2016-12-21 06:46:00 来源：河口新闻网 责任编辑：", "来源：河口新闻网"),
        ("2016-12-21 06:46:00 作者：陈大文 分享", "作者：陈大文"),
    ] {
        let article = article(&format!("<p>{line}</p><p>{first}</p><p>{second}</p>"));
        assert_eq!(article.meta.dateline.unwrap().text, "2016-12-21 06:46:00");
        assert_eq!(article.meta.byline.as_deref(), Some(byline));
        assert_eq!(article.blocks.len(), 2);
    }
}

#[test]
fn a_paragraph_behind_a_figure_in_the_same_box_is_no_caption() {
    let [first, second, third, ..] = CHINESE;
    let page = |at: usize, text: &str| {
        format!("<div class='page'><div><figure><img src='/{at}.jpg'></figure></div><p>{text}</p></div>")
    };
    let html = [first, second, third].into_iter().enumerate().map(|(at, text)| page(at, text)).collect::<String>();
    assert_eq!(article(&html).captions().count(), 0);
}

#[test]
fn a_last_line_goes_if_each_of_its_sentences_asks() {
    let asks = "如果文章对你有帮助，欢迎点赞收藏。您的认可是我更新的最大动力！";
    assert!(!text_with(&format!("<p>{asks}</p>")).contains("点赞"));
    let tells = "渡口的老人说，这些年他都记得。如果文章对你有帮助，欢迎点赞收藏。";
    assert!(text_with(&format!("<p>{tells}</p>")).contains("渡口的老人"));
}

#[test]
fn a_short_item_of_a_list_stays() {
    let [first, second, ..] = ENGLISH;
    for items in [["Advertisement", "Newspaper"], ["Newspaper", "Advertisement"]] {
        let list = format!("<ul><li>{}</li><li>{}</li></ul>", items[0], items[1]);
        let text = article(&format!("<p>{first}</p><p>It was announced in:</p>{list}<p>{second}</p>")).to_text();
        assert!(text.contains("Advertisement"), "{text}");
    }
}

#[test]
fn the_dates_of_a_chronicle_lead_its_entries() {
    let [first, second, ..] = ENGLISH;
    let entries: String = ["March 3, 2021", "May 9, 2021", "June 12, 2021"]
        .into_iter()
        .map(|date| {
            format!("<p><b>{date}</b></p><p>The keeper lit the lamp at the landing stage and wrote it down.</p>")
        })
        .collect();
    let article = article(&format!("<p>{first}</p><p>{second}</p>{entries}"));
    assert_eq!(article.meta.dateline, None);
    for date in ["March 3", "May 9", "June 12"] {
        assert!(article.to_text().contains(date), "{}", article.to_text());
    }
}

#[test]
fn a_line_of_metadata_is_read_before_it_goes() {
    let [first, second, ..] = ENGLISH;
    for line in [
        "<p class='postmetadata'>By Ann Oak | May 3, 2026 | <a href='/jobs' rel='category tag'>Jobs</a></p>",
        "<div class='meta submitted'>published by <a href='/user/3'>Ann Oak</a> on 3 May 2026</div>",
    ] {
        let article = article(&format!("{line}<p>{first}</p><p>{second}</p>"));
        assert!(article.meta.byline.as_deref().is_some_and(|byline| byline.contains("Ann Oak")), "{line}");
        assert!(article.meta.dateline.is_some(), "{line}");
        assert_eq!(article.blocks.len(), 2);
    }
}

#[test]
fn a_pull_quote_goes_only_if_the_text_has_its_words() {
    let [first, second, third, ..] = ENGLISH;
    let with = |quote: &str| {
        let aside = format!("<aside class='pullquote'><q>{quote}</q><span class='by'>Ann Oak, smith</span></aside>");
        article(&format!("<p>{first}</p>{aside}<p>{second}</p><p>{third}</p>")).to_text()
    };
    assert!(with("The axle was too thin for the winter.").contains("The axle was too thin"));
    let (repeated, _) = first.split_once(',').unwrap();
    assert_eq!(with(repeated).matches(repeated).count(), 1);
}

#[test]
fn a_sentence_in_a_paragraph_named_for_adverts_stays() {
    let [first, second, ..] = ENGLISH;
    for class in ["ads-text", "text related-to-heading"] {
        let html = format!("<p class='{class}'>A short account of the yard.</p><p>{first}</p><p>{second}</p>");
        assert!(article(&html).to_text().starts_with("A short account"), "{class}");
    }
}

#[test]
fn scripts_and_grouped_stylesheets_as_text_go() {
    for text in [
        "@media (max-width: 600px) { .box img { width: 100% !important; } }",
        "&lt;!-- /* Style Definitions */ p.MsoNormal, li.MsoNormal {mso-style-parent:\"\"; margin:0cm;} --&gt;",
        "(adsbygoogle = window.adsbygoogle || []).push({});",
    ] {
        assert_eq!(text_with(&format!("<p>{text}</p>")), text_with(""), "{text}");
    }
}

#[test]
fn the_elements_of_a_caption_are_parted() {
    let html =
        "<figure><img src='/a.jpg'><figcaption><span>The roof</span><em>Photo: Ann Oak</em></figcaption></figure>";
    let article = article(html);
    let figure = article.figures().next().unwrap();
    let shown = format!("{:?} {:?}", figure.caption, figure.credit);
    assert!(!shown.contains("roofPhoto"), "{shown}");
}

#[test]
fn lines_that_begin_with_dates_are_no_caption() {
    let [first, second, ..] = CHINESE;
    let list = "1月1日 上海东岸交流会<br>1月18日 济南渡口聚会<br>1月24日 苏州水边集市";
    let article = article(&format!("<p>{first}<br><img src='/a.jpg'></p><p>{list}</p><p>{second}</p>"));
    assert_eq!(article.captions().count(), 0);
    assert!(article.to_text().contains("济南渡口聚会"));
}

#[test]
fn instructions_that_begin_as_a_request_stay() {
    for text in ["Follow the river for two miles and you will come to the second mill.", "很久没有人关注我们的磨坊。"]
    {
        assert!(text_with(&format!("<p>{text}</p>")).contains(text), "{text}");
    }
}
