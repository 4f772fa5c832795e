use super::{Text, WebUrl};

/// One or more images with their caption and credit.
///
/// ```
/// use feedscrub::{Figure, Image, Text};
///
/// let mut figure = Figure::default();
/// figure.images.push(Image::new("https://quay.example.org/ferry.jpg".parse()?));
/// figure.caption = Some(Text::plain("The ferry at the east quay."));
/// assert_eq!(figure.images[0].alt, "");
/// # Ok::<(), feedscrub::InvalidWebUrl>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Figure {
    /// The images; several if they share one caption.
    pub images: Vec<Image>,
    /// The description of the images in the words of the article. `None` if the article has none.
    #[cfg_attr(feature = "serde", serde(default))]
    pub caption: Option<Text>,
    /// The author or owner of the images, if the article states it apart from the caption.
    #[cfg_attr(feature = "serde", serde(default))]
    pub credit: Option<Text>,
}

/// An image of an article.
///
/// ```
/// let html = "<img src='https://wsrv.nl/?url=a.com/x.jpg' alt='A ferry' width=600 height=400>";
/// let article = feedscrub::Cleaner::default().clean_html(html)?;
/// let image = article.images().next().unwrap();
/// assert_eq!(image.src.as_str(), "https://a.com/x.jpg");
/// assert_eq!(image.proxied.as_deref(), Some("https://wsrv.nl/?url=a.com/x.jpg"));
/// assert_eq!((&*image.alt, image.width), ("A ferry", Some(600)));
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Image {
    /// The original address.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "super::web_url::http_only"))]
    pub src: WebUrl,
    /// The address in the post, usually that of a proxy, if it differs from the original.
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
    /// Makes an image from its address.
    pub fn new(src: WebUrl) -> Self {
        Image { src, proxied: None, alt: String::new(), title: None, width: None, height: None }
    }
}
