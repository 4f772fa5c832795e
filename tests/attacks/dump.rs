//! Files for the scripts that run the attacks elsewhere.

use std::env;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

use feedscrub::{Cleaner, RuleSet};

use crate::cases;
use crate::outputs::attempts;
use crate::properties::rendered;

#[test]
#[ignore = "writes the file that scripts/browser-attacks.sh reads"]
fn outputs_for_the_browser() {
    let path = env::var_os("ATTACK_DUMP").expect("ATTACK_DUMP names the file to write");
    let mut file = BufWriter::new(fs::File::create(path).expect("the dump can be written"));
    for attempt in attempts(&Cleaner::default()) {
        let article = attempt.article.as_ref().ok();
        let line = serde_json::json!({
            "name": attempt.case.name,
            "input": attempt.input,
            "html": article.map(|article| article.to_html()),
            "sanitized": attempt.sanitized.ok(),
            "markdown": article.map(|article| rendered(&article.to_markdown())),
        });
        writeln!(file, "{line}").expect("the dump can be written");
    }
}

#[test]
#[ignore = "writes the files that fuzz/seed.sh asks for"]
fn seeds_for_the_fuzzer() {
    let corpus = env::var_os("ATTACK_SEEDS").expect("ATTACK_SEEDS names the folder to write to");
    let targets = env::var("ATTACK_TARGETS").expect("ATTACK_TARGETS names the targets");
    for (number, case) in cases::load().expect("the case files are readable").iter().enumerate() {
        for target in targets.split_whitespace() {
            let path = Path::new(&corpus).join(target).join(format!("attack-{number:04}"));
            fs::write(path, case.input.get(..8192).unwrap_or(&case.input)).expect("the seed can be written");
        }
    }
    if targets.split_whitespace().any(|target| target == "rules") {
        for (number, rule) in RuleSet::builtin().into_iter().enumerate() {
            let path = Path::new(&corpus).join("rules").join(format!("rule-{number:03}"));
            fs::write(path, RuleSet::empty().with(rule).to_toml()).expect("the seed can be written");
        }
    }
}
