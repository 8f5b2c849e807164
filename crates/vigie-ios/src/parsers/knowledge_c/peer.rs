//! The owner's other devices.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::Database;

use crate::cells::{self, Others};
use crate::columns::Columns;

pub(super) static KIND: Kind = Kind {
    id: "ios.knowledge_c.peer",
    title: Text {
        en: "Other device of the same account",
        fr: "Autre appareil du même compte",
    },
    brief: &["device", "columns"],
    personal: &["columns"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Peer>,
};

/// Another device that shares its activity with this one.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Peer {
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device: Option<String>,
    /// When it was last seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_seen: Option<Time>,
    /// What else the row holds: model, name, version.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Peer {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_seen {
            see(Stamp::utc(at, "other device last seen"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Emits every other device.
pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(table) = database.table("ZSYNCPEER") else { return Ok(()) };
    let (device, seen) = (table.column("ZDEVICEID"), table.column("ZLASTSEENDATE"));
    let others = Others::new(&table, &["Z_PK", "Z_ENT", "Z_OPT", "ZDEVICEID", "ZLASTSEENDATE"]);
    table.scan_into(sink, |row, sink| {
        let peer = Peer {
            device: cells::text(row, device),
            last_seen: cells::mac_time(row, seen, "ZLASTSEENDATE", sink),
            columns: others.of(row),
        };
        sink.emit(row.locator(), &peer)
    })
}
