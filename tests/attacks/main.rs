//! Hostile inputs: nothing of them gets through, and nothing of them stops the crate.

#[cfg(test)]
mod cases;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod dump;
#[cfg(test)]
mod generator;
