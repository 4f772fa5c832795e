//! Formulas between dollars, as [pandoc](https://pandoc.org/MANUAL.html#math), GitHub, MathJax and KaTeX read them.

/// TeX as it stands between dollars, so that readers who know no formulas find no markup in it either: blanks, which mean
/// nothing in a formula, part what would be a tag, a link or a sign of Liquid or kramdown. `None` for what cannot stand
/// there: a dollar or an open brace would end it elsewhere.
pub(super) fn between_dollars(tex: &str, in_table: bool) -> Option<String> {
    let tex = tex.trim();
    if tex.is_empty() || in_table && tex.contains('|') {
        return None;
    }
    let mut out = String::with_capacity(tex.len() + 8);
    let mut depth = 0i32;
    let mut chars = tex.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match c {
            // An escaped sign; at the end it would escape the dollar.
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
    fn what_means_more_is_parted() {
        let written = |tex| between_dollars(tex, false);
        assert_eq!(written("x_i \\le 2").as_deref(), Some("x_i \\le 2"));
        assert_eq!(written("a<b").as_deref(), Some("a< b"));
        assert_eq!(written("[x](y)").as_deref(), Some("[x] (y)"));
        assert_eq!(written("{{a}_b}").as_deref(), Some("{ {a}_b}"));
        assert_eq!(written("\\{x\\}").as_deref(), Some("\\{x\\}"));
        for tex in ["", " ", "a$b", "a\\", "{a", "a}b{", "a`b"] {
            assert_eq!(written(tex), None, "{tex}");
        }
        assert_eq!(between_dollars("|x|", true), None);
    }
}
