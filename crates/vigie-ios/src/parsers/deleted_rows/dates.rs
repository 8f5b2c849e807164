//! Which columns date the rows of a table.

use vigie_core::Time;
use vigie_formats::sqlite::{Row, Table, Value};

/// How a column writes instants.
#[derive(Clone, Copy, Debug)]
enum Unit {
    /// Seconds or nanoseconds since 2001.
    Mac,
    /// Seconds since 1970.
    Unix,
    /// Microseconds since 1970.
    UnixMicros,
    /// Microseconds since 1601.
    WebKit,
}

/// Tables whose rows are dated, and the column that does it.
const DATED: &[(&str, &str, Unit)] = &[
    ("ZACCOUNT", "ZDATE", Unit::Mac),
    ("ZCALLRECORD", "ZDATE", Unit::Mac),
    ("ZINTERACTIONS", "ZSTARTDATE", Unit::Mac),
    ("ZLIVEUSAGE", "ZTIMESTAMP", Unit::Mac),
    ("ZOBJECT", "ZSTARTDATE", Unit::Mac),
    ("ZPROCESS", "ZFIRSTTIMESTAMP", Unit::Mac),
    ("ZWACDCALLEVENT", "ZDATE", Unit::Mac),
    ("ZWACHATSESSION", "ZLASTMESSAGEDATE", Unit::Mac),
    ("ZWAMESSAGE", "ZMESSAGEDATE", Unit::Mac),
    ("access", "last_modified", Unit::Unix),
    ("attachment", "created_date", Unit::Mac),
    ("call", "date", Unit::Unix),
    ("cloud_tabs", "last_viewed_time", Unit::Mac),
    ("downloads", "start_time", Unit::WebKit),
    ("history_tombstones", "start_time", Unit::Mac),
    ("history_visits", "visit_time", Unit::Mac),
    ("message", "date", Unit::Mac),
    ("moz_historyvisits", "visit_date", Unit::UnixMicros),
    ("urls", "last_visit_time", Unit::WebKit),
    ("visits", "visit_time", Unit::WebKit),
];

/// The column that dates the rows of `table`.
pub(super) fn column(table: &str) -> Option<&'static str> {
    DATED.iter().find(|(dated, ..)| *dated == table).map(|(_, column, _)| *column)
}

/// The instant that `value` says in the column that dates the rows of `table`.
pub(super) fn time(table: &str, value: &Value<'_>) -> Option<Time> {
    let (.., unit) = DATED.iter().find(|(dated, ..)| *dated == table)?;
    match (unit, value) {
        (_, Value::Integer(0)) => None,
        (_, Value::Real(zero)) if *zero == 0.0 => None,
        (Unit::Mac, Value::Integer(value)) => Time::from_mac_integer(*value),
        // As seconds this would lie past the year 33000.
        (Unit::Mac, Value::Real(value)) if value.abs() >= 1e12 => Time::from_mac_float(value / 1e9),
        (Unit::Mac, Value::Real(value)) => Time::from_mac_float(*value),
        (Unit::Unix, Value::Integer(value)) => Time::from_unix_seconds(*value),
        (Unit::Unix, Value::Real(value)) => Time::from_unix_float(*value),
        (Unit::UnixMicros, Value::Integer(value)) => Time::from_unix_micros(*value),
        (Unit::WebKit, Value::Integer(value)) => Time::from_webkit_micros(*value),
        _ => None,
    }
}

/// When `row` of `table` is from.
pub(super) fn of_row(table: &Table<'_>, row: &Row<'_>) -> Option<Time> {
    let column = table.column(column(table.name())?);
    time(table.name(), &row.value(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_in_order() {
        assert!(DATED.is_sorted_by_key(|(table, ..)| *table));
    }
}
