//! The grammar of an imprint: a line that only states who made a text and when.
//!
//! ```text
//! imprint = { separator } { part { separator } }
//! part    = date | clock | counter | label | label names | names | control
//! ```
//!
//! A label is a word of [`people`]. The names after the label of a job may be any text that is no sentence; names
//! without a label must look like names and need a further sign: a date in the line or a name of an element. A line
//! that the grammar does not match as a whole is not an imprint.

use std::ops::Range;

use smallvec::SmallVec;

use super::has_clock;
use super::names::{is_book, is_capitalized, is_names, says_something};
use crate::article::Dateline;
use crate::verdicts::dates;
use crate::words;
use crate::words::people::{self, Label};

/// The parts of an imprint.
#[derive(Debug)]
pub(super) struct Imprint {
    /// Names with the labels of their jobs; `None` if there are none.
    pub(super) names: Option<String>,
    /// The first date.
    pub(super) date: Option<Dateline>,
    /// Whether somebody has a job: author, translator, source.
    pub(super) has_role: bool,
    /// Whether there are names without a label.
    pub(super) has_bare_names: bool,
}

/// The maximal length in bytes of names without a label, next to a date.
const NAMES: usize = 48;
/// That length in a small or italic line.
const NAMES_ASIDE: usize = 120;
/// The maximal length in bytes of one name after a label.
const NAME: usize = 60;
/// The maximal number of words between two commas of names.
const WORDS: usize = 12;
/// The maximal length in bytes of the names after one label.
const ROLE: usize = 140;

/// Further signs that a line is an imprint.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hints<'a> {
    /// The author in the front matter.
    pub(super) author: Option<&'a str>,
    /// Names of its ancestors mean an author, a date or both.
    pub(super) is_named: bool,
    /// It is set apart from the text.
    pub(super) is_aside: bool,
}

/// Parses a whole line. `None` if any part of it is something else.
pub(super) fn read(text: &str, hints: Hints<'_>) -> Option<Imprint> {
    let mut reader =
        Reader { text, at: 0, dates: SmallVec::new(), names: SmallVec::new(), role: None, bare: 0, parts: 0 };
    reader.find_dates();
    if !hints.is_named && reader.dates.is_empty() && !reader.begins_as_part() {
        return None;
    }
    while reader.skip() {
        let is_part = reader.date() || reader.counter() || reader.labelled() || reader.control() || reader.bare(hints);
        if !is_part {
            return None;
        }
        reader.parts += 1;
    }
    reader.finish(hints)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    dates: SmallVec<[dates::Found; 2]>,
    /// The ranges of names with their labels.
    names: SmallVec<[Range<usize>; 4]>,
    role: Option<Label>,
    /// The number of bytes of names without a label.
    bare: usize,
    parts: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Returns whether a line without a date begins with a label or a number, as parts of an imprint do.
    fn begins_as_part(&mut self) -> bool {
        self.skip() && (self.rest().starts_with(|c: char| c.is_ascii_digit()) || people::label(self.rest()).is_some())
    }

    fn find_dates(&mut self) {
        let mut from = 0;
        // A date in an address is not text.
        while let Some(found) = self.text.get(from..).filter(|rest| !rest.contains("://")).and_then(dates::find) {
            let range = from + found.range.start..from + found.range.end;
            from = range.end;
            self.dates.push(dates::Found { range, ..found });
        }
    }

    /// Skips separators; returns whether any text follows.
    fn skip(&mut self) -> bool {
        let rest = self.rest().trim_start_matches(|c: char| {
            c.is_whitespace() || "|｜︱丨│/／·•,，、;；:：—–-~()（）[]【】*◎■▍<>«»".contains(c) || c == '\u{200b}'
        });
        self.at = self.text.len() - rest.len();
        // A full stop after the last part ends the line, not a sentence.
        !(rest.is_empty() || self.parts > 0 && matches!(rest, "。" | "."))
    }

    fn date(&mut self) -> bool {
        let Some(found) = self.dates.iter().find(|found| found.range.start == self.at) else {
            return self.part_of_date();
        };
        self.at = found.range.end;
        // `0911 GMT (1711 HKT)`
        let clock = self.rest().trim_start();
        let zone = clock.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == ' ');
        let name = zone.trim_start_matches(|c: char| c.is_ascii_uppercase());
        if zone.len() < clock.len() && (2..=4).contains(&(zone.len() - name.len())) {
            self.at = self.text.len() - name.len();
        }
        true
    }

    /// Reads a part of a date next to a date or after a name: month and day, time, weekday: `8-5`, `08:20`, `周四`,
    /// `p.m.`.
    fn part_of_date(&mut self) -> bool {
        let rest = self.rest();
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = rest.len() - number.len();
        let behind = |sign: char| {
            let more = number.strip_prefix(sign)?;
            let end = more.trim_start_matches(|c: char| c.is_ascii_digit());
            (1..=2).contains(&(more.len() - end.len())).then_some(end)
        };
        let end = match digits {
            1..=2 => [':', '-', '/', '.'].into_iter().find_map(behind),
            0 => ["a.m.", "p.m.", "am", "pm", "AM", "PM", "GMT", "UTC", "EST", "EDT", "CST", "HKT"]
                .iter()
                .find_map(|word| rest.strip_prefix(word))
                .filter(|end| !end.starts_with(char::is_alphanumeric)),
            _ => None,
        };
        let is_beside = !self.dates.is_empty() || !self.names.is_empty();
        match end.filter(|end| is_beside && !end.starts_with(char::is_alphanumeric)) {
            Some(end) => {
                self.at = self.text.len() - end.len();
                true
            }
            None => false,
        }
    }

    /// Reads a reading time or a number of readers: `5 Minutes`, `浏览 123 次`, `3 条评论`.
    fn counter(&mut self) -> bool {
        const UNITS: &[&str] = &[
            "minutes",
            "minute",
            "min read",
            "mins",
            "min",
            "words",
            "views",
            "reads",
            "comments",
            "comment",
            "shares",
            "分钟阅读",
            "分钟",
            "分鐘",
            "次阅读",
            "次浏览",
            "次",
            "条评论",
            "則評論",
            "条留言",
            "人阅读",
            "字",
            "阅读",
            "评论",
        ];
        let rest = self.rest();
        let start = match people::label(rest) {
            Some((Label::Count, end)) => end,
            _ => 0,
        };
        let behind = rest.get(start..).unwrap_or_default().trim_start_matches([' ', '(', '（']);
        let number = behind.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | 'k' | '万'));
        let unit = number.trim_start();
        let lower = words::head(unit, 16).to_ascii_lowercase();
        let unit_end = UNITS.iter().find(|word| lower.starts_with(**word)).map_or(0, |word| word.len());
        let has_number = number.len() < behind.len();
        // A number alone is a counter if there is a date: `发布 3521 收藏 6`.
        let is_alone = !self.dates.is_empty()
            && has_number
            && behind.len() - number.len() <= 6
            && (number.is_empty() || number.starts_with(' '));
        if !(start > 0 || has_number && unit_end > 0 || is_alone) {
            return false;
        }
        let end = if unit_end > 0 { unit.get(unit_end..) } else { Some(number) };
        let end = end.unwrap_or_default();
        if end.starts_with(char::is_alphanumeric) && !end.starts_with(|c: char| !c.is_ascii()) {
            return false;
        }
        self.at = self.text.len() - end.len();
        true
    }

    fn labelled(&mut self) -> bool {
        let Some((label, end)) = people::label(self.rest()).filter(|(label, _)| *label != Label::Count) else {
            return false;
        };
        if label == Label::Time {
            self.at += end;
            return self.is_before_date();
        }
        let start = self.at;
        let names = self.names_end(start + end);
        let found = self.text.get(start + end..names).unwrap_or_default();
        if found.trim().is_empty() && !self.dates.is_empty() {
            self.at = names;
            return true;
        }
        if !is_made_by(found, label) {
            return false;
        }
        self.at = names;
        self.role = self.role.or(Some(label));
        self.names.push(start..names);
        true
    }

    /// Reads the word of a control of the page behind other parts.
    fn control(&mut self) -> bool {
        let behind = behind_control(self.rest()).filter(|_| self.parts > 0);
        if let Some(behind) = behind {
            self.at = self.text.len() - behind.len();
        }
        behind.is_some()
    }

    /// Returns whether a date, another label or the end follows.
    fn is_before_date(&self) -> bool {
        let rest = self.rest().trim_start_matches(people::is_before_label);
        let at = self.text.len() - rest.len();
        rest.is_empty()
            || rest.starts_with(|c: char| c.is_ascii_digit())
            || self.dates.iter().any(|date| date.range.start == at)
            || people::label(rest).is_some()
    }

    /// Returns the end of names from an offset: the next label, date or strong separator.
    fn names_end(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        let mut before = ':';
        for (at, c) in rest.char_indices() {
            let here = from + at;
            if self.dates.iter().any(|date| date.range.start == here)
                || matches!(c, '\n' | ';' | '；' | '。')
                || c.is_ascii_digit() && before.is_whitespace()
            {
                return here;
            }
            let is_border = !before.is_alphanumeric() && c.is_alphabetic();
            // A label that is not the end of a name: punctuation or a space precedes it.
            if at > 0
                && is_border
                && people::label(rest.get(at..).unwrap_or_default())
                    .is_some_and(|(label, _)| self.may_follow(here, label))
            {
                return here;
            }
            if before.is_whitespace() && behind_control(rest.get(at..).unwrap_or_default()).is_some() {
                return here;
            }
            let is_break = matches!(c, '|' | '｜' | '︱' | '丨' | '│')
                && rest.get(at..).is_some_and(|rest| !rest.trim_start_matches(c).trim().is_empty());
            if is_break && at > 0 && !rest.get(..at).is_some_and(|names| names.trim().is_empty()) {
                return here;
            }
            before = c;
        }
        self.text.len()
    }

    /// `on` and `at` are labels only before a date.
    fn may_follow(&self, at: usize, label: Label) -> bool {
        label != Label::Time || {
            let next = self.dates.iter().find(|date| date.range.start >= at);
            next.is_none_or(|date| date.range.start - at <= 16)
        }
    }

    fn bare(&mut self, hints: Hints<'_>) -> bool {
        if !hints.is_named && self.dates.is_empty() {
            return false;
        }
        let end = self.names_end(self.at);
        let found = self.text.get(self.at..end).unwrap_or_default().trim_end_matches(people::is_before_label);
        let is_author =
            hints.author.is_some_and(|author| !author.is_empty() && author.trim().eq_ignore_ascii_case(found));
        if !is_author
            && !is_names(found, hints.is_named || hints.is_aside && self.dates.iter().any(|date| has_clock(date.time)))
        {
            return false;
        }
        self.bare += found.len();
        self.names.push(self.at..self.at + found.len());
        self.at += found.len();
        true
    }

    fn finish(self, hints: Hints<'_>) -> Option<Imprint> {
        let room = if hints.is_named || hints.is_aside { NAMES_ASIDE } else { NAMES };
        if self.bare > room || self.names.is_empty() && self.dates.is_empty() {
            return None;
        }
        let date = self.dates.first().map(|found| Dateline {
            text: self.text.get(found.range.clone()).unwrap_or_default().trim().to_owned(),
            time: found.time,
        });
        let mut names = String::new();
        let mut last = None;
        for range in &self.names {
            let part = self
                .text
                .get(range.clone())
                .unwrap_or_default()
                .trim()
                .trim_end_matches([',', '，', '|', '｜', '(', '（', '·', '-'])
                .trim_end();
            if part.is_empty() {
                continue;
            }
            // The text between two jobs is kept if it consists of separators.
            let between = last.and_then(|last: usize| self.text.get(last..range.start));
            match between.filter(|between| !between.contains(char::is_alphanumeric)) {
                Some(between) if !names.is_empty() => {
                    names.truncate(names.trim_end().len());
                    names.push_str(match between {
                        _ if between.contains('\n') => "\n",
                        _ if between.trim().is_empty() => " ",
                        _ => between,
                    });
                }
                _ if !names.is_empty() => names.push('\n'),
                _ => {}
            }
            names.push_str(part);
            last = Some(range.start + self.text.get(range.clone()).unwrap_or_default().trim_end().len());
        }
        Some(Imprint {
            names: Some(names).filter(|names| !names.is_empty()),
            date,
            has_role: self.role.is_some(),
            has_bare_names: self.bare > 0,
        })
    }
}

/// Returns whether the text after the label of a job consists of names and is no sentence.
fn is_made_by(text: &str, label: Label) -> bool {
    let text = text.trim_matches(people::is_before_label).trim_end_matches(['）', ')', '】', ']', '。']);
    // Another label may follow directly: `编译 审校 甲`.
    if text.is_empty() {
        return true;
    }
    if text.len() > ROLE
        || text.contains(['？', '！', '?', '!', '…', '“', '「', '《']) && label != Label::Source
        || is_book(text)
    {
        return false;
    }
    let parts = text.split(['、', '，', ',', '/', '／', '&', '＆', ';', '；', '\n']);
    let is_short = |part: &str| {
        let part = part.split(['（', '(']).next().unwrap_or_default().trim();
        let words = part.split_whitespace();
        words.clone().count() <= WORDS && words.clone().all(|word| word.len() <= NAME) && !says_something(part)
    };
    if label == Label::Source {
        return text.len() <= 90
            && parts.clone().take(1).all(is_short)
            && parts.skip(1).all(|part| people::label(part).is_some() || part.len() <= 24 && is_short(part));
    }
    parts.into_iter().all(|part| is_short(part) && (!part.is_ascii() || is_capitalized(part) || !text.contains(' ')))
}

/// Returns the text behind the word of a control of the page with which a text begins: `分享`.
fn behind_control(text: &str) -> Option<&str> {
    const CONTROLS: [&str; 12] =
        ["分享", "收藏", "打印", "列印", "纠错", "举报", "字号", "字體", "Share", "Print", "Suggest Changes", "Edit"];
    let behind = CONTROLS.iter().find_map(|word| text.strip_prefix(word));
    behind.filter(|behind| !behind.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, is_named: bool) -> Option<(String, bool)> {
        let found = read(text, Hints { is_named, ..Hints::default() })?;
        Some((found.names.unwrap_or_default(), found.date.is_some()))
    }

    #[test]
    fn whole_lines() {
        for (text, found, dated) in [
            ("By Aaron Weston on May 3, 2021", "By Aaron Weston", true),
            ("By Ann Oak, May 3, 2026", "By Ann Oak", true),
            ("林岸 2026-05-03", "林岸", true),
            ("作者：林中树 8-5", "作者：林中树", false),
            ("采写︱林岸", "采写︱林岸", false),
            ("文：李河边", "文：李河边", false),
            ("采访记者： William Yang\n2020-07-30T09:23:05.069Z", "采访记者： William Yang", true),
            ("编译 李爽/张若 审校 杜明/艾茂", "编译 李爽/张若 审校 杜明/艾茂", false),
            ("文 | 小T\n图 | 来自网络\n微信编辑 | 张一", "文 | 小T\n图 | 来自网络\n微信编辑 | 张一", false),
            ("matters编辑| Marks", "matters编辑| Marks", false),
            ("MICHAEL D. SHEAR\n2020-07-20 17:51:00", "MICHAEL D. SHEAR", true),
            ("时　间： 2017-12-01", "", true),
            ("26/07/2020 - 08:20", "", true),
            ("Fri, 25 Jun 2021 17:12:11 GMT", "", true),
            ("JAVIER C. HERN, AMY CHEN\n2020-07-31 14:02:18", "JAVIER C. HERN, AMY CHEN", true),
            ("July 30, 2020 5 Minutes", "", true),
        ] {
            assert_eq!(names(text, false), Some((found.to_owned(), dated)), "{text}");
        }
        assert_eq!(names("河边人 在 2021-05-03 10:20 提交", true), Some(("河边人".to_owned(), true)));
        assert_eq!(names("Ann Oak", true), Some(("Ann Oak".to_owned(), false)));
    }

    #[test]
    fn what_the_grammar_leaves() {
        for text in [
            "On 2021-06-04 the bridge closed.",
            "The gates were shut in Lower Quay on June 4, 2021.",
            "我在2019年10月7日的节目里说到：",
            "时间：2019年9月21日（周四） 晚7点",
            "作者：何川 译者：林岸 出版社：河口出版社 2019年5月",
            "Written at the quay, 25 April 2026",
            "本文来自河边的人家，他们在东岸住了三代。",
            "By the river it rained.",
            "https://press.example.org/2021/06/04/ferry",
            "2020年5月1日 晴",
            "作者认为这是好事",
        ] {
            assert_eq!(names(text, false), None, "{text}");
        }
        assert_eq!(names("Bring a coat and two coins.", true), None);
    }
}
