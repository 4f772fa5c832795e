//! Cleans whole pages, each with the address in a file next to it.

use std::fs;
use std::path::Path;

use feedscrub::{Article, Cleaner, Origin};

use crate::input;
use crate::read::Failure;

/// Cleans a page if the file name is that of one.
pub(crate) fn clean(cleaner: &Cleaner, file: Option<&Path>, source: &[u8]) -> Result<Option<Article>, Failure> {
    let Some(file) = file.filter(|file| input::is_page(file)) else { return Ok(None) };
    Ok(Some(cleaner.clean_page(&String::from_utf8_lossy(source), &origin(file))?))
}

/// Reads the `url` in `NAME.json` next to a page. Other files of this name are ignored.
fn origin(file: &Path) -> Origin {
    let sidecar = fs::read(file.with_extension("json")).ok();
    let sidecar = sidecar.and_then(|json| serde_json::from_slice::<serde_json::Value>(&json).ok());
    let url = sidecar.as_ref().and_then(|sidecar| sidecar.get("url")?.as_str()?.parse().ok());
    url.map(Origin::of_url).unwrap_or_default()
}
