//! Databases written by SQLite, and the same rows read both ways.

use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use vigie_core::{Bytes, Limits, Locator, SharedBytes, Stop};
use vigie_formats::sqlite::{Database, Row, Table, Value};

/// A value that can be compared, NaN or not.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Cell {
    Null,
    Integer(i64),
    Real(u64),
    Text(String),
    Blob(Vec<u8>),
}

/// A row: its rowid, 0 without one, and its values.
pub(crate) type Cells = (i64, Vec<Cell>);

impl From<ValueRef<'_>> for Cell {
    fn from(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(whole) => Self::Integer(whole),
            ValueRef::Real(real) => Self::Real(real.to_bits()),
            ValueRef::Text(text) => Self::Text(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Blob(blob) => Self::Blob(blob.to_vec()),
        }
    }
}

impl From<Value<'_>> for Cell {
    fn from(value: Value<'_>) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Integer(whole) => Self::Integer(whole),
            Value::Real(real) => Self::Real(real.to_bits()),
            Value::Text(text) => Self::Text(text.into_owned()),
            Value::Blob(blob) => Self::Blob(blob.to_vec()),
        }
    }
}

/// Bytes as the reader takes them.
pub(crate) fn shared(bytes: Vec<u8>) -> SharedBytes {
    Arc::new(Bytes(bytes))
}

pub(crate) fn open(main: Vec<u8>, wal: Option<Vec<u8>>) -> Result<Database, Stop> {
    Database::open(shared(main), wal.map(shared), &Limits::default())
}

/// The file at `path` and its log.
pub(crate) fn open_path(path: &Path) -> Database {
    let wal = std::fs::read(wal_path(path)).ok();
    open(std::fs::read(path).unwrap(), wal).unwrap()
}

pub(crate) fn wal_path(path: &Path) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// A new database in a folder of its own.
pub(crate) fn new_database(settings: &str) -> (tempfile::TempDir, std::path::PathBuf, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(settings).unwrap();
    (folder, path, connection)
}

pub(crate) fn cells(table: &Table<'_>, row: &Row<'_>) -> Vec<Cell> {
    (0..table.columns().len()).map(|index| row.value(table.column_at(index)).into()).collect()
}

/// What a table gives.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) rows: Vec<Cells>,
    pub(crate) locators: Vec<Locator>,
    pub(crate) damage: Vec<String>,
}

pub(crate) fn read(table: &Table<'_>) -> Read {
    let mut found = Read::default();
    let mut damage = Vec::new();
    table
        .scan(
            &mut |row| {
                found.rows.push((row.rowid(), cells(table, row)));
                found.locators.push(row.locator());
                Ok(())
            },
            &mut |at, message| damage.push(format!("{at}: {message}")),
        )
        .unwrap();
    found.damage = damage;
    found
}

/// Names of the tables with rows of their own.
pub(crate) fn tables(connection: &Connection) -> Vec<String> {
    let mut statement = connection
        .prepare(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY rowid",
        )
        .unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// The rows of `table` by SQLite. Columns that are computed are NULL, as they are not stored.
pub(crate) fn rows_by_sqlite(connection: &Connection, table: &str) -> (Vec<String>, Vec<Cells>) {
    let (mut names, mut wanted) = (Vec::new(), Vec::new());
    let quoted = table.replace('"', "\"\"");
    let mut info = connection.prepare(&format!("PRAGMA table_xinfo(\"{quoted}\")")).unwrap();
    let mut columns = info.query([]).unwrap();
    while let Some(column) = columns.next().unwrap() {
        let name: String = column.get(1).unwrap();
        let is_virtual = column.get::<_, i64>(6).unwrap() == 2;
        let column = format!("\"{}\"", name.replace('"', "\"\""));
        wanted.push(if is_virtual { "NULL".to_owned() } else { column });
        names.push(name);
    }
    let without_rowid = connection.prepare(&format!("SELECT _rowid_ FROM \"{quoted}\"")).is_err();
    let rowid = if without_rowid { "0" } else { "_rowid_" };
    let wanted = wanted.join(", ");
    let order = if without_rowid { "" } else { "NOT INDEXED ORDER BY _rowid_" };
    let sql = format!("SELECT {rowid}, {wanted} FROM \"{quoted}\" {order}");
    let mut statement = connection.prepare(&sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut all = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let values = (1..=names.len()).map(|at| row.get_ref(at).unwrap().into()).collect();
        let rowid = match without_rowid {
            true => i64::try_from(all.len()).unwrap() + 1,
            false => row.get(0).unwrap(),
        };
        all.push((rowid, values));
    }
    (names, all)
}

/// Asserts that the database at `path` reads the same both ways, without damage.
pub(crate) fn assert_same(path: &Path, connection: &Connection) {
    let database = open_path(path);
    assert_eq!(database.damage(), []);
    let names = tables(connection);
    assert_eq!(database.table_names().collect::<Vec<_>>(), names);
    for name in names {
        let table = database.table_named(&name).unwrap();
        let (columns, rows) = rows_by_sqlite(connection, &name);
        assert_eq!(table.columns(), columns, "columns of {name}");
        let found = read(&table);
        assert_eq!(found.damage, Vec::<String>::new(), "damage in {name}");
        assert_rows(&name, &found.rows, &rows);
        assert_found_again(&table, &found.rows);
    }
}

/// Asserts equality without printing a whole table.
pub(crate) fn assert_rows(name: &str, found: &[Cells], expected: &[Cells]) {
    let differs = found.iter().zip(expected).find(|(found, expected)| found != expected);
    assert_eq!(differs, None, "first different row of {name}");
    assert_eq!(found.len(), expected.len(), "rows of {name}");
}

/// Asserts that rows are found by their rowid, and that no others are.
fn assert_found_again(table: &Table<'_>, rows: &[Cells]) {
    if table.column("_rowid_").is_none() {
        assert_eq!(table.get(1, |_| ()).unwrap(), None);
        return;
    }
    let step = rows.len() / 500 + 1;
    for (rowid, values) in rows.iter().step_by(step) {
        let found = table.get(*rowid, |row| cells(table, row)).unwrap();
        assert_eq!(found.as_ref(), Some(values), "row {rowid} by its rowid");
    }
    for (before, after) in rows.iter().zip(rows.iter().skip(1)).step_by(step) {
        if before.0 + 1 < after.0 {
            assert_eq!(table.get(before.0 + 1, |_| ()).unwrap(), None);
        }
    }
    assert_eq!(table.get(i64::MIN + 7, |_| ()).unwrap(), None);
    assert_eq!(table.get(i64::MAX - 7, |_| ()).unwrap(), None);
}
