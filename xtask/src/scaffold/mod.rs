//! `new-parser` and `new-detector`: a folder that compiles and passes its tests, and its word in
//! the table.

mod table;

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use clap::Args;
use serde_json::json;

use crate::{golden, root};

#[derive(Args)]
pub(crate) struct NewParser {
    /// The slice: `ios` for crates/vigie-ios.
    slice: String,
    /// Id of the parser: small letters, digits and `_`, also the name of its folder.
    id: String,
}

#[derive(Args)]
pub(crate) struct NewDetector {
    /// The slice: `ios` for crates/vigie-ios.
    slice: String,
    /// Id of the detector: small letters, digits and `_`, also the name of its folder.
    id: String,
    /// The kind of record it reads first, such as ios.tcc.access.
    #[arg(long, value_name = "KIND")]
    reads: String,
}

/// Files of a folder: their names, and their texts with marks to be replaced.
type Files<'a> = &'a [(&'a str, &'a str)];

const PARSER: Files<'static> = &[
    ("mod.rs", include_str!("parser.rs.txt")),
    ("cases/ordinary.log", include_str!("parser-ordinary.log")),
    ("cases/ordinary.out", include_str!("parser-ordinary.out.txt")),
];

const DETECTOR: Files<'static> = &[
    ("mod.rs", include_str!("detector.rs.txt")),
    ("manual.md", include_str!("detector-manual.md.txt")),
    ("en.ftl", include_str!("detector-en.ftl.txt")),
    ("fr.ftl", include_str!("detector-fr.ftl.txt")),
];

/// Starts a parser.
pub(crate) fn new_parser(arguments: &NewParser) -> anyhow::Result<()> {
    let source = root().join(format!("crates/vigie-{}/src", arguments.slice));
    parser(&source, arguments)?;
    say("parsers", &arguments.slice, &arguments.id)
}

/// Starts a detector.
pub(crate) fn new_detector(arguments: &NewDetector) -> anyhow::Result<()> {
    let source = root().join(format!("crates/vigie-{}/src", arguments.slice));
    detector(&source, arguments)?;
    say("detectors", &arguments.slice, &arguments.id)
}

fn parser(source: &Path, arguments: &NewParser) -> anyhow::Result<()> {
    let marks = [("@SLICE@", arguments.slice.as_str())];
    write(&source.join("parsers"), &arguments.id, PARSER, &marks)
}

fn detector(source: &Path, arguments: &NewDetector) -> anyhow::Result<()> {
    let (id, reads) = (arguments.id.as_str(), arguments.reads.as_str());
    let examples = golden::examples(&source.join("parsers"))?;
    let example = examples.into_iter().find(|one| one.kind == reads).with_context(|| {
        format!("no parser's case has a record of kind {reads}; `vigie list kinds` names them")
    })?;
    let field = example.fields.keys().next().cloned().unwrap_or_default();
    let record = json!({ "kind": reads, "record": example.fields }).to_string() + "\n";
    let when = example.time.map(|time| format!(" at {time}")).unwrap_or_default();
    let found = format!(
        "Info/Low @DASHED@-seen {{\"records\": \"1\"}}\n    line 1: @FIELD@ = \"\"{when}\n"
    );
    let mut files = DETECTOR.to_vec();
    files.push(("cases/hit.jsonl", &record));
    files.push(("cases/hit.out", &found));
    files.push(("cases/ordinary.jsonl", &record));
    files.push(("cases/ordinary.out", &found));
    files.push(("cases/miss.jsonl", ""));
    files.push(("cases/miss.out", ""));
    let marks = [("@READS@", reads), ("@FIELD@", &field)];
    write(&source.join("detectors"), id, &files, &marks)
}

fn say(what: &str, slice: &str, id: &str) -> anyhow::Result<()> {
    let folder = format!("crates/vigie-{slice}/src/{what}");
    let mut out = std::io::stdout();
    writeln!(out, "wrote {folder}/{id}/, and its word in {folder}/mod.rs")?;
    writeln!(out, "next: say what it really does; CONTRIBUTING.md says what reviewers look for")?;
    Ok(())
}

/// Writes `files` into folder `id` of `folder`, and names it in the table there.
fn write(folder: &Path, id: &str, files: Files<'_>, marks: &[(&str, &str)]) -> anyhow::Result<()> {
    if !is_id(id) {
        bail!("expected small letters, digits and _, beginning with a letter: {id}");
    }
    let place = folder.join(id);
    if place.exists() {
        bail!("{} is there already", place.display());
    }
    let table = folder.join("mod.rs");
    let words = fs::read_to_string(&table)
        .with_context(|| format!("{} is no folder of parsers or detectors", folder.display()))?;
    let words = table::with(&words, id)
        .with_context(|| format!("{} holds no registry! table", table.display()))?;
    for (name, text) in files {
        let path = place.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&place))?;
        let mut text = (*text).to_owned();
        for (mark, value) in marks {
            text = text.replace(mark, value);
        }
        fs::write(&path, filled(&text, id))?;
    }
    Ok(fs::write(&table, words)?)
}

/// `text` with the marks that follow from the id replaced.
fn filled(text: &str, id: &str) -> String {
    text.replace("@ID@", id)
        .replace("@DASHED@", &id.replace('_', "-"))
        .replace("@TYPE@", &type_name(id))
}

/// `shutdown_log` as `ShutdownLog`.
fn type_name(id: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
    };
    id.split('_').filter_map(capital).collect()
}

fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A slice with one parser, which has a case.
    fn slice() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let table = "registry! {\n    static X: Y = { calls, tcc }\n}\n";
        for (name, text) in [
            ("parsers/mod.rs", table),
            ("parsers/tcc/cases/a.out", "ios.tcc.access at line 1\n    client: \"a\"\n"),
            ("detectors/mod.rs", table),
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn text(folder: &tempfile::TempDir, name: &str) -> String {
        fs::read_to_string(folder.path().join(name)).unwrap()
    }

    #[test]
    fn a_parser_is_a_folder_and_a_word() {
        let folder = slice();
        let arguments = NewParser { slice: "ios".into(), id: "new_thing".into() };
        parser(folder.path(), &arguments).unwrap();
        let code = text(&folder, "parsers/new_thing/mod.rs");
        assert!(code.contains("struct NewThing;") && code.contains("\"ios.new_thing.entry\""));
        assert!(!code.contains('@'), "a mark was not replaced");
        let words = text(&folder, "parsers/mod.rs");
        assert!(words.contains("calls,\n        new_thing,\n        tcc,\n"), "{words}");
        assert!(parser(folder.path(), &arguments).is_err(), "written over");
    }

    #[test]
    fn a_detector_starts_with_a_record_of_its_kind() {
        let folder = slice();
        let mut arguments =
            NewDetector { slice: "ios".into(), id: "odd_one".into(), reads: "ios.tcc.none".into() };
        assert!(detector(folder.path(), &arguments).is_err());
        arguments.reads = "ios.tcc.access".into();
        detector(folder.path(), &arguments).unwrap();
        let hit = text(&folder, "detectors/odd_one/cases/hit.jsonl");
        assert_eq!(hit, "{\"kind\":\"ios.tcc.access\",\"record\":{\"client\":\"a\"}}\n");
        let out = text(&folder, "detectors/odd_one/cases/hit.out");
        assert!(out.contains("odd-one-seen") && out.contains("line 1: client ="), "{out}");
        for name in ["mod.rs", "en.ftl", "fr.ftl", "manual.md"] {
            assert!(!text(&folder, &format!("detectors/odd_one/{name}")).contains('@'), "{name}");
        }
    }

    #[test]
    fn odd_ids_are_refused_before_anything_is_written() {
        let folder = slice();
        for id in ["", "../x", "Upper", "a-b", "1a"] {
            let arguments = NewParser { slice: "ios".into(), id: id.into() };
            assert!(parser(folder.path(), &arguments).is_err(), "{id}");
        }
        assert_eq!(fs::read_dir(folder.path().join("parsers")).unwrap().count(), 2);
    }
}
