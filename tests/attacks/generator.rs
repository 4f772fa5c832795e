//! Generates HTML from arbitrary bytes: a small machine that reads each byte as a step of a grammar or as a word of a
//! dictionary. A mutation of the bytes is a mutation of the structure of the markup, which a mutation of its text
//! seldom is.
//!
//! Bytes that begin with a value from 1 to 31 are a program for the machine; all others are markup, so that fixtures
//! can serve as seeds unchanged.

const ELEMENTS: &[&str] = &[
    "p",
    "div",
    "a",
    "b",
    "i",
    "em",
    "strong",
    "span",
    "img",
    "br",
    "hr",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "td",
    "th",
    "caption",
    "colgroup",
    "col",
    "h1",
    "h2",
    "h6",
    "pre",
    "code",
    "blockquote",
    "figure",
    "figcaption",
    "picture",
    "source",
    "svg",
    "math",
    "mi",
    "mtext",
    "mglyph",
    "malignmark",
    "annotation-xml",
    "foreignObject",
    "desc",
    "title",
    "style",
    "script",
    "noscript",
    "template",
    "iframe",
    "object",
    "embed",
    "xmp",
    "plaintext",
    "textarea",
    "select",
    "option",
    "optgroup",
    "button",
    "input",
    "form",
    "nobr",
    "font",
    "ruby",
    "rt",
    "rp",
    "rb",
    "rtc",
    "s",
    "u",
    "small",
    "big",
    "sub",
    "sup",
    "q",
    "details",
    "summary",
    "video",
    "audio",
    "marquee",
    "applet",
    "center",
    "section",
    "article",
    "body",
    "html",
    "head",
    "frameset",
    "base",
    "meta",
    "link",
    "image",
    "listing",
    "x-y",
    "selectedcontent",
    "noembed",
    "noframes",
    "slot",
    "fieldset",
    "legend",
    "address",
];

const ATTRIBUTES: &[&str] = &[
    "href",
    "src",
    "srcset",
    "sizes",
    "alt",
    "title",
    "class",
    "id",
    "name",
    "style",
    "onclick",
    "onerror",
    "cite",
    "data-src",
    "data-srcset",
    "width",
    "height",
    "colspan",
    "rowspan",
    "start",
    "type",
    "rel",
    "target",
    "is",
    "lang",
    "encoding",
    "color",
    "xlink:href",
    "hidden",
    "role",
    "aria-label",
    "poster",
    "action",
    "http-equiv",
    "content",
];

const VALUES: &[&str] = &[
    "",
    "x",
    "1",
    "https://a.example/",
    "https://a.example/i.png",
    "//evil.example/i.png",
    "/i.png",
    "javascript:alert(1)",
    " java&#9;script:alert(1)",
    "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
    "https://user:pw@evil.example/",
    "https://images.weserv.nl/?url=a.example/i.png",
    "https://images.weserv.nl/?url=https%3A%2F%2Fi0.wp.com%2Fa.example%2Fi.png",
    "https://www.google.com/url?q=https://a.example/%3Futm_source%3Dx",
    "https://a.example/1.png 1x, https://a.example/2.png 2x",
    "https://www.youtube.com/embed/abcdefghijk",
    "mailto:a@a.example",
    "text/html",
    "display:none",
    "advert share footer",
    "language-rust",
    "\u{202E}x\u{200B}",
    "a\"b'c<d>e&f",
    "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;",
    "\r\n\t x",
];

const TEXTS: &[&str] = &[
    "x",
    " ",
    "\n",
    "\r",
    "\n\n",
    "word ",
    "&amp;",
    "&lt;img src=x onerror=alert(1)&gt;",
    "&nbsp;",
    "&#13;",
    "&#0;",
    "\0",
    "\u{A0}",
    "\u{202E}",
    "\u{200D}",
    "\u{FEFF}",
    "中文，",
    "\u{3000}",
    "👨\u{200D}👩\u{200D}👧",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/)",
    "**x** _y_ `z`",
    "# ",
    "- ",
    "1. ",
    "> ",
    "| a | b |",
    "```",
    "---",
    "\\",
    "<",
    "&",
    "© 2020 a.example",
    "更多RSS：",
    "Fri, 25 Jun 2021 17:12:11 GMT",
    "https://a.example/",
];

const PIECES: &[&str] = &[
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<?x ",
    "<!DOCTYPE html>",
    "<",
    "</",
    ">",
    "/>",
    "\"",
    "'",
    "=",
    "</p>",
    "</br>",
    "</table>",
    "</div></div>",
    "</svg>",
    "</body></html>",
    "<p><br></p>",
    "<br><br>",
    "<a href=https://a.example/>x</a>",
    "<img src=https://a.example/i.png>",
    "<table><tr><td>",
    "<svg><style>",
    "<math><mtext>",
    "<noscript><img src=https://a.example/i.png></noscript>",
];

/// The maximal length of markup of a program: repetitions multiply.
const MOST: usize = 1 << 16;

/// Returns the markup of some bytes.
pub fn html(bytes: &[u8]) -> String {
    match bytes.split_first() {
        Some((1..=31, program)) => Machine { program: program.iter(), open: Vec::new(), html: String::new() }.run(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Returns a unit of markup, chosen by the bytes of a program, that the growth target repeats many times.
pub fn unit(bytes: &[u8]) -> String {
    let mut unit = html(bytes);
    let mut end = unit.len().min(200);
    while !unit.is_char_boundary(end) {
        end -= 1;
    }
    unit.truncate(end);
    unit
}

/// Returns a rule file: the bytes of a program choose keys and values, and sometimes something invalid.
pub fn rule_file(bytes: &[u8]) -> String {
    let Some((1..=31, program)) = bytes.split_first() else { return String::from_utf8_lossy(bytes).into_owned() };
    let mut file = String::new();
    for (number, step) in program.chunks(2).enumerate() {
        let (key, value) = (usize::from(step[0]), step.get(1).map_or(0, |value| usize::from(*value)));
        let value = RULE_VALUES.get(value % RULE_VALUES.len()).copied().unwrap_or_default();
        match RULE_KEYS.get(key % RULE_KEYS.len()).copied().unwrap_or_default() {
            "" => file.push_str(&format!("[[rule]]\nname = \"x/{number}\"\n")),
            "kind" => {
                file.push_str(&format!("kind = \"{}\"\n", ["share", "advert", "hidden"][key / RULE_KEYS.len() % 3]))
            }
            "action" => file.push_str("action = \"keep\"\n"),
            "position" => file.push_str(&format!("position = \"{}\"\n", ["head", "tail"][key / RULE_KEYS.len() % 2])),
            key => file.push_str(&format!("{key} = {value}\n")),
        }
    }
    file
}

const RULE_KEYS: &[&str] = &[
    "", "kind", "kind", "action", "position", "host", "author", "element", "class", "id", "starts", "contains", "ends",
    "whole", "target",
];

const RULE_VALUES: &[&str] = &[
    "\"x\"",
    "\"p\"",
    "\"div\"",
    "\"img\"",
    "\"x*\"",
    "\"share-*\"",
    "[\"x\", \"y\"]",
    "\"a.example\"",
    "\"a.example/share\"",
    "\"a.*\"",
    "\"Share\"",
    "\"word\"",
    "\"中文\"",
    "'\"\\'",
    "\"\"\"\nx\"\"\"",
    "\"\\u0000\"",
    "[]",
    "\"\"",
    "7",
];

/// Returns an image address: nested hosts of proxies, with the address inside plain or escaped.
pub fn address(bytes: &[u8]) -> String {
    let Some((1..=31, program)) = bytes.split_first() else { return String::from_utf8_lossy(bytes).into_owned() };
    let (wraps, rest) = program.split_at(program.len().min(12));
    let mut address = match String::from_utf8_lossy(rest).into_owned() {
        rest if rest.is_empty() => "https://a.example/i.png".to_owned(),
        rest => rest,
    };
    for wrap in wraps {
        let wrap = usize::from(*wrap);
        let inner = match wrap / WRAPS.len() % 4 {
            0 => address.clone(),
            1 => address.split_once("://").map_or(address.clone(), |(_, rest)| rest.to_owned()),
            2 => escaped(&address),
            _ => escaped(&escaped(&address)),
        };
        let (before, after) = WRAPS.get(wrap % WRAPS.len()).copied().unwrap_or_default();
        address = format!("{before}{inner}{after}");
    }
    address
}

fn escaped(address: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    address.bytes().fold(String::new(), |mut escaped, byte| {
        match plain(byte) {
            true => escaped.push(char::from(byte)),
            false => escaped.push_str(&format!("%{byte:02X}")),
        }
        escaped
    })
}

/// The texts before and after an address in that of a proxy.
const WRAPS: &[(&str, &str)] = &[
    ("https://images.weserv.nl/?url=", ""),
    ("https://images.weserv.nl?url=", "&w=300"),
    ("https://wsrv.nl/?url=", "&default=x"),
    ("https://images.weserv.nl/?url=ssl:", ""),
    ("https://i0.wp.com/", "?ssl=1"),
    ("https://i3.wp.com/", "?resize=1,2&#038;ssl=1"),
    ("https://res.cloudinary.com/x/image/fetch/w_1/", ""),
    ("https://substackcdn.com/image/fetch/w_300/", ""),
    ("https://external-content.duckduckgo.com/iu/?u=", "&f=1"),
    ("https://a.example/unsafe/300x200/", ""),
    ("https://a.example/_next/image?url=", "&w=640&q=75"),
    ("https://a.example/cdn-cgi/image/width=80/", ""),
    ("https://www.google.com/url?q=", "&sa=x"),
    ("https://imageproxy.a.example/0x0/", ""),
    ("https://cdn.ampproject.org/i/s/", ""),
    ("https://a.example/proxy?url=", ""),
];

struct Machine<'a> {
    program: std::slice::Iter<'a, u8>,
    open: Vec<&'static str>,
    html: String,
}

impl Machine<'_> {
    fn run(mut self) -> String {
        while self.html.len() < MOST {
            let Some(step) = self.program.next() else { break };
            match step % 16 {
                0..=4 => self.start(),
                5..=6 => self.end(),
                7 => {
                    let name = self.word(ELEMENTS);
                    self.html.extend(["</", name, ">"]);
                }
                8..=11 => {
                    let text = self.word(TEXTS);
                    self.html.push_str(text);
                }
                12 => {
                    let piece = self.word(PIECES);
                    self.html.push_str(piece);
                }
                13 => self.again(),
                14 => self.raw(),
                _ => {
                    let value = self.word(VALUES);
                    self.html.push_str(value);
                }
            }
        }
        self.html
    }

    fn byte(&mut self) -> usize {
        self.program.next().copied().map_or(0, usize::from)
    }

    fn word(&mut self, words: &[&'static str]) -> &'static str {
        let index = self.byte();
        words.get(index % words.len()).copied().unwrap_or_default()
    }

    /// Writes a start tag with up to three attributes.
    fn start(&mut self) {
        let name = self.word(ELEMENTS);
        self.html.extend(["<", name]);
        let how = self.byte();
        for _ in 0..how % 4 {
            let attribute = self.word(ATTRIBUTES);
            let value = self.word(VALUES);
            let quote = ["\"", "'", ""].get(how / 4 % 3).copied().unwrap_or_default();
            self.html.extend([" ", attribute, "=", quote, value, quote]);
        }
        self.html.push_str(if how >= 250 { "/>" } else { ">" });
        self.open.push(name);
    }

    /// Writes the end tag of the last open element, or of one below it.
    fn end(&mut self) {
        let skip = self.byte() % 8 / 6;
        if let Some(index) = self.open.len().checked_sub(1 + skip) {
            let name = self.open.remove(index);
            self.html.extend(["</", name, ">"]);
        }
    }

    /// Repeats the last markup a few times.
    fn again(&mut self) {
        let (length, count) = (self.byte(), self.byte() % 64);
        let mut start = self.html.len().saturating_sub(length);
        while !self.html.is_char_boundary(start) {
            start += 1;
        }
        let last = self.html.split_off(start);
        self.html.push_str(&last);
        for _ in 0..count {
            if self.html.len() + last.len() > MOST {
                break;
            }
            self.html.push_str(&last);
        }
    }

    /// Copies bytes: those of a fixture, when two inputs are spliced.
    fn raw(&mut self) {
        let length = self.byte();
        let bytes: Vec<u8> = self.program.by_ref().take(length).copied().collect();
        self.html.push_str(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn programs_and_texts() {
    assert_eq!(html("<p>x".as_bytes()), "<p>x");
    assert_eq!(html(&[1, 0, 0, 0, 8, 0, 5, 0]), "<p>x</p>");
    assert_eq!(html(&[1, 0, 2, 1, 0, 3, 8, 0, 13, 1, 2]), "<a href=\"https://a.example/\">xxx");
    assert_eq!(html(&[1, 14, 3, b'<', b'b', b'>', 12, 0]), "<b><!--");
}

#[test]
fn repeated_output_is_bounded() {
    let program: Vec<u8> = std::iter::once(1).chain([8, 5]).chain([13, 255, 63].repeat(50)).collect();
    assert!(html(&program).len() <= MOST + 300);
}
