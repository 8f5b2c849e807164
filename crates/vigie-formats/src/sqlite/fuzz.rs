//! What the fuzzer runs.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use vigie_core::{Bytes, Limits, SharedBytes, Stop};

use super::{Database, Row, Table, Value};

/// Rows looked at in one database.
const MOST_ROWS: u64 = 20_000;

/// Opens `bytes` as a database and reads every table and what was deleted, twice; the second half is the write-ahead
/// log when the first byte, which belongs to neither, is odd.
///
/// # Panics
/// When the two answers differ.
#[doc(hidden)]
pub fn fuzz(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let has_wal = choice % 2 == 1;
    let half = if has_wal { bytes.len() / 2 } else { bytes.len() };
    let (main, wal) = bytes.split_at_checked(half).unwrap_or((bytes, &[]));
    assert_eq!(digest(main, wal, has_wal), digest(main, wal, has_wal), "the same answer twice");
}

/// A number that depends on everything that is read.
fn digest(main: &[u8], wal: &[u8], has_wal: bool) -> u64 {
    let shared = |bytes: &[u8]| Arc::new(Bytes(bytes.to_vec())) as SharedBytes;
    let limits = Limits { value: 1 << 20, ..Limits::default() };
    let mut hasher = DefaultHasher::new();
    match Database::open(shared(main), has_wal.then(|| shared(wal)), &limits) {
        Ok(database) => read(&database, &mut hasher),
        Err(stop) => stop.to_string().hash(&mut hasher),
    }
    hasher.finish()
}

fn read(database: &Database, hasher: &mut DefaultHasher) {
    for damage in database.damage() {
        damage.message.hash(hasher);
    }
    let mut left = MOST_ROWS;
    for name in database.table_names() {
        let Some(table) = database.table_named(name) else { continue };
        name.hash(hasher);
        let mut heard = Vec::new();
        let mut see = |row: &Row<'_>| {
            left = left.checked_sub(1).ok_or(Stop::Limit { what: "rows", most: MOST_ROWS })?;
            hash_row(&table, row, hasher);
            let again = table.get(row.rowid(), |row| row.rowid())?;
            again.hash(hasher);
            Ok(())
        };
        let done = table.scan(&mut see, &mut |at, message| heard.push(format!("{at} {message}")));
        heard.hash(hasher);
        if let Err(stop) = done {
            stop.to_string().hash(hasher);
        }
    }
    carve(database, hasher);
}

fn carve(database: &Database, hasher: &mut DefaultHasher) {
    let done = database.carve(&mut |row| {
        (row.how, row.table(), row.rowid(), row.locator(), row.is_whole()).hash(hasher);
        for (name, value) in row.values() {
            name.hash(hasher);
            hash_value(&value, hasher);
        }
        Ok(())
    });
    match done {
        Ok(carving) => (carving.shown, carving.left_out).hash(hasher),
        Err(stop) => stop.to_string().hash(hasher),
    }
}

fn hash_row(table: &Table<'_>, row: &Row<'_>, hasher: &mut DefaultHasher) {
    row.locator().hash(hasher);
    for index in 0..table.columns().len() {
        let column = table.column_at(index);
        hash_value(&row.value(column), hasher);
        row.blob(column).map(<[u8]>::len).hash(hasher);
    }
}

fn hash_value(value: &Value<'_>, hasher: &mut DefaultHasher) {
    match value {
        Value::Null => 0_u8.hash(hasher),
        Value::Integer(whole) => whole.hash(hasher),
        Value::Real(real) => real.to_bits().hash(hasher),
        Value::Text(text) => text.hash(hasher),
        Value::Blob(blob) => blob.hash(hasher),
    }
}
