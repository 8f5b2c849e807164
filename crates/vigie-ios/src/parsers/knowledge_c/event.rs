//! Events.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use super::metadata::Metadata;
use crate::cells;
use crate::columns::Columns;
use crate::values;

pub(super) static APP: Kind = Kind {
    id: "ios.knowledge_c.app",
    title: Text { en: "Use of an app, in knowledgeC", fr: "Usage d’une app, dans knowledgeC" },
    brief: &["stream", "value", "bundle_id"],
    personal: &["metadata"],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<Event>,
};

pub(super) static WEB: Kind = Kind {
    id: "ios.knowledge_c.web",
    title: Text { en: "Web page, in knowledgeC", fr: "Page web, dans knowledgeC" },
    brief: &["value", "bundle_id", "metadata"],
    personal: &["value", "metadata"],
    origin: Origin::History,
    volume: Volume::Many,
    revive: revive::<Event>,
};

pub(super) static OTHER: Kind = Kind {
    id: "ios.knowledge_c.event",
    title: Text { en: "Use of the phone, in knowledgeC", fr: "Usage du téléphone, dans knowledgeC" },
    brief: &["stream", "value", "value_number", "bundle_id"],
    personal: &["value", "metadata"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Event>,
};

/// Something that the owner or an app did.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Event {
    /// What it is about: `/app/inFocus`, `/safari/history`, ….
    pub(crate) stream: String,
    /// Its value: an app, a page, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<String>,
    /// Its value, where that is a number: 1 for locked, on, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value_number: Option<f64>,
    /// When it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start: Option<Time>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end: Option<Time>,
    /// When it was noted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<Time>,
    /// How far the phone's clock was from UTC, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seconds_from_gmt: Option<i64>,
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
    /// The app that told of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bundle_id: Option<String>,
    /// The owner's other device that told of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device: Option<String>,
    /// The item, conversation or intent it belongs to.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) source: Columns,
    /// What else is known of it.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) metadata: Columns,
}

impl Record for Event {
    fn kind(&self) -> &'static Kind {
        match self.stream.as_str() {
            "/safari/history" | "/app/webUsage" | "/app/mediaUsage" => &WEB,
            stream if stream.starts_with("/app/") => &APP,
            _ => &OTHER,
        }
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.start {
            see(Stamp::utc(at, "activity began"));
        }
        if let Some(at) = self.end.filter(|end| Some(*end) != self.start) {
            see(Stamp::utc(at, "activity ended"));
        }
        if let Some(at) = self.created {
            see(Stamp::utc(at, "activity noted"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(value) = &self.value {
            if self.stream.starts_with("/app/") {
                see("value", Observable::Process(value));
            }
            values::observe("value", value, see);
        }
        if let Some(id) = &self.bundle_id {
            see("bundle_id", Observable::AppId(id));
            see("bundle_id", Observable::Process(id));
        }
        for (_, text) in self.source.texts() {
            values::observe("source", text, see);
        }
        for (_, text) in self.metadata.texts() {
            values::observe("metadata", text, see);
        }
    }
}

/// Columns of `ZOBJECT`.
struct Fields {
    stream: Option<Column>,
    string: Option<Column>,
    numbers: [Option<Column>; 4],
    start: Option<Column>,
    end: Option<Column>,
    created: Option<Column>,
    offset: Option<Column>,
    uuid: Option<Column>,
    source: Option<Column>,
    metadata: Option<Column>,
}

impl Fields {
    fn new(table: &Table<'_>) -> Self {
        let column = |name| table.column(name);
        let either = |one, other| table.column(one).or_else(|| table.column(other));
        Self {
            stream: column("ZSTREAMNAME"),
            string: either("ZVALUESTRING", "ZSTRING"),
            numbers: ["ZVALUEINTEGER", "ZVALUEDOUBLE", "ZINTEGERVALUE", "ZDOUBLEVALUE"].map(column),
            start: column("ZSTARTDATE"),
            end: column("ZENDDATE"),
            created: column("ZCREATIONDATE"),
            offset: column("ZSECONDSFROMGMT"),
            uuid: column("ZUUID"),
            source: column("ZSOURCE"),
            metadata: column("ZSTRUCTUREDMETADATA"),
        }
    }

    fn event(&self, row: &Row<'_>, sink: &mut Sink<'_>) -> Event {
        let number = |column: &Option<Column>| row.real(*column).filter(|value| value.is_finite());
        let value = cells::text(row, self.string);
        Event {
            stream: cells::text(row, self.stream).unwrap_or_default(),
            // A text says more than the hash of it that stands beside.
            value_number: self.numbers.iter().find_map(number).filter(|_| value.is_none()),
            value,
            start: cells::mac_time(row, self.start, "ZSTARTDATE", sink),
            end: cells::mac_time(row, self.end, "ZENDDATE", sink),
            created: cells::mac_time(row, self.created, "ZCREATIONDATE", sink),
            seconds_from_gmt: cells::whole(row, self.offset),
            uuid: cells::text(row, self.uuid),
            ..Event::default()
        }
    }
}

/// Emits every event.
pub(super) fn read(
    database: &Database,
    table: &Table<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let fields = Fields::new(table);
    let sources = Metadata::of_sources(database);
    let metadata = Metadata::of_events(database);
    table.scan_into(sink, |row, sink| {
        let mut event = fields.event(row, sink);
        // Rows of other entities share the table.
        if event.stream.is_empty() && event.value.is_none() && event.start.is_none() {
            return Ok(());
        }
        let source = sources.find(row.integer(fields.source))?;
        for (name, text) in source.texts() {
            match name {
                "bundleid" => event.bundle_id = Some(text.to_owned()),
                "deviceid" => event.device = Some(text.to_owned()),
                _ => {}
            }
        }
        event.source = source.without_any(|name| matches!(name, "bundleid" | "deviceid"));
        event.metadata = metadata.find(row.integer(fields.metadata))?;
        sink.emit(row.locator(), &event)
    })
}
