//! Bytes of a stranger as an archive or a keybag.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use vigie_core::{Bytes, Limits, SharedBytes};

use crate::bytes::fill;
use crate::container::{Means, Member, archive_of};
use crate::keybag::Keybag;
use crate::problems::Problems;

/// Members that are opened.
const MOST_OPENED: usize = 32;

/// What hostile bytes may use in a test.
fn limits() -> Limits {
    Limits { member: 1 << 22, members: 1 << 14, time: Duration::from_secs(5), ..Limits::default() }
}

/// Reads `bytes` as the kind of thing that the first byte chooses: 0 a zip archive, 1 tar, 2 tar in
/// gzip, 3 a keybag. Nothing may panic, whatever they are.
#[doc(hidden)]
pub fn fuzz(bytes: &[u8]) {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    if kind % 4 == 3 {
        let _ = Keybag::parse(bytes);
        return;
    }
    let data: SharedBytes = Arc::new(Bytes(bytes.to_vec()));
    let Ok(container) = archive_of(kind % 4, data, Means::in_memory(&limits())) else { return };
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
        for (kind, bytes) in (0_u8..).zip([zip, tar, gz, keybag]) {
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
