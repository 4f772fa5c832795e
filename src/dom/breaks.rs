//! Visible line breaks without markup: those of preformatted elements, and empty lines of plain text.

use std::ops::Range;

use super::{Attr, Data, Dom, NodeId, Span, Step, Tag};

impl Dom<'_> {
    /// Turns visible line breaks into elements. The tree gets at most `limit` nodes; further line breaks stay
    /// whitespace. Costs one walk if an element is preformatted or the post has no markup, otherwise a check of the
    /// styles.
    pub(crate) fn mark_breaks(&mut self, limit: usize) {
        let is_plain = self.is_plain_text();
        let keeps = |(attr, value): &(Attr, Span)| *attr == Attr::Style && keeps_breaks(self.str(*value)) == Some(true);
        if !is_plain && !self.attrs.iter().any(keeps) {
            return;
        }
        let mut texts = self.texts_with_breaks(is_plain);
        let is_wrapped = texts.iter().any(|(id, keeps)| !keeps && self.text(*id).is_some_and(breaks_sentences));
        texts.retain(|(_, keeps)| *keeps || !is_wrapped);
        for (id, keeps) in texts {
            if self.len() >= limit {
                break;
            }
            self.break_text(id, keeps, limit);
        }
    }

    /// Returns whether a post is one text, without block elements.
    fn is_plain_text(&self) -> bool {
        let mut boxed = self.root();
        for id in self.descendants(self.root()) {
            let tag = self.tag(id);
            match tag {
                Tag::None | Tag::Img => {}
                Tag::Div | Tag::Section | Tag::Article | Tag::Main if self.parent(id) == Some(boxed) => boxed = id,
                Tag::Br => return false,
                _ if !self.is_inline(id) => return false,
                _ => {}
            }
        }
        true
    }

    /// Returns the texts with visible line breaks, and whether single ones are visible. Code keeps its own.
    fn texts_with_breaks(&self, is_plain: bool) -> Vec<(NodeId, bool)> {
        let mut found = Vec::new();
        // Elements with a `white-space` style, and the style outside of them.
        let mut outside: Vec<(NodeId, bool)> = Vec::new();
        let mut keeps = false;
        let mut step = Step::Enter(self.root());
        loop {
            match step {
                Step::Enter(id) => {
                    if let Some(text) = self.text(id) {
                        if (keeps || is_plain) && memchr::memchr(b'\n', text.as_bytes()).is_some() {
                            found.push((id, keeps));
                        }
                    } else if matches!(self.tag(id), Tag::Pre | Tag::Listing | Tag::Textarea | Tag::Select) {
                        step = self.step(Step::Leave(id));
                        continue;
                    } else if let Some(now) = self.attr(id, Attr::Style).and_then(keeps_breaks) {
                        outside.push((id, keeps));
                        keeps = now;
                    }
                }
                Step::Leave(id) if id == self.root() => return found,
                Step::Leave(id) => {
                    if let Some((_, before)) = outside.pop_if(|(styled, _)| *styled == id) {
                        keeps = before;
                    }
                }
            }
            step = self.step(step);
        }
    }

    /// Splits a text at its line breaks and inserts elements between the parts.
    fn break_text(&mut self, id: NodeId, keeps: bool, limit: usize) {
        let Data::Text(span) = self.node(id).data else { return };
        let text = self.str(span);
        let runs_on =
            |beside: Option<NodeId>| beside.is_some_and(|beside| self.text(beside).is_some() || self.is_inline(beside));
        let (runs_before, runs_behind) = (runs_on(self.prev(id)), runs_on(self.next(id)));
        let is_blank = text.trim().is_empty();
        let breaks: Vec<(Range<usize>, usize)> = runs_of_breaks(text)
            .filter(|(range, times)| {
                let is_first = text.get(..range.start).is_none_or(|before| before.is_empty());
                let is_last = range.end == text.len();
                (keeps || *times > 1)
                    && (!is_blank || runs_before && runs_behind)
                    && (!is_first || runs_before)
                    && (!is_last || runs_behind)
            })
            .collect();
        let mut rest = span.range();
        for (range, times) in breaks {
            if self.len() + 3 > limit {
                break;
            }
            let (end, next) = (span.start as usize + range.start, span.start as usize + range.end);
            if rest.start < end {
                self.insert_new(id, Data::Text(Span::of(rest.start..end)));
            }
            for _ in 0..times.min(2) {
                self.insert_new(id, Data::Element { attrs: 0, attrs_len: 0, tag: Tag::Br });
            }
            rest.start = next;
        }
        self.node_mut(id).data = Data::Text(Span::of(rest));
    }

    fn insert_new(&mut self, before: NodeId, data: Data) {
        if let Some(id) = self.push(data) {
            self.insert_before(before, id);
        }
    }
}

/// Returns the runs of whitespace with line breaks, and the number of line breaks.
fn runs_of_breaks(text: &str) -> impl Iterator<Item = (Range<usize>, usize)> {
    let bytes = text.as_bytes();
    let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0xc);
    let mut at = 0;
    std::iter::from_fn(move || {
        let line_end = at + memchr::memchr(b'\n', bytes.get(at..)?)?;
        let before = bytes.get(at..line_end)?.iter().rev().take_while(is_blank).count();
        let blanks = bytes.get(line_end..)?;
        let behind = blanks.iter().take_while(is_blank).count();
        let times = memchr::memchr_iter(b'\n', blanks.get(..behind)?).count();
        at = line_end + behind;
        Some((line_end - before..at, times))
    })
}

/// Returns whether an empty line is in the middle of a sentence: the line breaks belong to the file then, not to the
/// text.
fn breaks_sentences(text: &str) -> bool {
    runs_of_breaks(text).filter(|(range, times)| *times > 1 && range.start > 0 && range.end < text.len()).any(
        |(range, _)| {
            let before =
                text.get(..range.start).unwrap_or_default().trim_end_matches(['”', '」', '"', '』', '）', ')']);
            !before.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '：'])
        },
    )
}

/// Returns whether a style makes line breaks visible; `None` if it does not decide.
fn keeps_breaks(style: &str) -> Option<bool> {
    let (_, value) = style.rsplit_once("white-space")?;
    let value = value.strip_prefix("-collapse").unwrap_or(value).trim_start().strip_prefix(':')?.trim_start();
    Some(value.starts_with("pre") || value.starts_with("break-spaces"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs() {
        let runs: Vec<_> = runs_of_breaks("\n a \n\t\n b\nc \n").collect();
        assert_eq!(runs, [(0..2, 1), (3..8, 2), (9..10, 1), (11..13, 1)]);
    }

    fn paragraphs(body: &str) -> Vec<String> {
        let article = crate::clean(&format!("---\ntitle: Bees\n---\n{body}")).unwrap();
        article.paragraphs().map(|text| text.as_str().to_owned()).collect()
    }

    #[test]
    fn blank_lines_of_plain_text_divide_paragraphs() {
        for body in ["<div>\n{}\n</div>\n", "{}", "<div><article>{}</article></div>", "<div>\n{}\n"] {
            let body = body.replace(
                "{}",
                "Nine hives were\nopened.\n \n\n<a href='/a'>Seven</a> of them.\n\nThey had <b>honey</b>.",
            );
            assert_eq!(paragraphs(&body), ["Nine hives were opened.", "Seven of them.", "They had honey."], "{body}");
        }
    }

    #[test]
    fn blank_lines_of_markup_are_blanks() {
        for body in [
            "<p>Nine hives\n\nwere opened.</p>",
            "Nine hives\n\nwere<br>opened.",
            "Nine hives\n\nwere opened.",
            "<div>Nine hives\n\nwere</div><div>opened.</div>",
        ] {
            assert_eq!(
                paragraphs(body).join("\n").split_whitespace().take(3).collect::<Vec<_>>(),
                ["Nine", "hives", "were"]
            );
            assert!(paragraphs(body).first().unwrap().starts_with("Nine hives were"), "{body}");
        }
    }

    #[test]
    fn boxes_that_keep_white_space_show_their_lines() {
        let letter = "Nine hives\nwere opened.\n\nSeven <b>of\n\nthem</b> had honey.";
        let expected = ["Nine hives\nwere opened.", "Seven of", "them had honey."];
        let before = "<p>The keeper wrote a letter.</p>\n\n";
        for html in
            ["<div style='white-space: pre-wrap'>{}</div>", "<p><span style='white-space:pre-line'>{}</span></p>"]
        {
            let found = paragraphs(&format!("{before}{}", html.replace("{}", letter)));
            assert_eq!(found.get(1..).unwrap(), expected, "{html}");
        }
        let normal = paragraphs(&format!(
            "{before}<div style='white-space: pre'><p style='white-space: normal'>{letter}</p></div>"
        ));
        assert_eq!(normal.len(), 2);
        let inside =
            paragraphs(&format!("{before}<div style='white-space: pre-wrap'>\n\n<p>One</p>\n\n<p>Two</p>\n\n</div>"));
        assert_eq!(inside.len(), 3);
    }

    #[test]
    fn breaks_stay_within_the_limit_of_nodes() {
        let post = format!("---\ntitle: Bees\n---\n{}", "a\n\n".repeat(100_000));
        let article = crate::clean(&post).unwrap();
        let letters: usize = article.paragraphs().map(|text| text.as_str().matches('a').count()).sum();
        assert_eq!(letters, 100_000);
    }

    #[test]
    fn styles() {
        assert_eq!(keeps_breaks("color: red; white-space:pre-line"), Some(true));
        assert_eq!(keeps_breaks("white-space: pre-wrap; white-space : normal"), Some(false));
        assert_eq!(keeps_breaks("white-space-collapse: preserve"), Some(true));
        assert_eq!(keeps_breaks("color: red"), None);
    }
}
