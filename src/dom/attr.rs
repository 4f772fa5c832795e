use super::Tag;
use super::names::{Key, Names};

macro_rules! attrs {
    ($($variant:ident $name:literal)*) => {
        /// An attribute that some pass reads; all others are dropped.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Attr {
            $($variant,)*
            /// Any name that means the real source of an image or video, such as `data-lazy-src`.
            OfSource,
            /// Any name that means a source set, such as `data-lazy-srcset`.
            OfSet,
            /// Any name that mentions a file or image, such as `data-large-file`: perhaps another version.
            OfFile,
            /// Any name that means the TeX of the element, such as `data-tex`.
            OfFormula,
            /// `name` of a `<meta>`; of a link, an alternative to its id.
            Name,
            /// The number of a note; written by this crate, never parsed.
            Note,
            /// `data-attrs` of an element: data of the page's editor.
            DataAttrs,
        }

        impl Attr {
            fn by_key(key: Key) -> Option<Attr> {
                const ALL: &[(&str, Attr)] = &[$(($name, Attr::$variant),)*];
                static NAMES: Names<Attr, { ALL.len() }> = Names::new(*ALL.first_chunk().unwrap());
                NAMES.get(key)
            }

            /// Returns the name; empty for variants for several names.
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
    DataLabel "data-label"
    DataLang "data-lang"
    DataLanguage "data-language"
    DataSrc "data-src"
    DataTitle "data-title"
    DataTweetid "data-tweetid"
    DataType "data-type"
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
    /// Returns the attribute of this name on an element of this kind, if some pass reads it.
    pub(crate) fn by_name(name: &str, tag: Tag) -> Option<Attr> {
        Attr::of(Key::of(name), name, tag)
    }

    /// Returns the attribute of this name on an element with this name.
    pub(crate) fn on(element: &str, name: &str) -> Option<Attr> {
        Attr::by_name(name, Tag::by_key(Key::of(element)))
    }

    /// Returns the attribute of a name whose key is known.
    pub(super) fn of(key: Option<Key>, name: &str, tag: Tag) -> Option<Attr> {
        key.and_then(Attr::by_key).or_else(|| {
            use Tag::{
                A, Audio, Code, Div, Embed, Figure, Iframe, Img, Meta, Object, Other, Picture, Pre, Source, Span, Video,
            };
            if is_formula(name) {
                return Some(Attr::OfFormula);
            }
            match tag {
                Div if name == "data-attrs" => Some(Attr::DataAttrs),
                Img | Source | Picture | Figure | Div | Iframe | Embed | Object | Video | Audio | Other => {
                    of_words(name)
                }
                Pre | Code => name.ends_with("-language").then_some(Attr::DataLanguage),
                A if name == "name" => Some(Attr::Name),
                Meta => (name == "name").then_some(Attr::Name),
                A | Span => (name == "data-attrs").then_some(Attr::DataAttrs),
                _ => None,
            }
        })
    }

    /// Returns whether no other name is read as this attribute.
    pub(super) fn has_one_name(self) -> bool {
        !matches!(self, Attr::OfSource | Attr::OfSet | Attr::OfFile | Attr::OfFormula | Attr::DataLanguage)
    }
}

/// Returns whether the value of an attribute of this name is TeX.
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

/// The maximal length in bytes of a name that can mean an image.
const LONGEST: usize = 32;

/// Returns the meaning of the words of a name: lazy-loading scripts keep the address of the image under names of their
/// own.
fn of_words(name: &str) -> Option<Attr> {
    if name.len() > LONGEST || name.starts_with("on") || name.starts_with("aria") || !may_speak(name) {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let says_source = has(&["src", "orig", "lazy", "echo", "source", "defer"]) || has_word(name, &["bg", "background"]);
    let says_file = has(&["file", "image", "img", "url", "photo", "zoom", "picture", "hires", "highres"])
        || has_word(name, &["pic", "full", "large", "media"]);
    // `data-original-width` is no address, and `data-placeholder-src` is that of a placeholder.
    let is_meant = !has_word(name, PROPERTIES);
    match (says_source, says_file) {
        _ if !(says_source || says_file) || !is_meant => None,
        _ if has(&["srcset", "src-set"]) => Some(Attr::OfSet),
        (true, _) if !has(&["file", "url"]) && (has(&["src"]) || !has(&["source"])) => Some(Attr::OfSource),
        _ => Some(Attr::OfFile),
    }
}

/// Returns whether a name contains the beginning of one of the words. This costs less than a search for each word.
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
                | b"hir"
                | b"hig"
                | b"med"
                | [b'b', b'g', _]
        )
    };
    name.as_bytes().windows(3).any(begins) || name.ends_with("bg")
}

/// Words of names whose values are not the address of the image.
const PROPERTIES: &[&str] = &[
    "alt",
    "attrs",
    "caption",
    "class",
    "color",
    "count",
    "credit",
    "default",
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
    "watermark",
    "width",
];

/// Returns whether a name has one of the words as a whole.
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
        for name in [
            "onload",
            "data-id",
            "loading",
            "data-original-width",
            "data-src-thumbnail",
            "data-image-title",
            "data-default-watermark-src",
        ] {
            assert_eq!(of(name), None, "{name}");
        }
        assert_eq!(Attr::by_name("data-original", Tag::Td), None);
    }
}
