//! Property lists written by hand: kinds of object that ordinary writers rarely use, and the
//! liberties that readers of XML are asked to take.

#![expect(clippy::unwrap_used, reason = "these are tests")]

mod common;

use common::binary;
use vigie_core::Limits;
use vigie_formats::plist::{self, Value, parse_lenient};

fn parse(bytes: &[u8]) -> Value {
    plist::parse(bytes, &Limits::default()).unwrap()
}

fn fails(bytes: &[u8]) -> String {
    plist::parse(bytes, &Limits::default()).unwrap_err().to_string()
}

fn one(object: &[u8]) -> Value {
    parse(&binary(&[object], 1))
}

fn text(text: &str) -> Value {
    Value::String(text.into())
}

#[test]
fn every_kind_of_binary_object() {
    let cases: &[(&[u8], Value)] = &[
        (b"\x00", Value::Null),
        (b"\x0f", Value::Null),
        (b"\x08", Value::Boolean(false)),
        (b"\x09", Value::Boolean(true)),
        (b"\x10\xff", Value::Integer(255)),
        (b"\x11\xff\xfe", Value::Integer(0xfffe)),
        (b"\x12\xff\xff\xff\xff", Value::Integer(0xffff_ffff)),
        (b"\x13\xff\xff\xff\xff\xff\xff\xff\xfe", Value::Integer(-2)),
        (b"\x14\0\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff", Value::Unsigned(u64::MAX)),
        (b"\x14\xff\xff\xff\xff\xff\xff\xff\xff\x80\0\0\0\0\0\0\0", Value::Integer(i64::MIN)),
        (b"\x22\x40\x20\0\0", Value::Real(2.5)),
        (b"\x23\x40\x04\0\0\0\0\0\0", Value::Real(2.5)),
        (b"\x33\x41\xc2\xe5\x84\x74\0\0\0", Value::Date(634_063_080.0)),
        (b"\x43abc", Value::Data(b"abc".to_vec())),
        (b"\x40", Value::Data(Vec::new())),
        (b"\x4f\x10\x02ab", Value::Data(b"ab".to_vec())),
        (b"\x4f\x13\0\0\0\0\0\0\0\x02ab", Value::Data(b"ab".to_vec())),
        (b"\x55hello", text("hello")),
        (b"\x5f\x11\0\x02hi", text("hi")),
        // UTF-8 where the format asks for ASCII.
        (b"\x52\xc3\xa9", text("é")),
        (b"\x72\xc3\xa9", text("é")),
        (b"\x63\0h\xd8\x3d\xde\0", text("h😀")),
        // Half a pair of surrogates.
        (b"\x61\xd8\x3d", text("\u{fffd}")),
        (b"\x6f\x10\x01\x6f\x22", text("漢")),
        (b"\x0c\x53a:b", text("a:b")),
        (b"\x0c\x61\0a", text("a")),
        (b"\x80\x07", Value::Uid(7)),
        (b"\x82\x01\x02\x03", Value::Uid(0x01_0203)),
        (b"\x8f\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x02", Value::Uid(0x102)),
        (b"\xa0", Value::Array(Vec::new())),
        (b"\xc0", Value::Array(Vec::new())),
        (b"\xd0", Value::Dictionary(plist::Dictionary::new())),
    ];
    for (bytes, expected) in cases {
        assert_eq!(one(bytes), *expected, "{bytes:02x?}");
    }
    let uuid = b"\x0e0123456789abcdef";
    assert_eq!(one(uuid), Value::Data(b"0123456789abcdef".to_vec()));
}

#[test]
fn offsets_and_references_of_any_size() {
    for size in 1..=8 {
        let number = |number: u8| {
            let mut bytes = vec![0; usize::from(size)];
            *bytes.last_mut().unwrap() = number;
            bytes
        };
        let dictionary = [vec![0xd2], number(1), number(2), number(3), number(1)].concat();
        let set = [vec![0xc2], number(1), number(2)].concat();
        let ordered = [vec![0xbf, 0x10, 0x01], number(2)].concat();
        let objects: &[&[u8]] = &[&dictionary, b"\x51a", b"\x51b", &set, &ordered];
        let value = parse(&binary(objects, size));
        assert_eq!(value.at("a/1"), Some(&text("b")), "{size}");
        assert_eq!(value.find("b"), Some(&text("a")), "{size}");
    }
}

#[test]
fn damage_is_named_with_its_place() {
    let cases: &[(Vec<u8>, &str)] = &[
        (b"".to_vec(), "property list at byte 0: expected \"bplist00\" or an XML element"),
        (b"hello".to_vec(), "property list at byte 0: expected \"bplist00\" or an XML element"),
        (b"bplist17abc".to_vec(), "a binary property list of kind bplist17 is not supported"),
        (b"bplist00".to_vec(), "trailer of a property list at byte 8 is cut short: needs 6 bytes"),
        (binary(&[b"\x13\0"], 1), "integer at byte 9 is cut short: needs 8 bytes, 1 left"),
        (binary(&[b"\x15\0"], 1), "integer at byte 8: expected 1, 2, 4, 8 or 16 bytes"),
        (
            binary(&[b"\xa1\x05"], 1),
            "container at byte 8: expected numbers of objects below 1, not 5",
        ),
        (binary(&[b"\xa1\x00"], 1), "container at byte 8: expected one that does not contain its"),
        (
            binary(&[b"\xd1\x01\x01", b"\x09"], 1),
            "name in a dictionary at byte 11: expected a text",
        ),
        (binary(&[b"\xf0"], 1), "object at byte 8: expected a known kind of object, not 0xf0"),
        (binary(&[b"\x4f\x10"], 1), "integer at byte 10 is cut short"),
        (binary(&[b"\x4f\x22"], 1), "size of an object at byte 9: expected a whole number"),
    ];
    for (bytes, expected) in cases {
        let message = fails(bytes);
        assert!(message.starts_with(expected), "{message}");
    }
}

#[test]
fn a_trailer_that_lies_is_refused() {
    let whole = binary(&[b"\x51a"], 1);
    let trailer = whole.len() - 32;
    for (at, byte) in [(6, 0), (6, 9), (7, 0), (7, 9), (8, 1), (15, 9), (16, 1), (24, 1), (31, 3)] {
        let mut bytes = whole.clone();
        bytes[trailer + at] = byte;
        fails(&bytes);
    }
}

#[test]
fn lenient_reading_keeps_what_is_around_a_damaged_object() {
    let bytes = binary(&[b"\xa3\x01\x02\x03", b"\x51a", b"\xf0", b"\x51b"], 1);
    let (value, damage) = parse_lenient(&bytes, &Limits::default());
    assert_eq!(value, Some(Value::Array(vec![text("a"), Value::Null, text("b")])));
    assert!(damage.unwrap().to_string().contains("byte 14"));

    let bytes = binary(&[b"\xd2\x01\x02\x01\x02", b"\x51a", b"\x09"], 1);
    let (value, damage) = parse_lenient(&bytes, &Limits::default());
    assert_eq!(value.unwrap().find("a"), Some(&text("a")));
    assert!(damage.unwrap().to_string().contains("name in a dictionary"));

    let (value, damage) = parse_lenient(&bytes[..bytes.len() - 9], &Limits::default());
    assert!(value.is_none() && damage.is_some());
}

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<!-- a comment -->
	<key>Text &amp; more</key><string>&lt;a&gt; &#233;&#x1F600; &quot;&apos;<![CDATA[<raw> &amp;]]> end</string>
	<key>Empty</key><string/>
	<key>Space</key><string>  two  </string>
	<key>Integers</key>
	<array>
		<integer>-9223372036854775808</integer><integer>18446744073709551615</integer>
		<integer> 0x1F </integer><integer>-0X10</integer><integer>+7</integer>
	</array>
	<key>Reals</key><array><real>1.5e3</real><real>-infinity</real><real> 2 </real></array>
	<key>Date</key><date>2021-02-03T09:47:58Z</date>
	<key>Data</key><data>
	aGVs
	bG8=
	</data>
	<key>Yes</key><true/><key>No</key><false></false>
	<key>Reference</key><dict><key>CF$UID</key><integer>9</integer></dict>
	<key>Nested</key><array><array/><dict/><dict><key>a</key><array><string>x</string></array></dict></array>
</dict>
</plist>
"#;

#[test]
fn xml_of_every_kind() {
    let value = parse(XML.as_bytes());
    assert_eq!(value.find("Text & more"), Some(&text("<a> é😀 \"'<raw> &amp; end")));
    assert_eq!(value.find("Empty"), Some(&text("")));
    assert_eq!(value.find("Space"), Some(&text("  two  ")));
    let expected = [i64::MIN.into(), None, Some(31), Some(-16), Some(7)];
    let integers = value.find("Integers").and_then(Value::as_array).unwrap();
    assert_eq!(integers.iter().map(Value::as_i64).collect::<Vec<_>>(), expected);
    assert_eq!(integers[1].as_u64(), Some(u64::MAX));
    assert_eq!(value.at("Reals/0").and_then(Value::as_f64), Some(1500.0));
    assert_eq!(value.at("Reals/1").and_then(Value::as_f64), Some(f64::NEG_INFINITY));
    let date = value.find("Date").and_then(Value::as_time).unwrap();
    assert_eq!(date.to_string(), "2021-02-03T09:47:58Z");
    assert_eq!(value.find("Data").and_then(Value::as_bytes), Some(&b"hello"[..]));
    assert_eq!(value.find("Yes").and_then(Value::as_bool), Some(true));
    assert_eq!(value.find("No").and_then(Value::as_bool), Some(false));
    assert_eq!(value.find("Reference"), Some(&Value::Uid(9)));
    assert_eq!(value.at("Nested/2/a/0"), Some(&text("x")));
    assert_eq!(value.at("Nested/9"), None);
    assert_eq!(value.at(""), Some(&value));
    let keys: Vec<&str> = value.as_dictionary().unwrap().keys().collect();
    assert_eq!(keys[..3], ["Text & more", "Empty", "Space"]);
}

#[test]
fn xml_with_liberties() {
    let expected = Value::Array(vec![text("é")]);
    let plain = "<array><string>é</string></array>";
    for xml in [
        plain.to_owned(),
        format!("\u{feff}  \n<plist>{plain}</plist>\0\0 trailing"),
        format!("<?xml version='1.0'?><plist version=\"0.9\">{plain}</plist>"),
        format!("<!DOCTYPE plist [ <!ENTITY x \"yy\"> ]><plist>{plain}</plist>"),
    ] {
        assert_eq!(parse(xml.as_bytes()), expected, "{xml}");
    }
    let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><string>\xe9</string>";
    assert_eq!(parse(latin), text("é"));
    assert_eq!(parse(b"<string>\xe9</string>"), text("\u{fffd}"));
}

#[test]
fn xml_damage_is_named_with_its_place() {
    for (xml, expected) in [
        ("<plist>", "XML property list at byte 7 is cut short"),
        ("<plist></plist>", "XML property list at byte 7: expected a value inside <plist>"),
        ("<array><string>a", "string at byte 16 is cut short"),
        ("<array><strin", "XML markup at byte 13 is cut short"),
        ("<array></dict>", "XML end tag at byte 7: expected </array>"),
        ("<dict><key>a</key></dict>", "dictionary of a property list at byte 18: expected a value"),
        ("<dict><string>a</string></dict>", "XML property list at byte 6: expected <key> before"),
        (
            "<dict><key>a</key><key>b</key></dict>",
            "XML property list at byte 18: expected no <key>",
        ),
        ("<array><key>a</key></array>", "XML property list at byte 7: expected no <key> here"),
        ("<array>text</array>", "XML property list at byte 7: expected an element"),
        ("<array><set/></array>", "XML property list at byte 7: expected an element of a property"),
        ("<integer>12a</integer>", "integer at byte 0: expected a whole number"),
        ("<integer>0x-1</integer>", "integer at byte 0: expected a whole number"),
        ("<integer>-0x8000000000000001</integer>", "integer at byte 0: expected a whole number"),
        ("<integer>1x5</integer>", "integer at byte 0: expected a whole number"),
        ("<integer></integer>", "integer at byte 0: expected a whole number"),
        ("<integer>18446744073709551616</integer>", "integer at byte 0: expected a whole number"),
        ("<real>one</real>", "real at byte 0: expected a number"),
        ("<date>yesterday</date>", "date at byte 0: expected a date"),
        ("<data>*</data>", "data at byte 0: expected base64"),
        ("<true>no</true>", "true at byte 6: expected an element without content"),
        ("<string>a<b/></string>", "string at byte 9: expected text"),
        ("<string>a & b</string>", "XML text at byte "),
        ("<plist><true/><true/></plist>", "XML property list at byte 14: expected one root value"),
        (
            "<!DOCTYPE plist [ <!ENTITY x \"yy\"> ]><string>&x;</string>",
            "XML reference at byte 45: expected a predefined reference, not &x;",
        ),
    ] {
        let message = fails(xml.as_bytes());
        assert!(message.starts_with(expected), "{xml}: {message}");
    }
}

#[test]
fn xml_cut_short_keeps_what_was_before() {
    let at = XML.find("<key>Date").unwrap();
    let (value, damage) = parse_lenient(&XML.as_bytes()[..at + 40], &Limits::default());
    let value = value.unwrap();
    assert_eq!(value.find("Space"), Some(&text("  two  ")));
    assert_eq!(value.at("Reals/0").and_then(Value::as_f64), Some(1500.0));
    assert_eq!(value.find("Date"), None);
    assert_eq!(damage.unwrap().locator(), vigie_core::Locator::Byte((at + 40) as u64));
}

#[test]
fn json() {
    let json = serde_json::to_value(parse(XML.as_bytes())).unwrap();
    assert_eq!(json["Date"], "2021-02-03T09:47:58Z");
    assert_eq!(json["Data"], "aGVsbG8=");
    assert_eq!(json["Reference"]["CF$UID"], 9);
    assert_eq!(json["Integers"][1], u64::MAX);
    assert_eq!(json["Yes"], true);
    assert!(json["Reals"][1].is_null());
    assert_eq!(serde_json::to_string(&Value::Date(1e300)).unwrap(), "1e+300");
}

#[test]
fn values_answer_only_what_they_are() {
    assert_eq!(Value::Integer(1).as_bool(), Some(true));
    assert_eq!(Value::Integer(2).as_bool(), None);
    assert_eq!(Value::Integer(-1).as_u64(), None);
    assert_eq!(Value::Unsigned(1).as_i64(), None);
    assert_eq!(Value::Unsigned(3).as_f64(), Some(3.0));
    assert_eq!(text("1").as_i64(), None);
    assert_eq!(text("2021-02-03").as_time().unwrap().to_string(), "2021-02-03T00:00:00Z");
    assert_eq!(Value::Date(f64::NAN).as_time(), None);
    assert_eq!(Value::Null.find("a"), None);
    assert!(plist::looks_like_one(b"  <?xml version"));
    assert!(plist::looks_like_one(b"bplist00"));
    assert!(!plist::looks_like_one(b"{\"a\":1}"));
}
