//! Calls over WhatsApp.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links, revive,
};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use crate::cells::{self, LONGEST_ADDRESS, Others};
use crate::columns::Columns;
use crate::jids;
use crate::joins::Joins;

pub(super) static KIND: Kind = Kind {
    id: "ios.whatsapp.call",
    title: Text { en: "WhatsApp call", fr: "Appel WhatsApp" },
    brief: &["participants", "creator", "incoming", "outcome", "duration_seconds"],
    personal: &["participants", "creator", "group", "columns"],
    origin: Origin::Calls,
    volume: Volume::Few,
    revive: revive::<Call>,
};

/// A call.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Call {
    /// Id of the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) call_id: Option<String>,
    /// When it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Time>,
    /// How long it lasted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) duration_seconds: Option<f64>,
    /// `ended`, `missed`, `rejected`; the number itself where its meaning is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) outcome: Option<String>,
    /// False where the owner called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) incoming: Option<bool>,
    /// True where nobody answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) missed: Option<bool>,
    /// True with a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) video: Option<bool>,
    /// Other parties.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) participants: Vec<String>,
    /// Who began a call of several, or a call that others may join.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) creator: Option<String>,
    /// The group that was called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) group: Option<String>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Call {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let Some(at) = self.date else { return };
        let unanswered = self.missed == Some(true) || self.outcome.as_deref() == Some("missed");
        let (means, clock) = match self.incoming {
            Some(false) => ("call made", Clock::Utc),
            _ if unanswered => ("call not answered", Clock::Utc),
            Some(true) => ("call received", Clock::Utc),
            None => ("call", Clock::Utc),
        };
        see(Stamp { at, means, clock });
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for participant in &self.participants {
            jids::see("participants", Some(participant), see);
        }
        jids::see("creator", self.creator.as_deref(), see);
        jids::see("group", self.group.as_deref(), see);
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            links(text).for_each(|link| see("columns", link.observable()));
        }
    }

    fn made_by_owner(&self) -> bool {
        self.incoming == Some(false)
    }
}

/// Columns of the tables of calls with a field of their own, and those of Core Data.
const FIELDS: &[&str] = &[
    "Z_PK",
    "Z_ENT",
    "Z_OPT",
    "ZCALLIDSTRING",
    "ZDATE",
    "ZDURATION",
    "ZOUTCOME",
    "ZGROUPCALLCREATORUSERJIDSTRING",
    "ZFROMJIDSTRING",
    "ZGROUPJIDSTRING",
];

/// Emits every call.
pub(super) fn read(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let participants = database.table("ZWACDCALLEVENTPARTICIPANT");
    let of_call = match &participants {
        Some(table) => Joins::of(table, numbered(table, "PARTICIPANTS"), table.column("Z_PK"), sink)?,
        None => Joins::default(),
    };
    let aggregates = database.table("ZWAAGGREGATECALLEVENT");
    for name in ["ZWACDCALLEVENT", "ZWAJOINABLECALLEVENT"] {
        let Some(table) = database.table(name) else { continue };
        let aggregate = numbered(&table, "CALLEVENTS");
        let others = Others::new(&table, FIELDS);
        table.scan_into(sink, |row, sink| {
            let mut call = own_fields(&table, &others, row, sink);
            // Parties are those of `ZWACDCALLEVENT` only, whose rows have the same numbers.
            if let Some(participants) = participants.as_ref().filter(|_| name == "ZWACDCALLEVENT") {
                call.participants = parties(participants, &of_call, row.rowid())?;
            }
            if let Some((aggregates, id)) = aggregates.zip(cells::nonzero(row, aggregate)) {
                aggregates.get(id, |row| direction(&aggregates, row, &mut call))?;
            }
            sink.emit(row.locator(), &call)
        })?;
    }
    Ok(())
}

/// The column `Z`, a number of Core Data, and `end`: that number changes with the version.
fn numbered(table: &Table<'_>, end: &str) -> Option<Column> {
    let is_it = |name: &&String| {
        let number = name.strip_prefix('Z').and_then(|rest| rest.strip_suffix(end));
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    table.column(table.columns().iter().find(is_it)?)
}

fn own_fields(table: &Table<'_>, others: &Others, row: &Row<'_>, sink: &mut Sink<'_>) -> Call {
    let column = |name| table.column(name);
    let mut columns = others.of(row);
    // The key to another row.
    columns = columns.without_any(|name| name.ends_with("CALLEVENTS"));
    Call {
        call_id: cells::text(row, column("ZCALLIDSTRING")),
        date: cells::mac_time(row, column("ZDATE"), "ZDATE", sink),
        duration_seconds: row.real(column("ZDURATION")).filter(|value| value.is_finite()),
        outcome: row.integer(column("ZOUTCOME")).map(outcome),
        creator: cells::text(row, column("ZGROUPCALLCREATORUSERJIDSTRING"))
            .or_else(|| cells::text(row, column("ZFROMJIDSTRING"))),
        group: cells::text(row, column("ZGROUPJIDSTRING")),
        columns,
        ..Call::default()
    }
}

fn outcome(value: i64) -> String {
    match value {
        0 => "ended",
        1 => "missed",
        4 => "rejected",
        other => return other.to_string(),
    }
    .to_owned()
}

/// Most parties of one call; WhatsApp allows 32.
const MOST_PARTIES: usize = 1_000;

fn parties(table: &Table<'_>, of_call: &Joins, call: i64) -> Result<Vec<String>, Stop> {
    let mut parties = Vec::new();
    let jid = table.column("ZJIDSTRING");
    for party in of_call.all(call).take(MOST_PARTIES) {
        let found = table.get(party, |row| cells::name(row, jid, LONGEST_ADDRESS))?;
        parties.extend(found.flatten());
    }
    Ok(parties)
}

/// What the list of calls, where several are one entry, says about this one.
fn direction(table: &Table<'_>, row: &Row<'_>, call: &mut Call) {
    let truth = |name| row.integer(table.column(name)).map(|value| value != 0);
    call.incoming = truth("ZINCOMING");
    call.missed = truth("ZMISSED");
    call.video = truth("ZVIDEO");
}
