//! When the screen was off, as the statistics of usage tell.

use vigie_core::Time;

use crate::parsers::Usage;

/// Most changes that are remembered.
const MOST: usize = 100_000;
/// How long the screen is off before it counts: calls and cameras switch it off and on for moments.
const MARGIN: i64 = 60 * 1_000_000;
/// Longest time for which a change is taken to last: the statistics have gaps.
const LONGEST: i64 = 24 * 3600 * 1_000_000;

/// Changes of the screen, in order of time.
#[derive(Default)]
pub(super) struct Screen(Vec<(Time, bool)>);

impl Screen {
    /// Notes a change of the screen.
    pub(super) fn note(&mut self, usage: &Usage) {
        let on = match usage.event.as_str() {
            "SCREEN_INTERACTIVE" => true,
            "SCREEN_NON_INTERACTIVE" => false,
            _ => return,
        };
        if let Some(at) = usage.at
            && self.0.len() < MOST
        {
            let place = self.0.partition_point(|(known, _)| *known <= at);
            self.0.insert(place, (at, on));
        }
    }

    /// Whether the screen was off at `at`, a minute before and a minute after.
    pub(super) fn is_off(&self, at: Time) -> bool {
        let place = self.0.partition_point(|(known, _)| *known <= at);
        let before = place.checked_sub(1).and_then(|place| self.0.get(place));
        let Some((off, false)) = before else { return false };
        let since = at.unix_micros().saturating_sub(off.unix_micros());
        let until = self.0.get(place).map_or(i64::MAX, |(next, _)| {
            next.unix_micros().saturating_sub(at.unix_micros())
        });
        (MARGIN..=LONGEST).contains(&since) && until >= MARGIN
    }
}
