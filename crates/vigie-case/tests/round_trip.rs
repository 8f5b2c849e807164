//! What is written to a case can be read back, in every order, and sealed records stay sealed.
#![cfg(test)]

use serde::{Deserialize, Serialize};
use vigie_case::{BlockBuffer, Case, CaseError, CaseWriter, NewFile, NewSource, SealKey};
use vigie_core::{
    Coverage, Kind, Locator, Observable, Origin, Outcome, Problem, Record, RecordQuery,
    RecordSource, Stamp, Text, Time, Verdict, Volume, revive,
};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Fact {
    number: i64,
    text: String,
}

static FACT: Kind = Kind {
    id: "test.fact",
    title: Text { en: "fact", fr: "fait" },
    brief: &["text"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Fact>,
};

impl Record for Fact {
    fn kind(&self) -> &'static Kind {
        &FACT
    }
    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = Time::from_unix_seconds(self.number * 60) {
            see(Stamp::utc(at, "noted"));
        }
    }
    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

const RECORDS: i64 = 5000;

/// Two files whose records interleave in time.
fn write(folder: &std::path::Path, seal: Option<&SealKey>) {
    let case = CaseWriter::create(folder).unwrap();
    case.add_source(&NewSource { number: 0, path: "phone", inner: "", seal }).unwrap();
    for task in 0..2u32 {
        let id = i64::from(task) + 1;
        let path = format!("/file{task}");
        case.add_file(&NewFile { id, source: 0, path: &path, stored: "ab" }).unwrap();
        case.hash_file(id, 7, "00ff").unwrap();
        let mut buffer = BlockBuffer::new(task, id);
        for number in (i64::from(task)..RECORDS).step_by(2) {
            let text = format!("Straße {number} \"quoted\" {}", "x".repeat(100));
            let fact = Fact { number, text };
            let mut stamps = Vec::new();
            fact.stamps(&mut |stamp| stamps.push(stamp));
            buffer.push(&Locator::Line(1), &fact, &stamps).unwrap();
            if buffer.is_full() {
                case.flush(&mut buffer, seal).unwrap();
            }
        }
        case.flush(&mut buffer, seal).unwrap();
        assert!(buffer.is_empty());
    }
    let problem = Problem {
        source: Some(0),
        by: "p".into(),
        path: "/file0".into(),
        at: Locator::Byte(3),
        message: "m".into(),
    };
    case.conclude(&Outcome::conclude(Vec::new(), vec![problem], Coverage::default())).unwrap();
}

fn ids(case: &Case, query: &RecordQuery) -> Vec<i64> {
    let mut found = Vec::new();
    case.each(query, &mut |record, _| {
        found.push(record.fields["number"].as_i64().unwrap());
        Ok(true)
    })
    .unwrap();
    found
}

#[test]
fn records_come_back_in_both_orders_and_filtered() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("case");
    write(&folder, None);
    let case = Case::open(&folder).unwrap();
    let all = ids(&case, &RecordQuery::default());
    assert_eq!(all.len(), 5000);
    assert_eq!(all[..3], [0, 2, 4]);
    let by_time = RecordQuery { by_time: true, ..RecordQuery::default() };
    assert_eq!(ids(&case, &by_time), (0..RECORDS).collect::<Vec<_>>());
    let at = |minute: i64| Time::from_unix_seconds(minute * 60);
    let window = RecordQuery { from: at(100), to: at(103), ..by_time.clone() };
    assert_eq!(ids(&case, &window), [100, 101, 102, 103]);
    for text in ["sTRASSE 4321", "straße 4321 \"QUOTED\""] {
        let query = RecordQuery { text: Some(text.into()), ..RecordQuery::default() };
        let expected: &[i64] = if text.starts_with("sTRASSE") { &[] } else { &[4321] };
        assert_eq!(ids(&case, &query), expected, "{text}");
    }
    let query = RecordQuery { text: Some("4321".into()), ..RecordQuery::default() };
    assert_eq!(ids(&case, &query), [4321]);
    let none = RecordQuery { kinds: vec!["other.".into()], ..RecordQuery::default() };
    assert!(ids(&case, &none).is_empty());
}

#[test]
fn a_record_is_found_by_its_id_and_revived() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("case");
    write(&folder, None);
    let case = Case::open(&folder).unwrap();
    let record = case.record((1 << 32) | 1000).unwrap().unwrap();
    assert_eq!((record.path.as_str(), record.source), ("/file1", 0));
    let revived = (FACT.revive)(&record.fields).unwrap();
    assert_eq!(revived.as_a::<Fact>().unwrap().number, 2001);
    assert!(case.record(5 << 32).unwrap().is_none());
    assert!(case.record(u64::MAX).unwrap().is_none());
    assert_eq!(case.outcome().unwrap().verdict(), Verdict::Unclear);
    assert_eq!(case.outcome().unwrap().problems().len(), 1);
    let file = &case.files().unwrap()[1];
    assert_eq!(
        (file.path.as_str(), file.size, file.sha256.as_deref()),
        ("/file1", Some(7), Some("00ff"))
    );
}

#[test]
fn sealed_records_need_the_key_and_leave_no_plain_text() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("case");
    let seal = SealKey::new(&[3; 32], serde_json::json!({"rounds": 1})).unwrap();
    write(&folder, Some(&seal));
    let bytes = std::fs::read(folder.join("case.sqlite")).unwrap();
    assert!(memchr::memmem::find(&bytes, b"quoted").is_none());
    let mut case = Case::open(&folder).unwrap();
    assert_eq!(case.sealed().unwrap()[0].derivation.as_ref().unwrap()["rounds"], 1);
    let sealed = case.each(&RecordQuery::default(), &mut |_, _| Ok(true)).unwrap_err();
    assert!(sealed.to_string().contains("sealed"), "{sealed}");
    assert!(matches!(case.unseal(0, &[4; 32]), Err(CaseError::WrongKey(0))));
    case.unseal(0, &[3; 32]).unwrap();
    assert!(case.sealed().unwrap().is_empty());
    assert_eq!(ids(&case, &RecordQuery::default()).len(), 5000);
}

#[test]
fn a_case_is_never_overwritten_and_private() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("case");
    write(&folder, None);
    assert!(matches!(CaseWriter::create(&folder), Err(CaseError::Exists(_))));
    assert!(matches!(Case::open(&folder.join("no")), Err(CaseError::NotACase(_))));
    assert!(matches!(CaseWriter::reopen(&folder.join("no")), Err(CaseError::NotACase(_))));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode =
            |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join("case.sqlite"))), (0o700, 0o600));
    }
    let db = rusqlite::Connection::open(folder.join("case.sqlite")).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    drop(db);
    assert!(matches!(Case::open(&folder), Err(CaseError::Newer { found: 99, .. })));
}
