//! The chunks of a file encrypted with age, decrypted where they are read.

use std::io;
use std::sync::{Mutex, PoisonError};

use chacha20poly1305::ChaCha20Poly1305;
use chacha20poly1305::aead::{Aead as _, KeyInit as _};
use vigie_core::{ReadAt, SharedBytes, Stop};
use zeroize::Zeroizing;

use super::AgeKey;
use super::header::AgeHeader;
use super::unwrap::derive;
use crate::bytes::fill;

/// Plain bytes of a chunk, and bytes of its tag.
const CHUNK: u64 = 64 << 10;
const TAG: u64 = 16;

/// Bytes before the first chunk.
const NONCE: u64 = 16;

/// The plain bytes of a file.
pub(super) struct AgeReader {
    data: SharedBytes,
    cipher: ChaCha20Poly1305,
    /// Offset of the first chunk.
    start: u64,
    chunks: u64,
    size: u64,
    /// The chunk that was decrypted last.
    last: Mutex<Option<(u64, Zeroizing<Vec<u8>>)>>,
}

impl AgeReader {
    pub(super) fn new(data: SharedBytes, header: &AgeHeader, key: &AgeKey) -> Result<Self, Stop> {
        let mut nonce = [0; 16];
        if fill(&data, header.payload, &mut nonce)? < nonce.len() {
            return Err(Stop::malformed("age file", header.payload, "a nonce of 16 bytes"));
        }
        let key = derive(&*key.0, Some(&nonce), b"payload");
        let cipher = ChaCha20Poly1305::new((&*key).into());
        let start = header.payload.saturating_add(NONCE);
        let packed = data.size().saturating_sub(start);
        let chunks = packed.div_ceil(CHUNK + TAG);
        let size = packed.saturating_sub(chunks.saturating_mul(TAG));
        Ok(Self { data, cipher, start, chunks, size, last: Mutex::new(None) })
    }

    /// A chunk, decrypted.
    fn chunk(&self, number: u64) -> io::Result<Zeroizing<Vec<u8>>> {
        let at = number.saturating_mul(CHUNK + TAG).saturating_add(self.start);
        let mut stored = vec![0; usize::try_from(CHUNK + TAG).unwrap_or(0)];
        let filled = fill(&self.data, at, &mut stored)?;
        let is_last = u8::from(number.saturating_add(1) == self.chunks);
        let mut nonce = [0; 12];
        let (counter, flag) = nonce.split_at_mut(11);
        counter.iter_mut().rev().zip(number.to_le_bytes()).for_each(|(to, byte)| *to = byte);
        flag.fill(is_last);
        let stored = stored.get(..filled).unwrap_or_default();
        let plain = self.cipher.decrypt(&nonce.into(), stored).map_err(|_| {
            let message = format!("chunk {number} at byte {at} is damaged or cut short");
            io::Error::new(io::ErrorKind::InvalidData, message)
        })?;
        Ok(Zeroizing::new(plain))
    }
}

impl ReadAt for AgeReader {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        if offset >= self.size || buffer.is_empty() {
            return Ok(0);
        }
        let number = offset / CHUNK;
        let known = self.last.lock().unwrap_or_else(PoisonError::into_inner).take();
        let plain = match known.filter(|(known, _)| *known == number) {
            Some((_, plain)) => plain,
            None => self.chunk(number)?,
        };
        let skip = usize::try_from(offset % CHUNK).unwrap_or(0);
        let rest = plain.get(skip..).unwrap_or_default();
        let len = rest.len().min(buffer.len());
        buffer.iter_mut().zip(rest).for_each(|(to, byte)| *to = *byte);
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((number, plain));
        Ok(len)
    }
}
