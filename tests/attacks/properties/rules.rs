//! A rule file of any bytes, applied to a post.

use feedscrub::{Article, Cleaner, Removed, RemovedKind, Rule, RuleSet};

use super::{check, check_article, visible, within_limits};
use crate::generator;
use crate::oracle::SANITIZED;

/// Families of names under which the crate itself removes parts.
const OWN: &[&str] = &["code", "element", "evidence", "image", "math", "note"];

/// Tests a rule file and a post, separated by a byte 255: the file is a set or an error with a position, a set is read
/// back as written, and its removals are in the report under the names of its rules.
pub fn rules(data: &[u8]) {
    let (file, post) = match data.iter().position(|byte| *byte == 255) {
        Some(at) => (&data[..at], &data[at + 1..]),
        None => (data, POST.as_bytes()),
    };
    let file = generator::rule_file(file);
    let rules = match RuleSet::from_toml(&file) {
        Ok(rules) => rules,
        Err(error) => {
            let line = file.split('\n').nth(error.line.wrapping_sub(1));
            let columns = line.map_or(0, |line| line.chars().count() + 1);
            assert!((1..=columns).contains(&error.column), "{error}: no such place in {file:?}");
            assert!(!error.message.is_empty(), "{file:?} is refused without a word");
            return;
        }
    };
    let written = rules.to_toml();
    assert_eq!(RuleSet::from_toml(&written).as_ref(), Ok(&rules), "written as {written}");

    let html = generator::html(post);
    let cleaner = Cleaner::builder().rules(rules.clone()).build();
    if let Some(article) = within_limits(cleaner.clean_html(&html)) {
        check_article(&article);
        let lost = visible::lost(&html, &article);
        assert!(lost.is_empty(), "neither in a block nor in the report: {lost:?}");
        check_removals(&rules, &article);
    }
    if let Some(sanitized) = within_limits(cleaner.sanitize_html(&html)) {
        check(&sanitized, &SANITIZED);
    }
}

fn check_removals(rules: &RuleSet, article: &Article) {
    for removed in &article.report.removed {
        let Removed { rule: name, kind, evidence, .. } = removed;
        let asked = |rule: &Rule| rule.name() == name && rule.kind() == Some(*kind);
        let family = name.split('/').next().unwrap_or_default();
        assert!(rules.iter().any(asked) || OWN.contains(&family), "no rule asked for {removed:?}");
        assert!(
            family != "evidence" || !evidence.is_empty() || rules.iter().any(asked),
            "nothing says why: {removed:?}"
        );
        assert!(RemovedKind::ALL.contains(kind));
    }
}

/// The post for inputs without one.
const POST: &str = r#"<div class="x share-box" id="y"><a href="https://a.example/share">Share</a> this</div>
<p>The river rose by two feet in the night, and nobody on the quay was surprised to see it.</p>
<p class=x>x word <a href="https://a.example/x">x</a></p><section>three</section><ul><li>x<li>word</ul>
<blockquote><p>x</p></blockquote><p>Subscribe now</p><img src="https://a.example/i.png" class=x>"#;
