//! Prints the lines and elements of posts and pages with their signs, as JSON lines, on which `scripts/fit/fit.py` fits
//! the weights. Reads paths from standard input; `signs groups` prints the groups of signs and their values.

use std::io::{BufWriter, Write};
use std::path::Path;

use feedscrub::testing::{self, Signed};
use feedscrub::{Error, Post};
use serde_json::{Value, json};

type Fault = Box<dyn std::error::Error>;

fn main() -> Result<(), Fault> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    if std::env::args().nth(1).is_some_and(|what| what == "groups") {
        serde_json::to_writer(&mut out, &testing::groups())?;
        return Ok(out.flush()?);
    }
    for path in std::io::read_to_string(std::io::stdin())?.lines() {
        match signed(path)? {
            Ok(signed) => writeln!(out, "{}", line(path, &signed))?,
            Err(error) => eprintln!("{path}: {error}"),
        }
    }
    Ok(out.flush()?)
}

/// Reads a file: a post, or a page with its metadata in a `.json` file beside it.
fn signed(path: &str) -> Result<Result<Signed, Error>, Fault> {
    let bytes = std::fs::read(path)?;
    if path.ends_with(".html") {
        let about: Value = serde_json::from_slice(&std::fs::read(Path::new(path).with_extension("json"))?)?;
        let html = String::from_utf8_lossy(&bytes);
        let known = |name: &str| about.get(name).and_then(Value::as_str);
        return Ok(testing::signed(&html, known("url"), known("title")));
    }
    Ok(Post::from_bytes(&bytes).and_then(|post| {
        let page = post.front_matter.from.as_deref().or(post.preamble.url);
        let title = post.preamble.title.or(post.front_matter.title.as_deref());
        testing::signed(post.body, page, title)
    }))
}

fn line(path: &str, signed: &Signed) -> Value {
    let lines: Vec<Value> = signed
        .lines
        .iter()
        .map(|line| {
            json!({"text": line.text, "link": line.link, "list": line.list, "inside": line.inside, "signs": line.signs})
        })
        .collect();
    json!({"path": path, "lines": lines, "elements": signed.elements})
}
