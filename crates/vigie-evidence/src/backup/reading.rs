//! Opening a backup, and the files in it.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use sha1::{Digest as _, Sha1};
use vigie_core::{Limits, Locator, ReadAt, SharedBytes, Stop, read_all};
use vigie_formats::plist::{Value, parse_lenient};
use vigie_formats::sqlite::Database;

use super::listing::{FileKey, Listed, Listing};
use super::stored::{FileId, Stored, StoredFiles};
use super::{IndexFile, is_sqlite};
use crate::bytes::fill;
use crate::cbc::CbcReader;
use crate::companion::database_of;
use crate::container::{Container, Member};
use crate::device_path::domains_of;
use crate::keybag::{ClassKeys, Keybag};
use crate::opened::{File, Place};
use crate::problems::Problems;
use crate::{EvidenceError, Options, hex};

/// A backup, open.
pub(crate) struct Backup {
    /// What stands before its names in the container.
    prefix: String,
    limits: Limits,
    index: Vec<(IndexFile, u64)>,
    stored: StoredFiles,
    listing: Option<Listing>,
    keys: Option<ClassKeys>,
    /// Key of `Manifest.db`, when that is encrypted.
    manifest_key: Option<FileKey>,
}

impl Backup {
    /// Opens the backup whose names in `container` begin with `prefix`, and lists its wanted files.
    pub(crate) fn open(
        container: &dyn Container,
        prefix: &str,
        encrypted: bool,
        options: &Options<'_>,
        problems: &mut Problems,
    ) -> Result<(Self, Vec<File>), EvidenceError> {
        let limits = options.limits;
        let (stored, keys, manifest_key) = (StoredFiles::default(), None, None);
        let (prefix, index) = (prefix.to_owned(), Vec::new());
        let mut backup = Self { prefix, limits, index, stored, listing: None, keys, manifest_key };
        backup.find_files(container, problems, options.stop).map_err(EvidenceError::archive)?;
        if encrypted {
            backup.unlock(container, options, problems)?;
        }
        let files = backup.list(container, options, problems)?;
        Ok((backup, files))
    }

    /// Finds out which files the backup holds.
    fn find_files(
        &mut self,
        container: &dyn Container,
        problems: &mut Problems,
        stop: &AtomicBool,
    ) -> Result<(), Stop> {
        let (prefix, index, stored) = (&self.prefix, &mut self.index, &mut self.stored);
        let is_index = |name: &str| {
            name.strip_prefix(prefix.as_str()).is_some_and(|name| IndexFile::named(name).is_some())
        };
        let mut see = |member: &Member<'_>| {
            let Some(name) = member.name.strip_prefix(prefix.as_str()) else { return Ok(()) };
            if let Some(file) = Stored::of(name, member) {
                stored.push(file);
            } else if let Some(file) = IndexFile::named(name) {
                // The last one of a name counts.
                index.retain(|(other, _)| *other != file);
                index.push((file, member.handle));
            }
            Ok(())
        };
        container.visit(&is_index, &mut see, problems, stop)?;
        self.stored.settle();
        self.index.sort_unstable();
        Ok(())
    }

    /// Opens the keybag, and notes the key of `Manifest.db`.
    fn unlock(
        &mut self,
        container: &dyn Container,
        options: &Options<'_>,
        problems: &mut Problems,
    ) -> Result<(), EvidenceError> {
        let file = IndexFile::ManifestPlist;
        let damaged = |stop| EvidenceError::damaged(file.name(), stop);
        let handle = self.handle(file).ok_or(EvidenceError::MissingKeybag)?;
        let name = self.stored_name(file);
        let data = container.open(&name, handle).map_err(damaged)?;
        let plist = read_all(&data, self.limits.whole_file).map_err(damaged)?;
        let keybag = Keybag::in_plist(&plist, &self.limits)?;
        if let Some(damage) = keybag.damage() {
            problems.note(&file.path(), Locator::Key("BackupKeyBag".into()), damage);
        }
        let key = options.key.ok_or(EvidenceError::PasswordNeeded)?;
        self.keys = Some(keybag.unlock(key)?);
        let plist = parse_lenient(&plist, &self.limits).0;
        let stored = plist.as_ref().and_then(|plist| plist.find("ManifestKey"));
        self.manifest_key =
            stored.and_then(Value::as_bytes).and_then(|stored| FileKey::of(stored, None));
        Ok(())
    }

    /// Reads the index and lists the files that are wanted, the index files among them.
    fn list(
        &mut self,
        container: &dyn Container,
        options: &Options<'_>,
        problems: &mut Problems,
    ) -> Result<Vec<File>, EvidenceError> {
        let database = self.database(container)?;
        let mut files = Vec::new();
        let mut aside = Vec::new();
        let mut failed = Vec::new();
        let near =
            |path: &str| (options.wanted)(path) || database_of(path).is_some_and(options.wanted);
        let mut see = |id: FileId, path: &str, listed: Result<Listed, Stop>| {
            let found = self.stored.find(&id);
            aside.extend(found.map(|found| (found.handle, u64::MAX)));
            if !(options.wanted)(path) {
                return;
            }
            let listed = match listed {
                Ok(listed) => listed,
                Err(stop) => {
                    let message = format!("what Manifest.db says about it: {stop}");
                    failed.push((path.to_owned(), message));
                    if self.keys.is_some() {
                        return;
                    }
                    Listed::default()
                }
            };
            match found {
                Some(found) => files.push(self.file(path, found, listed)),
                // Nothing is lost with an empty file.
                None if listed.size == Some(0) => {}
                None => failed.push((path.to_owned(), missing(&id))),
            }
        };
        let (limits, stop) = (&self.limits, options.stop);
        let listing = Listing::read(database, limits, &near, &mut see, problems, stop);
        let listing =
            listing.map_err(|stop| EvidenceError::damaged(IndexFile::ManifestDb.name(), stop))?;
        for (path, message) in failed {
            problems.note(&path, Locator::Whole, message);
        }
        files.extend(self.index_files(container, options));
        container.fetch(&aside, options.stop).map_err(EvidenceError::archive)?;
        for file in &files {
            check_length(container, file, problems);
        }
        self.listing = Some(listing);
        Ok(files)
    }

    fn file(&self, path: &str, stored: &Stored, listed: Listed) -> File {
        File {
            path: path.to_owned(),
            modified: listed.modified,
            stored: format!("{}{}", self.prefix, stored.name()),
            size: listed.size.or(if listed.key.is_none() { stored.size() } else { None }),
            first_line: 1,
            place: Place::Backup { handle: stored.handle, stored: stored.size(), listed },
        }
    }

    fn index_files(&self, container: &dyn Container, options: &Options<'_>) -> Vec<File> {
        let wanted = self.index.iter().filter(|(file, _)| (options.wanted)(&file.path()));
        let file = |(file, _): &(IndexFile, u64)| File {
            path: file.path(),
            modified: None,
            stored: self.stored_name(*file),
            size: self.open_index(container, *file).ok().flatten().map(|data| data.size()),
            first_line: 1,
            place: Place::Index(*file),
        };
        wanted.map(file).collect()
    }

    /// `Manifest.db`, decrypted when it needs to be.
    fn database(&self, container: &dyn Container) -> Result<Database, EvidenceError> {
        let name = IndexFile::ManifestDb.name();
        let has = |file| self.handle(file).is_some();
        if has(IndexFile::ManifestMbdb) && !has(IndexFile::ManifestDb) {
            let what = "a backup made before iOS 10, whose index is Manifest.mbdb,";
            return Err(EvidenceError::Unsupported(what.into()));
        }
        let damaged = |stop| EvidenceError::damaged(name, stop);
        let data = self.open_index(container, IndexFile::ManifestDb).map_err(damaged)?;
        let data = data.ok_or_else(|| damaged(Stop::malformed("backup", 0, "Manifest.db")))?;
        // A log can only belong to a database that others can read.
        let log = match &self.manifest_key {
            None => self.open_index(container, IndexFile::ManifestWal).ok().flatten(),
            Some(_) => None,
        };
        Database::open(data, log.filter(|log| log.size() > 0), &self.limits).map_err(damaged)
    }

    /// An index file as it was before the backup was encrypted.
    fn open_index(
        &self,
        container: &dyn Container,
        file: IndexFile,
    ) -> Result<Option<SharedBytes>, Stop> {
        let Some(data) = self.raw_index(container, file)? else { return Ok(None) };
        let Some(key) = self.manifest_key.as_ref().filter(|_| file == IndexFile::ManifestDb) else {
            return Ok(Some(data));
        };
        let mut start = [0; 16];
        fill(&data, 0, &mut start)?;
        // Before iOS 10.2 it is not encrypted, whatever else is.
        if is_sqlite(&start) { Ok(Some(data)) } else { self.decrypted(data, key, None).map(Some) }
    }

    fn raw_index(
        &self,
        container: &dyn Container,
        file: IndexFile,
    ) -> Result<Option<SharedBytes>, Stop> {
        let handle = self.handle(file);
        handle.map(|handle| container.open(&self.stored_name(file), handle)).transpose()
    }

    /// Whether nothing of it is encrypted.
    pub(crate) const fn is_plain(&self) -> bool {
        self.keys.is_none() && self.manifest_key.is_none()
    }

    /// A listed file as it is stored.
    pub(crate) fn raw(&self, container: &dyn Container, file: &File) -> Result<SharedBytes, Stop> {
        match &file.place {
            Place::Index(index) => {
                let data = self.raw_index(container, *index)?;
                data.ok_or_else(|| Stop::Unsupported(format!("{}, which is not there,", file.path)))
            }
            Place::Backup { handle, .. } | Place::Member(handle) | Place::Cut(handle) => {
                container.open(&file.stored, *handle)
            }
            Place::Listing | Place::Section { .. } => Err(no_listing()),
        }
    }

    /// A listed file as it was on the device.
    pub(crate) fn open_file(
        &self,
        container: &dyn Container,
        file: &File,
    ) -> Result<SharedBytes, Stop> {
        match &file.place {
            Place::Backup { listed, .. } => self.plain(self.raw(container, file)?, listed),
            Place::Index(index) => match self.open_index(container, *index)? {
                Some(data) => Ok(data),
                None => self.raw(container, file),
            },
            Place::Member(_) | Place::Cut(_) => self.raw(container, file),
            Place::Listing | Place::Section { .. } => Err(no_listing()),
        }
    }

    /// Finds any file of the device, listed as wanted or not.
    pub(crate) fn find(
        &self,
        container: &dyn Container,
        path: &str,
    ) -> Result<Option<SharedBytes>, Stop> {
        if let Some(file) = IndexFile::at_path(path) {
            return self.open_index(container, file);
        }
        let Some(listing) = &self.listing else { return Ok(None) };
        for (domain, relative) in domains_of(path) {
            let id = file_id(&domain, relative);
            let Some(stored) = self.stored.find(&id) else { continue };
            let listed = match listing.find(&id, &self.limits) {
                Ok(Some(listed)) => listed,
                Ok(None) => continue,
                // Where nothing is encrypted, a file can do without.
                Err(_) if self.keys.is_none() => Listed::default(),
                Err(stop) => return Err(stop),
            };
            let name = format!("{}{}", self.prefix, stored.name());
            let data = container.open(&name, stored.handle)?;
            return self.plain(data, &listed).map(Some);
        }
        Ok(None)
    }

    /// The plain bytes of stored ones.
    fn plain(&self, data: SharedBytes, listed: &Listed) -> Result<SharedBytes, Stop> {
        match &listed.key {
            Some(key) if self.keys.is_some() => self.decrypted(data, key, listed.size),
            // Keys are listed although nothing is encrypted when a tool decrypted the backup.
            _ => Ok(data),
        }
    }

    fn decrypted(
        &self,
        data: SharedBytes,
        key: &FileKey,
        size: Option<u64>,
    ) -> Result<SharedBytes, Stop> {
        let locked = || Stop::Unsupported("an encrypted file without its key".into());
        let keys = self.keys.as_ref().ok_or_else(locked)?;
        let key = keys.unwrap(key.class, &key.wrapped)?;
        Ok(Arc::new(CbcReader::new(data, &key, size)?))
    }

    /// Whether the file with this id is there.
    pub(crate) fn has(&self, file_id: &str) -> bool {
        hex::decode(file_id.as_bytes()).is_some_and(|id| self.stored.find(&id).is_some())
    }

    /// How many files the backup holds.
    pub(crate) fn total(&self) -> u64 {
        self.stored.len().saturating_add(self.index.len() as u64)
    }

    /// `Manifest.db` as it is stored: what tells one backup from another.
    pub(crate) fn identity(&self, container: &dyn Container) -> Result<Option<SharedBytes>, Stop> {
        self.raw_index(container, IndexFile::ManifestDb)
    }

    fn handle(&self, file: IndexFile) -> Option<u64> {
        self.index.iter().find(|(other, _)| *other == file).map(|(_, handle)| *handle)
    }

    fn stored_name(&self, file: IndexFile) -> String {
        format!("{}{}", self.prefix, file.name())
    }
}

/// The id of a file of the device.
fn file_id(domain: &str, relative: &str) -> FileId {
    let mut hash = Sha1::new();
    hash.update(domain.as_bytes());
    hash.update(b"-");
    hash.update(relative.as_bytes());
    hash.finalize().into()
}

fn missing(id: &FileId) -> String {
    format!("listed in Manifest.db as {}, but the backup lacks it", hex::encode(id))
}

/// Notes a file that is shorter than the index says.
fn check_length(container: &dyn Container, file: &File, problems: &mut Problems) {
    let Place::Backup { handle, stored, listed } = &file.place else { return };
    let look = || container.open(&file.stored, *handle).ok().map(|data| data.size());
    // Whoever opens it will tell why it cannot be.
    let (Some(expected), Some(have)) = (listed.size, stored.or_else(look)) else { return };
    if have < expected {
        let message = format!("cut short: {have} bytes are stored, expected {expected} or more");
        problems.note(&file.path, Locator::Byte(have), message);
    }
}

/// Backups have an index of their own instead.
fn no_listing() -> Stop {
    Stop::Unsupported("a list of the files of a backup".into())
}
