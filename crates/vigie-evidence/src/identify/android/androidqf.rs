//! What AndroidQF collected, by what the files of one folder hold.
//!
//! Source: <https://github.com/mvt-project/androidqf>, README and the names its modules write.

use std::path::Path;
use std::sync::Arc;

use vigie_core::{EvidenceKind, SharedBytes};

use super::{Found, Names, Start};
use crate::android::facts_of_properties;
use crate::layout::Layout;
use crate::{AgeHeader, Piece};

/// Files that AndroidQF writes, and how far each speaks for it.
const FILES: [(&str, u32); 18] = [
    (ACQUISITION, 2),
    ("packages.json", 2),
    ("files.json", 2),
    ("processes.json", 2),
    ("root_binaries.json", 2),
    ("mounts.json", 2),
    (PROPERTIES, 2),
    ("dumpsys.txt", 1),
    ("services.txt", 1),
    ("selinux.txt", 1),
    ("env.txt", 1),
    ("ps.txt", 1),
    ("processes.txt", 1),
    ("logcat.txt", 1),
    ("logcat_old.txt", 1),
    ("hashes.csv", 1),
    ("backup.ab", 1),
    ("bugreport.zip", 1),
];

const ACQUISITION: &str = "acquisition.json";
const PROPERTIES: &str = "getprop.txt";

/// What a complete one has; of several names, any.
const NEEDS: [&[&str]; 7] = [
    &["packages.json"],
    &[PROPERTIES],
    &["dumpsys.txt"],
    &["files.json"],
    &["processes.json", "processes.txt", "ps.txt"],
    &["settings_secure.txt"],
    &["bugreport.zip"],
];

/// Bytes of a file that are looked at to tell it.
const START: usize = 64 << 10;

/// Least sum of what speaks for it.
const ENOUGH: u32 = 2;

/// How much of a file with this name has to be looked at; `None` when its name says nothing.
pub(super) fn looked_at(name: &str) -> Option<usize> {
    (weight(name) > 0).then_some(START)
}

fn weight(name: &str) -> u32 {
    let known = FILES.iter().find(|(file, _)| *file == name).map(|(_, weight)| *weight);
    let is_settings = name.starts_with("settings_") && name.ends_with(".txt");
    known.unwrap_or(u32::from(is_settings))
}

/// The acquisition that the folder is, if it is one: enough names, and content that none but
/// AndroidQF writes.
pub(super) fn whole(names: &Names, start: Start<'_>) -> Option<Found> {
    let sum: u32 = names.files.keys().map(|name| weight(name)).sum();
    if sum < ENOUGH || !names.files.keys().any(|name| speaks(name, start)) {
        return None;
    }
    let mut found = Found::new(EvidenceKind::Androidqf, Layout::Androidqf);
    if names.files.contains_key(PROPERTIES) {
        found.facts = facts_of_properties(&start(PROPERTIES, START));
    }
    if names.files.contains_key(ACQUISITION) {
        let text = start(ACQUISITION, START);
        for (key, fact) in [("uuid", "acquisition"), ("completed", "taken"), ("started", "taken")] {
            if let Some(value) = string_of(&text, key).filter(|value| !value.is_empty()) {
                found.facts.entry(fact.to_owned()).or_insert(value);
            }
        }
    }
    let absent = |any: &&&[&str]| !any.iter().any(|name| names.files.contains_key(*name));
    let missing = NEEDS.iter().filter(absent).filter_map(|any| any.first());
    found.missing = missing.map(|name| (*name).to_owned()).collect();
    Some(found)
}

/// What `data`, which begins as a file encrypted with age, most likely is: nobody can tell what is
/// inside, but AndroidQF makes such files.
pub(in crate::identify) fn encrypted(path: &Path, data: &SharedBytes) -> Piece {
    let mut piece = Piece::new(path.to_owned(), String::new(), EvidenceKind::Androidqf);
    piece.layout = Layout::Androidqf;
    piece.facts.insert("encrypted".into(), "yes".into());
    match AgeHeader::read(data) {
        Ok(header) => piece.age = Some(Arc::new(header)),
        Err(stop) => piece.missing.push(format!("a header of age that can be read: {stop}")),
    }
    piece
}

/// Whether the content of a file is what AndroidQF writes under its name.
fn speaks(name: &str, start: Start<'_>) -> bool {
    let all: &[&str] = match name {
        ACQUISITION => &["\"uuid\"", "\"started\""],
        "packages.json" => &["\"name\"", "\"installer\""],
        "files.json" => &["\"path\"", "\"mode\""],
        "processes.json" => &["\"pid\"", "\"uid\""],
        "root_binaries.json" => &["[", "/"],
        "mounts.json" => &["[", " /"],
        PROPERTIES => &["]: ["],
        _ => return false,
    };
    let start = start(name, START);
    let text = String::from_utf8_lossy(&start);
    text.trim_start_matches('\u{feff}').trim_start().starts_with(['[', '{'])
        && all.iter().all(|part| text.contains(part))
}

/// The value of `key` in a flat JSON object, a text without escapes.
fn string_of(json: &[u8], key: &str) -> Option<String> {
    let text = String::from_utf8_lossy(json);
    let (_, rest) = text.split_once(&format!("\"{key}\""))?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let value = value.split('"').next()?;
    (!value.contains('\\') && value.len() < 200).then(|| value.to_owned())
}
