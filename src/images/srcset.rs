//! Parses `srcset` as browsers do.
//!
//! <https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute>

/// One candidate of a `srcset`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Candidate<'a> {
    /// As written: may be relative, or a `data:` URL.
    pub(crate) url: &'a str,
    pub(crate) descriptor: Descriptor,
}

/// The descriptor of a candidate. Without one it has density 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Descriptor {
    Width(u32),
    Density(f64),
}

/// Returns the candidates in order, without those with invalid descriptors.
pub(crate) fn candidates(srcset: &str) -> impl Iterator<Item = Candidate<'_>> {
    let mut rest = srcset;
    std::iter::from_fn(move || {
        loop {
            let (url, descriptors, after) = split_candidate(rest)?;
            rest = after;
            if let Some(descriptor) = parse_descriptors(descriptors) {
                return Some(Candidate { url, descriptor });
            }
        }
    })
}

/// Returns the candidate with the largest width or, if none has a width, the largest density; the first of equals.
/// `data:` URLs are placeholders and never chosen. `sizes` is ignored: it describes the display width of the image, not
/// the quality of a candidate.
pub(crate) fn best(srcset: &str) -> Option<&str> {
    let rank = |candidate: &Candidate<'_>| match candidate.descriptor {
        Descriptor::Width(width) => (1, f64::from(width)),
        Descriptor::Density(density) => (0, density),
    };
    candidates(srcset)
        .filter(|candidate| !candidate.url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")))
        .reduce(|best, candidate| if rank(&candidate) > rank(&best) { candidate } else { best })
        .map(|candidate| candidate.url)
}

/// Splits off the URL of the first candidate, its descriptors, and the rest.
fn split_candidate(srcset: &str) -> Option<(&str, &str, &str)> {
    let start = srcset.trim_start_matches(|c| is_space(c) || c == ',');
    if start.is_empty() {
        return None;
    }
    let (url, rest) = start.split_at_checked(start.find(is_space).unwrap_or(start.len()))?;
    // A comma ends the candidate only after the URL; inside of it, it belongs to the URL.
    if url.ends_with(',') {
        return Some((url.trim_end_matches(','), "", rest));
    }
    let mut depth = 0_u32;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            // Parentheses do not nest: the first closing one ends them.
            b'(' => depth = 1,
            b')' => depth = 0,
            b',' if depth == 0 => {
                let (descriptors, after) = rest.split_at_checked(at)?;
                return Some((url, descriptors, after));
            }
            _ => {}
        }
    }
    Some((url, rest, ""))
}

/// Returns `None` if the standard drops the candidate.
fn parse_descriptors(text: &str) -> Option<Descriptor> {
    let mut width = None;
    let mut density = None;
    let mut height = false;
    for descriptor in text.split(is_space).filter(|descriptor| !descriptor.is_empty()) {
        let value = descriptor.get(..descriptor.len().saturating_sub(1));
        match (value, descriptor.as_bytes().last()) {
            (Some(value), Some(b'w')) if width.is_none() && density.is_none() => {
                width = Some(positive_integer(value)?);
            }
            (Some(value), Some(b'x')) if width.is_none() && density.is_none() && !height => {
                density = Some(non_negative_number(value)?);
            }
            (Some(value), Some(b'h')) if !height && density.is_none() => {
                positive_integer(value)?;
                height = true;
            }
            _ => return None,
        }
    }
    match (width, density) {
        (Some(width), _) => Some(Descriptor::Width(width)),
        (None, _) if height => None,
        (None, density) => Some(Descriptor::Density(density.unwrap_or(1.0))),
    }
}

/// <https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#non-negative-integers>; widths beyond `u32`
/// saturate.
fn positive_integer(text: &str) -> Option<u32> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(text.parse().unwrap_or(u32::MAX)).filter(|&number| number > 0)
}

/// <https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#floating-point-numbers>
fn non_negative_number(text: &str) -> Option<f64> {
    let is_number = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'));
    if !is_number || text.starts_with('+') || text.ends_with('.') {
        return None;
    }
    text.parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0)
}

/// <https://infra.spec.whatwg.org/#ascii-whitespace>
fn is_space(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\x0C' | '\r' | ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urls(srcset: &str) -> Vec<&str> {
        candidates(srcset).map(|candidate| candidate.url).collect()
    }

    #[test]
    fn splits_as_the_standard_does() {
        assert_eq!(urls(""), [""; 0]);
        assert_eq!(urls(" , ,,"), [""; 0]);
        assert_eq!(urls("a.jpg 1x, b.jpg 2x"), ["a.jpg", "b.jpg"]);
        assert_eq!(urls("a.jpg 1x,b.jpg 2x"), ["a.jpg", "b.jpg"]);
        assert_eq!(urls("a.jpg, b.jpg 2x"), ["a.jpg", "b.jpg"]);
        assert_eq!(urls("a.jpg,,, b.jpg"), ["a.jpg", "b.jpg"]);
        assert_eq!(urls("a.jpg,b.jpg 2x"), ["a.jpg,b.jpg"]);
        assert_eq!(urls("\n\ta.jpg\n300w\n,\n\tb.jpg 600w"), ["a.jpg", "b.jpg"]);
    }

    #[test]
    fn commas_inside_addresses_belong_to_them() {
        let srcset = "https://res.cloudinary.com/d/image/fetch/w_300,f_auto/https://a.com/x.jpg 300w, https://a.com/y,z.jpg 600w";
        assert_eq!(
            urls(srcset),
            ["https://res.cloudinary.com/d/image/fetch/w_300,f_auto/https://a.com/x.jpg", "https://a.com/y,z.jpg"]
        );
        assert_eq!(urls("data:image/gif;base64,R0lGOD 1x, b.jpg 2x"), ["data:image/gif;base64,R0lGOD", "b.jpg"]);
    }

    #[test]
    fn descriptors() {
        let one = |srcset| candidates(srcset).next().map(|candidate| candidate.descriptor);
        assert_eq!(one("a"), Some(Descriptor::Density(1.0)));
        assert_eq!(one("a 1.5x"), Some(Descriptor::Density(1.5)));
        assert_eq!(one("a .5x"), Some(Descriptor::Density(0.5)));
        assert_eq!(one("a 1e3x"), Some(Descriptor::Density(1000.0)));
        assert_eq!(one("a 300w 200h"), Some(Descriptor::Width(300)));
        assert_eq!(one("a 99999999999w"), Some(Descriptor::Width(u32::MAX)));
        for invalid in
            ["a 0w", "a 1w 2w", "a 1w 2x", "a 200h", "a -1x", "a +1x", "a x", "a 1q", "a 1.x", "a (1x, 2x)", "a 中"]
        {
            assert_eq!(one(invalid), None, "{invalid}");
        }
        assert_eq!(urls("a 1x (b, c), d 2x"), ["d"]);
    }

    #[test]
    fn chooses_the_largest() {
        assert_eq!(best("a 300w, b 1200w, c 600w"), Some("b"));
        assert_eq!(best("a, b 3x, c 2x"), Some("b"));
        assert_eq!(best("a 100w, b 3x"), Some("a"));
        assert_eq!(best("a 1x, b 1x"), Some("a"));
        assert_eq!(best("data:image/gif;base64,R0 1200w, b 300w"), Some("b"));
        assert_eq!(best("DATA:,x 2x"), None);
        assert_eq!(best(" "), None);
    }
}
