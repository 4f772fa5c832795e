//! Writes articles as JSON lines, for the scorer: `score_dump RULES POST…`, where RULES is `builtin`, `empty`,
//! `other-sources` for the built-in rules except those for the source of the post, `no-words` for neither rules nor the
//! phrases of the crate, or a file of rules that replace them.

use std::io::{BufWriter, Write};

use feedscrub::{Cleaner, Post, RuleSet, testing};

type Fault = Box<dyn std::error::Error>;

fn main() -> Result<(), Fault> {
    let mut arguments = std::env::args().skip(1);
    let which = arguments.next().ok_or("usage: score_dump builtin|empty|other-sources|no-words|RULES.toml POST…")?;
    let everything = Cleaner::default();
    let nothing = Cleaner::builder().rules(RuleSet::empty()).build();
    let no_words = testing::without_phrases(Cleaner::builder().rules(match which.ends_with(".toml") {
        true => RuleSet::from_toml(&std::fs::read_to_string(&which)?)?,
        false => RuleSet::empty(),
    }))
    .build();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for path in arguments {
        let bytes = std::fs::read(&path)?;
        let post = Post::from_bytes(&bytes).map_err(|error| format!("{path}: {error}"))?;
        let article = match which.as_str() {
            "builtin" => everything.clean_post(&post),
            "empty" => nothing.clean_post(&post),
            "other-sources" => Cleaner::builder().rules(of_other_sources(&post)).build().clean_post(&post),
            "no-words" => no_words.clean_post(&post),
            file if file.ends_with(".toml") => no_words.clean_post(&post),
            _ => return Err(format!("no such rules: {which}").into()),
        };
        let mut value = serde_json::to_value(article.map_err(|error| format!("{path}: {error}"))?)?;
        if let Some(article) = value.as_object_mut() {
            article.insert("path".to_owned(), path.into());
        }
        writeln!(out, "{value}")?;
    }
    Ok(out.flush()?)
}

/// Returns the rules that name neither the host or author of the post nor, by their family, its site.
fn of_other_sources(post: &Post<'_>) -> RuleSet {
    let address = post.front_matter.from.as_deref().or(post.preamble.url).unwrap_or_default();
    let host = address.split_once("//").map_or("", |(_, rest)| rest).split('/').next().unwrap_or_default();
    let author = post.front_matter.author.as_deref();
    let is_own = |rule: &feedscrub::Rule| {
        let family = rule.name().split('/').next().unwrap_or_default();
        rule.is_of_source() && rule.applies_to(Some(host), author) || host.contains(family)
    };
    RuleSet::builtin().into_iter().filter(|rule| !is_own(rule)).collect()
}
