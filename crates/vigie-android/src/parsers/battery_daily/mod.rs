//! Which app was updated or removed on which day of the last ones: `Daily stats` of service
//! `batterystats`.
//!
//! `BatteryStatsService` keeps them in `batterystats-daily.xml`, one block per day, newest first, for some
//! weeks:
//!
//! ```text
//!   Daily from 2026-11-23-01-00-00 to 2026-11-24-01-00-00:
//!     Package changes:
//!       Update com.example vers=12
//! ```
//!
//! Version 0 says that the app was removed. The day at hand has `Current start time: …` in place of the
//! first line. Times are wall time.
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/java/android/os/BatteryStats.java>.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::lines::{Line, each_line_of};

use crate::section::{indent, is_package, value_of};
use crate::zone::Zone;

pub(crate) static ITEM: BatteryDaily = BatteryDaily;

pub(crate) struct BatteryDaily;

/// Changes that are kept until the order of their days is known.
const MOST_CHANGES: usize = 1_000_000;

static META: ParserMeta = ParserMeta {
    id: "battery_daily",
    title: Text {
        en: "Updates and removals of apps by day",
        fr: "Mises à jour et suppressions d’apps par jour",
    },
    reads: &["/dumpsys/batterystats", "/dumpsys/*/batterystats"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&KIND],
    means: &[
        Text { en: "app updated that day", fr: "app mise à jour ce jour-là" },
        Text { en: "app removed that day", fr: "app supprimée ce jour-là" },
        Text { en: "app put back to an older version that day", fr: "app ramenée à une version antérieure ce jour-là" },
    ],
    versions: Versions::android(6),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/java/android/os/BatteryStats.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.battery_daily.change",
    title: Text { en: "App updated or removed", fr: "App mise à jour ou supprimée" },
    brief: &["package", "action", "version"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<Change>,
};

impl Parser for BatteryDaily {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut days = Days { zone: Zone::of(input), period: None, changes: Vec::new(), full: false };
        each_line_of(input, |line| {
            days.line(&line, sink);
            Ok(())
        })?;
        days.end(sink)
    }
}

/// The changes of all days.
struct Days {
    zone: Zone,
    period: Option<(Option<Time>, Option<Time>)>,
    changes: Vec<(u64, Change)>,
    full: bool,
}

impl Days {
    fn line(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) {
        let (_, text) = indent(line.text);
        if let Some(period) = text.strip_prefix("Daily from ") {
            let mut ends = period.trim_end_matches(':').split(" to ").map(|end| self.zone.time(end));
            let period = (ends.next().flatten(), ends.next().flatten());
            if period.0.is_none() {
                sink.problem(Locator::Line(line.number), "expected a date after “Daily from”");
            }
            self.period = Some(period);
        } else if let Some(start) = text.strip_prefix("Current start time: ") {
            self.period = Some((self.zone.time(start), None));
        } else if let Some((period, rest)) = self.period.zip(text.strip_prefix("Update ")) {
            match Change::read(rest, period, self.zone.clock()) {
                Some(change) => self.add(line.number, change, sink),
                None => sink.problem(Locator::Line(line.number), "expected an app and vers="),
            }
        }
    }

    fn add(&mut self, line: u64, change: Change, sink: &mut Sink<'_>) {
        // Some phones write the same line many times over.
        if let Some((_, last)) = self.changes.last_mut()
            && (&last.package, last.version, last.from) == (&change.package, change.version, change.from)
        {
            last.occurrences = last.occurrences.saturating_add(1);
        } else if self.changes.len() < MOST_CHANGES {
            self.changes.push((line, change));
        } else if !std::mem::replace(&mut self.full, true) {
            sink.problem(Locator::Line(line), "more than 1000000 changes of apps");
        }
    }

    /// Emits all, in their order in the dump, each with the version before it.
    fn end(self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut changes = self.changes;
        changes.sort_by_key(|(line, change)| (change.from, *line));
        let mut versions: HashMap<String, i64> = HashMap::new();
        for (_, change) in &mut changes {
            change.previous = versions.insert(change.package.clone(), change.version);
            change.action = match change.previous {
                _ if change.version == 0 => Action::Removed,
                Some(previous) if previous > change.version => Action::Downgraded,
                _ => Action::Updated,
            };
        }
        changes.sort_by_key(|(line, _)| *line);
        changes.iter().try_for_each(|(line, change)| sink.emit(Locator::Line(*line), change))
    }
}

/// What happened to an app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Action {
    /// It was installed or updated.
    Updated,
    /// It was removed.
    Removed,
    /// Its version is lower than before.
    Downgraded,
}

/// A change of an app within a day.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Change {
    /// Its package.
    pub(crate) package: String,
    /// What happened.
    pub(crate) action: Action,
    /// Its version afterwards; 0 where it was removed.
    pub(crate) version: i64,
    /// Its version before, where another change tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) previous: Option<i64>,
    /// Start of the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<Time>,
    /// End of the day; the one at hand has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) to: Option<Time>,
    /// How many times in a row the dump says it.
    pub(crate) occurrences: u32,
    /// Whose clock wrote the times.
    pub(crate) clock: Clock,
}

impl Change {
    /// Reads `com.example vers=12`.
    fn read(text: &str, (from, to): (Option<Time>, Option<Time>), clock: Clock) -> Option<Self> {
        let package = text.split(' ').next().filter(|name| is_package(name))?;
        let version = value_of(text, "vers")?.parse().ok()?;
        let (package, action) = (package.to_owned(), Action::Updated);
        Some(Self { package, action, version, previous: None, from, to, occurrences: 1, clock })
    }
}

impl Record for Change {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.from {
            let means = match self.action {
                Action::Updated => "app updated that day",
                Action::Removed => "app removed that day",
                Action::Downgraded => "app put back to an older version that day",
            };
            see(Stamp { at, means, clock: self.clock });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("package", Observable::AppId(&self.package));
    }
}
