//! Judges an address by its text: whether it is an address, whether it is the address of an image, and the quality of
//! the image.

use crate::address::{decode, pairs, strip_prefix};

/// The quality of the image at an address, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Quality {
    Good,
    /// The address has a marker of the lazy-loading script.
    Noted,
    /// A tiny or blurred image that is displayed until the real one is loaded.
    Preview,
}

impl Quality {
    /// Returns the worse of this quality and [`Noted`](Quality::Noted).
    pub(crate) fn at_least_noted(self) -> Quality {
        self.max(Quality::Noted)
    }

    pub(crate) fn of(address: &str) -> Quality {
        let (path, query) = split_query(address);
        let mut quality = if is_small_path(path) { Quality::Preview } else { Quality::Good };
        for pair in query.into_iter().flat_map(pairs) {
            let pair = pair.strip_prefix("amp;").unwrap_or(pair);
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            quality = quality.max(of_parameter(name, value));
        }
        quality
    }
}

/// The length of a side in pixels below which no image belongs to an article.
const TINY: u32 = 100;
/// The quality in percent below which an image is a preview.
const POOR: u32 = 20;

fn of_parameter(name: &str, value: &str) -> Quality {
    let is = |names: &[&str]| names.iter().any(|other| name.eq_ignore_ascii_case(other));
    let number = || value.trim_end_matches("px").parse::<u32>().ok();
    let is_preview = is(&["w", "width", "imwidth", "wid"]) && number().is_some_and(|side| (1..=TINY).contains(&side))
        || is(&["q", "quality", "qlt"]) && number().is_some_and(|quality| (1..=POOR).contains(&quality))
        || is(&["blur"]) && !value.is_empty() && value != "0"
        || is(&["resize", "fit"]) && is_tiny_pair(&decode(value), ',');
    if is_preview {
        return Quality::Preview;
    }
    let is_note = name.split(['-', '_']).any(|word| {
        ["load", "lazy", "lazyload", "pending", "placeholder"].iter().any(|note| word.eq_ignore_ascii_case(note))
    });
    if is_note { Quality::Noted } else { Quality::Good }
}

/// Returns whether a text is a pair of small dimensions: `40x30`, `40x`.
fn is_tiny_pair(text: &str, sign: char) -> bool {
    let is_tiny = |side: &str| side.parse::<u32>().is_ok_and(|side| (1..=TINY).contains(&side));
    may_be_number(text)
        && text.split_once(sign).is_some_and(|(width, height)| is_tiny(width) && (height.is_empty() || is_tiny(height)))
}

/// Returns whether a text can begin with a number, which most parts of addresses cannot.
fn may_be_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || c == '+')
}

/// Returns whether a path states a small or blurred image: `/max/60/x.jpg`, `/w_40,e_blur:1000/x.jpg`, `/x-40x30.jpg`.
fn is_small_path(path: &str) -> bool {
    let mut before = "";
    for segment in path.split('/') {
        let is_tiny = segment.parse::<u32>().is_ok_and(|side| (1..=TINY).contains(&side));
        if is_tiny && matches!(before, "max" | "w" | "width" | "resize") || is_tiny_pair(segment, 'x') {
            return true;
        }
        // The options below begin with these letters.
        for option in segment.split([',', '&']).filter(|option| option.starts_with(['b', 'e', 'w'])) {
            let (name, value) = match option.split_once(['_', '=', ':']) {
                Some((name, value)) => (name, value),
                None => continue,
            };
            let is_blur = (name == "e" && value.starts_with("blur")) || name == "blur" && value != "0";
            let is_tiny = matches!(name, "w" | "width") && value.parse::<u32>().is_ok_and(|side| side <= TINY);
            if is_blur || is_tiny {
                return true;
            }
        }
        before = segment;
    }
    let stem = before.rsplit_once('.').map_or(before, |(stem, _)| stem);
    let last = stem.rsplit(['-', '_']).next().unwrap_or_default();
    last.len() < stem.len() && (is_tiny_pair(last, 'x') || matches!(last, "lqip" | "blur" | "blurred"))
}

/// Returns whether an address can be that of an image: not empty, not a `data:` URL, not a placeholder of a loading
/// script.
pub(crate) fn is_picture(address: &str) -> bool {
    if !is_web(address) && !is_relative(address) || has_template_placeholder(address) {
        return false;
    }
    let (path, _) = split_query(address);
    let file = path.get(memchr::memrchr(b'/', path.as_bytes()).map_or(0, |at| at + 1)..).unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    !is_placeholder(stem) && !file.starts_with("svg+xml")
}

/// Returns whether the value of an address attribute is neither an address nor a placeholder.
pub(crate) fn is_broken(address: &str) -> bool {
    let stands_in = ["data:", "about:"].iter().any(|scheme| strip_prefix(address, scheme).is_some());
    !(address.is_empty() || stands_in || is_web(address) || is_relative(address))
}

/// Returns whether an address has a web scheme and a possible host.
fn is_web(address: &str) -> bool {
    let rest = strip_prefix(address, "https://").or_else(|| strip_prefix(address, "http://"));
    rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default()).is_some_and(is_host)
}

/// Returns whether a host can have images: a name without a dot is not public, except where two addresses were
/// concatenated.
pub(crate) fn is_host(host: &str) -> bool {
    let is_name = host.contains(['.', ':', '。']) || matches!(host, "http" | "https");
    is_name && !host.starts_with(['.', ' ', '%'])
}

/// Returns whether an address can be relative, or has whitespace, capitals or slashes that browsers normalize.
fn is_relative(address: &str) -> bool {
    if address.is_empty() || address.starts_with('#') || is_cut_data(address) || is_encrypted(address) {
        return false;
    }
    if ["undefined", "null", "true", "false", "none", "nan"].iter().any(|word| address.eq_ignore_ascii_case(word)) {
        return false;
    }
    let end = address.find(['/', '?', '#']).unwrap_or(address.len());
    match address.get(..end).unwrap_or_default().split_once(':') {
        Some((scheme, _)) => {
            let rest = address.get(scheme.len() + 1..).unwrap_or_default();
            let scheme: String = scheme.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
            let is_of_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
            is_of_web && !rest.starts_with("//") && !rest.trim_start_matches(['/', '\\']).is_empty()
        }
        None => true,
    }
}

/// Returns whether an address is a long number in base 64, which a script decrypts.
fn is_encrypted(address: &str) -> bool {
    /// The minimal length in bytes.
    const LONG: usize = 40;
    address.len() >= LONG
        && address.len().is_multiple_of(4)
        && address.ends_with('=')
        && !address.starts_with('/')
        && address.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
}

/// Returns whether an address is a `data:` URL without its scheme: `image/svg+xml;utf8,`.
fn is_cut_data(address: &str) -> bool {
    let rest = address.trim_start_matches('/').strip_prefix("image/");
    rest.is_some_and(|rest| {
        let kind = rest.split([';', ',']).next().unwrap_or_default();
        let is_kind = matches!(kind, "svg+xml" | "png" | "jpeg" | "jpg" | "gif" | "webp" | "avif" | "bmp");
        is_kind && (kind.len() < rest.len() || rest.len() == address.len() - "image/".len())
    })
}

/// Returns whether an address has a `{{` of a template.
fn has_template_placeholder(address: &str) -> bool {
    memchr::memchr(b'{', address.as_bytes()).is_some() && address.contains("{{")
}

/// Returns whether the value of a general-purpose attribute reads as an address.
pub(crate) fn reads_as_address(value: &str) -> bool {
    let holds_other = |b: u8| matches!(b, b'<' | b'>' | b'"' | b'{' | b'}' | b'\n' | b'\t');
    if value.len() < 4 || value.bytes().any(holds_other) || value.starts_with(['[', '(']) {
        return false;
    }
    is_web(value)
        || has_picture_name(value)
        || value.contains('/')
            && !value.contains(' ')
            && !value.bytes().all(|b| !b.is_ascii_alphabetic() && b.is_ascii())
}

/// Returns whether an address is obviously that of a page or a site.
pub(crate) fn reads_as_page(address: &str) -> bool {
    let (path, query) = split_query(address);
    let behind_host = path.split_once("://").map_or(path, |(_, rest)| rest);
    let file = path.rsplit('/').next().unwrap_or_default();
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    query.is_none() && (file.is_empty() || !behind_host.contains('/') && behind_host.len() < path.len())
        || ["html", "htm", "shtml", "xhtml"].iter().any(|other| extension.eq_ignore_ascii_case(other))
}

/// Returns whether an address has the name of an image file, in its path or in its query.
pub(crate) fn has_picture_name(address: &str) -> bool {
    const EXTENSIONS: &[&str] =
        &["apng", "avif", "bmp", "gif", "heic", "jfif", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp"];
    let is_extension = |text: &str| EXTENSIONS.iter().any(|extension| text.eq_ignore_ascii_case(extension));
    let (path, query) = split_query(address);
    let file = path.rsplit('/').next().unwrap_or_default();
    // `x.jpg!large`, `x.jpg@300w`: processing instructions for the host.
    let file = file.split(['!', '@', ':']).next().unwrap_or_default();
    file.rsplit_once('.').is_some_and(|(stem, extension)| !stem.is_empty() && is_extension(extension))
        || query.into_iter().flat_map(pairs).any(|pair| {
            pair.split_once('=').is_some_and(|(_, value)| is_extension(value.rsplit('.').next().unwrap_or_default()))
        })
}

fn split_query(address: &str) -> (&str, Option<&str>) {
    let address = address.get(..memchr::memchr(b'#', address.as_bytes()).unwrap_or(address.len())).unwrap_or_default();
    match memchr::memchr(b'?', address.as_bytes()) {
        Some(at) => (address.get(..at).unwrap_or_default(), address.get(at + 1..)),
        None => (address, None),
    }
}

/// Returns whether a file name is that of a placeholder.
fn is_placeholder(stem: &str) -> bool {
    if PLACEHOLDERS.iter().any(|name| stem.eq_ignore_ascii_case(name)) {
        return true;
    }
    // `lazy-load`, `blank_1x1`
    let mut words = stem.split(['-', '_']);
    let is_word = |word: &str| PLACEHOLDERS.iter().chain(BESIDE).any(|name| word.eq_ignore_ascii_case(name));
    stem.len() <= 32
        && words.all(is_word)
        && stem.split(['-', '_']).any(|word| PLACEHOLDERS.iter().any(|name| word.eq_ignore_ascii_case(name)))
}

/// File names of placeholders.
const PLACEHOLDERS: &[&str] = &[
    "1x1",
    "blank",
    "clear",
    "grey",
    "gray",
    "lazy",
    "lazyload",
    "loading",
    "none",
    "pixel",
    "placeholder",
    "spacer",
    "transparent",
    "trans",
    "white",
];

/// Words that occur together with the file names of placeholders.
const BESIDE: &[&str] = &["bg", "gif", "image", "img", "load", "px"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_and_sizes_are_no_addresses() {
        for value in ["true", "1", "on", "lazy", "16/9", "1.5", "{\"a\":1}", "Ann / The Quay", "[object Object]"] {
            assert!(!reads_as_address(value), "{value}");
        }
        for value in ["/i/1", "https://a.com/1", "x.jpg", "my quay.jpg", "//a.com/b", "data/attachment/7"] {
            assert!(reads_as_address(value), "{value}");
        }
    }

    #[test]
    fn addresses_of_pages_are_no_images() {
        for address in ["https://a.com/", "https://a.com", "https://a.com/2020/05/quay/", "/a/1.html"] {
            assert!(reads_as_page(address), "{address}");
        }
        for address in ["https://a.com/x.jpg", "https://a.com/i/1", "https://a.com/?image=1", "x.jpg"] {
            assert!(!reads_as_page(address), "{address}");
        }
    }

    #[test]
    fn malformed_addresses_are_no_images() {
        for address in [
            "",
            "#",
            "https://",
            "https:///x.jpg",
            "http://images/x.jpg",
            "data:image/gif;base64,R0",
            "about:blank",
            "blob:https://a.com/1",
            "JavaScript:x",
            "image/svg+xml;utf8,",
            "image/png",
            "undefined",
            "https://a.com/{{src}}",
            "https://a.com/none.gif",
            "/lazy_load.png",
        ] {
            assert!(!is_picture(address), "{address}");
        }
        for address in
            ["x.jpg", "/image/png/1.png", "HTTPS://a.com/x", "//a.com/x.jpg", "image/1.jpg", "/lazy-river.jpg"]
        {
            assert!(is_picture(address), "{address}");
        }
    }

    #[test]
    fn previews_are_recognized() {
        for address in [
            "https://a.com/x.png?w=40&blur=50",
            "https://a.com/max/60/1*x.jpeg?q=20",
            "https://a.com/x.jpg?quality=10",
            "https://a.com/w_40,c_fill/x.jpg",
            "https://a.com/e_blur:1000/x.jpg",
            "/x-40x30.jpg",
            "/40x/x.jpg",
            "https://a.com/x.jpg?resize=40%2C30",
        ] {
            assert_eq!(Quality::of(address), Quality::Preview, "{address}");
        }
        assert_eq!(Quality::of("/x.jpg?is-pending-load=1"), Quality::Noted);
        for address in
            ["/x.jpg?w=1200&q=75&blur=0", "/max/1200/x.jpg", "/2020/05/x.jpg", "/x-400x300.jpg", "/x.jpg?download=1"]
        {
            assert_eq!(Quality::of(address), Quality::Good, "{address}");
        }
    }
}
