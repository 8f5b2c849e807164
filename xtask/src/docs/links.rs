//! Whether every link between pages leads somewhere.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::files_under;

/// Links of the documentation under `root` that lead nowhere.
pub(super) fn broken(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut pages = Pages::default();
    let mut wrong = Vec::new();
    for file in documents(root)? {
        let text = pages.text(&file)?.to_owned();
        let name = file.strip_prefix(root).unwrap_or(&file).display().to_string();
        for (line, target) in targets(&text) {
            if let Some(why) = pages.wrong(&file, &target)? {
                wrong.push(format!("{name}:{line}: {target}: {why}"));
            }
        }
    }
    Ok(wrong)
}

/// Markdown of the project: at the root, in the book, beside the sample and the fuzz targets.
fn documents(root: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = files_under(&root.join("docs"))?;
    for folder in ["", "samples", "fuzz"] {
        let folder = root.join(folder);
        if folder.is_dir() {
            for entry in fs::read_dir(folder)? {
                found.push(entry?.path());
            }
        }
    }
    found.retain(|path| path.extension().is_some_and(|end| end == "md"));
    found.sort();
    Ok(found)
}

/// Texts of the pages met so far.
#[derive(Default)]
struct Pages(BTreeMap<PathBuf, String>);

impl Pages {
    fn text(&mut self, path: &Path) -> anyhow::Result<&str> {
        if !self.0.contains_key(path) {
            let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
            self.0.insert(path.to_owned(), text);
        }
        Ok(self.0.get(path).map_or("", String::as_str))
    }

    /// What is wrong with a link to `target` in `file`, if anything is.
    fn wrong(&mut self, file: &Path, target: &str) -> anyhow::Result<Option<&'static str>> {
        if target.contains("://") || target.starts_with("mailto:") {
            return Ok(None);
        }
        let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
        let folder = file.parent().unwrap_or(Path::new(""));
        let page = if path.is_empty() { file.to_owned() } else { folder.join(path) };
        if !page.exists() {
            return Ok(Some("no such file"));
        }
        let known = fragment.is_empty() || anchors(self.text(&page)?).any(|one| one == fragment);
        Ok((!known).then_some("no such heading"))
    }
}

/// Targets of the links of a page, with their lines, code left out.
pub(super) fn targets(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in prose(text) {
        let line = without_code(line);
        for part in line.split("](").skip(1) {
            if let Some((target, _)) = part.split_once(')') {
                found.push((number, target.to_owned()));
            }
        }
    }
    found
}

/// Lines outside fenced code, with their numbers.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    text.lines().zip(1_usize..).filter_map(move |(line, number)| {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            return None;
        }
        (!fenced).then_some((number, line))
    })
}

/// A line without what stands between backticks.
fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join("``")
}

fn anchors(text: &str) -> impl Iterator<Item = String> {
    prose(text).filter_map(|(_, line)| {
        let heading = line.trim_start_matches('#');
        (heading.len() < line.len() && heading.starts_with(' ')).then(|| anchor(heading.trim()))
    })
}

/// The anchor of heading `text`, as mdBook and code hosts make it.
pub(super) fn anchor(text: &str) -> String {
    let kept = text.chars().filter_map(|c| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_outside_code() {
        let text =
            "[a](one.md) `[b](two.md)` [`c`](three.md#x)\n```\n[d](four.md)\n```\n![e](five.png)";
        let found = targets(text);
        let expected = [(1, "one.md"), (1, "three.md#x"), (5, "five.png")];
        assert_eq!(found, expected.map(|(line, target)| (line, target.to_owned())));
    }

    #[test]
    fn a_link_needs_its_file_and_its_heading() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("docs/src")).unwrap();
        fs::write(root.join("docs/src/a.md"), "# The `first` page!\n## ios.sms.message").unwrap();
        let links = "[1](docs/src/a.md#the-first-page) [2](docs/src/a.md#iossmsmessage) \
                     [3](docs/src/b.md) [4](docs/src/a.md#none) [5](#own) [6](https://x.example)\n# Own";
        fs::write(root.join("README.md"), links).unwrap();
        let expected = [
            "README.md:1: docs/src/b.md: no such file",
            "README.md:1: docs/src/a.md#none: no such heading",
        ];
        assert_eq!(broken(root).unwrap(), expected);
    }
}
