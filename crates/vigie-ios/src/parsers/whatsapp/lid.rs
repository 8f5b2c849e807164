//! Telephone numbers and the identifiers that hide them.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::sqlite::Database;

use crate::cells::{self, Others};
use crate::columns::Columns;

pub(super) static KIND: Kind = Kind {
    id: "ios.whatsapp.lid_pair",
    title: Text {
        en: "Number behind a WhatsApp identifier",
        fr: "Numéro derrière un identifiant WhatsApp",
    },
    brief: &["lid", "phone_number"],
    personal: &["lid", "phone_number", "columns"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<LidPair>,
};

/// Which number hides behind which `@lid`.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct LidPair {
    /// The identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lid: Option<String>,
    /// The number, mostly without `+`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) phone_number: Option<String>,
    /// When the app learned it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timestamp: Option<Time>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for LidPair {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.timestamp {
            see(Stamp::utc(at, "number learned"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(number) = &self.phone_number {
            let number = number.split('@').next().unwrap_or(number);
            see("phone_number", Observable::Phone(number));
        }
    }
}

/// Emits every pair.
pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    for (name, lid) in [("ZWAPHONENUMBERLIDPAIR", "ZLID"), ("ZWAZACCOUNT", "ZIDENTIFIER")] {
        let Some(table) = database.table(name) else { continue };
        let fields = ["Z_PK", "Z_ENT", "Z_OPT", lid, "ZPHONENUMBER", "ZTIMESTAMP"];
        let others = Others::new(&table, &fields);
        let [lid, number, timestamp] =
            [lid, "ZPHONENUMBER", "ZTIMESTAMP"].map(|name| table.column(name));
        table.scan_into(sink, |row, sink| {
            let pair = LidPair {
                lid: cells::text(row, lid),
                phone_number: cells::text(row, number),
                timestamp: cells::mac_time(row, timestamp, "ZTIMESTAMP", sink),
                columns: others.of(row),
            };
            sink.emit(row.locator(), &pair)
        })?;
    }
    Ok(())
}
