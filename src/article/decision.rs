use super::RemovedKind;

/// The sum of the signs of a part of the post: a line, a list, or an element with its contents.
///
/// Reports contain decisions only [on request](crate::CleanerBuilder::decisions): for each part that general evidence
/// removed, and for each part that it nearly removed.
///
/// ```
/// let html = "<p>After two years in dry dock the ferry left the east quay on Friday with eleven passengers and a dog, \
///             which nobody had expected.</p><p>Follow us on social media!</p>";
/// let article = feedscrub::Cleaner::builder().decisions(true).build().clean_html(html)?;
/// let decision = &article.report.decisions[0];
/// assert_eq!(decision.text, "Follow us on social media!");
/// assert!(decision.removed && decision.sum >= decision.needed);
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Decision {
    /// The kind of boilerplate that the part is, if it is boilerplate.
    pub kind: RemovedKind,
    /// The text of the part.
    pub text: String,
    /// The signs with a weight other than zero, those with the largest absolute weight first.
    pub signs: Vec<Weight>,
    /// The sum of the weights: the logarithm of the odds that the part is boilerplate.
    pub sum: f32,
    /// The sum from which the part is removed.
    pub needed: f32,
    /// Whether the part was removed.
    pub removed: bool,
}

/// A sign and its weight.
///
/// ```
/// let html = "<p>After two years in dry dock the ferry left the east quay on Friday with eleven passengers and a dog, \
///             which nobody had expected.</p><p>Follow us on social media!</p>";
/// let article = feedscrub::Cleaner::builder().decisions(true).build().clean_html(html)?;
/// for sign in &article.report.decisions[0].signs {
///     println!("{:+.1} {}", sign.weight, sign.sign);
/// }
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Weight {
    /// A description of the sign.
    pub sign: String,
    /// The summand: positive values speak for boilerplate, negative ones for the article.
    pub weight: f32,
}
