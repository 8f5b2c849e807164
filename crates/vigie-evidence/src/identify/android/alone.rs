//! Files that are evidence each by itself and belong together: intrusion logs and packages.
//!
//! They are found one by one, wherever they lie. Those of one kind that came in one container make
//! one piece: events that two logs hold are the same events.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use vigie_core::EvidenceKind;

use super::Found;
use crate::Piece;
use crate::layout::{Chosen, INTRUSION_LOGS, Layout, PACKAGES};

/// Keys of the events of intrusion logs.
const EVENTS: [&str; 3] = ["\"dns_event\"", "\"connect_event\"", "\"security_event\""];

/// Bytes of the first line in which one of them stands.
const START_OF_LINE: usize = 256;

/// Whether a file that begins with `start` is an intrusion log: one JSON object on a line.
pub(super) fn is_intrusion_log(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let line = start.get(..start.len().min(START_OF_LINE)).unwrap_or_default();
    let text = String::from_utf8_lossy(line);
    text.starts_with('{') && EVENTS.iter().any(|event| text.contains(event))
}

/// The intrusion log `name`.
pub(super) fn intrusion_log(name: &str) -> Found {
    Found::alone(EvidenceKind::AndroidIntrusionLogs, INTRUSION_LOGS, name)
}

/// The package `name`.
pub(in crate::identify) fn package(name: &str) -> Found {
    Found::alone(EvidenceKind::AndroidPackages, PACKAGES, name)
}

/// Whether a file is called as packages are.
pub(in crate::identify) fn is_called_package(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("apk"))
}

/// The same pieces, with one for those files that belong together.
pub(in crate::identify) fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut groups: BTreeMap<_, Vec<Piece>> = BTreeMap::new();
    let mut all = Vec::new();
    for piece in pieces {
        if !matches!(piece.layout, Layout::Chosen(_)) {
            all.push(piece);
            continue;
        }
        let container = if piece.is_file { None } else { Some(piece.path.clone()) };
        groups.entry((piece.kind, container, piece.within.clone())).or_default().push(piece);
    }
    for group in groups.into_values() {
        all.extend(if group.len() > 1 { join(&group) } else { group });
    }
    all
}

/// One piece for the files of all.
fn join(pieces: &[Piece]) -> Vec<Piece> {
    let Some(first) = pieces.first() else { return Vec::new() };
    let Layout::Chosen(Chosen { folder, .. }) = first.layout else { return Vec::new() };
    let mut joined = Piece::new(first.path.clone(), String::new(), first.kind);
    joined.within.clone_from(&first.within);
    let mut names = std::collections::BTreeSet::new();
    if first.is_file {
        joined.path = common_folder(pieces);
        for piece in pieces {
            let inside = piece.path.strip_prefix(&joined.path).unwrap_or(&piece.path);
            let parts = inside.components().map(|part| part.as_os_str().to_string_lossy());
            names.insert(parts.collect::<Vec<_>>().join("/"));
        }
    } else {
        joined.prefix = common_prefix(pieces);
        for piece in pieces {
            if let Layout::Chosen(chosen) = &piece.layout {
                let folder = piece.prefix.get(joined.prefix.len()..).unwrap_or_default();
                names.extend(chosen.names.iter().map(|name| format!("{folder}{name}")));
            }
        }
        let within = first.within.iter().flat_map(|name| [name.as_str(), "/"]);
        joined.inner = within.chain([joined.prefix.as_str()]).collect();
    }
    joined.layout = Layout::Chosen(Chosen { folder, names: Arc::new(names) });
    joined.facts = common_facts(pieces);
    vec![joined]
}

/// What all of the pieces say of themselves.
fn common_facts(pieces: &[Piece]) -> BTreeMap<String, String> {
    let mut facts = pieces.first().map(|first| first.facts.clone()).unwrap_or_default();
    facts.retain(|name, value| pieces.iter().all(|piece| piece.facts.get(name) == Some(value)));
    facts
}

/// The folder that all of the files lie in.
fn common_folder(pieces: &[Piece]) -> PathBuf {
    let mut folders = pieces.iter().map(|piece| piece.path.parent().unwrap_or(Path::new("")));
    let mut common = folders.next().unwrap_or(Path::new(""));
    for folder in folders {
        while !folder.starts_with(common) {
            common = common.parent().unwrap_or(Path::new(""));
        }
    }
    common.to_owned()
}

/// The folder of the archive that all of the files lie in.
fn common_prefix(pieces: &[Piece]) -> String {
    let mut prefixes = pieces.iter().map(|piece| piece.prefix.as_str());
    let mut common = prefixes.next().unwrap_or_default();
    for prefix in prefixes {
        while !prefix.starts_with(common) {
            let above = common.trim_end_matches('/').rfind('/');
            let end = above.map_or(0, |at| at.saturating_add(1));
            common = common.get(..end).unwrap_or_default();
        }
    }
    common.to_owned()
}
