//! When a process was started, as `ps` writes it: the less exact the longer ago.

use vigie_core::Time;

use crate::seen_process::{Exactness, Start};
use crate::sysdiagnose::Taken;

const MINUTE: i64 = 60_000_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// `ps` runs some time after the sysdiagnose was begun.
const SLACK: i64 = 15 * MINUTE;

const WEEKDAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Whether a cell is a time of start, and not a time that was used (`0:03.14`).
pub(super) fn is_time(cell: &str) -> bool {
    !cell.contains('.')
}

/// Reads `7:22PM`, `19:22`, `Mon03PM` or `12Nov24`.
pub(super) fn read(cell: &str, taken: &Taken) -> Option<Start> {
    let cell = cell.to_ascii_lowercase();
    let now = taken.wall()?.unix_micros();
    let (wall, to_the) = if cell.contains(':') {
        let of_day = clock(&cell)?;
        (latest(now, of_day, DAY)?, Exactness::Minute)
    } else if let Some(weekday) = WEEKDAYS.iter().position(|day| cell.starts_with(day)) {
        // 1970 began on a Thursday.
        let since = (i64::try_from(weekday).ok()?).checked_add(3)?.rem_euclid(7) * DAY;
        let of_week = since.checked_add(clock(cell.get(3..)?)?)?;
        (latest(now, of_week, 7 * DAY)?, Exactness::Hour)
    } else {
        (date(&cell)?.unix_micros(), Exactness::Day)
    };
    let at = taken.instant(Time::from_unix_micros(wall)?)?;
    Some(Start { at, to_the })
}

/// The last instant up to `now` that lies `offset` after a multiple of `period`.
fn latest(now: i64, offset: i64, period: i64) -> Option<i64> {
    let newest = now.checked_add(SLACK)?;
    let periods = newest.checked_sub(offset)?.div_euclid(period);
    periods.checked_mul(period)?.checked_add(offset)
}

/// Microseconds of the day of `7:22pm`, `19:22`, `03pm`.
fn clock(text: &str) -> Option<i64> {
    let (digits, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        _ => (text, None),
    };
    let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "0"));
    let (hours, minutes): (i64, i64) = (hours.trim().parse().ok()?, minutes.parse().ok()?);
    let hours = match half {
        Some(half) if (1..=12).contains(&hours) => hours % 12 + half,
        None if (0..24).contains(&hours) => hours,
        _ => return None,
    };
    (0..60).contains(&minutes).then_some(hours * HOUR + minutes * MINUTE)
}

/// Reads `12nov24` or `12nov2024`.
fn date(text: &str) -> Option<Time> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (day, rest) = text.split_at_checked(digits)?;
    let (month, year) = rest.split_at_checked(3)?;
    let month = MONTHS.iter().position(|name| *name == month)?.checked_add(1)?;
    let century = if year.len() == 2 { "20" } else { "" };
    Time::parse(&format!("{century}{year}-{month:02}-{day:0>2}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_lie_in_the_past() {
        // A Monday.
        let taken = Taken::named_in(b"sysdiagnose_2024.05.06_07-08-09+0200_").unwrap();
        let read = |cell| read(cell, &taken).map(|start| (start.at.to_string(), start.to_the));
        let cases = [
            ("7:01AM", "2024-05-06T05:01:00Z", Exactness::Minute),
            ("7:22PM", "2024-05-05T17:22:00Z", Exactness::Minute),
            ("12:05AM", "2024-05-05T22:05:00Z", Exactness::Minute),
            ("19:22", "2024-05-05T17:22:00Z", Exactness::Minute),
            ("Sun03PM", "2024-05-05T13:00:00Z", Exactness::Hour),
            ("Mon06AM", "2024-05-06T04:00:00Z", Exactness::Hour),
            ("Mon09AM", "2024-04-29T07:00:00Z", Exactness::Hour),
            ("Tue12AM", "2024-04-29T22:00:00Z", Exactness::Hour),
            ("28Apr24", "2024-04-27T22:00:00Z", Exactness::Day),
            ("1Jan2024", "2023-12-31T22:00:00Z", Exactness::Day),
        ];
        for (cell, at, to_the) in cases {
            assert_eq!(read(cell), Some((at.to_owned(), to_the)), "{cell}");
        }
        for cell in ["", "-", "25:00", "13:00PM", "Mon", "Montag", "99Foo24", "é1:00"] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }
}
