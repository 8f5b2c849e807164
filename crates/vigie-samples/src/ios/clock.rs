//! The phone's own clock: it lives in Brussels, and its logs write local time.

use crate::Moment;

const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Seconds that local time is ahead of UTC: an hour, in summer two.
pub(crate) fn offset(time: Moment) -> i64 {
    let [_, month, day, hour, ..] = time.fields();
    // Summer time begins and ends at one o'clock UTC on the last Sunday of March and October.
    let weekday = (time.unix().div_euclid(86_400) + 4).rem_euclid(7);
    let since_sunday = weekday;
    let last_sunday_passed = day - since_sunday > 24 && (since_sunday > 0 || hour >= 1);
    let summer = match month {
        4..=9 => true,
        3 => last_sunday_passed,
        10 => !last_sunday_passed,
        _ => false,
    };
    if summer { 7200 } else { 3600 }
}

/// `+0200`.
pub(crate) fn zone(time: Moment) -> String {
    format!("+{:02}00", offset(time) / 3600)
}

/// Year, month, day, hour, minute, second on the phone's clock.
pub(crate) fn local(time: Moment) -> [i64; 6] {
    time.plus(offset(time)).fields()
}

/// `2026-05-04 11:08:07.00 +0200`, as crash reports write it.
pub(crate) fn report(time: Moment) -> String {
    let [year, month, day, hour, minute, second] = local(time);
    let zone = zone(time);
    format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}.00 {zone}")
}

/// `Mon May  4 11:08:07 2026`, as the logs of daemons write it.
pub(crate) fn log(time: Moment) -> String {
    let [year, month, day, hour, minute, second] = local(time);
    let weekday = (time.unix() + offset(time)).div_euclid(86_400).rem_euclid(7);
    let pick = |names: &[&'static str], at: i64| {
        usize::try_from(at).ok().and_then(|at| names.get(at)).copied().unwrap_or("")
    };
    let (weekday, month) = (pick(&DAYS, weekday), pick(&MONTHS, month - 1));
    format!("{weekday} {month} {day:>2} {hour:02}:{minute:02}:{second:02} {year}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_change_on_the_last_sunday() {
        // 26 March 2023 and 29 October 2023, 01:00 UTC.
        for (before, is, was) in [(1_679_792_399, 7200, 3600), (1_698_541_199, 3600, 7200)] {
            assert_eq!(offset(Moment::from_unix(before)), was);
            assert_eq!(offset(Moment::from_unix(before + 1)), is);
        }
        assert_eq!(offset(Moment::from_unix(1_672_531_200)), 3600);
    }

    #[test]
    fn texts_are_those_of_the_logs() {
        let time = Moment::from_unix(1_684_926_493);
        assert_eq!(log(time), "Wed May 24 13:08:13 2023");
        assert_eq!(report(time), "2023-05-24 13:08:13.00 +0200");
    }
}
