//! What is recognised, in folders that hold anything.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[expect(dead_code, reason = "shared with tests that use other parts of it")]
mod common;

use std::fs;
use std::io::Write as _;
use std::path::Path;

use common::{Plan, Scheme, contents, find, one, open_all, sibling, write};
use vigie_core::{EvidenceKind, Limits};
use vigie_evidence::{EvidenceError, identify, open};

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn zip_of_backup() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in Plan::new(Scheme::New).build() {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_mixed_folder_gives_each_piece() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    write(&at("a/00008030-000A/"), &Plan::new(Scheme::Plain).build());
    put(&at("b dump/private/var/mobile/Library/SMS/sms.db"), "sms");
    put(&at("b dump/private/var/db/x/Manifest.db"), "not a backup");
    put(&at("c/sysdiagnose_2024.05.06_07-08-09+0200_iPhone-OS_iPhone_21E236/ps.txt"), "ps");
    fs::write(at("d.any"), zip_of_backup()).unwrap();
    fs::write(at("e.zip"), b"PK\x03\x04 this is no archive").unwrap();
    put(&at("f/notes.txt"), "loose files are nothing beside evidence");

    let pieces = find(folder.path());
    let found: Vec<_> = pieces
        .iter()
        .map(|piece| {
            let relative = piece.path.strip_prefix(folder.path()).unwrap();
            (relative.to_str().unwrap(), piece.kind)
        })
        .collect();
    let expected = [
        ("a/00008030-000A", EvidenceKind::IosBackup),
        ("b dump", EvidenceKind::IosFileSystem),
        (
            "c/sysdiagnose_2024.05.06_07-08-09+0200_iPhone-OS_iPhone_21E236",
            EvidenceKind::IosSysdiagnose,
        ),
        ("d.any", EvidenceKind::IosBackupEncrypted),
        ("e.zip", EvidenceKind::Files),
    ];
    assert_eq!(found, expected);
    // What each piece is named by leads to it again.
    for piece in pieces.iter().take(4) {
        let again = one(&piece.path);
        assert_eq!((&again.path, again.kind), (&piece.path, piece.kind));
    }
    let broken = &pieces[4];
    assert!(broken.missing[0].starts_with("an archive that can be read"), "{broken:?}");
    let error = common::try_open(broken, None, None).unwrap_err();
    assert!(matches!(error, EvidenceError::Archive(_)), "{error}");
    let error = identify(&broken.path, &Limits::default()).unwrap_err();
    assert!(matches!(error, EvidenceError::Archive(_)), "{error}");
}

#[test]
fn a_dump_folder_keeps_its_paths() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    put(&at("private/var/mobile/Library/SMS/sms.db"), "sms");
    put(&at("private/var/mobile/Library/SMS/sms.db-wal"), "wal");
    put(&at("private/var/mobile/Media/x"), "x");
    put(
        &at("System/Library/CoreServices/SystemVersion.plist"),
        "<plist><dict><key>ProductVersion</key><string>17.4</string></dict></plist>",
    );
    let piece = one(folder.path());
    assert_eq!(piece.kind, EvidenceKind::IosFileSystem);
    assert_eq!(piece.facts["product_version"], "17.4");
    let sms = "/private/var/mobile/Library/SMS/sms.db";
    let opened = common::try_open(&piece, None, Some(&[sms])).unwrap();
    assert_eq!(opened.files().len(), 1);
    assert_eq!(opened.files()[0].stored, "private/var/mobile/Library/SMS/sms.db");
    assert_eq!(opened.files()[0].size, Some(3));
    assert_eq!(opened.total(), 4);
    assert_eq!(sibling(&opened, &format!("{sms}-wal")).unwrap(), b"wal");
    assert_eq!(sibling(&opened, "/private/var/mobile/../mobile/Media/x"), None);

    // The user may have named a folder further down.
    for (below, root) in [("private", ""), ("private/var", ""), ("private/var/mobile", "")] {
        let piece = one(&at(below));
        assert_eq!(piece.kind, EvidenceKind::IosFileSystem, "{below} {root}");
        let opened = open_all(&piece, None);
        assert_eq!(contents(&opened)[sms], b"sms", "{below}");
        assert_eq!(sibling(&opened, &format!("{sms}-wal")).unwrap(), b"wal");
        assert_eq!(sibling(&opened, "/private/var/mobile/Media/x").unwrap(), b"x");
    }
}

#[test]
fn files_alone_are_files() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("shutdown.log");
    put(&log, "After 1s");
    let piece = one(&log);
    assert_eq!(piece.kind, EvidenceKind::Files);
    let opened = open_all(&piece, None);
    assert_eq!(opened.files()[0].path, "/shutdown.log");
    assert_eq!(contents(&opened)["/shutdown.log"], b"After 1s");
    assert_eq!(sibling(&opened, "/shutdown.log").unwrap(), b"After 1s");
    assert_eq!(sibling(&opened, "/other.log"), None);

    put(&folder.path().join("more/x.ips"), "{}");
    let piece = one(folder.path());
    assert_eq!(piece.kind, EvidenceKind::Files);
    let paths: Vec<_> =
        open_all(&piece, None).files().iter().map(|file| file.path.clone()).collect();
    assert_eq!(paths, ["/more/x.ips", "/shutdown.log"]);
}

#[test]
fn nothing_is_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert!(find(folder.path()).is_empty());
    let error = identify(&folder.path().join("absent"), &Limits::default()).unwrap_err();
    assert!(matches!(error, EvidenceError::Io { .. }), "{error}");
    put(&folder.path().join("empty"), "");
    assert_eq!(one(&folder.path().join("empty")).kind, EvidenceKind::Files);
}

#[cfg(unix)]
#[test]
fn links_are_followed_only_where_the_user_names_one() {
    let folder = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), &Plan::new(Scheme::Plain).build());
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(outside.path(), &link).unwrap();
    assert_eq!(one(&link).kind, EvidenceKind::IosBackup);
    assert!(find(folder.path()).is_empty());

    // A file of the backup that is a link is not there.
    let id = common::file_id("HomeDomain", "Library/SMS/sms.db");
    let stored = outside.path().join(&id[..2]).join(&id);
    fs::remove_file(&stored).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", &stored).unwrap();
    let opened = open_all(&one(outside.path()), None);
    assert_eq!(sibling(&opened, "/private/var/mobile/Library/SMS/sms.db"), None);
    assert_eq!(opened.problems().len(), 1);
}

#[cfg(unix)]
#[test]
fn an_index_that_is_a_link_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &Plan::new(Scheme::Plain).build());
    let index = folder.path().join("Manifest.db");
    fs::remove_file(&index).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", &index).unwrap();
    let piece = one(folder.path());
    assert!(piece.missing.contains(&"Manifest.db".to_owned()));
    let error = common::try_open(&piece, None, None).unwrap_err();
    assert!(matches!(error, EvidenceError::DamagedManifest { .. }), "{error}");
}

#[test]
fn results_of_mvt_are_known_and_what_they_lack_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let results = folder.path().join("results");
    fs::create_dir(&results).unwrap();
    for name in ["sms.json", "info.json", "command.log"] {
        fs::write(results.join(name), "[]").unwrap();
    }
    let pieces = find(folder.path());
    assert_eq!(pieces.len(), 1);
    assert_eq!(pieces[0].kind, EvidenceKind::MvtResults);
    assert_eq!(pieces[0].missing, ["timeline.csv"]);
    // A module's name alone proves nothing.
    fs::remove_file(results.join("info.json")).unwrap();
    fs::remove_file(results.join("command.log")).unwrap();
    assert_eq!(find(folder.path())[0].kind, EvidenceKind::Files);
}

#[test]
fn an_interrupted_run_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let files = Plan::new(Scheme::Plain).build();
    write(&folder.path().join("backup"), &files);
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in &files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        tar.append_data(&mut header, name, bytes.as_slice()).unwrap();
    }
    let tar = tar.into_inner().unwrap();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(&tar).unwrap();
    fs::write(folder.path().join("b"), gz.finish().unwrap()).unwrap();
    fs::write(folder.path().join("c"), tar).unwrap();
    let pieces = find(folder.path());
    assert_eq!(pieces.len(), 3);
    let stop = std::sync::atomic::AtomicBool::new(true);
    for piece in pieces {
        let options = vigie_evidence::Options {
            limits: Limits::default(),
            scratch: folder.path(),
            wanted: &|_| true,
            stop: &stop,
            key: None,
        };
        let opened = open(&piece, &options);
        assert!(matches!(opened, Err(EvidenceError::Interrupted)), "{opened:?}");
    }
}

#[test]
fn opened_evidence_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<vigie_evidence::Opened>();
    shared::<vigie_evidence::PassphraseKey>();
}
