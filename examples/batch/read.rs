//! Reading one post.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use feedscrub::Error;

/// The reason why a post has no result.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("cannot be read: {0}")]
    Read(#[from] io::Error),
    #[error("the file changed while it was read")]
    Changed,
    #[error("{0}")]
    Post(#[from] Error),
    #[error("a bug in feedscrub, please report it: {0}")]
    Panic(String),
    #[error("its result cannot be written: {0}")]
    Write(io::Error),
    #[error("its result cannot be written: {0}")]
    Json(#[from] serde_json::Error),
    #[error("another post begins inside of this one: pass posts as files, or as JSON lines with --input jsonl")]
    Joined,
    #[error("not a record: {0}")]
    Record(serde_json::Error),
    #[error("not a record: an object with one of `post`, `html` and `page` is needed")]
    Columns,
    #[error("empty: the post contains no article")]
    Empty,
    #[error("not a record: the line is longer than a post may be")]
    LongLine,
}

/// Reads a file, or standard input. A file over the limit is rejected unread if its size is known.
pub(crate) fn post(file: Option<&Path>, limit: usize, into: &mut Vec<u8>) -> Result<(), Failure> {
    into.clear();
    // The memory of a large post is not kept for all following ones.
    into.shrink_to(1 << 20);
    match file {
        None => bounded(&mut io::stdin().lock(), limit, into),
        Some(path) => {
            let mut file = File::open(path)?;
            let before = file.metadata()?;
            if !before.is_file() {
                return bounded(&mut file, limit, into);
            }
            check(before.len(), limit)?;
            into.reserve(usize::try_from(before.len()).unwrap_or_default().saturating_add(1));
            bounded(&mut file, limit, into)?;
            if is_same(&before, &file.metadata()?) && before.len() == into.len() as u64 {
                Ok(())
            } else {
                Err(Failure::Changed)
            }
        }
    }
}

fn bounded(source: &mut impl Read, limit: usize, into: &mut Vec<u8>) -> Result<(), Failure> {
    source.take(limit as u64 + 1).read_to_end(into)?;
    check(into.len() as u64, limit)
}

fn check(found: u64, limit: usize) -> Result<(), Failure> {
    let found = usize::try_from(found).unwrap_or(usize::MAX);
    match found <= limit {
        true => Ok(()),
        false => Err(Error::LimitExceeded { what: "input_bytes", found, limit }.into()),
    }
}

fn is_same(before: &Metadata, after: &Metadata) -> bool {
    before.len() == after.len() && before.modified().ok() == after.modified().ok()
}
