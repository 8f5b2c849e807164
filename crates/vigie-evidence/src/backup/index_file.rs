//! The files of a backup that are not files of the device.

/// A file that describes the backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum IndexFile {
    /// The device, and the computer that made the backup.
    Info,
    /// Versions, apps, keys.
    ManifestPlist,
    /// How far the backup got.
    Status,
    /// One row per file.
    ManifestDb,
    /// Its write-ahead log, left by a program that opened it.
    ManifestWal,
    /// The index of backups made before iOS 10.
    ManifestMbdb,
}

impl IndexFile {
    pub(crate) const ALL: [Self; 6] = [
        Self::Info,
        Self::ManifestPlist,
        Self::Status,
        Self::ManifestDb,
        Self::ManifestWal,
        Self::ManifestMbdb,
    ];

    /// Its name in the backup's folder.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Info => "Info.plist",
            Self::ManifestPlist => "Manifest.plist",
            Self::Status => "Status.plist",
            Self::ManifestDb => "Manifest.db",
            Self::ManifestWal => "Manifest.db-wal",
            Self::ManifestMbdb => "Manifest.mbdb",
        }
    }

    /// The path that parsers know it by.
    pub(crate) fn path(self) -> String {
        format!("/backup/{}", self.name())
    }

    /// The index file of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|file| file.name() == name)
    }

    /// The index file with that path.
    pub(crate) fn at_path(path: &str) -> Option<Self> {
        path.strip_prefix("/backup/").and_then(Self::named)
    }
}

/// Whether a file that begins with `start` is an SQLite database.
pub(crate) fn is_sqlite(start: &[u8; 16]) -> bool {
    start == b"SQLite format 3\0"
}
