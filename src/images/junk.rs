//! Recognizes junk images by their addresses alone.
//!
//! The forms are conservative: a row names a whole host and a path that only junk images have.

mod table;

use crate::address::Parts;
use crate::hosts::Filter;
use std::sync::LazyLock;
use table::{AVATARS, FILE_NAMES, PIXELS, SHARE_ICONS, SPACERS};

/// Returns the rule for an image that is not part of the article, by its address.
pub(crate) fn rule(address: Parts<'_>) -> Option<&'static str> {
    static KNOWN: LazyLock<Filter> =
        LazyLock::new(|| Filter::of([PIXELS, SHARE_ICONS, AVATARS].into_iter().flatten().map(|&(host, _)| host)));
    let is_known = KNOWN.ends_of(address.host).next().is_some();
    let file = address.file();
    if is_known && is_listed(PIXELS, address) || is_named(FILE_NAMES, file) || is_matomo(address) {
        // A counter of readers.
        Some("image/tracking-pixel")
    } else if is_named(SPACERS, file) {
        // A transparent GIF, a spacer, a spinner.
        Some("image/spacer")
    } else if is_known && is_listed(SHARE_ICONS, address) {
        // A button for sharing or subscribing.
        Some("image/share-icon")
    } else if is_known && is_listed(AVATARS, address) {
        // A portrait beside a comment or a byline.
        Some("image/avatar")
    } else {
        None
    }
}

/// Returns the rule for an image whose address contains that of the page, as those of counters do.
pub(crate) fn reports(address: Parts<'_>, page: Option<&str>) -> Option<&'static str> {
    let (query, page) = address.query.zip(page)?;
    let is_page = |pair: &str| {
        let (_, value) = pair.split_once('=')?;
        let value = crate::address::decode(value);
        Some(value.trim_end_matches('/') == page.trim_end_matches('/'))
    };
    let names_page = crate::address::pairs(query).any(|pair| is_page(pair).unwrap_or(false));
    (names_page && !super::address::has_picture_name(address.path)).then_some("image/tracking-pixel")
}

/// Returns the rule for an image whose class or path names boilerplate.
pub(crate) fn named(address: Parts<'_>, class: &str) -> Option<&'static str> {
    let words = |text: &'_ str| -> Option<&'static str> {
        text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric()).find_map(|word| {
            let first = word.first()?.to_ascii_lowercase();
            let may_be_name =
                (5..=10).contains(&word.len()) && matches!(first, b'a' | b'd'..=b'h' | b'q' | b's' | b'u');
            if !may_be_name {
                return None;
            }
            let at =
                NAMES.binary_search_by(|(name, _)| name.bytes().cmp(word.iter().map(u8::to_ascii_lowercase))).ok()?;
            NAMES.get(at).map(|&(_, rule)| rule)
        })
    };
    words(class)
        .or_else(|| words(address.path))
        .or_else(|| is_named_for_junk(address.file()).then_some("image/icon"))
        .or_else(|| serves_adverts(address.host).then_some("image/advert"))
}

/// `ads.example.com`, `ad2.example.com`
fn serves_adverts(host: &str) -> bool {
    let name = host.split('.').next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(name, "ad" | "ads" | "adserver" | "adserv" | "adimg" | "adimages" | "banner" | "banners")
        && host.matches('.').count() >= 2
}

/// Returns whether a file is named as a button, a logo or an advertisement of a standard size.
fn is_named_for_junk(file: &str) -> bool {
    const STARTS: &[&str] = &["arrow", "badge", "btn", "bullet", "button", "icon", "ico", "logo"];
    // https://www.iab.com/guidelines/iab-new-ad-portfolio/
    const BOXES: &[&str] = &["300x250", "970x250", "336x280"];
    const STRIPS: &[&str] = &["728x90", "468x60", "160x600", "320x50", "970x90", "120x600"];
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let starts = STARTS.iter().any(|start| {
        stem.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
            && stem
                .get(start.len()..)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.len() <= 12)
    });
    // Smaller images of an article are cropped to many sizes, but not to strips.
    let is_strip = STRIPS.iter().any(|size| {
        stem.strip_suffix(size).is_some_and(|before| !before.ends_with(|c: char| c.is_ascii_alphanumeric()))
    });
    starts || is_strip || BOXES.contains(&stem) || is_tiny(stem)
}

/// Returns whether a file name ends with the size of an icon: `star_11x11`.
fn is_tiny(stem: &str) -> bool {
    const TINY: u8 = 32;
    let size = stem.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let is_tiny = |side: &str| side.parse::<u8>().is_ok_and(|side| (1..=TINY).contains(&side));
    size.len() < stem.len() && size.split_once('x').is_some_and(|(width, height)| is_tiny(width) && is_tiny(height))
}

/// Words of class names and paths. Sorted; [`named`] uses their lengths and first letters.
const NAMES: &[(&str, &str)] = &[
    ("avatar", "image/avatar"),
    ("avatars", "image/avatar"),
    ("divider", "image/icon"),
    ("emoji", "image/icon"),
    ("emojis", "image/icon"),
    ("emoticon", "image/icon"),
    ("emoticons", "image/icon"),
    ("favicon", "image/icon"),
    ("gravatar", "image/avatar"),
    ("headimg", "image/avatar"),
    ("qrcode", "image/qr-code"),
    ("qrcodes", "image/qr-code"),
    ("smiley", "image/icon"),
    ("smileys", "image/icon"),
    ("smilies", "image/icon"),
    ("useravatar", "image/avatar"),
];

/// Returns the emoji of the address, if it is from one of the sets that name their files by code points:
/// `…/images/core/emoji/14.0.0/72x72/1f600.png` is 😀.
///
/// <https://github.com/jdecked/twemoji>, <https://developer.wordpress.org/reference/functions/wp_staticize_emoji/>
pub(crate) fn emoji(address: Parts<'_>) -> Option<String> {
    const PLACES: [&str; 5] = ["/images/core/emoji/", "/twemoji", "/emoji/v2/", "/icons/emoji/unicode/", "/emoji.php/"];
    let (name, extension) = address.file().rsplit_once('.')?;
    if !matches!(extension, "gif" | "png" | "svg" | "webp") {
        return None;
    }
    let mut text = name.split('-').map(code_point).collect::<Option<String>>()?;
    let mut chars = text.chars();
    match (chars.next(), chars.next(), chars.next()) {
        // File names omit the selector that distinguishes an emoji from a text character.
        (Some(c), None, _) if c < '\u{1F000}' => text.push(EMOJI_PRESENTATION),
        (Some(c), Some(KEYCAP), None) => text = [c, EMOJI_PRESENTATION, KEYCAP].iter().collect(),
        _ => {}
    }
    let is_emoji = PLACES.iter().any(|place| address.path.contains(place)) || address.host.starts_with("twemoji.");
    is_emoji.then_some(text)
}

const EMOJI_PRESENTATION: char = '\u{FE0F}';
const KEYCAP: char = '\u{20E3}';

/// Parses one code point of a file name: one of those that emoji consist of, not a letter or control character.
fn code_point(hex: &str) -> Option<char> {
    if !(2..=6).contains(&hex.len()) {
        return None;
    }
    let c = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)?;
    let is_part = matches!(c, '#' | '*' | '0'..='9' | '\u{A9}' | '\u{AE}' | '\u{200D}' | '\u{203C}'..='\u{3299}')
        || matches!(c, EMOJI_PRESENTATION | '\u{1F000}'..='\u{1FAFF}' | '\u{E0020}'..='\u{E007F}');
    is_part.then_some(c)
}

/// Returns whether the table, sorted by host and path, has the address: its host exactly, or a leading dot and a parent
/// domain; and its path exactly, or a parent path.
fn is_listed(table: &[(&str, &str)], address: Parts<'_>) -> bool {
    let host = address.host;
    let above = host.match_indices('.').filter_map(|(at, _)| host.get(at..));
    std::iter::once(host).chain(above).any(|key| {
        let start = table.partition_point(|&(host, _)| host < key);
        let rows = table.get(start..).unwrap_or_default();
        rows.iter().take_while(|&&(host, _)| host == key).any(|&(_, path)| is_below(address.path, path))
    })
}

fn is_below(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || place.ends_with('/') || rest.starts_with('/'))
}

/// Returns whether the file name is in the sorted list.
fn is_named(names: &[&str], file: &str) -> bool {
    names.binary_search_by(|entry| entry.bytes().cmp(file.bytes().map(|b| b.to_ascii_lowercase()))).is_ok()
}

/// <https://developer.matomo.org/api-reference/tracking-api>
fn is_matomo(address: Parts<'_>) -> bool {
    let has = |name| crate::address::parameter(address.query, name).is_some();
    address.query.is_some()
        && has("idsite")
        && (matches!(address.file(), "matomo.php" | "piwik.php") || has("rec") || has("action_name"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &'static str) -> Parts<'static> {
        Parts::of(Box::leak(Box::new(url::Url::parse(text).unwrap())))
    }

    #[test]
    fn tables_are_sorted() {
        for table in [PIXELS, SHARE_ICONS, AVATARS] {
            assert!(table.is_sorted_by(|a, b| a < b), "{:?}", table.windows(2).find(|pair| pair[0] >= pair[1]));
            assert!(table.iter().all(|(_, path)| path.starts_with('/')));
        }
        for names in [FILE_NAMES, SPACERS] {
            assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
        }
    }

    #[test]
    fn all_names_are_found() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
        for &(name, rule) in NAMES {
            let picture = parts("https://a.com/x.jpg");
            assert_eq!(named(picture, &format!("x {} y", name.to_uppercase())), Some(rule));
            assert_eq!(named(Parts { path: &format!("/{name}/x.jpg"), ..picture }, ""), Some(rule));
        }
    }

    #[test]
    fn tracking_pixels() {
        for address in [
            "https://pixel.wp.com/b.gif?v=ext",
            "https://feeds.feedburner.com/~r/blog/~4/abc",
            "https://www.facebook.com/tr?id=1&noscript=1",
            "https://b.scorecardresearch.com/p?c1=2",
            "https://ad.doubleclick.net/ddm/trackimp/x",
            "https://www.google-analytics.com/collect?v=1",
            "https://counter.theconversation.com/content/1/count.gif",
            "https://medium.com/_/stat?event=post.clientViewed",
            "https://stats.a.com/matomo.php?idsite=1&rec=1",
            "https://stats.a.com/count.php?idsite=4&action_name=x",
            "https://a.com/images/1x1.GIF",
        ] {
            assert_eq!(rule(parts(address)), Some("image/tracking-pixel"), "{address}");
        }
        for address in [
            "https://www.facebook.com/photos/x.jpg",
            "https://www.facebook.com/trees.jpg",
            "https://pixel.wp.com.evil.com/b.gif",
            "https://stats.gov.cn/x.jpg",
            "https://a.com/matomo.php",
            "https://a.com/my1x1.gif",
            "https://medium.com/x.jpg",
        ] {
            assert_eq!(rule(parts(address)), None, "{address}");
        }
    }

    #[test]
    fn counters_receive_the_page() {
        let page = Some("https://b.com/quay.html");
        let counter = parts("https://a.com/c?x=1&u=https%3A%2F%2Fb.com%2Fquay.html");
        assert_eq!(reports(counter, page), Some("image/tracking-pixel"));
        for other in ["https://a.com/x.jpg?u=https%3A%2F%2Fb.com%2Fquay.html", "https://a.com/c?u=https://b.com/x.jpg"]
        {
            assert_eq!(reports(parts(other), page), None, "{other}");
        }
    }

    #[test]
    fn spacers_icons_and_avatars() {
        assert_eq!(rule(parts("https://a.com/img/Spacer.gif?v=1")), Some("image/spacer"));
        assert_eq!(rule(parts("https://a.com/spacer/x.gif")), None);
        assert_eq!(
            rule(parts("https://feeds.wordpress.com/1.0/comments/a.wordpress.com/1/")),
            Some("image/share-icon")
        );
        assert_eq!(rule(parts("https://a.com/share.png")), None);
        assert_eq!(rule(parts("https://secure.gravatar.com/avatar/0f1e?s=96")), Some("image/avatar"));
        assert_eq!(rule(parts("https://2.gravatar.com/avatar/0f1e")), Some("image/avatar"));
        assert_eq!(rule(parts("https://gravatar.com/blog/x.png")), None);
    }

    #[test]
    fn names_tell_icons_by_their_size() {
        for (file, is_icon) in [
            ("star_11x11.gif", true),
            ("cropped-cat-32x32.png", true),
            ("cat-150x150.jpg", false),
            ("cat-32x240.jpg", false),
            ("11x11.gif", false),
            ("cat-0x0.gif", false),
        ] {
            assert_eq!(is_named_for_junk(file), is_icon, "{file}");
        }
    }

    #[test]
    fn emoji_are_named_by_their_code_points() {
        for (address, text) in [
            ("https://s.w.org/images/core/emoji/14.0.0/72x72/1f600.png", "😀"),
            ("https://s.w.org/images/core/emoji/2.4/svg/1f468-200d-1f469-200d-1f467.svg", "👨‍👩‍👧"),
            ("https://s.w.org/images/core/emoji/14.0.0/72x72/2764.png", "❤️"),
            ("https://twemoji.maxcdn.com/v/latest/72x72/31-20e3.png", "1️⃣"),
            ("https://cdn.jsdelivr.net/gh/twitter/twemoji@14.0.2/assets/svg/1f1e8-1f1f3.svg", "🇨🇳"),
            ("https://abs.twimg.com/emoji/v2/72x72/1f44d-1f3fd.png", "👍🏽"),
            ("https://github.githubassets.com/images/icons/emoji/unicode/1f44d.png?v8", "👍"),
            ("https://static.xx.fbcdn.net/images/emoji.php/v9/t4c/1/16/1f642.png", "🙂"),
        ] {
            assert_eq!(emoji(parts(address)).as_deref(), Some(text), "{address}");
        }
        for address in [
            "https://s.w.org/images/core/emoji/14.0.0/72x72/smile.png",
            "https://s.w.org/images/core/emoji/14.0.0/72x72/41.png",
            "https://s.w.org/images/core/emoji/14.0.0/72x72/.png",
            "https://s.w.org/images/core/emoji/14.0.0/72x72/ffffffff.png",
            "https://a.com/1f600.png",
            "https://a.com/images/emoji/1f600.zip",
        ] {
            assert_eq!(emoji(parts(address)), None, "{address}");
        }
    }
}
