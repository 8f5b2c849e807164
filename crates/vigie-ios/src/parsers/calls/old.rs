//! Calls as iOS 7 and older kept them.

use vigie_core::{Sink, Stop};
use vigie_formats::sqlite::Table;

use super::call::Call;
use crate::cells::{self, Others};

/// Columns of `call` with a field of their own.
const FIELDS: &[&str] =
    &["ROWID", "address", "date", "duration", "name", "country_code", "face_time_data"];

/// Emits every row of `call`.
pub(super) fn read(table: &Table<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let column = |name| table.column(name);
    let others = Others::new(table, FIELDS);
    table.scan_into(sink, |row, sink| {
        let flags = row.integer(column("flags"));
        let call = Call {
            address: cells::text(row, column("address")),
            name: cells::text(row, column("name")),
            date: cells::unix_time(row, column("date"), "date", sink),
            duration_seconds: row.real(column("duration")).filter(|value| value.is_finite()),
            // The lowest bit of `flags` says who called: 4 came in, 5 went out.
            originated: flags.map(|flags| flags & 1 == 1),
            country: cells::text(row, column("country_code")),
            columns: others.of(row),
            ..Call::default()
        };
        sink.emit(row.locator(), &call)
    })
}
