//! Formulas between dollar signs, as in [pandoc](https://pandoc.org/MANUAL.html#math), GitHub, MathJax and KaTeX.

/// Returns TeX for use between dollar signs, in which processors without formulas find no markup either: spaces, which
/// have no meaning in a formula, break up what would be a tag, a link, or syntax of Liquid or kramdown. `None` for TeX
/// that cannot be written so: a dollar sign or an unbalanced brace would end the formula early.
///
/// In a line with other text, kramdown reads a vertical bar as the border of a table cell; `\vert` is the same sign.
pub(super) fn between_dollars(tex: &str, is_alone: bool) -> Option<String> {
    let tex = tex.trim();
    let has_bar = !is_alone && tex.contains('|');
    // In the columns of an array and in text, it is no sign of a formula.
    if tex.is_empty() || has_bar && ["{array}", "\\text", "\\mbox", "\\verb"].iter().any(|other| tex.contains(other)) {
        return None;
    }
    let mut out = String::with_capacity(tex.len() + 8);
    let mut depth = 0i32;
    let mut chars = tex.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match c {
            // An escaped character; a backslash at the end would escape the dollar sign.
            '\\' if has_bar && next == Some('|') => {
                out.push_str("\\Vert ");
                chars.next();
                continue;
            }
            '|' if has_bar => {
                out.push_str("\\vert ");
                continue;
            }
            '\\' => {
                out.push(c);
                out.push(next.filter(|next| !next.is_control())?);
                chars.next();
                continue;
            }
            '$' | '`' => return None,
            '{' => depth += 1,
            '}' => depth -= 1,
            c if c.is_control() && c != '\n' && c != '\t' => return None,
            _ => {}
        }
        out.push(if c.is_whitespace() { ' ' } else { c });
        let is_parted = match (c, next) {
            ('<', Some(next)) => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            (']', Some('(' | '[' | ':')) => true,
            ('{', Some(next)) => "{%:#".contains(next),
            _ => false,
        };
        if is_parted {
            out.push(' ');
        }
        if depth < 0 {
            return None;
        }
    }
    (depth == 0).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::between_dollars;

    #[test]
    fn syntax_in_formulas_is_broken_up_by_spaces() {
        let written = |tex| between_dollars(tex, true);
        assert_eq!(written("x_i \\le 2").as_deref(), Some("x_i \\le 2"));
        assert_eq!(written("a<b").as_deref(), Some("a< b"));
        assert_eq!(written("[x](y)").as_deref(), Some("[x] (y)"));
        assert_eq!(written("{{a}_b}").as_deref(), Some("{ {a}_b}"));
        assert_eq!(written("\\{x\\}").as_deref(), Some("\\{x\\}"));
        for tex in ["", " ", "a$b", "a\\", "{a", "a}b{", "a`b"] {
            assert_eq!(written(tex), None, "{tex}");
        }
        assert_eq!(between_dollars("\\|x\\| = |y|", false).as_deref(), Some("\\Vert x\\Vert  = \\vert y\\vert "));
        assert_eq!(between_dollars("\\begin{array}{c|c}1&2\\end{array}", false), None);
    }
}
