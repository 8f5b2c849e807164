//! `new-parser` and `new-detector`: a folder that compiles and passes its tests, and its word in
//! the table.

mod table;

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use clap::Args;

use crate::root;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The slice: `ios` for crates/vigie-ios.
    slice: String,
    /// Id of what is to be made: small letters, digits and `_`, also the name of its folder.
    id: String,
}

/// One file of a template: its name in the folder, its text.
type Template = &'static [(&'static str, &'static str)];

const PARSER: Template = &[
    ("mod.rs", include_str!("parser.rs.txt")),
    ("cases/ordinary.log", include_str!("parser-ordinary.log")),
    ("cases/ordinary.out", include_str!("parser-ordinary.out.txt")),
];

/// Starts a parser.
pub(crate) fn new_parser(arguments: &Arguments) -> anyhow::Result<()> {
    start(arguments, "parsers", PARSER)
}

fn start(arguments: &Arguments, what: &str, template: Template) -> anyhow::Result<()> {
    let folder = root().join(format!("crates/vigie-{}/src/{what}", arguments.slice));
    write(&folder, arguments, template)?;
    let mut out = std::io::stdout();
    let shown = folder.strip_prefix(root()).unwrap_or(&folder).join(&arguments.id);
    writeln!(out, "wrote {} and its word in {}/../mod.rs", shown.display(), shown.display())?;
    writeln!(out, "next: write what it does; CONTRIBUTING.md says what reviewers look for")?;
    Ok(())
}

/// Writes `template` into a new folder of `folder` and names it in the table there.
fn write(folder: &Path, arguments: &Arguments, template: Template) -> anyhow::Result<()> {
    let (slice, id) = (arguments.slice.as_str(), arguments.id.as_str());
    if !is_id(id) || !is_id(slice) {
        bail!("expected small letters, digits and _, beginning with a letter: {slice} {id}");
    }
    let place = folder.join(id);
    if place.exists() {
        bail!("{} is there already", place.display());
    }
    let table = folder.join("mod.rs");
    let text = fs::read_to_string(&table)
        .with_context(|| format!("{} is no folder of parsers or detectors", folder.display()))?;
    let text = table::with(&text, id)
        .with_context(|| format!("{} holds no registry! table", table.display()))?;
    for (name, content) in template {
        let path = place.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&place))?;
        fs::write(&path, filled(content, slice, id))?;
    }
    Ok(fs::write(&table, text)?)
}

/// `template` with its marks replaced.
fn filled(template: &str, slice: &str, id: &str) -> String {
    template
        .replace("@ID@", id)
        .replace("@DASHED@", &id.replace('_', "-"))
        .replace("@TYPE@", &type_name(id))
        .replace("@SLICE@", slice)
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

    #[test]
    fn a_folder_and_a_word() {
        let folder = tempfile::tempdir().unwrap();
        let table = folder.path().join("mod.rs");
        fs::write(&table, "registry! {\n    static PARSERS: Parser = { calls, tcc }\n}\n").unwrap();
        let arguments = Arguments { slice: "ios".into(), id: "new_thing".into() };
        write(folder.path(), &arguments, PARSER).unwrap();
        let code = fs::read_to_string(folder.path().join("new_thing/mod.rs")).unwrap();
        assert!(code.contains("struct NewThing;") && code.contains("\"ios.new_thing.entry\""));
        assert!(!code.contains('@'), "a mark was not replaced");
        assert!(folder.path().join("new_thing/cases/ordinary.log").is_file());
        let words = fs::read_to_string(&table).unwrap();
        assert!(words.contains("calls,\n        new_thing,\n        tcc,\n"), "{words}");
        assert!(write(folder.path(), &arguments, PARSER).is_err(), "written over");
    }

    #[test]
    fn odd_ids_are_refused_before_anything_is_written() {
        let folder = tempfile::tempdir().unwrap();
        for id in ["", "../x", "Upper", "a-b", "1a"] {
            let arguments = Arguments { slice: "ios".into(), id: id.into() };
            assert!(write(folder.path(), &arguments, PARSER).is_err(), "{id}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
