//! Evidence in zip, tar and tar.gz, friendly and hostile.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[expect(dead_code, reason = "shared with tests that use other parts of it")]
mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;

use common::{
    Plan, Scheme, bytes, contents, device_contents, find, key_of, one, open_all, sibling, try_open,
};
use flate2::Compression;
use flate2::write::GzEncoder;
use vigie_core::{EvidenceKind, Limits, Stop};
use vigie_evidence::{EvidenceError, LISTING, Piece, identify};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

type Files = BTreeMap<String, Vec<u8>>;

const SMS: &str = "/private/var/mobile/Library/SMS/sms.db";

fn zip_of(files: &Files, method: CompressionMethod, large: bool) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method).large_file(large);
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn deflated(files: &Files) -> Vec<u8> {
    zip_of(files, CompressionMethod::Deflated, false)
}

fn tar_of(files: &Files, header: fn() -> tar::Header) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = header();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, bytes.as_slice()).unwrap();
    }
    tar.into_inner().unwrap()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut gz = GzEncoder::new(Vec::new(), Compression::default());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

/// Files under a common folder.
fn below(top: &str, files: &Files) -> Files {
    files.iter().map(|(name, bytes)| (format!("{top}{name}"), bytes.clone())).collect()
}

struct Written {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

/// An archive in a file whose name tells nothing.
fn written(archive: &[u8]) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("evidence.bin");
    fs::write(&path, archive).unwrap();
    Written { _folder: folder, path }
}

fn dump() -> Files {
    let text = |text: &str| text.as_bytes().to_vec();
    [
        ("private/var/mobile/Library/SMS/sms.db", text("sms")),
        ("private/var/mobile/Library/SMS/sms.db-wal", text("wal")),
        ("private/var/db/diagnostics/shutdown.log", "log\n".repeat(9000).into_bytes()),
        ("private/var/root/Library/x", Vec::new()),
        ("System/Library/y", text("y")),
    ]
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .into()
}

#[test]
fn a_backup_in_any_archive_is_the_backup() {
    for scheme in [Scheme::Plain, Scheme::New] {
        let plan = Plan::new(scheme);
        let files = plan.build();
        let deep = below("case 7/backups/00008030-0011/", &files);
        let windows: Files = deep.iter().map(|(n, b)| (n.replace('/', "\\"), b.clone())).collect();
        let dotted = below("./", &files);
        let tar = tar_of(&deep, tar::Header::new_gnu);
        let (front, back) = tar.split_at(tar.len() / 2);
        let archives = [
            deflated(&files),
            zip_of(&deep, CompressionMethod::Stored, false),
            zip_of(&deep, CompressionMethod::Deflated, true),
            deflated(&windows),
            [&b"#!/bin/sh\nexit\n"[..], &deflated(&deep)].concat(),
            tar_of(&dotted, tar::Header::new_ustar),
            tar_of(&deep, tar::Header::new_old),
            gz(&tar),
            [gz(front), gz(back)].concat(),
            tar,
        ];
        for (number, archive) in archives.iter().enumerate() {
            let written = written(archive);
            let piece = one(&written.path);
            assert!(matches!(
                piece.kind,
                EvidenceKind::IosBackup | EvidenceKind::IosBackupEncrypted
            ));
            assert_eq!(piece.facts["device_name"], "Ada’s iPhone", "{number}");
            assert!(piece.missing.is_empty(), "{number} {:?}", piece.missing);
            let key = (scheme == Scheme::New).then(|| key_of(&piece));
            let opened = open_all(&piece, key.as_ref());
            assert_eq!(opened.problems(), [], "{number}");
            assert_eq!(opened.total(), 10, "{number}");
            let mut found = contents(&opened);
            found.retain(|path, _| !path.starts_with("/backup/"));
            assert_eq!(found, device_contents(&plan), "{number}");

            let opened = try_open(&piece, key.as_ref(), Some(&[SMS])).unwrap();
            assert_eq!(opened.files().len(), 1);
            let wal = sibling(&opened, &format!("{SMS}-wal"));
            assert_eq!(wal, Some("wal".repeat(11).into_bytes()), "{number}");
            assert_eq!(sibling(&opened, &format!("{SMS}-shm")), None);
            for file in opened.files() {
                let stored = bytes(&opened.raw(file).unwrap());
                let name = file.stored.trim_start_matches("case 7/backups/00008030-0011/");
                assert_eq!(&stored, &files[name]);
            }
        }
    }
}

#[test]
fn several_backups_in_one_archive_are_several_pieces() {
    let mut files = below("b/", &Plan::new(Scheme::Plain).build());
    files.extend(below("a/", &Plan::new(Scheme::New).build()));
    files.insert("notes.txt".into(), b"x".to_vec());
    for archive in [deflated(&files), gz(&tar_of(&files, tar::Header::new_gnu))] {
        let written = written(&archive);
        let pieces = find(&written.path);
        let found: Vec<_> = pieces.iter().map(|piece| (piece.inner.as_str(), piece.kind)).collect();
        let expected = [("a/", EvidenceKind::IosBackupEncrypted), ("b/", EvidenceKind::IosBackup)];
        assert_eq!(found, expected);
        assert_eq!(open_all(&pieces[1], None).total(), 10);
    }
}

#[test]
fn a_file_system_keeps_its_paths_whatever_stands_before() {
    for top in ["", "filesystem1/", "exports/phone 2/"] {
        let mut files = below(top, &dump());
        files.insert("readme.txt".into(), b"x".to_vec());
        let archives = [
            deflated(&files),
            tar_of(&files, tar::Header::new_ustar),
            gz(&tar_of(&files, tar::Header::new_gnu)),
        ];
        let mut identities = Vec::new();
        for archive in archives {
            let written = written(&archive);
            let piece = one(&written.path);
            assert_eq!((piece.kind, piece.inner.as_str()), (EvidenceKind::IosFileSystem, top));
            assert_eq!(piece.missing, ["private/var/wireless"]);
            let opened = open_all(&piece, None);
            let found = contents(&opened);
            let log = &found["/private/var/db/diagnostics/shutdown.log"];
            assert_eq!(log.len(), 36_000);
            assert_eq!(found["/System/Library/y"], b"y");
            let opened = try_open(&piece, None, Some(&[SMS])).unwrap();
            assert_eq!(opened.files().len(), 1);
            assert_eq!(sibling(&opened, &format!("{SMS}-wal")).unwrap(), b"wal");
            assert_eq!(sibling(&opened, "/System/Library/y").unwrap(), b"y");
            assert_eq!(sibling(&opened, "/private/var/root/Library/x").unwrap(), b"");
            assert_eq!(sibling(&opened, "/private/var/root/Library/z"), None);
            identities.push(opened.sha256());
        }
        assert_eq!(identities[0].len(), 64);
        assert!(identities.iter().all(|one| *one == identities[0]), "the same files: the same");
    }
}

/// Files and folders of a copy of a file system are listed without being opened, the same way from
/// wherever it comes.
#[test]
fn a_file_system_has_a_list_of_its_files() {
    let mut files = dump();
    files.insert("private/var/tmp/odd\nname\\".into(), b"12345".to_vec());
    let lines = |piece: &Piece| {
        let opened = open_all(piece, None);
        let file = opened.files().iter().find(|file| file.path == LISTING).unwrap();
        assert!(!file.is_stored());
        let list = String::from_utf8(bytes(&opened.open(file).unwrap())).unwrap();
        let files = list.lines().filter(|line| line.starts_with('f'));
        let mut paths: Vec<_> =
            files.map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>()).collect();
        paths.sort_by(|one, other| one[3].cmp(&other[3]));
        paths
    };
    let dated = || {
        let mut header = tar::Header::new_gnu();
        header.set_mtime(1_716_954_390);
        header
    };
    let tar = written(&tar_of(&files, dated));
    let from_tar = lines(&one(&tar.path));
    assert_eq!(from_tar.len(), files.len());
    let odd = from_tar.last().unwrap();
    assert_eq!(odd[1..], ["5", "1716954390000000", "/private/var/tmp/odd\\nname\\\\"]);
    let without_time = |lines: Vec<Vec<String>>| -> Vec<_> {
        lines.into_iter().map(|line| (line[1].clone(), line[3].clone())).collect()
    };
    let from_tar = without_time(from_tar);
    let zip = written(&deflated(&files));
    assert_eq!(without_time(lines(&one(&zip.path))), from_tar);
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in &files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    assert_eq!(without_time(lines(&one(folder.path()))), from_tar);
}

#[test]
fn a_file_system_may_lack_private() {
    let files: Files = [("var/mobile/Library/SMS/sms.db", "sms"), ("var/tmp/x", "x")]
        .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
        .into();
    let written = written(&deflated(&files));
    let piece = one(&written.path);
    assert_eq!(piece.kind, EvidenceKind::IosFileSystem);
    let opened = try_open(&piece, None, Some(&[SMS])).unwrap();
    assert_eq!(contents(&opened)[SMS], b"sms");
    assert_eq!(sibling(&opened, "/private/var/tmp/x").unwrap(), b"x");
}

#[test]
fn a_sysdiagnose_loses_its_top_folder() {
    let name = "sysdiagnose_2024.05.06_07-08-09+0200_iPhone-OS_iPhone_21E236";
    let files: Files = ["ps.txt", "sysdiagnose.log", "system_logs.logarchive/Extra/shutdown.0.log"]
        .map(|file| (format!("{name}/{file}"), file.as_bytes().to_vec()))
        .into();
    let written = written(&gz(&tar_of(&files, tar::Header::new_ustar)));
    let piece = one(&written.path);
    assert_eq!(piece.kind, EvidenceKind::IosSysdiagnose);
    assert_eq!(piece.facts["build_version"], "21E236");
    assert_eq!(piece.missing, ["crashes_and_spins", "logs"]);
    let opened = open_all(&piece, None);
    let paths: Vec<_> = opened.files().iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "/sysdiagnose/ps.txt",
            "/sysdiagnose/sysdiagnose.log",
            "/sysdiagnose/system_logs.logarchive/Extra/shutdown.0.log"
        ]
    );
    assert_eq!(sibling(&opened, "/sysdiagnose/ps.txt").unwrap(), b"ps.txt");
}

#[test]
fn unknown_archives_are_files() {
    let files: Files = [("a/shutdown.log".to_owned(), b"log".to_vec())].into();
    let written = written(&deflated(&files));
    let piece = one(&written.path);
    assert_eq!(piece.kind, EvidenceKind::Files);
    assert_eq!(contents(&open_all(&piece, None))["/a/shutdown.log"], b"log");
}

#[test]
fn names_are_data() {
    let names = ["../../escape", "/absolute", "a/../../b", "C:\\x", "private/var/mobile/../y"];
    let mut files: Files = names.map(|name| (name.to_owned(), b"x".to_vec())).into();
    files.extend(dump());
    let written = written(&zip_of(&files, CompressionMethod::Stored, false));
    let piece = one(&written.path);
    let opened = open_all(&piece, None);
    let found = contents(&opened);
    for path in ["/../../escape", "/absolute", "/a/../../b", "/private/var/mobile/../y"] {
        assert_eq!(found[path], b"x", "{found:?}");
    }
    let around: Vec<_> = fs::read_dir(written.path.parent().unwrap()).unwrap().collect();
    assert_eq!(around.len(), 1);
}

#[test]
fn links_in_archives_are_no_files_and_folders_have_no_bytes() {
    let mut tar = tar::Builder::new(Vec::new());
    let mut link = tar::Header::new_gnu();
    link.set_entry_type(tar::EntryType::Symlink);
    link.set_size(0);
    tar.append_link(&mut link, "private/var/mobile/Library/link", "/etc/passwd").unwrap();
    let mut hard = tar::Header::new_gnu();
    hard.set_entry_type(tar::EntryType::Link);
    hard.set_size(0);
    tar.append_link(&mut hard, "private/var/mobile/Library/hard", "/etc/passwd").unwrap();
    let mut file = tar::Header::new_gnu();
    file.set_size(1);
    file.set_mtime(1_700_000_000);
    let mut folder = tar::Header::new_gnu();
    folder.set_entry_type(tar::EntryType::Directory);
    folder.set_size(0);
    folder.set_mtime(1_600_000_000);
    for _ in 0..2 {
        tar.append_data(&mut folder, "private/var/mobile/Library", &b""[..]).unwrap();
    }
    tar.append_data(&mut file, "private/var/mobile/Library/real", &b"r"[..]).unwrap();
    let tar = tar.into_inner().unwrap();

    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    zip.add_directory("private/var/mobile/Library/", options).unwrap();
    zip.add_symlink("private/var/mobile/Library/link", "/etc/passwd", options).unwrap();
    zip.start_file("private/var/mobile/Library/real", options).unwrap();
    zip.write_all(b"r").unwrap();
    let zip = zip.finish().unwrap().into_inner();
    for archive in [gz(&tar), tar, zip] {
        let written = written(&archive);
        let opened = open_all(&one(&written.path), None);
        let found = contents(&opened);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found["/private/var/mobile/Library/"], b"");
        assert_eq!(found["/private/var/mobile/Library/real"], b"r");
        assert_eq!((opened.total(), opened.problems().len()), (1, 0));
        let times: Vec<i64> =
            opened.files().iter().filter_map(|file| Some(file.modified?.unix_seconds())).collect();
        // This zip has local times only.
        assert!(times.is_empty() || times == [1_600_000_000, 1_700_000_000], "{times:?}");
    }
}

#[test]
fn dense_members_are_refused_and_the_rest_is_read() {
    let mut files = dump();
    files.insert("private/var/mobile/Library/bomb".into(), vec![0; 64 << 20]);
    files.insert("private/var/mobile/Library/small".into(), vec![0; 1 << 20]);
    let written = written(&deflated(&files));
    let opened = open_all(&one(&written.path), None);
    for file in opened.files() {
        let read = opened.open(file);
        match file.path.as_str() {
            "/private/var/mobile/Library/bomb" => {
                let Err(Stop::Limit { what, most: 200 }) = read else { panic!("it was unpacked") };
                assert!(what.contains("unpacked"), "{what}");
            }
            _ => assert_eq!(Some(read.unwrap().size()), file.size),
        }
    }
}

#[test]
fn members_that_share_bytes_are_refused() {
    let files: Files = (0..40).map(|at| (format!("{at}"), vec![7; 100])).collect();
    let mut archive = zip_of(&files, CompressionMethod::Stored, false);
    // Every entry of the directory tells that its member reaches to the end.
    let entries: Vec<usize> = positions(&archive, b"PK\x01\x02");
    assert_eq!(entries.len(), 40);
    for entry in entries {
        archive[entry + 20..entry + 24].copy_from_slice(&3000_u32.to_le_bytes());
    }
    let written = written(&archive);
    let error = identify(&written.path, &Limits::default()).unwrap_err();
    assert!(matches!(error, EvidenceError::Archive(Stop::Malformed { .. })), "{error}");
    assert!(error.to_string().contains("share no bytes"), "{error}");
}

#[test]
fn a_dense_tar_gz_ends_in_a_clear_problem() {
    let mut files = dump();
    files.insert("private/var/mobile/Library/z".into(), vec![0; 300 << 20]);
    let written = written(&gz(&tar_of(&files, tar::Header::new_gnu)));
    let piece = one(&written.path);
    let opened = open_all(&piece, None);
    let problems = format!("{:?}", opened.problems());
    assert!(problems.contains("200 bytes unpacked from each byte"), "{problems}");
    assert_eq!(sibling(&opened, SMS).unwrap(), b"sms");
}

#[test]
fn a_member_that_declares_a_gigabyte_gets_none() {
    let mut archive = deflated(&dump());
    let entry = positions(&archive, b"PK\x01\x02")
        .into_iter()
        .find(|at| archive[at + 46..].starts_with(b"private/var/mobile/Library/SMS/sms.db"))
        .unwrap();
    archive[entry + 24..entry + 28].copy_from_slice(&(1_u32 << 30).to_le_bytes());
    let written = written(&archive);
    let opened = open_all(&one(&written.path), None);
    assert_eq!(sibling(&opened, SMS).unwrap(), b"sms");
    let late = opened.late_problems();
    assert!(late.iter().any(|(_, _, text)| text.contains("expected 1073741824")), "{late:?}");
    assert!(opened.late_problems().is_empty());

    let mut header = tar::Header::new_ustar();
    header.set_path("private/var/mobile/Library/SMS/sms.db").unwrap();
    header.set_size(1 << 30);
    header.set_entry_type(tar::EntryType::Regular);
    header.set_cksum();
    let tar = [header.as_bytes().as_slice(), b"only this"].concat();
    for archive in [gz(&tar), tar] {
        let file = self::written(&archive);
        let opened = open_all(&one(&file.path), None);
        assert_eq!(sibling(&opened, SMS).unwrap(), b"only this");
        let problems = format!("{:?}", opened.problems());
        assert!(problems.contains("1073741824 bytes, 9 left"), "{problems}");
    }
}

#[test]
fn misleading_local_headers_mislead_nobody() {
    let mut archive = deflated(&dump());
    for at in positions(&archive, b"PK\x03\x04") {
        // Checksum and sizes, and the first letter of the name.
        archive[at + 14..at + 26].fill(0xee);
        archive[at + 30] = b'X';
    }
    let written = written(&archive);
    let opened = open_all(&one(&written.path), None);
    assert_eq!(sibling(&opened, SMS).unwrap(), b"sms");
    assert!(opened.late_problems().is_empty());
}

#[test]
fn damaged_members_give_what_can_be_unpacked() {
    let mut random = 1_u32;
    let noise = std::iter::repeat_with(|| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 24).to_le_bytes()[0] % 64
    });
    let content: Vec<u8> = noise.take(200_000).collect();
    let files: Files =
        [("private/var/mobile/Library/SMS/sms.db".to_owned(), content.clone())].into();
    let mut archive = deflated(&files);
    let middle = archive.len() / 2;
    archive[middle..middle + 2000].fill(0);
    let written = written(&archive);
    let opened = open_all(&one(&written.path), None);
    let read = sibling(&opened, SMS).unwrap();
    assert!(read.len() > 50_000 && content.starts_with(&read[..50_000]));
    assert_eq!(opened.late_problems().len(), 1);
}

#[test]
fn of_members_with_one_name_the_last_counts() {
    let mut tar = tar::Builder::new(Vec::new());
    for text in ["old", "new!"] {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        let name = "private/var/mobile/Library/SMS/sms.db";
        tar.append_data(&mut header, name, text.as_bytes()).unwrap();
    }
    let tar = tar.into_inner().unwrap();
    let mut files = dump();
    let name = "private/var/mobile/Library/SMS/sms.dc".to_owned();
    files.insert("private/var/mobile/Library/SMS/sms.db".into(), b"old".to_vec());
    files.insert(name.clone(), b"new!".to_vec());
    let mut zip = deflated(&files);
    for at in positions(&zip, name.as_bytes()) {
        zip[at + name.len() - 1] = b'b';
    }
    for archive in [gz(&tar), tar, zip] {
        let written = written(&archive);
        let opened = open_all(&one(&written.path), None);
        assert_eq!(sibling(&opened, SMS).unwrap(), b"new!");
        assert_eq!(opened.files().iter().filter(|file| file.path == SMS).count(), 1);
        assert!(format!("{:?}", opened.problems()).contains("several members of this name"));
    }
}

#[test]
fn large_members_pass_through_the_scratch_folder() {
    let content: Vec<u8> = (0..20_u32 << 20).map(|at| (at >> 8).to_le_bytes()[0] ^ 0x5a).collect();
    let files: Files = [("private/var/mobile/Library/SMS/sms.db".to_owned(), content)].into();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(1));
    zip.start_file("private/var/mobile/Library/SMS/sms.db", options).unwrap();
    // Dense, but not too dense: every second block is noise.
    let content = &files["private/var/mobile/Library/SMS/sms.db"];
    zip.write_all(content).unwrap();
    let archive = zip.finish().unwrap().into_inner();
    for archive in [archive, gz(&tar_of(&files, tar::Header::new_gnu))] {
        let written = written(&archive);
        let opened = open_all(&one(&written.path), None);
        assert!(sibling(&opened, SMS).unwrap() == *content);
    }
}

#[test]
fn a_cut_zip_gives_its_first_members() {
    let archive = deflated(&dump());
    let stored = zip_of(&dump(), CompressionMethod::Stored, false);
    for archive in [archive, stored] {
        let mut read = 0;
        for len in (0..archive.len()).step_by(archive.len() / 300) {
            let written = written(&archive[..len]);
            let Ok(pieces) = identify(&written.path, &Limits::default()) else { continue };
            for piece in pieces {
                let Ok(opened) = try_open(&piece, None, None) else { continue };
                for file in opened.files() {
                    if file.path == SMS && piece.kind == EvidenceKind::IosFileSystem {
                        let Ok(data) = opened.open(file) else { continue };
                        read += usize::from(bytes(&data) == b"sms");
                        assert!(!opened.problems().is_empty());
                    }
                }
            }
        }
        assert!(read > 3, "{read}");
    }
}

#[test]
fn a_cut_tar_gives_its_first_members() {
    let tar = tar_of(&dump(), tar::Header::new_gnu);
    for archive in [gz(&tar), tar] {
        let mut read = 0;
        for len in (0..archive.len()).step_by(29) {
            let written = written(&archive[..len]);
            let Ok(pieces) = identify(&written.path, &Limits::default()) else { continue };
            for piece in pieces.iter().filter(|piece| piece.kind == EvidenceKind::IosFileSystem) {
                let Ok(opened) = try_open(piece, None, None) else { continue };
                read += opened.files().iter().filter(|file| opened.open(file).is_ok()).count();
            }
        }
        assert!(read > 10, "{read}");
    }
}

#[test]
fn seventy_thousand_members_need_zip64() {
    let mut files: Files =
        (0..70_000).map(|at| (format!("private/var/tmp/{at}"), Vec::new())).collect();
    files.extend(dump());
    let written = written(&zip_of(&files, CompressionMethod::Stored, false));
    let opened = try_open(&one(&written.path), None, Some(&[SMS])).unwrap();
    assert_eq!(opened.total(), 70_005);
    assert_eq!(opened.problems(), []);
    assert_eq!(sibling(&opened, SMS).unwrap(), b"sms");
    assert_eq!(sibling(&opened, "/private/var/tmp/69999").unwrap(), b"");
}

#[test]
fn long_names_of_every_dialect() {
    let long = format!("private/var/mobile/{}/x", "folder é/".repeat(40));
    let files: Files = [(long.clone(), b"x".to_vec())].into();
    let gnu = tar_of(&files, tar::Header::new_gnu);
    let mut pax = tar::Builder::new(Vec::new());
    let size = 5_u64.to_string();
    pax.append_pax_extensions([("path", long.as_bytes()), ("size", size.as_bytes())]).unwrap();
    let mut header = tar::Header::new_ustar();
    header.set_path("short").unwrap();
    header.set_size(5);
    header.set_cksum();
    pax.append(&header, &b"12345"[..]).unwrap();
    let pax = pax.into_inner().unwrap();
    for (archive, content) in [(gnu, &b"x"[..]), (pax, b"12345")] {
        let written = written(&archive);
        let opened = open_all(&one(&written.path), None);
        let path = format!("/{}", long.replace("//", "/"));
        assert_eq!(sibling(&opened, &path).unwrap(), content);
    }
}

#[test]
fn an_encrypted_zip_says_so() {
    let mut archive = deflated(&dump());
    for at in positions(&archive, b"PK\x01\x02") {
        archive[at + 8] |= 1;
    }
    let written = written(&archive);
    let opened = open_all(&one(&written.path), None);
    let error = opened.open(&opened.files()[0]).map(|_| ()).unwrap_err().to_string();
    assert_eq!(error, "an encrypted zip member is not supported");
}

#[test]
fn archives_inside_archives_are_looked_into() {
    let sysdiagnose: Files = ["ps.txt", "sysdiagnose.log"]
        .map(|file| (format!("sysdiagnose_2024.05.06_x/{file}"), file.as_bytes().to_vec()))
        .into();
    let sysdiagnose = gz(&tar_of(&sysdiagnose, tar::Header::new_ustar));
    let plan = Plan::new(Scheme::New);
    let backup = tar_of(&below("top/", &plan.build()), tar::Header::new_gnu);
    let inner: Files =
        [("phone.tar".to_owned(), backup), ("x.txt".to_owned(), b"x".to_vec())].into();
    let outer: Files = [
        ("mail/diagnose".to_owned(), sysdiagnose),
        ("mail/phone".to_owned(), deflated(&inner)),
        ("mail/letter.txt".to_owned(), b"Dear".to_vec()),
        ("mail/broken".to_owned(), b"PK\x03\x04 no archive".to_vec()),
    ]
    .into();
    for archive in [deflated(&outer), gz(&tar_of(&outer, tar::Header::new_gnu))] {
        let written = written(&archive);
        let pieces = find(&written.path);
        let found: Vec<_> = pieces.iter().map(|piece| (piece.inner.as_str(), piece.kind)).collect();
        let expected = [
            ("mail/broken/", EvidenceKind::Files),
            ("mail/diagnose/sysdiagnose_2024.05.06_x/", EvidenceKind::IosSysdiagnose),
            ("mail/phone/phone.tar/top/", EvidenceKind::IosBackupEncrypted),
        ];
        assert_eq!(found, expected);
        let opened = open_all(&pieces[1], None);
        assert_eq!(sibling(&opened, "/sysdiagnose/ps.txt").unwrap(), b"ps.txt");
        let opened = open_all(&pieces[2], Some(&key_of(&pieces[2])));
        let mut found = contents(&opened);
        found.retain(|path, _| !path.starts_with("/backup/"));
        assert_eq!(found, device_contents(&plan));
        assert!(try_open(&pieces[0], None, None).is_err());
    }
}

#[test]
fn archives_without_end_have_an_end() {
    let mut archive = deflated(&dump());
    for level in 0..40 {
        let files: Files = [(format!("{level}"), archive)].into();
        archive = deflated(&files);
    }
    let file = written(&archive);
    assert_eq!(one(&file.path).kind, EvidenceKind::Files);
    let bomb: Files =
        [("bomb".to_owned(), [&b"PK\x03\x04"[..], &vec![0; 64 << 20]].concat())].into();
    let file = written(&deflated(&bomb));
    let pieces = find(&file.path);
    assert!(pieces.iter().all(|piece| piece.kind == EvidenceKind::Files));
    assert!(pieces[1].missing[0].contains("unpacked from each byte"), "{pieces:?}");
}

fn positions(bytes: &[u8], needle: &[u8]) -> Vec<usize> {
    (0..bytes.len()).filter(|at| bytes[*at..].starts_with(needle)).collect()
}
