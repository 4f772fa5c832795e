//! Internals for the crate's own tests, fuzz targets and benchmarks. Nothing here is part of the API; the module is
//! public only with the feature `testing`.

use std::fmt::Write;

use crate::address::Address;
use crate::article::Report;
use crate::dom::{self, Attr, Dom, Source, Step};
use crate::draft::{Draft, DraftMemory, Media};
use crate::images::proxies::Proxies;
use crate::images::twins;
use crate::mend;
use crate::rules::{Matcher, RuleSet};
use crate::survey::{self, Protected, Survey};
use crate::verdicts::Context;
use crate::verdicts::signs::Reader;
use crate::words::phrases::PHRASES;
use crate::words::{Finder, Group, Sign};
use crate::{Article, Cleaner, CleanerBuilder, Limits, Result};

/// Returns the tree of a body in the format of the [html5lib
/// tests](https://github.com/html5lib/html5lib-tests/tree/master/tree-construction), with attributes in source order,
/// adjacent texts merged, and without what the tree never stores: comments, attributes that no pass reads, texts of
/// `<script>` and `<style>`, contents of `<template>`. Attributes of any length are kept.
pub fn tree(html: &str) -> Result<String> {
    let mut warnings = Vec::new();
    let limits = Limits::default().attribute_bytes(usize::MAX);
    let source = Source::of(html, &limits)?;
    Ok(dump(&dom::parse(&source, Dom::default(), &limits, &mut warnings)?))
}

/// Returns the [`tree`] as html5ever's tokenizer alone makes it.
pub fn tree_by_tokenizer(html: &str) -> Result<String> {
    let mut warnings = Vec::new();
    Ok(dump(&dom::parse_by_tokenizer(html, &Limits::default().attribute_bytes(usize::MAX), &mut warnings)?))
}

/// Parses and drops a body; returns the number of nodes.
pub fn parse(html: &str) -> Result<usize> {
    let mut warnings = Vec::new();
    let limits = Limits::default();
    let source = Source::of(html, &limits)?;
    Ok(dom::parse(&source, Dom::default(), &limits, &mut warnings)?.len())
}

/// Parses and drops a body by html5ever's tokenizer alone, which the crate uses only for markup that is not plain.
pub fn parse_by_tokenizer(html: &str) -> Result<usize> {
    let mut warnings = Vec::new();
    Ok(dom::parse_by_tokenizer(html, &Limits::default(), &mut warnings)?.len())
}

/// Cleans like [`Cleaner::clean`] and calls `ended` with the name of each stage at its end.
pub fn clean_in_stages(cleaner: &Cleaner, post: &str, ended: &mut dyn FnMut(&'static str)) -> Result<Article> {
    cleaner.clean_in_stages(post, ended)
}

/// Disables the crate's phrases: names of elements, links, positions and shapes remain.
pub fn without_phrases(builder: CleanerBuilder) -> CleanerBuilder {
    builder.without_phrases()
}

/// Returns the phrases of boilerplate, in simplified characters.
pub fn phrases() -> impl Iterator<Item = &'static str> {
    PHRASES.iter().flat_map(|(_, phrases)| phrases.iter().map(|(phrase, ..)| *phrase))
}

/// Returns a function that reads a line: the kind and the weight of the phrase in it that weighs most.
pub fn phrase_reader() -> impl Fn(&str) -> Option<(&'static str, u8)> {
    let finder = Finder::new(std::iter::empty());
    move |line| {
        let said = finder.read(line);
        said.kind.map(|kind| (kind.name(), said.weight))
    }
}

/// Returns the name under which the tree stores an attribute of an element; `None` if it does not. Variants for several
/// names have no name of their own.
pub fn kept_attribute(element: &str, name: &str) -> Option<&'static str> {
    Attr::on(element, name).map(Attr::name)
}

/// The data for fitting weights of signs: the lines and named elements of a post before any removal.
#[derive(Debug, Default)]
pub struct Signed {
    /// Lines in reading order.
    pub lines: Vec<SignedLine>,
    /// Signs of the elements that may be boilerplate, each a group and a value.
    pub elements: Vec<Vec<(usize, u8)>>,
}

/// A line with its signs.
#[derive(Debug)]
pub struct SignedLine {
    /// The text of the line.
    pub text: String,
    /// The number of its bytes in links.
    pub link: u32,
    /// Signs, each a group and a value.
    pub signs: Vec<(usize, u8)>,
    /// The outermost list or table that contains it.
    pub list: Option<usize>,
    /// The indices in [`Signed::elements`] of its ancestors.
    pub inside: Vec<usize>,
}

/// Returns the names of the groups of signs, each with its values.
pub fn groups() -> Vec<(String, Vec<String>)> {
    let values = |group: Group| (0..group.len()).map(|value| group.is(value as u8).to_string()).collect();
    Group::ALL.iter().map(|&group| (format!("{group:?}"), values(group))).collect()
}

/// Returns the lines and elements of HTML with their signs.
pub fn signed(html: &str, page: Option<&str>, title: Option<&str>) -> Result<Signed> {
    let limits = Limits::default();
    let source = Source::meant(html, &limits)?;
    let mut report = Report::default();
    let mut dom = dom::parse(&source, Dom::default(), &limits, &mut report.warnings)?;
    mend::tree(&mut dom, source.swallowed(), &mut report.removed);
    let survey = Survey::of(&dom, Survey::default());
    twins::merge(&mut dom, &survey.noscripts, &mut report.removed);
    let matcher = Matcher::new(RuleSet::empty(), true);
    let named = matcher.for_post(None, None);
    let plain = |signs: Vec<Sign>| signs.into_iter().map(Sign::parts).collect();
    let (ids, elements): (Vec<_>, Vec<_>) = survey::signs_of_candidates(&mut dom, &survey, named.finder())
        .into_iter()
        .map(|(id, signs)| (id, plain(signs)))
        .unzip();
    let page = page.and_then(|page| Address::accept(page.to_owned()));
    let base = page.as_ref().map(Address::view);
    let proxies = Proxies::builtin();
    let mut media = Media::new(&proxies, limits.max_proxy_hops(), base.as_ref(), usize::MAX, &mut report);
    let (draft, texts) = Draft::write(&dom, &survey, &mut media, &mut DraftMemory::default());
    let draft = draft.with_texts(&texts);
    let context = Context {
        protected: &Protected::default(),
        dom: &dom,
        survey: &survey,
        finder: named.finder(),
        explains: false,
        is_page: false,
        title,
        host: base.as_ref().map(|base| base.parts.host).filter(|host| !host.is_empty()),
        page: base.as_ref().map(|base| base.parts.text),
    };
    let reader = Reader::new(&context, &draft);
    let lines = reader.lines.iter().enumerate().filter_map(|(place, &at)| {
        let line = draft.line(at)?;
        let mut signs = Vec::new();
        reader.signs(place, &mut |sign| signs.push(sign.parts()));
        let leaf = draft.leaves_of(line).first().copied().unwrap_or(line.block);
        let holds = |id| dom.ancestors(leaf).any(|outer| outer == id);
        Some(SignedLine {
            text: line.text.as_str().to_owned(),
            link: line.weights.link,
            signs,
            list: reader.list_of(at).map(|list| list.start),
            inside: (0..ids.len()).filter(|&place| ids.get(place).is_some_and(|&id| holds(id))).collect(),
        })
    });
    Ok(Signed { lines: lines.collect(), elements })
}

fn dump(dom: &Dom) -> String {
    let mut out = String::new();
    let mut depth = 0;
    let mut step = Step::Enter(dom.root());
    let mut text_open = false;
    loop {
        match step {
            Step::Enter(id) if id == dom.root() => {}
            Step::Enter(id) => {
                if let Some(text) = dom.text(id) {
                    if !text_open {
                        let _ = write!(out, "| {:depth$}\"", "", depth = depth * 2);
                    }
                    out.push_str(text);
                    text_open = true;
                } else {
                    close_text(&mut out, &mut text_open);
                    let _ = writeln!(out, "| {:depth$}<{}>", "", dom.name(id), depth = depth * 2);
                    for (attr, value) in dom.attrs(id) {
                        let _ = writeln!(out, "| {:depth$}{}=\"{}\"", "", attr.name(), value, depth = depth * 2 + 2);
                    }
                }
                depth += 1;
            }
            Step::Leave(id) if id == dom.root() => break,
            Step::Leave(id) => {
                depth -= 1;
                if dom.text(id).is_none() {
                    close_text(&mut out, &mut text_open);
                }
            }
        }
        step = dom.step(step);
    }
    close_text(&mut out, &mut text_open);
    out
}

fn close_text(out: &mut String, open: &mut bool) {
    if std::mem::take(open) {
        out.push_str("\"\n");
    }
}
