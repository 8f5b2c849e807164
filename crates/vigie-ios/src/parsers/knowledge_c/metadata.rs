//! What other tables say about an event.

use std::borrow::Cow;

use vigie_core::Stop;
use vigie_formats::sqlite::{Column, Database, Table, Value};

use crate::columns::{Columns, Scalar};

/// Longest text, in bytes: one row can belong to many events.
const LONGEST: usize = 64 << 10;

/// A table of which each event names one row.
pub(super) struct Metadata<'a> {
    table: Option<Table<'a>>,
    columns: Vec<(String, Option<Column>)>,
}

impl<'a> Metadata<'a> {
    /// `ZSTRUCTUREDMETADATA`.
    pub(super) fn of_events(database: &'a Database) -> Self {
        Self::new(database, "ZSTRUCTUREDMETADATA")
    }

    /// `ZSOURCE`.
    pub(super) fn of_sources(database: &'a Database) -> Self {
        Self::new(database, "ZSOURCE")
    }

    fn new(database: &'a Database, name: &'static str) -> Self {
        let Some(table) = database.table(name) else {
            return Self { table: None, columns: Vec::new() };
        };
        let is_kept = |name: &&String| {
            !matches!(name.as_str(), "Z_PK" | "Z_ENT" | "Z_OPT" | "ZMETADATAHASH" | "ZUSERID")
        };
        let names = table.columns().iter().filter(is_kept);
        let columns = names.map(|name| (short(name), table.column(name))).collect();
        Self { table: Some(table), columns }
    }

    /// What the row `id` holds, less what is empty or 0.
    pub(super) fn find(&self, id: Option<i64>) -> Result<Columns, Stop> {
        let Some((table, id)) = self.table.as_ref().zip(id) else { return Ok(Columns::default()) };
        let found = table.get(id, |row| {
            let mut columns = Columns::default();
            for (name, column) in &self.columns {
                let scalar = match row.value(*column) {
                    Value::Null | Value::Integer(0) | Value::Blob([]) => continue,
                    Value::Integer(value) => Scalar::Integer(value),
                    Value::Real(value) if value == 0.0 || !value.is_finite() => continue,
                    Value::Real(value) => Scalar::Real(value),
                    Value::Text(text) if text.is_empty() => continue,
                    Value::Text(text) => Scalar::Text(cut(text)),
                    Value::Blob(bytes) => Scalar::Bytes { bytes: bytes.len() as u64 },
                };
                columns.push(name.clone(), scalar);
            }
            columns
        })?;
        Ok(found.unwrap_or_default())
    }
}

fn cut(text: Cow<'_, str>) -> String {
    match text.get(..LONGEST) {
        Some(start) => start.to_owned(),
        None => text.into_owned(),
    }
}

/// `Z_DKSAFARIHISTORYMETADATAKEY__TITLE` as `safarihistory_title`, `ZBUNDLEID` as `bundleid`.
fn short(name: &str) -> String {
    let name = name.strip_prefix("Z_DK").or_else(|| name.strip_prefix('Z')).unwrap_or(name);
    name.replace("METADATAKEY__", "_").trim_start_matches('_').to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short() {
        assert_eq!(short("Z_DKSAFARIHISTORYMETADATAKEY__TITLE"), "safarihistory_title");
        assert_eq!(short("ZBUNDLEID"), "bundleid");
        assert_eq!(short("ZCOM_APPLE_X"), "com_apple_x");
    }
}
