//! Writes an article as a whole HTML document.

use std::fmt::{self, Write};

use super::html::{self, attribute, escape_text};
use crate::article::{Article, Direction, one_line};

/// Allows no scripts, and loads nothing but images.
const POLICY: &str =
    "default-src 'none'; img-src http: https:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{max-width:42rem;margin:0 auto;padding:1rem 1.25rem 4rem;font:1.0625rem/1.7 system-ui,-apple-system,'Segoe UI',\
'Noto Sans','PingFang SC','Hiragino Sans','Microsoft YaHei','Noto Sans CJK SC',sans-serif;overflow-wrap:break-word;\
color:#1c1c1e;background:#fff}\
h1{font-size:1.75rem;line-height:1.25;margin:1.5rem 0 .5rem}\
h2,h3,h4,h5,h6{line-height:1.3;margin:2rem 0 .5rem}\
header{margin-bottom:2rem}header p{margin:.2rem 0;color:#5c5c66;font-size:.9375rem}\
a{color:#0b57b0}\
img{max-width:100%;height:auto;border-radius:4px}\
figure{margin:1.75rem 0}figcaption{color:#5c5c66;font-size:.9rem;line-height:1.5;margin-top:.4rem}\
blockquote{margin:1.5rem 0;padding-inline-start:1rem;border-inline-start:3px solid #c9c9d1}\
pre{overflow-x:auto;padding:.8rem;background:#f3f3f6;border-radius:6px;line-height:1.45}\
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.9em}\
table{border-collapse:collapse;display:block;overflow-x:auto;max-width:100%}\
th,td{border:1px solid #c9c9d1;padding:.35rem .6rem;text-align:start;vertical-align:top}\
hr{border:0;border-top:1px solid #c9c9d1;margin:2rem 0}\
@media(prefers-color-scheme:dark){body{color:#e6e6ea;background:#17171a}header p,figcaption{color:#a4a4ae}a{color:#82b7ff}\
blockquote,th,td,hr{border-color:#44444c}pre{background:#232328}}\
@media print{body{max-width:none;color:#000;background:#fff}a{color:inherit}}";

/// Writes an article as a whole HTML document.
///
/// # Errors
///
/// Returns an error only if the writer does.
pub fn write(article: &Article, out: &mut impl Write) -> fmt::Result {
    let meta = &article.meta;
    let title = meta.title.as_deref().or(meta.source.as_ref().map(AsRef::as_ref)).unwrap_or("Article");
    out.write_str("<!DOCTYPE html>\n<html")?;
    if let Some(language) = article.language() {
        attribute(" lang=\"", language, out)?;
    }
    let direction = match article.direction() {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    };
    write!(out, " dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n")?;
    writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">")?;
    out.write_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")?;
    out.write_str("<meta name=\"referrer\" content=\"no-referrer\">\n<title>")?;
    escape_line(title, out)?;
    out.write_str("</title>\n")?;
    if let Some(author) = &meta.author {
        attribute("<meta name=\"author\" content=\"", &one_line(author), out)?;
        out.write_str(">\n")?;
    }
    if let Some(source) = &meta.source {
        attribute("<link rel=\"canonical\" href=\"", source.as_str(), out)?;
        out.write_str(">\n")?;
    }
    write!(out, "<style>{STYLE}</style>\n</head>\n<body>\n<article>\n")?;
    header(article, out)?;
    html::write(article, out)?;
    out.write_str("</article>\n</body>\n</html>\n")
}

/// Writes title, authors, time and source, as far as they are known.
fn header(article: &Article, out: &mut impl Write) -> fmt::Result {
    let meta = &article.meta;
    out.write_str("<header>\n")?;
    if let Some(title) = &meta.title {
        out.write_str("<h1>")?;
        escape_line(title, out)?;
        out.write_str("</h1>\n")?;
    }
    for line in [&meta.author, &meta.byline].into_iter().flatten().flat_map(|lines| lines.lines()) {
        out.write_str("<p>")?;
        escape_line(line, out)?;
        out.write_str("</p>\n")?;
    }
    let dateline = meta.dateline.as_ref();
    let time = dateline.and_then(|dateline| dateline.time).or(meta.published);
    match (time, dateline) {
        (Some(time), dateline) => {
            let time = time.to_string();
            attribute("<p><time datetime=\"", &time, out)?;
            out.write_char('>')?;
            escape_line(dateline.map_or(&time, |dateline| &dateline.text), out)?;
            out.write_str("</time></p>\n")?;
        }
        (None, Some(dateline)) => {
            out.write_str("<p>")?;
            escape_line(&dateline.text, out)?;
            out.write_str("</p>\n")?;
        }
        (None, None) => {}
    }
    if let Some(source) = &meta.source {
        attribute("<p><a href=\"", source.as_str(), out)?;
        out.write_str(" rel=\"noopener noreferrer\">")?;
        escape_line(source.as_str(), out)?;
        out.write_str("</a></p>\n")?;
    }
    out.write_str("</header>\n")
}

/// Writes text on one line, without invisible characters.
fn escape_line(text: &str, out: &mut impl Write) -> fmt::Result {
    escape_text(&one_line(text), out)
}
