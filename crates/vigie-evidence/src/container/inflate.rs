//! Deflated members of a zip archive.

use std::io::{self, Read as _};

use flate2::Crc;
use flate2::read::DeflateDecoder;
use vigie_core::{SharedBytes, Stop};

use super::Means;
use crate::bytes::{Cursor, Spill};

/// Members that come out smaller than this are never too dense: a database that was just created
/// is mostly zeros.
const ALWAYS_ALLOWED: u64 = 16 << 20;

/// Bytes read and decompressed at once.
const PIECE: usize = 64 << 10;

/// What an archive says about a member.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub(super) size: u64,
    pub(super) crc: u32,
}

/// Decompresses `packed`. What comes out before damage is kept; the damage, or what differs from
/// what the archive `said`, is given along.
pub(super) fn inflate(
    packed: SharedBytes,
    said: Option<Said>,
    means: &Means,
) -> Result<(SharedBytes, Option<String>), Stop> {
    let packed_size = packed.size();
    let mut decoder = DeflateDecoder::new_with_buf(Cursor::new(packed), vec![0; PIECE]);
    let mut spill = Spill::new(means.scratch());
    let mut crc = Crc::new();
    let mut buffer = vec![0; PIECE];
    let broken = loop {
        let read = match decoder.read(&mut buffer) {
            Ok(0) => break None,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => break Some(error),
        };
        let piece = buffer.get(..read).unwrap_or_default();
        crc.update(piece);
        spill.push(piece)?;
        check_density(spill.size(), packed_size, means)?;
    };
    let size = spill.size();
    let note = match (broken, said) {
        (Some(error), _) if size == 0 => return Err(error.into()),
        (Some(error), _) => Some(format!("only its first {size} bytes can be unpacked: {error}")),
        (None, Some(said)) if said.size != size => {
            Some(format!("{size} bytes come out of it, expected {}", said.size))
        }
        (None, Some(said)) if said.crc != crc.sum() => {
            let expected = said.crc;
            Some(format!("its checksum is {:08x}, expected {expected:08x}", crc.sum()))
        }
        _ => None,
    };
    Ok((spill.finish(), note))
}

/// Unpacks the first bytes of `packed`; gives how many there are.
pub(super) fn inflate_start(packed: SharedBytes, buffer: &mut [u8]) -> Result<usize, Stop> {
    let mut decoder = DeflateDecoder::new_with_buf(Cursor::new(packed), vec![0; 4096]);
    let mut filled = 0_usize;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match decoder.read(rest)? {
            0 => break,
            read => filled = filled.saturating_add(read),
        }
    }
    Ok(filled)
}

/// Counts the packed bytes of a deflated member that does not say how long it is.
pub(super) fn packed_len(packed: SharedBytes, means: &Means) -> Result<u64, Stop> {
    let packed_size = packed.size();
    let mut decoder = DeflateDecoder::new_with_buf(Cursor::new(packed), vec![0; PIECE]);
    let mut buffer = vec![0; PIECE];
    loop {
        match decoder.read(&mut buffer) {
            Ok(0) => return Ok(decoder.total_in()),
            Ok(_) => check_density(decoder.total_out(), packed_size, means)?,
            Err(error) => return Err(error.into()),
        }
    }
}

fn check_density(size: u64, packed: u64, means: &Means) -> Result<(), Stop> {
    if size > means.limits.member {
        return Err(Stop::Limit { what: "bytes of an archive member", most: means.limits.member });
    }
    if size > ALWAYS_ALLOWED && size / means.limits.ratio.max(1) > packed {
        let what = "bytes unpacked from each byte of an archive";
        return Err(Stop::Limit { what, most: means.limits.ratio });
    }
    Ok(())
}
