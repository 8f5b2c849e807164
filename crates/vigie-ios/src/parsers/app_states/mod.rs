//! `applicationState.db`: what the home screen knows of each app, also of deleted ones.
//!
//! Written by `SpringBoard` and `FrontBoard`; one row per app that was ever opened or installed. When
//! an app is deleted its rows go, except that some leave `_UninstallDate`, and its id often stays in
//! the table of ids. Since iOS 9 or so:
//!
//! * `application_identifier_tab(id, application_identifier)`, `key_tab(id, key)`;
//! * `kvs(id, application_identifier, key, value)`: numbers of the two, and a property list. Numbers
//!   of keys differ from phone to phone.
//!
//! Keys: `compatibilityInfo` (a keyed archive inside a property list: paths of program and data),
//! `XBApplicationSnapshotManifest` (pictures of the app's screen, with dates of use),
//! `_UninstallDate`, and many more.
//!
//! Layout after the statements in `FrontBoard.framework` and Alexis Brignoni's work on the file.

mod app;
mod snapshot;
mod value;

use std::collections::BTreeMap;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::{Database, Table};

use crate::cells;
use app::AppState;

pub(crate) static ITEM: AppStates = AppStates;

pub(crate) struct AppStates;

static META: ParserMeta = ParserMeta {
    id: "app_states",
    title: Text {
        en: "Apps known to the home screen, also deleted ones",
        fr: "Apps connues de l’écran d’accueil, y compris supprimées",
    },
    reads: &[
        "/private/var/mobile/Library/FrontBoard/applicationState.db",
        "/applicationState.db",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&app::KIND, &snapshot::KIND],
    means: &[
        Text { en: "app deleted", fr: "app supprimée" },
        Text { en: "picture of the app’s screen made", fr: "image de l’écran de l’app prise" },
        Text { en: "picture of the app’s screen used", fr: "image de l’écran de l’app utilisée" },
    ],
    versions: Versions::ios(9),
    references: &["https://abrignoni.blogspot.com/2018/12/identifying-installed-and-uninstalled.html"],
};

/// Apps that are kept until their values are known.
const MOST_APPS: usize = 100_000;

/// Longest name of an app or a key, in bytes: every row repeats one.
const LONGEST_NAME: usize = 500;

impl Parser for AppStates {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let Some(table) = database.table("application_identifier_tab") else {
            return Err(Stop::Unsupported("a database without application_identifier_tab".into()));
        };
        let mut apps = BTreeMap::new();
        each_name(&table, "application_identifier", sink, |id, at, name| {
            apps.insert(id, (at, AppState::new(name)));
        })?;
        read_values(&database, &mut apps, input, sink)?;
        for (at, app) in apps.into_values() {
            sink.emit(at, &app)?;
        }
        Ok(())
    }
}

/// Shows the number, place and name of every row of a table of names.
fn each_name(
    table: &Table<'_>,
    column: &str,
    sink: &mut Sink<'_>,
    mut see: impl FnMut(i64, Locator, String),
) -> Result<(), Stop> {
    let (id, column) = (table.column("id"), table.column(column));
    let mut left = MOST_APPS;
    table.scan_into(sink, |row, sink| {
        let Some(name) = cells::name(row, column, LONGEST_NAME) else {
            sink.problem(row.locator(), "expected a name");
            return Ok(());
        };
        left = left.checked_sub(1).ok_or(Stop::Limit { what: "names", most: MOST_APPS as u64 })?;
        see(row.integer(id).unwrap_or(row.rowid()), row.locator(), name);
        Ok(())
    })
}

/// Puts every value of `kvs` to its app.
fn read_values(
    database: &Database,
    apps: &mut BTreeMap<i64, (Locator, AppState)>,
    input: &Input<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let mut keys = BTreeMap::new();
    if let Some(table) = database.table("key_tab") {
        each_name(&table, "key", sink, |id, _, name| {
            keys.insert(id, name);
        })?;
    }
    let Some(table) = database.table("kvs") else {
        sink.problem(Locator::Whole, "expected a table kvs");
        return Ok(());
    };
    let (app, key) = (table.column("application_identifier"), table.column("key"));
    let value = table.column("value");
    table.scan_into(sink, |row, sink| {
        let app = row.integer(app).and_then(|app| apps.get_mut(&app));
        let Some((_, app)) = app else {
            sink.problem(row.locator(), "application_identifier: expected the number of an app");
            return Ok(());
        };
        let key = row.integer(key).and_then(|key| keys.get(&key));
        let key = key.map_or("?", String::as_str);
        app.see_key(key);
        let Some(bytes) = row.blob(value) else { return Ok(()) };
        match value::read(bytes, &input.limits) {
            Ok(value) => app.read(key, &value, row.locator(), sink),
            Err(stop) => {
                sink.problem(row.locator(), format!("{key}: {stop}"));
                Ok(())
            }
        }
    })
}
