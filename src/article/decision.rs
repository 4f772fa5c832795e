use super::RemovedKind;

/// How the signs of a part of the post added up: a line, a list, or an element with all that it holds.
///
/// A report has them only [where they were asked for](crate::CleanerBuilder::decisions): of each part that went by general
/// evidence, and of each that was kept and came near to going.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Decision {
    /// What it is, if it is not the article.
    pub kind: RemovedKind,
    /// Its text.
    pub text: String,
    /// The signs, those that weigh most first. Signs that weigh nothing are left out.
    pub signs: Vec<Weight>,
    /// What the signs come to: the logarithm of the odds that the part is boilerplate.
    pub sum: f32,
    /// What they must come to before the part goes.
    pub needed: f32,
    /// Whether it went.
    pub removed: bool,
}

/// A sign and what it weighs.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Weight {
    /// What was seen.
    pub sign: String,
    /// What it adds to the sum: more than nothing speaks for boilerplate, less for the article.
    pub weight: f32,
}
