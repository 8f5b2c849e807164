//! Evidence whose files stand under their own names: a copy of the file system, a sysdiagnose, a
//! few files.

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use vigie_core::{Bytes, EvidenceKind, Locator, SharedBytes, Stop};

use crate::android::Cut;
use crate::companion::{database_of, log_of};
use crate::container::{Container, DosTime, Found, Member};
use crate::layout::Layout;
use crate::listing::{LISTING, Listing};
use crate::opened::{File, Place};
use crate::problems::Problems;
use crate::{Options, Piece};

/// Names of files, on the device and in a container.
pub(crate) struct Tree {
    prefix: String,
    layout: Layout,
    total: u64,
    /// Hash of the path and handle of each file, where the container cannot look names up.
    handles: Vec<(u128, u64)>,
    /// Of this run only, so that nobody can make names whose hashes are the same.
    hashers: [RandomState; 2],
    identity: Vec<u8>,
    /// The list of everything in it, where that is wanted.
    listing: Option<SharedBytes>,
    /// The files that are divided into sections.
    cut: Vec<Cut>,
    /// What they say about the phone.
    facts: BTreeMap<String, String>,
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
        let mut tree = Self {
            prefix: piece.prefix.clone(),
            layout: piece.layout.clone(),
            total: 0,
            handles: Vec::new(),
            hashers,
            identity: Vec::new(),
            listing: None,
            cut: Vec::new(),
            facts: BTreeMap::new(),
        };
        let mut files = Vec::new();
        let mut hashes: Vec<[u8; 32]> = Vec::new();
        let mut path = String::new();
        let remember = container.find("") == Found::Unknown;
        let clock = Clock::of(piece.kind);
        let mut cut = Vec::new();
        let is_copy =
            matches!(piece.kind, EvidenceKind::IosFileSystem | EvidenceKind::AndroidFileSystem);
        let mut listing =
            (is_copy && (options.wanted)(LISTING)).then(|| Listing::new(options.scratch));
        let mut see = |member: &Member<'_>| {
            let Some(name) = member.name.strip_prefix(tree.prefix.as_str()) else { return Ok(()) };
            if !tree.layout.write_path(name, &mut path) {
                return Ok(());
            }
            if let Some(listing) = &mut listing {
                listing.push(&path, member)?;
            }
            if member.is_folder() {
                if clock != Clock::None && (options.wanted)(&path) {
                    files.push(file(&path, member, clock));
                }
                return Ok(());
            }
            tree.total = tree.total.saturating_add(1);
            hashes.push(hash(name, member.size));
            if remember {
                tree.handles.push((tree.key(&path), member.handle));
            }
            if tree.layout.is_cut(name) {
                cut.push(file(&path, member, clock));
            } else if (options.wanted)(&path) {
                files.push(file(&path, member, clock));
            }
            Ok(())
        };
        let keep = |name: &str| {
            let Some(name) = name.strip_prefix(piece.prefix.as_str()) else { return false };
            let mut path = String::new();
            if !piece.layout.write_path(name, &mut path) {
                return false;
            }
            piece.layout.is_cut(name)
                || (options.wanted)(&path)
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
        keep_last(&mut cut, problems);
        if piece.layout.lacks_all() {
            let message = "expected a dumpstate, the main file of a bug report";
            problems.note("/bugreport/main_entry.txt", Locator::Whole, message);
        }
        for file in cut {
            tree.cut(container, file, options, &mut files, problems)?;
        }
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

    /// Divides `file` into sections, and lists those that are wanted, and itself.
    fn cut(
        &mut self,
        container: &dyn Container,
        file: File,
        options: &Options<'_>,
        files: &mut Vec<File>,
        problems: &mut Problems,
    ) -> Result<(), Stop> {
        let opened = container.open(&file.stored, file.place.handle().unwrap_or(0));
        let cut = opened.and_then(|data| Cut::new(data, options.stop));
        let cut = match cut {
            Ok(cut) => cut,
            Err(Stop::Interrupted) => return Err(Stop::Interrupted),
            Err(stop) => {
                problems.note(&file.path, stop.locator(), format!("its sections: {stop}"));
                files.extend((options.wanted)(&file.path).then_some(file));
                return Ok(());
            }
        };
        cut.note_oddities(&file.path, problems);
        for (name, value) in cut.facts() {
            self.facts.entry(name).or_insert(value);
        }
        let before = files.len();
        files.extend(cut.wanted(&file, self.cut.len(), options.wanted));
        if files.len() > before || (options.wanted)(&file.path) {
            let place = Place::Cut(file.place.handle().unwrap_or(0));
            files.push(File { place, size: Some(cut.size()), ..file });
        }
        self.cut.push(cut);
        Ok(())
    }

    /// What its files say about the phone.
    pub(crate) const fn facts(&self) -> &BTreeMap<String, String> {
        &self.facts
    }

    /// `size` bytes from `start` on, of the file divided at place `cut`.
    pub(crate) fn section(&self, cut: usize, start: u64, size: u64) -> SharedBytes {
        match self.cut.get(cut) {
            Some(cut) => cut.bytes(start, size),
            None => Arc::new(Bytes::default()),
        }
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
        if let Some(section) = self.cut.iter().find_map(|cut| cut.find(path)) {
            return Ok(Some(section));
        }
        for name in self.layout.names(path) {
            let name = format!("{}{name}", self.prefix);
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

/// Which time of a member says when the file was last changed on the device.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    /// None: loose files bear the time of the last copy.
    None,
    /// The one in UTC.
    Utc,
    /// The one by the clock on the wall: the phone itself packed the archive.
    Wall,
}

impl Clock {
    const fn of(kind: EvidenceKind) -> Self {
        match kind {
            EvidenceKind::Files
            | EvidenceKind::AndroidPackages
            | EvidenceKind::AndroidIntrusionLogs
            | EvidenceKind::PacketCapture
            | EvidenceKind::SignallingCapture
            | EvidenceKind::OversightDossier => Self::None,
            EvidenceKind::AndroidBugReport => Self::Wall,
            _ => Self::Utc,
        }
    }
}

/// The file that a member is.
fn file(path: &str, member: &Member<'_>, clock: Clock) -> File {
    File {
        path: path.to_owned(),
        modified: match clock {
            Clock::None => None,
            Clock::Utc => member.modified,
            Clock::Wall => member.wall.and_then(DosTime::as_utc),
        },
        stored: member.name.to_owned(),
        size: member.size,
        first_line: 1,
        place: Place::Member(member.handle),
    }
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
