//! Keyed archives: what Foundation's classes become, and what hostile references do.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "these are tests")]

use std::time::{Duration, SystemTime};

use plist::{Dictionary, Uid, Value as Written};
use vigie_core::{Limits, Stop};
use vigie_formats::keyed_archive::{self, backup_file, unarchive, unarchive_all};
use vigie_formats::plist::Value;

/// An archive under construction: the table of objects.
struct Archive(Vec<Written>);

impl Archive {
    fn new() -> Self {
        Self(vec![Written::String("$null".into())])
    }

    fn add(&mut self, object: impl Into<Written>) -> Written {
        self.0.push(object.into());
        Written::Uid(Uid::new(self.0.len() as u64 - 1))
    }

    fn class(&mut self, names: &[&str]) -> Written {
        let all = names.iter().map(|name| Written::String((*name).into())).collect();
        self.add(fields([
            ("$classname", Written::String(names[0].into())),
            ("$classes", Written::Array(all)),
        ]))
    }

    fn object<const N: usize>(&mut self, names: &[&str], of: [(&str, Written); N]) -> Written {
        let class = self.class(names);
        let mut object = fields(of).into_dictionary().unwrap();
        object.insert("$class".into(), class);
        self.add(object)
    }

    fn list(self, top: impl IntoIterator<Item = (&'static str, Written)>) -> Written {
        let top = top.into_iter().map(|(key, value)| (key.to_owned(), value));
        fields([
            ("$version", Written::Integer(100_000.into())),
            ("$archiver", Written::String("NSKeyedArchiver".into())),
            ("$top", Written::Dictionary(top.collect())),
            ("$objects", Written::Array(self.0)),
        ])
    }

    fn finish(self, root: Written) -> Vec<u8> {
        binary(&self.list([("root", root)]))
    }
}

fn fields<const N: usize>(of: [(&str, Written); N]) -> Written {
    let pairs = of.into_iter().map(|(key, value)| (key.to_owned(), value));
    Written::Dictionary(pairs.collect::<Dictionary>())
}

fn binary(value: &Written) -> Vec<u8> {
    let mut bytes = Vec::new();
    value.to_writer_binary(&mut bytes).unwrap();
    bytes
}

fn limits() -> Limits {
    Limits::default()
}

fn read(bytes: &[u8]) -> Value {
    unarchive(bytes, &limits()).unwrap()
}

fn text(text: &str) -> Value {
    Value::String(text.into())
}

#[test]
fn foundation_becomes_plain_values() {
    let mut archive = Archive::new();
    let string = archive.add("plain");
    let mutable = archive.object(&["NSMutableString", "NSString"], [("NS.string", "mut".into())]);
    let bytes = archive.add(Written::Data(b"abc".to_vec()));
    let data = archive.object(&["NSMutableData", "NSData"], [("NS.data", bytes)]);
    let inline = archive.object(&["NSData"], [("NS.bytes", Written::Data(b"de".to_vec()))]);
    let date = archive.object(&["NSDate"], [("NS.time", 634_038_478.5.into())]);
    let null = archive.object(&["NSNull"], []);
    let uuid = Written::Data((0..16).map(|byte| byte * 17).collect());
    let uuid = archive.object(&["NSUUID"], [("NS.uuidbytes", uuid)]);
    let number = archive.object(&["NSNumber", "NSValue"], [("NS.intval", 7.into())]);
    let nil = Written::Uid(Uid::new(0));
    let base = archive.add("https://a.example/b/c");
    let base = archive.object(&["NSURL"], [("NS.base", nil.clone()), ("NS.relative", base)]);
    let relative = archive.add("d?e");
    let url = archive.object(&["NSURL"], [("NS.base", base), ("NS.relative", relative)]);
    let objects = vec![string, mutable, data, inline, date, null, uuid, number, url, nil];
    let root = archive.object(&["NSArray"], [("NS.objects", Written::Array(objects))]);
    let expected = vec![
        text("plain"),
        text("mut"),
        Value::Data(b"abc".to_vec()),
        Value::Data(b"de".to_vec()),
        Value::Date(634_038_478.5),
        Value::Null,
        text("00112233-4455-6677-8899-AABBCCDDEEFF"),
        Value::Integer(7),
        text("https://a.example/b/d?e"),
        Value::Null,
    ];
    assert_eq!(read(&archive.finish(root)), Value::Array(expected));
}

#[test]
fn collections_and_classes_of_others() {
    let mut archive = Archive::new();
    let (a, one) = (archive.add("a"), archive.add(1));
    let seven = archive.add(7);
    let set = archive.object(
        &["NSMutableOrderedSet", "NSOrderedSet", "NSObject"],
        [("NS.object.1", one.clone()), ("NS.object.0", a.clone())],
    );
    let keys = Written::Array(vec![a.clone(), seven]);
    let values = Written::Array(vec![one.clone(), set]);
    // A class of its own below a class of Foundation is read as that.
    let names = ["MYDictionary", "NSMutableDictionary", "NSDictionary", "NSObject"];
    let dictionary = archive.object(&names, [("NS.keys", keys), ("NS.objects", values)]);
    let empty = archive.object(&["NSSet"], []);
    let other = archive.object(
        &["XYThing", "NSObject"],
        [("name", a), ("count", 3.into()), ("inner", dictionary), ("none", empty)],
    );
    let value = read(&archive.finish(other));
    assert_eq!(value.find("$class"), Some(&text("XYThing")));
    assert_eq!(value.find("name"), Some(&text("a")));
    assert_eq!(value.at("inner/a"), Some(&Value::Integer(1)));
    assert_eq!(value.at("inner/7/0"), Some(&text("a")));
    assert_eq!(value.at("inner/7/1"), Some(&Value::Integer(1)));
    assert_eq!(value.find("none"), Some(&Value::Array(Vec::new())));
}

#[test]
fn an_object_that_lacks_what_its_class_asks_for_is_shown_as_it_is() {
    let mut archive = Archive::new();
    let root = archive.object(&["NSDate"], [("NS.other", 5.into())]);
    let value = read(&archive.finish(root));
    assert_eq!(value.find("$class"), Some(&text("NSDate")));
    assert_eq!(value.find("NS.other"), Some(&Value::Integer(5)));
}

#[test]
fn several_named_objects() {
    let mut archive = Archive::new();
    let (a, b) = (archive.add("a"), archive.add("b"));
    let bytes = binary(&archive.list([("first", a), ("second", b)]));
    assert_eq!(read(&bytes), text("a"));
    let all = unarchive_all(&bytes, &limits()).unwrap();
    assert_eq!(all.find("second"), Some(&text("b")));
}

#[test]
fn archives_in_xml() {
    let xml = r"<plist><dict><key>$top</key><dict>
        <key>root</key><dict><key>CF$UID</key><integer>1</integer></dict></dict>
        <key>$objects</key><array><string>$null</string><string>text</string></array>
        </dict></plist>";
    assert_eq!(read(xml.as_bytes()), text("text"));
}

#[test]
fn what_is_no_archive() {
    for bytes in [&b"<dict/>"[..], b"<array/>", b"", b"nonsense"] {
        assert!(unarchive(bytes, &limits()).is_err());
    }
    let empty = binary(&Archive::new().list([]));
    assert!(unarchive(&empty, &limits()).is_err());
    let outside = Archive::new().finish(Written::Uid(Uid::new(9)));
    let message = unarchive(&outside, &limits()).unwrap_err().to_string();
    assert!(message.contains("a number below 1, not 9"), "{message}");
}

#[test]
fn circles_are_cut() {
    let mut archive = Archive::new();
    let me = Written::Uid(Uid::new(2));
    let root = archive.object(&["NSArray"], [("NS.objects", Written::Array(vec![me.clone(), me]))]);
    let value = read(&archive.finish(root));
    assert_eq!(value, Value::Array(vec![Value::Null, Value::Null]));
    // A reference that is an entry of the table itself.
    let mut archive = Archive::new();
    let root = archive.add(Written::Uid(Uid::new(1)));
    assert_eq!(read(&archive.finish(root)), Value::Null);
    let mut archive = Archive::new();
    archive.add(Written::Uid(Uid::new(2)));
    let root = archive.add(Written::Uid(Uid::new(1)));
    assert_eq!(read(&archive.finish(root)), Value::Null);
}

#[test]
fn a_billion_laughs() {
    let mut archive = Archive::new();
    let mut next = archive.add("haha");
    for _ in 0..20 {
        let ten = Written::Array(vec![next.clone(); 10]);
        next = archive.object(&["NSArray"], [("NS.objects", ten)]);
    }
    let limits = Limits { value: 1 << 20, ..limits() };
    assert!(matches!(unarchive(&archive.finish(next), &limits), Err(Stop::Limit { .. })));
}

#[test]
fn arrays_in_arrays_ten_thousand_deep() {
    let mut archive = Archive::new();
    let class = archive.class(&["NSArray"]);
    for next in 2..10_000 {
        let inner = Written::Array(vec![Written::Uid(Uid::new(next + 1))]);
        archive.add(fields([("$class", class.clone()), ("NS.objects", inner)]));
    }
    archive.add("end");
    let bytes = archive.finish(Written::Uid(Uid::new(2)));
    for depth in [64, u32::MAX] {
        let limits = Limits { depth, ..limits() };
        assert!(matches!(unarchive(&bytes, &limits), Err(Stop::Limit { .. })));
    }
}

#[test]
fn a_chain_of_ten_thousand() {
    let mut archive = Archive::new();
    for next in 1..10_000 {
        archive.add(Written::Uid(Uid::new(next + 1)));
    }
    archive.add("end");
    let bytes = archive.finish(Written::Uid(Uid::new(1)));
    for depth in [64, u32::MAX] {
        let limits = Limits { depth, ..limits() };
        let what = "levels of nesting";
        assert!(
            matches!(unarchive(&bytes, &limits), Err(Stop::Limit { what: w, .. }) if w == what)
        );
    }
}

/// An `MBFile` with every field.
fn record() -> (Archive, Written) {
    let mut archive = Archive::new();
    let path = archive.add("Library/SMS/sms.db");
    let key = Written::Data((0..44).collect());
    let key = archive.object(&["NSMutableData", "NSData", "NSObject"], [("NS.data", key)]);
    let digest = archive.add(Written::Data(vec![9; 20]));
    let attributes = archive.add(Written::Data(b"bplist00".to_vec()));
    let attributes = archive.object(&["NSData", "NSObject"], [("NS.data", attributes)]);
    let target = archive.add("../elsewhere");
    let root = archive.object(
        &["MBFile", "NSObject"],
        [
            ("LastModified", 1_612_345_678.into()),
            ("Flags", 0.into()),
            ("GroupID", 501.into()),
            ("LastStatusChange", 1_612_345_679.into()),
            ("RelativePath", path),
            ("Birth", 1_612_345_677.into()),
            ("Size", 4_294_967_296_i64.into()),
            ("InodeNumber", 184_673.into()),
            ("Mode", 33_188.into()),
            ("UserID", 502.into()),
            ("ProtectionClass", 3.into()),
            ("EncryptionKey", key),
            ("Digest", digest),
            ("ExtendedAttributes", attributes),
            ("Target", target),
        ],
    );
    (archive, root)
}

#[test]
fn every_field_of_a_backup_record() {
    let (archive, root) = record();
    let file = backup_file(&archive.finish(root), &limits()).unwrap();
    assert_eq!(file.birth.unwrap().unix_seconds(), 1_612_345_677);
    assert_eq!(file.last_modified.unwrap().unix_seconds(), 1_612_345_678);
    assert_eq!(file.last_status_change.unwrap().unix_seconds(), 1_612_345_679);
    assert_eq!((file.user_id, file.group_id), (Some(502), Some(501)));
    assert_eq!((file.size, file.inode), (Some(4_294_967_296), Some(184_673)));
    assert_eq!((file.mode, file.flags), (Some(33_188), Some(0)));
    assert_eq!(file.protection_class, Some(3));
    assert_eq!(file.relative_path.as_deref(), Some("Library/SMS/sms.db"));
    assert_eq!(file.encryption_key, Some((0..44).collect()));
    assert_eq!(file.digest, Some(vec![9; 20]));
    assert_eq!(file.extended_attributes.as_deref(), Some(&b"bplist00"[..]));
    assert_eq!(file.target.as_deref(), Some("../elsewhere"));
    assert_eq!(file.damage, None);
}

#[test]
fn the_root_stands_where_top_says() {
    let (mut archive, root) = record();
    archive.add("more");
    let moved = backup_file(&binary(&archive.list([("other", root)])), &limits()).unwrap();
    assert_eq!(moved.size, Some(4_294_967_296));
}

#[test]
fn old_records_are_plain_lists_with_dates() {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_612_345_678);
    let plain = fields([
        ("LastModified", Written::Date(time.into())),
        ("RelativePath", "a/é".into()),
        ("EncryptionKey", Written::Data(vec![1, 2])),
        ("Size", 12.into()),
        ("Unknown", Written::Array(Vec::new())),
    ]);
    let mut xml = Vec::new();
    plain.to_writer_xml(&mut xml).unwrap();
    for bytes in [binary(&plain), xml] {
        let file = backup_file(&bytes, &limits()).unwrap();
        assert_eq!(file.last_modified.unwrap().unix_seconds(), 1_612_345_678);
        assert_eq!(file.relative_path.as_deref(), Some("a/é"));
        assert_eq!(file.encryption_key, Some(vec![1, 2]));
        assert_eq!((file.size, file.damage), (Some(12), None));
    }
}

#[test]
fn archived_dates_count_from_2001() {
    let mut archive = Archive::new();
    let date = archive.object(&["NSDate"], [("NS.time", 634_038_478.0.into())]);
    let root = archive.object(&["MBFile"], [("Birth", date), ("Mode", "x".into())]);
    let file = backup_file(&archive.finish(root), &limits()).unwrap();
    assert_eq!(file.birth.unwrap().to_string(), "2021-02-03T09:47:58Z");
    assert_eq!(file.mode, None);
    assert!(file.damage.unwrap().starts_with("Mode: "));
}

#[test]
fn damaged_archives_never_panic() {
    let (archive, root) = record();
    let bytes = archive.finish(root);
    for length in 0..bytes.len() {
        keyed_archive::fuzz(&bytes[..length]);
        assert!(backup_file(&bytes[..length], &limits()).is_err());
    }
    for at in 0..bytes.len() {
        for value in [0x00, 0x80, 0xd1, 0xff, bytes[at] ^ 1, bytes[at] ^ 0x10] {
            let mut changed = bytes.clone();
            changed[at] = value;
            keyed_archive::fuzz(&changed);
        }
    }
}
