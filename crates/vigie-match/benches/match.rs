//! Cost of loading indicators, and of matching one observable, whatever the number of indicators.
//!
//! `cargo bench -p vigie-match`. The bundles are made up and lie in a temporary folder.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use vigie_core::{Limits, Observable};
use vigie_match::{Indicators, Scratch, load};

/// A STIX bundle of `count` indicators of several types, each with its relationship.
fn bundle(count: u32) -> String {
    let at = "2024-01-26T21:28:21.013288Z";
    let id = |n: u32| format!("{n:08x}-1452-437e-a19e-32590edf60c3");
    let mut text = format!(r#"{{"type":"bundle","id":"bundle--{}","objects":["#, id(0));
    for n in 1..=count {
        let pattern = match n % 8 {
            0 => format!("[url:value = 'https://bad{n}.example/{n}']"),
            1 => format!("[file:hashes.'SHA-256' = '{n:064x}']"),
            2 => format!("[ipv4-addr:value = '{}']", std::net::Ipv4Addr::from(n)),
            3 => format!("[email-addr:value = 'eve{n}@bad.example']"),
            4 => format!("[app:id = 'com.bad.app{n}']"),
            _ => format!("[domain-name:value = 'w{n}.bad{}.example']", n % 100_000),
        };
        let _ = write!(
            text,
            r#"{{"type":"indicator","spec_version":"2.1","id":"indicator--{}","created":"{at}","modified":"{at}","pattern":"{pattern}","pattern_type":"stix","valid_from":"{at}"}},{{"type":"relationship","spec_version":"2.1","id":"relationship--{}","created":"{at}","modified":"{at}","relationship_type":"indicates","source_ref":"indicator--{}","target_ref":"malware--{}"}},"#,
            id(n),
            id(n),
            id(n),
            id(0)
        );
    }
    let _ = write!(text, r#"{{"type":"malware","id":"malware--{}","name":"Madeup"}}]}}"#, id(0));
    text
}

fn loaded(folder: &tempfile::TempDir, count: u32) -> (PathBuf, Indicators) {
    let path = folder.path().join(format!("{count}.json"));
    std::fs::write(&path, bundle(count)).unwrap_or_default();
    let (indicators, _) = load(std::slice::from_ref(&path), Limits::default());
    assert_eq!(indicators.count(), u64::from(count));
    (path, indicators)
}

/// Values of ordinary records, none of them listed.
const ORDINARY: [(&str, Observable<'static>); 7] = [
    ("url", Observable::Url("https://www.news.example.org/2026/11/24/story?id=123#top")),
    ("host", Observable::Host("a.b.cdn.shop.example.com")),
    ("process", Observable::Process("/usr/libexec/mediaserverd")),
    ("path", Observable::Path("/private/var/mobile/Library/SMS/Attachments/ab/11/x/IMG_0001.jpeg")),
    ("account", Observable::Account("+33612345678")),
    (
        "hash",
        Observable::FileHash("54ee2c4f3e2396b6f92def135d68abd35d63ca7f9c304633a36f705ba4728cb7"),
    ),
    ("app", Observable::AppId("com.apple.MobileSMS")),
];

fn matching(criterion: &mut Criterion) {
    let Ok(folder) = tempfile::tempdir() else { return };
    for count in [1_000, 1_000_000] {
        let (_, indicators) = loaded(&folder, count);
        let mut group = criterion.benchmark_group(format!("match with {count} indicators"));
        let mut scratch = Scratch::default();
        for (name, observable) in ORDINARY {
            group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
                bencher.iter(|| {
                    let mut hits = 0_u32;
                    indicators.matches(&observable, &mut scratch, &mut |_| hits += 1);
                    hits
                });
            });
        }
        let listed = Observable::Url("https://x.w13.bad13.example/a");
        group.bench_function("listed url", |bencher| {
            bencher.iter(|| {
                let mut hits = 0_u32;
                indicators.matches(&listed, &mut scratch, &mut |_| hits += 1);
                hits
            });
        });
        group.finish();
    }
}

fn loading(criterion: &mut Criterion) {
    let Ok(folder) = tempfile::tempdir() else { return };
    let mut group = criterion.benchmark_group("load");
    group.sample_size(10).measurement_time(Duration::from_secs(20));
    for count in [10_000, 1_000_000] {
        let (path, _) = loaded(&folder, count);
        group.throughput(Throughput::Elements(u64::from(count)));
        group.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter(|| load(std::slice::from_ref(&path), Limits::default()).0.count());
        });
    }
    group.finish();
}

criterion_group!(benches, matching, loading);
criterion_main!(benches);
