//! The page: constant markup, style and script, and data that is only displayed as text.

use data_encoding::BASE64;
use feedscrub::{Article, Block, Cell, Text};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::Shown;
use crate::totals::{Totals, name};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Writes the page. Its policy allows only this script and this style: nothing is loaded, not even images.
pub(crate) fn write(totals: &Totals, shown: &[Shown], run: &str) -> String {
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
    );
    let posts: Vec<Value> = shown.iter().map(post).collect();
    let data = json!({ "run": run, "totals": totals, "posts": posts });
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>What feedscrub did</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<noscript>This page shows its posts with a script of its own.</noscript>\n\
         <script type=\"application/json\" id=\"data\">{}</script>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        harmless(&data.to_string())
    )
}

/// Returns JSON that cannot end its element.
fn harmless(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn hash(text: &str) -> String {
    BASE64.encode(&Sha256::digest(text))
}

fn post(shown: &Shown) -> Value {
    let Article { meta, report, .. } = &shown.article;
    let removed: Vec<Value> = report
        .removed
        .iter()
        .map(|removed| {
            let signs: Vec<&str> = removed.evidence.names().collect();
            json!([removed.kind.name(), removed.rule, signs, removed.text])
        })
        .collect();
    let parts: Vec<Value> = shown.original.iter().map(|part| json!([part.text, part.removed])).collect();
    let warnings: Vec<Value> =
        report.warnings.iter().map(|warning| json!([name(warning), warning.to_string()])).collect();
    json!({
        "name": shown.name,
        "title": meta.title,
        "author": meta.author,
        "source": meta.source,
        "time": meta.dateline.as_ref().map(|dateline| dateline.text.clone())
            .or_else(|| meta.published.map(|time| time.to_string())),
        "language": shown.article.language(),
        "blocks": flat(&shown.article),
        "removed": removed,
        "warnings": warnings,
        "original": parts,
    })
}

/// Returns blocks in reading order, as `[kind, …]`; a list or quotation precedes its contents.
fn flat(article: &Article) -> Vec<Value> {
    let text = |text: &Option<Text>| text.as_ref().map(|text| text.as_str().to_owned());
    article
        .walk()
        .map(|block| match block {
            Block::Paragraph(text) => json!(["p", text.as_str()]),
            Block::Heading { level, text } => json!([format!("h{level}"), text.as_str()]),
            Block::Code { text, .. } => json!(["pre", text]),
            Block::Embed { url, title, .. } => json!(["embed", url, title]),
            Block::Table(table) => {
                let cells = |row: &Vec<Cell>| row.iter().map(|cell| cell.text.as_str().to_owned()).collect::<Vec<_>>();
                json!(["table", table.rows.iter().map(cells).collect::<Vec<_>>()])
            }
            Block::Figure(figure) => {
                let images = figure.images.iter().map(|image| json!([image.src, image.proxied, image.alt]));
                json!(["figure", images.collect::<Vec<_>>(), text(&figure.caption), text(&figure.credit)])
            }
            Block::List(list) => json!(["list", list.items.len()]),
            Block::Quote { .. } => json!(["quote"]),
            _ => json!(["hr"]),
        })
        .collect()
}
