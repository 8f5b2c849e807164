//! Files inside gzip, kept compressed in memory while they are read at any position.
//!
//! Phones archive databases as `NAME.gz` (RFC 1952), and a database wants to be read at any
//! position. What comes out of the archive is compressed again in blocks, so that a database of
//! hundreds of megabytes takes a few tens of them, and nothing is written to disk.

use std::collections::VecDeque;
use std::io::{self, Read as _, Write as _};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::Compression;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use flate2::write::DeflateEncoder;
use vigie_core::{Limits, ReadAt, SharedBytes, Stop, Streamed};

/// Bytes of one block before it is compressed.
const BLOCK: usize = 256 << 10;
/// Blocks that are kept as they are.
const KEPT: usize = 16;
/// What comes out smaller than this is never too dense.
const ALWAYS_ALLOWED: u64 = 16 << 20;

/// What came out of an archive.
pub struct Unpacked {
    /// The bytes.
    pub data: SharedBytes,
    /// Why there are no more of them, where the archive is damaged.
    pub damage: Option<String>,
}

/// Whether `bytes` begin as gzip does.
#[must_use]
pub fn looks_like_one(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b, 8])
}

/// Unpacks `packed`. What comes out before damage is kept.
///
/// # Errors
/// When nothing comes out, or more than `limits` allow.
pub fn unpack(packed: &dyn ReadAt, limits: &Limits) -> Result<Unpacked, Stop> {
    unpack_with(MultiGzDecoder::new(io::BufReader::new(Streamed::new(packed))), packed, limits)
}

/// As [`unpack`], of a zlib stream (RFC 1950).
///
/// # Errors
/// As [`unpack`].
pub fn unpack_zlib(packed: &dyn ReadAt, limits: &Limits) -> Result<Unpacked, Stop> {
    unpack_with(ZlibDecoder::new(io::BufReader::new(Streamed::new(packed))), packed, limits)
}

fn unpack_with(
    mut decoder: impl io::Read,
    packed: &dyn ReadAt,
    limits: &Limits,
) -> Result<Unpacked, Stop> {
    let mut blocks = Blocks { packed: Vec::new(), size: 0, kept: Mutex::default() };
    let mut in_memory = 0_u64;
    let damage = loop {
        let mut block = Vec::with_capacity(BLOCK);
        let result = decoder.by_ref().take(BLOCK as u64).read_to_end(&mut block);
        blocks.size = blocks.size.saturating_add(block.len() as u64);
        let is_last = block.len() < BLOCK;
        if !block.is_empty() {
            let compressed = compress(&block)?;
            in_memory = in_memory.saturating_add(compressed.len() as u64);
            blocks.packed.push(compressed);
        }
        check(blocks.size, in_memory, packed.size(), limits)?;
        match result {
            Err(error) => break Some(error),
            Ok(_) if is_last => break None,
            Ok(_) => {}
        }
    };
    match damage {
        Some(error) if blocks.size == 0 => Err(error.into()),
        damage => {
            let size = blocks.size;
            let damage =
                damage.map(|error| format!("only its first {size} bytes can be unpacked: {error}"));
            Ok(Unpacked { data: Arc::new(blocks), damage })
        }
    }
}

fn check(size: u64, in_memory: u64, packed: u64, limits: &Limits) -> Result<(), Stop> {
    if in_memory > limits.whole_file || size > limits.member {
        return Err(Stop::Limit { what: "bytes of an unpacked file", most: limits.whole_file });
    }
    if size > ALWAYS_ALLOWED && size / limits.ratio.max(1) > packed {
        let what = "bytes unpacked from each byte of an archive";
        return Err(Stop::Limit { what, most: limits.ratio });
    }
    Ok(())
}

fn compress(block: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(block)?;
    encoder.finish()
}

/// Compressed blocks, and the few that were read last.
struct Blocks {
    packed: Vec<Vec<u8>>,
    size: u64,
    kept: Mutex<VecDeque<(usize, Arc<Vec<u8>>)>>,
}

impl Blocks {
    fn block(&self, number: usize) -> io::Result<Arc<Vec<u8>>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, block)) = kept.iter().find(|(kept, _)| *kept == number) {
            return Ok(Arc::clone(block));
        }
        let packed = self.packed.get(number).map(Vec::as_slice).unwrap_or_default();
        let mut block = Vec::with_capacity(BLOCK);
        DeflateDecoder::new(packed).take(BLOCK as u64).read_to_end(&mut block)?;
        let block = Arc::new(block);
        if kept.len() >= KEPT {
            kept.pop_front();
        }
        kept.push_back((number, Arc::clone(&block)));
        Ok(block)
    }
}

impl ReadAt for Blocks {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0_usize;
        while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            let at = offset.saturating_add(filled as u64);
            if at >= self.size {
                break;
            }
            let number = usize::try_from(at / BLOCK as u64).map_err(io::Error::other)?;
            let start = usize::try_from(at % BLOCK as u64).map_err(io::Error::other)?;
            let block = self.block(number)?;
            let mut from = block.get(start..).unwrap_or_default();
            match from.read(rest)? {
                0 => break,
                read => filled = filled.saturating_add(read),
            }
        }
        Ok(filled)
    }
}

#[cfg(test)]
mod tests {
    use flate2::write::GzEncoder;
    use vigie_core::{Bytes, read_all};

    use super::*;

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn noise(len: u32) -> Vec<u8> {
        (0..len).map(|at| (at.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0]).collect()
    }

    #[test]
    fn what_went_in_comes_out_at_any_position() {
        let plain = noise(700_001);
        let packed = Bytes(gz(&plain));
        let out = unpack(&packed, &Limits::default()).unwrap();
        assert_eq!(out.damage, None);
        assert_eq!(read_all(&*out.data, 1 << 20).unwrap(), plain);
        for at in [0_usize, 262_143, 262_144, 524_288, 699_990, 700_001, 800_000] {
            let mut buffer = [0; 20];
            let read = out.data.read_at(at as u64, &mut buffer).unwrap();
            let expected = plain.get(at..plain.len().min(at + 20)).unwrap_or_default();
            assert_eq!(buffer.get(..read).unwrap(), expected, "{at}");
        }
    }

    #[test]
    fn a_cut_archive_keeps_its_beginning() {
        let plain = noise(700_001);
        let mut packed = gz(&plain);
        packed.truncate(packed.len() / 2);
        let out = unpack(&Bytes(packed), &Limits::default()).unwrap();
        let kept = read_all(&*out.data, 1 << 20).unwrap();
        assert!(out.damage.unwrap().contains("can be unpacked"));
        assert!(!kept.is_empty() && plain.starts_with(&kept));
        assert!(unpack(&Bytes(b"no archive".to_vec()), &Limits::default()).is_err());
    }

    #[test]
    fn a_bomb_is_refused() {
        let packed = Bytes(gz(&vec![0; 64 << 20]));
        let limits = Limits { ratio: 10, ..Limits::default() };
        let refused = unpack(&packed, &limits).err().unwrap().to_string();
        assert!(refused.contains("unpacked from each byte"), "{refused}");
    }
}
