//! What fuzzing found in parsers, once more; and the files that fuzzing starts from.

use std::fs;
use std::path::{Path, PathBuf};

use vigie_core::fuzz_parsers;

use crate::Slice;
use crate::case::cases;

fn fuzz_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz")
}

/// Gives every file of a fuzz target's `corpus` and `regressions` to `fuzz`.
///
/// # Panics
/// When there is none, or `fuzz` does.
pub fn replay(target: &str, fuzz: impl Fn(&[u8])) {
    let mut files = 0;
    for folder in ["corpus", "regressions"] {
        let folder = fuzz_folder().join(folder).join(target);
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(folder).unwrap() {
            fuzz(&fs::read(entry.unwrap().path()).unwrap());
            files += 1;
        }
    }
    assert!(files > 0, "fuzz/corpus/{target} is empty");
}

/// What fuzzing found in the slice's parsers does no harm any more.
///
/// # Panics
/// When it does.
pub fn what_fuzzing_found_does_no_harm(slice: &Slice) {
    replay(slice.name, |bytes| fuzz_parsers(slice.parsers, bytes));
}

/// Writes every case as the fuzz target takes it: the number of its parser, then the file. For
/// `fuzz/nightly.sh`, as most cases are recipes for a database or a property list.
///
/// # Panics
/// When the folder cannot be written.
pub fn write_the_cases_as_seeds(slice: &Slice) {
    let folder = fuzz_folder().join("seeds").join(slice.name);
    fs::create_dir_all(&folder).unwrap();
    for (number, parser) in (0_u8..).zip(slice.parsers) {
        for case in cases(*parser) {
            let name = case.file.file_stem().unwrap_or_default().to_string_lossy();
            let seed = folder.join(format!("{}-{name}", parser.meta().id));
            fs::write(seed, [&[number], case.bytes.as_slice()].concat()).unwrap();
        }
    }
}
