//! What fuzzing found in archives and keybags, and the files it starts from, once more.

use std::fs;
use std::io;
use std::path::Path;

#[test]
fn what_fuzzing_found_does_no_harm() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let mut files = 0;
    for folder in ["corpus/evidence", "regressions/evidence"] {
        let folder = root.join(folder);
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(folder)? {
            vigie_evidence::fuzz(&fs::read(entry?.path())?);
            files += 1;
        }
    }
    assert!(files > 0, "fuzz/corpus/evidence is empty");
    Ok(())
}
