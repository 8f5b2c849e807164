use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Locator, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use super::{RecordPacker, Unpacker};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Choice {
    Unit,
    Newtype(u8),
    Tuple(u8, String),
    Struct { inner: Option<i64> },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Everything {
    truth: bool,
    small: i8,
    least: i64,
    most: u64,
    real: f64,
    letter: char,
    text: String,
    nothing: Option<u8>,
    something: Option<u8>,
    unit: (),
    pair: (u8, f32),
    list: Vec<Vec<i64>>,
    map: BTreeMap<String, Choice>,
    numbered: BTreeMap<u32, bool>,
    choices: Vec<Choice>,
    at: Time,
    before: Time,
    bytes: [u8; 3],
    address: std::net::IpAddr,
    end: std::net::SocketAddr,
}

static KIND: Kind = Kind {
    id: "test.everything",
    title: Text { en: "", fr: "" },
    brief: &[],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Everything>,
};

impl Record for Everything {
    fn kind(&self) -> &'static Kind {
        &KIND
    }
    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        see(Stamp::utc(self.at, "noted"));
        see(Stamp { clock: vigie_core::Clock::Remote, ..Stamp::utc(self.before, "sent") });
    }
    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

fn everything(number: u64) -> Everything {
    let choices = [
        Choice::Unit,
        Choice::Newtype(7),
        Choice::Tuple(1, "t".into()),
        Choice::Struct { inner: Some(-1) },
        Choice::Struct { inner: None },
    ];
    Everything {
        truth: number.is_multiple_of(2),
        small: -128,
        least: i64::MIN,
        most: u64::MAX - number,
        real: -1.5e300,
        letter: 'é',
        text: format!("text {number} \u{1f440} \"\\\n"),
        nothing: None,
        something: Some(0),
        unit: (),
        pair: (1, 0.5),
        list: vec![vec![], vec![1, -1, 63, 64, -64, -65, i64::MAX]],
        map: choices.iter().cloned().zip(0..).map(|(c, n)| (format!("key {n}"), c)).collect(),
        numbered: BTreeMap::from([(5, true)]),
        choices: choices.to_vec(),
        at: Time::from_unix_micros(1_700_000_000_123_456).unwrap(),
        before: Time::from_unix_micros(-1).unwrap(),
        bytes: [0, 1, 255],
        address: "2001:db8::1".parse().unwrap(),
        end: "192.0.2.1:443".parse().unwrap(),
    }
}

fn places() -> Vec<Locator> {
    let row = |row, byte, wal| Locator::Row { table: "message".into(), row, byte, wal };
    let owned = String::from("owned table").into();
    vec![
        Locator::Whole,
        Locator::Line(1),
        Locator::Byte(u64::MAX),
        Locator::Key("a/b".into()),
        Locator::Packet(9),
        row(i64::MIN, None, false),
        row(-1, Some(0), true),
        Locator::Row { table: owned, row: 5, byte: Some(77), wal: false },
    ]
}

fn stamps(record: &dyn Record) -> Vec<Stamp> {
    let mut stamps = Vec::new();
    record.stamps(&mut |stamp| stamps.push(stamp));
    stamps
}

fn write(packer: &mut RecordPacker, at: &Locator, record: &dyn Record) -> bool {
    packer.record(at, record, &stamps(record)).is_ok()
}

fn packed() -> Vec<u8> {
    let mut packer = RecordPacker::default();
    for (at, number) in places().iter().zip(0..) {
        assert!(write(&mut packer, at, &everything(number)));
    }
    packer.take()
}

#[test]
fn what_comes_back_is_what_json_would_hold() {
    let block = packed();
    let mut unpacker = Unpacker::new(&block).unwrap();
    for (at, number) in places().into_iter().zip(0..) {
        let record = everything(number);
        assert!(unpacker.advance().unwrap());
        let head = unpacker.head().unwrap();
        assert_eq!((head.kind, head.at), ("test.everything", at));
        assert_eq!(head.stamps.len(), 2);
        assert_eq!((head.stamps[1].at, head.stamps[1].means.as_str()), (record.before, "sent"));
        let fields = unpacker.fields().unwrap();
        let json = serde_json::to_value(&record).unwrap();
        assert_eq!(serde_json::Value::Object(fields.clone()), json);
        let revived = (KIND.revive)(&fields).unwrap();
        assert_eq!(revived.as_a::<Everything>(), Some(&record));
    }
    assert!(!unpacker.advance().unwrap());
}

#[test]
fn records_can_be_passed_over_wherever_reading_stands() {
    let block = packed();
    let mut unpacker = Unpacker::new(&block).unwrap();
    for number in 0..8 {
        assert!(unpacker.advance().unwrap());
        if number % 3 != 0 {
            unpacker.head().unwrap();
        }
        if number % 3 == 1 {
            let json = serde_json::to_value(everything(number)).unwrap();
            assert_eq!(serde_json::Value::Object(unpacker.fields().unwrap()), json);
        }
    }
}

/// A record that fails in the middle.
#[derive(Serialize, Deserialize)]
struct Failing {
    before: u8,
    #[serde(serialize_with = "fails")]
    within: u8,
}

fn fails<S: serde::Serializer>(_: &u8, serializer: S) -> Result<S::Ok, S::Error> {
    let _ = serializer;
    Err(serde::ser::Error::custom("cannot"))
}

impl Record for Failing {
    fn kind(&self) -> &'static Kind {
        static FAILING: Kind = Kind {
            id: "test.failing",
            title: Text { en: "", fr: "" },
            brief: &[],
            personal: &[],
            origin: Origin::Other,
            volume: Volume::Few,
            revive: revive::<Failing>,
        };
        &FAILING
    }
    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}
    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

#[test]
fn a_record_that_cannot_be_written_leaves_the_others_readable() {
    let mut packer = RecordPacker::default();
    assert!(write(&mut packer, &Locator::Whole, &everything(0)));
    assert!(!write(&mut packer, &Locator::Whole, &Failing { before: 1, within: 2 }));
    assert!(write(&mut packer, &Locator::Whole, &everything(1)));
    let block = packer.take();
    let mut unpacker = Unpacker::new(&block).unwrap();
    for number in 0..2 {
        assert!(unpacker.advance().unwrap());
        assert_eq!(unpacker.head().unwrap().kind, "test.everything");
        let json = serde_json::to_value(everything(number)).unwrap();
        assert_eq!(serde_json::Value::Object(unpacker.fields().unwrap()), json);
    }
    assert!(!unpacker.advance().unwrap());
}

#[test]
fn damaged_blocks_end_in_an_error() {
    let block = packed();
    let read = |block: &[u8]| -> Result<(), vigie_core::Stop> {
        let mut unpacker = Unpacker::new(block)?;
        while unpacker.advance()? {
            unpacker.head()?;
            unpacker.fields()?;
        }
        Ok(())
    };
    for end in 1..block.len() {
        assert!(read(&block[..end]).is_err(), "cut at {end}");
    }
    for at in 0..block.len() {
        let mut block = block.clone();
        block[at] = 0xff;
        let _ = read(&block);
    }
    let values = [&[1, 0, 0][..], &[vigie_core::pack::tag::LIST; 100_000]].concat();
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap().to_le_bytes();
    let record = [&length(&values)[..], &values].concat();
    let deep = [&record[..], &[1, b'k'], &length(&record)].concat();
    assert!(read(&deep).is_err());
}

#[test]
#[ignore = "writes what fuzzing starts from"]
fn seed_the_fuzzer() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/case_block");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("everything"), packed()).unwrap();
    std::fs::write(folder.join("cut"), &packed()[..packed().len() / 2]).unwrap();
}

#[test]
fn what_fuzzing_starts_from_and_found_does_no_harm() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let folders = ["corpus", "regressions"].map(|folder| root.join(folder).join("case_block"));
    let files = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
    let given = files.map(|entry| crate::fuzz(&std::fs::read(entry.unwrap().path()).unwrap()));
    assert!(given.count() > 0);
}
