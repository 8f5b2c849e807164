//! SEGB files, whole and damaged, of both versions.
#![cfg(test)]

use std::fmt::Write as _;

use vigie_core::{Bytes, Limits, Stop};
use vigie_formats::segb::{self, Record, Visitor};

/// What was shown, a line each.
#[derive(Default)]
struct Shown(String);

impl Visitor for Shown {
    fn record(&mut self, record: &Record<'_>) -> Result<(), Stop> {
        let Record { at, state, time, is_intact, payload, .. } = record;
        let text = String::from_utf8_lossy(payload);
        let time = time.map_or("no time".to_owned(), |time| time.to_string());
        writeln!(self.0, "{at} {state:?} {time} {is_intact} {text:?}").unwrap();
        Ok(())
    }

    fn damage(&mut self, at: u64, message: String) {
        writeln!(self.0, "! {at} {message}").unwrap();
    }
}

fn show(bytes: &[u8]) -> (String, Option<String>) {
    let mut shown = Shown::default();
    let end = segb::read(&Bytes(bytes.to_vec()), &Limits::default(), &mut shown);
    (shown.0, end.err().map(|stop| stop.to_string()))
}

/// zlib's checksum of "hello", "hi" and nothing.
const HELLO: u32 = 0x3610_a686;
const HI: u32 = 0xd893_2aac;

fn first() -> Vec<u8> {
    let mut bytes = vec![0; 56];
    for (state, checksum, payload) in [(1_u32, HELLO, "hello"), (3, 0, "\0\0"), (1, HI, "hi")] {
        bytes.extend(u32::try_from(payload.len()).unwrap().to_le_bytes());
        bytes.extend(state.to_le_bytes());
        bytes.extend(1.5_f64.to_le_bytes());
        bytes.extend(2.5_f64.to_le_bytes());
        bytes.extend(checksum.to_le_bytes());
        bytes.extend([9; 4]);
        bytes.extend(payload.as_bytes());
        bytes.resize(bytes.len().next_multiple_of(8), 0);
    }
    let end = u32::try_from(bytes.len()).unwrap();
    bytes.splice(..4, end.to_le_bytes());
    bytes.splice(52..56, *b"SEGB");
    bytes.extend([0; 24]);
    bytes
}

/// Records and their trailer; `ends` are counted from the end of the header.
fn second(body: &[u8], entries: &[(i32, u32)]) -> Vec<u8> {
    let mut bytes = b"SEGB".to_vec();
    bytes.extend(u32::try_from(entries.len()).unwrap().to_le_bytes());
    bytes.extend(0.5_f64.to_le_bytes());
    bytes.extend([0; 16]);
    bytes.extend(body);
    bytes.extend([0; 40]);
    for (end, state) in entries {
        bytes.extend(end.to_le_bytes());
        bytes.extend(state.to_le_bytes());
        bytes.extend(1.5_f64.to_le_bytes());
    }
    bytes
}

fn body() -> Vec<u8> {
    let mut body = HELLO.to_le_bytes().to_vec();
    body.extend(b"\0\0\0\0hello\0\0\0");
    body.extend(HI.to_le_bytes());
    body.extend(b"\0\0\0\0hi");
    body
}

#[test]
fn version_1() {
    let (shown, end) = show(&first());
    let expected = "88 Written 2001-01-01T00:00:01.500000Z true \"hello\"\n\
                    128 Deleted 2001-01-01T00:00:01.500000Z false \"\\0\\0\"\n\
                    168 Written 2001-01-01T00:00:01.500000Z true \"hi\"\n";
    assert_eq!((shown.as_str(), end), (expected, None));
}

#[test]
fn version_2_in_any_order_of_its_trailer() {
    let (shown, end) = show(&second(&body(), &[(26, 1), (13, 1)]));
    let expected = "40 Written 2001-01-01T00:00:01.500000Z true \"hello\"\n\
                    56 Written 2001-01-01T00:00:01.500000Z true \"hi\"\n";
    assert_eq!((shown.as_str(), end), (expected, None));
}

#[test]
fn empty_entries_may_take_room_or_none() {
    // The entry that ends at 13 is empty and takes room: the checksum of "hi" tells.
    let (with_room, _) = show(&second(&body(), &[(13, 4), (26, 1), (-1, 4), (0, 4)]));
    assert_eq!(with_room, "56 Written 2001-01-01T00:00:01.500000Z true \"hi\"\n");
    let (without, _) = show(&second(&body(), &[(13, 1), (20, 4), (26, 1)]));
    assert_eq!(without.lines().count(), 2, "{without}");
    assert!(without.contains("56 Written"), "{without}");
}

#[test]
fn impossible_ends_cost_their_record() {
    let (shown, end) = show(&second(&body(), &[(13, 1), (13, 1), (9_999, 1), (26, 1)]));
    assert_eq!(end, None);
    assert!(shown.contains("\"hello\"") && shown.contains("\"hi\""), "{shown}");
    assert_eq!(shown.matches("! ").count(), 2, "{shown}");
}

#[test]
fn a_cut_file_keeps_what_stands_before() {
    let bytes = first();
    let (shown, end) = show(bytes.get(..165).unwrap());
    assert!(shown.contains("\"hello\"") && shown.contains("expected data up to"), "{shown}");
    assert!(end.unwrap().contains("is cut short"));
    let mut promised = second(&body(), &[(13, 1)]);
    promised.splice(4..8, 1_000_000_u32.to_le_bytes());
    let (shown, _) = show(&promised);
    assert!(shown.contains("expected at most"), "{shown}");
}

#[test]
fn a_negative_length_and_other_files_are_refused() {
    let mut bytes = first();
    bytes.splice(56..60, (-5_i32).to_le_bytes());
    assert!(show(&bytes).1.unwrap().contains("expected a positive number"));
    assert!(show(b"").1.unwrap().contains("“SEGB” at byte 0 or 52"));
    assert!(show(&[7; 100]).1.is_some());
    assert_eq!(segb::version(&Bytes(first())).unwrap(), Some(1));
}
