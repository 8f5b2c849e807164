//! What groups of processes used: each app and each service is one.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::Database;

use super::clock::Offsets;
use super::who;
use crate::cells;

pub(super) static KIND: Kind = Kind {
    id: "ios.powerlog.coalition",
    title: Text {
        en: "Activity of an app or service in PowerLog",
        fr: "Activité d’une app ou d’un service dans PowerLog",
    },
    brief: &["launchd_name", "bundle_id", "cpu_seconds", "tasks_started"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<Coalition>,
};

/// What an app or service used within an interval.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Coalition {
    /// Name under which the system started it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) launchd_name: Option<String>,
    /// Identifier of the app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bundle_id: Option<String>,
    /// When the interval began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start: Option<Time>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end: Option<Time>,
    /// Seconds of processor time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cpu_seconds: Option<f64>,
    /// Bytes read from storage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bytes_read: Option<i64>,
    /// Bytes written to storage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bytes_written: Option<i64>,
    /// Processes it has started so far.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tasks_started: Option<i64>,
    /// Processes of it that have ended so far.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tasks_exited: Option<i64>,
    /// True where the times were not corrected.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) raw_time: bool,
}

impl Record for Coalition {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.start {
            see(Offsets::stamp(at, "activity counted from", self.raw_time));
        }
        if let Some(at) = self.end {
            see(Offsets::stamp(at, "activity counted to", self.raw_time));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        who::observe_some("launchd_name", &self.launchd_name, see);
        who::observe_some("bundle_id", &self.bundle_id, see);
    }
}

/// The table.
pub(super) const TABLE: &str = "PLCoalitionAgent_EventInterval_CoalitionInterval";

/// Emits every interval.
pub(super) fn read(
    database: &Database,
    offsets: &Offsets,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let Some(table) = database.table(TABLE) else { return Ok(()) };
    let [start, end, launchd, bundle, cpu] =
        ["timestamp", "timestampEnd", "LaunchdName", "BundleId", "cpu_time"]
            .map(|name| table.column(name));
    let [read, written, started, exited] =
        ["bytesread", "byteswritten", "tasks_started", "tasks_exited"]
            .map(|name| table.column(name));
    table.scan_into(sink, |row, sink| {
        let record = Coalition {
            launchd_name: cells::text(row, launchd),
            bundle_id: cells::text(row, bundle),
            start: offsets.time(row, start),
            end: offsets.time(row, end),
            cpu_seconds: row.real(cpu).filter(|seconds| seconds.is_finite()),
            bytes_read: cells::whole(row, read),
            bytes_written: cells::whole(row, written),
            tasks_started: cells::whole(row, started),
            tasks_exited: cells::whole(row, exited),
            raw_time: offsets.are_unknown(),
        };
        sink.emit(row.locator(), &record)
    })
}
