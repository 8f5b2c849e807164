//! A deleted row.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Limits, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links, revive,
};
use vigie_formats::sqlite::{Carved, Value};
use vigie_formats::typedstream;

use super::addresses::{Holds, holds};
use super::dates;
use crate::columns::{Columns, Scalar};
use crate::jids;
use crate::mentions::{each_mention, each_name};
use crate::urls::raw_urls;

pub(super) static KIND: Kind = Kind {
    id: "ios.deleted_rows.row",
    title: Text { en: "Deleted row of a database", fr: "Ligne effacée d’une base de données" },
    brief: &["database", "table", "attributed_text", "values"],
    personal: &["values", "attributed_text", "links"],
    origin: Origin::Deleted,
    volume: Volume::Few,
    revive: revive::<DeletedRow>,
};

/// Longest text that is kept, in bytes.
const LONGEST_TEXT: usize = 100_000;

/// A row that was deleted, or an older version of one that was changed.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct DeletedRow {
    /// Name of the database's file.
    pub(crate) database: String,
    /// The table, where only one is possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) table: Option<String>,
    /// True where the table is told by the columns alone; otherwise the page is the table's own.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) table_by_columns: bool,
    /// The tables that it can have been a row of, where several are possible.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) possible_tables: Vec<String>,
    /// Its rowid, where it was not overwritten.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rowid: Option<i64>,
    /// Where its bytes were left: `free page`, `free block of a page`, ….
    pub(crate) found_in: String,
    /// Offset of what is left of it, in the database or its log.
    pub(crate) byte: u64,
    /// True where that is the write-ahead log.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) in_log: bool,
    /// True where its end was overwritten.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) cut: bool,
    /// True where a row with this rowid exists and says something else.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) older_version: bool,
    /// When the row was from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Time>,
    /// The text of a message, where it stands in a blob.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) attributed_text: Option<String>,
    /// Links in its blobs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) links: Vec<String>,
    /// What it holds, less NULL, 0 and empty text; by number of the column where several tables are
    /// possible.
    pub(crate) values: Columns,
}

impl Record for DeletedRow {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let means = match self.older_version {
            true => "date in an older version of a row",
            false => "date in a deleted row",
        };
        if let Some(at) = self.date {
            see(Stamp::utc(at, means));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (name, text) in self.values.texts() {
            match holds(name) {
                Holds::Addresses => jids::see_account("values", Some(text), see),
                Holds::Processes => each_name(text, |value| see("values", value)),
                Holds::Anything => each_mention(text, |value| see("values", value)),
            }
        }
        let text = self.attributed_text.iter();
        for link in text.flat_map(|text| links(text)) {
            see("attributed_text", link.observable());
        }
        for link in &self.links {
            see("links", Observable::Url(link));
        }
    }
}

/// Emits a deleted row of the database called `database`.
pub(super) fn emit(
    carved: &Carved<'_>,
    database: &str,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let table = carved.table();
    let tables = carved.tables().map(str::to_owned);
    let mut row = DeletedRow {
        database: database.to_owned(),
        table: table.map(str::to_owned),
        table_by_columns: table.is_some() && !carved.is_on_own_page(),
        possible_tables: if table.is_none() { tables.collect() } else { Vec::new() },
        rowid: carved.rowid(),
        found_in: carved.how.words().to_owned(),
        byte: carved.offset(),
        in_log: carved.is_in_log(),
        cut: !carved.is_whole(),
        older_version: carved.is_older_version(),
        ..DeletedRow::default()
    };
    let dated = table.and_then(dates::column);
    for ((name, value), number) in carved.values().zip(1_u32..) {
        if name.is_some() && name == dated {
            row.date = table.and_then(|table| dates::time(table, &value));
        }
        if let Value::Blob(bytes) = value {
            row.add_blob(name, bytes, limits);
        }
        if let Some(scalar) = scalar(value) {
            let name = name.map_or_else(|| number.to_string(), str::to_owned);
            row.values.push(name, scalar);
        }
    }
    row.values = std::mem::take(&mut row.values).shortened(LONGEST_TEXT);
    sink.emit(carved.locator(), &row)
}

impl DeletedRow {
    /// Adds what a blob says in words: the text of a message, and URLs.
    fn add_blob(&mut self, column: Option<&str>, bytes: &[u8], limits: &Limits) {
        if column == Some("attributedBody")
            && let Ok(body) = typedstream::attributed_text(bytes, limits)
        {
            self.attributed_text = Some(body.text).filter(|text| !text.is_empty());
            self.add_links(body.links);
        } else {
            self.add_links(raw_urls(bytes));
        }
    }

    fn add_links(&mut self, links: Vec<String>) {
        for link in links {
            if !self.links.contains(&link) {
                self.links.push(link);
            }
        }
    }
}

/// A value as it is kept.
fn scalar(value: Value<'_>) -> Option<Scalar> {
    Some(match value {
        Value::Null | Value::Integer(0) | Value::Blob([]) => return None,
        Value::Integer(value) => Scalar::Integer(value),
        Value::Real(value) if value == 0.0 || !value.is_finite() => return None,
        Value::Real(value) => Scalar::Real(value),
        Value::Text(text) if text.is_empty() => return None,
        Value::Text(text) => Scalar::Text(text.into_owned()),
        Value::Blob(bytes) => Scalar::Bytes { bytes: bytes.len() as u64 },
    })
}
