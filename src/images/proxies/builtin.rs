//! The families that are known, as tables sorted by name.
//!
//! To add one, add a row to the table of its kind: its name, a link to the source of its grammar, its hosts or the form
//! of its path, how it is undone, and three examples at least: one plain, one encoded, one awkward. They run as tests.
//! Then `BLESS=1 cargo test` writes the row into `docs/proxies.md`.

mod encoded;
mod irreversible;
mod parameters;
mod paths;
mod resizers;
mod site_parameters;
mod site_paths;

use super::family::Family;

/// All proxies, undoable ones first.
pub(super) fn proxies() -> impl Iterator<Item = &'static Family> {
    [parameters::TABLE, site_parameters::TABLE, paths::TABLE, site_paths::TABLE, encoded::TABLE, irreversible::TABLE]
        .into_iter()
        .flatten()
}

/// What finds the same host's full-size image.
pub(super) fn resizers() -> impl Iterator<Item = &'static Family> {
    resizers::TABLE.iter()
}

#[cfg(test)]
mod tests;
