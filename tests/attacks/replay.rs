//! Every past finding of the fuzzer, and every input that it keeps on this machine, once more.

use std::fs;
use std::path::Path;

use crate::properties;

type Property = fn(&[u8]);

const TARGETS: &[(&str, Property)] = &[
    ("post", properties::post),
    ("clean", properties::clean),
    ("sanitize", properties::sanitize),
    ("tree", properties::tree),
    ("proxies", properties::proxies),
    ("rules", properties::rules),
    ("growth", properties::growth),
];

#[test]
fn past_finds() {
    for (target, property) in TARGETS {
        replay("regressions", target, *property);
    }
}

#[test]
fn corpora() {
    for (target, property) in TARGETS.iter().filter(|(target, _)| *target != "growth") {
        replay("corpus", target, *property);
    }
}

fn replay(folder: &str, target: &str, property: Property) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(folder).join(target);
    // A target without a finding has no folder.
    let Ok(files) = fs::read_dir(folder) else { return };
    for file in files {
        let path = file.expect("a readable folder").path();
        let data = fs::read(&path).expect("a readable file");
        let outcome = std::panic::catch_unwind(|| property(&data));
        assert!(outcome.is_ok(), "{} fails again", path.display());
    }
}
