//! Reads plain markup, which is nearly all of it, directly from the source: no character is copied or read twice.
//!
//! Text, tags with common names and attributes, comments and common character references become tokens here, the same
//! ones that html5ever's tokenizer makes. Everything else is left to that tokenizer, as are nearly all elements that
//! change its state. Tests compare the trees of both.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2, memmem};
use smallvec::SmallVec;

use super::names::Key;
use super::{Attr, Tag};

/// The maximal number of kept attributes of one tag; duplicates are found by comparing each with all preceding ones.
const MAX_KEPT: usize = 64;

/// Normalizes line breaks to line feeds as in the standard; and returns whether the source has no characters that the
/// tokenizer replaces.
pub(super) fn normalized(html: &str) -> (Cow<'_, str>, bool) {
    let Some(first) = memchr2(b'\r', b'\0', html.as_bytes()) else { return (Cow::Borrowed(html), true) };
    let is_normal = memchr(b'\0', html.as_bytes().get(first..).unwrap_or_default()).is_none();
    let mut lines = html.split('\r');
    let mut normalized = String::with_capacity(html.len());
    normalized.push_str(lines.next().unwrap_or_default());
    for line in lines {
        if !line.starts_with('\n') {
            normalized.push('\n');
        }
        normalized.push_str(line);
    }
    (Cow::Owned(normalized), is_normal)
}

/// Receives the tokens. `None` ends the reading: the token is not plain.
pub(super) trait Tokens {
    /// Whether the text of scripts, styles and frames is read.
    const READS_RAW_TEXT: bool;

    /// Returns whether it needs attributes of an element that no pass reads.
    fn keeps_all_attributes(element: &str) -> bool;
    fn text(&mut self, part: Range<usize>) -> Option<()>;
    /// Receives a character of a character reference.
    fn character(&mut self, c: char) -> Option<()>;
    /// Receives a start tag and drains its attributes.
    fn start_tag(&mut self, name: &str, tag: Tag, attributes: &mut Attributes<'_>, self_closing: bool) -> Option<()>;
    fn end_tag(&mut self, name: &str, tag: Tag) -> Option<()>;
    fn comment(&mut self) -> Option<()>;
}

/// The attributes of a tag.
#[derive(Default)]
pub(super) struct Attributes<'a> {
    pub(super) list: SmallVec<[Attribute<'a>; 4]>,
    /// Values that are not slices of the source.
    pub(super) decoded: String,
}

impl Attributes<'_> {
    fn clear(&mut self) {
        self.list.clear();
        self.decoded.clear();
    }
}

pub(super) struct Attribute<'a> {
    pub(super) name: Cow<'a, str>,
    /// `None` if no pass reads it.
    pub(super) known: Option<Attr>,
    pub(super) value: Value,
}

pub(super) enum Value {
    /// A slice of the source.
    Part(Range<usize>),
    /// A slice of [`Attributes::decoded`].
    Decoded(Range<usize>),
}

impl Value {
    /// Returns its length in bytes.
    pub(super) fn len(&self) -> usize {
        match self {
            Value::Part(part) | Value::Decoded(part) => part.len(),
        }
    }
}

/// Reads from `at`, between two tokens, and returns the offset of the first token that is not plain.
pub(super) fn read(source: &str, mut at: usize, tokens: &mut impl Tokens) -> usize {
    let mut reader = Reader { source, bytes: source.as_bytes(), tokens, attributes: Attributes::default() };
    while let Some(end) = reader.token(at) {
        at = end;
    }
    at
}

struct Reader<'a, T> {
    source: &'a str,
    bytes: &'a [u8],
    tokens: &'a mut T,
    /// The attributes of one tag; kept for its memory.
    attributes: Attributes<'a>,
}

impl<'a, T: Tokens> Reader<'a, T> {
    /// Reads one token; returns its end, or `None` if it is not plain.
    fn token(&mut self, at: usize) -> Option<usize> {
        match self.byte(at)? {
            b'<' => match self.byte(at + 1)? {
                b'/' => self.end_tag(at + 2),
                b'!' => self.comment(at),
                byte if byte.is_ascii_alphabetic() => self.start_tag(at + 1),
                _ => None,
            },
            b'&' => match reference(self.bytes.get(at + 1..)?) {
                Reference::Character(c, length) => {
                    self.tokens.character(c)?;
                    Some(at + 1 + length)
                }
                Reference::None => self.text(at, at + 1),
                Reference::Unknown => None,
            },
            _ => self.text(at, at),
        }
    }

    /// Reads text from `start` on, of which the bytes up to `at` are known to be text.
    fn text(&mut self, start: usize, mut at: usize) -> Option<usize> {
        let end = loop {
            let Some(found) = memchr2(b'<', b'&', self.bytes.get(at..)?) else { break self.bytes.len() };
            at += found;
            let is_text = self.byte(at) == Some(b'&')
                && matches!(reference(self.bytes.get(at + 1..).unwrap_or_default()), Reference::None);
            if !is_text {
                break at;
            }
            at += 1;
        };
        self.tokens.text(start..end)?;
        Some(end)
    }

    fn start_tag(&mut self, start: usize) -> Option<usize> {
        let Name { text: name, key, end: mut at } = self.name(start)?;
        let tag = Tag::by_key(key);
        let is_raw = T::READS_RAW_TEXT && matches!(tag, Tag::Iframe | Tag::Script | Tag::Style);
        if !is_raw && is_left_to_tokenizer(tag) {
            return None;
        }
        let keeps_all = T::keeps_all_attributes(&name);
        self.attributes.clear();
        let self_closing = loop {
            at = self.skip_blanks(at);
            match self.byte(at)? {
                b'>' => break false,
                b'/' if self.byte(at + 1)? == b'>' => {
                    at += 1;
                    break true;
                }
                _ => {}
            }
            let Name { text: name, key, end } = self.name(at)?;
            let known = Attr::of(key, &name, tag);
            let (value, end) = self.value(end)?;
            at = end;
            if known.is_some() || keeps_all {
                let is_same = |before: &Attribute| match known {
                    Some(attr) if attr.has_one_name() => before.known == known,
                    _ => before.name == name,
                };
                if self.attributes.list.len() == MAX_KEPT || self.attributes.list.iter().any(is_same) {
                    return None;
                }
                let value = self.decoded(value)?;
                self.attributes.list.push(Attribute { name, known, value });
            }
        };
        self.tokens.start_tag(&name, tag, &mut self.attributes, self_closing)?;
        if is_raw { self.raw_text(&name, tag, at + 1) } else { Some(at + 1) }
    }

    /// Reads the text of a script, style or frame, and its end tag.
    fn raw_text(&mut self, name: &str, tag: Tag, start: usize) -> Option<usize> {
        let end = start + memmem::find(self.bytes.get(start..)?, b"</")?;
        let text = self.source.get(start..end)?;
        let behind = self.source.get(end + 2..)?.strip_prefix(name)?;
        if !behind.starts_with('>') || tag == Tag::Script && text.contains("<!--") {
            return None;
        }
        if !text.is_empty() {
            self.tokens.text(start..end)?;
        }
        self.tokens.end_tag(name, tag)?;
        Some(end + 2 + name.len() + 1)
    }

    fn end_tag(&mut self, start: usize) -> Option<usize> {
        let Name { text: name, key, end: at } = self.name(start)?;
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let at = self.skip_blanks(at);
        if self.byte(at)? != b'>' {
            return None;
        }
        self.tokens.end_tag(&name, Tag::by_key(key))?;
        Some(at + 1)
    }

    /// Reads a comment without sequences that could end it early or late.
    fn comment(&mut self, start: usize) -> Option<usize> {
        let inner = self.bytes.get(start + 4..).filter(|_| self.bytes.get(start + 2..start + 4) == Some(b"--"))?;
        if matches!(inner.first()?, b'>' | b'-') {
            return None;
        }
        let end = start + 4 + memmem::find(inner, b"--")?;
        if self.byte(end + 2)? != b'>' {
            return None;
        }
        self.tokens.comment()?;
        Some(end + 3)
    }

    /// Reads a name of letters, digits and common punctuation, in lower case, up to a character that ends names.
    // The result is wide, and each caller needs only a part of it.
    #[inline(always)]
    fn name(&self, start: usize) -> Option<Name<'a>> {
        let source = self.bytes.get(start..)?;
        if let Some(&head) = source.first_chunk() {
            let length = lower_run(head);
            if length > 0 && head.get(length).is_some_and(|&byte| ends_name(byte)) {
                let end = start + length;
                return Some(Name {
                    text: Cow::Borrowed(self.source.get(start..end)?),
                    key: Some(Key::at_head(head, length)),
                    end,
                });
            }
        }
        self.long_name(start)
    }

    /// Reads a name of any length.
    #[inline(never)]
    fn long_name(&self, start: usize) -> Option<Name<'a>> {
        let mut end = start;
        let mut is_lower = true;
        loop {
            match self.byte(end)? {
                b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b':' | b'.' => {}
                b'A'..=b'Z' => is_lower = false,
                byte if ends_name(byte) && end > start => break,
                _ => return None,
            }
            end += 1;
        }
        let name = self.source.get(start..end)?;
        let text = if is_lower { Cow::Borrowed(name) } else { Cow::Owned(name.to_ascii_lowercase()) };
        Some(Name { key: Key::of(&text), text, end })
    }

    /// Returns the range of the value of an attribute whose name ends at `at`, and the end of the attribute.
    fn value(&self, at: usize) -> Option<(Range<usize>, usize)> {
        let sign = self.skip_blanks(at);
        if self.byte(sign)? != b'=' {
            return Some((at..at, at));
        }
        let start = self.skip_blanks(sign + 1);
        match self.byte(start)? {
            quote @ (b'"' | b'\'') => {
                let end = start + 1 + memchr(quote, self.bytes.get(start + 1..)?)?;
                let is_apart = matches!(self.byte(end + 1)?, b' ' | b'\t' | b'\n' | 0xc | b'>' | b'/');
                is_apart.then_some((start + 1..end, end + 1))
            }
            _ => {
                let mut end = start;
                loop {
                    match self.byte(end)? {
                        b' ' | b'\t' | b'\n' | 0xc | b'>' => break,
                        b'"' | b'\'' | b'<' | b'=' | b'`' => return None,
                        _ => end += 1,
                    }
                }
                (end > start).then_some((start..end, end))
            }
        }
    }

    /// Decodes the character references of a value.
    fn decoded(&mut self, range: Range<usize>) -> Option<Value> {
        let value = self.source.get(range.clone())?;
        let decoded = &mut self.attributes.decoded;
        let start = decoded.len();
        let mut copied = 0;
        let mut at = 0;
        while let Some(found) = memchr(b'&', value.as_bytes().get(at..)?) {
            let behind = at + found + 1;
            match reference(value.as_bytes().get(behind..)?) {
                Reference::Character(c, length) => {
                    decoded.push_str(value.get(copied..behind - 1)?);
                    decoded.push(c);
                    copied = behind + length;
                }
                Reference::None => {}
                Reference::Unknown if behind == value.len() => {}
                // `?a=1&b=2`: not a reference by the standard, whatever its name.
                Reference::Unknown => {
                    let name = value.as_bytes().get(behind..)?.iter().take_while(|byte| byte.is_ascii_alphanumeric());
                    let end = behind + name.count();
                    if value.as_bytes().get(end) != Some(&b'=') {
                        return None;
                    }
                }
            }
            at = behind.max(copied);
        }
        if copied == 0 {
            return Some(Value::Part(range));
        }
        decoded.push_str(value.get(copied..)?);
        Some(Value::Decoded(start..decoded.len()))
    }

    fn skip_blanks(&self, mut at: usize) -> usize {
        while matches!(self.byte(at), Some(b' ' | b'\t' | b'\n' | 0xc)) {
            at += 1;
        }
        at
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }
}

struct Name<'a> {
    /// In lower case.
    text: Cow<'a, str>,
    key: Option<Key>,
    /// Where it ends.
    end: usize,
}

fn ends_name(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | 0xc | b'=' | b'>' | b'/')
}

/// Returns the number of leading lower-case letters and digits, examined as one number.
fn lower_run(bytes: [u8; 8]) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let word = u64::from_le_bytes(bytes);
    // Sets the high bit of each byte that is at least `least`, ignoring high bits.
    let no_less = |least: u8| (word & !HIGH) + ONES * u64::from(0x80 - least);
    let letters = no_less(b'a') & !no_less(b'z' + 1);
    let digits = no_less(b'0') & !no_less(b'9' + 1);
    let others = !(letters | digits) | word;
    (others & HIGH).trailing_zeros() as usize / 8
}

/// Returns whether an element changes the state of the tokenizer, or the tree builder reads its attributes.
fn is_left_to_tokenizer(tag: Tag) -> bool {
    use Tag::*;
    matches!(tag, Script | Style | Title | Textarea | Iframe | Noembed | Noframes | Xmp | Plaintext | Template)
}

enum Reference {
    /// A character, and the number of bytes of its reference after the `&`.
    Character(char, usize),
    /// A literal `&`.
    None,
    /// Perhaps a reference.
    Unknown,
}

/// Reads the text after a `&`: the [references](https://html.spec.whatwg.org/multipage/named-characters.html) that
/// generators write, each with its semicolon.
fn reference(text: &[u8]) -> Reference {
    let Some(&first) = text.first() else { return Reference::Unknown };
    if !first.is_ascii_alphanumeric() && first != b'#' {
        return Reference::None;
    }
    let Some(end) = text.iter().take(10).position(|&byte| byte == b';') else { return Reference::Unknown };
    let c = match text.get(..end).unwrap_or_default() {
        b"amp" => '&',
        b"apos" => '\'',
        b"copy" => '©',
        b"gt" => '>',
        b"hellip" => '…',
        b"laquo" => '«',
        b"ldquo" => '“',
        b"lsquo" => '‘',
        b"lt" => '<',
        b"mdash" => '—',
        b"middot" => '·',
        b"nbsp" => '\u{a0}',
        b"ndash" => '–',
        b"quot" => '"',
        b"raquo" => '»',
        b"rdquo" => '”',
        b"rsquo" => '’',
        [b'#', b'x' | b'X', digits @ ..] => return number(digits, 16, end + 1),
        [b'#', digits @ ..] => return number(digits, 10, end + 1),
        _ => return Reference::Unknown,
    };
    Reference::Character(c, end + 1)
}

/// Reads a number that is the code point of its character; the standard has exceptions among control characters and
/// noncharacters.
fn number(digits: &[u8], base: u32, length: usize) -> Reference {
    let mut code = 0u32;
    for &digit in digits {
        match char::from(digit).to_digit(base) {
            Some(digit) => code = code * base + digit,
            None => return Reference::Unknown,
        }
    }
    let plain = matches!(code, 0x20..=0x7e | 0xa0..=0xd7ff | 0xe000..=0xfdcf | 0xfdf0..=0xfffd);
    match char::from_u32(code) {
        Some(c) if plain && !digits.is_empty() => Reference::Character(c, length),
        _ => Reference::Unknown,
    }
}
