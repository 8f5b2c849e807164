//! Apps that are or were installed.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::Database;

use super::clock::Offsets;
use super::who;
use crate::cells::{self, Others};
use crate::columns::Columns;

pub(super) static KIND: Kind = Kind {
    id: "ios.powerlog.app",
    title: Text { en: "App known to PowerLog", fr: "App connue de PowerLog" },
    brief: &["bundle_id", "name", "version", "deleted"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<PowerlogApp>,
};

/// An app that is or was installed.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct PowerlogApp {
    /// Its identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bundle_id: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// Its program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) executable: Option<String>,
    /// Its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<String>,
    /// When PowerLog noted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timestamp: Option<Time>,
    /// When it was deleted; `None` where it is still there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) deleted: Option<Time>,
    /// True where the first time was not corrected.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) raw_time: bool,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for PowerlogApp {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.timestamp {
            see(Offsets::stamp(at, "app noted by PowerLog", self.raw_time));
        }
        if let Some(at) = self.deleted {
            see(Stamp::utc(at, "app deleted"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(id) = &self.bundle_id {
            see("bundle_id", Observable::AppId(id));
        }
        who::observe_some("executable", &self.executable, see);
    }
}

/// The table.
pub(super) const TABLE: &str = "PLApplicationAgent_EventNone_AllApps";

/// Columns with a field of their own.
const FIELDS: &[&str] = &[
    "ID",
    "timestamp",
    "AppBundleId",
    "AppName",
    "AppExecutable",
    "AppBundleVersion",
    "AppDeletedDate",
];

/// Emits every app.
pub(super) fn read(
    database: &Database,
    offsets: &Offsets,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let Some(table) = database.table(TABLE) else { return Ok(()) };
    let [timestamp, id, name] =
        ["timestamp", "AppBundleId", "AppName"].map(|name| table.column(name));
    let [executable, version, deleted] =
        ["AppExecutable", "AppBundleVersion", "AppDeletedDate"].map(|name| table.column(name));
    let others = Others::new(&table, FIELDS);
    table.scan_into(sink, |row, sink| {
        let record = PowerlogApp {
            bundle_id: cells::text(row, id),
            name: cells::text(row, name),
            executable: cells::text(row, executable),
            version: cells::text(row, version),
            timestamp: offsets.time(row, timestamp),
            // Written from the time of day, not from PowerLog's clock.
            deleted: cells::unix_time(row, deleted, "AppDeletedDate", sink),
            raw_time: offsets.are_unknown(),
            columns: others.of(row),
        };
        sink.emit(row.locator(), &record)
    })
}
