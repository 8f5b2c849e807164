//! How much cheaper a scan is than through SQLite's own library.
//!
//! One table of 100,000 rows and 80 columns, shaped like a phone's messages, read from memory
//! (ours) and from a file in the page cache (SQLite's). Both read the same columns.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark stops when something is wrong, and prints"
)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, params_from_iter};
use vigie_core::{Bytes, Limits, SharedBytes};
use vigie_formats::sqlite::{Database, Row, Value};

const ROWS: u32 = 100_000;
const COLUMNS: usize = 80;

/// Columns that a parser of messages reads.
const SOME: [usize; 12] = [0, 1, 2, 3, 4, 5, 14, 20, 33, 41, 60, 79];

/// A value of row `row` in column `at`. Most columns of most messages are NULL or 0.
fn value(row: u32, at: usize) -> rusqlite::types::Value {
    match at % 5 {
        _ if at == 0 => i64::from(row + 1).into(),
        1 if at < 20 => (700_000_000_000_000_000 + i64::from(row)).into(),
        1 => 0.into(),
        2 if at < 8 => format!("Message {row}: see you at the station at eight?").into(),
        3 if at < 8 => (f64::from(row) / 3.0).into(),
        4 if at < 8 => vec![7_u8; 300].into(),
        0 if at < 8 => format!("{row:08X}-0000-4000-8000-{row:012X}").into(),
        _ => rusqlite::types::Value::Null,
    }
}

fn write(path: &std::path::Path) {
    let connection = Connection::open(path).unwrap();
    let types = ["TEXT", "INTEGER DEFAULT 0", "TEXT", "REAL", "BLOB"];
    let columns: Vec<_> = (1..COLUMNS).map(|at| format!("c{at} {}", types[at % 5])).collect();
    let columns = columns.join(", ");
    let sql = format!("CREATE TABLE message (c0 INTEGER PRIMARY KEY, {columns}); BEGIN");
    connection.execute_batch(&sql).unwrap();
    let marks = vec!["?"; COLUMNS].join(", ");
    let mut insert = connection.prepare(&format!("INSERT INTO message VALUES ({marks})")).unwrap();
    for row in 0..ROWS {
        insert.execute(params_from_iter((0..COLUMNS).map(|at| value(row, at)))).unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
}

/// Reads `columns` of every row with this reader; gives a sum that depends on each value.
fn by_vigie(bytes: &SharedBytes, columns: &[usize]) -> u64 {
    let database = Database::open(bytes.clone(), None, &Limits::default()).unwrap();
    let table = database.table("message").unwrap();
    let columns: Vec<_> = columns.iter().map(|at| table.column_at(*at)).collect();
    let mut sum = 0_u64;
    let mut see = |row: &Row<'_>| {
        for column in &columns {
            sum = sum.wrapping_add(match row.value(*column) {
                Value::Null => 1,
                Value::Integer(whole) => whole.cast_unsigned(),
                Value::Real(real) => real.to_bits(),
                Value::Text(text) => text.len() as u64,
                Value::Blob(blob) => blob.len() as u64,
            });
        }
        Ok(())
    };
    table.scan(&mut see, &mut |at, message| panic!("{at}: {message}")).unwrap();
    sum
}

/// The same through SQLite's library.
fn by_sqlite(path: &std::path::Path, columns: &[usize]) -> u64 {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let names: Vec<_> = columns.iter().map(|at| format!("c{at}")).collect();
    let sql = format!("SELECT {} FROM message", names.join(", "));
    let mut statement = connection.prepare(&sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut sum = 0_u64;
    while let Some(row) = rows.next().unwrap() {
        for at in 0..columns.len() {
            sum = sum.wrapping_add(match row.get_ref(at).unwrap() {
                ValueRef::Null => 1,
                ValueRef::Integer(whole) => whole.cast_unsigned(),
                ValueRef::Real(real) => real.to_bits(),
                // A parser needs text, not bytes that may be text.
                ValueRef::Text(text) => std::str::from_utf8(text).unwrap().len() as u64,
                ValueRef::Blob(blob) => blob.len() as u64,
            });
        }
    }
    sum
}

/// The median of nine runs.
fn time(work: impl Fn() -> u64) -> Duration {
    let mut times: Vec<_> = (0..9)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

fn scans(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("messages.db");
    write(&path);
    let bytes: SharedBytes = Arc::new(Bytes(std::fs::read(&path).unwrap()));
    let all: Vec<usize> = (0..COLUMNS).collect();
    for (name, columns) in [("12 columns", &SOME[..]), ("80 columns", &all)] {
        assert_eq!(by_vigie(&bytes, columns), by_sqlite(&path, columns));
        let ours = time(|| by_vigie(&bytes, columns));
        let theirs = time(|| by_sqlite(&path, columns));
        let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
        println!("{name}: {ours:?}, SQLite's library {theirs:?}: {ratio:.1} times as long");
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(u64::from(ROWS))).sample_size(10);
        group.bench_function("vigie", |bench| bench.iter(|| by_vigie(&bytes, columns)));
        group.bench_function("sqlite", |bench| bench.iter(|| by_sqlite(&path, columns)));
        group.finish();
    }
    let database = Database::open(bytes, None, &Limits::default()).unwrap();
    let table = database.table("message").unwrap();
    let column = table.column("c1");
    let mut rowid = 0;
    criterion.bench_function("one row by its rowid", |bench| {
        bench.iter(|| {
            rowid = (rowid + 7919) % i64::from(ROWS);
            table.get(rowid + 1, |row| row.integer(column)).unwrap()
        });
    });
}

criterion_group!(benches, scans);
criterion_main!(benches);
