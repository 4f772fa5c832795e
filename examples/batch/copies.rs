//! Versions and copies of one post, of which one is kept.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use feedscrub::{Limits, Post, Time};

use crate::input::{Found, Posts};
use crate::read;

/// The copies among some posts. Takes about the length of a path and a hundred bytes for each post.
#[derive(Default)]
pub(crate) struct Copies {
    /// The post to keep for each source and title.
    kept: HashMap<u64, Version>,
    others: HashMap<PathBuf, u64>,
}

struct Version {
    published: String,
    bytes: usize,
    path: PathBuf,
}

impl Copies {
    /// Reads the head of every post. A post that cannot be read is no copy; the error is reported when it is cleaned.
    pub(crate) fn among(posts: Posts) -> Self {
        let mut copies = Copies::default();
        let mut source = Vec::new();
        for found in posts {
            let Found::Post(post) = found else { continue };
            let Some(path) = post.file else { continue };
            if read::post(Some(&path), Limits::default().max_input_bytes(), &mut source).is_ok()
                && let Ok(post) = Post::from_bytes(&source)
                && let Some((key, published)) = identity(&post)
            {
                copies.add(key, Version { published, bytes: post.body.len(), path });
            }
        }
        copies
    }

    /// Keeps the newest version. Of several newest versions it keeps the longest, and of several longest ones the
    /// first.
    fn add(&mut self, key: u64, version: Version) {
        let other = match self.kept.get_mut(&key) {
            None => {
                self.kept.insert(key, version);
                return;
            }
            Some(kept) if (&version.published, version.bytes) > (&kept.published, kept.bytes) => {
                std::mem::replace(kept, version)
            }
            Some(_) => version,
        };
        self.others.insert(other.path, key);
    }

    /// Replaces a copy by a notice about it.
    pub(crate) fn without(&self, found: Found) -> Found {
        if let Found::Post(post) = &found
            && let Some(key) = post.file.as_ref().and_then(|path| self.others.get(path))
            && let Some(kept) = self.kept.get(key)
        {
            return Found::Copy { path: post.shown.display().to_string(), of: kept.path.display().to_string() };
        }
        found
    }
}

/// Returns the hash of source and title, and the time. `None` for a post without one of them.
fn identity(post: &Post<'_>) -> Option<(u64, String)> {
    let source = post.front_matter.from.as_deref().or(post.preamble.url)?;
    let title = post.front_matter.title.as_deref().or(post.preamble.title)?;
    let mut hasher = DefaultHasher::new();
    (source, title).hash(&mut hasher);
    let time = post.front_matter.date.as_deref().and_then(Time::parse);
    Some((hasher.finish(), time.map(|time| time.to_string()).unwrap_or_default()))
}
