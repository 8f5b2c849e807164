//! When shortcuts ran, and when automations fired.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::Database;

use super::shortcut::Names;
use crate::cells::{self, Others};
use crate::columns::Columns;
use crate::mentions::each_mention;

pub(super) static RUN: Kind = Kind {
    id: "ios.shortcuts.run",
    title: Text { en: "Run of a shortcut", fr: "Exécution d’un raccourci" },
    brief: &["shortcut_name", "source", "outcome"],
    personal: &["shortcut_name"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Run>,
};

pub(super) static FIRED: Kind = Kind {
    id: "ios.shortcuts.fired",
    title: Text { en: "An automation fired", fr: "Déclenchement d’une automatisation" },
    brief: &["automation_id"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Fired>,
};

/// One run of a shortcut.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Run {
    /// The shortcut.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shortcut_id: Option<i64>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shortcut_name: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// What started it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<String>,
    /// How it ended, as the number that stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) outcome: Option<String>,
    /// The automation that started it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) automation_id: Option<i64>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Run {
    fn kind(&self) -> &'static Kind {
        &RUN
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "shortcut ran"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(source) = &self.source {
            each_mention(source, |value| see("source", value));
        }
    }
}

/// What started an automation happened.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Fired {
    /// The automation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) automation_id: Option<i64>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Fired {
    fn kind(&self) -> &'static Kind {
        &FIRED
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "automation fired"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (_, text) in self.columns.texts() {
            each_mention(text, |value| see("columns", value));
        }
    }
}

/// Emits every run and every event that started an automation.
pub(super) fn read(database: &Database, names: &Names, sink: &mut Sink<'_>) -> Result<(), Stop> {
    runs(database, names, sink)?;
    fired(database, sink)
}

fn runs(database: &Database, names: &Names, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(table) = database.table("ZSHORTCUTRUNEVENT") else { return Ok(()) };
    let column = |name| table.column(name);
    let fields = ["Z_PK", "Z_ENT", "Z_OPT", "ZSHORTCUT", "ZDATE", "ZSOURCE", "ZOUTCOME", "ZTRIGGER"];
    let others = Others::new(&table, &fields);
    table.scan_into(sink, |row, sink| {
        let shortcut_id = row.integer(column("ZSHORTCUT"));
        let run = Run {
            shortcut_id,
            shortcut_name: shortcut_id.and_then(|id| names.get(&id).cloned()),
            at: cells::mac_time(row, column("ZDATE"), "ZDATE", sink),
            source: cells::text(row, column("ZSOURCE")),
            outcome: cells::text(row, column("ZOUTCOME")),
            automation_id: row.integer(column("ZTRIGGER")),
            columns: others.of(row),
        };
        sink.emit(row.locator(), &run)
    })
}

fn fired(database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(table) = database.table("ZTRIGGEREVENT") else { return Ok(()) };
    let column = |name| table.column(name);
    let others = Others::new(&table, &["Z_PK", "Z_ENT", "Z_OPT", "ZTRIGGER", "ZDATECREATED"]);
    table.scan_into(sink, |row, sink| {
        let fired = Fired {
            automation_id: row.integer(column("ZTRIGGER")),
            at: cells::mac_time(row, column("ZDATECREATED"), "ZDATECREATED", sink),
            columns: others.of(row),
        };
        sink.emit(row.locator(), &fired)
    })
}
