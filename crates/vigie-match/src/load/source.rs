//! The bytes of one indicator file: hashed as they are read, unpacked when packed, read ahead in
//! another thread when there are many.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};

use flate2::read::MultiGzDecoder;
use sha2::{Digest as _, Sha256};
use vigie_core::{Limits, Stop};

/// Bytes that are looked at to recognise a format.
const HEAD: usize = 64 << 10;
/// Bytes handed from thread to thread at once.
const CHUNK: usize = 1 << 20;

/// The beginning of a file, unpacked.
pub(crate) struct Head {
    /// Its first bytes.
    pub(crate) bytes: Vec<u8>,
    /// True when these are all.
    pub(crate) is_whole: bool,
    /// True for gzip.
    is_packed: bool,
    /// Bytes of the file as it lies there.
    size: u64,
}

impl Head {
    /// A file that is not packed and is `bytes`.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self { bytes: bytes.to_vec(), is_whole: true, is_packed: false, size: bytes.len() as u64 }
    }
}

/// Reads the beginning of the file at `path`.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn head(path: &Path, limits: &Limits) -> io::Result<Head> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD as u64).read_to_end(&mut bytes)?;
    let is_packed = bytes.starts_with(&[0x1f, 0x8b]);
    let mut is_whole = bytes.len() < HEAD;
    if is_packed {
        let packed = io::Cursor::new(bytes).chain(file);
        let mut unpacked = Unpacked::new(packed, size, limits).take(HEAD as u64);
        bytes = Vec::new();
        // Damage further on is met again when the file is read.
        let read = unpacked.read_to_end(&mut bytes);
        is_whole = read.is_ok() && bytes.len() < HEAD;
    }
    Ok(Head { bytes, is_whole, is_packed, size })
}

/// Shows the whole file to `see`; gives what that gave, and the SHA-256 of the file as it lies
/// there.
///
/// # Errors
/// When the file cannot be opened.
pub(crate) fn read<T>(
    path: &Path,
    head: &Head,
    limits: &Limits,
    see: impl FnOnce(&mut dyn Read) -> T,
) -> io::Result<(T, String)> {
    let file = Hashed { inner: File::open(path)?, hash: Sha256::new() };
    if head.size <= CHUNK as u64 {
        return Ok(unpack(file, head, limits, see));
    }
    let limits = *limits;
    std::thread::scope(|scope| {
        let (send, receive) = sync_channel(4);
        let (packed, size) = (head.is_packed, head.size);
        let ahead = scope.spawn(move || {
            let mut file = file;
            if packed {
                send_all(&mut Unpacked::new(&mut file, size, &limits), &send);
            } else {
                send_all(&mut file, &send);
            }
            finished(file)
        });
        let mut reader = Ahead { receive, chunk: io::Cursor::new(Vec::new()) };
        let seen = see(&mut reader);
        // What was not looked at is not read either, but the hash is of all of it.
        while let Ok(Ok(_)) = reader.receive.recv() {}
        drop(reader);
        let hash = ahead.join().unwrap_or_default();
        Ok((seen, hash))
    })
}

fn unpack<T>(
    mut file: Hashed,
    head: &Head,
    limits: &Limits,
    see: impl FnOnce(&mut dyn Read) -> T,
) -> (T, String) {
    let seen = if head.is_packed {
        see(&mut Unpacked::new(&mut file, head.size, limits))
    } else {
        see(&mut file)
    };
    (seen, finished(file))
}

/// Reads what is left, for the hash.
fn finished(mut file: Hashed) -> String {
    // Bytes that cannot be read now were a problem before.
    let _ = io::copy(&mut file, &mut io::sink());
    file.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

type Chunk = io::Result<Vec<u8>>;

fn send_all(reader: &mut dyn Read, send: &std::sync::mpsc::SyncSender<Chunk>) {
    loop {
        let mut chunk = Vec::with_capacity(CHUNK);
        let read = reader.take(CHUNK as u64).read_to_end(&mut chunk);
        let is_end = chunk.is_empty() || read.is_err();
        let sent = if chunk.is_empty() { Ok(()) } else { send.send(Ok(chunk)) };
        let sent = match read {
            Err(error) => send.send(Err(error)),
            Ok(_) => sent,
        };
        if is_end || sent.is_err() {
            return;
        }
    }
}

/// The receiving end of a file read ahead.
struct Ahead {
    receive: Receiver<Chunk>,
    chunk: io::Cursor<Vec<u8>>,
}

impl Read for Ahead {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.chunk.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            match self.receive.recv() {
                Ok(chunk) => self.chunk = io::Cursor::new(chunk?),
                Err(_) => return Ok(0),
            }
        }
    }
}

/// A file whose bytes are hashed as they are read.
struct Hashed {
    inner: File,
    hash: Sha256,
}

impl Read for Hashed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hash.update(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}

/// A gzip file, unpacked within the limits.
struct Unpacked<R> {
    inner: MultiGzDecoder<R>,
    left: u64,
    ratio: u64,
}

impl<R: Read> Unpacked<R> {
    fn new(packed: R, size: u64, limits: &Limits) -> Self {
        let by_ratio = size.saturating_mul(limits.ratio).max(1 << 20);
        Self {
            inner: MultiGzDecoder::new(packed),
            left: by_ratio.min(limits.member),
            ratio: limits.ratio,
        }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let left = self.left.checked_sub(read as u64).ok_or_else(|| {
            let (what, most) = ("bytes out per byte in while unpacking", self.ratio);
            io::Error::other(Stop::Limit { what, most }.to_string())
        })?;
        self.left = left;
        Ok(read)
    }
}
