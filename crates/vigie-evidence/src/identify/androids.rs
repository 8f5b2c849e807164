//! Evidence of Android phones in an archive, by the names of its members.

use std::collections::BTreeMap;
use std::path::Path;

use super::android::{
    self, APPS, Copies, FILE_SYSTEM, Found, MOST_PROPERTIES, Names, is_of_app, looked_at,
};
use super::nested::Loose;
use crate::Piece;
use crate::container::Container;

/// Folders around evidence; what lies deeper is not looked for.
const MOST_LEVELS: usize = 8;

/// Folders, and files in each, that are remembered.
const MOST_CANDIDATES: usize = 4096;

/// What the names say so far.
#[derive(Default)]
pub(super) struct Androids {
    /// Folders with names that such evidence has.
    folders: BTreeMap<String, Names>,
    /// Copies of the file systems of such phones.
    copies: Copies,
    /// Whether the archive itself is an Android package.
    pub(super) is_package: bool,
}

impl Androids {
    /// Takes notice of the file `name`, which is `file` in `folder`.
    pub(super) fn see(&mut self, name: &str, folder: &str, file: &str, handle: u64) {
        self.is_package |= name == "AndroidManifest.xml";
        self.copies.see(name, handle);
        if looked_at(file).is_some() && folder.matches('/').count() <= MOST_LEVELS {
            self.note(folder, |names| names.files.extend([(file.to_owned(), handle)]));
        }
        if let Some((around, _)) = around_folder(name, FILE_SYSTEM) {
            self.note(around, |names| names.folders.extend([FILE_SYSTEM]));
        }
        if let Some((around, inside)) = around_folder(name, APPS)
            && is_of_app(inside)
        {
            self.note(around, |names| names.folders.extend([APPS]));
        }
    }

    /// Notes something about a folder.
    fn note(&mut self, folder: &str, note: impl FnOnce(&mut Names)) {
        if let Some(names) = self.folders.get_mut(folder) {
            if names.files.len() < MOST_CANDIDATES {
                note(names);
            }
        } else if self.folders.len() < MOST_CANDIDATES {
            note(self.folders.entry(folder.to_owned()).or_default());
        }
    }

    /// The members that have to be looked at, and how much of each.
    pub(super) fn handles(&self) -> impl Iterator<Item = (u64, u64)> {
        let files = self.folders.values().flat_map(|names| &names.files);
        let files = files.filter_map(|(name, handle)| Some((*handle, looked_at(name)? as u64)));
        files.chain(self.copies.handles().map(|handle| (handle, MOST_PROPERTIES as u64)))
    }

    /// The evidence in the archive at `path`; what lies inside some is no evidence of its own, nor
    /// is what `is_part` says belongs to something else.
    pub(super) fn pieces(
        mut self,
        path: &Path,
        container: &dyn Container,
        loose: &[Loose],
        is_part: &dyn Fn(&str) -> bool,
    ) -> Vec<Piece> {
        let read = |name: &str, handle: u64, most: usize| {
            let mut start = vec![0; most];
            let filled = container.start(name, handle, &mut start).unwrap_or(0);
            start.truncate(filled);
            start
        };
        let mut pieces: Vec<Piece> = Vec::new();
        for (folder, names) in self.folders {
            if is_part(&folder) || pieces.iter().any(|piece| is_around(piece, &folder)) {
                continue;
            }
            let start = |name: &str, most: usize| {
                let full = format!("{folder}{name}");
                let other = || loose.iter().rfind(|file| file.name == full).map(|file| file.handle);
                let handle = names.files.get(name).copied().or_else(other);
                handle.map(|handle| read(&full, handle, most)).unwrap_or_default()
            };
            let found = android::in_folder(&names, &start);
            let piece = |found: Found| found.piece(path.to_owned(), folder.clone());
            pieces.extend(found.into_iter().map(piece));
        }
        let in_piece = |root: &str| pieces.iter().any(|piece| is_around(piece, root));
        self.copies.settle(|root| is_part(root) || in_piece(root));
        let copies = self.copies.found(&read);
        let in_copy = |piece: &Piece| {
            let inside =
                |root: &str| piece.prefix.len() > root.len() && piece.prefix.starts_with(root);
            copies.iter().any(|(root, _)| inside(root))
        };
        pieces.retain(|piece| !in_copy(piece));
        pieces.extend(copies.into_iter().map(|(root, found)| found.piece(path.to_owned(), root)));
        pieces
    }
}

/// Whether the file or folder `name` belongs to `piece`, and is no evidence of its own.
pub(super) fn is_around(piece: &Piece, name: &str) -> bool {
    let inside = name.strip_prefix(&piece.prefix).filter(|_| piece.inner == piece.prefix);
    inside.is_some_and(|inside| !piece.layout.may_hold(inside))
}

/// What stands before `folder` in `name`, and in it, when that is in a folder of that name.
fn around_folder<'a>(name: &'a str, folder: &str) -> Option<(&'a str, &'a str)> {
    let mut start = 0_usize;
    for _ in 0..=MOST_LEVELS {
        let rest = name.get(start..)?;
        let (first, inside) = rest.split_once('/')?;
        if first == folder {
            return Some((name.get(..start)?, inside));
        }
        start = start.checked_add(first.len())?.checked_add(1)?;
    }
    None
}
