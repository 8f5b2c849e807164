//! Evidence whose files stand under their own names: a copy of the file system, a sysdiagnose, a
//! few files.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use vigie_core::{Bytes, EvidenceKind, Locator, SharedBytes, Stop};

use crate::companion::{database_of, log_of};
use crate::container::{Container, Found, Member};
use crate::listing::{LISTING, Listing};
use crate::opened::{File, Place};
use crate::problems::Problems;
use crate::{Options, Piece};

/// Folders of the device's root that are links into `/private`.
const IN_PRIVATE: [&str; 3] = ["var/", "etc/", "tmp/"];

/// Names of files, on the device and in a container.
pub(crate) struct Tree {
    prefix: String,
    root: &'static str,
    total: u64,
    /// Hash of the path and handle of each file, where the container cannot look names up.
    handles: Vec<(u128, u64)>,
    /// Of this run only, so that nobody can make names whose hashes are the same.
    hashers: [RandomState; 2],
    identity: Vec<u8>,
    /// The list of everything in it, where that is wanted.
    listing: Option<SharedBytes>,
}

impl Tree {
    /// Lists the wanted files of `piece`.
    pub(crate) fn open(
        container: &dyn Container,
        piece: &Piece,
        options: &Options<'_>,
        problems: &mut Problems,
    ) -> Result<(Self, Vec<File>), Stop> {
        let hashers = [RandomState::new(), RandomState::new()];
        let (prefix, root) = (piece.prefix.clone(), piece.root);
        let (handles, identity) = (Vec::new(), Vec::new());
        let mut tree = Self { prefix, root, total: 0, handles, hashers, identity, listing: None };
        let mut files = Vec::new();
        let mut hashes: Vec<[u8; 32]> = Vec::new();
        let mut path = String::new();
        let remember = container.find("") == Found::Unknown;
        // Loose files bear the time of the last copy.
        let dated = piece.kind != EvidenceKind::Files;
        let is_copy = piece.kind == EvidenceKind::IosFileSystem;
        let mut listing =
            (is_copy && (options.wanted)(LISTING)).then(|| Listing::new(options.scratch));
        let mut see = |member: &Member<'_>| {
            let Some(name) = member.name.strip_prefix(tree.prefix.as_str()) else { return Ok(()) };
            write_path(tree.root, name, &mut path);
            if let Some(listing) = &mut listing {
                listing.push(&path, member)?;
            }
            if member.is_folder() {
                if dated && (options.wanted)(&path) {
                    files.push(file(&path, member, dated));
                }
                return Ok(());
            }
            tree.total = tree.total.saturating_add(1);
            hashes.push(hash(name, member.size));
            if remember {
                tree.handles.push((tree.key(&path), member.handle));
            }
            if (options.wanted)(&path) {
                files.push(file(&path, member, dated));
            }
            Ok(())
        };
        let keep = |name: &str| {
            let Some(name) = name.strip_prefix(piece.prefix.as_str()) else { return false };
            let mut path = String::new();
            write_path(piece.root, name, &mut path);
            (options.wanted)(&path)
                || database_of(&path).is_some_and(options.wanted)
                || log_of(&path).is_some_and(|log| (options.wanted)(&log))
        };
        container.visit(&keep, &mut see, problems, options.stop)?;
        hashes.sort_unstable();
        let mut identity = Sha256::new();
        hashes.iter().for_each(|hash| identity.update(hash));
        tree.identity = identity.finalize().to_vec();
        tree.handles.sort_unstable();
        tree.handles.shrink_to_fit();
        keep_last(&mut files, problems);
        if let Some(listing) = listing {
            files.push(tree.keep(listing.finish()?));
        }
        Ok((tree, files))
    }

    /// Keeps the list of everything in it, and gives the file that it is.
    fn keep(&mut self, listing: SharedBytes) -> File {
        let (stored, size, place) = (String::new(), Some(listing.size()), Place::Listing);
        self.listing = Some(listing);
        File { path: LISTING.to_owned(), modified: None, stored, size, first_line: 1, place }
    }

    /// The list of everything in it.
    pub(crate) fn listing(&self) -> SharedBytes {
        self.listing.clone().unwrap_or_else(|| Arc::new(Bytes::default()))
    }

    /// How many files there are.
    pub(crate) const fn total(&self) -> u64 {
        self.total
    }

    /// What tells this tree from another.
    pub(crate) fn identity(&self) -> &[u8] {
        &self.identity
    }

    /// Finds any file by its path on the device.
    pub(crate) fn find(
        &self,
        container: &dyn Container,
        path: &str,
    ) -> Result<Option<SharedBytes>, Stop> {
        for name in self.names(path) {
            let handle = match container.find(&name) {
                Found::Here(handle) => handle,
                Found::Absent => continue,
                Found::Unknown => match self.handle(path) {
                    Some(handle) => handle,
                    None => return Ok(None),
                },
            };
            return container.open(&name, handle).map(Some);
        }
        Ok(None)
    }

    /// Names that a file with this path can have in the container.
    fn names(&self, path: &str) -> Vec<String> {
        let inside = path.strip_prefix(self.root).and_then(|rest| rest.strip_prefix('/'));
        let Some(inside) = inside.filter(|inside| !inside.is_empty()) else { return Vec::new() };
        let short = if self.root.is_empty() { inside.strip_prefix("private/") } else { None };
        let short = short.filter(|name| IN_PRIVATE.iter().any(|start| name.starts_with(start)));
        [Some(inside), short].into_iter().flatten().map(|name| self.prefix.clone() + name).collect()
    }

    /// The handle of the last file with this path.
    fn handle(&self, path: &str) -> Option<u64> {
        let key = self.key(path);
        let end = self.handles.partition_point(|(other, _)| *other <= key);
        let (found, handle) = self.handles.get(end.checked_sub(1)?)?;
        (*found == key).then_some(*handle)
    }

    fn key(&self, path: &str) -> u128 {
        let [one, other] = &self.hashers;
        u128::from(one.hash_one(path)) << 64 | u128::from(other.hash_one(path))
    }
}

/// The file that a member is; without its time where that says nothing about the device.
fn file(path: &str, member: &Member<'_>, dated: bool) -> File {
    File {
        path: path.to_owned(),
        modified: member.modified.filter(|_| dated),
        stored: member.name.to_owned(),
        size: member.size,
        first_line: 1,
        place: Place::Member(member.handle),
    }
}

/// Writes the path on the device of the file `name` of a copy of `root`.
fn write_path(root: &str, name: &str, path: &mut String) {
    path.clear();
    path.push_str(root);
    path.push('/');
    if root.is_empty() && IN_PRIVATE.iter().any(|start| name.starts_with(start)) {
        path.push_str("private/");
    }
    path.push_str(name);
}

fn hash(name: &str, size: Option<u64>) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(name.as_bytes());
    hash.update([0]);
    hash.update(size.unwrap_or(u64::MAX).to_be_bytes());
    hash.finalize().into()
}

/// Of members that have the same name, the last one counts, as for the programs that unpack
/// archives.
fn keep_last(files: &mut Vec<File>, problems: &mut Problems) {
    files.sort_by(|one, other| {
        one.stored.cmp(&other.stored).then_with(|| other.place.handle().cmp(&one.place.handle()))
    });
    files.dedup_by(|next, kept| {
        let same = next.stored == kept.stored;
        if same && !kept.is_folder() {
            let message = "the archive has several members of this name: the last one is read";
            problems.note(&kept.path, Locator::Whole, message);
        }
        same
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_the_device() {
        let cases = [
            ("", "private/var/mobile/a", "/private/var/mobile/a"),
            ("", "var/mobile/a", "/private/var/mobile/a"),
            ("", "System/a", "/System/a"),
            ("", "various/a", "/various/a"),
            ("/private/var", "mobile/a", "/private/var/mobile/a"),
            ("/sysdiagnose", "var/a", "/sysdiagnose/var/a"),
        ];
        let mut path = String::new();
        for (root, name, expected) in cases {
            write_path(root, name, &mut path);
            assert_eq!(path, expected);
        }
    }
}
