//! What was deleted from the history.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Record, Sink, Stamp, Stop, Text, Time, Volume, revive, Origin};
use vigie_formats::sqlite::Database;

use crate::cells;

pub(super) static KIND: Kind = Kind {
    id: "ios.safari_history.tombstone",
    title: Text {
        en: "Deletion from Safari’s history",
        fr: "Suppression dans l’historique de Safari",
    },
    brief: &["url", "start_time", "end_time"],
    personal: &["url"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Tombstone>,
};

/// A stretch of history that was deleted.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Tombstone {
    /// The page whose visits were deleted; `None` for all pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Visits from this time on were deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) start_time: Option<Time>,
    /// Visits up to this time were deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) end_time: Option<Time>,
}

impl Record for Tombstone {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.start_time {
            see(Stamp::utc(at, "deleted history begins"));
        }
        if let Some(at) = self.end_time {
            see(Stamp::utc(at, "deleted history ends"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(url) = &self.url {
            see("url", Observable::Url(url));
        }
    }
}

/// Emits every tombstone.
pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(table) = database.table("history_tombstones") else { return Ok(()) };
    let [url, start, end] = ["url", "start_time", "end_time"].map(|name| table.column(name));
    table.scan_into(sink, |row, sink| {
        let tombstone = Tombstone {
            url: cells::text(row, url),
            start_time: cells::mac_time(row, start, "start_time", sink),
            end_time: cells::mac_time(row, end, "end_time", sink),
        };
        sink.emit(row.locator(), &tombstone)
    })
}
