//! Visits that were deleted.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::Database;

use super::page::Pages;
use crate::cells;

pub(super) static KIND: Kind = Kind {
    id: "ios.firefox_history.tombstone",
    title: Text {
        en: "Visit deleted from Firefox’s history",
        fr: "Visite supprimée de l’historique de Firefox",
    },
    brief: &["url", "visit_date"],
    personal: &["url", "title"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Tombstone>,
};

/// A visit that was deleted.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Tombstone {
    /// The page; absent where its row is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// When the visit was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) visit_date: Option<Time>,
}

impl Record for Tombstone {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.visit_date {
            see(Stamp::utc(at, "deleted visit"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(url) = &self.url {
            see("url", Observable::Url(url));
        }
    }
}

/// Emits every row of `moz_historyvisit_tombstones`.
pub(super) fn read(
    database: &Database,
    pages: &Pages<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let Some(table) = database.table("moz_historyvisit_tombstones") else { return Ok(()) };
    let [place, date] = ["place_id", "visit_date"].map(|name| table.column(name));
    table.scan_into(sink, |row, sink| {
        let (url, title) = pages.named(row.integer(place))?;
        let visit_date = cells::unix_time_of_any_unit(row, date, "visit_date", sink);
        sink.emit(row.locator(), &Tombstone { url, title, visit_date })
    })
}
