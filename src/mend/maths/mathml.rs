//! Converts [MathML](https://w3c.github.io/mathml-core/) to TeX. Symbols are kept as Unicode characters, which current
//! TeX engines read.

use crate::dom::{Dom, NodeId, Step};

/// The maximal depth of elements; a deeper formula becomes its text.
const DEPTH: usize = 60;

/// Returns the TeX of a `<math>`, or its text if it is too deep.
pub(super) fn to_tex(dom: &Dom, math: NodeId) -> String {
    let mut open: Vec<Vec<String>> = Vec::new();
    let mut step = Step::Enter(math);
    loop {
        match step {
            Step::Enter(id) => match dom.text(id) {
                Some(text) => {
                    if let Some(parts) = open.last_mut()
                        && !text.trim().is_empty()
                    {
                        parts.push(text.to_owned());
                    }
                }
                None if open.len() >= DEPTH => return dom.text_of(math),
                None => open.push(Vec::new()),
            },
            Step::Leave(id) if dom.text(id).is_none() => {
                let parts = open.pop().unwrap_or_default();
                let tex = element(name(dom, id), parts);
                if id == math {
                    return tex;
                }
                if let Some(outer) = open.last_mut() {
                    outer.push(tex);
                }
            }
            Step::Leave(_) => {}
        }
        step = dom.step(step);
    }
}

/// Returns the name of an element without its prefix.
pub(super) fn name<'d>(dom: &'d Dom, id: NodeId) -> &'d str {
    let name = dom.name(id);
    name.split_once(':').map_or(name, |(_, name)| name)
}

/// Writes an element from its converted children.
fn element(name: &str, parts: Vec<String>) -> String {
    let part = |at: usize| parts.get(at).map(String::as_str).unwrap_or_default();
    match name {
        "mi" | "mn" | "mo" => token(parts.concat().trim(), name == "mi"),
        "mtext" | "ms" => format!("\\text{{{}}}", escaped(&parts.concat())),
        "mfrac" => format!("\\frac{{{}}}{{{}}}", part(0), part(1)),
        "msqrt" => format!("\\sqrt{{{}}}", parts.concat()),
        "mroot" => format!("\\sqrt[{}]{{{}}}", part(1), part(0)),
        "msup" => format!("{}^{}", base(part(0)), script(part(1))),
        "msub" => format!("{}_{}", base(part(0)), script(part(1))),
        "msubsup" | "munderover" => format!("{}_{}^{}", base(part(0)), script(part(1)), script(part(2))),
        "munder" => format!("{}_{}", base(part(0)), script(part(1))),
        "mover" => match accent(part(1)) {
            Some(accent) => format!("\\{accent}{{{}}}", part(0)),
            None => format!("{}^{}", base(part(0)), script(part(1))),
        },
        "mfenced" => format!("({})", parts.join(",")),
        "mtable" => format!("\\begin{{matrix}} {} \\end{{matrix}}", parts.join(" \\\\ ")),
        "mtr" | "mlabeledtr" => parts.join(" & "),
        "mspace" => " ".to_owned(),
        "semantics" => part(0).to_owned(),
        "annotation" | "annotation-xml" | "mphantom" | "script" | "style" | "title" | "desc" => String::new(),
        _ => parts.concat(),
    }
}

/// Writes an identifier, number or operator. Identifiers of several letters are those of functions.
fn token(text: &str, is_name: bool) -> String {
    // Invisible operators.
    let shown: String = text.chars().filter(|c| !matches!(c, '\u{2061}'..='\u{2064}')).collect();
    let is_word = is_name && shown.chars().count() > 1 && shown.chars().all(char::is_alphabetic);
    if is_word { format!("\\mathrm{{{shown}}}") } else { escaped(&shown) }
}

fn escaped(text: &str) -> String {
    let mut tex = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => tex.push_str("\\backslash "),
            '{' | '}' | '%' | '#' | '&' | '_' | '$' => tex.extend(['\\', c]),
            c => tex.push(c),
        }
    }
    tex
}

/// Returns the base of a script, in braces if it is more than one symbol.
fn base(tex: &str) -> String {
    if tex.chars().count() == 1 || tex.starts_with("\\mathrm{") { tex.to_owned() } else { format!("{{{tex}}}") }
}

fn script(tex: &str) -> String {
    if tex.chars().count() == 1 { tex.to_owned() } else { format!("{{{tex}}}") }
}

fn accent(sign: &str) -> Option<&'static str> {
    Some(match sign {
        "¯" | "‾" | "―" | "_" | "\u{305}" => "overline",
        "^" | "ˆ" | "\u{302}" => "hat",
        "~" | "˜" | "\u{303}" => "tilde",
        "→" | "⃗" => "vec",
        "˙" | "." => "dot",
        _ => return None,
    })
}
