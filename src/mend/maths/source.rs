//! Finds the TeX of a displayed formula.

use percent_encoding::percent_decode_str;

use super::tex;
use crate::dom::{Attr, Dom, NodeId, Tag, string_of};

/// The maximal length in bytes of an address with a formula.
const ADDRESS: usize = 8192;

/// Returns the TeX in an attribute of an element.
pub(super) fn of_attribute(dom: &Dom, id: NodeId) -> Option<String> {
    let is_named = |name: &str| super::names(dom, id).any(|class| class.contains(name));
    dom.attrs(id).find_map(|(attr, value)| match attr {
        Attr::OfFormula => is_tex(value).then(|| value.to_owned()),
        Attr::DataValue => is_named("formula").then(|| value.to_owned()),
        // The form of Substack's editor.
        Attr::DataAttrs => string_of(value, "\"persistentExpression\"").filter(|tex| !tex.trim().is_empty()),
        _ => None,
    })
}

/// Returns whether a value is more than a flag.
fn is_tex(value: &str) -> bool {
    let value = value.trim();
    !matches!(value, "" | "true" | "false" | "1" | "0" | "inline" | "block" | "display" | "math" | "latex" | "tex")
        && !value.starts_with("{\"")
        && !value.starts_with("http")
        && !value.starts_with("<math")
}

/// Returns the annotation, otherwise the text, of MathML in an attribute.
pub(super) fn of_markup(dom: &Dom, id: NodeId) -> Option<String> {
    let markup = dom.attr(id, Attr::OfFormula)?.trim();
    if !markup.starts_with("<math") {
        return None;
    }
    let annotation = markup.split_once("application/x-tex\">").and_then(|(_, rest)| rest.split_once("</"));
    let markup = annotation.map_or(markup, |(annotation, _)| annotation);
    let mut text = String::new();
    for part in markup.split('<') {
        text.push_str(part.rsplit('>').next().unwrap_or_default());
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    (!text.trim().is_empty()).then_some(text)
}

/// Returns whether an image is a formula.
pub(super) fn is_picture(dom: &Dom, id: NodeId) -> bool {
    address_of(dom, id) != Address::Another
        || super::names(dom, id).any(is_name_of_picture)
        || of_attribute(dom, id).is_some()
}

fn address_of(dom: &Dom, id: NodeId) -> Address {
    let addresses =
        dom.attrs(id).filter(|(attr, _)| matches!(attr, Attr::Src | Attr::DataSrc | Attr::OfSource | Attr::OfFile));
    let mut found = addresses.map(|(_, address)| of_address(address));
    found.find(|found| *found != Address::Another).unwrap_or(Address::Another)
}

/// Returns the TeX of an image that is a formula.
pub(super) fn of_picture(dom: &Dom, id: NodeId) -> Option<String> {
    if !is_picture(dom, id) {
        return None;
    }
    let address = address_of(dom, id);
    let alt = dom.attr(id, Attr::Alt).unwrap_or_default().trim();
    let in_address = match address {
        Address::Formula(tex) => Some(tex),
        _ => None,
    };
    let is_said = !alt.is_empty() && !is_label(alt) && (in_address.is_none() || !is_description(alt));
    of_attribute(dom, id).or_else(|| is_said.then(|| alt.to_owned())).or(in_address)
}

/// Returns whether an alternative text is a generic label for a formula.
fn is_label(alt: &str) -> bool {
    let alt = alt.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    matches!(
        &*alt,
        "" | "公式"
            | "formula"
            | "equation"
            | "latex"
            | "tex"
            | "math"
            | "image"
            | "img"
            | "数学公式"
            | "在这里插入图片描述"
    )
}

/// Returns whether an alternative text describes a formula in words.
fn is_description(alt: &str) -> bool {
    !alt.contains(['\\', '^', '_', '=', '{']) && alt.split_whitespace().count() > 4
}

fn is_name_of_picture(name: &str) -> bool {
    name.starts_with("ql-img-")
        || name.starts_with("mwe-math-fallback-image")
        || matches!(
            name,
            "latex"
                | "tex"
                | "ee_img"
                | "math-inline"
                | "math-block"
                | "formulaInl"
                | "formulaDsp"
                | "equation_image"
                | "mimetex"
                | "mathtex"
                | "asciimath"
                | "latex-image"
                | "latexdisplay"
                | "latexcenter"
        )
}

/// The kind of the address of an image.
#[derive(Debug, PartialEq)]
enum Address {
    Another,
    /// The address of a service that renders formulas.
    Setter,
    /// The address of such a service, with the formula.
    Formula(String),
}

/// Parts of addresses that precede a formula, up to a `&` if they name a parameter.
const BEFORE_TEX: &[&str] = &[
    "latex.php?latex=",
    "equation?tex=",
    "/math?formula=",
    "/render/math?math=",
    "cht=tx&chl=",
    "/math.now.sh?from=",
    "/latex?tex=",
    "/tex?tex=",
    "/tex.php?tex=",
    "/latex?latex=",
    "/latex/?latex=",
];
/// Parts of addresses that precede a query which is the formula as a whole.
const BEFORE_QUERY: &[&str] = &[
    "codecogs.com/gif.latex?",
    "codecogs.com/png.latex?",
    "codecogs.com/svg.latex?",
    "codecogs.com/png.image?",
    "codecogs.com/svg.image?",
    "codecogs.com/gif.image?",
    "codecogs.com/pdf.latex?",
    "mathtex.cgi?",
    "mimetex.cgi?",
    "upmath.me/svg/",
    "upmath.me/png/",
    "tex.s2cms.ru/svg/",
    "tex.s2cms.ru/png/",
];
/// Parts of addresses of rendering services that contain no formula.
const SETTERS: &[&str] =
    &["/media/math/render/", "/yuque/__latex/", "ql-cache/quicklatex.com", "/latex/render/", "quicklatex.com/cache"];

fn of_address(address: &str) -> Address {
    let is_named = |address: &str| ["tex", "math", "cht=tx", "formula"].iter().any(|word| address.contains(word));
    if address.len() > ADDRESS || address.starts_with("data:") || !is_named(address) {
        return Address::Another;
    }
    // A proxied address contains it percent-encoded.
    let decoded = || percent_decode_str(address).decode_utf8_lossy();
    let found = in_plain_address(address);
    match found {
        Address::Another if address.contains("%3F") || address.contains("%3f") => in_plain_address(&decoded()),
        found => found,
    }
}

fn in_plain_address(address: &str) -> Address {
    let behind = |part: &&str| address.split_once(*part).map(|(_, rest)| rest);
    let parameter = BEFORE_TEX.iter().find_map(behind).map(|rest| rest.split(['&', '#']).next().unwrap_or_default());
    let codecogs = || {
        let query = BEFORE_QUERY.iter().find_map(behind)?;
        Some(query.strip_prefix("latex=").unwrap_or(query))
    };
    let Some(tex) = parameter.or_else(codecogs) else {
        return if SETTERS.iter().any(|part| address.contains(part)) { Address::Setter } else { Address::Another };
    };
    // Where spaces and signs have names, a sign stands for itself.
    let names_spaces = tex.contains("space;") || tex.contains("&plus;");
    let tex = if names_spaces { tex.to_owned() } else { tex.replace('+', "%20") };
    let tex = tex.replace("%2B", "+").replace("&amp;", "&").replace("&space;", " ").replace("&plus;", "+");
    let tex = percent_decode_str(&tex).decode_utf8_lossy().replace("&space;", " ");
    let mut tex = tex.trim();
    // The size and resolution of the image.
    while let Some(rest) = ["\\inline", "\\large", "\\huge", "\\fn_", "\\dpi{", "\\bg_"].iter().find_map(|setting| {
        let rest = tex.strip_prefix(setting)?;
        let end = rest.find(|c: char| c.is_whitespace() || c == '\\').filter(|_| !setting.ends_with('{'));
        let end = end.or_else(|| rest.find('}').filter(|_| setting.ends_with('{')).map(|at| at + 1))?;
        rest.get(end..).filter(|rest| !rest.trim().is_empty())
    }) {
        tex = rest.trim_start();
    }
    if tex.is_empty() { Address::Setter } else { Address::Formula(tex.to_owned()) }
}

/// Returns the TeX after the text of a MathML formula without its tags: the last of its lines.
pub(super) fn behind_stripped_tags(text: &str) -> Option<&str> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let last = lines.next_back()?;
    lines.next().is_some().then_some(last)
}

/// Returns the TeX that is the text of an element named for mathematics.
pub(super) fn of_text(dom: &Dom, id: NodeId) -> Option<String> {
    let first = dom.first_child(id)?;
    let text = dom.text(first).filter(|_| dom.next(first).is_none())?;
    if tex::delimited(text).is_some() {
        return Some(text.to_owned());
    }
    let is_named = match dom.tag(id) {
        Tag::Code => super::names(dom, id).any(|name| name == "math"),
        _ => dom.attr(id, Attr::Class).is_some_and(|class| class.trim() == "math"),
    };
    (is_named && !text.trim().is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_in_addresses() {
        let formula = |tex: &str| Address::Formula(tex.to_owned());
        assert_eq!(of_address("https://www.zhihu.com/equation?tex=x_i"), formula("x_i"));
        assert_eq!(of_address("https://s0.wp.com/latex.php?latex=a%2Bb+%3D+c&bg=ffffff&fg=000"), formula("a+b = c"));
        assert_eq!(of_address("https://latex.codecogs.com/gif.latex?\\dpi{110}&space;x^2"), formula("x^2"));
        assert_eq!(of_address("https://latex.codecogs.com/svg.image?\\inline&space;x"), formula("x"));
        assert_eq!(of_address("https://latex.codecogs.com/svg.latex?x&space;+1&plus;y"), formula("x +1+y"));
        let proxied = "https://images.weserv.nl/?url=https%3A%2F%2Fwww.zhihu.com%2Fequation%3Ftex%3Dx_i";
        assert_eq!(of_address(proxied), formula("x_i"));
        assert_eq!(of_address("https://wikimedia.org/api/rest_v1/media/math/render/svg/6ca0"), Address::Setter);
        assert_eq!(of_address("https://news.example.com/maths-class.jpg"), Address::Another);
        assert_eq!(of_address("https://news.example.com/texas.jpg?w=300"), Address::Another);
    }
}
