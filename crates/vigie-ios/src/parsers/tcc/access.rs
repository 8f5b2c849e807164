//! What apps may use.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Record, Sink, Stamp, Stop, Text, Time, Volume, revive, Origin};
use vigie_formats::sqlite::{Database, Row, Table};

use super::words;
use crate::cells::{self, Others};
use crate::columns::Columns;
use crate::paths;

pub(super) static KIND: Kind = Kind {
    id: "ios.tcc.access",
    title: Text { en: "Permission of an app", fr: "Autorisation d’une app" },
    brief: &["client", "service_name", "service", "access", "reason"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Access>,
};

pub(super) static EXPIRED: Kind = Kind {
    id: "ios.tcc.expired",
    title: Text {
        en: "Permission that an app no longer has",
        fr: "Autorisation qu’une app n’a plus",
    },
    brief: &["client", "service_name", "service"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Expired>,
};

pub(super) static OVERRIDE: Kind = Kind {
    id: "ios.tcc.override",
    title: Text {
        en: "Permission given to every app",
        fr: "Autorisation donnée à toutes les apps",
    },
    brief: &["service"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Override>,
};

/// Who asked for what.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Request {
    /// `kTCCService` and a name.
    pub(crate) service: String,
    /// What the service gives access to, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) service_name: Option<String>,
    /// App, or path of a program.
    pub(crate) client: String,
    /// `bundle id` or `path`; the number itself where its meaning is not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) client_type: String,
}

impl Request {
    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if self.client.is_empty() {
            return;
        }
        match paths::absolute(&self.client) {
            Some(path) => see("client", Observable::Path(&path)),
            None => see("client", Observable::AppId(&self.client)),
        }
        see("client", Observable::Process(&self.client));
    }
}

/// Whether an app may use something.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Access {
    /// Who asked for what.
    #[serde(flatten)]
    pub(crate) request: Request,
    /// `denied`, `allowed`, `limited`, …; the number itself where its meaning is not known.
    pub(crate) access: String,
    /// Who decided: `user consent`, `MDM policy`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    /// How often the owner was asked (to iOS 13).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) prompt_count: Option<i64>,
    /// When that was last decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_modified: Option<Time>,
    /// When the owner was last reminded of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_reminded: Option<Time>,
    /// Whose data the client may use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) indirect_object: Option<String>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Access {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_modified {
            see(Stamp::utc(at, "permission decided"));
        }
        if let Some(at) = self.last_reminded {
            see(Stamp::utc(at, "owner reminded of the permission"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        self.request.observables(see);
        if let Some(object) = &self.indirect_object {
            see("indirect_object", Observable::AppId(object));
        }
    }
}

/// Columns of `access` with a field of their own.
const FIELDS: &[&str] = &[
    "service",
    "client",
    "client_type",
    "allowed",
    "prompt_count",
    "auth_value",
    "auth_reason",
    "last_modified",
    "last_reminded",
    "indirect_object_identifier",
];

/// Emits every row of `access`.
pub(super) fn read(table: &Table<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let column = |name| table.column(name);
    let others = Others::new(table, FIELDS);
    table.scan_into(sink, |row, sink| {
        let object = cells::text(row, column("indirect_object_identifier"));
        let access = Access {
            request: request(table, row, sink),
            access: access_word(table, row),
            reason: row.integer(column("auth_reason")).map(words::auth_reason),
            prompt_count: row.integer(column("prompt_count")),
            last_modified: cells::unix_time(row, column("last_modified"), "last_modified", sink),
            last_reminded: cells::unix_time(row, column("last_reminded"), "last_reminded", sink),
            indirect_object: object.filter(|object| object != "UNUSED"),
            columns: others.of(row),
        };
        sink.emit(row.locator(), &access)
    })
}

fn request(table: &Table<'_>, row: &Row<'_>, sink: &mut Sink<'_>) -> Request {
    let text = |name| cells::text(row, table.column(name)).unwrap_or_default();
    let (service, client) = (text("service"), text("client"));
    if service.is_empty() || client.is_empty() {
        sink.problem(row.locator(), "expected a service and a client");
    }
    let client_type = match row.integer(table.column("client_type")) {
        Some(0) => "bundle id".to_owned(),
        Some(1) => "path".to_owned(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let service_name = words::service(&service).map(str::to_owned);
    Request { service, service_name, client, client_type }
}

/// The decision: `auth_value` since iOS 14, `allowed` before.
fn access_word(table: &Table<'_>, row: &Row<'_>) -> String {
    if let Some(value) = row.integer(table.column("auth_value")) {
        return words::auth_value(value);
    }
    match row.integer(table.column("allowed")) {
        Some(0) => "denied".to_owned(),
        Some(1) => "allowed".to_owned(),
        Some(other) => other.to_string(),
        None => "unknown".to_owned(),
    }
}

/// A permission that an app no longer has.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Expired {
    /// Who asked for what.
    #[serde(flatten)]
    pub(crate) request: Request,
    /// When it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_modified: Option<Time>,
    /// When it was taken away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expired_at: Option<Time>,
}

impl Record for Expired {
    fn kind(&self) -> &'static Kind {
        &EXPIRED
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_modified {
            see(Stamp::utc(at, "permission decided"));
        }
        if let Some(at) = self.expired_at {
            see(Stamp::utc(at, "permission expired"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        self.request.observables(see);
    }
}

/// Emits every row of `expired`.
pub(super) fn expired(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(table) = database.table("expired") else { return Ok(()) };
    let (modified, expired_at) = (table.column("last_modified"), table.column("expired_at"));
    table.scan_into(sink, |row, sink| {
        let expired = Expired {
            request: request(&table, row, sink),
            last_modified: cells::unix_time(row, modified, "last_modified", sink),
            expired_at: cells::unix_time(row, expired_at, "expired_at", sink),
        };
        sink.emit(row.locator(), &expired)
    })
}

/// A service that every app may use.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Override {
    /// `kTCCService` and a name.
    pub(crate) service: String,
}

impl Record for Override {
    fn kind(&self) -> &'static Kind {
        &OVERRIDE
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Emits every row of `access_overrides`.
pub(super) fn overrides(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(table) = database.table("access_overrides") else { return Ok(()) };
    let service = table.column("service");
    table.scan_into(sink, |row, sink| match cells::text(row, service) {
        Some(service) => sink.emit(row.locator(), &Override { service }),
        None => Ok(()),
    })
}
