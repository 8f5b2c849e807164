//! Telephone numbers and the identifiers that hide them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Input, Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::sqlite::Database;

use crate::cells::{self, LONGEST_ADDRESS, Others};
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

/// Most pairs that are kept for the messages that name them.
const MOST: usize = 1_000_000;

/// Numbers by identifier, without its `@lid`.
#[derive(Default)]
pub(super) struct Lids(HashMap<Box<str>, Box<str>>);

impl Lids {
    /// Reads the pairs of `database` and of `LID.sqlite` beside it.
    pub(super) fn read(
        database: &Database,
        input: &Input<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<Self, Stop> {
        let mut lids = Self::default();
        lids.add(database, sink)?;
        let Some(folder) = input.path.strip_suffix("ChatStorage.sqlite") else { return Ok(lids) };
        let path = format!("{folder}LID.sqlite");
        let Some(data) = input.siblings.open(&path)? else { return Ok(lids) };
        let log = input.siblings.open(&format!("{path}-wal"))?;
        // That file is read by itself as well, and its damage told there.
        if let Ok(pairs) = Database::open(data, log, &input.limits) {
            lids.add(&pairs, sink)?;
        }
        Ok(lids)
    }

    fn add(&mut self, database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
        for (name, lid) in TABLES {
            let Some(table) = database.table(name) else { continue };
            let (lid, number) = (table.column(lid), table.column("ZPHONENUMBER"));
            table.scan(
                &mut |row| {
                    let text = |column| cells::name(row, column, LONGEST_ADDRESS);
                    if let Some((lid, number)) = text(lid).zip(text(number))
                        && self.0.len() < MOST
                    {
                        self.0.insert(user(&lid).into(), user(&number).into());
                    }
                    sink.check()
                },
                &mut |_, _| {},
            )?;
        }
        Ok(())
    }

    /// The number behind `jid`, where it hides one.
    pub(super) fn number(&self, jid: &str) -> Option<&str> {
        if self.0.is_empty() || !jid.ends_with("@lid") {
            return None;
        }
        self.0.get(user(jid)).map(|number| &**number)
    }
}

/// What stands before the server and the number of a device.
fn user(jid: &str) -> &str {
    let user = jid.split('@').next().unwrap_or(jid);
    user.split(':').next().unwrap_or(user)
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

/// The tables that hold pairs, with their column of the identifier.
const TABLES: [(&str, &str); 2] =
    [("ZWAPHONENUMBERLIDPAIR", "ZLID"), ("ZWAZACCOUNT", "ZIDENTIFIER")];

/// Emits every pair.
pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    for (name, lid) in TABLES {
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
