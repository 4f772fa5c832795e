//! Which room of the crate may name which: references point downwards.
//!
//! A room is a file or folder of `src/`. A new reference is a word in [`ROOMS`]; `docs/architecture.md` gives the
//! reason.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms that it may name, from top to bottom: a room names only rooms below it.
const ROOMS: &[(&str, &str)] = &[
    ("testing", "address article cleaner dom draft error images limits mend rules survey verdicts words"),
    ("sanitize", "address article cleaner dom draft error limits policy render survey"),
    ("learn", "article cleaner dom draft error links post rules words"),
    ("cleaner", "address article assemble dom draft error images limits links mend page post rules survey verdicts"),
    ("assemble", "article draft verdicts words"),
    ("page", "article dom images links post survey verdicts words"),
    ("verdicts", "article dom draft links rules survey words"),
    ("draft", "address article dom images links scratch survey words"),
    ("survey", "article dom images links rules scratch words"),
    ("rules", "article dom images words"),
    ("mend", "article dom images"),
    ("words", "article"),
    ("images", "address article chain dom hosts"),
    ("links", "address article chain hosts"),
    ("dom", "article error limits scratch"),
    ("render", "article post"),
    ("post", "article error"),
    ("article", "address scratch"),
    ("address", ""),
    ("chain", ""),
    ("hosts", ""),
    ("limits", "error"),
    ("error", ""),
    ("policy", ""),
    ("scratch", ""),
];

/// Names that `lib.rs` re-exports from a room.
const EXPORTED: &[(&str, &str)] = &[
    ("Article", "article"),
    ("Cleaner", "cleaner"),
    ("CleanerBuilder", "cleaner"),
    ("Error", "error"),
    ("Limits", "limits"),
    ("Origin", "page"),
    ("Post", "post"),
    ("Result", "error"),
];

#[test]
fn references_point_downwards() {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files(Path::new("src")) {
        let room = room_of(&file);
        if room != "lib" {
            found.entry(room).or_default().extend(named_rooms(&fs::read_to_string(&file).unwrap()));
        }
    }
    let mut faults = Vec::new();
    for (place, (room, allowed)) in ROOMS.iter().enumerate() {
        let allowed: BTreeSet<&str> = allowed.split_whitespace().collect();
        for name in &allowed {
            let below = ROOMS[place + 1..].iter().any(|(other, _)| other == name);
            assert!(below, "{room} may name {name}, which does not stand below it");
        }
        let mut named = found.remove(*room).unwrap_or_else(|| panic!("no room {room}"));
        named.remove(*room);
        for name in &named {
            if !allowed.contains(&**name) {
                faults.push(format!("{room} names {name}"));
            }
        }
        for name in allowed.iter().filter(|name| !named.contains(**name)) {
            faults.push(format!("{room} may name {name} and does not"));
        }
    }
    assert!(found.is_empty(), "rooms that are not in the list: {:?}", found.keys());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn libraries_stay_in_their_rooms() {
    for (library, home) in [
        ("html5ever", "src/dom/"),
        ("ammonia", "src/sanitize/"),
        ("saphyr_parser", "src/post/front_matter.rs"),
        ("pulldown_cmark", "src/post/markdown.rs"),
        ("serde_json", "src/page/json_ld.rs"),
    ] {
        for file in files(Path::new("src")).filter(|file| !file.to_str().unwrap().starts_with(home)) {
            let text = fs::read_to_string(&file).unwrap();
            assert!(
                !code_of(&text).any(|line| line.contains(&format!("{library}::"))),
                "{} names {library}",
                file.display()
            );
        }
    }
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    entries.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|end| end == "rs"))
}

/// Returns the room of a file: `src/draft/media.rs` belongs to `draft`, `src/hosts.rs` to `hosts`.
fn room_of(file: &Path) -> String {
    let first = file.components().nth(1).unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// Returns the lines of a file without comments and unit tests.
fn code_of(text: &str) -> impl Iterator<Item = &str> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// Returns the rooms that a file names after `crate::`, with or without braces.
fn named_rooms(text: &str) -> BTreeSet<String> {
    let code: String = code_of(text).flat_map(|line| [line, "\n"]).collect();
    let mut rooms = BTreeSet::new();
    for (at, path) in code.match_indices("crate::") {
        let rest = &code[at + path.len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            // `use crate::{Error, Result, policy};`
            Some(list) => list.split('}').next().unwrap().split(',').map(str::trim).collect(),
            None => vec![rest],
        };
        for name in names {
            let name: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let exported = EXPORTED.iter().find(|(exported, _)| *exported == name);
            rooms.insert(exported.map_or(name, |(_, room)| (*room).to_owned()));
        }
    }
    rooms
}
