//! Whether every folder of a slice holds what it must, and every slice is known to the program.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::packages::Slice;

/// The table of slices.
const TABLE: &str = "crates/vigie/src/slices.rs";
/// What stands beside a detector's code.
const DETECTOR: &[&str] = &["mod.rs", "manual.md", "en.ftl", "fr.ftl"];
/// What stands in the folder of a parser.
const PARSER: &[&str] = &["mod.rs"];

/// What is missing in the workspace at `root`.
pub(super) fn wrong(root: &Path, slices: &[Slice]) -> anyhow::Result<Vec<String>> {
    let table = fs::read_to_string(root.join(TABLE)).context(TABLE)?;
    let mut wrong = Vec::new();
    for slice in slices {
        let source = slice.folder.join("src");
        let module = slice.name.replace('-', "_");
        for (folder, name, files) in
            [("parsers", "PARSERS", PARSER), ("detectors", "DETECTORS", DETECTOR)]
        {
            let entry = format!("{module}::{folder}::{name}");
            if source.join(folder).is_dir() && !table.contains(&entry) {
                wrong.push(format!("{TABLE} does not name {entry}"));
            }
            wrong.extend(incomplete(root, &source.join(folder), files)?);
        }
    }
    // Indicator matching is a detector whose code is a crate.
    let matching = root.join("crates/vigie-match/src");
    wrong.extend(missing(root, &matching, &["manual.md", "en.ftl", "fr.ftl"]));
    Ok(wrong)
}

/// What the folders of parsers or detectors under `folder` lack.
fn incomplete(root: &Path, folder: &Path, files: &[&str]) -> anyhow::Result<Vec<String>> {
    let table = fs::read_to_string(folder.join("mod.rs")).unwrap_or_default();
    let mut wrong = Vec::new();
    for item in folders(folder)? {
        let id = item.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let named = table.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == id);
        if !named {
            wrong.push(format!("{}/mod.rs does not name {id}", shown(root, folder)));
        }
        wrong.extend(missing(root, &item, files));
        if entries(&item.join("cases")) == 0 {
            wrong.push(format!("{} has no cases", shown(root, &item)));
        }
    }
    Ok(wrong)
}

fn missing(root: &Path, folder: &Path, files: &[&str]) -> Vec<String> {
    let absent = files.iter().filter(|file| !folder.join(file).is_file());
    absent.map(|file| format!("{} has no {file}", shown(root, folder))).collect()
}

/// Folders directly under `folder`, in order of name; none when it is not there.
fn folders(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn entries(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, file: &str, text: &str) {
        let path = root.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn what_is_missing_is_named() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        write(root, TABLE, "vigie_ios::parsers::PARSERS");
        for file in ["manual.md", "en.ftl", "fr.ftl"] {
            write(root, &format!("crates/vigie-match/src/{file}"), "");
        }
        let source = "crates/vigie-ios/src";
        write(root, &format!("{source}/parsers/mod.rs"), "{ calls }");
        write(root, &format!("{source}/parsers/calls/mod.rs"), "");
        write(root, &format!("{source}/parsers/calls/cases/a.sql"), "");
        write(root, &format!("{source}/detectors/mod.rs"), "{ }");
        write(root, &format!("{source}/detectors/odd/manual.md"), "");
        let slice = Slice { name: "vigie-ios".into(), folder: root.join("crates/vigie-ios") };
        let expected = [
            "crates/vigie/src/slices.rs does not name vigie_ios::detectors::DETECTORS",
            "crates/vigie-ios/src/detectors/mod.rs does not name odd",
            "crates/vigie-ios/src/detectors/odd has no mod.rs",
            "crates/vigie-ios/src/detectors/odd has no en.ftl",
            "crates/vigie-ios/src/detectors/odd has no fr.ftl",
            "crates/vigie-ios/src/detectors/odd has no cases",
        ];
        assert_eq!(wrong(root, &[slice]).unwrap(), expected);
    }
}
