//! The outputs as a file, for the script that loads them in a browser.

use std::io::{BufWriter, Write};

use crate::cases;

#[test]
#[ignore = "writes the file that scripts/browser-attacks.sh reads"]
fn outputs_for_the_browser() {
    let path = std::env::var_os("ATTACK_DUMP").expect("ATTACK_DUMP names the file to write");
    let mut file = BufWriter::new(std::fs::File::create(path).expect("the dump can be written"));
    for case in cases::load().expect("the case files are readable") {
        let input = case.text();
        let clean = ammonia::clean(&input);
        let line = serde_json::json!({
            "name": case.name,
            "input": input,
            "html": clean,
            "sanitized": null,
            "markdown": null,
        });
        writeln!(file, "{line}").expect("the dump can be written");
    }
}
