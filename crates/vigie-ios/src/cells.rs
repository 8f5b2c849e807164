//! Cells of SQLite rows, the way phones fill them.

use std::borrow::Cow;
use std::sync::Arc;

use vigie_core::{Sink, Time};
use vigie_formats::sqlite::{Column, Row, Table, Value};

use crate::columns::{Columns, Scalar};
use crate::repeated::Repeated;
use crate::starts::start;

/// The text of a column; nothing where it is NULL or empty. Numbers are written out and bytes read
/// as UTF-8, because SQLite lets any column hold any type.
pub(crate) fn text(row: &Row<'_>, column: Option<Column>) -> Option<String> {
    match row.value(column) {
        Value::Null => None,
        Value::Text(text) if text.is_empty() => None,
        Value::Text(text) => Some(text.into_owned()),
        Value::Blob([]) => None,
        Value::Blob(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        Value::Integer(_) | Value::Real(_) => row.display_text(column).map(Into::into),
    }
}

/// As [`text`], for what row after row repeats.
pub(crate) fn repeated(
    row: &Row<'_>,
    column: Option<Column>,
    repeated: &Repeated,
) -> Option<Arc<str>> {
    match row.text(column) {
        Some(text) if text.is_empty() => None,
        Some(text) => Some(repeated.of(&text)),
        None => text(row, column).map(|text| repeated.of(&text)),
    }
}

/// As [`text`], cut at `most` bytes: for values that every row naming this one repeats, so that one
/// large value cannot multiply.
pub(crate) fn name(row: &Row<'_>, column: Option<Column>, most: usize) -> Option<String> {
    let mut text = text(row, column)?;
    if text.len() > most {
        text.truncate(start(&text, most).len());
        text.push('…');
    }
    Some(text)
}

/// Longest address of a correspondent, in bytes.
pub(crate) const LONGEST_ADDRESS: usize = 1_000;

/// True where the column holds a number other than 0.
pub(crate) fn flag(row: &Row<'_>, column: Option<Column>) -> bool {
    row.integer(column).is_some_and(|value| value != 0)
}

/// A whole number other than 0.
pub(crate) fn nonzero(row: &Row<'_>, column: Option<Column>) -> Option<i64> {
    row.integer(column).filter(|value| *value != 0)
}

/// A whole number, also where it is stored with a fraction.
#[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate, which is wanted")]
pub(crate) fn whole(row: &Row<'_>, column: Option<Column>) -> Option<i64> {
    match row.value(column) {
        Value::Integer(value) => Some(value),
        Value::Real(value) if value.is_finite() => Some(value.round() as i64),
        _ => None,
    }
}

/// The instant of a column in Apple absolute time, seconds or nanoseconds. 0 stands for "never";
/// any other value that is no date is noted as a problem.
pub(crate) fn mac_time(
    row: &Row<'_>,
    column: Option<Column>,
    name: &str,
    sink: &mut Sink<'_>,
) -> Option<Time> {
    let value = row.value(column);
    let time = match &value {
        Value::Null | Value::Integer(0) => return None,
        Value::Real(zero) if *zero == 0.0 => return None,
        Value::Integer(value) => Time::from_mac_integer(*value),
        // As seconds this would lie past the year 33000.
        Value::Real(nanoseconds) if nanoseconds.abs() >= 1e12 => {
            Time::from_mac_float(nanoseconds / 1e9)
        }
        Value::Real(seconds) => Time::from_mac_float(*seconds),
        Value::Text(_) | Value::Blob(_) => None,
    };
    if time.is_none() {
        no_date(row, &value, name, sink);
    }
    time
}

/// As [`mac_time`], in seconds since 1970.
pub(crate) fn unix_time(
    row: &Row<'_>,
    column: Option<Column>,
    name: &str,
    sink: &mut Sink<'_>,
) -> Option<Time> {
    let value = row.value(column);
    let time = match &value {
        Value::Null | Value::Integer(0) => return None,
        Value::Real(zero) if *zero == 0.0 => return None,
        Value::Integer(seconds) => Time::from_unix_seconds(*seconds),
        Value::Real(seconds) => Time::from_unix_float(*seconds),
        // An empty text is what some writers store for "never"; others store the date as text.
        Value::Text(text) if text.is_empty() => return None,
        Value::Text(text) => match text.parse() {
            Ok(seconds) => Time::from_unix_float(seconds),
            Err(_) => Time::parse(text),
        },
        Value::Blob(_) => None,
    };
    if time.is_none() {
        no_date(row, &value, name, sink);
    }
    time
}

/// As [`mac_time`], in microseconds since 1601.
pub(crate) fn webkit_time(
    row: &Row<'_>,
    column: Option<Column>,
    name: &str,
    sink: &mut Sink<'_>,
) -> Option<Time> {
    let value = row.value(column);
    let micros = match &value {
        Value::Null => return None,
        Value::Text(text) => text.parse().ok(),
        _ => whole(row, column),
    };
    if micros == Some(0) {
        return None;
    }
    let time = micros.and_then(Time::from_webkit_micros);
    if time.is_none() {
        no_date(row, &value, name, sink);
    }
    time
}

/// As [`mac_time`], since 1970 in seconds, milliseconds or microseconds, as the magnitude says: one
/// program wrote all three over its years, and an instant in one unit is thousands of years away in
/// the next.
pub(crate) fn unix_time_of_any_unit(
    row: &Row<'_>,
    column: Option<Column>,
    name: &str,
    sink: &mut Sink<'_>,
) -> Option<Time> {
    let unit = match row.real(column).map(f64::abs) {
        Some(value) if value >= 1e14 => 1,
        Some(value) if value >= 1e11 => 1_000,
        _ => return unix_time(row, column, name, sink),
    };
    let micros = whole(row, column).and_then(|value| value.checked_mul(unit));
    let time = micros.and_then(Time::from_unix_micros);
    if time.is_none() {
        no_date(row, &row.value(column), name, sink);
    }
    time
}

fn no_date(row: &Row<'_>, value: &Value<'_>, name: &str, sink: &mut Sink<'_>) {
    let found = match value {
        Value::Integer(value) => value.to_string(),
        Value::Real(value) => format!("{value:e}"),
        Value::Text(_) => "a text".to_owned(),
        _ => "a blob".to_owned(),
    };
    sink.problem(row.locator(), format!("{name}: expected a date, found {found}"));
}

/// Columns that most rows of large tables fill: their names need no copy per row.
const FREQUENT: &[&str] = &[
    "ZASPECTRATIO",
    "ZCHILDMESSAGESDELIVEREDCOUNT",
    "ZCHILDMESSAGESPLAYEDCOUNT",
    "ZCHILDMESSAGESREADCOUNT",
    "ZCLOUDSTATUS",
    "ZENCRETRYCOUNT",
    "ZFILTEREDRECIPIENTCOUNT",
    "ZFLAGS",
    "ZGROUPEVENTTYPE",
    "ZMEDIAORIGIN",
    "ZMESSAGEERRORSTATUS",
    "ZMESSAGESTATUS",
    "ZPARENTMESSAGE",
    "ZPERSONIDTYPE",
    "ZPHASH",
    "ZTHUMBNAILLOCALPATH",
    "ZTYPE",
    "ZXMPPTHUMBPATH",
    "associated_message_guid",
    "associated_message_type",
    "attributes",
    "cache_has_attachments",
    "cache_roomnames",
    "ck_record_change_tag",
    "ck_record_id",
    "ck_sync_state",
    "did_notify_recipient",
    "has_dd_results",
    "http_non_get",
    "is_delivered",
    "is_finished",
    "is_prepared",
    "is_read",
    "is_sent",
    "part_count",
    "reply_to_guid",
    "sort_id",
    "sr_ck_sync_state",
    "synthesized",
    "version",
    "was_data_detected",
];

/// The columns of a table that a record has no field for.
#[derive(Default)]
pub(crate) struct Others {
    columns: Vec<(Cow<'static, str>, Option<Column>)>,
    /// Which of them stands at each place of a record, where their order there is that of the table.
    by_field: Option<Vec<Option<usize>>>,
}

impl Others {
    /// Every column of `table` but those in `fields`.
    pub(crate) fn new(table: &Table<'_>, fields: &[&str]) -> Self {
        let is_field = |name: &str| fields.iter().any(|field| field.eq_ignore_ascii_case(name));
        let names = table.columns().iter().filter(|name| !is_field(name));
        let frequent = |name: &String| match FREQUENT.binary_search(&name.as_str()) {
            Ok(at) => FREQUENT.get(at).copied().map_or(Cow::Owned(name.clone()), Cow::Borrowed),
            Err(_) => Cow::Owned(name.clone()),
        };
        let columns: Vec<_> = names.map(|name| (frequent(name), table.column(name))).collect();
        let by_field = by_field(&columns);
        Self { columns, by_field }
    }

    /// What those columns hold, less NULL, 0 and empty text.
    pub(crate) fn of(&self, row: &Row<'_>) -> Columns {
        let mut columns = Columns::default();
        // Most columns of wide tables are bare: those that are not tell which they are.
        if let Some(by_field) = self.by_field.as_ref().filter(|all| row.values() >= all.len()) {
            let known = row.filled().filter_map(|field| *by_field.get(field)?);
            known.filter_map(|at| self.columns.get(at)).for_each(|one| add(&mut columns, row, one));
        } else {
            self.columns.iter().for_each(|one| add(&mut columns, row, one));
        }
        columns
    }
}

/// Which of `columns` stands at each place of a record.
fn by_field(columns: &[(Cow<'static, str>, Option<Column>)]) -> Option<Vec<Option<usize>>> {
    let mut by_field: Vec<Option<usize>> = Vec::new();
    for (at, (_, column)) in columns.iter().enumerate() {
        let field = (*column)?.field()?;
        if field < by_field.len() {
            return None;
        }
        by_field.resize(field, None);
        by_field.push(Some(at));
    }
    Some(by_field)
}

fn add(columns: &mut Columns, row: &Row<'_>, (name, column): &(Cow<'static, str>, Option<Column>)) {
    if row.is_bare(*column) {
        return;
    }
    let scalar = match row.value(*column) {
        Value::Null | Value::Integer(0) => return,
        Value::Integer(value) => Scalar::Integer(value),
        Value::Real(value) if value == 0.0 || !value.is_finite() => return,
        Value::Real(value) => Scalar::Real(value),
        Value::Text(text) if text.is_empty() => return,
        Value::Text(text) => Scalar::Text(text.into_owned()),
        Value::Blob([]) => return,
        Value::Blob(bytes) => Scalar::Bytes { bytes: bytes.len() as u64 },
    };
    columns.push(name.clone(), scalar);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_names_are_in_order() {
        assert!(FREQUENT.is_sorted());
    }
}
