//! Bug reports, by what the files of one folder hold.

use std::collections::BTreeMap;

use vigie_core::EvidenceKind;

use super::{Found, Names, Start};
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
pub(in crate::identify) const FILE_SYSTEM: &str = "FS";

/// Bytes of a dumpstate that are looked at to tell it.
const START_OF_DUMPSTATE: usize = 256 << 10;

/// Bytes of `main_entry.txt`.
const START_OF_ENTRY: usize = 4096;

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

/// The bug report that the folder is, if it is one.
pub(super) fn whole(names: &Names, start: Start<'_>) -> Option<Found> {
    let marks = OF_BUG_REPORT.iter().filter(|name| names.files.contains_key(**name)).count();
    let has_entry = names.files.contains_key(MAIN_ENTRY);
    let has_files = names.folders.contains(FILE_SYSTEM);
    if has_entry || marks > 1 || (marks > 0 && has_files) {
        return Some(bug_report(has_entry, &mut dumpstates(names, start), start));
    }
    let mut found = dumpstates(names, start);
    let only = found.next().filter(|_| found.next().is_none())?;
    let is_one = has_files || only.starts_with("dumpState_");
    is_one.then(|| bug_report(false, &mut [only].into_iter(), start))
}

/// Each dumpstate in a folder that is no bug report.
pub(super) fn alone(names: &Names, start: Start<'_>) -> Vec<Found> {
    let found = dumpstates(names, start);
    found.map(|name| dumpstate(name, &start(name, START_OF_DUMPSTATE))).collect()
}

fn dumpstates<'a>(names: &'a Names, start: Start<'a>) -> impl Iterator<Item = &'a String> {
    let named = names.files.keys().filter(|name| may_be_dumpstate(name));
    named.filter(move |name| is_dumpstate(&start(name, START_OF_DUMPSTATE)))
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

/// A dumpstate alone, which is the file `name` and begins with `start`.
pub(super) fn dumpstate(name: &str, start: &[u8]) -> Found {
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
