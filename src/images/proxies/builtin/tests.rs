use super::*;
use crate::images::proxies::family::{Place, Undo};
use crate::images::proxies::{Proxies, Resolution};
use std::collections::HashSet;
use std::fmt::Write;
use url::Url;

const TABLES: [(&str, &str, &[Family]); 7] = [
    ("In a parameter", "Services that take the address as a parameter.", parameters::TABLE),
    ("In a parameter, on any host", "Software that takes the address as a parameter.", site_parameters::TABLE),
    ("In the path", "Services that take the address, or host and path, as part of the path.", paths::TABLE),
    (
        "In the path, on any host",
        "Software that takes the address, or host and path, as part of the path.",
        site_paths::TABLE,
    ),
    ("Encoded", "The address is in the path as hex or base64, and proves itself on any host.", encoded::TABLE),
    (
        "Not reversible",
        "These are left as they are and reported: the original is signed, hashed, encrypted or not there at all.",
        irreversible::TABLE,
    ),
    (
        "Full size",
        "With the option `prefer_full_size` alone: the same host's full-size image, which may not exist.",
        resizers::TABLE,
    ),
];

fn all() -> impl Iterator<Item = &'static Family> {
    TABLES.into_iter().flat_map(|(_, _, table)| table)
}

fn parse(text: &str) -> Url {
    Url::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Returns the proxies with the kind of a row.
fn for_row(row: &Family) -> Proxies {
    Proxies::builtin().prefer_full_size(resizers().any(|resizer| resizer.name == row.name))
}

#[test]
fn tables_are_sorted_and_names_unique() {
    for (title, _, table) in TABLES {
        assert!(table.is_sorted_by(|a, b| a.name < b.name), "{title}");
    }
    let mut seen = HashSet::new();
    for row in all() {
        assert!(seen.insert(row.name), "{} twice", row.name);
        assert!(row.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}", row.name);
        assert!(row.source.starts_with("https://"), "{}", row.name);
        if let Place::Hosts(hosts) = row.place {
            assert!(hosts.is_sorted_by(|a, b| a < b), "{}", row.name);
            assert!(hosts.iter().all(|host| host.to_ascii_lowercase() == *host), "{}", row.name);
        }
    }
}

#[test]
fn examples_are_undone() {
    for row in all() {
        let (found, left) = (row.examples.len(), row.left.len());
        let count = if matches!(row.undo, Undo::Never(_)) { left } else { found };
        assert!(count >= 3, "{} has {count} examples", row.name);
        let proxies = for_row(row);
        for &(from, to) in row.examples {
            let resolution = proxies.resolve(&parse(from));
            let Resolution::Original(resolved) = &resolution else {
                panic!("{}: {from}: {resolution:?}", row.name);
            };
            assert_eq!(resolved.url.as_str(), to, "{}: {from}", row.name);
            assert_eq!(resolved.chain.to_string(), row.name, "{from}");
            let again = proxies.resolve(&resolved.url);
            assert_eq!(again.original(), None, "{}: {to}", row.name);
        }
    }
}

#[test]
fn lookalikes_stay() {
    for row in all() {
        let expected = match row.undo {
            Undo::Never(_) => Resolution::Irreversible(row.name),
            _ => Resolution::Direct,
        };
        for &address in row.left {
            let resolution = for_row(row).resolve(&parse(address));
            match &resolution {
                // Medium's addresses are irreversible, full size or not.
                Resolution::Irreversible("medium") if row.name == "medium-full" => {}
                _ => assert_eq!(resolution, expected, "{}: {address}", row.name),
            }
        }
    }
}

#[test]
fn the_document_lists_the_tables() {
    let mut text = String::from(
        "# Image proxies\n\nWritten from the tables in `src/images/proxies/builtin/` by `BLESS=1 cargo test`; do not edit.\n\
         A host that begins with a dot stands for every host below it.\n",
    );
    for (title, about, table) in TABLES {
        let _ =
            write!(text, "\n## {title}\n\n{about}\n\n| name | where | example | gives |\n| --- | --- | --- | --- |\n");
        for row in table {
            let place = match row.place {
                Place::Hosts(hosts) => hosts.iter().map(|host| format!("`{host}`")).collect::<Vec<_>>().join(", "),
                Place::Anywhere { form, .. } => form.to_owned(),
            };
            let (from, to) = match (row.examples.first(), row.left.first()) {
                (Some((from, to)), _) => (*from, format!("`{to}`")),
                (None, Some(from)) => (*from, "as it is".to_owned()),
                (None, None) => panic!("{} has no example", row.name),
            };
            let cells = format!("| [{}]({}) | {place} | `{from}` | {to} |\n", row.name, row.source);
            text.push_str(&cells);
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/proxies.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).expect("docs can be made");
        std::fs::write(path, &text).expect("the document can be written");
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == text, "docs/proxies.md differs from the tables; BLESS=1 cargo test writes it");
}
