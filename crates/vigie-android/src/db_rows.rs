//! Rows of databases as fields, so that columns that a version of the schema lacks are merely missing,
//! and those that no record knows are kept.

use serde_json::{Map, Value, json};
use vigie_core::{Locator, Sink, Stop};
use vigie_formats::sqlite::{self, Column, Database, Table};

use crate::fields::Fields;

/// Longest text of a column that a record does not expect to be long.
const LONGEST: usize = 1 << 20;

/// Shows every row of `table` to `see`.
///
/// # Errors
/// What `see` gives, and when time is up.
pub(crate) fn each_row(
    table: &Table<'_>,
    sink: &mut Sink<'_>,
    mut see: impl FnMut(Fields, Locator, &mut Sink<'_>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let columns: Vec<(&str, Option<Column>)> =
        table.columns().iter().map(|name| (name.as_str(), table.column(name))).collect();
    table.scan_into(sink, |row, sink| {
        let cells = columns.iter().map(|(name, column)| (*name, row.value(*column)));
        let cells = cells.filter(|(_, value)| !matches!(value, sqlite::Value::Null));
        let cells = cells.map(|(name, value)| (name.to_owned(), cell(value)));
        let fields: Map<String, Value> = cells.collect();
        see(Fields::of(Value::Object(fields)).unwrap_or_default(), row.locator(), sink)
    })
}

/// As [`each_row`], of the table called `name`; a database without it gives nothing.
///
/// # Errors
/// As [`each_row`].
pub(crate) fn each_row_of(
    database: &Database,
    name: &'static str,
    sink: &mut Sink<'_>,
    see: impl FnMut(Fields, Locator, &mut Sink<'_>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    match database.table(name) {
        Some(table) => each_row(&table, sink, see),
        None => Ok(()),
    }
}

/// Opens the database of `input`, which has at least one of the tables in `wanted`.
///
/// # Errors
/// When it is none, or has none of them.
pub(crate) fn open(
    input: &vigie_core::Input<'_>,
    wanted: &[&'static str],
    sink: &mut Sink<'_>,
) -> Result<Database, Stop> {
    let database = Database::from_input(input)?;
    database.note_damage(sink);
    if wanted.iter().all(|name| database.table(name).is_none()) {
        let names = wanted.join(" or ");
        return Err(Stop::Unsupported(format!("a database without table {names}")));
    }
    Ok(database)
}

fn cell(value: sqlite::Value<'_>) -> Value {
    match value {
        sqlite::Value::Null => Value::Null,
        sqlite::Value::Integer(value) => value.into(),
        sqlite::Value::Real(value) => value.into(),
        sqlite::Value::Text(text) if text.len() > LONGEST => {
            let end = (0..=LONGEST).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
            Value::String(text.get(..end).unwrap_or("").to_owned())
        }
        sqlite::Value::Text(text) => Value::String(text.into_owned()),
        sqlite::Value::Blob(bytes) => json!({ "bytes": bytes.len() }),
    }
}
