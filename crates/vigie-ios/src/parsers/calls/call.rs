//! Calls.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Record, Sink, Stamp, Stop, Text, Time, Volume, revive, Origin};
use vigie_formats::sqlite::{Database, Row, Table};

use crate::cells::{self, LONGEST_ADDRESS, Others};
use crate::columns::Columns;

pub(super) static KIND: Kind = Kind {
    id: "ios.calls.call",
    title: Text { en: "Call", fr: "Appel" },
    brief: &["address", "call_type", "service_provider", "duration_seconds"],
    personal: &["address", "name", "participants", "location", "columns"],
    origin: Origin::Calls,
    volume: Volume::Few,
    revive: revive::<Call>,
};

/// A call.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Call {
    /// Telephone number or account of the other party.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) address: Option<String>,
    /// Other parties beside `address`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) participants: Vec<String>,
    /// Name that was shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// When it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Time>,
    /// How long it lasted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) duration_seconds: Option<f64>,
    /// True when the owner called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) originated: Option<bool>,
    /// True when somebody answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) answered: Option<bool>,
    /// `telephone`, `FaceTime video`, `FaceTime audio`, `app`; else the number itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) call_type: Option<String>,
    /// App or network that carried it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) service_provider: Option<String>,
    /// ISO country code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) country: Option<String>,
    /// Where the number belongs, as it was shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) location: Option<String>,
    /// Id of the call, the same on all devices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unique_id: Option<String>,
    /// Why it ended, as a number of the system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) disconnected_cause: Option<i64>,
    /// Bytes that FaceTime used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) face_time_data: Option<i64>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Call {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.date {
            let means = match (self.originated, self.answered) {
                (Some(true), _) => "call made",
                (_, Some(false)) => "call not answered",
                _ => "call received",
            };
            see(Stamp::utc(at, means));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(address) = &self.address {
            see("address", Observable::Account(address));
        }
        for participant in &self.participants {
            see("participants", Observable::Account(participant));
        }
        if let Some(provider) = self.service_provider.as_deref().filter(|id| id.contains('.')) {
            see("service_provider", Observable::AppId(provider));
        }
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            see("columns", Observable::Url(text));
        }
    }

    fn made_by_owner(&self) -> bool {
        self.originated == Some(true)
    }
}

/// Columns of `ZCALLRECORD` with a field of their own, and those of Core Data itself.
const FIELDS: &[&str] = &[
    "Z_PK",
    "Z_ENT",
    "Z_OPT",
    "ZADDRESS",
    "ZNAME",
    "ZDATE",
    "ZDURATION",
    "ZORIGINATED",
    "ZANSWERED",
    "ZCALLTYPE",
    "ZSERVICE_PROVIDER",
    "ZISO_COUNTRY_CODE",
    "ZLOCATION",
    "ZUNIQUE_ID",
    "ZDISCONNECTED_CAUSE",
    "ZFACE_TIME_DATA",
];

/// Emits every row of `ZCALLRECORD`.
pub(super) fn read(
    database: &Database,
    table: &Table<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let parties = parties(database, sink)?;
    let others = Others::new(table, FIELDS);
    table.scan_into(sink, |row, sink| {
        let mut call = call(table, row, &others, sink);
        let parties = parties.get(&row.rowid()).map(Vec::as_slice).unwrap_or_default();
        let known = call.address.clone();
        let new = parties.iter().filter(|party| known.as_ref() != Some(party));
        call.participants = new.cloned().collect();
        sink.emit(row.locator(), &call)
    })
}

fn call(table: &Table<'_>, row: &Row<'_>, others: &Others, sink: &mut Sink<'_>) -> Call {
    let column = |name| table.column(name);
    let truth = |name| row.integer(column(name)).map(|value| value != 0);
    Call {
        address: cells::text(row, column("ZADDRESS")),
        participants: Vec::new(),
        name: cells::text(row, column("ZNAME")),
        date: cells::mac_time(row, column("ZDATE"), "ZDATE", sink),
        duration_seconds: row.real(column("ZDURATION")).filter(|value| value.is_finite()),
        originated: truth("ZORIGINATED"),
        answered: truth("ZANSWERED"),
        call_type: row.integer(column("ZCALLTYPE")).map(call_type),
        service_provider: cells::text(row, column("ZSERVICE_PROVIDER")),
        country: cells::text(row, column("ZISO_COUNTRY_CODE")),
        location: cells::text(row, column("ZLOCATION")),
        unique_id: cells::text(row, column("ZUNIQUE_ID")),
        disconnected_cause: cells::nonzero(row, column("ZDISCONNECTED_CAUSE")),
        face_time_data: cells::whole(row, column("ZFACE_TIME_DATA")).filter(|bytes| *bytes != 0),
        columns: others.of(row),
    }
}

fn call_type(value: i64) -> String {
    match value {
        0 => "app",
        1 => "telephone",
        8 => "FaceTime video",
        16 => "FaceTime audio",
        other => return other.to_string(),
    }
    .to_owned()
}

/// Most parties that are kept.
const MOST_PARTIES: usize = 1_000_000;

/// The other parties of each call, from `ZHANDLE` and the table that joins it.
fn parties(database: &Database, sink: &mut Sink<'_>) -> Result<HashMap<i64, Vec<String>>, Stop> {
    let mut parties: HashMap<i64, Vec<String>> = HashMap::new();
    let is_join = |name: &&str| name.starts_with("Z_") && name.ends_with("REMOTEPARTICIPANTHANDLES");
    let join = database.table_names().find(is_join).and_then(|name| database.table_named(name));
    let (Some(handles), Some(join)) = (database.table("ZHANDLE"), join) else {
        return Ok(parties);
    };
    let ending = |end: &str| {
        let name = join.columns().iter().find(|name| name.ends_with(end))?;
        join.column(name)
    };
    let (calls, parts) = (ending("REMOTEPARTICIPANTCALLS"), ending("REMOTEPARTICIPANTHANDLES"));
    let (value, normalised) = (handles.column("ZVALUE"), handles.column("ZNORMALIZEDVALUE"));
    let mut left = MOST_PARTIES;
    join.scan_into(sink, |row, _| {
        let Some((call, handle)) = row.integer(calls).zip(row.integer(parts)) else {
            return Ok(());
        };
        let address = handles.get(handle, |row| {
            let value = cells::name(row, value, LONGEST_ADDRESS);
            value.or_else(|| cells::name(row, normalised, LONGEST_ADDRESS))
        })?;
        if let Some(address) = address.flatten().filter(|_| left > 0) {
            left -= 1;
            parties.entry(call).or_default().push(address);
        }
        Ok(())
    })?;
    Ok(parties)
}
