//! Whatever a parser does, the run survives and says so.
#![cfg(test)]

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Bytes, Consumer, Input, Kind, Limits, Locator, Observable, Origin, Parser, ParserMeta, Record,
    SharedBytes, Siblings, Sink, Stamp, Stop, Text, Volume, parse, read_all, revive,
};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Fact {
    number: u64,
}

static FACT: Kind = Kind {
    id: "test.fact",
    title: Text { en: "fact", fr: "fait" },
    brief: &[],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Fact>,
};

impl Record for Fact {
    fn kind(&self) -> &'static Kind {
        &FACT
    }
    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}
    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("name", Observable::Host("a.example"));
    }
}

static META: ParserMeta = ParserMeta {
    id: "hostile",
    title: Text { en: "", fr: "" },
    reads: &[],
    found_in: &[],
    emits: &[&FACT],
    means: &[],
    versions: vigie_core::Versions::ios(12),
    references: &[],
};

/// Emits facts for ever, unless told to fail at one.
enum Hostile {
    Endless,
    Panics(u64),
    Cut(u64),
    Complains,
    Sleeps,
}

impl Parser for Hostile {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }
    fn parse(&self, _: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        for n in 0.. {
            match self {
                Self::Panics(at) => assert!(n != *at, "bug"),
                Self::Cut(at) if n == *at => {
                    return Err(Stop::Truncated { what: "fact", offset: 7, need: 8, have: 2 });
                }
                Self::Complains if n == 5000 => return Ok(()),
                Self::Complains => sink.problem(Locator::Line(n), "odd"),
                Self::Sleeps => std::thread::sleep(Duration::from_micros(100)),
                _ => {}
            }
            sink.emit(Locator::Line(n), &Fact { number: n })?;
        }
        Ok(())
    }
}

#[derive(Default)]
struct Kept {
    records: Vec<Locator>,
    problems: Vec<(Locator, String)>,
    full: bool,
}

impl Consumer for Kept {
    fn record(&mut self, at: Locator, record: &dyn Record) -> Result<(), Stop> {
        assert!(record.as_a::<Fact>().is_some() && !record.made_by_owner());
        if self.full {
            return Err(Stop::Io(std::io::Error::other("disk full")));
        }
        self.records.push(at);
        Ok(())
    }
    fn problem(&mut self, at: Locator, message: String) {
        self.problems.push((at, message));
    }
}

struct Alone;

impl Siblings for Alone {
    fn open(&self, path: &str) -> Result<Option<SharedBytes>, Stop> {
        Ok((path == "/f-wal").then(|| Arc::new(Bytes(vec![1, 2, 3])) as SharedBytes))
    }
}

fn input(limits: Limits) -> Input<'static> {
    Input {
        path: "/f",
        modified: None,
        data: Arc::new(Bytes(b"0123456789".to_vec())),
        first_line: 1,
        siblings: &Alone,
        limits,
    }
}

fn run(parser: &Hostile, limits: Limits, kept: &mut Kept) -> Option<Stop> {
    parse(parser, &input(limits), kept, &AtomicBool::new(false))
}

fn nine() -> Limits {
    Limits { records: 9, ..Limits::default() }
}

#[test]
fn a_panic_keeps_what_was_read_and_becomes_a_problem() {
    let mut kept = Kept::default();
    assert!(run(&Hostile::Panics(3), nine(), &mut kept).is_some());
    assert_eq!((kept.records.len(), kept.problems.len()), (3, 1));
    assert!(kept.problems[0].1.contains("please report it"), "{:?}", kept.problems);
}

#[test]
fn an_endless_parser_is_stopped_at_its_limit() {
    let mut kept = Kept::default();
    let stop = run(&Hostile::Endless, nine(), &mut kept);
    assert!(matches!(stop, Some(Stop::Limit { what: "records", most: 9 })));
    assert_eq!(kept.records.len(), 9);
    assert_eq!(kept.problems[0].1, "stopped reading: the limit of 9 records was reached");
}

#[test]
fn damage_says_where() {
    let mut kept = Kept::default();
    run(&Hostile::Cut(2), nine(), &mut kept);
    let expected = "stopped reading: fact at byte 7 is cut short: needs 8 bytes, 2 left";
    assert_eq!(kept.problems, [(Locator::Byte(7), expected.to_owned())]);
}

#[test]
fn problems_are_counted_beyond_their_limit() {
    let mut kept = Kept::default();
    assert!(run(&Hostile::Complains, Limits::default(), &mut kept).is_none());
    assert_eq!(kept.problems.len(), 1001);
    assert_eq!(kept.problems[1000].1, "4000 more problems in this file");
}

#[test]
fn time_and_the_user_stop_a_parser() {
    let mut kept = Kept::default();
    let short = Limits { time: Duration::from_millis(1), ..Limits::default() };
    let stop = run(&Hostile::Sleeps, short, &mut kept);
    assert!(matches!(stop, Some(Stop::Limit { what: "seconds for one file", .. })));
    let mut kept = Kept::default();
    let limits = Limits::default();
    let stop = parse(&Hostile::Endless, &input(limits), &mut kept, &AtomicBool::new(true));
    assert!(matches!(stop, Some(Stop::Interrupted)));
    assert!(kept.problems.is_empty(), "an interruption is no problem of the file");
}

#[test]
fn a_full_disk_ends_the_run() {
    let mut kept = Kept { full: true, ..Kept::default() };
    assert!(matches!(run(&Hostile::Endless, nine(), &mut kept), Some(Stop::Io(_))));
}

#[test]
fn inputs_are_read_within_limits_and_know_their_siblings() {
    let input = input(Limits { whole_file: 10, ..Limits::default() });
    assert_eq!(input.read_all().unwrap(), b"0123456789");
    assert_eq!(input.beside("-wal").unwrap().unwrap().size(), 3);
    assert!(input.beside("-shm").unwrap().is_none());
    assert!(matches!(read_all(&*input.data, 9), Err(Stop::Limit { most: 9, .. })));
    let shared: Arc<dyn vigie_core::ReadAt> = Arc::clone(&input.data);
    let mut buffer = [0; 4];
    assert_eq!(shared.read_at(8, &mut buffer).unwrap(), 2);
    assert_eq!(shared.read_at(u64::MAX, &mut buffer).unwrap(), 0);
    assert!(input.siblings.has_backup_file("00"));
}

#[test]
fn records_come_back_from_their_json() {
    let fields = |json: &str| serde_json::from_str(json).unwrap();
    let again = (FACT.revive)(&fields(r#"{"number": 7}"#)).unwrap();
    assert_eq!(again.as_a::<Fact>(), Some(&Fact { number: 7 }));
    assert!((FACT.revive)(&fields(r#"{"number": "x"}"#)).is_err());
    assert_eq!(format!("{again:?} {FACT:?}"), r#"test.fact {"number":7} Kind(test.fact)"#);
}
