use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::Offset;

/// A time as precise as its source: an instant with an offset from UTC, a date and time of day without one, or a date.
///
/// The parts ([`year`](Self::year) to [`nanosecond`](Self::nanosecond)) are those of the source, in its own offset. The
/// text form, which is also that of JSON, follows [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339) as far as the time
/// is known: `2021-06-25T17:39:03Z` for an instant (always in UTC), `2020-07-31T14:02:18` without an offset,
/// `2020-06-10` for a date.
///
/// ```
/// use feedscrub::Time;
///
/// let time: Time = "2021-06-25T23:30:00-05:00".parse()?;
/// assert_eq!((time.day(), time.hour(), time.offset()), (25, Some(23), Some(-5 * 3600)));
/// assert_eq!(time.to_string(), "2021-06-26T04:30:00Z");
/// assert_eq!(time.unix_seconds(), Some(1624681800));
///
/// let day = Time::parse("2021-06-25").unwrap();
/// assert_eq!((day.hour(), day.offset()), (None, None));
/// assert!(day < time);
/// # Ok::<(), feedscrub::InvalidTime>(())
/// ```
///
/// # Equality and order
///
/// Two instants are equal if they are the same instant, whatever their offsets, so that a time that is written to JSON
/// and read back equals the original. Times are ordered by instant; one without an offset is taken to be in UTC, and a
/// date to be its first second. If these are the same, a date precedes a time without an offset, which precedes an
/// instant; they are not equal.
#[derive(Clone, Copy)]
pub struct Time(Known);

/// The precision of a time.
#[derive(Clone, Copy)]
enum Known {
    Day(Date),
    Local(DateTime),
    Moment(Timestamp, Offset),
}

/// The error of parsing a [`Time`] from a text that is none.
///
/// ```
/// let error = "yesterday".parse::<feedscrub::Time>().unwrap_err();
/// assert_eq!(error.to_string(), "not an RFC 3339 time");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an RFC 3339 time")]
#[non_exhaustive]
pub struct InvalidTime;

impl Time {
    /// Parses the forms of front matter and `<time datetime>`: RFC 3339 with or without fraction, zone and time, and
    /// the [timestamps of YAML](https://yaml.org/type/timestamp.html), which Jekyll writes with a space before the
    /// offset. Returns `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(moment) = text.parse() {
            return Some(Time(Known::Moment(moment, offset_of(text))));
        }
        let other = if text.len() > 10 { text.parse().map(Known::Local) } else { text.parse().map(Known::Day) };
        other.ok().map(Time).or_else(|| timestamp(text))
    }

    /// Makes an instant from milliseconds since 1970-01-01T00:00:00Z, negative before it. Returns `None` outside of the
    /// years -9999 to 9999.
    ///
    /// ```
    /// use feedscrub::Time;
    ///
    /// assert_eq!(Time::from_unix_millis(1624642743000).unwrap().to_string(), "2021-06-25T17:39:03Z");
    /// assert_eq!(Time::from_unix_millis(i64::MAX), None);
    /// ```
    pub fn from_unix_millis(millis: i64) -> Option<Self> {
        Timestamp::from_millisecond(millis).ok().map(|moment| Time(Known::Moment(moment, Offset::UTC)))
    }

    pub(crate) fn of_day(day: Date) -> Self {
        Time(Known::Day(day))
    }

    pub(crate) fn of_local(local: DateTime) -> Self {
        Time(Known::Local(local))
    }

    /// Returns `None` for an instant at the very ends of the supported range.
    pub(crate) fn of_moment(local: DateTime, offset: Offset) -> Option<Self> {
        offset.to_timestamp(local).ok().map(|moment| Time(Known::Moment(moment, offset)))
    }

    /// Returns the year, from -9999 to 9999.
    pub fn year(self) -> i16 {
        self.local().year()
    }

    /// Returns the month, from 1 to 12.
    pub fn month(self) -> u8 {
        self.local().month().unsigned_abs()
    }

    /// Returns the day of the month, from 1 to 31.
    pub fn day(self) -> u8 {
        self.local().day().unsigned_abs()
    }

    /// Returns the hour, from 0 to 23. `None` for a date.
    pub fn hour(self) -> Option<u8> {
        self.clock().map(|local| local.hour().unsigned_abs())
    }

    /// Returns the minute, from 0 to 59. `None` for a date.
    pub fn minute(self) -> Option<u8> {
        self.clock().map(|local| local.minute().unsigned_abs())
    }

    /// Returns the second, from 0 to 59: a leap second counts as the second before it. `None` for a date.
    pub fn second(self) -> Option<u8> {
        self.clock().map(|local| local.second().unsigned_abs())
    }

    /// Returns the fraction of the second in nanoseconds. `None` for a date.
    pub fn nanosecond(self) -> Option<u32> {
        self.clock().map(|local| local.subsec_nanosecond().unsigned_abs())
    }

    /// Returns the offset of the source in seconds east of UTC. `None` if the source states none. A time that was read
    /// from the JSON of this crate has the offset 0: its text form is in UTC.
    pub fn offset(self) -> Option<i32> {
        match self.0 {
            Known::Moment(_, offset) => Some(offset.seconds()),
            _ => None,
        }
    }

    /// Returns whole seconds since 1970-01-01T00:00:00Z, negative before it. `None` if the offset is unknown.
    pub fn unix_seconds(self) -> Option<i64> {
        match self.0 {
            Known::Moment(moment, _) => Some(moment.as_second()),
            _ => None,
        }
    }

    /// Returns days since 1970-01-01, in UTC if the offset is known.
    pub(crate) fn days(self) -> Option<i32> {
        let (local, _) = self.key();
        let seconds = Offset::UTC.to_timestamp(local).ok()?.as_second();
        i32::try_from(seconds.div_euclid(86_400)).ok()
    }

    fn local(self) -> DateTime {
        match self.0 {
            Known::Day(day) => day.to_datetime(jiff::civil::Time::midnight()),
            Known::Local(local) => local,
            Known::Moment(moment, offset) => offset.to_datetime(moment),
        }
    }

    fn clock(self) -> Option<DateTime> {
        (!matches!(self.0, Known::Day(_))).then(|| self.local())
    }

    /// The key of equality and order.
    fn key(self) -> (DateTime, u8) {
        match self.0 {
            Known::Day(_) => (self.local(), 0),
            Known::Local(local) => (local, 1),
            Known::Moment(moment, _) => (Offset::UTC.to_datetime(moment), 2),
        }
    }
}

/// Reads the offset of an instant.
fn offset_of(text: &str) -> Offset {
    if text.ends_with(['Z', 'z']) {
        return Offset::UTC;
    }
    let pieces = DateTimeParser::new().parse_pieces(text).ok();
    pieces.and_then(|pieces| pieces.to_numeric_offset()).unwrap_or(Offset::UTC)
}

/// Parses a date with a time of day and an offset, optionally separated by spaces: `2020-07-06 22:19:31.5 +0800`,
/// `2020-7-6 9:05`.
fn timestamp(text: &str) -> Option<Time> {
    let (date, behind) = text.split_once(['T', 't', ' ', '\t']).unwrap_or((text, ""));
    let mut parts = date.split('-');
    let date = Date::new(
        parts.next().filter(|year| year.len() == 4).and_then(number)?,
        parts.next().and_then(number)?,
        parts.next().and_then(number)?,
    );
    let date = date.ok().filter(|_| parts.next().is_none())?;
    let behind = behind.trim_start();
    if behind.is_empty() {
        return Some(Time::of_day(date));
    }
    let is_clock = |c: char| c.is_ascii_digit() || c == ':';
    let (clock, behind) = behind.split_at(behind.find(|c| !is_clock(c)).unwrap_or(behind.len()));
    let mut parts = clock.split(':');
    let (hour, minute) = (parts.next().and_then(number)?, parts.next().and_then(number)?);
    let second = parts.next();
    let (nanosecond, zone) = match behind.strip_prefix(['.', ',']) {
        Some(fraction) if second.is_some() => {
            let digits = fraction.find(|c: char| !c.is_ascii_digit()).unwrap_or(fraction.len());
            let (fraction, zone) = fraction.split_at(digits);
            // A time has nine digits of fraction; further ones are ignored.
            (format!("{fraction:0<9.9}").parse().ok()?, zone)
        }
        _ => (0, behind),
    };
    let second = second.map_or(Some(0), number)?;
    let local = date.to_datetime(jiff::civil::Time::new(hour, minute, second, nanosecond).ok()?);
    match (parts.next(), zone.trim_start()) {
        (Some(_), _) => None,
        (None, "") => Some(Time::of_local(local)),
        (None, zone) => Time::of_moment(local, offset(zone)?),
    }
}

/// `Z`, `UTC`, `+0800`, `+08:00`, `+8`.
fn offset(zone: &str) -> Option<Offset> {
    if ["z", "utc", "gmt"].iter().any(|name| zone.eq_ignore_ascii_case(name)) {
        return Some(Offset::UTC);
    }
    let (sign, digits) = match zone.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, zone.strip_prefix('+')?),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    let (hours, minutes): (i32, i32) =
        (number::<u8>(hours)?.into(), number::<u8>(minutes).filter(|minutes| *minutes < 60)?.into());
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

/// Parses a number of at most four digits.
fn number<T: std::str::FromStr>(digits: &str) -> Option<T> {
    let is_number = digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Known::Day(day) => write!(f, "{day}"),
            Known::Local(local) => write!(f, "{local}"),
            Known::Moment(moment, _) => write!(f, "{moment}"),
        }
    }
}

/// Writes the text form.
impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Time {
    type Err = InvalidTime;

    /// [`Time::parse`] as a `Result`.
    fn from_str(text: &str) -> Result<Self, InvalidTime> {
        Time::parse(text).ok_or(InvalidTime)
    }
}

impl PartialEq for Time {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Time {}

impl Hash for Time {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Time {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Time {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Time {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Time::parse(&text).ok_or_else(|| serde::de::Error::custom(format_args!("{text:?} is not an RFC 3339 time")))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Time {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Time".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^-?[0-9]{4,6}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?Z?)?$",
            "description": "A time as exact as its source says it: an instant in UTC, a local time, or a day.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_reads_back_what_it_writes() {
        for (source, written) in [
            ("2020-07-31T05:57:25.000Z", "2020-07-31T05:57:25Z"),
            ("2019-03-03T17:12:31+01:00", "2019-03-03T16:12:31Z"),
            ("2019-04-20T14:47:48Z", "2019-04-20T14:47:48Z"),
            ("2020-06-10", "2020-06-10"),
            ("2020-07-31 14:02:18", "2020-07-31T14:02:18"),
        ] {
            let time = Time::parse(source).unwrap();
            assert_eq!(time.to_string(), written);
            assert_eq!(Time::parse(written), Some(time));
        }
        assert_eq!(Time::parse("yesterday"), None);
    }

    #[test]
    fn parts_are_those_of_the_source() {
        for (source, offset) in [
            ("2021-06-25T23:30:00-05:00", -5 * 3600),
            ("2021-06-25 23:30:00 -0500", -5 * 3600),
            ("2021-06-25T23:30:00+0530", 19_800),
            ("2021-06-25T23:30:00Z", 0),
        ] {
            let time = Time::parse(source).unwrap();
            let date = (time.year(), time.month(), time.day());
            assert_eq!((date, time.hour(), time.minute()), ((2021, 6, 25), Some(23), Some(30)), "{source}");
            assert_eq!(time.offset(), Some(offset), "{source}");
        }
        let day = Time::parse("2021-06-25").unwrap();
        assert_eq!((day.hour(), day.second(), day.offset(), day.unix_seconds()), (None, None, None, None));
    }

    #[test]
    fn times_are_ordered_by_instant() {
        let [day, local, moment, same, later] = [
            "2021-06-25",
            "2021-06-25T00:00:00",
            "2021-06-25T00:00:00Z",
            "2021-06-25T02:00:00+02:00",
            "2021-06-25T00:00:00.1Z",
        ]
        .map(|text| Time::parse(text).unwrap());
        assert!(day < local && local < moment && moment < later);
        assert_eq!(moment, same);
        assert_eq!(same.offset(), Some(7200));
    }

    #[test]
    fn jekyll_writes_spaces_before_offsets() {
        for (source, written) in [
            ("2021-02-03 04:05:06 +0000", "2021-02-03T04:05:06Z"),
            ("2021-02-03 04:05:06 -03:30", "2021-02-03T07:35:06Z"),
            ("2021-02-03 04:05:06.250 +0900", "2021-02-02T19:05:06.25Z"),
            ("2021-02-03 04:05:06.12345678901 Z", "2021-02-03T04:05:06.123456789Z"),
            ("2021-02-03 04:05 +0200", "2021-02-03T02:05:00Z"),
            ("2021-02-03T04:05+0200", "2021-02-03T02:05:00Z"),
            ("2021-02-03 04:05:06 UTC", "2021-02-03T04:05:06Z"),
            ("2021-02-03  4:05:06 +2", "2021-02-03T02:05:06Z"),
            ("2021-02-03 04:05", "2021-02-03T04:05:00"),
            ("2021-2-3 4:05:06", "2021-02-03T04:05:06"),
            ("2021-2-3", "2021-02-03"),
        ] {
            assert_eq!(Time::parse(source).map(|time| time.to_string()).as_deref(), Some(written), "{source}");
        }
        for source in [
            "2021-02-30 04:05:06 +0800",
            "2021-02-03 24:05:06 +0800",
            "2021-02-03 04:05:06 +0860",
            "2021-02-03 04:05:06 +",
            "2021-02-03 04:05:06 +08 x",
            "2021-02-03 04:05:06 noon",
            "2021-02-03 04:05:06:07",
            "2021-02-03 04.5",
            "2021-02-03-04",
            "+021-02-03",
            "2021-02-03 :",
            "--",
        ] {
            assert_eq!(Time::parse(source), None, "{source}");
        }
    }
}
