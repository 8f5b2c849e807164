//! The central directory of a zip archive.
//!
//! It stands before the end record (`PK\5\6`), which stands before a comment at the end of the
//! file. Each entry says where its local header is; local headers may lie, so nothing but their
//! length is taken from them. PKWARE APPNOTE 6.3.10 §4.3.12–§4.3.16, zip64: §4.5.3.

use vigie_core::{ReadAt, Reader, Stop, Time};

use super::DosTime;
use crate::bytes::fill;

/// The end record and the longest comment.
const MOST_END: u64 = 22 + 0xffff;

/// The fixed part of an entry.
const ENTRY: usize = 46;

/// The longest entry: three lengths of 16 bits.
const MOST_ENTRY: usize = ENTRY + 3 * 0xffff;

/// Bytes of the directory read at once.
const PIECE: usize = 256 << 10;

/// What stands in a field of 32 bits whose value needs 64.
const IN_ZIP64: u64 = 0xffff_ffff;

/// Shown each entry: its offset, its name as stored, and what it says. An error ends the walk.
pub(super) type SeeEntry<'a> = &'a mut dyn FnMut(u64, &[u8], &Entry) -> Result<(), Stop>;

/// Where the central directory stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Directory {
    /// Offset of its first entry.
    pub(super) start: u64,
    /// Offset of what follows its last entry.
    pub(super) end: u64,
    /// Bytes before the archive: offsets inside it count from there.
    pub(super) shift: u64,
    /// Entries it should have; only the lower 16 bits without zip64.
    pub(super) entries: u64,
}

/// One entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) compressed: u64,
    pub(super) size: u64,
    /// Offset of the local header, without the shift.
    pub(super) local: u64,
    /// Type and permissions, when a Unix system wrote them.
    pub(super) mode: u16,
    /// Bytes of the entry.
    pub(super) len: u64,
    /// When the member was last changed, where that is told in UTC.
    pub(super) modified: Option<Time>,
    /// When it was last changed by the clock on the wall.
    pub(super) wall: DosTime,
}

impl Directory {
    /// Finds the directory from the end of the archive.
    pub(super) fn find(data: &dyn ReadAt) -> Result<Self, Stop> {
        let start = data.size().saturating_sub(MOST_END);
        let mut tail = vec![0; usize::try_from(data.size().min(MOST_END)).unwrap_or(0)];
        let filled = fill(data, start, &mut tail)?;
        tail.truncate(filled);
        let mut ends = memmem_backwards(&tail, b"PK\x05\x06");
        let read = ends.find_map(|at| {
            let record = tail.get(at..)?;
            Self::from_end(data, start.saturating_add(at as u64), record).ok()
        });
        let expected = "the end record of a zip archive";
        read.ok_or_else(|| Stop::malformed("zip archive", data.size(), expected))
    }

    /// Reads the end record `record`, which stands at `at`.
    fn from_end(data: &dyn ReadAt, at: u64, record: &[u8]) -> Result<Self, Stop> {
        let mut reader = Reader::with_base(record, at);
        reader.take("signature", 8)?;
        reader.u16_le("entries on this disk")?;
        let entries = u64::from(reader.u16_le("entries")?);
        let size = u64::from(reader.u32_le("size of the directory")?);
        let offset = u64::from(reader.u32_le("offset of the directory")?);
        let comment = u64::from(reader.u16_le("length of the comment")?);
        if comment > reader.left() as u64 {
            return Err(Stop::malformed("zip archive", at, "a comment that ends with the file"));
        }
        let short = Self { start: offset, end: offset.saturating_add(size), shift: 0, entries };
        let (long, end) = match zip64(data, at) {
            Some((long, end)) => (long, end),
            None => (short, at),
        };
        long.placed(data, end)
    }

    /// Corrects the directory for bytes that stand before the archive: it ends at `end`.
    fn placed(self, data: &dyn ReadAt, end: u64) -> Result<Self, Stop> {
        let size = self.end.saturating_sub(self.start);
        let missing = || Stop::malformed("zip archive", self.start, "its central directory");
        if size == 0 {
            return if self.entries == 0 { Ok(self) } else { Err(missing()) };
        }
        let shift = end.checked_sub(size).and_then(|start| start.checked_sub(self.start));
        for shift in [Some(0), shift].into_iter().flatten() {
            let start = self.start.saturating_add(shift);
            let mut signature = [0; 4];
            if fill(data, start, &mut signature)? == 4 && &signature == b"PK\x01\x02" {
                let end = start.saturating_add(size).min(data.size());
                return Ok(Self { start, end, shift, entries: self.entries });
            }
        }
        Err(missing())
    }

    /// Shows each entry.
    pub(super) fn walk(&self, data: &dyn ReadAt, see: SeeEntry<'_>) -> Result<(), Stop> {
        let mut buffer = vec![0; PIECE];
        let mut at = self.start;
        while at < self.end {
            let left = usize::try_from(self.end.saturating_sub(at)).unwrap_or(usize::MAX);
            let piece = buffer.get_mut(..left.min(PIECE)).unwrap_or_default();
            let filled = fill(data, at, piece)?;
            let piece = piece.get(..filled).unwrap_or_default();
            let last = left <= PIECE || filled < PIECE;
            let mut reader = Reader::with_base(piece, at);
            while !reader.is_empty() {
                let mut ahead = reader.clone();
                match Entry::read(&mut ahead) {
                    Ok((name, entry)) => see(reader.offset(), name, &entry)?,
                    Err(Stop::Truncated { .. }) if !last => break,
                    Err(stop) => return Err(stop),
                }
                reader = ahead;
            }
            at = reader.offset();
            if last {
                break;
            }
        }
        Ok(())
    }
}

impl Entry {
    /// The entry at `offset`.
    pub(super) fn at(data: &dyn ReadAt, offset: u64) -> Result<Self, Stop> {
        let mut buffer = vec![0; 4096];
        let filled = fill(data, offset, &mut buffer)?;
        let mut reader = Reader::with_base(buffer.get(..filled).unwrap_or_default(), offset);
        if let Ok((_, entry)) = Self::read(&mut reader) {
            return Ok(entry);
        }
        // Longer than all but a few are.
        buffer.resize(MOST_ENTRY, 0);
        let filled = fill(data, offset, &mut buffer)?;
        let mut reader = Reader::with_base(buffer.get(..filled).unwrap_or_default(), offset);
        Ok(Self::read(&mut reader)?.1)
    }

    fn read<'a>(reader: &mut Reader<'a>) -> Result<(&'a [u8], Self), Stop> {
        let start = reader.offset();
        if reader.take("entry of a zip directory", 4)? != b"PK\x01\x02" {
            return Err(Stop::malformed("zip directory", start, "an entry"));
        }
        let made_by = reader.u16_le("version")?;
        reader.take("version", 2)?;
        let flags = reader.u16_le("flags")?;
        let method = reader.u16_le("method")?;
        let wall = wall(reader)?;
        let crc = reader.u32_le("checksum")?;
        let compressed = u64::from(reader.u32_le("compressed size")?);
        let size = u64::from(reader.u32_le("size")?);
        let name_len = reader.u16_le("length of a name")?;
        let extra_len = reader.u16_le("length of an extra field")?;
        let comment_len = reader.u16_le("length of a comment")?;
        reader.take("disk and attributes", 4)?;
        let attributes = reader.u32_le("attributes")?;
        let local = u64::from(reader.u32_le("offset of a local header")?);
        let name = reader.take("name", name_len.into())?;
        let extra = reader.take("extra field", extra_len.into())?;
        reader.take("comment", comment_len.into())?;
        let unix = matches!(made_by >> 8, 3 | 19);
        let mode = if unix { u16::try_from(attributes >> 16).unwrap_or(0) } else { 0 };
        let len = reader.offset().saturating_sub(start);
        let modified = modified(extra);
        let mut entry =
            Self { flags, method, crc, compressed, size, local, mode, len, modified, wall };
        widen(extra, &mut [&mut entry.size, &mut entry.compressed, &mut entry.local]);
        Ok((name, entry))
    }

    /// False for folders, links and devices.
    pub(super) const fn is_regular(&self) -> bool {
        matches!(self.mode & 0xf000, 0 | 0x8000)
    }
}

/// Replaces those fields that say so by the values of 64 bits in an extra field (§4.5.3).
pub(super) fn widen(extra: &[u8], fields: &mut [&mut u64]) {
    let mut reader = Reader::new(extra);
    while let (Ok(id), Ok(len)) = (reader.u16_le("id"), reader.u16_le("length")) {
        let Ok(body) = reader.take("extra field", len.into()) else { return };
        if id != 1 {
            continue;
        }
        let mut body = body.chunks_exact(8);
        for field in fields.iter_mut().filter(|field| ***field == IN_ZIP64) {
            let Some(Ok(bytes)) = body.next().map(TryInto::try_into) else { return };
            **field = u64::from_le_bytes(bytes);
        }
        return;
    }
}

/// When a member was last changed, by the clock on the wall.
pub(super) fn wall(reader: &mut Reader<'_>) -> Result<DosTime, Stop> {
    Ok(DosTime { time: reader.u16_le("time")?, date: reader.u16_le("date")? })
}

/// The time of the last change in the extra field of Info-ZIP (id 0x5455): flags, then seconds since
/// 1970. The entry itself has a local time only.
pub(super) fn modified(extra: &[u8]) -> Option<Time> {
    let mut reader = Reader::new(extra);
    while let (Ok(id), Ok(len)) = (reader.u16_le("id"), reader.u16_le("length")) {
        let body = reader.take("extra field", len.into()).ok()?;
        if let (0x5455, Some((flags, rest))) = (id, body.split_first()) {
            let seconds = rest.first_chunk::<4>().filter(|_| flags & 1 != 0)?;
            return Time::from_unix_seconds(i32::from_le_bytes(*seconds).into());
        }
    }
    None
}

/// The directory as the zip64 end record says, and where that record stands; its locator stands 20
/// bytes before the end record at `at` (§4.3.14, §4.3.15).
fn zip64(data: &dyn ReadAt, at: u64) -> Option<(Directory, u64)> {
    let mut locator = [0; 20];
    let locator_at = at.checked_sub(20)?;
    fill(data, locator_at, &mut locator).ok()?;
    let mut reader = Reader::new(&locator);
    if reader.take("signature", 4).ok()? != b"PK\x06\x07" {
        return None;
    }
    reader.take("disk", 4).ok()?;
    let said = u64_le(&mut reader)?;
    // Bytes before the archive move the record; it is usually 56 bytes long.
    [said, locator_at.saturating_sub(56)].into_iter().find_map(|at| zip64_end(data, at))
}

fn zip64_end(data: &dyn ReadAt, at: u64) -> Option<(Directory, u64)> {
    let mut record = [0; 56];
    (fill(data, at, &mut record).ok()? == record.len()).then_some(())?;
    let mut reader = Reader::new(&record);
    if reader.take("signature", 4).ok()? != b"PK\x06\x06" {
        return None;
    }
    reader.take("size, versions, disks, entries on this disk", 28).ok()?;
    let entries = u64_le(&mut reader)?;
    let size = u64_le(&mut reader)?;
    let start = u64_le(&mut reader)?;
    let end = start.checked_add(size)?;
    Some((Directory { start, end, shift: 0, entries }, at))
}

fn u64_le(reader: &mut Reader<'_>) -> Option<u64> {
    reader.array("number of 64 bits").map(u64::from_le_bytes).ok()
}

/// Where `needle` occurs, the last one first.
fn memmem_backwards<'a>(bytes: &'a [u8], needle: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let last = bytes.len().saturating_sub(needle.len());
    (0..=last).rev().filter(move |at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(needle)))
}
