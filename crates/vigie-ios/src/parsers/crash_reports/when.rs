//! Times as reports write them.

use vigie_core::{Clock, Time};

/// An instant, and whether its writer said how far its clock was from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    /// The instant.
    pub(super) at: Time,
    /// True where the offset from UTC is not said.
    pub(super) is_local: bool,
}

impl When {
    /// An instant in UTC.
    pub(super) const fn utc(at: Time) -> Self {
        Self { at, is_local: false }
    }

    /// Reads `2024-05-24 13:29:13.00 +0200`; without an offset it is local time.
    pub(super) fn read(text: &str) -> Option<Self> {
        let at = Time::parse(text)?;
        let clock = text.trim().get(10..)?;
        Some(Self { at, is_local: !clock.contains(['+', '-', 'Z', 'z']) })
    }

    /// The date in a report's file name, and where it begins: `NAME-2024-05-24-132913.ips`; local
    /// time.
    pub(super) fn in_name(name: &str) -> Option<(usize, Self)> {
        name.match_indices('-').find_map(|(at, _)| {
            let date = name.get(at + 1..)?;
            Some((at, Self { at: dashed(date)?, is_local: true }))
        })
    }
}

/// Reads `2024-05-24-132913` or `2024-05-24-13-29-13` at the start of `text`.
fn dashed(text: &str) -> Option<Time> {
    let (date, clock) = (text.get(..10)?, text.get(11..)?);
    if !date.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let digits: String = clock.chars().filter(|c| *c != '-' && *c != '_').take(6).collect();
    let part = |at: usize| digits.get(at..at + 2);
    let (hours, minutes, seconds) = (part(0)?, part(2)?, part(4)?);
    Time::parse(&format!("{date}T{hours}:{minutes}:{seconds}"))
}

/// Whose clock wrote a time.
pub(super) const fn clock(is_local: bool) -> Clock {
    if is_local { Clock::LocalUnknownOffset } else { Clock::Utc }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_say_whose_clock_it_was() {
        let when = When::read("2024-05-24 13:29:13.00 +0200").unwrap();
        assert_eq!((when.at.to_string().as_str(), when.is_local), ("2024-05-24T11:29:13Z", false));
        assert!(When::read("2024-05-24 13:29:13").unwrap().is_local);
        let named = |name| When::in_name(name).unwrap().1.at.to_string();
        assert_eq!(named("/x/Mobile-SMS-2024-05-24-132913.ips"), "2024-05-24T13:29:13Z");
        assert_eq!(named("JetsamEvent-2024-05-24-13-29-13.ips.synced"), "2024-05-24T13:29:13Z");
        assert_eq!(When::in_name("é-2024-5-24-132913"), None);
    }
}
