//! One event.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Limits, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::plist;
use vigie_formats::sqlite::{Row, Table};

use crate::cells;
use crate::columns::Columns;
use crate::mentions::each_name;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.analytics.event",
    title: Text {
        en: "Event noted by a security service",
        fr: "Événement noté par un service de sécurité",
    },
    brief: &["table", "event", "build"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<Event>,
};

/// Most values that are kept of one event.
const MOST_VALUES: usize = 500;

/// Something that a security service noted.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Event {
    /// Table it stands in: `hard_failures`, ….
    pub(crate) table: String,
    /// Name of the event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) event: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Version of the system at the time: `21F79`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) build: Option<String>,
    /// What else is kept; names are paths of keys.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) values: Columns,
}

impl Record for Event {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "event noted by a security service"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(event) = &self.event {
            each_name(event, |value| see("event", value));
        }
        for (_, text) in self.values.texts() {
            each_name(text, |value| see("values", value));
        }
    }
}

/// Emits every event of `table`.
pub(super) fn read(
    table: &Table<'_>,
    name: &str,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let (timestamp, data) = (table.column("timestamp"), table.column("data"));
    table.scan_into(sink, |row, sink| {
        let mut event = Event {
            table: name.to_owned(),
            at: cells::unix_time(row, timestamp, "timestamp", sink),
            ..Event::default()
        };
        match row.blob(data).filter(|data| !data.is_empty()) {
            Some(data) => event.take(data, row, limits, sink),
            None => sink.problem(row.locator(), "data: expected a property list"),
        }
        sink.emit(row.locator(), &event)
    })
}

impl Event {
    /// Takes what the property list `data` says.
    fn take(&mut self, data: &[u8], row: &Row<'_>, limits: &Limits, sink: &mut Sink<'_>) {
        let (root, damage) = plist::parse_lenient(data, limits);
        if let Some(damage) = damage {
            sink.problem(row.locator(), format!("data: {damage}"));
        }
        let Some(root) = root.map(|root| trees::unfold(root, limits)) else { return };
        self.event = trees::text(&root, "eventType");
        self.build = trees::text(&root, "build");
        let known = |name: &str| matches!(name, "eventType" | "build");
        self.values = trees::flatten(&root, MOST_VALUES).without_any(known);
    }
}
