//! Databases whose bytes depend on their rows alone.

use std::fs::{self, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::{Error, Result, Rng};

/// A database being filled, in one transaction.
#[derive(Debug)]
pub(crate) struct Database {
    connection: Connection,
    path: PathBuf,
    page: usize,
}

/// The version of SQLite that iOS 17 has; written into every header, so that samples do not
/// change with the SQLite this crate links.
const VERSION: u32 = 3_043_002;

impl Database {
    /// A new database at `path` with the tables of `schema`, in pages of `page` bytes.
    pub(crate) fn create(path: &Path, schema: &str, page: usize) -> Result<Self> {
        if path.exists() {
            fs::remove_file(path).map_err(Error::at(path))?;
        }
        let connection = Connection::open(path)?;
        connection.execute_batch(&format!("PRAGMA page_size = {page};"))?;
        connection.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
             PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536;
             PRAGMA temp_store = MEMORY; BEGIN",
        )?;
        connection.execute_batch(schema)?;
        Ok(Self { connection, path: path.to_path_buf(), page })
    }

    /// The open connection.
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Commits and closes.
    pub(crate) fn finish(self) -> Result<()> {
        self.connection.execute_batch("COMMIT")?;
        self.connection.close().map_err(|(_, error)| error)?;
        normalise_header(&self.path)
    }

    /// Commits, then writes what `late` does into the write-ahead log only, which is left beside
    /// the database with `-wal` at the end of its name.
    pub(crate) fn finish_with_wal(
        self,
        rng: &mut Rng,
        late: impl FnOnce(&Connection) -> Result<()>,
    ) -> Result<PathBuf> {
        self.connection.execute_batch("COMMIT")?;
        self.connection.close().map_err(|(_, error)| error)?;
        let connection = Connection::open(&self.path)?;
        connection.execute_batch(
            "PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
             PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; BEGIN",
        )?;
        late(&connection)?;
        connection.execute_batch("COMMIT")?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        connection.close().map_err(|(_, error)| error)?;
        let mut wal = self.path.clone().into_os_string();
        wal.push("-wal");
        let wal = PathBuf::from(wal);
        resalt(&wal, self.page, rng)?;
        normalise_header(&self.path)?;
        Ok(wal)
    }
}

/// Marks the database as one in WAL mode, as nearly all of iOS are, and fixes the version of
/// SQLite (<https://www.sqlite.org/fileformat2.html#the_database_header>).
fn normalise_header(path: &Path) -> Result<()> {
    let mut file = OpenOptions::new().write(true).open(path).map_err(Error::at(path))?;
    for (at, bytes) in [(18, &[2, 2][..]), (96, &VERSION.to_be_bytes()[..])] {
        file.seek(SeekFrom::Start(at)).map_err(Error::at(path))?;
        file.write_all(bytes).map_err(Error::at(path))?;
    }
    Ok(())
}

/// SQLite salts each log at random; this gives it salts of `rng` and reckons the checksums anew
/// (<https://www.sqlite.org/fileformat2.html#the_write_ahead_log>).
fn resalt(path: &Path, page: usize, rng: &mut Rng) -> Result<()> {
    let old = fs::read(path).map_err(Error::at(path))?;
    let (header, frames) = old.split_at_checked(32).unwrap_or((&[], &[]));
    let salt: [u8; 8] = rng.bytes();
    let big_endian = header.get(3) == Some(&0x83);
    let mut sum = Checksum { big_endian, ..Checksum::default() };
    let mut new = Vec::with_capacity(old.len());
    new.extend_from_slice(header.get(..16).unwrap_or(&[]));
    new.extend_from_slice(&salt);
    sum.add(&new);
    new.extend_from_slice(&sum.bytes());
    for frame in frames.chunks_exact(24 + page) {
        let (head, page) = frame.split_at(24);
        let head = head.get(..8).unwrap_or(&[]);
        // Page 1 carries the database header: it gets the same version as the main file.
        let mut page = page.to_vec();
        if head.get(..4) == Some(&[0, 0, 0, 1])
            && let Some(version) = page.get_mut(96..100)
        {
            version.copy_from_slice(&VERSION.to_be_bytes());
        }
        sum.add(head);
        sum.add(&page);
        new.extend_from_slice(head);
        new.extend_from_slice(&salt);
        new.extend_from_slice(&sum.bytes());
        new.extend_from_slice(&page);
    }
    fs::write(path, new).map_err(Error::at(path))
}

/// The running checksum of a write-ahead log.
#[derive(Default)]
struct Checksum {
    big_endian: bool,
    first: u32,
    second: u32,
}

impl Checksum {
    fn add(&mut self, bytes: &[u8]) {
        let (words, _) = bytes.as_chunks::<4>();
        let (pairs, _) = words.as_chunks::<2>();
        let word = |bytes: [u8; 4]| {
            if self.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
        };
        for [one, other] in pairs {
            self.first = self.first.wrapping_add(word(*one)).wrapping_add(self.second);
            self.second = self.second.wrapping_add(word(*other)).wrapping_add(self.first);
        }
    }

    fn bytes(&self) -> [u8; 8] {
        let [a, b, c, d] = self.first.to_be_bytes();
        let [e, f, g, h] = self.second.to_be_bytes();
        [a, b, c, d, e, f, g, h]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resalted_log_is_still_read_and_bytes_repeat() {
        let scratch = tempfile::tempdir().unwrap();
        let make = |name: &str| {
            let path = scratch.path().join(name);
            let database = Database::create(&path, "CREATE TABLE t(a)", 1024).unwrap();
            database.connection().execute("INSERT INTO t VALUES ('early')", []).unwrap();
            let wal = database
                .finish_with_wal(&mut Rng::new(3), |connection| {
                    connection.execute("INSERT INTO t VALUES ('late')", [])?;
                    connection.execute_batch("CREATE TABLE u(b)")?;
                    Ok(())
                })
                .unwrap();
            (path, wal)
        };
        let (first, first_wal) = make("first");
        let (second, second_wal) = make("second");
        assert_eq!(fs::read(&first).unwrap(), fs::read(second).unwrap());
        assert_eq!(fs::read(first_wal).unwrap(), fs::read(second_wal).unwrap());
        let alone = scratch.path().join("alone");
        fs::copy(&first, &alone).unwrap();
        let count = |path: &Path| -> i64 {
            let connection = Connection::open(path).unwrap();
            connection.query_row("SELECT count(*) FROM t", [], |row| row.get(0)).unwrap()
        };
        assert_eq!(count(&alone), 1);
        assert_eq!(count(&first), 2);
    }
}
