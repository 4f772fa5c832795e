use super::Tag;
use super::names::{Key, Names};

macro_rules! attrs {
    ($($variant:ident $name:literal)*) => {
        /// An attribute that some pass reads; all others are not kept.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Attr {
            $($variant,)*
            /// Of any name that says where the element's picture or film really is, such as `data-lazy-src`.
            OfSource,
            /// Of any name that says where a set of pictures is, such as `data-lazy-srcset`.
            OfSet,
            /// Of any name that speaks of a file or image, such as `data-large-file`: perhaps another version.
            OfFile,
            /// Of any name that says the TeX of what the element shows, such as `data-tex`.
            OfFormula,
            /// `name` of a `<meta>`; of a link, another way to say its id.
            Name,
            /// The number of a note; made, never read.
            Note,
            /// `data-attrs` of an element: what a page's editor knew of it.
            DataAttrs,
        }

        impl Attr {
            fn by_key(key: Key) -> Option<Attr> {
                const ALL: &[(&str, Attr)] = &[$(($name, Attr::$variant),)*];
                static NAMES: Names<Attr, { ALL.len() }> = Names::new(*ALL.first_chunk().unwrap());
                NAMES.get(key)
            }

            /// The name; empty for one of those that stand for many names.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Attr::$variant => $name,)*
                    Attr::DataAttrs => "data-attrs",
                    Attr::Name => "name",
                    Attr::OfSource | Attr::OfSet | Attr::OfFile | Attr::OfFormula | Attr::Note => "",
                }
            }
        }
    };
}

attrs! {
    Alt "alt"
    Alttext "alttext"
    AriaHidden "aria-hidden"
    AriaLabel "aria-label"
    AriaLabelledby "aria-labelledby"
    Checked "checked"
    Cite "cite"
    Class "class"
    Colspan "colspan"
    Content "content"
    Data "data"
    DataCaption "data-caption"
    DataCfemail "data-cfemail"
    DataComponent "data-component"
    DataCredit "data-credit"
    DataDescription "data-description"
    DataHref "data-href"
    DataLang "data-lang"
    DataLanguage "data-language"
    DataSrc "data-src"
    DataTitle "data-title"
    DataTweetid "data-tweetid"
    DataUrl "data-url"
    DataValue "data-value"
    DataVideoid "data-videoid"
    Datetime "datetime"
    Display "display"
    Encoding "encoding"
    Height "height"
    Hidden "hidden"
    Href "href"
    Id "id"
    Itemprop "itemprop"
    Lang "lang"
    Poster "poster"
    Property "property"
    Rel "rel"
    Reversed "reversed"
    Role "role"
    Rowspan "rowspan"
    Sizes "sizes"
    Src "src"
    Srcset "srcset"
    Start "start"
    Style "style"
    Title "title"
    Type "type"
    Value "value"
    Videoid "videoid"
    Width "width"
}

impl Attr {
    /// The attribute of this name on an element of this kind, if some pass reads it.
    pub(crate) fn by_name(name: &str, tag: Tag) -> Option<Attr> {
        Attr::of(Key::of(name), name, tag)
    }

    /// The same for the name of an element.
    pub(crate) fn on(element: &str, name: &str) -> Option<Attr> {
        Attr::by_name(name, Tag::by_key(Key::of(element)))
    }

    /// The same for a name whose key is known.
    pub(super) fn of(key: Option<Key>, name: &str, tag: Tag) -> Option<Attr> {
        key.and_then(Attr::by_key).or_else(|| {
            use Tag::{A, Audio, Div, Embed, Figure, Iframe, Img, Meta, Object, Other, Picture, Source, Span, Video};
            if is_formula(name) {
                return Some(Attr::OfFormula);
            }
            match tag {
                Div if name == "data-attrs" => Some(Attr::DataAttrs),
                Img | Source | Picture | Figure | Div | Iframe | Embed | Object | Video | Audio | Other => {
                    of_words(name)
                }
                A if name == "name" => Some(Attr::Name),
                Meta => (name == "name").then_some(Attr::Name),
                A | Span => (name == "data-attrs").then_some(Attr::DataAttrs),
                _ => None,
            }
        })
    }

    /// Whether no other name is read as this attribute.
    pub(super) fn has_one_name(self) -> bool {
        !matches!(self, Attr::OfSource | Attr::OfSet | Attr::OfFile | Attr::OfFormula)
    }
}

/// Whether the value of an attribute of this name is TeX.
fn is_formula(name: &str) -> bool {
    let Some(name) = name.strip_prefix("data-") else { return name == "kfformula" };
    matches!(
        name,
        "tex"
            | "latex"
            | "formula"
            | "math"
            | "mathml"
            | "equation"
            | "expr"
            | "expression"
            | "katex"
            | "tex-source"
            | "latex-source"
            | "math-source"
            | "original-tex"
            | "formula-tex"
            | "math-content"
    )
}

/// Bytes of a name that can speak of a picture.
const LONGEST: usize = 32;

/// What the words of an attribute's name say of its value: where the picture is, which loaders keep under names of their
/// own.
fn of_words(name: &str) -> Option<Attr> {
    if name.len() > LONGEST || name.starts_with("on") || name.starts_with("aria") || !may_speak(name) {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let says_source = has(&["src", "orig", "lazy", "echo", "source", "defer"]) || has_word(name, &["bg", "background"]);
    let says_file = has(&["file", "image", "img", "url", "photo", "zoom"]) || has_word(name, &["pic", "full", "large"]);
    // `data-original-width` is no address, and `data-placeholder-src` is that of no picture.
    let is_meant = !has_word(name, PROPERTIES);
    match (says_source, says_file) {
        _ if !(says_source || says_file) || !is_meant => None,
        _ if has(&["srcset", "src-set"]) => Some(Attr::OfSet),
        (true, _) if !has(&["file", "url"]) && (has(&["src"]) || !has(&["source"])) => Some(Attr::OfSource),
        _ => Some(Attr::OfFile),
    }
}

/// Whether the beginning of one of the words stands in a name: a look that costs less than one for each word.
fn may_speak(name: &str) -> bool {
    let begins = |three: &[u8]| {
        matches!(
            three,
            b"src"
                | b"ori"
                | b"laz"
                | b"ech"
                | b"sou"
                | b"def"
                | b"fil"
                | b"ima"
                | b"img"
                | b"url"
                | b"pho"
                | b"zoo"
                | b"bac"
                | b"pic"
                | b"ful"
                | b"lar"
                | [b'b', b'g', _]
        )
    };
    name.as_bytes().windows(3).any(begins) || name.ends_with("bg")
}

/// Words of names whose values are no address of the picture that the element is for.
const PROPERTIES: &[&str] = &[
    "alt",
    "attrs",
    "caption",
    "class",
    "color",
    "count",
    "credit",
    "description",
    "error",
    "fallback",
    "format",
    "height",
    "href",
    "id",
    "link",
    "low",
    "meta",
    "name",
    "page",
    "permalink",
    "placeholder",
    "position",
    "post",
    "preview",
    "ratio",
    "size",
    "sizes",
    "small",
    "thumb",
    "thumbnail",
    "tiny",
    "title",
    "type",
    "width",
];

/// Whether one of the words stands in a name by itself.
fn has_word(name: &str, words: &[&str]) -> bool {
    name.split(['-', '_', ':', '.']).any(|part| words.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        assert_eq!(Attr::by_name("data-src", Tag::P), Some(Attr::DataSrc));
        assert_eq!(Attr::DataSrc.name(), "data-src");
        assert_eq!(Attr::by_name("onclick", Tag::Img), None);
    }

    #[test]
    fn names_speak_of_pictures() {
        let of = |name| Attr::by_name(name, Tag::Img);
        for name in ["data-lazy-src", "data-original", "data-original-src", "lazysrc", "data-echo", "data-actualsrc"] {
            assert_eq!(of(name), Some(Attr::OfSource), "{name}");
        }
        for name in ["data-srcset", "data-lazy-srcset", "data-src-set"] {
            assert_eq!(of(name), Some(Attr::OfSet), "{name}");
        }
        for name in ["zoomfile", "file", "data-orig-file", "data-full-url", "data-image", "data-source-url"] {
            assert_eq!(of(name), Some(Attr::OfFile), "{name}");
        }
        for name in
            ["data-bg", "bg-lazy", "background", "data-pic", "full", "data-large", "defer", "data-photo", "zoom"]
        {
            assert!(of(name).is_some(), "{name}");
        }
        for name in ["onload", "data-id", "loading", "data-original-width", "data-src-thumbnail", "data-image-title"] {
            assert_eq!(of(name), None, "{name}");
        }
        assert_eq!(Attr::by_name("data-original", Tag::Td), None);
    }
}
