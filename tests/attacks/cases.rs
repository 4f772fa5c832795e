//! The attack inputs of `cases/`, in the format that its README describes.

use std::{fs, io, path::Path};

/// One attack.
pub struct Case {
    /// File and name, for messages.
    pub name: String,
    pub input: Vec<u8>,
}

impl Case {
    /// Returns the input as a caller who does not know its encoding would pass it.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.input).into_owned()
    }
}

/// Returns all cases, sorted by file name.
pub fn load() -> io::Result<Vec<Case>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attacks/cases");
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let family = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path)?;
        for block in format!("\n{text}").split("\n==== ").skip(1) {
            let (name, body) = block.split_once('\n').unwrap_or((block, ""));
            let name = format!("{family}: {name}");
            let input = decode(body.strip_suffix('\n').unwrap_or(body))
                .map_err(|fault| io::Error::new(io::ErrorKind::InvalidData, format!("{name}: {fault}")))?;
            cases.push(Case { name, input });
        }
    }
    Ok(cases)
}

/// Resolves escapes and repetitions.
pub fn decode(body: &str) -> Result<Vec<u8>, String> {
    let mut rest = body;
    let bytes = sequence(&mut rest, false)?;
    Ok(bytes)
}

fn sequence(rest: &mut &str, repeated: bool) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    while let Some(first) = rest.chars().next() {
        if repeated && first == '}' {
            break;
        }
        if first == '\\' {
            escape(rest, &mut bytes)?;
        } else if let Some((count, text)) = repeat_start(rest) {
            *rest = text;
            let text = sequence(rest, true)?;
            *rest = rest.strip_prefix('}').ok_or("a repeat is never closed")?;
            bytes.extend(text.repeat(count));
        } else {
            let (this, next) = rest.split_at(first.len_utf8());
            bytes.extend_from_slice(this.as_bytes());
            *rest = next;
        }
    }
    Ok(bytes)
}

/// Returns the count and the text after the `*`.
fn repeat_start(rest: &str) -> Option<(usize, &str)> {
    let (digits, text) = rest.strip_prefix('{')?.split_once('*')?;
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten().map(|count| (count, text))
}

fn escape(rest: &mut &str, bytes: &mut Vec<u8>) -> Result<(), String> {
    let start = *rest;
    let wrong = || format!("no such escape: {}", start.chars().take(10).collect::<String>());
    let mut chars = start.chars();
    match chars.nth(1).ok_or_else(wrong)? {
        'n' => bytes.push(b'\n'),
        'r' => bytes.push(b'\r'),
        't' => bytes.push(b'\t'),
        '\\' => bytes.push(b'\\'),
        'x' => {
            let digits: String = chars.by_ref().take(2).collect();
            bytes.push(u8::from_str_radix(&digits, 16).map_err(|_| wrong())?);
        }
        'u' => {
            let (digits, after) =
                chars.as_str().strip_prefix('{').and_then(|text| text.split_once('}')).ok_or_else(wrong)?;
            let code = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
            let mut buffer = [0; 4];
            let encoded = char::from_u32(code).ok_or_else(wrong)?.encode_utf8(&mut buffer);
            bytes.extend_from_slice(encoded.as_bytes());
            chars = after.chars();
        }
        _ => return Err(wrong()),
    }
    *rest = chars.as_str();
    Ok(())
}

#[test]
fn escapes_and_repeats() {
    let decoded = |body| decode(body).map_err(|fault| panic!("{body}: {fault}")).unwrap_or_default();
    assert_eq!(decoded(r"a\x00\xff\n\\"), b"a\0\xff\n\\");
    assert_eq!(decoded(r"{3*<b>}x"), b"<b><b><b>x");
    assert_eq!(decoded(r"{2*\u{e9}}"), "éé".as_bytes());
    assert_eq!(decoded(r"{2*a{2*b}}"), b"abbabb");
    assert_eq!(decoded(r"p{color:red} {x*y}"), b"p{color:red} {x*y}");
    assert!(decode(r"\q").is_err());
    assert!(decode(r"\u{d800}").is_err());
    assert!(decode("{2*a").is_err());
}

#[test]
fn every_case_is_read_and_named_once() {
    let cases = load().expect("the case files are readable");
    let mut names: Vec<_> = cases.iter().map(|case| &case.name).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), cases.len(), "two cases of one name");
    assert!(cases.len() >= 900, "{} cases", cases.len());
}
