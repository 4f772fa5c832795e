//! The language of an article, as far as its characters determine it.

use super::{Article, Block};

/// The direction of a text.
///
/// ```
/// use feedscrub::Cleaner;
/// use feedscrub::article::Direction;
///
/// let article = Cleaner::default().clean_html("<p>שלום</p>")?;
/// assert_eq!(article.direction(), Direction::RightToLeft);
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Left to right, as Latin and Chinese.
    #[default]
    LeftToRight,
    /// Right to left, as Arabic and Hebrew.
    RightToLeft,
}

/// The number of letters of each script.
#[derive(Default)]
struct Letters {
    all: usize,
    han: usize,
    kana: usize,
    hangul: usize,
    thai: usize,
    greek: usize,
    hebrew: usize,
    other_right_to_left: usize,
}

/// The percentage of kana among Han characters and kana from which a text is Japanese: Chinese texts quote some.
const KANA: usize = 15;

impl Article {
    /// Returns the language of the text as a [language tag](https://www.rfc-editor.org/rfc/rfc5646), if more than half
    /// of its letters are of a script that implies it: `zh`, `ja`, `ko`, `th`, `el`, `he`. `None` for all others:
    /// Latin, Cyrillic and Arabic letters are used by many languages. Reads the whole text.
    pub fn language(&self) -> Option<&'static str> {
        let letters = Letters::of(self);
        let is_most = |part: usize| part * 2 > letters.all;
        let east = letters.han + letters.kana;
        match () {
            () if is_most(east) && letters.kana * 100 >= east * KANA => Some("ja"),
            () if is_most(east) => Some("zh"),
            () if is_most(letters.hangul) => Some("ko"),
            () if is_most(letters.thai) => Some("th"),
            () if is_most(letters.greek) => Some("el"),
            () if is_most(letters.hebrew) => Some("he"),
            () => None,
        }
    }

    /// Returns the direction of most letters of the text.
    pub fn direction(&self) -> Direction {
        let letters = Letters::of(self);
        match (letters.hebrew + letters.other_right_to_left) * 2 > letters.all {
            true => Direction::RightToLeft,
            false => Direction::LeftToRight,
        }
    }
}

impl Letters {
    fn of(article: &Article) -> Self {
        let mut letters = Letters::default();
        for text in article.walk().flat_map(Block::texts) {
            for c in text.as_str().chars().filter(|c| c.is_alphabetic()) {
                letters.all += 1;
                let script = match c {
                    '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => &mut letters.greek,
                    '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => &mut letters.hebrew,
                    '\u{600}'..='\u{8ff}'
                    | '\u{fb50}'..='\u{fdff}'
                    | '\u{fe70}'..='\u{fefc}'
                    | '\u{10800}'..='\u{10fff}'
                    | '\u{1e800}'..='\u{1efff}' => &mut letters.other_right_to_left,
                    '\u{e00}'..='\u{e7f}' => &mut letters.thai,
                    '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => &mut letters.kana,
                    '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}' => &mut letters.hangul,
                    '\u{3400}'..='\u{4dbf}'
                    | '\u{4e00}'..='\u{9fff}'
                    | '\u{f900}'..='\u{faff}'
                    | '\u{20000}'..='\u{3ffff}' => &mut letters.han,
                    _ => continue,
                };
                *script += 1;
            }
        }
        letters
    }
}

#[cfg(test)]
mod tests {
    use super::Direction::{LeftToRight, RightToLeft};

    #[test]
    fn scripts_say_languages_and_directions() {
        for (text, language, direction) in [
            ("It rains over the harbour.", None, LeftToRight),
            ("港口今天下雨，明天也下雨。RSS", Some("zh"), LeftToRight),
            ("今日は港に雨が降っています。", Some("ja"), LeftToRight),
            ("这首歌叫做“さくら”，在日本人人会唱，在别处也有很多人会唱。", Some("zh"), LeftToRight),
            ("항구에 비가 옵니다.", Some("ko"), LeftToRight),
            ("ฝนตกที่ท่าเรือ", Some("th"), LeftToRight),
            ("Βρέχει στο λιμάνι.", Some("el"), LeftToRight),
            ("יורד גשם בנמל.", Some("he"), RightToLeft),
            ("تمطر في الميناء.", None, RightToLeft),
            ("12 34", None, LeftToRight),
        ] {
            let article = crate::Cleaner::default().clean_html(&format!("<p>{text}</p>")).unwrap();
            assert_eq!((article.language(), article.direction()), (language, direction), "{text}");
        }
    }
}
