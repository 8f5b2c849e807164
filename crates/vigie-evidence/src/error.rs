//! Why evidence cannot be opened.

use std::path::PathBuf;

use vigie_core::{Locator, Stop};

/// Why a piece of evidence cannot be opened. Messages are fragments that fit after "cannot open …: ".
#[derive(Debug, thiserror::Error)]
pub enum EvidenceError {
    /// The file or folder itself cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file that the rest depends on is damaged.
    #[error("{file} is damaged at byte {offset}: expected {expected}")]
    DamagedManifest {
        /// Name of the file: `Manifest.plist`, `Manifest.db`.
        file: String,
        /// Where, counting from 0.
        offset: u64,
        /// What the format asks for there.
        expected: String,
    },
    /// An archive whose structure cannot be followed, or that is built to exhaust its reader.
    #[error("the archive cannot be read: {0}")]
    Archive(Stop),
    /// The backup says it is encrypted but carries no keys.
    #[error("the backup is encrypted but Manifest.plist holds no BackupKeyBag")]
    MissingKeybag,
    /// The backup is encrypted and no key was given.
    #[error("the backup is encrypted: its password is needed")]
    PasswordNeeded,
    /// The password, or the key file, does not open this backup.
    #[error("the password is wrong: it opens none of the backup's keys")]
    WrongPassword,
    /// The evidence is encrypted with age and was not unlocked.
    #[error("it is encrypted with age: its identity file or passphrase is needed")]
    IdentityNeeded,
    /// The identity or passphrase does not open the file.
    #[error("the identity or passphrase opens none of the file's keys")]
    WrongIdentity,
    /// The file that should hold identities of age does not.
    #[error("the file {} holds no line that begins with AGE-SECRET-KEY-1", path.display())]
    IdentityFile {
        /// The file.
        path: PathBuf,
    },
    /// The keybag asks for more rounds of key derivation than any device uses.
    #[error("the keybag asks for {rounds} rounds of key derivation, more than the {most} allowed")]
    TooManyRounds {
        /// Rounds asked for.
        rounds: u64,
        /// Rounds allowed.
        most: u64,
    },
    /// The file that should hold a key does not.
    #[error("the key file {} does not hold 64 hexadecimal digits", path.display())]
    KeyFile {
        /// The file.
        path: PathBuf,
    },
    /// The kind of evidence is known, but not this variant of it.
    #[error("{0} is not supported")]
    Unsupported(String),
    /// The user asked to stop.
    #[error("interrupted")]
    Interrupted,
}

impl EvidenceError {
    /// What happened while reading `file`, an index that the rest depends on.
    pub(crate) fn damaged(file: &str, stop: Stop) -> Self {
        let offset = match stop.locator() {
            Locator::Byte(offset) => offset,
            _ => 0,
        };
        let expected = match stop {
            Stop::Interrupted => return Self::Interrupted,
            Stop::Malformed { what, expected, .. } => format!("{what}: {expected}"),
            Stop::Truncated { what, need, have, .. } => {
                format!("{need} bytes of {what}, {have} left")
            }
            other => format!("readable data, but {other}"),
        };
        Self::DamagedManifest { file: file.to_owned(), offset, expected }
    }

    /// What happened while reading an archive.
    pub(crate) fn archive(stop: Stop) -> Self {
        match stop {
            Stop::Interrupted => Self::Interrupted,
            stop => Self::Archive(stop),
        }
    }
}
