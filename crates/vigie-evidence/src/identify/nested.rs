//! Archives inside archives: a sysdiagnose that was sent in a zip, a folder of evidence in a tar.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use vigie_core::{Bytes, SharedBytes, Stop};

use super::archive::{Terms, pieces_at};
use super::{android, captures, evidence_alone, files_in_archive, unreadable};
use crate::Piece;
use crate::container::{Archive, Container, Means, archive_in, sniff};

/// Archives around a piece; bombs are nested deeper.
const MOST_LEVELS: usize = 3;

/// Files that are looked at; an archive of more is no bag of evidence.
const MOST_FILES: usize = 1000;

/// Archives that are looked into.
const MOST_ARCHIVES: usize = 64;

/// Bytes of an archive that has to be unpacked before it can be looked into.
const MOST_BYTES: u64 = 8 << 30;

/// Bytes that such an archive gives for each byte: what is packed already, packs badly.
const MOST_RATIO: u64 = 50;

/// Bytes by which an archive is told.
const START: usize = 4096;

/// An archive that is being looked through.
pub(super) struct Around<'a> {
    pub(super) path: &'a Path,
    pub(super) kind: Archive,
    pub(super) data: SharedBytes,
    pub(super) terms: Terms<'a>,
}

/// A file in an archive that belongs to nothing known.
pub(super) struct Loose {
    pub(super) name: String,
    pub(super) handle: u64,
}

/// The pieces of evidence in those of the `loose` files of an archive that are archives.
pub(super) fn pieces(
    around: &Around<'_>,
    container: &dyn Container,
    loose: Vec<Loose>,
) -> Result<Vec<Piece>, Stop> {
    let mut pieces = Vec::new();
    if around.terms.level.saturating_add(1) >= MOST_LEVELS {
        return Ok(pieces);
    }
    let mut loose = loose;
    if loose.len() > MOST_FILES {
        // Whoever wraps a bug report into another archive puts much beside it.
        loose.retain(|file| is_called_evidence(&file.name));
        loose.truncate(MOST_FILES);
    }
    let stop = AtomicBool::new(false);
    let starts: Vec<_> = loose.iter().map(|file| (file.handle, START as u64)).collect();
    container.fetch(&starts, &stop)?;
    // Of captures in zstd the start is not enough.
    let packed =
        loose.iter().filter(|file| captures::needs_more(&start_of(container, file, START)));
    let packed: Vec<_> =
        packed.map(|file| (file.handle, captures::MORE)).take(MOST_ARCHIVES).collect();
    if !packed.is_empty() {
        container.fetch(&packed, &stop)?;
    }
    let mut archives = Vec::new();
    for file in loose {
        let start = start_of(container, &file, START);
        let kind = sniff(&Bytes(start.clone()), false).ok().flatten();
        if kind == Some(Archive::Zip) && android::is_called_package(&file.name) {
            pieces.push(in_archive(android::package, around.path, &file.name));
        } else if let Some(kind) = kind {
            archives.push((kind, file));
        } else if let Some(piece) = file_alone(around.path, &file, &start, container) {
            pieces.push(piece);
        }
    }
    archives.sort_by_key(|(_, file)| !is_called_evidence(&file.name));
    archives.truncate(MOST_ARCHIVES);
    // What was put aside of members so far is their start.
    let mut limits = *around.terms.limits;
    limits.member = limits.member.min(MOST_BYTES);
    limits.ratio = limits.ratio.min(MOST_RATIO);
    let scratch = (!around.terms.is_secret).then(std::env::temp_dir);
    let means = Means { limits, scratch, master: None };
    let container = archive_in(around.kind, around.data.clone(), means)?;
    let whole: Vec<_> = archives.iter().map(|(_, file)| (file.handle, u64::MAX)).collect();
    container.fetch(&whole, &stop)?;
    for (kind, file) in archives {
        let found = container.open(&file.name, file.handle).and_then(|data| {
            let level = around.terms.level.saturating_add(1);
            pieces_at(around.path, kind, data, &Terms { level, ..around.terms })
        });
        match found {
            Ok(found) if found.pieces.iter().any(|piece| piece.is_file) => {
                pieces.push(in_archive(android::package, around.path, &file.name));
            }
            Ok(found) => {
                pieces.extend(found.pieces.into_iter().map(|piece| piece.inside(&file.name)));
            }
            Err(stop) => {
                let mut piece = files_in_archive(around.path).inside(&file.name);
                piece.missing.push(unreadable(&stop));
                pieces.push(piece);
            }
        }
    }
    Ok(pieces)
}

/// The first bytes of a file.
fn start_of(container: &dyn Container, file: &Loose, most: usize) -> Vec<u8> {
    let mut start = vec![0; most];
    let filled = container.start(&file.name, file.handle, &mut start).unwrap_or(0);
    start.truncate(filled);
    start
}

/// The piece that a file alone is.
fn file_alone(path: &Path, file: &Loose, start: &[u8], container: &dyn Container) -> Option<Piece> {
    let (folder, own) = split(&file.name);
    let found = evidence_alone(own, start, &|most| start_of(container, file, most))?;
    Some(found.piece(path.to_owned(), folder.to_owned()))
}

/// The piece that the member `name` is, as `found` tells of its own name.
fn in_archive(found: impl Fn(&str) -> android::Found, path: &Path, name: &str) -> Piece {
    let (folder, own) = split(name);
    found(own).piece(path.to_owned(), folder.to_owned())
}

/// The folder and the own name of a file.
fn split(name: &str) -> (&str, &str) {
    name.rfind('/').map_or(("", name), |at| name.split_at(at.saturating_add(1)))
}

/// Whether a file is called as bug reports, intrusion logs and captures are: of many, those are looked
/// into first.
fn is_called_evidence(name: &str) -> bool {
    let own = name.to_ascii_lowercase();
    ["bugreport", "dumpstate", "intrusion", ".pcap", ".cap"].iter().any(|word| own.contains(word))
}
