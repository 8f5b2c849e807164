//! Rows that were deleted from databases written by SQLite, compared with what stood there.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::Connection;
use vigie_core::Locator;
use vigie_formats::sqlite::{Carving, Database, How};

use crate::support::*;

/// A deleted row as the tests compare it.
#[derive(Debug)]
struct Found {
    how: How,
    table: Option<String>,
    rowid: Option<i64>,
    is_whole: bool,
    is_older: bool,
    values: Vec<(String, Cell)>,
    at: Locator,
    offset: usize,
    in_log: bool,
}

impl Found {
    fn text(&self, column: &str) -> Option<&str> {
        self.values.iter().find_map(|(name, value)| match value {
            Cell::Text(text) if name == column => Some(text.as_str()),
            _ => None,
        })
    }
}

fn carve(database: &Database) -> (Vec<Found>, Carving) {
    let mut found = Vec::new();
    let carving = database
        .carve(&mut |row| {
            let values = row.values();
            found.push(Found {
                how: row.how,
                table: row.table().map(str::to_owned),
                rowid: row.rowid(),
                is_whole: row.is_whole(),
                is_older: row.is_older_version(),
                values: values
                    .map(|(name, value)| (name.unwrap_or("?").to_owned(), value.into()))
                    .collect(),
                at: row.locator(),
                offset: usize::try_from(row.offset()).unwrap(),
                in_log: row.is_in_log(),
            });
            Ok(())
        })
        .unwrap();
    (found, carving)
}

fn carve_path(path: &Path) -> Vec<Found> {
    carve(&open_path(path)).0
}

/// A table as phones have them: a rowid, numbers, texts, bytes.
const MESSAGES: &str = "CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT \
    UNIQUE NOT NULL, text TEXT, handle_id INTEGER DEFAULT 0, date REAL, payload BLOB, is_read \
    INTEGER DEFAULT 0);";

fn fill(connection: &Connection, rows: std::ops::Range<i64>) {
    connection.execute_batch("BEGIN").unwrap();
    for row in rows {
        let text = format!("Message {row} {}", "blah ".repeat(usize::try_from(row % 37).unwrap()));
        let payload = (row % 5 == 0)
            .then(|| vec![u8::try_from(row % 256).unwrap(); usize::try_from(row % 60).unwrap()]);
        connection
            .execute(
                "INSERT INTO message (guid, text, handle_id, date, payload, is_read)
                 VALUES (?, ?, ?, ?, ?, ?)",
                rusqlite::params![
                    format!("GUID-{row:06}"),
                    (row % 7 != 0).then_some(text),
                    row % 300,
                    row as f64 + 0.5,
                    payload,
                    row % 2
                ],
            )
            .unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
}

/// Asserts that each found row is exactly one of `deleted`; gives the guids of those found whole.
fn assert_exact(found: &[Found], deleted: &[Cells], columns: &[String]) -> BTreeSet<String> {
    let mut guids = BTreeSet::new();
    for row in found {
        let guid = row.text("guid").ok_or(row).unwrap().to_owned();
        let (rowid, values) = deleted
            .iter()
            .find(|(_, values)| values.contains(&Cell::Text(guid.clone())))
            .ok_or(row)
            .unwrap();
        assert_eq!(row.table.as_deref(), Some("message"));
        assert!(row.rowid.is_none_or(|found| found == *rowid), "{row:?}");
        for (name, value) in &row.values {
            let at = columns.iter().position(|column| column == name).unwrap();
            let is_cut = |text: &str, whole: &Cell| match whole {
                Cell::Text(whole) => whole.starts_with(text),
                _ => false,
            };
            let is_right = match value {
                Cell::Text(text) if !row.is_whole => is_cut(text, &values[at]),
                value => *value == values[at],
            };
            assert!(is_right, "{name} of {row:?}: expected {:?}", values[at]);
        }
        if row.is_whole {
            let expected = columns.len() - usize::from(row.rowid.is_none());
            assert_eq!(row.values.len(), expected, "{row:?}");
            assert!(guids.insert(guid), "twice: {row:?}");
        }
    }
    guids
}

/// Rows before a deletion, and what is found of those after it.
fn delete(settings: &str, rows: i64, sql: &str) -> (Vec<Found>, usize, BTreeSet<String>) {
    let (_folder, path, connection) =
        new_database(&format!("PRAGMA secure_delete = 0; {settings}; {MESSAGES}"));
    fill(&connection, 0..rows);
    let (columns, before) = rows_by_sqlite(&connection, "message");
    connection.execute_batch(sql).unwrap();
    let (_, after) = rows_by_sqlite(&connection, "message");
    let deleted: Vec<Cells> = before.into_iter().filter(|row| !after.contains(row)).collect();
    let found = carve_path(&path);
    let whole = assert_exact(&found, &deleted, &columns);
    (found, deleted.len(), whole)
}

#[test]
fn rows_deleted_here_and_there_are_found_in_free_blocks() {
    for settings in ["", "PRAGMA page_size = 1024", "PRAGMA page_size = 65536"] {
        let (found, deleted, whole) =
            delete(settings, 2000, "DELETE FROM message WHERE ROWID % 50 = 25");
        assert_eq!(deleted, 40);
        assert_eq!(whole.len(), deleted, "{settings}");
        // A row at the start of the cells becomes part of the gap before them.
        let how = |how| found.iter().filter(|row| row.how == how).count();
        assert_eq!(how(How::FreeBlock) + how(How::Unallocated), deleted);
        assert!(how(How::FreeBlock) > deleted / 2);
    }
}

#[test]
fn small_rows_lose_more_than_their_rowid_and_are_found_all_the_same() {
    // Rows below 128 bytes with rowids of one byte and of two: the record header is hit.
    let (found, deleted, whole) = delete("", 120, "DELETE FROM message WHERE ROWID % 10 = 5");
    assert_eq!(whole.len(), deleted, "{found:?}");
    let (found, deleted, whole) =
        delete("", 400, "DELETE FROM message WHERE ROWID > 130 AND handle_id % 10 = 3");
    assert_eq!(whole.len(), deleted, "{found:?}");
}

#[test]
fn rows_next_to_each_other_are_found_in_one_block() {
    let (found, deleted, whole) =
        delete("", 2000, "DELETE FROM message WHERE ROWID BETWEEN 700 AND 705");
    assert_eq!(deleted, 6);
    assert_eq!(whole.len(), deleted, "{found:?}");
}

#[test]
fn pages_that_were_freed_give_their_rows() {
    let (found, deleted, whole) =
        delete("", 3000, "DELETE FROM message WHERE ROWID BETWEEN 500 AND 2500");
    assert!(found.iter().any(|row| row.how == How::FreePage));
    assert!(whole.len() * 10 > deleted * 9, "{} of {deleted}", whole.len());
}

#[test]
fn a_table_that_was_emptied_gives_its_rows() {
    let (_, deleted, whole) = delete("", 3000, "DELETE FROM message");
    assert_eq!(deleted, 3000);
    // The pages that became the list of free pages lost their beginnings.
    assert!(whole.len() > 2900, "{}", whole.len());
}

#[test]
fn long_texts_are_put_together_from_free_pages() {
    let (_folder, path, connection) =
        new_database(&format!("PRAGMA secure_delete = 0; {MESSAGES}"));
    fill(&connection, 0..50);
    let long = "0123456789".repeat(3000);
    connection.execute("INSERT INTO message (guid, text) VALUES ('LONG', ?)", [&long]).unwrap();
    fill(&connection, 60..100);
    // The first page that is freed becomes the trunk of the list and loses its beginning.
    connection.execute_batch("CREATE TABLE x (a); DROP TABLE x;").unwrap();
    connection.execute_batch("DELETE FROM message WHERE guid = 'LONG'").unwrap();
    let found = carve_path(&path);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].text("text"), Some(long.as_str()));
    assert!(found[0].is_whole);
}

#[test]
fn rows_that_exist_are_never_reported() {
    let (_folder, path, connection) =
        new_database(&format!("PRAGMA secure_delete = 0; {MESSAGES}"));
    fill(&connection, 0..3000);
    // Cells move within and between pages, and leave copies behind.
    connection.execute_batch("UPDATE message SET is_read = 1000000 WHERE ROWID % 3 = 0").unwrap();
    connection
        .execute_batch("UPDATE message SET payload = zeroblob(200) WHERE ROWID % 11 = 0")
        .unwrap();
    connection
        .execute_batch("UPDATE message SET payload = NULL, date = 1 WHERE ROWID % 22 = 0")
        .unwrap();
    let found = carve_path(&path);
    assert!(found.is_empty(), "{} found, first {:?}", found.len(), found.first());
}

#[test]
fn an_edited_row_shows_what_it_said_before() {
    let (_folder, path, connection) = new_database(&format!(
        "PRAGMA secure_delete = 0; {MESSAGES} PRAGMA journal_mode = WAL; \
         PRAGMA wal_autocheckpoint = 0;"
    ));
    fill(&connection, 0..100);
    connection.execute_batch("UPDATE message SET text = 'edited' WHERE ROWID = 51").unwrap();
    let found = carve_path(&path);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].is_older && found[0].how == How::OldFrame && found[0].in_log);
    assert_eq!((found[0].rowid, found[0].text("guid")), (Some(51), Some("GUID-000050")));
}

#[test]
fn the_log_gives_rows_that_are_deleted_in_it() {
    let (_folder, path, connection) =
        new_database(&format!("PRAGMA secure_delete = 1; {MESSAGES}"));
    fill(&connection, 0..100);
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;").unwrap();
    let (columns, mut deleted) = rows_by_sqlite(&connection, "message");
    deleted.retain(|(rowid, _)| *rowid == 7);
    // Deleted in the log: the main file still has it.
    connection.execute_batch("DELETE FROM message WHERE ROWID = 7").unwrap();
    let found = carve_path(&path);
    assert_eq!(assert_exact(&found, &deleted, &columns).len(), 1);
    assert_eq!((found.len(), found[0].how), (1, How::ReplacedPage));
    // Written and deleted in the log: an older frame has it.
    connection
        .execute_batch("INSERT INTO message (guid, text) VALUES ('NEW', 'short life')")
        .unwrap();
    connection.execute_batch("DELETE FROM message WHERE guid = 'NEW'").unwrap();
    let found = carve_path(&path);
    let new = found.iter().find(|row| row.text("guid") == Some("NEW")).unwrap();
    assert_eq!((found.len(), new.how, new.rowid), (2, How::OldFrame, Some(101)));
    let log = std::fs::read(wal_path(&path)).unwrap();
    let place = &log[new.offset..new.offset + 60];
    assert!(place.windows(10).any(|part| part == b"short life"), "{:?}", new.at);
    assert!(matches!(new.at, Locator::Row { row: 101, wal: true, .. }));
    // Without the log, the row in the main file is there.
    let main = std::fs::read(&path).unwrap();
    assert!(carve(&open(main, None).unwrap()).0.is_empty());
}

#[test]
fn earlier_rounds_and_uncommitted_frames() {
    let (_folder, path, connection) = new_database(&format!(
        "PRAGMA secure_delete = 1; PRAGMA page_size = 1024; PRAGMA cache_size = 5; {MESSAGES}"
    ));
    fill(&connection, 0..40);
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;").unwrap();
    connection
        .execute_batch("INSERT INTO message (guid, text) VALUES ('OLD', 'of an old round')")
        .unwrap();
    fill(&connection, 50..90);
    connection.execute_batch("DELETE FROM message WHERE guid = 'OLD'").unwrap();
    connection.query_row("PRAGMA wal_checkpoint(RESTART)", [], |_| Ok(())).unwrap();
    connection.execute_batch("UPDATE message SET is_read = 5 WHERE ROWID = 1").unwrap();
    let found = carve_path(&path);
    let old = found.iter().find(|row| row.text("guid") == Some("OLD")).unwrap();
    assert_eq!(old.how, How::EarlierRound);
    // More than the cache holds: frames are written before the commit that never comes.
    connection.execute_batch("BEGIN").unwrap();
    for row in 0..200 {
        connection
            .execute(
                "INSERT INTO message (guid, text) VALUES (?, ?)",
                [format!("UNCOMMITTED-{row}"), "under way ".repeat(20)],
            )
            .unwrap();
    }
    let (main, log) = (std::fs::read(&path).unwrap(), std::fs::read(wal_path(&path)).unwrap());
    let found = carve(&open(main, Some(log)).unwrap()).0;
    let under_way = found.iter().filter(|row| row.how == How::Uncommitted).count();
    assert!(under_way > 50, "{under_way}");
}

#[test]
fn secure_deletion_leaves_nothing() {
    for settings in ["", "PRAGMA page_size = 1024"] {
        let (_folder, path, connection) =
            new_database(&format!("PRAGMA secure_delete = 1; {settings}; {MESSAGES}"));
        fill(&connection, 0..1000);
        connection.execute_batch("DELETE FROM message WHERE ROWID % 3 = 0").unwrap();
        connection.execute_batch("DELETE FROM message WHERE ROWID > 400").unwrap();
        let found = carve_path(&path);
        assert!(found.is_empty(), "{found:?}");
    }
}

#[test]
fn a_row_whose_end_was_overwritten_shows_its_beginning() {
    let (_folder, path, connection) = new_database(
        "PRAGMA secure_delete = 0; CREATE TABLE t (a TEXT, b INTEGER, c TEXT, d TEXT);
         INSERT INTO t VALUES ('one', 1, 'x', 'y');",
    );
    connection
        .execute(
            "INSERT INTO t VALUES ('https://deleted.test/', 2, 'middle', ?)",
            ["z".repeat(200)],
        )
        .unwrap();
    // Freed at the start of the cells: it becomes part of the gap as it is.
    connection.execute_batch("DELETE FROM t WHERE rowid = 2").unwrap();
    connection.execute("INSERT INTO t VALUES ('new', 3, NULL, ?)", ["n".repeat(100)]).unwrap();
    let found = carve_path(&path);
    assert_eq!(found.len(), 1, "{found:?}");
    let row = &found[0];
    assert_eq!(row.how, How::Unallocated);
    assert!(!row.is_whole);
    assert_eq!(row.text("a"), Some("https://deleted.test/"));
    assert_eq!(row.text("c"), Some("middle"));
    assert!(row.text("d").unwrap().chars().all(|c| c == 'z'));
    assert!(row.is_older && row.rowid == Some(2));
}

#[test]
fn tables_alike_are_not_told_apart() {
    let (_folder, path, connection) = new_database(
        "PRAGMA secure_delete = 0; CREATE TABLE one (a TEXT, b INTEGER, c TEXT);
         CREATE TABLE two (a TEXT, b INTEGER, c TEXT);",
    );
    for row in 0..400 {
        connection
            .execute(
                "INSERT INTO one VALUES (?, ?, 'c')",
                rusqlite::params![format!("a {row}"), row],
            )
            .unwrap();
    }
    connection.execute_batch("DELETE FROM one WHERE rowid > 100").unwrap();
    let found = carve_path(&path);
    let freed: Vec<_> = found.iter().filter(|row| row.how == How::FreePage).collect();
    assert!(freed.len() > 100);
    assert!(freed.iter().all(|row| row.table.is_none() && row.values[0].0 == "?"));
    let own: Vec<_> = found.iter().filter(|row| row.how == How::FreeBlock).collect();
    assert!(own.iter().all(|row| row.table.as_deref() == Some("one")), "{own:?}");
}

#[test]
fn other_encodings_and_rows_from_before_a_column() {
    for encoding in ["UTF-16le", "UTF-16be", "UTF-8"] {
        let (_folder, path, connection) = new_database(&format!(
            "PRAGMA secure_delete = 0; PRAGMA encoding = '{encoding}';
             CREATE TABLE t (a TEXT, b INTEGER, c TEXT);"
        ));
        for row in 0..100 {
            connection
                .execute(
                    "INSERT INTO t VALUES (?, ?, 'voilà')",
                    rusqlite::params![format!("où est le n° {row} ?"), row],
                )
                .unwrap();
        }
        connection.execute_batch("ALTER TABLE t ADD COLUMN d TEXT DEFAULT 'later'").unwrap();
        connection.execute_batch("DELETE FROM t WHERE rowid > 98").unwrap();
        let found = carve_path(&path);
        let texts: BTreeSet<_> = found.iter().filter_map(|row| row.text("a")).collect();
        assert!(texts.contains("où est le n° 99 ?"), "{encoding}: {found:?}");
    }
}

/// Whatever is cut or changed, nothing fails.
#[test]
fn damage_costs_rows_and_nothing_else() {
    let (_folder, path, connection) =
        new_database(&format!("PRAGMA secure_delete = 0; PRAGMA page_size = 512; {MESSAGES}"));
    fill(&connection, 0..300);
    connection.execute_batch("DELETE FROM message WHERE ROWID % 9 = 0").unwrap();
    connection.execute_batch("DELETE FROM message WHERE ROWID BETWEEN 100 AND 200").unwrap();
    let main = std::fs::read(&path).unwrap();
    for at in (0..main.len()).step_by(997) {
        let mut bytes = main.clone();
        bytes[at] ^= 0x55;
        if let Some(part) = bytes.get_mut(at / 2 + 512..at / 2 + 520) {
            part.fill(0xff);
        }
        if let Ok(database) = open(bytes, None) {
            carve(&database);
        }
        if let Ok(database) = open(main[..at].to_vec(), Some(main[at..].to_vec())) {
            carve(&database);
        }
    }
}

#[test]
fn missing_rowids_are_counted() {
    let (_folder, path, connection) = new_database(MESSAGES);
    fill(&connection, 0..3000);
    connection
        .execute_batch(
            "DELETE FROM message WHERE ROWID BETWEEN 500 AND 999;
             DELETE FROM message WHERE ROWID IN (1, 2, 20, 22, 1500, 3000);",
        )
        .unwrap();
    let (_, carving) = carve(&open_path(&path));
    let rowids = carving.rowids.iter().find(|rowids| rowids.table == "message").unwrap();
    assert_eq!((rowids.first, rowids.last, rowids.rows), (3, 2999, 2494));
    assert_eq!((rowids.missing, rowids.gaps), (503, 4));
    assert_eq!(rowids.largest, [(19, 21), (21, 23), (499, 1000), (1499, 1501)]);
    let sequence = carving.rowids.iter().find(|rowids| rowids.table == "sqlite_sequence").unwrap();
    assert_eq!((sequence.rows, sequence.missing), (1, 0));
}
