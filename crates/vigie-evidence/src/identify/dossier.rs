//! Dossiers for the oversight of lawful interception: a folder with the records that an inspector is
//! handed, each sort in a folder of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use vigie_core::EvidenceKind;

use super::android::Found;
use crate::Piece;
use crate::layout::{DOSSIER, Layout};

/// Folders at the top of a dossier.
const FOLDERS: [&str; 7] = ["admf", "handover", "ne", "register", "side", "x1", "x2x3"];

/// Files and folders that only a dossier has, without what may differ in their names.
const MARKS: [&str; 7] = [
    "side/policy.json",
    "register/hi1_xml",
    "register/hi1_json",
    "register/log/leaves.jsonl",
    "x1/index.jsonl",
    "admf/audit.jsonl",
    "admf/destinations.json",
];

/// Folders and marks of a dossier that are needed to tell one.
const NEEDED: usize = 3;

/// Folders around a dossier; what lies deeper is not looked for.
const MOST_LEVELS: usize = 8;

/// Folders that are remembered because they may be dossiers.
const MOST_CANDIDATES: usize = 4096;

/// What a complete one has.
const COMPLETE: [&str; 6] = ["register", "x1", "ne", "handover", "admf", "side/policy.json"];

/// The dossier that a folder is, whose folders are `folders`; `has` tells of a file or folder in it.
pub(super) fn of_folder(folders: &[&str], has: &dyn Fn(&str) -> bool) -> Option<Found> {
    let known = folders.iter().filter(|name| FOLDERS.contains(name)).count();
    if known == 0 {
        return None;
    }
    let marks = MARKS.iter().filter(|mark| has(mark)).count();
    (marks >= 1 && known.saturating_add(marks) >= NEEDED).then(|| found(has))
}

fn found(has: &dyn Fn(&str) -> bool) -> Found {
    let mut found = Found::new(EvidenceKind::OversightDossier, Layout::Inside(DOSSIER));
    found.missing = COMPLETE.into_iter().filter(|need| !has(need)).map(str::to_owned).collect();
    found
}

/// What the names in an archive say of dossiers.
#[derive(Default)]
pub(super) struct Dossiers(BTreeMap<String, BTreeSet<&'static str>>);

impl Dossiers {
    /// Takes notice of the file `name`.
    pub(super) fn see(&mut self, name: &str) {
        let mut start = 0_usize;
        for _ in 0..=MOST_LEVELS {
            let rest = name.get(start..).unwrap_or("");
            let Some((first, _)) = rest.split_once('/') else { return };
            if let Some(folder) = FOLDERS.into_iter().find(|folder| *folder == first) {
                let around = name.get(..start).unwrap_or("");
                if self.0.contains_key(around) || self.0.len() < MOST_CANDIDATES {
                    let marks = self.0.entry(around.to_owned()).or_default();
                    marks.insert(folder);
                    let is = |mark: &&str| {
                        let after = rest.strip_prefix(*mark);
                        after.is_some_and(|after| after.is_empty() || after.starts_with('/'))
                    };
                    marks.extend(MARKS.into_iter().find(is));
                }
            }
            start = start.saturating_add(first.len()).saturating_add(1);
        }
    }

    /// The dossiers in the archive at `path`.
    pub(super) fn pieces(self, path: &Path) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for (folder, marks) in self.0 {
            let inside = |piece: &Piece| folder.starts_with(&piece.prefix);
            if pieces.iter().any(inside) {
                continue;
            }
            let folders: Vec<&str> =
                marks.iter().copied().filter(|mark| FOLDERS.contains(mark)).collect();
            if let Some(found) = of_folder(&folders, &|name| marks.contains(name)) {
                pieces.push(found.piece(path.to_owned(), folder));
            }
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dossier_is_told_by_its_folders_and_a_mark() {
        let marks = ["side/policy.json", "register/hi1_xml"];
        let has = |name: &str| marks.contains(&name);
        assert!(of_folder(&["side", "register"], &has).is_some());
        assert!(of_folder(&["admf", "handover", "ne", "x1"], &|_| false).is_none());
        assert!(of_folder(&["src"], &has).is_none());
    }

    #[test]
    fn an_archive_may_have_one_in_a_folder() {
        let mut dossiers = Dossiers::default();
        for name in ["case/x1/1-req.xml", "case/x1/index.jsonl", "case/register/hi1_xml/0.xml", "a"]
        {
            dossiers.see(name);
        }
        let pieces = dossiers.pieces(Path::new("x.zip"));
        assert_eq!(pieces.len(), 1);
        assert_eq!(pieces.first().map(|piece| piece.prefix.as_str()), Some("case/"));
    }
}
