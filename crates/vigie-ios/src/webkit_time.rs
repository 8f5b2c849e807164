//! Instants as WebKit writes them: seconds since 1970, −1 and 0 for "never".

use vigie_core::{Sink, Time};
use vigie_formats::plist::Value;
use vigie_formats::sqlite::{Column, Row};

use crate::cells;

/// The instant of a column; what is no date is noted as a problem.
pub(crate) fn of_column(
    row: &Row<'_>,
    column: Option<Column>,
    name: &str,
    sink: &mut Sink<'_>,
) -> Option<Time> {
    if row.real(column).is_some_and(|seconds| seconds <= 0.0) {
        return None;
    }
    cells::unix_time(row, column, name, sink)
}

/// The instant named `key` in a property list; nothing where it is no number.
pub(crate) fn of_key(root: &Value, key: &str) -> Option<Time> {
    let value = root.find(key)?;
    match value.as_f64() {
        Some(seconds) => (seconds > 0.0).then(|| Time::from_unix_float(seconds))?,
        None => value.as_time(),
    }
}
