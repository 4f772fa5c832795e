//! The words for those who make a text, and how lines begin with them.

use super::Starts;

pub(crate) const HEAD_ROLES: &[&str] = &[
    "photographs and text by",
    "text and photographs by",
    "photos and text by",
    "words by",
    "story by",
    "作者",
    "文/",
    "文／",
    "文｜",
    "文|",
    "文 |",
    "文 ｜",
    "文丨",
    "摄影｜",
    "摄影|",
    "摄影丨",
    "攝影｜",
    "攝影|",
    "撰文",
    "撰稿",
    "编译",
    "編譯",
    "译者",
    "譯者",
    "翻译",
    "翻譯",
    "来源",
    "來源",
    "出处",
    "出處",
    "責任編輯",
    "责任编辑",
    "编辑",
    "編輯",
    "采访",
    "採訪",
    "采写",
    "written by",
    "author:",
    "source:",
    "translated by",
    "原作者",
];

pub(crate) const HEAD_STARTS: Starts = Starts::new(HEAD_ROLES);

/// How a line begins that says where a post was published before.
const ORIGINS: Starts = Starts::new(&[
    "文章来源：",
    "文章来源:",
    "文章來源：",
    "文章來源:",
    "本文来自",
    "本文來自",
    "本文来源于",
    "本文来源：",
    "本文首发于",
    "本文首發於",
    "本文最初发表",
    "本文转自",
    "本文轉自",
    "本文转载自微信",
]);

pub(crate) const TRANSLATORS: Starts = Starts::new(&["翻译", "翻譯", "译者", "譯者", "translated by"]);

pub(crate) const TAIL_ROLES: Starts = Starts::new(&[
    "作者：",
    "作者:",
    "作者简介",
    "作者簡介",
    "关于作者",
    "關於作者",
    "本文作者",
    "译者",
    "譯者",
    "翻译",
    "翻譯",
    "编译",
    "編譯",
    "校对",
    "校對",
    "审校",
    "審校",
    "编辑：",
    "编辑:",
    "编辑 ",
    "編輯：",
    "編輯:",
    "责编",
    "責編",
    "责任编辑",
    "責任編輯",
    "主编",
    "主編",
    "网编",
    "網編",
    "撰稿",
    "撰文",
    "文字：",
    "文字整理",
    "发稿",
    "發稿",
    "来源：",
    "來源：",
    "来源:",
    "來源:",
    "資料來源",
    "文章来源",
    "文章來源",
    "本文来源",
    "本文來源",
    "原文刊",
    "原載",
    "原载",
    "本文原刊",
    "本文原载",
    "本文最初发表",
    "本文首发",
    "記者：",
    "记者：",
    "（記者",
    "文、图",
    "文、圖",
    "图文",
    "出品｜",
    "出品 |",
    "出品|",
    "出品：",
    "监制",
    "策划｜",
    "策划：",
    "文｜",
    "文|",
    "文丨",
    "文／",
    "文/",
    "图/",
    "图／",
    "圖／",
    "圖/",
    "排版",
    "制作：",
    "about the author",
    "reporting by",
    "additional reporting",
    "editing by",
    "edited by",
    "translated by",
    "written by",
    "writing by",
    "source:",
    "author:",
    "by ",
    "editor:",
    "editors:",
    "with reporting by",
    "with contributions from",
    "contact the author",
    "contributed to this report",
    "compiled by",
]);

/// Whether a line names who wrote or edited a text, and not who made its pictures.
pub(crate) fn names_writer(text: &str) -> bool {
    const WRITERS: Starts = Starts::new(&[
        "作者",
        "文/",
        "文／",
        "文|",
        "文｜",
        "文丨",
        "文 |",
        "文 ｜",
        "撰文",
        "撰稿",
        "编辑",
        "編輯",
        "责任编辑",
        "責任編輯",
        "编译",
        "編譯",
        "written by",
        "words by",
        "story by",
    ]);
    text.len() <= 120
        && starts_with_role(text, &WRITERS)
        && !text.contains(['图', '圖', '摄', '攝', '绘', '繪'])
        && !text.to_ascii_lowercase().contains("photo")
}

/// Whether a line names who wrote, translated or edited what it stands over.
pub(crate) fn names_role(text: &str) -> bool {
    starts_with_role(text, &HEAD_STARTS)
}

/// Whether a line says where the post was published before.
pub(crate) fn says_origin(text: &str) -> bool {
    ORIGINS.of(text).iter().any(|start| text.starts_with(start))
}

/// Whether a line begins with a word for a role, as a label: behind it comes a colon, a slash, a blank or a name.
pub(crate) fn starts_with_role(text: &str, roles: &Starts) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || "（(【[「*·•◎■▍—-".contains(c));
    let Some((role, rest)) = roles.of(text).iter().find_map(|role| Some((role, strip_prefix_ignore_case(text, role)?)))
    else {
        return false;
    };
    if role.ends_with(['：', ':', '/', '／', '｜', '|']) {
        return true;
    }
    let next = rest.chars().next();
    match next {
        None => true,
        Some(c) if ":：/／|｜ \u{3000}、)）".contains(c) => true,
        _ => {
            role.chars().count() >= 4 || role.is_ascii() && role.ends_with(' ') && rest.starts_with(char::is_uppercase)
        }
    }
}

fn strip_prefix_ignore_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| text.get(prefix.len()..)).flatten()
}
