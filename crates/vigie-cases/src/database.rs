//! Databases written as SQL text, with functions for the blobs that phones keep in them.

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, Error};

use crate::blobs;

/// The bytes of the database that `sql` makes.
///
/// Functions besides SQLite's own: `archive(json)` gives a keyed archive, `archive_top(json)` one that
/// names several objects, `plist(json)` a binary property list, `attributed(text, link…)` an
/// attributed text as a typed stream.
pub(crate) fn bytes(sql: &str) -> Vec<u8> {
    files(sql, false).0
}

/// As [`bytes`], and the write-ahead log where it is kept: as it is before SQLite closes the
/// database.
pub(crate) fn files(sql: &str, keep_log: bool) -> (Vec<u8>, Option<Vec<u8>>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("db");
    let connection = Connection::open(&file).unwrap();
    let add = |name, encode: fn(&[String]) -> Vec<u8>| {
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
        connection
            .create_scalar_function(name, -1, flags, move |context| {
                let texts: Result<Vec<String>, Error> =
                    (0..context.len()).map(|at| context.get(at)).collect();
                Ok(encode(&texts?))
            })
            .unwrap();
    };
    add("archive", |texts| blobs::archive(&texts[0]));
    add("archive_top", |texts| blobs::archive_of(&serde_json::from_str(&texts[0]).unwrap()));
    add("plist", |texts| blobs::plist(&texts[0]));
    add("attributed", |texts| blobs::attributed(&texts[0], texts.get(1).map(String::as_str)));
    // Evidence may name rows that are not there.
    connection.execute_batch("PRAGMA foreign_keys = OFF;").unwrap();
    connection.execute_batch(sql).unwrap();
    if keep_log {
        let log = std::fs::read(folder.path().join("db-wal")).unwrap();
        return (std::fs::read(&file).unwrap(), Some(log));
    }
    drop(connection);
    (std::fs::read(&file).unwrap(), None)
}
