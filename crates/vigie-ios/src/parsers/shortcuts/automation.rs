//! Automations: what starts a shortcut without its owner.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Limits, Observable, Origin, Record, Sink, Stamp, Stop, Text, Volume, revive};
use vigie_formats::plist;
use vigie_formats::sqlite::{Database, Row};

use super::action::Workflows;
use super::shortcut::Names;
use crate::cells::Others;
use crate::columns::Columns;
use crate::mentions::each_mention;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.shortcuts.automation",
    title: Text { en: "Automation", fr: "Automatisation" },
    brief: &["shortcut_name", "trigger_kind", "enabled", "asks", "actions"],
    personal: &["shortcut_name", "trigger", "action_urls"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Automation>,
};

/// Most values that are kept of what starts an automation.
const MOST_VALUES: usize = 500;

/// Something that starts a shortcut without its owner.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Automation {
    /// Its number.
    pub(crate) id: i64,
    /// The shortcut it starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shortcut_id: Option<i64>,
    /// Name of that shortcut; most automations' shortcuts have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shortcut_name: Option<String>,
    /// Whether it is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) enabled: Option<bool>,
    /// Whether the owner is asked before it runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) asks: Option<bool>,
    /// Whether the owner is told that it ran.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) notifies: Option<bool>,
    /// Class of what starts it: `WFTimeOfDayTrigger`, `WFMessageTrigger`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) trigger_kind: Option<String>,
    /// What starts it; names are paths of keys.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) trigger: Columns,
    /// The kinds of action of its shortcut.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) actions: Vec<String>,
    /// Texts in the parameters of those that hold a URL.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) action_urls: Vec<String>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Automation {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    /// What its shortcut does is shown by that shortcut's own record.
    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, columns) in [("trigger", &self.trigger), ("columns", &self.columns)] {
            for (_, text) in columns.texts() {
                each_mention(text, |value| see(field, value));
            }
        }
    }
}

/// Columns of `ZTRIGGER` with a field of their own, and those of Core Data itself.
const FIELDS: &[&str] = &[
    "Z_PK",
    "Z_ENT",
    "Z_OPT",
    "ZSHORTCUT",
    "ZENABLED",
    "ZSHOULDPROMPT",
    "ZSHOULDNOTIFY",
    "ZDATA",
];

/// Emits every automation.
pub(super) fn read(
    database: &Database,
    workflows: &Workflows,
    names: &Names,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let Some(table) = database.table("ZTRIGGER") else { return Ok(()) };
    let column = |name| table.column(name);
    let others = Others::new(&table, FIELDS);
    table.scan_into(sink, |row, sink| {
        let switch = |name| row.integer(column(name)).map(|value| value != 0);
        let shortcut_id = row.integer(column("ZSHORTCUT"));
        let workflow = shortcut_id.and_then(|id| workflows.0.get(&id));
        let mut automation = Automation {
            id: row.rowid(),
            shortcut_id,
            shortcut_name: shortcut_id.and_then(|id| names.get(&id).cloned()),
            enabled: switch("ZENABLED"),
            asks: switch("ZSHOULDPROMPT"),
            notifies: switch("ZSHOULDNOTIFY"),
            actions: workflow.map(|workflow| workflow.kinds()).unwrap_or_default(),
            action_urls: workflow.map(|workflow| workflow.urls()).unwrap_or_default(),
            columns: others.of(row),
            ..Automation::default()
        };
        if let Some(data) = row.blob(column("ZDATA")).filter(|data| !data.is_empty()) {
            automation.take(data, row, limits, sink);
        }
        sink.emit(row.locator(), &automation)
    })
}

impl Automation {
    /// Takes what starts it from the property list `data`.
    fn take(&mut self, data: &[u8], row: &Row<'_>, limits: &Limits, sink: &mut Sink<'_>) {
        match plist::parse(data, limits) {
            Ok(list) => {
                let root = trees::unfold(list, limits);
                self.trigger_kind = trees::text(&root, "$class");
                self.trigger = trees::flatten(&root, MOST_VALUES).without("$class");
            }
            Err(stop) => sink.problem(row.locator(), format!("ZDATA: {stop}")),
        }
    }
}
