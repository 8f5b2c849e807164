//! The headers of a tar archive: ustar (POSIX.1-1988), pax (POSIX.1-2001) and GNU.
//!
//! Each member is a header of 512 bytes and its data, filled up to the next 512. GNU puts a long
//! name into a member of type `L` before; pax puts `path` and `size` into one of type `x`. Source:
//! POSIX.1-2017, pax, "EXTENDED DESCRIPTION"; GNU tar manual, "Basic Tar Format".

use std::io::{self, Read};

use vigie_core::{Limits, Locator, Stop, Time};

use super::archive_name;
use crate::bytes::Cursor;
use crate::problems::Problems;

/// Bytes of a header, and of what data is filled up to.
const BLOCK: usize = 512;

/// Longest name, and longest pax header, that is read.
const MOST_NAME: u64 = 1 << 20;

/// Bytes that come one after the other.
pub(super) trait Forward: Read {
    /// Offset of the next byte.
    fn offset(&self) -> u64;

    /// Leaves out `bytes`, which may reach past the end.
    fn skip(&mut self, bytes: u64) -> io::Result<()>;
}

impl Forward for Cursor {
    fn offset(&self) -> u64 {
        self.offset()
    }

    fn skip(&mut self, bytes: u64) -> io::Result<()> {
        self.skip(bytes);
        Ok(())
    }
}

/// A regular file in a tar archive, or a folder: the name of one ends in `/`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    pub(super) name: &'a str,
    pub(super) modified: Option<Time>,
    pub(super) size: u64,
    /// Offset of its first header.
    pub(super) header: u64,
    /// Offset of its data.
    pub(super) data: u64,
}

/// Goes through an archive from member to member.
pub(super) struct Walker<F> {
    source: F,
    /// Offset of the next header.
    next: u64,
    name: String,
    members: u64,
    most_members: u64,
}

/// What the headers before a member's own say about it.
#[derive(Default)]
struct Extended {
    /// Offset of the first of them.
    start: Option<u64>,
    name: Option<Vec<u8>>,
    size: Option<u64>,
    modified: Option<Time>,
    sparse: bool,
}

/// The kinds of member.
enum Type {
    Regular,
    Folder,
    LongName,
    Pax,
    Sparse,
    Other,
}

impl<F: Forward> Walker<F> {
    /// Starts at the next byte of `source`, where a header stands.
    pub(super) fn new(source: F, limits: &Limits) -> Self {
        let next = source.offset();
        Self { source, next, name: String::new(), members: 0, most_members: limits.members }
    }

    /// The bytes of the archive; after [`next`](Self::next) they begin with the member's data.
    pub(super) const fn source(&mut self) -> &mut F {
        &mut self.source
    }

    /// The next regular file or folder; `None` at the end.
    pub(super) fn next(&mut self, problems: &mut Problems) -> Result<Option<Entry<'_>>, Stop> {
        let mut extended = Extended::default();
        let (mut zeros, mut lost) = (false, false);
        loop {
            let at = self.next;
            let Some(block) = self.header(problems)? else { return Ok(None) };
            if block.iter().all(|byte| *byte == 0) {
                if zeros {
                    return Ok(None);
                }
                zeros = true;
                continue;
            }
            zeros = false;
            let Some(said) = size_of(&block).filter(|_| is_header(&block)) else {
                if !lost {
                    problems.note("", Locator::Byte(at), "expected a tar header: looking for one");
                }
                (lost, extended) = (true, Extended::default());
                continue;
            };
            lost = false;
            self.members = self.members.saturating_add(1);
            if self.members > self.most_members {
                let most = self.most_members;
                return Err(Stop::Limit { what: "members of an archive", most });
            }
            let kind = type_of(&block);
            let size = match kind {
                Type::LongName | Type::Pax => said,
                _ => extended.size.unwrap_or(said),
            };
            self.next = self.next.saturating_add(filled_up(size));
            match kind {
                Type::LongName | Type::Pax => {
                    extended.start.get_or_insert(at);
                    self.extend(&mut extended, matches!(kind, Type::Pax), size, problems)?;
                    continue;
                }
                Type::Sparse => self.skip_sparse_headers(&block)?,
                Type::Regular | Type::Folder | Type::Other => {}
            }
            let header = extended.start.unwrap_or(at);
            let folder = self.set_name(&block, extended.name.as_deref());
            let sparse = extended.sparse || matches!(kind, Type::Sparse);
            let modified = extended.modified.or_else(|| modified(&block));
            extended = Extended::default();
            if sparse {
                problems.note(&self.name, Locator::Byte(at), "sparse members are not supported");
            } else if matches!(kind, Type::Regular | Type::Folder) && !self.name.is_empty() {
                let folder = folder || matches!(kind, Type::Folder);
                if folder {
                    self.name.push('/');
                }
                let (size, data) = (if folder { 0 } else { size }, self.source.offset());
                return Ok(Some(Entry { name: &self.name, modified, size, header, data }));
            }
        }
    }

    /// Reads the header at the current place and goes behind it.
    fn header(&mut self, problems: &mut Problems) -> Result<Option<[u8; BLOCK]>, Stop> {
        let ahead = self.next.saturating_sub(self.source.offset());
        self.source.skip(ahead)?;
        let mut block = [0; BLOCK];
        match read_full(&mut self.source, &mut block)? {
            0 => return Ok(None),
            BLOCK => {}
            read => {
                let (need, have) = (BLOCK as u64, read as u64);
                let stop = Stop::Truncated { what: "tar header", offset: self.next, need, have };
                problems.note("", stop.locator(), stop.to_string());
                return Ok(None);
            }
        }
        self.next = self.next.saturating_add(BLOCK as u64);
        Ok(Some(block))
    }

    /// Takes a long name or pax header.
    fn extend(
        &mut self,
        extended: &mut Extended,
        pax: bool,
        size: u64,
        problems: &mut Problems,
    ) -> Result<(), Stop> {
        if size > MOST_NAME {
            let message = format!("a name or pax header of {size} bytes: skipped");
            problems.note("", Locator::Byte(self.source.offset()), message);
            return Ok(());
        }
        let mut bytes = vec![0; usize::try_from(size).unwrap_or(0)];
        let read = read_full(&mut self.source, &mut bytes)?;
        bytes.truncate(read);
        if pax {
            extended.take_pax(&bytes);
        } else {
            extended.name = Some(until_zero(&bytes).to_vec());
        }
        Ok(())
    }

    /// GNU: further blocks of the map of a sparse file stand between its header and its data.
    fn skip_sparse_headers(&mut self, block: &[u8; BLOCK]) -> Result<(), Stop> {
        let mut more = block.get(482) == Some(&1);
        while more {
            let mut map = [0; BLOCK];
            if read_full(&mut self.source, &mut map)? < BLOCK {
                return Ok(());
            }
            self.next = self.next.saturating_add(BLOCK as u64);
            more = map.get(504) == Some(&1);
        }
        Ok(())
    }

    /// Sets the name of the member; true when it is that of a folder.
    fn set_name(&mut self, block: &[u8; BLOCK], long: Option<&[u8]>) -> bool {
        let stored = match long {
            Some(long) => String::from_utf8_lossy(long).into_owned(),
            None => short_name(block),
        };
        archive_name::clean(&stored, &mut self.name);
        archive_name::is_folder(&stored)
    }
}

impl Extended {
    /// Records of the form `LENGTH KEY=VALUE\n`, where the length counts all of it.
    fn take_pax(&mut self, mut bytes: &[u8]) {
        while let Some(space) = bytes.iter().position(|byte| *byte == b' ') {
            let (digits, _) = bytes.split_at(space);
            let len = std::str::from_utf8(digits).ok().and_then(|text| text.parse::<usize>().ok());
            let record = len.and_then(|len| bytes.get(space.saturating_add(1)..len));
            let (Some(record), Some(len)) = (record, len) else { return };
            bytes = bytes.get(len..).unwrap_or_default();
            let record = record.strip_suffix(b"\n").unwrap_or(record);
            let Some(equals) = record.iter().position(|byte| *byte == b'=') else { continue };
            let (key, value) = record.split_at(equals);
            let value = value.get(1..).unwrap_or_default();
            match key {
                b"path" => self.name = Some(value.to_vec()),
                b"size" => {
                    self.size = std::str::from_utf8(value).ok().and_then(|text| text.parse().ok());
                }
                b"mtime" => {
                    let seconds = std::str::from_utf8(value).ok();
                    let seconds = seconds.and_then(|text| text.parse::<f64>().ok());
                    self.modified = seconds.and_then(Time::from_unix_float);
                }
                _ if key.starts_with(b"GNU.sparse.") => self.sparse = true,
                _ => {}
            }
        }
    }
}

/// Whether `block` is a header: its checksum is the sum of its bytes, the checksum's own eight
/// counted as spaces. Old programs summed signed bytes.
pub(super) fn is_header(block: &[u8; BLOCK]) -> bool {
    let Some(said) = block.get(148..156).and_then(octal) else { return false };
    let (mut unsigned, mut signed) = (0_u64, 0_i64);
    for (at, byte) in block.iter().enumerate() {
        let byte = if (148..156).contains(&at) { b' ' } else { *byte };
        unsigned = unsigned.saturating_add(byte.into());
        signed = signed.saturating_add(i8::from_ne_bytes([byte]).into());
    }
    block.iter().any(|byte| *byte != 0) && (said == unsigned || i64::try_from(said) == Ok(signed))
}

fn type_of(block: &[u8; BLOCK]) -> Type {
    match block.get(156) {
        Some(0 | b'0' | b'7') => Type::Regular,
        Some(b'5') => Type::Folder,
        Some(b'L') => Type::LongName,
        Some(b'x' | b'X') => Type::Pax,
        Some(b'S') => Type::Sparse,
        _ => Type::Other,
    }
}

/// Size of the data: octal digits, or a binary number behind a byte 0x80 (GNU). Links and folders
/// may carry a size although no data follows.
fn size_of(block: &[u8; BLOCK]) -> Option<u64> {
    if matches!(block.get(156), Some(b'1'..=b'6')) {
        return Some(0);
    }
    let field = block.get(124..136)?;
    match field.split_first()? {
        (0x80, rest) => {
            let (high, low) = rest.split_at_checked(3)?;
            high.iter().all(|byte| *byte == 0).then_some(())?;
            low.try_into().ok().map(u64::from_be_bytes)
        }
        _ => octal(field),
    }
}

/// When the member was last changed. Zero is what writers put who do not tell.
fn modified(block: &[u8; BLOCK]) -> Option<Time> {
    let seconds = block.get(136..148).and_then(octal).filter(|seconds| *seconds != 0)?;
    Time::from_unix_seconds(i64::try_from(seconds).ok()?)
}

/// An octal number with spaces before it and a space or zero behind; nothing at all is 0.
fn octal(field: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(until_zero(field)).ok()?.trim_matches(' ');
    if text.is_empty() { Some(0) } else { u64::from_str_radix(text, 8).ok() }
}

/// The name in the header itself; ustar keeps the front of a long one in another field.
fn short_name(block: &[u8; BLOCK]) -> String {
    let text = |range: std::ops::Range<usize>| {
        String::from_utf8_lossy(until_zero(block.get(range).unwrap_or_default()))
    };
    let name = text(0..100);
    let prefix = if block.get(257..263) == Some(b"ustar\0") { text(345..500) } else { "".into() };
    if prefix.is_empty() { name.into_owned() } else { format!("{prefix}/{name}") }
}

fn until_zero(bytes: &[u8]) -> &[u8] {
    bytes.split(|byte| *byte == 0).next().unwrap_or_default()
}

const fn filled_up(size: u64) -> u64 {
    size.div_ceil(BLOCK as u64).saturating_mul(BLOCK as u64)
}

/// Reads as much as there is.
fn read_full(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut read = 0;
    while let Some(rest) = buffer.get_mut(read..).filter(|rest| !rest.is_empty()) {
        match source.read(rest) {
            Ok(0) => break,
            Ok(more) => read = read.saturating_add(more),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(read)
}
