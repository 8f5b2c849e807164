//! Describing a backup that was found.

use std::path::PathBuf;

use vigie_core::{EvidenceKind, Limits};

use crate::Piece;
use crate::backup::{IndexFile, Plists, facts};

/// Whether index files make a backup of a folder: an index and a list that describes it or files
/// named by ids, or lists that can be of nothing else.
pub(super) fn is_backup(has: &dyn Fn(IndexFile) -> bool, has_ids: bool) -> bool {
    let described = has(IndexFile::ManifestPlist) || has(IndexFile::Info);
    let indexed = has(IndexFile::ManifestDb) || has(IndexFile::ManifestMbdb);
    let lists = has(IndexFile::ManifestPlist) && has(IndexFile::Info);
    (indexed && (described || has_ids)) || (lists && (has_ids || has(IndexFile::Status)))
}

/// What was found of a backup.
#[derive(Debug, Default)]
pub(super) struct BackupFound {
    pub(super) plists: Plists,
    /// Whether there is a `Manifest.db`.
    pub(super) index: bool,
    /// Whether there is a `Manifest.mbdb`.
    pub(super) old_index: bool,
    /// Whether `Manifest.db` begins as an SQLite database does.
    pub(super) index_is_plain: bool,
    /// What could not be read while looking.
    pub(super) unreadable: Vec<String>,
}

impl BackupFound {
    /// The piece at `path` whose names begin with `inner`.
    pub(super) fn describe(self, path: PathBuf, inner: String, limits: &Limits) -> Piece {
        let found = facts(&self.plists, limits);
        // A program that decrypts backups writes a plain index, but leaves Manifest.plist as it
        // was. Before iOS 10.2 the index was plain although the files were encrypted.
        let was_decrypted = self.index_is_plain && found.has_manifest_key;
        let encrypted = match found.encrypted {
            Some(true) => !was_decrypted,
            Some(false) => self.index && !self.index_is_plain && found.has_keybag,
            None => self.index && !self.index_is_plain,
        };
        let kind =
            if encrypted { EvidenceKind::IosBackupEncrypted } else { EvidenceKind::IosBackup };
        let mut piece = Piece::new(path, inner, kind);
        (piece.facts, piece.missing) = (found.facts, found.missing);
        if found.encrypted == Some(true) && was_decrypted {
            piece.facts.insert("decrypted".into(), "yes".into());
        }
        if encrypted && !found.has_keybag {
            piece.missing.push("BackupKeyBag in Manifest.plist".into());
        }
        match (self.index, self.old_index) {
            (true, _) => {}
            (false, true) => piece.missing.push(
                "Manifest.db: backups made before iOS 10 (Manifest.mbdb) cannot be read".into(),
            ),
            (false, false) => piece.missing.push("Manifest.db".into()),
        }
        piece.missing.extend(self.unreadable);
        piece.missing.sort();
        piece.manifest_plist = self.plists.manifest.map(Into::into);
        piece
    }
}
