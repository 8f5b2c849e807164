//! A record of some kind, taken from the golden file of a parser's case.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use serde_json::{Map, Value};

/// A record as a golden file shows it.
#[derive(Debug, PartialEq)]
pub(super) struct Example {
    /// Its fields.
    pub(super) fields: Map<String, Value>,
    /// Its first instant.
    pub(super) time: Option<String>,
}

impl Example {
    /// The first record of `kind` in the cases of the parsers under `parsers`.
    pub(super) fn find(parsers: &Path, kind: &str) -> anyhow::Result<Self> {
        for parser in entries(parsers)? {
            for case in entries(&parser.join("cases")).unwrap_or_default() {
                if case.extension().is_some_and(|end| end == "out") {
                    let text = fs::read_to_string(&case)?;
                    if let Some(found) = Self::read(&text, kind) {
                        return Ok(found);
                    }
                }
            }
        }
        bail!("no parser's case has a record of kind {kind}; `vigie list kinds` names them")
    }

    /// The first record of `kind` in the text of a golden file.
    fn read(text: &str, kind: &str) -> Option<Self> {
        let head = format!("{kind} at ");
        let mut found = Self { fields: Map::new(), time: None };
        for line in text.lines().skip_while(|line| !line.starts_with(&head)).skip(1) {
            if let Some((name, value)) =
                line.strip_prefix("    ").and_then(|it| it.split_once(": "))
            {
                found.fields.insert(name.to_owned(), serde_json::from_str(value).ok()?);
            } else if let Some(stamp) = line.strip_prefix("  ~ ") {
                let time = stamp.split(' ').next().map(str::to_owned);
                found.time = found.time.or(time);
            } else if !line.starts_with(' ') {
                break;
            }
        }
        (!found.fields.is_empty()).then_some(found)
    }
}

fn entries(folder: &Path) -> anyhow::Result<Vec<std::path::PathBuf>> {
    let read = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut found = Vec::new();
    for entry in read {
        found.push(entry?.path());
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_record_of_a_kind() {
        let text = "ios.a.x at line 1\n    n: 1\nios.a.y at line 2\n    name: \"a: b\"\n    n: 2\n  ~ 2026-01-01T00:00:00Z happened (Utc)\n  ~ 2027-01-01T00:00:00Z ended (Utc)\n  = name: Path(\"a: b\")\nios.a.y at line 3\n    n: 3\n";
        let found = Example::read(text, "ios.a.y").unwrap();
        let fields = Value::Object(found.fields).to_string();
        assert_eq!(fields, r#"{"n":2,"name":"a: b"}"#);
        assert_eq!(found.time.as_deref(), Some("2026-01-01T00:00:00Z"));
        assert_eq!(Example::read(text, "ios.a.z"), None);
    }
}
