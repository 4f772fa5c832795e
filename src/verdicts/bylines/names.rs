//! Tells names from other words of a line.

/// Returns whether a line describes a book that an article reviews: `作者：… 出版社：…`.
pub(super) fn is_book(text: &str) -> bool {
    ["出版", "ISBN", "定价", "頁數", "页数"].iter().any(|word| text.contains(word))
}

/// Returns whether a text has characters of sentences that names do not have, or a full stop after more than an
/// initial.
pub(super) fn says_something(text: &str) -> bool {
    const WORDS: [char; 19] = [
        '的', '了', '是', '在', '有', '不', '我', '你', '他', '她', '它', '们', '們', '这', '這', '那', '和', '把',
        '被',
    ];
    let is_initial =
        |at: usize| text.get(..at).and_then(|head| head.rsplit(' ').next()).is_some_and(|word| word.len() <= 3);
    text.contains(WORDS) && text.chars().count() > 4 || text.match_indices(". ").any(|(at, _)| !is_initial(at))
}

/// Returns whether every word begins with a capital, or is between words that do.
pub(super) fn is_capitalized(text: &str) -> bool {
    const PARTICLES: &[&str] =
        &["and", "de", "der", "van", "von", "of", "the", "for", "la", "le", "da", "di", "bin", "al", "in"];
    let mut words = text.split_whitespace().peekable();
    let starts =
        words.peek().is_some_and(|word| word.starts_with(|c: char| c.is_uppercase() || matches!(c, '@' | '(')));
    starts && words.all(|word| word.starts_with(|c: char| !c.is_lowercase()) || PARTICLES.contains(&word))
}

/// Returns whether a text looks like names only.
pub(super) fn is_names(text: &str, is_named: bool) -> bool {
    const MONTHS_AND_DAYS: &[&str] =
        &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Time", "Date"];
    let text = text.trim();
    if is_named && is_user_name(text) {
        return true;
    }
    if text.is_empty() || text.contains(['。', '？', '！', '?', '!', '…', '“', '「', '"', '=']) || is_book(text)
    {
        return false;
    }
    if text.contains(|c: char| c.is_ascii_digit()) && !is_named {
        return false;
    }
    text.split(['、', '，', ',', '/', '／', '&', '\n', '(', '（', ')', '）', '|', '｜']).all(|part| {
        let part = part.trim();
        if part.is_empty() {
            return true;
        }
        if part.is_ascii() || part.chars().all(|c| !is_chinese(c)) {
            let words = part.split_whitespace().count();
            return words <= if is_named { 6 } else { 5 }
                && is_capitalized(part)
                && !part.ends_with('.')
                && !says_something(part)
                && !MONTHS_AND_DAYS.contains(&part);
        }
        let mut pieces = part.split(' ').filter(|piece| !piece.is_empty());
        if part.starts_with('《') && part.ends_with('》') && part.chars().count() <= 14 {
            return true;
        }
        let most = if is_named { 10 } else { 4 };
        pieces.all(|piece| {
            let count = piece.chars().count();
            let is_foreign = piece.contains(['·', '．', '・']);
            // A single character is not a name: `晴`.
            (2..=most).contains(&count)
                && !piece.contains(['的', '了', '是', '在', '有', '不', '我', '你'])
                && !says_when(piece)
                || is_foreign && count <= 16
                || piece.is_ascii() && is_capitalized(piece)
        })
    })
}

/// Returns whether a text can be the name of an account, which need not look like that of a person: `ann_example`.
fn is_user_name(text: &str) -> bool {
    /// The maximal length in bytes.
    const LONGEST: usize = 40;
    text.len() <= LONGEST
        && text.contains(|c: char| c.is_alphabetic())
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@' | '…'))
}

/// Returns whether a text is a time of day or a weekday: `晚7点`, `周四`, `下午`.
fn says_when(text: &str) -> bool {
    text.ends_with(['点', '點', '时', '時', '分', '日', '月', '年', '天', '晚', '午', '晨', '夜'])
        || ["周", "星期", "礼拜", "週"].iter().any(|word| text.starts_with(word) && text.chars().count() <= 3)
}

fn is_chinese(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}
