//! Bytes of evidence: of a file, of a part of something, and kept aside while an archive is read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use vigie_core::{Bytes, ReadAt, SharedBytes, Stop};

/// Compressed members up to this size are kept in memory, larger ones in the scratch folder.
const MOST_IN_MEMORY: usize = 16 << 20;

/// Without a scratch folder nothing larger than this is kept.
const MOST_WITHOUT_SCRATCH: u64 = 128 << 20;

/// A file of the computer, read only.
pub(crate) struct FileBytes {
    file: File,
    size: u64,
}

impl FileBytes {
    /// Opens a regular file; a link to one is followed.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        // Opening a pipe would wait for a writer: look before.
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
        }
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        Ok(Self { file, size })
    }
}

impl ReadAt for FileBytes {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        read_file_at(&self.file, offset, buffer)
    }
}

#[cfg(unix)]
fn read_file_at(file: &File, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_file_at(file: &File, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, offset)
}

/// A part of other bytes.
pub(crate) struct Window {
    data: SharedBytes,
    start: u64,
    size: u64,
}

impl Window {
    /// `size` bytes of `data` from `start` on, as far as there are any.
    pub(crate) fn new(data: SharedBytes, start: u64, size: u64) -> Self {
        let size = size.min(data.size().saturating_sub(start));
        Self { data, start, size }
    }
}

impl ReadAt for Window {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.size.saturating_sub(offset)).unwrap_or(usize::MAX);
        let wanted = left.min(buffer.len());
        let buffer = buffer.get_mut(..wanted).unwrap_or_default();
        self.data.read_at(self.start.saturating_add(offset), buffer)
    }
}

/// Shared bytes read from a position to their end.
pub(crate) struct Cursor {
    data: SharedBytes,
    offset: u64,
}

impl Cursor {
    pub(crate) const fn new(data: SharedBytes) -> Self {
        Self { data, offset: 0 }
    }

    /// Offset of the next byte.
    pub(crate) const fn offset(&self) -> u64 {
        self.offset
    }

    /// Goes `bytes` further, also past the end.
    pub(crate) const fn skip(&mut self, bytes: u64) {
        self.offset = self.offset.saturating_add(bytes);
    }
}

impl Read for Cursor {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.data.read_at(self.offset, buffer)?;
        self.skip(read as u64);
        Ok(read)
    }
}

/// Fills `buffer` from `offset` on; gives how much of it could be filled.
pub(crate) fn fill(data: &dyn ReadAt, mut offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
    let all = buffer.len();
    let mut rest = buffer;
    while !rest.is_empty() {
        let read = data.read_at(offset, rest)?;
        if read == 0 {
            break;
        }
        offset = offset.saturating_add(read as u64);
        rest = rest.get_mut(read..).unwrap_or_default();
    }
    Ok(all.saturating_sub(rest.len()))
}

/// Takes bytes that came out of an archive: in memory while they are few, then in a file of the
/// scratch folder that only the user can read and that has no name for longer than needed.
pub(crate) struct Spill {
    scratch: Option<PathBuf>,
    memory: Vec<u8>,
    file: Option<ScratchFile>,
    size: u64,
}

impl Spill {
    pub(crate) fn new(scratch: Option<&Path>) -> Self {
        let scratch = scratch.map(Path::to_owned);
        Self { scratch, memory: Vec::new(), file: None, size: 0 }
    }

    /// How many bytes it took.
    pub(crate) const fn size(&self) -> u64 {
        self.size
    }

    /// Takes more bytes.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        self.size = self.size.saturating_add(bytes.len() as u64);
        if let Some(file) = &mut self.file {
            file.file.write_all(bytes)?;
            return Ok(());
        }
        self.memory.extend_from_slice(bytes);
        if self.memory.len() > MOST_IN_MEMORY {
            if let Some(scratch) = &self.scratch {
                let mut file = ScratchFile::create(scratch)?;
                file.file.write_all(&std::mem::take(&mut self.memory))?;
                self.file = Some(file);
            } else if self.size > MOST_WITHOUT_SCRATCH {
                let what = "bytes of archive members held in memory";
                return Err(Stop::Limit { what, most: MOST_WITHOUT_SCRATCH });
            }
        }
        Ok(())
    }

    /// The bytes it took.
    pub(crate) fn finish(self) -> SharedBytes {
        match self.file {
            Some(file) => Arc::new(Spilled { size: self.size, file }),
            None => Arc::new(Bytes(self.memory)),
        }
    }
}

/// A file that goes when its value does.
struct ScratchFile {
    file: File,
    /// Its name, where the system does not allow an open file to lose it.
    path: Option<PathBuf>,
}

impl ScratchFile {
    fn create(folder: &Path) -> io::Result<Self> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        loop {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!("member-{}-{number}", std::process::id()));
            match options.open(&path) {
                Ok(file) => {
                    let path = fs::remove_file(&path).is_err().then_some(path);
                    return Ok(Self { file, path });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl Drop for ScratchFile {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            // It is the user's private folder, which is removed as a whole in the end.
            let _ = fs::remove_file(path);
        }
    }
}

struct Spilled {
    file: ScratchFile,
    size: u64,
}

impl ReadAt for Spilled {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        read_file_at(&self.file.file, offset, buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_ends_where_its_data_does() {
        let data: SharedBytes = Arc::new(Bytes((0..10).collect()));
        let window = Window::new(data, 7, u64::MAX);
        let mut buffer = [0; 9];
        assert_eq!((window.size(), window.read_at(1, &mut buffer).unwrap()), (3, 2));
        assert_eq!(&buffer[..2], &[8, 9]);
        assert_eq!(window.read_at(u64::MAX, &mut buffer).unwrap(), 0);
    }

    #[test]
    fn many_bytes_go_to_the_scratch_folder_and_leave_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut spill = Spill::new(Some(folder.path()));
        for _ in 0..17 {
            spill.push(&[7; 1 << 20]).unwrap();
        }
        assert!(spill.file.is_some());
        spill.push(b"end").unwrap();
        let data = spill.finish();
        let mut end = [0; 5];
        assert_eq!(fill(&data, (17 << 20) - 2, &mut end).unwrap(), 5);
        assert_eq!(&end, b"\x07\x07end");
        drop(data);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn without_a_scratch_folder_there_is_a_limit() {
        let mut spill = Spill::new(None);
        let mut pushed = (0..200).map(|_| spill.push(&[0; 1 << 20]));
        assert!(pushed.any(|pushed| matches!(pushed, Err(Stop::Limit { .. }))));
    }
}
