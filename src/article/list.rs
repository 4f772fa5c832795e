use super::Block;

/// A list: with bullets, numbers or checkboxes, or of terms and their descriptions.
///
/// ```
/// use feedscrub::{Block, List, Text};
///
/// let mut list = List::default();
/// list.ordered = true;
/// list.items.push(vec![Block::Paragraph(Text::plain("Oars"))]);
/// assert!(!list.is_description());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct List {
    /// Whether the items are numbered.
    pub ordered: bool,
    /// The number of the first item of an ordered list, if it is not 1.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub start: Option<u32>,
    /// The numbering of an ordered list, if it is not decimal.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub numbering: Option<Numbering>,
    /// The items, each of one or more blocks.
    pub items: Vec<Vec<Block>>,
    /// For each item, whether its checkbox is checked; `None` for an item without a checkbox. Empty for a list without
    /// checkboxes.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub tasks: Vec<Option<bool>>,
    /// For each item, the number of leading blocks that are terms, one paragraph each; the blocks after them are their
    /// description. Empty for a list that is no [description
    /// list](https://html.spec.whatwg.org/multipage/grouping-content.html#the-dl-element).
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub terms: Vec<u32>,
}

impl List {
    /// Returns whether this is a list of terms and descriptions.
    pub fn is_description(&self) -> bool {
        !self.terms.is_empty()
    }
}

/// The numbering of an ordered list by letters or Roman numerals.
///
/// ```
/// use feedscrub::{Block, Cleaner, Numbering};
///
/// let article = Cleaner::default().clean_html("<ol type=a><li>Oars</li><li>Sails</li></ol>")?;
/// let Block::List(list) = &article.blocks[0] else { unreachable!() };
/// assert_eq!(list.numbering, Some(Numbering::LowerAlpha));
/// assert_eq!(article.to_text(), "a. Oars\n\nb. Sails\n");
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Numbering {
    /// `a`, `b`, `c`.
    LowerAlpha,
    /// `A`, `B`, `C`.
    UpperAlpha,
    /// `i`, `ii`, `iii`.
    LowerRoman,
    /// `I`, `II`, `III`.
    UpperRoman,
}

/// The largest number that Roman numerals in ASCII can write.
const MAX_ROMAN: u32 = 3999;

impl Numbering {
    /// Returns the value of `type` on an `<ol>` with this numbering.
    pub fn html_type(self) -> &'static str {
        match self {
            Numbering::LowerAlpha => "a",
            Numbering::UpperAlpha => "A",
            Numbering::LowerRoman => "i",
            Numbering::UpperRoman => "I",
        }
    }

    /// Writes a number in this numbering, or in decimal if it cannot be expressed.
    pub(crate) fn write(self, number: u32) -> String {
        let letters = match self {
            Numbering::LowerAlpha | Numbering::UpperAlpha => alphabetic(number),
            Numbering::LowerRoman | Numbering::UpperRoman => roman(number),
        };
        match (letters, self) {
            (None, _) => number.to_string(),
            (Some(letters), Numbering::UpperAlpha | Numbering::UpperRoman) => letters.to_ascii_uppercase(),
            (Some(letters), _) => letters,
        }
    }
}

/// `a` to `z`, `aa`, `ab` and so on.
fn alphabetic(mut number: u32) -> Option<String> {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(b'a' + (number % 26) as u8);
        number /= 26;
    }
    letters.reverse();
    String::from_utf8(letters).ok().filter(|letters| !letters.is_empty())
}

fn roman(mut number: u32) -> Option<String> {
    const DIGITS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut letters = String::new();
    if number > MAX_ROMAN {
        return None;
    }
    for (value, digit) in DIGITS {
        while number >= value {
            letters.push_str(digit);
            number -= value;
        }
    }
    Some(letters).filter(|letters| !letters.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_letters() {
        let write = |numbering: Numbering, numbers: &[u32]| -> Vec<String> {
            numbers.iter().map(|number| numbering.write(*number)).collect()
        };
        assert_eq!(write(Numbering::LowerAlpha, &[0, 1, 26, 27, 702, 703]), ["0", "a", "z", "aa", "zz", "aaa"]);
        assert_eq!(
            write(Numbering::UpperRoman, &[0, 4, 1994, 3999, 4000]),
            ["0", "IV", "MCMXCIV", "MMMCMXCIX", "4000"]
        );
        assert_eq!(Numbering::LowerAlpha.write(u32::MAX), "mwlqkwu");
    }
}
