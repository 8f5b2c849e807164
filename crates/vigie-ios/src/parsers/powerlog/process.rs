//! Processes that were started, and that ended.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::Database;

use super::clock::Offsets;
use super::who;
use crate::cells::{self, Others};
use crate::columns::Columns;

pub(super) static KIND: Kind = Kind {
    id: "ios.powerlog.process",
    title: Text { en: "Process seen by PowerLog", fr: "Processus vu par PowerLog" },
    brief: &["process", "bundle_id", "pid"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<Process>,
};

/// A process that was started, or that ended.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Process {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) process: Option<String>,
    /// The app or service it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bundle_id: Option<String>,
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pid: Option<i64>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timestamp: Option<Time>,
    /// True where it ended.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) ended: bool,
    /// True where the time was not corrected.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) raw_time: bool,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Process {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.timestamp {
            let means = if self.ended { "process ended" } else { "process seen running" };
            see(Offsets::stamp(at, means, self.raw_time));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        who::observe_some("process", &self.process, see);
        who::observe_some("bundle_id", &self.bundle_id, see);
    }
}

/// Tables that name processes, and whether they tell of their end.
const TABLES: &[(&str, bool)] = &[
    ("PLProcessMonitorAgent_EventForward_ProcessID", false),
    ("PLProcessMonitorAgent_EventPoint_ProcessExit", true),
    ("PLProcessMonitorAgent_EventForward_ProcessExit", true),
];

/// Columns with a field of their own.
const FIELDS: &[&str] = &["ID", "timestamp", "PID", "ProcessName", "BundleID"];

/// Whether rows of the table called `name` become records of this kind.
pub(super) fn is_read(name: &str) -> bool {
    TABLES.iter().any(|(table, _)| table.eq_ignore_ascii_case(name))
}

/// Emits every process.
pub(super) fn read(
    database: &Database,
    offsets: &Offsets,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    for (name, ended) in TABLES {
        let Some(table) = database.table(name) else { continue };
        let [timestamp, pid, process, bundle] =
            ["timestamp", "PID", "ProcessName", "BundleID"].map(|name| table.column(name));
        let others = Others::new(&table, FIELDS);
        table.scan_into(sink, |row, sink| {
            let record = Process {
                process: cells::text(row, process),
                bundle_id: cells::text(row, bundle),
                pid: row.integer(pid),
                timestamp: offsets.time(row, timestamp),
                ended: *ended,
                raw_time: offsets.are_unknown(),
                columns: others.of(row),
            };
            sink.emit(row.locator(), &record)
        })?;
    }
    Ok(())
}
