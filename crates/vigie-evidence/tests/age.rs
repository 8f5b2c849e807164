//! Acquisitions encrypted with age.
#![cfg(feature = "age")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[expect(dead_code, reason = "shared with tests that use other parts of it")]
mod common;
#[path = "common/zips.rs"]
mod zips;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chacha20poly1305::ChaCha20Poly1305;
use chacha20poly1305::aead::{Aead as _, KeyInit as _};
use common::{contents, one, open_all, try_open};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use vigie_core::{EvidenceKind, Limits, Streamed};
use vigie_evidence::{AgeIdentity, EvidenceError, Piece, identify_age};
use zips::zip_of;

/// An identity and a file that rage 0.11 made for it, by way of pyrage: a zip archive with
/// `getprop.txt` and `packages.json`.
const IDENTITY: &str = "AGE-SECRET-KEY-1XWL676QK4QKJ6J3EAL8VMD42EV8F74NWJT7JGQ5VHLM62J8HK4LQM3XHWC";
const OF_RAGE: &str = "6167652d656e6372797074696f6e2e6f72672f76310a2d3e2058323535313920612b56436262734d774738336d\
    6c655a716d3971447a57624932536a797249655257534d7652345934694d0a565663454d5a7a2b32704e726e61\
    674c75655438622b6431367a36745a44575a6b36583361596b473274380a2d3e206b686854706a2d6772656173\
    65204f7254335e5d752055584f260a596364485875663772644a2b4b4b714477777848634c4666466558774a66\
    686d45307546507467506c416449505965740a2d2d2d207362704d4b694b5a6b68325555537a3956495232724c\
    4279562f505052382f4f4f42314e574164456832590afde7bd0cfd65f956d06f1e0959b04f56379f076a42ccf3\
    9cb2ad6cba8ac3ad32c8c7783a43cf938249f01b4a11c5042c6747599fe54ebb1fc080d407035f9877eff90087\
    03c75d26bef1049e5d9b96b125518040b8f37faaa0ba5bd459324a6edb6ab57633d1f1a8547f3e6a66d688d379\
    1a82da30f628fd2dfd2fe3d9b28bfc2cffb8e60b45edce28e75be6a0683092f31be0789135aec1e9fc39954f54\
    4b953fa9a7752441e617c3d83ffa44dcd5a566e81287cbea2a8995bded54f6de52b2d8f751c2768011bd757eac\
    86886a5707961e6c170940c44d86880a24f5d0a6441804918e7d2b6673bde738f538478431ccd457539726fc2c\
    dd5508d500adb36f119a77e334a0be6419b61a27f4e527355a6f6c20415bc9d2f03aad2a2e49782eb1b58ee8c6";

fn unhex(text: &str) -> Vec<u8> {
    let byte = |at: usize| u8::from_str_radix(text.get(at..at + 2).unwrap(), 16).unwrap();
    (0..text.len()).step_by(2).map(byte).collect()
}

fn derive(secret: &[u8], salt: Option<&[u8]>, info: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(salt, secret).expand(info, &mut key).unwrap();
    key
}

fn seal(key: &[u8; 32], nonce: [u8; 12], plain: &[u8]) -> Vec<u8> {
    ChaCha20Poly1305::new(key.into()).encrypt(&nonce.into(), plain).unwrap()
}

/// Base64 without padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let at = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for digit in 0..=three.len() {
            let value = bits >> (18 - 6 * digit) & 63;
            text.push(char::from(*DIGITS.get(usize::try_from(value).unwrap()).unwrap()));
        }
    }
    text
}

/// A file for a passphrase, with little work.
fn encrypted(passphrase: &[u8], plain: &[u8]) -> Vec<u8> {
    let (file_key, salt, nonce) = ([7; 16], [9; 16], [5; 16]);
    let salted = [b"age-encryption.org/v1/scrypt", &salt[..]].concat();
    let mut key = [0; 32];
    let work = scrypt::Params::new(4, 8, 1).unwrap();
    scrypt::scrypt(passphrase, &salted, &work, &mut key).unwrap();
    let body = base64(&seal(&key, [0; 12], &file_key));
    let head = format!("age-encryption.org/v1\n-> scrypt {} 4\n{body}\n---", base64(&salt));
    let mut mac = Hmac::<Sha256>::new_from_slice(&derive(&file_key, None, b"header")).unwrap();
    mac.update(head.as_bytes());
    let mac = base64(&mac.finalize().into_bytes());
    let mut file = format!("{head} {mac}\n").into_bytes();
    file.extend_from_slice(&nonce);
    let key = derive(&file_key, Some(&nonce), b"payload");
    let chunks: Vec<&[u8]> = plain.chunks(64 << 10).collect();
    for (number, chunk) in chunks.iter().enumerate() {
        let mut nonce = [0; 12];
        nonce[3..11].copy_from_slice(&u64::try_from(number).unwrap().to_be_bytes());
        nonce[11] = u8::from(number + 1 == chunks.len());
        file.extend(seal(&key, nonce, chunk));
    }
    file
}

fn passphrase(text: &str) -> AgeIdentity {
    AgeIdentity::from_passphrase(text.as_bytes().to_vec().into())
}

fn unlock(path: &Path, identity: &AgeIdentity) -> Result<Vec<Piece>, EvidenceError> {
    let piece = one(path);
    assert_eq!(piece.kind, EvidenceKind::Androidqf);
    let (header, unlocked) = piece.age().unwrap();
    assert!(!unlocked);
    let key = header.unlock(identity)?;
    identify_age(&piece, &key, &Limits::default())
}

fn acquisition() -> BTreeMap<String, Vec<u8>> {
    let report = [
        ("main_entry.txt", "d.txt"),
        ("d.txt", "------ UPTIME (uptime) ------\nup\n"),
        ("version.txt", "2.0"),
    ];
    let report = report.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    let noise = (0..1_u32 << 16).flat_map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes());
    [
        ("getprop.txt", b"[ro.build.version.release]: [14]\n".to_vec()),
        ("logs/data/anr/noise", noise.collect()),
        ("bugreport.zip", zip_of(&report.into())),
    ]
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .into()
}

#[test]
fn what_another_program_encrypted_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.zip.age"), unhex(OF_RAGE)).unwrap();
    fs::write(at("identity"), format!("# created\n\n{IDENTITY}\n")).unwrap();
    let identity = AgeIdentity::from_file(&at("identity")).unwrap();
    let pieces = unlock(&at("a.zip.age"), &identity).unwrap();
    let [piece] = pieces.as_slice() else { panic!("{pieces:?}") };
    assert_eq!(piece.kind, EvidenceKind::Androidqf);
    assert_eq!(piece.facts.get("product_version").unwrap(), "14");
    let all = contents(&open_all(piece, None));
    assert_eq!(
        all.keys().collect::<Vec<_>>(),
        ["/androidqf/getprop.txt", "/androidqf/packages.json"]
    );
    fs::write(at("identity"), "AGE-SECRET-KEY-1NONSENSE").unwrap();
    let none = AgeIdentity::from_file(&at("identity"));
    assert!(matches!(none, Err(EvidenceError::IdentityFile { .. })));
    let wrong = unlock(&at("a.zip.age"), &passphrase("x"));
    assert!(matches!(wrong, Err(EvidenceError::WrongIdentity)));
}

#[test]
fn a_passphrase_opens_all_that_is_inside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip.age");
    fs::write(&path, encrypted(b"correct horse", &zip_of(&acquisition()))).unwrap();
    let pieces = unlock(&path, &passphrase("correct horse")).unwrap();
    let kinds: Vec<_> = pieces.iter().map(|piece| piece.kind).collect();
    assert_eq!(kinds, [EvidenceKind::Androidqf, EvidenceKind::AndroidBugReport]);
    for piece in &pieces {
        let opened = open_all(piece, None);
        assert_eq!(opened.problems(), []);
        let all = contents(&opened);
        match piece.kind {
            EvidenceKind::Androidqf => {
                assert!(all.get("/data/anr/noise") == acquisition().get("logs/data/anr/noise"));
            }
            _ => assert_eq!(all.get("/dumpstate/UPTIME").unwrap(), b"up\n"),
        }
    }
    assert!(matches!(unlock(&path, &passphrase("wrong")), Err(EvidenceError::WrongIdentity)));
    let locked = try_open(&one(&path), None, None);
    assert!(matches!(locked, Err(EvidenceError::IdentityNeeded)));
}

#[test]
fn a_cut_or_changed_file_does_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip.age");
    let whole = encrypted(b"x", &zip_of(&acquisition()));
    let read = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        let Ok(found) = vigie_evidence::identify(&path, &Limits::default()) else { return };
        for piece in found {
            let Some((header, _)) = piece.age() else { continue };
            let Ok(key) = header.unlock(&passphrase("x")) else { continue };
            for piece in identify_age(&piece, &key, &Limits::default()).unwrap_or_default() {
                let Ok(opened) = try_open(&piece, None, None) else { continue };
                for file in opened.files() {
                    let Ok(data) = opened.open(file) else { continue };
                    let _ = std::io::copy(&mut Streamed::new(&*data), &mut std::io::sink());
                }
            }
        }
    };
    for cut in (0..400).chain((400..whole.len()).step_by(20_011)) {
        read(whole.get(..cut).unwrap());
    }
    for at in (0..400).step_by(3) {
        let mut changed = whole.clone();
        *changed.get_mut(at).unwrap() ^= 0x11;
        read(&changed);
    }
}
