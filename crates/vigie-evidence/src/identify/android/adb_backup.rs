//! Android backups, packed (`.ab`) or unpacked.

use std::path::Path;
use std::sync::Arc;

use vigie_core::{EvidenceKind, SharedBytes};

use super::{Found, Names};
use crate::Piece;
use crate::android::AdbBackup;
use crate::layout::{BACKUP, Layout};

/// The folder of an unpacked backup that holds one folder for each app.
pub(in crate::identify) const APPS: &str = "apps";

/// The backup in `data`, which begins as one.
pub(in crate::identify) fn adb_backup(path: &Path, data: &SharedBytes) -> Piece {
    let mut piece = Piece::new(path.to_owned(), String::new(), EvidenceKind::AndroidBackup);
    piece.layout = Layout::Inside(BACKUP);
    match AdbBackup::read(data) {
        Ok(backup) => {
            let yes = |is| if is { "yes" } else { "no" }.to_owned();
            piece.facts.insert("backup_version".into(), backup.version.to_string());
            piece.facts.insert("encrypted".into(), yes(backup.encryption.is_some()));
            piece.adb_backup = Some(Arc::new(backup));
        }
        Err(stop) => piece.missing.push(format!("a header that can be read: {stop}")),
    }
    piece
}

/// The unpacked backup that the folder is, if it is one.
pub(super) fn unpacked(names: &Names) -> Option<Found> {
    names
        .folders
        .contains(APPS)
        .then(|| Found::new(EvidenceKind::AndroidBackup, Layout::UnpackedBackup))
}

/// Trees that Android packs of an app, each under a name of its own.
const TREES: [&str; 16] = [
    "a", "c", "db", "ef", "f", "k", "nb", "obb", "r", "sp", "d_c", "d_db", "d_f", "d_nb", "d_r",
    "d_sp",
];

/// Whether `PACKAGE/TREE/…` or `PACKAGE/_manifest` is what a backup holds of an app.
pub(in crate::identify) fn is_of_app(inside: &str) -> bool {
    let mut parts = inside.split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(_), Some("_manifest"), None) => true,
        (Some(package), Some(tree), Some(_)) => package.contains('.') && TREES.contains(&tree),
        _ => false,
    }
}
