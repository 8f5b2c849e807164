//! The part of a capture that is in memory: bytes in order, read in large pieces.

use std::io::{self, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use vigie_core::{SharedBytes, Stop};

use super::zstd::ZstdFrames;

/// Bytes read at once.
const PIECE: usize = 1 << 18;

/// Bytes out per byte in while unpacking, beyond which a file is taken for a bomb.
const MOST_RATIO: u64 = 1000;

/// What comes out smaller than this is never too dense.
const ALWAYS_ALLOWED: u64 = 1 << 30;

/// Where bytes come from.
enum Supply {
    File { data: SharedBytes, offset: u64 },
    Packed { stream: Box<dyn Read + Send>, packed: u64 },
    Stream(Box<dyn Read + Send>),
}

/// A sliding window over bytes that come in order.
pub(super) struct Window {
    supply: Supply,
    buffer: Vec<u8>,
    /// The bytes of `buffer` that are to be read.
    start: usize,
    end: usize,
    /// Offset in the whole of the byte at `start`.
    offset: u64,
    is_over: bool,
    /// Why bytes ended early.
    damage: Option<String>,
}

impl Window {
    pub(super) fn of_file(data: SharedBytes) -> Self {
        Self::new(Supply::File { data, offset: 0 })
    }

    pub(super) fn of_stream(stream: Box<dyn Read + Send>) -> Self {
        Self::new(Supply::Stream(stream))
    }

    const fn new(supply: Supply) -> Self {
        let buffer = Vec::new();
        Self { supply, buffer, start: 0, end: 0, offset: 0, is_over: false, damage: None }
    }

    /// What these bytes are packed in, taken off.
    ///
    /// # Errors
    /// When they are packed in a way that is not supported.
    pub(super) fn unpacked(mut self) -> Result<Self, Stop> {
        let packing = Packing::of(self.have(4)?);
        let packed_size = match &self.supply {
            Supply::File { data, .. } => data.size(),
            Supply::Packed { packed, .. } => *packed,
            Supply::Stream(_) => u64::MAX,
        };
        if packing == Packing::Lz4 {
            return Err(Stop::Unsupported("a capture inside lz4".into()));
        }
        if packing == Packing::None {
            return Ok(self);
        }
        let inner = BufReader::with_capacity(PIECE / 4, Rest(self));
        let stream: Box<dyn Read + Send> = match packing {
            Packing::Gzip => Box::new(MultiGzDecoder::new(inner)),
            _ => Box::new(ZstdFrames::new(inner)),
        };
        Ok(Self::new(Supply::Packed { stream, packed: packed_size }))
    }

    /// The whole file, where these bytes stand in it as they are.
    pub(super) const fn file(&self) -> Option<&SharedBytes> {
        match &self.supply {
            Supply::File { data, .. } => Some(data),
            _ => None,
        }
    }

    /// Offset of the next byte.
    pub(super) const fn offset(&self) -> u64 {
        self.offset
    }

    /// The bytes in memory that are still to be read.
    pub(super) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// At least `len` bytes, if there are as many; fewer only at the end.
    ///
    /// # Errors
    /// When the bytes cannot be had.
    #[inline]
    pub(super) fn have(&mut self, len: usize) -> Result<&[u8], Stop> {
        if self.end.saturating_sub(self.start) < len {
            self.fill(len)?;
        }
        Ok(self.bytes())
    }

    /// Goes `len` bytes on, at most to the end of what is in memory.
    #[inline]
    pub(super) fn skip(&mut self, len: usize) {
        let len = len.min(self.end.saturating_sub(self.start));
        self.start = self.start.saturating_add(len);
        self.offset = self.offset.saturating_add(len as u64);
    }

    /// Why bytes ended early, once.
    pub(super) const fn take_damage(&mut self) -> Option<String> {
        self.damage.take()
    }

    #[cold]
    fn fill(&mut self, len: usize) -> Result<(), Stop> {
        while !self.is_over && self.end.saturating_sub(self.start) < len {
            if self.start > 0 {
                self.buffer.copy_within(self.start..self.end, 0);
                self.end = self.end.saturating_sub(self.start);
                self.start = 0;
            }
            // Grows with what was read, never by what a length claims.
            let piece = self.piece();
            if self.buffer.len().saturating_sub(self.end) < piece / 2 || self.buffer.is_empty() {
                self.buffer.resize(self.buffer.len().saturating_mul(2).max(piece), 0);
            }
            self.read()?;
        }
        Ok(())
    }

    /// Bytes to have room for: no more than a small file has.
    fn piece(&self) -> usize {
        match &self.supply {
            Supply::File { data, .. } => {
                usize::try_from(data.size().saturating_add(1)).unwrap_or(PIECE).min(PIECE)
            }
            _ => PIECE,
        }
    }

    fn read(&mut self) -> Result<(), Stop> {
        let room = self.buffer.get_mut(self.end..).unwrap_or_default();
        let read = match &mut self.supply {
            Supply::File { data, offset } => {
                let read = data.read_at(*offset, room)?;
                *offset = offset.saturating_add(read as u64);
                read
            }
            Supply::Stream(stream) => match stream.read(room) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(()),
                read => read?,
            },
            Supply::Packed { stream, packed } => {
                let end = self.offset.saturating_add((self.end - self.start) as u64);
                if end > ALWAYS_ALLOWED && end / MOST_RATIO > *packed {
                    let what = "bytes unpacked from each byte of an archive";
                    return Err(Stop::Limit { what, most: MOST_RATIO });
                }
                match stream.read(room) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(()),
                    Err(error) => {
                        let text = format!("only its first {end} bytes can be unpacked: {error}");
                        self.damage = Some(text);
                        0
                    }
                    Ok(read) => read,
                }
            }
        };
        self.end = self.end.saturating_add(read);
        self.is_over = read == 0;
        Ok(())
    }
}

/// What bytes are packed in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    None,
    Gzip,
    Zstd,
    Lz4,
}

impl Packing {
    pub(super) fn of(start: &[u8]) -> Self {
        match start {
            [0x1f, 0x8b, 8, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Self::Zstd,
            [0x04, 0x22, 0x4d, 0x18, ..] => Self::Lz4,
            _ => Self::None,
        }
    }
}

/// The rest of a window as a stream.
struct Rest(Window);

impl Read for Rest {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.have(1).map_err(|stop| match stop {
            Stop::Io(error) => error,
            other => io::Error::other(other),
        })?;
        let read = self.0.bytes().read(buffer)?;
        self.0.skip(read);
        Ok(read)
    }
}
