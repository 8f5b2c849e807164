//! Dates as programs of the system write them: with their offset, or in the phone's zone.

use vigie_core::{Clock, Input, Time};

use crate::zone::Zone;

/// A date with its offset, or in the phone's zone where old versions write none.
pub(crate) fn instant(input: &Input<'_>, text: &str) -> (Option<Time>, Clock) {
    let clock = text.trim().get(11..).unwrap_or("");
    if clock.contains(['+', '-']) || clock.ends_with('Z') {
        return (Time::parse(text), Clock::Utc);
    }
    let zone = Zone::of(input);
    (zone.time(text), zone.clock())
}

/// When the file was last changed. A bug report is an archive that the phone itself packs, in its own
/// zone; other evidence keeps UTC.
pub(crate) fn of_file(input: &Input<'_>) -> Option<(Time, Clock)> {
    let modified = input.modified?;
    if !matches!(input.siblings.open("/dumpstate.txt"), Ok(Some(_))) {
        return Some((modified, Clock::Utc));
    }
    let zone = Zone::of(input);
    Some((zone.time(&modified.to_string())?, zone.clock()))
}
