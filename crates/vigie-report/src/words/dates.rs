//! Instants as a person says them.

use vigie_core::{Clock, Time};

use super::Words;

const MINUTES_OF_DAY: i64 = 24 * 60;

impl Words {
    /// A day: `3 March 2026`, `3 mars 2026`.
    #[must_use]
    pub fn date(&self, at: Time) -> String {
        let (year, month, day) = at.date();
        let month = self.text(&format!("month-{month}"));
        let year = year.to_string();
        self.with("date", &[("day", day.into()), ("month", month.into()), ("year", year.into())])
    }

    /// An instant as a person says it, with the clock it was read from:
    /// `3 March 2026 at 14:05 UTC`, `3 mars 2026 à 14 h 05 UTC`, `… (device time)`.
    #[must_use]
    pub fn time(&self, at: Time, clock: Clock) -> String {
        let key = match clock {
            Clock::Utc => "moment-utc",
            Clock::LocalUnknownOffset => "moment-device",
            Clock::DeviceZone => "moment-zone",
            Clock::Remote => "moment-remote",
        };
        let minute = at.unix_seconds().div_euclid(60).rem_euclid(MINUTES_OF_DAY);
        let two = |number: i64| format!("{number:02}");
        let args = [
            ("date", self.date(at).into()),
            ("hour", two(minute / 60).into()),
            ("minute", two(minute % 60).into()),
        ];
        self.with(key, &args)
    }

    /// A period: `3 March 2026 to 20 November 2026`; one day alone when both ends fall on it.
    #[must_use]
    pub fn span(&self, from: Time, to: Time) -> String {
        let (from, to) = (self.date(from), self.date(to));
        if from == to {
            from
        } else {
            self.with("span", &[("from", from.into()), ("to", to.into())])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lang;

    #[test]
    fn as_a_person_says_them() {
        let at = Time::parse("2026-03-03T14:05:59Z").unwrap();
        let (en, fr) = (Words::new(Lang::En, &[]), Words::new(Lang::Fr, &[]));
        assert_eq!(en.time(at, Clock::Utc), "3 March 2026 at 14:05 UTC");
        assert_eq!(fr.time(at, Clock::Utc), "3 mars 2026 à 14\u{a0}h\u{a0}05 UTC");
        assert_eq!(en.time(at, Clock::LocalUnknownOffset), "3 March 2026 at 14:05 (device time)");
        assert!(fr.time(at, Clock::LocalUnknownOffset).ends_with("(heure de l’appareil)"));
        assert!(en.time(at, Clock::Remote).ends_with("UTC (another device’s clock)"));
        let first = Time::parse("1969-08-01T00:00:00Z").unwrap();
        assert_eq!(fr.date(first), "1er août 1969");
        assert_eq!(en.time(first, Clock::Utc), "1 August 1969 at 00:00 UTC");
        assert_eq!(en.span(first, at), "1 August 1969 to 3 March 2026");
        assert_eq!(en.span(at, at), "3 March 2026");
    }
}
