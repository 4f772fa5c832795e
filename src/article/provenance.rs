//! Where what is known about a page was found.

use super::report::names;

names! {
    /// Something that is known about a page.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    #[non_exhaustive]
    pub enum MetaField {
        /// [`Meta::title`](super::Meta::title).
        Title = "title",
        /// [`Meta::byline`](super::Meta::byline).
        Byline = "byline",
        /// [`Meta::published`](super::Meta::published).
        Published = "published",
        /// [`Meta::modified`](super::Meta::modified).
        Modified = "modified",
        /// [`Meta::site`](super::Meta::site).
        Site = "site",
        /// [`Meta::language`](super::Meta::language).
        Language = "language",
        /// [`Meta::image`](super::Meta::image).
        Image = "image",
        /// [`Meta::canonical`](super::Meta::canonical).
        Canonical = "canonical",
    }
}

names! {
    /// A place in which a page says something about itself.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    #[non_exhaustive]
    pub enum MetaSource {
        /// The caller, in an [`Origin`](crate::Origin).
        Origin = "origin",
        /// A script of [JSON-LD](https://www.w3.org/TR/json-ld11/) with the words of [schema.org](https://schema.org/).
        JsonLd = "json-ld",
        /// A `<meta>` of the [Open Graph protocol](https://ogp.me/).
        OpenGraph = "open-graph",
        /// Another `<meta>`.
        Meta = "meta",
        /// A `<link>`.
        Link = "link",
        /// An attribute of `<html>`.
        Html = "html",
        /// An element with an `itemprop`.
        Microdata = "microdata",
        /// The page's own `<h1>`.
        Heading = "heading",
        /// The `<title>`.
        TitleElement = "title-element",
        /// An element that is there for it by its kind, `rel` or names.
        Element = "element",
    }
}

/// Where one thing that is known about a page was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Provenance {
    /// What is known.
    pub field: MetaField,
    /// Where it was found.
    pub source: MetaSource,
}

impl Provenance {
    pub(crate) fn new(field: MetaField, source: MetaSource) -> Self {
        Provenance { field, source }
    }
}
