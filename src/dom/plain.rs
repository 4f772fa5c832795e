//! Reads plain markup, which is nearly all of it, straight from the source: no character is copied or looked at twice.
//!
//! Text, tags whose names and attributes are written as every generator writes them, comments and common character
//! references become tokens here, the same ones that html5ever's tokenizer makes of them. Everything else is left to that
//! tokenizer, as are all elements that change how it reads what follows. Tests hold both ways of reading to one tree.

use std::borrow::Cow;
use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink};
use html5ever::{Attribute, LocalName, QualName, ns};
use memchr::{memchr, memchr2, memmem};

use super::Attr;
use super::guard::Guard;

/// Attributes that are kept of one tag; duplicates are found by comparing each with all before it.
const MAX_KEPT: usize = 64;

/// Whether a source is free of what the tokenizer has to normalize wherever it stands.
pub(super) fn is_normal(html: &str) -> bool {
    memchr2(b'\r', b'\0', html.as_bytes()).is_none()
}

/// Reads on from `at`, where no token is half read, and returns where the first thing stands that is not plain.
pub(super) fn read(source: &StrTendril, mut at: usize, sink: &Guard) -> usize {
    let reader = Reader { source, bytes: source.as_bytes(), sink };
    while at < source.len() && !sink.is_exhausted() {
        match reader.token(at) {
            Some(end) => at = end,
            None => break,
        }
    }
    at
}

struct Reader<'a> {
    source: &'a StrTendril,
    bytes: &'a [u8],
    sink: &'a Guard,
}

impl Reader<'_> {
    /// Reads one token; returns its end, or `None` when it is not plain.
    fn token(&self, at: usize) -> Option<usize> {
        match self.byte(at)? {
            b'<' => match self.byte(at + 1)? {
                b'/' => self.end_tag(at + 2),
                b'!' => self.comment(at),
                byte if byte.is_ascii_alphabetic() => self.start_tag(at + 1),
                _ => None,
            },
            b'&' => match reference(self.bytes.get(at + 1..)?) {
                Reference::Character(c, length) => {
                    self.hand_on(Token::CharacterTokens(StrTendril::from_char(c)));
                    Some(at + 1 + length)
                }
                Reference::None => self.text(at, at + 1),
                Reference::Unknown => None,
            },
            _ => self.text(at, at),
        }
    }

    /// Text from `start` on, of which the bytes up to `at` are known to be text.
    fn text(&self, start: usize, mut at: usize) -> Option<usize> {
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
        self.hand_on(Token::CharacterTokens(self.part(start..end)));
        Some(end)
    }

    fn start_tag(&self, start: usize) -> Option<usize> {
        let (name, mut at) = self.name(start)?;
        if is_left_to_tokenizer(&name) {
            return None;
        }
        let keeps_all = needs_all_attributes(&name);
        let mut attrs: Vec<Attribute> = Vec::new();
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
            let (attr, end) = self.name(at)?;
            let keeps = keeps_all || Attr::by_name(&attr).is_some();
            let (value, end) = self.value(end)?;
            at = end;
            if keeps {
                let name = QualName::new(None, ns!(), LocalName::from(&*attr));
                if attrs.len() == MAX_KEPT || attrs.iter().any(|before| before.name.local == name.local) {
                    return None;
                }
                attrs.push(Attribute { name, value: self.decoded(value)? });
            }
        };
        self.tag(TagKind::StartTag, &name, attrs, self_closing);
        Some(at + 1)
    }

    fn end_tag(&self, start: usize) -> Option<usize> {
        let (name, at) = self.name(start)?;
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let at = self.skip_blanks(at);
        if self.byte(at)? != b'>' {
            return None;
        }
        self.tag(TagKind::EndTag, &name, Vec::new(), false);
        Some(at + 1)
    }

    fn tag(&self, kind: TagKind, name: &str, attrs: Vec<Attribute>, self_closing: bool) {
        let name = LocalName::from(name);
        self.hand_on(Token::TagToken(Tag { kind, name, self_closing, attrs, had_duplicate_attributes: false }));
    }

    /// A comment without anything in it that could end it early or late.
    fn comment(&self, start: usize) -> Option<usize> {
        let inner = self.bytes.get(start + 4..).filter(|_| self.bytes.get(start + 2..start + 4) == Some(b"--"))?;
        if matches!(inner.first()?, b'>' | b'-') {
            return None;
        }
        let end = start + 4 + memmem::find(inner, b"--")?;
        if self.byte(end + 2)? != b'>' {
            return None;
        }
        self.hand_on(Token::CommentToken(StrTendril::new()));
        Some(end + 3)
    }

    /// A name of letters, digits and the few signs that names have, in lower case; what ends it must end names.
    fn name(&self, start: usize) -> Option<(Cow<'_, str>, usize)> {
        let mut end = start;
        let mut is_lower = true;
        loop {
            match self.byte(end)? {
                b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b':' | b'.' => {}
                b'A'..=b'Z' => is_lower = false,
                b' ' | b'\t' | b'\n' | 0xc | b'=' | b'>' | b'/' if end > start => break,
                _ => return None,
            }
            end += 1;
        }
        let name = self.source.get(start..end)?;
        Some((if is_lower { Cow::Borrowed(name) } else { Cow::Owned(name.to_ascii_lowercase()) }, end))
    }

    /// Where the value of an attribute stands whose name ends at `at`, and where the attribute ends.
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

    /// An attribute's value with its character references decoded.
    fn decoded(&self, range: Range<usize>) -> Option<StrTendril> {
        let value = self.source.get(range.clone())?;
        let mut decoded = StrTendril::new();
        let mut copied = 0;
        let mut at = 0;
        while let Some(found) = memchr(b'&', value.as_bytes().get(at..)?) {
            let behind = at + found + 1;
            match reference(value.as_bytes().get(behind..)?) {
                Reference::Character(c, length) => {
                    decoded.push_slice(value.get(copied..behind - 1)?);
                    decoded.push_char(c);
                    copied = behind + length;
                }
                Reference::None => {}
                Reference::Unknown if behind == value.len() => {}
                // `?a=1&b=2`: by the standard no reference, whatever its name.
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
            return Some(self.part(range));
        }
        decoded.push_slice(value.get(copied..)?);
        Some(decoded)
    }

    fn hand_on(&self, token: Token) {
        // What a tokenizer would have to do about an answer is done only for elements that are left to it.
        let _ = self.sink.process_token(token, 1);
    }

    fn part(&self, range: Range<usize>) -> StrTendril {
        self.source.subtendril(range.start as u32, (range.end - range.start) as u32)
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

/// Elements after whose start tag the tokenizer reads otherwise, and one whose attributes the tree builder reads.
fn is_left_to_tokenizer(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "title"
            | "textarea"
            | "iframe"
            | "noembed"
            | "noframes"
            | "xmp"
            | "plaintext"
            | "template"
    )
}

/// Elements that the tree builder compares by their attributes (of `<a>` only one can be open), or whose attributes it
/// reads.
fn needs_all_attributes(name: &str) -> bool {
    matches!(
        name,
        "b" | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
            | "annotation-xml"
    )
}

enum Reference {
    /// A character, and the bytes that stand for it behind the `&`.
    Character(char, usize),
    /// The `&` is one.
    None,
    /// Perhaps a reference.
    Unknown,
}

/// What stands behind a `&`: the [references](https://html.spec.whatwg.org/multipage/named-characters.html) that
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

/// A number that means the character of that number; the standard has exceptions among controls and noncharacters.
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
