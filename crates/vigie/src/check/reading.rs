//! The bytes of a file while parsers read them: counted for the progress bar, and hashed in passing, so
//! that a large file is read from the disk once.

use std::cell::RefCell;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest as _, Sha256};
use vigie_core::{ReadAt, SharedBytes};

/// Bytes read so far, of all that are to be read.
#[derive(Default)]
pub(super) struct Done {
    bytes: AtomicU64,
}

impl Done {
    pub(super) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    pub(super) fn add(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// SHA-256 of a file as far as it was read.
#[derive(Default)]
pub(super) struct Hashing(Mutex<SoFar>);

#[derive(Default)]
struct SoFar {
    hash: Sha256,
    bytes: u64,
}

/// Bytes that a reader may pass over and that are read for the hash alone: pages of other tables
/// between those of one.
const GAP: u64 = 1 << 20;

/// Bytes read at a time.
const PIECE: usize = 256 << 10;

thread_local! {
    /// Kept, because the system would clear it anew for each of thousands of files.
    static BUFFER: RefCell<Vec<u8>> = RefCell::new(vec![0; PIECE]);
}

impl Hashing {
    /// Takes `bytes`, which stand at `offset` of `data`, if they come next.
    fn pass(&self, data: &dyn ReadAt, offset: u64, bytes: &[u8]) {
        // Another parser reads the same file: one of them is enough.
        let Ok(mut so_far) = self.0.try_lock() else { return };
        if offset > so_far.bytes && offset - so_far.bytes <= GAP {
            // What cannot be read now is read, and told, at the end.
            let _ = so_far.read(data, offset);
        }
        let known = so_far.bytes.checked_sub(offset).and_then(|known| usize::try_from(known).ok());
        if let Some(new) = known.and_then(|known| bytes.get(known..)).filter(|new| !new.is_empty())
        {
            so_far.update(new);
        }
    }

    /// Reads the rest of `data`; gives its size and SHA-256 in hexadecimal, and how much of it had been
    /// read in passing.
    pub(super) fn finish(&self, data: &dyn ReadAt) -> io::Result<(u64, String, u64)> {
        let mut so_far = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let in_passing = so_far.bytes;
        so_far.read(data, u64::MAX)?;
        Ok((so_far.bytes, hex(so_far.hash.clone()), in_passing))
    }
}

impl SoFar {
    fn update(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.bytes = self.bytes.saturating_add(bytes.len() as u64);
    }

    /// Reads up to `end`, or to the end of `data`.
    fn read(&mut self, data: &dyn ReadAt, end: u64) -> io::Result<()> {
        BUFFER.with_borrow_mut(|buffer| {
            while self.bytes < end {
                let most = usize::try_from(end - self.bytes).unwrap_or(PIECE).min(buffer.len());
                let Some(piece) = buffer.get_mut(..most) else { break };
                match data.read_at(self.bytes, piece)? {
                    0 => break,
                    read => self.update(piece.get(..read).unwrap_or_default()),
                }
            }
            Ok(())
        })
    }
}

/// Size and SHA-256 in hexadecimal of `data`.
pub(crate) fn hash_of(data: &dyn ReadAt) -> io::Result<(u64, String)> {
    Hashing::default().finish(data).map(|(size, sha256, _)| (size, sha256))
}

/// Size and SHA-256 in hexadecimal of what `data` gives.
pub(crate) fn hash_reader(data: &mut dyn io::Read) -> io::Result<(u64, String)> {
    let mut so_far = SoFar::default();
    BUFFER.with_borrow_mut(|buffer| {
        loop {
            match data.read(buffer)? {
                0 => return Ok((so_far.bytes, hex(so_far.hash.clone()))),
                read => so_far.update(buffer.get(..read).unwrap_or_default()),
            }
        }
    })
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file that is being read.
pub(super) struct Reading {
    pub(super) data: SharedBytes,
    pub(super) done: Arc<Done>,
    /// Its hash, where the bytes are those that are stored.
    pub(super) hashing: Option<Arc<Hashing>>,
}

impl ReadAt for Reading {
    fn size(&self) -> u64 {
        self.data.size()
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.data.read_at(offset, buffer)?;
        self.done.add(read as u64);
        if let Some(hashing) = &self.hashing {
            hashing.pass(&*self.data, offset, buffer.get(..read).unwrap_or_default());
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_core::{Bytes, Streamed};

    /// However a file is read, its hash is the same.
    #[test]
    fn hashes_do_not_depend_on_how_a_file_is_read() {
        let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| n.to_le_bytes()[n as usize % 4]).collect();
        let data: SharedBytes = Arc::new(Bytes(bytes));
        let expected = hash_of(&*data).unwrap();
        assert_eq!(hash_reader(&mut Streamed::new(&*data)).unwrap(), expected);
        let size = data.size();
        let orders: [Vec<u64>; 5] = [
            vec![],
            vec![0, 4096, 4096, 0, 100_000, 50_000],
            vec![4096, 0, 2_000_000, 900_000, 1_000_000, size - 1, size, size + 5],
            (0..size / 4096).map(|page| page * 4096).collect(),
            (0..size / 4096).rev().map(|page| page * 4096).collect(),
        ];
        for order in orders {
            let hashing = Arc::new(Hashing::default());
            let (data, done) = (Arc::clone(&data), Arc::default());
            let reading = Reading { data, done, hashing: Some(Arc::clone(&hashing)) };
            for offset in order {
                reading.read_at(offset, &mut [0; 4096]).unwrap();
            }
            let (size, sha256, in_passing) = hashing.finish(&*reading.data).unwrap();
            assert_eq!((size, sha256), expected);
            assert!(in_passing <= size);
        }
    }
}
