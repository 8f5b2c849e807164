//! `Recents`: addresses and numbers that the owner used lately, in Mail, Messages, Phone and Maps.
//!
//! Written by `recentsd` for suggestions, and shared over iCloud; entries stay after the message is
//! deleted. In `Library/Mail/Recents` up to about iOS 10, in `Library/Recents/Recents` since. Tables:
//!
//! * `recents`: one row per person or group; `last_date` and `dates`, a list with commas, count
//!   since 1970, in seconds up to iOS 7 and in milliseconds since.
//! * `contacts`: the addresses of a row (`recent_id`); up to iOS 6 the address stands in `recents`.
//!
//! Layout after <https://github.com/abrignoni/iLEAPP> and the schemas.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop,
    Text, Time, Versions, Volume, links, revive,
};
use vigie_formats::sqlite::{Column, Database, Row, Table, Value};

use crate::cells::{self, LONGEST_ADDRESS, Others};
use crate::columns::Columns;
use crate::joins::Joins;

pub(crate) static ITEM: Recents = Recents;

pub(crate) struct Recents;

static META: ParserMeta = ParserMeta {
    id: "recents",
    title: Text { en: "Addresses used lately", fr: "Adresses utilisées récemment" },
    reads: &[
        "/private/var/mobile/Library/Mail/Recents",
        "/private/var/mobile/Library/Recents/Recents",
        "/private/var/mobile/Containers/Data/*/*/Library/Recents/Recents",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&KIND],
    means: &[
        Text { en: "address last used", fr: "dernière utilisation de l’adresse" },
        Text { en: "address used", fr: "adresse utilisée" },
    ],
    versions: Versions::ios(6),
    references: &["https://github.com/abrignoni/iLEAPP"],
};

static KIND: Kind = Kind {
    id: "ios.recents.recent",
    title: Text { en: "Address used lately", fr: "Adresse utilisée récemment" },
    brief: &["display_name", "addresses", "bundle_identifier"],
    personal: &["display_name", "sending_address", "addresses", "columns"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Recent>,
};

/// A person or group that the owner wrote to or called lately.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Recent {
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) display_name: Option<String>,
    /// Their addresses and numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) addresses: Vec<Address>,
    /// The owner's address that was used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sending_address: Option<String>,
    /// App that used it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bundle_identifier: Option<String>,
    /// Where it comes from, mostly an app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) original_source: Option<String>,
    /// When it was last used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_date: Option<Time>,
    /// When it was used before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) dates: Vec<Time>,
    /// How often.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) count: Option<i64>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// An address or number.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Address {
    /// The address.
    pub(crate) address: String,
    /// `email`, `phone`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<String>,
    /// Name beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) display_name: Option<String>,
}

impl Record for Recent {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_date {
            see(Stamp::utc(at, "address last used"));
        }
        for at in self.dates.iter().filter(|at| Some(**at) != self.last_date) {
            see(Stamp::utc(*at, "address used"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for address in &self.addresses {
            see("addresses", Observable::Account(&address.address));
        }
        let apps = [
            ("bundle_identifier", &self.bundle_identifier),
            ("original_source", &self.original_source),
        ];
        for (field, app) in apps {
            if let Some(app) = app.as_deref().filter(|app| app.contains('.')) {
                see(field, Observable::AppId(app));
            }
        }
        links(self.display_name.as_deref().unwrap_or(""))
            .for_each(|link| see("display_name", link.observable()));
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            links(text).for_each(|link| see("columns", link.observable()));
        }
    }

    fn made_by_owner(&self) -> bool {
        true
    }
}

impl Parser for Recents {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let Some(table) = database.table("recents") else {
            return Err(Stop::Unsupported("a database without table recents".into()));
        };
        let contacts = database.table("contacts");
        let of_recent = match &contacts {
            Some(contacts) => {
                let (from, to) = (contacts.column("recent_id"), contacts.column("rowid"));
                Joins::of(contacts, from, to, sink)?
            }
            None => Joins::default(),
        };
        let others = Others::new(&table, FIELDS);
        table.scan_into(sink, |row, sink| {
            let mut recent = own_fields(&table, &others, row, sink);
            if let Some(contacts) = &contacts {
                for id in of_recent.all(row.rowid()).take(MOST) {
                    let found = contacts.get(id, |row| address(contacts, row))?;
                    recent.addresses.extend(found.flatten());
                }
            }
            sink.emit(row.locator(), &recent)
        })
    }
}

/// Columns of `recents` with a field of their own.
const FIELDS: &[&str] = &[
    "ROWID",
    "display_name",
    "address",
    "kind",
    "sending_address",
    "bundle_identifier",
    "original_source",
    "last_date",
    "dates",
    "count",
    "record_hash",
    "weight",
];

/// Most addresses, or dates, of one row.
const MOST: usize = 500;

fn own_fields(table: &Table<'_>, others: &Others, row: &Row<'_>, sink: &mut Sink<'_>) -> Recent {
    let column = |name| table.column(name);
    let text = |name| cells::text(row, column(name));
    let dates = text("dates").unwrap_or_default();
    let dates = dates.split(',').filter_map(|date| since_1970(date.trim().parse().ok()?));
    Recent {
        display_name: text("display_name"),
        addresses: address(table, row).into_iter().collect(),
        sending_address: text("sending_address"),
        bundle_identifier: text("bundle_identifier"),
        original_source: text("original_source"),
        last_date: date(row, column("last_date"), sink),
        dates: dates.take(MOST).collect(),
        count: cells::whole(row, column("count")).filter(|count| *count != 0),
        columns: others.of(row),
    }
}

/// Both tables name these columns alike.
fn address(table: &Table<'_>, row: &Row<'_>) -> Option<Address> {
    let name = |name| cells::name(row, table.column(name), LONGEST_ADDRESS);
    Some(Address {
        address: name("address")?,
        kind: name("kind"),
        display_name: name("display_name"),
    })
}

fn date(row: &Row<'_>, column: Option<Column>, sink: &mut Sink<'_>) -> Option<Time> {
    let number = match row.value(column) {
        Value::Null => return None,
        Value::Text(text) => text.parse().ok(),
        _ => row.real(column),
    };
    let time = number.and_then(since_1970);
    if time.is_none() && number != Some(0.0) {
        sink.problem(row.locator(), "last_date: expected a date");
    }
    time
}

/// Seconds since 1970, or milliseconds: as seconds those would lie past the year 5000.
fn since_1970(number: f64) -> Option<Time> {
    let seconds = if number.abs() >= 1e11 { number / 1000.0 } else { number };
    Time::from_unix_float(seconds).filter(|_| number != 0.0)
}
