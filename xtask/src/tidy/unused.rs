//! Dependencies that a crate declares and never names.

use std::fs;
use std::path::Path;

use super::mask::{find, is_word, masked};
use super::packages::Declared;
use super::sources::rust_files;

/// Every declared dependency whose name does not stand in the code of its crate.
pub(super) fn unused(crates: &[Declared]) -> anyhow::Result<Vec<String>> {
    let mut wrong = Vec::new();
    for declared in crates {
        let code = code(&declared.folder)?;
        let unnamed =
            declared.dependencies.iter().filter(|name| !names(&code, &name.replace('-', "_")));
        wrong.extend(unnamed.map(|name| format!("{} does not use {name}", declared.name)));
    }
    Ok(wrong)
}

/// All code under `folder`, tests and benchmarks too.
fn code(folder: &Path) -> anyhow::Result<Vec<u8>> {
    let mut code = Vec::new();
    for file in rust_files(folder)? {
        code.extend(masked(&fs::read_to_string(file)?));
        code.push(b'\n');
    }
    Ok(code)
}

/// Whether `word` stands in `code` as a word.
fn names(code: &[u8], word: &str) -> bool {
    let free = |at: Option<usize>| !at.and_then(|at| code.get(at)).is_some_and(|b| is_word(*b));
    let mut from = 0;
    while let Some(at) = find(code, word.as_bytes(), from) {
        from = at.saturating_add(1);
        if free(at.checked_sub(1)) && free(at.checked_add(word.len())) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_a_comment_is_no_use() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("src")).unwrap();
        let text = "//! rayon is fast\nuse serde_json::Value;\nfn sha2x() {}\n";
        fs::write(folder.path().join("src/lib.rs"), text).unwrap();
        let declared = Declared {
            name: "a".into(),
            folder: folder.path().to_owned(),
            dependencies: ["rayon", "serde-json", "sha2"].map(str::to_owned).to_vec(),
        };
        assert_eq!(unused(&[declared]).unwrap(), ["a does not use rayon", "a does not use sha2"]);
    }
}
