//! Numbers of rows that are missing.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::sqlite::{Database, Row, Rowids, Table};

use super::dates;

pub(super) static KIND: Kind = Kind {
    id: "ios.deleted_rows.missing",
    title: Text {
        en: "Numbers of rows that are missing in a table",
        fr: "Numéros de lignes manquants dans une table",
    },
    brief: &["database", "table", "missing", "missing_at_end"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<MissingRows>,
};

/// Tables that number their rows in the order they are written.
const NUMBERED: &[&str] = &[
    "ZCALLRECORD",
    "ZINTERACTIONS",
    "ZPROCESS",
    "ZWACDCALLEVENT",
    "ZWAMESSAGE",
    "attachment",
    "call",
    "chat",
    "handle",
    "history_items",
    "history_visits",
    "message",
    "moz_historyvisits",
    "moz_places",
    "urls",
    "visits",
];

/// Numbers of rows that are missing in a table.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct MissingRows {
    /// Name of the database's file.
    pub(crate) database: String,
    /// The table.
    pub(crate) table: String,
    /// Number of the first row.
    pub(crate) first: i64,
    /// Number of the last row.
    pub(crate) last: i64,
    /// How many rows there are.
    pub(crate) rows: u64,
    /// How many numbers between first and last no row has.
    pub(crate) missing: u64,
    /// In how many gaps.
    pub(crate) gaps: u64,
    /// Greatest number that a row ever had, where the database remembers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) greatest: Option<i64>,
    /// How many numbers after the last row were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) missing_at_end: Option<u64>,
    /// The largest gaps, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) largest: Vec<Gap>,
}

/// Numbers that no row has, between two that rows have.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Gap {
    /// The last row before it.
    pub(crate) after: i64,
    /// The first row behind it.
    pub(crate) before: i64,
    /// How many are missing.
    pub(crate) missing: u64,
    /// When the row before it is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) after_date: Option<Time>,
    /// When the row behind it is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) before_date: Option<Time>,
}

impl Record for MissingRows {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Emits the tables of `database` that lack rows. `all` is what each table has.
pub(super) fn emit(
    database: &Database,
    all: &[Rowids],
    name: &str,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let greatest = greatest(database, sink)?;
    for rowids in all {
        if !NUMBERED.contains(&rowids.table.as_str()) {
            continue;
        }
        let greatest = greatest.get(&rowids.table.to_ascii_uppercase()).copied();
        let beyond = greatest.and_then(|greatest| greatest.checked_sub(rowids.last));
        let beyond = beyond.and_then(|beyond| u64::try_from(beyond).ok()).filter(|many| *many > 0);
        if rowids.missing == 0 && beyond.is_none() {
            continue;
        }
        let table = database.table_named(&rowids.table);
        let missing = MissingRows {
            database: name.to_owned(),
            table: rowids.table.clone(),
            first: rowids.first,
            last: rowids.last,
            rows: rowids.rows,
            missing: rowids.missing,
            gaps: rowids.gaps,
            greatest,
            missing_at_end: beyond,
            largest: gaps(table.as_ref(), &rowids.largest)?,
        };
        sink.emit(Locator::Whole, &missing)?;
    }
    Ok(())
}

/// The greatest number that a row of each table ever had, by the table's name in upper case.
fn greatest(database: &Database, sink: &mut Sink<'_>) -> Result<HashMap<String, i64>, Stop> {
    let mut greatest = HashMap::new();
    // What cannot be read here is told by the parser of the database.
    let mut read = |table: Option<Table<'_>>, name, number, prefix: &str| -> Result<(), Stop> {
        let Some(table) = table else { return Ok(()) };
        let (name, number) = (table.column(name), table.column(number));
        let mut see = |row: &Row<'_>| {
            if let (Some(name), Some(number)) = (row.text(name), row.integer(number)) {
                greatest.insert(format!("{prefix}{}", name.to_ascii_uppercase()), number);
            }
            Ok(())
        };
        table.scan(&mut see, &mut |_, _| {})
    };
    read(database.table("sqlite_sequence"), "name", "seq", "")?;
    // Core Data names its tables after the entity.
    read(database.table("Z_PRIMARYKEY"), "Z_NAME", "Z_MAX", "Z")?;
    sink.check()?;
    Ok(greatest)
}

fn gaps(table: Option<&Table<'_>>, largest: &[(i64, i64)]) -> Result<Vec<Gap>, Stop> {
    let date = |rowid| -> Result<Option<Time>, Stop> {
        let Some(table) = table else { return Ok(None) };
        Ok(table.get(rowid, |row| dates::of_row(table, row))?.flatten())
    };
    let gaps = largest.iter().map(|&(after, before)| {
        Ok(Gap {
            after,
            before,
            missing: before.abs_diff(after).saturating_sub(1),
            after_date: date(after)?,
            before_date: date(before)?,
        })
    });
    gaps.collect()
}
