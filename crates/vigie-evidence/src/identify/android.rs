//! Evidence of Android phones, by what the files of one folder hold.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use vigie_core::EvidenceKind;

use crate::Piece;
use crate::android::{facts_of_header, facts_of_properties, is_dumpstate};
use crate::layout::Layout;

/// The file of a bug report that names its dumpstate.
const MAIN_ENTRY: &str = "main_entry.txt";

/// Files that only come with a bug report, apart from the dumpstate.
const OF_BUG_REPORT: [&str; 4] =
    [MAIN_ENTRY, "version.txt", "dumpstate_log.txt", "dumpstate_board.txt"];

/// Words in the names of dumpstates; Samsung writes `dumpState_MODEL_DATE.log`.
const OF_DUMPSTATE: [&str; 3] = ["dumpstate", "bugreport", "dumpsys"];

/// The folder of a bug report that holds files of the phone, and folders in it.
pub(super) const FILE_SYSTEM: &str = "FS";

/// Bytes of a dumpstate that are looked at to tell it.
const START_OF_DUMPSTATE: usize = 256 << 10;

/// Bytes of `main_entry.txt`.
const START_OF_ENTRY: usize = 4096;

/// What the names in one folder say.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Files that may be of interest, and their handles.
    pub(super) files: BTreeMap<String, u64>,
    /// Folders that may be.
    pub(super) folders: BTreeSet<&'static str>,
}

/// Gives the first bytes of a file in the folder; none when it cannot be read.
pub(super) type Start<'a> = &'a dyn Fn(&str, usize) -> Vec<u8>;

/// Evidence that was found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) kind: EvidenceKind,
    /// The file in the folder that it is, when it is not the whole folder.
    pub(super) file: Option<String>,
    pub(super) layout: Layout,
    pub(super) facts: BTreeMap<String, String>,
    pub(super) missing: Vec<String>,
}

impl Found {
    fn new(kind: EvidenceKind, layout: Layout) -> Self {
        Self { kind, file: None, layout, facts: BTreeMap::new(), missing: Vec::new() }
    }

    /// The piece it is, in the folder that is `inner` of what lies at `path`.
    pub(super) fn piece(self, path: PathBuf, inner: String) -> Piece {
        let mut piece = Piece::new(path, inner, self.kind);
        if let Some(file) = self.file {
            piece.inner.push_str(&file);
        }
        (piece.layout, piece.facts, piece.missing) = (self.layout, self.facts, self.missing);
        piece
    }
}

/// How much of a file with this name has to be looked at; `None` when its name says nothing.
pub(super) fn looked_at(name: &str) -> Option<usize> {
    if OF_BUG_REPORT.contains(&name) {
        return Some(START_OF_ENTRY);
    }
    may_be_dumpstate(name).then_some(START_OF_DUMPSTATE)
}

fn may_be_dumpstate(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    matches!(extension.to_ascii_lowercase().as_str(), "txt" | "log" | "")
        && OF_DUMPSTATE.iter().any(|word| name.to_ascii_lowercase().contains(word))
}

/// The evidence that the files of a folder are; several when each of some files is one alone.
pub(super) fn in_folder(names: &Names, start: Start<'_>) -> Vec<Found> {
    let dumpstates = || {
        let named = names.files.keys().filter(|name| may_be_dumpstate(name));
        named.filter(|name| is_dumpstate(&start(name, START_OF_DUMPSTATE)))
    };
    let marks = OF_BUG_REPORT.iter().filter(|name| names.files.contains_key(**name)).count();
    let has_entry = names.files.contains_key(MAIN_ENTRY);
    if has_entry || marks > 1 || (marks > 0 && names.folders.contains(FILE_SYSTEM)) {
        return vec![bug_report(has_entry, &mut dumpstates(), start)];
    }
    let found: Vec<&String> = dumpstates().collect();
    match found.as_slice() {
        [only] if names.folders.contains(FILE_SYSTEM) || only.starts_with("dumpState_") => {
            vec![bug_report(false, &mut found.into_iter(), start)]
        }
        _ => found
            .into_iter()
            .map(|name| dumpstate(name, &start(name, START_OF_DUMPSTATE)))
            .collect(),
    }
}

/// A bug report with what came with it. Its dumpstate is the one that it names, or else the one that
/// looks like it: best in this order, whatever the others are.
fn bug_report(
    has_entry: bool,
    dumpstates: &mut dyn Iterator<Item = &String>,
    start: Start<'_>,
) -> Found {
    let entry = if has_entry { start(MAIN_ENTRY, START_OF_ENTRY) } else { Vec::new() };
    let named = String::from_utf8_lossy(&entry).trim().to_owned();
    let exists = !named.is_empty() && is_dumpstate(&start(&named, START_OF_DUMPSTATE));
    let chosen = if exists {
        Some(named.clone())
    } else {
        dumpstates.min_by_key(|name| (!name.starts_with("dumpState_"), name.len())).cloned()
    };
    let layout = Layout::BugReport { dumpstate: chosen.clone() };
    let mut found = Found::new(EvidenceKind::AndroidBugReport, layout);
    match &chosen {
        Some(name) => found.facts = facts(&start(name, START_OF_DUMPSTATE)),
        None if named.is_empty() => found.missing.push("the dumpstate, its main file".to_owned()),
        None => found.missing.push(format!("{named}, its main file")),
    }
    if has_entry && !exists && chosen.is_some() {
        found.missing.push(format!("{named}, which {MAIN_ENTRY} names"));
    }
    found
}

/// The evidence that a file alone is, which has this name and begins with `start`.
pub(super) fn of_file(name: &str, start: &[u8]) -> Option<Found> {
    is_dumpstate(start).then(|| dumpstate(name, start))
}

/// A dumpstate alone, which is the file `name` and begins with `start`.
fn dumpstate(name: &str, start: &[u8]) -> Found {
    let layout = Layout::Dumpstate(name.to_owned());
    let mut found = Found::new(EvidenceKind::AndroidBugReport, layout);
    found.file = Some(name.to_owned());
    found.facts = facts(start);
    found.missing.push("the files that come with it in a bug report".to_owned());
    found
}

/// What the start of a dumpstate says.
fn facts(start: &[u8]) -> BTreeMap<String, String> {
    let mut facts = facts_of_properties(start);
    for (name, value) in facts_of_header(start) {
        facts.entry(name).or_insert(value);
    }
    facts
}
