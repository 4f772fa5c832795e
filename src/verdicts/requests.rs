//! Texts that consist of requests: to follow, subscribe, pay or join, with the addresses for it.
//!
//! Feeds of video channels lose the line breaks of descriptions: the requests are glued to each other and to the
//! description.

use std::ops::Range;

use crate::article::{Mark, MarkKind, RemovedKind, TextRef, WebUrl};
use crate::links::leads;
use crate::words::{Finder, Said, bare};

/// The maximal length in bytes of the label of an address.
const LABEL: usize = 48;
/// The number of bytes at the end of a text in which its last requests are sought.
const TAIL: usize = 1500;
/// The maximal number of parts of a text that are examined.
const PARTS: usize = 80;

/// The kinds of boilerplate that ask the reader for something, deny it or lead to another page.
const ASKING: [RemovedKind; 7] = [
    RemovedKind::Promotion,
    RemovedKind::Share,
    RemovedKind::Comments,
    RemovedKind::Copyright,
    RemovedKind::Related,
    RemovedKind::Navigation,
    RemovedKind::Footer,
];

/// Returns whether phrases of this kind can make a request of the text that has them.
pub(crate) fn may_ask(kind: RemovedKind) -> bool {
    ASKING.contains(&kind)
}

/// Returns whether phrases of this kind are verbs: a sentence of the story may begin with the name of a list of links.
fn asks(kind: RemovedKind) -> bool {
    may_ask(kind) && !matches!(kind, RemovedKind::Related | RemovedKind::Navigation)
}

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// A sentence that begins with the words of a request, or is hardly more.
    Request,
    /// A sentence with such words.
    Asking,
    /// The address of a profile, a channel or a payment page.
    Profile,
    /// Another address, or a mailbox.
    Address,
    /// The words directly before an address.
    Label,
    Hashtag,
    Text,
}

#[derive(Debug)]
struct Part {
    start: usize,
    kind: Kind,
    /// Whether the end of a sentence, an address or a hashtag precedes it.
    is_apart: bool,
}

/// Returns whether a text with these phrases has requests and nothing else. The addresses of other pages, with their
/// labels, belong to the requests before them, and hashtags to anything. A sentence of the story may begin as a request
/// does, so that one sentence alone is none.
pub(crate) fn is_nothing_else(text: TextRef<'_>, said: Said, finder: &Finder) -> bool {
    let parts = Parts::of(text, 0, finder);
    let (mut asks, mut is_more) = (false, said.count > 1);
    for part in &parts {
        match part.kind {
            Kind::Request => asks = true,
            Kind::Asking if said.count > 1 => asks = true,
            Kind::Profile => (asks, is_more) = (true, true),
            Kind::Hashtag => is_more = true,
            Kind::Address if asks => is_more = true,
            Kind::Label => {}
            Kind::Address | Kind::Asking | Kind::Text => return false,
        }
    }
    asks && is_more && parts.len() <= PARTS
}

/// Returns the offset behind which a text has nothing but requests, if other text precedes them.
pub(crate) fn tail(text: TextRef<'_>, finder: &Finder) -> Option<usize> {
    let mut from = text.as_str().len().saturating_sub(TAIL);
    while !text.as_str().is_char_boundary(from) {
        from += 1;
    }
    let parts = Parts::of(text, from, finder);
    if parts.len() > PARTS {
        return None;
    }
    let mut start = None;
    let mut is_label_of_profile = false;
    let mut parts = parts.iter().enumerate().rev();
    let is_told = parts.any(|(index, part)| {
        // The part at the start may lack its beginning.
        if from > 0 && index == 0 {
            return true;
        }
        let asks = match part.kind {
            Kind::Text | Kind::Asking => return true,
            Kind::Request | Kind::Profile => true,
            Kind::Label => is_label_of_profile,
            Kind::Address | Kind::Hashtag => false,
        };
        is_label_of_profile = part.kind == Kind::Profile;
        if asks {
            start = part.is_apart.then_some(part.start);
        }
        false
    });
    start.filter(|_| is_told)
}

struct Parts<'t> {
    string: &'t str,
    finder: &'t Finder,
    found: Vec<Part>,
    /// Whether the end of a sentence, an address or a hashtag precedes the next part.
    is_apart: bool,
}

impl<'t> Parts<'t> {
    /// Returns the parts of a text from an offset on.
    fn of(text: TextRef<'t>, from: usize, finder: &'t Finder) -> Vec<Part> {
        let string = text.as_str();
        let mut parts = Parts { string, finder, found: Vec::new(), is_apart: true };
        let mut end = from;
        for (range, href) in links(text.marks(), string.len()) {
            let words = string.get(range.clone()).unwrap_or_default();
            let is_address = words.contains("://") || words.starts_with("www.");
            let is_profile = leads::is_profile(href) || leads::asks(href.as_str());
            // Other linked words belong to their sentence.
            let is_named = || is_profile && finder.read(words).kind.is_some_and(may_ask);
            if range.start < end || !is_address && !is_named() {
                continue;
            }
            let kind = if is_profile { Kind::Profile } else { Kind::Address };
            parts.words(end..range.start, true);
            parts.push(range.start, kind);
            end = range.end;
        }
        parts.words(end..string.len(), false);
        parts.found
    }

    fn push(&mut self, start: usize, kind: Kind) {
        let is_apart = std::mem::replace(&mut self.is_apart, !matches!(kind, Kind::Text | Kind::Asking));
        if self.found.len() <= PARTS {
            self.found.push(Part { start, kind, is_apart });
        }
    }

    /// Adds the parts of a range without addresses of pages, which may precede such an address.
    fn words(&mut self, range: Range<usize>, precedes_address: bool) {
        let mut end = range.start;
        while let Some(mailbox) = self.mailbox(end..range.end) {
            self.sentences(end..mailbox.start, true);
            self.push(mailbox.start, Kind::Address);
            end = mailbox.end;
        }
        self.sentences(end..range.end, precedes_address);
    }

    /// Adds the sentences and hashtags of a range, of which the last may be the label of an address.
    fn sentences(&mut self, range: Range<usize>, precedes_address: bool) {
        let text = self.string.get(range.clone()).unwrap_or_default();
        let mut from = 0;
        for (at, c) in text.char_indices() {
            let ends = match c {
                '.' | '-' | '=' | '*' | '_' => {
                    let behind = text.get(at + 1..).unwrap_or_default();
                    match c {
                        // A small letter follows the point of an abbreviation.
                        '.' => behind.strip_prefix(' ').is_some_and(|next| !next.starts_with(char::is_lowercase)),
                        c => behind.starts_with([c]),
                    }
                }
                c => is_border(c),
            };
            // A hashtag ends at whitespace.
            let is_hashtag = text.get(from..at).is_some_and(|part| part.starts_with('#'));
            if ends || is_hashtag && c.is_whitespace() {
                self.sentence(range.start + from..range.start + at, false);
                self.is_apart = true;
                from = if c == '#' { at } else { at + c.len_utf8() };
            }
        }
        self.sentence(range.start + from..range.end, precedes_address);
    }

    fn sentence(&mut self, range: Range<usize>, precedes_address: bool) {
        let text = self.string.get(range.clone()).unwrap_or_default();
        let trimmed = text.trim_start();
        let start = range.end - trimmed.len();
        if !trimmed.contains(char::is_alphanumeric) {
            // The label belongs to the address before, to which it is glued.
            self.is_apart &= !trimmed.contains([':', '：']);
            return;
        }
        let said = self.finder.read(trimmed);
        let is_label = || {
            let ends = trimmed.trim_end().ends_with([':', '：', '-', '–', '—', '|', '(', '（']);
            precedes_address && trimmed.len() <= LABEL && (ends || said.whole && said.kind == Some(RemovedKind::Share))
        };
        let kind = if is_request(said, trimmed) {
            Kind::Request
        } else if said.weight == 3 && said.kind.is_some_and(asks) {
            Kind::Asking
        } else if trimmed.starts_with('#') {
            Kind::Hashtag
        } else if is_label() {
            Kind::Label
        } else {
            Kind::Text
        };
        self.push(start, kind);
    }

    /// Returns the range of the first mailbox in a range.
    fn mailbox(&self, range: Range<usize>) -> Option<Range<usize>> {
        let text = self.string.get(range.clone())?;
        let is_inner = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+');
        memchr::memchr_iter(b'@', text.as_bytes()).find_map(|at| {
            let (name, host) = (text.as_bytes().get(..at)?, text.as_bytes().get(at + 1..)?);
            let before = name.iter().rev().take_while(|byte| is_inner(byte)).count();
            // `name@example.comFollow`
            let behind = host.iter().take_while(|byte| is_inner(byte) && !byte.is_ascii_uppercase()).count();
            let is_host = host.get(..behind).is_some_and(|host| memchr::memchr(b'.', host).is_some());
            (before > 0 && is_host).then_some(range.start + at - before..range.start + at + 1 + behind)
        })
    }
}

/// Returns the ranges of the links of a text of some length, with their targets.
fn links(marks: &[Mark], length: usize) -> impl Iterator<Item = (Range<usize>, &WebUrl)> {
    marks.iter().filter(move |mark| mark.range.end <= length).filter_map(|mark| match &mark.kind {
        MarkKind::Link { href } => Some((mark.range.clone(), href)),
        _ => None,
    })
}

/// Returns whether a character ends a sentence, separates notes or begins a hashtag.
fn is_border(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '\n' | '~' | '#' | '♥' | '►' | '✪' | '☞')
        || ('\u{2190}'..='\u{2bff}').contains(&c)
        || c >= '\u{1f000}'
}

/// Returns whether a sentence is a request by the words at its start or by a third of its words.
fn is_request(said: Said, sentence: &str) -> bool {
    let covers = said.whole || said.length * 3 >= bare(sentence).len();
    let leads = said.leads && said.kind.is_some_and(asks);
    said.kind.is_some_and(may_ask) && (said.weight == 3 && (leads || covers) || said.weight == 2 && leads)
}

#[cfg(test)]
mod tests {
    fn text_of(description: &str) -> String {
        let cleaner = crate::Cleaner::builder().cut_plain_promotion(true).build();
        cleaner.clean_html(&format!("<div>{description}</div>")).unwrap().to_text().trim().to_owned()
    }

    #[test]
    fn a_text_that_only_asks_goes_as_a_whole() {
        for text in [
            "成为此频道的会员即可获享以下福利：https://www.youtube.com/channel/UC0/join",
            "Support us on Patreon: https://www.patreon.com/quay Follow us on Twitter: https://twitter.com/quay",
            "#渡輪#碼頭#更多精彩內容點擊訂閱----https://tinyurl.com/quay",
            "成為這個頻道的會員並獲得獎勵：https://www.youtube.com/channel/UC0/join【渡輪的一年】系列:https://reurl.cc/a1",
            "歡迎大家訂閱關注",
        ] {
            assert_eq!(text_of(text), "", "{text}");
        }
    }

    #[test]
    fn a_description_loses_the_requests_at_its_end() {
        let told = "渡輪在中午離開東岸的碼頭，船上有十一位乘客和一條狗。";
        for requests in [
            "Paypal鏈接 https://paypal.me/quay",
            "请支持我们，Paypal链接：https://paypal.me/quay 加入会员：https://www.patreon.com/quay",
            "訂閱頻道：https://www.youtube.com/channel/UC0 【渡輪的一年】系列:https://reurl.cc/a1 推特：https://twitter.com/quay",
        ] {
            assert_eq!(text_of(&format!("{told}{requests}")), told, "{requests}");
        }
    }

    #[test]
    fn what_a_description_tells_stays() {
        for text in [
            "渡輪在中午離開東岸的碼頭，船上有十一位乘客，資料來源：https://www.example.org/ferry",
            "The keeper of the ferry also has a channel that shows the crossing: https://www.youtube.com/channel/UC0",
            &format!("訂閱頻道：https://www.youtube.com/channel/UC0 {}", "哈！嗯！".repeat(60)),
            "本集講解渡輪的歷史和碼頭的故事，如果您希望支持我繼續說故事請加入會員：https://www.youtube.com/channel/UC0/join",
        ] {
            let kept = text_of(text);
            let told = text.rsplit_once("https").unwrap().0.trim_end();
            assert!(kept.contains(told), "{kept}");
        }
    }
}
