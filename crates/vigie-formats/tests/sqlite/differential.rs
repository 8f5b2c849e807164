//! Every row as SQLite gives it.

use rusqlite::{Connection, params};
use vigie_core::Locator;

use crate::support::*;

/// A table with every kind of value, and enough rows for a tree of several levels.
fn fill(connection: &Connection, rows: i64, longest: i64) {
    connection
        .execute_batch(
            "CREATE TABLE message (
                ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT,
                date INTEGER, score REAL, body BLOB, any_thing, flag NUMERIC DEFAULT 0);
             CREATE TABLE plain (a, b);
             CREATE INDEX message_date ON message (date);
             CREATE VIEW v AS SELECT * FROM message;
             BEGIN;",
        )
        .unwrap();
    let mut insert =
        connection.prepare("INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?)").unwrap();
    let mut plain = connection.prepare("INSERT INTO plain VALUES (?, ?)").unwrap();
    for n in 0..rows {
        let len = usize::try_from((n * 7919) % longest).unwrap();
        let text = "naïve ☃ 𝄞 ".repeat(len / 8 + 1);
        let body = vec![u8::try_from(n % 251).unwrap(); len];
        let whole = [0, 1, -1, 127, -128, 300, 40_000, -9_000_000, 1 << 40, i64::MIN, i64::MAX];
        let date = whole[usize::try_from(n).unwrap() % whole.len()];
        let real = if n % 3 == 0 { n as f64 } else { n as f64 / 7.0 };
        let any: &dyn rusqlite::ToSql = match n % 4 {
            0 => &date,
            1 => &text,
            2 => &real,
            _ => &rusqlite::types::Null,
        };
        let id = n * 3 + 1;
        insert
            .execute(params![id, format!("guid-{n}"), text, date, real, body, any, n % 2])
            .unwrap();
        plain.execute(params![n, text.get(..4)]).unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
}

#[test]
fn every_page_size_encoding_and_vacuum_mode() {
    for (index, page_size) in [512, 1024, 4096, 8192, 32_768, 65_536].iter().enumerate() {
        for (encoding, vacuum) in [("UTF-8", 0), ("UTF-16le", 1), ("UTF-16be", 2)] {
            let (_folder, path, connection) = new_database(&format!(
                "PRAGMA page_size = {page_size}; PRAGMA encoding = '{encoding}';
                 PRAGMA auto_vacuum = {vacuum};"
            ));
            let longest = [700, 3000, 9000, 20_000, 70_000, 150_000][index];
            fill(&connection, 300, longest);
            assert_same(&path, &connection);
        }
    }
}

#[test]
fn deep_trees_and_deleted_rows() {
    let (_folder, path, connection) = new_database("PRAGMA page_size = 512");
    fill(&connection, 20_000, 40);
    assert_same(&path, &connection);
    connection.execute_batch("DELETE FROM message WHERE ROWID % 5 < 3; DELETE FROM plain").unwrap();
    assert_same(&path, &connection);
    connection
        .execute_batch("UPDATE message SET text = text || text WHERE ROWID % 2; VACUUM")
        .unwrap();
    assert_same(&path, &connection);
}

#[test]
fn a_hundred_thousand_rows() {
    let (_folder, path, connection) = new_database("");
    fill(&connection, 100_000, 60);
    assert_same(&path, &connection);
}

#[test]
fn rowids_at_both_ends() {
    let (_folder, path, connection) = new_database("CREATE TABLE t (a)");
    for rowid in [i64::MIN, -1, 0, 1, i64::MAX] {
        connection.execute("INSERT INTO t (rowid, a) VALUES (?1, ?1)", [rowid]).unwrap();
    }
    assert_same(&path, &connection);
}

#[test]
fn tables_without_rowid() {
    let (_folder, path, connection) = new_database("PRAGMA page_size = 1024");
    connection
        .execute_batch(
            "CREATE TABLE one (a TEXT, b INTEGER, c REAL, d BLOB, PRIMARY KEY (b, a)) WITHOUT ROWID;
             CREATE TABLE two (k INTEGER PRIMARY KEY DESC, v TEXT) WITHOUT ROWID;
             CREATE TABLE dup (a TEXT, b, PRIMARY KEY (b, a COLLATE NOCASE, a, b)) WITHOUT ROWID;
             CREATE TABLE gen (a, v AS (a + 1), b PRIMARY KEY, s AS (a * 2) STORED)
                WITHOUT ROWID, STRICT;
             BEGIN;"
                .replace("gen (a, v", "gen (a INT, v INT")
                .replace("b PRIMARY KEY, s AS", "b TEXT PRIMARY KEY, s INT AS")
                .as_str(),
        )
        .unwrap();
    for n in 0..3000_i64 {
        let text = "k".repeat(usize::try_from(n * 31 % 900).unwrap());
        connection
            .execute(
                "INSERT INTO one VALUES (?, ?, ?, ?)",
                params![text, n % 97 * 1000 + n, n, text],
            )
            .unwrap();
        connection.execute("INSERT INTO two VALUES (?, ?)", params![n * 13 % 5003, text]).unwrap();
        connection
            .execute("INSERT INTO dup VALUES (?, ?)", params![format!("K{n}"), n % 7])
            .unwrap();
        connection
            .execute("INSERT INTO gen (a, b) VALUES (?, ?)", params![n, format!("{n}")])
            .unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
    assert_same(&path, &connection);
}

#[test]
fn columns_added_later() {
    let (_folder, path, connection) = new_database(
        "PRAGMA foreign_keys = OFF; CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);
         INSERT INTO t (a) VALUES ('x'), ('y');",
    );
    for column in [
        "b",
        "c INTEGER DEFAULT 5",
        "d TEXT DEFAULT 5",
        "e REAL DEFAULT 5",
        "f REAL DEFAULT '7'",
        "g INTEGER DEFAULT '8'",
        "h INTEGER DEFAULT '8.0'",
        "i NUMERIC DEFAULT 'abc'",
        "j TEXT DEFAULT 'it''s'",
        "k BLOB DEFAULT x'0aFf'",
        "l DEFAULT -3",
        "m DEFAULT +4.5",
        "n DEFAULT (-6)",
        "o DEFAULT TRUE",
        "p DEFAULT NULL",
        "q TEXT DEFAULT \"quoted\"",
        "r INTEGER NOT NULL DEFAULT 0",
        "s VARCHAR(10) DEFAULT 1.50",
        "t_ DEFAULT 1e3",
        "u DEFAULT 0x1F",
        "v DEFAULT word",
        "w INT DEFAULT 9223372036854775807",
        "x INT DEFAULT -9223372036854775808",
        "y INT DEFAULT 9223372036854775808",
        "z AS (id + 1)",
        "aa CHECK (aa > 1) DEFAULT 3 REFERENCES t ON DELETE SET DEFAULT",
        "bb TEXT COLLATE NOCASE DEFAULT 'z'",
        "cc BLOB DEFAULT 'text'",
        "dd BLOB DEFAULT 12",
        "ee DEFAULT (((2)))",
        "ff FLOAT DEFAULT 3",
        "gg REAL DEFAULT 1.0",
    ] {
        connection.execute_batch(&format!("ALTER TABLE t ADD COLUMN {column}")).unwrap();
    }
    connection.execute_batch("INSERT INTO t (a) VALUES ('new')").unwrap();
    assert_same(&path, &connection);
}

#[test]
fn odd_definitions() {
    let (_folder, path, connection) = new_database("PRAGMA foreign_keys = OFF");
    for (index, definition) in [
        "\"a b\" TEXT, [c d] INTEGER, `e f` REAL, 'g h' BLOB",
        "id INTEGER PRIMARY KEY DESC, a",
        "id INT PRIMARY KEY, a",
        "id INTEGER, a, PRIMARY KEY (id DESC)",
        "id \"INTEGER\" PRIMARY KEY, a",
        "id integer not null primary key autoincrement, a",
        "a, id INTEGER CONSTRAINT pk PRIMARY KEY ON CONFLICT REPLACE, b",
        "a -- first, column (\n, /* second ) */ b VARCHAR ( 10 , 2 ) DEFAULT ',)', c",
        "a UNSIGNED BIG INT, b DOUBLE PRECISION, c FLOATING POINT, d CHARINT, e XBLOBX",
        "a TEXT DEFAULT 'x' NOT NULL CHECK (a <> ')' AND b IN (1, 2)), b, UNIQUE (a, b), CHECK (b > 0)",
        "key, \"primary\" TEXT, rowid, oid TEXT",
        "a REFERENCES other (x) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED, b DEFAULT 3",
        "a, b, CONSTRAINT \"c,(\" PRIMARY KEY (b) FOREIGN KEY (a) REFERENCES other (x) UNIQUE (a)",
        "x INTEGER, a, PRIMARY KEY (\"X\" COLLATE NOCASE ASC)",
        "a INTEGER GENERATED ALWAYS AS (b + 1) VIRTUAL, b INTEGER, c GENERATED ALWAYS AS (b || ',') STORED",
        "a INTEGER AS (1), b REAL, c DECIMAL(10,5), d",
        "a TEXT COLLATE \"NOCASE\" PRIMARY KEY, b REAL NOT NULL ON CONFLICT FAIL",
        "é TEXT, ☃ INT, a$_b$ REAL",
        "always INT, generated TEXT, stored, virtual REAL",
    ]
    .iter()
    .enumerate()
    {
        let name = ["plain", "with space", "qu\"ote", "(paren", "'single'", "é"][index % 6];
        let name = format!("{name}{index}");
        let quoted = name.replace('"', "\"\"");
        connection.execute_batch(&format!("CREATE TABLE \"{quoted}\" ({definition})")).unwrap();
        let mut info = connection
            .prepare(&format!("SELECT count(*) FROM pragma_table_info('{}')", name.replace('\'', "''")))
            .unwrap();
        let columns: i64 = info.query_row([], |row| row.get(0)).unwrap();
        for number in 0..3 {
            let values: Vec<String> = (0..columns).map(|at| (at + number + 1).to_string()).collect();
            let sql = format!("INSERT OR IGNORE INTO \"{quoted}\" VALUES ({})", values.join(","));
            connection.execute_batch(&sql).unwrap();
        }
    }
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;
             CREATE TABLE copied AS SELECT * FROM plain0;
             CREATE VIRTUAL TABLE fts USING fts5 (a, b);
             INSERT INTO fts VALUES ('one', 'two');
             CREATE TEMP TABLE gone (a);
             ALTER TABLE plain0 RENAME TO renamed;
             ALTER TABLE renamed RENAME COLUMN \"a b\" TO \"n\";
             ALTER TABLE renamed DROP COLUMN [c d];
             ANALYZE;",
        )
        .unwrap();
    assert_same(&path, &connection);
    let database = open_path(&path);
    assert!(database.table("fts").is_none(), "a virtual table has no rows of its own");
    assert!(database.table("FTS_CONTENT").is_some(), "names are the same in upper case");
    let schema = database.table("sqlite_master").unwrap();
    assert!(read(&schema).rows.len() > 20);
}

#[test]
fn a_schema_over_many_pages() {
    let (_folder, path, connection) = new_database("PRAGMA page_size = 512; BEGIN");
    for number in 0..400 {
        let sql = format!(
            "CREATE TABLE table_{number} (a, b, c); INSERT INTO table_{number} VALUES (1, {number}, 'x')"
        );
        connection.execute_batch(&sql).unwrap();
    }
    let wide: Vec<String> = (0..1500).map(|column| format!("column_{column} INTEGER")).collect();
    connection.execute_batch(&format!("CREATE TABLE wide ({})", wide.join(","))).unwrap();
    let values: Vec<String> = (0..1500).map(|value| (value * value).to_string()).collect();
    connection
        .execute_batch(&format!("INSERT INTO wide VALUES ({}); COMMIT", values.join(",")))
        .unwrap();
    assert_same(&path, &connection);
}

#[test]
fn invalid_text_is_kept() {
    let (_folder, path, connection) = new_database(
        "CREATE TABLE t (a TEXT);
         INSERT INTO t VALUES (CAST(x'61FF62' AS TEXT)), (CAST(x'F09F98' AS TEXT)), ('a' || char(0) || 'b');",
    );
    assert_same(&path, &connection);
}

/// SQLite keeps what the header of an existing database reserves, so an empty one is changed.
#[test]
fn reserved_bytes_in_every_page() {
    let (_folder, path, connection) = new_database("PRAGMA user_version = 1");
    drop(connection);
    let mut bytes = std::fs::read(&path).unwrap();
    assert_eq!(bytes.len(), 4096);
    bytes[20] = 32;
    bytes[105..107].copy_from_slice(&4064_u16.to_be_bytes());
    std::fs::write(&path, bytes).unwrap();
    let connection = Connection::open(&path).unwrap();
    fill(&connection, 300, 20_000);
    connection.execute_batch("PRAGMA integrity_check").unwrap();
    assert_eq!(std::fs::read(&path).unwrap()[20], 32);
    assert_same(&path, &connection);
}

#[test]
fn locators_name_the_byte() {
    let (_folder, path, connection) = new_database("PRAGMA page_size = 1024");
    fill(&connection, 500, 300);
    let bytes = std::fs::read(&path).unwrap();
    let database = open_path(&path);
    let table = database.table("message").unwrap();
    let found = read(&table);
    assert_eq!(found.rows.len(), 500);
    for ((rowid, _), locator) in found.rows.iter().zip(&found.locators) {
        let Locator::Row { table, row, byte: Some(byte), wal: false } = locator else {
            panic!("{locator:?}")
        };
        assert_eq!((table.as_ref(), row), ("message", rowid));
        let cell = &bytes[usize::try_from(*byte).unwrap()..];
        let after_len = cell.iter().position(|byte| *byte < 0x80).unwrap() + 1;
        let mut read = 0_i64;
        for byte in &cell[after_len..] {
            read = read << 7 | i64::from(byte & 0x7f);
            if *byte < 0x80 {
                break;
            }
        }
        assert_eq!(read, *rowid);
    }
}

#[test]
fn readers_by_type() {
    let (_folder, path, _connection) = new_database(
        "CREATE TABLE t (i INTEGER, r REAL, t TEXT, b BLOB, n);
         INSERT INTO t VALUES (7, 2, 'seven', x'00ff', NULL), (1.5, 2.5, 9, 'text', 3);",
    );
    let database = open_path(&path);
    let table = database.table("T").unwrap();
    let column = |name| table.column(name);
    let (i, r, t, b, n) = (column("I"), column("r"), column("t"), column("b"), column("n"));
    assert!(i.is_some() && column("missing").is_none());
    let mut seen = 0;
    table
        .scan(
            &mut |row| {
                seen += 1;
                assert_eq!(row.value(None), vigie_formats::sqlite::Value::Null);
                if row.rowid() == 1 {
                    assert_eq!((row.integer(i), row.real(i)), (Some(7), Some(7.0)));
                    assert_eq!((row.integer(r), row.real(r)), (None, Some(2.0)));
                    assert_eq!(row.text(t).as_deref(), Some("seven"));
                    assert_eq!((row.text(i), row.display_text(i).as_deref()), (None, Some("7")));
                    assert_eq!(row.display_text(r).as_deref(), Some("2.0"));
                    assert_eq!(
                        (row.blob(b), row.blob(t)),
                        (Some(&[0, 255][..]), Some(&b"seven"[..]))
                    );
                    assert_eq!((row.integer(n), row.real(n), row.text(n)), (None, None, None));
                    assert_eq!((row.blob(n), row.blob(i), row.text(b)), (None, None, None));
                } else {
                    assert_eq!((row.integer(i), row.real(i)), (None, Some(1.5)));
                    assert_eq!(row.text(t).as_deref(), Some("9"));
                    assert_eq!((row.text(b).as_deref(), row.integer(n)), (Some("text"), Some(3)));
                }
                assert_eq!(row.integer(table.column("_ROWID_")), Some(row.rowid()));
                Ok(())
            },
            &mut |_, message| panic!("{message}"),
        )
        .unwrap();
    assert_eq!(seen, 2);
}

#[test]
fn a_database_can_be_shared_by_threads() {
    let (_folder, path, connection) = new_database("");
    fill(&connection, 2000, 60);
    let database = open_path(&path);
    let table = database.table("message").unwrap();
    let alone = read(&table).rows;
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                assert_rows("message", &read(&table).rows, &alone);
                for (rowid, values) in alone.iter().step_by(7) {
                    let found = table.get(*rowid, |row| cells(&table, row)).unwrap();
                    assert_eq!(found.as_ref(), Some(values));
                }
            });
        }
    });
}

/// A look-up inside a look-up inside a scan: nothing is locked meanwhile.
#[test]
fn look_ups_can_be_nested() {
    let (_folder, path, connection) = new_database("");
    fill(&connection, 50, 6000);
    let database = open_path(&path);
    let (message, plain) = (database.table("message").unwrap(), database.table("plain").unwrap());
    let (id, a) = (message.column("rowid"), plain.column("a"));
    let mut found = 0;
    message
        .scan(
            &mut |row| {
                let n = row.integer(id).unwrap() / 3;
                let nested = plain.get(n + 1, |other| {
                    let again = message.get(row.rowid(), |row| row.integer(id))?;
                    assert_eq!(again, Some(row.integer(id)));
                    Ok::<_, vigie_core::Stop>(other.integer(a))
                })?;
                assert_eq!(nested.unwrap()?, Some(n));
                found += 1;
                Ok(())
            },
            &mut |_, message| panic!("{message}"),
        )
        .unwrap();
    assert_eq!(found, 50);
}

#[test]
fn an_empty_file_is_an_empty_database() {
    let database = open(Vec::new(), None).unwrap();
    assert_eq!(database.table_names().count(), 0);
    assert!(database.table("t").is_none());
}

/// Every database of the folder in the environment variable `DATABASES`, for databases that cannot
/// be published.
#[test]
#[ignore = "needs a folder of databases"]
fn databases_of_a_folder() {
    let folder = std::env::var("DATABASES").unwrap();
    let copies = tempfile::tempdir().unwrap();
    let (mut waiting, mut count) = (vec![std::path::PathBuf::from(folder)], 0);
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if std::fs::read(&path).is_ok_and(|bytes| bytes.starts_with(b"SQLite format 3")) {
            let copy = copies.path().join(format!("{count}.db"));
            std::fs::copy(&path, &copy).unwrap();
            if wal_path(&path).exists() {
                std::fs::copy(wal_path(&path), wal_path(&copy)).unwrap();
            }
            println!("{}", path.display());
            assert_same(&copy, &Connection::open(&copy).unwrap());
            count += 1;
        }
    }
    println!("{count} databases read the same");
}
