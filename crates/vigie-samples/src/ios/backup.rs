//! A backup: `Info.plist`, `Manifest.plist`, `Status.plist`, `Manifest.db`, and files by their IDs.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use plist::Value;
use rusqlite::params;
use sha1::{Digest, Sha1};

use super::archive::{Archive, dictionary};
use super::keybag::{AFTER_FIRST_UNLOCK, Keys, encrypt};
use super::layout::{DeviceFile, Layout, file};
use super::{Hostile, Plan, Release};
use crate::sqlite::Database;
use crate::{Error, Result, Rng};

/// A backup being written.
pub(crate) struct Backup {
    folder: PathBuf,
    /// Where files stand in clear until they are encrypted.
    scratch: PathBuf,
    /// The keys, where the backup is encrypted.
    pub(crate) keys: Option<Keys>,
    index: Database,
    listed: BTreeSet<String>,
    rng: Rng,
    release: Release,
    /// Rows of the index.
    pub(crate) rows: u64,
}

const SCHEMA: &str = "
    CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB);
    CREATE TABLE Properties (key TEXT PRIMARY KEY, value BLOB);";
const INDEXES: &str = "
    CREATE INDEX FilesDomainIdx ON Files(domain);
    CREATE INDEX FilesRelativePathIdx ON Files(relativePath);
    CREATE INDEX FilesFlagsIdx ON Files(flags);";

/// What a row of the index is.
#[derive(Clone, Copy)]
enum Entry<'a> {
    File { size: u64, digest: [u8; 20], key: Option<&'a [u8]> },
    Directory,
    Link { target: &'a str },
}

impl Backup {
    /// An empty backup in `folder`.
    pub(crate) fn create(folder: &Path, plan: &Plan) -> Result<Self> {
        let scratch = folder.join(".building");
        fs::create_dir_all(&scratch).map_err(Error::at(&scratch))?;
        let keys = plan
            .encryption
            .as_ref()
            .map(|encryption| Keys::new(encryption, Rng::part(plan.seed, "keys")))
            .transpose()?;
        let index = Database::create(&scratch.join("Manifest.db"), SCHEMA, plan.page)?;
        Ok(Self {
            folder: folder.to_path_buf(),
            scratch,
            keys,
            index,
            listed: BTreeSet::new(),
            rng: Rng::part(plan.seed, "index"),
            release: Release::of(plan.ios)?,
            rows: 0,
        })
    }

    /// Adds odd rows, closes the index and gives the number of its rows.
    pub(crate) fn finish(mut self, plan: &Plan) -> Result<(Option<Keys>, u64)> {
        if plan.odd(Hostile::OddIndexRows) {
            self.odd_rows()?;
        }
        self.index.connection().execute_batch(INDEXES)?;
        self.index.finish()?;
        let (from, to) = (self.scratch.join("Manifest.db"), self.folder.join("Manifest.db"));
        match &self.keys {
            Some(keys) if keys.manifest_key.is_some() => keys.encrypt_manifest(&from, &to)?,
            _ => fs::rename(&from, &to).map_err(Error::at(&to))?,
        }
        fs::remove_dir_all(&self.scratch).map_err(Error::at(&self.scratch))?;
        Ok((self.keys, self.rows))
    }

    fn insert(&mut self, file: DeviceFile, entry: Entry, class: u32) -> Result<()> {
        let blob = self.mbfile(file, entry, class)?;
        let flags = match entry {
            Entry::File { .. } => 1,
            Entry::Directory => 2,
            Entry::Link { .. } => 4,
        };
        let mut statement = self
            .index
            .connection()
            .prepare_cached("INSERT OR REPLACE INTO Files VALUES (?1, ?2, ?3, ?4, ?5)")?;
        statement.execute(params![file_id(file), file.domain, file.path, flags, blob])?;
        self.rows += 1;
        Ok(())
    }

    /// The archived `MBFile` of one row.
    fn mbfile(&mut self, file: DeviceFile, entry: Entry, class: u32) -> Result<Vec<u8>> {
        let age = self.rng.range(3600, 400 * 86_400);
        let modified = self.release.backed_up.unix() - age;
        let birth = modified - self.rng.range(0, 30 * 86_400);
        let root = file.domain.starts_with("Root") || file.domain.starts_with("Sys");
        let owner = if root { 0 } else { 501 };
        let (mode, size, class) = match entry {
            Entry::File { size, .. } => (0o100_644, size, class),
            Entry::Directory => (0o040_755, 0, 0),
            Entry::Link { .. } => (0o120_755, 0, 0),
        };
        let mut archive = Archive::new();
        // The object itself comes first in the archive: reserve number 1, fill it at the end.
        let this = archive.add("");
        let path = archive.add(file.path);
        let mut fields = vec![
            ("LastModified", Value::from(modified)),
            ("Flags", Value::from(0)),
            ("GroupID", Value::from(owner)),
            ("LastStatusChange", Value::from(modified)),
            ("RelativePath", path),
            ("Birth", Value::from(birth)),
            ("Size", Value::from(size)),
            ("Mode", Value::from(mode)),
            ("UserID", Value::from(owner)),
            ("InodeNumber", Value::from(self.rng.range(10_000, 9_000_000))),
            ("ProtectionClass", Value::from(class)),
        ];
        match entry {
            Entry::File { digest, key, .. } => {
                if let Some(key) = key {
                    let data = archive.add("");
                    let class = archive.class(&["NSMutableData", "NSData", "NSObject"]);
                    let bytes = Value::Data(key.to_vec());
                    archive.replace(&data, dictionary([("NS.data", bytes), ("$class", class)]));
                    fields.push(("EncryptionKey", data));
                }
                fields.push(("Digest", archive.add(Value::Data(digest.to_vec()))));
            }
            Entry::Link { target } => fields.push(("Target", archive.add(target))),
            Entry::Directory => {}
        }
        fields.push(("$class", archive.class(&["MBFile", "NSObject"])));
        archive.replace(&this, dictionary(fields));
        archive.bytes(&this)
    }

    /// Directories above `file`, once each.
    fn parents(&mut self, file: DeviceFile) -> Result<()> {
        let mut ends = vec![0];
        ends.extend(file.path.match_indices('/').map(|(at, _)| at));
        for end in ends {
            let path = file.path.get(..end).unwrap_or("");
            self.directory_once(DeviceFile { path, ..file })?;
        }
        Ok(())
    }

    fn directory_once(&mut self, directory: DeviceFile) -> Result<()> {
        if self.listed.insert(format!("{}-{}", directory.domain, directory.path)) {
            self.insert(directory, Entry::Directory, 0)?;
        }
        Ok(())
    }

    /// Rows that no sane reader should trip over.
    fn odd_rows(&mut self) -> Result<()> {
        let whole = self.mbfile(file("HomeDomain", "Library/odd"), Entry::Directory, 0)?;
        let cut = whole.get(..whole.len() / 2).unwrap_or(&[]);
        let nested = format!("{}{}", "<array>".repeat(5000), "</array>".repeat(5000));
        let nested = format!("<?xml version=\"1.0\"?><plist version=\"1.0\">{nested}</plist>");
        let connection = self.index.connection();
        connection.execute_batch(
            "INSERT INTO Files VALUES ('odd-null', NULL, NULL, NULL, NULL);
             INSERT INTO Files VALUES (NULL, 'HomeDomain', 'Library/odd/no-id', 1, x'');
             INSERT INTO Files VALUES ('../../../../etc/passwd', 'HomeDomain', '../../etc/passwd', 1, NULL);
             INSERT INTO Files VALUES (7, 8, x'00ff', 'text', 'not a blob');",
        )?;
        let mut statement =
            connection.prepare("INSERT INTO Files VALUES (?1, 'HomeDomain', ?2, 1, ?3)")?;
        for (number, blob) in [cut, nested.as_bytes(), &[0xff; 64][..]].into_iter().enumerate() {
            let path = format!("Library/odd/{number}");
            let id = file_id(file("HomeDomain", &path));
            statement.execute(params![id, path, blob])?;
        }
        self.rows += 7;
        Ok(())
    }

    fn stored(&self, file: DeviceFile) -> Result<PathBuf> {
        let id = file_id(file);
        let folder = self.folder.join(id.get(..2).unwrap_or("00"));
        fs::create_dir_all(&folder).map_err(Error::at(&folder))?;
        Ok(folder.join(id))
    }
}

impl Layout for Backup {
    fn name(&self, file: DeviceFile) -> String {
        file_id(file)
    }

    fn place(&mut self, file: DeviceFile) -> Result<PathBuf> {
        if self.keys.is_some() { Ok(self.scratch.join(file_id(file))) } else { self.stored(file) }
    }

    fn keep(&mut self, file: DeviceFile) -> Result<()> {
        self.parents(file)?;
        let place = self.place(file)?;
        let (size, digest) = measure(&place)?;
        let class = AFTER_FIRST_UNLOCK;
        if let Some(keys) = &mut self.keys {
            let (key, wrapped) = keys.file_key(class)?;
            encrypt(&key, &place, &self.stored(file)?)?;
            fs::remove_file(&place).map_err(Error::at(&place))?;
            self.insert(file, Entry::File { size, digest, key: Some(&wrapped) }, class)
        } else {
            self.insert(file, Entry::File { size, digest, key: None }, class)
        }
    }

    fn directory(&mut self, file: DeviceFile) -> Result<()> {
        self.parents(file)?;
        self.directory_once(file)
    }

    fn link(&mut self, file: DeviceFile, target: &str) -> Result<()> {
        self.parents(file)?;
        self.insert(file, Entry::Link { target }, 0)
    }

    fn missing(&mut self, file: DeviceFile) -> Result<()> {
        self.parents(file)?;
        let entry = Entry::File { size: 4096, digest: [0; 20], key: None };
        self.insert(file, entry, AFTER_FIRST_UNLOCK)
    }
}

/// SHA-1 of the domain, a hyphen and the path.
pub(crate) fn file_id(file: DeviceFile) -> String {
    let mut hash = Sha1::new();
    for part in [file.domain, "-", file.path] {
        hash.update(part);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Size and SHA-1 of a file.
fn measure(path: &Path) -> Result<(u64, [u8; 20])> {
    let mut file = File::open(path).map_err(Error::at(path))?;
    let (mut hash, mut size, mut buffer) = (Sha1::new(), 0, vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer).map_err(Error::at(path))?;
        if read == 0 {
            return Ok((size, hash.finalize().into()));
        }
        size += read as u64;
        hash.update(buffer.get(..read).unwrap_or(&[]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_ids_are_those_of_real_backups() {
        let sms = file("HomeDomain", "Library/SMS/sms.db");
        assert_eq!(file_id(sms), "3d0d7e5fb2ce288813306e4d4636395e047a3d28");
    }
}
