//! Android backups: plain, packed, encrypted.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[expect(dead_code, reason = "shared with tests that use other parts of it")]
mod common;
#[path = "common/zips.rs"]
mod zips;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::sync::atomic::AtomicBool;

use aes::Aes256;
use aes::cipher::{Array, BlockCipherEncrypt as _, KeyInit as _};
use common::{contents, find, one, open_all, try_open, write};
use vigie_core::{EvidenceKind, Limits, Streamed};
use vigie_evidence::{EvidenceError, PassphraseKey, Piece, identify, lock};
use zips::zip_of;

const SMS: &str = "apps/com.android.providers.telephony/d_f/000000_sms_backup";

fn files() -> BTreeMap<String, Vec<u8>> {
    [
        (SMS, b"messages".to_vec()),
        ("apps/org.example/_manifest", b"1\norg.example\n".to_vec()),
        ("apps/org.example/f/large", (0..=255).cycle().take(3 << 20).collect()),
    ]
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .into()
}

fn tar(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mtime(1_700_000_000);
        tar.append_data(&mut header, name, bytes.as_slice()).unwrap();
    }
    tar.into_inner().unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

/// AES-256-CBC with PKCS#7.
fn encrypt(key: &[u8; 32], iv: [u8; 16], plain: &[u8]) -> Vec<u8> {
    let pad = 16 - plain.len() % 16;
    let mut padded = plain.to_vec();
    padded.extend(std::iter::repeat_n(u8::try_from(pad).unwrap(), pad));
    let cipher = Aes256::new(key.into());
    let mut before = iv;
    for block in padded.chunks_mut(16) {
        let mut mixed = [0; 16];
        mixed.iter_mut().zip(&*block).zip(before).for_each(|((to, one), two)| *to = one ^ two);
        let mut mixed = Array::from(mixed);
        cipher.encrypt_block(&mut mixed);
        before = mixed.into();
        block.copy_from_slice(&before);
    }
    padded
}

fn backup(version: u32, compressed: bool, password: Option<&str>) -> Vec<u8> {
    let mut payload = tar(&files());
    if compressed {
        let level = flate2::Compression::fast();
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), level);
        packed.write_all(&payload).unwrap();
        payload = packed.finish().unwrap();
    }
    let packed = u8::from(compressed);
    let Some(password) = password else {
        let header = format!("ANDROID BACKUP\n{version}\n{packed}\nnone\n");
        return [header.into_bytes(), payload].concat();
    };
    let (salt, checksum_salt, iv, master_iv) = ([1; 64], [2; 64], [3; 16], [4; 16]);
    let master: [u8; 32] = std::array::from_fn(|at| u8::try_from(at * 8).unwrap());
    let derive = |password: &[u8], salt: &[u8]| {
        let mut key = [0; 32];
        pbkdf2::pbkdf2_hmac::<sha1::Sha1>(password, salt, 100, &mut key);
        key
    };
    // Java makes a character of each byte, and bytes are signed there.
    let chars = |byte: &u8| {
        let code = if *byte < 0x80 { u32::from(*byte) } else { 0xff00 + u32::from(*byte) };
        char::from_u32(code).unwrap()
    };
    let text: String = master.iter().map(chars).collect();
    let summed = if version == 1 { master.to_vec() } else { text.into_bytes() };
    let checksum = derive(&summed, &checksum_salt);
    let blob = [&[16][..], &master_iv, &[32], &master, &[32], &checksum].concat();
    let blob = encrypt(&derive(password.as_bytes(), &salt), iv, &blob);
    let header = format!(
        "ANDROID BACKUP\n{version}\n{packed}\nAES-256\n{}\n{}\n100\n{}\n{}\n",
        hex(&salt),
        hex(&checksum_salt),
        hex(&iv),
        hex(&blob)
    );
    [header.into_bytes(), encrypt(&master, master_iv, &payload)].concat()
}

fn key(piece: &Piece, password: &str) -> Option<PassphraseKey> {
    let lock = lock(piece).unwrap()?;
    let stop = AtomicBool::new(false);
    let key = lock.kdf().derive(password.as_bytes(), &mut |_, _| {}, &stop);
    Some(key.unwrap())
}

fn check(piece: &Piece) {
    assert_eq!(piece.kind, EvidenceKind::AndroidBackup);
    let key = key(piece, "pässword");
    let opened = open_all(piece, key.as_ref());
    assert_eq!(opened.problems(), []);
    let expected: BTreeMap<_, _> =
        files().into_iter().map(|(name, bytes)| (format!("/backup/{name}"), bytes)).collect();
    let mut all = contents(&opened);
    all.retain(|path, _| !path.ends_with('/'));
    assert!(all == expected, "{:?}", all.keys());
}

#[test]
fn every_version_and_packing_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("any name");
    for version in 1..=5 {
        for compressed in [false, true] {
            for password in [None, Some("pässword")] {
                fs::write(&path, backup(version, compressed, password)).unwrap();
                let piece = one(&path);
                assert_eq!(piece.facts["backup_version"], version.to_string());
                assert_eq!(lock(&piece).unwrap().is_some(), password.is_some());
                check(&piece);
            }
        }
    }
}

#[test]
fn a_backup_in_an_archive_or_unpacked_is_the_backup() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let inside = BTreeMap::from([("in/backup.ab".to_owned(), backup(5, true, Some("pässword")))]);
    fs::write(at("a.zip"), zip_of(&inside)).unwrap();
    write(&at("unpacked"), &files());
    fs::write(at("b.zip"), zip_of(&files())).unwrap();
    for name in ["a.zip", "unpacked", "b.zip"] {
        check(&one(&at(name)));
    }
    assert_eq!(find(folder.path()).len(), 3);
}

#[test]
fn a_wrong_password_and_none_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ab");
    fs::write(&path, backup(5, true, Some("right"))).unwrap();
    let piece = one(&path);
    let opened = try_open(&piece, None, None);
    assert!(matches!(opened, Err(EvidenceError::PasswordNeeded)));
    let wrong = key(&piece, "wrong").unwrap();
    assert!(matches!(
        lock(&piece).unwrap().unwrap().check(&wrong),
        Err(EvidenceError::WrongPassword)
    ));
    let opened = try_open(&piece, Some(&wrong), None);
    assert!(matches!(opened, Err(EvidenceError::WrongPassword)));
}

#[test]
fn what_does_not_fit_into_memory_is_unpacked_where_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ab");
    let mut files = files();
    let large: Vec<u8> = (0..34_u32 << 18).flat_map(u32::to_be_bytes).collect();
    files.insert("apps/org.example/f/huge".into(), large.clone());
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&tar(&files)).unwrap();
    let whole = backup(5, true, Some("pässword"));
    let header = whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(8).unwrap().0 + 1;
    let master: [u8; 32] = std::array::from_fn(|at| u8::try_from(at * 8).unwrap());
    let payload = encrypt(&master, [4; 16], &packed.finish().unwrap());
    fs::write(&path, [&whole[..header], &payload].concat()).unwrap();
    let piece = one(&path);
    let opened = open_all(&piece, key(&piece, "pässword").as_ref());
    let file = opened.files().iter().find(|file| file.path.ends_with("/huge")).unwrap();
    let data = opened.open(file).unwrap();
    assert_eq!(data.size(), large.len() as u64);
    let mut read = Vec::new();
    std::io::Read::read_to_end(&mut Streamed::new(&*data), &mut read).unwrap();
    assert!(read == large);
    // Backwards too.
    let mut part = [0; 8];
    assert_eq!(data.read_at(4, &mut part).unwrap(), 8);
    assert_eq!(part, [0, 0, 0, 1, 0, 0, 0, 2]);
}

#[test]
fn a_cut_or_changed_backup_does_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ab");
    for password in [None, Some("pässword")] {
        for compressed in [false, true] {
            let whole = backup(3, compressed, password);
            let step = whole.len() / 15;
            for cut in (0..600).chain((600..whole.len()).step_by(step)) {
                fs::write(&path, &whole[..cut]).unwrap();
                read_all(&path);
            }
            for at in (0..700).step_by(9) {
                let mut changed = whole[..4000].to_vec();
                changed[at] ^= 0x15;
                fs::write(&path, changed).unwrap();
                read_all(&path);
            }
        }
    }
}

fn read_all(path: &std::path::Path) {
    let Ok(pieces) = identify(path, &Limits::default()) else { return };
    for piece in pieces {
        let Ok(lock) = lock(&piece) else { continue };
        let stop = AtomicBool::new(false);
        let derive = |lock: &vigie_evidence::Lock| {
            if lock.kdf().iterations > 1000 {
                return None;
            }
            lock.kdf().derive("pässword".as_bytes(), &mut |_, _| {}, &stop).ok()
        };
        let key = lock.as_ref().and_then(derive);
        if let Ok(opened) = try_open(&piece, key.as_ref(), None) {
            for file in opened.files() {
                let _ = opened.open(file);
            }
        }
    }
}
