use super::{Text, WebUrl};

/// One image or several with the caption and credit that belong to them.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Figure {
    /// The images; several where one caption stands for all of them.
    pub images: Vec<Image>,
    /// What the images show, in the article's words. Missing when the article says nothing of it.
    #[cfg_attr(feature = "serde", serde(default))]
    pub caption: Option<Text>,
    /// Who made or owns the images, where that stands apart from the caption.
    #[cfg_attr(feature = "serde", serde(default))]
    pub credit: Option<Text>,
}

/// An image of an article.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Image {
    /// The original address.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "super::web_url::http_only"))]
    pub src: WebUrl,
    /// What the post had in its place, where that differs: the proxy's address.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub proxied: Option<String>,
    /// The alternative text; empty where the post has none.
    #[cfg_attr(feature = "serde", serde(default))]
    pub alt: String,
    /// The tooltip.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub title: Option<String>,
    /// Width in pixels, where the markup gives it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub width: Option<u32>,
    /// Height in pixels, where the markup gives it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub height: Option<u32>,
}

impl Image {
    /// An image at an address.
    pub fn new(src: WebUrl) -> Self {
        Image { src, proxied: None, alt: String::new(), title: None, width: None, height: None }
    }
}
