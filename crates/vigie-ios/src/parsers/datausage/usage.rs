//! Bytes that were counted.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Record, Sink, Stamp, Stop, Text, Time, Volume, revive, Origin};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use super::Emit;
use super::process::Processes;
use crate::cells::{self, Others};
use crate::columns::Columns;
use crate::ids::Ids;
use crate::parsers::netusage::{NetOrphan, NetUsage};
use crate::process_names::each_process_name;

pub(super) static KIND: Kind = Kind {
    id: "ios.datausage.usage",
    title: Text { en: "Network use of a process", fr: "Utilisation du réseau par un processus" },
    brief: &["proc_name", "bundle_id", "wifi_in", "wifi_out", "wwan_in", "wwan_out"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<Usage>,
};

pub(super) static ORPHAN: Kind = Kind {
    id: "ios.datausage.orphan_usage",
    title: Text {
        en: "Network use of a process that is not listed",
        fr: "Utilisation du réseau par un processus absent de la liste",
    },
    brief: &["proc_id", "wifi_in", "wifi_out", "wwan_in", "wwan_out"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<OrphanUsage>,
};

/// Network use of a process.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Usage {
    /// Number of the process in this file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) proc_id: Option<i64>,
    /// Its name or path; `PROCESS/APP` where it worked for an app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) proc_name: Option<String>,
    /// The app it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bundle_id: Option<String>,
    /// True where a copy of the file system lacks its program.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) executable_missing: bool,
    /// When it first used the network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first_seen: Option<Time>,
    /// When it last used the network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_seen: Option<Time>,
    /// Number of the count in `ZLIVEUSAGE`; `None` for a process without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) live_id: Option<i64>,
    /// When the bytes were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) live_time: Option<Time>,
    /// Bytes.
    #[serde(flatten)]
    pub(crate) bytes: Bytes,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// Bytes received and sent.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Bytes {
    /// Received over Wi-Fi.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wifi_in: Option<i64>,
    /// Sent over Wi-Fi.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wifi_out: Option<i64>,
    /// Received over the mobile network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wwan_in: Option<i64>,
    /// Sent over the mobile network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wwan_out: Option<i64>,
}

impl Usage {
    /// What `record` says of a process's network use, from whichever file.
    pub(crate) fn of(record: &dyn Record) -> Option<&Self> {
        record.as_a::<Self>().or_else(|| record.as_a::<NetUsage>().map(|usage| &usage.0))
    }
}

impl Record for Usage {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.first_seen {
            see(Stamp::utc(at, "process first used the network"));
        }
        if let Some(at) = self.last_seen {
            see(Stamp::utc(at, "process last used the network"));
        }
        if let Some(at) = self.live_time {
            see(Stamp::utc(at, "bytes counted"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(name) = &self.proc_name {
            each_process_name(name, |value| see("proc_name", value));
        }
        if let Some(id) = &self.bundle_id {
            see("bundle_id", Observable::AppId(id));
            see("bundle_id", Observable::Process(id));
        }
    }
}

/// Network use of a process that is not in the list of processes.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct OrphanUsage {
    /// Number of the process that is not there; `None` where the row names none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) proc_id: Option<i64>,
    /// Number of the count.
    pub(crate) live_id: i64,
    /// When the bytes were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) live_time: Option<Time>,
    /// Bytes.
    #[serde(flatten)]
    pub(crate) bytes: Bytes,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl OrphanUsage {
    /// What `record` says of a count without process, from whichever file.
    pub(crate) fn of(record: &dyn Record) -> Option<&Self> {
        record.as_a::<Self>().or_else(|| record.as_a::<NetOrphan>().map(|orphan| &orphan.0))
    }
}

impl Record for OrphanUsage {
    fn kind(&self) -> &'static Kind {
        &ORPHAN
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.live_time {
            see(Stamp::utc(at, "bytes of an unlisted process counted"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Columns of `ZLIVEUSAGE` with a field of their own, and those of Core Data itself.
const FIELDS: &[&str] = &[
    "Z_PK",
    "Z_ENT",
    "Z_OPT",
    "ZHASPROCESS",
    "ZTIMESTAMP",
    "ZWIFIIN",
    "ZWIFIOUT",
    "ZWWANIN",
    "ZWWANOUT",
];

/// Emits every count, and gives the numbers of the processes that have one.
pub(super) fn read(
    database: &Database,
    processes: &Processes<'_>,
    emit: &Emit,
    sink: &mut Sink<'_>,
) -> Result<Ids, Stop> {
    let mut used = Ids::default();
    let Some(table) = database.table("ZLIVEUSAGE") else { return Ok(used) };
    let rows = Rows::new(&table);
    table.scan_into(sink, |row, sink| {
        let mut usage = rows.usage(row, sink);
        // What can match is the process: the record stands where its name does.
        if let Some(id) = usage.proc_id
            && let Some(at) = processes.fill(&mut usage, id)?
        {
            used.insert(id);
            return (emit.usage)(sink, at, usage);
        }
        let orphan = OrphanUsage {
            proc_id: usage.proc_id,
            live_id: row.rowid(),
            live_time: usage.live_time,
            bytes: usage.bytes,
            columns: usage.columns,
        };
        (emit.orphan)(sink, row.locator(), orphan)
    })?;
    Ok(used)
}

/// What is needed to make a usage of a row.
struct Rows {
    process: Option<Column>,
    time: Option<Column>,
    bytes: [Option<Column>; 4],
    others: Others,
}

impl Rows {
    fn new(table: &Table<'_>) -> Self {
        let bytes = ["ZWIFIIN", "ZWIFIOUT", "ZWWANIN", "ZWWANOUT"];
        Self {
            process: table.column("ZHASPROCESS"),
            time: table.column("ZTIMESTAMP"),
            bytes: bytes.map(|name| table.column(name)),
            others: Others::new(table, FIELDS),
        }
    }

    fn usage(&self, row: &Row<'_>, sink: &mut Sink<'_>) -> Usage {
        let [wifi_in, wifi_out, wwan_in, wwan_out] =
            self.bytes.map(|column| cells::whole(row, column));
        Usage {
            proc_id: cells::whole(row, self.process),
            live_id: Some(row.rowid()),
            live_time: cells::mac_time(row, self.time, "ZTIMESTAMP", sink),
            bytes: Bytes { wifi_in, wifi_out, wwan_in, wwan_out },
            columns: self.others.of(row),
            ..Usage::default()
        }
    }
}
