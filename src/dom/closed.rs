//! Ends self-closing elements (`<iframe … />`) before the source is parsed.
//!
//! HTML has no such end: the rest of the post would become the contents of a frame, a script, a video or a link. Feeds
//! are written by programs that write XML, so the end is meant. The parser itself follows the standard.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memmem};

/// Elements that contain the rest of the post if they are not ended, in lower case. Sorted.
const HOLDERS: &[&str] = &[
    "a",
    "audio",
    "b",
    "blockquote",
    "button",
    "canvas",
    "cite",
    "code",
    "del",
    "details",
    "em",
    "figcaption",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "i",
    "iframe",
    "ins",
    "label",
    "mark",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "option",
    "plaintext",
    "pre",
    "q",
    "s",
    "script",
    "select",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "template",
    "textarea",
    "time",
    "title",
    "u",
    "video",
    "xmp",
];

/// Of these, elements whose contents are not parsed as markup.
const RAW: &[&str] = &["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"];

/// The length in bytes of the longest of these names.
const LONGEST: usize = 10;

/// Returns the source with an end tag after each self-closing element that would contain the rest; and the range of the
/// text of an unclosed script or style, which no tree keeps.
pub(super) fn ended(html: &str) -> (Cow<'_, str>, Range<usize>) {
    if !is_worth_reading(html) {
        return (Cow::Borrowed(html), 0..0);
    }
    let mut reader = Reader { html, bytes: html.as_bytes(), out: String::new(), copied: 0, swallowed: 0..0 };
    reader.read();
    let Reader { mut out, copied, swallowed, .. } = reader;
    if copied == 0 {
        return (Cow::Borrowed(html), swallowed);
    }
    out.push_str(html.get(copied..).unwrap_or_default());
    (Cow::Owned(out), swallowed)
}

/// Returns whether there may be such an element, or an unclosed script. Most posts have neither, and are not read
/// twice.
fn is_worth_reading(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut before = 0;
    for end in memmem::find_iter(bytes, b"/>") {
        let part = bytes.get(before..end).unwrap_or_default();
        before = end;
        if memchr::memrchr(b'<', part).is_some_and(|at| holder(part.get(at + 1..).unwrap_or_default()).is_some()) {
            return true;
        }
    }
    has_raw_without_end(bytes)
}

/// Returns whether the last script or style is unclosed.
fn has_raw_without_end(bytes: &[u8]) -> bool {
    let (mut script, mut style) = (false, false);
    for at in memchr::memchr_iter(b'<', bytes) {
        let (is_end, name) = match bytes.get(at + 1..) {
            Some([b'/', name @ ..]) => (true, name),
            Some(name) => (false, name),
            None => break,
        };
        let is = |wanted: &[u8]| name.get(..wanted.len()).is_some_and(|name| name.eq_ignore_ascii_case(wanted));
        match name.first() {
            Some(b's' | b'S') if is(b"script") => script = !is_end,
            Some(b's' | b'S') if is(b"style") => style = !is_end,
            _ => {}
        }
    }
    script || style
}

/// Returns the name of a tag, if it is in [`HOLDERS`].
fn holder(tag: &[u8]) -> Option<&'static str> {
    let length = tag.iter().take(LONGEST + 1).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if !matches!(tag.get(length), None | Some(b' ' | b'\t' | b'\n' | b'\r' | 0xc | b'/' | b'>')) {
        return None;
    }
    let name = tag.get(..length)?;
    HOLDERS.iter().find(|known| known.as_bytes().eq_ignore_ascii_case(name)).copied()
}

struct Reader<'a> {
    html: &'a str,
    bytes: &'a [u8],
    out: String,
    /// The offset up to which the source is in `out`.
    copied: usize,
    swallowed: Range<usize>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut at = 0;
        // In SVG and MathML the tree builder supports self-closing tags.
        let mut foreign: Option<&'static [u8]> = None;
        while let Some(found) = self.bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
            let start = at + found;
            let rest = self.bytes.get(start + 1..).unwrap_or_default();
            at = start + 1;
            if rest.starts_with(b"!--") {
                at = self.find(start + 4, b"-->").unwrap_or(self.bytes.len());
                continue;
            }
            if let Some(name) = foreign
                && rest.first() == Some(&b'/')
                && rest.get(1..1 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name))
            {
                foreign = None;
            }
            if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
                continue;
            }
            let Some((end, is_closed)) = self.tag_end(start + 1) else { return };
            at = end;
            for name in [b"svg".as_slice(), b"math"] {
                if !is_closed && rest.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name)) {
                    foreign = Some(name);
                }
            }
            let Some(name) = holder(rest).filter(|_| foreign.is_none()) else { continue };
            if is_closed && !self.has_own_end(end, name) {
                self.out.push_str(self.html.get(self.copied..end).unwrap_or_default());
                self.out.push_str("</");
                self.out.push_str(name);
                self.out.push('>');
                self.copied = end;
            } else if RAW.contains(&name) {
                match self.end_of(end, name) {
                    Some(end) => at = end,
                    None => {
                        if matches!(name, "script" | "style") {
                            self.swallowed = end..self.bytes.len();
                        }
                        return;
                    }
                }
            }
        }
    }

    fn find(&self, at: usize, what: &[u8]) -> Option<usize> {
        memmem::find(self.bytes.get(at..)?, what).map(|found| at + found)
    }

    /// Returns the end of a tag whose name begins at `at`, and whether it is self-closing.
    fn tag_end(&self, mut at: usize) -> Option<(usize, bool)> {
        let mut before = 0;
        loop {
            let byte = *self.bytes.get(at)?;
            match byte {
                b'>' => return Some((at + 1, before == b'/')),
                b'"' | b'\'' if before == b'=' => {
                    at += 1 + memchr(byte, self.bytes.get(at + 1..)?)?;
                    before = byte;
                }
                // A slash at the end of an unquoted address is part of it.
                _ if before == b'=' && !byte.is_ascii_whitespace() => {
                    while self.bytes.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace() && *next != b'>') {
                        at += 1;
                    }
                    before = 0;
                }
                _ if byte.is_ascii_whitespace() && before == b'=' => {}
                _ => before = byte,
            }
            at += 1;
        }
    }

    /// Returns whether only text, or sources of a video, precede the end tag of the element: `<video … />text</video>`.
    fn has_own_end(&self, mut at: usize, name: &str) -> bool {
        loop {
            let Some(found) = self.bytes.get(at..).and_then(|rest| memchr(b'<', rest)) else { return false };
            at += found + 1;
            let rest = self.bytes.get(at..).unwrap_or_default();
            let begins = |text: &[u8]| rest.get(..text.len()).is_some_and(|head| head.eq_ignore_ascii_case(text));
            if begins(b"/") {
                let end = rest.get(1..1 + name.len()).unwrap_or_default();
                return end.eq_ignore_ascii_case(name.as_bytes())
                    && !rest.get(1 + name.len()).is_some_and(u8::is_ascii_alphanumeric);
            }
            if !(begins(b"source") || begins(b"track") || begins(b"param")) {
                return false;
            }
        }
    }

    /// Returns the offset after the contents of an element without markup.
    fn end_of(&self, mut at: usize, name: &str) -> Option<usize> {
        loop {
            at = self.find(at, b"</")? + 2;
            let end = self.bytes.get(at..at + name.len())?;
            if end.eq_ignore_ascii_case(name.as_bytes())
                && !self.bytes.get(at + name.len()).is_some_and(u8::is_ascii_alphanumeric)
            {
                return Some(at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_closed_like_xml_is_ended() {
        for (html, wanted) in [
            ("<iframe src='x' /><p>rain", "<iframe src='x' /></iframe><p>rain"),
            ("<p><SCRIPT src=\"a\"/>rain", "<p><SCRIPT src=\"a\"/></script>rain"),
            ("<video/> <audio/><p>", "<video/></video> <audio/></audio><p>"),
            ("<title/>a<textarea />b", "<title/></title>a<textarea /></textarea>b"),
            ("<a id=\"n\"/><p>rain", "<a id=\"n\"/></a><p>rain"),
        ] {
            assert_eq!(ended(html).0, wanted);
        }
    }

    #[test]
    fn what_has_its_own_end_or_is_no_tag_stays() {
        for html in [
            "<br/><img src=\"a\"/><p/>",
            "<iframe src=\"x\"/></iframe><p>rain",
            "<video src=\"x\"/><source src=\"y\"/>no film</video>",
            "<a href=http://example.org/>rain</a>",
            "<script>'<script/>'</script>",
            "<!-- <iframe/> --><p>",
            "<b title=\"<i/>\">rain</b>",
            "<svg><title/><a/></svg>",
            "<article/>",
            "<iframe src=\"",
        ] {
            assert_eq!(ended(html).0, html);
        }
    }

    #[test]
    fn a_script_without_end_is_known() {
        let html = "<p>rain</p><script>x()<p>snow";
        assert_eq!(html.get(ended(html).1), Some("x()<p>snow"));
    }
}
