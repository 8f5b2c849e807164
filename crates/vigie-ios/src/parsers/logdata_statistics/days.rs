//! What processes wrote, by day.

use std::collections::HashMap;

use vigie_core::{Locator, Sink, Stop, Time};

use crate::columns::Scalar;
use crate::seen_process::{List, SeenProcess};

/// Processes and days, in order of their first line.
#[derive(Default)]
pub(super) struct Days {
    known: HashMap<(String, i64), usize>,
    days: Vec<Day>,
    full: bool,
}

/// One process on one day.
struct Day {
    line: u64,
    process: String,
    first: Time,
    last: Time,
    times: u64,
    bytes: u64,
    quarantined: bool,
}

/// One time that a process is named.
pub(super) struct Sighting<'a> {
    /// Line of the file.
    pub(super) line: u64,
    /// Its path.
    pub(super) process: &'a str,
    /// When.
    pub(super) at: Time,
    /// What it wrote since the last time.
    pub(super) bytes: u64,
    /// True where it wrote so much that the system held it back.
    pub(super) quarantined: bool,
}

/// Most processes and days that are told apart.
const MOST: usize = 200_000;

impl Days {
    pub(super) fn add(&mut self, sighting: &Sighting<'_>, sink: &mut Sink<'_>) {
        let day = sighting.at.unix_micros().div_euclid(86_400_000_000);
        let key = (sighting.process.to_owned(), day);
        if let Some(known) = self.known.get(&key).and_then(|at| self.days.get_mut(*at)) {
            known.first = known.first.min(sighting.at);
            known.last = known.last.max(sighting.at);
            known.times = known.times.saturating_add(1);
            known.bytes = known.bytes.saturating_add(sighting.bytes);
            known.quarantined |= sighting.quarantined;
            return;
        }
        if self.days.len() >= MOST {
            if !std::mem::replace(&mut self.full, true) {
                sink.problem(Locator::Line(sighting.line), "more than 200000 processes and days");
            }
            return;
        }
        self.known.insert(key, self.days.len());
        self.days.push(Day {
            line: sighting.line,
            process: sighting.process.to_owned(),
            first: sighting.at,
            last: sighting.at,
            times: 1,
            bytes: sighting.bytes,
            quarantined: sighting.quarantined,
        });
    }

    pub(super) fn emit(self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        for day in self.days {
            let mut process = SeenProcess::called(List::LogStatistics, &day.process);
            process.seen = Some(day.first);
            process.last_seen = (day.last > day.first).then_some(day.last);
            process.times = Some(day.times);
            let bytes = i64::try_from(day.bytes).unwrap_or(i64::MAX);
            process.columns.push("bytes", Scalar::Integer(bytes));
            if day.quarantined {
                process.columns.push("quarantined", Scalar::Truth(true));
            }
            sink.emit(Locator::Line(day.line), &process)?;
        }
        Ok(())
    }
}
