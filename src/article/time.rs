use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

/// A time as exact as its source says it.
///
/// Its text form, in JSON too, follows [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339) as far as it is known:
/// `2021-06-25T17:39:03Z` for an instant (always in UTC), `2020-07-31T14:02:18` without a zone, `2020-06-10` for a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Time {
    /// A point in time: the source names a zone or an offset.
    Instant(Timestamp),
    /// A date and time of day; whose clock is not said.
    Local(DateTime),
    /// A day.
    Day(Date),
}

impl Time {
    /// Reads the forms that front matters and `<time datetime>` hold: RFC 3339 with or without fraction, zone and time, and
    /// the [timestamps of YAML](https://yaml.org/type/timestamp.html), which Jekyll writes with a blank before the offset.
    /// `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(instant) = text.parse() {
            return Some(Time::Instant(instant));
        }
        let other = if text.len() > 10 { text.parse().map(Time::Local) } else { text.parse().map(Time::Day) };
        other.ok().or_else(|| timestamp(text))
    }

    /// Its year, in UTC where a zone is known.
    pub(crate) fn year(self) -> i16 {
        match self {
            Time::Instant(instant) => Offset::UTC.to_datetime(instant).year(),
            Time::Local(local) => local.year(),
            Time::Day(day) => day.year(),
        }
    }

    /// Days since 1970, in UTC where a zone is known.
    pub(crate) fn day(self) -> Option<i32> {
        let instant = match self {
            Time::Instant(instant) => instant,
            Time::Local(local) => Offset::UTC.to_timestamp(local).ok()?,
            Time::Day(day) => Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok()?,
        };
        i32::try_from(instant.as_second().div_euclid(86_400)).ok()
    }
}

/// `2020-07-06 22:19:31.5 +0800`, `2020-7-6 9:05`: a date with a clock and an offset, which blanks may set apart.
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
        return Some(Time::Day(date));
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
            // Nine digits are all that a time counts.
            (format!("{fraction:0<9.9}").parse().ok()?, zone)
        }
        _ => (0, behind),
    };
    let second = second.map_or(Some(0), number)?;
    let local = date.to_datetime(jiff::civil::Time::new(hour, minute, second, nanosecond).ok()?);
    match (parts.next(), zone.trim_start()) {
        (Some(_), _) => None,
        (None, "") => Some(Time::Local(local)),
        (None, zone) => offset(zone)?.to_timestamp(local).ok().map(Time::Instant),
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

/// A number of at most four digits.
fn number<T: std::str::FromStr>(digits: &str) -> Option<T> {
    let is_number = digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Time::Instant(instant) => write!(f, "{instant}"),
            Time::Local(local) => write!(f, "{local}"),
            Time::Day(day) => write!(f, "{day}"),
        }
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
        Time::parse(&text).ok_or_else(|| serde::de::Error::custom(format_args!("{text:?} is no RFC 3339 time")))
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
    fn jekyll_writes_blanks_before_offsets() {
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
