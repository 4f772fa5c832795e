//! Insides for this crate's own tests, fuzz targets and benchmarks. Nothing here is part of the API.

use std::fmt::Write;

use crate::dom::{self, Attr, Dom, Source, Step};
use crate::{Article, Cleaner, Limits, Result};

/// The tree of a body in the format of the [html5lib tests](https://github.com/html5lib/html5lib-tests/tree/master/tree-construction),
/// with attributes in source order, adjacent texts as one, and without what the tree never keeps: comments, attributes
/// that no pass reads, texts of `<script>` and `<style>`, contents of `<template>`. Attributes of any length are kept.
pub fn tree(html: &str) -> Result<String> {
    let mut warnings = Vec::new();
    let limits = Limits::default().attribute_bytes(usize::MAX);
    let source = Source::of(html, &limits)?;
    Ok(dump(&dom::parse(&source, Dom::default(), &limits, &mut warnings)?))
}

/// [`tree`] by html5ever's tokenizer alone.
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

/// The same by html5ever's tokenizer alone, which the crate uses only for what is not plainly written.
pub fn parse_by_tokenizer(html: &str) -> Result<usize> {
    let mut warnings = Vec::new();
    Ok(dom::parse_by_tokenizer(html, &Limits::default(), &mut warnings)?.len())
}

/// [`Cleaner::clean`], saying at the end of each stage which it was.
pub fn clean_in_stages(cleaner: &Cleaner, post: &str, ended: &mut dyn FnMut(&'static str)) -> Result<Article> {
    cleaner.clean_in_stages(post, ended)
}

/// Whether the tree keeps an attribute of this name.
pub fn keeps_attribute(name: &str) -> bool {
    Attr::by_name(name).is_some()
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
