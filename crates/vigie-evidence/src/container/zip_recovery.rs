//! A zip archive that lost its central directory, as one does that was not copied to its end.
//!
//! Local headers (`PK\3\4`, APPNOTE §4.3.7) follow one another as long as each says how long its
//! member is. A member that does not (flag bit 3) is unpacked to find its end.

use std::sync::Arc;

use vigie_core::{Reader, SharedBytes, Stop};

use super::Means;
use super::inflate::packed_len;
use super::zip_directory::{Entry, modified, wall, widen};
use crate::bytes::{Window, fill};

/// The fixed part of a local header.
pub(super) const LOCAL: usize = 30;

/// Sizes and checksum stand behind the member.
const SIZES_BEHIND: u16 = 8;

/// A member as its local header describes it.
pub(super) struct Local {
    pub(super) name: Vec<u8>,
    pub(super) entry: Entry,
    /// Offset of the first byte of the member.
    pub(super) data: u64,
}

/// The member whose local header stands at `at`; `None` where there is none.
pub(super) fn local(data: &SharedBytes, at: u64, means: &Means) -> Result<Option<Local>, Stop> {
    let mut fixed = [0; LOCAL];
    if fill(data, at, &mut fixed)? < LOCAL || !fixed.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    let mut reader = Reader::with_base(&fixed, at);
    reader.take("signature and version", 6)?;
    let flags = reader.u16_le("flags")?;
    let method = reader.u16_le("method")?;
    let wall = wall(&mut reader)?;
    let crc = reader.u32_le("checksum")?;
    let mut compressed = u64::from(reader.u32_le("compressed size")?);
    let mut size = u64::from(reader.u32_le("size")?);
    let name_len = reader.u16_le("length of a name")?;
    let extra_len = reader.u16_le("length of an extra field")?;
    let names = at.saturating_add(LOCAL as u64);
    let mut name = vec![0; name_len.into()];
    let mut extra = vec![0; extra_len.into()];
    let extra_at = names.saturating_add(name_len.into());
    if fill(data, names, &mut name)? < name.len() || fill(data, extra_at, &mut extra)? < extra.len()
    {
        return Ok(None);
    }
    widen(&extra, &mut [&mut size, &mut compressed]);
    let start = extra_at.saturating_add(extra_len.into());
    if flags & SIZES_BEHIND != 0 && compressed == 0 && method == 8 {
        let rest = Window::new(data.clone(), start, u64::MAX);
        compressed = packed_len(Arc::new(rest), means)?;
    }
    let (mode, len, modified) = (0, start.saturating_sub(at), modified(&extra));
    let entry =
        Entry { flags, method, crc, compressed, size, local: at, mode, len, modified, wall };
    Ok(Some(Local { name, entry, data: start }))
}

/// Where the local header after `found` stands: behind its data and, if there is one, its data
/// descriptor of 12 to 24 bytes (§4.3.9).
pub(super) fn after(data: &SharedBytes, found: &Local) -> Result<u64, Stop> {
    let end = found.data.saturating_add(found.entry.compressed);
    if found.entry.flags & SIZES_BEHIND == 0 {
        return Ok(end);
    }
    let mut behind = [0; 28];
    let filled = fill(data, end, &mut behind)?;
    let next = |skip: &usize| {
        let rest = behind.get(..filled).and_then(|bytes| bytes.get(*skip..));
        rest.is_some_and(|rest| rest.starts_with(b"PK\x03\x04") || rest.starts_with(b"PK\x01\x02"))
    };
    let skip = [0, 12, 16, 20, 24].into_iter().find(next).unwrap_or(0);
    Ok(end.saturating_add(skip as u64))
}
