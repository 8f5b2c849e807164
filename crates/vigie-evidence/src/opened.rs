//! The files of one piece of evidence.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Read as _;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

use sha2::{Digest as _, Sha256};
use vigie_core::{
    Bytes, EvidenceKind, Limits, Locator, SharedBytes, Siblings, Stop, Streamed, Time,
};

use crate::android::MasterKey;
use crate::backup::{Backup, IndexFile, Listed};
use crate::container::{Container, Means};
use crate::piece::container;
use crate::problems::{Problem, Problems};
use crate::tree::Tree;
use crate::{EvidenceError, PassphraseKey, Piece, hex};

/// How to open a piece of evidence.
pub struct Options<'a> {
    /// What may be used.
    pub limits: Limits,
    /// A private folder for large compressed members of archives. Nothing decrypted goes there.
    pub scratch: &'a Path,
    /// Whether the file at this path on the device is to be listed.
    pub wanted: &'a (dyn Fn(&str) -> bool + Sync),
    /// Becomes true when the user interrupts.
    pub stop: &'a AtomicBool,
    /// The key of an encrypted backup.
    pub key: Option<&'a PassphraseKey>,
}

/// One file of a piece of evidence.
#[derive(Clone, Debug)]
pub struct File {
    /// Absolute path on the device; the index files of a backup stand under `/backup/`, the files
    /// of a sysdiagnose under `/sysdiagnose/`, those of a bug report that are no files of the phone
    /// under `/bugreport/`, its sections under `/dumpsys/` and `/dumpstate/`, the list of a copy of a
    /// file system at [`LISTING`](crate::LISTING). That of a folder ends in `/`.
    pub path: String,
    /// When it was last changed on the device, where the evidence says so: in a bug report by the
    /// clock on the phone's wall, as if that were UTC.
    pub modified: Option<Time>,
    /// Name it is stored under: relative to the piece's folder, or of the archive's member. A
    /// section has that of the file it is part of.
    pub stored: String,
    /// Its length in bytes, where the evidence says so.
    pub size: Option<u64>,
    /// Line of the file it is a section of at which it begins, counting from 1.
    pub first_line: u64,
    pub(crate) place: Place,
}

impl File {
    /// Whether this is a folder, which has no bytes.
    #[must_use]
    pub fn is_folder(&self) -> bool {
        self.path.ends_with('/')
    }

    /// Whether it stands in the evidence, so that it can be compared with it later: the list of
    /// everything in a copy is made when that is opened, a section is part of a file that stands
    /// there.
    #[must_use]
    pub const fn is_stored(&self) -> bool {
        !matches!(self.place, Place::Listing | Place::Section { .. })
    }

    /// Whether others are sections of it. It has to be hashed with what is read, although what is
    /// read are they.
    #[must_use]
    pub const fn is_cut(&self) -> bool {
        matches!(self.place, Place::Cut(_))
    }
}

/// How the bytes of a file are found.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// The member with this handle.
    Member(u64),
    /// The member with this handle, its length as the container tells, and what the index of the
    /// backup says about it.
    Backup { handle: u64, stored: Option<u64>, listed: Listed },
    /// An index file of a backup.
    Index(IndexFile),
    /// The list of everything in a copy of a file system.
    Listing,
    /// The member with this handle, of which there are sections.
    Cut(u64),
    /// What stands from `start` on in the file that was cut at this place.
    Section { cut: usize, start: u64 },
}

impl Place {
    pub(crate) const fn handle(&self) -> Option<u64> {
        match self {
            Self::Member(handle) | Self::Cut(handle) | Self::Backup { handle, .. } => Some(*handle),
            Self::Index(_) | Self::Listing | Self::Section { .. } => None,
        }
    }
}

/// An opened piece of evidence.
pub struct Opened {
    container: Box<dyn Container>,
    body: Body,
    files: Vec<File>,
    problems: Vec<Problem>,
    sha256: OnceLock<String>,
    beside: BTreeMap<String, SharedBytes>,
}

enum Body {
    Backup(Box<Backup>),
    Tree(Tree),
}

/// Opens a piece of evidence and lists the wanted files.
///
/// # Errors
/// When nothing of it can be read: see [`EvidenceError`].
pub fn open(piece: &Piece, options: &Options<'_>) -> Result<Opened, EvidenceError> {
    let encrypted = piece.kind == EvidenceKind::IosBackupEncrypted;
    let backup = encrypted || piece.kind == EvidenceKind::IosBackup;
    if piece.age.is_some() && piece.age_key.is_none() {
        return Err(EvidenceError::IdentityNeeded);
    }
    let master = master(piece, options.key)?;
    // Nothing that was decrypted touches a disk.
    let scratch = piece.age_key.is_none().then(|| options.scratch.to_owned());
    let means = Means { limits: options.limits, scratch, master };
    let mut problems = Problems::new(&options.limits);
    // The identity of a tree needs every file's size; a backup has its index.
    let container = match container(piece, !backup, &means, options.stop) {
        Err(Stop::Io(source)) => {
            return Err(EvidenceError::Io { path: piece.path.clone(), source });
        }
        container => container.map_err(EvidenceError::archive)?,
    };
    let (body, mut files) = if backup {
        let opened = Backup::open(&*container, &piece.prefix, encrypted, options, &mut problems)?;
        (Body::Backup(Box::new(opened.0)), opened.1)
    } else {
        let opened = Tree::open(&*container, piece, options, &mut problems);
        let (tree, files) = opened.map_err(EvidenceError::archive)?;
        (Body::Tree(tree), files)
    };
    files.sort_unstable_by(|one, other| {
        one.path.cmp(&other.path).then_with(|| one.stored.cmp(&other.stored))
    });
    let problems = problems.settle();
    let (sha256, beside) = (OnceLock::new(), BTreeMap::new());
    Ok(Opened { container, body, files, problems, sha256, beside })
}

/// The key of an encrypted Android backup.
fn master(piece: &Piece, key: Option<&PassphraseKey>) -> Result<Option<MasterKey>, EvidenceError> {
    let encryption = piece.adb_backup.as_ref().and_then(|backup| backup.encryption.as_ref());
    let Some(encryption) = encryption else { return Ok(None) };
    encryption.unlock(key.ok_or(EvidenceError::PasswordNeeded)?).map(Some)
}

impl Opened {
    /// The wanted files, in order of their paths.
    #[must_use]
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// How many files the evidence holds.
    #[must_use]
    pub fn total(&self) -> u64 {
        match &self.body {
            Body::Backup(backup) => backup.total(),
            Body::Tree(tree) => tree.total(),
        }
    }

    /// Lays a file beside those of the piece that is no part of it, such as what its owner knows of their
    /// network: parsers that ask for `path` get it.
    pub fn put_beside(&mut self, path: &str, bytes: SharedBytes) {
        self.beside.insert(path.to_owned(), bytes);
    }

    /// The bytes of `file` as they were on the device: decrypted.
    ///
    /// # Errors
    /// When they cannot be had.
    pub fn open(&self, file: &File) -> Result<SharedBytes, Stop> {
        match &self.body {
            Body::Backup(backup) => backup.open_file(&*self.container, file),
            Body::Tree(_) => self.raw(file),
        }
    }

    /// Whether [`Opened::open`] gives the bytes of `file` as they are stored.
    #[must_use]
    pub fn is_plain(&self, file: &File) -> bool {
        match &self.body {
            Body::Backup(backup) => backup.is_plain() && file.is_stored(),
            Body::Tree(_) => file.is_stored(),
        }
    }

    /// The bytes of `file` as they are stored: encrypted where the backup is, but unpacked from the
    /// archive around it.
    ///
    /// # Errors
    /// When they cannot be had.
    pub fn raw(&self, file: &File) -> Result<SharedBytes, Stop> {
        if file.is_folder() {
            return Ok(Arc::new(Bytes::default()));
        }
        match &self.body {
            Body::Backup(backup) => backup.raw(&*self.container, file),
            Body::Tree(tree) => {
                match file.place {
                    Place::Listing => return Ok(tree.listing()),
                    Place::Section { cut, start } => {
                        return Ok(tree.section(cut, start, file.size.unwrap_or(0)));
                    }
                    _ => {}
                }
                let handle = file.place.handle().unwrap_or(0);
                self.container.open(&file.stored, handle)
            }
        }
    }

    /// What its files say about the device besides [`Piece::facts`], where opening it meant reading
    /// them: the properties of the system in a bug report.
    #[must_use]
    pub fn facts(&self) -> Option<&BTreeMap<String, String>> {
        match &self.body {
            Body::Backup(_) => None,
            Body::Tree(tree) => Some(tree.facts()),
        }
    }

    /// What could not be read while opening: path, where, and what was expected.
    #[must_use]
    pub fn problems(&self) -> &[(String, Locator, String)] {
        &self.problems
    }

    /// What was met while files were opened since this was last asked: a member of an archive whose
    /// checksum differs, or that can be unpacked in part. The file was given nevertheless.
    #[must_use]
    pub fn late_problems(&self) -> Vec<(String, Locator, String)> {
        self.container.late_problems()
    }

    /// SHA-256 of what identifies the piece, in hexadecimal: of a backup's `Manifest.db` as it is
    /// stored, else of the sorted SHA-256 of each file's name and size.
    #[must_use]
    pub fn sha256(&self) -> String {
        let hash = || match &self.body {
            Body::Backup(backup) => {
                backup.identity(&*self.container).ok().flatten().map_or_else(String::new, sha256)
            }
            Body::Tree(tree) => hex::encode(tree.identity()),
        };
        self.sha256.get_or_init(hash).clone()
    }

    /// Takes the SHA-256 of what identifies the piece, where it was read anyway.
    pub fn identify_by(&self, sha256: &str) {
        // Asked before, it is the same.
        let _ = self.sha256.set(sha256.to_owned());
    }

    /// The listed file at `path`.
    fn listed(&self, path: &str) -> Option<&File> {
        let at = self.files.partition_point(|file| file.path.as_str() < path);
        self.files.get(at).filter(|file| file.path == path)
    }
}

/// Of as many bytes as can be read.
fn sha256(data: SharedBytes) -> String {
    let mut hash = Sha256::new();
    let mut stream = Streamed::new(&data);
    let mut buffer = vec![0; 1 << 20];
    while let Ok(read @ 1..) = stream.read(&mut buffer) {
        hash.update(buffer.get(..read).unwrap_or_default());
    }
    hex::encode(&hash.finalize())
}

impl Siblings for Opened {
    fn open(&self, path: &str) -> Result<Option<SharedBytes>, Stop> {
        if let Some(bytes) = self.beside.get(path) {
            return Ok(Some(bytes.clone()));
        }
        if let Some(file) = self.listed(path) {
            return Self::open(self, file).map(Some);
        }
        match &self.body {
            Body::Backup(backup) => backup.find(&*self.container, path),
            Body::Tree(tree) => tree.find(&*self.container, path),
        }
    }

    fn has_backup_file(&self, file_id: &str) -> bool {
        match &self.body {
            Body::Backup(backup) => backup.has(file_id),
            Body::Tree(_) => true,
        }
    }

    fn below(&self, folder: &str) -> Vec<String> {
        let at = self.files.partition_point(|file| file.path.as_str() < folder);
        let rest = self.files.get(at..).unwrap_or_default().iter();
        let below = rest.take_while(|file| file.path.starts_with(folder));
        below.filter(|file| !file.is_folder()).map(|file| file.path.clone()).collect()
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened").field("total", &self.total()).finish_non_exhaustive()
    }
}
