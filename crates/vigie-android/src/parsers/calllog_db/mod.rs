//! `calllog.db`: calls, in a copy of the phone's storage; up to Android 6 a table of `contacts2.db`.
//!
//! Written by the contacts provider. Dates are milliseconds since 1970, durations seconds.
//!
//! Source: <https://developer.android.com/reference/android/provider/CallLog.Calls>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop, Text, Time, Versions, Volume, revive
};

use crate::db_rows::{self, each_row_of};
use crate::fields::{Fields, More};

pub(crate) static ITEM: CalllogDb = CalllogDb;

pub(crate) struct CalllogDb;

static META: ParserMeta = ParserMeta {
    id: "calllog_db",
    title: Text { en: "Calls", fr: "Appels" },
    reads: &["/data/data/com.android.providers.contacts/databases/calllog.db", "/data/user/*/com.android.providers.contacts/databases/calllog.db", "/data/user_de/*/com.android.providers.contacts/databases/calllog.db", "/data/data/com.android.providers.contacts/databases/contacts2.db", "/data/data/com.samsung.android.providers.contacts/databases/calllog.db", "/calllog.db"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[Text { en: "call", fr: "appel" }],
    versions: Versions::android(4),
    references: &["https://developer.android.com/reference/android/provider/CallLog.Calls"],
};

static KIND: Kind = Kind {
    id: "android.calllog_db.call",
    title: Text { en: "Call", fr: "Appel" },
    brief: &["direction", "number", "duration_seconds"],
    personal: &["number", "name"],
    origin: Origin::Calls,
    volume: Volume::Many,
    revive: revive::<Call>,
};

/// A call.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Call {
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Time>,
    /// Number or address of the other side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) number: Option<String>,
    /// Name of the other side, as it was then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// `incoming`, `outgoing`, `missed`, `voicemail`, `rejected`, `blocked`, `elsewhere`, or a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) direction: Option<String>,
    /// How long it lasted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) duration_seconds: Option<i64>,
    /// App or account that it went through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) account: Option<String>,
    /// Columns that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

impl Parser for CalllogDb {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        // Since Android 7, contacts2.db holds no calls.
        let wanted: &[&'static str] = match input.path.ends_with("/contacts2.db") {
            true => &["calls", "raw_contacts"],
            false => &["calls"],
        };
        let database = db_rows::open(input, wanted, sink)?;
        each_row_of(&database, "calls", sink, |fields, at, sink| {
            let call = call(fields, &at, sink);
            sink.emit(at, &call)
        })
    }
}

fn call(mut fields: Fields, at: &Locator, sink: &mut Sink<'_>) -> Call {
    fields.any("_id");
    Call {
        date: fields.time("date", 1_000, at, sink),
        number: fields.text("number"),
        name: fields.text("name"),
        direction: fields.integer("type").map(direction),
        duration_seconds: fields.integer("duration"),
        account: fields.text("subscription_component_name"),
        more: fields.more(),
    }
}

fn direction(number: i64) -> String {
    let name = match number {
        1 => "incoming",
        2 => "outgoing",
        3 => "missed",
        4 => "voicemail",
        5 => "rejected",
        6 => "blocked",
        7 => "elsewhere",
        other => return other.to_string(),
    };
    name.to_owned()
}

impl Record for Call {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.date {
            see(Stamp::utc(at, "call"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(number) = &self.number {
            see("number", Observable::Account(number));
        }
        if let Some(account) = &self.account {
            see("account", Observable::AppId(account.split('/').next().unwrap_or(account)));
        }
    }

    fn made_by_owner(&self) -> bool {
        self.direction.as_deref() == Some("outgoing")
    }
}
