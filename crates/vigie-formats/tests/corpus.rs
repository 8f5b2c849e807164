//! What fuzzing found, and the files it starts from, once more: no panic, the same answer twice.

use std::fs;
use std::io;
use std::path::Path;

use vigie_formats::{
    abx, apk, axml, binarycookies, keyed_archive, plist, segb, sqlite, typedstream,
};

/// Gives every file of a fuzz target's `corpus` and `regressions` to `fuzz`.
fn replay(target: &str, fuzz: fn(&[u8])) -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let mut files = 0;
    for folder in ["corpus", "regressions"] {
        let folder = root.join(folder).join(target);
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(folder)? {
            fuzz(&fs::read(entry?.path())?);
            files += 1;
        }
    }
    assert!(files > 0, "fuzz/corpus/{target} is empty");
    Ok(())
}

#[test]
fn databases() -> io::Result<()> {
    replay("sqlite", sqlite::fuzz)
}

#[test]
fn property_lists() -> io::Result<()> {
    replay("plist", plist::fuzz)
}

#[test]
fn keyed_archives() -> io::Result<()> {
    replay("keyed_archive", keyed_archive::fuzz)
}

#[test]
fn typedstreams() -> io::Result<()> {
    replay("typedstream", typedstream::fuzz)
}

#[test]
fn biome_streams() -> io::Result<()> {
    replay("segb", segb::fuzz)
}

#[test]
fn cookies() -> io::Result<()> {
    replay("binarycookies", binarycookies::fuzz)
}

#[test]
fn xml_of_android() -> io::Result<()> {
    replay("abx", abx::fuzz)
}

#[test]
fn manifests() -> io::Result<()> {
    replay("axml", axml::fuzz)
}

#[test]
fn signatures() -> io::Result<()> {
    replay("apk_signing", apk::signing::fuzz)
}
