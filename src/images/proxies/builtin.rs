//! The known families, as tables sorted by name.
//!
//! To add a family, insert a row into the table of its kind: its name, a link to the source of its grammar, its hosts
//! or the form of its path, how it is undone, and at least three examples: a plain one, an encoded one and an unusual
//! one. They run as tests. Then `BLESS=1 cargo test` adds the row to `docs/proxies.md`.

mod encoded;
mod irreversible;
mod parameters;
mod paths;
mod resizers;
mod site_parameters;
mod site_paths;

use super::family::Family;

/// Returns all proxies, reversible ones first.
pub(super) fn proxies() -> impl Iterator<Item = &'static Family> {
    [parameters::TABLE, site_parameters::TABLE, paths::TABLE, site_paths::TABLE, encoded::TABLE, irreversible::TABLE]
        .into_iter()
        .flatten()
}

/// Returns the families that name the full-size image of the same host.
pub(super) fn resizers() -> impl Iterator<Item = &'static Family> {
    resizers::TABLE.iter()
}

#[cfg(test)]
mod tests;
