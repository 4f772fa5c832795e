use super::Block;

/// A list: with bullets, numbers, boxes to tick, or terms and what is said of them.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct List {
    /// Whether the items are numbered.
    pub ordered: bool,
    /// Number of the first item of an ordered list, where it is not 1.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub start: Option<u32>,
    /// What an ordered list counts with, where that is not digits.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub numbering: Option<Numbering>,
    /// The items, each of one block or more.
    pub items: Vec<Vec<Block>>,
    /// Whether the box of each item is ticked, `None` for an item that has no box. Empty for a list without boxes.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub tasks: Vec<Option<bool>>,
    /// How many of the first blocks of each item are terms, one paragraph each, which the blocks behind them describe.
    /// Empty for a list that is no [description list](https://html.spec.whatwg.org/multipage/grouping-content.html#the-dl-element).
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub terms: Vec<u32>,
}

impl List {
    /// Whether this is a list of terms and what is said of them.
    pub fn is_description(&self) -> bool {
        !self.terms.is_empty()
    }
}

/// Letters that an ordered list counts with.
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

/// The largest number that Roman digits of ASCII write.
const MAX_ROMAN: u32 = 3999;

impl Numbering {
    /// Value of `type` on an `<ol>` that counts so.
    pub fn html_type(self) -> &'static str {
        match self {
            Numbering::LowerAlpha => "a",
            Numbering::UpperAlpha => "A",
            Numbering::LowerRoman => "i",
            Numbering::UpperRoman => "I",
        }
    }

    /// A number written so; in digits where there are no letters for it.
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
