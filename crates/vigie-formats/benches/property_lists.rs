//! How long a backup's file records and the rich text of a message take: a phone has 150,000 of
//! each.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use plist::{Dictionary, Uid, Value};
use vigie_core::Limits;
use vigie_formats::{keyed_archive, plist as property_list};

/// An `MBFile` as backups keep it.
fn record() -> Vec<u8> {
    let uid = |number| Value::Uid(Uid::new(number));
    let numbers: [(&str, i64); 10] = [
        ("LastModified", 1_610_674_669),
        ("Flags", 0),
        ("GroupID", 501),
        ("LastStatusChange", 1_610_674_669),
        ("Birth", 1_610_674_669),
        ("Size", 4_096),
        ("InodeNumber", 184_673),
        ("Mode", 33_188),
        ("UserID", 501),
        ("ProtectionClass", 3),
    ];
    let mut file: Dictionary =
        numbers.into_iter().map(|(key, value)| (key.to_owned(), Value::from(value))).collect();
    file.insert("RelativePath".into(), uid(2));
    file.insert("EncryptionKey".into(), uid(3));
    file.insert("$class".into(), uid(5));
    let mut key = Dictionary::new();
    key.insert("NS.data".into(), Value::Data(vec![7; 44]));
    key.insert("$class".into(), uid(4));
    let class = |name: &str| {
        let mut class = Dictionary::new();
        class.insert("$classname".into(), name.into());
        Value::Dictionary(class)
    };
    let path = Value::from("Library/Preferences/com.example.settings.plist");
    let objects = vec![
        "$null".into(),
        file.into(),
        path,
        key.into(),
        class("NSMutableData"),
        class("MBFile"),
    ];
    let top: Dictionary = [("root".to_owned(), uid(1))].into_iter().collect();
    let list: Dictionary =
        [("$top".to_owned(), Value::Dictionary(top)), ("$objects".to_owned(), objects.into())]
            .into_iter()
            .collect();
    let mut bytes = Vec::new();
    let written = Value::Dictionary(list).to_writer_binary(&mut bytes);
    assert!(written.is_ok());
    bytes
}

fn bench(criterion: &mut Criterion) {
    let (bytes, limits) = (record(), Limits::default());
    criterion.bench_function("backup_file", |bencher| {
        bencher.iter(|| keyed_archive::backup_file(black_box(&bytes), &limits));
    });
    criterion.bench_function("plist::parse", |bencher| {
        bencher.iter(|| property_list::parse(black_box(&bytes), &limits));
    });
    criterion.bench_function("keyed_archive::unarchive", |bencher| {
        bencher.iter(|| keyed_archive::unarchive(black_box(&bytes), &limits));
    });
}

criterion_group!(benches, bench);
criterion_main!(benches);
