//! What fuzzing found in parsers, once more; and the files that fuzzing starts from.

#![expect(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the helpers of other tests come along; one that fails fails its test"
)]

mod common;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use vigie_ios::parsers::PARSERS;

fn fuzz_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz")
}

/// Gives every file of a fuzz target's `corpus` and `regressions` to `fuzz`.
fn replay(target: &str, fuzz: fn(&[u8])) -> io::Result<()> {
    let mut files = 0;
    for folder in ["corpus", "regressions"] {
        let folder = fuzz_folder().join(folder).join(target);
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
fn what_fuzzing_found_does_no_harm() -> io::Result<()> {
    replay("ios", vigie_ios::fuzz)
}

#[test]
fn reports_do_no_harm() -> io::Result<()> {
    replay("ips", vigie_ios::fuzz_report)
}

#[cfg(feature = "unified-logs")]
#[test]
fn logs_do_no_harm() -> io::Result<()> {
    replay("tracev3", vigie_ios::fuzz_log)
}

/// Every case as the fuzz target takes it: the number of its parser, then the file. For
/// `fuzz/nightly.sh`, as most cases are recipes for a database or a property list.
#[test]
#[ignore = "writes to fuzz/seeds/ios"]
fn write_the_cases_as_seeds() -> io::Result<()> {
    let folder = fuzz_folder().join("seeds/ios");
    fs::create_dir_all(&folder)?;
    for (number, parser) in (0_u8..).zip(PARSERS) {
        for case in common::cases(*parser) {
            let name = case.file.file_stem().unwrap_or_default().to_string_lossy();
            let seed = folder.join(format!("{}-{name}", parser.meta().id));
            fs::write(seed, [&[number], case.bytes.as_slice()].concat())?;
        }
    }
    Ok(())
}
