//! Character references that feed writers leave in plain text.

use std::borrow::Cow;

/// The length in bytes of the longest reference between `&` and `;`: the name of a letter, or a number with some
/// leading zeros.
const LONGEST: usize = 10;

/// Decodes [character references](https://html.spec.whatwg.org/multipage/named-characters.html) once: numeric ones, and
/// those of HTML 4, which publishing systems write. Other text stays unchanged.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let (before, mut rest) = text.split_at_checked(first).unwrap_or((text, ""));
    let mut decoded = String::with_capacity(text.len());
    decoded.push_str(before);
    while let Some(behind) = rest.strip_prefix('&') {
        let reference = split_reference(behind);
        decoded.push(reference.map_or('&', |(c, _)| c));
        let after = reference.map_or(behind, |(_, after)| after);
        let plain = memchr::memchr(b'&', after.as_bytes()).unwrap_or(after.len());
        let (plain, next) = after.split_at_checked(plain).unwrap_or((after, ""));
        decoded.push_str(plain);
        rest = next;
    }
    Cow::Owned(decoded)
}

/// Returns the character of a reference after its `&`, and the rest of the text.
fn split_reference(text: &str) -> Option<(char, &str)> {
    let end = text.bytes().take(LONGEST + 1).position(|byte| byte == b';')?;
    let (name, behind) = text.split_at_checked(end)?;
    Some((reference(name)?, behind.strip_prefix(';')?))
}

fn reference(name: &str) -> Option<char> {
    let Some(digits) = name.strip_prefix('#') else { return named(name) };
    let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (digits, 10),
    };
    let code = digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(digits)?;
    let code = u32::from_str_radix(code, radix).ok()?;
    // Browsers read these numbers as windows-1252.
    let c = match code.checked_sub(0x80).and_then(|at| WINDOWS.get(at as usize)) {
        Some(c) => *c,
        None => char::from_u32(code)?,
    };
    (!c.is_control() && c != '\u{fffd}').then_some(c)
}

fn named(name: &str) -> Option<char> {
    match name {
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => {}
    }
    if let Ok(at) = OTHERS.binary_search_by_key(&name, |(name, _)| name) {
        return OTHERS.get(at).map(|(_, c)| *c);
    }
    ('\u{a0}'..='\u{ff}').zip(LATIN).find(|(_, known)| *known == name).map(|(c, _)| c)
}

/// The characters of the numbers from 0x80 in windows-1252.
const WINDOWS: [char; 32] = [
    '\u{20ac}', '\u{fffd}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}', '\u{2c6}',
    '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{fffd}', '\u{17d}', '\u{fffd}', '\u{fffd}', '\u{2018}',
    '\u{2019}', '\u{201c}', '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}', '\u{2dc}', '\u{2122}', '\u{161}',
    '\u{203a}', '\u{153}', '\u{fffd}', '\u{17e}', '\u{178}',
];

/// Names of the characters from U+00A0 to U+00FF.
const LATIN: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo", "not", "shy",
    "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot", "cedil", "sup1", "ordm",
    "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig",
    "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve",
    "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute", "THORN",
    "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil", "egrave", "eacute", "ecirc",
    "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml",
    "divide", "oslash", "ugrave", "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml",
];

/// Names of further characters, sorted.
const OTHERS: &[(&str, char)] = &[
    ("Alpha", '\u{391}'),
    ("Beta", '\u{392}'),
    ("Chi", '\u{3a7}'),
    ("Dagger", '\u{2021}'),
    ("Delta", '\u{394}'),
    ("Epsilon", '\u{395}'),
    ("Eta", '\u{397}'),
    ("Gamma", '\u{393}'),
    ("Iota", '\u{399}'),
    ("Kappa", '\u{39a}'),
    ("Lambda", '\u{39b}'),
    ("Mu", '\u{39c}'),
    ("Nu", '\u{39d}'),
    ("OElig", '\u{152}'),
    ("Omega", '\u{3a9}'),
    ("Omicron", '\u{39f}'),
    ("Phi", '\u{3a6}'),
    ("Pi", '\u{3a0}'),
    ("Prime", '\u{2033}'),
    ("Psi", '\u{3a8}'),
    ("Rho", '\u{3a1}'),
    ("Scaron", '\u{160}'),
    ("Sigma", '\u{3a3}'),
    ("Tau", '\u{3a4}'),
    ("Theta", '\u{398}'),
    ("Upsilon", '\u{3a5}'),
    ("Xi", '\u{39e}'),
    ("Yuml", '\u{178}'),
    ("Zeta", '\u{396}'),
    ("alefsym", '\u{2135}'),
    ("alpha", '\u{3b1}'),
    ("and", '\u{2227}'),
    ("ang", '\u{2220}'),
    ("asymp", '\u{2248}'),
    ("bdquo", '\u{201e}'),
    ("beta", '\u{3b2}'),
    ("bull", '\u{2022}'),
    ("cap", '\u{2229}'),
    ("chi", '\u{3c7}'),
    ("circ", '\u{2c6}'),
    ("clubs", '\u{2663}'),
    ("cong", '\u{2245}'),
    ("crarr", '\u{21b5}'),
    ("cup", '\u{222a}'),
    ("dArr", '\u{21d3}'),
    ("dagger", '\u{2020}'),
    ("darr", '\u{2193}'),
    ("delta", '\u{3b4}'),
    ("diams", '\u{2666}'),
    ("empty", '\u{2205}'),
    ("emsp", '\u{2003}'),
    ("ensp", '\u{2002}'),
    ("epsilon", '\u{3b5}'),
    ("equiv", '\u{2261}'),
    ("eta", '\u{3b7}'),
    ("euro", '\u{20ac}'),
    ("exist", '\u{2203}'),
    ("fnof", '\u{192}'),
    ("forall", '\u{2200}'),
    ("frasl", '\u{2044}'),
    ("gamma", '\u{3b3}'),
    ("ge", '\u{2265}'),
    ("hArr", '\u{21d4}'),
    ("harr", '\u{2194}'),
    ("hearts", '\u{2665}'),
    ("hellip", '\u{2026}'),
    ("image", '\u{2111}'),
    ("infin", '\u{221e}'),
    ("int", '\u{222b}'),
    ("iota", '\u{3b9}'),
    ("isin", '\u{2208}'),
    ("kappa", '\u{3ba}'),
    ("lArr", '\u{21d0}'),
    ("lambda", '\u{3bb}'),
    ("lang", '\u{2329}'),
    ("larr", '\u{2190}'),
    ("lceil", '\u{2308}'),
    ("ldquo", '\u{201c}'),
    ("le", '\u{2264}'),
    ("lfloor", '\u{230a}'),
    ("lowast", '\u{2217}'),
    ("loz", '\u{25ca}'),
    ("lrm", '\u{200e}'),
    ("lsaquo", '\u{2039}'),
    ("lsquo", '\u{2018}'),
    ("mdash", '\u{2014}'),
    ("minus", '\u{2212}'),
    ("mu", '\u{3bc}'),
    ("nabla", '\u{2207}'),
    ("ndash", '\u{2013}'),
    ("ne", '\u{2260}'),
    ("ni", '\u{220b}'),
    ("notin", '\u{2209}'),
    ("nsub", '\u{2284}'),
    ("nu", '\u{3bd}'),
    ("oelig", '\u{153}'),
    ("oline", '\u{203e}'),
    ("omega", '\u{3c9}'),
    ("omicron", '\u{3bf}'),
    ("oplus", '\u{2295}'),
    ("or", '\u{2228}'),
    ("otimes", '\u{2297}'),
    ("part", '\u{2202}'),
    ("permil", '\u{2030}'),
    ("perp", '\u{22a5}'),
    ("phi", '\u{3c6}'),
    ("pi", '\u{3c0}'),
    ("piv", '\u{3d6}'),
    ("prime", '\u{2032}'),
    ("prod", '\u{220f}'),
    ("prop", '\u{221d}'),
    ("psi", '\u{3c8}'),
    ("rArr", '\u{21d2}'),
    ("radic", '\u{221a}'),
    ("rang", '\u{232a}'),
    ("rarr", '\u{2192}'),
    ("rceil", '\u{2309}'),
    ("rdquo", '\u{201d}'),
    ("real", '\u{211c}'),
    ("rfloor", '\u{230b}'),
    ("rho", '\u{3c1}'),
    ("rlm", '\u{200f}'),
    ("rsaquo", '\u{203a}'),
    ("rsquo", '\u{2019}'),
    ("sbquo", '\u{201a}'),
    ("scaron", '\u{161}'),
    ("sdot", '\u{22c5}'),
    ("sigma", '\u{3c3}'),
    ("sigmaf", '\u{3c2}'),
    ("sim", '\u{223c}'),
    ("spades", '\u{2660}'),
    ("sub", '\u{2282}'),
    ("sube", '\u{2286}'),
    ("sum", '\u{2211}'),
    ("sup", '\u{2283}'),
    ("supe", '\u{2287}'),
    ("tau", '\u{3c4}'),
    ("there4", '\u{2234}'),
    ("theta", '\u{3b8}'),
    ("thetasym", '\u{3d1}'),
    ("thinsp", '\u{2009}'),
    ("tilde", '\u{2dc}'),
    ("trade", '\u{2122}'),
    ("uArr", '\u{21d1}'),
    ("uarr", '\u{2191}'),
    ("upsih", '\u{3d2}'),
    ("upsilon", '\u{3c5}'),
    ("weierp", '\u{2118}'),
    ("xi", '\u{3be}'),
    ("zeta", '\u{3b6}'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_once() {
        for (text, decoded) in [
            ("a &#38;amp; b &lt; &x; &#0; &", "a &amp; b < &x; &#0; &"),
            ("rain &hellip; &nbsp;sun &eacute;t&Eacute;", "rain … \u{a0}sun étÉ"),
            ("&#x4e2d;&#128512;&#146;&#0000039;", "中😀’'"),
            ("&#xD800; &#; &#x; &#+38; &;& amp;", "&#xD800; &#; &#x; &#+38; &;& amp;"),
            ("&&amp;&&&quot;雨&#;", "&&&&\"雨&#;"),
            ("a=1&copy=2&amp;b", "a=1&copy=2&b"),
        ] {
            assert_eq!(decode(text), decoded);
        }
        assert!(matches!(decode("no reference"), Cow::Borrowed(_)));
    }

    #[test]
    fn names_are_sorted_and_no_longer_than_looked_for() {
        assert!(OTHERS.is_sorted());
        assert!(OTHERS.iter().map(|(name, _)| name).chain(&LATIN).all(|name| name.len() <= LONGEST));
    }
}
