//! Where a shortcut may send data without asking again.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Limits, Observable, Origin, Record, Sink, Stamp, Stop, Text, Volume, revive};
use vigie_formats::plist;
use vigie_formats::sqlite::Database;

use super::shortcut::Names;
use crate::cells;
use crate::columns::Columns;
use crate::mentions::each_mention;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.shortcuts.permission",
    title: Text {
        en: "What a shortcut may do without asking again",
        fr: "Ce qu’un raccourci peut faire sans redemander",
    },
    brief: &["shortcut_name", "values"],
    personal: &["shortcut_name"],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Permission>,
};

/// Most values that are kept of one permission.
const MOST_VALUES: usize = 200;

/// Something a shortcut may do without asking again.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Permission {
    /// The shortcut.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shortcut_id: Option<i64>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shortcut_name: Option<String>,
    /// The action that asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) action_uuid: Option<String>,
    /// What was answered, and for which app or server; names are paths of keys.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) values: Columns,
}

impl Record for Permission {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (_, text) in self.values.texts() {
            each_mention(text, |value| see("values", value));
        }
    }
}

/// Emits every permission.
pub(super) fn read(
    database: &Database,
    names: &Names,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let Some(table) = database.table("ZSMARTPROMPTPERMISSION") else { return Ok(()) };
    let column = |name| table.column(name);
    table.scan_into(sink, |row, sink| {
        let shortcut_id = row.integer(column("ZSHORTCUT"));
        let mut permission = Permission {
            shortcut_id,
            shortcut_name: shortcut_id.and_then(|id| names.get(&id).cloned()),
            action_uuid: cells::text(row, column("ZACTIONUUID")),
            values: Columns::default(),
        };
        if let Some(data) = row.blob(column("ZDATA")).filter(|data| !data.is_empty()) {
            match plist::parse(data, limits) {
                Ok(list) => {
                    permission.values = trees::flatten(&trees::unfold(list, limits), MOST_VALUES);
                }
                Err(stop) => sink.problem(row.locator(), format!("ZDATA: {stop}")),
            }
        }
        sink.emit(row.locator(), &permission)
    })
}
