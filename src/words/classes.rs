//! The meaning of the names that authors give to elements, in any theme: `class`, `id`, `role`, `rel`, `itemprop`.

mod table;

use smallvec::SmallVec;

use crate::article::RemovedKind;
use table::{HASH_OF_NOTHING, Means, find, hash_on, meaning};

/// The meaning of the names of one element.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Signs {
    /// The kind of boilerplate that they name most strongly.
    pub(crate) kind: Option<RemovedKind>,
    /// 3: the names mean nothing else; 2: rarely anything else; 1: parts of articles have them too.
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
        let words: Words = words(name).collect();
        if !is_name_of_a_part(name, &words) {
            return;
        }
        let outer_roles = std::mem::take(&mut self.roles);
        // The name without separators, so that `jp-relatedposts`, `jp_related_posts` and `jpRelatedPosts` are equal.
        let mut joined = HASH_OF_NOTHING;
        for word in &words {
            let mut hash = HASH_OF_NOTHING;
            for byte in *word {
                hash = hash_on(hash, byte.to_ascii_lowercase());
                joined = hash_on(joined, byte.to_ascii_lowercase());
            }
            self.add(meaning(word, hash));
        }
        if words.len() > 1 {
            let is_joined = |known: &str| {
                known.len() == words.iter().map(|word| word.len()).sum::<usize>()
                    && words.iter().copied().flatten().map(u8::to_ascii_lowercase).eq(known.bytes())
            };
            self.add(find(joined, is_joined));
        }
        if self.roles.has(Roles::FIGURE) {
            if self.kind == Some(RemovedKind::Copyright) {
                // `image-copyright`: the owner of the image.
                self.roles.insert(Roles::CREDIT);
            }
            if words.iter().any(|word| is_description(word)) {
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
fn is_name_of_a_part(name: &str, words: &[&[u8]]) -> bool {
    const OTHERS: &[&str] =
        &["has", "no", "not", "without", "overflow", "intro", "paragraph", "paragraphs", "para", "headline"];
    const HIDING: &[&str] = &["hidden", "hide", "invisible"];
    const OF_STATE: &[&str] = &["is", "u", "js", "el", "element", "util", "visually"];
    let is_one_of = |word: &[u8], known: &[&str]| known.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(word));
    let is_number = |word: &[u8]| word.iter().all(u8::is_ascii_digit);
    let is_heading = |word: &[u8]| matches!(word, [b'h' | b'H', b'1'..=b'6']);
    let Some(first) = words.first() else { return true };
    if words.iter().any(|word| is_one_of(word, OTHERS) || is_heading(word))
        || first.eq_ignore_ascii_case(b"views") && first.len() < name.len()
    {
        return false;
    }
    if words.len() == 1 {
        return true;
    }
    if words.iter().any(|word| is_one_of(word, HIDING)) {
        return words.len() == 2 && is_one_of(first, OF_STATE);
    }
    // A number at the end: of an author it is an editor's paragraph, of a comment it is the comment itself.
    if words.last().is_some_and(|last| is_number(last)) {
        return words.iter().rev().find(|word| !is_number(word)).is_some_and(|last| last.len() > 1);
    }
    !(words.len() > 2 && words.iter().any(|word| word.eq_ignore_ascii_case(b"label")))
}

/// The words of a name.
type Words<'a> = SmallVec<[&'a [u8]; 8]>;

/// Returns the words of a name, which are separated by other characters or by a capital after a small letter.
fn words(name: &str) -> impl Iterator<Item = &[u8]> {
    let mut rest = name.as_bytes();
    std::iter::from_fn(move || {
        while let [first, behind @ ..] = rest
            && !first.is_ascii_alphanumeric()
        {
            rest = behind;
        }
        let mut before = 0u8;
        let ends = |byte: &u8| {
            let after_small = std::mem::replace(&mut before, *byte).is_ascii_lowercase();
            !byte.is_ascii_alphanumeric() || byte.is_ascii_uppercase() && after_small
        };
        let end = rest.iter().position(ends).unwrap_or(rest.len());
        let (word, behind) = rest.split_at_checked(end)?;
        rest = behind;
        Some(word).filter(|word| !word.is_empty())
    })
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
