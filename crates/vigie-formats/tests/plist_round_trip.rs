//! What another writer writes, our reader reads.

#![expect(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use vigie_core::Limits;
use vigie_formats::plist::{self, Value};

/// Seconds from 1970 to 2001.
const EPOCH: u64 = 978_307_200;

fn leaf(text: &'static str) -> impl Strategy<Value = ::plist::Value> {
    prop_oneof![
        any::<bool>().prop_map(::plist::Value::Boolean),
        any::<i64>().prop_map(|value| ::plist::Value::Integer(value.into())),
        any::<u64>().prop_map(|value| ::plist::Value::Integer(value.into())),
        any::<f64>().prop_map(::plist::Value::Real),
        (0..4_000_000_000_u64).prop_map(|seconds| {
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            ::plist::Value::Date(time.into())
        }),
        prop::collection::vec(any::<u8>(), 0..300).prop_map(::plist::Value::Data),
        text.prop_map(::plist::Value::String),
    ]
}

fn tree(text: &'static str) -> impl Strategy<Value = ::plist::Value> {
    leaf(text).prop_recursive(5, 200, 20, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..20).prop_map(::plist::Value::Array),
            prop::collection::vec((text, inner), 0..20)
                .prop_map(|pairs| { ::plist::Value::Dictionary(pairs.into_iter().collect()) }),
        ]
    })
}

/// The other crate's value in our words.
fn ours(value: &::plist::Value) -> Value {
    match value {
        ::plist::Value::Boolean(value) => Value::Boolean(*value),
        ::plist::Value::Integer(value) => match value.as_signed() {
            Some(value) => Value::Integer(value),
            None => Value::Unsigned(value.as_unsigned().unwrap()),
        },
        ::plist::Value::Real(value) => Value::Real(*value),
        ::plist::Value::Date(date) => {
            let since = SystemTime::from(*date).duration_since(SystemTime::UNIX_EPOCH).unwrap();
            Value::Date(since.as_secs() as f64 - EPOCH as f64)
        }
        ::plist::Value::Data(bytes) => Value::Data(bytes.clone()),
        ::plist::Value::String(text) => Value::String(text.clone()),
        ::plist::Value::Uid(uid) => Value::Uid(uid.get()),
        ::plist::Value::Array(values) => Value::Array(values.iter().map(ours).collect()),
        ::plist::Value::Dictionary(pairs) => {
            Value::Dictionary(pairs.iter().map(|(key, value)| (key.clone(), ours(value))).collect())
        }
        other => panic!("{other:?}"),
    }
}

/// NaN is not equal to itself.
fn shown(value: &Value) -> String {
    format!("{value:?}")
}

proptest! {
    #[test]
    fn binary(value in tree("\\PC{0,20}|[\\x00-\\x7f]{0,40}|é{300}")) {
        let mut bytes = Vec::new();
        value.to_writer_binary(&mut bytes).unwrap();
        let read = plist::parse(&bytes, &Limits::default()).unwrap();
        prop_assert_eq!(shown(&read), shown(&ours(&value)));
    }

    #[test]
    fn xml(value in tree("[ -~é漢😀\\n\\t]{0,20}")) {
        let mut bytes = Vec::new();
        value.to_writer_xml(&mut bytes).unwrap();
        let read = plist::parse(&bytes, &Limits::default()).unwrap();
        prop_assert_eq!(shown(&read), shown(&ours(&value)));
    }

    #[test]
    fn xml_in_utf_16(value in tree("[ -~é漢😀]{0,20}"), big_endian: bool, mark: bool) {
        let mut bytes = Vec::new();
        value.to_writer_xml(&mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap().replace("UTF-8", "UTF-16");
        let mark = if mark { "\u{feff}" } else { "" };
        let units = mark.encode_utf16().chain(text.encode_utf16());
        let wide: Vec<u8> = units
            .flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect();
        let read = plist::parse(&wide, &Limits::default()).unwrap();
        prop_assert_eq!(shown(&read), shown(&ours(&value)));
    }

    #[test]
    fn garbage(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for start in [&b""[..], b"bplist00", b"<plist>", b"\xff\xfe"] {
            plist::fuzz(&[start, &bytes].concat());
        }
    }
}

#[test]
fn uids() {
    let value = ::plist::Value::Array(
        [0, 255, 256, 65_535, 65_536, 1 << 40, u64::MAX]
            .map(|number| ::plist::Value::Uid(::plist::Uid::new(number)))
            .to_vec(),
    );
    let mut bytes = Vec::new();
    value.to_writer_binary(&mut bytes).unwrap();
    assert_eq!(plist::parse(&bytes, &Limits::default()).unwrap(), ours(&value));
}
