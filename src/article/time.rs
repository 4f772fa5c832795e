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
    /// Reads the forms that front matters and `<time datetime>` hold: RFC 3339 with or without fraction, zone and time.
    /// `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(instant) = text.parse() {
            return Some(Time::Instant(instant));
        }
        if text.len() > 10 {
            return text.parse().ok().map(Time::Local);
        }
        text.parse().ok().map(Time::Day)
    }

    /// Its year, in UTC where a zone is known.
    pub(crate) fn year(self) -> i16 {
        match self {
            Time::Instant(instant) => Offset::UTC.to_datetime(instant).year(),
            Time::Local(local) => local.year(),
            Time::Day(day) => day.year(),
        }
    }
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
}
