//! Databases that are cut, overwritten or forged.

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::Arc;
use std::time::Duration;

use vigie_core::{Bytes, Limits, ReadAt, Stop};
use vigie_formats::sqlite::{Database, fuzz};

use crate::support::*;

/// A database with a deep tree, long rows, an index and a table without rowids.
fn database(page_size: u32, rows: u32) -> Vec<u8> {
    let (_folder, path, connection) = new_database(&format!(
        "PRAGMA page_size = {page_size};
         CREATE TABLE message (id INTEGER PRIMARY KEY, guid TEXT NOT NULL, date INTEGER, body BLOB);
         CREATE TABLE handle (a TEXT, b TEXT, c TEXT, d TEXT, e TEXT);
         CREATE TABLE keyed (k TEXT PRIMARY KEY, v INTEGER) WITHOUT ROWID;
         CREATE INDEX by_date ON message (date); BEGIN"
    ));
    for n in 0..rows {
        let body = if n % 40 == 7 { 3000 } else { n % 50 };
        connection
            .execute(
                "INSERT INTO message VALUES (NULL, ?, ?, zeroblob(?))",
                rusqlite::params![format!("GUID-{n:05}"), 1000 + n, body],
            )
            .unwrap();
        let name = format!("+3361234{n:05}");
        connection.execute("INSERT INTO handle VALUES (?1, ?1, 'SMS', 'fr', ?1)", [&name]).unwrap();
        connection.execute("INSERT INTO keyed VALUES (?, ?)", rusqlite::params![name, n]).unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
    std::fs::read(&path).unwrap()
}

/// Everything that could be read.
#[derive(Default)]
struct Everything {
    rows: Vec<(String, Vec<Cell>)>,
    damage: Vec<String>,
}

fn everything(bytes: Vec<u8>) -> Everything {
    let mut all = Everything::default();
    let database = match open(bytes, None) {
        Ok(database) => database,
        Err(stop) => {
            all.damage.push(stop.to_string());
            return all;
        }
    };
    all.damage.extend(database.damage().iter().map(|damage| damage.message.clone()));
    for name in database.table_names() {
        let found = read(&database.table_named(name).unwrap());
        all.damage.extend(found.damage);
        all.rows.extend(found.rows.into_iter().map(|(_, cells)| (name.to_owned(), cells)));
    }
    all
}

/// Whether a value is an original one, or its beginning, or missing.
fn is_from(found: &Cell, original: &Cell) -> bool {
    match (found, original) {
        (Cell::Null, _) => true,
        (Cell::Text(found), Cell::Text(original)) => original.starts_with(found.as_str()),
        (Cell::Blob(found), Cell::Blob(original)) => original.starts_with(found),
        _ => found == original,
    }
}

/// Asserts that each row that was found is an original one, whole or cut.
fn assert_from(found: &Everything, original: &Everything, what: &str) {
    let whole: HashSet<_> = original.rows.iter().collect();
    for row in found.rows.iter().filter(|row| !whole.contains(row)) {
        let is_cut = original.rows.iter().any(|(table, cells)| {
            *table == row.0 && row.1.iter().zip(cells).all(|(found, cell)| is_from(found, cell))
        });
        assert!(is_cut, "{what}: {row:?}");
    }
}

#[test]
fn cut_at_every_page() {
    let bytes = database(512, 300);
    let original = everything(bytes.clone());
    assert_eq!((original.rows.len(), original.damage.len()), (900, 0));
    let (mut before, pages) = (0, bytes.len() / 512);
    for page in 1..pages {
        let found = everything(bytes[..page * 512].to_vec());
        assert!(!found.damage.is_empty(), "{page} pages of {pages}");
        assert_from(&found, &original, &format!("{page} pages"));
        // Nearly every page more gives more rows; none takes any away.
        assert!(found.rows.len() >= before, "{page} pages");
        before = found.rows.len();
    }
    assert!(before > 880);
}

#[test]
fn cut_at_every_byte() {
    let bytes = database(512, 7);
    let original = everything(bytes.clone());
    for len in 0..bytes.len() {
        let found = everything(bytes[..len].to_vec());
        assert_from(&found, &original, &format!("{len} bytes"));
        let is_whole = found.rows.len() == original.rows.len();
        assert!(is_whole || len == 0 || !found.damage.is_empty(), "{len} bytes");
    }
}

/// One wrong byte loses little, and never silently.
#[test]
fn one_wrong_byte_anywhere() {
    let bytes = database(512, 45);
    let original = everything(bytes.clone());
    let mut silent = Vec::new();
    let mut lost = 0;
    for at in 0..bytes.len() {
        for flip in [[0x01, 0x80], [0x08, 0xff]][at % 2] {
            let mut bytes = bytes.clone();
            bytes[at] ^= flip;
            let found = everything(bytes);
            let missing = original.rows.len().saturating_sub(found.rows.len());
            lost += missing;
            if found.rows.len() != original.rows.len() && found.damage.is_empty() {
                silent.push((at, flip, missing));
            }
        }
    }
    // A pointer can come to lead to a page of another table, whose rows fit by chance.
    assert!(silent.len() <= 3 && silent.iter().all(|silent| silent.2 < 5), "{silent:?}");
    println!(
        "{} rows of {} lost on average",
        lost as f64 / (bytes.len() * 2) as f64,
        original.rows.len()
    );
    assert!(lost < bytes.len() * 2 * original.rows.len() / 50);
}

/// The number of the page that the schema says table `name` begins on.
fn root(bytes: &[u8], name: &str) -> usize {
    let database = open(bytes.to_vec(), None).unwrap();
    let schema = database.table("sqlite_schema").unwrap();
    let (key, root) = (schema.column("name"), schema.column("rootpage"));
    let mut found = None;
    schema
        .scan(
            &mut |row| {
                if row.text(key).as_deref() == Some(name) {
                    found = row.integer(root);
                }
                Ok(())
            },
            &mut |_, _| {},
        )
        .unwrap();
    usize::try_from(found.unwrap()).unwrap()
}

fn page(bytes: &mut [u8], size: usize, number: usize) -> &mut [u8] {
    &mut bytes[(number - 1) * size..number * size]
}

#[test]
fn leaves_below_a_destroyed_page_go_to_their_table() {
    let mut bytes = database(512, 1500);
    let original = everything(bytes.clone());
    for table in ["message", "handle"] {
        let root = root(&bytes, table);
        assert_eq!(page(&mut bytes, 512, root)[0], 5);
        page(&mut bytes, 512, root).fill(0xee);
    }
    let found = everything(bytes);
    assert_from(&found, &original, "without roots");
    assert_eq!(found.rows.len(), original.rows.len());
    let recovered = found.damage.iter().filter(|message| message.contains("rows recovered"));
    assert_eq!(recovered.count(), 2, "{:?}", found.damage);
}

#[test]
fn freed_pages_are_not_brought_back() {
    let (_folder, path, connection) = new_database(
        "PRAGMA page_size = 512; CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL)",
    );
    for n in 0..2000 {
        connection.execute("INSERT INTO t (a) VALUES (printf('row %040d', ?))", [n]).unwrap();
    }
    connection.execute_batch("DELETE FROM t WHERE id BETWEEN 500 AND 1500").unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    let root = root(&bytes, "t");
    page(&mut bytes, 512, root)[..8].fill(0);
    let found = everything(bytes.clone());
    assert_eq!(found.rows.len(), 2000 - 1001);
    assert!(!found.damage.is_empty());
    // Without the list of free pages, deleted rows cannot be told from lost ones: that is said.
    bytes[36..40].copy_from_slice(&9999_u32.to_be_bytes());
    let found = everything(bytes);
    assert!(found.damage.iter().any(|message| message.contains("may be deleted ones")));
}

#[test]
fn a_header_that_tells_nothing() {
    for page_size in [512, 4096, 32_768, 65_536] {
        let bytes = database(page_size, 400);
        let original = everything(bytes.clone());
        let mut without = bytes.clone();
        without[..100].fill(0);
        let found = everything(without);
        assert!(found.rows == original.rows, "page size {page_size}: {:?}", found.damage);
        assert!(!found.damage.is_empty());
        for (at, value) in
            [(0, 0), (16, 0xff), (16, bytes[16] ^ 0x60), (17, 0x13), (20, 255), (21, 0), (59, 7)]
        {
            let mut wrong = bytes.clone();
            wrong[at] = value;
            let found = everything(wrong);
            let is_same = found.rows == original.rows;
            assert!(is_same, "byte {at} of page size {page_size}: {:?}", found.damage);
            assert!(!found.damage.is_empty(), "byte {at} of page size {page_size}");
        }
    }
}

#[test]
fn a_schema_whose_first_page_is_gone() {
    let (_folder, path, connection) = new_database("PRAGMA page_size = 1024");
    for number in 0..60 {
        connection
            .execute_batch(&format!(
                "CREATE TABLE table_{number} (first, second, third);
                 INSERT INTO table_{number} VALUES (1, 2, 'three')"
            ))
            .unwrap();
    }
    let mut bytes = std::fs::read(&path).unwrap();
    let original = everything(bytes.clone());
    bytes[..1024].fill(0);
    let found = everything(bytes);
    assert_from(&found, &original, "without page 1");
    assert_eq!(found.rows.len(), 60, "{:?}", found.damage);
    assert!(found.damage.iter().any(|message| message.contains("entries recovered")));
}

#[test]
fn trees_that_lead_back_to_themselves() {
    let original = database(512, 300);
    let root = root(&original, "message");
    for child in [root, 1, 2, 0, 0x7fff_ffff] {
        let mut bytes = original.clone();
        let child = u32::try_from(child).unwrap().to_be_bytes();
        page(&mut bytes, 512, root)[8..12].copy_from_slice(&child);
        let found = everything(bytes);
        assert!(!found.damage.is_empty());
        assert!(
            found.rows.len() >= 890,
            "salvage finds what lost its parent: {}",
            found.rows.len()
        );
    }
}

#[test]
fn overflow_chains_that_lead_back_to_themselves() {
    let (_folder, path, _connection) = new_database(
        "PRAGMA page_size = 512;
         CREATE TABLE t (a TEXT, b BLOB); INSERT INTO t VALUES ('first', zeroblob(200000))",
    );
    let original = std::fs::read(&path).unwrap();
    for (page_number, next) in [(10_usize, 10_u32), (10, 9), (300, 5), (20, 0), (20, 1 << 30)] {
        let mut bytes = original.clone();
        page(&mut bytes, 512, page_number)[..4].copy_from_slice(&next.to_be_bytes());
        let database = open(bytes, None).unwrap();
        let found = read(&database.table("t").unwrap());
        assert_eq!(found.rows.len(), 1, "what comes before the damage is kept");
        assert_eq!(found.rows[0].1[0], Cell::Text("first".into()));
        assert_eq!(found.damage.len(), 1);
        assert!(found.damage[0].contains("of a row were read"), "{:?}", found.damage);
    }
}

/// Many rows that all claim the same overflow pages must not take for ever.
#[test]
fn shared_overflow_pages_end() {
    let (_folder, path, connection) = new_database(
        "PRAGMA page_size = 65536; CREATE TABLE t (a BLOB); INSERT INTO t VALUES (zeroblob(30000000))",
    );
    for _ in 0..5 {
        connection.execute_batch("INSERT INTO t VALUES (zeroblob(66000))").unwrap();
    }
    let mut bytes = std::fs::read(&path).unwrap();
    let leaf =
        bytes.chunks_mut(65_536).skip(1).max_by_key(|page| (page[0] == 13, page[4])).unwrap();
    // Every pointer becomes the first one.
    let first: [u8; 2] = leaf[8..10].try_into().unwrap();
    let count = usize::from(u16::from_be_bytes([leaf[3], leaf[4]]));
    assert!(count > 2);
    for cell in 1..count {
        leaf[8 + 2 * cell..10 + 2 * cell].copy_from_slice(&first);
    }
    let found = everything(bytes);
    assert_eq!(found.rows.len(), 6 - count + 1);
    assert!(!found.damage.is_empty());
}

#[test]
fn a_value_larger_than_the_limit_is_cut() {
    let (_folder, path, _connection) = new_database(
        "CREATE TABLE t (a TEXT, b BLOB); INSERT INTO t VALUES ('kept', zeroblob(50000))",
    );
    let limits = Limits { value: 10_000, ..Limits::default() };
    let database = Database::open(shared(std::fs::read(path).unwrap()), None, &limits).unwrap();
    let found = read(&database.table("t").unwrap());
    assert_eq!(found.rows[0].1[0], Cell::Text("kept".into()));
    let Cell::Blob(blob) = &found.rows[0].1[1] else { panic!() };
    assert!((9000..=15_000).contains(&blob.len()));
    assert!(found.damage[0].contains("at most 10000 bytes"), "{:?}", found.damage);
}

#[test]
fn time_and_interruption() {
    let bytes = database(512, 300);
    let limits = Limits { time: Duration::ZERO, ..Limits::default() };
    assert!(matches!(
        Database::open(shared(bytes.clone()), None, &limits),
        Err(Stop::Limit { .. })
    ));
    let database = open(bytes, None).unwrap();
    let mut seen = 0;
    let stopped = database.table("message").unwrap().scan(
        &mut |_| {
            seen += 1;
            if seen == 5 { Err(Stop::Interrupted) } else { Ok(()) }
        },
        &mut |_, _| {},
    );
    assert!(matches!(stopped, Err(Stop::Interrupted)));
    assert_eq!(seen, 5);
}

#[test]
fn what_is_no_database_is_refused() {
    let garbage: Vec<u8> =
        (0..9000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
    for bytes in [
        b"x".to_vec(),
        b"SQLite format 3\0".to_vec(),
        b"SQLite format 2\0 and more that is no database, long enough to hold a header of 100 bytes, or so it is hoped".to_vec(),
        vec![0; 4096],
        vec![0xff; 100_000],
        garbage,
        b"bplist00".repeat(100),
    ] {
        assert!(open(bytes.clone(), None).is_err());
        assert!(open(bytes, Some(vec![1; 40])).is_err());
    }
}

/// Bytes of which some cannot be had.
struct BadSector(Bytes, std::ops::Range<u64>);

impl ReadAt for BadSector {
    fn size(&self) -> u64 {
        self.0.size()
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let end = offset + buffer.len() as u64;
        if offset < self.1.end && end > self.1.start {
            return Err(io::Error::other("bad sector"));
        }
        self.0.read_at(offset, buffer)
    }
}

#[test]
fn a_bad_sector_costs_its_page() {
    let bytes = database(512, 1000);
    let original = everything(bytes.clone());
    let size = bytes.len() as u64;
    let bad = BadSector(Bytes(bytes), size / 2 / 512 * 512..size / 2 / 512 * 512 + 1);
    let database = Database::open(Arc::new(bad), None, &Limits::default()).unwrap();
    let (mut rows, mut damage) = (0, Vec::new());
    for name in database.table_names() {
        let found = read(&database.table_named(name).unwrap());
        rows += found.rows.len();
        damage.extend(found.damage);
    }
    assert!(damage.iter().any(|message| message.contains("bad sector")), "{damage:?}");
    assert!(rows < original.rows.len() + 1 && rows > original.rows.len() - 30, "{rows}");
}

#[test]
fn damage_met_by_look_ups_is_told_by_the_scan() {
    let mut bytes = database(512, 600);
    let root = root(&bytes, "message");
    page(&mut bytes, 512, root).fill(0xee);
    let database = open(bytes, None).unwrap();
    let (message, handle) = (database.table("message").unwrap(), database.table("handle").unwrap());
    let mut told = Vec::new();
    let mut rows = 0;
    handle
        .scan(
            &mut |row| {
                rows += 1;
                assert_eq!(message.get(row.rowid(), |_| ()).unwrap(), None);
                Ok(())
            },
            &mut |at, message| told.push((at, message)),
        )
        .unwrap();
    assert_eq!(rows, 600);
    assert_eq!(told.len(), 1, "once, however many look-ups met it: {told:?}");
    assert!(told[0].1.starts_with("message: page "));
    assert!(database.take_late_damage().is_empty());
}

/// What the fuzzer checks, over databases with a few wrong bytes each.
#[test]
fn many_wrong_bytes() {
    let bytes = database(512, 40);
    let mut state = 12_345_u64;
    let mut random = move |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let rounds = std::env::var("ROUNDS").map_or(400, |rounds| rounds.parse().unwrap());
    for round in 0..rounds {
        let mut bytes = bytes.clone();
        for _ in 0..=round % 12 {
            let at = random(bytes.len());
            // Page headers and cell pointers matter most.
            let at = if round % 3 == 0 { at / 512 * 512 + at % 16 } else { at };
            bytes[at] = u8::try_from(random(256)).unwrap();
        }
        bytes.insert(0, u8::try_from(round % 2).unwrap());
        fuzz(&bytes);
    }
}

#[test]
fn tables_that_share_a_page_are_told() {
    let mut bytes = database(512, 30);
    let (from, to) = (root(&bytes, "handle"), root(&bytes, "message"));
    let wanted = u8::try_from(from).unwrap();
    let sql = bytes.windows(19).position(|window| window == b"handlehandle\x03CREATE ");
    let at = sql.map_or_else(
        || {
            bytes
                .windows(13)
                .position(|window| window.starts_with(b"handlehandle") && window[12] == wanted)
                .unwrap()
                + 12
        },
        |at| at + 12,
    );
    bytes[at] = u8::try_from(to).unwrap();
    let database = open(bytes, None).unwrap();
    let counts: HashMap<_, _> = database
        .table_names()
        .map(|name| (name.to_owned(), read(&database.table_named(name).unwrap()).rows.len()))
        .collect();
    assert_eq!(counts["message"], 30);
    assert!(database.damage().iter().any(|damage| damage.message.contains("of its own")));
}
