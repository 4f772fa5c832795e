//! Decides which recurring pieces are boilerplate.

use std::sync::LazyLock;

use super::options::LearnOptions;
use super::stats::Recurring;
use crate::article::RemovedKind;
use crate::rules::Position;
use crate::words::Finder;

/// The maximal number of characters of a piece without evidence of its own: longer ones are prose.
const SILENT: usize = 160;
/// The minimal number of characters of a piece that is removed at any position.
const SURE: usize = 16;

/// The evidence for boilerplate in a piece, in addition to its recurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// Nothing.
    None,
    /// Words that articles use as well, or an address.
    Some,
    /// Words of boilerplate, a link to a profile, a payment page or a page that asks for something.
    Clear,
}

/// Returns the kind of boilerplate that a piece is, if it is boilerplate, and its position.
pub(super) fn judge(piece: &Recurring, of: usize, options: &LearnOptions) -> Option<(RemovedKind, Position)> {
    let share = |posts: u32| f64::from(posts) / f64::from(piece.posts.max(1));
    let (head, tail) = (share(piece.head), share(piece.tail));
    let is_line = share(piece.whole) >= 0.8;
    let is_bare = share(piece.bare) >= 0.8;
    let frequency = f64::from(piece.posts) / of.max(1) as f64;
    if share(piece.other) > 0.2 || !is_line && (share(piece.begins) < 0.2 || share(piece.ends) < 0.2) {
        return None;
    }
    // Articles consist of sentences, which are not cut; video descriptions have lost their line breaks.
    if !is_bare && share(piece.sentences) < 0.8 {
        return None;
    }
    let (kind, sign) = read(piece);
    let position = match (head >= 0.95, tail >= 0.95) {
        (_, true) => Position::Tail,
        (true, false) => Position::Head,
        _ => Position::Anywhere,
    };
    let is_at_edge = head.max(tail) >= 0.7;
    let is_spread = piece.months.is_empty() || piece.months.len() >= options.months;
    let is_boilerplate = match sign {
        Sign::Clear => is_line || is_bare || is_at_edge,
        // In video descriptions the varying text is about the video, and the recurring text about the channel.
        _ if is_bare => is_at_edge || sign == Sign::Some,
        Sign::Some => is_at_edge && frequency >= if is_line { options.linked_share } else { options.silent_share },
        Sign::None => is_line && tail >= 0.9 && frequency >= options.silent_share && is_spread && piece.chars <= SILENT,
    };
    let is_found_safely = is_line || piece.chars >= SURE || position != Position::Anywhere;
    (is_boilerplate && is_found_safely).then_some((kind, position))
}

/// Reads the words and links of a piece.
fn read(piece: &Recurring) -> (RemovedKind, Sign) {
    static FINDER: LazyLock<Finder> = LazyLock::new(|| Finder::new(std::iter::empty()));
    let text = piece.text();
    let said = FINDER.read(text);
    let is_mostly = |posts: u32| posts * 2 >= piece.posts;
    let has_address = text.contains("://") || text.contains("www.") || has_mailbox(text);
    let by_words = said.kind.filter(|_| said.weight >= 2);
    let sign = if by_words.is_some() && (said.weight >= 3 || said.leads) || is_mostly(piece.asks) {
        Sign::Clear
    } else if by_words.is_some() || has_address || is_mostly(piece.links) {
        Sign::Some
    } else {
        Sign::None
    };
    let kind = match by_words {
        Some(kind) => kind,
        None if text.starts_with(['#', '＃']) => RemovedKind::Metadata,
        None if sign != Sign::None => RemovedKind::Promotion,
        None if piece.head > piece.tail => RemovedKind::Promotion,
        None => RemovedKind::Footer,
    };
    (kind, sign)
}

fn has_mailbox(text: &str) -> bool {
    text.split('@').skip(1).any(|behind| {
        let host = behind.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')).count();
        behind.get(..host).is_some_and(|host| host.contains('.'))
    })
}
