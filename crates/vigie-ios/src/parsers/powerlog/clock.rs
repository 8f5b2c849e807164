//! From PowerLog's own clock to the time of day.

use vigie_core::{Clock, Sink, Stamp, Stop, Time};
use vigie_formats::sqlite::{Column, Database, Row};

/// Most offsets that are kept; a phone notes a few a day.
const MOST: usize = 1_000_000;

/// How far PowerLog's clock was from the time of day, and since when.
///
/// Times in every table come from a clock that only counts, and nobody sets. The row of
/// `PLStorageOperator_EventForward_TimeOffset` that was valid says in `system` how many seconds to
/// add: the newest one not later than the time, or the oldest for a time before all of them. So
/// does PowerLog itself.
pub(super) struct Offsets(Vec<(f64, f64)>);

impl Offsets {
    /// Reads them.
    pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<Self, Stop> {
        let mut offsets = Vec::new();
        if let Some(table) = database.table("PLStorageOperator_EventForward_TimeOffset") {
            let (timestamp, system) = (table.column("timestamp"), table.column("system"));
            table.scan_into(sink, |row, _| {
                let pair = row.real(timestamp).zip(row.real(system));
                let is_sound = |(at, by): &(f64, f64)| at.is_finite() && by.is_finite();
                if offsets.len() < MOST {
                    offsets.extend(pair.filter(is_sound));
                }
                Ok(())
            })?;
        }
        // Equal times keep the order of their ids: the later one counts.
        offsets.sort_by(|one, other| one.0.total_cmp(&other.0));
        Ok(Self(offsets))
    }

    /// True where the database does not say.
    pub(super) fn are_unknown(&self) -> bool {
        self.0.is_empty()
    }

    /// The time of day of `timestamp`.
    pub(super) fn apply(&self, timestamp: f64) -> Option<Time> {
        let later = self.0.partition_point(|(at, _)| *at <= timestamp);
        let valid = self.0.get(later.saturating_sub(1));
        Time::from_unix_float(timestamp + valid.map_or(0.0, |(_, system)| *system))
    }

    /// The time of day of a column; nothing where it is NULL or 0.
    pub(super) fn time(&self, row: &Row<'_>, column: Option<Column>) -> Option<Time> {
        self.apply(row.real(column).filter(|timestamp| *timestamp > 0.0)?)
    }

    /// What the clock of such a time is worth.
    pub(super) const fn stamp(at: Time, means: &'static str, is_raw: bool) -> Stamp {
        let clock = if is_raw { Clock::LocalUnknownOffset } else { Clock::Utc };
        Stamp { at, means, clock }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_offset_not_later_counts() {
        let offsets = Offsets(vec![(100.0, 5.0), (200.0, -50.0), (200.0, 60.0)]);
        let at = |timestamp| offsets.apply(timestamp).unwrap().unix_seconds();
        assert_eq!((at(50.0), at(100.0), at(199.0)), (55, 105, 204));
        assert_eq!((at(200.0), at(900.0)), (260, 960));
        assert_eq!(Offsets(Vec::new()).apply(7.0).unwrap().unix_seconds(), 7);
        assert_eq!(offsets.apply(f64::NAN), None);
    }
}
