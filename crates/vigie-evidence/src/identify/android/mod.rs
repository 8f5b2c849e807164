//! Evidence of Android phones, by what the files of one folder hold.

mod adb_backup;
mod alone;
mod androidqf;
mod bug_report;
mod file_system;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use vigie_core::EvidenceKind;

pub(super) use adb_backup::{APPS, adb_backup, is_of_app};
pub(super) use alone::{is_called_package, joined, package};
pub(super) use androidqf::encrypted;
pub(super) use bug_report::FILE_SYSTEM;
pub(super) use file_system::{Copies, MOST_PROPERTIES, copy};

use crate::Piece;
use crate::android::is_dumpstate;
use crate::layout::{Chosen, Layout};

/// What the names in one folder say.
#[derive(Debug, Default)]
pub(in crate::identify) struct Names {
    /// Files that may be of interest, and their handles.
    pub(in crate::identify) files: BTreeMap<String, u64>,
    /// Folders that may be.
    pub(in crate::identify) folders: BTreeSet<&'static str>,
}

/// Gives the first bytes of a file in the folder; none when it cannot be read.
pub(in crate::identify) type Start<'a> = &'a dyn Fn(&str, usize) -> Vec<u8>;

/// Evidence that was found.
#[derive(Clone, Debug)]
pub(in crate::identify) struct Found {
    pub(in crate::identify) kind: EvidenceKind,
    /// The file in the folder that it is, when it is not the whole folder.
    pub(in crate::identify) file: Option<String>,
    pub(in crate::identify) layout: Layout,
    pub(in crate::identify) facts: BTreeMap<String, String>,
    pub(in crate::identify) missing: Vec<String>,
}

impl Found {
    pub(in crate::identify) fn new(kind: EvidenceKind, layout: Layout) -> Self {
        Self { kind, file: None, layout, facts: BTreeMap::new(), missing: Vec::new() }
    }

    /// The file `name`, which is evidence by itself and stands in `folder` of what evidence has.
    pub(in crate::identify) fn alone(kind: EvidenceKind, folder: &'static str, name: &str) -> Self {
        let names = Arc::new([name.to_owned()].into());
        let mut found = Self::new(kind, Layout::Chosen(Chosen { folder, names }));
        found.file = Some(name.to_owned());
        found
    }

    /// The piece that the file at `path` is.
    pub(in crate::identify) fn of_file(mut self, path: PathBuf) -> Piece {
        self.file = None;
        let mut piece = self.piece(path, String::new());
        piece.is_file = true;
        piece
    }

    /// The piece it is, in the folder that is `inner` of what lies at `path`.
    pub(in crate::identify) fn piece(self, path: PathBuf, inner: String) -> Piece {
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
    bug_report::looked_at(name).or_else(|| androidqf::looked_at(name))
}

/// The evidence that the files of a folder are; several when each of some files is one alone.
pub(super) fn in_folder(names: &Names, start: Start<'_>) -> Vec<Found> {
    let whole = bug_report::whole(names, start)
        .or_else(|| androidqf::whole(names, start))
        .or_else(|| adb_backup::unpacked(names));
    whole.map_or_else(|| bug_report::alone(names, start), |whole| vec![whole])
}

/// The evidence that a file alone is, which has this name and begins with `start`.
pub(super) fn of_file(name: &str, start: &[u8]) -> Option<Found> {
    if alone::is_intrusion_log(start) {
        return Some(alone::intrusion_log(name));
    }
    is_dumpstate(start).then(|| bug_report::dumpstate(name, start))
}
