//! Databases with a write-ahead log.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use vigie_core::Locator;

use crate::support::*;

/// A database whose log holds several transactions that were never written back.
fn with_log(settings: &str) -> (tempfile::TempDir, PathBuf, Connection) {
    let (folder, path, connection) = new_database(&format!(
        "{settings}; CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);
         INSERT INTO t (a) VALUES ('in the main file'), ('to be changed');
         PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;"
    ));
    connection.execute_batch("UPDATE t SET a = 'changed' WHERE id = 2").unwrap();
    connection.execute_batch("CREATE TABLE u (b, c)").unwrap();
    for round in 0..20 {
        connection.execute("INSERT INTO u VALUES (?, zeroblob(?))", [round, round * 700]).unwrap();
        connection.execute("INSERT INTO t (a) VALUES (printf('%0200d', ?))", [round]).unwrap();
    }
    (folder, path, connection)
}

/// The main file and its log as they are now.
fn files(path: &Path) -> (Vec<u8>, Vec<u8>) {
    (std::fs::read(path).unwrap(), std::fs::read(wal_path(path)).unwrap())
}

/// The rows of a table read by SQLite from copies of these files.
fn by_sqlite(main: &[u8], wal: &[u8], table: &str) -> Option<Vec<Cells>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.db");
    std::fs::write(&path, main).unwrap();
    std::fs::write(wal_path(&path), wal).unwrap();
    let connection = Connection::open(&path).unwrap();
    tables(&connection)
        .iter()
        .any(|name| name == table)
        .then(|| rows_by_sqlite(&connection, table).1)
}

fn rows(database: &vigie_formats::sqlite::Database, table: &str) -> Option<Vec<Cells>> {
    database.table_named(table).map(|table| {
        let found = read(&table);
        assert_eq!(found.damage, Vec::<String>::new());
        found.rows
    })
}

#[test]
fn what_is_only_in_the_log_is_read() {
    for settings in
        ["", "PRAGMA page_size = 512", "PRAGMA page_size = 65536", "PRAGMA auto_vacuum = 1"]
    {
        let (_folder, path, connection) = with_log(settings);
        assert!(std::fs::metadata(wal_path(&path)).unwrap().len() > 4096);
        assert_same(&path, &connection);
        let database = open_path(&path);
        assert!(open(std::fs::read(&path).unwrap(), None).unwrap().table("u").is_none());
        let (main, log) = files(&path);
        for (index, locator) in read(&database.table("t").unwrap()).locators.iter().enumerate() {
            let Locator::Row { byte: Some(byte), wal, .. } = locator else { panic!("{locator:?}") };
            let file = if *wal { &log } else { &main };
            // One byte of length, or two, then the rowid.
            let cell = &file[usize::try_from(*byte).unwrap()..][..3];
            assert!(cell[1..].contains(&u8::try_from(index + 1).unwrap()));
        }
    }
}

#[test]
fn a_database_that_is_only_in_the_log() {
    let (_folder, path, _connection) = new_database(
        "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;
         CREATE TABLE t (a); INSERT INTO t VALUES (1), (2);",
    );
    let (_, log) = files(&path);
    let database = open(Vec::new(), Some(log)).unwrap();
    assert_eq!(database.damage(), []);
    assert_eq!(rows(&database, "t").unwrap().len(), 2);
}

#[test]
fn what_was_not_committed_is_not_read() {
    let (_folder, path, connection) = with_log("PRAGMA page_size = 1024; PRAGMA cache_size = 5");
    let (_, before) = files(&path);
    connection.execute_batch("BEGIN").unwrap();
    for round in 0..300 {
        connection.execute("INSERT INTO u VALUES (?, zeroblob(900))", [round + 100]).unwrap();
    }
    let (main, log) = files(&path);
    assert!(log.len() > before.len(), "pages were written before the commit");
    let database = open(main.clone(), Some(log.clone())).unwrap();
    assert!(database.damage()[0].message.contains("never committed"), "{:?}", database.damage());
    assert_eq!(rows(&database, "u"), by_sqlite(&main, &log, "u"));
    connection.execute_batch("ROLLBACK; INSERT INTO u VALUES ('after', 1)").unwrap();
    let (main, log) = files(&path);
    let database = open(main.clone(), Some(log.clone())).unwrap();
    assert_eq!(rows(&database, "u"), by_sqlite(&main, &log, "u"));
}

#[test]
fn frames_of_an_earlier_round_mean_nothing() {
    let (_folder, path, connection) = with_log("");
    connection.query_row("PRAGMA wal_checkpoint(RESTART)", [], |_| Ok(())).unwrap();
    connection.execute_batch("DELETE FROM u WHERE rowid > 3").unwrap();
    assert_same(&path, &connection);
    connection.execute_batch("VACUUM").unwrap();
    assert_same(&path, &connection);
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    assert_eq!(std::fs::metadata(wal_path(&path)).unwrap().len(), 0);
    assert_same(&path, &connection);
}

#[test]
fn a_log_cut_anywhere_gives_the_last_whole_transaction() {
    let (_folder, path, _connection) = with_log("PRAGMA page_size = 512");
    let (main, log) = files(&path);
    for len in (0..log.len()).step_by(1511).chain([31, 32, 33, 55, 56, 567, 568, 569, 1104]) {
        let database = open(main.clone(), Some(log[..len].to_vec())).unwrap();
        for table in ["t", "u"] {
            assert_eq!(
                rows(&database, table),
                by_sqlite(&main, &log[..len], table),
                "{len} {table}"
            );
        }
        // A cut at the end of a frame cannot be told from a shorter log.
        if len > 32 && (len - 32) % 536 >= 16 {
            assert!(!database.damage().is_empty(), "cut at {len}");
        }
    }
}

#[test]
fn a_damaged_frame_ends_the_log() {
    let (_folder, path, _connection) = with_log("PRAGMA page_size = 512");
    let (main, log) = files(&path);
    for at in (0..log.len()).step_by(1009) {
        let mut log = log.clone();
        log[at] ^= 0x20;
        let database = open(main.clone(), Some(log.clone())).unwrap();
        assert!(!database.damage().is_empty(), "byte {at}");
        assert_eq!(rows(&database, "t"), by_sqlite(&main, &log, "t"), "byte {at}");
    }
}

/// The checksum of the format, written for the test once more.
fn checksum(bytes: &[u8], (mut a, mut b): (u32, u32), word: fn([u8; 4]) -> u32) -> (u32, u32) {
    for pair in bytes.chunks(8) {
        a = a.wrapping_add(word(pair[..4].try_into().unwrap())).wrapping_add(b);
        b = b.wrapping_add(word(pair[4..].try_into().unwrap())).wrapping_add(a);
    }
    (a, b)
}

#[test]
fn both_byte_orders_of_checksums() {
    let (_folder, path, connection) = with_log("PRAGMA page_size = 512");
    let (main, mut log) = files(&path);
    let is_big = log[3] & 1 == 1;
    let word = if is_big { u32::from_le_bytes } else { u32::from_be_bytes };
    log[3] ^= 1;
    let mut sums = checksum(&log[..24], (0, 0), word);
    log[24..28].copy_from_slice(&sums.0.to_be_bytes());
    log[28..32].copy_from_slice(&sums.1.to_be_bytes());
    for frame in log[32..].chunks_mut(536) {
        sums = checksum(&frame[..8], sums, word);
        sums = checksum(&frame[24..], sums, word);
        frame[16..20].copy_from_slice(&sums.0.to_be_bytes());
        frame[20..24].copy_from_slice(&sums.1.to_be_bytes());
    }
    let database = open(main, Some(log)).unwrap();
    assert_eq!(database.damage(), []);
    assert_eq!(rows(&database, "u"), Some(rows_by_sqlite(&connection, "u").1));
}

#[test]
fn padding_behind_both_files() {
    let (_folder, path, connection) = with_log("");
    let (mut main, mut log) = files(&path);
    for len in 1..=16 {
        main.push(len);
        log.push(len);
        let database = open(main.clone(), Some(log.clone())).unwrap();
        assert_eq!(database.damage(), [], "{len} bytes more");
        assert_eq!(rows(&database, "t"), Some(rows_by_sqlite(&connection, "t").1));
    }
}

#[test]
fn a_log_of_another_database() {
    let (_folder, path, _connection) = with_log("PRAGMA page_size = 1024");
    let (_, log) = files(&path);
    let (_other_folder, other, _other) =
        new_database("PRAGMA page_size = 4096; CREATE TABLE t (a); INSERT INTO t VALUES (1)");
    let main = std::fs::read(other).unwrap();
    for wal in [b"not a log at all".to_vec(), vec![0; 5000], vec![7]] {
        let database = open(main.clone(), Some(wal)).unwrap();
        assert_eq!(database.damage().len(), 1);
        assert_eq!(rows(&database, "t").unwrap().len(), 1);
    }
    // This one has page 1, and thus replaces the database.
    assert!(open(main, Some(log)).unwrap().table("u").is_some());
}
