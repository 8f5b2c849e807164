//! Service workers: scripts of a site that run without its page.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Input, Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::sqlite::Database;

use super::name;
use crate::cells;

pub(super) static KIND: Kind = Kind {
    id: "ios.webkit_storage.service_worker",
    title: Text {
        en: "Script that a site may run without its page",
        fr: "Script qu’un site peut exécuter sans sa page",
    },
    brief: &["scope_url", "script_url"],
    personal: &["scope_url", "script_url", "top_origin", "origin"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<ServiceWorker>,
};

/// A service worker that a site registered.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ServiceWorker {
    /// Pages that it serves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) scope_url: Option<String>,
    /// Its script.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) script_url: Option<String>,
    /// The site of the page that registered it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) top_origin: Option<String>,
    /// The site that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) origin: Option<String>,
    /// When WebKit last asked the site for a new version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_update_check: Option<Time>,
    /// `classic` or `module`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) worker_type: Option<String>,
}

impl Record for ServiceWorker {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_update_check {
            see(Stamp::utc(at, "service worker checked"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        let urls = [
            ("scope_url", &self.scope_url),
            ("script_url", &self.script_url),
            ("top_origin", &self.top_origin),
            ("origin", &self.origin),
        ];
        for (field, url) in urls {
            if let Some(url) = url {
                see(field, Observable::Url(url));
            }
        }
    }
}

/// Longest URL, in bytes.
const LONGEST_URL: usize = 16 << 10;

/// Emits every service worker of `ServiceWorkerRegistrations-N.sqlite3`.
pub(super) fn read(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let database = Database::from_input(input)?;
    database.note_damage(sink);
    let Some(table) = database.table("Records") else {
        return Err(Stop::Unsupported("a database without table Records".into()));
    };
    let column = |name: &str| table.column(name);
    let checked = column("lastUpdateCheckTime");
    table.scan_into(sink, |row, sink| {
        let text = |name: &str| cells::name(row, column(name), LONGEST_URL);
        // As a name of a folder in most versions.
        let site = |name: &str| text(name).map(|text| name::site(&text).unwrap_or(text));
        let worker = ServiceWorker {
            scope_url: text("scopeURL"),
            script_url: text("scriptURL"),
            top_origin: site("topOrigin"),
            origin: site("origin"),
            last_update_check: cells::unix_time(row, checked, "lastUpdateCheckTime", sink),
            worker_type: text("workerType"),
        };
        if worker.scope_url.is_none() && worker.script_url.is_none() && worker.origin.is_none() {
            sink.problem(row.locator(), "expected the URL of a scope or a script");
            return Ok(());
        }
        sink.emit(row.locator(), &worker)
    })
}
