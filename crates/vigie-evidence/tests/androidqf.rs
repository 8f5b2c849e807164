//! What AndroidQF collected, in everything it comes in.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[expect(dead_code, reason = "shared with tests that use other parts of it")]
mod common;
#[path = "common/zips.rs"]
mod zips;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::{contents, find, one, open_all, sibling, write};
use vigie_core::EvidenceKind;
use zips::zip_of;

const DUMPSYS: &str = "DUMP OF SERVICE package:\nPackages:\n\
    --------- 0.1s was the duration of dumpsys package, ending at: 2026-01-02 03:04:06\n";

fn files() -> BTreeMap<String, Vec<u8>> {
    [
        ("acquisition.json", r#"{"uuid": "u-1", "started": "2026-01-02T03:04:05Z"}"#),
        ("packages.json", r#"[{"name": "a.b", "installer": "null"}]"#),
        ("getprop.txt", "[ro.build.version.release]: [14]\n[ro.product.model]: [Pixel 8]\n"),
        ("dumpsys.txt", DUMPSYS),
        ("files.json", "[]"),
        ("processes.txt", "ps"),
        ("settings_secure.txt", "a=b"),
        ("apks/a.b.apk", "PK\x03\x04"),
        ("tmp/data/local/tmp/x", "x"),
        ("logs/data/anr/trace_00", "trace"),
        ("intrusion_logs/2026/log.txt", "{}"),
    ]
    .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
    .into()
}

fn renamed(rename: impl Fn(&str) -> String) -> BTreeMap<String, Vec<u8>> {
    files().into_iter().map(|(name, bytes)| (rename(&name), bytes)).collect()
}

fn check(path: &Path) {
    let piece = one(path);
    assert_eq!(piece.kind, EvidenceKind::Androidqf, "{}", path.display());
    for (fact, value) in [
        ("product_version", "14"),
        ("product_type", "Pixel 8"),
        ("acquisition", "u-1"),
        ("taken", "2026-01-02T03:04:05Z"),
    ] {
        assert_eq!(piece.facts[fact], value);
    }
    assert_eq!(piece.missing, ["bugreport.zip"]);
    let opened = open_all(&piece, None);
    assert_eq!(opened.problems(), []);
    let mut all = contents(&opened);
    all.retain(|path, _| !path.ends_with('/'));
    let expected = [
        "/androidqf/acquisition.json",
        "/androidqf/apks/a.b.apk",
        "/androidqf/dumpsys.txt",
        "/androidqf/files.json",
        "/androidqf/getprop.txt",
        "/androidqf/packages.json",
        "/androidqf/processes.txt",
        "/androidqf/settings_secure.txt",
        "/androidqf/tmp/data/local/tmp/x",
        "/data/anr/trace_00",
        "/dumpsys/package",
        "/intrusion_logs/2026/log.txt",
    ];
    assert_eq!(all.keys().map(String::as_str).collect::<Vec<_>>(), expected);
    assert_eq!(all["/dumpsys/package"], b"Packages:\n");
    for path in ["/data/anr/trace_00", "/androidqf/getprop.txt", "/intrusion_logs/2026/log.txt"] {
        assert_eq!(sibling(&opened, path).unwrap(), all[path]);
    }
}

#[test]
fn folder_and_zip_give_the_same_whatever_the_names_look_like() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    write(&at("folder"), &files());
    check(&at("folder"));
    write(&at("above"), &renamed(|name| format!("u-1/{name}")));
    check(&at("above"));
    let zips = [
        ("flat.zip", zip_of(&files())),
        ("top.zip", zip_of(&renamed(|name| format!("u-1/{name}")))),
        ("windows.zip", zip_of(&renamed(|name| name.replace('/', r"\")))),
        ("windows-top.zip", zip_of(&renamed(|name| format!(r"u-1\{}", name.replace('/', r"\"))))),
    ];
    for (name, bytes) in zips {
        fs::write(at(name), bytes).unwrap();
        check(&at(name));
    }
}

#[cfg(unix)]
#[test]
fn names_of_windows_in_a_folder_are_understood() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    write(&at("flat"), &renamed(|name| name.replace('/', r"\")));
    check(&at("flat"));
    write(&at("top"), &renamed(|name| format!(r"u-1\{}", name.replace('/', r"\"))));
    check(&at("top"));
}

#[test]
fn several_acquisitions_are_several_pieces() {
    let folder = tempfile::tempdir().unwrap();
    let mut all = renamed(|name| format!("one/{name}"));
    all.extend(renamed(|name| format!("two/{name}")));
    write(&folder.path().join("in"), &all);
    let zip = folder.path().join("both.zip");
    fs::write(&zip, zip_of(&all)).unwrap();
    assert_eq!(find(&folder.path().join("in")).len(), 2);
    let pieces = find(&zip);
    let inner: Vec<_> = pieces.iter().map(|piece| piece.inner.as_str()).collect();
    assert_eq!(inner, ["one/", "two/"]);
}

#[test]
fn of_two_members_with_one_name_the_last_counts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    let mut files = files();
    files.insert("Getprop.txt".into(), b"[ro.build.version.release]: [13]\n".to_vec());
    let mut zip = zip_of(&files);
    for at in 0..zip.len() - 11 {
        if zip[at..].starts_with(b"Getprop.txt") {
            zip[at] = b'g';
        }
    }
    fs::write(&path, zip).unwrap();
    let opened = open_all(&one(&path), None);
    let problems = opened.problems();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].2.contains("several members of this name"));
}

#[test]
fn a_bug_report_inside_is_evidence_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mut files = files();
    let report = [
        ("main_entry.txt", "d.txt"),
        ("d.txt", "------ UPTIME (uptime) ------\nup\n"),
        ("version.txt", "2.0"),
    ];
    let report = report.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    files.insert("bugreport.zip".into(), zip_of(&report.into()));
    write(&at("folder"), &files);
    fs::write(at("a.zip"), zip_of(&files)).unwrap();
    for name in ["folder", "a.zip"] {
        let pieces = find(&at(name));
        let kinds: Vec<_> = pieces.iter().map(|piece| piece.kind).collect();
        assert_eq!(kinds, [EvidenceKind::Androidqf, EvidenceKind::AndroidBugReport], "{name}");
        assert!(pieces[0].missing.is_empty(), "{:?}", pieces[0].missing);
        assert_eq!(contents(&open_all(&pieces[1], None))["/dumpstate/UPTIME"], b"up\n");
    }
}

#[test]
fn names_alone_make_no_acquisition() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("files.json", "[]"), ("packages.json", "{}"), ("getprop.txt", "hello")] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    assert_eq!(one(folder.path()).kind, EvidenceKind::Files);
}
