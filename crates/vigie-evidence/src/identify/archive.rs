//! Evidence in an archive, by the names of its members.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use vigie_core::{Limits, SharedBytes, Stop};

use super::InArchive;
use super::android;
use super::androids::{Androids, is_around};
use super::backup::{BackupFound, is_backup};
use super::dossier::Dossiers;
use super::marks::{
    FILE_SYSTEM_NEEDS, OF_SYSDIAGNOSE, SYSDIAGNOSE_NEEDS, before_root, is_of_root, is_sysdiagnose,
    is_sysdiagnose_name,
};
use super::nested::{self, Around, Loose};
use super::system::{SYSTEM_VERSION, file_system, sysdiagnose};
use crate::Piece;
use crate::backup::{IndexFile, Plists, is_sqlite};
use crate::container::{Archive, Container, Means, Member, archive_in};
use crate::problems::Problems;

/// Folders around evidence; what lies deeper is not looked for.
const MOST_LEVELS: usize = 8;

/// Folders that may turn out to be evidence. An iPhone's file system has thousands of
/// `Info.plist`, a backup's lies near the top.
const MOST_CANDIDATES: usize = 4096;

/// Files that are remembered because they may be archives; where there are more, none is one.
const MOST_LOOSE: usize = 20_000;

/// Bytes of a property list that is looked at here.
const MOST_PLIST: u64 = 16 << 20;

/// The pieces of evidence in the archive `data`, which is the file at `path` or lies in it.
pub(super) fn pieces(
    path: &Path,
    kind: Archive,
    data: SharedBytes,
    limits: &Limits,
) -> Result<InArchive, Stop> {
    pieces_at(path, kind, data, &Terms { limits, level: 0, is_secret: false })
}

/// How an archive may be looked into.
#[derive(Clone, Copy)]
pub(super) struct Terms<'a> {
    pub(super) limits: &'a Limits,
    /// Archives around it.
    pub(super) level: usize,
    /// Whether it was decrypted, so that nothing of it may touch a disk.
    pub(super) is_secret: bool,
}

/// As [`pieces`], of an archive that lies in others or was decrypted.
pub(super) fn pieces_at(
    path: &Path,
    kind: Archive,
    data: SharedBytes,
    terms: &Terms<'_>,
) -> Result<InArchive, Stop> {
    let limits = terms.limits;
    if kind == Archive::Age {
        let pieces = vec![android::encrypted(path, &data)];
        return Ok(InArchive { pieces, holds_files: true });
    }
    if kind == Archive::Adb {
        let pieces = vec![android::adb_backup(path, &data)];
        return Ok(InArchive { pieces, holds_files: true });
    }
    let container = archive_in(kind, data.clone(), Means::in_memory(limits))?;
    let stop = AtomicBool::new(false);
    let mut survey = Survey::default();
    let mut see = |member: &Member<'_>| {
        survey.see(member);
        Ok(())
    };
    // Damage is told when the piece is opened.
    container.visit(&|_| false, &mut see, &mut Problems::new(limits), &stop)?;
    if survey.androids.is_package && kind == Archive::Zip {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let pieces = vec![android::package(&name).of_file(path.to_owned())];
        return Ok(InArchive { pieces, holds_files: true });
    }
    survey.settle();
    container.fetch(&survey.handles(), &stop)?;
    let holds_files = survey.files > 0;
    let mut androids = survey.take_androids(path, &*container);
    let dossiers = std::mem::take(&mut survey.dossiers).pieces(path);
    androids.retain(|piece| !dossiers.iter().any(|one| piece.inner.starts_with(&one.inner)));
    androids.extend(dossiers);
    let loose = survey.take_loose(&androids);
    let mut pieces = survey.pieces(path, &*container, limits);
    pieces.extend(androids);
    let archive = Around { path, kind, data, terms: *terms };
    pieces.extend(nested::pieces(&archive, &*container, loose)?);
    Ok(InArchive { pieces, holds_files })
}

/// What the names say so far.
#[derive(Default)]
struct Survey {
    files: u64,
    backups: BTreeMap<String, Index>,
    /// Folders that hold files named by an id.
    id_folders: BTreeSet<String>,
    sysdiagnoses: BTreeMap<String, BTreeSet<&'static str>>,
    systems: BTreeMap<String, System>,
    /// Evidence of Android phones.
    androids: Androids,
    /// Dossiers of interception.
    dossiers: Dossiers,
    /// Files that may be archives.
    loose: Vec<Loose>,
}

/// The index files of what may be a backup, and their handles.
#[derive(Default)]
struct Index {
    files: BTreeMap<&'static str, (IndexFile, u64)>,
}

/// A file system.
#[derive(Default)]
struct System {
    version: Option<u64>,
    /// Whether something was seen that only an iPhone has.
    marked: bool,
    /// Which of what a complete one has was seen.
    has: BTreeSet<&'static str>,
}

impl Survey {
    fn see(&mut self, member: &Member<'_>) {
        if member.is_folder() {
            return;
        }
        self.files = self.files.saturating_add(1);
        let name = member.name;
        let (folder, file) = name.rfind('/').map_or(("", name), |at| {
            let start = at.saturating_add(1);
            (name.get(..start).unwrap_or(""), name.get(start..).unwrap_or(""))
        });
        if let Some(index) = IndexFile::named(file)
            && levels(folder) <= MOST_LEVELS
        {
            self.see_index(folder, index, member.handle);
        }
        if file.len() == 40 && levels(folder) <= MOST_LEVELS {
            self.see_id(folder, file);
        } else if self.loose.len() < MOST_LOOSE && levels(folder) <= MOST_LEVELS {
            self.loose.push(Loose { name: name.to_owned(), handle: member.handle });
        }
        self.androids.see(name, folder, file, member.handle);
        self.dossiers.see(name);
        self.see_system(member);
        self.see_sysdiagnose(name);
    }

    fn see_index(&mut self, folder: &str, file: IndexFile, handle: u64) {
        if self.backups.len() >= MOST_CANDIDATES {
            self.backups.retain(|_, index| index.files.keys().any(|name| name.starts_with("Man")));
        }
        if self.backups.len() >= MOST_CANDIDATES && !self.backups.contains_key(folder) {
            return;
        }
        let index = self.backups.entry(folder.to_owned()).or_default();
        index.files.insert(file.name(), (file, handle));
    }

    /// Notes the folder above a file that is named by an id.
    fn see_id(&mut self, folder: &str, file: &str) {
        let two = file.get(..2).unwrap_or("");
        let above = folder.strip_suffix('/').and_then(|name| name.strip_suffix(two));
        let folder = above.unwrap_or(folder);
        if self.id_folders.len() < MOST_CANDIDATES
            && !self.id_folders.contains(folder)
            && file.bytes().all(|digit| digit.is_ascii_hexdigit())
        {
            self.id_folders.insert(folder.to_owned());
        }
    }

    fn see_system(&mut self, member: &Member<'_>) {
        let name = member.name;
        let inside = |root: &str| name.strip_prefix(root);
        let known = self.systems.keys().find(|root| inside(root).is_some_and(is_of_root));
        let (root, marked) = match known {
            Some(root) => (root.as_str(), true),
            None => match (before_root(name), name.strip_suffix(SYSTEM_VERSION)) {
                (Some(root), _) => (root, true),
                (None, Some(root)) if root.is_empty() || root.ends_with('/') => (root, false),
                _ => return,
            },
        };
        let inside = inside(root).unwrap_or("");
        let needed = FILE_SYSTEM_NEEDS.into_iter().find(|need| is_in_folder(inside, need));
        let is_version = inside == SYSTEM_VERSION;
        let is_new = known.is_none();
        if (!is_new && needed.is_none() && !is_version) || levels(root) > MOST_LEVELS {
            return;
        }
        if is_new && self.systems.len() >= MOST_CANDIDATES {
            return;
        }
        let system = self.systems.entry(root.to_owned()).or_default();
        system.marked |= marked;
        system.has.extend(needed);
        if is_version {
            system.version = Some(member.handle);
        }
    }

    fn see_sysdiagnose(&mut self, name: &str) {
        let mut start = 0;
        for _ in 0..=MOST_LEVELS {
            let rest = name.get(start..).unwrap_or("");
            let (first, end) = match rest.find('/') {
                Some(at) => (rest.get(..at).unwrap_or(""), Some(start.saturating_add(at))),
                None => (rest, None),
            };
            if let Some(mark) = OF_SYSDIAGNOSE.iter().find(|mark| **mark == first) {
                let folder = name.get(..start).unwrap_or("");
                let room = self.sysdiagnoses.len() < MOST_CANDIDATES;
                if let Some(marks) = self.sysdiagnoses.get_mut(folder) {
                    marks.insert(mark);
                } else if room {
                    self.sysdiagnoses.insert(folder.to_owned(), BTreeSet::from([*mark]));
                }
            }
            let Some(end) = end else { return };
            start = end.saturating_add(1);
        }
    }

    /// Drops what turned out to be nothing, or part of something larger.
    fn settle(&mut self) {
        self.backups.retain(|folder, index| index.is_backup(self.id_folders.contains(folder)));
        self.sysdiagnoses
            .retain(|folder, marks| is_sysdiagnose(last_component(folder), marks.iter().copied()));
        // A version alone is no phone: it may be a Mac.
        self.systems.retain(|_, system| system.marked);
        let inside =
            |folder: &str, other: &str| folder.len() > other.len() && folder.starts_with(other);
        let of_system = |folder: &str, root: &str| {
            inside(folder, root) && is_of_root(folder.get(root.len()..).unwrap_or(""))
        };
        let roots: Vec<String> = self.systems.keys().cloned().collect();
        let backups: Vec<String> = self.backups.keys().cloned().collect();
        let sysdiagnoses: Vec<String> = self.sysdiagnoses.keys().cloned().collect();
        let is_part = |folder: &str| {
            roots.iter().any(|root| of_system(folder, root))
                || backups.iter().any(|backup| inside(folder, backup))
                || sysdiagnoses.iter().any(|other| inside(folder, other))
        };
        self.backups.retain(|folder, _| !is_part(folder));
        self.sysdiagnoses.retain(|folder, _| !is_part(folder) && !backups.contains(folder));
        let other = |root: &String| backups.contains(root) || sysdiagnoses.contains(root);
        self.systems.retain(|root, _| !is_part(root) && !other(root));
    }

    /// The evidence of Android phones; what lies inside is no evidence of its own.
    fn take_androids(&mut self, path: &Path, container: &dyn Container) -> Vec<Piece> {
        let androids = std::mem::take(&mut self.androids);
        let is_part = |folder: &str| {
            let in_folder = |other: &String| folder.starts_with(other.as_str());
            let in_system =
                |root: &String| folder.strip_prefix(root.as_str()).is_some_and(is_of_root);
            self.backups.keys().any(in_folder)
                || self.sysdiagnoses.keys().any(in_folder)
                || self.systems.keys().any(in_system)
        };
        let pieces = androids.pieces(path, container, &self.loose, &is_part);
        let inside = |folder: &str| pieces.iter().any(|piece| is_around(piece, folder));
        self.backups.retain(|folder, _| !inside(folder));
        self.sysdiagnoses.retain(|folder, _| !inside(folder));
        self.systems.retain(|root, _| !inside(root));
        pieces
    }

    /// The files that belong to no evidence that was found.
    fn take_loose(&mut self, androids: &[Piece]) -> Vec<Loose> {
        let mut loose = std::mem::take(&mut self.loose);
        if loose.len() >= MOST_LOOSE {
            return Vec::new();
        }
        loose.retain(|file| {
            let in_folder = |folder: &String| file.name.starts_with(folder.as_str());
            let in_system =
                |root: &String| file.name.strip_prefix(root.as_str()).is_some_and(is_of_root);
            let in_android =
                |piece: &Piece| is_around(piece, &file.name) || piece.inner == file.name;
            !self.backups.keys().any(in_folder)
                && !androids.iter().any(in_android)
                && !self.sysdiagnoses.keys().any(in_folder)
                && !self.systems.keys().any(in_system)
        });
        loose
    }

    /// The members that describe the evidence, and how much of each is needed.
    fn handles(&self) -> Vec<(u64, u64)> {
        let index = self.backups.values().flat_map(|index| index.files.values());
        let index = index.filter_map(|(file, handle)| match file {
            IndexFile::ManifestDb => Some((*handle, 16)),
            IndexFile::ManifestWal | IndexFile::ManifestMbdb => None,
            _ => Some((*handle, MOST_PLIST)),
        });
        let versions = self.systems.values().filter_map(|system| system.version);
        let versions = versions.map(|handle| (handle, MOST_PLIST));
        index.chain(versions).chain(self.androids.handles()).collect()
    }

    fn pieces(self, path: &Path, container: &dyn Container, limits: &Limits) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (folder, index) in self.backups {
            let found = index.read(&folder, container);
            pieces.push(found.describe(path.to_owned(), folder, limits));
        }
        for (folder, marks) in self.sysdiagnoses {
            let missing = SYSDIAGNOSE_NEEDS.iter().filter(|need| !marks.contains(*need));
            let missing = missing.map(|need| (*need).to_owned()).collect();
            let name = last_component(&folder).to_owned();
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            let stem = file.split_once(".tar").map_or(&*file, |(stem, _)| stem);
            let name = if is_sysdiagnose_name(&name) { &name } else { stem };
            pieces.push(sysdiagnose(path.to_owned(), folder, name, missing));
        }
        for (root, system) in self.systems {
            let missing = FILE_SYSTEM_NEEDS.iter().filter(|need| !system.has.contains(*need));
            let missing = missing.map(|need| (*need).to_owned()).collect();
            let name = format!("{root}{SYSTEM_VERSION}");
            let version = system.version.and_then(|handle| read(container, &name, handle).ok());
            pieces.push(file_system(
                path.to_owned(),
                root,
                "",
                missing,
                version.as_deref(),
                limits,
            ));
        }
        pieces
    }
}

/// Whether `name` lies in `folder`, which may be written without its `private`.
fn is_in_folder(name: &str, folder: &str) -> bool {
    fn short(path: &str) -> &str {
        path.strip_prefix("private/").unwrap_or(path)
    }
    short(name).strip_prefix(short(folder)).is_some_and(|rest| rest.starts_with('/'))
}

impl Index {
    /// An index of files and a list that describes it, or lists alone that can be of nothing else.
    fn is_backup(&self, has_ids: bool) -> bool {
        is_backup(&|file| self.files.contains_key(file.name()), has_ids)
    }

    fn read(&self, folder: &str, container: &dyn Container) -> BackupFound {
        let mut found = BackupFound::default();
        let mut plist = |file: IndexFile| {
            let (_, handle) = self.files.get(file.name())?;
            let name = format!("{folder}{}", file.name());
            match read(container, &name, *handle) {
                Ok(bytes) => Some(bytes),
                Err(stop) => {
                    found.unreadable.push(format!("{} that can be read: {stop}", file.name()));
                    None
                }
            }
        };
        let plists = Plists {
            info: plist(IndexFile::Info),
            manifest: plist(IndexFile::ManifestPlist),
            status: plist(IndexFile::Status),
        };
        found.plists = plists;
        found.old_index = self.files.contains_key(IndexFile::ManifestMbdb.name());
        if let Some((file, handle)) = self.files.get(IndexFile::ManifestDb.name()) {
            found.index = true;
            let name = format!("{folder}{}", file.name());
            let mut start = [0; 16];
            // An index that is empty is damaged, not encrypted.
            found.index_is_plain = match container.start(&name, *handle, &mut start) {
                Ok(filled) => filled == 0 || is_sqlite(&start),
                Err(_) => true,
            };
        }
        found
    }
}

fn read(container: &dyn Container, name: &str, handle: u64) -> Result<Vec<u8>, Stop> {
    vigie_core::read_all(&container.open(name, handle)?, MOST_PLIST)
}

fn last_component(folder: &str) -> &str {
    folder.trim_end_matches('/').rsplit('/').next().unwrap_or("")
}

fn levels(folder: &str) -> usize {
    folder.matches('/').count()
}
