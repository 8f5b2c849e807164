//! Backups, plain and encrypted, whole and damaged.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::sync::atomic::AtomicBool;

use common::{
    PASSWORD, Plan, Scheme, bytes, contents, device_contents, file_id, key_of, one, open_all,
    sibling, try_open, write,
};
use vigie_core::{EvidenceKind, Siblings as _};
use vigie_evidence::{EvidenceError, KdfParameters, PassphraseKey, keybag};

const SMS: &str = "/private/var/mobile/Library/SMS/sms.db";

fn written(plan: &Plan) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &plan.build());
    folder
}

#[test]
fn every_file_of_every_scheme_is_read() {
    for scheme in [Scheme::Plain, Scheme::Old, Scheme::New] {
        for (sizeless, flat) in [(false, false), (true, false), (false, true)] {
            let plan = Plan { sizeless, flat, ..Plan::new(scheme) };
            let folder = written(&plan);
            let piece = one(folder.path());
            let encrypted = scheme != Scheme::Plain;
            let kind =
                if encrypted { EvidenceKind::IosBackupEncrypted } else { EvidenceKind::IosBackup };
            assert_eq!(piece.kind, kind);
            assert!(piece.missing.is_empty(), "{:?}", piece.missing);
            assert_eq!(piece.facts["product_version"], "16.5");
            assert_eq!(piece.facts["device_name"], "Ada’s iPhone");
            let key = encrypted.then(|| key_of(&piece));
            let opened = open_all(&piece, key.as_ref());
            assert_eq!(opened.problems(), [], "nothing is wrong");
            let mut found = contents(&opened);
            let index = found.remove("/backup/Manifest.db").unwrap();
            assert!(index.starts_with(b"SQLite format 3\0"));
            for name in ["Info.plist", "Manifest.plist", "Status.plist"] {
                assert!(found.remove(&format!("/backup/{name}")).is_some());
            }
            assert_eq!(found, device_contents(&plan));
            assert_eq!(opened.total(), 10);
            let sorted = opened.files().is_sorted_by(|one, other| one.path <= other.path);
            assert!(sorted);
            if !sizeless {
                for file in opened.files() {
                    assert_eq!(file.size, Some(opened.open(file).unwrap().size()), "{file:?}");
                }
            }
        }
    }
}

#[test]
fn stored_bytes_are_those_of_the_folder() {
    let folder = written(&Plan::new(Scheme::New));
    let piece = one(folder.path());
    let opened = open_all(&piece, Some(&key_of(&piece)));
    for file in opened.files() {
        let stored = fs::read(folder.path().join(&file.stored)).unwrap();
        assert_eq!(bytes(&opened.raw(file).unwrap()), stored);
    }
    let index = fs::read(folder.path().join("Manifest.db")).unwrap();
    let hash = <sha2::Sha256 as sha2::Digest>::digest(index);
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(opened.sha256(), hash);
}

#[test]
fn files_that_are_not_listed_are_found_beside_those_that_are() {
    for scheme in [Scheme::Plain, Scheme::Old, Scheme::New] {
        let plan = Plan::new(scheme);
        let folder = written(&plan);
        let piece = one(folder.path());
        let key = (scheme != Scheme::Plain).then(|| key_of(&piece));
        let opened = try_open(&piece, key.as_ref(), Some(&[SMS])).unwrap();
        assert_eq!(opened.files().len(), 1);
        assert_eq!(sibling(&opened, SMS), Some(plan.files[0].2.clone()));
        for (path, content) in device_contents(&plan) {
            assert_eq!(sibling(&opened, &path), Some(content), "{path}");
        }
        assert_eq!(sibling(&opened, "/private/var/mobile/Library/SMS/sms.db-shm"), None);
        assert_eq!(sibling(&opened, "/private/var/mobile/Library"), None);
        assert_eq!(sibling(&opened, "/etc/passwd"), None);
        assert_eq!(sibling(&opened, "sms.db"), None);
        let index = sibling(&opened, "/backup/Manifest.db").unwrap();
        assert!(index.starts_with(b"SQLite format 3\0"));
        assert_eq!(sibling(&opened, "/backup/Manifest.mbdb"), None);
        assert!(opened.has_backup_file(&file_id("HomeDomain", "Library/SMS/sms.db")));
        assert!(!opened.has_backup_file(&file_id("HomeDomain", "Library/SMS/other.db")));
        assert!(!opened.has_backup_file("../../etc/passwd"));
    }
}

#[test]
fn wrong_passwords_and_keys_are_told_apart_from_damage() {
    let folder = written(&Plan::new(Scheme::New));
    let piece = one(folder.path());
    assert!(matches!(try_open(&piece, None, None), Err(EvidenceError::PasswordNeeded)));
    let keybag = keybag(&piece).unwrap();
    let stop = AtomicBool::new(false);
    let wrong = PassphraseKey::derive(&keybag, b"wrong", &mut |_, _| {}, &stop).unwrap();
    assert!(matches!(wrong.check(&keybag), Err(EvidenceError::WrongPassword)));
    let opened = try_open(&piece, Some(&wrong), None);
    assert!(matches!(opened, Err(EvidenceError::WrongPassword)));
    let text = EvidenceError::WrongPassword.to_string();
    assert!(text.starts_with("the password is wrong"), "{text}");
    assert!(!format!("{wrong:?}").contains(&*wrong.to_hex()));
}

#[test]
fn a_key_can_be_kept_and_derived_again_without_the_evidence() {
    let folder = written(&Plan::new(Scheme::New));
    let piece = one(folder.path());
    let key = key_of(&piece);
    let kept = serde_json::to_string(keybag(&piece).unwrap().kdf()).unwrap();
    drop(folder);
    let parameters: KdfParameters = serde_json::from_str(&kept).unwrap();
    let stop = AtomicBool::new(false);
    let again = parameters.derive(PASSWORD, &mut |_, _| {}, &stop).unwrap();
    assert_eq!(again.as_bytes(), key.as_bytes());

    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), format!("{}\n", &*key.to_hex())).unwrap();
    assert_eq!(PassphraseKey::from_hex_file(file.path()).unwrap().as_bytes(), key.as_bytes());
    for odd in ["", "00", &"g".repeat(64), &"0".repeat(66)] {
        fs::write(file.path(), odd).unwrap();
        let read = PassphraseKey::from_hex_file(file.path());
        assert!(matches!(read, Err(EvidenceError::KeyFile { .. })));
    }
}

#[test]
fn an_encrypted_backup_without_its_keybag_says_so() {
    let mut files = Plan::new(Scheme::New).build();
    files.insert(
        "Manifest.plist".into(),
        Plan::new(Scheme::Plain).build()["Manifest.plist"].clone(),
    );
    // It says that nothing is encrypted, and holds no keys: the index is damaged then.
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &files);
    let opened = try_open(&one(folder.path()), None, None);
    assert!(matches!(opened, Err(EvidenceError::DamagedManifest { .. })), "{opened:?}");

    fs::remove_file(folder.path().join("Manifest.plist")).unwrap();
    let piece = one(folder.path());
    assert_eq!(piece.kind, EvidenceKind::IosBackupEncrypted);
    assert!(piece.missing.contains(&"Manifest.plist".to_owned()));
    assert!(matches!(keybag(&piece), Err(EvidenceError::MissingKeybag)));
    assert!(matches!(try_open(&piece, None, None), Err(EvidenceError::MissingKeybag)));
}

#[test]
fn a_backup_that_a_tool_decrypted_needs_no_password() {
    let mut files = Plan::new(Scheme::New).build();
    for (name, bytes) in Plan::new(Scheme::Plain).build() {
        if name != "Manifest.plist" {
            files.insert(name, bytes);
        }
    }
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &files);
    let piece = one(folder.path());
    assert_eq!(piece.kind, EvidenceKind::IosBackup);
    assert_eq!(piece.facts["decrypted"], "yes");
    assert_eq!(sibling(&open_all(&piece, None), SMS), Some("sms".repeat(7000).into_bytes()));
}

#[test]
fn a_cut_keybag_is_an_error_or_keeps_its_keys_but_no_panic() {
    let plan = Plan::new(Scheme::New);
    let (bag, mut files) = (plan.keybag(), plan.build());
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &files);
    let good = key_of(&one(folder.path()));
    let mut opened = 0;
    for len in 0..=bag.len() {
        let mut dict = plist::Dictionary::new();
        dict.insert("IsEncrypted".into(), true.into());
        dict.insert("BackupKeyBag".into(), plist::Value::Data(bag[..len].to_vec()));
        let mut list = Vec::new();
        plist::Value::Dictionary(dict).to_writer_binary(&mut list).unwrap();
        files.insert("Manifest.plist".into(), list);
        write(folder.path(), &files);
        let piece = one(folder.path());
        match keybag(&piece) {
            Ok(keybag) => opened += usize::from(good.check(&keybag).is_ok()),
            Err(EvidenceError::DamagedManifest { file, expected, .. }) => {
                assert_eq!(file, "Manifest.plist");
                assert!(!expected.is_empty());
            }
            Err(other) => panic!("{other}"),
        }
    }
    assert!(opened > 0 && opened < bag.len() / 2, "{opened}");
}

#[test]
fn a_keybag_that_asks_for_years_is_refused() {
    let plan = Plan::new(Scheme::New);
    let mut bag = plan.keybag();
    let at = bag.windows(4).position(|window| window == b"DPIC").unwrap() + 8;
    bag[at..at + 4].copy_from_slice(&u32::MAX.to_be_bytes());
    let mut dict = plist::Dictionary::new();
    dict.insert("IsEncrypted".into(), true.into());
    dict.insert("BackupKeyBag".into(), plist::Value::Data(bag));
    let mut list = Vec::new();
    plist::Value::Dictionary(dict).to_writer_binary(&mut list).unwrap();
    let mut files = plan.build();
    files.insert("Manifest.plist".into(), list);
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &files);
    let keybag = keybag(&one(folder.path())).unwrap();
    let stop = AtomicBool::new(false);
    let derived = PassphraseKey::derive(&keybag, PASSWORD, &mut |_, _| {}, &stop);
    assert!(matches!(derived, Err(EvidenceError::TooManyRounds { rounds: 0xffff_ffff, .. })));
}

#[test]
fn a_cut_index_gives_what_it_has_or_says_where_it_is_damaged() {
    for scheme in [Scheme::Plain, Scheme::New] {
        let files = Plan::new(scheme).build();
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &files);
        let key = (scheme != Scheme::Plain).then(|| key_of(&one(folder.path())));
        let index = &files["Manifest.db"];
        let (mut damaged, mut partly) = (0, 0);
        for len in (0..index.len()).step_by(331) {
            fs::write(folder.path().join("Manifest.db"), &index[..len]).unwrap();
            let piece = one(folder.path());
            match try_open(&piece, key.as_ref(), None) {
                Ok(opened) => {
                    let whole = opened.files().len() == 10;
                    partly += usize::from(!whole);
                    assert!(whole || !opened.problems().is_empty(), "{len} of {}", index.len());
                }
                Err(EvidenceError::DamagedManifest { file, .. }) => {
                    assert_eq!(file, "Manifest.db");
                    damaged += 1;
                }
                Err(other) => panic!("{len}: {other}"),
            }
        }
        assert!(damaged > 0 && partly > 0, "{damaged} {partly}");
    }
}

#[test]
fn what_the_index_lists_but_the_folder_lacks_is_a_problem() {
    let plan = Plan::new(Scheme::New);
    let folder = written(&plan);
    let stored = |number: usize| {
        let (domain, path, _) = &plan.files[number];
        let id = file_id(domain, path);
        folder.path().join(&id[..2]).join(&id)
    };
    fs::remove_file(stored(0)).unwrap();
    let cut = fs::read(stored(3)).unwrap();
    fs::write(stored(3), &cut[..100]).unwrap();
    let piece = one(folder.path());
    let key = key_of(&piece);
    let opened = open_all(&piece, Some(&key));
    let chat =
        "/private/var/mobile/Containers/Data/Application/org.example.chat/Documents/chat.sqlite";
    let paths: Vec<&str> = opened.problems().iter().map(|(path, ..)| path.as_str()).collect();
    assert_eq!(paths, [chat, SMS]);
    assert!(opened.files().iter().all(|file| file.path != SMS));
    assert_eq!(sibling(&opened, SMS), None);
    assert_eq!(sibling(&opened, chat).unwrap().len(), 96, "whole blocks are kept");
    let opened = try_open(&piece, Some(&key), Some(&["/nothing"])).unwrap();
    assert_eq!(opened.problems(), [], "only what is wanted is a problem");
}

#[test]
fn rows_with_odd_ids_cost_only_themselves() {
    let plan = Plan::new(Scheme::Plain);
    let folder = written(&plan);
    let db = rusqlite::Connection::open(folder.path().join("Manifest.db")).unwrap();
    db.execute_batch(
        "INSERT INTO Files VALUES ('../../../etc/passwd', 'HomeDomain', 'x', 1, NULL);
         INSERT INTO Files VALUES (NULL, NULL, NULL, NULL, NULL);
         UPDATE Files SET file = x'00' WHERE relativePath = 'Library/SMS/sms.db-wal';",
    )
    .unwrap();
    db.close().unwrap();
    let opened = open_all(&one(folder.path()), None);
    // Where nothing is encrypted, a file can do without what the index says about it.
    let expected = device_contents(&plan);
    let mut found = contents(&opened);
    found.retain(|path, _| !path.starts_with("/backup/"));
    assert_eq!(found, expected);
    assert_eq!(opened.problems().len(), 3, "{:?}", opened.problems());
}

#[test]
fn old_and_incomplete_backups_are_recognised() {
    let mut files = Plan::new(Scheme::Plain).build();
    files.remove("Info.plist");
    files.remove("Status.plist");
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &files);
    let piece = one(folder.path());
    assert_eq!(piece.missing, ["Info.plist", "Status.plist"]);
    assert_eq!(piece.facts["product_version"], "16.5");
    assert_eq!(open_all(&piece, None).files().len(), 8);

    let index = files.remove("Manifest.db").unwrap();
    fs::remove_file(folder.path().join("Manifest.db")).unwrap();
    fs::write(folder.path().join("Manifest.mbdb"), b"mbdb\x05\0").unwrap();
    let piece = one(folder.path());
    assert!(piece.missing.iter().any(|text| text.contains("Manifest.mbdb")));
    let error = try_open(&piece, None, None).unwrap_err();
    assert!(matches!(error, EvidenceError::Unsupported(_)), "{error}");

    // The index alone, with the files it lists.
    fs::write(folder.path().join("Manifest.db"), index).unwrap();
    fs::remove_file(folder.path().join("Manifest.plist")).unwrap();
    assert_eq!(one(folder.path()).kind, EvidenceKind::IosBackup);
}

#[test]
fn evidence_is_only_read() {
    let folder = written(&Plan::new(Scheme::New));
    let state = || {
        let mut all: Vec<_> = walk(folder.path());
        all.sort();
        all
    };
    let before = state();
    let piece = one(folder.path());
    let opened = open_all(&piece, Some(&key_of(&piece)));
    contents(&opened);
    assert_eq!(state(), before);
}

fn walk(folder: &std::path::Path) -> Vec<(std::path::PathBuf, u64, std::time::SystemTime)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let data = entry.metadata().unwrap();
        all.push((entry.path(), data.len(), data.modified().unwrap()));
        if data.is_dir() {
            all.extend(walk(&entry.path()));
        }
    }
    all
}
