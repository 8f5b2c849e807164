//! Folders and files that only their owner can read.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// Why a case could not be used. Messages are fragments that fit after "cannot use the case: ".
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// The folder holds no case.
    #[error("{0} holds no case: it has no case.sqlite")]
    NotACase(PathBuf),
    /// A case stands there already.
    #[error("{0} already holds a case")]
    Exists(PathBuf),
    /// The case was made by a newer version.
    #[error("the case has format {found}, this version knows formats up to {known}")]
    Newer {
        /// The case's format.
        found: i64,
        /// The newest this version knows.
        known: i64,
    },
    /// The records are sealed and no key was given.
    #[error("the records of source {0} are sealed: the password of the backup opens them")]
    Sealed(u32),
    /// The key does not open the seal.
    #[error("this password does not open the sealed records of source {0}")]
    WrongKey(u32),
    /// The database failed.
    #[error("case.sqlite: {0}")]
    Database(#[from] rusqlite::Error),
    /// A record cannot be serialised.
    #[error("a record cannot be kept: {0}")]
    Unwritable(String),
    /// A block of records is damaged.
    #[error("case.sqlite: a block of records is damaged: {0}")]
    Block(#[from] vigie_core::Stop),
    /// A stored value is not what it should be.
    #[error("case.sqlite: {0}")]
    Json(#[from] serde_json::Error),
    /// A file failed.
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
}

impl From<CaseError> for io::Error {
    fn from(error: CaseError) -> Self {
        Self::other(error)
    }
}

/// Makes `path` and the folders above it; `path` itself readable by its owner only.
///
/// # Errors
/// When the folder cannot be made.
pub fn private_folder(path: &Path) -> Result<(), CaseError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|error| CaseError::Io(path.to_owned(), error))
}

/// Makes or empties the file at `path`, readable by its owner only.
///
/// # Errors
/// When the file cannot be made.
pub fn private_file(path: &Path) -> Result<File, CaseError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| CaseError::Io(path.to_owned(), error))
}
