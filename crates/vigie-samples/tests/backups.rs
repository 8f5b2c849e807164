//! Samples repeat byte by byte, hold what their answer keys say, and open in SQLite.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use vigie_samples::ios::{Answers, Plan, Planted, Release};

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_path_buf();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn open(path: &Path) -> Connection {
    let uri = format!("file:{}?immutable=1", path.display());
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(uri, flags).unwrap()
}

/// Copies a database of a backup with its write-ahead log beside it, and opens the pair.
fn open_with_log(folder: &Path, planted: &Planted, scratch: &Path) -> Connection {
    let copy = scratch.join("copy.db");
    let wal = scratch.join("copy.db-wal");
    for old in [&copy, &wal, &scratch.join("copy.db-shm")] {
        let _ = fs::remove_file(old);
    }
    fs::copy(folder.join(&planted.file[..2]).join(&planted.file), &copy).unwrap();
    let index = open(&folder.join("Manifest.db"));
    let id: Option<String> = index
        .query_row(
            "SELECT fileID FROM Files WHERE domain = ?1 AND relativePath = ?2 || '-wal'",
            [&planted.domain, &planted.path],
            |row| row.get(0),
        )
        .ok();
    if let Some(id) = id {
        fs::copy(folder.join(&id[..2]).join(&id), &wal).unwrap();
    }
    Connection::open(&copy).unwrap()
}

/// Everything in one row, as one run of bytes.
fn row_bytes(connection: &Connection, table: &str, row: i64) -> Option<Vec<u8>> {
    let mut statement =
        connection.prepare(&format!("SELECT * FROM {table} WHERE rowid = ?1")).unwrap();
    let columns = statement.column_count();
    let mut rows = statement.query([row]).unwrap();
    let row = rows.next().unwrap()?;
    let mut bytes = Vec::new();
    for column in 0..columns {
        match row.get_ref(column).unwrap() {
            ValueRef::Text(value) | ValueRef::Blob(value) => bytes.extend_from_slice(value),
            ValueRef::Integer(value) => bytes.extend(value.to_string().bytes()),
            ValueRef::Real(_) | ValueRef::Null => {}
        }
        bytes.push(b' ');
    }
    Some(bytes)
}

fn contains(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}

/// Where the value stands if not in the row itself.
fn elsewhere(planted: &Planted) -> Option<&'static str> {
    match planted.plant.as_str() {
        "sms-sender" => Some(
            "SELECT id FROM handle JOIN message ON handle_id = handle.ROWID WHERE message.ROWID = ?1",
        ),
        _ if planted.table.as_deref() == Some("history_visits") => Some(
            "SELECT url FROM history_items JOIN history_visits ON history_item = history_items.id WHERE history_visits.id = ?1",
        ),
        "chrome-visit" | "chrome-wal" => Some(
            "SELECT urls.url FROM urls JOIN visits ON visits.url = urls.id WHERE visits.id = ?1",
        ),
        "firefox-visit" => {
            Some("SELECT url FROM history JOIN visits ON siteID = history.id WHERE visits.id = ?1")
        }
        "shortcut-url" => Some("SELECT ZDATA FROM ZSHORTCUTACTIONS WHERE ZSHORTCUT = ?1"),
        _ => None,
    }
}

fn check_row(connection: &Connection, planted: &Planted) {
    let Some(table) = planted.table.as_deref() else { return };
    let row = planted.row.unwrap();
    let found = match elsewhere(planted) {
        Some(query) => connection
            .query_row(query, [row], |row| {
                Ok(row.get_ref(0)?.as_bytes().map(<[u8]>::to_vec).unwrap_or_default())
            })
            .ok(),
        None => row_bytes(connection, table, row),
    };
    if planted.plant == "datausage-gap" {
        assert_eq!(found, None, "the gap is filled");
        return;
    }
    let found = found.unwrap_or_else(|| panic!("{}: no row {row} in {table}", planted.plant));
    assert!(
        contains(&found, &planted.seen),
        "{}: not {:?} in row {row}",
        planted.plant,
        planted.seen
    );
}

fn check_answers(folder: &Path, answers: &Answers, scratch: &Path) {
    for planted in &answers.planted {
        if planted.table.is_some() {
            check_row(&open_with_log(folder, planted, scratch), planted);
        } else if planted.domain.is_empty() {
            let bytes = fs::read(folder.join(&planted.file)).unwrap();
            assert!(contains(&bytes, &planted.seen), "{}", planted.plant);
        } else {
            let path = folder.join(&planted.file[..2]).join(&planted.file);
            assert_eq!(path.exists(), planted.plant != "manifest-missing", "{}", planted.plant);
        }
    }
}

fn bytes_of_sqlite(path: &Path) -> bool {
    fs::read(path).unwrap().starts_with(b"SQLite format 3")
}

/// In a dump the write-ahead log already lies beside its database.
fn check_dump_row(path: &Path, planted: &Planted, scratch: &Path) {
    let copy = scratch.join("dump.db");
    let wal = scratch.join("dump.db-wal");
    for old in [&copy, &wal, &scratch.join("dump.db-shm")] {
        let _ = fs::remove_file(old);
    }
    fs::copy(path, &copy).unwrap();
    let log = path.with_file_name(format!("{}-wal", path.file_name().unwrap().to_str().unwrap()));
    if log.exists() {
        fs::copy(log, &wal).unwrap();
    }
    check_row(&Connection::open(&copy).unwrap(), planted);
}

fn check_databases(folder: &Path) -> usize {
    let mut databases = 0;
    for (name, bytes) in files(folder) {
        if !bytes.starts_with(b"SQLite format 3") {
            continue;
        }
        let connection = open(&folder.join(&name));
        let answer: String =
            connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(answer, "ok", "{}", name.display());
        databases += 1;
    }
    databases
}

#[test]
fn every_generation_opens_and_holds_what_its_key_says() {
    for release in Release::all() {
        let scratch = tempfile::tempdir().unwrap();
        let folder = scratch.path().join("backup");
        let plan = Plan { ios: release.ios, ..Plan::tiny().planted() };
        let answers = plan.write(&folder).unwrap();
        assert!(check_databases(&folder) > 15, "iOS {}", release.ios);
        assert!(answers.planted.len() > 60, "iOS {}", release.ios);
        check_answers(&folder, &answers, scratch.path());
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let scratch = tempfile::tempdir().unwrap();
    let plan = Plan::tiny().planted().hostile().encrypted("password");
    let write = |name: &str, plan: &Plan| {
        let folder = scratch.path().join(name);
        let answers = plan.write(&folder).unwrap();
        (answers, files(&folder))
    };
    let first = write("first", &plan);
    let second = write("second", &plan);
    assert_eq!(first.0, second.0);
    assert!(first.1 == second.1);
    let third = write("third", &Plan { seed: 2, ..plan });
    assert!(first.1 != third.1);
}

#[test]
fn counts_are_those_of_the_tables() {
    let scratch = tempfile::tempdir().unwrap();
    let plan = Plan { wal: false, ..Plan::tiny() };
    let answers = plan.write(scratch.path()).unwrap();
    let count = |id: &str, table: &str| -> i64 {
        open(&scratch.path().join(&id[..2]).join(id))
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
            .unwrap()
    };
    let counted = |kind: &str| i64::try_from(answers.records[kind]).unwrap();
    assert_eq!(counted("sms"), count("3d0d7e5fb2ce288813306e4d4636395e047a3d28", "message"));
    assert_eq!(
        counted("sms_attachments"),
        count("3d0d7e5fb2ce288813306e4d4636395e047a3d28", "attachment")
    );
    assert_eq!(counted("calls"), count("5a4935c78a5255723f707230a451d79c540d2741", "ZCALLRECORD"));
    assert_eq!(counted("tcc"), count("64d0019cb3d46bfc8cce545a8ba54b93e7ea9347", "access"));
    let index = open(&scratch.path().join("Manifest.db"));
    let rows: i64 = index.query_row("SELECT count(*) FROM Files", [], |row| row.get(0)).unwrap();
    assert_eq!(counted("manifest"), rows);
    let directories: i64 = index
        .query_row("SELECT count(*) FROM Files WHERE flags = 2", [], |row| row.get(0))
        .unwrap();
    assert!(directories * 10 > rows * 6, "{directories} directories of {rows}");
    assert!(answers.planted.is_empty());
}

#[test]
fn an_encrypted_backup_shows_nothing_in_clear() {
    let scratch = tempfile::tempdir().unwrap();
    Plan::tiny().planted().encrypted("password").write(scratch.path()).unwrap();
    for (name, bytes) in files(scratch.path()) {
        if !name.to_string_lossy().ends_with(".plist") {
            assert!(!contains(&bytes, "SQLite format"), "{}", name.display());
            assert!(!contains(&bytes, "nachtwacht"), "{}", name.display());
        }
    }
}

#[test]
fn dumps_and_sysdiagnoses_hold_what_their_keys_say() {
    let scratch = tempfile::tempdir().unwrap();
    for release in Release::all() {
        let plan = Plan { ios: release.ios, ..Plan::tiny().planted() };
        let dump = scratch.path().join(format!("dump{}", release.ios));
        let answers = plan.write_dump(&dump).unwrap();
        let sysdiagnose = scratch.path().join(format!("sysdiagnose{}", release.ios));
        let more = plan.write_sysdiagnose(&sysdiagnose).unwrap();
        let top = fs::read_dir(&sysdiagnose).unwrap().next().unwrap().unwrap().path();
        for (folder, answers) in [(&dump, &answers), (&top, &more)] {
            for planted in &answers.planted {
                let path = folder.join(&planted.file);
                assert!(path.exists(), "{} {}", planted.plant, path.display());
                if bytes_of_sqlite(&path) {
                    check_dump_row(&path, planted, scratch.path());
                } else if planted.table.as_deref() == Some("line") {
                    let text = fs::read_to_string(&path).unwrap();
                    let line = usize::try_from(planted.row.unwrap()).unwrap();
                    let line = text.lines().nth(line - 1).unwrap();
                    assert!(line.contains(&planted.seen), "{line}");
                }
            }
        }
        let databases = check_databases(&dump);
        assert!(databases > 25, "iOS {}: {databases}", release.ios);
        assert_eq!(answers.of("shutdown-process").count(), 1);
        assert_eq!(more.of("shutdown-delay").count(), 4);
    }
}

#[test]
fn sizes_follow_the_plan() {
    let scratch = tempfile::tempdir().unwrap();
    let ten = Plan::rows(10).write(&scratch.path().join("ten")).unwrap();
    assert!(ten.total() < 100, "{:?}", ten.records);
    let many = Plan::rows(5_000).write(&scratch.path().join("many")).unwrap();
    assert!((4_000..7_000).contains(&many.total()), "{:?}", many.records);
}

#[test]
fn there_was_no_ios_19() {
    let scratch = tempfile::tempdir().unwrap();
    let error = Plan { ios: 19, ..Plan::tiny() }.write(scratch.path()).unwrap_err();
    assert_eq!(error.to_string(), "no schema of iOS 19: known are 10 to 18 and 26");
}
