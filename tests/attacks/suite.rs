//! Every attack through every output.

use std::collections::HashMap;

use feedscrub::{Article, Cleaner, Error};

use crate::oracle::{ARTICLE, Fault, MARKDOWN, SANITIZED, Tree, difference, faults, is_disguise, text_of};
use crate::outputs::{Attempt, attempts, cleaners};
use crate::properties::{rendered, visible};
use crate::reference;

/// Collects faults and reports them together.
#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    fn add(&mut self, attempt: &Attempt, what: impl std::fmt::Display) {
        self.0.push(format!("{}: {what}", attempt.case.name));
    }

    /// Adds the first fault of each kind: the others follow from it.
    fn add_all(&mut self, attempt: &Attempt, output: &str, mut faults: Vec<Fault>) {
        faults.sort_by_key(|fault| fault.kind);
        faults.dedup_by_key(|fault| fault.kind);
        for fault in faults {
            self.add(attempt, format_args!("{output}: {fault}"));
        }
    }

    #[track_caller]
    fn assert_none(self) {
        assert!(self.0.is_empty(), "{} findings\n{}", self.0.len(), self.0.join("\n"));
    }
}

#[test]
fn outputs_hold_the_policy() {
    let mut findings = Findings::default();
    for cleaner in cleaners() {
        for attempt in attempts(&cleaner) {
            if let Ok(article) = &attempt.article {
                findings.add_all(&attempt, "html", faults(&article.to_html(), &ARTICLE));
                findings.add_all(&attempt, "markdown", faults(&rendered(&article.to_markdown()), &MARKDOWN));
            }
            if let Ok(sanitized) = &attempt.sanitized {
                findings.add_all(&attempt, "sanitized", faults(sanitized, &SANITIZED));
            }
        }
    }
    findings.assert_none();
}

/// Only limits, and missing front matter, are reasons to reject an input.
#[test]
fn only_limits_are_refused() {
    let mut findings = Findings::default();
    for attempt in attempts(&Cleaner::default()) {
        let family = attempt.case.name.split(':').next().unwrap_or_default();
        for error in [attempt.article.as_ref().err(), attempt.sanitized.as_ref().err()].into_iter().flatten() {
            match error {
                Error::LimitExceeded { .. } if matches!(family, "growth" | "depth") => {}
                Error::UnclosedFrontMatter | Error::InvalidFrontMatter { .. } if family == "posts" => {}
                _ => findings.add(&attempt, error),
            }
        }
    }
    findings.assert_none();
}

#[test]
fn clean_twice_is_clean_once() {
    let mut findings = Findings::default();
    for cleaner in cleaners() {
        for attempt in attempts(&cleaner) {
            if let Ok(once) = &attempt.sanitized {
                let again = cleaner.sanitize_html(once).unwrap_or_default();
                if again != *once {
                    findings.add(&attempt, format_args!("sanitized: {}", difference(once, &again)));
                }
            }
            if let Ok(article) = &attempt.article {
                let once = article.to_html();
                let again = cleaner.clean_html(&once).map(|article| article.to_html()).unwrap_or_default();
                if again != once {
                    findings.add(&attempt, format_args!("html: {}", difference(&once, &again)));
                }
            }
        }
    }
    findings.assert_none();
}

/// Visible text is in each output or in the report; hidden text is in none.
#[test]
fn visible_text_stays_and_other_text_is_removed() {
    let mut findings = Findings::default();
    for attempt in attempts(&Cleaner::default()) {
        if let Ok(article) = &attempt.article {
            let shown = shown(&article.to_html());
            let reported = removed(article);
            check_words(&attempt, "html", &format!("{shown}{reported}"), &shown, &mut findings);
            let markdown = self::shown(&rendered(&article.to_markdown()));
            check_words(&attempt, "markdown", &format!("{markdown}{reported}"), &markdown, &mut findings);
            let text = article.to_text();
            check_words(&attempt, "text", &format!("{text}{reported}"), &text, &mut findings);
        }
        if let Ok(sanitized) = &attempt.sanitized {
            // It removes what the report of an article lists.
            let reported = attempt.article.as_ref().map(removed).unwrap_or_default();
            let shown = shown(sanitized);
            check_words(&attempt, "sanitized", &format!("{shown}{reported}"), &shown, &mut findings);
        }
    }
    findings.assert_none();
}

/// A sanitizer that keeps boilerplate loses no letter that a browser displays and that ammonia with the same policy
/// keeps.
#[test]
fn the_sanitizer_keeps_what_ammonia_keeps() {
    let mut findings = Findings::default();
    let mut ammonia = SANITIZED.ammonia();
    ammonia.clean_content_tags(["script", "style", "template", "title"].into());
    for attempt in attempts(&Cleaner::builder().keep_boilerplate(true).build()) {
        let Ok(sanitized) = &attempt.sanitized else { continue };
        let kept = ammonia.clean(&attempt.input).to_string();
        let (ours, seen) = (letters(&shown(sanitized)), letters(&visible::text(&attempt.input)));
        let mut lost = letters(&visible::text(&kept));
        lost.retain(|letter, count| {
            let count_in = |letters: &HashMap<char, usize>| letters.get(letter).copied().unwrap_or(0);
            (*count).min(count_in(&seen)) > count_in(&ours)
        });
        if !lost.is_empty() {
            findings.add(&attempt, format_args!("{lost:?} of {kept:?} in {sanitized:?}"));
        }
    }
    findings.assert_none();
}

fn letters(text: &str) -> HashMap<char, usize> {
    let mut letters = HashMap::new();
    for letter in text.chars().filter(|&letter| letter.is_alphanumeric() && !is_disguise(letter)) {
        *letters.entry(letter).or_default() += 1;
    }
    letters
}

fn check_words(attempt: &Attempt, output: &str, kept: &str, shown: &str, findings: &mut Findings) {
    if attempt.input.contains("keepme") && !kept.contains("keepme") {
        findings.add(attempt, format_args!("{output}: visible text is lost"));
    }
    if shown.contains("dropme") {
        findings.add(attempt, format_args!("{output}: hidden text is shown"));
    }
}

/// If a browser with scripting off displays no markup as text, not even in a tooltip, no output does.
#[test]
fn markup_is_never_shown_as_text() {
    let mut findings = Findings::default();
    for attempt in attempts(&Cleaner::default()) {
        let tree = Tree::fragment(&attempt.input, "div");
        let titles: String = tree.attributes("title").collect();
        if shows_markup(&(visible::text(&attempt.input) + &titles)) {
            continue;
        }
        let article = attempt.article.as_ref();
        let outputs = [
            ("html", article.map(|article| text_beside_formulas(&article.to_html())).unwrap_or_default()),
            ("markdown", article.map(|article| text(&rendered(&article.to_markdown()))).unwrap_or_default()),
            ("sanitized", attempt.sanitized.as_deref().map(text_beside_formulas).unwrap_or_default()),
        ];
        for (output, text) in outputs {
            if shows_markup(&text) {
                findings.add(&attempt, format_args!("{output}: {text:?}"));
            }
        }
    }
    findings.assert_none();
}

/// Returns whether a text has a `<` that begins a tag, ignoring invisible characters.
pub fn shows_markup(text: &str) -> bool {
    let seen: String = text.chars().filter(|&character| !is_disguise(character)).collect();
    let mut starts = seen.match_indices('<').filter_map(|(at, _)| seen.get(at + 1..)?.chars().next());
    starts.any(|next| next.is_ascii_alphabetic() || "/!?".contains(next))
}

#[test]
fn the_tree_is_the_reference_tree() {
    let mut findings = Findings::default();
    for attempt in attempts(&Cleaner::default()) {
        let tree = feedscrub::testing::tree(&attempt.input);
        if let (Ok(tree), Some(reference)) = (tree, reference::tree(&attempt.input))
            && tree != reference
        {
            findings.add(&attempt, format_args!("\n{tree}instead of\n{reference}"));
        }
    }
    findings.assert_none();
}

/// Returns the text without TeX, in which `<` is an operator.
fn text_beside_formulas(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, behind)) = rest.split_once("<span class=\"math ") {
        out.push_str(before);
        rest = behind.split_once("</span>").map_or("", |(_, behind)| behind);
    }
    text(&(out + rest))
}

fn text(html: &str) -> String {
    text_of(&Tree::fragment(html, "div"))
}

/// Returns the text and alternative texts of an output.
fn shown(html: &str) -> String {
    let alts: String = Tree::fragment(html, "div").attributes("alt").collect();
    text(html) + &alts
}

fn removed(article: &Article) -> String {
    article.report.removed.iter().map(|removed| removed.text.as_str()).collect()
}
