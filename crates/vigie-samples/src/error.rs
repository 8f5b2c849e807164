//! Why a sample could not be written.

use std::path::PathBuf;

/// What every fallible function of this crate gives.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a sample could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// SQLite refused a statement.
    #[error("database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A property list could not be encoded.
    #[error("property list: {0}")]
    Plist(#[from] plist::Error),
    /// JSON could not be encoded.
    #[error("JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A zip archive could not be written.
    #[error("zip: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// A key could not be derived or wrapped.
    #[error("encryption: {0}")]
    Crypto(&'static str),
    /// No schema is known for this version of iOS.
    #[error("no schema of iOS {0}: known are 10 to 18 and 26")]
    UnknownIos(u8),
}

impl Error {
    /// Names the file an operation failed on.
    pub(crate) fn at(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}
