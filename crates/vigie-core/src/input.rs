//! Bytes of evidence, and how much of them may be used.

use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;

use crate::{Stop, Time};

/// Bytes that can be read at any position, from any thread. Never written to.
pub trait ReadAt: Send + Sync {
    /// Length in bytes.
    fn size(&self) -> u64;

    /// Reads up to `buffer.len()` bytes at `offset`; 0 at and past the end.
    ///
    /// # Errors
    /// When the bytes cannot be had.
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize>;
}

impl<T: ReadAt + ?Sized> ReadAt for Arc<T> {
    fn size(&self) -> u64 {
        (**self).size()
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        (**self).read_at(offset, buffer)
    }
}

/// Shared bytes of one file of evidence.
pub type SharedBytes = Arc<dyn ReadAt>;

/// Bytes in memory.
#[derive(Clone, Debug, Default)]
pub struct Bytes(pub Vec<u8>);

impl ReadAt for Bytes {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let mut rest = self.0.get(start..).unwrap_or_default();
        rest.read(buffer)
    }
}

/// A [`ReadAt`] read from its start to its end.
pub struct Streamed<'a> {
    data: &'a dyn ReadAt,
    offset: u64,
}

impl<'a> Streamed<'a> {
    /// Starts at the first byte of `data`.
    #[must_use]
    pub fn new(data: &'a dyn ReadAt) -> Self {
        Self { data, offset: 0 }
    }
}

impl Read for Streamed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.data.read_at(self.offset, buffer)?;
        self.offset = self.offset.saturating_add(read as u64);
        Ok(read)
    }
}

/// The whole of `data` in memory, when it is at most `most` bytes.
///
/// # Errors
/// [`Stop::Limit`] when it is larger, [`Stop::Io`] when it cannot be read.
pub fn read_all(data: &dyn ReadAt, most: u64) -> Result<Vec<u8>, Stop> {
    if data.size() > most {
        return Err(Stop::Limit { what: "bytes of a file read whole", most });
    }
    let mut all = Vec::new();
    Streamed::new(data).take(most).read_to_end(&mut all)?;
    Ok(all)
}

/// Other files of the same evidence, for artefacts that span several.
pub trait Siblings: Sync {
    /// The file at `path` (absolute, on the device); `None` when the evidence has none.
    ///
    /// # Errors
    /// When it is there but cannot be opened.
    fn open(&self, path: &str) -> Result<Option<SharedBytes>, Stop>;

    /// Whether the bytes of a backup's file with this id are there.
    fn has_backup_file(&self, file_id: &str) -> bool {
        let _ = file_id;
        true
    }

    /// Paths of the files below `folder` (absolute, ending in `/`) that some parser reads, in order.
    fn below(&self, folder: &str) -> Vec<String> {
        let _ = folder;
        Vec::new()
    }
}

/// One file for one parser.
pub struct Input<'a> {
    /// Absolute path on the device, or inside the evidence; that of a folder ends in `/`.
    pub path: &'a str,
    /// When it was last changed on the device, where the evidence says so.
    pub modified: Option<Time>,
    /// Its bytes.
    pub data: SharedBytes,
    /// Line of the file at which these bytes begin, counting from 1: more than that where they are a
    /// section of a longer file, so that what is read can be found there.
    pub first_line: u64,
    /// The files around it.
    pub siblings: &'a dyn Siblings,
    /// What may be used.
    pub limits: Limits,
}

impl Input<'_> {
    /// The file beside this one whose path is this path plus `suffix`, such as `-wal`.
    ///
    /// # Errors
    /// When it is there but cannot be opened.
    pub fn beside(&self, suffix: &str) -> Result<Option<SharedBytes>, Stop> {
        self.siblings.open(&format!("{}{suffix}", self.path))
    }

    /// The whole file in memory, within the limits.
    ///
    /// # Errors
    /// As [`read_all`].
    pub fn read_all(&self) -> Result<Vec<u8>, Stop> {
        read_all(&*self.data, self.limits.whole_file)
    }
}

/// What reading one file may use before it is stopped.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Records emitted from one file.
    pub records: u64,
    /// Problems noted for one file; further ones are only counted.
    pub problems: u64,
    /// Bytes of a file that its format forces into memory at once.
    pub whole_file: u64,
    /// Bytes of one value: a text, a blob, a property list inside a row.
    pub value: u64,
    /// Levels of nesting in a tree format.
    pub depth: u32,
    /// Bytes out per byte in while decompressing.
    pub ratio: u64,
    /// Members of one archive.
    pub members: u64,
    /// Bytes of one decompressed archive member.
    pub member: u64,
    /// Wall time for one file.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            records: 50_000_000,
            problems: 1000,
            whole_file: 256 << 20,
            value: 64 << 20,
            depth: 64,
            ratio: 200,
            members: 20_000_000,
            member: 64 << 30,
            time: Duration::from_secs(3600),
        }
    }
}
