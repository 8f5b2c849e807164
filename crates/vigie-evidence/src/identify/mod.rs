//! What lies at a path.
//!
//! A folder is looked through from its top, a few levels deep, without going into what was
//! recognised; an archive's names are read once. Nothing depends on a file's extension.

mod android;
mod androids;
mod archive;
mod backup;
mod captures;
mod dossier;
mod folder;
mod marks;
mod nested;
mod scans;
mod system;

use std::path::Path;
use std::sync::Arc;

use vigie_core::{EvidenceKind, Limits, ReadAt, Stop};

use crate::bytes::{FileBytes, fill};
use crate::container::sniff;
use crate::{AgeKey, EvidenceError, Piece, age};

/// Bytes of a file alone that are looked at.
const START_OF_FILE: usize = 8 << 10;

/// Names every piece of evidence at `path`, a file or a folder, by content, in order of their
/// paths. Empty when there is none.
///
/// A folder or archive that holds files but nothing known is one piece of kind
/// [`Files`](EvidenceKind::Files), and so is a file alone. An archive inside a folder that cannot
/// be read is one too: opening it tells why.
///
/// # Errors
/// When `path` cannot be read, or is an archive that cannot.
pub fn identify(path: &Path, limits: &Limits) -> Result<Vec<Piece>, EvidenceError> {
    let io = |source| EvidenceError::Io { path: path.to_owned(), source };
    let pieces = if std::fs::metadata(path).map_err(io)?.is_dir() {
        folder::pieces(path, limits).map_err(io)?
    } else {
        let data = Arc::new(FileBytes::open(path).map_err(io)?);
        match sniff(&data, true).map_err(EvidenceError::archive)? {
            None => vec![file_alone(path, &*data).unwrap_or_else(|| files_in_archive(path))],
            Some(kind) => {
                let found = archive::pieces(path, kind, data, limits);
                let found = found.map_err(EvidenceError::archive)?;
                found.unless_known(|| files_in_archive(path))
            }
        }
    };
    let mut pieces = android::joined(pieces);
    pieces.sort_by(|one, other| (&one.path, &one.inner).cmp(&(&other.path, &other.inner)));
    Ok(pieces)
}

fn files_in_archive(path: &Path) -> Piece {
    Piece::new(path.to_owned(), String::new(), EvidenceKind::Files)
}

/// Names every piece of evidence in a piece that is encrypted with age, and unlocks them with `key`.
///
/// # Errors
/// When the file cannot be read, or does not hold an archive.
pub fn identify_age(
    piece: &Piece,
    key: &AgeKey,
    limits: &Limits,
) -> Result<Vec<Piece>, EvidenceError> {
    let path = &piece.path;
    if !piece.within.is_empty() {
        let what = "a file encrypted with age inside an archive, before it is taken out,";
        return Err(EvidenceError::Unsupported(what.into()));
    }
    let io = |source| EvidenceError::Io { path: path.clone(), source };
    let data = Arc::new(FileBytes::open(path).map_err(io)?);
    let data = age::plain(data, key).map_err(EvidenceError::archive)?;
    let kind = sniff(&data, true).map_err(EvidenceError::archive)?;
    let no_archive = || EvidenceError::Unsupported("a file encrypted with age alone".into());
    let terms = archive::Terms { limits, level: 0, is_secret: true };
    let found = archive::pieces_at(path, kind.ok_or_else(no_archive)?, data, &terms);
    let found = found.map_err(EvidenceError::archive)?;
    let mut pieces = android::joined(found.unless_known(|| files_in_archive(path)));
    for inside in &mut pieces {
        inside.facts.insert("encrypted".into(), "yes".into());
        (inside.age, inside.age_key) = (piece.age.clone(), Some(key.clone()));
    }
    pieces.sort_by(|one, other| one.inner.cmp(&other.inner));
    Ok(pieces)
}

/// The piece that a file alone is, when that is known. It is no archive.
fn file_alone(path: &Path, data: &dyn ReadAt) -> Option<Piece> {
    let mut start = vec![0; START_OF_FILE];
    let filled = fill(data, 0, &mut start).ok()?;
    start.truncate(filled);
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    Some(
        evidence_alone(&name, &start, &|most| {
            let mut more = vec![0; most];
            let filled = fill(data, 0, &mut more).unwrap_or(0);
            more.truncate(filled);
            more
        })?
        .of_file(path.to_owned()),
    )
}

/// The evidence that a file alone is, which has this name and begins with `start`; `more` gives more of
/// its beginning.
fn evidence_alone(
    name: &str,
    start: &[u8],
    more: &dyn Fn(usize) -> Vec<u8>,
) -> Option<android::Found> {
    android::of_file(name, start)
        .or_else(|| captures::of_file(name, start, more))
        .or_else(|| scans::of_file(name, start, more))
}

/// What was found in an archive.
struct InArchive {
    pieces: Vec<Piece>,
    holds_files: bool,
}

impl InArchive {
    /// The pieces; if none of them is of a known kind but there are files, all of these as one.
    fn unless_known(mut self, files: impl FnOnce() -> Piece) -> Vec<Piece> {
        if self.known() == 0 && self.holds_files {
            self.pieces.push(files());
        }
        self.pieces
    }

    /// How many pieces are of a known kind.
    fn known(&self) -> usize {
        self.pieces.iter().filter(|piece| piece.kind != EvidenceKind::Files).count()
    }
}

/// Why a look at evidence ended early, for [`Piece::missing`].
fn unreadable(stop: &Stop) -> String {
    format!("an archive that can be read: {stop}")
}
