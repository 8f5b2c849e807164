//! Instants, and the epochs that phones count from.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// An instant in UTC, to the microsecond, between the years 1 and 9999.
///
/// Shown and serialised as RFC 3339 (`2026-11-24T10:40:12Z`, `2026-11-24T10:40:12.000250Z`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

/// Seconds from 1970 to 2001, where Apple's absolute time begins.
const MAC_EPOCH: i64 = 978_307_200;
/// Seconds from 1601 to 1970, where WebKit's and Chrome's time begins.
const WEBKIT_EPOCH: i64 = 11_644_473_600;
/// Microseconds of 0001-01-01T00:00:00Z.
const MIN: i64 = -62_135_596_800_000_000;
/// Microseconds of 9999-12-31T23:59:59.999999Z.
const MAX: i64 = 253_402_300_799_999_999;
/// Apple absolute values beyond this are nanoseconds: as seconds they would lie past the year 9999.
const MAC_NANOSECONDS_FROM: i64 = 1_000_000_000_000;

impl Time {
    /// From microseconds since 1970; `None` outside the years 1 to 9999.
    #[must_use]
    pub const fn from_unix_micros(micros: i64) -> Option<Self> {
        if micros < MIN || micros > MAX { None } else { Some(Self(micros)) }
    }

    /// From whole seconds since 1970.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        Self::from_unix_micros(seconds.checked_mul(1_000_000)?)
    }

    /// From seconds since 1970 with a fraction; not a number and infinities give `None`.
    #[must_use]
    pub fn from_unix_float(seconds: f64) -> Option<Self> {
        Self::from_unix_micros(micros_of(seconds)?)
    }

    /// From Apple absolute time: seconds since 2001 with a fraction.
    #[must_use]
    pub fn from_mac_float(seconds: f64) -> Option<Self> {
        Self::from_unix_micros(micros_of(seconds)?.checked_add(MAC_EPOCH.checked_mul(1_000_000)?)?)
    }

    /// From an Apple absolute integer: seconds since 2001, or nanoseconds where the magnitude says
    /// so (`message.date` since iOS 11).
    #[must_use]
    pub fn from_mac_integer(value: i64) -> Option<Self> {
        let micros = if value.unsigned_abs() >= MAC_NANOSECONDS_FROM.unsigned_abs() {
            value.div_euclid(1000)
        } else {
            value.checked_mul(1_000_000)?
        };
        Self::from_unix_micros(micros.checked_add(MAC_EPOCH.checked_mul(1_000_000)?)?)
    }

    /// From WebKit/Chrome time: microseconds since 1601.
    #[must_use]
    pub fn from_webkit_micros(micros: i64) -> Option<Self> {
        Self::from_unix_micros(micros.checked_sub(WEBKIT_EPOCH.checked_mul(1_000_000)?)?)
    }

    /// Microseconds since 1970.
    #[must_use]
    pub const fn unix_micros(self) -> i64 {
        self.0
    }

    /// Whole seconds since 1970, rounded down.
    #[must_use]
    pub const fn unix_seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// Reads `2026-11-24`, `2026-11-24T10:40`, `2026-11-24 10:40:12.5` with optional `Z` or
    /// `±HH:MM`; without an offset the time is taken as UTC.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, rest) = match text.split_once(['T', 't', ' ']) {
            Some((date, rest)) => (date, rest.trim()),
            None => (text, ""),
        };
        let days = parse_date(date)?;
        let (clock, offset) = split_offset(rest)?;
        let micros = parse_clock(clock)?;
        let day = days.checked_mul(86_400_000_000)?;
        Self::from_unix_micros(day.checked_add(micros)?.checked_sub(offset)?)
    }

    /// Year, month and day in UTC.
    #[must_use]
    pub fn date(self) -> (i64, i64, i64) {
        civil(self.0.div_euclid(86_400_000_000))
    }

    /// RFC 3339 text, on the stack: what `Display` prints.
    fn write(self, out: &mut [u8; 27]) -> &str {
        let (year, month, day) = self.date();
        let of_day = self.0.rem_euclid(86_400_000_000);
        let seconds = of_day / 1_000_000;
        let micros = of_day % 1_000_000;
        let fields: [(usize, usize, i64); 6] = [
            (0, 4, year),
            (5, 2, month),
            (8, 2, day),
            (11, 2, seconds / 3600),
            (14, 2, seconds / 60 % 60),
            (17, 2, seconds % 60),
        ];
        *out = *b"0000-00-00T00:00:00.000000Z";
        for (at, width, value) in fields {
            digits(out, at, width, value);
        }
        let len = if micros == 0 {
            out[19] = b'Z';
            20
        } else {
            digits(out, 20, 6, micros);
            27
        };
        out.get(..len).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or("")
    }
}

/// Writes `value` in decimal, `width` digits, at `at`.
fn digits(out: &mut [u8], at: usize, width: usize, mut value: i64) {
    for place in out.iter_mut().skip(at).take(width).rev() {
        *place = b'0'.wrapping_add(u8::try_from(value % 10).unwrap_or(0));
        value /= 10;
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the range is checked on the line above")]
fn micros_of(seconds: f64) -> Option<i64> {
    let micros = (seconds * 1e6).round();
    if !micros.is_finite() || micros.abs() > 9e18 { None } else { Some(micros as i64) }
}

/// Days since 1970 to year, month, day (proleptic Gregorian).
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// Year, month, day to days since 1970.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_index = if month > 2 { month - 3 } else { month + 9 };
    let of_year = (153 * month_index + 2) / 5 + day - 1;
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
    era * 146_097 + of_era - 719_468
}

fn number(text: &str, least: i64, most: i64) -> Option<i64> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let value: i64 = plain.then(|| text.parse().ok())??;
    (least..=most).contains(&value).then_some(value)
}

fn parse_date(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, '-');
    let year = number(parts.next()?, 1, 9999)?;
    let month = number(parts.next()?, 1, 12)?;
    let day = number(parts.next()?, 1, 31)?;
    let found = days(year, month, day);
    (civil(found) == (year, month, day)).then_some(found)
}

fn parse_clock(text: &str) -> Option<i64> {
    if text.is_empty() {
        return Some(0);
    }
    let mut parts = text.splitn(3, ':');
    let hours = number(parts.next()?, 0, 23)?;
    let minutes = parts.next().map_or(Some(0), |part| number(part, 0, 59))?;
    let (seconds, micros) = match parts.next() {
        None => (0, 0),
        Some(part) => match part.split_once('.') {
            None => (number(part, 0, 60)?, 0),
            Some((whole, fraction)) => (number(whole, 0, 60)?, parse_fraction(fraction)?),
        },
    };
    Some(((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + micros)
}

fn parse_fraction(text: &str) -> Option<i64> {
    let kept: String = text.chars().chain("000000".chars()).take(6).collect();
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| kept.parse().ok())?
}

/// Splits `10:40:12+02:00` into the clock and the offset in microseconds.
fn split_offset(text: &str) -> Option<(&str, i64)> {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let Some(at) = text.rfind(['+', '-']) else { return Some((text, 0)) };
    let (clock, offset) = text.split_at_checked(at)?;
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let digits: String = offset.chars().skip(1).filter(|c| *c != ':').collect();
    let hours = number(digits.get(..2)?, 0, 23)?;
    let minutes =
        digits.get(2..).filter(|m| !m.is_empty()).map_or(Some(0), |m| number(m, 0, 59))?;
    Some((clock.trim_end(), sign * (hours * 60 + minutes) * 60_000_000))
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.write(&mut [0; 27]))
    }
}

/// Name of the newtype as which a [`Time`] serialises. What is in it is an integer, microseconds since
/// 1970, where the serialiser then says that it does not write for people; else it is text.
pub const TIME_NAME: &str = "vigie_core::Time";

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(TIME_NAME, &Instant(*self))
    }
}

/// What is in the newtype of a [`Time`].
struct Instant(Time);

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.serialize_str(self.0.write(&mut [0; 27]));
        }
        serializer.serialize_i64(self.0.0)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("expected an RFC 3339 time"))
    }
}

impl schemars::JsonSchema for Time {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Time".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date-time" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epochs_agree_on_one_instant() {
        let expected = "2021-02-03T09:47:58Z";
        let unix = 1_612_345_678;
        assert_eq!(Time::from_unix_seconds(unix).unwrap().to_string(), expected);
        assert_eq!(Time::from_mac_integer(unix - MAC_EPOCH).unwrap().to_string(), expected);
        let nanoseconds = (unix - MAC_EPOCH) * 1_000_000_000;
        assert_eq!(Time::from_mac_integer(nanoseconds).unwrap().to_string(), expected);
        let webkit = (unix + WEBKIT_EPOCH) * 1_000_000;
        assert_eq!(Time::from_webkit_micros(webkit).unwrap().to_string(), expected);
        let half = Time::from_mac_float(634_038_478.5).unwrap();
        assert_eq!(half.to_string(), "2021-02-03T09:47:58.500000Z");
    }

    #[test]
    fn every_day_survives_a_round_trip() {
        for day in (-719_162..2_932_896).step_by(97) {
            let time = Time::from_unix_micros(day * 86_400_000_000 + 1).unwrap();
            assert_eq!(Time::parse(&time.to_string()), Some(time), "{time}");
        }
    }

    #[test]
    fn nonsense_is_no_time() {
        assert_eq!(Time::from_unix_float(f64::NAN), None);
        assert_eq!(Time::from_unix_float(f64::INFINITY), None);
        assert_eq!(Time::from_mac_float(1e300), None);
        assert_eq!(Time::from_unix_seconds(i64::MAX), None);
        for text in
            ["", "2026", "2026-13-01", "2026-02-30", "2026-01-01T25:00", "x", "2026-01-01T1:2:3:4"]
        {
            assert_eq!(Time::parse(text), None, "{text}");
        }
    }

    #[test]
    fn offsets_are_applied() {
        let at = |text| Time::parse(text).unwrap().to_string();
        assert_eq!(at("2026-11-24T12:40:12+02:00"), "2026-11-24T10:40:12Z");
        assert_eq!(at("2026-11-24 05:10:12.25 -0530"), "2026-11-24T10:40:12.250000Z");
        assert_eq!(at("2026-11-24"), "2026-11-24T00:00:00Z");
    }
}
