//! Tables that join two others, in memory.

use vigie_core::{Locator, Sink, Stop};
use vigie_formats::sqlite::{Column, Database, Table};

/// Most pairs that are kept: 16 bytes each.
const MOST: usize = 8_000_000;

/// A table that joins two others, by the id of the first.
#[derive(Default)]
pub(crate) struct Joins(Vec<(i64, i64)>);

impl Joins {
    /// Reads columns `from` and `to` of `table`; nothing when the schema does not have it.
    pub(crate) fn read(
        database: &Database,
        table: &'static str,
        from: &str,
        to: &str,
        sink: &mut Sink<'_>,
    ) -> Result<Self, Stop> {
        let Some(table) = database.table(table) else { return Ok(Self::default()) };
        Self::of(&table, table.column(from), table.column(to), sink)
    }

    /// Reads two columns of `join`.
    pub(crate) fn of(
        join: &Table<'_>,
        from: Option<Column>,
        to: Option<Column>,
        sink: &mut Sink<'_>,
    ) -> Result<Self, Stop> {
        let mut pairs = Vec::new();
        join.scan_into(sink, |row, _| {
            let pair = row.integer(from).zip(row.integer(to));
            if pairs.len() < MOST {
                pairs.extend(pair);
            }
            Ok(())
        })?;
        if pairs.len() >= MOST {
            let table = join.name().to_owned().into();
            let at = Locator::Row { table, row: 0, byte: None, wal: false };
            sink.problem(at, format!("only the first {MOST} rows are used"));
        }
        // Rows are mostly in order already, which this sort makes use of.
        pairs.sort();
        Ok(Self(pairs))
    }

    /// Every id joined to `from`, in order.
    pub(crate) fn all(&self, from: i64) -> impl Iterator<Item = i64> {
        let start = self.0.partition_point(|(id, _)| *id < from);
        let rest = self.0.get(start..).unwrap_or_default();
        rest.iter().take_while(move |(id, _)| *id == from).map(|(_, to)| *to)
    }

    /// The first id joined to `from`.
    pub(crate) fn first(&self, from: i64) -> Option<i64> {
        self.all(from).next()
    }
}
