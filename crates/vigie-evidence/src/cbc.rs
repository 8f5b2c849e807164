//! AES-256-CBC, decrypted where it is read.
//!
//! A plain block depends on its own cipher block and the one before, so any range can be had
//! without what stands before it. Nothing is kept: whole blocks are decrypted in the caller's
//! buffer, blocks that are wanted in part in 16 bytes that are wiped.

use std::io;

use aes::Aes256Dec;
use aes::cipher::{Array, BlockModeDecrypt as _, InnerIvInit as _, KeyInit as _};
use vigie_core::{ReadAt, SharedBytes};
use zeroize::Zeroizing;

/// Bytes of a block.
const BLOCK: usize = 16;

/// Bytes read before they are decrypted: small enough to stay in the processor's cache.
const PIECE: usize = 128 << 10;

type Block = [u8; BLOCK];

/// The plain bytes of encrypted ones.
pub(crate) struct CbcReader {
    data: SharedBytes,
    cipher: Aes256Dec,
    /// What stands in for the block before the first.
    first: Block,
    size: u64,
}

impl CbcReader {
    /// Decrypts `data` with `key` and an IV of zeros. The plain bytes are `size` long, at most as many as there are
    /// whole blocks; without a size, the padding (PKCS#7) tells.
    pub(crate) fn new(data: SharedBytes, key: &[u8; 32], size: Option<u64>) -> io::Result<Self> {
        Self::with_iv(data, key, [0; BLOCK], size)
    }

    /// As [`new`](Self::new), with this IV.
    pub(crate) fn with_iv(
        data: SharedBytes,
        key: &[u8; 32],
        first: Block,
        size: Option<u64>,
    ) -> io::Result<Self> {
        let whole = data.size() / BLOCK as u64 * BLOCK as u64;
        let cipher = Aes256Dec::new(key.into());
        let mut reader = Self { data, cipher, first, size: whole };
        reader.size = match size {
            Some(size) => size.min(whole),
            None => whole.saturating_sub(reader.padding()?),
        };
        Ok(reader)
    }

    /// Bytes of padding in the last block; 0 when it does not end as PKCS#7 demands.
    fn padding(&self) -> io::Result<u64> {
        let Some(start) = self.size.checked_sub(BLOCK as u64) else { return Ok(0) };
        let (block, _) = self.block(start, None)?;
        let pad = block.last().copied().unwrap_or(0);
        let padded = block.iter().rev().take(pad.into()).all(|byte| *byte == pad);
        Ok(if padded && usize::from(pad) <= BLOCK { pad.into() } else { 0 })
    }

    /// The plain block at `start`, and its cipher block. `before` is the cipher block before it,
    /// when it is known already.
    fn block(&self, start: u64, before: Option<Block>) -> io::Result<(Zeroizing<Block>, Block)> {
        let before = match before {
            Some(before) => before,
            None => self.iv(start)?,
        };
        let mut block = Zeroizing::new([0; BLOCK]);
        read_exact(&self.data, start, &mut *block)?;
        let stored = *block;
        self.decrypt(&before, &mut *block);
        Ok((block, stored))
    }

    /// The cipher block before `start`.
    fn iv(&self, start: u64) -> io::Result<Block> {
        let mut iv = self.first;
        if let Some(before) = start.checked_sub(BLOCK as u64) {
            read_exact(&self.data, before, &mut iv)?;
        }
        Ok(iv)
    }

    /// Decrypts whole blocks in place.
    fn decrypt(&self, iv: &Block, bytes: &mut [u8]) {
        let (blocks, _) = Array::slice_as_chunks_mut(bytes);
        cbc::Decryptor::inner_iv_init(&self.cipher, iv.into()).decrypt_blocks(blocks);
    }

    /// Decrypts into `buffer`, whose length is a multiple of a block. Gives the last cipher block.
    fn read_blocks(&self, start: u64, iv: Block, buffer: &mut [u8]) -> io::Result<Block> {
        let (mut at, mut iv) = (start, iv);
        for piece in buffer.chunks_mut(PIECE) {
            read_exact(&self.data, at, piece)?;
            let next = piece.last_chunk().copied().unwrap_or(iv);
            self.decrypt(&iv, piece);
            iv = next;
            at = at.saturating_add(piece.len() as u64);
        }
        Ok(iv)
    }
}

impl ReadAt for CbcReader {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.size.saturating_sub(offset)).unwrap_or(usize::MAX);
        let wanted = left.min(buffer.len());
        let Some(mut rest) = buffer.get_mut(..wanted).filter(|rest| !rest.is_empty()) else {
            return Ok(0);
        };
        // The length of a block divides 2^64: the remainder fits anywhere.
        let skip = usize::try_from(offset % BLOCK as u64).unwrap_or(0);
        let mut start = offset.saturating_sub(skip as u64);
        let mut before = None;
        if skip > 0 {
            let (block, stored) = self.block(start, None)?;
            let head = block.get(skip..).unwrap_or_default();
            let (to, after) = rest.split_at_mut(head.len().min(rest.len()));
            to.copy_from_slice(head.get(..to.len()).unwrap_or_default());
            (rest, before) = (after, Some(stored));
            start = start.saturating_add(BLOCK as u64);
        }
        let (middle, tail) = rest.split_at_mut(rest.len() / BLOCK * BLOCK);
        if !middle.is_empty() {
            let iv = before.map_or_else(|| self.iv(start), Ok)?;
            before = Some(self.read_blocks(start, iv, middle)?);
            start = start.saturating_add(middle.len() as u64);
        }
        if !tail.is_empty() {
            let (block, _) = self.block(start, before)?;
            tail.copy_from_slice(block.get(..tail.len()).unwrap_or_default());
        }
        Ok(wanted)
    }
}

fn read_exact(data: &SharedBytes, mut offset: u64, mut buffer: &mut [u8]) -> io::Result<()> {
    while !buffer.is_empty() {
        let read = data.read_at(offset, buffer)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        offset = offset.saturating_add(read as u64);
        buffer = buffer.get_mut(read..).unwrap_or_default();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use aes::Aes256;
    use aes::cipher::{BlockModeEncrypt as _, KeyIvInit as _, block_padding::Pkcs7};
    use vigie_core::Bytes;

    use super::*;

    const KEY: [u8; 32] = [7; 32];

    fn encrypted(plain: &[u8]) -> SharedBytes {
        let cipher = cbc::Encryptor::<Aes256>::new(&KEY.into(), &[0; 16].into());
        let mut all = vec![0; plain.len() / 16 * 16 + 16];
        all[..plain.len()].copy_from_slice(plain);
        cipher.encrypt_padded::<Pkcs7>(&mut all, plain.len()).unwrap();
        Arc::new(Bytes(all))
    }

    fn plain(len: usize) -> Vec<u8> {
        (0..len).map(|at| u8::try_from(at * 31 % 251).unwrap()).collect()
    }

    #[test]
    fn any_range_can_be_read() {
        let plain = plain(100);
        let reader = CbcReader::new(encrypted(&plain), &KEY, Some(100)).unwrap();
        assert_eq!(reader.size(), 100);
        for start in 0..=101 {
            for len in 0..=101 {
                let mut buffer = vec![0; len];
                let read = reader.read_at(start as u64, &mut buffer).unwrap();
                let expected = plain.get(start..(start + len).min(100)).unwrap_or_default();
                assert_eq!(&buffer[..read], expected, "{start} {len}");
            }
        }
        assert_eq!(reader.read_at(u64::MAX, &mut [0; 9]).unwrap(), 0);
    }

    #[test]
    fn pieces_join_without_a_seam() {
        let plain = plain(PIECE * 2 + 333);
        let reader = CbcReader::new(encrypted(&plain), &KEY, Some(plain.len() as u64)).unwrap();
        let mut buffer = vec![0; plain.len()];
        assert_eq!(reader.read_at(0, &mut buffer).unwrap(), plain.len());
        assert!(buffer == plain);
        let read = reader.read_at(5, &mut buffer).unwrap();
        assert!(buffer[..read] == plain[5..]);
    }

    #[test]
    fn without_a_size_the_padding_tells() {
        for len in [0, 1, 15, 16, 17, 31, 32] {
            let reader = CbcReader::new(encrypted(&plain(len)), &KEY, None).unwrap();
            assert_eq!(reader.size(), len as u64);
        }
        // Without padding, nothing is cut.
        let cipher = cbc::Encryptor::<Aes256>::new(&KEY.into(), &[0; 16].into());
        let mut bare = [Array::from([99; 16]); 3];
        let mut cipher = cipher;
        cipher.encrypt_blocks(&mut bare);
        let data: SharedBytes = Arc::new(Bytes(bare.concat()));
        assert_eq!(CbcReader::new(data, &KEY, None).unwrap().size(), 48);
    }

    #[test]
    fn cut_files_end_with_their_last_whole_block() {
        let plain = plain(64);
        let mut all = vec![0; 80];
        encrypted(&plain).read_at(0, &mut all).unwrap();
        for len in 0..80 {
            let data: SharedBytes = Arc::new(Bytes(all[..len].to_vec()));
            let reader = CbcReader::new(data, &KEY, Some(64)).unwrap();
            let mut buffer = [0; 99];
            let read = reader.read_at(0, &mut buffer).unwrap();
            assert_eq!(&buffer[..read], &plain[..(len / 16 * 16).min(64)]);
        }
    }
}
