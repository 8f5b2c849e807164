//! Instants of a made-up life, in every epoch a phone counts from.

use std::time::{Duration, SystemTime};

/// An instant, in microseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

/// Seconds from 1970 to 2001.
const MAC_EPOCH: i64 = 978_307_200;
/// Seconds from 1601 to 1970.
const WEBKIT_EPOCH: i64 = 11_644_473_600;

impl Moment {
    /// From whole seconds since 1970.
    #[must_use]
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds * 1_000_000)
    }

    /// This instant moved by `seconds`.
    #[must_use]
    pub const fn plus(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1_000_000)
    }

    /// Whole seconds since 1970.
    #[must_use]
    pub const fn unix(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// Apple absolute time: seconds since 2001.
    #[must_use]
    pub fn mac(self) -> f64 {
        (self.0 - MAC_EPOCH * 1_000_000) as f64 / 1e6
    }

    /// Whole seconds since 2001, as `message.date` had until iOS 10.
    #[must_use]
    pub const fn mac_seconds(self) -> i64 {
        self.unix() - MAC_EPOCH
    }

    /// Nanoseconds since 2001, as `message.date` has since iOS 11.
    #[must_use]
    pub const fn mac_nanos(self) -> i64 {
        (self.0 - MAC_EPOCH * 1_000_000) * 1000
    }

    /// Microseconds since 1601.
    #[must_use]
    pub const fn webkit(self) -> i64 {
        self.0 + WEBKIT_EPOCH * 1_000_000
    }

    /// As a property list holds it, to the second.
    #[must_use]
    pub fn plist(self) -> plist::Date {
        let seconds = u64::try_from(self.unix()).unwrap_or(0);
        plist::Date::from(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
    }

    /// `2026-05-04T09:08:07Z`.
    #[must_use]
    pub fn iso(self) -> String {
        let [year, month, day, hour, minute, second] = self.fields();
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }

    /// Year, month, day, hour, minute, second in UTC.
    #[must_use]
    pub fn fields(self) -> [i64; 6] {
        let (days, of_day) = (self.unix().div_euclid(86_400), self.unix().rem_euclid(86_400));
        // Howard Hinnant's civil_from_days.
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        [year, month, day, of_day / 3600, of_day / 60 % 60, of_day % 60]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epochs_agree() {
        let moment = Moment::from_unix(1_612_345_678);
        assert_eq!(moment.iso(), "2021-02-03T09:47:58Z");
        assert_eq!(moment.mac_seconds(), 634_038_478);
        assert_eq!(moment.mac_nanos(), 634_038_478_000_000_000);
        assert_eq!(moment.webkit(), 13_256_819_278_000_000);
        assert_eq!(Moment::from_unix(951_782_400).iso(), "2000-02-29T00:00:00Z");
    }
}
