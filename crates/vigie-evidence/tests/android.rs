//! Intrusion logs, copies of the file system, packages and results of Android phones.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[expect(dead_code, reason = "shared with tests that use other parts of it")]
mod common;
#[path = "common/zips.rs"]
mod zips;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::{contents, find, one, open_all, sibling, write};
use vigie_core::EvidenceKind;
use vigie_evidence::{LISTING, Piece};
use zips::zip_of;

type Files = BTreeMap<String, Vec<u8>>;

fn files(files: &[(&str, &[u8])]) -> Files {
    files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect()
}

fn paths(piece: &Piece) -> Vec<String> {
    let opened = open_all(piece, None);
    assert_eq!(opened.problems(), []);
    let all = opened.files().iter().filter(|file| !file.is_folder() && file.path != LISTING);
    all.map(|file| file.path.clone()).collect()
}

/// In a folder and in a zip archive.
fn both(files: &Files, check: impl Fn(&Path)) {
    let folder = tempfile::tempdir().unwrap();
    let (inside, zip) = (folder.path().join("in"), folder.path().join("a.zip"));
    write(&inside, files);
    check(&inside);
    fs::write(&zip, zip_of(files)).unwrap();
    check(&zip);
}

const DNS: &[u8] = b"{\"dns_event\":{\"event_time\":1780300000123,\"hostname\":\"a.example\"}}\n";

#[test]
fn intrusion_logs_are_one_piece_told_by_content() {
    let logs = [("x/b/2.txt", DNS), ("x/1.txt", DNS), ("x/note.txt", b"hello"), ("y", b"z")];
    both(&files(&logs), |path| {
        let piece = one(path);
        assert_eq!(piece.kind, EvidenceKind::AndroidIntrusionLogs);
        assert_eq!(paths(&piece), ["/intrusion_logs/1.txt", "/intrusion_logs/b/2.txt"]);
        assert_eq!(sibling(&open_all(&piece, None), "/intrusion_logs/b/2.txt").unwrap(), DNS);
    });
    let inner = zip_of(&files(&[("l/1.txt", DNS), ("l/2.txt", DNS)]));
    both(&files(&[("deep/inner.zip", &inner)]), |path| {
        let piece = one(path);
        assert_eq!(piece.kind, EvidenceKind::AndroidIntrusionLogs);
        assert_eq!(paths(&piece), ["/intrusion_logs/1.txt", "/intrusion_logs/2.txt"]);
    });
    let folder = tempfile::tempdir().unwrap();
    let lone = folder.path().join("any");
    fs::write(&lone, DNS).unwrap();
    assert_eq!(paths(&one(&lone)), ["/intrusion_logs/any"]);
}

#[test]
fn copies_of_the_file_system_keep_their_paths() {
    let copy: [(&str, &[u8]); 5] = [
        ("data/system/packages.xml", b"packages"),
        ("data/data/org.example.app/databases/a.db", b"db"),
        ("data/media/0/Download/bugreport-x.txt", b"------ UPTIME (uptime) ------\nup\n"),
        ("system/build.prop", b"# build\nro.build.version.release=12\nro.product.model=X\n"),
        ("dumpsys/package", b"no section"),
    ];
    for prefix in ["", "fs/", "Dump/", "a/filesystem1/"] {
        let named = |(name, bytes): &(&str, &[u8])| (format!("{prefix}{name}"), bytes.to_vec());
        let files = copy.iter().map(named).collect();
        both(&files, |path| {
            let piece = one(path);
            assert_eq!(piece.kind, EvidenceKind::AndroidFileSystem, "{prefix}");
            assert_eq!(piece.missing, ["data/misc"]);
            assert_eq!(piece.facts["product_version"], "12");
            assert_eq!(piece.facts["product_type"], "X");
            let expected = [
                "/copy/dumpsys/package",
                "/data/data/org.example.app/databases/a.db",
                "/data/media/0/Download/bugreport-x.txt",
                "/data/system/packages.xml",
                "/system/build.prop",
            ];
            assert_eq!(paths(&piece), expected);
            let opened = open_all(&piece, None);
            assert_eq!(sibling(&opened, "/data/system/packages.xml").unwrap(), b"packages");
            assert!(sibling(&opened, LISTING).is_none() || contents(&opened).len() > 4);
        });
    }
}

#[test]
fn iphones_and_android_phones_are_told_apart() {
    let iphone = files(&[
        ("private/var/mobile/Library/SMS/sms.db", b"sms"),
        ("private/var/mobile/data/system.txt", b"x"),
    ]);
    both(&iphone, |path| assert_eq!(one(path).kind, EvidenceKind::IosFileSystem));
}

fn apk() -> Vec<u8> {
    zip_of(&files(&[("AndroidManifest.xml", b"\x03\0\x08\0"), ("classes.dex", b"dex")]))
}

#[test]
fn packages_are_no_archives_of_files() {
    let folder = tempfile::tempdir().unwrap();
    let lone = folder.path().join("no name of a package");
    fs::write(&lone, apk()).unwrap();
    let piece = one(&lone);
    assert_eq!(piece.kind, EvidenceKind::AndroidPackages);
    assert_eq!(paths(&piece), ["/packages/no name of a package.apk"]);
    let opened = open_all(&piece, None);
    assert_eq!(contents(&opened)["/packages/no name of a package.apk"], apk());

    let several = files(&[("a.apk", &apk()), ("in/b.apk", &apk()), ("c.bin", &apk())]);
    both(&several, |path| {
        let piece = one(path);
        assert_eq!(piece.kind, EvidenceKind::AndroidPackages);
        let expected = ["/packages/a.apk", "/packages/c.bin.apk", "/packages/in/b.apk"];
        assert_eq!(paths(&piece), expected);
        let opened = open_all(&piece, None);
        assert_eq!(sibling(&opened, "/packages/c.bin.apk").unwrap(), apk());
    });
    let split = folder.path().join("app.xapk");
    fs::write(&split, zip_of(&files(&[("base.apk", &apk()), ("manifest.json", b"{}")]))).unwrap();
    let piece = one(&split);
    assert_eq!(piece.kind, EvidenceKind::AndroidPackages);
    assert_eq!(paths(&piece), ["/packages/base.apk"]);
}

#[test]
fn results_of_mvt_for_android_are_known() {
    let folder = tempfile::tempdir().unwrap();
    let results = [("command.log", &b"log"[..]), ("info.json", b"{}"), ("aqf_files.json", b"[]")];
    write(folder.path(), &files(&results));
    assert_eq!(one(folder.path()).kind, EvidenceKind::MvtResults);
    // AndroidQF writes a `command.log` too.
    let own: [(&str, &[u8]); 3] = [
        ("command.log", b"log"),
        ("processes.json", b"[{\"pid\": 1, \"uid\": 0}]"),
        ("getprop.txt", b"[a]: [b]\n"),
    ];
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &files(&own));
    assert_eq!(one(folder.path()).kind, EvidenceKind::Androidqf);
}

#[test]
fn names_that_lead_elsewhere_are_names() {
    let hostile = files(&[
        ("main_entry.txt", b"../../etc/passwd"),
        ("FS/../../../etc/passwd", b"x"),
        ("bugreport-1.txt", b"------ UPTIME (uptime) ------\nup\n"),
    ]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    fs::write(&path, zip_of(&hostile)).unwrap();
    let pieces = find(&path);
    assert_eq!(pieces.len(), 1);
    let all = contents(&open_all(&pieces[0], None));
    assert_eq!(all["/dumpstate/UPTIME"], b"up\n");
    assert_eq!(all["/../../../etc/passwd"], b"x");
}

#[test]
fn what_lies_in_an_iphone_is_part_of_it() {
    let iphone = files(&[
        ("private/var/mobile/Library/SMS/sms.db", b"sms"),
        ("private/var/mobile/x/apps/org.example.a/f/x", b"x"),
        ("private/var/mobile/y/getprop.txt", b"[a]: [b]\n"),
        ("private/var/mobile/y/bugreport-1.txt", b"------ UPTIME (uptime) ------\nup\n"),
    ]);
    both(&iphone, |path| assert_eq!(one(path).kind, EvidenceKind::IosFileSystem));
}
