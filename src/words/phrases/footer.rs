//! Phrases of the mirror, and of publishing systems.

use super::Phrase;
use super::Place::*;

pub(super) const PHRASES: &[Phrase] = &[
    ("appeared first on", 3, Within),
    ("feed enhanced by", 3, Start),
    ("first appeared on", 2, Within),
    ("new feed url", 3, Within),
    ("our feed has moved", 3, Within),
    ("our mailing address is", 3, Within),
    ("our new feed", 3, Within),
    ("powered by", 2, Start),
    ("powered by mailchimp", 3, Within),
    ("powered by wordpress", 3, Within),
    ("published by google docs", 3, Within),
    ("report abuse", 3, Within),
    ("rss feed", 3, Whole),
    ("rss订阅：", 2, Start),
    ("全文rss", 3, Within),
    ("更多 rss", 3, Start),
    ("更多rss", 3, Start),
    ("更多rss源", 3, Within),
    ("最先出现于", 3, Within),
    ("最先出现在", 3, Within),
    ("最初发表于", 1, Within),
    ("最早出现于", 2, Within),
    ("最早出现在", 2, Within),
    ("获取更多 rss", 3, Within),
    ("获取更多rss", 3, Within),
    ("订阅rss", 3, Start),
];
