//! What the targets share with the crate's tests: the oracle, the generator, and the properties that hold them together.

#[path = "../../tests/attacks/generator.rs"]
pub mod generator;
#[path = "../../tests/attacks/oracle/mod.rs"]
pub mod oracle;
#[path = "../../tests/attacks/properties/mod.rs"]
pub mod properties;
#[path = "../../tests/attacks/reference.rs"]
pub mod reference;
