//! People.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::sqlite::{Database, Row, Table};

use crate::cells::{self, LONGEST_ADDRESS, Others};
use crate::columns::Columns;
use crate::jids;
use crate::places::Places;

pub(super) static KIND: Kind = Kind {
    id: "ios.interaction_c.contact",
    title: Text { en: "Person interacted with", fr: "Personne avec qui il y a eu interaction" },
    brief: &["display_name", "identifier"],
    personal: &["display_name", "identifier", "custom_identifier", "person_id", "columns"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Contact>,
};

/// Someone the owner communicated with, and when.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Contact {
    /// Name that was shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) display_name: Option<String>,
    /// Telephone number, e-mail address or account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) identifier: Option<String>,
    /// Id that an app gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) custom_identifier: Option<String>,
    /// Id among the contacts of the phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) person_id: Option<String>,
    /// When it was first noted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) creation_date: Option<Time>,
    /// Interactions that this person sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) incoming_sender_count: Option<i64>,
    /// First of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first_incoming_sender: Option<Time>,
    /// Last of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_incoming_sender: Option<Time>,
    /// Interactions that came in for this person and the owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) incoming_recipient_count: Option<i64>,
    /// First of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first_incoming_recipient: Option<Time>,
    /// Last of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_incoming_recipient: Option<Time>,
    /// Interactions that the owner sent to this person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) outgoing_recipient_count: Option<i64>,
    /// First of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first_outgoing_recipient: Option<Time>,
    /// Last of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_outgoing_recipient: Option<Time>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Contact {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let own = [
            (self.creation_date, "contact first noted"),
            (self.first_incoming_sender, "first received from"),
            (self.last_incoming_sender, "last received from"),
            (self.first_incoming_recipient, "first received together with"),
            (self.last_incoming_recipient, "last received together with"),
            (self.first_outgoing_recipient, "first sent to"),
            (self.last_outgoing_recipient, "last sent to"),
        ];
        for (at, means) in own {
            if let Some(at) = at {
                see(Stamp::utc(at, means));
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        jids::see_account("identifier", self.identifier.as_deref(), see);
        if self.custom_identifier != self.identifier {
            jids::see_account("custom_identifier", self.custom_identifier.as_deref(), see);
        }
    }
}

/// Columns of `ZCONTACTS` with a field of their own, and those of Core Data.
const FIELDS: &[&str] = &[
    "Z_PK",
    "Z_ENT",
    "Z_OPT",
    "ZDISPLAYNAME",
    "ZIDENTIFIER",
    "ZCUSTOMIDENTIFIER",
    "ZPERSONID",
    "ZCREATIONDATE",
    "ZINCOMINGSENDERCOUNT",
    "ZFIRSTINCOMINGSENDERDATE",
    "ZLASTINCOMINGSENDERDATE",
    "ZINCOMINGRECIPIENTCOUNT",
    "ZFIRSTINCOMINGRECIPIENTDATE",
    "ZLASTINCOMINGRECIPIENTDATE",
    "ZOUTGOINGRECIPIENTCOUNT",
    "ZFIRSTOUTGOINGRECIPIENTDATE",
    "ZLASTOUTGOINGRECIPIENTDATE",
];

/// Who took part in an interaction.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Party {
    /// Name that was shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// Telephone number, e-mail address or account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) identifier: Option<String>,
    /// Id among the contacts of the phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) person_id: Option<String>,
}

/// Most people that are kept for the interactions that name them.
const MOST_PARTIES: usize = 1_000_000;

/// Who may take part in interactions, by rowid.
#[derive(Default)]
pub(super) struct Parties {
    rows: Vec<Party>,
    places: Places,
}

impl Parties {
    pub(super) fn find(&self, rowid: i64) -> Option<&Party> {
        self.rows.get(self.places.get(rowid)?)
    }
}

/// Emits every row of `ZCONTACTS`, and gives what interactions need of them.
pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<Parties, Stop> {
    let mut parties = Parties::default();
    let Some(table) = database.table("ZCONTACTS") else { return Ok(parties) };
    let others = Others::new(&table, FIELDS);
    table.scan_into(sink, |row, sink| {
        let contact = contact(&table, &others, row, sink);
        sink.emit(row.locator(), &contact)?;
        if parties.rows.len() < MOST_PARTIES {
            parties.places.insert(row.rowid(), parties.rows.len());
            parties.rows.push(party(&table, row));
        }
        Ok(())
    })?;
    Ok(parties)
}

fn contact(table: &Table<'_>, others: &Others, row: &Row<'_>, sink: &mut Sink<'_>) -> Contact {
    let column = |name| table.column(name);
    let text = |name| cells::text(row, column(name));
    let count = |name| cells::nonzero(row, column(name));
    let mut time = |name| cells::mac_time(row, column(name), name, sink);
    Contact {
        display_name: text("ZDISPLAYNAME"),
        identifier: text("ZIDENTIFIER"),
        custom_identifier: text("ZCUSTOMIDENTIFIER"),
        person_id: text("ZPERSONID"),
        creation_date: time("ZCREATIONDATE"),
        incoming_sender_count: count("ZINCOMINGSENDERCOUNT"),
        first_incoming_sender: time("ZFIRSTINCOMINGSENDERDATE"),
        last_incoming_sender: time("ZLASTINCOMINGSENDERDATE"),
        incoming_recipient_count: count("ZINCOMINGRECIPIENTCOUNT"),
        first_incoming_recipient: time("ZFIRSTINCOMINGRECIPIENTDATE"),
        last_incoming_recipient: time("ZLASTINCOMINGRECIPIENTDATE"),
        outgoing_recipient_count: count("ZOUTGOINGRECIPIENTCOUNT"),
        first_outgoing_recipient: time("ZFIRSTOUTGOINGRECIPIENTDATE"),
        last_outgoing_recipient: time("ZLASTOUTGOINGRECIPIENTDATE"),
        columns: others.of(row),
    }
}

fn party(table: &Table<'_>, row: &Row<'_>) -> Party {
    let name = |name| cells::name(row, table.column(name), LONGEST_ADDRESS);
    Party {
        name: name("ZDISPLAYNAME"),
        identifier: name("ZIDENTIFIER").or_else(|| name("ZCUSTOMIDENTIFIER")),
        person_id: name("ZPERSONID"),
    }
}
