//! Bug reports of Android phones, in everything they come in.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[expect(dead_code, reason = "shared with tests that use other parts of it")]
mod common;
#[path = "common/zips.rs"]
mod zips;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use common::{contents, find, one, open_all, sibling, try_open, write};
use vigie_core::{EvidenceKind, Siblings as _};
use vigie_evidence::Piece;
use zips::zip_of;

const LINE: &str =
    "-------------------------------------------------------------------------------";

fn dumpstate() -> String {
    format!(
        "========================================================\n== dumpstate: 2026-01-02 03:04:05\n\
         ========================================================\n\n\
         Build fingerprint: 'google/oriole/oriole:13/TQ3A.230901.001/10750268:user/release-keys'\n\
         ------ UPTIME (uptime) ------\nup\n\
         ------ SYSTEM PROPERTIES (getprop) ------\n[ro.product.model]: [Pixel 6]\n\
         [persist.sys.timezone]: [Europe/Brussels]\n\
         ------ 0.020s was the duration of 'SYSTEM PROPERTIES' ------\n\
         ------ DUMPSYS (dumpsys) ------\n{LINE}\nDUMP OF SERVICE package:\nPackages:\n\
         --------- 0.1s was the duration of dumpsys package, ending at: 2026-01-02 03:04:06\n{LINE}\n\
         DUMP OF SERVICE appops:\nops\n"
    )
}

fn files() -> BTreeMap<String, Vec<u8>> {
    let name = "bugreport-oriole-TQ3A-2026-01-02-03-04-05.txt";
    [
        ("main_entry.txt", format!("{name}\n")),
        (name, dumpstate()),
        ("version.txt", "2.0".into()),
        ("FS/data/tombstones/tombstone_00", "crash".into()),
        ("FS/proc/1/mountinfo", "mounts".into()),
    ]
    .map(|(name, text)| (name.to_owned(), text.into_bytes()))
    .into()
}

fn zipped(name: &str, bytes: Vec<u8>) -> Vec<u8> {
    zip_of(&BTreeMap::from([(name.to_owned(), bytes)]))
}

fn facts(piece: &Piece) -> Vec<(&str, &str)> {
    piece.facts.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

fn check(path: &Path) {
    let piece = one(path);
    assert_eq!(piece.kind, EvidenceKind::AndroidBugReport);
    assert!(facts(&piece).contains(&("product_version", "13")), "{piece:?}");
    assert!(facts(&piece).contains(&("taken", "2026-01-02 03:04:05")));
    assert!(piece.missing.is_empty(), "{:?}", piece.missing);
    let opened = open_all(&piece, None);
    assert_eq!(opened.problems(), []);
    assert_eq!(opened.total(), 5);
    assert_eq!(opened.facts().unwrap()["time_zone"], "Europe/Brussels");
    let all = contents(&opened);
    let text = |path: &str| String::from_utf8(all.get(path).unwrap().clone()).unwrap();
    assert_eq!(text("/data/tombstones/tombstone_00"), "crash");
    assert_eq!(text("/proc/1/mountinfo"), "mounts");
    assert_eq!(text("/bugreport/version.txt"), "2.0");
    assert_eq!(text("/dumpsys/package"), "Packages:\n");
    assert_eq!(text("/dumpsys/appops"), "ops\n");
    assert_eq!(text("/dumpstate/UPTIME"), "up\n");
    assert!(text("/dumpstate.txt").ends_with("release-keys'\n"));
    let sections: Vec<_> = opened.files().iter().filter(|file| !file.is_stored()).collect();
    assert_eq!(sections.len(), 6);
    for section in sections {
        assert!(section.stored.ends_with("bugreport-oriole-TQ3A-2026-01-02-03-04-05.txt"));
        let whole = dumpstate();
        let mut lines = whole.lines().skip(usize::try_from(section.first_line).unwrap() - 1);
        let first = text(&section.path);
        assert!(first.is_empty() || lines.next() == first.lines().next(), "{}", section.path);
    }
    let properties = sibling(&opened, "/dumpstate/SYSTEM PROPERTIES").unwrap();
    assert!(properties.ends_with(b"[Europe/Brussels]\n"));
    assert_eq!(sibling(&opened, "/proc/1/mountinfo").unwrap(), b"mounts");
    assert_eq!(sibling(&opened, "/dumpsys/nothing"), None);
}

#[test]
fn every_wrapping_gives_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    write(&at("folder"), &files());
    check(&at("folder"));
    fs::write(at("plain.zip"), zip_of(&files())).unwrap();
    check(&at("plain.zip"));
    let top = files().into_iter().map(|(name, bytes)| (format!("top/{name}"), bytes)).collect();
    fs::write(at("top.zip"), zip_of(&top)).unwrap();
    check(&at("top.zip"));
    fs::write(at("wrapped.zip"), zipped("bugreport-x.zip", zip_of(&files()))).unwrap();
    check(&at("wrapped.zip"));
    let twice = zipped("in/y.zip", zipped("bugreport-x.zip", zip_of(&files())));
    fs::write(at("twice.zip"), twice).unwrap();
    check(&at("twice.zip"));
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in files() {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        tar.append_data(&mut header, name, &*bytes).unwrap();
    }
    let tar = tar.into_inner().unwrap();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(&tar).unwrap();
    fs::write(at("all.tar"), tar).unwrap();
    check(&at("all.tar"));
    fs::write(at("all.tar.gz"), gz.finish().unwrap()).unwrap();
    check(&at("all.tar.gz"));
}

#[test]
fn times_are_those_of_the_phone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    fs::write(&path, zip_of(&files())).unwrap();
    let opened = open_all(&one(&path), None);
    let file = opened.files().iter().find(|file| file.path == "/proc/1/mountinfo").unwrap();
    assert_eq!(file.modified.unwrap().to_string(), "2026-01-02T03:04:06Z");
}

#[test]
fn the_dumpstate_is_told_by_content() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    // Samsung's, without an entry.
    let mut samsung = files();
    samsung.remove("main_entry.txt");
    let text = samsung.remove("bugreport-oriole-TQ3A-2026-01-02-03-04-05.txt").unwrap();
    samsung.insert("dumpState_SM.log".into(), text.clone());
    fs::write(at("samsung.zip"), zip_of(&samsung)).unwrap();
    let piece = one(&at("samsung.zip"));
    assert!(piece.missing.is_empty(), "{piece:?}");
    assert_eq!(contents(&open_all(&piece, None))["/dumpsys/appops"], b"ops\n");
    // An entry that leads nowhere.
    let mut wrong = files();
    wrong.insert("main_entry.txt".into(), b"../elsewhere.txt".to_vec());
    fs::write(at("wrong.zip"), zip_of(&wrong)).unwrap();
    let piece = one(&at("wrong.zip"));
    assert_eq!(piece.missing, ["../elsewhere.txt, which main_entry.txt names"]);
    assert_eq!(contents(&open_all(&piece, None))["/dumpsys/appops"], b"ops\n");
    // A name that promises what is not there.
    fs::write(at("bugreport-x.txt"), "a letter about bug reports").unwrap();
    assert_eq!(one(&at("bugreport-x.txt")).kind, EvidenceKind::Files);
    fs::write(at("any name"), text).unwrap();
    let piece = one(&at("any name"));
    assert_eq!(piece.kind, EvidenceKind::AndroidBugReport);
    let opened = open_all(&piece, None);
    assert_eq!(contents(&opened)["/dumpsys/package"], b"Packages:\n");
    let all = find(folder.path());
    let kinds: Vec<_> = all.iter().map(|piece| piece.kind).collect();
    assert_eq!(kinds, [EvidenceKind::AndroidBugReport; 3], "{all:?}");
}

#[test]
fn a_bug_report_without_its_dumpstate_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    let mut files = files();
    files.remove("bugreport-oriole-TQ3A-2026-01-02-03-04-05.txt");
    fs::write(&path, zip_of(&files)).unwrap();
    let piece = one(&path);
    assert_eq!(piece.kind, EvidenceKind::AndroidBugReport);
    assert_eq!(piece.missing, ["bugreport-oriole-TQ3A-2026-01-02-03-04-05.txt, its main file"]);
    let opened = open_all(&piece, None);
    assert_eq!(opened.problems().len(), 1, "{:?}", opened.problems());
    assert_eq!(contents(&opened)["/proc/1/mountinfo"], b"mounts");
}

#[test]
fn several_dumpstates_in_an_archive_are_several_pieces() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    let files = ["x/bugreport-1.txt", "x/bugreport-2.txt", "x/note.txt"];
    let files = files.map(|name| (name.to_owned(), dumpstate().into_bytes()));
    fs::write(&path, zip_of(&files.into())).unwrap();
    let pieces = find(&path);
    let inner: Vec<_> = pieces.iter().map(|piece| piece.inner.as_str()).collect();
    assert_eq!(inner, ["x/bugreport-1.txt", "x/bugreport-2.txt", "x/note.txt"]);
    for piece in &pieces {
        let opened = open_all(piece, None);
        assert_eq!(opened.total(), 1);
        assert_eq!(contents(&opened)["/dumpsys/appops"], b"ops\n");
    }
}

#[test]
fn only_what_is_wanted_is_listed_with_its_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    fs::write(&path, zip_of(&files())).unwrap();
    let opened = try_open(&one(&path), None, Some(&["/dumpsys/appops"])).unwrap();
    let paths: Vec<_> =
        opened.files().iter().map(|file| (file.path.as_str(), file.is_cut())).collect();
    let whole = "/bugreport/bugreport-oriole-TQ3A-2026-01-02-03-04-05.txt";
    assert_eq!(paths, [(whole, true), ("/dumpsys/appops", false)]);
    assert_eq!(opened.below("/dumpsys/"), ["/dumpsys/appops"]);
}

#[test]
fn a_cut_archive_gives_what_it_has() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    let whole = zip_of(&files());
    for cut in (0..whole.len()).step_by(7) {
        fs::write(&path, &whole[..cut]).unwrap();
        let Ok(pieces) = vigie_evidence::identify(&path, &vigie_core::Limits::default()) else {
            continue;
        };
        for piece in pieces {
            if let Ok(opened) = try_open(&piece, None, None) {
                for file in opened.files() {
                    let _ = opened.open(file);
                }
            }
        }
    }
}
