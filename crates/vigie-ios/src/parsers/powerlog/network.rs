//! Bytes that each process sent and received.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::Database;

use super::clock::Offsets;
use super::who;
use crate::cells;

pub(super) static KIND: Kind = Kind {
    id: "ios.powerlog.network",
    title: Text {
        en: "Network use of a process in PowerLog",
        fr: "Usage du réseau d’un processus dans PowerLog",
    },
    brief: &["process", "bundle", "wifi_out", "cell_out"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<Network>,
};

/// What a process sent and received within an interval.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Network {
    /// Name of the process.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) process: Option<String>,
    /// The app or service it worked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bundle: Option<String>,
    /// When the interval began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start: Option<Time>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end: Option<Time>,
    /// Bytes received over Wi-Fi.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wifi_in: Option<i64>,
    /// Bytes sent over Wi-Fi.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wifi_out: Option<i64>,
    /// Bytes received over the mobile network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cell_in: Option<i64>,
    /// Bytes sent over the mobile network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cell_out: Option<i64>,
    /// True where the times were not corrected.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) raw_time: bool,
}

impl Record for Network {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.start {
            see(Offsets::stamp(at, "network use counted from", self.raw_time));
        }
        if let Some(at) = self.end {
            see(Offsets::stamp(at, "network use counted to", self.raw_time));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        who::observe_some("process", &self.process, see);
        who::observe_some("bundle", &self.bundle, see);
    }
}

/// The table.
pub(super) const TABLE: &str = "PLProcessNetworkAgent_EventInterval_UsageDiff";

/// Emits every interval.
pub(super) fn read(
    database: &Database,
    offsets: &Offsets,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let Some(table) = database.table(TABLE) else { return Ok(()) };
    let [start, end, process, bundle] =
        ["timestamp", "timestampEnd", "ProcessName", "BundleName"].map(|name| table.column(name));
    let [wifi_in, wifi_out, cell_in, cell_out] =
        ["WifiIn", "WifiOut", "CellIn", "CellOut"].map(|name| table.column(name));
    table.scan_into(sink, |row, sink| {
        let record = Network {
            process: cells::text(row, process),
            bundle: cells::text(row, bundle),
            start: offsets.time(row, start),
            end: offsets.time(row, end),
            wifi_in: cells::whole(row, wifi_in),
            wifi_out: cells::whole(row, wifi_out),
            cell_in: cells::whole(row, cell_in),
            cell_out: cells::whole(row, cell_out),
            raw_time: offsets.are_unknown(),
        };
        sink.emit(row.locator(), &record)
    })
}
