//! Evidence that somebody prepared against its reader.

use rusqlite::Connection;
use vigie_samples::ios::Plan;

use crate::support::Bench;

const SMS: &str = "backup/3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28";

/// The backup's message database, to be spoilt.
fn messages(bench: &Bench) -> Connection {
    let db = Connection::open(bench.path(SMS)).unwrap();
    db.query_row("PRAGMA journal_mode = OFF", [], |_| Ok(())).unwrap();
    db
}

fn plan() -> Plan {
    Plan { wal: false, ..Plan::tiny().planted() }
}

/// Checks, and gives the problems with the message database.
fn problems(bench: &Bench) -> Vec<String> {
    let document = bench.check("case", &[]).ends(13).json();
    let problems = document["problems"].as_array().unwrap().iter();
    let of_messages =
        problems.filter(|problem| problem["path"].as_str().unwrap().ends_with("sms.db"));
    of_messages.map(|problem| problem["message"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_blob_of_a_gigabyte_costs_its_row_only() {
    let bench = Bench::new(&plan());
    let db = messages(&bench);
    let insert = "INSERT INTO message (guid, text, attributedBody, handle_id, date)
                  VALUES ('huge', NULL, zeroblob(999000000), 1, 700000000000000000)";
    db.execute(insert, []).unwrap();
    drop(db);
    let problems = problems(&bench);
    assert!(!problems.is_empty());
    let found = bench.vigie(&["search", "case", "stille-haven"]).ends(0).out();
    assert!(found.contains("ios.sms.message"), "the other rows are read");
}

#[test]
fn tables_that_lead_in_circles_end_in_a_problem() {
    let bench = Bench::new(&plan());
    let db = messages(&bench);
    let root: u32 = db
        .query_row("SELECT rootpage FROM sqlite_master WHERE name = 'message'", [], |row| {
            row.get(0)
        })
        .unwrap();
    let size: u32 = db.query_row("PRAGMA page_size", [], |row| row.get(0)).unwrap();
    drop(db);
    // The root becomes an inner page whose only child is itself.
    let mut bytes = std::fs::read(bench.path(SMS)).unwrap();
    let start = usize::try_from(u64::from(root - 1) * u64::from(size)).unwrap();
    let child = root.to_be_bytes();
    bytes[start..start + 8].copy_from_slice(&[5, 0, 0, 0, 0, 0, 0, 0]);
    bytes[start + 8..start + 12].copy_from_slice(&child);
    std::fs::write(bench.path(SMS), bytes).unwrap();
    let problems = problems(&bench);
    assert!(!problems.is_empty());
    assert!(problems.iter().all(|message| !message.contains("please report")), "{problems:?}");
}

#[test]
fn garbage_in_place_of_every_file_ends_in_problems() {
    let bench = Bench::new(&plan());
    for (path, bytes) in Bench::files(&bench.path("backup")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.starts_with("Manifest") || name.starts_with("Info") {
            continue;
        }
        let garbage: Vec<u8> =
            (0..bytes.len()).map(|at| u8::try_from(at * at / 7 % 256).unwrap()).collect();
        std::fs::write(path, garbage).unwrap();
    }
    let document = bench.check("case", &[]).json();
    let problems = document["problems"].as_array().unwrap();
    assert!(problems.len() > 5, "{problems:?}");
    let text = document["problems"].to_string();
    assert!(!text.contains("please report"), "{text}");
    let states = document["coverage"]["sources"][0]["artefacts"].as_array().unwrap();
    assert!(states.iter().any(|artefact| artefact["state"] == "unreadable"));
}
