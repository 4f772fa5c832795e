//! Copies of a post inside its own body, of which one is kept.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use memchr::memmem;

use super::{Preamble, split_line};
use crate::article::{Evidence, Removed, RemovedKind};

/// The number of consecutive words by which a word is recognized. Three words identify their text; a changed word
/// removes little more than itself from what two copies share.
const RUN: usize = 3;
/// The percentage of words that a copy shares with the kept one. An edit changes a few; two texts on the same subject
/// share less than half.
const SHARED: usize = 90;

/// Returns one copy of a post whose body contains the whole post again, and the number of copies. Text that only the
/// other copies contain is reported.
///
/// The parts between the repeated front matters count as copies only if the longest of them contains nearly all of
/// each.
pub(super) fn one_copy<'a>(body: &'a str, yaml: &str, removed: &mut Vec<Removed>) -> (&'a str, usize) {
    let parts = parts(body, yaml);
    let mut longest = "";
    let mut most = 0;
    for part in parts.iter().copied().filter(|_| parts.len() > 1) {
        let said = Words::of(Preamble::split(part).1).map(|word| word.text.len()).sum();
        if said > most {
            (longest, most) = (part, said);
        }
    }
    if longest.is_empty() {
        return (body, 1);
    }
    let known = Known::of(longest);
    let others = || parts.iter().copied().filter(|part| !std::ptr::eq(*part, longest));
    if !others().all(|part| known.has_most_of(Preamble::split(part).1)) {
        return (body, 1);
    }
    let mut reported = BTreeSet::new();
    for part in others() {
        let text = known.text_not_in_kept_copy(part);
        if !text.is_empty() && !reported.contains(&text) {
            removed.push(Removed {
                rule: "evidence/copy".into(),
                kind: RemovedKind::Duplicate,
                evidence: Evidence::REPEAT,
                text: text.clone(),
            });
            reported.insert(text);
        }
    }
    (longest, parts.iter().filter(|part| Words::of(part).next().is_some()).count())
}

/// Returns the parts between the repeated front matters of a body.
fn parts<'a>(body: &'a str, yaml: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    if yaml.trim().is_empty() {
        return parts;
    }
    let fence = memmem::Finder::new("---");
    let (mut start, mut at) = (0, 0);
    while let Some(found) = body.as_bytes().get(at..).and_then(|rest| fence.find(rest)) {
        let opening = at + found;
        let behind = body.get(opening + 3..).unwrap_or_default();
        at = match behind_front_matter(behind, yaml) {
            Ok(rest) => {
                parts.extend(body.get(start..opening));
                start = body.len() - rest.len();
                start
            }
            // Text that was read as front matter is not read again, even if lines of it end in dashes.
            Err(rest) => body.len() - rest.len(),
        };
    }
    parts.extend(body.get(start..));
    parts
}

/// Returns the text after the front matter that follows an opening fence, otherwise the text after the lines that are
/// equal to it. Whitespace is ignored.
fn behind_front_matter<'a>(behind: &'a str, yaml: &str) -> Result<&'a str, &'a str> {
    // Nothing but blanks ends a fence; how far away the end of its line is makes no difference.
    let is_end = |c: char| matches!(c, '\n' | '\r');
    let end_of_fence = behind.trim_start_matches(|c: char| c.is_whitespace() && !is_end(c));
    if !end_of_fence.is_empty() && !end_of_fence.starts_with(is_end) {
        return Err(behind);
    }
    let (_, mut rest) = split_line(end_of_fence);
    let mut yaml = yaml;
    loop {
        let line = next_line(&mut yaml);
        let there = rest;
        let other = next_line(&mut rest);
        if line.is_empty() {
            return there.trim_start().strip_prefix("---").ok_or(there);
        }
        if !line.split_whitespace().eq(other.split_whitespace()) {
            return Err(there);
        }
    }
}

/// Takes the next non-empty line.
fn next_line<'a>(rest: &mut &'a str) -> &'a str {
    let (line, next) = split_line(rest.trim_start());
    *rest = next;
    line
}

/// The runs of words of the kept copy.
struct Known {
    /// Sorted hashes.
    runs: Vec<u64>,
    words: Vec<u64>,
}

impl Known {
    fn of(part: &str) -> Self {
        let sorted = |mut hashes: Vec<u64>| {
            hashes.sort_unstable();
            hashes.dedup();
            hashes
        };
        // A body is looked up without its preamble.
        let runs = runs(part).chain(runs(Preamble::split(part).1).next());
        Known { runs: sorted(runs.collect()), words: sorted(Words::of(part).map(|word| word.hash()).collect()) }
    }

    /// Returns the words of a text, each with whether the kept copy has it among the same words.
    fn look_up<'a>(&self, text: &'a str) -> impl Iterator<Item = (Word<'a>, bool)> {
        // Texts that are too short for a run are recognized by their words.
        let is_short = Words::of(text).nth(RUN - 1).is_none();
        let mut runs = runs(text).map(|run| self.runs.binary_search(&run).is_ok());
        // The first run has a boundary in place of its first word.
        let mut shared = if runs.next() == Some(true) { RUN - 1 } else { 0 };
        Words::of(text).map(move |word| {
            if runs.next() == Some(true) {
                shared = RUN;
            }
            let is_known = shared > 0 || is_short && self.words.binary_search(&word.hash()).is_ok();
            shared = shared.saturating_sub(1);
            (word, is_known)
        })
    }

    fn has_most_of(&self, text: &str) -> bool {
        let (mut all, mut shared) = (0, 0);
        for (_, is_known) in self.look_up(text) {
            all += 1;
            shared += usize::from(is_known);
        }
        shared * 100 >= all * SHARED
    }

    /// Returns the parts of a text that the kept copy does not have, one run of words per line.
    fn text_not_in_kept_copy(&self, text: &str) -> String {
        let mut news = String::new();
        let mut end = None;
        for (word, is_known) in self.look_up(text) {
            if is_known {
                end = None;
                continue;
            }
            match end {
                Some(end) if end == word.start => {}
                Some(_) => news.push(' '),
                None if news.is_empty() => {}
                None => news.push('\n'),
            }
            news.push_str(word.text);
            end = Some(word.start + word.text.len());
        }
        news
    }
}

/// Returns hashes of each word with those that follow it. The boundaries of a text count as words, so that its last
/// words have neighbours too.
fn runs(text: &str) -> impl Iterator<Item = u64> {
    const BORDER: u64 = 0;
    let mut words = std::iter::once(BORDER).chain(Words::of(text).map(|word| word.hash())).chain([BORDER]);
    let mut first = words.next().unwrap_or_default();
    let mut second = words.next().unwrap_or_default();
    words.map(move |third| {
        let run = hash(&(first, second, third));
        (first, second) = (second, third);
        run
    })
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    /// The offset at which it begins.
    start: usize,
}

impl Word<'_> {
    fn hash(&self) -> u64 {
        hash(&self.text)
    }
}

/// An iterator over the words of a piece of HTML: those of its text, single characters in scripts without spaces, and
/// the addresses and alternative texts in its tags.
struct Words<'a> {
    source: &'a str,
    at: usize,
    in_tag: bool,
    /// Whether readers see the value.
    is_shown: bool,
}

impl<'a> Words<'a> {
    fn of(source: &'a str) -> Self {
        Words { source, at: 0, in_tag: false, is_shown: false }
    }

    /// Returns the relevant word of a tag.
    fn of_tag(&mut self, piece: &'a str) -> Option<&'a str> {
        let value = match piece.split_once('=') {
            Some((name, value)) if !name.is_empty() && name.bytes().all(is_name) => {
                self.is_shown = name.eq_ignore_ascii_case("alt") || name.eq_ignore_ascii_case("title");
                value
            }
            _ => piece,
        };
        let word = value.trim_matches(['"', '\'']);
        (!word.trim_matches('/').is_empty() && (self.is_shown || word.contains('/'))).then_some(word)
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        loop {
            let behind = self.source.get(self.at..)?;
            let rest = behind.trim_start();
            self.at += behind.len() - rest.len();
            let first = rest.chars().next()?;
            if self.in_tag {
                if first == '>' {
                    self.in_tag = false;
                    self.at += 1;
                    continue;
                }
                let (piece, _) = cut(rest, |c| c.is_whitespace() || c == '>');
                let start = self.at;
                self.at += piece.len();
                if let Some(text) = self.of_tag(piece) {
                    // After the name and the quotation mark.
                    let start = start + (text.as_ptr() as usize).saturating_sub(piece.as_ptr() as usize);
                    return Some(Word { text, start });
                }
                continue;
            }
            if is_tag(rest) {
                let (name, _) = cut(rest, |c| c.is_whitespace() || c == '>');
                self.at += name.len();
                (self.in_tag, self.is_shown) = (true, false);
                continue;
            }
            let (text, _) = if is_word(first) {
                rest.split_at(first.len_utf8())
            } else {
                let (_, behind) = rest.split_at(first.len_utf8());
                let (more, _) = cut(behind, |c| c.is_whitespace() || c == '<' || is_word(c));
                rest.split_at(first.len_utf8() + more.len())
            };
            let start = self.at;
            self.at += text.len();
            return Some(Word { text, start });
        }
    }
}

/// Splits a text before the first character of a kind.
fn cut(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(ends).unwrap_or(text.len()))
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':')
}

fn is_tag(text: &str) -> bool {
    matches!(text.as_bytes(), [b'<', next, ..] if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'))
}

/// Returns whether a character is a word of its own, as in Chinese, Japanese and other scripts without spaces.
fn is_word(c: char) -> bool {
    c >= '\u{2e80}'
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use cpu_time::ProcessTime;

    use crate::Post;
    use crate::article::Recovered;

    const POST: &str = "---\ntitle: \"雨\"\ndate: 2021-06-25\ntags: [ 天气 ]\n---\n<!--1-->\n[雨](https://example.org/)\n------\n\n<div>\n<p>下雨。</p>\n</div>\n";

    const STORY: &str = "---\ntitle: Bees\ndate: 2021-06-25\n---\n<!--1-->\n[Bees](https://example.org/)\n------\n\n<div>\n\
        <p>The keeper opened nine hives before breakfast and found honey in seven of them.</p>\n\
        <p>Two swarms had left for the lime tree.</p>\n<img src=\"https://example.org/hive.jpg\" alt=\"A hive\">\n</div>\n";

    fn kept_once(source: &str) -> Post<'_> {
        let post = Post::parse(source).unwrap();
        assert!(matches!(post.recovered[..], [Recovered::RepeatedPost { times: 2 }]), "{post:?}");
        post
    }

    #[test]
    fn a_post_inside_its_own_body_is_kept_once() {
        for times in [2, 8, 16] {
            let source = POST.repeat(times);
            let post = Post::parse(&source).unwrap();
            assert_eq!(post.body.matches("下雨").count(), 1);
            assert_eq!(post.preamble.title, Some("雨"));
            assert_eq!(post.recovered, [Recovered::RepeatedPost { times }]);
            assert_eq!(post.removed, []);
        }
    }

    #[test]
    fn a_nested_copy_is_kept_once() {
        let source = POST.replace("<p>下雨。</p>", POST);
        let post = Post::parse(&source).unwrap();
        assert_eq!(post.body.matches("下雨").count(), 1, "{post:?}");
    }

    #[test]
    fn another_text_after_the_same_front_matter_is_no_copy() {
        let source = format!("{POST}{}", POST.replace("下雨", "天晴"));
        let post = Post::parse(&source).unwrap();
        assert!(post.body.contains("下雨") && post.body.contains("天晴"));
        let other = STORY.replace("honey in seven of them", "nothing at all but wax").replace("lime tree", "chimney");
        let source = format!("{STORY}{other}");
        let post = Post::parse(&source).unwrap();
        assert!(post.body.contains("lime tree") && post.body.contains("chimney"));
    }

    #[test]
    fn another_image_makes_another_post() {
        let only = |name: &str| format!("---\ntitle: Hive\n---\n<img src=\"https://example.org/{name}.jpg\">\n");
        let source = only("front") + &only("back");
        assert!(Post::parse(&source).unwrap().recovered.is_empty());
    }

    #[test]
    fn white_space_makes_no_other_post() {
        for other in [
            STORY.replace("</p>\n<p>", "</p><p>"),
            STORY.replace('\n', "  \n"),
            STORY.replace('\n', "\r\n"),
            STORY.replace("before breakfast", "before\n    breakfast"),
            STORY.replace("title: Bees", "title:  Bees"),
            STORY.replace("<img ", "<img\n  "),
        ] {
            let source = format!("{STORY}{other}");
            let post = kept_once(&source);
            assert_eq!(post.body.matches("swarms").count(), 1);
            assert_eq!(post.removed, [], "{other}");
        }
    }

    #[test]
    fn text_of_the_removed_copy_is_reported() {
        let source = format!("{STORY}{}", STORY.replace("nine hives", "six hives"));
        let post = kept_once(&source);
        assert!(post.body.contains("nine hives") && !post.body.contains("six hives"));
        assert_eq!(post.removed.iter().map(|removed| removed.text.as_str()).collect::<Vec<_>>(), ["six"]);
        let longer = STORY.replace("hive.jpg", "the-hive.jpg");
        let source = format!("{STORY}{longer}");
        let post = kept_once(&source);
        assert!(post.body.contains("the-hive.jpg"));
        assert_eq!(post.removed.len(), 1);
        assert!(post.removed[0].text.starts_with("https://example.org/hive.jpg"), "{:?}", post.removed);
    }

    #[test]
    fn a_changed_chinese_character_makes_no_other_post() {
        let text = "渡轮中午从东码头出发，船上有十一名乘客和一条狗，没有人付过两枚以上的硬币。";
        let one = POST.replace("下雨。", text);
        let source = format!("{one}{}", one.replace("十一名", "十二名"));
        let post = kept_once(&source);
        assert_eq!(post.removed.iter().map(|removed| removed.text.as_str()).collect::<Vec<_>>(), ["二"]);
    }

    #[test]
    fn many_copies_take_linear_time() {
        let time = |source: &str| {
            let start = ProcessTime::now();
            assert!(Post::parse(source).is_ok());
            start.elapsed()
        };
        let varied = |times: usize| (0..times).map(|at| STORY.replace("nine", &format!("{at}"))).collect::<String>();
        let lines = |times: usize| {
            format!("---\na: 1\nb: x---\n{}c: 2\n---\n{}", "b: x---\n".repeat(times), "b: x---\n".repeat(times))
        };
        for make in [&varied as &dyn Fn(usize) -> String, &|times| STORY.repeat(times), &lines, &|times| {
            format!("---\na: 1\n---\n{}", "---\n".repeat(times))
        }] {
            let (small, large) = (make(500), make(4000));
            let least = (0..3).map(|_| time(&small)).min().unwrap_or_default();
            assert!(time(&large) < least * 24 + Duration::from_millis(50));
        }
    }
}
