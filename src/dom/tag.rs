use html5ever::{LocalName, local_name};

use super::names::{Key, Names};

macro_rules! tags {
    ($($variant:ident $name:tt)*) => {
        /// An HTML element that some pass knows.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Tag {
            /// Not an element.
            None,
            /// An element of SVG or MathML.
            Foreign,
            /// Any other element.
            Other,
            /// A formula, whose text is its TeX; made by this crate, never parsed.
            Formula,
            /// A formula in display style.
            DisplayFormula,
            /// A reference to a note, with its number as an attribute.
            NoteMark,
            /// The first text of a note, with its number as an attribute.
            Note,
            $($variant,)*
        }

        impl Tag {
            pub(super) fn by_name(name: &LocalName) -> Tag {
                match *name {
                    $(local_name!($name) => Tag::$variant,)*
                    _ => Tag::Other,
                }
            }

            /// Returns the tag of a name that is not interned.
            pub(super) fn by_key(key: Option<Key>) -> Tag {
                const ALL: &[(&str, Tag)] = &[$(($name, Tag::$variant),)*];
                static NAMES: Names<Tag, { ALL.len() }> = Names::new(*ALL.first_chunk().unwrap());
                key.and_then(|key| NAMES.get(key)).unwrap_or(Tag::Other)
            }

            /// Returns the name, if the tag determines it.
            pub(super) fn name(self) -> Option<&'static str> {
                match self {
                    Tag::None | Tag::Foreign | Tag::Other => None,
                    Tag::Formula | Tag::DisplayFormula | Tag::NoteMark | Tag::Note => None,
                    $(Tag::$variant => Some($name),)*
                }
            }
        }
    };
}

tags! {
    A "a" Abbr "abbr" Acronym "acronym" Address "address" Area "area" Article "article" Aside "aside" Audio "audio"
    B "b" Base "base" Bdi "bdi" Bdo "bdo" Big "big" Blockquote "blockquote" Body "body" Br "br" Button "button"
    Canvas "canvas" Caption "caption" Center "center" Cite "cite" Code "code" Col "col" Colgroup "colgroup"
    Data "data" Datalist "datalist" Dd "dd" Del "del" Details "details" Dfn "dfn" Dialog "dialog" Dir "dir" Div "div"
    Dl "dl" Dt "dt" Em "em" Embed "embed" Fieldset "fieldset" Figcaption "figcaption" Figure "figure" Font "font"
    Footer "footer" Form "form" Frame "frame" Frameset "frameset" H1 "h1" H2 "h2" H3 "h3" H4 "h4" H5 "h5" H6 "h6"
    Head "head" Header "header" Hgroup "hgroup" Hr "hr" Html "html" I "i" Iframe "iframe" Img "img" Input "input"
    Ins "ins" Kbd "kbd" Label "label" Legend "legend" Li "li" Link "link" Listing "listing" Main "main" Map "map"
    Mark "mark" Marquee "marquee" Menu "menu" Meta "meta" Meter "meter" Nav "nav" Nobr "nobr" Noembed "noembed"
    Noframes "noframes" Noscript "noscript" Object "object" Ol "ol" Optgroup "optgroup" Option "option"
    Output "output" P "p" Param "param" Picture "picture" Plaintext "plaintext" Pre "pre" Progress "progress" Q "q"
    Rb "rb" Rp "rp" Rt "rt" Rtc "rtc" Ruby "ruby" S "s" Samp "samp" Script "script" Section "section" Select "select"
    Slot "slot" Small "small" Source "source" Span "span" Strike "strike" Strong "strong" Style "style" Sub "sub"
    Summary "summary" Sup "sup" Table "table" Tbody "tbody" Td "td" Template "template" Textarea "textarea"
    Tfoot "tfoot" Th "th" Thead "thead" Time "time" Title "title" Tr "tr" Track "track" Tt "tt" U "u" Ul "ul"
    Var "var" Video "video" Wbr "wbr" Xmp "xmp"
}

impl Tag {
    /// Returns whether the element is inline. Unknown elements are not: feeds use them as containers, and damaged tags
    /// (`<divclass="x">`) mostly were containers.
    pub(crate) fn is_inline(self) -> bool {
        use Tag::*;
        matches!(
            self,
            A | Abbr
                | Acronym
                | B
                | Bdi
                | Bdo
                | Big
                | Cite
                | Code
                | Data
                | Del
                | Dfn
                | DisplayFormula
                | Em
                | Font
                | Formula
                | I
                | Ins
                | Kbd
                | Label
                | Mark
                | Nobr
                | Note
                | NoteMark
                | Q
                | Rb
                | Rp
                | Rt
                | Rtc
                | Ruby
                | S
                | Samp
                | Small
                | Span
                | Strike
                | Strong
                | Sub
                | Sup
                | Time
                | Tt
                | U
                | Var
                | Wbr
        )
    }

    /// Returns whether the contents of the element are never displayed as text of the page.
    pub(crate) fn is_never_text(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Base | Canvas
                | Datalist
                | Embed
                | Foreign
                | Frame
                | Frameset
                | Head
                | Iframe
                | Link
                | Meta
                | Noembed
                | Noframes
                | Object
                | Param
                | Script
                | Style
                | Template
                | Title
                | Track
                | Xmp
                | Plaintext
                | Map
                | Area
        )
    }

    pub(crate) fn heading_level(self) -> Option<u8> {
        match self {
            Tag::H1 => Some(1),
            Tag::H2 => Some(2),
            Tag::H3 => Some(3),
            Tag::H4 => Some(4),
            Tag::H5 => Some(5),
            Tag::H6 => Some(6),
            _ => None,
        }
    }
}
