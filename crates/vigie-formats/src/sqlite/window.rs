//! Stretches of a file held in memory while a scan passes over them.

use std::io::{self, ErrorKind};

use vigie_core::ReadAt;

/// Most bytes read at once.
pub(super) const AHEAD: usize = 256 << 10;

/// What a scan holds of the two files of a database.
#[derive(Debug, Default)]
pub(super) struct Window {
    /// A stretch of the main file.
    pub(super) main: Stretch,
    /// A page of the write-ahead log.
    pub(super) wal: Stretch,
}

/// A stretch of one file.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    buffer: Vec<u8>,
    start: u64,
    filled: usize,
}

impl Stretch {
    /// Whether `len` bytes at `at` are here.
    pub(super) fn holds(&self, at: u64, len: usize) -> bool {
        let from = at.checked_sub(self.start);
        from.is_some_and(|from| from.saturating_add(len as u64) <= self.filled as u64)
    }

    /// Up to `len` bytes at `at`, those that are here.
    pub(super) fn get(&self, at: u64, len: usize) -> &[u8] {
        let from = at.checked_sub(self.start).and_then(|from| usize::try_from(from).ok());
        let from = from.unwrap_or(usize::MAX);
        let to = from.saturating_add(len).min(self.filled);
        self.buffer.get(from..to).unwrap_or_default()
    }

    /// Reads `len` bytes at `at`, or as many as there are; when that fails, only the `least` that
    /// are needed now, so that one bad sector costs one page.
    pub(super) fn read(
        &mut self,
        source: &dyn ReadAt,
        at: u64,
        len: usize,
        least: usize,
    ) -> io::Result<()> {
        let len = len.min(AHEAD).max(least);
        match self.fill(source, at, len) {
            Err(_) if len > least => self.fill(source, at, least),
            done => done,
        }
    }

    fn fill(&mut self, source: &dyn ReadAt, at: u64, len: usize) -> io::Result<()> {
        self.filled = 0;
        self.start = at;
        if self.buffer.len() < len {
            self.buffer.resize(len, 0);
        }
        let buffer = self.buffer.get_mut(..len).unwrap_or_default();
        self.filled = read_full(source, at, buffer)?;
        Ok(())
    }
}

/// Fills `buffer` from `at`; gives how many bytes there were.
pub(super) fn read_full(source: &dyn ReadAt, at: u64, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read_at(at.saturating_add(filled as u64), rest) {
            Ok(0) => break,
            Ok(read) => filled = filled.saturating_add(read),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled.min(buffer.len()))
}
