//! Records as the golden files of parsers' cases show them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde_json::{Map, Value};

/// A record as a golden file shows it.
#[derive(Debug, PartialEq)]
pub(crate) struct Example {
    /// Its kind's id.
    pub(crate) kind: String,
    /// Its fields.
    pub(crate) fields: Map<String, Value>,
    /// Its first instant.
    pub(crate) time: Option<String>,
}

/// Every record in the cases of the parsers in folder `parsers` of a slice.
pub(crate) fn examples(parsers: &Path) -> anyhow::Result<Vec<Example>> {
    let mut found = Vec::new();
    for parser in entries(parsers)?.iter().filter(|path| path.join("cases").is_dir()) {
        for case in entries(&parser.join("cases"))? {
            if case.extension().is_some_and(|end| end == "out") {
                found.extend(read(&fs::read_to_string(&case)?));
            }
        }
    }
    Ok(found)
}

/// The names of the fields that records of each kind have in the cases of every slice.
pub(crate) fn fields(root: &Path) -> anyhow::Result<BTreeMap<String, BTreeSet<String>>> {
    let mut fields: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for slice in entries(&root.join("crates"))? {
        let parsers = slice.join("src/parsers");
        for example in if parsers.is_dir() { examples(&parsers)? } else { Vec::new() } {
            let names = example.fields.into_iter().map(|(name, _)| name);
            fields.entry(example.kind).or_default().extend(names);
        }
    }
    Ok(fields)
}

/// The kinds of listed value that records are compared with, by parser, as its cases show.
pub(crate) fn observables(root: &Path) -> anyhow::Result<BTreeMap<String, BTreeSet<String>>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for slice in entries(&root.join("crates"))? {
        let parsers = slice.join("src/parsers");
        for parser in if parsers.is_dir() { entries(&parsers)? } else { Vec::new() } {
            let cases = parser.join("cases");
            for case in if cases.is_dir() { entries(&cases)? } else { Vec::new() } {
                if case.extension().is_some_and(|end| end == "out") {
                    let name = parser.file_name().unwrap_or_default().to_string_lossy();
                    let kinds = found.entry(name.into_owned()).or_default();
                    kinds.extend(fs::read_to_string(&case)?.lines().filter_map(observable));
                }
            }
        }
    }
    Ok(found)
}

/// The kind in a line such as `  = url: Url("https://…")`.
fn observable(line: &str) -> Option<String> {
    let (_, value) = line.strip_prefix("  = ")?.split_once(": ")?;
    let (kind, _) = value.split_once('(')?;
    let words = kind.chars().flat_map(|c| {
        let space = c.is_ascii_uppercase().then_some(' ');
        space.into_iter().chain(c.to_lowercase())
    });
    Some(words.collect::<String>().trim().to_owned())
}

/// Every record in the text of a golden file.
fn read(text: &str) -> Vec<Example> {
    let mut found: Vec<Example> = Vec::new();
    for line in text.lines() {
        if let Some((kind, _)) = line.split_once(" at ").filter(|(kind, _)| is_kind(kind)) {
            found.push(Example { kind: kind.to_owned(), fields: Map::new(), time: None });
        }
        let Some(last) = found.last_mut() else { continue };
        if let Some(stamp) = line.strip_prefix("  ~ ") {
            let time = stamp.split(' ').next().map(str::to_owned);
            last.time = last.time.take().or(time);
        } else if let Some((name, value)) =
            line.strip_prefix("    ").and_then(|field| field.split_once(": "))
            && let Ok(value) = serde_json::from_str(value)
        {
            last.fields.insert(name.to_owned(), value);
        }
    }
    found
}

fn is_kind(text: &str) -> bool {
    text.contains('.') && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '_')
}

fn entries(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let read = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut found = read.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_a_golden_file() {
        let text = "ios.a.x at line 1\n    n: 1\n! line 2: expected a time\nios.a.y at table a row 2\n    name: \"a: b\"\n    n: 2\n  ~ 2026-01-01T00:00:00Z happened (Utc)\n  ~ 2027-01-01T00:00:00Z ended (Utc)\n  = name: Path(\"a: b\")\n";
        let found = read(text);
        let kinds: Vec<&str> = found.iter().map(|one| one.kind.as_str()).collect();
        assert_eq!(kinds, ["ios.a.x", "ios.a.y"]);
        let fields = Value::Object(found[1].fields.clone()).to_string();
        assert_eq!(fields, r#"{"n":2,"name":"a: b"}"#);
        assert_eq!(found[1].time.as_deref(), Some("2026-01-01T00:00:00Z"));
        assert_eq!(found[0].time, None);
    }
}
