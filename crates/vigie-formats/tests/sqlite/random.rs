//! Rows of any values in tables of any shape.

use proptest::prelude::*;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::support::*;

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        2 => Just(Value::Null),
        3 => any::<i64>().prop_map(Value::Integer),
        3 => (-40_000_i64..40_000).prop_map(Value::Integer),
        2 => any::<f64>().prop_map(Value::Real),
        1 => (-1000_i32..1000).prop_map(|whole| Value::Real(f64::from(whole))),
        3 => ".{0,40}".prop_map(Value::Text),
        1 => (0_usize..5000).prop_map(|len| Value::Text("ü".repeat(len))),
        2 => proptest::collection::vec(any::<u8>(), 0..300).prop_map(Value::Blob),
        1 => (0_usize..20_000).prop_map(|len| Value::Blob(vec![9; len])),
    ]
}

fn settings() -> impl Strategy<Value = String> {
    let size = prop_oneof![Just(512), Just(1024), Just(4096), Just(16_384), Just(65_536)];
    let encoding = prop_oneof![Just("UTF-8"), Just("UTF-16le"), Just("UTF-16be")];
    (size, encoding, 0..3, any::<bool>()).prop_map(|(size, encoding, vacuum, wal)| {
        let journal = if wal { "WAL" } else { "DELETE" };
        format!(
            "PRAGMA page_size = {size}; PRAGMA encoding = '{encoding}';
             PRAGMA auto_vacuum = {vacuum}; PRAGMA journal_mode = {journal};
             PRAGMA wal_autocheckpoint = 50; PRAGMA synchronous = OFF;"
        )
    })
}

const TYPES: [&str; 8] = ["", "INTEGER", "TEXT", "REAL", "BLOB", "NUMERIC", "VARCHAR(9)", "DOUBLE"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_value_comes_back(
        settings in settings(),
        types in proptest::collection::vec(0..TYPES.len(), 1..9),
        rows in proptest::collection::vec(proptest::collection::vec(value(), 9), 1..60),
        deleted in 0_i64..10,
        added in any::<bool>(),
    ) {
        let (_folder, path, connection) = new_database(&settings);
        let columns: Vec<_> =
            types.iter().enumerate().map(|(at, kind)| format!("c{at} {}", TYPES[*kind])).collect();
        let columns = columns.join(", ");
        connection
            .execute_batch(&format!(
                "CREATE TABLE a (id INTEGER PRIMARY KEY, {columns});
                 CREATE TABLE b ({columns});
                 CREATE TABLE c (k, {columns}, PRIMARY KEY (c0, k)) WITHOUT ROWID;"
            ))
            .unwrap();
        let marks = vec!["?"; types.len()].join(", ");
        for (number, row) in rows.iter().enumerate() {
            let values = || params_from_iter(row.iter().take(types.len()));
            connection.execute(&format!("INSERT INTO a VALUES (NULL, {marks})"), values()).unwrap();
            connection.execute(&format!("INSERT INTO b VALUES ({marks})"), values()).unwrap();
            let sql = format!("INSERT OR IGNORE INTO c VALUES ({number}, {marks})");
            connection.execute(&sql, values()).unwrap();
        }
        connection.execute("DELETE FROM a WHERE id % 10 < ?", [deleted]).unwrap();
        if added {
            connection.execute_batch("ALTER TABLE b ADD COLUMN later TEXT DEFAULT 'since'").unwrap();
        }
        assert_same(&path, &connection);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn garbage_is_refused_quietly(
        mut bytes in proptest::collection::vec(any::<u8>(), 0..3000),
        has_magic in any::<bool>(),
    ) {
        if has_magic && bytes.len() > 101 {
            bytes[1..17].copy_from_slice(b"SQLite format 3\0");
            bytes[17..19].copy_from_slice(&512_u16.to_be_bytes());
            bytes[101] = 13;
        }
        vigie_formats::sqlite::fuzz(&bytes);
    }
}
