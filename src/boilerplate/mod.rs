//! What is not the article: named rules first, then general evidence. Every removal is recorded.

mod classes;
mod containers;
pub(crate) mod lines;
mod phrases;
mod survey;

pub(crate) use classes::Roles;
pub(crate) use containers::strip;
pub(crate) use lines::follows_link;
pub(crate) use phrases::Finder;
pub(crate) use survey::Survey;
