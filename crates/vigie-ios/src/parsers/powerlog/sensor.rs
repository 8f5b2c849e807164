//! Who used the microphone, the camera, the location, and other things worth knowing.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links, revive};
use vigie_formats::sqlite::{Column, Database, Table};

use super::clock::Offsets;
use super::seen::{self, Identity};
use super::who;
use crate::cells::{self, Others};
use crate::columns::Columns;
use crate::paths;

pub(super) static KIND: Kind = Kind {
    id: "ios.powerlog.event",
    title: Text {
        en: "Use of microphone, camera, location or app in PowerLog",
        fr: "Usage du micro, de l’appareil photo, de la position ou d’une app dans PowerLog",
    },
    brief: &["about", "who", "pid", "columns"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<Event>,
};

/// An event of one of the tables that say who used what.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Event {
    /// What was used: `audio`, `camera`, `location`, `app`, `airdrop`.
    pub(crate) about: Cow<'static, str>,
    /// Apps and processes that the row names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) who: Vec<String>,
    /// Id of the process.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pid: Option<i64>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timestamp: Option<Time>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end: Option<Time>,
    /// True where the times were not corrected.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) raw_time: bool,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Event {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let means = match self.about.as_ref() {
            "audio" => "sound used",
            "camera" => "camera used",
            "location" => "location used",
            "airdrop" => "AirDrop used",
            _ => "app changed its state",
        };
        if let Some(at) = self.timestamp {
            see(Offsets::stamp(at, means, self.raw_time));
        }
        if let Some(at) = self.end {
            see(Offsets::stamp(at, "use ended", self.raw_time));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for name in &self.who {
            who::observe("who", name, see);
        }
        for (_, text) in self.columns.texts() {
            if text.contains("://") {
                links(text).for_each(|link| see("columns", link.observable()));
            } else if let Some(path) = paths::absolute(text) {
                see("columns", Observable::Path(&path));
            }
        }
    }
}

/// Beginnings of the names of tables, and what they are about.
const TABLES: &[(&str, &str)] = &[
    ("PLAudioAgent_EventPoint_", "audio"),
    ("PLAudioAgent_EventForward_", "audio"),
    ("PLCameraAgent_Event", "camera"),
    ("PLLocationAgent_EventForward_", "location"),
    ("PLLocationAgent_EventPoint_", "location"),
    ("PLApplicationAgent_EventForward_Application", "app"),
    ("PLApplicationAgent_EventForward_AppLifecycle", "app"),
    ("PLApplicationAgent_EventForward_FrontmostApp", "app"),
    ("PLApplicationAgent_EventPoint_ApplicationExitReason", "app"),
    ("PLScreenStateAgent_EventForward_ScreenState", "app"),
    ("PLXPCAgent_EventForward_AirDrop", "airdrop"),
];

/// What the table called `name` is about, when its rows become records of this kind.
pub(super) fn about(name: &str) -> Option<&'static str> {
    let begins = |start: &str| {
        name.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    };
    TABLES.iter().find(|(start, _)| begins(start)).map(|(_, about)| *about)
}

/// Emits every event of every such table.
pub(super) fn read(
    database: &Database,
    offsets: &Offsets,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    for name in database.table_names() {
        // Lists inside of rows have no time of their own.
        let Some(about) = about(name).filter(|_| !name.contains("_Array_")) else { continue };
        let Some(table) = database.table_named(name) else { continue };
        let identities = seen::identities(&table);
        if !identities.is_empty() {
            events(&table, about, &identities, offsets, sink)?;
        }
    }
    Ok(())
}

fn events(
    table: &Table<'_>,
    about: &'static str,
    identities: &[Identity<'_>],
    offsets: &Offsets,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let [timestamp, end, pid] =
        ["timestamp", "timestampEnd", "PID"].map(|name| table.column(name));
    let mut fields = vec!["ID", "timestamp", "timestampEnd", "PID"];
    fields.extend(identities.iter().map(|identity| identity.name));
    let others = Others::new(table, &fields);
    table.scan_into(sink, |row, sink| {
        let name = |column: Option<Column>| cells::text(row, column);
        let record = Event {
            about: Cow::Borrowed(about),
            who: identities.iter().filter_map(|identity| name(identity.column)).collect(),
            pid: row.integer(pid),
            timestamp: offsets.time(row, timestamp),
            end: offsets.time(row, end),
            raw_time: offsets.are_unknown(),
            columns: others.of(row),
        };
        sink.emit(row.locator(), &record)
    })
}
