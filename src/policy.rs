#![doc = include_str!("../docs/policy.md")]

/// Elements that HTML outputs may contain, each with its allowed attributes. Sorted. All other elements are replaced by
/// their contents or removed.
pub const ELEMENTS: &[(&str, &[&str])] = &[
    ("a", &["href", "rel"]),
    ("abbr", &[]),
    ("b", &[]),
    ("blockquote", &["cite"]),
    ("br", &[]),
    ("caption", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("dd", &[]),
    ("del", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("hr", &[]),
    ("i", &[]),
    ("img", &["alt", "height", "loading", "referrerpolicy", "src", "title", "width"]),
    ("input", &["checked", "disabled", "type"]),
    ("ins", &[]),
    ("kbd", &[]),
    ("li", &[]),
    ("mark", &[]),
    ("ol", &["start", "type"]),
    ("p", &[]),
    ("pre", &[]),
    ("q", &[]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("small", &[]),
    ("span", &["class", "id"]),
    ("strong", &[]),
    ("sub", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["colspan", "rowspan"]),
    ("tfoot", &[]),
    ("th", &["colspan", "rowspan"]),
    ("thead", &[]),
    ("tr", &[]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
];

/// Attributes of an embedded player, where [`CleanerBuilder::embeds`](crate::CleanerBuilder::embeds) allows players.
pub const IFRAME: (&str, &[&str]) =
    ("iframe", &["allowfullscreen", "height", "loading", "referrerpolicy", "sandbox", "src", "title", "width"]);

/// Values of `class`, which only formulas have. Sorted.
pub const CLASSES: &[&str] = &["math display", "math inline"];

/// Returns whether a text is the id of a note: `fn-` and its number.
pub(crate) fn is_note_id(id: &str) -> bool {
    let number = id.strip_prefix("fn-").unwrap_or_default();
    !number.is_empty() && number.len() <= 10 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Attributes that hold an address. Each is written as the URL standard serializes it, absolute.
pub const ADDRESSES: &[&str] = &["cite", "href", "src"];

/// Schemes of links.
pub const LINK_SCHEMES: &[&str] = &["http", "https", "mailto"];

/// Schemes of all other addresses.
pub const FILE_SCHEMES: &[&str] = &["http", "https"];

/// Value of `type` on every `input`: the disabled checkboxes of task items.
pub const INPUT_TYPE: &str = "checkbox";

/// Value of `rel` on every link.
pub const LINK_REL: &str = "noopener noreferrer";

/// Nesting depth of containers in an output; deeper ones are replaced by their contents. Browsers rearrange elements
/// from depth 512 on, and the surrounding page has a depth of its own.
pub const MAX_DEPTH: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    /// The policy as a Markdown table.
    fn table() -> String {
        let mut out = String::from("| element | attributes |\n| --- | --- |\n");
        for (element, attributes) in ELEMENTS.iter().chain([&IFRAME]) {
            let attributes: Vec<String> = attributes.iter().map(|attribute| format!("`{attribute}`")).collect();
            let note = if *element == IFRAME.0 { " (by option)" } else { "" };
            out.push_str(&format!("| `{element}`{note} | {} |\n", attributes.join(", ")));
        }
        out
    }

    #[test]
    fn table_is_sorted() {
        assert!(ELEMENTS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(ELEMENTS.iter().all(|(_, attributes)| attributes.windows(2).all(|pair| pair[0] < pair[1])));
    }

    #[test]
    fn page_holds_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/policy.md");
        let page = std::fs::read_to_string(path).unwrap();
        let (before, _) = page.split_once("| element |").unwrap();
        let wanted = format!("{before}{}", table());
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(path, &wanted).unwrap();
        } else {
            assert_eq!(page, wanted, "BLESS=1 cargo test writes it");
        }
    }
}
