//! Dates in the forms of news feeds.

use std::ops::Range;

use jiff::civil::{Date, DateTime, Time as Clock};
use jiff::tz::Offset;
use smallvec::SmallVec;

use crate::article::Time;

/// A date found in a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// The bytes of the date, its weekday and its time of day.
    pub(crate) range: Range<usize>,
    /// `None` if day and month are ambiguous.
    pub(crate) time: Option<Time>,
}

/// Returns the first date in a text.
pub(crate) fn find(text: &str) -> Option<Found> {
    if !has_year(text) {
        return None;
    }
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| date_at(text, &tokens, at))
}

/// Returns the time of a text that is a date and nothing else: `Thu, 30 Dec 2021 01:55:29 GMT`.
pub(crate) fn whole(text: &str) -> Option<Time> {
    let text = text.trim();
    find(text).filter(|found| found.range == (0..text.len()))?.time
}

/// Returns whether a text has four consecutive digits, as every date does.
fn has_year(text: &str) -> bool {
    // One of four consecutive digits is at every fourth offset, and most texts have none there.
    if !text.as_bytes().chunks_exact(4).any(|four| matches!(four, [.., b'0'..=b'9'])) {
        return false;
    }
    // Most of the others have fewer digits than a year and a day, and counting them is vectorized.
    if text.bytes().filter(u8::is_ascii_digit).count() < 5 {
        return false;
    }
    let mut digits = 0;
    text.bytes().any(|byte| {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        digits == 4
    })
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Number(u32),
    /// The number of a month.
    Month(u8),
    /// Counted from Sunday.
    Weekday(u8),
    /// `st`, `nd`, `rd`, `th`.
    Ordinal,
    Zone(i8),
    /// `am` or `pm`, `上午` or `下午`; whether it is after noon.
    Half(bool),
    /// `年`, `月`, `日`, `号`, `/`, `-`, `.`, `:`, `,`, `T`.
    Mark(char),
    Other,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
}

/// The number of bytes at the start of a text that are examined: a date line is short.
const LOOKED_AT: usize = 400;

fn tokens(text: &str) -> SmallVec<[Token; 48]> {
    let mut tokens = SmallVec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if start > LOOKED_AT {
            break;
        }
        let mut end = start + c.len_utf8();
        let mut take_while = |test: fn(char) -> bool| {
            while let Some((at, next)) = chars.next_if(|(_, next)| test(*next)) {
                end = at + next.len_utf8();
            }
            end
        };
        let kind = if c.is_ascii_digit() {
            let end = take_while(|c| c.is_ascii_digit());
            text.get(start..end).and_then(|digits| digits.parse().ok()).map_or(Kind::Other, Kind::Number)
        } else if c.is_ascii_alphabetic() {
            let end = take_while(|c| c.is_ascii_alphabetic());
            word(text.get(start..end).unwrap_or_default())
        } else {
            match c {
                '年' | '月' | '日' | '号' | '號' | '/' | '-' | '.' | ':' | ',' | '时' | '時' | '分' | '秒' | '+' => {
                    Kind::Mark(c)
                }
                '：' => Kind::Mark(':'),
                '，' => Kind::Mark(','),
                '–' | '—' | '－' => Kind::Mark('-'),
                '上' | '下' => match chars.next_if(|(_, next)| *next == '午') {
                    Some((at, half)) => {
                        end = at + half.len_utf8();
                        Kind::Half(c == '下')
                    }
                    None => Kind::Other,
                },
                '星' | '周' | '週' | '礼' | '禮' => {
                    if c != '周' && c != '週' {
                        chars.next_if(|(_, next)| matches!(next, '期' | '拜'));
                    }
                    match chars.next_if(|(_, next)| "一二三四五六日天".contains(*next)) {
                        Some((at, day)) => {
                            end = at + day.len_utf8();
                            Kind::Weekday("日一二三四五六".chars().position(|known| known == day).unwrap_or(0) as u8)
                        }
                        None => Kind::Other,
                    }
                }
                c if c.is_whitespace() => continue,
                _ => Kind::Other,
            }
        };
        let end = end.max(start + c.len_utf8());
        let end = if matches!(kind, Kind::Number(_) | Kind::Month(_) | Kind::Weekday(_) | Kind::Ordinal | Kind::Zone(_))
            && c.is_ascii_alphanumeric()
        {
            text.get(start..).map_or(end, |rest| {
                let digits = c.is_ascii_digit();
                start
                    + rest
                        .bytes()
                        .take_while(|byte| if digits { byte.is_ascii_digit() } else { byte.is_ascii_alphabetic() })
                        .count()
            })
        } else {
            end
        };
        tokens.push(Token { kind, start, end });
    }
    tokens
}

/// The length in bytes of the longest word of a date: `september`, `wednesday`.
const LONGEST: usize = 9;

fn word(word: &str) -> Kind {
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..word.len()) else { return Kind::Other };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    match &*lower {
        b"jan" | b"january" => Kind::Month(1),
        b"feb" | b"february" => Kind::Month(2),
        b"mar" | b"march" => Kind::Month(3),
        b"apr" | b"april" => Kind::Month(4),
        b"may" => Kind::Month(5),
        b"jun" | b"june" => Kind::Month(6),
        b"jul" | b"july" => Kind::Month(7),
        b"aug" | b"august" => Kind::Month(8),
        b"sep" | b"sept" | b"september" => Kind::Month(9),
        b"oct" | b"october" => Kind::Month(10),
        b"nov" | b"november" => Kind::Month(11),
        b"dec" | b"december" => Kind::Month(12),
        b"st" | b"nd" | b"rd" | b"th" => Kind::Ordinal,
        b"t" => Kind::Mark('T'),
        b"am" => Kind::Half(false),
        b"pm" => Kind::Half(true),
        // RFC 2822, section 4.3.
        b"z" | b"gmt" | b"ut" | b"utc" => Kind::Zone(0),
        b"edt" => Kind::Zone(-4),
        b"est" | b"cdt" => Kind::Zone(-5),
        b"mdt" => Kind::Zone(-6),
        b"pdt" | b"mst" => Kind::Zone(-7),
        b"pst" => Kind::Zone(-8),
        _ => weekday(lower).map_or(Kind::Other, Kind::Weekday),
    }
}

/// Returns a weekday by its name or an abbreviation, counted from Sunday.
fn weekday(word: &[u8]) -> Option<u8> {
    const DAYS: [&[u8]; 7] = [b"sunday", b"monday", b"tuesday", b"wednesday", b"thursday", b"friday", b"saturday"];
    let is_day = |day: &&[u8]| word == *day || (3..=5).contains(&word.len()) && day.starts_with(word);
    (0..).zip(&DAYS).find(|(_, day)| is_day(day)).map(|(at, _)| at)
}

/// Reads tokens in order.
#[derive(Clone, Copy)]
struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<Kind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    fn mark(&mut self, mark: char) -> bool {
        let found = self.peek() == Some(Kind::Mark(mark));
        self.at += usize::from(found);
        found
    }

    fn number(&mut self) -> Option<(u32, usize)> {
        let token = self.tokens.get(self.at)?;
        let Kind::Number(number) = token.kind else { return None };
        self.at += 1;
        Some((number, token.end - token.start))
    }

    fn month(&mut self) -> Option<u8> {
        let Some(Kind::Month(month)) = self.peek() else { return None };
        self.at += 1;
        Some(month)
    }

    fn weekday(&mut self) -> Option<u8> {
        let Some(Kind::Weekday(day)) = self.peek() else { return None };
        self.at += 1;
        Some(day)
    }

    fn skip(&mut self, kinds: &[Kind]) {
        while self.peek().is_some_and(|kind| kinds.contains(&kind)) {
            self.at += 1;
        }
    }

    /// Returns the end of the last token that was read.
    fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |token| token.end)
    }
}

fn date_at(text: &str, tokens: &[Token], at: usize) -> Option<Found> {
    let start = tokens.get(at)?.start;
    if text.get(..start)?.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let mut reader = Reader { tokens, at };
    let mut weekday = reader.weekday();
    if weekday.is_some() {
        reader.skip(&[Kind::Mark(',')]);
    }
    let dates = date(&mut reader)?;
    let mut behind = reader;
    behind.mark(',');
    if let Some(day) = behind.weekday() {
        weekday = weekday.or(Some(day));
        reader = behind;
    }
    let mut end = reader.end();
    let is_digit = |c: char| c.is_ascii_digit();
    if text.get(..end)?.ends_with(is_digit) && text.get(end..)?.starts_with(is_digit) {
        return None;
    }
    let (date, ambiguous) = match dates {
        (date, None) => (date, false),
        (date, Some(other)) => {
            let is_on = |date: Date| weekday.is_some_and(|day| date.weekday().to_sunday_zero_offset() == day as i8);
            match (is_on(date), is_on(other)) {
                (true, false) => (date, false),
                (false, true) => (other, false),
                _ => (date, true),
            }
        }
    };
    let mut time = Time::of_day(date);
    let mut ahead = reader;
    if let Some(clock) = clock(&mut ahead) {
        end = ahead.end();
        let local = DateTime::from_parts(date, clock);
        time = match zone(&mut ahead) {
            Some(offset) => {
                end = ahead.end();
                Time::of_moment(local, offset).unwrap_or_else(|| Time::of_local(local))
            }
            None => Time::of_local(local),
        };
    }
    Some(Found { range: start..end, time: (!ambiguous).then_some(time) })
}

/// Reads a date, and the alternative if day and month are ambiguous.
fn date(reader: &mut Reader<'_>) -> Option<(Date, Option<Date>)> {
    let separators = ['-', '/', '.'];
    if let Some(month) = reader.month() {
        // Jul 30th 2020; July 30, 2020
        reader.mark('.');
        let (day, _) = reader.number()?;
        reader.skip(&[Kind::Ordinal, Kind::Mark(',')]);
        reader.weekday();
        let (year, digits) = reader.number()?;
        return (digits == 4).then(|| ymd(year, month.into(), day)).flatten().map(|date| (date, None));
    }
    let (first, digits) = reader.number()?;
    if digits == 4 {
        // 2020年 7月 17日; 2020-07-17; 2020/7/17; 2020.07.17
        if reader.mark('年') {
            let (month, _) = reader.number()?;
            reader.mark('月').then_some(())?;
            let (day, _) = reader.number()?;
            (reader.mark('日') || reader.mark('号') || reader.mark('號')).then_some(())?;
            return ymd(first, month, day).map(|date| (date, None));
        }
        let separator = separators.into_iter().find(|mark| reader.mark(*mark))?;
        let (month, _) = reader.number()?;
        reader.mark(separator).then_some(())?;
        let (day, _) = reader.number()?;
        return ymd(first, month, day).map(|date| (date, None));
    }
    if digits > 2 {
        return None;
    }
    reader.skip(&[Kind::Ordinal]);
    let mut ahead = *reader;
    ahead.mark('-');
    ahead.skip(&[Kind::Mark(',')]);
    if let Some(month) = ahead.month() {
        // 25 Jun 2021; 25-Jun-2021
        ahead.skip(&[Kind::Mark('.'), Kind::Mark(','), Kind::Mark('-')]);
        let (year, digits) = ahead.number()?;
        *reader = ahead;
        return (digits == 4).then(|| ymd(year, month.into(), first)).flatten().map(|date| (date, None));
    }
    // 26/07/2020; 07.26.2020
    let separator = separators.into_iter().find(|mark| reader.mark(*mark))?;
    let (second, _) = reader.number()?;
    reader.mark(separator).then_some(())?;
    let (year, digits) = reader.number()?;
    if digits != 4 {
        return None;
    }
    match (first > 12, second > 12) {
        (true, _) => ymd(year, second, first).map(|date| (date, None)),
        (false, true) => ymd(year, first, second).map(|date| (date, None)),
        (false, false) => {
            ymd(year, second, first).map(|date| (date, ymd(year, first, second).filter(|_| first != second)))
        }
    }
}

fn ymd(year: u32, month: u32, day: u32) -> Option<Date> {
    (1900..=2200).contains(&year).then_some(())?;
    Date::new(year as i16, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn clock(reader: &mut Reader<'_>) -> Option<Clock> {
    let mut half = None;
    loop {
        match reader.peek()? {
            Kind::Mark('-' | ',' | 'T' | '/') | Kind::Weekday(_) => reader.at += 1,
            Kind::Half(afternoon) => {
                half = Some(afternoon);
                reader.at += 1;
            }
            Kind::Number(_) => break,
            _ => return None,
        }
    }
    let (hour, digits) = reader.number()?;
    if digits > 2 || !(reader.mark(':') || reader.mark('时') || reader.mark('時')) {
        return None;
    }
    let (minute, _) = reader.number()?;
    reader.mark('分');
    let mut ahead = *reader;
    let second = if ahead.mark(':') { ahead.number().map(|(second, _)| second) } else { None };
    if second.is_some() {
        *reader = ahead;
        if ahead.mark('.') && ahead.number().is_some() {
            *reader = ahead;
        }
    }
    if let Some(Kind::Half(afternoon)) = reader.peek() {
        half = Some(afternoon);
        reader.at += 1;
    }
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let part = |value: u32| i8::try_from(value).ok();
    Clock::new(part(hour)?, part(minute)?, part(second.unwrap_or(0))?, 0).ok()
}

fn zone(reader: &mut Reader<'_>) -> Option<Offset> {
    match reader.peek()? {
        Kind::Zone(hours) => {
            reader.at += 1;
            Offset::from_hours(hours).ok()
        }
        Kind::Mark(sign @ ('+' | '-')) => {
            let mut ahead = *reader;
            ahead.at += 1;
            let (first, digits) = ahead.number()?;
            let (hours, minutes) = match digits {
                4 => (first / 100, first % 100),
                2 if ahead.mark(':') => (first, ahead.number()?.0),
                _ => return None,
            };
            let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
            let offset = Offset::from_seconds(if sign == '-' { -seconds } else { seconds }).ok()?;
            *reader = ahead;
            Some(offset)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_alone() {
        let read = |text| whole(text).map(|time| time.to_string());
        assert_eq!(read("Thu, 30 Dec 2021 01:55:29 GMT").as_deref(), Some("2021-12-30T01:55:29Z"));
        assert_eq!(read("Wed, 14 Aug 2024 17:34:06 +0800").as_deref(), Some("2024-08-14T09:34:06Z"));
        assert_eq!(read(" 2021年6月25日 ").as_deref(), Some("2021-06-25"));
        assert_eq!(read("May 6, 2020").as_deref(), Some("2020-05-06"));
        assert_eq!(read("since May 6, 2020"), None);
        assert_eq!(read("Invalid Date"), None);
    }

    #[test]
    fn forms_of_news_feeds() {
        for (text, time) in [
            ("Fri, 25 Jun 2021 17:12:11 GMT", Some("2021-06-25T17:12:11Z")),
            ("2020-07-26T10:58:05.251Z", Some("2020-07-26T10:58:05Z")),
            ("2019-03-03T17:12:31+01:00", Some("2019-03-03T16:12:31Z")),
            ("2020-07-31 14:02:18", Some("2020-07-31T14:02:18")),
            ("26/07/2020 - 08:20", Some("2020-07-26T08:20:00")),
            ("05/12/2015 - 11:02", None),
            ("星期二, 05/12/2015 - 11:02", Some("2015-05-12T11:02:00")),
            ("Saturday, 05/12/2015", Some("2015-12-05")),
            ("05/12/2015 星期一", None),
            ("2020年7月17日 星期五", Some("2020-07-17")),
            ("2020年 7月 17日", Some("2020-07-17")),
            ("2020年7月17日 下午3:05", Some("2020-07-17T15:05:00")),
            ("Jul 30th 2020", Some("2020-07-30")),
            ("July 30, 2020", Some("2020-07-30")),
            ("30 July 2020", Some("2020-07-30")),
            ("2021.03.01", Some("2021-03-01")),
            ("Tue, 1 Mar 2022 09:00:00 +0800", Some("2022-03-01T01:00:00Z")),
            ("2018/1/5 10:20", Some("2018-01-05T10:20:00")),
            ("2020年09月25日09:40", Some("2020-09-25T09:40:00")),
            ("Oct 12 Wed 2016 20:30", Some("2016-10-12T20:30:00")),
        ] {
            let found = find(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.range, 0..text.len(), "{text}");
            assert_eq!(found.time.map(|time| time.to_string()).as_deref(), time, "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in ["1.5 billion", "12/30", "version 2.3.4", "3-2", "2020年的雨", "May I?", "99/99/2020", "１"] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_among_words() {
        let text = "发布时间：2020年7月17日 10:20 来源：本台";
        assert_eq!(text.get(find(text).unwrap().range), Some("2020年7月17日 10:20"));
    }
}
