//! What `Manifest.db` of an iOS backup says about one file.

use vigie_core::{Limits, Stop, Time};

/// What an iOS backup says about one file: the `MBFile` in column `file` of `Manifest.db`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackupFile {
    /// When the file was created.
    pub birth: Option<Time>,
    /// When its content last changed.
    pub last_modified: Option<Time>,
    /// When its metadata last changed.
    pub last_status_change: Option<Time>,
    /// Type and permissions, as `st_mode`.
    pub mode: Option<i64>,
    /// Owner.
    pub user_id: Option<i64>,
    /// Group.
    pub group_id: Option<i64>,
    /// Bytes of its content, before encryption.
    pub size: Option<i64>,
    /// Inode on the device.
    pub inode: Option<i64>,
    /// Class of the key that wraps [`BackupFile::encryption_key`].
    pub protection_class: Option<i64>,
    /// Flags of the backup.
    pub flags: Option<i64>,
    /// Path inside its domain.
    pub relative_path: Option<String>,
    /// Class (4 bytes, little-endian) and wrapped key (40 bytes), as stored.
    pub encryption_key: Option<Vec<u8>>,
    /// Hash of the content, as stored.
    pub digest: Option<Vec<u8>>,
    /// Extended attributes: a property list, as stored.
    pub extended_attributes: Option<Vec<u8>>,
    /// Where a symbolic link points.
    pub target: Option<String>,
    /// The first field that is there but could not be read.
    pub damage: Option<String>,
}

/// Reads the property list that an iOS backup keeps about a file. Fields it does not hold are
/// `None`.
///
/// # Errors
/// When it is damaged as a whole. Damage of one field is noted in [`BackupFile::damage`].
pub fn backup_file(bytes: &[u8], limits: &Limits) -> Result<BackupFile, Stop> {
    let _ = (bytes, limits);
    Err(Stop::Unsupported("this backup record".into()))
}
