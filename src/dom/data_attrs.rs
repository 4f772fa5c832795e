//! Strings of the JSON that editors of pages keep in `data-attrs`.

/// Returns the first string with this name in JSON; the name includes its quotation marks.
pub(crate) fn string_of(json: &str, name: &str) -> Option<String> {
    let (_, rest) = json.split_once(name)?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let mut text = String::new();
    let mut chars = rest.chars();
    loop {
        match chars.next()? {
            '"' => return Some(text),
            '\\' => match chars.next()? {
                'u' => {
                    let digits = chars.as_str().get(..4)?;
                    text.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
                    chars = chars.as_str().get(4..)?.chars();
                }
                c @ ('"' | '\\' | '/') => text.push(c),
                _ => text.push(' '),
            },
            c => text.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_of_json() {
        assert_eq!(string_of(r#"{"id":1, "name" : "A \"B\" \u4e2d"}"#, "\"name\"").as_deref(), Some("A \"B\" 中"));
        for json in ["", "{}", r#"{"name":1}"#, r#"{"name":"x"#, r#"{"name":"\u00"}"#] {
            assert_eq!(string_of(json, "\"name\""), None, "{json}");
        }
    }
}
