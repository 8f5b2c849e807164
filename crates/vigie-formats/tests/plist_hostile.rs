//! Property lists that try to make the reader panic, hang or take all memory.

#![expect(clippy::unwrap_used, reason = "these are tests")]

mod common;

use std::time::{Duration, Instant};

use common::binary;
use vigie_core::{Limits, Stop};
use vigie_formats::plist::{self, parse_lenient};

fn stop(bytes: &[u8], limits: &Limits) -> Stop {
    plist::parse(bytes, limits).unwrap_err()
}

/// A list with many kinds of object, written by another writer.
fn sample() -> ::plist::Value {
    let mut inner = ::plist::Dictionary::new();
    for number in 0..6_u64 {
        inner.insert(format!("key {number}"), ::plist::Value::Integer(number.pow(20).into()));
    }
    inner.insert("text".into(), ::plist::Value::String("é".repeat(9)));
    inner.insert("data".into(), ::plist::Value::Data(vec![7; 40]));
    inner.insert("real".into(), ::plist::Value::Real(0.5));
    inner.insert("date".into(), ::plist::Value::Date(std::time::SystemTime::UNIX_EPOCH.into()));
    let inner = ::plist::Value::Dictionary(inner);
    ::plist::Value::Array(vec![inner.clone(), ::plist::Value::Array(vec![inner; 2])])
}

fn written() -> [Vec<u8>; 2] {
    let (mut binary, mut xml) = (Vec::new(), Vec::new());
    sample().to_writer_binary(&mut binary).unwrap();
    sample().to_writer_xml(&mut xml).unwrap();
    [binary, xml]
}

#[test]
fn a_container_inside_itself() {
    let limits = Limits::default();
    for objects in [
        &[&b"\xa1\x00"[..]][..],
        &[b"\xa2\x01\x01", b"\xd1\x02\x00", b"\x51a"],
        &[b"\xc1\x01", b"\xa1\x02", b"\xb1\x00"],
    ] {
        let bytes = binary(objects, 1);
        assert!(stop(&bytes, &limits).to_string().contains("does not contain itself"));
        let (value, damage) = parse_lenient(&bytes, &limits);
        assert!(value.is_some() && damage.is_some());
    }
}

#[test]
fn a_billion_laughs() {
    // Each array names the next one ten times.
    let arrays: Vec<Vec<u8>> =
        (1..=30).map(|next| [vec![0xaa], [0, next].repeat(10)].concat()).collect();
    let mut objects: Vec<&[u8]> = arrays.iter().map(Vec::as_slice).collect();
    objects.push(b"\x54haha");
    let bytes = binary(&objects, 2);
    let limits = Limits { value: 1 << 20, ..Limits::default() };
    let started = Instant::now();
    assert!(matches!(stop(&bytes, &limits), Stop::Limit { .. }));
    let (value, damage) = parse_lenient(&bytes, &limits);
    assert!(value.is_some());
    assert!(matches!(damage, Some(Stop::Limit { .. })));
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[test]
fn one_large_value_named_a_thousand_times() {
    let data = [&b"\x4f\x12\0\x01\0\0"[..], &vec![7; 65_536]].concat();
    let array = [&b"\xaf\x11\x04\0"[..], &[0, 0, 1].repeat(1024)].concat();
    let bytes = binary(&[&array, &data], 3);
    let limits = Limits { value: 1 << 20, ..Limits::default() };
    assert!(matches!(stop(&bytes, &limits), Stop::Limit { .. }));
}

#[test]
fn ten_thousand_levels() {
    let mut objects: Vec<Vec<u8>> =
        (1..10_000_u16).map(|next| [&[0xa1][..], &next.to_be_bytes()].concat()).collect();
    objects.push(b"\x09".to_vec());
    let objects: Vec<&[u8]> = objects.iter().map(Vec::as_slice).collect();
    let deep = binary(&objects, 2);
    let xml = "<array>".repeat(10_000) + &"</array>".repeat(10_000);
    for bytes in [&deep, xml.as_bytes()] {
        for depth in [64, u32::MAX] {
            let limits = Limits { depth, ..Limits::default() };
            assert!(matches!(stop(bytes, &limits), Stop::Limit { what: "levels of nesting", .. }));
            let (value, damage) = parse_lenient(bytes, &limits);
            assert!(value.is_some() && damage.is_some());
        }
    }
}

#[test]
fn nesting_up_to_the_limit_is_read() {
    let limits = Limits { depth: 10, ..Limits::default() };
    let nested = |levels| "<array>".repeat(levels) + &"</array>".repeat(levels);
    assert!(plist::parse(nested(10).as_bytes(), &limits).is_ok());
    assert!(plist::parse(nested(11).as_bytes(), &limits).is_err());
}

#[test]
fn counts_that_no_file_could_hold() {
    for marker in [0x4f, 0x5f, 0x6f, 0xaf, 0xcf, 0xdf] {
        for count in [u64::MAX, i64::MAX as u64, u64::from(u32::MAX), 1 << 40, 100] {
            let object = [&[marker, 0x13][..], &count.to_be_bytes(), b"abc"].concat();
            assert!(plist::parse(&binary(&[&object], 1), &Limits::default()).is_err());
        }
    }
}

#[test]
fn a_list_larger_than_allowed() {
    let limits = Limits { whole_file: 100, ..Limits::default() };
    assert!(matches!(stop(&[b' '; 101], &limits), Stop::Limit { most: 100, .. }));
}

#[test]
fn cut_at_every_length() {
    for bytes in written() {
        for length in 0..bytes.len() {
            plist::fuzz(&bytes[..length]);
        }
    }
    let [binary, xml] = written();
    for length in 0..binary.len() {
        assert!(plist::parse(&binary[..length], &Limits::default()).is_err());
    }
    for length in 0..xml.len() {
        let whole = xml[..length].trim_ascii_end().ends_with(b"</plist>");
        assert_eq!(plist::parse(&xml[..length], &Limits::default()).is_ok(), whole);
    }
}

#[test]
fn every_byte_changed() {
    for bytes in written() {
        for at in 0..bytes.len() {
            for value in [0x00, 0x3c, 0xa1, 0xdf, 0xff, bytes[at] ^ 1, bytes[at] ^ 0x80] {
                let mut changed = bytes.clone();
                changed[at] = value;
                plist::fuzz(&changed);
            }
        }
    }
}
