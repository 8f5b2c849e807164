//! Shortcuts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::{Database, Row, Table};

use super::action::{Action, Workflow, Workflows};
use crate::cells::{self, Others};
use crate::columns::Columns;
use crate::mentions::each_mention;

pub(super) static KIND: Kind = Kind {
    id: "ios.shortcuts.shortcut",
    title: Text { en: "Shortcut", fr: "Raccourci" },
    brief: &["name", "description", "action_count", "action_urls"],
    personal: &["name", "description", "actions", "action_urls"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Shortcut>,
};

/// A shortcut, and what it does.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Shortcut {
    /// Its number.
    pub(crate) id: i64,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// True where only its actions are left.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) gone: bool,
    /// Its id on every device of the owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) workflow_id: Option<String>,
    /// What it does, in the words of the app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    /// When it was created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<Time>,
    /// When it was last modified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<Time>,
    /// When it last ran.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_run: Option<Time>,
    /// How often it ran.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) run_count: Option<i64>,
    /// Where it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<String>,
    /// The app it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) associated_app: Option<String>,
    /// How many actions the app says it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) action_count: Option<i64>,
    /// Texts in the parameters of its actions that hold a URL.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) action_urls: Vec<String>,
    /// Its actions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) actions: Vec<Action>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Shortcut {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.created {
            see(Stamp::utc(at, "shortcut created"));
        }
        if let Some(at) = self.modified.filter(|_| self.modified != self.created) {
            see(Stamp::utc(at, "shortcut modified"));
        }
        if let Some(at) = self.last_run {
            see(Stamp::utc(at, "shortcut last ran"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(app) = &self.associated_app {
            see("associated_app", Observable::AppId(app));
        }
        for (field, text) in [("name", &self.name), ("description", &self.description)] {
            if let Some(text) = text {
                vigie_core::links(text).for_each(|link| see(field, link.observable()));
            }
        }
        for (_, text) in self.columns.texts() {
            each_mention(text, |value| see("columns", value));
        }
        for action in &self.actions {
            action.observables(see);
        }
    }
}

/// Columns of `ZSHORTCUT` with a field of their own, and those of Core Data itself.
const FIELDS: &[&str] = &[
    "Z_PK",
    "Z_ENT",
    "Z_OPT",
    "ZNAME",
    "ZWORKFLOWID",
    "ZACTIONSDESCRIPTION",
    "ZWORKFLOWSUBTITLE",
    "ZCREATIONDATE",
    "ZMODIFICATIONDATE",
    "ZLASTRUNEVENTDATE",
    "ZRUNEVENTSCOUNT",
    "ZSOURCE",
    "ZASSOCIATEDAPPBUNDLEIDENTIFIER",
    "ZACTIONCOUNT",
];

/// Names of shortcuts, by number.
pub(super) type Names = BTreeMap<i64, String>;

/// Most shortcuts whose name is remembered.
const MOST_NAMES: usize = 100_000;

/// Emits every shortcut with its actions, then the actions whose shortcut is gone.
pub(super) fn read(
    database: &Database,
    workflows: &Workflows,
    sink: &mut Sink<'_>,
) -> Result<Names, Stop> {
    let mut names = Names::new();
    let mut seen = Vec::new();
    if let Some(table) = database.table("ZSHORTCUT") {
        let others = Others::new(&table, FIELDS);
        table.scan_into(sink, |row, sink| {
            let mut shortcut = of_row(&table, row, &others, sink);
            if let Some(name) = shortcut.name.as_ref().filter(|_| names.len() < MOST_NAMES) {
                names.insert(shortcut.id, name.clone());
            }
            if let Some(workflow) = workflows.0.get(&shortcut.id) {
                seen.push(shortcut.id);
                shortcut.take(workflow);
            }
            sink.emit(row.locator(), &shortcut)
        })?;
    }
    seen.sort_unstable();
    for (id, workflow) in &workflows.0 {
        if seen.binary_search(id).is_err() {
            let mut shortcut = Shortcut { id: *id, gone: true, ..Shortcut::default() };
            shortcut.take(workflow);
            sink.emit(workflow.at.clone(), &shortcut)?;
        }
    }
    Ok(names)
}

impl Shortcut {
    fn take(&mut self, workflow: &Workflow) {
        self.actions.clone_from(&workflow.actions);
        self.action_urls = workflow.urls();
    }
}

fn of_row(table: &Table<'_>, row: &Row<'_>, others: &Others, sink: &mut Sink<'_>) -> Shortcut {
    let column = |name| table.column(name);
    let text = |name| cells::text(row, column(name));
    Shortcut {
        id: row.rowid(),
        name: text("ZNAME"),
        workflow_id: text("ZWORKFLOWID"),
        description: text("ZACTIONSDESCRIPTION").or_else(|| text("ZWORKFLOWSUBTITLE")),
        created: cells::mac_time(row, column("ZCREATIONDATE"), "ZCREATIONDATE", sink),
        modified: cells::mac_time(row, column("ZMODIFICATIONDATE"), "ZMODIFICATIONDATE", sink),
        last_run: cells::mac_time(row, column("ZLASTRUNEVENTDATE"), "ZLASTRUNEVENTDATE", sink),
        run_count: cells::nonzero(row, column("ZRUNEVENTSCOUNT")),
        source: text("ZSOURCE"),
        associated_app: text("ZASSOCIATEDAPPBUNDLEIDENTIFIER"),
        action_count: row.integer(column("ZACTIONCOUNT")),
        columns: others.of(row),
        ..Shortcut::default()
    }
}
