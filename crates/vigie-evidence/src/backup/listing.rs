//! What `Manifest.db` lists.
//!
//! Table `Files(fileID, domain, relativePath, flags, file)`: `flags` is 1 for a file, 2 for a
//! folder, 4 for a link; `file` is a keyed archive of an `MBFile`.

use std::borrow::Cow;
use std::sync::atomic::AtomicBool;

use vigie_core::{Limits, Locator, Stop, Time};
use vigie_formats::keyed_archive::backup_file;
use vigie_formats::sqlite::{Column, Database, Row, Table};

use super::stored::FileId;
use crate::container::check;
use crate::device_path::write_device_path;
use crate::hex;
use crate::keybag::Wrapped;
use crate::problems::Problems;

/// How a file is encrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileKey {
    pub(crate) class: u32,
    pub(crate) wrapped: Wrapped,
}

/// What the index says about one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) size: Option<u64>,
    pub(crate) modified: Option<Time>,
    /// `None`: stored in clear.
    pub(crate) key: Option<Box<FileKey>>,
}

/// The index, and where each file of it has its row.
pub(super) struct Listing {
    database: Database,
    rows: Vec<(FileId, i64)>,
}

/// Told each wanted file: id, path on the device, what the index says. The last is an error when
/// the index cannot be read there.
pub(super) type SeeListed<'a> = &'a mut dyn FnMut(FileId, &str, Result<Listed, Stop>);

/// The name that problems of the index have.
const PATH: &str = "/backup/Manifest.db";

impl Listing {
    /// Reads the index, showing the files that are wanted.
    pub(super) fn read(
        database: Database,
        limits: &Limits,
        wanted: &dyn Fn(&str) -> bool,
        see: SeeListed<'_>,
        problems: &mut Problems,
        stop: &AtomicBool,
    ) -> Result<Self, Stop> {
        for damage in database.damage() {
            problems.note(PATH, damage.at.clone(), damage.message.as_str());
        }
        let table = database.table("Files");
        let table =
            table.ok_or_else(|| Stop::malformed("Manifest.db", 0, "a table called Files"))?;
        let columns = Columns::of(&table)?;
        let mut rows = Vec::new();
        let mut path = String::new();
        let mut odd = Vec::new();
        let mut damaged = Vec::new();
        let mut row = |row: &Row<'_>| {
            check(stop)?;
            if matches!(row.integer(columns.flags), Some(2 | 4)) {
                return Ok(());
            }
            let Some(id) = row.text(columns.id).and_then(|id| hex::decode(id.as_bytes())) else {
                if odd.len() as u64 <= limits.problems {
                    odd.push((row.locator(), "expected a fileID of 40 hexadecimal digits"));
                }
                return Ok(());
            };
            rows.push((id, row.rowid()));
            let domain = row.text(columns.domain).unwrap_or(Cow::Borrowed(""));
            let relative = row.text(columns.path).unwrap_or(Cow::Borrowed(""));
            write_device_path(&domain, &relative, &mut path);
            if wanted(&path) {
                see(id, &path, columns.listed(row, limits));
            }
            Ok(())
        };
        let mut note = |at: Locator, message: String| {
            if damaged.len() as u64 <= limits.problems {
                damaged.push((at, message));
            }
        };
        let scanned = table.scan(&mut row, &mut note);
        odd.into_iter().for_each(|(at, message)| problems.note(PATH, at, message));
        damaged.into_iter().for_each(|(at, message)| problems.note(PATH, at, message));
        match scanned {
            Err(Stop::Interrupted) => return Err(Stop::Interrupted),
            Err(stop) if rows.is_empty() => return Err(stop),
            Err(stop) => problems.note(PATH, stop.locator(), format!("stopped reading: {stop}")),
            Ok(()) => {}
        }
        rows.sort_unstable();
        rows.shrink_to_fit();
        Ok(Self { database, rows })
    }

    /// What the index says about the file with this id; `None` when it does not list it.
    pub(super) fn find(&self, id: &FileId, limits: &Limits) -> Result<Option<Listed>, Stop> {
        let at = self.rows.partition_point(|(other, _)| other < id);
        let Some((_, rowid)) = self.rows.get(at).filter(|(found, _)| found == id) else {
            return Ok(None);
        };
        let Some(table) = self.database.table("Files") else { return Ok(None) };
        let columns = Columns::of(&table)?;
        let listed = table.get(*rowid, |row| columns.listed(row, limits))?;
        listed.transpose()
    }
}

/// The columns of `Files`.
struct Columns {
    id: Option<Column>,
    domain: Option<Column>,
    path: Option<Column>,
    flags: Option<Column>,
    file: Option<Column>,
}

impl Columns {
    fn of(table: &Table<'_>) -> Result<Self, Stop> {
        let column = |name| table.column(name);
        let columns = Self {
            id: column("fileID"),
            domain: column("domain"),
            path: column("relativePath"),
            flags: column("flags"),
            file: column("file"),
        };
        if columns.id.is_none() {
            let expected = "a column fileID in table Files";
            return Err(Stop::malformed("Manifest.db", 0, expected));
        }
        Ok(columns)
    }

    /// What the row says about its file.
    fn listed(&self, row: &Row<'_>, limits: &Limits) -> Result<Listed, Stop> {
        let Some(blob) = row.blob(self.file).filter(|blob| !blob.is_empty()) else {
            return Ok(Listed::default());
        };
        let file = backup_file(blob, limits)?;
        let modified = file.last_modified;
        let size = file.size.and_then(|size| u64::try_from(size).ok());
        let Some(stored) = file.encryption_key else {
            return Ok(Listed { size, modified, key: None });
        };
        let key = FileKey::of(&stored, file.protection_class);
        let expected = || Stop::malformed("EncryptionKey", 0, "44 bytes");
        Ok(Listed { size, modified, key: Some(Box::new(key.ok_or_else(expected)?)) })
    }
}

impl FileKey {
    /// A key as it is stored: 4 bytes of class, little-endian, and the wrapped key.
    pub(super) fn of(stored: &[u8], class: Option<i64>) -> Option<Self> {
        let (first, wrapped) = stored.split_first_chunk::<4>()?;
        let class = class.and_then(|class| u32::try_from(class).ok());
        let class = class.unwrap_or_else(|| u32::from_le_bytes(*first));
        Some(Self { class, wrapped: wrapped.try_into().ok()? })
    }
}
