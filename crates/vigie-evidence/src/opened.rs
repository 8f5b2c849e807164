//! The files of one piece of evidence.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use vigie_core::{Limits, Locator, SharedBytes, Siblings, Stop};

use crate::{EvidenceError, PassphraseKey, Piece};

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
    /// Absolute path on the device.
    pub path: String,
    /// Name it is stored under in the evidence.
    pub stored: String,
    /// Its length in bytes, where the evidence says so.
    pub size: Option<u64>,
}

/// An opened piece of evidence.
pub struct Opened {
    files: Vec<File>,
    problems: Vec<(String, Locator, String)>,
}

/// Opens a piece of evidence and lists the wanted files.
///
/// # Errors
/// When nothing of it can be read: see [`EvidenceError`].
pub fn open(piece: &Piece, options: &Options<'_>) -> Result<Opened, EvidenceError> {
    let _ = (piece, options);
    Err(EvidenceError::Interrupted)
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
        0
    }

    /// The bytes of `file` as they were on the device: decrypted.
    ///
    /// # Errors
    /// When they cannot be had.
    pub fn open(&self, file: &File) -> Result<SharedBytes, Stop> {
        self.raw(file)
    }

    /// The bytes of `file` as they are stored.
    ///
    /// # Errors
    /// When they cannot be had.
    pub fn raw(&self, file: &File) -> Result<SharedBytes, Stop> {
        Err(Stop::Unsupported(file.stored.clone()))
    }

    /// What could not be read while opening: path, where, and what was expected.
    #[must_use]
    pub fn problems(&self) -> &[(String, Locator, String)] {
        &self.problems
    }

    /// SHA-256 of what identifies the piece, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        String::new()
    }
}

impl Siblings for Opened {
    fn open(&self, path: &str) -> Result<Option<SharedBytes>, Stop> {
        let _ = path;
        Ok(None)
    }
}
