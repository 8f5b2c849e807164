//! Addresses.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Volume, revive};
use vigie_formats::sqlite::Database;

use crate::cells;

pub(super) static KIND: Kind = Kind {
    id: "ios.mail.address",
    title: Text { en: "Address known to Mail", fr: "Adresse connue de Mail" },
    brief: &["address", "name"],
    personal: &["address", "name"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Address>,
};

/// An address of a message that is or was there.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Address {
    /// The address.
    pub(crate) address: String,
    /// Name beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
}

impl Record for Address {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("address", Observable::Email(&self.address));
    }
}

/// Emits every row of `addresses`.
pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(table) = database.table("addresses") else { return Ok(()) };
    let [address, comment] = ["address", "comment"].map(|name| table.column(name));
    table.scan_into(sink, |row, sink| match cells::text(row, address) {
        Some(address) => {
            let record = Address { address, name: cells::text(row, comment) };
            sink.emit(row.locator(), &record)
        }
        None => Ok(()),
    })
}
