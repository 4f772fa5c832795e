//! Removes from TeX what only the page needs.

use std::borrow::Cow;

/// The delimiters of the TeX of a formula in running text, and whether they mean display style.
const DELIMITERS: [(&str, &str, bool); 4] =
    [("$$", "$$", true), ("\\[", "\\]", true), ("\\(", "\\)", false), ("$", "$", false)];

/// Environments that are equivalent to display delimiters.
const ENVIRONMENTS: [&str; 3] = ["equation*", "equation", "displaymath"];
/// Environments that only occur in display style.
const DISPLAYED: [&str; 4] = ["\\begin{align", "\\begin{gather", "\\begin{multline", "\\begin{eqnarray"];

/// A formula as written in its page.
#[derive(Debug, PartialEq)]
pub(super) struct Tex {
    pub(super) text: String,
    /// Whether its TeX means display style.
    pub(super) is_display: bool,
}

/// Returns the TeX between delimiters that enclose a whole text.
pub(super) fn delimited(text: &str) -> Option<(&str, bool)> {
    let text = text.trim();
    DELIMITERS.iter().find_map(|&(open, close, is_display)| {
        let inner = text.strip_prefix(open)?.strip_suffix(close)?;
        (!inner.trim().is_empty() && is_one(inner, open, close)).then_some((inner, is_display))
    })
}

/// Returns whether the text between two delimiters is one formula: inner delimiters open before they close.
fn is_one(inner: &str, open: &str, close: &str) -> bool {
    if open == close {
        return !inner.contains(open);
    }
    let mut depth = 0i32;
    for (at, _) in inner.match_indices('\\') {
        let rest = inner.get(at..).unwrap_or_default();
        depth += i32::from(rest.starts_with(open)) - i32::from(rest.starts_with(close));
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// Returns the formula in one line, without delimiters, comments and the wrappers of its generator. `None` if nothing
/// remains.
pub(super) fn of(source: &str) -> Option<Tex> {
    let source = without_comments(source.trim());
    let mut text = source.trim();
    let mut is_display = DISPLAYED.iter().any(|environment| text.starts_with(environment));
    if let Some((inner, apart)) = delimited(text) {
        (text, is_display) = (inner.trim(), apart);
    }
    for environment in ENVIRONMENTS {
        let inner = text
            .strip_prefix("\\begin{")
            .and_then(|rest| rest.strip_prefix(environment)?.strip_prefix('}'))
            .and_then(|rest| rest.strip_suffix('}')?.strip_suffix(environment)?.strip_suffix("\\end{"));
        if let Some(inner) = inner {
            (text, is_display) = (inner.trim(), true);
        }
    }
    for style in ["{\\displaystyle", "{\\textstyle"] {
        let inner = text.strip_prefix(style).and_then(|rest| rest.strip_suffix('}'));
        if let Some(inner) = inner.filter(|inner| is_balanced(inner)) {
            text = inner.trim();
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = with_other_delimiters(text);
    (!text.is_empty()).then_some(Tex { text, is_display })
}

/// Removes comments from `%` to the end of the line, such as kramdown's `% <![CDATA[`.
fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    for line in text.split('\n') {
        let comment = line.match_indices('%').map(|(at, _)| at).find(|&at| !is_escaped(line, at));
        kept.push_str(comment.and_then(|at| line.get(..at)).unwrap_or(line));
        kept.push('\n');
    }
    // In TeX without line breaks a comment would remove everything after it.
    if kept.trim().is_empty() { Cow::Borrowed(text) } else { Cow::Owned(kept) }
}

/// Returns whether an odd number of backslashes precedes an offset.
fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// Returns whether the braces are balanced.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0i32;
    for (at, c) in text.char_indices() {
        match c {
            '{' if !is_escaped(text, at) => depth += 1,
            '}' if !is_escaped(text, at) => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// Replaces inner dollar signs by `\(` and `\)`, because they would end a formula between dollar signs.
fn with_other_delimiters(text: String) -> String {
    let dollars: Vec<usize> = text.match_indices('$').map(|(at, _)| at).filter(|&at| !is_escaped(&text, at)).collect();
    if dollars.is_empty() || dollars.len() % 2 == 1 {
        return text;
    }
    let mut other = String::with_capacity(text.len() + dollars.len());
    let mut from = 0;
    for (number, &at) in dollars.iter().enumerate() {
        other.push_str(text.get(from..at).unwrap_or_default());
        other.push_str(if number % 2 == 0 { "\\(" } else { "\\)" });
        from = at + 1;
    }
    other.push_str(text.get(from..).unwrap_or_default());
    other
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> Option<(String, bool)> {
        of(source).map(|tex| (tex.text, tex.is_display))
    }

    #[test]
    fn wrappers_go() {
        let inline = |tex: &str| Some((tex.to_owned(), false));
        let display = |tex: &str| Some((tex.to_owned(), true));
        assert_eq!(text(" x_i "), inline("x_i"));
        assert_eq!(text("$x$"), inline("x"));
        assert_eq!(text("\\(x\\)"), inline("x"));
        assert_eq!(text("$$\n x \n$$"), display("x"));
        assert_eq!(text("\\[ x \\]"), display("x"));
        assert_eq!(text("\\begin{equation*}f_s > 2\\end{equation*}"), display("f_s > 2"));
        assert_eq!(text("{\\displaystyle A=A^{*}}"), inline("A=A^{*}"));
        assert_eq!(text("{\\displaystyle a}{b}"), inline("{\\displaystyle a}{b}"));
        assert_eq!(text("% <![CDATA[\na < b %]]>"), inline("a < b"));
        assert_eq!(text("50\\% of x"), inline("50\\% of x"));
        assert_eq!(text("x \\text{if $y$}"), inline("x \\text{if \\(y\\)}"));
        assert_eq!(text(""), None);
    }
}
