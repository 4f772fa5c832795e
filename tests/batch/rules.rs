//! Custom rules.

use crate::tool::{Place, post};

#[test]
fn own_rules_work_beside_the_built_in_ones() {
    let place = Place::new();
    let body = "<p>It rains over the harbour.</p><div class=\"weather-box\">Tomorrow: 12 degrees, wind from the west.</div>\
        <p>It will rain again tomorrow, and on all days after it.</p>";
    place.write("a.md", post("a", body));
    place.write(
        "own.toml",
        "[[rule]]\nname = \"own/weather\"\nkind = \"promotion\"\nclass = \"weather-box\"\nhost = \"example.org\"\n",
    );
    assert!(place.run(["a.md"]).expect(0).stdout().contains("{\"type\":\"paragraph\",\"text\":\"Tomorrow: 12"));
    let ran = place.run(["a.md", "--rules", "own.toml"]).expect(0);
    assert!(ran.stdout().contains("{\"rule\":\"own/weather\",\"kind\":\"promotion\""), "{}", ran.stdout());
    assert!(ran.stderr().contains("by rule     1 own/weather\n"), "{}", ran.stderr());
    let page = place.run(["--explain", "a.md", "--rules", "own.toml"]).expect(0).stdout();
    assert!(page.contains("promotion   own/weather"), "{page}");
}

#[test]
fn built_in_rules_are_written_as_a_rule_file() {
    let place = Place::new();
    let printed = place.run(["--print-rules"]).expect(0).stdout();
    assert_eq!(feedscrub::RuleSet::from_toml(&printed).unwrap(), feedscrub::RuleSet::builtin());
}

#[test]
fn a_bad_rule_file_is_bad_usage_with_its_place() {
    let place = Place::new();
    place.write("a.md", post("a", "<p>x</p>"));
    place.write("bad.toml", "[[rule]]\nname = \"x\"\nkind = \"promotion\"\nklass = \"y\"\n");
    let ran = place.run(["a.md", "--rules", "bad.toml", "-o", "out.jsonl"]).expect(2);
    assert!(ran.stderr().starts_with("error: bad.toml: line 4, column 1: "), "{}", ran.stderr());
    assert_eq!(place.names("."), ["a.md", "bad.toml"]);
    assert!(place.run(["a.md", "--rules", "none.toml"]).expect(2).stderr().starts_with("error: none.toml: "));
}

#[test]
fn recurring_text_is_learned_from_the_posts() {
    let place = Place::new();
    let days = ["ferry", "mill", "bridge", "harbour", "school", "market", "library", "tower", "orchard", "station"];
    for day in days {
        let body =
            format!("<div>Today we visit the {day} of the town.Support my films: https://paypal.me/quayfilms</div>");
        place.write(format!("{day}.md"), post(day, &body));
    }
    let asks = |text: &str| text.matches("\"text\":\"Today we visit").count() - text.matches("town.\"").count();
    assert_eq!(asks(&place.run(["."]).expect(0).stdout()), days.len());
    let ran = place.run([".", "--learn"]).expect(0);
    assert_eq!(asks(&ran.stdout()), 0, "{}", ran.stdout());
    assert!(ran.stdout().contains("\"evidence\":[\"source\",\"recurrence\"]"));
    assert!(place.run(["-", "--learn"]).expect(2).stderr().contains("reads all posts twice"));
}
