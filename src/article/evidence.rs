//! What a removal was decided by.

use std::fmt;

macro_rules! evidence {
    ($($(#[$doc:meta])* $constant:ident = $bit:literal, $name:literal;)*) => {
        impl Evidence {
            $($(#[$doc])* pub const $constant: Evidence = Evidence(1 << $bit);)*
            const NAMES: &'static [(Evidence, &'static str)] = &[$((Evidence::$constant, $name)),*];
        }
    };
}

/// A set of kinds of signs that a part is not part of the article.
///
/// ```
/// use feedscrub::Evidence;
///
/// let evidence = Evidence::CLASS | Evidence::TAIL;
/// assert!(evidence.has(Evidence::TAIL) && !evidence.has(Evidence::HEAD));
/// assert_eq!(evidence.names().collect::<Vec<_>>(), ["class", "tail"]);
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Evidence(u32);

evidence! {
    /// A class, id, role, rel or data attribute names boilerplate.
    CLASS = 0, "class";
    /// The element never contains article text: `nav`, `form`, `script`.
    ELEMENT = 1, "element";
    /// It is before the first paragraph of the article.
    HEAD = 2, "head";
    /// It is after the last paragraph of the article.
    TAIL = 3, "tail";
    /// Most of its text is links.
    LINKS = 4, "links";
    /// It is short.
    SHORT = 5, "short";
    /// It uses phrases of this kind of boilerplate.
    WORDS = 6, "words";
    /// A link has a target that is typical of this kind of boilerplate.
    TARGET = 7, "target";
    /// It is hidden from readers.
    HIDDEN = 8, "hidden";
    /// It repeats other content of the post.
    REPEAT = 9, "repeat";
    /// Its neighbours are of the same kind.
    NEIGHBOURS = 10, "neighbours";
    /// It is known boilerplate of its author or host.
    SOURCE = 11, "source";
    /// It recurs in other posts of the same source.
    RECURRENCE = 12, "recurrence";
    /// The dimensions of the image are those of an icon or a pixel.
    SIZE = 13, "size";
    /// Its style marks it as an aside: small, grey, italic, in parentheses or after a horizontal rule.
    ASIDE = 14, "aside";
    /// It is outside of the element that holds the paragraphs of the article.
    OUTSIDE = 15, "outside";
}

impl Evidence {
    /// The empty set.
    pub const NONE: Evidence = Evidence(0);

    /// Returns whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// Returns the union of two sets.
    #[must_use]
    pub fn and(self, other: Evidence) -> Evidence {
        Evidence(self.0 | other.0)
    }

    /// Returns whether this set contains all signs of `other`.
    pub fn has(self, other: Evidence) -> bool {
        self.0 & other.0 == other.0
    }

    /// Returns the names of the signs.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().filter(move |(sign, _)| self.has(*sign)).map(|(_, name)| *name)
    }
}

impl std::ops::BitOr for Evidence {
    type Output = Evidence;

    fn bitor(self, other: Evidence) -> Evidence {
        self.and(other)
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, name) in self.names().enumerate() {
            if i > 0 {
                f.write_str(", ")?;
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Evidence {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Evidence {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = <Vec<std::borrow::Cow<'de, str>>>::deserialize(deserializer)?;
        let mut evidence = Evidence::NONE;
        for name in names {
            match Self::NAMES.iter().find(|(_, known)| *known == name) {
                Some((sign, _)) => evidence = evidence | *sign,
                None => return Err(serde::de::Error::custom(format_args!("unknown evidence {name:?}"))),
            }
        }
        Ok(evidence)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Evidence {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Evidence".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let names: Vec<&str> = Self::NAMES.iter().map(|(_, name)| *name).collect();
        schemars::json_schema!({
            "type": "array",
            "items": { "enum": names },
            "description": "A set of signs that something is not part of the article.",
        })
    }
}
