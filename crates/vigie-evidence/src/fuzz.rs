//! Bytes of a stranger as an archive, a keybag, a dumpstate or a header.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use vigie_core::{Bytes, Limits, SharedBytes};
use zeroize::Zeroizing;

use crate::age::plain;
use crate::android::{AdbBackup, Cut, MasterKey, is_dumpstate, sections};
use crate::bytes::fill;
use crate::container::{Means, Member, archive_of};
use crate::keybag::Keybag;
use crate::problems::Problems;
use crate::{AgeHeader, AgeKey, PassphraseKey};

/// Members that are opened.
const MOST_OPENED: usize = 32;

/// Rounds of key derivation that a test waits for.
const MOST_ROUNDS: u32 = 100;

/// What hostile bytes may use in a test.
fn limits() -> Limits {
    Limits { member: 1 << 22, members: 1 << 14, time: Duration::from_secs(5), ..Limits::default() }
}

/// Reads `bytes` as the kind of thing that the first byte chooses: 0 a zip archive, 1 tar, 2 tar in
/// gzip, 3 a keybag, 4 a dumpstate, 5 an Android backup, 6 a file encrypted with age. Nothing may
/// panic, whatever they are.
#[doc(hidden)]
pub fn fuzz(bytes: &[u8]) {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let data: SharedBytes = Arc::new(Bytes(bytes.to_vec()));
    match kind % 7 {
        3 => drop(Keybag::parse(bytes)),
        4 => dumpstate(bytes, data),
        5 => adb_backup(data),
        6 => age(data),
        kind => archive(kind, data, Means::in_memory(&limits())),
    }
}

/// Every section must lie inside the file.
fn dumpstate(bytes: &[u8], data: SharedBytes) {
    let _ = is_dumpstate(bytes);
    let stop = AtomicBool::new(false);
    let Ok((sections, _)) = sections(&data, &stop) else { return };
    for section in sections {
        assert!(section.start.saturating_add(section.size) <= data.size(), "{section:?}");
        assert!(section.first_line > 0, "{section:?}");
    }
    if let Ok(cut) = Cut::new(data, &stop) {
        let _ = cut.facts();
    }
}

fn adb_backup(data: SharedBytes) {
    let Ok(backup) = AdbBackup::read(&data) else { return };
    let mut means = Means::in_memory(&limits());
    if let Some(encryption) = backup.encryption {
        if encryption.kdf().iterations < MOST_ROUNDS {
            let _ = encryption.unlock(&PassphraseKey::from_bytes(Zeroizing::new([0; 32])));
        }
        means.master = Some(MasterKey { key: Zeroizing::new([0; 32]), iv: [0; 16] });
    }
    archive(3, data, means);
}

fn age(data: SharedBytes) {
    if AgeHeader::read(&data).is_ok()
        && let Ok(plain) = plain(data, &AgeKey(Zeroizing::new([0; 16])))
    {
        let _ = fill(&plain, 0, &mut [0; 64]);
        let _ = fill(&plain, plain.size().saturating_sub(64), &mut [0; 64]);
    }
}

fn archive(kind: u8, data: SharedBytes, means: Means) {
    let Ok(container) = archive_of(kind, data, means) else { return };
    let mut members = Vec::new();
    let mut see = |member: &Member<'_>| {
        if members.len() < MOST_OPENED {
            members.push((member.name.to_owned(), member.handle));
        }
        Ok(())
    };
    let (stop, mut problems) = (AtomicBool::new(false), Problems::new(&limits()));
    let _ = container.visit(&|name| name.len() % 2 == 0, &mut see, &mut problems, &stop);
    for (name, handle) in members {
        let _ = container.start(&name, handle, &mut [0; 16]);
        let _ = container.open(&name, handle).map(|data| fill(&data, 0, &mut [0; 64]));
        let _ = container.find(&name);
    }
    let _ = (container.late_problems(), problems.settle());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_changes_of_real_archives_do_no_harm() {
        let tar = {
            let mut builder = tar::Builder::new(Vec::new());
            let mut header = tar::Header::new_gnu();
            header.set_size(5);
            let long = "long/".repeat(40) + "name";
            builder.append_data(&mut header, long, &b"12345"[..]).unwrap();
            builder.into_inner().unwrap()
        };
        let gz = {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            std::io::Write::write_all(&mut packed, &tar).unwrap();
            packed.finish().unwrap()
        };
        let zip = {
            let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
            let options = zip::write::SimpleFileOptions::default();
            for name in ["a", "b/c"] {
                writer.start_file(name, options).unwrap();
                std::io::Write::write_all(&mut writer, &[7; 300]).unwrap();
            }
            writer.finish().unwrap().into_inner()
        };
        let keybag = b"SALT\0\0\0\x01sITER\0\0\0\x04\0\0\0\x01UUID\0\0\0\0UUID\0\0\0\0CLAS\0\0\0\x04\
            \0\0\0\x01WRAP\0\0\0\x04\0\0\0\x02WPKY\0\0\0\x28AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            .to_vec();
        let dumpstate = b"a\n------ SYSTEM PROPERTIES (getprop) ------\r\n[ro.build.id]: [x]\n\
            DUMP OF SERVICE HIGH a/b:\nc\n------ 0.1s was the duration of 'X' ------\n"
            .to_vec();
        let backup =
            b"ANDROID BACKUP\n5\n0\nAES-256\nAB\nCD\n10\n00112233445566778899AABBCCDDEEFF\n\
            00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF\npayload of 16 by"
                .to_vec();
        let age = b"age-encryption.org/v1\n-> X25519 AAAA\nAAAA\n--- AAAA\nnonce of 16 bytechunk"
            .to_vec();
        let all = [zip, tar, gz, keybag, dumpstate, backup, age];
        for (kind, bytes) in (0_u8..).zip(all) {
            let mut all = vec![kind];
            all.extend_from_slice(&bytes);
            fuzz(&all);
            for cut in 0..all.len() {
                fuzz(&all[..cut]);
            }
            for at in 1..all.len() {
                for change in [0x01, 0x80, 0xff] {
                    all[at] ^= change;
                    fuzz(&all);
                    all[at] ^= change;
                }
            }
        }
    }
}
