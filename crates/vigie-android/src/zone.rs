//! Wall time of the phone, brought to UTC with the zone that the evidence names.
//!
//! Services print most times in the zone of the phone, which stands in the property
//! `persist.sys.timezone` and nowhere near them. The database of zones is compiled in: the same
//! evidence reads the same on every computer.

use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use vigie_core::{Clock, Input, Time};
use vigie_formats::lines::each_line;

/// Where properties stand, in the kinds of evidence that have them.
const PROPERTIES: [&str; 2] = ["/dumpstate/SYSTEM PROPERTIES", "/androidqf/getprop.txt"];

/// The property that names the zone.
const NAME: &str = "[persist.sys.timezone]: [";

/// The zone that the phone's clock showed.
#[derive(Clone, Debug)]
pub(crate) struct Zone(Option<TimeZone>);

impl Zone {
    /// The zone named by the properties in the same evidence as `input`.
    pub(crate) fn of(input: &Input<'_>) -> Self {
        Self(PROPERTIES.iter().find_map(|path| {
            let data = input.siblings.open(path).ok().flatten()?;
            let mut found = None;
            // What is wrong with the file is for its own parser to say.
            let _ = each_line(&*data, |line| {
                let rest = line.text.trim_start().strip_prefix(NAME);
                if let Some(name) = rest.and_then(|rest| rest.split(']').next()) {
                    found = zone(name);
                }
                Ok(())
            });
            found
        }))
    }

    /// The zone called `name` in the database of zones: `Europe/Paris`.
    #[cfg(test)]
    pub(crate) fn named(name: &str) -> Self {
        Self(zone(name))
    }

    /// How far times of this zone can be trusted as UTC.
    pub(crate) const fn clock(&self) -> Clock {
        match self.0 {
            Some(_) => Clock::DeviceZone,
            None => Clock::LocalUnknownOffset,
        }
    }

    /// The instant of `2026-11-24 10:40:12.123` or `2026-11-24-10-40-12`, with what may follow.
    pub(crate) fn time(&self, text: &str) -> Option<Time> {
        self.instant(Wall::read(text)?)
    }

    /// The instant of `wall`.
    pub(crate) fn instant(&self, wall: Wall) -> Option<Time> {
        let [year, month, day, hour, minute, second] = wall.fields;
        let date = DateTime::new(
            i16::try_from(year).ok()?,
            i8::try_from(month).ok()?,
            i8::try_from(day).ok()?,
            i8::try_from(hour).ok()?,
            i8::try_from(minute).ok()?,
            // A leap second is the last one of its minute.
            i8::try_from(second.min(59)).ok()?,
            wall.micros.checked_mul(1000)?,
        )
        .ok()?;
        let zone = self.0.clone().unwrap_or(TimeZone::UTC);
        // Of an hour that came twice, the first; of one that never came, as if it had.
        let instant = zone.to_ambiguous_timestamp(date).compatible().ok()?;
        Time::from_unix_micros(instant.as_microsecond())
    }
}

fn zone(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name.trim()).ok()
}

/// A date and a time of day without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wall {
    /// Year, month, day, hour, minute, second.
    fields: [u16; 6],
    micros: i32,
}

impl Wall {
    /// Reads `2026-11-24 10:40:12.123`, `2026-11-24T10:40:12` or `2026-11-24-10-40-12` at the start of
    /// `text`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (year, rest) = number(text.trim_start().as_bytes(), 4)?;
        let rest = rest.strip_prefix(b"-")?;
        Self::after_year(year, rest)
    }

    /// Reads `11-24 10:40:12.123` at the start of `text`, in `year`.
    pub(crate) fn in_year(year: u16, text: &str) -> Option<Self> {
        Self::after_year(year, text.trim_start().as_bytes())
    }

    /// Reads a date without its year, which is the last that does not bring it behind `before`, give
    /// or take a day.
    pub(crate) fn before(text: &str, before: Self) -> Option<Self> {
        let this = Self::in_year(before.year(), text)?;
        let [_, month, day, ..] = this.fields;
        let [_, last_month, last_day, ..] = before.fields;
        if (month, day) <= (last_month, last_day.saturating_add(1)) {
            return Some(this);
        }
        Self::in_year(before.year().checked_sub(1)?, text)
    }

    /// Its year.
    pub(crate) const fn year(&self) -> u16 {
        self.fields[0]
    }

    fn after_year(year: u16, rest: &[u8]) -> Option<Self> {
        let mut fields = [year, 0, 0, 0, 0, 0];
        let mut rest = rest;
        for (at, field) in fields.iter_mut().enumerate().skip(1) {
            if at > 1 {
                let (separator, after) = rest.split_first()?;
                let allowed: &[u8] = match at {
                    2 => b"-",
                    3 => b" T-_",
                    _ => b":-",
                };
                if !allowed.contains(separator) {
                    return None;
                }
                rest = after;
            }
            (*field, rest) = number(rest, 2)?;
        }
        Some(Self { fields, micros: fraction(rest) })
    }
}

/// Microseconds of `.123`; 0 where there is none.
fn fraction(text: &[u8]) -> i32 {
    let Some(digits) = text.strip_prefix(b".") else { return 0 };
    let mut micros = 0_i32;
    let mut unit = 100_000_i32;
    for digit in digits.iter().take_while(|byte| byte.is_ascii_digit()).take(6) {
        micros += i32::from(digit - b'0') * unit;
        unit /= 10;
    }
    micros
}

/// A number of exactly `width` digits, and what follows.
fn number(text: &[u8], width: usize) -> Option<(u16, &[u8])> {
    let (digits, rest) = text.split_at_checked(width)?;
    let value = digits.iter().try_fold(0_u16, |value, digit| {
        digit.is_ascii_digit().then(|| value * 10 + u16::from(digit - b'0'))
    })?;
    Some((value, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn winter_and_summer() {
        let zone = Zone::named("Europe/Paris");
        assert_eq!(zone.clock(), Clock::DeviceZone);
        let at = |text| zone.time(text).unwrap().to_string();
        assert_eq!(at("2026-01-05 10:40:12.250 (-1h)"), "2026-01-05T09:40:12.250000Z");
        assert_eq!(at("2026-07-05-10-40-12"), "2026-07-05T08:40:12Z");
        // The hour that never came, and the one that came twice.
        assert_eq!(at("2026-03-29 02:30:00"), "2026-03-29T01:30:00Z");
        assert_eq!(at("2026-10-25T02:30:00"), "2026-10-25T00:30:00Z");
    }

    #[test]
    fn without_a_zone_wall_time_stays() {
        let zone = Zone::named("Atlantis/Capital");
        assert_eq!(zone.clock(), Clock::LocalUnknownOffset);
        assert_eq!(zone.time("2026-01-05 10:40:12").unwrap().to_string(), "2026-01-05T10:40:12Z");
        for text in ["", "2026-01-05", "2026-13-05 10:40:12", "2026-01-05 1:40:12", "é026-01-05 x"]
        {
            assert_eq!(zone.time(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_without_a_year_is_the_last_one() {
        let dump = Wall::read("2026-01-10 08:00:00").unwrap();
        let year = |text| Wall::before(text, dump).unwrap().year();
        assert_eq!(year("01-09 23:00:00.000"), 2026);
        assert_eq!(year("01-11 00:30:00.000"), 2026);
        assert_eq!(year("12-30 23:00:00.000"), 2025);
    }
}
