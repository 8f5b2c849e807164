//! Hosts whose touch icon was asked for.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::Table;

use crate::cells::{self, Others};
use crate::columns::Columns;

pub(super) static KIND: Kind = Kind {
    id: "ios.safari_favicon.touch_icon",
    title: Text {
        en: "Site whose touch icon Safari asked for",
        fr: "Site dont Safari a demandé l’icône tactile",
    },
    brief: &["host"],
    personal: &["host"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<TouchIcon>,
};

/// A site whose touch icon was asked for.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct TouchIcon {
    /// The site.
    pub(crate) host: String,
    /// When its icon was last asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_request_date: Option<Time>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for TouchIcon {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_request_date {
            see(Stamp::utc(at, "icon last asked for"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        match self.host.contains("://") {
            true => see("host", Observable::Url(&self.host)),
            false => see("host", Observable::Host(&self.host)),
        }
    }
}

/// Emits every row of `cache_settings`.
pub(super) fn read(table: &Table<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let host = table.column("host");
    let date = table.column("last_request_date");
    let others = Others::new(table, &["host", "last_request_date"]);
    table.scan_into(sink, |row, sink| {
        let Some(host) = cells::text(row, host) else {
            sink.problem(row.locator(), "expected a host");
            return Ok(());
        };
        let last_request_date = cells::mac_time(row, date, "last_request_date", sink);
        sink.emit(row.locator(), &TouchIcon { host, last_request_date, columns: others.of(row) })
    })
}
