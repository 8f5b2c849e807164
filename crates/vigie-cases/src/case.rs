//! Cases on disk turned into evidence, and what came of it turned into text.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use crate::{blobs, database, packets};
use vigie_core::{
    Bytes, Consumer, Fields, Input, Limits, Locator, Parser, Record, SharedBytes, Siblings, Stop,
    Time, parse,
};

/// A case of a parser: one file of evidence.
pub(crate) struct Case {
    /// Where it is on disk.
    pub(crate) file: PathBuf,
    /// Path of the evidence on the device.
    pub(crate) path: String,
    /// Bytes of the evidence.
    pub(crate) bytes: Vec<u8>,
    /// When the file was last changed: `modified: TIME` in its header.
    modified: Option<Time>,
    /// Backup files that are not there.
    pub(crate) missing: BTreeSet<String>,
    /// Path and bytes of a database that belongs to it: `beside: PATH = NAME.part` in its header;
    /// or its own write-ahead log: `log: kept`.
    beside: Option<(String, Vec<u8>)>,
}

/// What a run gave.
#[derive(Default)]
pub(crate) struct Run {
    /// Where each record stands, its kind's id, and its JSON.
    pub(crate) records: Vec<(Locator, &'static str, String)>,
    /// Everything it gave, for people.
    pub(crate) text: String,
    /// The messages of its problems.
    pub(crate) problems: Vec<String>,
    declared: BTreeSet<&'static str>,
    phrases: BTreeSet<&'static str>,
    /// What its stamps say that the parser does not declare.
    pub(crate) undeclared: BTreeSet<&'static str>,
}

/// Every case of `parser`, in order of file name.
pub(crate) fn cases(parser: &dyn Parser) -> Vec<Case> {
    let folder = Path::new("src/parsers").join(parser.meta().id).join("cases");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|_| panic!("{} has no cases", parser.meta().id))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .filter(|path| {
            path.extension().is_none_or(|end| end != "out" && end != "md" && end != "part")
        })
        .collect();
    files.sort();
    files.into_iter().map(|file| Case::load(parser, file)).collect()
}

impl Case {
    fn load(parser: &dyn Parser, file: PathBuf) -> Self {
        let raw = std::fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&raw).into_owned();
        let header = |key: &str| {
            let found = text.lines().take(6).find_map(|line| Some(line.split_once(key)?.1.trim()));
            found.map(str::to_owned)
        };
        let modified = header("modified:")
            .map(|text| Time::parse(text.trim_end_matches(['"', ',', '}'])).unwrap());
        let missing = header("missing:").unwrap_or_default();
        let missing = missing.split_whitespace().map(str::to_owned).collect();
        let beside = header("beside:").map(|line| {
            let (path, name) = line.split_once(" = ").unwrap();
            let sql = std::fs::read_to_string(file.with_file_name(name)).unwrap();
            (path.to_owned(), database::bytes(&sql))
        });
        let path = header("path:").unwrap_or_else(|| example_path(parser, &file));
        match file.extension().and_then(|end| end.to_str()) {
            Some("sql") => {
                let (bytes, log) = database::files(&text, header("log:").is_some());
                let beside = log.map(|log| (format!("{path}-wal"), log)).or(beside);
                Self { path, modified, bytes, missing, beside, file }
            }
            Some("packets") => {
                let folder = file.parent().unwrap_or(Path::new(""));
                let bytes = packets::bytes(&text, folder);
                Self { file, path, modified, bytes, missing, beside }
            }
            Some("json") => {
                let (path, bytes) = blobs::file(&text);
                Self { file, path, modified, bytes, missing, beside }
            }
            _ => Self { path, modified, bytes: raw, missing, beside, file },
        }
    }

    /// Runs `parser` over `bytes` in place of this case's own.
    pub(crate) fn run(&self, parser: &dyn Parser, bytes: Vec<u8>) -> Run {
        let input = Input {
            path: &self.path,
            modified: self.modified,
            data: Arc::new(Bytes(bytes)),
            first_line: 1,
            siblings: self,
            limits: Limits { time: Duration::from_secs(30), ..Limits::default() },
        };
        let declared = parser.meta().emits.iter().map(|kind| kind.id).collect();
        let phrases = parser.meta().means.iter().map(|text| text.en).collect();
        let mut run = Run { declared, phrases, ..Run::default() };
        parse(parser, &input, &mut run, &AtomicBool::new(false));
        run
    }
}

/// A path that `parser` takes: of the first pattern that ends as `file` does, else of the first.
fn example_path(parser: &dyn Parser, file: &Path) -> String {
    let reads = parser.meta().reads;
    let alike = |pattern: &&&str| Path::new(pattern).extension() == file.extension();
    let pattern = reads.iter().find(alike).or(reads.first()).unwrap();
    pattern.replace("**", "X").replace('*', "")
}

impl Siblings for Case {
    /// Files that lie around a case `x.log` stand in `x.beside`, under their paths on the device.
    fn open(&self, path: &str) -> Result<Option<SharedBytes>, Stop> {
        let named = self.beside.as_ref().filter(|(beside, _)| beside == path);
        let around = || {
            let folder = self.file.with_extension("beside");
            std::fs::read(folder.join(path.trim_start_matches('/'))).ok()
        };
        let bytes = named.map(|(_, bytes)| bytes.clone()).or_else(around);
        Ok(bytes.map(|bytes| Arc::new(Bytes(bytes)) as SharedBytes))
    }

    fn has_backup_file(&self, file_id: &str) -> bool {
        !self.missing.contains(file_id)
    }

    fn below(&self, folder: &str) -> Vec<String> {
        let around = self.file.with_extension("beside").join(folder.trim_start_matches('/'));
        let mut paths = Vec::new();
        add_files(&around, folder, &mut paths);
        paths.sort();
        paths
    }
}

/// Adds the files in `around`, which stands for `folder` of the device, and in the folders there.
fn add_files(around: &Path, folder: &str, paths: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(around) else { return };
    for entry in entries {
        let entry = entry.unwrap();
        let path = format!("{folder}{}", entry.file_name().to_str().unwrap());
        match entry.path().is_dir() {
            true => add_files(&entry.path(), &format!("{path}/"), paths),
            false => paths.push(path),
        }
    }
}

impl Consumer for Run {
    fn record(&mut self, at: Locator, record: &dyn Record) -> Result<(), Stop> {
        let kind = record.kind();
        assert!(self.declared.contains(kind.id), "{} is not declared", kind.id);
        let json = serde_json::to_string(record).unwrap();
        let fields: Fields = serde_json::from_str(&json).unwrap();
        let back = (kind.revive)(&fields).unwrap_or_else(|error| panic!("{error}: {json}"));
        // A case does not keep the order of columns that have no field.
        let again = serde_json::to_value(&*back).unwrap();
        assert_eq!(again.as_object(), Some(&fields), "{} changes in a case", kind.id);
        writeln!(self.text, "{} at {at}", kind.id).unwrap();
        for (name, value) in fields {
            writeln!(self.text, "    {name}: {value}").unwrap();
        }
        record.stamps(&mut |stamp| {
            if !self.phrases.contains(stamp.means) {
                self.undeclared.insert(stamp.means);
            }
            writeln!(self.text, "  ~ {} {} ({:?})", stamp.at, stamp.means, stamp.clock).unwrap();
        });
        record.observables(&mut |field, value| {
            writeln!(self.text, "  = {field}: {value:?}").unwrap();
        });
        if record.made_by_owner() {
            writeln!(self.text, "  by the owner").unwrap();
        }
        self.records.push((at, kind.id, json));
        Ok(())
    }

    fn problem(&mut self, at: Locator, message: String) {
        writeln!(self.text, "! {at}: {message}").unwrap();
        self.problems.push(message);
    }
}

/// Compares `text` with the file `expected`, or writes it there when `UPDATE` is set.
pub(crate) fn golden(expected: &Path, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(expected, text).unwrap();
    }
    let kept = std::fs::read_to_string(expected).unwrap_or_default();
    assert_eq!(kept, text, "{}: run with UPDATE=1 and read the difference", expected.display());
}
