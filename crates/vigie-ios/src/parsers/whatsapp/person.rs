//! People whose names the app keeps, or whom the owner blocked.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Volume, links, revive};
use vigie_formats::sqlite::Database;

use crate::cells;
use crate::jids;

pub(super) static KIND: Kind = Kind {
    id: "ios.whatsapp.person",
    title: Text { en: "Person known to WhatsApp", fr: "Personne connue de WhatsApp" },
    brief: &["jid", "push_name", "blocked"],
    personal: &["jid", "push_name"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Person>,
};

/// Someone whose messages this phone received, or whom its owner blocked; stays when the messages
/// are deleted.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Person {
    /// Identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) jid: Option<String>,
    /// Name that they gave to themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) push_name: Option<String>,
    /// True where the owner blocked them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) blocked: bool,
}

impl Record for Person {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        jids::see("jid", self.jid.as_deref(), see);
        if let Some(name) = &self.push_name {
            links(name).for_each(|link| see("push_name", link.observable()));
        }
    }
}

/// Emits them all.
pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    for (name, blocked) in [("ZWAPROFILEPUSHNAME", false), ("ZWABLACKLISTITEM", true)] {
        let Some(table) = database.table(name) else { continue };
        let [jid, push_name] = ["ZJID", "ZPUSHNAME"].map(|name| table.column(name));
        table.scan_into(sink, |row, sink| {
            let person = Person {
                jid: cells::text(row, jid),
                push_name: cells::text(row, push_name),
                blocked,
            };
            sink.emit(row.locator(), &person)
        })?;
    }
    Ok(())
}
