//! The places where the metadata of a page was found.

use super::report::names;

names! {
    /// A field of the metadata of a page.
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
    /// A place in which a page states metadata.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    #[non_exhaustive]
    pub enum MetaSource {
        /// The caller, in an [`Origin`](crate::Origin).
        Origin = "origin",
        /// A script of [JSON-LD](https://www.w3.org/TR/json-ld11/) with the vocabulary of
        /// [schema.org](https://schema.org/).
        JsonLd = "json-ld",
        /// A `<meta>` of the [Open Graph protocol](https://ogp.me/).
        OpenGraph = "open-graph",
        /// Another `<meta>` element.
        Meta = "meta",
        /// A `<link>` element.
        Link = "link",
        /// An attribute of `<html>`.
        Html = "html",
        /// An element with an `itemprop`.
        Microdata = "microdata",
        /// The `<h1>` of the page.
        Heading = "heading",
        /// The `<title>` element.
        TitleElement = "title-element",
        /// Another element, recognized by its tag, `rel` or names.
        Element = "element",
    }
}

/// The place where one field of the metadata was found.
///
/// ```
/// use feedscrub::article::{MetaField, MetaSource};
/// use feedscrub::{Cleaner, Origin};
///
/// let html = "<meta property='og:site_name' content='The Quay'><p>The ferry left the east quay on Friday.</p>";
/// let meta = Cleaner::default().clean_page(html, &Origin::default())?.meta;
/// let site = meta.provenance.iter().find(|found| found.field == MetaField::Site).unwrap();
/// assert_eq!(site.source, MetaSource::OpenGraph);
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Provenance {
    /// The field.
    pub field: MetaField,
    /// The place.
    pub source: MetaSource,
}

impl Provenance {
    pub(crate) fn new(field: MetaField, source: MetaSource) -> Self {
        Provenance { field, source }
    }
}
