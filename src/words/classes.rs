//! The meaning of the names that authors give to elements, in any theme: `class`, `id`, `role`, `rel`, `itemprop`.

mod table;

use smallvec::SmallVec;

use crate::article::RemovedKind;
use table::{HASH_OF_NOTHING, Means, find, hash_of, hash_on, meaning};

/// The meaning of the names of one element.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Signs {
    /// The kind of boilerplate that they name most strongly.
    pub(crate) kind: Option<RemovedKind>,
    /// The reliability of the kind. 3: the names mean nothing else; 2: rarely anything else; 1: parts of articles have
    /// them too.
    pub(crate) weight: u8,
    /// The parts of an article that they name.
    pub(crate) roles: Roles,
}

/// A set of parts of an article that names can mean.
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
    /// The text of the article, or an element that contains it.
    pub(crate) const BODY: Roles = Roles(1 << 5);
    /// An image with its caption and credit.
    pub(crate) const FIGURE: Roles = Roles(1 << 6);
    /// Text for screen readers: a label.
    pub(crate) const UNSEEN: Roles = Roles(1 << 7);
    pub(crate) const FOOTNOTE: Roles = Roles(1 << 8);
    pub(crate) const LEAD: Roles = Roles(1 << 9);
    /// The metadata of the article in one element: author, date, sections.
    pub(crate) const META: Roles = Roles(1 << 10);
    /// A small element with author, date and sections.
    pub(crate) const IMPRINT: Roles = Roles(1 << 11);
    /// The roles that a single line can have.
    pub(crate) const LINE: Roles = Roles(1 | 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 7 | 1 << 8 | 1 << 9 | 1 << 10);

    /// Returns each role as a set.
    pub(crate) fn all() -> impl Iterator<Item = Roles> {
        (0..12).map(|bit| Roles(1 << bit))
    }

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
    /// Adds the meaning of the names in the value of an attribute.
    pub(crate) fn read(&mut self, value: &str) {
        for name in value.split_ascii_whitespace() {
            self.read_name(name);
        }
    }

    fn read_name(&mut self, name: &str) {
        // State names of a page (`post type-post tag-rain category-news`) describe the subject of an article.
        if ["tag-", "category-", "status-", "format-", "type-"].iter().any(|prefix| name.starts_with(prefix)) {
            return;
        }
        let (words, joined) = words(name);
        if !is_name_of_a_part(name, &words) {
            return;
        }
        let outer_roles = std::mem::take(&mut self.roles);
        for word in &words {
            self.add(meaning(word.bytes, word.hash));
        }
        if words.len() > 1 {
            let is_joined = |known: &str| {
                known.len() == words.iter().map(|word| word.bytes.len()).sum::<usize>()
                    && words.iter().flat_map(|word| word.bytes).map(u8::to_ascii_lowercase).eq(known.bytes())
            };
            self.add(find(joined, is_joined));
        }
        if self.roles.has(Roles::FIGURE) {
            if self.kind == Some(RemovedKind::Copyright) {
                // `image-copyright`: the owner of the image.
                self.roles.insert(Roles::CREDIT);
            }
            if words.iter().any(|word| is_description(word.bytes)) {
                // `img-desc`, `image_description`, `pic-note`.
                self.roles.insert(Roles::CAPTION);
            }
        }
        self.roles.insert(outer_roles);
    }

    fn add(&mut self, means: Option<&Means>) {
        match means {
            Some(Means::Part(roles)) => {
                // The last word of a name is its meaning: `credit-caption` is a caption, `caption__credit` a credit.
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

/// Returns whether a name can describe its element. A compound about something else does not: `field-label-hidden` is
/// about a label, `has-post-author` about a descendant, `print:hidden` about print, `author-p-23` about an editor.
fn is_name_of_a_part(name: &str, words: &[Word<'_>]) -> bool {
    const OTHERS: Known<10> =
        Known::new(["has", "no", "not", "without", "overflow", "intro", "paragraph", "paragraphs", "para", "headline"]);
    const HIDING: Known<3> = Known::new(["hidden", "hide", "invisible"]);
    const OF_STATE: Known<7> = Known::new(["is", "u", "js", "el", "element", "util", "visually"]);
    const VIEWS: Known<1> = Known::new(["views"]);
    const LABEL: Known<1> = Known::new(["label"]);
    let is_number = |word: &Word<'_>| word.bytes.iter().all(u8::is_ascii_digit);
    let is_heading = |word: &Word<'_>| matches!(word.bytes, [b'h' | b'H', b'1'..=b'6']);
    let Some(first) = words.first() else { return true };
    if words.iter().any(|word| OTHERS.have(word) || is_heading(word))
        || VIEWS.have(first) && first.bytes.len() < name.len()
    {
        return false;
    }
    if words.len() == 1 {
        return true;
    }
    if words.iter().any(|word| HIDING.have(word)) {
        return words.len() == 2 && OF_STATE.have(first);
    }
    // A number after a single letter counts the paragraphs of an editor (`author-p-23`); after a longer word it
    // identifies the element itself (`comment-23`).
    if words.last().is_some_and(is_number) {
        return words.iter().rev().find(|word| !is_number(word)).is_some_and(|last| last.bytes.len() > 1);
    }
    !(words.len() > 2 && words.iter().any(|word| LABEL.have(word)))
}

/// A set of words to compare others with, whose hashes are compared first.
struct Known<const N: usize> {
    words: [&'static str; N],
    hashes: [u32; N],
}

impl<const N: usize> Known<N> {
    #[expect(clippy::indexing_slicing, reason = "evaluated when compiled")]
    const fn new(words: [&'static str; N]) -> Known<N> {
        let mut hashes = [0; N];
        let mut at = 0;
        while at < N {
            hashes[at] = hash_of(words[at].as_bytes());
            at += 1;
        }
        Known { words, hashes }
    }

    fn have(&self, word: &Word<'_>) -> bool {
        self.hashes.contains(&word.hash)
            && self.words.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(word.bytes))
    }
}

/// A word of a name.
struct Word<'a> {
    bytes: &'a [u8],
    /// The hash of its letters in lower case.
    hash: u32,
}

/// Returns the words of a name, which are separated by other characters or by a change from lower to upper case, and
/// the hash of all words together: it is the same for `jp-relatedposts`, `jp_related_posts` and `jpRelatedPosts`.
fn words(name: &str) -> (SmallVec<[Word<'_>; 8]>, u32) {
    let mut words = SmallVec::new();
    let (mut hash, mut joined) = (HASH_OF_NOTHING, HASH_OF_NOTHING);
    let name = name.as_bytes();
    let mut start = 0;
    let mut before = 0u8;
    let mut end_word = |range: std::ops::Range<usize>, hash: &mut u32| {
        let hash = std::mem::replace(hash, HASH_OF_NOTHING);
        if let Some(bytes) = name.get(range).filter(|bytes| !bytes.is_empty()) {
            words.push(Word { bytes, hash });
        }
    };
    for (at, &byte) in name.iter().enumerate() {
        let is_part = byte.is_ascii_alphanumeric();
        if !is_part || byte.is_ascii_uppercase() && before.is_ascii_lowercase() {
            end_word(start..at, &mut hash);
            start = at + usize::from(!is_part);
        }
        if is_part {
            let small = byte.to_ascii_lowercase();
            (hash, joined) = (hash_on(hash, small), hash_on(joined, small));
        }
        before = byte;
    }
    end_word(start..name.len(), &mut hash);
    (words, joined)
}

/// Returns whether a word, next to one for an image, means its description.
fn is_description(word: &[u8]) -> bool {
    ["desc", "descr", "description", "note", "text", "txt", "info", "tip", "source", "intro"]
        .iter()
        .any(|known| known.as_bytes().eq_ignore_ascii_case(word))
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
    fn compounds_about_something_else_say_nothing() {
        for name in [
            "field-label-hidden",
            "views-field",
            "overflow-hidden",
            "print:hidden",
            "md:hidden",
            "has-post-author",
            "h2-related",
            "gdpr-IntroParagraph",
            "ads-news-intro-box",
            "author-p-23",
            "no-comments",
        ] {
            assert_eq!(signs(name), Signs::default(), "{name}");
        }
        assert!(signs("is-hidden").roles.has(Roles::UNSEEN) && signs("hidden").roles.has(Roles::UNSEEN));
        assert_eq!(signs("comment-12").kind, signs("comment").kind);
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
