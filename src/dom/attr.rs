use super::names::{Key, Names};

macro_rules! attrs {
    ($($variant:ident $name:literal)*) => {
        /// An attribute that some pass reads; all others are not kept.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Attr { $($variant,)* }

        impl Attr {
            pub(super) fn by_key(key: Key) -> Option<Attr> {
                const ALL: &[(&str, Attr)] = &[$(($name, Attr::$variant),)*];
                static NAMES: Names<Attr, { ALL.len() }> = Names::new(*ALL.first_chunk().unwrap());
                NAMES.get(key)
            }

            pub(crate) fn by_name(name: &str) -> Option<Attr> {
                Attr::by_key(Key::of(name)?)
            }

            pub(crate) fn name(self) -> &'static str {
                match self { $(Attr::$variant => $name,)* }
            }
        }
    };
}

attrs! {
    Alt "alt"
    AriaHidden "aria-hidden"
    AriaLabel "aria-label"
    AriaLabelledby "aria-labelledby"
    Cite "cite"
    Class "class"
    Colspan "colspan"
    Content "content"
    Data "data"
    DataActualsrc "data-actualsrc"
    DataCaption "data-caption"
    DataCfsrc "data-cfsrc"
    DataComponent "data-component"
    DataCredit "data-credit"
    DataDescription "data-description"
    DataEcho "data-echo"
    DataFullUrl "data-full-url"
    DataHref "data-href"
    DataImage "data-image"
    DataImg "data-img"
    DataLargeFile "data-large-file"
    DataLang "data-lang"
    DataLanguage "data-language"
    DataLazy "data-lazy"
    DataLazyload "data-lazyload"
    DataLazySrc "data-lazy-src"
    DataLazySrcset "data-lazy-srcset"
    DataOrigFile "data-orig-file"
    DataOriginal "data-original"
    DataSrc "data-src"
    DataSrcset "data-srcset"
    DataTitle "data-title"
    DataUrl "data-url"
    Datetime "datetime"
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
    Width "width"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        assert_eq!(Attr::by_name("data-lazy-src"), Some(Attr::DataLazySrc));
        assert_eq!(Attr::DataLazySrc.name(), "data-lazy-src");
        assert_eq!(Attr::by_name("onclick"), None);
    }
}
